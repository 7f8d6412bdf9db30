"""The dead among others: feared only, the attacker's own, and those of them told of as hurt or missing, too."""

from collections import Counter
from collections.abc import Collection, Sequence

from summarizer.checks.entries import with_count
from summarizer.checks.rising import is_of_hurt
from summarizer.evidence.facts import Facts
from summarizer.evidence.values import are_told, counting_spans, list_counting, list_held, list_places, spot_of
from summarizer.language.folding import unaccented
from summarizer.language.people import DOERS, head_word
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Evidence, Incident, Outcome, Victim

_FEARED_BEFORE = Wording(
    r"(?i)\b(?:fear(?:s|ed|ing)?|presum(?:ed|ing))\s(?:that\s)?(?:the\s)?\Z", "fears that ", "feared by "
)
_FEARED_AFTER = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,6}?\s(?:feared|presumed|believed)\s(?:to\s(?:be|have)\s(?:been\s)?)?(?:dead|killed|drowned|died)\b",
    " more were feared dead", " more people feared the dead",
)  # fmt: skip
_KILLED_BY = Wording(
    r"(?i)\b(?:kill(?:s|ed|ing)|murder(?:ed|ing)|sh(?:oo)?t(?:ing)?\sdead|(?:mat|asesin)(?:[oóa]|aron|ando)(?:\sa)?)\s\Z",
    "shot and killed ", "were killed by ",
)  # fmt: skip
_ONE_OF = Wording(
    r"(?i)\b(?:was|were|is|are)\s(?:one\sof|among)\s(?:the\s|at\sleast\s)?\Z", "was one of the ", "was none of the "
)
_NAME_TO_VERB = Wording(r"(?i)\A(?:,[^,;.]{1,60},)?(?:\swho)?\s?\Z", ", 34, ", " and her brother ")
_OF_THEM = Wording(r"(?i)\s(?:of\s(?:them|these|those)|de\s(?:ell[oa]s|est[oa]s))\b", " of them later", " of the dead")
_OF_THEM_DIED = Wording(
    rf"{_OF_THEM.pattern.pattern}(?:\s(?:have|had|has|later|since)){{0,2}}\s(?:died|succumbed|murieron|fallecieron)\b",
    " of them later died", " of them were women",
)  # fmt: skip
_MAY_HAVE_DIED = frozenset[Outcome]({"injured", "missing"})
"""Outcomes of people who may be told of as dead, too."""


def find_perhaps_dead(incident: Incident, victims: Sequence[Victim], facts: Facts) -> list[Victim]:
    """Of several entries of people killed, those only feared dead, and an attacker beside those whom he killed.

    "A gunman killed four people and was shot dead": four or five died of it, as one counts. "Four died, the attacker
    among them" counts him in.
    """
    dead, sentences = [one for one in victims if one.outcome == "killed"], facts.sentences
    doubtful = [
        one
        for one in dead
        if are_told(list_places(one), sentences, before=_FEARED_BEFORE, after=_FEARED_AFTER)
        or _is_doer(one, incident, dead, facts)
    ]
    return doubtful if len(doubtful) < len(dead) else []


def _is_doer(one: Victim, incident: Incident, dead: Sequence[Victim], facts: Facts) -> bool:
    if count_least(one) != 1:
        return False
    doers = {unaccented(each.name) for each in incident.perpetrators}
    named = one.name is not None and unaccented(one.name) in doers
    others = [each for each in dead if each is not one and each.group and count_least(each) > 1]
    if not others or not (named or head_word(one.group or "") in DOERS):
        return False
    counting = [item for each in others for item in list_counting(each)]
    return are_told(counting, facts.sentences, before=_KILLED_BY)


def without_dead(victims: Sequence[Victim], facts: Facts, *, trusted: Collection[Victim]) -> list[Victim]:
    """The victims without those hurt or missing who are told of as dead, too, and numbers of the hurt without the dead.

    The one who "was wounded and later died" is one dead; of "six people shot, one of whom died" five were hurt. Who is
    dead and "was one of five people injured" is one of these, and others of the dead may be. Of "ten injured" eight are
    left where "two of the injured later died".
    """
    dead = [one for one in victims if one.outcome == "killed"]
    names = {unaccented(one.name) for one in dead if one.name}
    spans = {
        (item.start, item.end)
        for one in dead
        for item in list_counting(one)
        if _tells_death(item, facts, of_one=count_least(one) == 1)
    }
    kept = [one for one in victims if one in trusted or not _is_dead(one, names, spans)]
    numbers = Counter(one.count.low for one in kept if one.count)
    shared = {number for number, times in numbers.items() if times > 1}
    living = [_without_named(_living(one, shared, facts), dead, facts) for one in kept]
    hurt = max((one for one in living if one.outcome == "injured" and one.group), key=count_least, default=None)
    return [_without_later_dead(one, dead, facts) if one is hurt else one for one in living]


