"""Where a sentence holds an English date."""

import re
from functools import cache

from summarizer.language.calendar import MONTHS
from summarizer.language.dates.patterns import DAYTIME, FOUR_DIGITS
from summarizer.language.wording import Row, join

_PROPER_MONTH = f"(?-i:{'|'.join(MONTHS).title()})"
_MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)"
    r"|may(?=,? (?:[12]\d{3}|in|at|on|when)\b|[,.;)]|$)|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?= \d))?"
)
_WEEKDAY_WORD = (
    r"(?<!Black )(?<!Good )(?<!Bloody )(?<!Holy )(?<!Ash )(?<!Palm )(?<!Easter )(?<!Super )(?<!Cyber )"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?! (?:Times|Mirror|Express|Telegraph|Mail|Post|Herald|Tribune|Mercury|Punch|School|week|before last|of the)\b)"
    rf"(?! (?:of|in) {_PROPER_MONTH}\b)"
)
_NAME_AFTER = (
    r" (?-i:(?!(?:In|At|On|Near|After|Before|By|For|From|With|During|Outside|Inside|Over|As|And|When|While|Following"
    r"|Morning|Afternoon|Evening|Night)\b)[A-Z][a-z]+\b)"
)
"""Whose first name it is: "Sunday Igboho", "June Smith"."""
_LATER_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_DAY_WORD = rf"(?<![\d.,:$£€-]){_LATER_DAY}"
_NO_DAY = r"(?! \d\d?\b(?![:.,]\d))"
"""After a month alone."""
_YEAR_WORD = rf"(?:,? (?:of )?{FOUR_DIGITS}\b(?!,\d)| (?:of )?(?:last|this) year\b)?"
_WEEKDAY_BEFORE = rf"(?:\b{_WEEKDAY_WORD},? (?:the )?)?"
_UNTIL = r"(?: ?[-–/] ?| to | through | until )"
_JOIN = rf"(?:{_UNTIL}| and | or )"
_MORE_DAYS = (
    rf"(?:, {_LATER_DAY}\b){{1,5}},? (?:and|or) {_LATER_DAY}\b"
    rf"(?=[,.;:)'’\"”]|\s*\Z| (?:{FOUR_DIGITS}|in|at|on|by|near|when|while|as|after|before|during|for|with|that)\b)"
)
"""The rest of "March 3, 5 or 6", but not of "March 3, 5 or 6 suspects"."""
_PEOPLE = (
    r" (?:others?|more|people|persons|m[ae]n|wom[ae]n|children|soldiers|civilians|villagers|policem[ae]n|officers"
    r"|students|passengers|dead|wounded|injured|were)\b"
)
_COUNT_WORD = r"(?:\d{1,3}|an?|a couple of|a few|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_EXPRESSIONS = (
    Row(r"\b\d{4}-\d\d-\d\d\b", "2021-03-14", "2021-3-14"),
    Row(rf"\b\d\d?/\d\d?/{FOUR_DIGITS}\b", "3/14/2021", "3/14/21"),
    Row(rf"{_DAY_WORD} {_MONTH_WORD},? {FOUR_DIGITS}{_UNTIL}{_LATER_DAY} {_MONTH_WORD}{_YEAR_WORD}",
        "3 june 2020 to 5 july 2021", "3 june to 5 july"),
    Row(rf"{_DAY_WORD} {_MONTH_WORD}{_JOIN}{_LATER_DAY} {_MONTH_WORD}{_YEAR_WORD}", "3 june to 5 july", "3 june at 5"),
    Row(rf"\b{_MONTH_WORD} {_LATER_DAY}{_YEAR_WORD},?{_UNTIL}{_MONTH_WORD} {_LATER_DAY}\b(?!,\d|[:.]\d){_YEAR_WORD}",
        "june 3 to july 5", "june 3 and july 5"),
    Row(rf"{_DAY_WORD}{_JOIN}{_LATER_DAY} (?:of )?{_MONTH_WORD}{_YEAR_WORD}", "3 to 5 june", "3 at 5"),
    Row(rf"{_WEEKDAY_BEFORE}{_DAY_WORD} (?:of )?{_MONTH_WORD}{_YEAR_WORD}", "Monday, the 3 of june 2021", "june"),
    Row(rf"{_WEEKDAY_BEFORE}\b{_MONTH_WORD} {_DAY_WORD}\b(?!,\d|[:.]\d)"
        rf"(?:{_MORE_DAYS}|{_JOIN}{_LATER_DAY}\b(?!/|{_PEOPLE}))?{_YEAR_WORD}", "june 3-5", "june 3,000"),
    Row(rf"\b(?:early|mid|late)[ -]{_PROPER_MONTH}\b{_YEAR_WORD}", "late June 2021", "late june 2021"),
    Row(rf"\b{_PROPER_MONTH},? {FOUR_DIGITS}\b", "June, 2021", "june, 2021"),
    Row(rf"\b{_PROPER_MONTH} (?:last|this) year\b", "June last year", "June that year"),
    Row(rf"(?:(?<=\bin )|(?<=\bsince )|\blast )(?-i:May|March)\b{_NO_DAY}", "in March", "last March 3"),
    Row(r"(?:\blast |(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bof )|\b"
        rf"(?!(?:April|June|August){_NAME_AFTER}))(?-i:January|February|April|June|July|August|September|October|November|December)\b{_NO_DAY}",
        "last June", "last June 3"),
    Row(rf"\b(?:early|mid|late)[ -]{FOUR_DIGITS}\b", "mid-1990", "mid-3990"),
    Row(rf"(?<=\bin ){FOUR_DIGITS}\b(?![,.]\d)", "in 1998", "in 1998.5"),
    Row(rf"(?:\b(?:last|next|this|early|late) |(?<=\bon )|\b(?!\w+{_NAME_AFTER})){_WEEKDAY_WORD}"
        rf"(?: (?:early )?{DAYTIME}\b)?(?:,? (?:of )?last week\b)?", "early Monday morning", "Sunday Igboho"),
    Row(rf"\bthis (?:early |late )?{DAYTIME}\b", "this early morning", "this early bird"),
    Row(rf"\b(?:the day before yesterday|yesterday|today|tomorrow)\b(?: {DAYTIME}\b)?|\btonight\b|\bovernight\b",
        "yesterday evening", "yesterdays"),
    Row(r"\blast (?:night|evening)\b", "last night", "last nights"),
    Row(rf"\b{_COUNT_WORD} (?:minute|hour|day|week|month|year)s? ago\b", "two weeks ago", "two weeks"),
    Row(rf"\b(?:the )?(?:past|last) (?:{_COUNT_WORD} )(?:hour|day|week|month|year)s\b",
        "the past two weeks", "the past weeks"),
    Row(r"\b(?:(?:earlier|later|early|late) )?(?:last|this|next) (?:weekend|week|month|year)\b",
        "later this week", "later that week"),
)  # fmt: skip


@cache
def _date_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{join(_EXPRESSIONS)})", re.IGNORECASE)


def find_date_words(sentence_text: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans of the English date expressions in a sentence, in order, not overlapping.

    "May" and "March" alone count only after "in", "since" or "last"; a year alone only after "in".
    """
    return tuple(match.span() for match in _date_words().finditer(sentence_text))


def blank_date_words(text: str) -> str:
    """The text with a space for each of them."""
    return _date_words().sub(" ", text)
