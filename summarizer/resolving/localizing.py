"""Answers about one of several reports on a page: without what only the others tell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from summarizer.schemas.wire import WireIncident, WireModel, WireVictim, WireVictimGroup

L = TypeVar("L", bound=WireModel)

_LEAST_STEM, _ENDING = 4, 2
"""Letters."""


class Near(NamedTuple):
    """What an answer about one report may tell of, case-folded, and what is of others.

    ``part`` is the report, ``shown`` all that the question showed, ``article`` the whole text. ``dateline`` is that of
    the article where this is not its first report, else empty. ``town`` is where all of a round-up happened, empty
    where it names none; None of what is no round-up.
    """

    part: str
    shown: str
    article: str
    dateline: str
    town: str | None

    def is_of_others(self, name: str) -> bool:
        """Whether a proper name stands in the article, and not in what the question showed: no such can be read.

        Compared without endings: who is told of as "Houthi fighters" may be called Houthis.
        """
        stems = (word[: max(_LEAST_STEM, len(word) - _ENDING)] for word in name.casefold().split())
        is_shown = all(stem in self.shown for stem in stems)
        return name != name.lower() and not is_shown and name.casefold() in self.article


def localize(incident: WireIncident, near: Near) -> WireIncident:
    """The incident in the places that may be of it, without names that only other reports have.

    People whom only another report tells of in such words are "people": their number may be read all the same.
    """
    return incident.model_copy(
        update={
            "places": _choose_places(incident.places, near),
            "weapons": _keep(incident.weapons, near),
            "perpetrators": _keep(incident.perpetrators, near),
            "targets": _keep(incident.targets, near),
            "victims": list(_list_victims(incident.victims, near)),
        }
    )


def _choose_places(names: Sequence[str], near: Near) -> list[str]:
    folded = {name: name.casefold() for name in names if not near.is_of_others(name)}
    if near.town is not None:
        return list(
            dict.fromkeys(filter(None, [near.town, *(name for name in folded if folded[name] in near.article)]))
        )
    return [name for name in folded if folded[name] in near.part or folded[name] not in near.dateline]


def _keep(entries: Sequence[L], near: Near) -> list[L]:
    return [one for one in entries if not near.is_of_others(one.label)]


def _list_victims(victims: Sequence[WireVictim], near: Near) -> Iterable[WireVictim]:
    for one in victims:
        if not near.is_of_others(one.label):
            yield one
        elif isinstance(one, WireVictimGroup):
            yield one.model_copy(update={"group": "people"})
