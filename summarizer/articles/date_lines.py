"""Lines of a day: when an article was published, or posted, or revised."""

import re
from collections.abc import Sequence
from datetime import date

from summarizer.articles.bylines import HALF_DAY, LONGEST, OF_NEWS, SENTENCE_ENDED, are_names, is_byline
from summarizer.articles.headers import DATE, DAY_PATTERN, DIGIT, parse_date
from summarizer.language.calendar import DAY_OF_WEEK, weekdays_in

ENDED = re.compile(r"(?:[.!?:;…。！？؟।][\"'”’»\]]*|\))\s*\Z")
PARTS = re.compile(r"\s[|•·●]\s")
_SLASH = re.compile(r"\s[|•·●/]\s")
_DASH = re.compile(r"\s[-–—]\s|\s{3,}")
"""Between a date and capitals; a wide gap parts them, too."""
MOST_IN_PART = 5
LONGEST_POSTED = 250
"""The most characters of a line in which "posted on" may tell the day."""
YEARLESS = re.compile(rf"(?P<date>{DAY_PATTERN})(?:,?\s{{1,3}}{DAY_OF_WEEK})?", re.IGNORECASE)
"""A date as ``headers.DAY_PATTERN`` has it, with its weekday before or after it."""
_OTHER_POSTED = (
    r"publiée?|posté|paru|(?:publica|posta)d[oa]|publica(?:ção|ción)|fecha de publicación|creado|veröffentlicht"
    r"|erstellt|artikel(?=\svom)|pubblicat[oa]"
    r"|pubblicazione|gepubliceerd|geplaatst|opublikowano|diterbitkan|giriş|yayınlanma|опубликовано|опубліковано|дата"
)
_OTHER_UPDATED = (
    r"mise? à jour|modifiée?|actualizad[oa]|última actualización|atualizad[oa]|atualização|aktualisiert|stand"
    r"|aggiornat[oa]|aggiornamento|bijgewerkt|aktualizacja|diperbarui|обновлено|оновлено|güncelleme"
)
_ABROAD = re.compile(rf"(?<![^\W\d_])(?:{_OTHER_POSTED}|{_OTHER_UPDATED})\b", re.IGNORECASE)
"""Words beside a date of which the day comes first."""
_RELEASE = (
    r"press\srelease|pressemitteilung|comunicado(?:\sde\sprensa)?|nota\sde\sprensa|communiqué(?:\sde\spresse)?"
    r"|comunicato(?:\sstampa)?"
)
"""What an office calls what it sends to newspapers."""
_BESIDE = re.compile(
    r"(?:and\s)?(?:first|last|originally)?\s*(?:posted|published|issued|aired|broadcast|updated?|edited|created|modified|story|date|filed|web|online"
    r"|pubdate)\b"
    rf"|(?<![^\W\d_])(?:{_OTHER_POSTED}|{_OTHER_UPDATED})\b"
    r"|\b(?:le|el|il|em|am|um|vom|den|del|al|à|às|alle|a las|a(?!\.?\s?m\b)|ore|uhr|ob|de|op|om|uur|data"
    r"|tarihi|pukul|в|ultimo)\b"
    r"|来源\s?[:：]?\s?[^\s\d]{1,20}|(?:星期|周)[一二三四五六日天]|[月火水木金土日]曜日|午前|午後|上午|下午|오전|오후"
    r"|(?:기사)?(?:입력|등록|수정|승인)|발행일?|発行|更新日?|公開日?|配信|发布时间?|发表时间?|更新时间?|\d{1,2}[时時点]\d{1,2}分"
    rf"|\b{DAY_OF_WEEK}|\b(?:on|at|as|of|hr?s?|local|time)\b"
    r"|\b(?:temps de lecture|(?:tiempo de )?lectura|lesezeit|(?:tempo di )?lettura|(?:tempo de )?leitura)\s?:?"
    r"\s?\d{1,2}\smin\w{0,5}"
    r"|\b\d{1,2}[\s-]min(?:ute)?s?\sread\b"
    r"|(?<=,\s)by(?-i:\s[A-Z][\w.'’-]{0,30}){2,3}(?:(?:,|\sand)(?-i:\s[A-Z][\w.'’-]{0,30}){2,3}){0,3}(?=\Z|,\s(?:updated|modified|last)\b)"
    rf"|\b(?:{_RELEASE})(?:\s(?:vom|du))?\b"
    r"|\b(?:live(?:\s?blog|\supdates?)?|breaking(?:\snews)?|en\svivo|en\sdirect|ao\svivo|liveticker)\b"
    r"|\b(?:h[áa]|hace|vor|il y a)\s\d{1,3}\s\w{1,10}|\b(?:about\s)?\d{1,3}\s(?:minutes?|hours?|days?)\sago\b"
    r"|\b(?:(?:world|news|morning|midday|evening|daily|weekly)\s){0,2}(?:round-?up|bulletin|briefing|digest|edition|newsletter)\b"
    r"|\b\d{1,2}\sh\s\d\d\b|\b\d{4}(?=\s(?:GMT|UTC)\b)"
    r"|\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?h?(?!\d)|T\d\d:\d\d(?::\d\d(?:\.\d+)?)?|\b\d{1,2}時\d{1,2}分|\b\d{1,2}(?=\s*[ap]\.?\s?m\b)|[ap]\.?\s?m\b\.?|(?<=m\.\s)[A-Z]{2}\b|@"
    r"|(?:GMT|UTC)[+-]\d{1,2}\b|(?<![^\W\d_])(?:[A-Z]{1,2}[SD]?T|UTC|MSK|WIB|Z|T)\b|[+-]\d\d:?\d\d|[\s,;:.|/()•·●–—-]+",
    re.IGNORECASE,
)
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d|\.\d)", re.IGNORECASE)
_ADDRESS_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|[a-z]{3})[/-](?P<d>\d{1,2})(?=[/.-]|\Z)")
_ADDRESS_DIGITS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>_?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>[0-3]\d)(?!\d)")


