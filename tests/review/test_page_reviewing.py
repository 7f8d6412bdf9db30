"""Reviewing on the page in a real browser: what it writes can be read, and nothing that was decided gets lost."""

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from browsing import Open, browser, rows, save_reviews, serve, settle, show, value
from fakes import victim, wire_incident
from playwright.sync_api import Browser, Page, expect
from report_runs import Story, kabul, make_custom, make_story, peaceful, strike, write_run

from summarizer import CustomSummary, Summary
from summarizer.review.page import write_page
from summarizer.review.rows import ReviewDraft, add_review, read_reviews
from summarizer.review.runs import open_reviews
from summarizer.runs.folder import MANIFEST, REVIEWS
from summarizer.runs.records import read_records

__all__ = ["browser", "show"]

INCIDENT = "incidents[0]"
FIRST_VICTIMS = f"{INCIDENT}.victims[0]"


def row(page: Page, field: str) -> Any:
    return page.locator(f'#record .row[data-field="{field}"]')


def decide(page: Page, field: str, key: str) -> None:
    value(page, field).press(key)  # on the value as it is drawn then: what had the focus may be gone
    settle(page)


def correct(page: Page, field: str, new: str, *, sentences: str | None = None) -> None:
    decide(page, field, "e")
    page.locator(".editor [name=value]").fill(new)
    if sentences is not None:
        page.get_by_label("Sentences that say it").fill(sentences)
    page.get_by_role("button", name="Save").click()


def set_reviewer(page: Page, name: str) -> None:
    """What somebody could also have pasted."""
    page.evaluate("name => localStorage.setItem('summarizer-reviewer', name)", name)
    page.reload()
    settle(page)  # keys are heard once the page is drawn


def reviewed(run: Path, text: str | None = None) -> tuple[Summary | CustomSummary, list[str]]:
    """The run's first record with its reviews applied, and what did not fit; ``text`` is its reviews.jsonl."""
    if text is not None:
        (run / REVIEWS).write_text(text, encoding="utf-8")
    reviews = open_reviews(run)
    (first, *_) = [record for record, _ in reviews.apply(read_records(run))]
    return first, [misfit.reason for misfit in reviews.misfits]


def gathering() -> Story:
    """A record of a user's own schema with an empty value, a cite that stands alone, and a name that lists have too."""
    text = "Police met protesters. Knives were found. " + "Nobody else came. " * 60
    answer = {"leader": None, "crowd": 300, "attack": {"weapons": "knives", "cite": [2]}, "gist": [1]}
    return make_custom(text, answer, title="Gathering")


def bare() -> Story:
    """An incident of which neither the time nor the country is known."""
    told = wire_incident(victims=[victim("people", "3", "killed", 1)])
    return make_story("A bomb killed 3 people in Kabul, Afghanistan. It was Monday.", told, title="Bare")


def test_a_name_of_any_kind_signs_rows_that_can_be_read(show: Open, tmp_path: Path) -> None:
    page = show([kabul()])
    for name, signed in (
        ("\ud800" + "🔥" * 300, "\ufffd" + "🔥" * 199),
        ("x" * 201, "x" * 200),
        (" \u0085\u2003", "unnamed"),
    ):
        who = ""
        for _ in range(8):  # a key that is pressed while other browsers draw may not be heard
            set_reviewer(page, name)
            decide(page, "summary", "a")
            (tmp_path / REVIEWS).write_text(save_reviews(page), encoding="utf-8")
            who = read_reviews(tmp_path / REVIEWS)[-1].who
            if who == signed:
                break
        assert who == signed


def test_a_value_that_no_row_can_hold_is_refused(show: Open) -> None:
    page = show([gathering()])
    alert = page.get_by_role("alert")
    correct(page, "leader", "null", sentences="1")
    expect(alert).to_have_text("Write a text, a number, true or false.")
    correct(page, "leader", "[1]", sentences="1")
    expect(alert).to_have_text("Write a text, a number, true or false.")
    correct(page, "crowd", "1e999", sentences="1")
    expect(alert).to_have_text("Not saved: a number is too large, or a value lies too deep.")
    correct(page, "crowd", "310", sentences=", ".join(map(str, range(1, 52))))
    expect(alert).to_have_text("Not saved: choose at most 50 sentences.")
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    expect(page.locator(".record-bar")).to_contain_text("0 of 4 reviewed")


