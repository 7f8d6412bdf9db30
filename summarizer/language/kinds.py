"""Words by which English tells of each type of incident, and those that tell of a game instead.

A type is told by words of its own; an incident that none of its sentences tells of so may be the model's invention.
Words that mean violence in one text and play in another ("a shot", "attack") count only outside of sport. The words of
each type stand in ``kinds.tsv``: type, pattern, an example that holds it and one that does not.
"""

import re
from functools import cache
from pathlib import Path

from summarizer.language.wording import Row, Wording

_HARM = (
    r"kill\w*|slain|slay\w*|murder\w*|homicide\w*|manslaughter|dead(?:ly|liest)?|die[sd]?|dying|deaths?|fatal\w*"
    r"|massacre\w*|wound\w*|injur\w*|hurt\w*|shot|shoot\w*|gunm[ae]n|bomb\w*|stabb\w*"
)
_WORDS = {
    kind: Row(*rest)
    for kind, *rest in (
        line.split("\t") for line in Path(__file__).with_name("kinds.tsv").read_text(encoding="utf-8").splitlines()
    )
}
"""For each type a pattern without word boundaries and case; that of ``other`` holds the words of harm of any kind."""
_SPORT = Wording(
    r"(?i)\b(?:goals?|goalkeeper|match|half-?time|midfield\w*|striker|penalt(?:y|ies)|playoffs?|inning\w*|quarterback"
    r"|touchdown\w*|league|coach|season|tournament|wickets?|batsm[ae]n|semi-?final\w*|equali[sz]e\w*|stoppage time"
    r"|sudden[ -]death|overtime|knockout|scor(?:ed?|ing|es)|kick-?off|referee|tackle\w*|header|corner|free[ -]kick"
    r"|defender|winger|tie-?break|puck|rebounds?|keeper|(?:first|second)[ -]half|booked|squad|hat-?trick"
    r"|(?:yellow|red) cards?|substitutes?|fixtures?|derby|relegat\w*)\b",
    "the striker scored", "the gunman fled",
)  # fmt: skip
_SURE = Wording(
    r"(?i)\b(?:polic\w*|arrest\w*|hospital\w*|ambulance\w*|rescue\w*|murder\w*|funeral|morgue|stampede|gunm[ae]n|firefighters?)\b",
    "police arrested a fan", "the fans sang",
)  # fmt: skip
_COMPUTERS = Wording(r"(?i)\b(?:ransomware|malware|cyber[ -]?\w*|hackers?|phishing|encrypted|ddos)\b",
    "hackers struck", "robbers struck")  # fmt: skip
_HARMED = Wording(rf"(?i)\b(?:{_HARM})\b", "two were killed", "two were hacked")
_CLAUSE_END = Wording(r"(?i)[.,;:!?]\s|\s(?:but|while|although)\s", "scuffles, but police", "1,200 policemen")
_DENIED = Wording(r"(?i)\b(?:no|not|nobody|none|never|without)\b|n['’]t\b", "made no arrests", "made noted arrests")
ANY = "other"
"""The type whose words are those of harm of any kind."""
SPORT_WORDS = 3
"""How many different words of sport, and none of police or rescue, make a text one of play."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rf"\b(?:{row.pattern})\b", re.IGNORECASE) for kind, row in _WORDS.items()}


def tells_of(kind: str, text: str) -> bool:
    """Whether a text has words of that type of incident; of ``other`` those of any harm, damage or disruption."""
    return _patterns()[kind].search(text) is not None


def tells_of_computers(text: str) -> bool:
    """Whether a text is of an attack on computers, and has no word of harm to people: its "attack" is none on these."""
    return _COMPUTERS.search(text) is not None and not _HARMED.search(text)


def is_play(text: str) -> bool:
    """Whether a text is of sport: several different words of it and none of police, rescue or hospital.

    A clause that denies something has none: "police made no arrests".
    """
    found = {match.group().casefold() for match in _SPORT.finditer(text)}
    return len(found) >= SPORT_WORDS and not any(
        _SURE.search(clause) and not _DENIED.search(clause) for clause in _CLAUSE_END.split(text)
    )
