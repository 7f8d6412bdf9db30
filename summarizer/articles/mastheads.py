"""What stands over an article's prose: its headline, and the lines of dates, bylines and credits.

Sources: the first lines of news pages as people save them, such as ``Posted 11/27/2005 7:21 AM``, ``12:48PM BST 09 Sep
2013``, ``By Ann Lee | Reuters | August 22, 2026``, ``(Photo: AP)``.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from summarizer.articles.bylines import HALF_DAY, LEAST_WORDS, LONGEST, OF_NEWS, SENTENCE_ENDED, is_credit, tells_news
from summarizer.articles.date_lines import (
    CLOCK,
    ENDED,
    MOST_IN_PART,
    PARTS,
    find_yearless,
    is_date_line,
    rank_label,
    read_bare_day,
    read_date_line,
    read_named_line,
    read_placed_date,
    read_posted,
    read_posted_line,
    read_weekday_line,
    read_yearless,
)
from summarizer.articles.headers import DATE, DIGIT
from summarizer.language.calendar import weekdays_in
from summarizer.language.wording import Wording, read_table

_MOST_BELOW = 400
"""The most lines that are looked through for a timeline's later days."""
LINES = 8
"""How many lines are looked at."""
HEADLINE = 160
"""The most characters of a headline; longer first lines are prose."""
LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
LINE_END = rf"(?>\r\n|[{LINE_ENDS}])"
_LINE = re.compile(rf"(?P<line>\S[^{LINE_ENDS}]*+)(?:{LINE_END}|\Z)(?P<blank>[^\S{LINE_ENDS}]*+{LINE_END})?")
_ASIDE = re.compile(r"(?<=\w)\s\((?:[\w'’]+\s){2,8}[\w'’]+\)\s*\Z")
"""What a headline may end with, "(and were home for tea)", and no caption: "(Photo: AP)"."""
_SHORT_STATES = "|".join(re.escape(name) for name, _ in read_table("short_regions.tsv") if name.endswith("."))
_STATE_AT_END = re.compile(rf"(?<=,\s)(?:{_SHORT_STATES})\s*\Z")
"""A state or province in short, which ends no sentence: "Fourth victim dies after shooting in Lebanon, Tenn."."""
_HEADING_MARK = re.compile(r"#{1,6}\s|[\u200e\u200f]|×\s")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Characters of Chinese and Japanese, which put no blanks between words."""
_OPENS_HEADLINE = re.compile(rf"(?:{_HEADING_MARK.pattern})?[\"'“‘«$£€₦₹₱¥]?[^\W_]")
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
_BUTTON = (
    r"(?:accept|reject|allow|manage|agree|decline|continue|close|got it|learn more|more options|customi[sz]e"
    r"|tout accepter|tout refuser|continuer sans accepter|param[éè]trer|alle akzeptieren|ablehnen|einstellungen"
    r"|aceptar|rechazar|configurar)"
    r"(?: \w+){0,3}"
)
_NOTICE = re.compile(
    r"we (?:value|respect|care about) your privacy|we and our (?:\d[\d,.]{0,6} )?(?:partners|vendors)\b.*"
    r"|(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*"
    r"|by (?:continuing|clicking|using)\b.*\b(?:cookies|privacy)\b.*"
    r"|(?:your|manage) (?:privacy|cookie)s?(?: \w+){0,4}|cookie (?:policy|settings|notice|consent|preferences)"
    rf"|\W{{0,3}}{_BUTTON}(?:[\]\[|/\s]+{_BUTTON}){{0,4}}\W{{0,3}}"
    r"|skip to (?:main )?(?:content|navigation)|aller au contenu(?: principal)?|zum (?:haupt)?inhalt springen"
    r"|(?:saltar|ir) al contenido(?: principal)?|an official website of .{3,80}|here['’]s how you know.{0,20}"
    r"|(?:le respect de|nous respectons) votre vie privée.*"
    r"|(?:nous|avec nos|wir|utilizamos|usamos|este sitio)\b.*\bcookies\b.*"
    r"|nous et nos\b.*\bpartenaires\b.*|wir und unsere\b.*\bpartner\b.*|(?:valoramos|respetamos) (?:tu|su) privacidad"
    r"|please enable javascript\b.{0,40}|having trouble viewing\b.*|sign up for (?:one of )?our\b.{0,60}"
    r"|follow [\w.]{3,30}: (?:facebook|twitter)\b.{0,20}|(?:hide|show) transcript(?: show transcript)?"
    r"|zczc\b.*|eds?:\s.*|[a-z]{2,7}\s\d{3,5}\s\d{1,2}\s[a-z]{3}\s\d\d|(?:[a-z]{0,3}\d{3,5}\s)?(?:[a-z]{1,3}\s){0,3}bc-[\w'’-]{3,40}\b.{0,60}"
    r"|\W{0,3}you(?:['’]re| are) receiving this\b.*|\W{0,3}view (?:this \w+ )?in (?:your |a )?browser\W{0,3}",
    re.IGNORECASE,
)
"""Whole lines that ask for consent, help to move about a page or tell who is sent a letter, in front of everything."""
_HOME = re.compile(
    r"(?:home(?:page)?|accueil|in[ií]cio|portada|start(?:seite|sida)?|anasayfa|головна|главная|strona główna|beranda)"
    r"(?:\s?[|•·>›»/]\s?|\s{2,})",
    re.IGNORECASE,
)
"""The beginning of the way to a page: "Home > Crime"."""
_MOST_IN_MOTTO = 7
"""Words of a line over the way to the page."""
_SECTION_MARK = re.compile(r"\s?[|•·>›»/]\s?|\s[–+-]\s|\s{2,}")
_TRAIL_MARK = re.compile(r"\s[|•·>›»/]\s")
_MOST_IN_SECTION, _MOST_IN_NAME = 3, 4
"""Words of a section's name among others, and of a newspaper's in capitals."""
_BELOW_HEADLINE = frozenset({"Summary", "Key points", "Live Reporting"})
"""Headings right below the headline of a live page."""
_LABEL = re.compile(
    r"(?:the\s)?long\sreads?|in[\s-]depth|explainers?|analysis|opinion|exclusive|(?:special|investigative)\sreport|investigations?"
    r"|(?:the\s)?features?|(?:the\s)?big\sstory|watch|breaking(?:\snews)?",
    re.IGNORECASE,
)
"""What kind of article it is, over its headline."""
_RELEASE = Wording(
    r"(?i)\A\W*+(?:(?:for immediate (?:release|publication)|(?:news|press|media) (?:release|statement|advisory)"
    r"|pressemitteilung|comunicado(?: de prensa)?|nota de prensa|communiqué(?: de presse)?|comunicato stampa)\W*+)+"
    r"(?:no?\.? ?)?(?:\d[\d/-]*+)?\W*+\Z",
    "NEWS RELEASE - FOR IMMEDIATE RELEASE",
    "Press release tells of two dead",
)
"""What an office writes over what it sends to newspapers."""
_MOST_OF_SENDER = 3
"""Lines of who sends a statement, over what says that it is one."""
_CONTACT = Wording(
    r"(?i)\A(?:(?:media|press) )?(?:contacts?|kontakt|contacto|e-?mail|phone|tel\.?):"
    r"|\A\+?[\d(][\d() .-]{6,}\Z|\A[^\s@]{1,60}@[^\s@]{1,60}\Z"
    r"|\A(?-i:Office of the(?: [A-Z][\w-]+){1,3}(?:, [A-Z][\w-]+)?)\Z",
    "Media Contact: Sgt. Ann Lee, 555-0100",
    "Police make contact: no one is hurt",
)
"""Who answers for a statement, and how."""
_OFFER = re.compile(r"\b(?:subscribe|sign (?:in|up)|log ?in|e-?paper|suscr[ií]b\w+|iniciar sesión)\W*\Z", re.IGNORECASE)
_MOTTO = re.compile(
    r"\A(?:proudly )?serving\b.*\b(?:since|readers|community|count(?:y|ies))\b"
    r"|\b(?:since|est\.|founded|established|desde|fundado)\s(?:(?:in|en) )?1[89]\d\d\W*\Z",
    re.IGNORECASE,
)
"""A paper's line about itself: "Serving Lyons since 1921"."""
_OF_PRESS = re.compile(
    r"\b(?:Monitoring|Ledger|Times|News|Herald|Post|Gazette|Tribune|Journal|Chronicle|Star|Courier|Register|Sentinel|Observer|Mail|Telegraph"
    r"|Standard|Daily|Weekly|Press|Mirror|Echo|Argus|Record|Review|Monitor|Citizen|Nation|Examiner|Independent|Dispatch)\b"
)
_MOST_IN_OFFICE = 8
_OFFICE = re.compile(
    r"\b(?:REPUBLIC|DEPARTMENT|MINISTRY|OFFICE|COMMAND|FORCE|AGENCY|AUTHORITY|CENT(?:RE|ER)|COMMISSION|COMMITTEE|SERVICE|BUREAU|COUNCIL"
    r"|DIRECTORATE|GOVERNMENT|MINISTERIO|SECRETARÍA|GOBIERNO|PREFECTURA|FISCALÍA)\b"
)
"""Who sends a statement, in capitals: "DEPARTMENT OF DISASTER MANAGEMENT AFFAIRS"."""
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]+(?:\s[^\W\d_][^\W\d_.'’-]*){1,3}")
_AUTHOR = re.compile(
    r"(?:corresponsal(?:es)?|enviad[oa]s?(?:\sespecial(?:es)?)?|reporter[oa]s?|(?:(?:staff|sports|court|crime|senior|special|local|our)\s)?"
    r"(?:reporter|correspondent|staff writer))\b(?=\s?(?:\Z|[|•·,/]))",
    re.IGNORECASE,
)
"""A line of what the author whose name stands above it is."""
_UPDATED = 2
"""What ``rank_label`` gives a line that says only when an article was updated."""
_JOINS = frozenset({"and", "&", "y", "e", "et", "und"})
_SMALL = _JOINS | {"de", "del", "la", "los", "di", "do", "da", "du", "of", "the"}
"""Words that do not count among the few of a name, and of one of several names."""
_LONG_NUMBER = re.compile(r"\d{3}")
_IN_PAPER = re.compile(r"\A(?:published in|©|\(c\))\s(?:the\s)?[^\W\d_][\w'’.& -]{1,40},\s(?=[\w. ]*\d)", re.IGNORECASE)
"""Before the day at the end of an article: "Published in Dawn, November 29th, 2026"."""
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b)\s?(?:©\s?|\(c\)\s?)?(?:(?:19|20)[0-9]{2}\s?[-–—]\s?)?(?P<year>20[0-9]{2})(?![0-9])"
    r"(?!\s?[-–—]|,\s?[0-9]|\s(?:to|present)\b)",
    re.IGNORECASE,
)
_SAMPLE = 2_000
_FOOT = 2_000
"""Characters at a page's end in which its own copyright stands; further up are those of pictures."""
_NOT_OF_POSTING = re.compile(r"\bat\s[0-9]|\b(?:vigil|hearing|funeral|service|meeting|updated)\b", re.IGNORECASE)
"""Of what is to come, and of when a page was revised."""
_SHORT_YEAR = re.compile(
    r"(?<![\d.])(1[3-9]|2[0-9]|3[01])\.(0?[1-9]|1[0-2])\.([0-6][0-9])(?=,?\s[0-9]{1,2}[:.][0-9]{2})"
)
"""Before an hour, "16.02.26, 05:12 AM", as papers of India have it; "03.02.26" is of 2 March to some."""
_AGENCY = (
    r"(?:AAP|AFP|AP|ANI|ANSA|CP|DPA|dpa|EFE|IANS|KNA|PA(?: Media)?|PTI|RNZ|UPI|Xinhua|Reuters"
    r"|(?:Australian )?Associated Press)"
)
_REPORTING = re.compile(
    r"\((?:additional |further )?(?:reporting|writing|editing)\b"
    rf"|\W{{0,3}}(?:with )?(?-i:{_AGENCY}(?:[/,& -]{{1,3}}{_AGENCY}){{0,3}})\W?\Z",
    re.IGNORECASE,
)
"""A line that tells who reported it: "(Editing by Ann Lee)", "AAP", "— AFP"."""
_ISSUE = re.compile(
    r"\b(?:bulletin|transcript|script|edition|newsletter|digest|round-?up|briefing|blotter|(?:police|incident)\slog)\b",
    re.IGNORECASE,
)
"""What comes out on a day, which its headline tells."""
_OF_PAGE = re.compile(
    r"\A(?:this|share|listen|subscribe|estimated|dear|for immediate|partager|compartir|escuchar|écouter|teilen|reading"
    r"|sign up|download|follow|click|our|get|join|support|advert\w*|you(?:r)?|we)\b"
    r"|\b(?:correspondent|reporter|editor|reporting)\b",
    re.IGNORECASE,
)
"""What a page says of itself and its authors."""
_SUBJECT = re.compile(
    r"(?:tags?|topics?|filed under|to whom|translated from|contact the|read comments|updated story)\b"
    r"|.{0,20}\bthis (?:story|article) contains\b",
    re.IGNORECASE,
)
_NO_HEADLINE = re.compile(
    r"\A(?:related(?:\s?:|\s(?:coverage|stor(?:y|ies)|articles?|content|videos?|links?)\b)|read (?:also|more)\b"
    r"|see also\b|you must enter\b|page \d+(?: of \d+)?\Z|from wikipedia\b|posted \d|get free\b"
    r"|\d{1,2}:\d\d .*\bpause\Z|(?:photo|credit|source):\s)"
    r"|\b(?:view full caption|buy photo|hide caption|embed x)\b|(?:getty images|file photo)\W*\Z"
    r"|\((?:photo|courtesy|credit|source)\b|[.|]\s?(?:photos?|credit|source):\s|\s[-–—]{1,2}\s?\Z",
    re.IGNORECASE,
)
"""Captions, links, buttons and datelines on a line of their own."""


