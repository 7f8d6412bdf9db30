"""What stands over an article's prose: its headline, and the lines of dates, bylines and credits.

Sources: the first lines of news pages as people save them, such as ``Posted 11/27/2005 7:21 AM``, ``12:48PM BST 09 Sep
2013``, ``By Ann Lee | Reuters | August 22, 2026``, ``(Photo: AP)``.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import NamedTuple

from summarizer.articles.headers import DAY_PATTERN, TITLE_LIMIT, parse_date
from summarizer.language.calendar import DAY_OF_WEEK, weekdays_in

LINES = 8
"""How many lines are looked at."""
LONGEST = 120
"""The most characters of a date line, byline or credit."""
HEADLINE = 160
"""The most characters of a headline; longer first lines are prose."""
LONGEST_POSTED = 250
"""The most characters of a line in which "posted on" may tell the day."""
LEAST_WORDS = 3

LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
LINE_END = rf"(?>\r\n|[{LINE_ENDS}])"
_LINE = re.compile(rf"(?P<line>\S[^{LINE_ENDS}]*+)(?:{LINE_END}|\Z)(?P<blank>[^\S{LINE_ENDS}]*+{LINE_END})?")
_ENDED = re.compile(r"(?:[.!?:;…][\"'”’»\]]*|\))\s*\Z")
_ASIDE = re.compile(r"(?<=\w)\s\((?:[\w'’]+\s){2,8}[\w'’]+\)\s*\Z")
"""What a headline may end with, "(and were home for tea)", and no caption: "(Photo: AP)"."""
_HEADING_MARK = re.compile(r"#{1,6}\s|[\u200e\u200f]")
_OPENS_HEADLINE = re.compile(rf"(?:{_HEADING_MARK.pattern})?[\"'“‘«$£€₦₹₱¥]?[^\W_]")
_SENTENCE_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_DATE = re.compile(
    rf"(?P<iso>\b\d{{4}}[-./]\d\d[-./]\d\d(?:\b|(?=T\d)))|(?P<dashed>\b[A-Za-z]{{3}}-\d{{1,2}}-(?:\d{{4}}|\d\d)\b)"
    r"|(?P<numeric>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\b\d{1,2}(?P<stop>[-.])\d{1,2}(?P=stop)\d{4}\b"
    r"|\b\d{1,2}(?P<mark>[-.])[A-Za-z]{3}(?P=mark)\d{4}\b|\b\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])"
    rf"|(?P<words>{DAY_PATTERN})",
    re.IGNORECASE,
)
YEARLESS = re.compile(rf"(?P<date>{DAY_PATTERN})(?:,?\s{{1,3}}{DAY_OF_WEEK})?", re.IGNORECASE)
"""A date as ``headers.DAY_PATTERN`` has it, with its weekday before or after it."""
_OTHER_POSTED = (
    r"publiée?|posté|paru|(?:publica|posta)d[oa]|publica(?:ção|ción)|fecha de publicación|creado|veröffentlicht"
    r"|erstellt|artikel(?=\svom)|pubblicat[oa]"
    r"|pubblicazione|gepubliceerd|geplaatst|opublikowano|diterbitkan|giriş|yayınlanma|опубликовано|дата"
)
_OTHER_UPDATED = (
    r"mise? à jour|modifiée?|actualizad[oa]|última actualización|atualizad[oa]|atualização|aktualisiert|stand"
    r"|aggiornat[oa]|aggiornamento|bijgewerkt|aktualizacja|diperbarui|обновлено|güncelleme"
)
_ABROAD = re.compile(rf"(?<![^\W\d_])(?:{_OTHER_POSTED}|{_OTHER_UPDATED})\b", re.IGNORECASE)
"""Words beside a date of which the day comes first."""
_RELEASE = (
    r"press\srelease|pressemitteilung|comunicado(?:\sde\sprensa)?|nota\sde\sprensa|communiqué(?:\sde\spresse)?"
    r"|comunicato(?:\sstampa)?"
)
"""What an office calls what it sends to newspapers."""
_BESIDE = re.compile(
    r"(?:first|last|originally)?\s*(?:posted|published|issued|updated?|edited|created|modified|story|date|filed|web|online"
    r"|pubdate)\b"
    rf"|(?<![^\W\d_])(?:{_OTHER_POSTED}|{_OTHER_UPDATED})\b"
    r"|\b(?:le|el|il|em|am|um|vom|den|del|à|às|alle|a las|a(?!\.?\s?m\b)|ore|uhr|ob|de|op|om|uur|data"
    r"|tarihi|pukul|в|ultimo)\b"
    rf"|\b{DAY_OF_WEEK}|\b(?:on|at|as|of|hr?s?|local|time)\b"
    r"|\b(?:temps de lecture|lectura|lesezeit|lettura|leitura)\s?:?\s?\d{1,2}\smin\w{0,5}"
    rf"|\b(?:{_RELEASE})(?:\s(?:vom|du))?\b"
    r"|\b(?:live(?:\s?blog|\supdates?)?|breaking(?:\snews)?|en\svivo|en\sdirect|ao\svivo|liveticker)\b"
    r"|\b(?:h[áa]|hace|vor|il y a)\s\d{1,3}\s\w{1,10}|\b\d{1,3}\s(?:minutes?|hours?|days?)\sago\b"
    r"|\b(?:(?:world|news|morning|midday|evening|daily|weekly)\s){0,2}(?:round-?up|bulletin|briefing|digest|edition|newsletter)\b"
    r"|\b\d{1,2}\sh\s\d\d\b|\b\d{4}(?=\s(?:GMT|UTC)\b)"
    r"|\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?h?(?!\d)|T\d\d:\d\d(?::\d\d(?:\.\d+)?)?|\b\d{1,2}時\d{1,2}分|\b\d{1,2}(?=\s*[ap]\.?\s?m\b)|[ap]\.?\s?m\b\.?|(?<=m\.\s)[A-Z]{2}\b|@"
    r"|(?:GMT|UTC)[+-]\d{1,2}\b|(?<![^\W\d_])(?:[A-Z]{1,2}[SD]?T|AK[SD]T|GMT|UTC|BST|CES?T|EES?T|IST|MSK|PKT|WIB|SGT|Z|T)\b|[+-]\d\d:?\d\d|[\s,;:.|/()•·–—-]+",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written|edited|reported)\s)?(?:by|von|por|par):?\s+[A-Z\"“]"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s*(?:[|•]|/(?=.*\d))",
    re.IGNORECASE,
)
_OF_NEWS = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|dead(?:ly)?|dies|died|deaths?|sho(?:ts?|ots?|oting)|gun(?:fire|men|man)|injur(?:ed|es)|wound(?:ed|s)"
    r"|attack(?:s|ed)?|bomb(?:s|ed|ings?)?|blasts?|crash(?:es)?|murder(?:s|ed)?|suicide|homicide|kidnap\w*|abduct\w*)\b",
    re.IGNORECASE,
)
"""What no byline tells: "UPDATE | 14 Dead After Bus Crash"."""
_CREDIT = re.compile(
    r"\(?(?:ap |file |handout )?(?:photos?|pictures?|images?|credits?|courtesy|video|source|fotos?|bild|crédito?s?)\b"
    r"\s*(?:by\b|:|/|credit|courtesy|—|(?<=\s)-|-(?=\s))",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:(?:first|last|originally)\s)?(?:posted|published|updated|modified|created)(?:\s(?:on|at))?:?"
    r"|share(?:\sthis(?:\s(?:article|story|page))?)?|save|print|e-?mail|listen|\d{1,2}\smin(?:utes?)?\sread"
    r"|\d{1,3}\s(?:minutes?|hours?|days?)\sago"
    r"|\d{1,2}\smin\w{0,5}\sd[ei]\s(?:lecture|lectura|leitura|lettura)"
    r"|(?:temps de lecture|tiempo de lectura|tempo d[ei] le(?:itura|ttura)|lese(?:zeit|dauer))\s?:\s?"
    r"\d{1,2}\smin\w{0,5}\.?",
    re.IGNORECASE,
)
"""Whole lines that a page puts around the date."""
_PARTS = re.compile(r"\s[|•·]\s")
_MOST_IN_PART = 5
_SECTION_MARK = re.compile(r"\s?[|•·>›»/]\s?|\s[–-]\s|\s{2,}")
_MOST_IN_SECTION, _MOST_IN_NAME = 3, 4
"""Words of a section's name among others, and of a newspaper's in capitals."""
_LONG_NUMBER = re.compile(r"\d{3}")
_ADDRESS_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|[a-z]{3})[/-](?P<d>\d{1,2})(?=[/.-]|\Z)")
_ADDRESS_DIGITS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>_?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>[0-3]\d)(?!\d)")


_POSTED = re.compile(
    r"(?:\A|[(|•·]\s*)(?:(?:first|last|originally|article|story|page)\s+)?"
    r"(?:posted|published|updated|created|filed(?! under)|submitted)\b[^.]{0,60}?(?:\bon\b|:)\s"
    r"|\b(?:posted|published|updated|created|filed(?! under)|submitted)\b[^.:]{0,40}:\s|\bposted in [^.]{0,40}?\bon\s"
    r"|\((?:posted|published|updated|as of)\s|\A(?:for\s)?immediate\srelease\b[:\s–—-]{0,4}|\A(?:date\s)?issued:\s"
    rf"|(?:[–—|•·(]\s*|\A(?:par|di|por|von)\s[^.]{{3,60}}?\s-\s)(?:{_OTHER_POSTED})\s(?:le|el|em|am|il|op)\s(?=[\w,]*\s?\d)"
    rf"|\A(?:{_RELEASE}|presse(?:aussendung|information)|medienmitteilung|nota)\b[^.]{{0,60}}?\b(?:vom|del|du|do)\s",
    re.IGNORECASE,
)
"""It opens the line, or has a colon: in prose "posted on" is of a video, "published" of a report."""
_IN_PAPER = re.compile(r"\A(?:published in|©|\(c\))\s(?:the\s)?[^\W\d_][\w'’.& -]{1,40},\s(?=[\w. ]*\d)", re.IGNORECASE)
"""Before the day at the end of an article: "Published in Dawn, November 29th, 2026"."""
_ISSUE = re.compile(
    r"\b(?:bulletin|transcript|script|edition|newsletter|digest|round-?up|briefing|blotter|(?:police|incident)\slog)\b",
    re.IGNORECASE,
)
"""What comes out on a day, which its headline tells."""
_IS_WEEKDAY = re.compile(DAY_OF_WEEK, re.IGNORECASE)
_LABEL = re.compile(
    rf"(?<![^\W\d_])(?:(?P<first>posted|published|issued|created|filed|submitted|pubdate|{_OTHER_POSTED})"
    rf"|updated?|modified|edited|revised|{_OTHER_UPDATED})\b",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?:GMT|UTC)[+-]\d\d?:\d\d?|\b(?:story|article|page) created\b", re.IGNORECASE)
_HALF_DAY = re.compile(r"\b[ap]\.?m\b\.?", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:\bJr|\b[ap]\.m)\.\Z")
_PLACE_AFTER = re.compile(r"(?<=\d)\s?[-–—]\s?[A-Z][\w.'’]*(?:,?\s[A-Z][\w.'’]*){0,3}\s?[-–—]?\Z")
_PLACE_BEFORE = re.compile(
    r"\A[A-ZÀ-Ý][\w.'’-]*(?:\s(?:d[aeo]s?|del|las?|los|[A-ZÀ-Ý][\w.'’-]*)){0,5}(?:,\s[A-ZÀ-Ý][\w.'’-]*){0,2}(?:,\s(?=\w)|\s[-–—/]\s(?=\d))"
)
_DIGIT = re.compile(r"\d")
_EMPHASIS = "*_ "
"""What may stand around a date and its place, of lines that are read for the day alone."""


class Masthead(NamedTuple):
    """A text's headline, its day of publication, and the half-open spans of the lines that are no prose.

    ``end`` is where the last of these lines, or the headline, ends: the start where there are none.
    """

    title: str | None
    published: date | None
    spans: tuple[tuple[int, int], ...]
    end: int


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    followed_by_blank: bool


def read_masthead(text: str, body_start: int, *, wrapped: bool, stop: int | None = None) -> Masthead:
    """The lines over the prose, which begins at ``stop`` at the latest.

    ``wrapped``: one line end is white space, so that a headline needs a blank line.
    """
    title, days, spans, end, label = None, list[tuple[int, date]](), [], body_start, ""
    lines = list(islice(_lines(text, body_start), 2 * LINES))
    opening = _count_sections(lines, len(text), wrapped=wrapped)
    for number, line in enumerate(lines[opening : opening + LINES]):
        if stop is not None and line.end > stop:
            break
        day, is_date = _read_date_line(line.text)
        if number == 1 and title and line.text.startswith(_KICKERS):
            continue
        is_credit = _is_credit(line.text, text[line.end :], first=number == 0)
        if number == 0 and is_date and (headline := _find_dated_headline(line.text)):
            title = headline
        elif is_date or is_credit or _FURNITURE.fullmatch(line.text):
            spans.append((line.start, line.end))
            day = day if is_date else _read_posted(line.text)[1]
        elif number == 0 and _is_headline(line, len(text), wrapped=wrapped):
            told, day = _read_posted(line.text)
            issued = _read_weekday_line(line.text) if _ISSUE.search(line.text) else None
            headline = _HEADING_MARK.sub("", line.text[:told] if day else line.text, count=1)
            title = " ".join(headline.split()) or None
            day = day or (issued and issued[1])
        else:
            break
        days += [(rank_label(f"{label} {line.text}"), day)] if day else []
        end, label = line.end, line.text if _FURNITURE.fullmatch(line.text) else ""
    if not text[end:].strip():
        return Masthead(None, None, (), body_start)  # what stands over nothing is the article
    return Masthead(title, _first_published(days), tuple(spans), end)


def _count_sections(lines: Sequence[_Line], length: int, *, wrapped: bool) -> int:
    """How many lines name the newspaper and its section ("World News", "Home > Inland") over a blank and a headline."""
    told = next((at for at, line in enumerate(lines) if not _is_section(line.text)), len(lines))
    below = lines[told : told + 1]
    if not (told and below) or told > LINES or not lines[told - 1].followed_by_blank:
        return 0
    if _is_credit(below[0].text, "", first=False):
        return 0
    is_long = len(below[0].text.split()) > _MOST_IN_PART
    return told if is_long and _is_headline(below[0], length, wrapped=wrapped) else 0


def _is_section(line: str) -> bool:
    """Whether a line is but a name, or names between marks, and tells nothing."""
    parts = [part.split() for part in _SECTION_MARK.split(line) if part]
    is_list = len(parts) > 1
    most = _MOST_IN_SECTION if is_list else _MOST_IN_NAME if line.isupper() else LEAST_WORDS - 1
    is_name = is_list or line[0].isupper() or line.isalpha() or "." in line
    is_named = is_name and all(part and len(part) <= most for part in parts)
    is_told = _OF_NEWS.search(line) or _ENDED.search(line) or (_LONG_NUMBER if is_list else _DIGIT).search(line)
    return is_named and not is_told


def date_near_top(text: str, body_start: int) -> date | None:
    """The day in a line among the first ones below the headline that is a date, or has its weekday, or "posted on".

    Such lines stay sentences: what stands between them and the top may be prose.
    """
    lines = [line.text for line in islice(_lines(text, body_start), LINES) if text[line.end :].strip()]
    return _first_published([told for line in lines if (told := read_posted_line(line) or _read_weekday_line(line))])


def day_without_year(text: str, body_start: int, near: date) -> date | None:
    """The day that a line near the top tells without a year, in the year that brings it nearest to ``near``.

    Of several that of the line that says when something was posted. None where it is then told on no one day, and where
    it is none of the weekdays beside it.
    """
    days: dict[int, set[date | None]] = {}
    for line in islice(_lines(text, body_start), LINES):
        found = _find_yearless(line.text) if text[line.end :].strip() else None
        if found:
            days.setdefault(rank_label(line.text), set()).add(read_yearless(found, near))
    best = days[min(days)] if days else set()
    return best.pop() if len(best) == 1 else None


def read_yearless(found: re.Match[str], near: date) -> date | None:
    """The day of a match of a date without its year; None where it is none of the weekdays right beside it."""
    day, named = parse_date(found["date"], near=near), weekdays_in(found.group())
    return day if day and (not named or day.weekday() in named) else None


def _find_yearless(line: str) -> re.Match[str] | None:
    """The date without its year of a line that holds nothing else but an author or when it was posted.

    A date beside a few other words needs a label or a weekday: "Concert | December 10" is to come.
    """
    told = list(YEARLESS.finditer(line)) if len(line) <= LONGEST else []
    found = [one for one in told if _is_first(line, one.start())] or told
    if len({one["date"].casefold() for one in found}) != 1 or any(map(_is_whole, _DATE.finditer(line))):
        return None
    first = found[0]
    if _stands_alone(first, line) or _is_byline(line):
        return first
    is_told = _LABEL.search(line) or weekdays_in(first.group())
    return first if is_told and _is_of_parts(line) else None


def date_near_end(text: str) -> date | None:
    """The day in a line among the last ones that only says when the article was posted, as web pages end.

    Below a sentence: below a name or a headline it is of a comment or of another article. None where there are several.
    """
    lines = [line.strip() for line in text[-LINES * LONGEST :].splitlines() if line.strip()][-LINES:]
    lines = [_IN_PAPER.sub("Published ", line) for line in lines]
    told = {
        day
        for before, line in pairwise(lines)
        if _SENTENCE_ENDED.search(before) and rank_label(line) == 0 and (day := _read_placed_date(line))
    }
    return told.pop() if len(told) == 1 else None


def is_date_line(line: str) -> bool:
    """Whether a line is a date, with at most a place and words for when it was posted, and tells nothing else."""
    return _read_placed_date(line) is not None


def read_posted_line(line: str) -> tuple[int, date] | None:
    """The rank and the day of a line that is a date, has little beside it, or says "posted on"; None for others."""
    told = _ZONE.sub("", line)
    day = _read_placed_date(told) or (_read_posted(told)[1] if len(line) <= LONGEST_POSTED else None)
    return (rank_label(told), day) if day else None


def _read_weekday_line(line: str) -> tuple[int, date] | None:
    """The rank and the day of a short line, no sentence, with one whole date after its day of the week.

    Apart from what stands before it: "Strike called for Thursday, 10 December 2026" is no day of publication.
    """
    found = _find_date(line) if len(line) <= LONGEST and not _SENTENCE_ENDED.search(line) else None
    if found is None or _is_range(line) or _OF_NEWS.search(line) or _IS_WEEKDAY.match(found[0]) is None:
        return None
    if line[: found.start()].rstrip()[-1:] not in ("", *".,|–—•·(-"):
        return None
    day = _read_day(found)
    return (rank_label(line), day) if day else None


def _first_published(days: Sequence[tuple[int, date]]) -> date | None:
    """Of days with the rank of their lines the first of the best."""
    return min(days, key=lambda told: told[0])[1] if days else None


def rank_label(line: str) -> int:
    """0 for a line that says when something was posted, 2 for one that says only when it was updated, 1 for others."""
    labels = [found["first"] for found in _LABEL.finditer(line)]
    return 0 if any(labels) else 2 if labels else 1


def _read_posted(line: str) -> tuple[int, date | None]:
    """Where "posted on" and the like begins in a line, and the day after it; None where there is none."""
    posted = _POSTED.search(line)
    found = _find_date(line, posted.start()) if posted else None
    return posted.start() if posted else 0, _read_day(found) if found else None


def is_wrapped(text: str, start: int) -> bool:
    """Whether single line ends of a text are white space: one line in five goes on in lower case on the next.

    Where all is in capitals, one in two that do not end as sentences do.
    """
    inner = [(line, after) for line, after in pairwise(_lines(text, start)) if not line.followed_by_blank]
    if text[start:].isupper():
        return 2 * sum(not _SENTENCE_ENDED.search(line.text) for line, _ in inner) > len(inner)
    goes_on = [
        after.text[0].islower() and not _is_credit(after.text, "", first=False) and not is_date_line(after.text)
        for _, after in inner
    ]
    return 5 * sum(goes_on) >= max(len(inner), 1)


def date_of_address(url: str) -> date | None:
    """The day that an address tells: ``/2013/09/09/``, ``/2013/sep/09/``, ``-20130909`` or ``_2013_09_09``."""
    found = _ADDRESS_DAY.search(url.lower()) or _ADDRESS_DIGITS.search(url)
    if found is None:
        return None
    month = found["m"]
    return parse_date(f"{found['d']} {month} {found['y']}" if month.isalpha() else _iso(found["y"], month, found["d"]))


def _lines(text: str, start: int) -> Iterator[_Line]:
    for found in _LINE.finditer(text, start):
        line = found["line"].rstrip()
        yield _Line(found.start("line"), found.start("line") + len(line), line, found["blank"] is not None)


def _is_headline(line: _Line, length: int, *, wrapped: bool) -> bool:
    words = line.text.split()
    alone = line.followed_by_blank or not wrapped
    return (
        alone
        and line.end < length
        and len(words) >= LEAST_WORDS
        and len(line.text) <= min(HEADLINE, TITLE_LIMIT)
        and not _ENDED.search(_ASIDE.sub("", line.text))
        and _read_placed_date(line.text) is None
        and _OPENS_HEADLINE.match(line.text) is not None
    )


def _is_credit(line: str, below: str, *, first: bool) -> bool:
    """Whether a line names who wrote or pictured it; "From Ann Lee, Kaduna" as the first line may be a headline."""
    if len(line) > LONGEST:
        return False
    is_sent = not first and _SENDER.match(line) is not None and len(line.split()) <= _MOST_SENT
    byline = f"By {line}" if is_sent else line
    credit = _CREDIT.match(line)
    is_pictured = credit is not None and not (first and _tells(line[credit.end() :]))
    return is_pictured or (_is_byline(byline) and not _is_retold(line, below))


def _tells(words: str) -> bool:
    """Whether words are no names alone: "Video: Flood sweeps away bridge" is a headline."""
    lowered = (word for word in _WORD.findall(words) if word.islower() and word not in _BYLINE_WORDS)
    return _OF_NEWS.search(words) is not None or any(len(word) > _LONGEST_PARTICLE for word in lowered)


def _is_retold(line: str, below: str) -> bool:
    """Whether the text below has the words of a line's first part in lower case: "By Boat And Bus, Thousands Flee".

    Names never stand so. A line that says what somebody is ("By Will Hunt, Crime Reporter") is a byline all the same.
    """
    first = [word for word in _WORD.findall(line.partition(",")[0].casefold())[1:] if word not in _BYLINE_WORDS]
    if not first or len(line.split()) <= LEAST_WORDS or _ROLE.search(line):
        return False
    return all(re.search(rf"\b{re.escape(word)}(?:e?s)?\b", below) for word in first)


def _is_byline(line: str) -> bool:
    """Names alone: a line that goes on in lower case, or ends as a sentence does, tells something."""
    if _BYLINE.match(line) is None or _OF_NEWS.search(line) or _SENTENCE_ENDED.search(_ABBREVIATED.sub("", line)):
        return False
    told = _HANDLE.sub("", _HALF_DAY.sub("", _DATE.sub("", line)))
    rest = [word for word in _WORD.findall(told)[1:] if word not in _BYLINE_WORDS]
    return all(word[0].isupper() or _DIGIT.search(word) for word in rest)


_WORD = re.compile(r"[^\W_]+")
_ROLE = re.compile(r"\b(?:staff|writers?|reporters?|correspondents?|editors?|press)\b", re.IGNORECASE)
_SENDER = re.compile(r"(?:from|d[ia]) [A-Z]|[A-Z]+\s?[|•]\s", re.IGNORECASE)
_MOST_SENT = 9
_LONGEST_PARTICLE = 3
_KICKERS = ("...", "…")
"""What opens the line under a headline in West African papers: "...Two still in captivity"."""
_HANDLE = re.compile(r"(?<!\S)\S{0,60}@[\w.]{1,60}")
_BYLINE_WORDS = frozenset(
    """
    and by of for the de van von at in di da e et und avec mit con staff writer reporter correspondent editor
    """.split()  # noqa: SIM905 - a list of words is read and kept as words
)


def _read_date_line(line: str) -> tuple[date | None, bool]:
    """The day of a date line or byline, None where it is ambiguous; and whether the line is a date line at all."""
    found = _find_date(line) if len(line) <= LONGEST and _DIGIT.search(line) else None
    if found is None or _is_range(line):
        return None, False
    is_date = _stands_alone(found, line) or _is_byline(line) or _is_of_parts(line)
    return (_read_day(found), True) if is_date else (None, False)


def _stands_alone(found: re.Match[str], line: str) -> bool:
    """Whether beside a date its line has only what stands beside dates: labels, clocks, weekdays, other dates."""
    rest = line[: found.start()] + "|" + line[found.end() :]
    return not _BESIDE.sub("", _DATE.sub("", rest))


def _is_of_parts(line: str) -> bool:
    """Whether one part of a line is a date and the others a few words, as a section's: "Nov. 19, 2026 | Local news"."""
    parts = _PARTS.split(line)
    dated = [part for part in parts if _DATE.search(part) and not _BESIDE.sub("", _DATE.sub("", part))]
    others = [part for part in parts if part not in dated]
    return bool(dated and others) and all(
        len(part.split()) <= _MOST_IN_PART and not _ENDED.search(part) and not _OF_NEWS.search(part) for part in others
    )


