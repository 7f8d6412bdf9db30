"""Events against gold clusters."""

import json
from datetime import date
from pathlib import Path

import pytest
from command_line import Cli
from event_records import make_incident, make_record
from run_rows import write_stored

from summarizer import Event, Summary, merge_events
from summarizer.errors import ConfigurationError
from summarizer.evaluation.event_scores import GoldEvent, load_gold_events, score_events


def told(name: str, day: int, killed: int, published: int | None = None) -> tuple[Summary, str]:
    text = f"A bomb in a market of Quetta killed {killed} people, {name} reports."
    incident = make_incident(
        text, type="bombing", date=f"2024-05-{day:02}", country="PK", places=["Quetta"], totals={"killed": killed}
    )
    day_out = date(2024, 5, published or day)
    return make_record(text, incident, path=f"news/{name}.txt", article_id=name, published=day_out), text


REPORTS = [told("a", 2, 12), told("b", 2, 17, 4), told("c", 20, 3), told("d", 20, 3)]


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return merge_events([record for record, _ in REPORTS])


def gold(*clusters: str, **figures: int) -> list[GoldEvent]:
    return [GoldEvent(event=one, reports=tuple(one), figures=figures) for one in clusters]


def test_what_is_right_scores_all(events: list[Event]) -> None:
    scores = score_events(events, gold("ab", "cd"), name="gold")
    assert (scores.pairwise.precision, scores.pairwise.recall, scores.pairwise.f1) == (100, 100, 100)
    assert scores.b_cubed.f1 == 100
    assert (scores.reports, scores.events, scores.gold_events, scores.missing) == (4, 2, 2, ())


def test_pairs_and_b_cubed_by_hand(events: list[Event]) -> None:
    scores = score_events(events, gold("abc", "d"), name="gold")
    assert (scores.pairwise.precision, scores.pairwise.recall, scores.pairwise.f1) == (50.0, 33.3, 40.0)
    assert (scores.b_cubed.precision, scores.b_cubed.recall) == (75.0, 66.7)


def test_reports_are_found_by_file_name_too_and_missing_ones_are_alone(events: list[Event]) -> None:
    clusters = [GoldEvent(event="1", reports=("a.txt", "news/b.txt", "gone"))]
    scores = score_events(events, clusters, name="gold")
    assert (scores.missing, scores.pairwise.recall, scores.pairwise.precision) == (("gone",), 33.3, 100.0)


