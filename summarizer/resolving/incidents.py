"""From a wire answer to incidents: spans, counts, dates, country codes, and findings about what did not fit."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import Grounded, cited_sentences, span_evidence, tell_limit
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import list_held, spots_of
from summarizer.language.calendar import MONTHS, OTHER_MONTHS
from summarizer.language.dates.anchors import Words, resolve_in_text
from summarizer.language.dates.conflicts import check_event_date, find_event_dates
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.dates.rules import is_time_of_day, take_day
from summarizer.language.dates.values import ResolvedDate
from summarizer.language.dates.weekdays_elsewhere import find_spanish_dates, find_spanish_days
from summarizer.language.told_days import is_when_said
from summarizer.language.wording import Wording
from summarizer.resolving.context import Context, Resolved
from summarizer.resolving.places import resolve_place
from summarizer.resolving.totals import sum_victims
from summarizer.resolving.victims import resolve_victim
from summarizer.schemas.record import Evidence, Incident, IncidentDate, Perpetrator, Target, Victim, Weapon
from summarizer.schemas.types import INCIDENT_TYPES
from summarizer.schemas.wire import (
    WHOLE,
    WireDate,
    WireIncident,
    WireModel,
    WireOrganization,
    WirePerpetrator,
    WireTarget,
    WireWeapon,
)

_WEEK = 7
_LONG_AGO = Wording(
    r"(?i)\b(?:ago|anniversary|decades?|(?:years?|months?) (?:after|before|since|later|earlier)|trial|jur(?:y|ors)"
    r"|sentenc\w+|convicted|inquest|cold case|last (?:christmas|easter|thanksgiving|summer|winter|spring|autumn|fall)"
    r"|black friday|9/11|(?:in|of|since) (?:18|19|20)\d\d)\b",
    "a decade ago", "in the 1900 block",
)  # fmt: skip
_RELATIVE = Wording(
    r"(?i)\b(?:yesterday|today|tonight|overnight|last\snight|this\s(?:morning|afternoon|evening)|(?:hours|days)\sago|ayer|anteayer|anoche|hoy|madrugada)\b",
    "asesinado ayer", "asesinado el lunes",
)  # fmt: skip
"""Words for one of the last days, of which a model may write the date."""
_TYPES = {kind.name: kind for kind in INCIDENT_TYPES}
W = TypeVar("W", bound=WireModel)
E = TypeVar("E", Weapon, Perpetrator, Target, Victim)
_OF_EACH = {"__all__": {"confidence"}}
_CONFIDENCES: Any = {
    "confidence": True,
    "date": {"confidence"},
    "place": {"country_confidence": True, "places": _OF_EACH},
    **dict.fromkeys(("weapons", "perpetrators", "targets", "victims"), _OF_EACH),
}
"""The fields of an incident that are no part of what it says, as pydantic excludes them."""


def resolve_incidents(wire: Sequence[WireIncident], facts: Facts, *, article_id: str) -> Resolved:
    """The record's incidents for a wire answer; every value is kept, and what the article does not hold is marked."""
    context = Context(facts, [])
    drafts = [_incident(context, incident, f"incidents[{index}]") for index, incident in enumerate(wire)]
    return Resolved(_with_ids(drafts, article_id), tuple(context.findings))


def _incident(context: Context, wire: WireIncident, field: str) -> Incident:
    def read(name: str, resolve: Callable[[Context, Any, str], E]) -> tuple[E, ...]:
        entries = _labelled(context, getattr(wire, name), f"{field}.{name}")
        return tuple(resolve(context, entry, at) for at, entry in entries)

    kind, victims = _TYPES[wire.type], read("victims", resolve_victim)
    return Incident(
        incident_id="",
        type=wire.type,
        acled_sub_event=kind.acled_sub_event,
        iptc_media_topic=kind.iptc_media_topic,
        stage=wire.stage,
        date=_date(context, wire.date, f"{field}.date"),
        place=resolve_place(context, wire, f"{field}.place"),
        weapons=read("weapons", lambda *entry: Weapon(**_named(*entry))),
        perpetrators=read("perpetrators", _perpetrator),
        targets=read("targets", lambda _, target, at: Target(effect=target.effect, **_named(context, target, at))),
        victims=victims,
        totals=sum_victims(victims),
        confidence=wire.confidences.get(WHOLE),
    )


def _named(context: Context, wire: WireWeapon | WireTarget, field: str) -> dict[str, Any]:
    """The fields of an entry that is a name and where the article holds it."""
    grounded = context.ground(wire.name, wire.cite, f"{field}.name")
    return {"name": grounded.value, "evidence": grounded.evidence, "confidence": wire.confidences.get(WHOLE)}


