"""Days beside a weekday, and parts of days, as German, French, Italian and Portuguese write them.

What dateparser does not read of them is said in English: "domenica scorsa" is "this past sunday".
"""

import re
from collections.abc import Callable, Iterator

from summarizer.language.calendar import OTHER_WEEKDAYS, WEEKDAYS, weekdays_in
from summarizer.language.dates.values import normalize
from summarizer.language.wording import Wording

_DAY = f"(?:{'|'.join(OTHER_WEEKDAYS)})"
_PART = (
    r"(?:(?:vor|nach)?mittag|morgen|abend|nacht|früh|mattina|pomeriggio|sera|notte|matin|après-midi|soir|nuit"
    r"|[àa] (?:noite|tarde)|de (?:manhã|madrugada)|pela manhã)"
)
_PAST = r"(?:vergangene[nr]?|letzte[nr]?|scors[oa]|ultim[oa]|derni[eè]re?|passée?|passad[oa]|últim[oa])"
_LEAD = (
    r"(?:(?:am|den|der|le|la|il|lo|l['’]|no|na|nel|nella|de|du|di|do|da|ce|cette|questa|quest['’]|nest[ea]|est[ea]) ?)"
)
_LAST = Wording(
    rf"{_LEAD}?(?:{_PAST} (?P<one>{_DAY})(?:{_PART}| {_PART})?|(?P<other>{_DAY})(?: {_PART})? {_PAST}(?: {_PART})?)",
    "domenica scorsa", "domenica",
)  # fmt: skip
_EARLY = Wording(
    rf"(?:am|in der) (?:frühen|späten|gestrigen|heutigen) (?P<day>{_DAY})(?:{_PART})?"
    rf"|(?:alle|verso le|intorno alle) \d{{1,2}}(?:[.:]\d\d)? di (?P<its>{_DAY})",
    "am frühen mittwochmorgen", "am mittwochmorgen",
)  # fmt: skip
_TODAY = Wording(
    r"(?:quest[ao] (?:mattina|mattino|pomeriggio|sera)|sta(?:mattina|mani|sera)|oggi(?: pomeriggio)?"
    r"|ce (?:matin|midi|soir)|cet après-midi|aujourd['’]hui|nest[ea] (?:manhã|tarde|madrugada)"
    r"|hoje(?: de manhã| [àa] (?:tarde|noite))?)",
    "questa mattina", "mattina",
)  # fmt: skip
_YESTERDAY = Wording(r"ontem(?: [àa] (?:noite|tarde)| de manhã| pela manhã)", "ontem à noite", "noite")
_NIGHT = Wording(
    r"(?:in |nella )?(?:stanotte|(?:la |der )?(?:notte scorsa|scorsa notte|vergangenen nacht)"
    r"|(?:in der )?(?:letzten?|vergangene) nacht"
    r"|(?:dans |pendant |durant )?(?:cette nuit|la nuit (?:dernière|passée))|na (?:noite passada|última noite))",
    "in der vergangenen nacht", "in der nacht",
)  # fmt: skip
_WEEKEND = Wording(
    r"(?:(?:am|le|il|nel|lo|ce|no|dans le|durant le) )?(?:vergangenen? |letzten? |scorso |último )?"
    r"(?:wochenende|week-?end|fine settimana|fim de semana)(?: dernier| passé| scorso| passado)?",
    "le week-end dernier", "semaine",
)  # fmt: skip
_NUMBERS = {
    "un": 1, "una": 1, "um": 1, "uma": 1, "due": 2, "dois": 2, "duas": 2, "tre": 3, "três": 3, "quattro": 4,
    "quatro": 4, "cinque": 5, "cinco": 5, "sei": 6, "seis": 6, "sette": 7, "sete": 7, "otto": 8, "oito": 8, "nove": 9,
    "dieci": 10, "dez": 10,
}  # fmt: skip
_UNITS = {
    "giorn": "day",
    "settiman": "week",
    "mes": "month",
    "ann": "year",
    "dia": "day",
    "semana": "week",
    "mês": "month",
    "ano": "year",
}
_AGO = Wording(
    rf"(?P<many>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>giorn|settiman|mes|ann)[oiae] fa"
    rf"|há (?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<its>dia|semana|mês|mes|ano)(?:es|s)?",
    "due giorni fa", "due giorni",
)  # fmt: skip
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
    rf"(?<![\w-])(?:{_PAST} )?(?:{_GERMAN_DAY}|{_OTHER_DAY})(?:{_PART}| {_PART})?(?: {_PAST})?(?![\w-])"
    r"(?:,? (?:(?:den|le|il|dem) )?\d{1,2}\.? (?:de )?[^\W\d_]{3,10}(?: (?:de )?\d{4})?| \(\d{1,2}\))?",
    "in der Nacht zum Freitag", "Die Montagsdemo",
)  # fmt: skip
_NOT_THEN = Wording(
    r"(?i)\b(?:ab|bis|seit|nächste[nr]|kommende[nr]|jede[nr]|bild am|wird am|werden am|depuis|dès|chaque|fino a|da"
    r"|entro|ogni|prossim[ao]|até|desde|a partir d[aeo]|próxim[ao]|cada)\s(?:den |zum |le |la |il |o |a )?\Z",
    "ab ", "am ",
)  # fmt: skip
_TO_COME = Wording(r"(?i)\s(?:prochaine?|prossim[ao]|próxim[ao]|que vem)\b", " prochain", " dernier")


def reword_elsewhere(text: str) -> str | None:
    """The words in English; None of others."""
    words = normalize(text)
    return next((told(found) for pattern, told in _READINGS if (found := pattern.fullmatch(words))), None)


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


def _weekday(found: re.Match[str]) -> str:
    name = next(filter(None, found.groups()))
    return WEEKDAYS[min(weekdays_in(name))]


def _tell_ago(found: re.Match[str]) -> str:
    many, unit = found["many"] or found["count"], found["unit"] or found["its"]
    return f"{_NUMBERS.get(many, many)} {_UNITS[unit]}s ago"


_READINGS: tuple[tuple[Wording, Callable[[re.Match[str]], str]], ...] = (
    (_LAST, lambda found: f"this past {_weekday(found)}"),
    (_EARLY, _weekday),
    (_TODAY, lambda _: "today"),
    (_YESTERDAY, lambda _: "yesterday"),
    (_NIGHT, lambda _: "overnight"),
    (_WEEKEND, lambda found: "last weekend" if re.search(_PAST, found.group()) else "this weekend"),
    (_AGO, _tell_ago),
)
