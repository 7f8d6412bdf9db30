"""Lines that name who wrote, sent or photographed an article."""

import re

from summarizer.articles.headers import DATE, DIGIT

LONGEST = 120
"""The most characters of a date line, byline or credit."""
LEAST_WORDS = 3

SENTENCE_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_BYLINE = re.compile(
    r"(?:(?:written|edited|reported)\s)?(?:by|von|por|par):?\s+[A-Z\"“]"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s*(?:[|•]|/(?=.*\d))",
    re.IGNORECASE,
)
_OF_STAFF = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}, (?:[A-Z][\w.'’&-]+ ){1,4}Staff\s*\Z")
OF_NEWS = re.compile(
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
HALF_DAY = re.compile(r"\b[ap]\.?m\b\.?", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?:\bJr|\b[ap]\.m)\.\Z")


def is_credit(line: str, below: str, *, first: bool) -> bool:
    """Whether a line names who wrote or pictured it; "From Ann Lee, Kaduna" as the first line may be a headline."""
    if len(line) > LONGEST:
        return False
    is_sent = not first and (
        (_SENDER.match(line) is not None and len(line.split()) <= _MOST_SENT) or _OF_STAFF.match(line) is not None
    )
    byline = f"By {line}" if is_sent else line
    credit = _CREDIT.match(line)
    is_pictured = credit is not None and not (first and tells_news(line[credit.end() :]))
    return is_pictured or (is_byline(byline) and not _is_retold(line, below))


def tells_news(words: str) -> bool:
    """Whether words are no names alone: "Video: Flood sweeps away bridge" is a headline."""
    lowered = (word for word in _WORD.findall(words) if word.islower() and word not in _BYLINE_WORDS)
    return OF_NEWS.search(words) is not None or any(len(word) > _LONGEST_PARTICLE for word in lowered)


def _is_retold(line: str, below: str) -> bool:
    """Whether the text below has the words of a line's first part in lower case: "By Boat And Bus, Thousands Flee".

    Names never stand so. A line that says what somebody is ("By Will Hunt, Crime Reporter") is a byline all the same.
    """
    first = [word for word in _WORD.findall(line.partition(",")[0].casefold())[1:] if word not in _BYLINE_WORDS]
    if not first or len(line.split()) <= LEAST_WORDS or _ROLE.search(line):
        return False
    return all(re.search(rf"\b{re.escape(word)}(?:e?s)?\b", below) for word in first)


def is_byline(line: str) -> bool:
    """Names alone: a line that goes on in lower case, or ends as a sentence does, tells something."""
    if _BYLINE.match(line) is None or OF_NEWS.search(line) or SENTENCE_ENDED.search(_ABBREVIATED.sub("", line)):
        return False
    told = _HANDLE.sub("", HALF_DAY.sub("", DATE.sub("", line)))
    return are_names(_WORD.sub("", told, count=1))


def are_names(words: str) -> bool:
    """Whether all words are names, numbers or stand between such: "Rosa Díaz y Juan Gil, staff writer"."""
    told = (word for word in _WORD.findall(words) if word not in _BYLINE_WORDS)
    return all(word[0].isupper() or DIGIT.search(word) for word in told)


_WORD = re.compile(r"[^\W_]+")
_ROLE = re.compile(r"\b(?:staff|writers?|reporters?|correspondents?|editors?|press)\b", re.IGNORECASE)
_SENDER = re.compile(r"(?:from|d[ia]) [A-Z]|[A-Z]+\s?[|•]\s", re.IGNORECASE)
_MOST_SENT = 9
_LONGEST_PARTICLE = 3
_HANDLE = re.compile(r"(?<!\S)\S{0,60}@[\w.]{1,60}")
_BYLINE_WORDS = frozenset(
    """
    and by of for the de del la van von at in en di da e y et und avec mit con para
    staff writer reporter correspondent editor
    """.split()  # noqa: SIM905 - a list of words is read and kept as words
)
