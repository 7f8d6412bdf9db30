"""Records as trees: paths that name one node, places after removals, and values in few words."""

from typing import Any

import pytest

from summarizer.review.paths import REMOVED, find_nodes, is_same, new_place, prune, tell_value, write_path


def test_every_node_has_a_path_and_shared_ones_name_none() -> None:
    tree = {"a": [{"b": 1}, {"b": [2]}], "c.d": 3, "c": {"d": 4}, "e[0]": 5, "e": [6]}
    nodes = find_nodes(tree)
    assert nodes["a[1].b[0]"] == ("a", 1, "b", 0)
    assert set(nodes) == {"a", "a[0]", "a[0].b", "a[1]", "a[1].b", "a[1].b[0]", "c", "e"}
    assert all(write_path(path) == written for written, path in nodes.items())


def test_places_move_up_when_entries_before_them_go() -> None:
    tree = {"a": [REMOVED, {"b": [1, REMOVED, 3]}, REMOVED]}
    assert prune(tree) == {"a": [{"b": [1, 3]}]}
    assert new_place(tree, ("a", 1, "b", 2)) == ("a", 0, "b", 1)
    for gone in (("a", 0), ("a", 0, "b"), ("a", 1, "b", 1), ("a", 3), ("b",), ("a", 1, "b", 0, "c"), ("a", "b")):
        assert new_place(tree, gone) is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "nothing"),
        ("a  b\n", "'a b'"),
        ("x" * 121, f"'{'x' * 120}…'"),
        (12, "'12'"),
        ({"name": "", "group": "men", "outcome": "killed"}, "'men'"),
        ({"low": 12, "high": 12, "text": "a dozen"}, "'a dozen' (12)"),
        ({"low": 11, "high": 12, "text": ""}, "(11 to 12)"),
        ({"low": 0, "high": None}, "(0 or more)"),
        ({"low": None, "high": 9, "text": "9"}, "'9' (up to 9)"),
        ({"earliest": "2026-01-02", "latest": "2026-01-03", "text": "then"}, "'then' (2026-01-02 to 2026-01-03)"),
        ({"a": 1, "b": None}, "'a 1'"),
        ({}, "''"),
    ],
)
def test_values_in_few_words(value: Any, told: str) -> None:
    assert tell_value(value) == told


@pytest.mark.parametrize(
    ("seen", "stored", "same"),
    [
        (1, 1, True),
        (1, True, False),
        (True, True, True),
        ("x", {"text": "x", "evidence": []}, True),
        ({"text": "x"}, {"text": "x", "evidence": []}, True),
        ({"evidence": []}, {"text": "x", "evidence": []}, False),
        ({"text": "y"}, {"text": "x"}, False),
        ([{"name": "a"}], [{"name": "a", "cite": 1}], True),
        ([], [1], False),
        ("1, 2", [1, 2], True),
        (None, "x", False),
        (None, None, True),
    ],
)
def test_what_a_reviewer_saw_may_be_a_simple_form(seen: Any, stored: Any, *, same: bool) -> None:
    assert is_same(seen, stored) is same
