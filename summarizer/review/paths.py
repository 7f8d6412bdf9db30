"""A record as a tree of plain values: its nodes by path, and the places that entries have once others are gone."""

from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]

_WORDS = ("text", "name", "group", "type")
_MADE = frozenset({"evidence", "country_evidence"})
_TOLD_CHARS = 120

REMOVED = object()
"""Stands for an entry that is to go until all edits are made, so that the places of the others hold good."""


def find_nodes(tree: Any) -> dict[str, Path]:
    """Every node of a tree by its written path, ``incidents[0].victims[1].count``; the root has none.

    A written path that two nodes share, since a key holds a dot or a bracket, names neither.
    """
    found: dict[str, Path] = {}
    shared: set[str] = set()
    for path in _walk(tree, ()):
        written = write_path(path)
        if written in found:
            shared.add(written)
        found[written] = path
    return {written: path for written, path in found.items() if written not in shared}


def _walk(node: Any, path: Path) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _walk(value, (*path, name))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _walk(item, (*path, index))


def write_path(path: Path) -> str:
    """The path as findings write it."""
    written = ""
    for part in path:
        written += f"[{part}]" if isinstance(part, int) else f".{part}" if written else part
    return written


def node_at(tree: Any, path: Path) -> Any:
    """The node at a path that exists."""
    for part in path:
        tree = tree[part]
    return tree


def prune(tree: Any) -> Any:
    """The tree without its removed entries."""
    if isinstance(tree, dict):
        return {name: prune(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [prune(item) for item in tree if item is not REMOVED]
    return tree


def new_place(tree: Any, path: Path) -> Path | None:
    """Where a node of an edited tree that is not pruned yet has its place once it is; None where it is gone."""
    moved: list[str | int] = []
    for part in path:
        if not _holds(tree, part) or tree[part] is REMOVED:
            return None
        moved.append(part - sum(item is REMOVED for item in tree[:part]) if isinstance(part, int) else part)
        tree = tree[part]
    return tuple(moved)


def _holds(tree: Any, part: str | int) -> bool:
    if isinstance(part, int):
        return isinstance(tree, list) and part < len(tree)
    return isinstance(tree, dict) and part in tree


def is_same(seen: Any, stored: Any) -> bool:
    """Whether what a reviewer saw is what is stored: whole, in a simple form without evidence, or its words alone."""
    if isinstance(stored, dict):
        return _is_same_entry(seen, stored)
    if isinstance(stored, list):
        if isinstance(seen, str):
            return seen == ", ".join(str(item) for item in stored)
        alike = isinstance(seen, list) and len(seen) == len(stored)
        return alike and all(is_same(one, other) for one, other in zip(seen, stored, strict=True))
    return isinstance(seen, bool) == isinstance(stored, bool) and bool(seen == stored)


def _is_same_entry(seen: Any, stored: dict[str, Any]) -> bool:
    if isinstance(seen, str):
        return any(stored.get(word) == seen for word in _WORDS)
    if not isinstance(seen, dict):
        return False
    shared = [name for name in seen if name in stored and name not in _MADE]
    return bool(shared) and all(is_same(seen[name], stored[name]) for name in shared)


def tell_value(value: Any) -> str:
    """A value in short for people: its words in quotation marks with its bounds or days, or nothing."""
    if value is None:
        return "nothing"
    bounds = ""
    if isinstance(value, dict):
        words = next((value[name] for name in _WORDS if value.get(name)), None)
        bounds = _tell_bounds(value)
        value = words or ("" if bounds else ", ".join(f"{name} {item}" for name, item in value.items() if item))
    text = " ".join(str(value).split())
    quoted = repr(text if len(text) <= _TOLD_CHARS else f"{text[:_TOLD_CHARS]}…")
    return " ".join(part for part in (quoted if text or not bounds else "", bounds) if part)


def _tell_bounds(value: dict[str, Any]) -> str:
    """The bounds of a count or the days of a date, in brackets; empty where there are none."""
    for first, last in (("low", "high"), ("earliest", "latest")):
        low, high = value.get(first), value.get(last)
        if low is not None:
            return f"({low})" if low == high else f"({low} or more)" if high is None else f"({low} to {high})"
        if high is not None:
            return f"(up to {high})"
    return ""
