"""Days beside a weekday as German, French, Italian, Portuguese and Spanish write them."""

from collections.abc import Iterator

from summarizer.language.dates.rewording import PART, PAST
from summarizer.language.wording import Wording

_GERMAN_DAY = "(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
_OTHER_DAY = (
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:lune|marte|mercole|giove|vener)d[iì]|sabato|domenica"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes"
    r"|(?:segunda|ter[cç]a|quarta|quinta|sexta)-feira|s[aá]bado|domingo)"
)
"""In lower case, as no name is: "Domenica Rossi"; with "-feira", since "segunda" is a second one, too."""
_FOUND = Wording(
    r"(?:(?:[Ii]n der Nacht (?:(?:von|vom) \w{6,10} )?(?:auf|zu|zum)(?: den)?"
    r"|(?:dans )?la nuit (?:de|du) [\w-]{5,10} (?:à|au)|nella notte (?:tra|fra) [\w-]{6,10} e) )?"
    rf"(?<![\w-])(?:(?:este|{PAST}) )?(?:{_GERMAN_DAY}|{_OTHER_DAY})(?:{PART}| {PART})?(?: {PAST})?(?![\w-])"
    r"(?:,? (?:(?:den|le|il|dem) )?\d{1,2}\.? (?:de )?[^\W\d_]{3,10}(?: (?:de )?\d{4})?| \(\d{1,2}\))?",
    "in der Nacht zum Freitag", "Die Montagsdemo",
)  # fmt: skip
_NOT_THEN = Wording(
    r"(?i)\b(?:ab|bis|seit|nächste[nr]|kommende[nr]|jede[nr]|bild am|wird am|werden am|depuis|dès|chaque|fino a|da"
    r"|entro|ogni|prossim[ao]|até|desde|hasta|a partir d[aeo]l?|pr[oó]xim[ao]|cada|todos los)"
    r"\s(?:den |zum |le |la |il |o |a |el |este )?\Z",
    "ab ", "am ",
)  # fmt: skip
_TO_COME = Wording(r"(?i)\s(?:prochaine?|prossim[ao]|próxim[ao]|que vem)\b", " prochain", " dernier")


def find_days_elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """The spans of days that a sentence names by a weekday: "in der Nacht zum Freitag", "samedi 5 décembre".

    Not of those that are to come, or that something lasts from or to: "ab Freitag", "vendredi prochain".
    """
    for found in _FOUND.finditer(text):
        if not _NOT_THEN.search(text, 0, found.start()) and not _TO_COME.match(text, found.end()):
            yield found.span()
