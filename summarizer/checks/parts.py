"""People told of as a part of others: "five workers, among them three women"."""

from collections import Counter
from collections.abc import Sequence

from summarizer.language.wording import Wording
from summarizer.schemas.record import Sentence, Victim

_AMONG = Wording(
    r"(?i)\b(?:including|(?:among|of)\s(?:them|whom|these)|entre\s(?:ellos|ellas|eles|elas|los\sque|las\sque)|de\slos\scuales"
    r"|incluid[oa]s?|incluindo|darunter|davon|dont|parmi\s(?:eux|elles|lesquels)|tra\scui|fra\scui|di\scui|onder\swie"
    r"|waaronder)\b(?:(?!\b(?:were|was|had|died)\b)[^.;]){0,80}\Z"
    r"|\A(?:among|of)\sthe\s(?:\w{1,12}\s)?(?:dead|killed|victims|injured|wounded|missing|hurt|casualties)\b[^.;]{0,80}\Z",
    "five workers, among them ", "five, including two women, were killed and ",
)  # fmt: skip
_OF_THEM = Wording(
    r"(?i)\s(?:of\s(?:them|whom|these)|of\sthe\s(?:dead|killed|victims|injured|wounded)|d['’]entre\s(?:eux|elles)|de\sell[oa]s"
    r"|davon|von\sihnen)\b", " of them women", " of the workers")  # fmt: skip


def drop_parts(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without the groups that a sentence tells of as a part of others with a number of their own.

    The three women of "five workers, among them three women" are three of the five.
    """
    counted = Counter(one.outcome for one in victims if one.group and one.count and not _is_among(one, sentences))
    return [one for one in victims if not (counted[one.outcome] and one.group and _is_among(one, sentences))]


def _is_among(victim: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether every place that holds the victim's number, or else its words, is said to be among others."""
    held = [item for item in (victim.count.evidence if victim.count else victim.evidence) if item.status != "not_found"]
    return bool(held) and all(
        _AMONG.search(sentence.text, 0, item.start - sentence.start)
        or _OF_THEM.match(sentence.text, item.end - sentence.start)
        for item in held
        for sentence in [sentences[item.sentence - 1]]
    )
