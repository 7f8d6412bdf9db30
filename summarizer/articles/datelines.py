"""Agency datelines, ``LIMA, 20 Aug 88 (EFE) --``: place, date and span."""

import re
from datetime import date
from itertools import islice

from summarizer.articles.bylines import SENTENCE_ENDED
from summarizer.articles.headers import DAY, DAY_PATTERN, parse_date
from summarizer.language.calendar import weekdays_in
from summarizer.language.cities import find_seats
from summarizer.values import Dateline

AGENCIES = re.compile(
    r"\b(?:aa|aap|abi|acan|adnkronos|afp|agi|aip|anadolu|andina|ani|anp|ansa|antara|ap|apa|aps|associated press|ats"
    r"|belga|bernama|bloomberg|cnn|cp|dpa|efe|europa press|folhapress|ians|interfax|irin|irna|italpress|itar|jiji|kuna"
    r"|kyodo|lusa|notimex|ots|pap|prensa|pti|reuters?|rfe|sana|spa|tass|t[eé]lam|ukrinform|unian|upi|wafa|xinhua|yonhap)\b",
    re.IGNORECASE,
)
PREPOSITIONS = frozenset(("at", "by", "from", "in", "on", "since"))
_PARTICLES = frozenset(("al", "da", "de", "del", "do", "el", "la", "of"))

_WORD = r"[^\W\d_][\w.'’\-]{0,30}"
_BLANK = r"[ \t]{1,3}"
_NAME = rf"{_WORD}(?:{_BLANK}{_WORD}){{0,4}}"
_NUMERIC = r"\d{1,2}(?P<between>[./])\d{1,2}(?P=between)(?P<y3>\d{4})"
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d|\sblock\b)")
DATELINE = re.compile(
    rf"(?:\((?P<agency>[^()]{{2,30}})\) ?[-–—] ?)?"
    rf"(?P<place>{_NAME}(?:[ ]?/[ ]?{_NAME})?"
    rf"(?:{_BLANK}[(\[][^\W\d_][\w. /]{{1,30}}[)\]]){{0,2}}?(?:,{_BLANK}{_NAME}){{0,2}}?)"
    rf"(?:(?P<comma>,)?{_BLANK}(?:(?:le|den|el|a){_BLANK})?(?P<date>(?i:{DAY_PATTERN}|{_NUMERIC}|no\s{{1,3}}date)))?"
    rf"(?:,?[ \t]{{0,3}}\((?P<source>[^()]{{2,60}})\)|,{_BLANK}(?P<wire>[A-Z]{{2,6}})(?=[ \t]{{1,3}}[-–—]))?"
    r"(?:(?:[ \t]{0,3}|\s{0,3}(?=--))\.?(?:-{2,3}|[–—]|[-_](?=[\s\[])|(?P<colon>(?<=\d):)(?=\s))"
    r"|(?P<stop>(?<=\d{4})\.)(?=[ \t]{1,3}[^\W\d_])"
    r"|(?P<bare>(?<=[A-Z]\))[:.]?)(?=[ \t]{1,3}\S)"
    r"|(?P<slashed>\.[ \t]/[^/\n]{2,30}/\.?)(?=\s))"
    r"(?:\s{0,4}\[[^\[\]]{1,200}\]){0,8}"
)
_DAY_FIRST = re.compile(
    rf"(?P<date>(?i:{DAY_PATTERN}|{_NUMERIC})){_BLANK}\((?P<place>{_NAME}(?:[ ]?[/,][ ]?{_NAME}){{0,2}})\)"
    r"[ ]?[-–—]{1,2}(?=\s)"
)
"""As the Sudanese press writes it: "October 12, 2025 (EL OBEID / KAMPALA) – "."""
DATELINE_LIMIT = 2_500
_LONG = 60
"""Days after which a report without an agency is no longer printed under its day."""
_FIRST, _LINES = 3, 10