def test_reports_of_one_file_are_found_by_what_it_calls_them(events: list[Event]) -> None:
    named = [
        event.model_copy(
            update={
                "reports": tuple(
                    one.model_copy(update={"path": "day.jsonl", "external_id": f"own-{one.article_id}"})
                    for one in event.reports
                )
            }
        )
        for event in events
    ]
    clusters = [GoldEvent(event="1", reports=("own-a", "own-b")), GoldEvent(event="2", reports=("own-c", "own-d"))]
    assert score_events(named, clusters, name="gold").pairwise.f1 == 100


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        (("a", "a.txt"), "Reports 'a' and 'a.txt' of the gold are one article"),
        (("x", "y"), "No report of the gold is in an event: it has 'x', and the run 'news/"),
    ],
)
def test_gold_that_names_an_article_twice_or_none_is_refused(
    events: list[Event], reports: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        score_events(events, [GoldEvent(event="1", reports=reports)], name="gold")


def test_a_name_that_is_two_articles_is_refused(events: list[Event]) -> None:
    """Of two folders with a file each of that name nobody knows which the gold means."""
    (first, *rest) = (report for event in events for report in event.reports)
    others = tuple(one.model_copy(update={"path": f"old/{first.article_id}.txt"}) for one in rest)
    twice = [events[0].model_copy(update={"reports": (first, *others)})]
    with pytest.raises(ConfigurationError, match=r"'a.txt' of the gold is two articles, .*Name it by id or whole path"):
        score_events(twice, [GoldEvent(event="1", reports=("a.txt",))], name="gold")


def test_nothing_together_has_no_precision(events: list[Event]) -> None:
    scores = score_events(events[:0], gold("ab"), name="gold")
    assert (scores.pairwise.precision, scores.pairwise.recall, scores.pairwise.f1) == (None, 0, 0)


def test_merged_tolls_beside_those_of_single_reports(events: list[Event]) -> None:
    toll = score_events(events, gold("ab", killed=17), name="gold").tolls["killed"]
    assert toll.model_dump() == {
        "events": 1, "merged_exact": 100.0, "single_exact": 50.0, "any_exact": 100.0, "merged_off": 0.0,
        "single_off": 2.5,
    }  # fmt: skip


def test_any_of_several_gold_figures_is_right_and_the_nearest_is_measured_by(events: list[Event]) -> None:
    (cluster,) = gold("ab")
    either, far = (cluster.model_copy(update={"figures": {"killed": right}}) for right in ((12, 17), (20, 40)))
    toll = score_events(events, [either], name="gold").tolls["killed"]
    assert (toll.merged_exact, toll.single_exact, toll.any_exact, toll.single_off) == (100.0, 100.0, 100.0, 0.0)
    toll = score_events(events, [far], name="gold").tolls["killed"]
    assert (toll.merged_exact, toll.any_exact, toll.merged_off, toll.single_off) == (0.0, 0.0, 3.0, 5.5)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("{", "line 1: Invalid JSON"),
        ('{"event": ' + "[" * 100_000, "line 1: Invalid JSON"),
        ('{"event": "x", "reports": ["a"]}\n{"event": "x", "reports": ["b"]}', "line 2: event 'x' stands there"),
        ('{"event": "x"}', "line 1: reports: Field required"),
        ('{"event": "x", "reports": ["a"]}\n{"event": "y", "reports": ["a"]}', "report 'a' is of event 'x' and of 'y'"),
        ('{"event": "x", "reports": ["a"], "reports": ["b"]}', "line 1: an object has the key 'reports' twice"),
        (
            '{"event": "x", "reports": ["a"], "figures": {"killed": 1, "killed": 2}}',
            "line 1: an object has the key 'killed' twice, with two values: give it one",
        ),
        (
            '{"event": "x", "reports": ["a"], "figures": {"killed": "many"}}',
            "line 1: figures.killed.0: Input should be a valid integer",
        ),
        ('{"event": "x", "reports": ["a"], "figures": {"killed": []}}', "figures.killed: Value should have at least 1"),
        ("\n", "no gold event is in it"),
    ],
)
def test_bad_gold_is_named(tmp_path: Path, lines: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        load_gold_events(path)
    with pytest.raises(ConfigurationError, match="the gold cannot be read"):
        load_gold_events(tmp_path / "none.jsonl")


def test_figures_that_are_null_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        '{"event": "x", "reports": ["a"], "figures": null}\n'
        '{"event": "y", "reports": ["b"], "figures": {"killed": null, "injured": 2, "missing": [3, 4]}}\n'
    )
    assert [one.figures for one in load_gold_events(path)] == [{}, {"injured": (2,), "missing": (3, 4)}]


def test_the_command_prints_scores_of_a_runs_events(cli: Cli, tmp_path: Path) -> None:
    run = write_stored(tmp_path / "run", REPORTS)
    path = tmp_path / "gold.jsonl"
    rows = [{"event": one.event, "reports": one.reports, "figures": one.figures} for one in gold("ab", "cd", killed=17)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    missing = cli("evaluate", run, "--events", "--gold", path)
    assert (missing.code, "Make it with: summarizer events" in missing.err) == (3, True)
    cli("events", run)
    assert json.loads(cli("evaluate", run, "--events", "--gold", path, "--json").out)["pairwise"]["f1"] == 100
    shown = cli("evaluate", run, "--events", "--gold", path)
    assert "4 reports of 2 gold events, in 2 events." in shown.out
    assert cli("evaluate", run, "--events", "--gold", path, "--all").code == 3