_POSTED = re.compile(
    r"(?:\A|[(|•·]\s*)(?:(?:first|last|originally|article|story|page)\s+)?"
    r"(?:posted|published|issued(?=:)|aired|broadcast|reporting time|updated|created|filed(?! under)|submitted)\b"
    r"[^.]{0,60}?(?:\bon\b|:)\s"
    r"|\b(?:posted|published|updated|created|filed(?! under)|submitted)\b[^.:]{0,40}:\s|\bposted in [^.]{0,40}?\bon\s"
    r"|\((?:posted|published|updated|as of)\s|\A(?:for\s)?immediate\srelease\b[:\s–—-]{0,4}|\A(?:date\s)?issued:\s"
    r"|\A(?-i:(?:[A-Z][\w.'’-]{0,20}[\s,|]{1,3}){1,6}(?:Published|Updated))\s(?=[A-Z]\w{2,8}\s\d{1,2},\s\d{4}\s*(?:\d{1,2}:|Updated|\Z))"
    rf"|(?:[–—|•·(]\s*|\A(?:par|di|por|von)\s[^.]{{3,60}}?\s-\s)(?:{_OTHER_POSTED})\s(?:le|el|em|am|il|op)\s(?=[\w,]*\s?\d)"
    rf"|\A(?:{_RELEASE}|presse(?:aussendung|information)|medienmitteilung|nota)\b[^.]{{0,60}}?\b(?:vom|del|du|do)\s",
    re.IGNORECASE,
)
"""It opens the line, or has a colon: in prose "posted on" is of a video, "published" of a report."""
_IS_WEEKDAY = re.compile(DAY_OF_WEEK, re.IGNORECASE)
_LABEL = re.compile(
    rf"(?<![^\W\d_])(?:(?P<first>posted|published|issued|aired|broadcast|created|filed|submitted|pubdate|{_OTHER_POSTED})"
    rf"|updated?|modified|edited|revised|{_OTHER_UPDATED})\b",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?:GMT|UTC)[+-]\d\d?:\d\d?|\b(?:story|article|page) created\b", re.IGNORECASE)
_PLACE_AFTER = re.compile(
    r"(?<=\d)\s\([^()]{2,40}\)\Z"
    r"|(?<=\d)\s?[-–—]\s?[A-Z][\w.'’]*(?:,?\s[A-Z][\w.'’]*){0,3}\s?(?:[-–—]|\([^()]{2,40}\))?\Z"
)
_PLACE_BEFORE = re.compile(
    r"\A[A-ZÀ-Ý][\w.'’-]*(?:\s(?:d[aeo]s?|del|las?|los|[A-ZÀ-Ý][\w.'’-]*)){0,5}(?:,\s[A-ZÀ-Ý][\w.'’-]*){0,2}"
    r"(?:,\s(?=\w)|\s[-–—/]\s(?=\d|[a-z]{3,10}\.?\s\d)|(?<=[a-zà-ÿ]{3}\.)(?<!Sept\.)\s(?=\d))"
)
_ENDS_PART = re.compile(
    rf"(?:\A|[|•·,./(–—-]\s?|\s{{2}}|{DAY_OF_WEEK},?\s|\b(?:le|el|den|il|em|am)\s)\Z", re.IGNORECASE
)
_OPENS_PART = re.compile(r"\Z|\s*[|•·,/)–—-]|\s{2}|,?\s\d{1,2}[:.h]\d\d")
_OF_EVENT = re.compile(r"\b(?:for|the|to)\b")
"""Between names of what is to come, and not between those of reporters, papers and towns: "Concert for the Victims"."""
_OF_NAMES = 3
"""The rank of a line that has only names beside its day: those with a word for posting or a weekday come first."""
_EMPHASIS = "*_ "
"""What may stand around a date and its place, of lines that are read for the day alone."""


