"""From a wire answer to incidents: spans, counts, dates, country codes, and findings about what did not fit."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from summarizer.attribution import find_speaker, has_claim
from summarizer.cities import country_of_city, has_namesake
from summarizer.counting import Whole, find_count, find_whole, is_implied, show_range
from summarizer.counts import CountRange, NumberMention, parse_count
from summarizer.dates.conflicts import check_event_date
from summarizer.dates.resolving import resolve_date
from summarizer.grounding import (
    Grounded,
    by_distance,
    cited_sentences,
    fold,
    ground,
    span_evidence,
    whole_sentence,
)
from summarizer.matching import find_all
from summarizer.places import country_code, country_in_text, country_name
from summarizer.schemas.record_v1 import (
    Attribution,
    Count,
    Evidence,
    Finding,
    Incident,
    IncidentDate,
    Perpetrator,
    Place,
    PlaceName,
    Sentence,
    Target,
    Victim,
    Weapon,
)
from summarizer.schemas.types_v1 import INCIDENT_TYPES
from summarizer.schemas.wire_v1 import (
    WireDate,
    WireIncident,
    WireIndividual,
    WireModel,
    WireOrganization,
    WireVictimGroup,
    WireVictimName,
)
from summarizer.serializing import to_json
from summarizer.totals import sum_victims

_TYPES = {kind.name: kind for kind in INCIDENT_TYPES}
W = TypeVar("W", bound=WireModel)


class Resolved(NamedTuple):
    """Incidents in the model's order, and the findings about them."""

    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]


class _Context(NamedTuple):
    sentences: Sequence[Sentence]
    published: date | None
    findings: list[Finding]

    def ground(self, value: str, cites: Iterable[int], field: str) -> Grounded:
        grounded = ground(value, cites, self.sentences, field=field)
        self.findings.extend(grounded.findings)
        return grounded

    def find(self, code: str, severity: str, field: str, message: str, evidence: Sequence[Evidence] = ()) -> None:
        finding = {"code": code, "severity": severity, "field": field, "message": message, "evidence": tuple(evidence)}
        self.findings.append(Finding.model_validate(finding))


def resolve_incidents(
    wire: Sequence[WireIncident], sentences: Sequence[Sentence], *, published: date | None, article_id: str
) -> Resolved:
    """The record's incidents for a wire answer; every value is kept, and what the article does not hold is marked."""
    context = _Context(sentences, published, [])
    drafts = [_incident(context, incident, f"incidents[{index}]") for index, incident in enumerate(wire)]
    return Resolved(_with_ids(drafts, article_id), tuple(context.findings))


def _incident(context: _Context, wire: WireIncident, field: str) -> Incident:
    kind = _TYPES[wire.type]
    victims = tuple(_victim(context, victim, at) for at, victim in _labelled(context, wire.victims, f"{field}.victims"))
    return Incident(
        incident_id="",
        type=wire.type,
        acled_sub_event=kind.acled_sub_event,
        iptc_media_topic=kind.iptc_media_topic,
        stage=wire.stage,
        date=_date(context, wire.date, f"{field}.date"),
        place=_place(context, wire, f"{field}.place"),
        weapons=tuple(
            Weapon(name=grounded.value, evidence=grounded.evidence)
            for at, weapon in _labelled(context, wire.weapons, f"{field}.weapons")
            for grounded in [context.ground(weapon.name, weapon.cite, f"{at}.name")]
        ),
        perpetrators=tuple(
            _perpetrator(context, perpetrator, at)
            for at, perpetrator in _labelled(context, wire.perpetrators, f"{field}.perpetrators")
        ),
        targets=tuple(
            Target(name=grounded.value, effect=target.effect, evidence=grounded.evidence)
            for at, target in _labelled(context, wire.targets, f"{field}.targets")
            for grounded in [context.ground(target.name, target.cite, f"{at}.name")]
        ),
        victims=victims,
        totals=sum_victims(victims),
    )


def _labelled(context: _Context, entries: Iterable[W], field: str) -> Iterator[tuple[str, W]]:
    """The entries that name something, each with its path in the record; a finding for each that names nothing."""
    kept = 0
    for entry in entries:
        if entry.label.strip():
            yield f"{field}[{kept}]", entry
            kept += 1
        else:
            context.find("empty_value", "warning", field, "The model left the name of an entry empty; it was left out.")


