"""Spanish words for days that dateparser does not read, in words that are read here."""

import re
from collections.abc import Callable

from summarizer.language.dates.values import normalize
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
_PART = r"(?: (?:por|en|de|durante) la (?:madrugada|mañana|tarde|noche))?"
_TODAY = Wording(
    rf"(?:durante )?(?:hoy{_PART}|esta (?:madrugada|mañana|tarde|noche)|este mediodía)", "esta madrugada", "esta semana"
)
_LAST_NIGHT = Wording(r"anoche|ayer (?:por|en) la noche", "anoche", "noche")
_BEFORE = Wording(r"ante(?:s de )?a?yer|antier", "anteayer", "ayer")
_WEEKEND = Wording(r"(?:(?:durante )?(?:este|el) )?(?:pasado )?fin de semana(?: pasado)?", "este fin de semana", "fin")
_PAST_WEEKDAY = Wording(
    rf"(?:el |este )?(?:pasado (?P<one>{_NAMED})|(?P<other>{_NAMED}) pasado){_PART}", "el lunes pasado", "el lunes"
)
_NUMBERED = Wording(
    rf"(?:el |este )?(?:pasado )?(?P<day>{_NAMED}),? (?P<number>\d{{1,2}}){_PART}", "el jueves 29", "jueves"
)
_AGO = Wording(
    rf"hace (?:unos |unas |casi )?(?P<count>{'|'.join(_NUMBERS)}|\d{{1,3}}) (?P<unit>{'|'.join(_UNITS)})(?:es|s)?",
    "hace dos semanas", "hace tiempo",
)  # fmt: skip
_PAST_DAY = Wording(r"(?:el )?pasado (?P<rest>\d{1,2} de .{3,30})", "el pasado 3 de marzo", "el 3 de marzo")
_FIRST = Wording(r"(?:el )?primero (?P<rest>de .{3,30})", "el primero de enero", "el primer día")


_READINGS: tuple[tuple[Wording, Callable[[re.Match[str]], str]], ...] = (
    (_TODAY, lambda _: "today"),
    (_LAST_NIGHT, lambda _: "last night"),
    (_BEFORE, lambda _: "the day before yesterday"),
    (_WEEKEND, lambda found: "last weekend" if "pasado" in found.group() else "this weekend"),
    (_PAST_WEEKDAY, lambda found: _WEEKDAYS[found["one"] or found["other"]]),
    (_NUMBERED, lambda found: f"{found['day']} ({found['number']})"),
    (_AGO, lambda found: f"{_NUMBERS.get(found['count'], found['count'])} {_UNITS[found['unit']]}s ago"),
    (_PAST_DAY, lambda found: str(found["rest"])),
    (_FIRST, lambda found: f"1 {found['rest']}"),
)


def reword(text: str) -> str | None:
    """The words in English, or in Spanish that dateparser reads: "el lunes pasado" is "monday". None of others."""
    words = normalize(text)
    return next((told(found) for pattern, told in _READINGS if (found := pattern.fullmatch(words))), None)
