"""Date words among others: times of day in words, two expressions of one day, holidays, years told elsewhere."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarizer.language.calendar import MONTHS
from summarizer.language.dates.days import ONE_DAY, Days, say_days
from summarizer.language.dates.finding import blank_date_words, find_date_words
from summarizer.language.dates.rules import apply_rules
from summarizer.language.dates.values import ResolvedDate, normalize, resolved
from summarizer.language.wording import Wording, read_rows

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_ORDINALS = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{f"twenty-{word}": number for number, word in enumerate(_ONES, 21)},
    "thirtieth": 30,
    "thirty-first": 31,
}
_ORDINAL = Wording(
    rf"\b(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?= (?:of )?(?:{'|'.join(MONTHS)})\b)",
    "the ninth of may", "the ninth day",
)  # fmt: skip
_REWORDED = tuple((plain, Wording(*row)) for plain, row in read_rows("english_days.tsv"))
"""What is said so in some countries, and holidays, in the words that are read."""
_WEEKEND = Wording(r" weekend\Z", "july 4th weekend", "weekends")
_SINCE = Wording(r"(?:ever )?since (?:the )?", "since monday", "sincerely")
_NUMBER = (
    r"(?:\d{1,2}(?:[:.]\d\d)?|\d{4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter|twenty)"
)
_ASIDE = Wording(
    r"(?:about|around|approximately|roughly|at|on|in|of|the|a|an|some|shortly|just|soon|little|early|late|later|local|time|gmt"
    r"|utc|bst|est|edt|cet|ist|hours?|hrs|h|am|pm|a\.m|p\.m|o'clock|past|to|minutes?|before|after|towards?|near|closing"
    r"|mornings?|afternoon|evening|night|noon|midday|midnight|(?:pre-?)?dawn|dusk|daybreak|sunrise|sunset|and"
    r"|during|prayers?|mass|services?|rush|school|lunch|commute|end|start|beginning|'s"
    rf"|{_NUMBER}(?:am|pm)?)\Z",
    "approximately", "week",
)  # fmt: skip
_YEAR = Wording(r"(?:19|20)\d\d", "2019", "2119")
_CLOCK = Wording(r"local|gmt|utc|bst|est|edt|cet|ist|hours?|hrs|h", "gmt", "noon")
_AT = Wording(r"at|about|around|approximately|roughly|near", "at", "on")
_NEXT_TO = Wording(
    r"\b(?:before|after|until|till|by|than|to)(?: the)? ?\Z|\d\. ?\Z", "shortly before ", "before dawn on "
)
_PRAYERS = Wording(r"(?:'s)? (?:midday |noon |evening )?(?:prayers?|mass|services?)\b", " prayers", " pray")
"""What a day is of, not next to: "after Friday prayers"."""
_OCCASION = Wording(r"(?: (?:morning|afternoon|evening|night))?'s (?:[\w-]+ ){0,3}[\w-]+\Z", "'s homecoming game", "'s")
_AT_ONCE = Wording(
    r"\b(?:minutes?|moments?|seconds?|shortly|just|right|immediately) (?:before|after) (?:the )?\Z",
    "minutes after ", "hours after ",
)  # fmt: skip
"""Before what happens on a day, these tell of that day: "minutes after Friday's game"."""
_MOST_ASIDE = 10


def spell_out(words: str) -> str:
    """The normalised words with holidays as days and ordinals in words as numbers: "the 9th of may"."""
    for plain, wording in _REWORDED:
        words = wording.sub(plain, words)
    return _ORDINAL.sub(lambda found: f"{_ORDINALS[found.group()]}th", words)


def read_phrase(text: str, published: date | None) -> ResolvedDate | None:
    """What a phrase means in which one day is told among times of day, or twice; None where more or else is told.

    "Since Monday" lasts until publication.
    """
    words = spell_out(normalize(text))
    if (since := _SINCE.match(words)) is not None:
        return _since(text, apply_rules(words[since.end() :], published), published)
    if (weekend := _WEEKEND.search(words)) is not None:
        return _weekend(text, apply_rules(words[: weekend.start()], published))
    if words != normalize(text) and (found := apply_rules(words, published)) is not None:
        return found.model_copy(update={"note": f"{text!r}: {found.note}"})
    return _only_day(text, published)


def _since(text: str, first: ResolvedDate | None, published: date | None) -> ResolvedDate | None:
    if first is None or first.earliest is None or published is None:
        return None
    if first.earliest > published or first.precision == "year":
        return None
    how = f"lasts until the publication date: {say_days(first.earliest, published)}"
    return resolved(text, first.basis, Days(first.earliest, published, how, first.doubtful))


def _weekend(text: str, day: ResolvedDate | None) -> ResolvedDate | None:
    """Saturday and Sunday nearest to a day, and the days between."""
    if day is None or day.earliest is None or day.earliest != day.latest:
        return None
    back = (day.earliest.weekday() - calendar.SATURDAY) % 7
    saturday = day.earliest - timedelta(days=back if back <= calendar.FRIDAY - 1 else back - 7)
    first, last = min(day.earliest, saturday), max(day.earliest, saturday + ONE_DAY)
    return resolved(text, day.basis, Days(first, last, f"read as {say_days(first, last)}"))


def _only_day(text: str, published: date | None) -> ResolvedDate | None:
    """The day of the one expression in a phrase whose other words tell a time of day, or of two that agree."""
    words = _without_occasion(" ".join(text.split()).replace("’", "'"))
    spans = find_date_words(words)
    if not spans or len(spans) > 2 or any(_is_next_to(words, *span) for span in spans):  # noqa: PLR2004 - a pair
        return None
    aside = re.sub(r"[(),;.]+(?=\s|\Z)|[()\[\]]", " ", blank_date_words(words).casefold()).split()
    if len(aside) > _MOST_ASIDE or not all(_ASIDE.match(word) for word in aside) or _has_year(aside):
        return None
    found = [one for start, end in spans if (one := apply_rules(words[start:end], published)) is not None]
    days = {(one.earliest, one.latest) for one in found}
    if len(found) != len(spans):
        return None
    if len(days) == 1:
        return found[-1]
    return _agreed(found)


def _has_year(aside: Sequence[str]) -> bool:
    """Whether a number beside a day may be its year, "Nov. 16 (2019)", and is not told as an hour: "2019 GMT"."""
    return any(
        _YEAR.fullmatch(word) and not (_CLOCK.fullmatch(after) or _AT.fullmatch(before))
        for before, word, after in zip(["", *aside], aside, [*aside[1:], ""], strict=False)
    )


def _without_occasion(words: str) -> str:
    """The phrase without what happens on its day: "minutes after Friday's game" is Friday, "after the game" not."""
    spans = find_date_words(words)
    occasion = _OCCASION.match(words, spans[0][1]) if len(spans) == 1 else None
    if occasion is None or _PRAYERS.match(words, spans[0][1]):
        return words
    at_once = _AT_ONCE.search(words[: spans[0][0]])
    return words[at_once.end() if at_once else 0 : occasion.start()]


def _is_next_to(words: str, start: int, end: int) -> bool:
    """Whether a phrase tells of a time beside a day: "the night before Friday", but not "after Friday mass"."""
    return _NEXT_TO.search(words[:start]) is not None and not _PRAYERS.match(words, end)


def _agreed(found: Sequence[ResolvedDate]) -> ResolvedDate | None:
    """The dated of a weekday and a date whose weekday it is: "Tuesday (6 January)"; None where they differ."""
    dated = [one for one in found if one.basis == "explicit" and one.earliest is not None]
    others = [one for one in found if one.basis != "explicit"]
    if len(dated) != 1 or len(others) != 1:
        return None
    (day,), (other,) = dated, others
    if other.earliest is None or other.earliest == day.earliest:
        return day
    if other.basis == "weekday" and day.earliest and other.earliest.weekday() == day.earliest.weekday():
        return day
    return day.model_copy(
        update={"doubtful": True, "note": f"{day.note}; that is another day than the words beside it"}
    )


def only_year(texts: Sequence[str]) -> int | None:
    """The year of all dates that texts tell with one; None where they tell none, or several."""
    found = (apply_rules(text[start:end], None) for text in texts for start, end in find_date_words(text))
    years = {one.earliest.year for one in found if one and one.earliest and one.precision == "day"}
    return years.pop() if len(years) == 1 else None
