"""Records as gold: they load again, and the same records score all that there is to score."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from records import custom, info
from typer.testing import CliRunner

from summarizer.cli.annotate import annotate
from summarizer.errors import ConfigurationError
from summarizer.evaluation.annotation import count_unconfirmed, gold_line, gold_lines
from summarizer.evaluation.details import is_same_count
from summarizer.evaluation.gold import GoldCount, GoldDate, GoldSet
from summarizer.evaluation.jsonl_gold import load_jsonl_gold, read_gold_line
from summarizer.evaluation.scores import report_run, score_run
from summarizer.runs.records import read_records
from summarizer.schemas.record import Incident, Outcome, Stage, Status, Summary, Victim
from summarizer.schemas.wire import EFFECTS
from tests.evaluation.test_alignment import NONE, make_count, make_incident, make_victim
from tests.evaluation.test_command import write_run
from tests.evaluation.test_scores import make_record, on

D, LATER = date(2024, 3, 5), date(2024, 3, 9)
LOST = {"sentence": 1, "start": 0, "end": 1, "text": "x", "status": "not_found"}
HELD = {**LOST, "status": "fuzzy"}


def when(earliest: date | None, latest: date | None) -> dict[str, Any]:
    return {"text": "then", "earliest": earliest, "latest": latest, "precision": "day", "basis": "explicit", **NONE}


def where(country: str | None, *places: str) -> dict[str, Any]:
    named = [{"name": name, **NONE} for name in places]
    return {"country": country, "country_code": None, "country_evidence": (), "places": named}


def whole() -> Incident:
    return make_incident(
        type="bombing",
        stage="attempted",
        date=when(D, LATER),
        place=where("Peru", "Lima", "Callao"),
        weapons=({"name": "car bomb", **NONE},),
        perpetrators=(
            {"name": "Shining Path", "kind": "organization", "status": "claimed", **NONE},
            {"name": "two men", "kind": "individual", "status": None, **NONE},
        ),
        targets=({"name": "customs house", "effect": "damaged", **NONE}, {"name": "a bus", "effect": None, **NONE}),
        victims=(
            make_victim("Ana Ruiz"),
            make_victim(group="dock workers", count=make_count(6, 8, "range"), outcome="injured"),
        ),
    )


def test_a_line_carries_all_that_the_format_holds() -> None:
    assert gold_line(make_record("a.txt", whole())) == {
        "doc_id": "id-a.txt",
        "incidents": [
            {
                "type": "bombing",
                "stage": "attempted",
                "date": "2024-03-05/2024-03-09",
                "country": "Peru",
                "places": ["Lima", "Callao"],
                "weapons": ["car bomb"],
                "perpetrators": [
                    {"name": "Shining Path", "kind": "organization", "status": "claimed"},
                    {"name": "two men", "kind": "individual"},
                ],
                "targets": [{"name": "customs house", "effect": "damaged"}, {"name": "a bus"}],
                "victims": [
                    {"name": "Ana Ruiz", "outcome": "killed"},
                    {"group": "dock workers", "count": "6-8", "outcome": "injured"},
                ],
            }
        ],
    }


def test_an_article_without_incidents_is_gold_too() -> None:
    assert gold_line(make_record("a.txt")) == {"doc_id": "id-a.txt", "incidents": []}


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        (D, D, "2024-03-05"),
        (D, LATER, "2024-03-05/2024-03-09"),
        (None, D, "/2024-03-05"),
        (D, None, "2024-03-05/"),
        (None, None, None),
        (LATER, D, None),
    ],
)
def test_dates(earliest: date | None, latest: date | None, text: str | None) -> None:
    record = make_record("a.txt", make_incident(date=when(earliest, latest)))
    assert gold_line(record)["incidents"][0].get("date") == text
    (template,) = reload([record]).documents[0].templates
    assert template.dates == ((GoldDate(earliest=earliest, latest=latest),) if text else ())


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "text"),
    [
        (6, 6, "exact", "6"),
        (6, 6, "about", "~6"),
        (6, None, "at_least", "6+"),
        (None, 6, "at_most", "-6"),
        (0, 6, "range", "-6"),
        (0, 0, "exact", "0"),
        (6, 8, "range", "6-8"),
        (10, 15, "about", "10-15"),
        (2, None, "several", "several"),
        (24, None, "several", "24+"),
        (2, None, "at_least", "2+"),
        (None, None, "unknown", None),
        (8, 6, "range", None),
        (10**9, 10**9, "exact", None),
        (1, 10**9, "range", None),
    ],
)
def test_counts(low: int | None, high: int | None, qualifier: str, text: str | None) -> None:
    victim = make_victim(group="guards", count=make_count(low, high, qualifier))
    (told,) = gold_line(make_record("a.txt", make_incident(victims=(victim,))))["incidents"][0]["victims"]
    assert told.get("count") == text


@given(
    st.integers(0, 10**9 - 1) | st.none(), st.integers(0, 10**9 - 1) | st.none(), st.sampled_from(["about", "several"])
)
def test_every_count_that_is_written_is_read_as_the_same_count(low: int | None, high: int | None, said: str) -> None:
    victim = make_victim(group="guards", count=make_count(low, high, said))
    (template,) = reload([make_record("a.txt", make_incident(victims=(victim,)))]).documents[0].templates
    orderly = (low, high) != (None, None) and (high is None or (low or 0) <= high)
    assert template.victims[0].counts == tuple(GoldCount(low=low or 0, high=high) for _ in range(orderly))
    assert all(is_same_count(Victim.model_validate(victim), count) for count in template.victims[0].counts)


@pytest.mark.parametrize("name", ["", " \n", "the", "...", "A. -"])
def test_names_of_which_the_metric_sees_nothing_are_left_out(name: str) -> None:
    incident = make_incident(
        weapons=({"name": name, **NONE},),
        targets=({"name": name, "effect": None, **NONE},),
        perpetrators=({"name": name, "kind": "individual", "status": None, **NONE},),
        victims=(make_victim(group=name),),
        place=where(None, name),
    )
    assert gold_line(make_record("a.txt", incident))["incidents"] == [{"type": "attack", "stage": "accomplished"}]


def test_what_utf_8_cannot_hold_is_marked() -> None:
    (line,) = gold_lines([make_record("a.txt", on("An\ud800a"))])
    assert '"An\N{REPLACEMENT CHARACTER}a"' in line


def test_records_that_gold_cannot_hold_are_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"id-a\.txt: .* a schema of your own"):
        list(gold_lines([custom({}, article=info(article_id="id-a.txt"))]))
    with pytest.raises(ConfigurationError, match=r"some/folder/a\.txt: .*'quarrel' is no incident type"):
        list(gold_lines([make_record("a.txt", make_incident(type="quarrel"))]))


def test_values_that_no_article_holds_are_counted() -> None:
    incident = make_incident(
        date={**when(D, D), "evidence": (LOST,)},
        place={**where("Peru", "Lima"), "country_evidence": (LOST, HELD)},
        weapons=({"name": "bomb", "evidence": (HELD,)},),
        victims=(make_victim("Ana", evidence=(HELD,), count={**make_count(1, 1), "evidence": (LOST,)}),),
    )
    assert count_unconfirmed(make_record("a.txt", incident)) == 3  # the date, Lima and the number
    assert count_unconfirmed(make_record("a.txt")) == 0


def reload(records: list[Summary]) -> GoldSet:
    documents = tuple(read_gold_line(line, "line") for line in gold_lines(records))
    return GoldSet(name="again", documents=documents, same_once=False)


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8) | st.sampled_from(
    ["Ana", "the Ana", "20 guards", "guards", "[b]", '"', "-", "la paz"]
)
BOUNDS = st.tuples(st.integers(0, 12) | st.none(), st.integers(0, 12) | st.none())
DAYS = st.dates(date(2024, 1, 1), date(2024, 1, 9)) | st.none()
EFFECT = st.none() | st.sampled_from(EFFECTS) | NAMES


@st.composite
def incidents(draw: st.DrawFn, kind: str) -> Incident:
    """An incident of one kind; two kinds are never the same to the metric."""
    names = st.lists(NAMES, max_size=2)
    return make_incident(
        type=kind,
        stage=draw(st.sampled_from(get_args(Stage))),
        date=draw(st.none() | st.builds(when, DAYS, DAYS)),
        place=where(draw(st.none() | NAMES), *draw(names)),
        weapons=tuple({"name": name, **NONE} for name in draw(names)),
        perpetrators=tuple(
            {"name": name, "kind": kind, "status": draw(st.sampled_from(get_args(Status))), **NONE}
            for kind in ("individual", "organization")
            for name in draw(names)
        ),
        targets=tuple({"name": name, "effect": draw(EFFECT), **NONE} for name in draw(names)),
        victims=tuple(
            make_victim(
                **{draw(st.sampled_from(["name", "group"])): name},
                outcome=draw(st.sampled_from(get_args(Outcome))),
                count=draw(st.none() | st.builds(make_count, *(st.integers(0, 12) | st.none() for _ in "lh"))),
            )
            for name in draw(names)
        ),
    )


@settings(max_examples=60)
@given(incidents("attack"), incidents("bombing"), st.booleans())
def test_the_same_records_score_all_there_is(first: Incident, second: Incident, alone: bool) -> None:
    record = make_record("a.txt", first, *(() if alone else (second,)))
    told = report_run(score_run([record], reload([record])))
    wrong = {name: part for name, part in told.parts.items() if part.predicted and part.f1.value != 100}
    assert not wrong
    assert all(part.predicted or not part.gold for part in told.parts.values())
    missed = {name for name, score in told.details.items() if score.right < score.of}
    assert missed <= {"victims_found"}  # a group that is a number and no more has no name to be found by


def test_incidents_that_are_the_same_to_the_metric_are_two(tmp_path: Path) -> None:
    quakes = [make_incident(type="earthquake", place=where("Chile", name)) for name in ("Calama", "Chuquicamata")]
    record, gold = make_record("a.txt", *quakes), tmp_path / "gold.jsonl"
    gold.write_text("".join(f"{line}\n" for line in gold_lines([record])))
    told = report_run(score_run([record], load_jsonl_gold(gold)))
    assert (told.parts["type"].gold, told.parts["type"].f1.value) == (2, 100)
    assert (told.details["narrowest_place"].right, told.details["narrowest_place"].of) == (2, 2)
    half = score_run([make_record("a.txt", quakes[0])], load_jsonl_gold(gold))
    assert half.documents[0].mistakes["type"].missing == (("earthquake",),)


Cli = Callable[..., Any]


@pytest.fixture
def cli() -> Cli:
    app = typer.Typer()
    app.command()(annotate)
    return lambda *arguments: CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(
        tmp_path / "run", make_record("a.txt", whole()), make_record("b.txt", on("Eva")), make_record("c.txt")
    )


def test_a_gold_file_that_loads_and_scores(cli: Cli, run: Path, tmp_path: Path) -> None:
    out = tmp_path / "gold.jsonl"
    done = cli(run, "-o", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == f"3 documents in {out}"
    assert "13 values in 2 documents" in done.stderr
    gold = load_jsonl_gold(out)
    assert [one.doc_id for one in gold.documents] == ["id-a.txt", "id-b.txt", "id-c.txt"]
    scored = report_run(score_run((record for record, _ in read_records(run)), gold))
    assert scored.parts["micro"].f1.value == 100
    assert {name for name, score in scored.details.items() if score.right < score.of} == set()


def test_without_a_file_the_lines_are_printed_and_nothing_else(cli: Cli, run: Path) -> None:
    done = cli(run, "--article", "id-c.txt", "--article", "some/folder/b.txt")
    assert [json.loads(line)["doc_id"] for line in done.stdout.splitlines()] == ["id-b.txt", "id-c.txt"]


@pytest.mark.parametrize("name", ["id-b.txt", "some/folder/b.txt", "b.txt", "b"])
def test_an_article_has_the_names_that_gold_has_for_it(cli: Cli, run: Path, name: str) -> None:
    assert json.loads(cli(run, "--article", name).stdout)["doc_id"] == "id-b.txt"


def test_an_article_that_is_not_there(cli: Cli, run: Path, tmp_path: Path) -> None:
    done = cli(run, "-o", tmp_path / "gold.jsonl", "--article", "id-z.txt")
    assert isinstance(done.exception, ConfigurationError)
    assert "no record of id-z.txt" in str(done.exception)
    assert not (tmp_path / "gold.jsonl").exists()


def test_a_gold_file_is_never_overwritten_unasked(cli: Cli, run: Path, tmp_path: Path) -> None:
    out = tmp_path / "gold.jsonl"
    out.write_text("mine")
    done = cli(run, "-o", out)
    assert isinstance(done.exception, ConfigurationError)
    assert "--overwrite" in str(done.exception)
    assert out.read_text() == "mine"
    assert cli(run, "-o", out, "--overwrite").exit_code == 0
    assert len(load_jsonl_gold(out).documents) == 3


def test_a_file_that_cannot_be_written(cli: Cli, run: Path, tmp_path: Path) -> None:
    done = cli(run, "-o", tmp_path / "nowhere" / "gold.jsonl")
    assert isinstance(done.exception, ConfigurationError)
    assert "cannot be written" in str(done.exception)


def test_nothing_is_written_where_one_record_cannot_be_gold(cli: Cli, run: Path, tmp_path: Path) -> None:
    bad = make_record("z.txt", make_incident(type="quarrel"))
    with (run / "summaries.jsonl").open("a") as file:
        file.write(bad.model_dump_json() + "\n")
    done = cli(run, "-o", tmp_path / "gold.jsonl")
    assert isinstance(done.exception, ConfigurationError)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run"]


def test_a_run_without_records(cli: Cli, run: Path) -> None:
    (run / "summaries.jsonl").write_text("")
    done = cli(run)
    assert isinstance(done.exception, ConfigurationError)
    assert "holds no record." in str(done.exception)
