"""The page's events view in a real browser: one event, its reports side by side, the toll, splits and joins."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from browsing import Open, browser, serve, settle, show
from fakes import victim, wire_incident
from playwright.sync_api import Page, expect
from report_runs import Story, hostile, kabul, make_story, peaceful, strike, write_run

from summarizer.events.decisions import read_decisions
from summarizer.events.reading import read_events
from summarizer.events.storing import update_events
from summarizer.review.page import write_page
from summarizer.runs.records import read_records
from summarizer.schemas.record import Finding, Summary
from tests.review.test_page_in_browser import PHONE, violations

__all__ = ["browser", "show"]


def outlet(number: int, killed: int, published: date, **changes: Any) -> Story:
    """Another outlet's report of the bombing that ``kabul`` tells of."""
    text = (
        f"A bomb killed {killed} people at a market in Kabul, Afghanistan, on Monday, outlet {number} reports. "
        f"The mosque beside it was hit. Dispatch {number} has no more to say of the dead than that."
    )
    fields: dict[str, Any] = {
        "date": {"text": "Monday", "cite": [1]},
        "country": "Afghanistan",
        "places": ["Kabul"],
        "place_cite": [1],
        "weapons": [{"name": "bomb", "cite": [1]}],
        "victims": [victim("people", str(killed), "killed", 1)],
        **changes,
    }
    title = f"Kabul market bomb, {killed} dead"
    facts: dict[str, Any] = {
        "title": title,
        "path": f"in/outlet{number}.txt",
        "published": published,
        "source": f"Outlet {number}",
    }
    return make_story(text, wire_incident(**fields), **facts)


def outlets() -> list[Story]:
    lyon = "A fire in a warehouse in Lyon, France, on 3 February 2023 injured 2 people."
    elsewhere = wire_incident(
        type="fire",
        date={"text": "3 February 2023", "cite": [1]},
        country="France",
        places=["Lyon"],
        place_cite=[1],
        victims=[victim("people", "2", "injured", 1)],
    )
    return [
        kabul(),
        outlet(1, 17, date(2024, 5, 7)),
        outlet(2, 21, date(2024, 5, 8)),
        make_story(
            lyon, elsewhere, title="Fire in Lyon", path="in/lyon.txt", published=date(2023, 2, 4), source="Lyonnais"
        ),
        peaceful(),
        strike(),
    ]


def merged_run(folder: Path, stories: Sequence[Story]) -> Path:
    run = write_run(folder, stories)
    update_events(read_records(run), run)
    return run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return merged_run(tmp_path / "run", outlets())


@pytest.fixture
def page(run: Path, show: Open, tmp_path: Path) -> Page:
    return open_events(show, run, tmp_path)


def open_events(show: Open, run: Path, folder: Path, **context: Any) -> Page:
    write_page(run, folder / "merged.html")
    page = show(url=(folder / "merged.html").as_uri(), **context)
    page.get_by_role("button", name="Events", exact=True).click()
    return page


def test_an_event_shows_its_reports_side_by_side(page: Page, run: Path) -> None:
    assert [len(event.reports) for event in read_events(run)] == [1, 3]
    expect(page.locator("#event h2")).to_contain_text("bombing · Kabul · 2024-05-06")
    cards = page.locator(".report")
    expect(cards).to_have_count(3)
    boxes = [card.bounding_box() for card in cards.all()]
    assert all(boxes)
    assert len({box["y"] for box in boxes if box}) == 1, "all on one line"
    expect(cards.nth(2)).to_contain_text("21")
    expect(cards.nth(0)).to_contain_text("Islamic State (claimed)")
    cards.nth(2).get_by_text("Why it is here").click()
    expect(cards.nth(2)).to_contain_text("both date it to the same day")