def _labelled(context: Context, entries: Iterable[W], field: str) -> Iterator[tuple[str, W]]:
    """The entries that name something, each with its path in the record; a finding for each that names nothing."""
    kept = 0
    for entry in entries:
        if entry.label.strip():
            yield f"{field}[{kept}]", entry
            kept += 1
        else:
            context.find("empty_value", "warning", field, "The model left the name of an entry empty; it was left out.")


def _date(context: Context, wire: WireDate | None, field: str) -> IncidentDate | None:
    if wire is None:
        return None
    if not wire.text.strip():
        context.find("empty_value", "warning", field, "The model left the date empty.")
        return None
    grounded = context.ground(wire.text, wire.cite, field)
    held = next(iter(list_held(grounded.evidence)), None)  # at the article's start where no sentence holds them
    words = Words(grounded.value, held.sentence if held else 0, held.start if held else 0)
    published, language = context.facts.published, context.facts.language
    resolved = resolve_in_text(words, context.sentences, published=published, language=language)
    if resolved.earliest is None and context.facts.rules.code == "en" and is_time_of_day(grounded.value):
        resolved = _take_only_day(grounded.value, context) or resolved
    is_day = resolved.basis == "explicit" and resolved.precision == "day"
    if held is None and is_day and not _is_told(resolved, context):
        note = f"no sentence holds {grounded.value!r} or tells of {resolved.earliest}; no day was taken"
        resolved = ResolvedDate(
            earliest=None, latest=None, precision="unknown", basis="explicit", doubtful=True, note=note
        )
    spots = spots_of(list_held(grounded.evidence), context.sentences)
    is_said = bool(spots) and all(is_when_said(*spot) for spot in spots)
    if is_said:
        told = "the article gives it as the day of a statement, an arrest, a trial, a ceremony or a later death"
        resolved = resolved.model_copy(update={"doubtful": True, "note": f"{resolved.note}; {told}"})
    code = "date_resolved" if resolved.earliest else "date_unresolved"
    # Where only the day of publication is not known, that is told of the article.
    lacks_publication = published is None and resolved.earliest is None and resolved.basis != "unknown"
    severity = "warning" if is_said or (resolved.doubtful and not lacks_publication) else "info"
    context.find(code, severity, field, resolved.note, grounded.evidence)
    conflict = check_event_date(resolved, published=published)
    if conflict is not None:
        context.find(conflict.code, "warning", field, conflict.message, grounded.evidence)
    return IncidentDate(
        text=grounded.value,
        earliest=resolved.earliest,
        latest=resolved.latest,
        precision=resolved.precision,
        basis=resolved.basis,
        evidence=grounded.evidence,
        confidence=wire.confidences.get(WHOLE),
    )


def _is_told(day: ResolvedDate, context: Context) -> bool:
    """Whether the article has words for that day, or may have others than are known: "ayer", "on 4 and 5 May".

    So it may of the last days before it, where no other day is told, and in a language without rules.
    """
    facts, first = context.facts, day.earliest
    if first is None or facts.published is None:
        return True
    text = f"{facts.dateline} {facts.headline} {facts.text}"
    between = r"(?:\s|st|nd|rd|th|of|de|and|y|to|al?|[-–/.]|\d{1,2})"
    beside = rf"(?<!\d)0?{first.day}{between}{{1,5}}(?:{_months_of(first.month)})\b"
    numeric = rf"(?<!\d)0?{first.day}[-/.]0?{first.month}[-/.]|(?<!\d)0?{first.month}[-/.]0?{first.day}[-/.]"
    if re.search(f"{beside}|{numeric}", text.casefold()):
        return True
    if 0 <= (facts.published - first).days <= _WEEK and _RELATIVE.search(text):
        return True
    find = {"en": find_date_words, "es": _find_spanish}.get(facts.rules.code)
    texts = (facts.headline, *(one.text for one in facts.sentences)) if find else ()
    words = {text[start:end] for text in texts for start, end in (find(text) if find else ())}
    days = [resolve_date(one, published=facts.published, language=facts.language) for one in words]
    told = {one.earliest for one in days if one.earliest and one.earliest == one.latest}
    return find is None or not told or first in told


def _months_of(month: int) -> str:
    """A pattern for the names of a month, in lower case."""
    names = [name for name, number in OTHER_MONTHS.items() if number == month]
    return "|".join(map(re.escape, [MONTHS[month - 1].casefold(), *names]))


