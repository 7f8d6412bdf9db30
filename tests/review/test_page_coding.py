"""What a coder does with the page all day: taking back, going on, giving what a record lacks, printing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browsing import Open, browser, rows, save_reviews, serve, settle, show, value
from fakes import victim, wire_incident
from playwright.sync_api import Browser, Page, expect
from report_runs import FAILURE, Story, kabul, make_story, many, peaceful, write_run

from summarizer import Summary
from summarizer.review.applying import apply_reviews
from summarizer.review.page import write_page
from summarizer.review.rows import Review, ReviewDraft, add_review, read_reviews
from summarizer.runs.records import StoredArticle

__all__ = ["browser", "show"]

VICTIM = "incidents[0].victims[0]"
COUNT = f"{VICTIM}.count"


def applied(story: Story, made: list[dict[str, Any]]) -> Summary:
    """The record with what was saved applied, all of which must fit."""
    spans = tuple((sentence.start, sentence.end) for sentence in story.sentences)
    article = StoredArticle(text=story.article.text, sentences=spans)
    reviews = [Review.model_validate(row) for row in made]
    outcome = apply_reviews(story.record, reviews, article=article)
    assert not outcome.misfits
    assert isinstance(outcome.record, Summary)
    return outcome.record


def nameless() -> Story:
    """A bombing with a victim and a target of whom little is said."""
    told = wire_incident(
        targets=[{"name": "bridge", "effect": None, "cite": [1]}], victims=[victim("miners", None, "killed", 1)]
    )
    return make_story("A bomb at the bridge killed 6 miners. It fell, and so the mayor told us.", told, title="Miners")


def edit(page: Page, field: str, **inputs: str) -> None:
    """Corrects a value with what is typed into the form's inputs."""
    value(page, field).click()
    page.keyboard.press("e")
    for name, text in inputs.items():
        page.locator(f'.editor [name="{name}"]').fill(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".editor")).to_have_count(0)


def accept_count(page: Page) -> None:
    value(page, COUNT).click()
    page.keyboard.press("a")
    expect(value(page, COUNT)).to_have_attribute("data-state", "accept")


def test_the_last_step_is_taken_back_whatever_it_was(show: Open) -> None:
    page = show([kabul(), peaceful()])
    undo = page.get_by_role("button", name="Undo", exact=True)
    expect(undo).to_be_disabled()
    value(page, "summary").focus()
    page.keyboard.press("a")
    value(page, "summary").focus()
    page.keyboard.press("r")
    edit(page, COUNT, low="14")
    save(page)
    page.get_by_role("button", name="Add weapon").click()
    page.locator(".editor [name=name]").fill("gun")
    page.locator(".editor [name=sentences]").fill("1")
    save(page)
    page.keyboard.press("j")
    page.keyboard.press("Shift+A")
    expect(page.locator(".done")).to_have_text("1 of 2 reviewed")
    page.keyboard.press("u")
    expect(page.locator(".done")).to_have_text("0 of 2 reviewed")
    page.keyboard.press("u")
    expect(page.locator("#article h2")).to_have_text("Bomb kills twelve in Kabul")
    expect(page.locator(".row.added")).to_have_count(0)
    expect(value(page, COUNT).locator("ins")).to_have_text("14")
    page.keyboard.press("u")
    expect(value(page, COUNT).locator("ins")).to_have_count(0)
    summary = page.get_by_role("group", name="Summary summary")
    expect(summary).to_have_attribute("data-state", "reject")
    undo.click()
    expect(summary).to_have_attribute("data-state", "accept")
    undo.click()
    expect(summary).not_to_have_attribute("data-state", "accept")
    expect(undo).to_be_disabled()
    expect(page.locator(".item .review-state")).to_have_count(0)
    made = [row for row in rows(save_reviews(page)) if row["article_id"] == kabul().article.article_id]
    assert applied(kabul(), made) == kabul().record