def test_the_toll_over_time_is_a_plot_and_a_table(page: Page) -> None:
    toll = page.get_by_role("region", name="Toll: killed")
    expect(toll.locator("h3")).to_contain_text("killed: 21")
    labels = toll.locator(".dot-label").all_text_contents()
    assert (sorted(labels[:2]), labels[2]) == (["12", "17"], "21"), "of one day in any order, then the newest"
    heights = [float(dot.get_attribute("cy") or 0) for dot in toll.locator(".dot").all()]
    assert heights[2] == min(heights), "the largest stands highest"
    assert "2024-05-08, 21" in (toll.get_by_role("img").get_attribute("aria-label") or "")
    expect(toll.locator("tbody tr")).to_have_count(3)


def test_what_is_disputed_is_marked(page: Page) -> None:
    disputed = page.get_by_role("region", name="Disputed", exact=True)
    expect(disputed.locator("th[scope=row]").filter(has_text="killed")).to_have_count(1)
    expect(page.locator('.report dd[data-disputed="true"]').first).to_contain_text("≠ disputed")


def test_a_report_leads_to_its_article(page: Page) -> None:
    page.locator(".report").nth(2).get_by_role("button", name="Open the article").click()
    expect(page.locator("#article h2")).to_have_text("Kabul market bomb, 21 dead")


def test_the_overview_counts_events_and_can_count_incidents(page: Page) -> None:
    page.get_by_role("button", name="Overview").click()
    kinds = page.get_by_role("region", name="Events by type")
    expect(kinds.get_by_role("button", name="bombing")).to_contain_text("1")
    people = page.get_by_role("region", name="People by outcome")
    expect(people.get_by_role("button", name="killed")).to_contain_text("21")
    expect(page.locator(".map title").filter(has_text="Kabul")).to_have_text("Kabul: 1 event")
    page.get_by_role("button", name="By incident of each article").click()
    kinds = page.get_by_role("region", name="Incidents by type")
    expect(kinds.get_by_role("button", name="bombing")).to_contain_text("3")
    expect(page.locator(".map title").filter(has_text="Kabul")).to_have_text("Kabul: 3 incidents")


def test_the_filters_keep_events(page: Page) -> None:
    expect(page.locator(".event-list .item")).to_have_count(2)
    page.get_by_role("button", name="Articles", exact=True).click()
    page.locator("#list").get_by_role("combobox", name="Country", exact=True).select_option("FR")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Events", exact=True).click()
    expect(page.locator(".event-list .item")).to_have_count(1)
    expect(page.locator("#event h2")).to_contain_text("fire")


