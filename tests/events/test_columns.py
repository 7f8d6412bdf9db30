"""Columns: what is left out before any comparison is what the comparison forbids, and nothing else."""

from datetime import date
from typing import Any

import numpy as np
from event_records import make_incident, make_record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.events.columns import make_row, may_meet, row_type
from summarizer.events.reports import Report, pack, read_reports, unpack
from summarizer.events.scoring import compare, weigh

LONG = " ".join(f"word{number} of a dispatch" for number in range(20))
PLACES = [
    (None, []), ("PK", []), ("PK", ["Quetta"]), ("PK", ["Karachi"]), ("US", ["Houston", "Texas"]), ("US", ["Texas"]),
    ("US", ["Portland, Oregon"]), ("US", ["Portland, Maine"]), ("US", ["Pasadena, Texas"]), (None, ["Mumbai"]),
    ("IN", ["Mumbai"]), ("IN", ["Thane"]),
]  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> Report:
    country, places = draw(st.sampled_from(PLACES))
    text = draw(st.sampled_from(["Short.", LONG, f"{LONG} and more of it", "The mill burnt."]))
    fields: dict[str, Any] = {
        "type": draw(st.sampled_from(["bombing", "flood", "earthquake", "shooting", "other"])),
        "date": draw(
            st.sampled_from([None, "2024-05-02", "2024-05-03", "2024-05-09", "2024-05-02/2024-05-08", "2024-05"])
        ),
        "basis": draw(st.sampled_from(["explicit", "weekday"])),
        "totals": draw(st.sampled_from([{}, {"killed": 3}, {"killed": 5000, "injured": 2}])),
        "victims": draw(st.sampled_from([[], ["Maria Lopez"]])),
    }
    incident = make_incident(text, country=country, places=places, **fields)
    published = draw(st.sampled_from([None, date(2024, 4, 25), date(2024, 5, 3), date(2024, 6, 9)]))
    article_id = draw(st.sampled_from(["a", "b", "c"]))
    (made,) = read_reports(make_record(text, incident, published=published, article_id=article_id), text)
    return made


@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(reports(), reports())
def test_only_what_a_comparison_forbids_is_left_out(one: Report, other: Report) -> None:
    rows = np.frombuffer(make_row(one) + make_row(other), dtype=row_type())
    if not may_meet(rows[:1], rows[1:])[0]:
        assert weigh(compare(one, other)) is None


def test_another_day_country_or_town_is_left_out() -> None:
    def row(**fields: Any) -> Any:
        (made,) = read_reports(make_record("x", make_incident("x", type="bombing", **fields)), "x")
        return np.frombuffer(make_row(made), dtype=row_type())

    here = row(date="2024-05-02", country="PK", places=["Quetta"])
    assert may_meet(here, row(date="2024-05-03", country="PK", places=["Quetta"]))[0]
    assert not may_meet(here, row(date="2024-05-09", country="PK", places=["Quetta"]))[0]
    assert not may_meet(here, row(date="2024-05-02", country="IN"))[0]
    assert not may_meet(here, row(date="2024-05-02", country="PK", places=["Karachi"]))[0]


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(reports())
def test_a_stored_report_is_read_back_as_it_was(report: Report) -> None:
    assert unpack(pack(report)) == report
