"""The scores of whole runs, and of two runs side by side."""

import re
from datetime import date
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import ATTEMPT, custom, info, provenance, summary
from rich.console import Console

from summarizer.cli.score_view import show_comparison
from summarizer.errors import ConfigurationError
from summarizer.evaluation.figures import Evaluation
from summarizer.evaluation.gold import GoldDate, GoldDocument, GoldSet, GoldTemplate
from summarizer.evaluation.scores import compare_runs, report_all, report_run, score_run
from summarizer.schemas.record import Incident, Summary
from tests.evaluation.test_alignment import make_incident, make_victim

ASKED = {**ATTEMPT, "prompt_tokens": 100, "completion_tokens": 20}
SILENT = {**ASKED, "prompt_tokens": None}


def make_record(name: str, *incidents: Incident, **changes: Any) -> Summary:
    """The record of the article of that file name, one request, no finding, but for the changes."""
    article = info(article_id=f"id-{name}", path=f"some/folder/{name}")
    told = {"article": article, "summary": "", "key_sentences": (), "provenance": provenance(attempts=(ASKED,))}
    return summary(*incidents, **{**told, **changes})


def make_gold(**victims: str) -> GoldSet:
    """Gold documents of one attack each on the victim named; none where the name is empty."""
    return GoldSet(
        name="gold",
        documents=tuple(
            GoldDocument(
                doc_id=doc_id, templates=(GoldTemplate(types=("attack",), roles={"Victim": ((name,),)}),) * bool(name)
            )
            for doc_id, name in victims.items()
        ),
    )


def on(name: str) -> Incident:
    return make_incident(victims=(make_victim(name),))


def micro(told: Evaluation) -> tuple[float, float, float]:
    part = told.parts["micro"]
    return part.precision.value, part.recall.value, part.f1.value


GOLD = make_gold(a="ana", b="eva", c="")


def test_only_documents_of_the_run_are_scored_and_the_others_named() -> None:
    told = report_run(score_run([make_record("a.txt", on("Ana")), make_record("z.txt", on("Zoe"))], GOLD))
    assert (told.documents, told.all_gold) == (1, False)
    assert (told.without_gold, told.without_record) == (("some/folder/z.txt",), ("b", "c"))
    assert micro(told) == (100.0, 100.0, 100.0)


def test_missing_documents_can_be_scored_as_empty() -> None:
    told = report_run(score_run([make_record("a.txt", on("Ana"))], GOLD, all_gold=True))
    assert (told.documents, told.all_gold, told.without_record) == (3, True, ("b", "c"))
    assert micro(told) == pytest.approx((100.0, 50.0, 200 / 3))
    assert told.details["relevance"].right == 2


def test_parts_and_details_have_their_counts() -> None:
    records = [make_record("a.txt", on("Ana")), make_record("b.txt", on("Ida")), make_record("c.txt")]
    told = report_run(score_run(records, GOLD))
    victim = told.parts["Victim"]
    assert (victim.predicted, victim.gold, victim.f1.value) == (2, 2, 50.0)
    assert told.parts["type"].f1.value == 100.0
    assert (told.details["relevance"].right, told.details["relevance"].of) == (3, 3)
    assert told.details["stage"].percent is None
    assert victim.f1.low < 50.0 < victim.f1.high


def test_a_part_that_few_documents_have_is_not_wrong_in_samples_without_it() -> None:
    """Of twenty documents one has a weapon, which is right: 4 of 10 samples do not draw it."""
    gold = make_gold(**{f"d{number}": "Ana" for number in range(20)})
    template = GoldTemplate(types=("attack",), roles={"Weapon": (("gun",),)})
    armed = GoldDocument(doc_id="d20", templates=(template,))
    records = [make_record(f"d{number}.txt", on("Ana")) for number in range(20)]
    weapon = {"name": "gun", "evidence": ()}
    run = score_run(
        [*records, make_record("d20.txt", make_incident(weapons=(weapon,)))],
        gold.model_copy(update={"documents": (*gold.documents, armed)}),
    )
    told = report_run(run).parts
    assert [(one.value, one.low) for one in (told["Weapon"].precision, told["Weapon"].recall, told["Weapon"].f1)] == [
        (100.0, 100.0)
    ] * 3
    assert [name for name, part in told.items() if part.is_empty] == ["PerpInd", "PerpOrg", "Target"]


