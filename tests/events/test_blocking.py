"""Candidates: those that share a key, each pair once, and in big blocks only neighbours."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from event_records import make_incident, make_record

from summarizer.events.blocking import Blocks, make_blocks, make_keys
from summarizer.events.columns import make_row
from summarizer.events.reports import Report, read_reports


def report(text: str, published: str | None = None, **fields: Any) -> Report:
    day = date.fromisoformat(published) if published else None
    (made,) = read_reports(make_record(text, make_incident(text, **fields), published=day), text)
    return made


def block(reports: Sequence[Report]) -> Blocks:
    return make_blocks(b"".join(map(make_row, reports)), list(map(make_keys, reports)))


def find_candidates(reports: Sequence[Report]) -> list[tuple[int, int]]:
    blocks = block(reports)
    keys = [np.frombuffer(make_keys(reports[node]), dtype="<u4") for node in blocks.nodes]
    pairs = blocks.find_pairs(np.arange(len(reports)), keys)
    named = zip(blocks.nodes[pairs >> 32].tolist(), blocks.nodes[pairs & 0xFFFFFFFF].tolist(), strict=True)
    return sorted((min(pair), max(pair)) for pair in named)


PLACED: dict[str, Any] = {"country": "PK", "places": ["Quetta"]}
MUMBAI, BOMBAY = ({"country": "IN", "places": [name], "date": "2024-05-02"} for name in ("Mumbai", "Bombay"))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({**PLACED, "date": "2024-05-02"}, {**PLACED, "date": "2024-05-03"}, True),
        ({**PLACED, "date": "2024-05-02"}, {**PLACED, "date": "2024-07-03"}, False),
        ({**PLACED, "date": "2024-05-02"}, {**PLACED, "published": "2024-05-12"}, True),
        (MUMBAI, BOMBAY, True),
        ({"victims": ["Maria Lopez"], "date": "2024-05-02"}, {"victims": ["Lopez"], "date": "2024-05-02"}, True),
        ({"victims": ["Maria Lopez"], "date": "2024-05-02"}, {"victims": ["Smith"], "date": "2024-05-02"}, False),
        (PLACED, {"country": "PK", "places": ["Karachi"]}, False),
        (PLACED, PLACED, True),
    ],
)  # fmt: skip
def test_who_is_compared(one: dict[str, Any], other: dict[str, Any], meet: bool) -> None:
    reports = [report("Alpha beta.", **one), report("Gamma delta.", **other)]
    assert (find_candidates(reports)) == ([(0, 1)] if meet else [])


def test_two_telling_words_are_enough_without_day_and_place() -> None:
    reports = [report("The Zanzibar zeppelin fell."), report("A zeppelin over Zanzibar."), report("The mill burnt.")]
    assert (find_candidates(reports)) == [(0, 1)]


def test_nobody_is_compared_in_an_empty_world() -> None:
    assert (find_candidates([])) == []


def test_candidates_grow_with_reports_and_not_with_their_square() -> None:
    alike = [report(f"Shop {number}.", **PLACED, date="2024-05-02")._replace(text=b"") for number in range(400)]
    pairs = find_candidates(alike)
    assert len(pairs) == len(set(pairs))
    assert all(one < other for one, other in pairs)
    assert 400 <= len(pairs) <= 400 * 60