def test_halves_of_characters_are_not_written(show: Open, tmp_path: Path) -> None:
    page = show([gathering()])
    correct(page, "leader", '"A\\ud800"', sentences="1")
    decide(page, "attack.weapons", "e")
    page.evaluate("document.querySelector('.editor [name=value]').value = 'B\\ud800'")
    page.evaluate("document.querySelector('.editor [name=note]').value = 'C\\ud800'")
    page.get_by_role("button", name="Save").click()
    (tmp_path / REVIEWS).write_text(save_reviews(page), encoding="utf-8")
    first, second = read_reviews(tmp_path / REVIEWS)
    assert (first.new, second.new, second.note) == ("A\ufffd", "B\ufffd", "C\ufffd")


def nested(depth: int) -> Any:
    return [nested(depth - 1)] if depth else 1


GOOD = {
    "review_id": "00000000-0000-4000-8000-000000000000",
    "when": "2026-11-24T18:00:00Z",
    "who": "Ann",
    "article_id": kabul().article.article_id,
    "field": "summary",
    "action": "correct",
    "old": None,
    "new": "A bomb.",
    "sentences": [1],
    "note": None,
}
BAD: list[dict[str, Any]] = [
    {"new": None},
    {"new": float("inf")},
    {"old": {"low": [float("nan")]}},
    {"new": nested(300)},
    {"action": "accept"},
    {"action": "maybe"},
    {"who": "x" * 201},
    {"who": " "},
    {"who": "\ud800"},
    {"note": "x" * 10_001},
    {"note": 7},
    {"field": ""},
    {"field": "x" * 1_001},
    {"sentences": [1] * 51},
    {"sentences": [0]},
    {"sentences": [True]},
    {"when": "yesterday"},
    {"when": "2026-13-24T18:00:00Z"},
    {"when": "2026-02-30T18:00:00Z"},
    {"review_id": "7"},
    {"review_id": "00000000000040008000000000000000"},
]


def test_a_file_with_damaged_rows_is_loaded_without_them(show: Open, tmp_path: Path) -> None:
    changes = [{}, {"colour": 1, "note": "x" * 10_000, "sentences": [1] * 50, "who": "🔥" * 200}, *BAD]
    fresh = [{**GOOD, "review_id": str(uuid.uuid4()), **change} for change in changes]
    file = tmp_path / "mixed.jsonl"
    infinite = [json.dumps(one).replace("Infinity", "1e999").replace("NaN", "1e999") for one in fresh]
    file.write_text("\n".join([*infinite, "[" * 100_000 + "]" * 100_000]), encoding="utf-8")
    page = show([kabul()])
    page.get_by_text("Menu").click()
    page.get_by_label("Load reviews.jsonl").set_input_files(file)
    expect(page.locator(".notice")).to_contain_text(f"2 reviews loaded, 0 known already, {len(BAD) + 1} lines are no")
    page.keyboard.press("Escape")
    decide(page, "summary", "a")
    (tmp_path / REVIEWS).write_text(save_reviews(page), encoding="utf-8")
    assert [one.action for one in read_reviews(tmp_path / REVIEWS)] == ["correct", "correct", "accept"]


@pytest.mark.parametrize(
    ("part", "entry"),
    [
        (f"{FIRST_VICTIMS}.group", FIRST_VICTIMS),
        (f"{INCIDENT}.perpetrators[0].name", f"{INCIDENT}.perpetrators[0]"),
        (f"{INCIDENT}.targets[0].name", f"{INCIDENT}.targets[0]"),
        (f"{INCIDENT}.weapons[0].name", f"{INCIDENT}.weapons[0]"),
    ],
)
def test_a_rejected_name_takes_its_entry_along(show: Open, tmp_path: Path, part: str, entry: str) -> None:
    page = show([kabul()])
    decide(page, part, "r")
    expect(row(page, entry)).to_have_attribute("data-state", "reject")
    (made,) = rows(text := save_reviews(page))
    assert (made["field"], made["action"]) == (entry, "reject")
    assert isinstance(made["old"], dict)
    record, misfits = reviewed(tmp_path / "run", text)
    assert misfits == []
    assert isinstance(record, Summary)
    (before,) = [getattr(one, entry.split(".")[1][:-3]) for one in summary_of(kabul()).incidents]
    (after,) = [getattr(one, entry.split(".")[1][:-3]) for one in record.incidents]
    assert len(after) == len(before) - 1
    decide(page, part, "a")
    expect(row(page, entry)).to_have_attribute("data-state", "accept")


