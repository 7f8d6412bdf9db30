"""What an answer says twice, or leaves open although the sentences it cites say it."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import cited_sentences
from summarizer.language.dates.conflicts import find_deed_dates
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.folding import squeeze
from summarizer.language.numbers import parse_count, supports
from summarizer.language.people import is_generic
from summarizer.language.rules import ENGLISH
from summarizer.language.wording import Wording
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Finding, Incident, IncidentDate, Sentence
from summarizer.schemas.wire import (
    WireDate,
    WireIncident,
    WireIndividual,
    WireModel,
    WireOrganization,
    WireVictimGroup,
    WireVictimName,
)

M = TypeVar("M", bound=WireModel)
MOST_ENTRIES = 1_000
"""What is taken from one answer: incidents, and in them places, weapons, perpetrators, targets and victims. Answers of
models end far below it; a server's may hold any number.
"""
_LISTS = ("places", "weapons", "perpetrators", "targets", "victims")

_BARE = frozenset({"member", "members", "element", "elements", "unit", "units", "faction", "wing", "cell", "column"})
_NAME = r"(?:\d{1,3}(?:[Ss]t|[Nn]d|[Rr]d|[Tt]h)\s+[^\W\d_]+|[A-Z0-9](?:[\w.'’-]*\w)?(?:['’](?=\s))?)"
_BODY = (
    r"(?:(?!(?:\w+ed|said|told|heard|shot|met|held)\b)[\w'’-]{1,20}\s+){0,2}?(?:(?:armed|security)\s+forces|police(?:\s+(?:department|force))?|army|navy|air\s+force|military"
    r"|guard|institution|cartel|mafia|gang|death\s+squads?|guerrillas?|party|movement|organi[sz]ation|group)"
    r"(?:\s+(?:patrol|police|militia|command|unit|brigade|battalion|gang))?(?![\w'’-])"
)
_OF_WHOM = re.compile(
    rf"\s+of\s+(?:(?:[Tt]he\s+)?{_NAME}(?:\s+(?:(?:of|for|and|the|de|del|la|las|los)\s+)*{_NAME})*|(?:the|an?)\s+{_BODY})"
)
_VIOLENT_TYPES = frozenset({"attack", "bombing", "arson", "kidnapping", "robbery", "hijacking", "sabotage"})
_VIOLENCE = re.compile(
    r"\b(?:attack\w*|assault\w*|bomb\w*|gun\w*|shot|shoot\w*|fire[ds]?|kidnap\w*|abduct\w*|hostages?|militants?|rebels?|guerrillas?"
    r"|troops|soldiers?|army|terror\w*|explo\w*|blasts?|assassin\w*|murder\w*|massacr\w*|clash\w*|strikes?|missiles?|arson\w*"
    r"|robb\w*|hijack\w*|sabotag\w*|stab\w*|knife|violen\w*|war)\b",
    re.IGNORECASE,
)
_DISASTERS = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in {
        "earthquake": "earthquakes?|aftershocks?",
        "storm": "cyclones?|hurricanes?|typhoons?|tornado(?:e?s)?",
        "flood": "floods?|flooding|floodwaters?",
        "landslide": "landslides?|mudslides?",
        "avalanche": "avalanches?",
        "volcanic eruption": "volcano(?:e?s)?|volcanic",
        "tsunami": "tsunamis?",
        "wildfire": "wildfires?",
        "disease outbreak": "cholera|ebola|measles|epidemics?",
        "transport accident": "capsiz(?:ed?|ing)|derail(?:ed|ing|ment)|plane\\s+crash|bus\\s+crash|train\\s+crash",
    }.items()
}
_TIME_WORD = Wording(
    r"(?i)(?<![\w-])(?:time|days?|nights?|overnight|mornings?|afternoons?|evenings?|noon|mid\w*|dawn|dusk|weeks?|weekends?|months?"
    r"|years?|decades?|centur\w*|hours?|minutes?|seasons?|spring|summer|autumn|fall|winter|ago|later|earlier|before|after|since"
    r"|during|when|while|early|late|last|next|eve|anniversary|now|recent\w*|then)(?![\w-])|\d{4}",
    "an hour before", "36-year-old Ann Lee",
)  # fmt: skip
_BY = re.compile(r"\bby\s+(?:[\w'’-]{1,20}\s+){0,2}\Z")
_CROWDS = frozenset(
    {"band", "cell", "column", "commandos", "gang", "group", "guerrillas", "gunmen", "individuals", "men", "patrol"}
    | {"rebels", "soldiers", "squad", "students", "terrorists", "troops", "unit", "units"}
)


def drop_repeats(incidents: Sequence[WireIncident]) -> list[WireIncident]:
    """The incidents, entries that repeat an earlier one of their list word for word left out; small models loop."""
    return [
        incident.model_copy(
            update={
                "weapons": _distinct(incident.weapons),
                "perpetrators": _distinct(incident.perpetrators),
                "targets": _distinct(incident.targets),
                "victims": _distinct(incident.victims),
            }
        )
        for incident in _distinct(incidents)
    ]


def limit_entries(incidents: Sequence[WireIncident], *, most: int = MOST_ENTRIES) -> tuple[list[WireIncident], int]:
    """The incidents with the first ``most`` entries of all together, themselves included, and how many are left out."""
    kept: list[WireIncident] = []
    room = most
    for incident in incidents[:most]:
        if room > 0:
            lists = {name: getattr(incident, name) for name in _LISTS}
            for name, entries in lists.items():
                lists[name] = entries[: room - 1]
                room -= len(lists[name])
            kept.append(incident.model_copy(update=lists))
            room -= 1
    return kept, sum(map(_count_entries, incidents)) - sum(map(_count_entries, kept))


def _count_entries(incident: WireIncident) -> int:
    return 1 + sum(len(getattr(incident, name)) for name in _LISTS)


def report_left_out(left_out: int) -> list[Finding]:
    """That entries of an answer were left out, where any were."""
    if not left_out:
        return []
    message = (
        f"The answer has {left_out} entries more than the {MOST_ENTRIES} that are taken from one; they were left out."
    )
    return [Finding(code="entries_left_out", severity="warning", field="incidents", message=message)]


def _distinct(entries: Sequence[M]) -> list[M]:
    first: dict[str, M] = {}
    for entry in entries:
        first.setdefault(repr(entry), entry)
    return list(first.values())


def repair_incidents(incidents: Sequence[WireIncident], facts: Facts) -> list[WireIncident]:
    """The incidents after every repair that needs only the article: types, perpetrators, groups, dates."""
    typed = repair_types(incidents, facts.sentences) if facts.rules is ENGLISH else list(incidents)
    return fill_dates(name_groups(repair_perpetrators(typed, facts.sentences), facts), facts.sentences)


def fill_dates(incidents: Sequence[WireIncident], sentences: Sequence[Sentence]) -> list[WireIncident]:
    """The incidents; one without a date gets the date of the sentences it cites, where these tell one and no other.

    Words given for a date that tell no time ("36-year-old Duncan Rait") are none.
    """
    return [_fill_date(incident, sentences) for incident in incidents]


def _fill_date(incident: WireIncident, sentences: Sequence[Sentence]) -> WireIncident:
    if incident.date is not None and not _is_timeless(incident.date):
        return incident
    found = {
        squeeze(sentence.text[start:end]).casefold(): WireDate(text=sentence.text[start:end], cite=[sentence.number])
        for sentence in cited_sentences(_cites(incident), sentences)
        for start, end in find_deed_dates(sentence.text)
    }
    return incident.model_copy(update={"date": next(iter(found.values()))}) if len(found) == 1 else incident


def _is_timeless(when: WireDate) -> bool:
    return not _TIME_WORD.search(when.text) and resolve_date(when.text, published=None).basis == "unknown"


def _cites(incident: WireIncident) -> list[int]:
    """The sentences cited for anything but the date."""
    return find_cites(incident.model_copy(update={"date": None}))


def repair_types(incidents: Sequence[WireIncident], sentences: Sequence[Sentence]) -> list[WireIncident]:
    """The incidents; violence that by its sentences is a disaster gets the disaster's type.

    Only where the sentences cited for it name one kind of disaster or accident, and nothing violent.
    """
    return [_repair_type(incident, sentences) for incident in incidents]


def _repair_type(incident: WireIncident, sentences: Sequence[Sentence]) -> WireIncident:
    text = " ".join(sentence.text for sentence in cited_sentences(_cites(incident), sentences))
    if incident.type not in _VIOLENT_TYPES or _VIOLENCE.search(text):
        return incident
    kinds = [kind for kind, words in _DISASTERS.items() if words.search(text)]
    return incident.model_copy(update={"type": kinds[0]}) if len(kinds) == 1 else incident


def report_repaired_types(answered: Sequence[WireIncident], resolved: Sequence[Incident]) -> list[Finding]:
    """That a type is none of the model's, for each incident whose type was repaired."""
    return [
        Finding(
            code="type_corrected",
            severity="warning",
            field=f"incidents[{index}].type",
            message=f"The model gave {wire.type!r}; the sentences cited for it tell of a disaster and of no violence.",
        )
        for index, (wire, incident) in enumerate(zip(answered, resolved, strict=True))
        if wire.type != incident.type
    ]


