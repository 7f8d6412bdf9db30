"""From a wire answer to incidents: spans, counts, dates, country codes, and findings about what did not fit."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from summarizer.attribution import find_speaker, has_claim
from summarizer.counts import CountRange, NumberMention, find_support, parse_count
from summarizer.dates import check_event_date, resolve_date
from summarizer.grounding import (
    Grounded,
    by_distance,
    cited_sentences,
    fold,
    ground,
    span_evidence,
    whole_sentence,
)
from summarizer.places import country_code
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
    WireOrganization,
    WireVictimGroup,
    WireVictimName,
)
from summarizer.totals import sum_victims

_TYPES = {kind.name: kind for kind in INCIDENT_TYPES}
_PLURALS = frozenset({"people", "children", "men", "women", "police", "personnel", "troops", "crew", "clergy"})


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
    victims = tuple(
        resolved
        for index, victim in enumerate(wire.victims)
        if (resolved := _victim(context, victim, f"{field}.victims[{index}]")) is not None
    )
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
            for index, weapon in enumerate(wire.weapons)
            for grounded in [context.ground(weapon.name, weapon.cite, f"{field}.weapons[{index}].name")]
        ),
        perpetrators=tuple(
            _perpetrator(context, perpetrator, f"{field}.perpetrators[{index}]")
            for index, perpetrator in enumerate(wire.perpetrators)
        ),
        targets=tuple(
            Target(name=grounded.value, effect=target.effect, evidence=grounded.evidence)
            for index, target in enumerate(wire.targets)
            for grounded in [context.ground(target.name, target.cite, f"{field}.targets[{index}].name")]
        ),
        victims=victims,
        totals=sum_victims(victims),
    )


def _date(context: _Context, wire: WireDate | None, field: str) -> IncidentDate | None:
    if wire is None:
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
    country = None if wire.country is None else context.ground(wire.country, wire.place_cite, f"{field}.country")
    code = None if country is None else country_code(country.value)
    if country is not None and code is None:
        message = f"{country.value!r} is no country of ISO 3166-1; the code is left empty."
        context.find("country_unknown", "info", f"{field}.country", message, country.evidence)
    names = [
        PlaceName(name=grounded.value, evidence=grounded.evidence)
        for index, name in enumerate(_distinct(wire.places, wire.country))
        for grounded in [context.ground(name, wire.place_cite, f"{field}.places[{index}]")]
    ]
    return Place(
        country=None if country is None else country.value,
        country_code=code,
        country_evidence=() if country is None else country.evidence,
        places=tuple(names),
    )


def _distinct(places: Sequence[str], country: str | None) -> list[str]:
    kept = {fold(place).casefold(): place for place in places if place.strip()}
    kept.pop(fold(country or "").casefold(), None)
    return list(kept.values())


def _perpetrator(context: _Context, wire: WireIndividual | WireOrganization, field: str) -> Perpetrator:
    grounded = context.ground(wire.name, wire.cite, f"{field}.name")
    if isinstance(wire, WireIndividual):
        return Perpetrator(name=grounded.value, kind="individual", status=None, evidence=grounded.evidence)
    evidence = grounded.evidence
    if wire.status == "claimed" and grounded.found:
        evidence = _claim_evidence(context, grounded, field)
    return Perpetrator(name=grounded.value, kind="organization", status=wire.status, evidence=evidence)


def _claim_evidence(context: _Context, grounded: Grounded, field: str) -> tuple[Evidence, ...]:
    """The evidence with a claiming sentence first; a finding where it had to be looked for, or there is none."""
    claiming = [item for item in grounded.evidence if has_claim(context.sentences[item.sentence - 1].text)]
    if claiming:
        others = [item for item in grounded.evidence if item not in claiming]
        return (*claiming, *others)
    for sentence in by_distance([context.sentences[grounded.evidence[0].sentence - 1]], context.sentences):
        if has_claim(sentence.text):
            held = ground(grounded.value, [sentence.number], [*context.sentences], field=field)
            if held.found and not held.findings:
                message = f"The claim stands in sentence {sentence.number}."
                context.find("cite_corrected", "info", f"{field}.status", message, held.evidence)
                return (*held.evidence, *grounded.evidence)
    message = f"No sentence cited for {grounded.value!r} claims or admits the incident."
    context.find("claim_unsupported", "warning", f"{field}.status", message, grounded.evidence)
    return grounded.evidence


def _victim(context: _Context, wire: WireVictimName | WireVictimGroup, field: str) -> Victim | None:
    named = isinstance(wire, WireVictimName)
    label = "name" if named else "group"
    said = wire.name if isinstance(wire, WireVictimName) else wire.group
    if not said.strip():
        context.find("empty_value", "warning", field, f"The model left the {label} of a victim empty; entry left out.")
        return None
    grounded = context.ground(said, wire.cite, f"{field}.{label}")
    return Victim(
        name=grounded.value if named else None,
        group=None if named else grounded.value,
        outcome=wire.outcome,
        count=_count(context, wire, grounded, f"{field}.count"),
        said_by=_speaker(context, wire, grounded, f"{field}.said_by"),
        evidence=grounded.evidence,
    )


def _count(context: _Context, wire: WireVictimName | WireVictimGroup, grounded: Grounded, field: str) -> Count | None:
    claimed = None if wire.count is None else parse_count(wire.count)
    if claimed is None:
        return None
    implied = claimed.low == claimed.high == 1 and (isinstance(wire, WireVictimName) or _singular(grounded.value))
    places = [*cited_sentences([item.sentence for item in grounded.evidence], context.sentences)]
    cited = cited_sentences(wire.cite, context.sentences)
    for sentence in dict.fromkeys((*cited, *places)):
        mention = find_support(sentence.text, claimed)
        if mention is not None and not implied:
            return _supported_count(context, claimed, mention, sentence, field)
    if implied and grounded.found:
        return Count(low=1, high=1, qualifier="exact", text=grounded.value, evidence=grounded.evidence)
    return _count_elsewhere(context, wire, claimed, grounded, field)


def _singular(group: str) -> bool:
    head = group.casefold().split()[-1] if group.split() else ""
    return head not in _PLURALS and not (head.endswith("s") and not head.endswith("ss"))


def _supported_count(
    context: _Context, claimed: CountRange, mention: NumberMention, sentence: Sentence, field: str
) -> Count:
    evidence = (span_evidence(sentence, mention.start, mention.end),)
    stated = mention.range
    if (stated.low, stated.high) != (claimed.low, claimed.high) and claimed.qualifier != "several":
        message = f"The model gave {_shown(claimed)}; the article says {fold(mention.text)!r}."
        context.find("count_qualifier_corrected", "info", field, message, evidence)
    return Count(
        low=stated.low, high=stated.high, qualifier=stated.qualifier, text=fold(mention.text), evidence=evidence
    )


def _count_elsewhere(
    context: _Context,
    wire: WireVictimName | WireVictimGroup,
    claimed: CountRange,
    grounded: Grounded,
    field: str,
) -> Count:
    cited = cited_sentences(wire.cite, context.sentences)
    for sentence in by_distance(cited, context.sentences):
        mention = find_support(sentence.text, claimed)
        if (
            mention is not None
            and not ground(grounded.value, [sentence.number], [*context.sentences], field="").findings
        ):
            count = _supported_count(context, claimed, mention, sentence, field)
            message = f"{fold(mention.text)!r} stands in sentence {sentence.number}, which was not cited for it."
            context.find("cite_corrected", "info", field, message, count.evidence)
            return count
    evidence = tuple(whole_sentence(sentence) for sentence in cited[:1])
    message = f"No sentence cited holds the number {wire.count!r}."
    context.find("unsupported_count", "warning", field, message, evidence)
    return Count(
        low=claimed.low, high=claimed.high, qualifier=claimed.qualifier, text=wire.count or "", evidence=evidence
    )


def _shown(count: CountRange) -> str:
    low, high = count.low, count.high
    if low == high:
        return f"{'about ' if count.qualifier == 'about' else ''}{low}"
    return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


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
    """The incidents with ids that depend on what they say and not on their order, equal ones numbered."""
    seen: Counter[str] = Counter()
    named = []
    for incident in incidents:
        place = incident.place.places[-1].name if incident.place.places else ""
        day = incident.date.text if incident.date else ""
        key = "\x1f".join((article_id, incident.type, day, incident.place.country or "", place)).casefold()
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest()[:16]
        named.append(incident.model_copy(update={"incident_id": digest}))
    return tuple(named)
