"""Whatever is reviewed in whatever order: spans are the article's, records stay valid, and no review is lost."""

import json
from datetime import date
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st
from reviews import STORED, TEXT, make_record, review, told

from summarizer.evidence.values import assert_spans
from summarizer.resolving.totals import sum_victims
from summarizer.review.applying import apply_reviews
from summarizer.review.paths import find_nodes, node_at
from summarizer.review.rows import Review
from summarizer.schemas.record import Outcome, Summary

RECORD = make_record(told(), told(type="arson", country="Afghanistan", place_cite=[4]))
TREE = RECORD.model_dump(mode="json", include={"summary", "incidents", "article", "key_sentences"})
NODES = find_nodes(TREE)
OUTCOMES: tuple[str, ...] = Outcome.__args__  # type: ignore[attr-defined]

words = st.one_of(st.sampled_from([*TEXT.split(), TEXT[:80]]), st.text("aé1 \n<\u202e\U0001f600", max_size=12))
numbers = st.one_of(st.none(), st.integers(0, 30))
counts = st.fixed_dictionaries({"low": numbers, "high": numbers, "text": words})
days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2027, 1, 1)).map(str))
dates = st.fixed_dictionaries({"earliest": days, "latest": days, "text": words})
victims = st.fixed_dictionaries({"group": words, "outcome": st.sampled_from(OUTCOMES), "count": counts})
incidents = st.fixed_dictionaries(
    {"type": st.sampled_from(["riot", "fire"]), "date": dates, "victims": st.lists(victims, max_size=2)}
)
values = st.one_of(
    words,
    st.sampled_from([*OUTCOMES, "fire", "attempted", "individual", "cleared", "destroyed"]),
    counts,
    dates,
    victims,
    incidents,
    st.fixed_dictionaries({"name": words}),
)


@st.composite
def rows(draw: st.DrawFn) -> Review:
    field = draw(st.sampled_from([*NODES, "nothing[3]"]))
    action = draw(st.sampled_from(["accept", "reject", "correct", "add"]))
    stored = node_at(TREE, NODES[field]) if field in NODES else None
    changes: dict[str, Any] = {"old": draw(st.sampled_from([stored, stored, stored, None, "other"]))}
    if action in ("correct", "add"):
        changes["new"] = draw(values)
    sentences = draw(st.lists(st.integers(1, 5), max_size=3))
    return review(field, action, sentences=sentences, note=draw(st.none() | words), **changes)


@st.composite
def sequences(draw: st.DrawFn) -> list[Review]:
    """Reviews in their order, with withdrawals of some of them, and of others that are not there."""
    made = draw(st.lists(rows(), max_size=6))
    for one in draw(st.lists(st.sampled_from([*made, review("summary", "accept")]), max_size=3)):
        at = draw(st.integers(0, len(made)))
        made.insert(at, review(one.field, "withdraw", old=one.review_id))
    return made


@settings(max_examples=150)
@given(sequences())
def test_any_reviews_keep_what_records_promise(reviews: list[Review]) -> None:
    before = RECORD.model_dump_json()
    applied = apply_reviews(RECORD, reviews, article=STORED)
    record = cast(Summary, applied.record)
    assert RECORD.model_dump_json() == before
    assert_spans(record, TEXT)
    assert Summary.model_validate_json(record.model_dump_json()) == record
    seen = [*applied.applied, *(misfit.review for misfit in applied.misfits), *applied.superseded]
    assert sorted(one.review_id for one in seen) == sorted(one.review_id for one in reviews)
    marks = [finding for finding in record.findings if finding.code == "reviewed"]
    assert len(marks) == len(applied.applied)
    for incident in record.incidents:
        assert incident.totals.keys() <= sum_victims(incident.victims).keys(), "less only what the checks rule out"
        assert all((victim.name is None) != (victim.group is None) for victim in incident.victims)
    nodes = find_nodes(json.loads(record.model_dump_json()))
    lost = [finding.field for finding in record.findings if finding.field not in nodes and "[" in finding.field]
    assert not lost, "findings stand at values that there are"


@settings(max_examples=50)
@given(sequences())
def test_the_same_reviews_always_make_the_same_record(reviews: list[Review]) -> None:
    one, two = (apply_reviews(RECORD, reviews, article=STORED) for _ in range(2))
    assert one == two
    held = apply_reviews(RECORD, one.applied, article=STORED)
    assert held.record == one.record, "what did not fit, or was overtaken, changes nothing"
