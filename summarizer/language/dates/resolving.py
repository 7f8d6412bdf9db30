"""The days that an article's words for a date mean."""

from datetime import date

from summarizer.language.dates.east_asian import read_lone_day
from summarizer.language.dates.foreign import apply_dateparser, read_day_first, read_days, read_numbers
from summarizer.language.dates.months_elsewhere import reword_month_day
from summarizer.language.dates.phrases import read_phrase
from summarizer.language.dates.rewording import reword
from summarizer.language.dates.rules import apply_rules, is_time_of_day
from summarizer.language.dates.values import ResolvedDate, unresolved
from summarizer.language.wording import Wording

_LONGEST_PHRASE = 120
_TIME_WORD = Wording(
    r"(?i)(?<![\w-])(?:time|days?|nights?|overnight|mornings?|afternoons?|evenings?|noon|mid\w*|dawn|dusk|weeks?|weekends?|months?"
    r"|years?|decades?|centur\w*|hours?|minutes?|seasons?|spring|summer|autumn|fall|winter|ago|later|earlier|before|since"
    r"|early|late|last|next|eve|anniversary|now|recent\w*|then)(?![\w-])|\d{4}",
    "an hour before", "36-year-old Ann Lee",
)  # fmt: skip


def resolve_date(text: str, *, published: date | None, language: str | None = None) -> ResolvedDate:
    """The days that the article's own words for a date mean, seen from its publication date.

    A year that is stated is never changed; a missing one is the latest that puts the date at most one day after
    publication. A weekday is the latest on or before publication ("last Friday": before it, "next Friday": after it).
    Weeks run from Monday to Sunday. ``language`` is the article's: dateparser is asked for it. Never raises: words that
    mean no day give ``earliest`` and ``latest`` None.
    """
    if len(text) > _LONGEST_PHRASE:
        return unresolved(text, "unknown", "is too long for a date")
    found = read_day_first(text, published, language) or apply_rules(text, published) or read_phrase(text, published)
    if not found and (words := reword(text) or reword_month_day(text, language)):
        told = apply_rules(words, published) or read_phrase(words, published)
        told = told or _read_foreign(words, published, language)
        found = told and told.model_copy(update={"note": f"{text!r}: {told.note}"})
    found = found or read_lone_day(text, published) or _read_foreign(text, published, language)
    found = found or read_numbers(text, published)
    return found or unresolved(text, "unknown", "could not be read as a date")


def _read_foreign(text: str, published: date | None, language: str | None) -> ResolvedDate | None:
    if is_time_of_day(text):  # dateparser takes "circa 11.40 am" for today
        return None
    return read_days(text, published, language) or apply_dateparser(text, published, language)


def is_timeless(words: str) -> bool:
    """Whether words given for a date tell no time: "36-year-old Ann Lee"."""
    return not _TIME_WORD.search(words) and resolve_date(words, published=None).basis == "unknown"