_OF_OTHERS = re.compile(
    r"\W{0,3}(?:\d{1,5}\s)?(?:(?:reader\s)?comments?|related(?:\s(?:stories|articles|news|coverage|topics|content))?"
    r"|more (?:on this(?: story)?|news|stories)|most (?:read|popular|viewed)|(?:read|see) (?:more|also)|recommended"
    r"|you (?:may|might) also like|latest (?:news|stories)|comentarios|relacionad[oa]s|commentaires|kommentare)"
    r"(?:\s?\(\d{1,5}\))?\W{0,3}",
    re.IGNORECASE,
)
"""Whole lines below which others write, or other articles stand."""


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
    title, days, end, label = None, list[tuple[int, date]](), body_start, ""
    is_trailed = False
    lines = list(islice(_lines(text, body_start), 2 * LINES))
    ways = (_count_to_release, _count_to_trail, _count_sections, _count_above)
    opening = next(filter(None, (count(lines, len(text), wrapped=wrapped) for count in ways)), 0)
    spans = [(line.start, line.end) for line in lines[:opening] if _tells_issue(line.text)]
    for number, line in enumerate(lines[opening : opening + LINES]):
        if stop is not None and line.end > stop:
            break
        day, is_date = read_date_line(_with_century(line.text))
        if number == 1 and title and line.text.startswith(_KICKERS):
            continue
        of_credit = is_credit(line.text, text[line.end :], first=number == 0)
        below = lines[opening + number + 1 : opening + number + 4]
        issued = _read_issue(line.text) if number == 1 and is_trailed and not tells_news(line.text) else None
        may_be_title = number == 0 or (title is None and (is_trailed or (number == 1 and _is_news(line.text))))
        if is_date and _is_of_timeline(line, text):
            break
        if number == 0 and is_date and (headline := _find_dated_headline(line.text)):
            title = headline
        elif is_date or of_credit or issued or _FURNITURE.fullmatch(line.text) or (is_trailed and _CONTACT(line.text)):
            spans.append((line.start, line.end))
            day = day if is_date else issued or read_posted(line.text)[1]
        elif (title and number == 1 and _is_outlet(line, below[:1])) or (may_be_title and _is_over(line.text, below)):
            spans.append((line.start, line.end))
            is_trailed = title is None
        elif may_be_title and _is_headline(line, len(text), wrapped=wrapped):
            title, day = _read_headline(line.text)
        else:
            break
        days += [(rank_label(f"{label} {line.text}"), day)] if day else []
        end, label = line.end, line.text if _FURNITURE.fullmatch(line.text) else ""
    if not text[end:].strip():
        return Masthead(None, None, (), body_start)  # what stands over nothing is the article
    return Masthead(title, _first_published(days), tuple(spans), end)


