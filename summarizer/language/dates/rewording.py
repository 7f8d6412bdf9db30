"""Spanish words for days that dateparser does not read, in words that are read here."""

import re
from collections.abc import Callable

from summarizer.language.calendar import MONTHS as ENGLISH_MONTHS
from summarizer.language.calendar import OTHER_MONTHS
from summarizer.language.dates.values import normalize
from summarizer.language.spanish.words import MONTHS
from summarizer.language.wording import Wording

_WEEKDAYS = {
    "lunes": "monday", "martes": "tuesday", "miércoles": "wednesday", "miercoles": "wednesday", "jueves": "thursday",
    "viernes": "friday", "sábado": "saturday", "sabado": "saturday", "domingo": "sunday",
}  # fmt: skip
_NUMBERS = {
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30,
}  # fmt: skip
_UNITS = {
    "minuto": "minute",
    "hora": "hour",
    "día": "day",
    "dia": "day",
    "semana": "week",
    "mes": "month",
    "año": "year",
}
_NAMED = "|".join(_WEEKDAYS)
_PARTS = "madrugada|mañana|tarde|noche|tarde-noche|medianoche|mediod[ií]a"
_PART = r"(?: (?:por|en|de|durante) la (?:madrugada|mañana|tarde|noche))?"
_LAST = "(?:pasado|último)"
_DAY = (
    rf"(?:(?:el |este )?(?:{_LAST} )?(?:{_NAMED})(?:,? \d{{1,2}}(?: de [a-z]+(?: del? \d{{4}})?)?)?(?: {_LAST})?"
    rf"|(?:ayer|hoy|anoche),? (?:{_NAMED})|(?:{_LAST} )?\d{{1,2}} de [a-z]+(?: {_LAST}| del? \d{{4}})?|ayer|hoy)"
)
_OF_PART = Wording(
    r"(?:(?:en|a|por|durante|hacia|pasad[oa]|cerca de|alrededor de|poco (?:antes|después) de) )?(?:la |el |las |al )?"
    rf"(?:(?:(?:primer|últim)as? )?horas? del?(?: la)? (?:(?:{_PARTS}) del? )?|(?:{_PARTS}) del? )(?P<day>{_DAY})",
    "en horas de la noche del sábado", "la noche",
)  # fmt: skip
_OF_HOUR = Wording(
    r"(?:(?:a|desde|hacia|pasadas|cerca de|alrededor de|sobre|poco (?:antes|después) de) )?"
    r"(?:eso de )?las? \d{1,2}(?:[:.h]\d\d)?(?: ?(?:horas|hrs?|hs?|[ap]\.? ?m\.?))?"
    rf"(?: de la (?:{_PARTS}))? del? (?P<day>{_DAY})",
    "a las 16:30 horas del sábado pasado", "a las 16:30 horas",
)  # fmt: skip
_WITH_PART = Wording(
    rf"(?P<day>{_DAY}),? (?:(?:(?:a|en|por|durante) (?:horas de )?la|al) (?:{_PARTS})|en horas de la (?:{_PARTS})"
    r"|a (?:eso de )?las? \d{1,2}(?:[:.h]\d\d)?(?: ?(?:horas|hrs?|hs?|[ap]\.? ?m\.?))?)",
    "el domingo pasado a las 14 horas", "el domingo pasado",
)  # fmt: skip
_TODAY = Wording(
    rf"(?:durante )?(?:hoy{_PART}|esta (?:madrugada|mañana|tarde|noche)|este mediodía)", "esta madrugada", "esta semana"
)
_LAST_NIGHT = Wording(r"anoche|ayer (?:por|en) la noche", "anoche", "noche")
_YESTERDAY = Wording(r"(?:en )?la víspera", "la víspera", "el ataque")
_BEFORE = Wording(r"ante(?:s de )?a?yer|antier|(?:ante|antes de )a?noche", "anteayer", "ayer")
_SO_CALLED = Wording(
    rf"(?:ayer|hoy|anoche),? (?:(?P<day>{_NAMED})|(?P<date>\d{{1,2}} de [a-z]+(?: del? \d{{4}})?))",
    "ayer martes", "ayer",
)  # fmt: skip
"""A weekday or a date beside what it is from the day of publication."""
_SINCE = Wording(rf"desde (?:(?:la|el) (?:{_PARTS}) del? )?(?:el |este )?(?P<day>{_NAMED})", "desde el jueves", "desde")
_WEEKEND = Wording(r"(?:(?:durante )?(?:este|el) )?(?:pasado )?fin de semana(?: pasado)?", "este fin de semana", "fin")
_PAST_WEEKDAY = Wording(
    rf"(?:el |este )?(?:{_LAST} (?P<one>{_NAMED})|(?P<other>{_NAMED}) {_LAST}){_PART}", "el lunes pasado", "el lunes"
)
_SAME_DAY = Wording(rf"(?:el|este) mismo (?P<day>{_NAMED}){_PART}", "este mismo lunes", "este lunes")
_PAST_UNIT = Wording(
    r"(?:(?:en|durante) )?(?:la pasada (?P<unit>semana)|el pasado mes)", "la pasada semana", "la semana"
)
_PAST_MONTH = Wording(
    rf"(?:en )?(?:el )?(?:pasado (?:mes de )?(?P<one>{MONTHS})|(?P<other>{MONTHS}) (?:pasado|último))",
    "en febrero pasado", "en febrero",
)  # fmt: skip
_LAST_WEEK = Wording(
    rf"(?:el )?(?P<day>{_NAMED}) de la (?:semana pasada|pasada semana)", "el jueves de la semana pasada", "el jueves"
)
_NUMBERED = Wording(
    rf"(?:el |este )?(?:{_LAST} )?(?P<day>{_NAMED}),? (?P<number>\d{{1,2}}){_PART}", "el jueves 29", "jueves"
)
_AGO = Wording(
    rf"hace (?:unos |unas |casi )?(?P<count>{'|'.join(_NUMBERS)}|\d{{1,3}}) (?P<unit>{'|'.join(_UNITS)})(?:es|s)?",
    "hace dos semanas", "hace tiempo",
)  # fmt: skip
_PAST_DAY = Wording(
    rf"(?:el )?(?:{_LAST} (?P<rest>(?:(?:{_NAMED}),? )?\d{{1,2}} de .{{3,30}})|(?P<date>\d{{1,2}} de [a-z]+) {_LAST})",
    "el pasado 3 de marzo", "el 3 de marzo",
)  # fmt: skip
_FIRST = Wording(r"(?:el )?primero (?P<rest>de .{3,30})", "el primero de enero", "el primer día")