def read_yearless(found: re.Match[str], near: date) -> date | None:
    """The day of a match of a date without its year; None where it is none of the weekdays right beside it."""
    day, named = parse_date(found["date"], near=near), weekdays_in(found.group())
    return day if day and (not named or day.weekday() in named) else None


def find_yearless(line: str) -> re.Match[str] | None:
    """The date without its year of a line that holds nothing else but an author or when it was posted.

    A date beside a few other words needs a label or a weekday: "Concert | December 10" is to come.
    """
    told = list(YEARLESS.finditer(line)) if len(line) <= LONGEST else []
    found = [one for one in told if _is_first(line, one.start())] or told
    if len({one["date"].casefold() for one in found}) != 1 or any(map(_is_whole, DATE.finditer(line))):
        return None
    first = found[0]
    if _stands_alone(first, line) or is_byline(line):
        return first
    is_told = _LABEL.search(line) or weekdays_in(first.group())
    return first if is_told and _is_of_parts(line) else None


def is_date_line(line: str) -> bool:
    """Whether a line is a date, with at most a place and words for when it was posted, and tells nothing else."""
    return read_placed_date(line) is not None


def read_posted_line(line: str) -> tuple[int, date] | None:
    """The rank and the day of a line that is a date, has little beside it, or says "posted on"; None for others."""
    told = _ZONE.sub("", line)
    day = read_placed_date(told) or (read_posted(told)[1] if len(line) <= LONGEST_POSTED else None)
    return (rank_label(told), day) if day else None


def read_weekday_line(line: str) -> tuple[int, date] | None:
    """The rank and the day of a short line, no sentence, with one whole date after its day of the week.

    Apart from what stands before it: "Strike called for Thursday, 10 December 2026" is no day of publication.
    """
    found = _find_date(line) if len(line) <= LONGEST and not SENTENCE_ENDED.search(line) else None
    if found is None or _is_range(line) or OF_NEWS.search(line) or _IS_WEEKDAY.match(found[0]) is None:
        return None
    if line[: found.start()].rstrip()[-1:] not in ("", *".,|–—•·(-"):
        return None
    day = _read_day(found)
    return (rank_label(line), day) if day else None


def read_named_line(line: str) -> tuple[int, date] | None:
    """The rank and the day of a short line that has beside one whole date only names, as of an agency and a town.

    "AFP — Banjarnegara (Indonesia), Nov 27, 2026", "Radio Tamazuj - Malakal, 25 Nov 2026". Parted from the names:
    "Victims of September 11, 2001" tells of that day.
    """
    found = _find_alone(line)
    is_told = OF_NEWS.search(line) or _OF_EVENT.search(line) or SENTENCE_ENDED.search(HALF_DAY.sub("", line))
    if found is None or is_told or _is_range(line):
        return None
    before, after = (_BESIDE.sub(" | ", part) for part in (line[: found.start()], line[found.end() :]))
    is_parted = _ENDS_PART.search(line, 0, found.start()) and _OPENS_PART.match(line, found.end())
    day = _read_day(found)
    return (_OF_NAMES, day) if day and is_parted and are_names(before) and are_names(after) else None


def rank_label(line: str) -> int:
    """0 for a line that says when something was posted, 2 for one that says only when it was updated, 1 for others."""
    labels = [found["first"] for found in _LABEL.finditer(line)]
    return 0 if any(labels) else 2 if labels else 1


def read_posted(line: str) -> tuple[int, date | None]:
    """Where "posted on" and the like begins in a line, and the day after it; None where there is none."""
    posted = _POSTED.search(line)
    found = _find_date(line, posted.start()) if posted else None
    return posted.start() if posted else 0, _read_day(found) if found else None