def summary_of(story: Story) -> Summary:
    assert isinstance(story.record, Summary)
    return story.record


def test_what_is_no_name_is_rejected_by_itself(show: Open) -> None:
    page = show([kabul()])
    decide(page, f"{FIRST_VICTIMS}.count", "r")
    expect(row(page, FIRST_VICTIMS)).not_to_have_attribute("data-state", "reject")
    decide(page, INCIDENT, "r")
    expect(page.locator(".card")).to_have_attribute("data-state", "reject")
    count, incident = rows(save_reviews(page))
    assert (count["field"], count["old"]) == (f"{FIRST_VICTIMS}.count", {"low": 12, "high": 12, "text": "12"})
    known = summary_of(kabul()).incidents[0]
    assert incident["old"] == {"incident_id": known.incident_id, "type": "bombing", "stage": "accomplished"}


def test_accepting_the_rest_goes_on_past_a_refusal(browser: Browser, tmp_path: Path) -> None:
    run = write_run(tmp_path / "served", [kabul()])
    shown = write_run(tmp_path / "shown", [kabul(summary="Another one.")])
    with serve(run, page_of=shown) as url:
        page = browser.new_page()
        page.goto(url)
        page.get_by_role("button", name="Accept the rest").click()
        expect(page.locator(".notice")).to_contain_text("1 value not accepted: old: the record's summary is")
        expect(page.locator(".record-bar")).to_contain_text("12 of 13 reviewed")
        page.context.close()
    assert "summary" not in {one.field for one in read_reviews(run / REVIEWS)}


DEAF = "addEventListener('storage', event => event.stopImmediatePropagation())"


def beside(page: Page, *, script: str = "") -> Page:
    """The same page in another tab of the same browser; ``script`` runs before its own."""
    other = page.context.new_page()
    other.add_init_script(script)
    other.goto(page.url)
    other.locator("#record").wait_for(state="attached")
    return other


def test_tabs_see_each_others_reviews(show: Open) -> None:
    one = show([kabul()])
    other = beside(one)
    decide(one, "summary", "a")
    expect(row(other, "summary")).to_have_attribute("data-state", "accept")
    decide(other, f"{INCIDENT}.date", "r")
    expect(row(one, f"{INCIDENT}.date")).to_have_attribute("data-state", "reject")
    assert [made["field"] for made in rows(save_reviews(one))] == ["summary", f"{INCIDENT}.date"]


def review_unheard(show: Open) -> tuple[Page, Page]:
    """A tab in which the summary was accepted, and another one that heard of nothing."""
    one = show([kabul()])
    other = beside(one, script=DEAF)
    decide(one, "summary", "a")
    expect(row(one, "summary")).to_have_attribute("data-state", "accept")
    # when a browser hands what one tab stored to the others' processes is its own affair, seldom even a minute is too
    # little: so it is put there, of which a tab does not hear either
    kept = one.evaluate("Object.entries(localStorage)")
    assert any("summary" in stored for _, stored in kept)
    other.evaluate("kept => kept.forEach(([key, stored]) => localStorage.setItem(key, stored))", kept)
    settle(other)
    expect(row(other, "summary")).not_to_have_attribute("data-state", "accept")
    return one, other


def test_a_tab_that_heard_of_nothing_keeps_what_others_stored(show: Open) -> None:
    one, other = review_unheard(show)
    decide(other, f"{INCIDENT}.date", "r")
    one.close()
    other.reload()
    expect(row(other, "summary")).to_have_attribute("data-state", "accept")
    expect(row(other, f"{INCIDENT}.date")).to_have_attribute("data-state", "reject")


def test_a_tab_that_heard_of_nothing_catches_up_when_it_is_looked_at(show: Open) -> None:
    _, other = review_unheard(show)
    other.evaluate("dispatchEvent(new Event('focus'))")
    expect(row(other, "summary")).to_have_attribute("data-state", "accept")


def test_recalled_reviews_are_offered_for_download_until_they_are(show: Open) -> None:
    page = show([kabul()])
    decide(page, "summary", "a")
    page.reload()
    expect(page.locator("header").get_by_role("button", name="Download 1 review", exact=True)).to_be_visible()
    assert [made["field"] for made in rows(save_reviews(page))] == ["summary"]
    expect(page.get_by_role("button", name="Download 1 review", exact=True)).to_have_count(0)
    decide(page, f"{INCIDENT}.date", "a")
    expect(page.get_by_role("button", name="Download 2 reviews", exact=True)).to_be_visible()