def test_events_are_searched_where_they_stand(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("warehouse")
    expect(page.locator(".event-list .item")).to_have_count(1)
    expect(page.locator("#event h2")).to_contain_text("fire")
    expect(page.get_by_label("Order")).to_have_count(0)


def test_an_event_that_the_filters_do_not_keep_is_not_listed_for_its_article(show: Open, tmp_path: Path) -> None:
    both = make_story(
        "A bomb killed 3 people in Mosul, Iraq, on 3 February 2023. A fire killed 2 in Basra, Iraq, that day.",
        wire_incident(places=["Mosul"], place_cite=[1], victims=[victim("people", "3", "killed", 1)]),
        wire_incident(type="fire", places=["Basra"], place_cite=[2], victims=[victim("people", "2", "killed", 2)]),
    )
    page = open_events(show, merged_run(tmp_path / "run", [both]), tmp_path)
    expect(page.locator(".event-list .item")).to_have_count(2)
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("combobox", name="Type").select_option("fire")
    expect(page.locator(".event-list .item")).to_have_count(1)
    expect(page.locator("#event h2")).to_contain_text("fire")


def test_the_dead_come_first(show: Open, tmp_path: Path) -> None:
    page = open_events(show, merged_run(tmp_path / "run", [kabul()]), tmp_path)
    tolls = page.locator('section[aria-label^="Toll: "] h3')
    assert [toll.split(":")[0] for toll in tolls.all_text_contents()] == ["killed", "injured"]


def test_a_figure_that_does_not_count_says_why(show: Open, tmp_path: Path) -> None:
    first, later = outlet(1, 17, date(2024, 5, 7)), outlet(2, 3, date(2024, 5, 8))
    note = Finding(code="newly_dead", severity="info", field="incidents[0].victims[0]", message="", evidence=())
    since = later._replace(record=later.record.model_copy(update={"findings": (note,)}))
    again = {"article_id": "again", "published": date(2024, 5, 9)}
    (incident,) = cast(Summary, first.record).incidents
    copied = first.record.model_copy(
        update={
            "article": first.record.article.model_copy(update=again),
            "incidents": (incident.model_copy(update={"incident_id": "copied"}),),
        }
    )
    copy = Story(first.article.model_copy(update=again), first.sentences, copied)
    page = open_events(show, merged_run(tmp_path / "run", [first, since, copy]), tmp_path)
    figures = page.get_by_role("region", name="Figures: killed").locator("td:nth-child(2)")
    assert figures.all_text_contents() == ["17", "3 (a part: does not count)", "17 (copy: does not count)"]


def test_a_split_is_saved_by_the_server_and_holds_in_the_next_merge(show: Open, run: Path) -> None:
    with serve(run) as url:
        page = show(url=url)
        page.keyboard.press("v")
        page.get_by_label("Choose the report of Outlet 2").check()
        page.get_by_label("Why (left out if empty)").fill("another market")
        page.get_by_role("button", name="Split 1 chosen report from the other 2").click()
        expect(page.locator(".notice")).to_contain_text("The split is kept")
        expect(page.locator(".decided")).to_contain_text("split of 3 reports by ada")
        expect(page.locator(".pending")).to_contain_text("1 decision on events not merged yet")
        page.reload()
        page.get_by_role("button", name="Events", exact=True).click()
        expect(page.locator(".pending")).to_contain_text("1 decision on events not merged yet")
        (decision,) = read_decisions(run)
        assert (decision.action, decision.who, decision.note) == ("split", "ada", "another market")
        update_events(read_records(run), run)
        assert sorted(len(event.reports) for event in read_events(run)) == [1, 1, 2]
        page.reload()
        page.get_by_role("button", name="Events", exact=True).click()
        expect(page.locator(".event-list .item")).to_have_count(3)
        expect(page.locator(".pending")).to_have_count(0)


def test_a_split_is_taken_back_before_and_after_a_merge(show: Open, run: Path) -> None:
    with serve(run) as url:
        page = show(url=url)
        page.keyboard.press("v")
        for is_merged in (False, True):
            page.get_by_label("Choose the report of Outlet 2").check()
            page.get_by_role("button", name="Split 1 chosen report from the other 2").click()
            expect(page.locator(".pending")).to_contain_text("1 decision on events not merged yet")
            if is_merged:
                update_events(read_records(run), run)
                page.reload()
                page.get_by_role("button", name="Events", exact=True).click()
                expect(page.locator(".pending")).to_have_count(0)
            page.get_by_role("button", name="Take back the split by ada").click()
            expect(page.locator(".notice")).to_contain_text("That is taken back")
            expect(page.locator(".pending")).to_have_count(int(is_merged))
            expect(page.locator(".decided")).to_have_count(int(is_merged))
            page.reload()
            page.get_by_role("button", name="Events", exact=True).click()
        expect(page.locator(".decided")).to_contain_text("taken back by ada, not merged yet")
        update_events(read_records(run), run)
        assert sorted(len(event.reports) for event in read_events(run)) == [1, 3]
        page.reload()
        page.get_by_role("button", name="Events", exact=True).click()
        expect(page.locator(".pending")).to_have_count(0)
        expect(page.locator(".decided")).to_have_count(0)


def test_a_join_is_downloaded_from_a_page_that_stands_alone(page: Page, run: Path) -> None:
    page.get_by_label("Another event").select_option(label="fire · Lyon · 2023-02-03 (1 report)")
    page.get_by_role("button", name="Join all reports of both").click()
    page.reload()
    page.get_by_role("button", name="Events", exact=True).click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download event-decisions.jsonl").click()
    expect(page.get_by_role("button", name="Download event-decisions.jsonl")).to_have_count(0)
    (run / "event-decisions.jsonl").write_bytes(saved.value.path().read_bytes())
    update_events(read_records(run), run)
    (event,) = read_events(run)
    assert len(event.reports) == 4


def test_a_page_without_events_does_not_offer_them(show: Open) -> None:
    page = show([kabul(), peaceful()])
    expect(page.get_by_role("button", name="Events", exact=True)).to_have_count(0)
    page.keyboard.press("v")
    expect(page.locator("#record")).to_be_visible()


def test_hostile_texts_of_events_stay_text(show: Open, tmp_path: Path) -> None:
    run = merged_run(tmp_path / "run", [hostile(), kabul()])
    page = open_events(show, run, tmp_path)
    for item in page.locator(".event-list .item").all():
        item.click()
        settle(page)
    assert page.evaluate("window.hacked") is None
    assert "\u202e" not in page.locator(".events").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_events(run: Path, show: Open, tmp_path: Path, scheme: str) -> None:
    page = open_events(show, run, tmp_path, color_scheme=scheme)
    page.get_by_label("Choose the report of Outlet 2").check()
    page.get_by_text("Why it is here").first.click()
    page.get_by_role("button", name="Split 1 chosen").click()
    assert violations(page) == []
    page.get_by_role("button", name="Overview").click()
    assert violations(page) == []


def test_axe_finds_nothing_wrong_with_events_on_a_phone(run: Path, show: Open, tmp_path: Path) -> None:
    page = open_events(show, run, tmp_path, viewport=PHONE, has_touch=True, is_mobile=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize(
    ("words", "toll", "figure"),
    [("up to 20", "up to 20", "up to 20"), ("at least 21", "21 (21 or more)", "21 (21 or more)")],
)
def test_a_bound_is_told_as_the_bound_that_it_is(
    show: Open, tmp_path: Path, words: str, toll: str, figure: str
) -> None:
    text = f"A bomb killed {words} people in Mosul, Iraq, on 3 February 2023."
    told = wire_incident(
        places=["Mosul"], place_cite=[1], victims=[victim("people", words.rpartition(" ")[2], "killed", 1)]
    )
    page = open_events(show, merged_run(tmp_path / "run", [make_story(text, told)]), tmp_path)
    region = page.get_by_role("region", name="Toll: killed")
    expect(region.locator("h3")).to_have_text(f"killed: {toll}")
    expect(region.locator("td:nth-child(2)")).to_have_text(figure)
    expect(page.locator(".report dt:text-is('killed') + dd")).to_have_text(figure.partition(" (")[0])


def test_a_toll_that_no_figure_bounds_is_told_as_unknown(show: Open, tmp_path: Path) -> None:
    text = "A bomb killed 3 people in Kabul, Afghanistan, on 6 May 2024. At least 20 people are missing."
    lost = [victim("people", "3", "killed", 1), victim("people", "20+", "missing", 2)]
    told = wire_incident(country="Afghanistan", places=["Kabul"], place_cite=[1], victims=lost)
    first = make_story(text, told, published=date(2024, 5, 6), source="Outlet 9", path="in/first.txt")
    page = open_events(show, merged_run(tmp_path / "run", [first, outlet(1, 17, date(2024, 5, 7))]), tmp_path)
    region = page.get_by_role("region", name="Toll: missing")
    expect(region.locator("h3")).to_have_text("missing: unknown")
    expect(region.locator("td:nth-child(2)")).to_have_text("20 (0 or more)")


def test_no_event_is_joined_that_the_filters_took_off_the_list(show: Open, tmp_path: Path) -> None:
    text = "A bomb killed 3 people in Mosul, Iraq, on 3 February 2023."
    told = wire_incident(places=["Mosul"], place_cite=[1], victims=[victim("people", "3", "killed", 1)])
    page = open_events(show, merged_run(tmp_path / "run", [*outlets(), make_story(text, told)]), tmp_path)
    page.get_by_label("Another event").select_option(label="fire · Lyon · 2023-02-03 (1 report)")
    join = page.get_by_role("button", name="Join all reports of both")
    expect(join).to_be_enabled()
    page.locator("#search").fill("bomb")
    expect(page.locator(".event-list .item")).to_have_count(2)
    expect(join).to_be_disabled()