def _date(context: _Context, wire: WireDate | None, field: str) -> IncidentDate | None:
    if wire is None:
        return None
    if not wire.text.strip():
        context.find("empty_value", "warning", field, "The model left the date empty.")
        return None
    grounded = context.ground(wire.text, wire.cite, field)
    resolved = resolve_date(grounded.value, published=context.published)
    code = "date_resolved" if resolved.earliest else "date_unresolved"
    severity = "warning" if resolved.doubtful or not resolved.earliest else "info"
    context.find(code, severity, field, resolved.note, grounded.evidence)
    conflict = check_event_date(resolved, published=context.published)
    if conflict is not None:
        context.find(conflict.code, "warning", field, conflict.message, grounded.evidence)
    return IncidentDate(
        text=grounded.value,
        earliest=resolved.earliest,
        latest=resolved.latest,
        precision=resolved.precision,
        basis=resolved.basis,
        evidence=grounded.evidence,
    )


def _place(context: _Context, wire: WireIncident, field: str) -> Place:
    country = _country(context, wire, f"{field}.country")
    code = None if country is None else country_code(country.value)
    if country is not None and code is None:
        message = f"{country.value!r} is no country of ISO 3166-1; the code is left empty."
        context.find("country_unknown", "info", f"{field}.country", message, country.evidence)
    known = {name.casefold() for name in (wire.country or "", country.value if country else "")}
    names: list[PlaceName] = []
    for name in wire.places:
        if not name.strip() or fold(name).casefold() in known:
            continue
        grounded = context.ground(name, wire.place_cite, f"{field}.places[{len(names)}]")
        if grounded.value.casefold() not in known:
            names.append(PlaceName(name=grounded.value, evidence=grounded.evidence))
        known |= {fold(name).casefold(), grounded.value.casefold()}
    return Place(
        country=None if country is None else country.value,
        country_code=code,
        country_evidence=() if country is None else country.evidence,
        places=tuple(names),
    )


def _country(context: _Context, wire: WireIncident, field: str) -> Grounded | None:
    """The country as the article writes it, which may be by another of its names: "US" for "United States".

    One that the article does not name is held against its large cities: "Kabul" tells Afghanistan.
    """
    if wire.country is None:
        return _country_of_cities(context, wire, field)
    if not wire.country.strip():
        context.find("empty_value", "warning", field, "The model left the country empty.")
        return _country_of_cities(context, wire, field)
    grounded = ground(wire.country, wire.place_cite, context.sentences, field=field)
    if grounded.found:
        context.findings.extend(grounded.findings)
        return grounded
    code = country_code(grounded.value)
    evidence = None if code is None else _find_country(context, code, wire.place_cite)
    if evidence is None:
        return _country_of_cities(context, wire, field, given=grounded)
    message = f"The model wrote {grounded.value!r}; the article names that country {fold(evidence.text)!r}."
    context.find("spelling_repaired", "info", field, message, (evidence,))
    return Grounded(fold(evidence.text), (evidence,), ())


def _country_of_cities(
    context: _Context, wire: WireIncident, field: str, *, given: Grounded | None = None
) -> Grounded | None:
    """The country that the incident's large cities lie in, where they lie in one; else the one given, as not found."""
    cities = {code: name for name in wire.places for code in [_country_of_place(context, name, wire)] if code}
    if len(cities) != 1 or (given is not None and _may_lie_in(cities, country_code(given.value))):
        context.findings.extend(given.findings if given else ())
        return given
    ((code, city),) = cities.items()
    country = country_name(code)
    if given is not None and country_code(given.value) == code:
        message = f"No sentence names {given.value!r}; {city!r} lies there."
        context.find("country_inferred", "info", field, message, given.evidence)
        return given
    inferred = ground(country, wire.place_cite, context.sentences, field=field)
    known = f"{city!r} lies in {country}"
    if given is None:
        context.find("country_filled", "info", field, f"The model gave no country; {known}.", inferred.evidence)
    else:
        message = f"The model gave {given.value!r}, which no sentence names; {known}."
        context.find("country_corrected", "warning", field, message, inferred.evidence)
    return inferred


def _may_lie_in(cities: Mapping[str, str], code: str | None) -> bool:
    """Whether a city's smaller namesake may be meant: Guadalajara of Spain, and not of Mexico."""
    return any(has_namesake(name, code) for name in cities.values())


def _country_of_place(context: _Context, name: str, wire: WireIncident) -> str | None:
    """The country of a place that is a large city; None where it is none or the article does not hold it."""
    code = country_of_city(name)
    held = code and ground(name, wire.place_cite, context.sentences, field="").found
    return code if held else None