def test_what_was_taken_back_is_so_for_every_command(show: Open) -> None:
    page = show([kabul()])
    edit(page, COUNT, low="14")
    save(page)
    edit(page, COUNT, low="13")
    save(page)
    page.keyboard.press("u")
    made = rows(save_reviews(page))
    assert [row["action"] for row in made] == ["correct", "correct", "withdraw"]
    count = applied(kabul(), made).incidents[0].victims[0].count
    assert count is not None
    assert (count.low, count.high) == (14, 14)
    expect(value(page, COUNT).locator("ins")).to_have_text("14")
    page.keyboard.press("u")
    settle(page)
    assert applied(kabul(), rows(save_reviews(page))).incidents == kabul().record.incidents  # type: ignore[union-attr]


def test_an_addition_taken_back_is_given_again(show: Open) -> None:
    page = show([nameless()])
    value(page, VICTIM).click()
    page.get_by_role("button", name="Add count", exact=True).click()
    page.locator(".editor [name=low]").fill("6")
    page.locator(".editor [name=high]").fill("6")
    save(page)
    page.locator(".row.added").get_by_role("button", name="Take back").click()
    expect(page.locator(".row.added")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(".row.added")).to_contain_text("count added6")
    count = applied(nameless(), rows(save_reviews(page))).incidents[0].victims[0].count
    assert count is not None
    assert count.low == 6


@pytest.mark.parametrize(
    ("corrected", "inputs", "accepted"),
    [
        (COUNT, {"low": "14", "high": "16"}, COUNT),
        (COUNT, {"low": "14", "high": "16"}, VICTIM),
        ("incidents[0].date", {"earliest": "2024-05-04", "latest": "2024-05-05"}, "incidents[0].date"),
        ("incidents[0].weapons[0].name", {"value": "market"}, "incidents[0].weapons[0].name"),
        ("incidents[0].place.country", {"value": "Pakistan"}, "incidents[0].place.country"),
    ],
)
def test_to_accept_what_was_corrected_accepts_the_correction(
    show: Open, corrected: str, inputs: dict[str, str], accepted: str
) -> None:
    page = show([kabul()])
    edit(page, corrected, **inputs)
    save(page)
    alone = rows(save_reviews(page))
    value(page, accepted).click()
    page.keyboard.press("a")
    settle(page)
    made = rows(save_reviews(page))
    assert len(made) == 2
    assert applied(kabul(), made).incidents == applied(kabul(), alone).incidents != applied(kabul(), []).incidents