def test_incidents_in_another_order_than_the_golds_are_right_by_their_dates_too() -> None:
    """What the metric sees of two quakes is the same: the dates tell which is which."""
    days = ("2024-03-05", "2024-03-06")
    when = {"text": "then", "precision": "day", "basis": "explicit", "evidence": ()}
    quakes = [make_incident(date={**when, "earliest": day, "latest": day}) for day in days]
    templates = tuple(
        GoldTemplate(types=("attack",), roles={}, dates=(GoldDate(earliest=day, latest=day),))
        for day in map(date.fromisoformat, days)
    )
    gold = GoldSet(name="gold", documents=(GoldDocument(doc_id="a", templates=templates),), same_once=False)
    for order in (1, -1):
        details = report_run(score_run([make_record("a.txt", *quakes[::order])], gold)).details
        assert (details["date_day"].right, details["date_day"].of) == (2, 2)


@pytest.mark.parametrize("doc_id", ["id-a.txt", "some/folder/a.txt", "a.txt", "a"])
def test_a_document_is_known_by_id_path_or_file_name(doc_id: str) -> None:
    assert score_run([make_record("a.txt")], make_gold(**{doc_id: "ana"})).documents[0].doc_id == doc_id


def of_a_file(line: int, external_id: str, *incidents: Incident) -> Summary:
    """The record of an article of a file of several."""
    record = make_record("day.jsonl", *incidents)
    known = {"article_id": f"id-{line}", "line": line, "external_id": external_id}
    return record.model_copy(update={"article": record.article.model_copy(update=known)})


def test_articles_of_one_file_are_known_by_what_it_calls_them() -> None:
    records = [of_a_file(1, "b", on("Ana")), of_a_file(2, "a", on("Ana"))]
    told = score_run(records, GOLD)
    assert [(one.doc_id, one.record) for one in told.documents] == [("a", records[1]), ("b", records[0])]
    assert score_run([*records, of_a_file(3, "x")], GOLD).without_gold == ("some/folder/day.jsonl, line 3, id x",)


def test_the_name_of_a_file_of_several_is_no_documents() -> None:
    records = [of_a_file(1, "one"), of_a_file(2, "two")]
    with pytest.raises(ConfigurationError, match=r"day: two .* line 1, id one and .* line 2, id two\. Give an id or"):
        score_run(records, make_gold(day="ana"))


def test_a_run_without_any_gold_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"of gold: it has 'a', and the run 'some/folder/z\.txt'"):
        score_run([make_record("z.txt")], GOLD)


def test_two_records_of_one_document_are_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"a: two records .* some/folder/a.txt and some/folder/a.md\. Give"):
        score_run([make_record("a.txt"), make_record("a.md")], GOLD)


def test_records_of_a_schema_of_ones_own_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="a schema of your own"):
        score_run([custom({})], GOLD)


def test_grounding_findings_and_effort() -> None:
    piece = {"sentence": 1, "start": 0, "end": 3, "text": "Ana"}
    evidence = [{**piece, "status": status} for status in ("exact", "exact", "fuzzy", "not_found")]
    finding = {"code": "c", "severity": "warning", "field": "f", "message": "m", "evidence": evidence}
    incident = make_incident(victims=(make_victim("Ana", evidence=evidence),))
    records = [make_record("a.txt", incident, findings=(finding,)), make_record("b.txt")]
    told = report_run(score_run(records, GOLD))
    assert {status: (one.right, one.of) for status, one in told.grounding.items()} == {
        "exact": (2, 4),
        "normalized": (0, 4),
        "fuzzy": (1, 4),
        "not_found": (1, 4),
    }
    assert told.findings == {"info": 0.0, "warning": 0.5}
    assert told.effort
    assert told.effort.model_dump() == {
        "prompt_tokens_mean": 100.0,
        "prompt_tokens_median": 100.0,
        "completion_tokens_mean": 20.0,
        "completion_tokens_median": 20.0,
        "seconds_mean": 2.0,
        "seconds_median": 2.0,
    }


