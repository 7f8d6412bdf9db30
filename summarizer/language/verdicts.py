"""Who was cleared of a deed by a court, or is no suspect, by rule over one sentence, in English and Spanish."""

from summarizer.language.wording import Wording

_ASIDE = r"(?:(?:,\s[^,.;]{1,60}){1,2},|\s\([^()]{1,40}\))?"
_COURT = r"(?:jury|jurors|court|judges?|panel|inquiry)"
_CLEARED_AFTER = Wording(
    rf"(?i){_ASIDE}\s(?:was|were|is|are|has\sbeen|had\sbeen|have\sbeen)\s(?:(?:\w{{1,20}}ly|also|later)\s)?"
    r"(?:acquitted|exonerated|absolved|found\snot\sguilty|cleared\s(?:of(?!\s(?:all\s|any\s)?(?:wrongdoing|misconduct))|in"
    rf"|by\s(?:an?\s|the\s)?(?:[\w-]{{1,20}}\s)?{_COURT}))\b"
    rf"|{_ASIDE}\s(?:fue|fueron|ha\ssido|han\ssido|result[oó]|qued[oó])\s(?:absuelt[oa]s?|exonerad[oa]s?)\b"
    rf"|\snot\sguilty\b|{_ASIDE}\s(?:was|were|(?:has|have)\s(?:since\s|later\s|also\s)?been)\sreleased\swith\sno\sfurther\saction\b",
    ", 24, was cleared of murder", " was cleared from the hall",
)  # fmt: skip
_CLEARED_BEFORE = Wording(
    rf"(?i)\b(?:acquit(?:s|ted|ting)?|exonerat(?:es|ed)|acquittal\sof|{_COURT}(?:\s[\w'’-]+){{0,4}}?\sclear(?:s|ed)"
    r"|absolvi(?:ó|eron)\s(?:[^.;,]{1,40}\s)?a|absuelven?\sa|absoluci[oó]n\sde|absuelt[oa]s?,?)\s"
    r"(?:(?!(?:of|in|by|from|for|and|who|to|over|after|before|when|while|as|so|because|that|de|por|en|tras|antes|cuando)\b)[\w'’.-]{1,20},?\s){0,5}\Z",
    "A jury on Thursday cleared nurse ", "A court acquitted him of killing ",
)  # fmt: skip
_OF_OTHERS = Wording(r"['’]|\s(?:to|for)\b", "'s brother", " of murder")
"""After the name of one whom a court did not clear, but somebody or something else: "cleared Marsh to stand trial"."""
_THEY_CLEARED = Wording(
    r"(?i)\A(?:they|it)\scleared\s(?:(?:his|her|their|the)\s)?(?:[\w-]{1,20},?\s){0,3}\Z",
    "They cleared his co-defendant, ", "The police cleared Marsh ",
)  # fmt: skip
_OF_DEED = Wording(
    r"(?i)(?:,\s[^.;]{1,60})?\sof\s(?:the\s|any\s|all\s|an?\s)?(?:[\w-]+\s){0,3}?"
    r"(?:murder|manslaughter|killing|assisting|helping|aiding|charges|conspir\w+|attempt\w*|offence|offense|rape|robbery|arson|assault|wounding"
    r"|terror\w+|causing|involvement)\b",
    ", 64, of Sleaford, of assisting an offender", " of Sleaford",
)  # fmt: skip
"""Around the name of somebody whom a jury told of before cleared."""
_NO_SUSPECT_AFTER = Wording(
    r"(?:,\s\d{1,3},?)?[a-z ,'’-]{0,80}?\s(?:is|are|was|were|has|have|had)(?:n['’]t|\s(?:not|never|no\slonger))\s"
    r"(?:(?:yet|currently|being|been|considered|believed|thought|to|be|named|identified|called|described|treated|as)\s){0,5}(?:an?\s)?suspects?\b"
    r"(?![^.;]*\b(?:until|first|initially|before|then|anymore)\b)",
    ", 34, was questioned but has not been named as a suspect", " is not the only suspect",
)  # fmt: skip
_CHARGED = Wording(
    r"(?i)\b(?:(?<!not\s)(?<!been\s)(?:arrest|charg)(?:ed|es)|indict\w*|convict\w*|sentenced|confess\w*|admit\w*|plead\w*|pled|warrants?|gunm[ae]n"
    r"|shooter|attacker|suspected|prime\ssuspect)\b",
    "was arrested on Monday", "has not been charged",
)  # fmt: skip
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
    if _CLEARED_AFTER.match(text, end) or (_THEY_CLEARED.search(text, 0, start) and _OF_DEED.match(text, end)):
        return True
    return _CLEARED_BEFORE.search(text, 0, start) is not None and not _OF_OTHERS.match(text, end)


def is_no_suspect(text: str, end: int) -> bool:
    """Whether a sentence tells that the one whose name ends there is no suspect, and of no charge or arrest."""
    return _NO_SUSPECT_AFTER.match(text, end) is not None and not may_be_accused(text)


def may_be_accused(text: str) -> bool:
    """Whether a sentence may tell of an arrest, a charge or a confession of anybody."""
    return _CHARGED.search(text) is not None