_READINGS: tuple[tuple[Wording, Callable[[re.Match[str]], str]], ...] = (
    (_TODAY, lambda _: "today"),
    (_LAST_NIGHT, lambda _: "last night"),
    (_BEFORE, lambda _: "the day before yesterday"),
    (_WEEKEND, lambda found: "last weekend" if "pasado" in found.group() else "this weekend"),
    (_PAST_WEEKDAY, lambda found: f"this past {_WEEKDAYS[found['one'] or found['other']]}"),
    (_SAME_DAY, lambda found: _WEEKDAYS[found["day"]]),
    (_PAST_UNIT, lambda found: "last week" if found["unit"] == "semana" else "last month"),
    (_PAST_MONTH, lambda found: f"last {ENGLISH_MONTHS[OTHER_MONTHS[found['one'] or found['other']] - 1]}"),
    (_YESTERDAY, lambda _: "yesterday"),
    (_SO_CALLED, lambda found: _WEEKDAYS[found["day"]] if found["day"] else str(found["date"])),
    (_SINCE, lambda found: f"since {_WEEKDAYS[found['day']]}"),
    (_LAST_WEEK, lambda found: f"{_WEEKDAYS[found['day']]} of last week"),
    (_NUMBERED, lambda found: f"{found['day']} ({found['number']})"),
    (_AGO, lambda found: f"{_NUMBERS.get(found['count'], found['count'])} {_UNITS[found['unit']]}s ago"),
    (_PAST_DAY, lambda found: str(found["rest"] or found["date"])),
    (_FIRST, lambda found: f"1 {found['rest']}"),
    (_OF_PART, lambda found: reword(found["day"]) or str(found["day"])),
    (_OF_HOUR, lambda found: reword(found["day"]) or str(found["day"])),
    (_WITH_PART, lambda found: reword(found["day"]) or str(found["day"])),
)


def reword(text: str) -> str | None:
    """The words in English, or in Spanish that dateparser reads: "el lunes último" is "this past monday".

    None of others.
    """
    words = normalize(text)
    return next((told(found) for pattern, told in _READINGS if (found := pattern.fullmatch(words))), None)