def test_a_word_of_yesterday_is_taken_back_where_it_stands(show: Open, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    with serve(run) as url:
        page = show(url=url)
        accept_count(page)
        page.reload()
        value(page, COUNT).click()
        page.get_by_role("button", name="Take back", exact=True).click()
        expect(value(page, COUNT)).not_to_have_attribute("data-state", "accept")
        expect(page.get_by_role("button", name="Take back", exact=True)).to_have_count(0)
        expect(page.locator(".item .review-state")).to_have_count(0)
        page.context.close()
    assert [row["action"] for row in rows((run / "reviews.jsonl").read_text())] == ["accept", "withdraw"]


def test_what_somebody_else_said_meanwhile_stays_when_a_step_is_taken_back(show: Open, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    with serve(run) as url:
        page = show(url=url)
        accept_count(page)
        (mine,) = read_reviews(run / "reviews.jsonl")
        theirs = ReviewDraft(**mine.model_dump(exclude={"review_id", "when", "who", "action"}), action="reject")
        add_review(run, theirs, who="Ben", check=lambda *_: None)
        page.keyboard.press("u")
        expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
        page.reload()
        expect(value(page, COUNT)).to_have_attribute("data-state", "reject")
        page.context.close()
    assert applied(kabul(), rows((run / "reviews.jsonl").read_text())).incidents[0].victims[0].count is None


def test_what_was_taken_back_where_it_stands_is_no_step_any_more(show: Open) -> None:
    page = show([kabul()])
    edit(page, COUNT, low="14")
    save(page)
    value(page, COUNT).focus()
    page.keyboard.press("a")
    value(page, COUNT).click()
    page.get_by_role("button", name="Take back", exact=True).click()
    expect(value(page, COUNT).locator("ins")).to_have_text("14")
    page.keyboard.press("u")
    expect(value(page, COUNT).locator("ins")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    settle(page)
    assert applied(kabul(), rows(save_reviews(page))).incidents == kabul().record.incidents  # type: ignore[union-attr]


def test_of_several_words_at_a_value_the_last_is_taken_back(show: Open) -> None:
    page = show([kabul()])
    entry = page.locator(f'#record .row[data-field="{VICTIM}"]')
    value(page, VICTIM).focus()
    page.keyboard.press("a")
    expect(entry).to_have_attribute("data-state", "accept")
    edit(page, f"{VICTIM}.group", value="civilians")
    save(page)
    value(page, f"{VICTIM}.group").click()
    page.get_by_role("button", name="Take back", exact=True).click()
    expect(value(page, f"{VICTIM}.group").locator("ins")).to_have_count(0)
    expect(entry).to_have_attribute("data-state", "accept")


def test_two_steps_are_taken_back_without_waiting_for_the_server(show: Open, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    with serve(run) as url:
        page = show(url=url)
        for field in (COUNT, "incidents[0].date"):
            value(page, field).click()
            page.keyboard.press("a")
            expect(value(page, field)).to_have_attribute("data-state", "accept")
        page.keyboard.press("u")
        page.keyboard.press("u")
        for field in (COUNT, "incidents[0].date"):
            expect(value(page, field)).not_to_have_attribute("data-state", "accept")
        page.context.close()
    made = rows((run / "reviews.jsonl").read_text())
    assert [row["action"] for row in made] == ["accept", "accept", "withdraw", "withdraw"]


def test_the_same_entry_added_again_stands_with_its_last_sentences(show: Open) -> None:
    page = show([kabul()])
    for sentence in ("1", "2"):
        page.get_by_role("button", name="Add weapon").click()
        page.locator(".editor [name=name]").fill("gun")
        page.locator(".editor [name=sentences]").fill(sentence)
        save(page)
    expect(page.locator(".row.added")).to_have_count(1)
    expect(page.locator(".row.added .cite")).to_have_text(["2"])


def test_a_corrected_number_takes_along_what_says_the_same(show: Open) -> None:
    page = show([kabul()])
    value(page, COUNT).click()
    page.keyboard.press("e")
    page.keyboard.type("14")
    expect(page.locator(".editor [name=low]")).to_have_value("14")
    expect(page.locator(".editor [name=high]")).to_have_value("14")
    expect(page.locator(".editor [name=text]")).to_have_value("")
    page.keyboard.press("Escape")
    edit(page, "incidents[0].date", earliest="2024-05-05")
    expect(page.locator(".editor [name=latest]")).to_have_value("2024-05-05")
    expect(page.locator(".editor [name=text]")).to_have_value("Monday")
    save(page)
    expect(value(page, "incidents[0].date").locator("del")).to_have_text("Monday 2024-05-06")


def test_bounds_that_differ_are_corrected_one_by_one(show: Open) -> None:
    told = wire_incident(victims=[victim("miners", "6-8", "killed", 1)])
    page = show([make_story("A bomb killed 6 to 8 miners.", told)])
    edit(page, COUNT, low="5")
    expect(page.locator(".editor [name=high]")).to_have_value("8")
    expect(page.locator(".editor [name=text]")).to_have_value("6 to 8")


def test_what_an_entry_lacks_can_be_given(show: Open) -> None:
    page = show([nameless()])
    expect(page.get_by_role("button", name="Add count", exact=True)).to_have_count(0)
    value(page, VICTIM).click()
    page.get_by_role("button", name="Add count", exact=True).click()
    expect(page.locator(".editor [name=sentences]")).to_have_value("1")
    page.locator(".editor [name=low]").fill("6")
    page.locator(".editor [name=high]").fill("6")
    save(page)
    value(page, VICTIM).click()
    page.get_by_role("button", name="Add speaker").click()
    page.locator(".editor [name=name]").fill("the mayor")
    page.locator(".editor [name=sentences]").fill("2")
    save(page)
    value(page, "incidents[0].targets[0].name").click()
    page.get_by_role("button", name="Add effect").click()
    page.locator(".editor [name=effect]").select_option("destroyed")
    page.locator(".editor [name=sentences]").fill("2")
    save(page)
    expect(page.locator(".row.added")).to_contain_text(["destroyed", "6", "the mayor"])
    (incident,) = applied(nameless(), rows(save_reviews(page))).incidents
    (one,) = incident.victims
    assert one.count is not None
    assert one.said_by is not None
    assert (one.count.low, one.said_by.text, incident.targets[0].effect) == (6, "the mayor", "destroyed")
    assert one.count.evidence[0].text == "6"


def test_an_incident_is_added_with_its_victims_and_perpetrators(show: Open) -> None:
    page = show([peaceful()])
    page.get_by_role("button", name="Add incident").click()
    page.locator(".editor > .field [name=type]").select_option("shooting")
    for _ in range(2):
        page.get_by_role("button", name="Add victim to it").click()
    page.get_by_role("button", name="Add perpetrator to it").click()
    killed, injured = page.locator("fieldset[name=victim]").all()
    killed.locator("[name=name]").fill("guards")
    killed.locator("[name=low]").fill("2")
    killed.locator("[name=high]").fill("2")
    injured.get_by_role("button", name="Leave this victim out").click()
    page.locator("fieldset[name=perpetrator] [name=name]").fill("The committee")
    page.locator(".editor [name=sentences]").fill("1")
    page.locator(".editor [name=note]").fill("missed")
    save(page)
    (made,) = rows(save_reviews(page))
    assert made["new"] == {
        "type": "shooting",
        "stage": "accomplished",
        "date": None,
        "country": None,
        "places": [],
        "victims": [{"group": "guards", "outcome": "killed", "count": {"low": 2, "high": 2, "text": ""}}],
        "perpetrators": [{"name": "The committee", "kind": "organization", "status": None}],
    }
    assert (made["sentences"], made["note"]) == ([1], "missed")
    (incident,) = applied(peaceful(), [made]).incidents
    assert incident.perpetrators[0].evidence[0].status == "exact"


def test_totals_are_told_to_be_of_before_once_victims_were_changed(show: Open) -> None:
    page = show([kabul()])
    totals = page.locator(".totals")
    expect(totals).to_have_text("killed 12–15, injured 7")
    value(page, COUNT).click()
    page.keyboard.press("a")
    settle(page)
    expect(totals).to_have_text("killed 12–15, injured 7")
    value(page, COUNT).click()
    page.keyboard.press("r")
    expect(totals).to_have_text("before the review: killed 12–15, injured 7")


def test_the_next_article_is_the_one_that_followed_when_a_review_takes_one_off_the_list(show: Open) -> None:
    page = show(list(many(4)))
    page.locator("#list").get_by_role("combobox", name="Review").select_option("untouched")
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    names = [item.inner_text() for item in page.locator(".item-title").all()]
    page.keyboard.press("j")
    page.keyboard.press("Shift+A")
    expect(page.locator(".item")).to_have_count(3)
    page.keyboard.press("j")
    expect(page.locator("#article h2")).to_have_text(names[2])
    page.keyboard.press("Shift+A")
    expect(page.locator(".item")).to_have_count(2)
    page.keyboard.press("k")
    expect(page.locator("#article h2")).to_have_text(names[0])


def test_warnings_alone_are_marked_at_sentences_and_come_first(show: Open) -> None:
    dated = make_story("A bomb went off on Monday.", dated_incident(), published=date(2024, 5, 7), title="Dated")
    page = show([dated, kabul()])
    expect(page.get_by_role("button", name="Sentence 1, 2 values", exact=True)).to_have_attribute("data-warns", "false")
    page.get_by_label("Order").select_option("findings")
    assert page.locator(".item-title").first.inner_text() == "Bomb kills twelve in Kabul"
    page.locator(".item").first.click()
    expect(page.locator('#article button.num[data-warns="true"]')).to_have_count(2)


def dated_incident() -> Any:
    return wire_incident(date={"text": "Monday", "cite": [1]})


def test_a_server_that_is_gone_is_told_in_words(browser: Browser, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    with serve(run) as url:
        page.goto(url)
        page.locator("#record").wait_for()
    value(page, COUNT).click()
    page.keyboard.press("a")
    expect(page.locator(".notice")).to_contain_text("the server does not answer. Start summarizer review again")
    expect(value(page, COUNT)).not_to_have_attribute("data-state", "accept")
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    context.close()


def test_what_was_not_saved_is_told_until_something_is(browser: Browser, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    with serve(run) as url:
        page.goto(url)
        page.locator("#record").wait_for()
        (run / "reviews.jsonl").mkdir()
        value(page, COUNT).click()
        page.keyboard.press("a")
        expect(page.locator(".notice")).to_contain_text("Not saved: ")
        (run / "reviews.jsonl").rmdir()
        page.keyboard.press("a")
        expect(value(page, COUNT)).to_have_attribute("data-state", "accept")
        expect(page.locator(".notice")).to_have_count(0)
    context.close()


def test_failures_tell_their_line(show: Open, tmp_path: Path) -> None:
    failure = FAILURE.model_copy(update={"path": "in/all.jsonl", "line": 3})
    write_page(write_run(tmp_path / "run", [peaceful()], [failure]), tmp_path / "page.html")
    page = show(url=(tmp_path / "page.html").as_uri())
    page.get_by_role("button", name="Overview").click()
    expect(page.get_by_role("region", name="List of failures")).to_contain_text("in/all.jsonl, line 3")
    expect(page.locator(".tiles")).to_contain_text("1 more failed")
    expect(page.locator(".tiles")).to_contain_text("1 article without one")


def test_a_review_reads_no_other_record_anew(show: Open) -> None:
    page = show(list(many(54)))  # more than the page keeps in memory
    for _ in range(54):
        page.keyboard.press("Shift+A")
        page.keyboard.press("j")
    expect(page.locator(".done")).to_have_text("54 of 54 reviewed")
    # Records only: the texts are read for the search whenever the page is idle.
    page.evaluate(
        "window.read = 0; const parse = JSON.parse;"
        "JSON.parse = (...all) => { const got = parse(...all); window.read += got?.incidents ? 1 : 0; return got; }; 0"
    )
    value(page, COUNT).click()
    page.keyboard.press("r")
    expect(value(page, COUNT)).to_have_attribute("data-state", "reject")
    assert page.evaluate("window.read") < 3


def test_what_is_accepted_at_once_is_drawn_and_kept_at_once(show: Open) -> None:
    page = show([kabul()])
    page.evaluate(
        "window.kept = 0; const set = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (...all) { window.kept += 1; set.apply(this, all); }; 0"
    )
    page.keyboard.press("Shift+A")
    expect(page.locator(".record-bar")).to_contain_text("13 of 13 reviewed")
    assert page.evaluate("window.kept") < 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_gets_the_article_and_its_record_in_light_colours(show: Open, scheme: Any) -> None:
    page = show([kabul()], color_scheme=scheme)
    page.emulate_media(media="print")
    for name in ("#article", "#record"):
        box = page.locator(name).bounding_box()
        assert box is not None
        assert box["width"] > 600
        assert page.locator(name).evaluate("pane => pane.scrollHeight <= pane.clientHeight + 1")
    assert page.evaluate("getComputedStyle(document.querySelector('#record')).color") == "rgb(25, 28, 32)"
    for name in (".top", "#list", ".record-bar", ".tabs"):
        expect(page.locator(name)).to_be_hidden()


def test_the_whole_overview_goes_to_paper(show: Open) -> None:
    page = show(list(many(40)))
    page.get_by_role("button", name="Overview").click()
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollHeight >= document.querySelector('#overview').scrollHeight")
    assert page.locator("#overview").evaluate("pane => pane.scrollHeight <= pane.clientHeight + 1")


def test_rows_that_withdraw_are_loaded_from_a_file(show: Open, tmp_path: Path) -> None:
    page = show([kabul()])
    value(page, COUNT).click()
    page.keyboard.press("a")
    settle(page)
    page.keyboard.press("u")
    settle(page)
    saved = tmp_path / "saved.jsonl"
    saved.write_text(save_reviews(page), encoding="utf-8")
    assert [json.loads(line)["action"] for line in saved.read_text().splitlines()] == ["accept", "withdraw"]
    other = show([kabul()], run="other")
    other.get_by_text("Menu").click()
    other.get_by_label("Load reviews.jsonl").set_input_files(saved)
    expect(other.locator(".notice")).to_contain_text("2 reviews loaded")
    expect(value(other, COUNT)).not_to_have_attribute("data-state", "accept")
