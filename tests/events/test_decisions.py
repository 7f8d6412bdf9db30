"""Splits and joins: the later word holds, and what is written is whole or not there."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import ReviewError, RunFolderError
from summarizer.events.decisions import (
    Decision,
    add_decision,
    group_joined,
    make_draft,
    parse_draft,
    read_decisions,
    settle,
)
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


def withdraw(number: int) -> Decision:
    return Decision(
        action="withdraw", withdrawn=f"d{number}", decision_id=f"w{number}", when="2026-11-27T09:00:00Z", who="B. Coder"
    )


def test_what_was_taken_back_is_as_if_it_had_never_been_said() -> None:
    said = [decide("join", "ab"), decide("split", "a", "b", 2)]
    assert settle([*said, withdraw(1), withdraw(2)]) == {}
    assert settle([*said, withdraw(2)])["a", "b"].action == "join"
    assert settle([*said, withdraw(2), decide("split", "a", "b", 3)])["a", "b"].action == "split"


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
        ({"action": "join", "reports": []}, "no join: .*'reports'"),
        ({"action": "withdraw"}, "no withdraw: .*'withdrawn'"),
        ({"action": "withdraw", "withdrawn": "d1", "reports": ["a"]}, "a withdrawal names no reports"),
        ({"action": "join", "reports": ["a", "b"], "withdrawn": "d1"}, "goes with 'withdraw' alone"),
    ],
)
def test_what_decides_nothing_is_refused(values: dict[str, Any], told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        make_draft(**values)


def test_decisions_are_appended_and_read_in_order(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == ()
    first = add_decision(tmp_path, make_draft(action="join", reports=["a", "b"]), who="A. Coder")
    with (tmp_path / EVENT_DECISIONS).open("a", encoding="utf-8") as file:
        file.write('{"torn')
    second = add_decision(tmp_path, make_draft(action="split", reports=["a"], others=["b"], note="two days"), who="B")
    assert read_decisions(tmp_path) == (first, second)
    assert (second.who, second.note) == ("B", "two days")
    with pytest.raises(ReviewError, match="name who decides"):
        add_decision(tmp_path, make_draft(action="join", reports=["a", "b"]), who=" ")


def test_a_decision_holds_whose_line_end_an_editor_left_out(tmp_path: Path) -> None:
    path = tmp_path / EVENT_DECISIONS
    first = add_decision(tmp_path, make_draft(action="join", reports=["a", "b"]), who="A. Coder")
    path.write_bytes(b"\n" + path.read_bytes().rstrip(b"\n"))
    assert read_decisions(tmp_path) == (first,)
    second = add_decision(tmp_path, make_draft(action="join", reports=["c", "d"]), who="B")
    assert read_decisions(tmp_path) == (first, second)


def test_only_what_stands_is_taken_back(tmp_path: Path) -> None:
    joined = add_decision(tmp_path, make_draft(action="join", reports=["a", "b"]), who="A. Coder")
    draft = make_draft(action="withdraw", withdrawn=joined.decision_id, note="two bombs")
    taken_back = add_decision(tmp_path, draft, who="B")
    assert (taken_back.reports, taken_back.who, taken_back.note) == ((), "B", "two bombs")
    for gone in (joined.decision_id, taken_back.decision_id, "d9"):
        with pytest.raises(ReviewError, match=f"no split or join '{gone}' stands here"):
            add_decision(tmp_path, make_draft(action="withdraw", withdrawn=gone), who="B")
    assert read_decisions(tmp_path) == (joined, taken_back)


def test_a_key_with_two_values_is_refused(tmp_path: Path) -> None:
    row = '{"action": "join", "reports": ["a", "b"], "reports": ["a", "c"]'
    with pytest.raises(ReviewError, match="has the key 'reports' twice"):
        parse_draft(row + "}")
    path = tmp_path / EVENT_DECISIONS
    path.write_text(row + ', "decision_id": "d1", "when": "2026-11-26T18:00:00Z", "who": "A"}\n', encoding="utf-8")
    with pytest.raises(RunFolderError, match="line 1 is no decision: an object has the key 'reports' twice"):
        read_decisions(tmp_path)


def test_a_damaged_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / EVENT_DECISIONS
    path.write_text(json.dumps({"action": "join", "reports": ["a", "b"]}) + "\n", encoding="utf-8")
    with pytest.raises(RunFolderError, match=r"line 1 is no decision: decision_id: Field required; when: .*\. Mend or"):
        read_decisions(tmp_path)