def _is_of_timeline(line: _Line, text: str) -> bool:
    """Whether a day alone heads what happened then: a later day alone stands below, which no article can tell."""
    day = read_bare_day(line.text)
    below = (read_bare_day(other.text) for other in islice(_lines(text, line.end), _MOST_BELOW)) if day else ()
    return any(day and other and other > day for other in below)


def _read_headline(line: str) -> tuple[str | None, date | None]:
    """A headline without its mark and "posted on", and the day that it tells, as that of what comes out does."""
    told, day = read_posted(line)
    issued = read_weekday_line(line) if _ISSUE.search(line) else None
    headline = _HEADING_MARK.sub("", line[:told] if day else line, count=1)
    return " ".join(headline.split()) or None, day or (issued and issued[1])


def skip_notices(text: str, start: int) -> int:
    """Where a text begins behind the lines at ``start`` that ask for consent and the like; ``start`` without any."""
    lines = list(islice(_lines(text, start), LINES))
    notices = list(takewhile(lambda line: _NOTICE.fullmatch(line.text.rstrip(" .")), lines))
    return notices[-1].end if 0 < len(notices) < len(lines) else start


def _count_to_release(lines: Sequence[_Line], length: int, *, wrapped: bool) -> int:
    """How many lines, an office's name, stand over what says that it sent this: "NEWS RELEASE", with a headline."""
    at = next((at for at, line in enumerate(lines[: _MOST_OF_SENDER + 1]) if _RELEASE(line.text)), 0)
    is_sender = all(_is_title_case(line.text) or _is_section(line.text) for line in lines[:at])
    below = lines[at + 1 : at + 1 + LINES]
    return at if is_sender and any(_is_headline(line, length, wrapped=wrapped) for line in below) else 0


