"""Totals beside which the article states another number, or one that an open total may be: asked for alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.checks.times import list_timely
from summarizer.checks.tolls import Toll, tells_of_more
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import mention_evidence
from summarizer.evidence.values import counting_spans
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.injections import find_injections
from summarizer.language.people import DOERS, content_words, is_generic
from summarizer.resolving.groups import read_group
from summarizer.resolving.totals import tally_groups
from summarizer.schemas.record import Finding, Incident, Outcome, Sentence, Total
from summarizer.schemas.wire import TollAnswer

TOLL_CODES = frozenset({"toll_asked", "toll_disputed"})
_ASKED: tuple[Outcome, ...] = ("killed", "injured")


class Stated(NamedTuple):
    """A number that the article states of an outcome, and the total ``after`` it if the model gives the same number.

    ``before`` is the total that the entries come to, and ``mention`` the phrase.
    """

    number: int
    mention: CasualtyMention
    before: Total
    after: Total

    @property
    def is_within(self) -> bool:
        """Whether the entries may come to that number."""
        return self.before.high is not None and self.before.low <= self.number <= self.before.high


def find_stated(incidents: Sequence[Incident], at: int, facts: Facts) -> list[Stated]:
    """The numbers that make a question worth asking about the incident of that index, which the article is about.

    A number within a total that is a span is the total, unless others may be beside those people. Above the total it is
    what that may be at most, with a doubt; below it that is only doubted, and by a part not even that. None where two
    numbers are told of the same people or the total has no bound.
    """
    incident, found = incidents[at], list[Stated]()
    for (outcome, number), mentions in _list_numbers(incidents, at, facts).items():
        total = incident.totals.get(outcome)
        if total is None or total.high is None or total.low == total.high == number or _are_rivals(incident, outcome):
            continue
        if number > total.high:
            found.append(Stated(number, mentions[0], total, Total(low=total.low, high=number)))
        elif number < total.low:
            whole = next((one for one in mentions if is_generic(one.group or "people")), None)
            found += [Stated(number, whole, total, total)] if whole and 2 * number > total.low else []
        elif whole := next((one for one in mentions if not _are_some(incident, one, facts)), None):
            found.append(Stated(number, whole, total, Total(low=number, high=number)))
    return found


def settle_asked(
    incidents: Sequence[Incident], at: int, answer: TollAnswer, facts: Facts
) -> tuple[tuple[Incident, ...], list[Finding]]:
    """The incidents, that of the index ``at`` with the totals that the answer tells, and findings about them.

    A number that the article does not state is the model's alone, and changes nothing.
    """
    told = [one for one in find_stated(incidents, at, facts) if getattr(answer, one.mention.outcome) == one.number]
    totals = {one.mention.outcome: one.after for one in told}
    settled = incidents[at].model_copy(update={"totals": incidents[at].totals | totals})
    return (*incidents[:at], settled, *incidents[at + 1 :]), [_tell(one, at, facts) for one in told]


def _tell(stated: Stated, at: int, facts: Facts) -> Finding:
    mention, total, field = stated.mention, stated.before, f"incidents[{at}].victims"
    said = f"Asked for the toll alone, the model said {stated.number} {mention.outcome}, as the article does"
    evidence = () if _is_headed(mention, facts) else (mention_evidence(mention, facts.sentences),)
    if stated.is_within:
        message = f"{said}: {mention.text!r}."
        return Finding(code="toll_asked", severity="info", field=field, message=message, evidence=evidence)
    span = f"{total.low} to {total.high}" if total.low != total.high else total.low
    return doubt("toll_disputed", field, f"{said}: {mention.text!r}; the entries come to {span}.", evidence)


def _list_numbers(
    incidents: Sequence[Incident], at: int, facts: Facts
) -> dict[tuple[Outcome, int], list[CasualtyMention]]:
    """By outcome and number the phrases of the incident's time and of no other incident; the headline's are the last.

    None of what addresses a model or stands beside it.
    """
    beside = (victim for one in (*incidents[:at], *incidents[at + 1 :]) for victim in one.victims)
    others = {span for victim in beside for span in counting_spans(victim)}
    timely = (one for one in list_timely([incidents[at]], facts) if one.sentence not in facts.near)
    own = (one for one in timely if (one.count_start, one.count_end) not in others)
    found = defaultdict[tuple[Outcome, int], list[CasualtyMention]](list)
    for one in (*own, *_list_headed(facts)):
        if one.outcome in _ASKED and one.count.low is not None and one.count.low == one.count.high:
            found[one.outcome, one.count.low].append(one)
    return found


def _list_headed(facts: Facts) -> Iterator[CasualtyMention]:
    """The headline's phrases, where it does not address a model."""
    line = Sentence(number=1, start=0, end=max(len(facts.headline), 1), text=facts.headline or " ")
    yield from () if find_injections([line]) else facts.headline_mentions


def _is_headed(mention: CasualtyMention, facts: Facts) -> bool:
    return any(mention is one for one in facts.headline_mentions)


def _are_rivals(incident: Incident, outcome: Outcome) -> bool:
    """Whether two numbers are told of the same people: each stays beside the other."""
    tallies = tally_groups([one for one in incident.victims if one.outcome == outcome])
    told = [[group.low for one in tally.entries if (group := read_group(one)) and group.low] for tally in tallies]
    return any(len(set(numbers)) > 1 for numbers in told)


def _are_some(incident: Incident, mention: CasualtyMention, facts: Facts) -> bool:
    """Whether others may be beside those of a phrase: "two boys died", "also killed", and an attacker's own death."""
    number, groups = mention.count.low or 0, [one.group for one in incident.victims if one.outcome == mention.outcome]
    is_of_kind = number > 1 and not is_generic(mention.group or "people")
    if is_of_kind or any(not content_words(one or "").isdisjoint(DOERS) for one in groups):
        return True
    toll = Toll(mention.outcome, number, 0 if _is_headed(mention, facts) else mention.sentence, is_of_all=True)
    return tells_of_more(incident.victims, toll, facts)
