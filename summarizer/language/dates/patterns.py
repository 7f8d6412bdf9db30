"""The words of English dates, as parts of the rules' patterns."""

from summarizer.language.calendar import spell_months

_MONTH = rf"(?P<{{0}}>{spell_months()})\b\.?"
_WEEKDAY = (
    r"(?P<{0}>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"\b\.?"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
MONTH, MONTH1 = _MONTH.format("month"), _MONTH.format("month1")
WEEKDAY, WEEKDAY1 = _WEEKDAY.format("weekday"), _WEEKDAY.format("weekday1")
DAY, DAY1 = _DAY.replace("{0}", "day"), _DAY.replace("{0}", "day1")
FOUR_DIGITS = r"(?:1[5-9]|20|21)\d\d"


def _spell_year(short: str) -> str:
    """A pattern of the year after a day or month, or none; ``short`` is that of one in two digits."""
    return rf"(?:[ ,-]{{1,3}}(?:of |in )?(?:(?P<year>{FOUR_DIGITS})|'?(?P<short>{short})|(?P<which>last|this) year))?"


YEAR = _spell_year(r"\d\d")
MONTH_YEAR = _spell_year(r"(?<=')\d\d|3[2-9]|[4-9]\d")
"""The year of a month alone: of "early June 22" the 22 is a day."""
YEAR1 = rf"(?:,? (?P<year1>{FOUR_DIGITS}),?)?"
PART = r"(?:(?P<part>early|mid|late|beginning of|start of|middle of|end of)[ -](?:in )?)?"
FROM, TO = "(?:between |from )?", " ?(?:-|/|to|and|or|through|until|into) ?(?:the )?"
MORE_DAYS = r"(?:, [0-3]?\d(?:st|nd|rd|th)?(?!\d)){0,5},?"
"""Days between the first and the last of several: the 2 of "March 1, 2 and 3"."""
COUNT = r"(?P<count>\d{1,3}|[a-z]{1,12}(?:[- ][a-z]{1,12})?(?: of)?)"
UNIT = r"(?P<unit>minute|hour|day|week|month|year)"
DAYTIME = (
    r"(?:morning|forenoon|afternoon|evening|night|noon|midday|midnight|(?:pre-?)?dawn|dusk|daybreak|sunrise|sunset|nightfall"
    r"|lunchtime)"
)
DATED = (
    rf"(?:{WEEKDAY},? (?:the )?)?{DAY}(?: of)?[ -]{MONTH}{YEAR}",
    rf"(?:last )?(?:{WEEKDAY},? )?{MONTH} {DAY}{YEAR}",
)