def _count_to_trail(lines: Sequence[_Line], length: int, *, wrapped: bool) -> int:
    """How many lines, a newspaper's name and motto, stand over a headline with the way to it: "Home > Inland"."""
    for at, line in enumerate(lines[:LINES]):
        if _HOME.match(line.text) and _is_section(line.text):
            below = lines[at + 1 : at + 2]
            return at + 1 if below and _is_headline(below[0], length, wrapped=wrapped) else 0
        if len(line.text.split()) > _MOST_IN_MOTTO or OF_NEWS.search(line.text):
            return 0
    return 0


def _count_sections(lines: Sequence[_Line], length: int, *, wrapped: bool) -> int:
    """How many lines name the newspaper and its section ("World News", "Home > Inland") over a blank and a headline."""
    is_named = len(lines) > 1 and _OF_PRESS.search(lines[0].text) and _is_name(lines[0].text)
    named = 1 if is_named and _is_section(lines[1].text) else 0
    told = next((at for at, line in enumerate(lines) if at >= named and not _is_section(line.text)), len(lines))
    below = lines[told : told + 1]
    if not (told and below) or told > LINES or not any(line.followed_by_blank for line in lines[:told]):
        return 0
    if is_credit(below[0].text, "", first=False):
        return 0
    is_short = len(below[0].text.split()) <= MOST_IN_PART
    is_told = not is_short or (tells_news(below[0].text) and not DIGIT.search(below[0].text))
    return told if is_told and _is_headline(below[0], length, wrapped=wrapped) else 0


