"""Casualty phrases of the text that no victim entry holds."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, takewhile

from summarizer.checks.entries import died_of_it, is_at_scene, list_victims, number_spot
from summarizer.checks.parts import is_in_state, is_of_those_told
from summarizer.checks.rising import is_earlier_count, rises_to
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import mention_evidence
from summarizer.evidence.values import list_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.numbers import CountRange, supports
from summarizer.language.people import are_doers, is_generic, is_other, may_be_same
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.resolving.totals import add_spans
from summarizer.schemas.record import Count, Finding, Incident, Sentence, Victim

_MOST_ADDED = 10
"""So many incidents in a row are told of in one number at most."""
_SEVERAL = 2
"""What "several" and "many" are at least; of "dozens" and "hundreds" the size is known."""
_ROUNDED = 1.25
"""How much larger a number may be that is told as "more than" a round one, too."""
_SAME_PEOPLE = {"freed": ("unharmed", "kidnapped"), "survived": ("unharmed",), "escaped": ("unharmed",)}
"""What a text may say as well of the people of an entry: those freed were kidnapped, and may be unharmed."""
_BODIES = Wording(r"(?i)\b(?:bodies|corpses|cuerpos|cad[aá]veres)\b", "three more bodies", "three bodyguards")
_FOUND = Wording(
    r"(?i)\b(?:found|find|located|discovered)\s(?:(?:\w{3,15}|an?)\s){0,4}\Z",
    "They arrived to find the father and ", "They came for ",
)  # fmt: skip
_SLAYINGS = frozenset({"shooting", "stabbing", "murder", "assassination"})
_SHOT_AFTER = Wording(
    r"(?i)\s(?!(?:years?|weeks?|days?|months?|hours?|times)\b)(?:(?!(?:and|or|by|of)\b)[\w'’-]{1,20}\s){0,3}?(?:shot|stabbed)\b(?!\sat\b)",
    " boys shot in Durham", " shots fired at two cars",
)  # fmt: skip


def report_uncovered(mentions: Iterable[CasualtyMention], sentences: Sequence[Sentence]) -> list[Finding]:
    """One finding for each casualty phrase that stayed without a victim entry."""
    return [
        doubt(
            "uncovered_casualty",
            "incidents",
            f"The article says {mention.text!r}; no victim entry holds it.",
            (mention_evidence(mention, sentences),),
        )
        for mention in mentions
    ]


def report_headline(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """A doubt where an English headline tells of more people shot or stabbed than all incidents have harmed.

    "3 boys shot" of two is doubted: of 12 right answers none, of a model's 3 in 300, each of which lacked somebody.
    """
    told = [
        (one.range.low or 0, facts.headline[one.start : shot.end()])
        for one in facts.headline_counts
        if one.range.qualifier == "exact" and (shot := _SHOT_AFTER.match(facts.headline, one.end))
    ]
    if not (incidents and facts.is_english and len(told) == 1):
        return []
    (number, words), totals = told[0], [one.totals.get(name) for one in incidents for name in ("killed", "injured")]
    _, most = add_spans([(total.low, total.high) for total in totals if total])
    if most is None or most >= number:
        return []
    return [
        doubt("uncovered_casualty", "incidents", f"The headline says {words!r}; no victim entries hold so many.", ())
    ]


def list_open(
    mentions: Sequence[CasualtyMention], incidents: Sequence[Incident], facts: Facts
) -> Sequence[CasualtyMention]:
    """Those of the timely casualty phrases that victims of the only incident should account for.

    None of people found wounded after a shooting or the like who are no more than its dead, or as many as its dead and
    hurt: of "two men shot" whom police found both died. So did who "has died" where the phrase stands.
    """
    if len(incidents) > 1:
        return mentions
    victims = [victim for one in incidents if one.type in _SLAYINGS for victim in one.victims]
    dead, hurt = (
        sum(count_least(victim) for victim in victims if victim.outcome == outcome) for outcome in ("killed", "injured")
    )
    numbers, beside = dict[str, set[int]](), dict[tuple[int, str], list[CasualtyMention]]()
    for _, victim in list_victims(incidents):
        numbers.setdefault(victim.outcome, set()).add(count_least(victim))
    for one in mentions:
        beside.setdefault((one.sentence, one.outcome), []).append(one)
    return [
        one
        for one in mentions
        if not _is_among(one, beside[one.sentence, one.outcome], numbers.get(one.outcome, ()), facts)
        and not (0 < (one.count.high or 0) <= dead and (_are_found(one, facts) or died_of_it(one, facts.sentences)))
        and not (dead and one.count.high == dead + hurt and _are_found(one, facts))
    ]


def _are_found(mention: CasualtyMention, facts: Facts) -> bool:
    """Whether a phrase tells of the wounded who were found, and not of others."""
    is_of_hurt = mention.outcome == "injured" and not is_other(mention.group or "")
    return is_of_hurt and number_spot(mention, facts.sentences).before(_FOUND) is not None


def _is_among(
    mention: CasualtyMention, beside: Sequence[CasualtyMention], numbers: Collection[int], facts: Facts
) -> bool:
    """Whether a phrase tells of some of the people whom an entry counts, or of an earlier count.

    ``beside`` are the phrases of its sentence and outcome, ``numbers`` the entries' with that outcome.
    So it is where the article says it ("of them, 27 died", "three died at the scene", "an earlier report spoke of 19
    dead", and of people hurt "five remain hospitalized"), where "more than 100" may be the entry's 105, where numbers
    of its sentence add up to the entry's ("four died there and two in hospital"), and where the sentence goes on to the
    entry's toll ("three more died, and the toll rose to 18").
    """
    most = mention.count.high or mention.count.low or 0
    larger = {number for number in numbers if number > most}
    if not larger or not most:
        return False
    if (
        mention.count.qualifier == "at_least"
        and is_generic(mention.group or "people")
        and min(larger) <= most * _ROUNDED
    ):
        return True
    spot, sentences = number_spot(mention, facts.sentences), facts.sentences
    is_of_hurt = mention.outcome == "injured" and is_generic(mention.group or "people") and is_in_state(spot)
    if is_of_hurt or is_of_those_told(spot) or is_earlier_count(spot) or is_at_scene(mention, sentences):
        return True
    if sum(one.count.low or 0 for one in beside) in larger:
        return True
    return any(one.count.low in larger and rises_to(number_spot(one, sentences)) for one in beside)


def find_uncovered(mentions: Iterable[CasualtyMention], incidents: Sequence[Incident]) -> tuple[CasualtyMention, ...]:
    """The mentions whose number and outcome no victim entry and no total holds, in order, one for each of these."""
    victims = [victim for _, victim in list_victims(incidents)]
    numbers = {*_sum_neighbours(incidents), *((one.outcome, _number(one.count)) for one in victims if one.count)}
    numbers |= {(one, number) for outcome, number in numbers for one in _SAME_PEOPLE.get(outcome, ())}
    uncounted = [(one.outcome, item) for one in victims if not one.count for item in list_held(one.evidence)]
    named = [(one.outcome, item.start) for one in victims if one.name for item in list_held(one.evidence)[:1]]
    mentions = [*mentions]
    told_of = Counter(one.outcome for one in mentions)
    alone = {name for name, many in Counter(one.outcome for one in victims).items() if many == told_of[name] == 1}
    of_doers = {
        (one.outcome, _number(one.count)) for one in victims if one.count and one.group and one.outcome in alone
    }
    open_mentions: dict[tuple[str, int | None], CasualtyMention] = {}
    for one in mentions:
        told = (one.outcome, _number(one.count))
        if told in numbers and told not in of_doers and are_doers(one.group or ""):
            open_mentions.setdefault(told, one)  # "the guard killed one of the gunmen": the guard is another one
            continue
        inside = sum(outcome == one.outcome and one.start <= start < one.end for outcome, start in named)
        if told in numbers or (inside and inside == told[1]):  # "two sons, Jayden and Josiah, died"
            continue
        is_entry = any(
            outcome == one.outcome and item.start < one.end and one.start < item.end for outcome, item in uncounted
        )
        if not is_entry and not _may_be_counted(one, numbers, victims, of_one=len(incidents) == 1):
            open_mentions.setdefault(told, one)
    return tuple(open_mentions.values())


def _may_be_counted(
    mention: CasualtyMention, numbers: Iterable[tuple[str, int | None]], victims: Iterable[Victim], *, of_one: bool
) -> bool:
    """Whether "dozens" may be one of the numbers, and an entry of those people by its words: "46 women".

    "Several people" may be three or more of any words ``of_one`` incident. And bodies that were found may be some of
    more who are dead.
    """
    count, group = mention.count, mention.group or ""
    if _BODIES.search(mention.text):
        return any(outcome == mention.outcome and (number or 0) > (count.low or 0) for outcome, number in numbers)
    if count.qualifier != "several" or count.low is None:
        return False
    if count.low == _SEVERAL:
        told = sum(count_least(one) for one in victims if one.outcome == mention.outcome)
        return of_one and told > _SEVERAL and is_generic(group) and not is_other(group)
    sizes = (number for outcome, number in numbers if outcome == mention.outcome and number is not None)
    alike = any(may_be_same(group, one.group or "") for one in victims if one.outcome == mention.outcome)
    return alike and any(supports(CountRange(low=size, high=size, qualifier="exact"), count) for size in sizes)


def _sum_neighbours(incidents: Sequence[Incident]) -> Iterator[tuple[str, int]]:
    """What the totals of one incident, or of several in a row, add up to, where each of them is one number.

    "Two dead in separate shootings" tells of the deaths of two incidents that the article tells one after the other.
    """
    for outcome in {outcome for incident in incidents for outcome in incident.totals}:
        totals = [incident.totals.get(outcome) for incident in incidents]
        for start in range(len(totals)):
            some = takewhile(lambda total: not total or total.low == total.high, totals[start : start + _MOST_ADDED])
            yield from ((outcome, number) for number in accumulate(total.low if total else 0 for total in some))


def _number(count: Count | CountRange) -> int | None:
    """The number as written, whatever its qualifier: "at least 60" and "60" are told of the same people."""
    return count.low if count.low is not None else count.high
