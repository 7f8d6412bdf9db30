"""The dead among others: feared only, and those of them told of as hurt or missing, too."""

from collections import Counter
from collections.abc import Collection, Sequence

from summarizer.checks.entries import with_count
from summarizer.checks.parts import ANOTHER_BEFORE
from summarizer.evidence.facts import Facts
from summarizer.evidence.values import are_told, counting_spans, counting_spots, list_counting, list_places, spot_of
from summarizer.language.folding import unaccented
from summarizer.language.people import is_other
from summarizer.language.sufferers import may_end_oneself
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Evidence, Outcome, Victim

_FEARED_BEFORE = Wording(
    r"(?i)\b(?:fear(?:s|ed|ing)?|presum(?:ed|ing))\s(?:that\s)?(?:the\s)?\Z", "fears that ", "feared by "
)
_FEARED_AFTER = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,6}?\s(?:feared|presumed|believed)\s(?:to\s(?:be|have)\s(?:been\s)?)?(?:dead|killed|drowned|died)\b",
    " more were feared dead", " more people feared the dead",
)  # fmt: skip
_SHOT_AFTER = Wording(
    r"(?i)(?:\s(?!(?:others?|more|additional|further|and|or|but|who|than|of)\b)[\w'’-]{1,20}){0,3}?(?:,\s(?:including|among\sthem)\s[^.;]{1,60},)?"
    r"\s(?:(?:were|was|are|have|has|had|been|being|confirmed|believed|reported|to|be|reportedly)\s){0,5}(?:shot|stabbed)\b"
    r"(?!\s(?:(?:and|but|to|fatally)\s)?(?:killed|wounded|injured|hurt|survived|death|dead|at\b))",
    " people were confirmed to have been shot", " people were shot at and wounded",
)  # fmt: skip
"""After the number of all whom somebody shot, whether they lived or not."""
_MAY_HAVE_DIED = frozenset[Outcome]({"injured", "missing"})
"""Outcomes of people who may be told of as dead, too."""


def find_perhaps_dead(victims: Sequence[Victim], facts: Facts) -> list[Victim]:
    """Of several entries of people killed those only feared dead."""
    dead = [one for one in victims if one.outcome == "killed"]
    doubtful = [
        one for one in dead if are_told(list_places(one), facts.sentences, before=_FEARED_BEFORE, after=_FEARED_AFTER)
    ]
    return doubtful if len(doubtful) < len(dead) else []


def without_dead(victims: Sequence[Victim], facts: Facts, *, trusted: Collection[Victim]) -> list[Victim]:
    """The victims without those hurt or missing who are told of as dead, too, and numbers of the hurt without the dead.

    The one who "was wounded and later died" is one dead; of "six people shot, one of whom died" five were hurt.
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
    kept = [_living(one, shared, facts) for one in kept]
    all_shot = _find_all_shot(kept, facts)
    return kept if all_shot is None else [all_shot[1] if one is all_shot[0] else one for one in kept]


def _find_all_shot(victims: Sequence[Victim], facts: Facts) -> tuple[Victim, Victim] | None:
    """The entry of people hurt that is of all who were shot, the dead too, and the same without these; else None.

    "Four people were shot. One died": in 54 of 60 reports of the Gun Violence Archive with such words and a death the
    number was that of the dead and hurt. Not "four others", nor where more people hurt than are left have entries,
    where the dead are told of before them, or an attacker may be one.
    """
    dead = sum_victims([one for one in victims if one.outcome == "killed"]).get("killed")
    hurt = [one for one in victims if one.outcome == "injured"]
    wholes = [one for one in hurt if _are_all_shot(one, facts)]
    if len(wholes) != 1 or dead is None or dead.low != dead.high or may_end_oneself(facts.text):
        return None
    (whole,) = wholes
    left = count_least(whole) - dead.low
    told = min(item.start for item in list_counting(whole))
    if left <= 0 or sum(count_least(one) for one in hurt if one is not whole) > left:
        return None
    if any(item.start < told for one in victims if one.outcome == "killed" for item in list_places(one)):
        return None
    return whole, with_count(whole, low=left, high=left)


def _are_all_shot(one: Victim, facts: Facts) -> bool:
    """Whether an entry has one exact number, and that of people told of as shot wherever the article gives it."""
    if not (one.group and one.count and one.count.qualifier == "exact" and not is_other(one.group)):
        return False
    is_of_more = any(spot.before(ANOTHER_BEFORE) for spot in counting_spots(one, facts.sentences))
    return not is_of_more and are_told(list_counting(one), facts.sentences, after=_SHOT_AFTER)


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
