"""Incidents that the gold has not."""

import pytest

from summarizer.evaluation.details import count_invented
from summarizer.evaluation.scores import report_run, score_run
from tests.evaluation.test_alignment import make_incident
from tests.evaluation.test_scores import GOLD, make_record, on
from tests.exports.test_all_tables import doubted


@pytest.mark.parametrize(
    ("incidents", "aligned", "gold", "told"),
    [
        (0, 0, 0, {"without_incident": 0, "without_incident_supported": 0, "unmatched": 0}),
        (2, 0, 0, {"without_incident": 2, "without_incident_supported": 1, "unmatched": 2}),
        (3, 1, 2, {"unmatched": 2}),
        (0, 0, 1, {"unmatched": 0}),
    ],
)
def test_counts_of_a_document(incidents: int, aligned: int, gold: int, told: dict[str, int]) -> None:
    assert count_invented(incidents, aligned, gold, doubted=incidents // 2) == told


def test_shares_and_means_with_intervals() -> None:
    quake = make_incident(type="earthquake")
    records = [make_record("a.txt", on("Ana"), quake), make_record("b.txt", on("Eva")), make_record("c.txt", quake)]
    told = report_run(score_run(records, GOLD)).invented
    none, unmatched = told["without_incident"], told["unmatched"]
    assert (none.clean.right, none.clean.of, none.a_document.total, none.a_document.of) == (0, 1, 1, 1)
    assert (unmatched.clean.right, unmatched.clean.of, unmatched.a_document.total) == (1, 3, 2)
    assert unmatched.a_document.mean
    assert unmatched.a_document.mean.low < unmatched.a_document.mean.value == pytest.approx(2 / 3)
    assert unmatched.clean.percent
    assert unmatched.clean.percent.low < unmatched.clean.percent.value < unmatched.clean.percent.high


def test_what_the_record_doubts_itself_is_told_apart() -> None:
    told = report_run(score_run([doubted(make_record("c.txt", make_incident(type="earthquake")))], GOLD)).invented
    assert told["without_incident"].a_document.total == 1
    assert told["without_incident_supported"].a_document.total == 0


def test_a_run_that_invents_nothing_is_clean() -> None:
    told = report_run(score_run([make_record("c.txt"), make_record("a.txt")], GOLD)).invented
    counted = [(one.clean.right, one.clean.of, one.a_document.total) for one in told.values()]
    assert counted == [(1, 1, 0), (1, 1, 0), (2, 2, 0)]


def test_where_all_documents_have_incidents_there_is_nothing_to_ask() -> None:
    none = report_run(score_run([make_record("a.txt")], GOLD)).invented["without_incident"]
    assert (none.clean.percent, none.a_document.mean) == (None, None)