def test_drafts_outlive_a_run_that_goes_on_but_not_one_with_another_model(show: Open, tmp_path: Path) -> None:
    def write(stories: Sequence[Story], name: str = "run") -> None:
        write_page(write_run(tmp_path / "run", stories), tmp_path / f"{name}.html")

    page = show([kabul()])
    decide(page, "summary", "a")
    write([peaceful()], "later")
    later = page.context.new_page()
    later.goto((tmp_path / "later.html").as_uri())
    expect(row(later, "summary")).to_have_attribute("data-state", "accept")
    later.locator(".item", has_text="A meeting").click()
    decide(later, "summary", "r")
    page.bring_to_front()
    decide(page, f"{INCIDENT}.date", "a")
    expect(row(page, f"{INCIDENT}.date")).to_have_attribute("data-state", "accept")
    later.bring_to_front()
    later.reload()
    expect(row(later, f"{INCIDENT}.date")).to_have_attribute("data-state", "accept")
    later.locator(".item", has_text="A meeting").click()
    expect(row(later, "summary")).to_have_attribute("data-state", "reject")
    manifest = tmp_path / "run" / MANIFEST
    manifest.write_text(manifest.read_text().replace("17:00:00Z", "17:30:00Z"))
    write_page(tmp_path / "run", tmp_path / "later.html")
    later.reload()
    expect(row(later, f"{INCIDENT}.date")).to_have_attribute("data-state", "accept")
    manifest.write_text(manifest.read_text().replace("fake", "other"))
    write_page(tmp_path / "run", tmp_path / "later.html")
    later.reload()
    expect(later.locator(".record-bar")).to_contain_text("0 of 13 reviewed")


def test_what_two_tabs_write_at_once_is_kept_though_each_reads_its_own(show: Open) -> None:
    page = show([kabul()])
    decide(page, f"{INCIDENT}.date", "a")
    key, theirs = page.evaluate("Object.entries(localStorage).find(([key]) => key.startsWith('summarizer-reviews-'))")
    page.evaluate("localStorage.clear()")
    page.reload()
    decide(page, "summary", "a")
    page.evaluate("([key, newValue]) => dispatchEvent(new StorageEvent('storage', { key, newValue }))", [key, theirs])
    page.reload()
    for field in ("summary", f"{INCIDENT}.date"):
        expect(row(page, field)).to_have_attribute("data-state", "accept")


def test_a_tab_that_is_looked_at_again_keeps_anew_what_the_browser_has_lost(show: Open) -> None:
    page = show([kabul()])
    decide(page, "summary", "a")
    expect(row(page, "summary")).to_have_attribute("data-state", "accept")
    page.evaluate("localStorage.clear()")
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_function("Object.keys(localStorage).some((key) => key.startsWith('summarizer-reviews-'))")
    page.reload()
    expect(row(page, "summary")).to_have_attribute("data-state", "accept")


def test_a_date_and_a_country_are_added_shown_and_taken_back(show: Open, tmp_path: Path) -> None:
    run = write_run(tmp_path / "served", [bare()])
    with serve(run) as url:
        page = show(url=url)
        where = page.get_by_role("group", name="Where", exact=True)
        expect(where.get_by_role("button", name="Add place")).to_be_visible()
        for name, field, section in (("date", "text", "When"), ("country", "name", "Where")):
            group = page.get_by_role("group", name=section, exact=True)
            add = group.get_by_role("button", name=f"Add {name}")
            for word in ("Monday", "Afghanistan"):
                add.click()
                group.locator(f".editor [name={field}]").fill(word)
                group.get_by_label("Sentences that say it").fill("1, 2")
                group.get_by_role("button", name="Save").click()
                expect(group.locator(".row.added ins")).to_contain_text(word)
                expect(add).to_have_count(0)
                page.reload()
                group.get_by_role("button", name="Take back").click()
                expect(group.locator(".row.added")).to_have_count(0)
                expect(add).to_be_visible()
        page.close()
    made = [(one.field, one.action) for one in read_reviews(run / REVIEWS)]
    when, country = f"{INCIDENT}.date", f"{INCIDENT}.place.country"
    assert made == [(field, action) for field in (when, country) for _ in range(2) for action in ("correct", "reject")]
    record, misfits = reviewed(run)
    assert misfits == []
    assert record == bare().record


