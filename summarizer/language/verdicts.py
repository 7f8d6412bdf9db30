"""Who was cleared of a deed by a court, by rule over one sentence, in English and Spanish."""

from summarizer.language.sufferers import may_do
from summarizer.language.wording import Wording

_ASIDE = r"(?:(?:,\s[^,.;]{1,60}){1,2},|\s\([^()]{1,40}\))?"
_COURT = r"(?:jury|jurors|court|judges?|panel|inquiry)"
_CLEARED_AFTER = Wording(
    rf"(?i){_ASIDE}\s(?:was|were|is|are|has\sbeen|had\sbeen|have\sbeen)\s(?:(?:\w{{1,20}}ly|also|later)\s)?"
    r"(?:acquitted|exonerated|absolved|found\snot\sguilty|cleared\s(?:of(?!\s(?:all\s|any\s)?(?:wrongdoing|misconduct))|in"
    rf"|by\s(?:an?\s|the\s)?(?:[\w-]{{1,20}}\s)?{_COURT}))\b"
    rf"|{_ASIDE}\s(?:fue|fueron|ha\ssido|han\ssido|result[oó]|qued[oó])\s(?:absuelt[oa]s?|exonerad[oa]s?)\b"
    r"|\snot\sguilty\b",
    ", 24, was cleared of murder", " was cleared from the hall",
)  # fmt: skip
_CLEARED_BEFORE = Wording(
    rf"(?i)\b(?:acquit(?:s|ted|ting)?|exonerat(?:es|ed)|acquittal\sof|{_COURT}(?:\s[\w'’-]+){{0,4}}?\sclear(?:s|ed)"
    r"|absolvi(?:ó|eron)\s(?:[^.;,]{1,40}\s)?a|absuelven?\sa|absoluci[oó]n\sde|absuelt[oa]s?,?)\s"
    r"(?:(?!(?:of|in|by|from|for|and|who|to|over|after|before|when|while|as|so|because|that|de|por|en|tras|antes|cuando)\b)[\w'’.-]{1,20},?\s){0,5}\Z",
    "A jury on Thursday cleared nurse ", "A court acquitted him of killing ",
)  # fmt: skip
_CHARGES_BEFORE = Wording(
    r"(?i)\A\W*(?:(?:all|the|murder)\s){0,2}charges\sagainst\s(?:[^.;,]{1,40},\s)?(?:[\w'’-]{1,20}\s){0,4}\Z",
    "Charges against a fifth man, ", "One of the charges against ",
)  # fmt: skip
_DROPPED_AFTER = Wording(
    r"(?i)(?:,\s[^.;,]{1,60},)?\s(?:was|were|have\sbeen|had\sbeen)\s(?:later\s)?(?:withdrawn|dropped|dismissed)\b(?![^.;]{0,80}\bbut\b)",
    ", the younger brother of Luvuyo, were withdrawn", " were dropped, but he is charged with another",
)  # fmt: skip
_LET_GO_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|but|who|after|while)\b)[\w'’-]{1,20}){0,8}?\s(?:was|were)\s(?:questioned|detained|arrested|held)"
    r"(?:\s[\w'’-]{1,20}){0,6}?\s(?:released|freed|let\sgo)\swithout\s(?:any\s)?charges?\b",
    " detained there was questioned and let go without charges", " was questioned and let go on bail",
)  # fmt: skip
_OF_OTHERS = Wording(r"['’]|\s(?:to|for)\b", "'s brother", " of murder")
"""After the name of one whom a court did not clear, but somebody or something else: "cleared Marsh to stand trial"."""
may_be_convicted = Wording(
    r"(?i)\b(?:convict\w*|sentenc\w*|(?<!not\s)guilty|overturn\w*|quash\w*|retrial|new\strial|lesser|insan(?:e|ity)|condenad\w*"
    r"|anul\w*|earlier|previous(?:ly)?|separate|unrelated|another)\b",
    "was convicted of robbery", "was found not guilty",
)  # fmt: skip
"""Whether a sentence may tell of a conviction, that a verdict fell or left the deed, or of a verdict on another.

"Acquitted of murder, guilty of arson", "not guilty by reason of insanity", "cleared of an earlier shooting".
"""


def is_cleared(text: str, start: int, end: int) -> bool:
    """Whether a court cleared the one who is named in that span of a sentence: "a jury acquitted Helen Marsh"."""
    if _CLEARED_AFTER.match(text, end):
        return True
    return _CLEARED_BEFORE.search(text, 0, start) is not None and not _OF_OTHERS.match(text, end)


def is_let_go(text: str, start: int, end: int) -> bool:
    """Whether all charges against the one named there were dropped, or there were none, and the sentence ends with it.

    "Arrested and let go without charges in May, weeks before he killed her" goes on.
    """
    dropped = _DROPPED_AFTER.match(text, end) if _CHARGES_BEFORE.search(text, 0, start) else None
    told = dropped or _LET_GO_AFTER.match(text, end)
    return told is not None and not may_do(text[told.end() :], 0)
