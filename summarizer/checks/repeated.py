"""People who stand in two incidents of one article."""

from collections.abc import Collection, Mapping, Sequence

from summarizer.checks.entries import with_victims
from summarizer.checks.parts import place_after
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import are_told, counting_spans, list_counting, list_held, list_places, spots_of
from summarizer.language.cities import is_town
from summarizer.language.countries import country_code
from summarizer.language.folding import unaccented
from summarizer.language.people import content_words, may_be_same
from summarizer.language.regions import find_regions
from summarizer.language.wording import Wording
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Finding, Incident, Outcome, Sentence, Total, Victim

_EACH = Wording(r"(?i)\b(?:each|both|respectively|apiece)\b", "two died in each", "two died there")
_SEPARATE = Wording(
    r"(?i)[^.;]{0,60}?\b(?:in\s(?:a|the)\s(?:separate|second|different|other|unrelated)|in\sanother|separately)\b",
    " soldiers died in a separate bombing", " soldiers died in a bombing",
)  # fmt: skip
_ANOTHER = Wording(
    r"(?i)\b(?:another|others?|second|third|separate|different|unrelated|similar|earlier|later|otr[oa]s?|segund[oa]|tercer[oa]?)\b",
    "a second blast", "a few seconds",
)  # fmt: skip
_OF_MANY_PLACES = frozenset(
    {"disease outbreak", "famine", "drought", "flood", "heat wave", "cold wave", "wildfire", "storm", "earthquake"}
    | {"riot", "protest", "landslide", "tsunami"}
)
_Key = tuple[str, ...]
_Sums = Mapping[Outcome, Total]


def check_repeated(incidents: Sequence[Incident], facts: Facts, *, uncounted: Collection[int] = ()) -> list[Finding]:
    """Victims of one incident who are an earlier one's: by the same name, or by the same words of the article.

    Or a later one's, where the sentence that tells of them tells the day or the town of that one alone.

    So are people who died "in a separate bombing", where another incident has as many of them, all of an incident
    without a day that tells of another one again, and those of towns whom an incident of their region takes in. Those
    of the incidents ``uncounted``, by their indices from 0, are nobody's.
    """
    findings = list[Finding]()
    counted = without_victims(incidents, uncounted)
    owners = _find_owners(counted, facts.sentences)
    sums = [sum_victims(one.victims) for one in counted]
    again, regional = _find_again(counted, sums, facts.sentences), _find_regional(counted, sums, facts.sentences)
    for index, (incident, same) in enumerate(zip(counted, again, strict=True)):
        for at, victim in enumerate(incident.victims):
            other, key = _find_separate(victim, index, counted, facts.sentences), _key(victim, facts.sentences)
            told = (other, same, regional.get((index, victim.outcome)))
            other = next((known for known in told if known is not None), None)
            if other is None and key is not None:
                other = owners.get(key)
            if other not in (None, index):
                message = f"{victim.name or victim.group!r} are counted in incident {(other or 0) + 1}."
                field = f"incidents[{index}].victims[{at}]"
                findings.append(doubt("victims_repeated", field, message, victim.evidence))
    return findings