def _count_above(lines: Sequence[_Line], length: int, *, wrapped: bool) -> int:
    """How many lines that tell nothing, a menu or a motto, stand above a headline and its byline or its summary."""
    for at, line in enumerate(lines[:LINES]):
        is_few = len(line.text.split()) <= LEAST_WORDS and not tells_news(line.text)
        is_short = is_few or _MOTTO.search(line.text) or _OFFER.search(line.text)
        if is_short or _is_section(line.text) or read_date_line(line.text)[1]:
            continue
        below = lines[at + 1 : at + 3]  # perhaps with a line that tells more between
        is_topped = any(is_credit(one.text, "", first=False) or one.text in _BELOW_HEADLINE for one in below)
        return at if is_topped and tells_news(line.text) and _is_headline(line, length, wrapped=wrapped) else 0
    return 0


def _is_over(line: str, below: Sequence[_Line]) -> bool:
    """Whether an opening line leads to the page, or is its kind, hour or the newspaper's name, over the headline."""
    is_hour = _is_hour(line) and bool(below) and _may_head(below[0])
    is_kind = _LABEL.fullmatch(line.strip(" :|")) is not None or _RELEASE(line)
    return is_hour or is_kind or _is_trail(line, below[:1]) or _is_paper(line, below)


def _tells_issue(line: str) -> bool:
    """Whether a line tells only when something came out, or that an office sent it."""
    return read_date_line(line)[1] or _is_hour(line) or _RELEASE(line)


