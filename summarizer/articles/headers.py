"""What stands before an article's prose: the seed's header line, YAML front matter, labelled lines; and their dates."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from summarizer.errors import ArticleError
from summarizer.language.calendar import DAY_OF_WEEK, OTHER_MONTHS, month_number, spell_months

TITLE_LIMIT = 300
_EARLIEST, _AHEAD = date(1600, 1, 1), timedelta(days=366)
"""What may be published lies between; issues are dated ahead, and clocks may be wrong."""
FRONT_MATTER_LIMIT = 16_384

FIELDS = {
    "title": ("title", "headline"),
    "published": (
        *("published", "published_at", "publishedat", "publication_date", "publicationdate", "publish_date"),
        *("publishdate", "date_publish", "date_published", "datepublished", "published_date", "publisheddate"),
        *("pub_date", "pubdate", "first_published", "firstpublished", "webpublicationdate", "date"),
    ),
    "source": ("source", "publisher", "outlet", "publication", "media_name", "sitename", "source_domain"),
    "url": ("url", "link", "canonical_url"),
}
"""What a field is called, in lower case: names that say most first."""
ID_FIELDS = ("external_id", "id", "_id", "article_id", "doc_id", "docid", "document_id", "uuid", "guid")
_NO_MOMENT = re.compile(
    r"(?:0000-00-00|0001-01-01|9999-12-31|1970-01-01[T ]00:00:00)(?!\d)|(?:true|false)\Z", re.IGNORECASE
)
"""What programs write where they know no day; ``published: true`` is Jekyll's."""
_ADDRESS = re.compile(r"https?://[^/\s]+/\S+", re.IGNORECASE)
_MISSING = frozenset({"", "~", "null", "none", "nil", "nan", "n/a", "na", "undefined", "-"})
_WITHIN = ("$numberLong", "name", "rendered", "main", "$date", "$oid")
"""Where the value of an object is: NewsAPI's source, WordPress's title, the NYT's headline, MongoDB's date and id."""
_LONGEST_ID = 500

_LONG_NAME = 5
"""Letters of a month's name in other languages that is read before its day, as in "marzo 4, 2026"; no "ago 4"."""
_ANY_MONTH = f"(?:{spell_months()}|{'|'.join(sorted(OTHER_MONTHS, key=len, reverse=True))})"
_NAMED_MONTH = f"(?:{spell_months()}|{'|'.join(name for name in OTHER_MONTHS if len(name) >= _LONG_NAME)})"
_OF = r"(?:del?\s{1,3})?"
_WEEKDAY = rf"(?:{DAY_OF_WEEK}\.?,?\s{{1,3}})?"

_NO_HOUR = r"(?!\s?[:.]\d|\s?[ap]\.?m\b|\s?(?:hrs?|hours?|h|GMT|UTC|BST|IST|CES?T|[ECMP][SD]?T)\b)"
"""After two digits that are a year: "May 3, 10:15 AM" has none."""
DAY_PATTERN = (
    rf"{_WEEKDAY}(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|[.º°])?\s{{1,3}}{_OF}(?P<m1>{_ANY_MONTH})\b\.?(?:(?:,?\s{{1,3}}{_OF}|,)(?P<y1>\d{{4}}|\d\d\b{_NO_HOUR})\b)?"
    rf"|(?P<m2>{_NAMED_MONTH})\.?\s{{1,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:(?:,?\s{{1,3}}|,)(?P<y2>\d{{4}}|\d\d\b{_NO_HOUR})\b)?)"
)
_CLOCK = r"(?:(?:[,T\s]{1,3}|,?\sat\s|\s[-–|]\s)\d{1,2}:\d\d.{0,60})?"

DAY = re.compile(DAY_PATTERN + rf"(?:,?\s{{1,3}}{DAY_OF_WEEK})?" + _CLOCK, re.IGNORECASE)

