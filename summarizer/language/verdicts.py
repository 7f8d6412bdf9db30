"""Who was cleared of a deed by a court, by rule over one sentence, in English and Spanish."""

from summarizer.language.wording import Wording

_ASIDE = r"(?:,\s[^,.;]{1,60},|\s\([^()]{1,40}\))?"
_CLEARED_AFTER = Wording(
    rf"(?i){_ASIDE}\s(?:was|were|is|are|has\sbeen|had\sbeen|have\sbeen)\s(?:(?:\w{{1,20}}ly|also|later)\s)?"
    r"(?:acquitted|exonerated|absolved|cleared\s(?:of|by|in)|found\snot\sguilty)\b"
    rf"|{_ASIDE}\s(?:fue|fueron|ha\ssido|han\ssido|result[oó]|qued[oó])\s(?:absuelt[oa]s?|exonerad[oa]s?)\b"
    r"|\snot\sguilty\b",
    ", 24, was cleared of murder", " was cleared from the hall",
)  # fmt: skip
_CLEARED_BEFORE = Wording(
    r"(?i)\b(?:acquit(?:s|ted|ting)?|exonerat(?:es|ed)|acquittal\sof|(?:jury|jurors|court|judges?|panel|inquiry)(?:\s[\w'’-]+){0,4}?\sclear(?:s|ed)"
    r"|absolvi(?:ó|eron)\s(?:[^.;,]{1,40}\s)?a|absuelven?\sa|absoluci[oó]n\sde|absuelt[oa]s?,?)\s"
    r"(?:(?!(?:of|in|by|from|for|and|who|to|over|after|de|por|en|tras)\b)[\w'’.-]{1,20},?\s){0,5}\Z",
    "A jury on Thursday cleared nurse ", "A court acquitted him of killing ",
)  # fmt: skip
_CONVICTED = Wording(
    r"(?i)\b(?:convict\w*|sentenc\w*|(?<!not )guilty|overturn\w*|quash\w*|retrial|new trial|lesser|condenad\w*"
    r"|anul\w*)\b",
    "was convicted of robbery", "was found not guilty",
)  # fmt: skip


def is_cleared(text: str, start: int, end: int) -> bool:
    """Whether a court cleared the one who is named in that span of a sentence: "a jury acquitted Helen Marsh"."""
    return _CLEARED_AFTER.match(text, end) is not None or _CLEARED_BEFORE.search(text, 0, start) is not None


def may_be_convicted(text: str) -> bool:
    """Whether a sentence may tell of a conviction, or that a verdict fell: "acquitted of murder, guilty of arson"."""
    return _CONVICTED.search(text) is not None