def date_of_address(url: str) -> date | None:
    """The day that an address tells: ``/2013/09/09/``, ``/2013/sep/09/``, ``-20130909`` or ``_2013_09_09``."""
    found = _ADDRESS_DAY.search(url.lower()) or _ADDRESS_DIGITS.search(url)
    if found is None:
        return None
    month = found["m"]
    return parse_date(f"{found['d']} {month} {found['y']}" if month.isalpha() else _iso(found["y"], month, found["d"]))


def read_bare_day(line: str) -> date | None:
    """The day of a line that is a date, and says neither by a word nor by an hour that something was posted then."""
    found = _find_alone(line)
    if found is None or _LABEL.search(line) or CLOCK.search(line) or not _stands_alone(found, line):
        return None
    return _read_day(found)


def read_date_line(line: str) -> tuple[date | None, bool]:
    """The day of a date line or byline, None where it is ambiguous; and whether the line is a date line at all."""
    found = _find_alone(line)
    if found is None or _is_range(line):
        return None, False
    is_date = _stands_alone(found, line) or is_byline(line) or _is_of_parts(line)
    return (_read_day(found), True) if is_date else (None, False)


def _stands_alone(found: re.Match[str], line: str) -> bool:
    """Whether beside a date its line has only what stands beside dates: labels, clocks, weekdays, other dates."""
    rest = line[: found.start()] + "|" + line[found.end() :]
    return not _BESIDE.sub("", DATE.sub("", rest))


def _is_of_parts(line: str) -> bool:
    """Whether one part of a line is a date and the others a few words, as a section's: "Nov. 19, 2026 | Local news"."""
    return _is_date_among(PARTS.split(line)) or _is_date_among(_SLASH.split(line))


def _is_date_among(parts: Sequence[str], *, capitals: bool = False) -> bool:
    others = [part for part in parts if _BESIDE.sub("", DATE.sub("", part))]
    return 0 < len(others) < len(parts) and all(
        (len(part.split()) <= MOST_IN_PART or is_byline(part))
        and (part.isupper() or not capitals)
        and not any(words.search(part) for words in (DATE, ENDED, OF_NEWS))
        for part in others
    )


def read_placed_date(line: str) -> date | None:
    """The day of a line that is a date and perhaps a place: "Nov 22, 2026 - Warsaw", "*Lyon, 23 November 2026*".

    Or a date beside capitals: "KYODO NEWS - Jul 24, 2024 - 16:52", "PUBLIC STATEMENT      30 April 2024".
    """
    bare = line.strip(_EMPHASIS)
    day, _ = read_date_line(_PLACE_BEFORE.sub("", _PLACE_AFTER.sub("", bare)))
    is_dashed = day is None and len(line) <= LONGEST and _is_date_among(_DASH.split(bare), capitals=True)
    return read_date_line(_DASH.sub(" | ", bare))[0] if is_dashed else day


def _find_date(line: str, start: int = 0) -> re.Match[str] | None:
    """The first date of a line with a year; one after "posted" rather than one after "updated"."""
    found = list(DATE.finditer(line, start))
    if not found or not _is_whole(found[0]):
        return None
    return next((one for one in found if _is_whole(one) and _is_first(line, one.start())), found[0])


def _find_alone(line: str) -> re.Match[str] | None:
    """Likewise of a line that is no longer than those of dates are."""
    return _find_date(line) if len(line) <= LONGEST and DIGIT.search(line) else None


def _is_range(line: str) -> bool:
    """Whether a line tells of two days and not of either when it was posted or updated: those of an event."""
    days = {_read_day(found) for found in DATE.finditer(line) if _is_whole(found)}
    return len(days) > 1 and not _LABEL.search(line)


def _is_first(line: str, end: int) -> bool:
    """Whether the last word for it before that offset says when it was posted, not when it was updated."""
    labels = [label["first"] for label in _LABEL.finditer(line, 0, end)]
    return not labels or labels[-1] is not None


def _is_whole(found: re.Match[str]) -> bool:
    """Whether a date has its year."""
    return any(found[part] for part in ("iso", "dashed", "numeric", "y1", "y2"))


def _read_day(found: re.Match[str]) -> date | None:
    if iso := found["iso"]:
        return parse_date(_iso(*re.split("[-./]", iso)))
    if dashed := found["dashed"]:
        return parse_date(dashed.replace("-", " ", 1).replace("-", ", "))
    if numeric := found["numeric"]:
        named = numeric.replace(".", " ") if found["mark"] else numeric
        return parse_date(re.sub("[-/]", ".", named) if _ABROAD.search(found.string) and not found["mark"] else named)
    return parse_date(re.sub(r",(?=\d)", ", ", found["words"]))


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"