DATE = re.compile(
    rf"(?P<iso>\b\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}(?:\b|(?=T\d)))|(?P<dashed>\b[A-Za-z]{{3}}-\d{{1,2}}-(?:\d{{4}}|\d\d)\b)"
    r"|(?P<numeric>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\b\d{1,2}(?P<stop>[-.])\d{1,2}(?P=stop)\d{4}\b"
    r"|\b\d{1,2}(?P<mark>[-.])[A-Za-z]{3}(?P=mark)\d{4}\b|\b\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])"
    rf"|(?P<words>{DAY_PATTERN})",
    re.IGNORECASE,
)
"""A date anywhere in a line, with its year or without; which of its groups is there tells how it is written."""

NUMERIC_DAYS = (
    re.compile(r"(?P<y>\d{4})(?P<s>[-/.]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?:T?\d{4}(?:\d\d)?Z?|[+-]\d\d:\d\d)?" + _CLOCK),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})" + _CLOCK),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})" + _CLOCK),
    re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일].{0,40}"),
)
OPEN_DAY = re.compile(r"(?P<one>\d{1,2})(?P<s>[-/])(?P<other>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d(?!\d))" + _CLOCK)
"""A day in which month and day stand in an order that only a day over 12 tells."""
_SHORT_NAME = re.compile(r"(\d{1,2})-([a-z]{3})-(\d{4}|\d\d)(?!\d)", re.IGNORECASE)
_CTIME_CLOCK = re.compile(r"\s\d\d:\d\d:\d\d(?:\s[+-]\d{4}|\s[A-Z]{3,4})?(?=\s\d{4}\Z)")

_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?:\.\d*|\d{3})?")

SEED_HEADER = re.compile(r"\s{0,8}date[ \t]{1,4}(\d{4}-\d\d-\d\d)(?!\S)[ \t]{0,8}([^\r\n]*)")
_LINE_END = r"(?>\r\n?|\n)"
_LABELLED = re.compile(
    r"[>*_ \t]{0,8}(?P<name>[^\W\d_](?:[ -]?[^\W\d_]){0,24})[ \xa0]?:[*_]{0,2}"
    r"(?:[ \t]{1,8}(?P<value>\S[^\r\n]{0,400}))?"
    rf"[ \t]{{0,8}}(?:{_LINE_END}|\Z)",
    re.IGNORECASE,
)
_JINA = re.compile(
    rf"\s{{0,8}}Title: (?P<title>[^\r\n]{{0,300}}){_LINE_END}{{2}}URL Source: (?P<url>\S{{1,2000}}){_LINE_END}{{2}}"
    rf"(?:Published Time: (?P<published>[^\r\n]{{1,60}}){_LINE_END}{{2}})?"
    rf"(?:(?:Number of Pages|Warning): [^\r\n]{{0,300}}{_LINE_END}{{2}}){{0,3}}"
    rf"Markdown Content:{_LINE_END}"
)
"""What Jina's reader writes over a page. Source: github.com/jina-ai/reader."""
_FORWARDED = re.compile(rf"-{{3,20}} ?(?:forwarded|original) message ?-{{3,20}}[ \t]{{0,8}}{_LINE_END}", re.IGNORECASE)
_AGAIN = re.compile(r"(?:(?:fwd?|re|wg|aw|tr|rv): ?)+", re.IGNORECASE)
_LABELS = {
    **dict.fromkeys(("title", "headline", "subject", "betreff", "objet", "asunto", "assunto", "oggetto"), "title"),
    **dict.fromkeys(
        (
            *("date", "published", "published on", "publication date", "pub date", "date published"),
            *("datum", "fecha", "data"),
        ),
        "published",
    ),
    **dict.fromkeys(("source", "publication", "publisher", "outlet", "newspaper"), "source"),
    **dict.fromkeys(("url", "link"), "url"),
    **dict.fromkeys(("id", "article id", "doc id", "document id"), "external_id"),
    **dict.fromkeys(("sent", "gesendet", "envoyé", "enviado", "enviado el", "enviada em", "inviato"), "sent"),
    **dict.fromkeys(("from", "von", "de", "da"), "from"),
    **dict.fromkeys(("to", "cc", "bcc", "reply-to", "an", "à", "para", "a"), ""),
    **dict.fromkeys(("author", "authors", "byline", "by", "section", "language"), ""),
    **dict.fromkeys(("keywords", "tags", "length", "word count", "page", "updated", "last updated", "modified"), ""),
    **dict.fromkeys(("message-id", "mime-version", "content-type", "content-transfer-encoding", "importance"), ""),
    **dict.fromkeys(("x-mailer", "delivered-to", "return-path", "list-id"), ""),
    **dict.fromkeys(("retrieved", "accessed", "edition", "country", "copyright", "body", "text", "full text"), ""),
}
"""What the labels of exports and e-mails say; an empty name is of no use here."""
_PROSE_LABELS = frozenset({"body", "text", "full text"})
_UPDATED = frozenset({"updated", "last updated"})
DIGIT = re.compile(r"\d")
_LEAST_LABELLED = 2
_BLANK_LINES = re.compile(rf"(?:[ \t]*+{_LINE_END}){{1,4}}")
_SHORTEST_APART = 3
"""Letters of a label after a blank line or another label: "A:" is an answer's there."""