def _find_country(context: _Context, code: str, cites: Iterable[int]) -> Evidence | None:
    """The first name of that country, in the cited sentences or else in the nearest."""
    cited = cited_sentences(cites, context.sentences)
    for sentence in (*cited, *by_distance(cited, context.sentences)):
        for start, end, named in country_in_text(sentence.text):
            if named == code:
                return span_evidence(sentence, start, end)
    return None


def _perpetrator(context: _Context, wire: WireIndividual | WireOrganization, field: str) -> Perpetrator:
    grounded = context.ground(wire.name, wire.cite, f"{field}.name")
    if isinstance(wire, WireIndividual):
        return Perpetrator(name=grounded.value, kind="individual", status=None, evidence=grounded.evidence)
    evidence = grounded.evidence
    if wire.status == "claimed" and grounded.found:
        evidence = _claim_evidence(context, wire, grounded, field)
    return Perpetrator(name=grounded.value, kind="organization", status=wire.status, evidence=evidence)


def _claim_evidence(context: _Context, wire: WireOrganization, grounded: Grounded, field: str) -> tuple[Evidence, ...]:
    """The evidence with a claiming sentence first; a finding where it had to be looked for, or there is none."""
    claiming = [item for item in grounded.evidence if has_claim(context.sentences[item.sentence - 1].text)]
    if claiming:
        others = [item for item in grounded.evidence if item not in claiming]
        return (*claiming, *others)
    cited = cited_sentences(wire.cite, context.sentences)
    for sentence in cited:  # the organization is "it" or "the group" there
        if has_claim(sentence.text):
            return (span_evidence(sentence, 0, len(sentence.text)), *grounded.evidence)
    for sentence in by_distance(cited, context.sentences):
        found = find_all(grounded.value, sentence.text) if has_claim(sentence.text) else ()
        if found:
            held = span_evidence(sentence, found[0].start, found[0].end)
            message = f"The claim stands in sentence {sentence.number}."
            context.find("cite_corrected", "info", f"{field}.status", message, (held,))
            return (held, *grounded.evidence)
    message = f"No sentence cited for {grounded.value!r} claims or admits the incident."
    context.find("claim_unsupported", "warning", f"{field}.status", message, grounded.evidence)
    return grounded.evidence


def _victim(context: _Context, wire: WireVictimName | WireVictimGroup, field: str) -> Victim:
    named = isinstance(wire, WireVictimName)
    grounded = context.ground(wire.label, wire.cite, f"{field}.{'name' if named else 'group'}")
    return Victim(
        name=grounded.value if named else None,
        group=None if named else grounded.value,
        outcome=wire.outcome,
        count=_count(context, wire, grounded, f"{field}.count"),
        said_by=_speaker(context, wire, grounded, f"{field}.said_by"),
        evidence=grounded.evidence,
    )


def _count(context: _Context, wire: WireVictimName | WireVictimGroup, grounded: Grounded, field: str) -> Count | None:
    if wire.count is None:
        return None
    claimed = parse_count(wire.count)
    cited = cited_sentences(wire.cite, context.sentences)
    if claimed is None:
        return _unsupported_count(context, wire.count, None, cited, field)
    implied = grounded.found and is_implied(claimed, wire, grounded.value)
    places = cited_sentences([item.sentence for item in grounded.evidence], context.sentences)
    looked_at = list(dict.fromkeys((*cited, *places)))
    whole = None
    if not implied:
        whole = find_whole(looked_at, claimed, grounded, wire.outcome, sentences=context.sentences)
    if whole is not None and whole.part.is_direct:
        return _part_count(context, wire, claimed, whole, field)
    if whole is not None:
        _doubt_whole(context, wire, claimed, whole, field)
    for sentence in looked_at:
        mention = find_count(sentence, claimed, grounded, wire.outcome, beside=implied)
        if mention is not None:
            return _supported_count(context, claimed, mention, sentence, field)
    if implied:
        return Count(**claimed.model_dump(), text=grounded.value, evidence=grounded.evidence)
    return _count_elsewhere(context, wire, claimed, grounded, field)


def _part_count(
    context: _Context, wire: WireVictimName | WireVictimGroup, claimed: CountRange, whole: Whole, field: str
) -> Count:
    """The part's number in place of the whole's; the model's, as not held, where the article gives the part none."""
    sentence, part = whole
    if part.count is None:
        message = f"{_tell_whole(whole, claimed, wire)}, not how many."
        return _unsupported_count(context, wire.count or "", claimed, [sentence], field, message=message)
    _doubt_whole(context, wire, claimed, whole, field)
    evidence = span_evidence(sentence, part.start, part.end)
    return Count(**part.count.model_dump(), text=fold(evidence.text), evidence=(evidence,))


