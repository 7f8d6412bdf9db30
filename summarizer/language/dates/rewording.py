"""Words for days that dateparser does not read, or reads otherwise, in words that are read here.

Spanish, German, French, Italian and Portuguese: "domenica scorsa" is "this past sunday".
"""

from summarizer.language.calendar import MONTHS as ENGLISH_MONTHS
from summarizer.language.calendar import OTHER_MONTHS, OTHER_WEEKDAYS, WEEKDAYS, weekdays_in
from summarizer.language.dates.values import normalize
from summarizer.language.spanish.words import MONTHS
from summarizer.language.wording import Wording, read_rows

_NUMBERS = {
    word: str(number)
    for number, words in (
        *((1, "un una um uma"), (2, "dos due dois duas"), (3, "tres tre três"), (4, "cuatro quattro quatro")),
        *((5, "cinco cinque"), (6, "seis sei"), (7, "siete sette sete"), (8, "ocho otto oito"), (9, "nueve nove")),
        *((10, "diez dieci dez"), (12, "doce"), (15, "quince"), (20, "veinte"), (30, "treinta")),
    )
    for word in words.split()
}
_UNITS = {
    "minuto": "minute", "hora": "hour", "día": "day", "dia": "day", "giorn": "day", "semana": "week",
    "settiman": "week", "mes": "month", "mês": "month", "año": "year", "ano": "year", "ann": "year",
}  # fmt: skip
_COUNT = rf"(?P<count>{'|'.join(_NUMBERS)}|\d{{1,3}})"
_WEEKDAY = "|".join(OTHER_WEEKDAYS)
_DATE = r"\d{1,2} de [a-z]+"
PAST = r"(?:vergangene[nr]?|letzte[nr]?|scors[oa]|[uú]ltim[oa]|derni[eè]re?|passée?|pass?ad[oa])"
"""What tells of a weekday that it is the last one."""
PART = (
    r"(?:(?:vor|nach)?mittag|morgen|abend|nacht|früh|mattina|pomeriggio|sera|notte|matin|après-midi|soir|nuit"
    r"|[àa] (?:noite|tarde)|de (?:manhã|madrugada)|pela manhã"
    r"|(?:por|en|de|durante) la (?:madrugada|mañana|tarde|noche))"
)
"""A part of a day, after the day or as the end of its name."""
_PARTS = "madrugada|mañana|tarde|noche|tarde-noche|medianoche|mediod[ií]a"
_LEAD = r"(?:(?:am|den|der|le|la|il|lo|l['’]|no|na|nel|nella|d[eiou]|da|ce|cette|questa|quest['’]|n?est[ea]|el) ?)"
_ENDS = rf"(?: ?{PART})?"
_LAST = "(?:pasado|último)"
_DAY = (
    rf"(?P<day>(?:el |este )?(?:{_LAST} )?(?:{_WEEKDAY})(?:,? {_DATE}(?: del? \d{{4}})?|,? \d{{1,2}})?(?: {_LAST})?"
    rf"|(?:ayer|hoy|anoche),? (?:{_WEEKDAY})|(?:{_LAST} )?{_DATE}(?: {_LAST}| del? \d{{4}})?|ayer|hoy)"
)
_CLOCK = r"(?:eso de )?las? \d{1,2}(?:[:.h]\d\d)?(?: ?(?:horas|hrs?|hs?|[ap]\.? ?m\.?))?"
_WEEKEND = (
    r"(?:(?:am|le|il|nel|lo|ce|no|dans le|durant le|(?:durante )?(?:este|el)) )?"
    r"(?:vergangenen? |letzten? |scorso |último |pasado )?"
    r"(?:wochenende|week-?end|fine settimana|fi[mn] de semana)(?: dernier| passé| scorso| pass?ado)?"
)
_PATTERNS = {
    "WEEKDAY": _WEEKDAY, "DATE": _DATE, "DAY": _DAY, "COUNT": _COUNT, "MONTHS": MONTHS, "WEEKEND": _WEEKEND,
    "PAST": PAST, "LAST": _LAST, "LEAD": _LEAD, "ENDS": _ENDS, "PARTS": _PARTS, "CLOCK": _CLOCK,
}  # fmt: skip
_READINGS = tuple((english, Wording(*row)) for english, row in read_rows("rewordings.tsv", _PATTERNS))
"""The words for what is said so: the first that match count."""


def reword(text: str) -> str | None:
    """The words in English, or in Spanish that dateparser reads: "el lunes último" is "this past monday".

    None of others.
    """
    words = normalize(text)
    for english, wording in _READINGS:
        if (found := wording.fullmatch(words)) is not None:
            return english.format(**{name: _say(name, part) for name, part in found.groupdict().items() if part})
    return None


def _say(name: str, words: str) -> str:
    """What stands in English for the words of a reading's group."""
    if name == "weekday":
        return WEEKDAYS[min(weekdays_in(words))]
    if name == "month":
        return ENGLISH_MONTHS[OTHER_MONTHS[words] - 1]
    if name == "day":
        return reword(words) or words
    return {"count": _NUMBERS, "unit": _UNITS}.get(name, {}).get(words, words)