def test_a_place_is_added_beside_a_country(show: Open, tmp_path: Path) -> None:
    page = show([bare()])
    where = page.get_by_role("group", name="Where", exact=True)
    for name, word in (("country", "Afghanistan"), ("place", "Kabul")):
        where.get_by_role("button", name=f"Add {name}").click()
        where.locator(".editor [name=name]").fill(word)
        where.get_by_label("Sentences that say it").fill("1")
        where.get_by_role("button", name="Save").click()
    assert where.locator(".row.added ins").all_text_contents() == ["Afghanistan", "Kabul"]
    record, misfits = reviewed(tmp_path / "run", save_reviews(page))
    assert misfits == []
    assert isinstance(record, Summary)
    place = record.incidents[0].place
    assert (place.country, place.country_code, [one.name for one in place.places]) == ("Afghanistan", "AF", ["Kabul"])


@pytest.mark.parametrize("part", ["type", "stage", "victims[0].outcome", "perpetrators[0].kind"])
def test_what_cannot_be_rejected_has_no_button_for_it(show: Open, part: str) -> None:
    page = show([kabul()])
    field = f"{INCIDENT}.{part}"
    decide(page, field, "r")
    expect(page.locator(".notice")).to_contain_text("This value can only be accepted or corrected.")
    buttons = page.locator(f'#record :is(.row, .card-head):has([data-key="{field}"]) .actions')
    expect(buttons.get_by_label("Accept", exact=True)).to_be_visible()
    rejecting = buttons.get_by_label("Reject", exact=True)
    expect(rejecting).to_have_count(0 if "." in part else 1)  # the card's own, of the whole incident
    expect(page.get_by_role("button", name="Download", exact=False)).to_have_count(0)


def test_sentence_numbers_and_nothing_are_not_rejected_in_an_answer_of_ones_own(show: Open, tmp_path: Path) -> None:
    page = show([gathering()])
    decide(page, "leader", "r")
    expect(page.locator(".notice")).to_contain_text("This value can only be accepted or corrected.")
    decide(page, "gist", "r")
    expect(page.locator(".notice")).to_contain_text("This value can only be accepted.")
    decide(page, "gist", "e")
    expect(page.locator(".editor")).to_have_count(0)
    for field, names in (
        ("gist", ["Accept"]),
        ("leader", ["Accept", "Correct"]),
        ("crowd", ["Accept", "Reject", "Correct"]),
    ):
        buttons = row(page, field).locator(".actions button")
        assert [one.get_attribute("aria-label") for one in buttons.all()] == names
    page.get_by_role("button", name="Accept the rest").click()
    expect(page.locator(".record-bar")).to_contain_text("4 of 4 reviewed")
    _, misfits = reviewed(tmp_path / "run", save_reviews(page))
    assert misfits == []


def test_a_field_called_as_a_list_is_decided_on_as_any_other(show: Open) -> None:
    page = show([gathering(), strike()])
    decide(page, "attack.weapons", "r")
    expect(row(page, "attack.weapons")).to_have_attribute("data-state", "reject")
    expect(page.locator(".record-bar")).to_contain_text("1 of 4 reviewed")


def test_the_order_of_the_servers_rows_counts(show: Open, tmp_path: Path) -> None:
    run = write_run(tmp_path / "served", [kabul()])
    record = summary_of(kabul())
    with serve(run) as url:
        page = show(url=url)
        draft = ReviewDraft(article_id=record.article.article_id, field="summary", action="reject", old=record.summary)
        add_review(run, draft, who="Bo", check=lambda _reviews, _review: None)
        decide(page, "summary", "a")
        expect(row(page, "summary")).to_have_attribute("data-state", "accept")
        with page.expect_response("**/reviews"):
            page.evaluate("window.dispatchEvent(new Event('focus'))")
        settle(page)
        expect(row(page, "summary")).to_have_attribute("data-state", "accept")
        page.close()
    assert [one.who for one in read_reviews(run / REVIEWS)] == ["Bo", "ada"]


HIDDEN = "\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202e\u3164\ufe00\ufe0e\uffa0\U000e0001\U000e0100\U000e01ef"
SHOWN = "\u200c\u200d\ufe0f\u1161\u3163é"


