"""Victims as they are counted: each once, those of several places added up, others told from the same."""

from collections.abc import Sequence

from summarizer.checks.entries import with_count
from summarizer.checks.listed import list_identified
from summarizer.checks.parts import (
    ANOTHER_BEFORE,
    THE_BEFORE,
    fills_up,
    have_died_later,
    is_part,
    list_larger,
    list_local,
    may_hold,
    precedes,
)
from summarizer.checks.rising import drop_earlier_tolls, is_of_place, is_risen, stands_before
from summarizer.evidence.values import are_told, counting_spots, list_counting, list_places, spot_of
from summarizer.language.people import FEMALE, MALE, YEARS_OLD, content_words, head_word, is_generic, is_other
from summarizer.language.wording import Wording
from summarizer.resolving.groups import MOST_COMPARED, count_least, differ_in_age
from summarizer.resolving.totals import add_spans
from summarizer.schemas.record import Count, Sentence, Victim

_THERE = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,3}?\s(?:in|at|near|outside|around|en|cerca\sde)\s", " others in Iran", " of them"
)
_THERE_AND = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,4}?\s(?:in|at|near|outside|around|en|cerca\sde)\s[^.;]{1,60}?(?:,?\s(?:and|plus|y)|,)"
    r"(?:\s(?:at\sleast|about|around|some|another|more\sthan|a\sfurther|up\sto|al\smenos|otr[oa]s|unos|más\sde))?\s?",
    " people in Turkey's Van province and ", " people and ",
)  # fmt: skip
_BARE = Wording(
    r"(?i)\A(?:\d[\d,]{0,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]{3,5})?|altogether|all)(?:\sothers|\smore)?\Z",
    "two others", "two men",
)  # fmt: skip
_MORE_AFTER = Wording(
    r"(?i)\s(?:more|others?|additional|further|más(?!\sde\b))\b(?!\sthan)", " more bodies", " more than"
)
_ALSO_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|but|who|when|after)\b)[\w'’-]{1,20}){1,8}?\s(?:(?:were|was|have|has|had|been)\s){0,3}also\s(?:been\s)?"
    r"(?:killed|died|injured|wounded|hurt|missing)\b"
    r"|(?:\s(?!(?:y|pero|que|cuando|tras)\b)[\w'’-]{1,20}){1,8}?\stambién\s(?:murieron|murió|fallecieron|falleció|resultaron|resultó|fueron|fue)\b",
    " women in a field were also killed", " women were killed",
)  # fmt: skip
_PERSON = Wording(
    rf"(?i){YEARS_OLD}(?:\svictim)?|teen(?:ager)?|man|woman|boy|girl|child|youth|juvenile|baby|infant|toddler",
    "teen",
    "driver",
)
_GROWN = frozenset({"man", "woman"})
_YOUNG = frozenset({"boy", "girl", "child", "baby", "infant", "toddler"})
_OPPOSED = ((MALE, FEMALE), (FEMALE, MALE), (_GROWN, _YOUNG), (_YOUNG, _GROWN))
_ALTOGETHER = (
    Wording(r"(?i)\b(?:(?:in\sall|altogether|all\stold|en\stotal),?|making)\s\Z", "in all, ", "in all towns, "),
    Wording(
        r"(?i)(?:\s(?!(?:and|or|y)\b)[\w'’-]{1,20}){0,3}?,?\s(?:in\sall(?!\s(?:the|of|its|their|four|three)\b)|altogether|all\stold|in\stotal|en\stotal)\b",
        " dead altogether", " dead in all the towns",
    ),
)  # fmt: skip
"""Before and after the number of all who were counted one by one."""
_SAID = Wording(r"(?i)\b(?:said|says|told|while|but|according|reported|put|later|then|earlier)\b",
    "in Van, officials said, and", "in Van and")  # fmt: skip


