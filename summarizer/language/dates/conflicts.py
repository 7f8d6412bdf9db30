"""Contradictions of a text with its own dates or the publication date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from summarizer.language.calendar import month_number, weekday_number
from summarizer.language.dates.days import ONE_DAY, UnpublishedError, latest_year, need, say_day
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.patterns import DATED
from summarizer.language.dates.readers import stated_year
from summarizer.language.dates.rules import apply_rules
from summarizer.language.dates.values import ResolvedDate, normalize, quote
from summarizer.language.wording import Wording
from summarizer.schemas.record import Frozen, Sentence

_RECENT_DAYS = 2
_MENTION_DAYS, _LONE_MENTION_DAYS = 4, 5


class DateConflict(Frozen):
    """A contradiction about dates. ``spans`` are (sentence number, start, end), code points into the article's text."""

    code: Literal["weekday_mismatch", "event_after_publication", "publication_date_doubtful"]
    message: str
    spans: tuple[tuple[int, int, int], ...] = ()


class _Mention(NamedTuple):
    """One date expression of the article, its span, and its sentence's text before it."""

    span: tuple[int, int, int]
    words: str
    before: str


_NOT_PAST = Wording(
    r"(?i)\b(?:will|would|shall|should|may|might|scheduled|expected|due|plan(?:s|ned|ning)?|upcoming|deadline|set to"
    r"|going to|is to|are to|expires?)\b"
    r"|\b(?:fixed|slated|set|adjourned|bailed|postponed|appear|valid)(?: (?:for|to|on|until)){0,2}\s*$"
    r"|\b(?:updated?|modified|published|posted)\b[^.;]{0,20}$"
    r"|\b(?:by|until|till|before|next|every|each|from|starting|beginning|coming|last|any|some|previous|following)"
    r"(?: the| this| late| early)?\s*$", "is scheduled for", "was on")  # fmt: skip
_OTHER_TIME = Wording(r"(?i)\b(?:since|after)(?: the| this| late| early)?\s*$", "since late ", "sincerely ")
_IN_COURT = Wording(
    r"(?i)\b(?:sentenc(?:ed|ing)|convict(?:ed|ing)|found guilty|jur(?:y|ors)|court(?:room)?|arraign(?:ed|ment)|charged"
    r"|indicted|plead(?:ed)?|verdict|hearing|trial|tried|accused|jailed|remanded|extradited|appeared|arrested|detained"
    r"|identified|questioned)\b[^.;:]*\Z",
    "was sentenced ", "was shot ")  # fmt: skip
_DEADLINE = Wording(r"(?i)\s*(?:deadline|anniversary)\b", " deadline", " deadlines")
_WHICH = Wording(r"(?i)(?:last|next|this)\b", "last Monday", "lasting")


def _mentions(sentences: Sequence[Sentence]) -> Iterator[_Mention]:
    for sentence in sentences:
        for start, end in find_date_words(sentence.text):
            yield _Mention(
                span=(sentence.number, sentence.start + start, sentence.start + end),
                words=sentence.text[start:end],
                before=sentence.text[max(0, start - 60) : start],
            )


def _is_past(mention: _Mention) -> bool:
    """Whether the mention stands where no word points to the future, to a habit or to an earlier week."""
    return not _NOT_PAST.search(mention.before) and not _WHICH.match(mention.words)


def find_event_dates(text: str) -> Iterator[tuple[int, int]]:
    """The spans of date words in a sentence that may say when what it tells happened.

    Not those that words beside them set in the future, in an earlier time or at the end of a term: "will resume on
    Monday", "the deadliest day since August 2011", "before the August 31 deadline".
    """
    for start, end in find_date_words(text):
        before, after = text[max(0, start - 60) : start], text[end:]
        if not (_NOT_PAST.search(before) or _OTHER_TIME.search(before) or _DEADLINE.match(after)):
            yield start, end


def find_deed_dates(text: str) -> Iterator[tuple[int, int]]:
    """Those of ``find_event_dates`` that do not tell what police and courts did about it: "was sentenced on Monday"."""
    return (span for span in find_event_dates(text) if not _IN_COURT.search(text, max(0, span[0] - 60), span[0]))


@cache
def _dated() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, DATED))


def _possible_days(match: re.Match[str], published: date | None) -> tuple[date, ...]:
    """The days a weekday beside a date may stand for: of its year, or where none is stated of the years around."""
    month, day = month_number(match["month"]), int(match["day"])
    try:
        year = stated_year(match, published)
        if year is not None:
            return (date(year, month, day),)
        latest = latest_year(month, day, need(published))
        return date(latest, month, day), date(latest + 1, month, day)
    except (ValueError, OverflowError, UnpublishedError):
        return ()


def _check_weekday(mention: _Mention, published: date | None) -> DateConflict | None:
    words = normalize(mention.words)
    match = next(filter(None, (pattern.fullmatch(words) for pattern in _dated())), None)
    if match is None or not match["weekday"]:
        return None
    days = _possible_days(match, published)
    if not days or weekday_number(match["weekday"]) in {day.weekday() for day in days}:
        return None
    message = f"{quote(mention.words)} does not agree with the calendar: {say_day(days[0])}"
    return DateConflict(code="weekday_mismatch", message=message, spans=(mention.span,))


def _check_weekdays(dated: Sequence[tuple[_Mention, ResolvedDate]], published: date) -> DateConflict | None:
    """Weekdays that are all too far back for news published on that day."""
    days = [(mention, found, (published - found.earliest).days) for mention, found in dated if found.earliest]
    if any(found.precision == "day" and abs(back) <= _RECENT_DAYS for _, found, back in days):
        return None
    past = [(mention, back) for mention, found, back in days if found.basis == "weekday" and _is_past(mention)]
    least = _LONE_MENTION_DAYS if len(past) == 1 else _MENTION_DAYS
    if not past or min(back for _, back in past) < least:
        return None
    mention, back = min(past, key=lambda pair: pair[1])
    message = (
        f"{quote(mention.words)} would be {say_day(published - timedelta(days=back))}, {back} days before the "
        f"publication date {say_day(published)}, and the text names no nearer day"
    )
    return DateConflict(
        code="publication_date_doubtful", message=message, spans=tuple(mention.span for mention, _ in past)
    )


def check_publication(sentences: Sequence[Sentence], published: date | None) -> tuple[DateConflict, ...]:
    """What in the text contradicts its own dates or the publication date.

    In this order: weekdays beside dates, weekdays too far back.

    News names the day of an event within two days or so. Weekdays are held against the publication date only where
    neither they nor any other day named ("yesterday", "26 August") lies within two days of it, and where they lie four
    days back, or five where there is but one: "on Friday" in Monday's paper is no contradiction.
    """
    mentions = tuple(_mentions(sentences))
    found: list[DateConflict | None] = [_check_weekday(mention, published) for mention in mentions]
    if published is not None:
        resolved = ((mention, apply_rules(mention.words, published)) for mention in mentions)
        dated = [(mention, days) for mention, days in resolved if days and days.earliest]
        found.append(_check_weekdays(dated, published))
    return tuple(conflict for conflict in found if conflict)


def check_event_date(resolved: ResolvedDate, published: date | None) -> DateConflict | None:
    """That an event lies more than one day after publication; None where it does not or either date is unknown."""
    if published is None or resolved.earliest is None or resolved.earliest - published <= ONE_DAY:
        return None
    message = f"{resolved.note}; that is after the publication date {say_day(published)}"
    return DateConflict(code="event_after_publication", message=message)