def _find_dated_headline(line: str) -> str | None:
    """The headline before its date, "Flood hits Lagos market | March 2, 2026"; None for others: "Local news | ..."."""
    headline, *dates = _PARTS.split(line)
    words = headline.split()
    is_one = len(dates) == 1 and len(words) >= LEAST_WORDS and not _DATE.search(headline) and _tells(headline)
    return " ".join(words) if is_one else None


def _read_placed_date(line: str) -> date | None:
    """The day of a line that is a date and perhaps a place: "Nov 22, 2026 - Warsaw", "*Lyon, 23 November 2026*"."""
    return _read_date_line(_PLACE_BEFORE.sub("", _PLACE_AFTER.sub("", line.strip(_EMPHASIS))))[0]


def _find_date(line: str, start: int = 0) -> re.Match[str] | None:
    """The first date of a line with a year; one after "posted" rather than one after "updated"."""
    found = list(_DATE.finditer(line, start))
    if not found or not _is_whole(found[0]):
        return None
    return next((one for one in found if _is_whole(one) and _is_first(line, one.start())), found[0])


def _is_range(line: str) -> bool:
    """Whether a line tells of two days and not of either when it was posted or updated: those of an event."""
    days = {_read_day(found) for found in _DATE.finditer(line) if _is_whole(found)}
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
        return parse_date(_iso(iso[:4], iso[5:7], iso[8:]))
    if dashed := found["dashed"]:
        return parse_date(dashed.replace("-", " ", 1).replace("-", ", "))
    if numeric := found["numeric"]:
        named = numeric.replace(".", " ") if found["mark"] else numeric
        return parse_date(re.sub("[-/]", ".", named) if _ABROAD.search(found.string) and not found["mark"] else named)
    return parse_date(re.sub(r",(?=\d)", ", ", found["words"]))


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"