def _is_hour(line: str) -> bool:
    """Whether a line is a day without its year, and an hour: "20 NOV, 11:05"."""
    return CLOCK.search(line) is not None and find_yearless(line) is not None


def _may_head(line: _Line) -> bool:
    return tells_news(line.text) and not ENDED.search(line.text)


def _is_trail(line: str, below: Sequence[_Line]) -> bool:
    """Whether a line leads to the page: "News / South Africa" over its date, "News / City / Blast toll rises" alone."""
    *parts, _ = _TRAIL_MARK.split(line)
    is_date = any(read_date_line(one.text)[1] or _FURNITURE.fullmatch(one.text) for one in below)
    is_whole = len(parts) > 1 and all(map(_is_section, parts))
    return bool(parts) and (is_whole or (is_date and _is_section(line)))


def _is_paper(line: str, below: Sequence[_Line]) -> bool:
    """Whether a line is a newspaper's name over the issue's day, a blank and a headline: "The New York Times".

    Under the headline a blank stands, or whose report it is.
    """
    is_name = (line.isupper() and _is_section(line)) or (_OF_PRESS.search(line) is not None and _is_title_case(line))
    if len(below) < 2 or not is_name:  # noqa: PLR2004 - the day and the headline
        return False
    issue, headline, *rest = below
    is_day = read_date_line(issue.text)[1] or _read_issue(issue.text) is not None
    is_apart = headline.followed_by_blank or any(_is_authors(line.text) for line in rest)
    return is_day and issue.followed_by_blank and is_apart and _may_head(headline)


def _read_issue(line: str) -> date | None:
    """The day of a newspaper's issue, perhaps after a place: "Dhaka, Tuesday, November 24, 2026"."""
    issued = read_weekday_line(line)
    return issued[1] if issued else read_placed_date(line)


def _is_authors(line: str) -> bool:
    return is_credit(line, "", first=False) or _AUTHOR.fullmatch(line) is not None


def _is_outlet(line: _Line, below: Sequence[_Line]) -> bool:
    """Whether a line is a broadcaster's or a paper's name right over a byline or a date: "WNOR Northwoods 9"."""
    is_over = any(read_date_line(one.text)[1] or is_credit(one.text, "", first=False) for one in below)
    return _is_name(line.text) and is_over and not line.followed_by_blank


def _is_name(line: str) -> bool:
    """Whether a line is a few words that all begin with capitals, and tells nothing."""
    words = line.split()
    is_capital = all(word[0].isupper() or word.isdecimal() for word in words)
    return len(words) <= _MOST_IN_NAME and is_capital and not (ENDED.search(line) or OF_NEWS.search(line))


def _is_title_case(line: str) -> bool:
    words = line.split()
    is_name = all(word[0].isupper() or word in _SMALL for word in words)
    return is_name and len(words) <= _MOST_IN_MOTTO and not (ENDED.search(line) or OF_NEWS.search(line))


def _is_section(line: str) -> bool:
    """Whether a line is but a name, or names between marks, and tells nothing."""
    parts = [part.split() for part in _SECTION_MARK.split(line) if part]
    is_list = len(parts) > 1
    uncounted = _SMALL if is_list else _JOINS
    parts = [[word for word in part if word.casefold() not in uncounted] for part in parts]
    in_capitals = (_MOST_IN_OFFICE if _OFFICE.search(line) else _MOST_IN_NAME) if line.isupper() else LEAST_WORDS - 1
    most = _MOST_IN_SECTION if is_list else in_capitals
    is_name = is_list or line[0].isupper() or line.isalpha() or "." in line
    is_named = is_name and all(part and len(part) <= most for part in parts)
    is_told = OF_NEWS.search(line) or ENDED.search(line) or (_LONG_NUMBER if is_list else DIGIT).search(line)
    return is_named and not is_told