def _find_owners(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> dict[_Key, int]:
    """By what tells people the index of the incident that they are of.

    The one whose day or town their sentence tells; else the one of which such was told last before it, or the first.
    """
    having: dict[_Key, list[tuple[int, bool, int]]] = {}
    for index, incident in enumerate(incidents):
        towns = incident.place.places[-1:]
        told = {item.sentence for one in (incident.date, *towns) if one is not None for item in list_held(one.evidence)}
        for victim in incident.victims:
            key = _key(victim, sentences)
            if key is not None and _find_separate(victim, index, incidents, sentences) is None:
                numbers = {item.sentence for item in list_counting(victim) or list_held(victim.evidence)}
                first = min(numbers, default=0)
                last = max((number for number in told if number < first), default=0)
                having.setdefault(key, []).append((index, not numbers.isdisjoint(told), last))
    there = {key: {index for index, is_there, _ in found if is_there} for key, found in having.items()}
    return {
        key: min(there[key]) if len(there[key]) == 1 else max(found, key=lambda each: each[2])[0]
        for key, found in having.items()
    }


def without_victims(incidents: Sequence[Incident], indices: Collection[int]) -> list[Incident]:
    """The incidents, those at the indices given, from 0, with nobody."""
    return [with_victims(one, ()) if at in indices else one for at, one in enumerate(incidents)]


def _find_again(
    incidents: Sequence[Incident], sums: Sequence[_Sums], sentences: Sequence[Sentence]
) -> list[int | None]:
    """For each incident the index of the one of which it tells again; None for what is told for the first time.

    It has no day of its own, and that one has, or stands before it. It is of that one's type, its places are among that
    one's or the other way round, and as many people, several of them, suffered the same, of whom not both tell the
    names. No words of its people's sentences tell of another deed, and each of its groups may be one of that one's by
    its noun, or who has a name there: three women are no three men. One person is enough where it has several days,
    that one a day of these, and both the same places: "last week" and "last Thursday", at a laundromat in Wichita.
    """
    found: list[int | None] = []
    for index, incident in enumerate(incidents):
        is_several = not _has_day(incident) and any(total.low > 1 for total in sums[index].values())
        same = (
            at
            for at, other in enumerate(incidents)
            if at != index and sums[index] and sums[index].items() <= sums[at].items()
            if (is_several and (at < index or _has_day(other))) or _is_wider(incident, other)
            if _may_be_same(incident, other)
        )
        told = (sentences[item.sentence - 1].text for one in incident.victims for item in list_places(one))
        found.append(None if any(map(_ANOTHER.search, told)) else next(same, None))
    return found


def _is_wider(incident: Incident, other: Incident) -> bool:
    """Whether an incident of several days has another one's day among them, and the same places, more than one."""
    span, day = incident.date, other.date
    if not (span and day and span.earliest and span.latest and day.earliest and day.latest):
        return False
    here, there = ({place.name for place in each.place.places} for each in (incident, other))
    is_among = span.earliest <= day.earliest == day.latest <= span.latest != span.earliest
    return is_among and here == there and len(here) > 1


def _find_regional(
    incidents: Sequence[Incident], sums: Sequence[_Sums], sentences: Sequence[Sentence]
) -> dict[tuple[int, Outcome], int]:
    """By an incident's index and an outcome the index of the one that takes its people in: 63 dead in a state, 19 here.

    That one's number is told of a region or country, and it is of the same type, country and days; and so are several
    others, whose numbers together are its own, or are no more in what strikes many places.
    """
    found: dict[tuple[int, Outcome], int] = {}
    for whole, (one, own) in enumerate(zip(incidents, sums, strict=True)):
        parts = [at for at, other in enumerate(incidents) if at != whole and _may_take_in(one, other)]
        for outcome, total in own.items():
            counted = {at: sums[at][outcome].low for at in parts if outcome in sums[at]}
            together = sum(counted.values())
            is_whole = together == total.low or (one.type in _OF_MANY_PLACES and 0 < together < total.low)
            if len(counted) > 1 and is_whole and _is_of_region(one, outcome, sentences):
                found.update({(at, outcome): whole for at in counted})
    return found


def _is_of_region(incident: Incident, outcome: Outcome, sentences: Sequence[Sentence]) -> bool:
    """Whether the first place after a number of people is a region or country, and no town: "63 died in Rajasthan"."""
    told = (item for one in incident.victims if one.outcome == outcome for item in list_counting(one))
    places = map(place_after, spots_of(told, sentences))
    return any(place and not is_town(place) and (find_regions(place) or country_code(place)) for place in places)


def _may_take_in(whole: Incident, part: Incident) -> bool:
    """Whether an incident may be that of a town where another one's is of the whole country or region."""
    there, here = whole.place, part.place
    is_in = there.country_code == here.country_code is not None and there.admin1_code in (None, here.admin1_code)
    names = [{one.name for one in place.places} for place in (there, here)]
    return is_in and whole.type == part.type and not names[1] <= names[0] and _has_same_days(whole, part)


def _has_same_days(whole: Incident, part: Incident) -> bool:
    """Whether the part's days are none, or among the whole's."""
    theirs, own = part.date, whole.date
    if theirs is None or theirs.earliest is None or theirs.latest is None:
        return True
    if own is None or own.earliest is None or own.latest is None:
        return False
    return own.earliest <= theirs.earliest and theirs.latest <= own.latest


def _may_be_same(one: Incident, other: Incident) -> bool:
    """Whether two incidents with as many people may be one by their types, places, names and groups."""
    here, there = ({place.name for place in each.place.places} for each in (one, other))
    if one.type != other.type or not (here and there and (here <= there or there <= here)):
        return False
    are_named = all(any(victim.name for victim in each.victims) for each in (one, other))
    return not are_named and all(_may_be_one_of(victim, other.victims) for victim in one.victims)


def _has_day(incident: Incident) -> bool:
    return incident.date is not None and incident.date.earliest is not None


def _may_be_one_of(victim: Victim, others: Sequence[Victim]) -> bool:
    """Whether somebody may be one of people with the same outcome by their nouns; whoever has a name may be anybody."""
    return any(may_be_same(victim.group or "", one.group or "") for one in others if one.outcome == victim.outcome)


def _find_separate(
    victim: Victim, index: int, incidents: Sequence[Incident], sentences: Sequence[Sentence]
) -> int | None:
    """The other incident that has as many of the people of whom the article tells apart from this one's.

    Those of this one stand before them: who died "in a separate bombing" alone died in this one.
    """
    held = list_counting(victim)
    if not are_told(held, sentences, after=_SEPARATE):
        return None
    own = (item.start for one in incidents[index].victims if one.outcome == victim.outcome for item in list_places(one))
    if min(own) == min(item.start for item in held):
        return None
    alike = (victim.outcome, content_words(victim.group or ""), victim.count and victim.count.low)
    return next(
        (
            at
            for at, incident in enumerate(incidents)
            if at != index
            for one in incident.victims
            if (one.outcome, content_words(one.group or ""), one.count and one.count.low) == alike
        ),
        None,
    )


def _key(victim: Victim, sentences: Sequence[Sentence]) -> _Key | None:
    """What tells the same people: outcome and name, or the places of their number; None where nothing surely does.

    "Two died in each" tells of two in one incident and two in the other.
    """
    if victim.name:
        return victim.outcome, unaccented(victim.name)
    held = list_counting(victim)
    if not held or any(_EACH.search(sentences[item.sentence - 1].text) for item in held):
        return None
    return victim.outcome, *(f"{start}-{end}" for start, end in sorted(counting_spans(victim)))
