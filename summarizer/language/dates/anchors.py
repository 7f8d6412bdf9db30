"""Dates that rest on what the text tells elsewhere: "the next day", "March 9" where all dates are of one year."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from summarizer.language.dates.conflicts import find_event_dates
from summarizer.language.dates.days import WEEK, Days, say_day, say_days
from summarizer.language.dates.phrases import only_year
from summarizer.language.dates.readers import read_count
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.dates.values import ResolvedDate, normalize, resolved
from summarizer.language.wording import Wording
from summarizer.schemas.record import Sentence

_TIME = "(?:day|night|evening|afternoon|morning)"
_LEAD = r"(?:\A|.{1,20} )(?:on |at |in |by |during )?"
_SAME = Wording(
    rf"(?:.{{1,20}} )?(?:the |that )?(?:very )?same {_TIME}|(?:later |early |late )?that (?:same )?{_TIME}"
    r"|(?:(?:about |nearly )?(?:an?|two|three|a few|several) )?hours? (?:later|earlier)|minutes (?:later|earlier)",
    "the same night", "the next night",
)  # fmt: skip
_NEXT = Wording(
    rf"{_LEAD}the (?:next|following) {_TIME}|(?:a|one) day (?:later|after)|the {_TIME} after",
    "the next morning", "next year",
)  # fmt: skip
_BEFORE = Wording(
    rf"{_LEAD}the previous {_TIME}|(?:a|one) day (?:earlier|before)|the {_TIME} before",
    "the night before",
    "before dawn",
)
_COUNTED = Wording(
    r"(?P<count>\d{1,2}|[a-z]+) (?P<unit>day|week)s? (?P<way>earlier|before|later|after)",
    "two days earlier",
    "two days",
)
_TO_COME = Wording(
    r"(?i)\b(?:will|(?:is|are)\s(?:to|due|set|scheduled|planned)|plans?\sto|(?:is|are)\sgoing\sto)"
    r"(?:\s(?!(?:after|following|over|since|from|who|whom|which|that|when|where|for|of|by)\b)[\w'’-]{1,20}){1,6}\s(?:on\s)?\Z",
    "will walk out on ", "will be charged over the attack on ",
)  # fmt: skip
_THAT_YEAR = Wording(
    r"(?i),?\s(?:(?:(?:of|in|during)\s)?(?:that|the\ssame)\s(?:same\s)?year|jenes\s(?:selben\s)?jahres|desselben\sjahres"
    r"|(?:de|en)\s(?:ese|aquel)(?:\smismo)?\saño|del\smismo\saño|de\scette\s(?:même\s)?année|de\sla\smême\sannée"
    r"|d(?:esse|aquele|o\smesmo)\sano|di\squell['’]anno|dello\sstesso\sanno)\b",
    " of that year", " that yearned",
)  # fmt: skip
"""After a day of the year told before it."""
_ENDS_IN_ORDER = Wording(r"(?i)\b(?:after|before)\Z", "two days after", "two days later")
_CLAUSE = Wording(r"\s[\w“\"]", " a bomb killed 12", ".")
YEAR = Wording(r"\b(?:19|20)\d\d\b", "March 3, 2025", "March 3")
_UNITS = {"day": 1, "week": 7}
_SENTENCES_BACK = 3


class Words(NamedTuple):
    """Words for a date, the number of their sentence, 0 for none, and their offset in the article."""

    text: str
    sentence: int
    start: int


def resolve_in_text(
    words: Words, sentences: Sequence[Sentence], *, published: date | None, language: str | None = None
) -> ResolvedDate:
    """The days that words mean where they stand, as ``resolve_date`` tells it for words alone.

    A weekday of which the sentence tells what is to come ("will walk out on Tuesday") is the next one. What rests on
    another day of the text ("two days earlier") is counted from the nearest date before it, and doubtful. A day without
    a year takes the last year told before it where it is "of that year" or, where no publication date is known, the one
    year that the text's other dates have.
    """
    if (told := _of_that_year(words, sentences, language)) is not None:
        return told
    alone = resolve_date(words.text, published=published, language=language)
    if alone.earliest is not None:
        return _coming(alone, words, sentences, published) or alone
    if alone.basis == "explicit" and published is None:
        return _with_year(words.text, sentences) or alone
    return _from_anchor(words, sentences, published) or alone


def _coming(
    found: ResolvedDate, words: Words, sentences: Sequence[Sentence], published: date | None
) -> ResolvedDate | None:
    """The weekdays after publication, where the words before them tell what is to come; None where they do not."""
    if found.basis != "weekday" or published is None or not words.sentence or found.earliest is None:
        return None
    sentence = sentences[words.sentence - 1]
    if found.earliest >= published or not _TO_COME.search(sentence.text, 0, words.start - sentence.start):
        return None
    first, last = (day + WEEK for day in (found.earliest, found.latest or found.earliest))
    how = (
        f"taken as the next after the publication date {say_day(published)}, as it is to come: {say_days(first, last)}"
    )
    return resolved(words.text, "weekday", Days(first, last, how))


def _of_that_year(words: Words, sentences: Sequence[Sentence], language: str | None) -> ResolvedDate | None:
    """A day "of that year": of the last year told before it; None for any other, and where no year is."""
    if not words.sentence or YEAR.search(words.text):
        return None
    sentence = sentences[words.sentence - 1]
    start = words.start - sentence.start
    that = _THAT_YEAR.search(sentence.text, start) if start >= 0 else None
    if that is None or that.start() > start + len(words.text):
        return None
    before = [one.text for one in sentences[max(0, words.sentence - 1 - _SENTENCES_BACK) : words.sentence - 1]]
    years = [found[0] for text in (*before, sentence.text[:start]) for found in YEAR.finditer(text)]
    dated = f"{sentence.text[start : that.start()]} {years[-1]}" if years else ""
    return _dated_by(dated, "the year is the last one told before it", language) if dated else None


def _with_year(text: str, sentences: Sequence[Sentence]) -> ResolvedDate | None:
    year = only_year([sentence.text for sentence in sentences])
    return _dated_by(f"{text} {year}", "no other year is told in the article's dates") if year else None


def _dated_by(words: str, why: str, language: str | None = None) -> ResolvedDate | None:
    found = resolve_date(words, published=None, language=language)
    return found.model_copy(update={"note": f"{found.note}; {why}"}) if found.earliest else None


def _from_anchor(words: Words, sentences: Sequence[Sentence], published: date | None) -> ResolvedDate | None:
    shift = _read_shift(normalize(words.text))
    anchor = next(_days_before(words, sentences, published), None) if shift is not None else None
    if shift is None or anchor is None:
        return None
    day = anchor + timedelta(days=-shift if _is_before_clause(words, sentences) else shift)
    how = f"counted from {say_day(anchor)}, the date told before it: {day}"
    return resolved(words.text, "relative", Days(day, day, how, doubtful=True))


def _is_before_clause(words: Words, sentences: Sequence[Sentence]) -> bool:
    """Whether words such as "two days after" go on to the deed, which the day told before them came after."""
    if not words.sentence or not _ENDS_IN_ORDER.search(words.text):
        return False
    sentence = sentences[words.sentence - 1]
    return _CLAUSE.match(sentence.text, words.start - sentence.start + len(words.text)) is not None


def _read_shift(words: str) -> int | None:
    """How many days words count on from a day of the text; None where they do not."""
    for pattern, shift in ((_SAME, 0), (_NEXT, 1), (_BEFORE, -1)):
        if pattern.fullmatch(words):
            return shift
    found = _COUNTED.fullmatch(words)
    try:
        count = read_count(found["count"]) * _UNITS[found["unit"]] if found else None
    except ValueError:
        return None
    return -count if count and found and found["way"] in ("earlier", "before") else count


def _days_before(words: Words, sentences: Sequence[Sentence], published: date | None) -> Iterator[date]:
    """The single days that are told before the words, the nearest first, at most a few sentences back."""
    for number in range(words.sentence, max(0, words.sentence - _SENTENCES_BACK - 1), -1):
        text = sentences[number - 1].text
        spans = [
            span
            for span in find_event_dates(text)
            if number < words.sentence or sentences[number - 1].start + span[1] <= words.start
        ]
        for start, end in reversed(spans):
            day = resolve_date(text[start:end], published=published)
            if day.earliest is not None and day.earliest == day.latest:
                yield day.earliest