def _doubt_whole(
    context: _Context, wire: WireVictimName | WireVictimGroup, claimed: CountRange, whole: Whole, field: str
) -> None:
    message = f"The model's {_tell_whole(whole, claimed, wire)}."
    evidence = (span_evidence(whole.sentence, whole.part.start, whole.part.end),)
    context.find("count_of_whole", "warning", field, message, evidence)


def _tell_whole(whole: Whole, claimed: CountRange, wire: WireVictimName | WireVictimGroup) -> str:
    sentence, part = whole
    of_all = fold(sentence.text[part.whole_start : part.whole_end])
    told = fold(sentence.text[part.start : part.end])
    given = f"{show_range(claimed)} is the number of all ({of_all!r})"
    return f"{given}; the article says that {told!r} were {wire.outcome}"


def _supported_count(
    context: _Context, claimed: CountRange, mention: NumberMention, sentence: Sentence, field: str
) -> Count:
    evidence = (span_evidence(sentence, mention.start, mention.end),)
    if mention.range != claimed and mention.range.qualifier != "several":
        message = f"The model gave {show_range(claimed)}; the article says {fold(mention.text)!r}."
        context.find("count_qualifier_corrected", "info", field, message, evidence)
    return Count(**mention.range.model_dump(), text=fold(mention.text), evidence=evidence)


def _count_elsewhere(
    context: _Context,
    wire: WireVictimName | WireVictimGroup,
    claimed: CountRange,
    grounded: Grounded,
    field: str,
) -> Count:
    """The count from the nearest sentence that holds it together with the group's words, else the model's own."""
    cited = cited_sentences(wire.cite, context.sentences)
    for sentence in by_distance(cited, context.sentences):
        if not find_all(grounded.value, sentence.text):
            continue
        mention = find_count(sentence, claimed, grounded, wire.outcome, beside=False)
        if mention is not None:
            count = _supported_count(context, claimed, mention, sentence, field)
            message = f"{fold(mention.text)!r} stands in sentence {sentence.number}, which was not cited for it."
            context.find("cite_corrected", "info", field, message, count.evidence)
            return count
    return _unsupported_count(context, wire.count or "", claimed, cited, field)


def _unsupported_count(
    context: _Context,
    wire_count: str,
    claimed: CountRange | None,
    cited: Sequence[Sentence],
    field: str,
    *,
    message: str | None = None,
) -> Count:
    """The model's count, kept with the cited sentence as ``not_found``; unknown where it is no number at all."""
    evidence = tuple(whole_sentence(sentence) for sentence in cited[:1])
    message = message or f"No sentence cited holds the number {wire_count!r}."
    context.find("unsupported_count", "warning", field, message, evidence)
    known = claimed or CountRange(low=None, high=None, qualifier="unknown")
    return Count(**known.model_dump(), text=wire_count, evidence=evidence)


def _speaker(
    context: _Context, wire: WireVictimName | WireVictimGroup, grounded: Grounded, field: str
) -> Attribution | None:
    said_by = getattr(wire, "said_by", None)
    if said_by:
        held = context.ground(said_by, wire.cite, field)
        return Attribution(text=held.value, evidence=held.evidence)
    for item in grounded.evidence[:1]:
        sentence = context.sentences[item.sentence - 1]
        span = find_speaker(sentence.text)
        if span is not None and item.status != "not_found":
            evidence = span_evidence(sentence, *span)
            return Attribution(text=fold(evidence.text), evidence=(evidence,))
    return None


def _with_ids(incidents: Sequence[Incident], article_id: str) -> tuple[Incident, ...]:
    """The incidents with ids that depend on what they say and not on their order.

    Those alike in type, day and place are numbered by the order of the rest of what they say.
    """
    keys = [_key(incident, article_id) for incident in incidents]
    alike = Counter(keys)
    seen: Counter[str] = Counter()
    ids = [""] * len(incidents)
    said = [to_json(incident) if alike[key] > 1 else "" for key, incident in zip(keys, incidents, strict=True)]
    for at in sorted(range(len(incidents)), key=lambda at: (keys[at], said[at])):
        seen[keys[at]] += 1
        ids[at] = hashlib.sha256(f"{keys[at]}\x1f{seen[keys[at]]}".encode()).hexdigest()[:16]
    return tuple(
        incident.model_copy(update={"incident_id": known}) for incident, known in zip(incidents, ids, strict=True)
    )


def _key(incident: Incident, article_id: str) -> str:
    place = incident.place.places[-1].name if incident.place.places else ""
    day = incident.date.text if incident.date else ""
    return "\x1f".join((article_id, incident.type, day, incident.place.country or "", place)).casefold()
