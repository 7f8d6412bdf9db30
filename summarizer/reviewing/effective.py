"""Which of a record's reviews hold: the last word on each value, and what later words made moot."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.reviewing.rows import Review


class Effective(NamedTuple):
    """Reviews in the order they were given: those that hold, and those that later ones took the place of."""

    holding: tuple[Review, ...]
    superseded: tuple[Review, ...]


def find_effective(reviews: Sequence[Review]) -> Effective:
    """The reviews of one record that hold.

    The last review of a field holds. Entries added to a list do not take each other's place, but the same entry added
    twice is added once, and a later rejection of the list with that entry as ``old`` takes it back. A later rejection
    or correction of an entry takes the place of what was said of values in it.
    """
    last: dict[tuple[str, str], int] = {}
    for at, review in enumerate(reviews):
        takes_back = review.action == "reject" and (review.field, _canonical(review.old)) in last
        if takes_back:
            del last[review.field, _canonical(review.old)]
        else:
            last[review.field, _canonical(review.new) if review.action == "add" else ""] = at
    held = sorted(last.values())
    holding = {at for at in held if not any(_overtakes(reviews[later], reviews[at]) for later in held if later > at)}
    rest = tuple(review for at, review in enumerate(reviews) if at not in holding)
    return Effective(tuple(reviews[at] for at in sorted(holding)), rest)


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _overtakes(later: Review, earlier: Review) -> bool:
    inside = earlier.field.startswith((f"{later.field}.", f"{later.field}["))
    return inside and later.action in ("reject", "correct")