FRONT_MATTER = re.compile(
    rf"\s{{0,8}}---[ \t]*{_LINE_END}(?P<yaml>.*?)(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:{_LINE_END}|\Z)",
    re.DOTALL | re.MULTILINE,
)
_CLOCK_FIRST = re.compile(
    r"\A\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?(?:[ap]\.?m\b\.?|h|uhr))?(?:\s(?-i:[A-Z]{2,5}))?,?\s+(?:(?:on|[^\W\d_]{2,10}day|mon|tue|wed|thu|fri|sat|sun),?\s+)?"
    r"(?=\d|[^\W\d_]{3})",
    re.IGNORECASE,
)
_LOWER_ISO = re.compile(r"(?<=-\d\d)t(?=\d\d:)|(?<=\d)z\Z")
"""A clock before a day, "10:00 AM EST, Tue November 24, 2026", and ISO 8601 in small letters, as RFC 3339 has it."""


class UnusableArticleError(ArticleError):
    """An article that cannot be read, with the code its failure record carries."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.failure_code = code
        self.reason = reason


class Header(NamedTuple):
    """What a text says of itself before its prose; the prose starts at ``body_start``.

    ``sent`` is when it was sent by e-mail, which may be later than it was published.
    """

    body_start: int = 0
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    external_id: str | None = None
    sent: date | None = None


def read_header(text: str) -> Header:
    """Return the seed's header, YAML front matter, Jina's or other labelled lines of a text; an empty Header without.

    Raises ArticleError if there is front matter that is no YAML, or one of its fields has the wrong form.
    """
    return _read_seed_header(text) or _read_front_matter(text) or _read_jina(text) or _read_labelled(text) or Header()


def _read_seed_header(text: str) -> Header | None:
    """Return the header `` date YYYY-MM-DD Title ...``; its title belongs to the prose."""
    found = SEED_HEADER.match(text)
    published = _parse_press_day(found[1]) if found else None
    if not found or not published:
        return None
    title = found[2].strip()
    return Header(
        body_start=found.start(2), published=published, title=title if 0 < len(title) <= TITLE_LIMIT else None
    )


def _read_front_matter(text: str) -> Header | None:
    """Return YAML front matter; None where there is none, or it is not a mapping and so is prose."""
    found = FRONT_MATTER.match(text, 0, FRONT_MATTER_LIMIT)
    fields = _load_yaml(found["yaml"]) if found else None
    if not found or not isinstance(fields, dict):
        return None
    return Header(body_start=found.end(), **read_fields(fields))


def _read_jina(text: str) -> Header | None:
    found = _JINA.match(text)
    if found is None:
        return None
    title, published = found["title"].strip() or None, _parse_press_day(found["published"] or "")
    return Header(body_start=found.end(), title=title, published=published, url=found["url"])


def _read_labelled(text: str) -> Header | None:
    """Return the labelled lines that open a text, as exports and e-mails have them; None where there are not two.

    Blank lines may stand between them, and lines with labels of other names: what is told below these is read, and
    the prose starts with them, or where a label says so.
    A day that cannot be understood counts as none: nobody has said that this is a header.
    """
    start = len(text) - len(text.lstrip())
    forwarded = _FORWARDED.match(text, start)
    end = forwarded.end() if forwarded else start
    told: dict[str, str] = {}
    count = 0
    others: int | None = None
    while line := _match_label(text, end, apart=count > 0) or (_match_label_below(text, end) if count else None):
        name, value = line["name"].lower(), line["value"] or ""
        field = _LABELS[name]
        if others is None and text[end : line.start()].strip():
            others = end
        if value and name in _UPDATED and not DIGIT.search(value):
            break  # "Updated: three more bodies found"
        told.setdefault(field or name, value.strip("*_ \t"))
        count += 1
        if name in _PROSE_LABELS:
            others = None
        if value and name in _PROSE_LABELS:
            end = line.start("value")
            break
        end = line.end()
    if count < _LEAST_LABELLED or not told.keys() & FIELDS.keys():
        return None
    title = told.get("title", "")
    is_mail, is_passed_on = "from" in told, _AGAIN.match(title) is not None
    days = [_parse_press_day(told.get(name, "")) for name in ("published", "sent")]
    return Header(
        body_start=end if others is None else others,
        title=_AGAIN.sub("", title, count=1)[:TITLE_LIMIT] or None,
        published=None if is_mail else days[0],
        source=told.get("source") or None,
        url=told.get("url") or None,
        external_id=_read_id(told.get("external_id")),
        sent=days[0] or days[1] if is_mail and not is_passed_on else None,
    )


def _match_label(text: str, start: int, *, apart: bool) -> re.Match[str] | None:
    """The line with a known label that begins there or, ``apart``, after blank lines."""
    blank = _BLANK_LINES.match(text, start) if apart else None
    line = _LABELLED.match(text, blank.end() if blank else start)
    if line is None or line["name"].lower() not in _LABELS or (blank and len(line["name"]) < _SHORTEST_APART):
        return None
    return line


def _match_label_below(text: str, start: int) -> re.Match[str] | None:
    """The line with a known label that stands right below lines with other labels, which begin there."""
    line = _LABELLED.match(text, start)
    while line and line["name"].lower() not in _LABELS:
        line = _LABELLED.match(text, line.end())
    return line if line and len(line["name"]) >= _SHORTEST_APART else None


def _load_yaml(block: str) -> object:
    """Return plain YAML: mappings, lists and strings only, no tags resolved. Raises ArticleError if it is malformed."""
    import yaml  # noqa: PLC0415 - lazy: keeps the package's import fast

    try:
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader builds strings, lists and dicts only
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:  # the last two: "\UFFFFFFFF"
        reason = " ".join(str(error).split())[:200]
        raise UnusableArticleError(
            "malformed",
            f"the front matter is not valid YAML ({reason}); correct it, with quotes around values that hold ': ', "
            "or remove the --- lines around it",
        ) from error


def read_fields(fields: Mapping[Any, object]) -> dict[str, Any]:
    """Return what ``FIELDS`` names of front matter or a JSON object, and its id; None for each that is missing.

    Names are compared without case; the first of a field's names that holds something counts. An id may be a number.
    Raises ArticleError, naming the field, if another value is no text or a date cannot be understood.
    """
    lowered = {name.lower(): unwrap(value) for name, value in fields.items() if isinstance(name, str)}
    values: dict[str, Any] = {}
    for field, names in FIELDS.items():
        name = next((name for name in names if not _is_missing(lowered.get(name), field)), None)
        read = _read_date if field == "published" else read_string
        value = read(name, lowered[name]) if name else None
        values[field] = (value.strip() or None) if isinstance(value, str) else value
    if values["url"] is None and _ADDRESS.fullmatch(values["source"] or ""):  # as Obsidian's clipper has it
        values["source"], values["url"] = None, values["source"]
    return {**values, "external_id": next(filter(None, (_read_id(lowered.get(name)) for name in ID_FIELDS)), None)}


def unwrap(value: object) -> object:
    """A field's value, where it is an object what that is all about."""
    while isinstance(value, dict) and (name := next((one for one in _WITHIN if one in value), None)):
        value = value[name]
    return value