def find_dateline(text: str, body_start: int, *, published: date | None) -> Dateline | None:
    """Return the agency dateline that opens one of the first lines of the prose: ``LIMA, 20 AUG 88 (EFE) --``.

    Of the first three, or with a known agency of the first ten, below no sentence: a wire's slug, notes and
    points stand above.

    Its span includes bracketed remarks such as ``[TEXT]`` that follow. A date without a year takes the year nearest to
    ``published``, and is None where that is None. A name and a dash alone are no dateline: it takes a date with a
    source or its year, a date after a place in capitals, or a known agency; before a colon a TOWN and a year, or a
    comma where no other line opens so. After a date and an agency's letters nothing, a colon or a stop may stand for
    the dash: "Abuja, April 4 (NAN) The police"; a stop also after a town and a date with the latest year that the text
    names: "Passau, 27. November 2026. Bei".
    A TOWN with an agency needs no comma before its date, and a known agency may stand first: "(ANSA) - ROMA, 06 MAR -";
    so may the day before TOWNS in brackets. Russian agencies stand between slashes: "MOSCOW, March 3. /TASS/.".
    """
    lines = list(islice(re.compile(r"\S[^\r\n]*").finditer(text, body_start), _LINES))
    told = next((at for at, line in enumerate(lines, start=1) if SENTENCE_ENDED.search(line.group())), _LINES)
    for number, line in enumerate(lines[: max(told, _FIRST)]):
        limits = line.start(), line.start() + DATELINE_LIMIT
        first = _DAY_FIRST.match(text, *limits)
        towns = re.split(r"\s?[,/]\s?", first["place"]) if first and first["place"].isupper() else []
        if first and towns and find_seats(towns[0]) and not AGENCIES.fullmatch(towns[0]):
            day = parse_date(first["date"], near=published)
            return Dateline(place=" ".join(first["place"].split()), date=day, start=first.start(), end=first.end())
        found = DATELINE.match(text, *limits)
        if number >= _FIRST and not (found and AGENCIES.search(found["source"] or "")):
            continue
        is_headline = bool(found and found["colon"] and not _year(found)) and not SENTENCE_ENDED.search(line.group())
        if found and _is_dateline(found) and not is_headline and not (found["stop"] and _is_told_later(found)):
            written = _date_words(found)
            day = parse_date(written, near=published) if written else None
            if not found["source"] and _is_long_before(found, day, published, body_start):
                continue
            return Dateline(place=" ".join(found["place"].split()), date=day, start=found.start(), end=found.end())
    return None


def _is_dateline(found: re.Match[str]) -> bool:
    city = re.split(r"[,(\[/]", found["place"])[0]
    words = city.split()
    if not _is_capitalised(words) or words[0].lower() in PREPOSITIONS or not _may_begin(found, city):
        return False
    if weekdays_in(words[-1]):
        return False
    if found["bare"] is not None:
        return bool(found["date"] and found["source"].isupper() and not DAY.fullmatch(found["source"].strip()))
    if _date_words(found):
        has_year = bool(_year(found))
        return city.isupper() or bool(
            found["date"] and (found["source"] or found["wire"] or (has_year and _is_name(words)))
        )
    return bool(found["source"] and AGENCIES.search(found["source"]))


def _may_begin(found: re.Match[str], city: str) -> bool:
    """Whether what takes a town has one: an agency before it, a date without a comma, a colon or nothing at the end.

    All but the last take it in capitals.
    """
    is_open = bool(found["date"]) and not found["comma"]
    if (found["agency"] and not AGENCIES.search(found["agency"])) or (is_open and found["source"] is None):
        return False
    if found["colon"] and not _year(found) and (is_open or _is_listed(found)):
        return False
    takes_capitals = found["agency"] or found["colon"] or found["slashed"] or is_open
    if takes_capitals and not city.isupper():
        return False
    is_sure = not (takes_capitals or found["stop"] or found["bare"] is not None)
    return is_sure or bool(find_seats(city))


def _is_listed(found: re.Match[str]) -> bool:
    """Whether another line opens like it, as those of a list do: "BAGHDAD, Aug. 19: Bombs kill 95"."""
    lines = re.compile(r"^\S", re.MULTILINE).finditer(found.string)
    told = (DATELINE.match(found.string, line.start(), line.start() + DATELINE_LIMIT) for line in lines)
    return any(other and other["colon"] and other.start() != found.start() for other in told)


def _year(found: re.Match[str]) -> str | None:
    return found["y1"] or found["y2"] or found["y3"]


def _is_told_later(found: re.Match[str]) -> bool:
    """Whether the text below names a later year, so that the day is no dateline's: "Warsaw, 1 August 1944. The"."""
    return any(year[0] > (_year(found) or "") for year in _YEAR.finditer(found.string, found.end()))


def _is_long_before(found: re.Match[str], day: date | None, published: date | None, above: int) -> bool:
    """Whether a day with a year is that of which an article tells: published later, or dated a later year above it."""
    if day is None or not _year(found):
        return False
    is_above = any(int(year[0]) > day.year for year in _YEAR.finditer(found.string, above, found.start()))
    return is_above or (published is not None and (published - day).days > _LONG)


def _is_name(words: list[str]) -> bool:
    return all(word[0].isupper() or word in _PARTICLES for word in words)


def _date_words(found: re.Match[str]) -> str | None:
    """The dateline's date, which may stand where else a source does: ``LAGOS, Nigeria (Sept. 14, 2025) --``."""
    return found["date"] or (found["source"] if found["source"] and DAY.fullmatch(found["source"].strip()) else None)


def _is_capitalised(words: list[str]) -> bool:
    """Return whether a place's words start with capitals; short ones between (``de``, ``of``) need not."""
    return words[0][0].isupper() and all(word[0].isupper() or len(word) <= 3 for word in words)  # noqa: PLR2004 - de, del
