"""Where a sentence holds an English date."""

import re
from functools import cache

from summarizer.language.calendar import MONTHS
from summarizer.language.dates.patterns import DAYTIME, FOUR_DIGITS
from summarizer.language.folding import lower_letters

_DIGIT = re.compile(r"\d")
_PROPER_MONTH = f"(?-i:{'|'.join(MONTHS).title()})"
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)"
    r"|may(?=,? (?:[12]\d{3}|in|at|on|when)\b|[,.;)]|$)|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?= \d))?"
)
_WEEKDAY_WORD = (
    r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Holy )(?<!Ash )(?<!Palm )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?! (?:Times|Mirror|Express|Telegraph|Mail|Post|Herald|Tribune|Mercury)\b)"
)
_LATER_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_DAY_WORD = rf"(?<![\d.,:$£€-]){_LATER_DAY}"
_YEAR_WORD = rf"(?:,? (?:of )?{FOUR_DIGITS}\b(?!,\d)| (?:of )?(?:last|this) year\b)?"
_WEEKDAY_BEFORE = rf"(?:\b{_WEEKDAY_WORD},? (?:the )?)?"
_UNTIL = r"(?: ?[-–/] ?| to | through | until )"
_JOIN = rf"(?:{_UNTIL}| and | or )"
_COUNT_WORD = r"(?:\d{1,3}|an?|a couple of|a few|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_EXPRESSIONS = (
    r"\b\d{4}-\d\d-\d\d\b",
    rf"\b\d\d?/\d\d?/{FOUR_DIGITS}\b",
    rf"{_DAY_WORD} {_MONTH_WORD},? {FOUR_DIGITS}{_UNTIL}{_LATER_DAY} {_MONTH_WORD}{_YEAR_WORD}",
    rf"{_DAY_WORD} {_MONTH_WORD}{_JOIN}{_LATER_DAY} {_MONTH_WORD}{_YEAR_WORD}",
    rf"\b{_MONTH_WORD} {_LATER_DAY}{_YEAR_WORD}{_UNTIL}{_MONTH_WORD} {_LATER_DAY}\b(?!,\d|[:.]\d){_YEAR_WORD}",
    rf"{_DAY_WORD}{_JOIN}{_LATER_DAY} (?:of )?{_MONTH_WORD}{_YEAR_WORD}",
    rf"{_WEEKDAY_BEFORE}{_DAY_WORD} (?:of )?{_MONTH_WORD}{_YEAR_WORD}",
    rf"{_WEEKDAY_BEFORE}\b{_MONTH_WORD} {_DAY_WORD}\b(?!,\d|[:.]\d)(?:{_JOIN}{_LATER_DAY}\b)?{_YEAR_WORD}",
    rf"\b(?:early|mid|late)[ -]{_PROPER_MONTH}\b{_YEAR_WORD}",
    rf"\b{_PROPER_MONTH},? {FOUR_DIGITS}\b",
    rf"\b{_PROPER_MONTH} (?:last|this) year\b",
    r"(?:(?<=\bin )|(?<=\bsince )|\blast )(?-i:May|March)\b",
    r"\b(?:last )?(?-i:January|February|April|June|July|August|September|October|November|December)\b",
    rf"\b(?:early|mid|late)[ -]{FOUR_DIGITS}\b",
    rf"(?<=\bin ){FOUR_DIGITS}\b(?![,.]\d)",
    rf"(?:\b(?:last|next|this|early|late) )?\b{_WEEKDAY_WORD}(?: (?:early )?{DAYTIME}\b)?(?:,? last week\b)?",
    rf"\bthis (?:early |late )?{DAYTIME}\b",
    rf"\b(?:the day before yesterday|yesterday|today|tomorrow)\b(?: {DAYTIME}\b)?|\btonight\b|\bovernight\b",
    r"\blast (?:night|evening)\b",
    rf"\b{_COUNT_WORD} (?:minute|hour|day|week|month|year)s? ago\b",
    rf"\b(?:the )?(?:past|last) (?:{_COUNT_WORD} )(?:hour|day|week|month|year)s\b",
    r"\b(?:(?:earlier|later|early|late) )?(?:last|this|next) (?:weekend|week|month|year)\b",
)
_TELLING = (
    *("day", "night", "week", "month", "year", "ago", "hour", "morrow", "morning", "evening", "noon", "dawn", "dusk"),
    *("sunrise", "sunset", "lunchtime", "january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
"""A date expression holds one of these, or a year or a day in digits only, or the beginning of a month with a digit."""
_YEAR_OR_SLASH = re.compile(r"\d{4}|\d/\d")
_FIRST_WORD = (
    r"(?=\d|[aA](?i:n?\ |pr|ug)|[dD](?i:ec)|[eE](?i:arl|ight|leven)|[fF](?i:eb|ive|our|ri)|[jJ](?i:an|un|ul)"
    r"|[lL](?i:a[st])|[mM](?i:a[ry]|id|on)|[nN](?i:ext|ine|ov)|[oO](?i:ct|ver)|[pP](?i:ast)|[sSſ](?i:at|ep|eve|ix|un)"
    r"|[tT](?i:en|h[eiru]|o[dmn]|ue|w[eo])|[wW](?i:ed)|[yY](?i:est))"
)


@cache
def _date_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_FIRST_WORD}(?:{'|'.join(_EXPRESSIONS)})", re.IGNORECASE)


def find_date_words(sentence_text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the English date expressions in a sentence, in order, not overlapping.

    "May" and "March" alone count only after "in", "since" or "last"; a year alone only after "in".
    """
    if not _tells_date(sentence_text, lower_letters(sentence_text)):
        return ()
    return tuple(match.span() for match in _date_words().finditer(sentence_text))


def _tells_date(text: str, lowered: str) -> bool:
    """Whether it is worth the while to look for dates."""
    if any(word in lowered for word in _TELLING):
        return True
    if not _DIGIT.search(text):
        return False
    return _YEAR_OR_SLASH.search(text) is not None or any(month[:3] in lowered for month in MONTHS)
