"""Ids of events, which stay while reports come and go.

An event is named after the report it was founded on: its first by day of publication when it was first seen. The name
goes where that report goes; where the founder is gone, with the most of the event's reports until it comes back.
So the same reports in other batches are the same events, and have the same ids where earlier batches hold the earlier
publications.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from summarizer.schemas.event import Event


class Identity(NamedTuple):
    """An event's id, and the ids of events that went up in it, in order of age."""

    event_id: str
    merged_from: tuple[str, ...]


class Known(NamedTuple):
    """An event as it was before: what its id goes by. ``first`` is the day of its first report, 0 for none."""

    event_id: str
    first: int
    incident_ids: tuple[str, ...]
    merged_from: tuple[str, ...]


def remember(event: Event) -> Known:
    """What of an event is needed to give its id again."""
    days = [report.published.toordinal() for report in event.reports if report.published]
    ids = tuple(report.incident_id for report in event.reports)
    return Known(event.event_id, min(days, default=0), ids, event.merged_from)


def found_id(incident_id: str) -> str:
    """The id of an event that is founded on a report."""
    return hashlib.sha256(f"event\x1f{incident_id}".encode()).hexdigest()[:16]


class Found(NamedTuple):
    """A cluster of reports, by number, in the order of their ``incident_ids``; clusters sort by time.

    ``time`` is whether no day is known, the first day, and the least incident id; ``founder`` the report that was
    published first, and ``published`` that day, 0 for none. ``weights`` are packed those of each two reports.
    """

    time: tuple[bool, int, str]
    published: int
    nodes: list[int]
    incident_ids: list[str]
    founder: str
    weights: bytes


def identify(clusters: Sequence[Found], known: Iterable[Known]) -> list[Identity]:
    """The identities of clusters, in their order, given the events there were."""
    homes = {incident_id: at for at, cluster in enumerate(clusters) for incident_id in cluster.incident_ids}
    own = [found_id(cluster.founder) for cluster in clusters]
    founded = {event_id: at for at, event_id in enumerate(own)}
    inherited: dict[int, list[Known]] = {}
    for event in known:
        at = _heir(event, homes, founded)
        if at is not None:
            inherited.setdefault(at, []).append(event)
    names = [_name(event_id, inherited.get(at, [])) for at, event_id in enumerate(own)]
    living = {name.event_id for name in names}
    return [Identity(name.event_id, tuple(old for old in name.merged_from if old not in living)) for name in names]


def _heir(event: Known, homes: Mapping[str, int], founded: Mapping[str, int]) -> int | None:
    """The cluster that an event goes on in; None where none of its reports is left.

    ``founded`` are clusters by the ids that their founders give: a founder that was gone takes the id back.
    """
    places = [homes[incident_id] for incident_id in event.incident_ids if incident_id in homes]
    founder = next((one for one in event.incident_ids if found_id(one) == event.event_id and one in homes), None)
    if founder is not None:
        return homes[founder]
    if event.event_id in founded:
        return founded[event.event_id]
    return min(Counter(places).items(), key=lambda item: (-item[1], item[0]))[0] if places else None


def _name(own: str, events: list[Known]) -> Identity:
    """The oldest event that goes on in a cluster gives the name; where there is none, it is the cluster's own."""
    if not events:
        return Identity(own, ())
    oldest, *others = sorted(events, key=lambda event: (not event.first, event.first, event.event_id))
    merged = (name for event in others for name in (event.event_id, *event.merged_from))
    return Identity(oldest.event_id, tuple(dict.fromkeys((*oldest.merged_from, *merged))))