def _find_spanish(text: str) -> Iterable[tuple[int, int]]:
    return (*find_spanish_dates(text), *(found.span() for found in find_spanish_days(text)))


def _take_only_day(words: str, context: Context) -> ResolvedDate | None:
    """The day for a time of day, doubted: the only one that the article names, or where it names none of publication.

    None where it names several or one that was no day of the last week, where the day of publication is not known, and
    where anything tells of what was long ago, or of a trial.
    """
    published = context.facts.published
    told = [context.facts.headline, *(sentence.text for sentence in context.sentences)]
    named = {text[start:end].casefold(): text[start:end] for text in told for start, end in find_date_words(text)}
    if published is None or any(map(_LONG_AGO.search, told)):
        return None
    if len({resolve_date(words, published=published).latest for words in named.values()}) > 1:
        return None
    spoken = [text[start:end] for text in told for start, end in find_event_dates(text)]
    days = [resolve_date(one, published=published) for one in spoken[:1]]
    day = days[0].latest if days else None if named else published
    if day is None or (days and days[0].earliest != day) or not 0 <= (published - day).days <= _WEEK:
        return None
    return take_day(words, day, next(map(repr, named.values()), "the day of publication"))


def _perpetrator(context: Context, wire: WirePerpetrator, field: str) -> Perpetrator:
    grounded = context.ground(wire.name, wire.cite, f"{field}.name")
    evidence, status = grounded.evidence, getattr(wire, "status", None)
    if isinstance(wire, WireOrganization) and wire.status == "claimed" and grounded.found:
        evidence = _claim_evidence(context, wire, grounded, field)
    return Perpetrator(
        name=grounded.value, kind=wire.kind, status=status, evidence=evidence, confidence=wire.confidences.get(WHOLE)
    )


def _claim_evidence(context: Context, wire: WireOrganization, grounded: Grounded, field: str) -> tuple[Evidence, ...]:
    """The evidence with a claiming sentence first; a finding where it had to be looked for, or there is none."""
    has_claim = context.facts.rules.has_claim
    claiming = [item for item in grounded.evidence if has_claim(context.sentences[item.sentence - 1].text)]
    if claiming:
        others = [item for item in grounded.evidence if item not in claiming]
        return (*claiming, *others)
    cited = cited_sentences(wire.cite, context.sentences)
    for sentence in cited:  # the organization is "it" or "the group" there
        if has_claim(sentence.text):
            return (span_evidence(sentence, 0, len(sentence.text)), *grounded.evidence)
    places = context.facts.index.holding(grounded.value, cited)
    for sentence in places.sentences:
        found = find_all(grounded.value, sentence.text) if has_claim(sentence.text) else ()
        if found:
            held = span_evidence(sentence, found[0].start, found[0].end)
            message = f"The claim stands in sentence {sentence.number}."
            context.find("cite_corrected", "info", f"{field}.status", message, (held,))
            return (held, *grounded.evidence)
    context.findings.extend(tell_limit(grounded.value, places, f"{field}.status"))
    message = f"No sentence cited for {grounded.value!r} claims or admits the incident."
    context.find("claim_unsupported", "warning", f"{field}.status", message, grounded.evidence)
    return grounded.evidence


def _with_ids(incidents: Sequence[Incident], article_id: str) -> tuple[Incident, ...]:
    """The incidents with ids that depend on what they say and not on their order.

    Those alike in type, day and place are numbered by the order of the rest of what they say.
    """
    keys = [_key(incident, article_id) for incident in incidents]
    alike = Counter(keys)
    seen: Counter[str] = Counter()
    ids = [""] * len(incidents)
    said = [_tell(incident) if alike[key] > 1 else "" for key, incident in zip(keys, incidents, strict=True)]
    for at in sorted(range(len(incidents)), key=lambda at: (keys[at], said[at])):
        seen[keys[at]] += 1
        ids[at] = hashlib.sha256(f"{keys[at]}\x1f{seen[keys[at]]}".encode(errors="surrogatepass")).hexdigest()[:16]
    return tuple(
        incident.model_copy(update={"incident_id": known}) for incident, known in zip(incidents, ids, strict=True)
    )


def _tell(incident: Incident) -> str:
    """All that an incident says as JSON, without how sure it is: another calibration must not swap ids."""
    said = incident.model_dump(mode="json", exclude=_CONFIDENCES)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _key(incident: Incident, article_id: str) -> str:
    place = incident.place.places[-1].name if incident.place.places else ""
    day = incident.date.text if incident.date else ""
    return "\x1f".join((article_id, incident.type, day, incident.place.country or "", place)).casefold()
