"""Numbers in Spanish prose, in the shape that ``language.numbers`` gives: "al menos 18", "mil doscientos", "1.200"."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from text_to_num import find_numbers as find_number_words  # type: ignore[import-untyped]

from summarizer.language.folding import lower_letters
from summarizer.language.numbers import CountRange, NumberMention, qualify, share_thousands
from summarizer.language.numerals import NumberKind, Token, join_neighbours
from summarizer.language.spanish.words import EXCEEDS, MONTHS, WEEKDAY
from summarizer.language.wording import Wording
from summarizer.schemas.record import Qualifier

_TOKEN = re.compile(
    r"(?P<date>\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d){1,2}(?!\d)|\d{4}-\d\d-\d\d(?!\d))|(?P<time>\d{1,2}[:h.]\d\d(?!\d))"
    r"|(?P<digits>\d{1,3}(?:[.\u00a0\u202f\u2009 ]\d{3})+(?![\d,.]\d)|(?P<thousands>\d{1,3}(?:,\d{3})+)(?![\d,.]\d)"
    r"|(?P<point>\d+\.\d{1,2}(?!\d))|\d+(?:,\d+)?)(?![^\W\d_])"
    r"|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<other>\w+|[^\w\s])"
)
_SHORT = re.compile(r"(?<=veinti)[uú]n\Z")
"""The end of "veintiún", which text_to_num knows as "veintiuno" alone."""
_NO_NUMBER = Wording(r"\A(?:un[oa]?s?|cientos|miles|tercer)\Z", "un", "treinta y un")
_PERCENT_OF = Wording(r"\bpor\s+ciento\Z", "por ciento", "ciento")
_SCALED = Wording(r"\s(mil|mill[oó]n|millones)\b", " millones", " millas")
_SCALE_SHARED = Wording(
    r"\s?(?:[-–]|[ao])\s?\d{1,3}(?:[.,]\d)?\s(mil|mill[oó]n|millones)\b", " a 2 millones", " a 2 militares"
)
"""After a number with a part, which takes the scale of the one that it goes up to: "1,5 a 2 millones"."""
_SCALE_END = Wording(r"\b(?:mil|mill[oó]n|millones)\Z", "2 mil", "2 millas")
_THOUSANDS_END = Wording(r"(?<=\d)[.,]000\Z", "30.000", "30.500")
_AT_LEAST_ONE = Wording(
    r"\b(?:al|por\slo)\smenos\s(?P<one>una?)\b(?!\s(?:docena|decena|veintena|treintena|centenar|millar|par)\b)",
    "al menos un muerto", "al menos una docena",
)  # fmt: skip
_ONE_OF_SOME = Wording(
    r"\b(?:en|de)\s[^,.;:()]{2,30}(?:\sy|,)\s(?P<one>un[oa])\s(?=(?:en|de)\s)"
    r"|(?<![\w-])(?P<of>un[oa])\s(?=de\s(?:ell|l)[oa]s\b)",
    "tres en Piura y uno en Tumbes",
    "tres en Piura y una calle en Tumbes",
)
"""A number, and no article: "uno de los heridos"."""
_UNITS = {
    form: worth
    for worth, forms in (
        *((2, "par pares"), (10, "decena decenas"), (12, "docena docenas"), (15, "quincena"), (20, "veintena")),
        *((30, "treintena"), (40, "cuarentena"), (50, "cincuentena"), (100, "cientos centenar centenares")),
        *((1_000, "mil miles millar millares"), (10**6, "millón millon millones")),
    )
    for form in forms.split()
}
"""What words that count by many are worth."""
_VAGUE = Wording(
    r"\b(?:(?P<unit>decenas|cientos|centenares|millares|miles|millones)(?:\s+de\s+(?P<of>miles))?"
    r"|vari[oa]s|numeros[oa]s|much[oa]s|algun[oa]s)\b(?:\s+de(?=\s))?",
    "decenas de personas", "decena")  # fmt: skip
_MANY = {"medio": 0.5, "media": 0.5, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6}
_MULTIPLE = Wording(
    rf"\b(?P<many>{'|'.join(_MANY)})\s+(?P<unit>par|d[eo]cenas?|quincena|veintena|treintena|cuarentena|cincuentena|centenar(?:es)?"
    r"|millar(?:es)?|(?<=medio\s)mill[oó]n)\b(?:\s+de(?=\s))?",
    "tres decenas de", "unas decenas de")  # fmt: skip
_EXACTLY = frozenset({"par", "docena", "docenas"})
_BEFORE = Wording(
    rf"""(?x)(?<![\w-])(?:(?P<at_least>al\s+menos|por\s+lo\s+menos|como\s+m[ií]nimo|un\s+m[ií]nimo\s+de|m[aá]s\s+de
      |no\s+menos\s+de|no\s+menos\s+que|{EXCEEDS}(?:\s+l[oa]s)?)
    |(?P<at_most>hasta|como\s+m[aá]ximo|un\s+m[aá]ximo\s+de|menos\s+de|no\s+m[aá]s\s+de)
    |(?P<about>cerca\s+de|alrededor\s+de|unos|unas|casi|aproximadamente|en\s+torno\s+a|poco\s+menos\s+de))
    (?:\s+(?:otr[oa]s|un\s+total\s+de))?\s+\Z""", "al menos ", "el menos ")  # fmt: skip
_AFTER = Wording(r"(?P<at_least>\s+o\s+m[aá]s\b)", " o más", " o menos")
_BETWEEN = Wording(r"\bentre\s+\Z", "entre ", "entrega ")
_GAP = Wording(r"\s+[aouó]\s+|\s?[-–]\s?", " a ", " y ")
_RISEN = Wording(
    r"\b(?:sub\w{1,5}|pas\w{1,5}|aument\w{1,5}|elev\w{1,5}|asc\w{1,8}|corrig\w{1,5}|creci\w{1,4})\b[^.;]{0,40}\bde\s\Z",
    "el número de muertos subió de ", "un grupo de ",
)  # fmt: skip
"""Of a toll that rose "de 205 a 211" each number is one by itself."""
_REACHED = Wording(
    r"\b(?:sub|aument|elev|asc|creci)\w{1,8}\s(?:[\w\s]{0,20}\s)?hasta\s\Z", "aumentó hasta ", "murieron hasta "
)
_CLOCK_BEFORE = Wording(r"\ba\slas?\s\Z", "a las ", "las ")
_PEOPLE_AFTER = Wording(
    r"\s(?:v[ií]ctimas|personas|mujeres|ni[ñn]as|menores|familias|muertas|fallecidas|heridas|desaparecidas|afectadas"
    r"|j[oó]venes|hermanas|hijas|reclusas|internas|alumnas|trabajadoras|monjas|religiosas)\b",
    " víctimas", " victimaron",
)  # fmt: skip
"""After "a las 14", which is no hour then."""
_DAY_BEFORE = Wording(
    rf"\b(?:{WEEKDAY}|d[ií]as?)\s(?:\d{{1,2}}\s(?:y|al?)\s)?\Z", "los días 3 y ", "los lunes murieron "
)
_VERB_AFTER = Wording(
    r"\s(?:fue|muri|mat|asesin|falleci|result|qued|perdi|se\s|un[oa]?\s|en\s|del?\s|por\s|a\s)|[,.]",
    " fue",
    " personas",
)
_AGED = Wording(
    r"\b(?:hij|herman|niet|niñ|sobrin|prim|espos|ancian|chic|muchach|otr)[oa]s?\sde\s(?:\d{1,2}\s(?:y|e)\s)?\Z"
    r"|\b(?:joven|j[oó]venes|hombres?|mujer(?:es)?|menor(?:es)?|adolescentes?|beb[eé]s?|padre|madre)\sde\s(?:\d{1,2}\s(?:y|e)\s)?\Z",
    "su hijo de ", "una familia de ",
)  # fmt: skip
"""Before an age without its years: "un joven de 18 murió"."""
_AND = Wording(r"\s+y\s+", " y ", " o ")
_AND_HALF = Wording(r"\s+y\s+medi[oa]\s+de(?=\s)", " y medio de personas", " y media hora")
_HALVED = (10**6, 100, 12, 10)
"""Units of which a half may follow: a million, a hundred, a dozen, ten."""
_ZERO = Wording(r"\b(?:ning[uú]n|ninguna|nadie)\b", "ningún", "ninguneado")
_KINDS: tuple[tuple[NumberKind, Wording, Wording | None], ...] = (
    ("percent", Wording(r"\s?(?:%|por\s?ciento\b)", " por ciento", " por cien"), None),
    ("money", Wording(r"\s(?:d[oó]lares|euros|pesos|soles|bol[ií]vares|quetzales|reales|c[oó]rdobas|lempiras)\b",
        " euros", " euro"), Wording(r"(?:US)?[$€]\s?\Z", "US$", "US")),
    ("date", Wording(rf"(?i)(?:\s(?:y|al?)\s(?:el\s)?\d{{1,2}})?\s(?:de\s)?(?:{MONTHS})\b",
        " y el 5 de mayo", " de mayonesa"), None),
    ("age", Wording(
        r"(?:,\s\d{1,2}){0,8}(?:\s(?:y|e|o)\s\d{1,2})?\s(?:años|meses)\b(?:\sde\sedad)?"
        r"(?=\s?(?:[,.;:)]|de\sedad|y\s|que\s|al\s|a\sla\s|\Z|mur|fall|fue|result|qued|perdi))", " años,", " años de"),
        Wording(r"\bde\s(?:\d{1,2},\s){0,8}(?:\d{1,2}\s(?:y|e|o)\s)?\Z", "de ", "del ")),
    ("other", Wording(
        r"""(?x)(?:-[^\W\d_]|\s?°|\s(?:segundos?|minutos?|horas?|d[ií]as?|noches?|semanas?|mes(?:es)?|años?|d[eé]cadas?|siglos?|km
        |kil[oó]metros?|metros?|millas?|cent[ií]metros?|kilos?|kilogramos?|gramos?|toneladas?|litros?|grados?|hect[aá]reas?
        |veces|puntos?|goles)(?!\w))""", " kilómetros", " kilomberos"), None),
)  # fmt: skip
_LABEL = Wording(
    r"(?i)\b(?:n[uú]mero|n[.º°]|art[ií]culo|magnitud|ruta|carretera|kil[oó]metro|km|canal|vuelo|calle|zona|comuna|barrio|frente"
    r"|distrito|sector|l[ií]nea|avenida|villa|pabell[oó]n|m[oó]dulo)\s?\Z",
    "la carretera ", "la carrera ")  # fmt: skip
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_YEAR_BEFORE = Wording(r"(?i)\b(?:en|de|del|desde|hasta|año|durante)\s\Z", "desde ", "muertos ")
_WINDOW = 40


class _Found(NamedTuple):
    """A number by itself: its span in the text and its bounds."""

    start: int
    end: int
    low: int
    high: int | None
    qualifier: Qualifier


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Every number of the text, in order and without overlap, as ``language.numbers.find_numbers`` gives them.

    "Un" and "una" are no numbers here, but for "uno de ellos".
    "1.200" is a thousand and two hundred, "1,5" no count of anything.
    """
    lower = lower_letters(text)
    found: list[_Found] = []
    every = (*_words(lower), *_digits(lower), *_vague(lower))
    for one in sorted(every, key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    found = [_with_half(lower, one) for one in found]
    whole = join_neighbours(found, partial(_add_rest, lower))
    return tuple(_mention(text, lower, one) for one in join_neighbours(whole, partial(_range_of, lower)))


def _with_half(lower: str, one: _Found) -> _Found:
    """The number, with the half that follows it: "un centenar y medio", "dos millones y medio"."""
    half = _AND_HALF.match(lower, one.end)
    unit = next((unit for unit in _HALVED if one.low and one.low == one.high and one.low % unit == 0), 0)
    if half is None or not (unit == _HALVED[0] or one.low == unit):
        return one
    value = one.low + unit // 2
    return one._replace(end=half.end(), low=value, high=value)


def _words(lower: str) -> Iterator[_Found]:
    """Numbers in words; a lone "un" or "una" is an article, "miles" no exact number."""
    tokens = [
        Token(match.start(), match.end(), _SHORT.sub("uno", match.group()), match.lastgroup or "")
        for match in _TOKEN.finditer(lower)
    ]
    for number in find_number_words(tokens, "es", 0):
        start, end = tokens[number.start].start, tokens[number.end - 1].end
        is_word = _NO_NUMBER.match(lower[start:end]) or _PERCENT_OF.search(lower, max(0, start - 9), end)
        if not number.is_ordinal and number.text.isdecimal() and not is_word:
            value = int(number.text)
            yield _Found(start, end, value, value, "exact")


def _digits(lower: str) -> Iterator[_Found]:
    for match in _TOKEN.finditer(lower):
        told = (match["digits"] or "").replace(",", "" if match["thousands"] else ",")
        digits = re.sub(r"[^\d,]", "", told.replace(".", ",") if match["point"] else told)
        if not digits or len(digits) > 15:  # noqa: PLR2004 - no count of anything is longer
            continue
        scale = _SCALED.match(lower, match.end())
        shared = scale or _SCALE_SHARED.match(lower, match.end())
        whole, _, part = digits.partition(",")
        factor = _UNITS[shared[1]] if shared and (part or scale) else 1
        value = int(whole) * factor + int(int(part or 0) * factor / 10 ** len(part))
        if not part or shared:
            yield _Found(match.start(), scale.end() if scale else match.end(), value, value, "exact")


def _vague(lower: str) -> Iterator[_Found]:
    for match in _VAGUE.finditer(lower):
        low = 2 * _UNITS.get(match["unit"], 1) * _UNITS.get(match["of"], 1)
        yield _Found(*match.span(), low, None, "several")
    for match in _MULTIPLE.finditer(lower):
        value = int(_MANY[match["many"]] * _UNITS[match["unit"]])
        yield _Found(*match.span(), value, value, "exact" if match["unit"] in _EXACTLY else "about")
    for match in (*_AT_LEAST_ONE.finditer(lower), *_ONE_OF_SOME.finditer(lower)):
        yield _Found(*match.span(match.lastgroup or "one"), 1, 1, "exact")
    for match in _ZERO.finditer(lower):
        yield _Found(*match.span(), 0, 0, "exact")


def _add_rest(lower: str, last: _Found, one: _Found) -> _Found | None:
    """A number and what is left of it in digits as one: "mil 200", "2 millones 300 mil"; None for two numbers."""
    scale = _SCALE_END.search(lower, last.start, last.end)
    if scale is None or one.high is None or not lower[one.start].isdecimal() or lower[last.end : one.start] != " ":
        return None
    is_rest = one.high < _UNITS[scale[0]] <= 100 * one.high
    return last._replace(end=one.end, low=last.low + one.high, high=last.low + one.high) if is_rest else None


def _range_of(lower: str, last: _Found, one: _Found) -> _Found | None:
    """Two numbers as one range: "entre 10 y 15", "de 10 a 15", "20 a 30 mil"; None where they are two."""
    if not last.high or not one.high or last.high >= one.high:
        return None
    before = lower[max(0, last.start - _WINDOW) : last.start]
    gap, between = lower[last.end : one.start], _BETWEEN.search(before)
    if not ((between and _AND.fullmatch(gap)) or (_GAP.fullmatch(gap) and not _RISEN.search(before))):
        return None
    start = last.start - (len(before) - between.start() if between else 0)
    return _Found(start, one.end, last.low * _shared_scale(lower, last, one), one.high, "range")


def _shared_scale(lower: str, last: _Found, one: _Found) -> int:
    """What the first of two numbers counts by: thousands in "20 a 30 mil" and "20-30.000"."""
    if scale := _SCALE_END.search(lower, one.start, one.end):
        worth = _UNITS[scale[0]]
        return worth if last.low * worth < (one.high or 0) else 1
    return share_thousands(last.low, one.high or 0) if _THOUSANDS_END.search(lower, one.start, one.end) else 1


def _mention(text: str, lower: str, one: _Found) -> NumberMention:
    kind = _kind(lower, one)
    start, end, count = one.start, one.end, CountRange(low=one.low, high=one.high, qualifier=one.qualifier)
    if kind in {"date", "time"}:
        count = CountRange(low=None, high=None, qualifier="unknown")
    elif one.low and one.qualifier in {"exact", "about"}:
        first = max(0, start - _WINDOW)
        before = None if _REACHED.search(lower, first, start) else _BEFORE.search(lower, first, start)
        start, end, count = qualify(start, end, count, before, _AFTER.match(lower, end))
    return NumberMention(start=start, end=end, text=text[start:end], range=count, kind=kind)


def _kind(lower: str, one: _Found) -> NumberKind:
    before = lower[max(0, one.start - _WINDOW) : one.start]
    for kind, after, preceded in _KINDS:
        told = after.match(lower, one.end)
        if kind == "age":
            if told and (preceded is None or preceded.search(before) or lower[one.end :].startswith(" años de edad")):
                return kind
        elif told or (preceded and preceded.search(before)):
            return kind
    return _kind_by_words(lower, one, before)


def _kind_by_words(lower: str, one: _Found, before: str) -> NumberKind:
    """The kind that the words around a number without a unit tell."""
    goes_on = _VERB_AFTER.match(lower, one.end) is not None
    is_last = one.end == len(lower)
    if _YEAR.fullmatch(lower, one.start, one.end) and _YEAR_BEFORE.search(before):
        return "year"
    if _AGED.search(before) and (goes_on or _AND.match(lower, one.end)):
        return "age"
    if _CLOCK_BEFORE.search(before) and not _PEOPLE_AFTER.match(lower, one.end):
        return "time"
    if _DAY_BEFORE.search(before) and (goes_on or is_last):
        return "date"
    is_label = _LABEL.search(before) and lower[one.start].isdecimal()
    return "other" if is_label and (goes_on or not lower[one.end :].startswith(" ")) else "count"
