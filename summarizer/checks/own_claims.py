"""Numbers of speakers who tell of other people than anybody else: their own dead, or those whom others killed."""

from collections.abc import Sequence

from summarizer.evidence.values import are_told, list_counting
from summarizer.language.countries import country_in_text
from summarizer.language.wording import Wording
from summarizer.resolving.groups import is_of_civilians
from summarizer.schemas.record import Sentence, Victim

_FORCES = (
    r"(?:gunm[ae]n|militants?|rebels?|insurgents?|terrorists?|attackers?|assailants?|fighters|jihadists?|extremists?|bandits?"
    r"|guerrillas?|raiders|bombers?|crossfire|cross-fire|stray\s\w+)"
)
_MORE_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|but|while)\b)[\w'’-]{1,20}){0,6}?\s(?:also|too|as\swell|in\saddition)\b"
    rf"|(?:\s(?!(?:and|but|while)\b)[\w'’-]{{1,20}}){{0,6}}?\s(?:by|in)\s(?:the\s)?(?:[\w'’-]{{1,20}}\s)?{_FORCES}\b",
    " civilians also died", " civilians died",
)  # fmt: skip
_MORE_BEFORE = Wording(
    rf"(?i)\b(?:another|further)\s\Z|\b{_FORCES}\s(?:had\s|have\s)?(?:killed|shot\sdead|murdered|executed|massacred)\s(?:at\sleast\s)?\Z",
    "The rebels killed ", "The army killed ",
)  # fmt: skip
_OWN_AFTER = Wording(r"(?i)\sof\s(?:its|their|his|our)\s(?:own\s)?", " of its fighters", " of the fighters")
_OWN_BEFORE = Wording(
    r"(?i)\b(?:(?:had\s|has\s|have\s)?lost\s(?:at\sleast\s|about\s)?|of\s(?:its|their|our)\s)\Z",
    "it had lost ",
    "it had ",
)
_STATE = Wording(
    r"(?i)\b(?:army|military|navy|polic\w*|ministr\w*|minister|government|officials?|authorities|president\w*|governor|forces|defen[cs]e"
    r"|security|general|colonel|commander|spokes\w+)\b",
    "the defence ministry", "the rebels",
)  # fmt: skip


def without_rivals(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims, without a speaker where nobody else's number can be of the same people.

    "Five civilians also died" tells of others than an army's 20 militants, and so does "militants killed 30 villagers",
    where no other speaker counts civilians.
    Where two speakers count their own dead, "five of its fighters" and "it lost seven", these are no rival claims.
    """
    side_of = _read_sides([one for one in victims if _are_told(one, _OWN_BEFORE, _OWN_AFTER, sentences)])
    sides = list(dict.fromkeys(side_of.values()))
    civilians = [one for one in victims if one.said_by and is_of_civilians(one.group or "")]
    are_told_once = len({one.said_by.text for one in civilians if one.said_by}) == 1
    return [
        _of_side(one, sides.index(side_of[id(one)]))
        if len(sides) > 1 and id(one) in side_of
        else one.model_copy(update={"said_by": None})
        if are_told_once and one in civilians and _are_told(one, _MORE_BEFORE, _MORE_AFTER, sentences)
        else one
        for one in victims
    ]


def _read_sides(own: Sequence[Victim]) -> dict[int, str]:
    """By the identity of each entry whose people they are: a country's, where two are named, or a state's, or others'.

    An army, the police and a ministry are one side.
    """
    speakers = {id(one): one.said_by.text for one in own if one.said_by}
    lands = {key: next((code for *_, code in country_in_text(text)), "") for key, text in speakers.items()}
    if len({*lands.values()} - {""}) > 1:
        return lands if "" not in lands.values() else {}
    return {key: "state" if lands[key] or _STATE.search(text) else text.casefold() for key, text in speakers.items()}


def _of_side(one: Victim, side: int) -> Victim:
    """The victim as nobody's claim; those of all sides but the first are more people."""
    return one.model_copy(update={"said_by": None, "group": f"more {one.group}" if side else one.group})


def _are_told(one: Victim, before: Wording, after: Wording, sentences: Sequence[Sentence]) -> bool:
    """Whether such words stand before or after a speaker's number wherever that stands."""
    return one.said_by is not None and are_told(list_counting(one), sentences, before=before, after=after)