def report_filled_dates(answered: Sequence[WireIncident], resolved: Sequence[Incident]) -> list[Finding]:
    """That a date is none of the model's, for each incident answered without one that has one when resolved."""
    message = "The model gave no date{}; this is the only one that the sentences cited for the incident tell."
    return [
        Finding(
            code="date_filled",
            severity="info",
            field=f"incidents[{index}].date",
            message=message.format(f", but {wire.date.text!r}" if wire.date else ""),
            evidence=incident.date.evidence,
        )
        for index, (wire, incident) in enumerate(zip(answered, resolved, strict=True))
        if incident.date is not None and (wire.date is None or _is_replaced(wire.date, incident.date))
    ]


def _is_replaced(given: WireDate, told: IncidentDate) -> bool:
    return _is_timeless(given) and squeeze(given.text).casefold() != told.text.casefold()


def repair_perpetrators(incidents: Sequence[WireIncident], sentences: Sequence[Sentence]) -> list[WireIncident]:
    """The incidents; perpetrators called by a bare "members" get the words that say of what, and unnamed crowds a kind.

    "a guerrilla column" is people, not an organization: an organization has a name of its own.
    """
    return [
        incident.model_copy(
            update={"perpetrators": [_repair_perpetrator(entry, sentences) for entry in incident.perpetrators]}
        )
        for incident in incidents
    ]