def credit_lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The spans of lines near the top that say when an article was posted, by hour or word, and of the byline above.

    And of a name in capitals right above a date, "LUCÍA BERNAD", and of one right above what the author is,
    "Corresponsal", with that line. A day alone may head what happened, and so may each of several with prose between.
    """
    lines = _own_lines(text, start)
    posting = [line for line in lines if _tells_posting(line.text)]
    days = {read_date_line(line.text)[0] for line in posting if rank_label(line.text) != _UPDATED}
    is_together = bool(posting) and lines.index(posting[-1]) - lines.index(posting[0]) < len(posting)
    if len(days) > 1 and not is_together:
        posting = []
    yield from ((line.start, line.end) for line in posting)
    for line, below in pairwise(lines):
        if line.followed_by_blank:
            continue
        is_name = _NAME.fullmatch(line.text) is not None
        is_over_date = is_name and line.text.isupper() and is_date_line(below.text)
        if is_over_date or (below in posting and is_credit(line.text, "", first=False)):
            yield line.start, line.end
        elif is_name and line.text.istitle() and _AUTHOR.match(below.text):
            yield line.start, line.end
            yield below.start, below.end


def _tells_posting(line: str) -> bool:
    tells_time = CLOCK.search(line) is not None or rank_label(line) != 1
    return tells_time and (is_date_line(line) or read_date_line(line)[1])


def date_near_top(text: str, body_start: int, *, day_first: bool = False) -> date | None:
    """The day in a line among the first ones below the headline that is a date, or has its weekday, or "posted on".

    Or that has only names beside its date and stands above the prose: "Radio Tamazuj - Malakal, 25 Nov 2026".
    Such lines stay sentences: what stands between them and the top may be prose. Not of comments and related stories,
    nor of a timeline, whose days head what happened. ``day_first``: "11/02/2025" is one in
    February, as everywhere but in English.
    """
    near = _own_lines(text, body_start)
    timeline = len({day for line in near if (day := read_bare_day(line.text))}) > 1
    lines = [
        _with_century(line.text)
        for line in near
        if text[line.end :].strip() and not ((timeline and read_bare_day(line.text)) or _is_of_timeline(line, text))
    ]
    lines = [_SLASHED.sub(r"\1.\2.\3", line) for line in lines] if day_first else lines
    above = takewhile(lambda line: not SENTENCE_ENDED.search(HALF_DAY.sub("", line)), lines)
    named = [told for line in above if (told := read_named_line(line))]
    days = [told for line in lines if (told := read_posted_line(line) or read_weekday_line(line))]
    return _first_published(days + named)


def _with_century(line: str) -> str:
    return _SHORT_YEAR.sub(r"\1.\2.20\3", line)


def day_of_copyright(text: str, body_start: int) -> date | None:
    """The day that a line near the top tells by its weekday and without a year, in the year of the page's copyright.

    None where that has another weekday, and where pages of several years are put together.
    """
    years = {int(found["year"]) for found in _COPYRIGHT.finditer(text, max(body_start, len(text) - _FOOT))}
    return day_without_year(text, body_start, date(years.pop(), 7, 1), by_weekday=True) if len(years) == 1 else None


def day_without_year(text: str, body_start: int, near: date, *, by_weekday: bool = False) -> date | None:
    """The day that a line near the top tells without a year, in the year that brings it nearest to ``near``.

    Of several that of the line that says when something was posted. None where it is then told on no one day, and where
    it is none of the weekdays beside it; with ``by_weekday`` also where there is none, or an appointment.
    """
    days: dict[int, set[date | None]] = {}
    for line in islice(_lines(text, body_start), LINES):
        found = find_yearless(line.text) if text[line.end :].strip() else None
        if found and by_weekday and (not weekdays_in(found.group()) or _NOT_OF_POSTING.search(line.text)):
            continue
        if found:
            days.setdefault(rank_label(line.text), set()).add(read_yearless(found, near))
    best = days[min(days)] if days else set()
    return best.pop() if len(best) == 1 else None


def date_near_end(text: str) -> date | None:
    """The day in a line among the last ones that only says when the article was posted, as web pages end.

    Below a sentence: below a name or a headline it is of a comment or of another article. Below those who reported it a
    date needs no words. None where there are several.
    """
    lines = [line.strip() for line in text[-LINES * LONGEST :].splitlines() if line.strip()][-LINES:]
    lines = [_IN_PAPER.sub("Published ", line) for line in lines]
    told = {
        day
        for before, line in pairwise(lines)
        if ((SENTENCE_ENDED.search(before) and rank_label(line) == 0) or _REPORTING.match(before))
        and (day := read_placed_date(line))
    }
    return told.pop() if len(told) == 1 else None


def _first_published(days: Sequence[tuple[int, date]]) -> date | None:
    """Of days with the rank of their lines the first of the best."""
    return min(days, key=lambda told: told[0])[1] if days else None


def is_wrapped(text: str, start: int) -> bool:
    """Whether single line ends of a text are white space: one line in five goes on in lower case on the next.

    One that ends no sentence and is at least 3/5 as long as lines of prose: "list of 3 items" is over other entries.
    Where all is in capitals, one in two that do not end as sentences do; in scripts without small letters also most of
    them must be about as long as the longest.
    """
    lines = list(pairwise(_lines(text, start)))
    inner = [(line, after) for line, after in lines if not line.followed_by_blank]
    if text[start:].isupper():
        return 2 * sum(not SENTENCE_ENDED.search(line.text) for line, _ in inner) > len(inner)
    if len(inner) > 1 and _has_no_case(text[start : start + _SAMPLE]):
        open_ends = [len(line.text) for line, _ in inner if not ENDED.search(line.text)]
        longest = max(len(line.text) for line, _ in inner)
        return 2 * sum(5 * length >= 3 * longest for length in open_ends) > len(inner)
    lengths = [len(line.text) for line, _ in lines]
    usual = sum(length**2 for length in lengths) / max(sum(lengths), 1)  # of the line in which a letter stands
    goes_on = [_goes_on(line.text, after.text) for line, after in inner if 5 * len(line.text) >= 3 * usual]
    return 5 * sum(goes_on) >= max(len(inner), 1)


def _goes_on(line: str, after: str) -> bool:
    """Whether a line's sentence goes on in lower case on the next."""
    is_open = after[0].islower() and not SENTENCE_ENDED.search(line)
    return is_open and not (is_credit(after, "", first=False) or is_date_line(after) or _CONTACT(after))


