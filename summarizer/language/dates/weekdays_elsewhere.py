"""Days beside a weekday as German, French, Italian, Portuguese and Spanish write them, and hours."""

import re
from collections.abc import Iterator

from summarizer.language.dates.rewording import PART, PAST
from summarizer.language.dates.values import normalize
from summarizer.language.spanish.words import MONTHS, WEEKDAY
from summarizer.language.wording import Wording

_HOUR = Wording(
    r"(?:(?:kurz|gegen|um|ab|nach|vor|vers|à|peu (?:après|avant)|après|avant|alle|verso le|intorno alle|dopo le"
    r"|prima delle|poco dopo le|por volta d[ae]s?|às|pouco (?:antes|depois) d[ae]s"
    r"|(?:hacia|sobre|a|pasadas) las) ){1,2}\d{1,2}(?:(?:[.:h]| h )\d\d)?(?: ?(?:uhr|heures?|h|ore|horas|hs))?"
    r"(?: (?:morgens|abends|nachts|du matin|du soir|de la noche|de la mañana))?"
    r"|(?:mitten )?in der nacht|am (?:frühen |späten )?(?:morgen|vormittag|mittag|nachmittag|abend)|nachts"
    r"|(?:dans|pendant) la (?:nuit|matinée|soirée)|au (?:petit matin|milieu de la nuit)"
    r"|en (?:soirée|matinée|pleine nuit)|(?:nella|in) (?:notte|mattinata|serata)|nel pomeriggio|di notte|all['’]alba"
    r"|(?:de|na|durante a) (?:madrugada|noite|manhã|tarde)|à noite",
    "gegen 3.20 uhr", "gegen montag",
)  # fmt: skip
_GERMAN_DAY = "(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
_OTHER_DAY = (
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:lune|marte|mercole|giove|vener)d[iì]|sabato|domenica"
    r"|(?:segunda|ter[cç]a|quarta|quinta|sexta)-feira|s[aá]bado|domingo)"
)
"""In lower case, as no name is: "Domenica Rossi"; with "-feira", since "segunda" is a second one, too."""
_FOUND = Wording(
    r"(?:(?:[Ii]n der Nacht (?:(?:von|vom) \w{6,10} )?(?:auf|zu|zum)(?: den)?"
    r"|(?:dans )?la nuit (?:de|du) [\w-]{5,10} (?:à|au)|nella notte (?:tra|fra) [\w-]{6,10} e) )?"
    rf"(?<![\w-])(?:{PAST} )?(?:{_GERMAN_DAY}|{_OTHER_DAY})(?:{PART}| {PART})?(?: {PAST})?(?![\w-])"
    r"(?:,? (?:(?:den|le|il|dem) )?\d{1,2}\.? (?:de )?[^\W\d_]{3,10}(?: (?:de )?\d{4})?| \(\d{1,2}\))?",
    "in der Nacht zum Freitag", "Die Montagsdemo",
)  # fmt: skip
_NOT_THEN = Wording(
    r"(?i)\b(?:ab|bis|seit|nächste[nr]|kommende[nr]|jede[nr]|bild am|wird am|werden am|depuis|dès|chaque|fino a|da"
    r"|entro|ogni|prossim[ao]|até|desde|a partir d[aeo]|próxim[ao]|cada)\s(?:den |zum |le |la |il |o |a )?\Z",
    "ab ", "am ",
)  # fmt: skip
_TO_COME = Wording(r"(?i)\s(?:prochaine?|prossim[ao]|próxim[ao]|que vem)\b", " prochain", " dernier")

_SPANISH_DAY = Wording(
    rf"(?i)(?:\b(?:este|el\spasado|pasado)\s)?\b(?P<day>{WEEKDAY})\b",
    "la noche de este domingo", "una misa dominical",
)  # fmt: skip
_SPANISH_NOT_THEN = Wording(
    r"(?i)\b(?:pr[oó]xim[oa]|desde|hasta|cada|todos\slos|a\spartir\sd)(?:e|el)?\s(?:el\s|este\s)?\Z",
    "a partir del ", "la noche de ",
)  # fmt: skip
_SPANISH_DATE = Wording(
    rf"(?i)(?:\bel\s)?(?:\bpasado\s)?\b\d{{1,2}}\sde\s(?:{MONTHS})(?:\sdel?\s\d{{4}})?\b",
    "el pasado 3 de marzo", "el 3 de mayoría",
)  # fmt: skip


def is_hour_elsewhere(text: str) -> bool:
    """Whether words tell when on a day something was and not on which: "gegen 3.20 Uhr", "dans la nuit"."""
    return _HOUR.fullmatch(normalize(text)) is not None


def find_days_elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """The spans of days that a sentence names by a weekday: "in der Nacht zum Freitag", "samedi 5 décembre".

    Not of those that are to come, or that something lasts from or to: "ab Freitag", "vendredi prochain".
    """
    for found in _FOUND.finditer(text):
        if not _NOT_THEN.search(text, 0, found.start()) and not _TO_COME.match(text, found.end()):
            yield found.span()


def find_spanish_days(text: str) -> Iterator[re.Match[str]]:
    """Likewise in Spanish, "este domingo"; ``day`` is the weekday alone."""
    return (found for found in _SPANISH_DAY.finditer(text) if not _SPANISH_NOT_THEN.search(text, 0, found.start()))


def find_spanish_dates(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a day of a month: "el pasado 3 de marzo"."""
    return (found.span() for found in _SPANISH_DATE.finditer(text))