def test_tokens_that_one_request_did_not_report_are_unknown() -> None:
    record = make_record("a.txt", provenance=provenance(attempts=(SILENT, ASKED)))
    told = report_run(score_run([record], GOLD))
    assert told.effort
    assert (told.effort.prompt_tokens_mean, told.effort.completion_tokens_mean) == (None, 40.0)


def test_two_runs_are_compared_over_the_documents_of_both() -> None:
    better = score_run([make_record("a.txt", on("Ana")), make_record("b.txt", on("Eva")), make_record("c.txt")], GOLD)
    worse = score_run([make_record("a.txt", on("Ana")), make_record("b.txt", on("Ida"))], GOLD)
    told = compare_runs(better, worse)
    assert told.documents == 2
    assert [(one.doc_id, one.f1, one.other_f1) for one in told.changed] == [("b", 100.0, 50.0)]
    assert told.f1["Victim"] == (100.0, 50.0)
    difference = told.difference["Victim"]
    assert difference
    assert (difference.value, difference.low, difference.high) == (50.0, 0.0, 100.0)
    turned = compare_runs(worse, better).difference["Victim"]
    assert turned
    assert turned.value == -50.0


def test_who_makes_up_an_incident_is_worse_than_who_rightly_finds_none() -> None:
    run, other = (score_run([make_record("c.txt", *found)], GOLD) for found in ((), (on("Zoe"),)))
    (changed,) = compare_runs(run, other).changed
    assert (changed.doc_id, changed.f1, changed.other_f1) == ("c", 100.0, 0.0)


def test_a_difference_in_what_few_documents_have_is_not_lost_in_samples_without_it() -> None:
    gold = make_gold(**{f"d{number}": "Ana" if number == 1 else "" for number in range(20)})
    others = [make_record(f"d{number}.txt") for number in range(20) if number != 1]
    runs = [score_run([*others, make_record("d1.txt", on(name))], gold) for name in ("Ana", "Eva")]
    difference = compare_runs(*runs).difference["Victim"]
    assert difference
    assert (difference.value, difference.low, difference.high) == (100.0, 100.0, 100.0)


def test_a_run_does_not_differ_from_itself() -> None:
    run = score_run([make_record("a.txt", on("Ana")), make_record("b.txt", on("Ida"))], GOLD)
    told = compare_runs(run, run)
    assert told.changed == ()
    assert all((one.low, one.value, one.high) == (0, 0, 0) for one in told.difference.values() if one)


def test_what_neither_a_run_nor_the_gold_has_has_no_difference() -> None:
    run, other = (score_run([make_record("c.txt", *found)], GOLD) for found in ((), (on("Zoe"),)))
    told = report_all("one", run, {"another": other}).others[0].comparison
    assert (told.f1["Victim"], told.f1["Weapon"]) == ((None, 0.0), (None, None))
    assert (told.difference["Victim"], told.difference["Weapon"]) == (None, None)
    console = Console(width=100, file=StringIO())
    console.print(show_comparison("another", told))
    shown = console.file.getvalue() if isinstance(console.file, StringIO) else ""
    rows = [re.sub(r"[^\w.-]+", " ", line).split() for line in shown.splitlines()]
    assert ["Victim", "-", "0.0", "-", "-"] in rows
    assert ["Weapon", "-", "-", "-", "-"] in rows


def test_runs_without_a_common_document_cannot_be_compared() -> None:
    runs = [score_run([make_record(f"{name}.txt")], GOLD) for name in "ab"]
    with pytest.raises(ConfigurationError, match=r"^one, another: The two runs have no document in common"):
        report_all("one", runs[0], {"one": runs[0], "another": runs[1]})


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["Ana", "Eva", ""]), min_size=3, max_size=3))
def test_every_value_lies_in_its_interval(names: list[str]) -> None:
    records = [make_record(f"{one}.txt", *([on(name)] if name else [])) for one, name in zip("abc", names, strict=True)]
    told = report_run(score_run(records, GOLD))
    for part in told.parts.values():
        for score in (part.precision, part.recall, part.f1):
            assert 0 <= score.low <= score.value <= score.high <= 100