def _own_lines(text: str, start: int) -> list[_Line]:
    """The first lines, up to a heading below which others write, or other articles stand."""
    return list(takewhile(lambda line: not _OF_OTHERS.fullmatch(line.text), islice(_lines(text, start), LINES)))


def _has_no_case(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return 10 * sum(sign.lower() != sign.upper() for sign in letters) < len(letters)


def _lines(text: str, start: int) -> Iterator[_Line]:
    for found in _LINE.finditer(text, start):
        line = found["line"].rstrip()
        yield _Line(found.start("line"), found.start("line") + len(line), line, found["blank"] is not None)


def _is_headline(line: _Line, length: int, *, wrapped: bool) -> bool:
    is_long = len(line.text.split()) >= LEAST_WORDS or len(_UNSPACED.findall(line.text)) >= 2 * LEAST_WORDS
    alone = line.followed_by_blank or not wrapped
    return (
        alone
        and line.end < length
        and is_long
        and len(line.text) <= HEADLINE
        and not ENDED.search(_STATE_AT_END.sub("", _ASIDE.sub("", line.text)))
        and not (_NO_HEADLINE.search(line.text) or _RELEASE(line.text) or _CONTACT(line.text) or _is_hour(line.text))
        and read_placed_date(line.text) is None
        and _OPENS_HEADLINE.match(line.text) is not None
    )


def _is_news(line: str) -> bool:
    """Whether a line under a date tells news, and is no address or name of a subject: "Tags Brooklyn violence"."""
    if "@" in line or _SUBJECT.match(line):
        return False
    is_long = len(line.split()) > LEAST_WORDS and tells_news(line)
    return OF_NEWS.search(line) is not None or (is_long and not _OF_PAGE.search(line))


_KICKERS = ("...", "…")
"""What opens the line under a headline in West African papers: "...Two still in captivity"."""


def _find_dated_headline(line: str) -> str | None:
    """The headline before its date, "Flood hits Lagos market | March 2, 2026"; None for others: "Local news | ..."."""
    headline, *dates = PARTS.split(line)
    words = headline.split()
    is_one = len(dates) == 1 and len(words) >= LEAST_WORDS and not DATE.search(headline) and tells_news(headline)
    return " ".join(words) if is_one else None