def test_what_cannot_be_seen_is_spelt_out(show: Open) -> None:
    text = "".join(f"a{char}b" for char in HIDDEN + SHOWN)
    told = wire_incident(weapons=[{"name": text, "cite": [1]}])
    page = show([make_story(f"{text} exploded.", told, title=text)])
    spelt = "".join(f"a⟨U+{ord(char):04X}⟩b" for char in HIDDEN) + "".join(f"a{char}b" for char in SHOWN)
    for locator in (
        "#article h2",
        "#article .text",
        '#record [data-key="incidents[0].weapons[0].name"]',
        ".item-title",
    ):
        shown = page.locator(locator).first.text_content() or ""
        assert spelt in shown


def test_a_review_of_what_the_record_held_before_decides_nothing(show: Open, tmp_path: Path) -> None:
    page = show([kabul(), gathering()])
    page.keyboard.press("Shift+A")
    page.keyboard.press("j")
    page.keyboard.press("Shift+A")
    kept = save_reviews(page)
    told = kabul().record.model_dump_json().replace('"name":"Omar Mosque"', '"name":"The mosque"')
    told = told.replace('"low":12,"high":12', '"low":21,"high":21')
    anew = kabul()._replace(record=Summary.model_validate_json(told).model_copy(update={"summary": "Another."}))
    own = gathering()
    assert isinstance(own.record, CustomSummary)
    answer = {**own.record.plain_answer, "crowd": 301}
    run = write_run(tmp_path / "anew", [anew, own._replace(record=own.record.model_copy(update={"answer": answer}))])
    (run / REVIEWS).write_text(kept, encoding="utf-8")
    reviews = open_reviews(run)
    list(reviews.apply(read_records(run)))
    with serve(run) as url:
        page = show(url=url)
        told_stray = expect(page.locator(".reviewed"))
        told_stray.to_have_text("10 of 13 reviewed; 3 reviews of other values than these")
        undecided = page.locator("#record .row[data-field]:not([data-state])")
        fields = [one.get_attribute("data-field") for one in undecided.all()]
        page.keyboard.press("j")
        told_stray.to_have_text("3 of 4 reviewed; 1 review of other values than these")
        fields += [one.get_attribute("data-field") for one in undecided.all()]
        page.keyboard.press("Shift+A")
        told_stray.to_have_text("4 of 4 reviewed")
        page.close()
    assert sorted(filter(None, fields)) == sorted(misfit.review.field for misfit in reviews.misfits)


@pytest.mark.parametrize("way", ["Save", "Cancel", "Escape"])
def test_who_leaves_a_form_is_where_they_were(show: Open, way: str) -> None:
    page = show([kabul(), peaceful()])
    decide(page, "incidents[0].weapons[0].name", "e")
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name=way).press("Enter")
    expect(page.locator(".editor")).to_have_count(0)
    expect(value(page, "incidents[0].weapons[0].name")).to_be_focused()
    page.keyboard.press("e")
    page.locator(".item").nth(1).click()
    expect(page.locator(".editor")).to_have_count(0)
    expect(page.locator(".item").nth(1)).to_be_focused()


def test_a_browser_that_keeps_nothing_is_told_of(show: Open) -> None:
    page = show([kabul()])
    decide(page, "summary", "a")
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(0)
    page.evaluate("Storage.prototype.setItem = () => { throw new Error('full') }; 0")
    decide(page, "summary", "r")
    expect(alert).to_have_text("This browser keeps no reviews: download them before you leave.")
    save_reviews(page)
    expect(alert).to_have_count(0)


def test_what_is_rejected_while_the_rest_is_accepted_stays_rejected(show: Open, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    with serve(run) as url:
        page = show(url=url)
        page.evaluate(
            "const ask = window.fetch; window.fetch = async (...all) =>"
            " { const answer = await ask(...all); await new Promise((go) => setTimeout(go, 100)); return answer; }; 0"
        )
        page.keyboard.press("Shift+A")
        page.wait_for_timeout(150)
        value(page, "summary").focus()
        page.keyboard.press("r")
        expect(page.locator(".reviewed")).to_have_text("13 of 13 reviewed")
        state = row(page, "summary").get_attribute("data-state")
        page.close()
    said = [review.action for review in read_reviews(run / REVIEWS) if review.field == "summary"]
    assert (state, said) == ("reject", ["accept", "reject"])
