"""Splits and joins: the later word holds, and what is written is whole or not there."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ReviewError, RunFolderError
from summarizer.events.decisions import Decision, add_decision, group_joined, make_draft, read_decisions, settle
from summarizer.runs.folder import EVENT_DECISIONS


def decide(action: Any, reports: str, others: str = "", number: int = 1) -> Decision:
    return Decision(
        action=action,
        reports=tuple(reports),
        others=tuple(others),
        decision_id=f"d{number}",
        when="2026-11-26T15:30:00Z",
        who="A. Coder",
    )


def test_a_split_parts_each_of_one_side_from_each_of_the_other() -> None:
    verdicts = settle([decide("split", "ab", "c")])
    assert {pair: verdict.action for pair, verdict in verdicts.items()} == {("a", "c"): "split", ("b", "c"): "split"}


def test_the_later_word_on_two_reports_holds() -> None:
    assert settle([decide("split", "a", "b"), decide("join", "ab", number=2)])["a", "b"].action == "join"
    assert settle([decide("join", "ab"), decide("split", "a", "b", 2)])["a", "b"].action == "split"


@pytest.mark.parametrize(
    ("decisions", "groups"),
    [
        ([decide("join", "abc")], ["abc"]),
        ([decide("join", "ab"), decide("join", "bc")], ["abc"]),
        ([decide("join", "ab"), decide("join", "cd")], ["ab", "cd"]),
        ([decide("split", "a", "c"), decide("join", "ab"), decide("join", "bc")], ["bc"]),
        ([decide("join", "abc"), decide("split", "a", "c")], ["bc"]),
        ([decide("split", "a", "b")], []),
    ],
)
def test_joined_groups_never_hold_a_split(decisions: list[Decision], groups: list[str]) -> None:
    assert [set(group) for group in group_joined(settle(decisions))] == [set(group) for group in groups]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"action": "split", "reports": ["a"]}, "no split: .*'others'"),
        ({"action": "join", "reports": ["a"]}, "no join: .*two reports"),
        ({"action": "split", "reports": ["a"], "others": ["a"]}, "stands in 'reports' and in 'others'"),
        ({"action": "melt", "reports": ["a", "b"]}, "no melt: action"),
        ({"action": "join", "reports": []}, "no join: reports"),
    ],
)
def test_what_decides_nothing_is_refused(values: dict[str, Any], told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        make_draft(**values)


def test_decisions_are_appended_and_read_in_order(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / EVENT_DECISIONS) == ()
    first = add_decision(tmp_path, make_draft(action="join", reports=["a", "b"]), who="A. Coder")
    with (tmp_path / EVENT_DECISIONS).open("a", encoding="utf-8") as file:
        file.write('{"torn')
    second = add_decision(tmp_path, make_draft(action="split", reports=["a"], others=["b"], note="two days"), who="B")
    assert read_decisions(tmp_path / EVENT_DECISIONS) == (first, second)
    assert (second.who, second.note) == ("B", "two days")
    with pytest.raises(ReviewError, match="name who decides"):
        add_decision(tmp_path, make_draft(action="join", reports=["a", "b"]), who=" ")


def test_a_damaged_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / EVENT_DECISIONS
    path.write_text(json.dumps({"action": "join", "reports": ["a", "b"]}) + "\n", encoding="utf-8")
    with pytest.raises(RunFolderError, match=r"line 1 is no decision: decision_id: Field required; when: .*\. Mend or"):
        read_decisions(path)
