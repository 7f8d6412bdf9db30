"""Which of a record's reviews hold: the last word on each value, and what later words made moot."""

import json
from collections.abc import Container, Sequence
from typing import NamedTuple

from summarizer.review.rows import Review

_Subject = tuple[str, str]


class Effective(NamedTuple):
    """Reviews in the order they were given: those that hold, and those that later ones replaced or took back."""

    holding: tuple[Review, ...]
    superseded: tuple[Review, ...]


def find_effective(reviews: Sequence[Review]) -> Effective:
    """The reviews of one record that hold.

    The last review of a field holds. Entries added to a list do not take each other's place, but the same entry added
    twice is added once, and a later rejection of the list with that entry as ``old`` takes it back, once or more often;
    so does a rejection of a value that was corrected from nothing. What was withdrawn is as if it had never been said;
    a withdrawal of what is no row is held, so that it is told. A later rejection or correction of an entry takes the
    place of what was said of values in it.
    """
    rows = {review.review_id for review in reviews if review.action != "withdraw"}
    withdrawn = {review.old for review in reviews if review.action == "withdraw"}
    last: dict[_Subject, int] = {}
    given: set[_Subject] = set()
    for at, review in enumerate(reviews):
        if review.review_id in withdrawn or (review.action == "withdraw" and review.old in rows):
            continue
        subject = _subject(review, given)
        if review.action == "reject" and subject in given:
            last.pop(subject, None)
            continue
        last[subject] = at
        fills = review.action == "correct" and review.old is None and not review.field.endswith("]")
        if review.action == "add" or fills:  # a value where the record has none; of entries, old may be left out
            given.add(subject)
    held = sorted(last.values())
    holding = {at for at in held if not any(_overtakes(reviews[later], reviews[at]) for later in held if later > at)}
    rest = tuple(review for at, review in enumerate(reviews) if at not in holding)
    return Effective(tuple(reviews[at] for at in sorted(holding)), rest)


def _subject(review: Review, given: Container[_Subject]) -> _Subject:
    """What a review is about: an entry added to a list, a row that is not there, or the value of its field."""
    if review.action == "withdraw":
        return review.field, review.review_id
    if review.action == "add":
        return review.field, _canonical(review.new)
    entry = (review.field, _canonical(review.old))
    return entry if review.action == "reject" and entry in given else (review.field, "")


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _overtakes(later: Review, earlier: Review) -> bool:
    inside = earlier.field.startswith((f"{later.field}.", f"{later.field}["))
    return inside and later.action in ("reject", "correct")