def _is_missing(value: object, field: str) -> bool:
    """Whether a field holds nothing, or what programs write for it."""
    if field == "published" and (
        isinstance(value, bool) or (isinstance(value, str) and _NO_MOMENT.match(value.strip()))
    ):
        return True
    if isinstance(value, str):
        return value.strip().casefold() in _MISSING
    return value is None or value == 0 or value != value  # noqa: PLR0124 - NaN


def read_string(name: str, value: object) -> str:
    """Return a field's text. Raises ArticleError, naming the field, if it is something else."""
    if isinstance(value, str):
        return value
    raise UnusableArticleError("malformed", f"the field {name!r} holds {type(value).__name__}; make it a string")


def _read_id(value: object) -> str | None:
    """A name or a number; None for what is none, which is nobody's mistake: "id" means many things."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    if isinstance(value, float) and not value.is_integer():  # no number, too: NaN
        return None
    told = str(value if isinstance(value, str) else int(value)).strip()  # pandas writes 4711.0
    return told if told.casefold() not in _MISSING and len(told) <= _LONGEST_ID else None


def _read_date(name: str, value: object) -> date:
    found = parse_moment(value)
    said = "is no clear date" if found is None else None if may_be_of_press(found) else "is of no year of ours"
    if found is None or said:
        raise UnusableArticleError(
            "malformed", f"the field {name!r} holds {str(value)[:60]!r}, which {said}; write it as YYYY-MM-DD"
        )
    return found


def _parse_press_day(text: str) -> date | None:
    day = parse_date(text)
    return day if day and may_be_of_press(day) else None


def may_be_of_press(day: date) -> bool:
    """Whether an article may be of that day: years of other calendars, 1404 or 2569, are none of ours."""
    return _EARLIEST <= day <= date.today() + _AHEAD  # noqa: DTZ011 - any zone's


def parse_date(text: str, *, near: date | None = None) -> date | None:
    """Return the day a text names: ISO 8601, RFC 5322, ``26 Aug 2021``, ``August 26, 2021``, ``26.8.2021``, ctime.

    The month before which a day stands may be in other languages, too: ``26. August 2021``, ``26 de agosto de 2021``.

    A clock time and its zone are ignored. Two-digit years from 69 lie in the 1900s. A day without a year is put in the
    year that brings it nearest to ``near``. None if the text is anything else, or ambiguous as in ``3/4/2021``, which
    ``26/8/2021`` is not.
    """
    text = _LOWER_ISO.sub(lambda found: found[0].upper(), _CLOCK_FIRST.sub("", text.strip()))
    text = _CTIME_CLOCK.sub("", _SHORT_NAME.sub(r"\1 \2 \3", text))
    for pattern in NUMERIC_DAYS:
        if found := pattern.fullmatch(text):
            return _make_date(int(found["y"]), int(found["m"]), int(found["d"]))
    if (found := OPEN_DAY.fullmatch(text)) and (found["s"] == "/" or len(found["y"]) > 2):  # noqa: PLR2004 - 24-11-26
        one, other = int(found["one"]), int(found["other"])
        days = {_make_date(_widen_year(found["y"]), *pair) for pair in ((one, other), (other, one))} - {None}
        return days.pop() if len(days) == 1 else None
    found = DAY.fullmatch(text)
    if not found:
        return None
    name = (found["m1"] or found["m2"]).lower()
    month = OTHER_MONTHS.get(name) or month_number(name)
    day = int(found["d1"] or found["d2"])
    if year := found["y1"] or found["y2"]:
        return _make_date(_widen_year(year), month, day)
    return _nearest_date(month, day, near) if near else None


def parse_moment(value: object) -> date | None:
    """The day of a field: as ``parse_date`` reads it, or in UTC that of seconds or milliseconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value).strip()
    if (day := parse_date(text)) or not (found := _EPOCH.fullmatch(text)):
        return day
    day = datetime.fromtimestamp(int(found["seconds"]), UTC).date()
    return day if day <= datetime.now(UTC).date() + timedelta(days=1) else None


def _widen_year(digits: str) -> int:
    """Return the year of two or four digits: 69-99 are 19xx, 00-68 are 20xx. Source: POSIX strptime."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - two digits or four
        return year
    return year + (1900 if year >= 69 else 2000)  # noqa: PLR2004 - POSIX


def _nearest_date(month: int, day: int, near: date) -> date | None:
    candidates = [_make_date(near.year + shift, month, day) for shift in (-1, 0, 1)]
    return min((found for found in candidates if found), key=lambda found: abs(found - near), default=None)


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
