"""People told of as a part of others, "five workers, among them three women", and those counted place by place."""

from collections.abc import Sequence

from summarizer.evidence.values import list_counting, list_held
from summarizer.language.people import is_generic
from summarizer.language.wording import Wording
from summarizer.schemas.record import Count, Sentence, Victim

_AMONG = Wording(
    r"(?i)\b(?:including|(?:among|of)\s(?:them|whom|these)|entre\s(?:ellos|ellas|eles|elas|los\sque|las\sque)|de\slos\scuales"
    r"|incluid[oa]s?|incluindo|darunter|davon|dont|parmi\s(?:eux|elles|lesquels)|tra\scui|fra\scui|di\scui|onder\swie"
    r"|waaronder)\b(?:(?!\b(?:were|was|had|died)\b)[^.;]){0,80}\Z"
    r"|\A(?:among|of)\sthe\s(?:\w{1,12}\s)?(?:dead|killed|victims|injured|wounded|missing|hurt|casualties)\b[^.;]{0,80}\Z"
    r"|\A(?:entre\s(?:los|las|os|as)|unter\sden|parmi\sles|tra\s(?:i|le)|onder\sde)\s(?:muert[oa]s|fallecid[oa]s|v[ií]ctimas"
    r"|v[ií]timas|herid[oa]s|ferid[oa]s|mort[oi]s?|toten|verletzten|opfern|morts|victimes|bless[ée]s|vittime|feriti|doden"
    r"|slachtoffers)\b[^.;]{0,80}\Z",
    "five workers, among them ", "five, including two women, were killed and ",
)  # fmt: skip
_OF_THEM = Wording(
    r"(?i)\s(?:of\s(?:them|whom|these)|of\sthe\s(?:dead|killed|victims|injured|wounded)|d['’]entre\s(?:eux|elles)|de\sell[oa]s"
    r"|de\sl[oa]s\s(?:muert[oa]s|fallecid[oa]s|herid[oa]s|v[ií]ctimas)"
    r"|davon|von\sihnen)\b"
    r"|\s(?:more|others?|additional|further)\b[^.;]{0,120}?\b(?:bring|rais|tak|push|lift)\w{2,3}\s(?:[\w'’-]+\s){0,3}toll\b",
    " of them women", " of the workers")  # fmt: skip
_THERE = Wording(r"(?i)(?:\s[\w'’-]{1,20}){0,3}?\s(?:in|at|near|outside|around)\s", " others in Iran", " of them")
_THERE_AND = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,4}?\s(?:in|at|near|outside|around)\s[^.;]{1,60}?,?\s(?:and|plus)"
    r"(?:\s(?:at\sleast|about|around|some|another|more\sthan|a\sfurther|up\sto))?\s?",
    " people in Turkey's Van province and ", " people and ",
)  # fmt: skip
_SAID = Wording(r"(?i)\b(?:said|says|told|while|but|according|reported|put|later|then|earlier)\b",
    "in Van, officials said, and", "in Van and")  # fmt: skip


def drop_parts(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without the groups that a sentence tells of as a part of others with a number of their own.

    The three women of "five workers, among them three women" are three of the five.
    """
    among = [bool(one.group) and _is_among(one, sentences) for one in victims]
    told = list(zip(victims, among, strict=True))
    counted = {one.outcome for one, is_part in told if one.group and one.count and not is_part}
    return [one for one, is_part in told if not (is_part and one.outcome in counted)]


def _is_among(victim: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether every place that holds the victim's number, or else its words, is said to be among others."""
    held = list_counting(victim) if victim.count else list_held(victim.evidence)
    return bool(held) and all(
        _AMONG.search(sentence.text, 0, item.start - sentence.start)
        or _OF_THEM.match(sentence.text, item.end - sentence.start)
        for item in held
        for sentence in [sentences[item.sentence - 1]]
    )


def count_apart(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those among others; those counted place by place as one entry with the sum for its number.

    "Killing 19 people in Turkey and four in Iran" tells of 23, and makes no two claims about the same people.
    """
    joined: list[Victim] = []
    for victim in drop_parts(victims, sentences):
        at = next((at for at, one in enumerate(joined) if _goes_on(one, victim, sentences)), None)
        if at is None:
            joined.append(victim)
        else:
            joined[at] = _sum(joined[at], victim)
    return joined


def _goes_on(one: Victim, other: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether the other's number follows the one's in its sentence for the same kind of people in another place."""
    if one.outcome != other.outcome or not (one.group and other.group) or not _is_alike(one.group, other.group):
        return False
    counting, following = list_counting(one), list_counting(other)
    if not (counting and following):
        return False
    first, second = counting[-1], following[0]
    sentence = sentences[second.sentence - 1]
    if first.sentence != second.sentence or first.end > second.start:
        return False
    between = sentence.text[first.end - sentence.start : second.start - sentence.start]
    return bool(
        _THERE_AND.fullmatch(between)
        and not _SAID.search(between)
        and _THERE.match(sentence.text, second.end - sentence.start)
    )


def _is_alike(group: str, other: str) -> bool:
    return group.casefold() == other.casefold() or (is_generic(group) and is_generic(other))


def _sum(one: Victim, other: Victim) -> Victim:
    counts = [count for count in (one.count, other.count) if count is not None]
    lows = [count.low or 0 for count in counts]
    highs = [count.high for count in counts if count.high is not None]
    total = Count(
        low=sum(lows),
        high=sum(highs) if len(highs) == len(counts) else None,
        qualifier="range" if len(highs) == len(counts) else "at_least",
        text=" and ".join(count.text for count in counts),
        evidence=tuple(item for count in counts for item in count.evidence),
    )
    return one.model_copy(update={"count": total})
