"""Records as gold lines: what a person has corrected becomes what later runs are scored against."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from summarizer.errors import ConfigurationError
from summarizer.evaluation.alignment import normalize_name
from summarizer.evaluation.jsonl_gold import read_gold_line
from summarizer.evidence.values import is_held, walk_values
from summarizer.language.numbers import SIGNS, tell_range
from summarizer.schemas.record import Count, CustomSummary, Incident, IncidentDate, Perpetrator, Summary, Target, Victim
from summarizer.schemas.wire import EFFECTS

_LARGEST = 999_999_999
_SEVERAL = 2
_SURROGATE = re.compile("[\ud800-\udfff]")


def gold_lines(records: Iterable[Summary | CustomSummary]) -> Iterator[str]:
    """A line of gold for each record, in order, without its line break; every one can be loaded again.

    Raises: ConfigurationError for a record under a schema of the user's own, or one that gold cannot hold.
    """
    for record in records:
        if isinstance(record, CustomSummary):
            raise ConfigurationError(
                f"{record.article.article_id}: this record follows a schema of your own, which gold cannot hold."
            )
        line = json.dumps(gold_line(record), ensure_ascii=False)
        read_gold_line(line, f"The record of {record.article.path or record.article.article_id}")
        yield line


def gold_line(record: Summary) -> dict[str, Any]:
    """The record as a document of the project's own gold format, as ``jsonl_gold`` reads it. ``doc_id`` is its id.

    What the record does not know is left out and so will not be scored: a date that was not resolved, a count without
    a number or above 999,999,999. So are bounds in the wrong order, a name of which the metric sees nothing (white
    space, punctuation, articles), and an effect that no record has. Lone surrogates, which UTF-8 cannot hold, become
    U+FFFD.
    """
    return {"doc_id": record.article.article_id, "incidents": [_incident(one) for one in record.incidents]}


def _incident(incident: Incident) -> dict[str, Any]:
    place = incident.place
    return _said(
        type=incident.type,
        stage=incident.stage,
        date=_date(incident.date),
        country=_text(place.country),
        places=[name for one in place.places if (name := _name(one.name))],
        weapons=[name for one in incident.weapons if (name := _name(one.name))],
        perpetrators=[_perpetrator(one) for one in incident.perpetrators if _name(one.name)],
        targets=[_target(one) for one in incident.targets if _name(one.name)],
        victims=[_victim(one) for one in incident.victims if _name(one.name or one.group)],
    )


def _perpetrator(perpetrator: Perpetrator) -> dict[str, Any]:
    status = perpetrator.status if perpetrator.kind == "organization" else None
    return _said(name=_name(perpetrator.name), kind=perpetrator.kind, status=status)


def _target(target: Target) -> dict[str, Any]:
    return _said(name=_name(target.name), effect=target.effect if target.effect in EFFECTS else None)


def _victim(victim: Victim) -> dict[str, Any]:
    who = {"name" if victim.name else "group": _name(victim.name or victim.group)}
    return _said(**who, count=_count(victim.count), outcome=victim.outcome)


def _said(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _text(text: str | None) -> str | None:
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text) if text and text.strip() else None


def _name(name: str | None) -> str | None:
    return _text(name) if name and normalize_name(name) else None


def _date(when: IncidentDate | None) -> str | None:
    """A day, or ``first/last`` with nothing on a side that is open."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    if when.earliest and when.latest and when.earliest > when.latest:
        return None
    first, last = (day.isoformat() if day else "" for day in (when.earliest, when.latest))
    return first if first == last else f"{first}/{last}"


def _count(count: Count | None) -> str | None:
    """The count as models write it; ``-6`` is at most."""
    if count is None or (count.low is None and count.high is None):
        return None
    low, high = count.low or 0, count.high
    if max(low, high or 0) > _LARGEST or low < 0 or (high is not None and low > high):
        return None
    if (count.qualifier, low, high) == ("several", _SEVERAL, None):
        return "several"
    return tell_range(count.model_copy(update={"low": low or (None if high else 0)}), SIGNS)


def count_unconfirmed(record: Summary) -> int:
    """How many values of the record's incidents the article was not found to say: nobody should take them for gold.

    Counted are dates, countries, places, weapons, perpetrators, targets, victims, and the victims' counts.
    """
    values = [value for value in walk_values(record) if not value.field.endswith(".said_by")]
    return sum(not is_held(value.evidence) for value in values)