def _repair_perpetrator(
    entry: WireIndividual | WireOrganization, sentences: Sequence[Sentence]
) -> WireIndividual | WireOrganization:
    if isinstance(entry, WireOrganization):
        unnamed = entry.name == entry.name.lower() and entry.name.rpartition(" ")[2] in _CROWDS
        return WireIndividual(name=entry.name, kind="individual", cite=entry.cite) if unnamed else entry
    if entry.name.casefold() not in _BARE:
        return entry
    named = [name for sentence in cited_sentences(entry.cite, sentences) for name in _named(entry.name, sentence.text)]
    doers = [name for name, is_doer in named if is_doer] or [name for name, _ in named]
    return entry.model_copy(update={"name": doers[0]}) if doers else entry


def _named(bare: str, text: str) -> Iterator[tuple[str, bool]]:
    """The places where the text tells what the bare word is of, and whether "by" stands before it."""
    for found in re.finditer(rf"\b{re.escape(bare)}\b", text, re.IGNORECASE):
        more = _OF_WHOM.match(text, found.end())
        if more:
            yield (
                text[found.start() : more.end()],
                _BY.search(text, max(0, found.start() - 80), found.start()) is not None,
            )


def name_groups(incidents: Sequence[WireIncident], facts: Facts) -> list[WireIncident]:
    """The incidents; groups that only say that they are people ("injured") get the article's word beside their number.

    So "15 others were injured" are others, and not all who were injured.
    """
    return [
        incident.model_copy(update={"victims": [_name_group(victim, facts) for victim in incident.victims]})
        for incident in incidents
    ]


def _name_group(victim: WireVictimName | WireVictimGroup, facts: Facts) -> WireVictimName | WireVictimGroup:
    if isinstance(victim, WireVictimName) or not victim.count or not is_generic(victim.group):
        return victim
    claimed = parse_count(victim.count)
    told = [
        mention
        for sentence in cited_sentences(victim.cite, facts.sentences)
        for mention in facts.of(sentence).casualties.mentions
        if not mention.is_background
        and mention.outcome == victim.outcome
        and claimed is not None
        and supports(mention.count, claimed)
    ]
    named = told[0].group if len(told) == 1 else None
    if named is None or is_generic(named) or _goes_on(named, facts.sentences[told[0].sentence - 1]):
        return victim
    return victim.model_copy(update={"group": named})


def _goes_on(group: str, sentence: Sentence) -> bool:
    """Whether others follow the group's words: the children of "women and children"."""
    return re.search(rf"(?<!\w){re.escape(group)}\s+(?:and|or)\s+\w", sentence.text) is not None
