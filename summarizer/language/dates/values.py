"""A date's words made into days, with what is said of them."""

import unicodedata
from datetime import date

from summarizer.language.dates.days import Days
from summarizer.language.wording import Wording
from summarizer.schemas.record import DateBasis, DatePrecision, Frozen

_NIGHT_DAYS, _WEEK_DAYS, _MONTH_DAYS = 2, 7, 31


class ResolvedDate(Frozen):
    """When something happened, as days.

    ``earliest`` and ``latest`` are inclusive and both None where the words could not be resolved; ``precision`` is then
    ``unknown``. ``day`` precision means one day, or the two days that a night touches. ``basis`` tells what kind of
    words they were, resolved or not. ``note`` says for people how they were resolved. ``doubtful``: another reading is
    as good, or there is none.
    """

    earliest: date | None
    latest: date | None
    precision: DatePrecision
    basis: DateBasis
    note: str
    doubtful: bool


_DASHES = Wording(r"[‐-―−]", "3–5 May", "3-5 May")


def normalize(text: str) -> str:
    """The words in lower case, with plain dashes and single spaces, and without marks around them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _DASHES.sub("-", folded.replace("’", "'"))
    return " ".join(folded.split()).strip(" ,.;:()[]\"'")


def precision_of(first: date, last: date) -> DatePrecision:
    """How exact days are that include both ends."""
    days = (last - first).days + 1
    if days <= _NIGHT_DAYS:
        return "day"
    if days <= _WEEK_DAYS:
        return "week"
    return "month" if days <= _MONTH_DAYS else "year"


def quote(text: str) -> str:
    """The words in quotation marks, cut short for people."""
    short = " ".join(text.split())
    return f"'{short[:60]}…'" if len(short) > 60 else f"'{short}'"  # noqa: PLR2004 - for people


def resolved(text: str, basis: DateBasis, days: Days) -> ResolvedDate:
    """The value for words that mean these days."""
    return ResolvedDate(
        earliest=days.earliest,
        latest=days.latest,
        precision=precision_of(days.earliest, days.latest),
        basis=basis,
        note=f"{quote(text)} {days.how}",
        doubtful=days.doubtful,
    )


def unresolved(text: str, basis: DateBasis, why: str) -> ResolvedDate:
    """The value for words that mean no day; ``why`` goes on from them."""
    note = f"{quote(text)} {why}"
    return ResolvedDate(earliest=None, latest=None, precision="unknown", basis=basis, note=note, doubtful=True)