def drop_parts(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those whom a sentence tells of as a part of others with a number of their own.

    The three women of "five workers, among them three women" are three of the five; of five people hurt the two who
    "are in critical condition" are two, and so are "the other two"; so are people named as the dead whose number was
    told before, and those counted in several towns after a number that takes them in. Where no entry has a number that
    may be that of all, as of "Nine of them were hurt", nobody is left out; nor of more than MOST_COMPARED.
    """
    if len(victims) > MOST_COMPARED:
        return list(victims)
    listed = {id(one) for one in (*list_identified(victims, sentences), *list_local(victims, sentences))}
    told = {id(one) for one in victims if id(one) in listed or is_part(one, victims, sentences)}
    kept = [one for one in victims if id(one) not in told]
    parts = [one for one in victims if id(one) in told]
    return [one for one in kept if not fills_up(one, kept, parts)]


def count_apart(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those among others; those counted place by place as one entry with the sum for its number.

    A toll that has risen, as "the toll rose to seven" says, leaves none of the people of an earlier one.
    "Killing 19 people in Turkey and four in Iran" tells of 23, and makes no two claims about the same people. As they
    are where they are more than MOST_COMPARED.
    """
    if len(victims) > MOST_COMPARED:
        return list(victims)
    joined: list[Victim] = []
    for victim in _join_wholes(drop_earlier_tolls(drop_parts(victims, sentences), sentences), sentences):
        at = next((at for at, one in enumerate(joined) if _goes_on(one, victim, sentences)), None)
        if at is None:
            joined.append(victim)
        else:
            joined[at] = _sum(joined[at], victim)
    return _mark_others(joined, sentences)


def _join_wholes(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims; "twelve in all" are people of any kind, and none of no kind stands before that number beside it."""
    wholes = [one for one in victims if _is_altogether(one, victims, sentences)]
    known = set(map(id, wholes))
    return [
        one.model_copy(update={"group": "people"}) if id(one) in known else one
        for one in victims
        if id(one) in known
        or not _is_bare(one)
        or not any(one.outcome == whole.outcome and precedes(one, list_counting(whole)) for whole in wholes)
    ]


def _is_altogether(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether people of no kind are told of as all, and no other number is larger."""
    before, after = _ALTOGETHER
    is_all = _is_bare(one) and are_told(list_counting(one), sentences, before=before, after=after)
    return is_all and all(count_least(each) <= count_least(one) for each in victims if each.outcome == one.outcome)


def _is_bare(one: Victim) -> bool:
    group = one.group or ""
    return is_generic(group) or (_BARE.search(group) is not None and not is_other(group))


def _mark_others(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims; a group whose number is told as that of more people ("another three people") is so called.

    Of those hurt who died later nobody knows whether the dead told of before are beside them: they are none at least.
    So is "the teen" after a boy, and so are those of one place after a larger number: "In Cebu, 22 died".
    """
    places = {id(one) for one in victims if _is_perhaps_there(one, victims, sentences)}
    victims = [_call_more(_perhaps_none(one), sentences) if id(one) in places else one for one in victims]
    victims = [_perhaps_none(one) if _is_told_again(one, victims, sentences) else one for one in victims]
    return [_call_more(one, sentences) if _are_more(one, victims, sentences) else one for one in victims]


def _is_perhaps_there(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether people of one place may be some of those whose larger number an earlier sentence gives.

    Where another's number and theirs make up the larger one, they are.
    """
    if not is_of_place(one, sentences):
        return False
    sums = {count_least(one) + count_least(rest) for rest in victims if rest is not one and rest.outcome == one.outcome}
    return any(
        is_generic(whole.group or "") and count_least(whole) not in sums and _is_counted_before(whole, one)
        for whole in list_larger(one, victims)
    )


def _is_counted_before(other: Victim, one: Victim) -> bool:
    """Whether all sentences with an entry's number stand before those with another one's."""
    told = min(item.sentence for item in list_counting(one))
    return max((item.sentence for item in list_counting(other)), default=told) < told


def _perhaps_none(one: Victim) -> Victim:
    return with_count(one, low=0, qualifier="range")


def _is_told_again(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether one of whom only age or sex is told may be somebody of an earlier sentence: "a boy", then "the teen"."""
    words = content_words(one.group or "")
    if not (_PERSON.fullmatch(one.group or "") and are_told(list_counting(one), sentences, before=THE_BEFORE)):
        return False
    alike = [other for other in victims if other is not one and other.outcome == one.outcome]
    if any(head_word(other.group or "") == head_word(one.group or "") for other in alike):
        return False  # these are one group anyway
    return any(
        other.group
        and other.count is not None
        and other.count.low == other.count.high == 1
        and not any(words & own and content_words(other.group) & opposite for own, opposite in _OPPOSED)
        and not differ_in_age(words, content_words(other.group))
        and _is_counted_before(other, one)
        for other in alike
    )


def _call_more(one: Victim, sentences: Sequence[Sentence]) -> Victim:
    is_open = have_died_later(one, counting_spots(one, sentences))
    return (_perhaps_none(one) if is_open else one).model_copy(update={"group": f"more {one.group}"})


def _are_more(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    spots = counting_spots(one, sentences)
    if not (one.group and spots) or is_other(one.group):
        return False
    others = [other for other in victims if other is not one and other.group and other.outcome == one.outcome]
    risen = [other for other in others if is_risen(other, sentences)]
    if (
        not others
        or _are_told_first(one, others)
        or any(stands_before(item.sentence, toll, sentences) for toll in risen for item in list_counting(one))
    ):
        return False
    is_beside = may_hold(list_larger(one, victims), list_counting(one))
    return have_died_later(one, spots) or all(
        spot.before(ANOTHER_BEFORE)
        or spot.after(_MORE_AFTER)
        or (spot.after(_ALSO_AFTER) and is_beside)
        or spot.text[spot.start : spot.end].casefold().startswith("another ")
        for spot in spots
    )


def _are_told_first(one: Victim, others: Sequence[Victim]) -> bool:
    """Whether they are the first of their outcome: "a man dead and four other people hurt", "another six are injured".

    They are others than the dead; who is told of later may be one of them: "The four wounded are stable".
    """
    first = min((item.start for item in list_counting(one)), default=0)
    return all(item.start > first for other in others for item in list_places(other))


def _goes_on(one: Victim, other: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether the other's number follows the one's in its sentence for the same kind of people in another place."""
    if one.outcome != other.outcome or not (one.group and other.group):
        return False
    is_alike = one.group.casefold() == other.group.casefold() or all(map(is_generic, (one.group, other.group)))
    if not (is_alike or _BARE.search(other.group)):
        return False
    counting, following = list_counting(one), list_counting(other)
    if not (counting and following):
        return False
    if counting[-1].sentence != following[0].sentence or counting[-1].end > following[0].start:
        return False
    first, second = spot_of(counting[-1], sentences), spot_of(following[0], sentences)
    between = second.text[first.end : second.start]
    return bool(_THERE_AND.fullmatch(between) and not _SAID.search(between) and second.after(_THERE))


def _sum(one: Victim, other: Victim) -> Victim:
    counts = [count for count in (one.count, other.count) if count is not None]
    low, high = add_spans([(count.low or 0, count.high) for count in counts])
    total = Count(
        low=low,
        high=high,
        qualifier="at_least" if high is None else "range",
        text=" and ".join(count.text for count in counts),
        evidence=tuple(item for count in counts for item in count.evidence),
    )
    return one.model_copy(update={"count": total})