def _tells_death(item: Evidence, facts: Facts, *, of_one: bool) -> bool:
    """Whether a number's sentence may tell of a death; where it tells of injuries, too, only one person's is theirs."""
    sentence = facts.sentences[item.sentence - 1]
    if not facts.rules.code or (facts.rules.tells_of_injury(sentence.text) and not of_one):
        return False
    return facts.of(sentence).may_tell_death


def _is_dead(one: Victim, names: Collection[str], spans: Collection[tuple[int, int]]) -> bool:
    if one.outcome not in _MAY_HAVE_DIED:
        return False
    if one.name:
        return unaccented(one.name) in names
    held = counting_spans(one)
    return bool(held) and held <= set(spans)


def _living(one: Victim, shared: Collection[int | None], facts: Facts) -> Victim:
    """The victim; a number of people hurt or missing is without those of them who are told of as dead beside it.

    Or in a later sentence by their number, if it is not ``shared``: "six were shot. One of the six died".
    """
    count = one.count
    if not (one.group and one.outcome in _MAY_HAVE_DIED and count and count.qualifier == "exact" and count.low):
        return one
    places = list_counting(one)
    dead = {
        part.count.low or 0
        for item in places
        for spot in [spot_of(item, facts.sentences)]
        for part in facts.said[item.sentence - 1].casualties.parts
        if part.outcome == "killed" and part.whole_start <= spot.end and spot.start <= part.whole_end and part.count
    }
    if places and not dead and count.low not in shared:
        first = min(item.sentence for item in places)
        dead = {number for sentence, number in facts.dead_of.get(count.low, ()) if sentence > first}
    left = count.low - dead.pop() if len(dead) == 1 else 0
    return with_count(one, low=left, high=left) if left > 0 else one


def _without_later_dead(one: Victim, dead: Sequence[Victim], facts: Facts) -> Victim:
    """The victim, a number of people hurt, without those of them who died by a sentence after its own.

    Perhaps without, where its own tells of dead: these may be those.
    "Of them" in the next sentence may be of the dead whom its own tells of beside the hurt.
    """
    told = {item.sentence for item in list_counting(one)}
    are_hurt_alone = told.isdisjoint(item.sentence for each in dead for item in list_places(each))
    later = [each for each in dead if each.group and _died_since(each, told, facts, of_them=are_hurt_alone)]
    count = one.count
    left = count_least(one) - sum((each.count and each.count.high) or count_least(each) for each in later)
    if not later or count is None or count.qualifier != "exact" or left <= 0:
        return one
    most = left if are_hurt_alone else count.high
    return with_count(one, low=left, high=most, qualifier="exact" if are_hurt_alone else "range")


def _died_since(one: Victim, told: Collection[int], facts: Facts, *, of_them: bool) -> bool:
    """Whether people are some of those hurt told of before: "of the injured", or "of them" in the next sentence."""
    places = [(item, spot_of(item, facts.sentences)) for item in list_counting(one)]
    return bool(places and told) and all(
        facts.said[item.sentence - 1].may_tell_death
        and (
            (is_of_hurt(spot) and item.sentence > max(told))
            or (
                of_them
                and spot.after(_OF_THEM)
                and item.sentence - 1 in told
                and (spot.after(_OF_THEM_DIED) or not _are_dead_before(item, facts))
            )
        )
        for item, spot in places
    )


def _are_dead_before(item: Evidence, facts: Facts) -> bool:
    """Whether a number of dead stands before it in its sentence: "a toll of 17 dead, and two of them were women"."""
    told = facts.of(facts.sentences[item.sentence - 1]).casualties.mentions
    return any(one.outcome == "killed" and one.count_end < item.start for one in told)


def _without_named(one: Victim, dead: Sequence[Victim], facts: Facts) -> Victim:
    """The victim; a number of people, of whom a sentence says that somebody dead was one, is without that person."""
    count = one.count
    if not (one.group and one.outcome in _MAY_HAVE_DIED and count and count.low and count.low == count.high):
        return one
    named = [item for each in dead if each.name for item in list_held(each.evidence)]
    if count.low == 1 or not any(_is_one_of(each, item, facts) for each in named for item in list_counting(one)):
        return one
    least = max(count.low - sum(map(count_least, dead)), 1)
    return with_count(one, low=least, high=count.low - 1)


def _is_one_of(name: Evidence, number: Evidence, facts: Facts) -> bool:
    """Whether a sentence says of a name that this was one of so many: "Ana Ruiz, 34, was one of five people"."""
    spot = spot_of(number, facts.sentences)
    is_one = spot.before(_ONE_OF) if name.sentence == number.sentence else None
    end = name.end - facts.sentences[name.sentence - 1].start
    return is_one is not None and _NAME_TO_VERB.search(spot.text[end : is_one.start()]) is not None
