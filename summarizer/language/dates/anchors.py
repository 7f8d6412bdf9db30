"""Dates that rest on what the text tells elsewhere: "the next day", "March 9" where all dates are of one year."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from summarizer.language.calendar import month_number, spell_months
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
_FOLLOWING = Wording(
    r"(?:in |during |over )?the (?:(?P<after>week|month) (?:following|after|that followed)"
    r"|following (?P<unit>week|month))",
    "in the week following", "in the week",
)  # fmt: skip
_TO_COME = Wording(
    r"(?i)\b(?:will|(?:is|are)\s(?:to|due|set|scheduled|planned)|plans?\sto|(?:is|are)\sgoing\sto)"
    r"(?:\s(?!(?:after|following|over|since|from|who|whom|which|that|when|where|for|of|by)\b)[\w'’-]{1,20}){1,6}\s(?:on\s)?\Z",
    "will walk out on ", "will be charged over the attack on ",
)  # fmt: skip
_TO_A_DAY = Wording(
    rf"\s(?:and|to|through|until|till|thru)\s(?:the\s)?"
    rf"(?:(?P<month>{spell_months()})\.?\s\d{{1,2}}|\d{{1,2}}\s(?P<named>{spell_months()}))\.?,?\s(?P<year>(?:19|20)\d\d)\b",
    " and april 11, 2025", " and april 11",
)  # fmt: skip
"""After a day: another of which the year is told, and with it that of the first."""
_THAT_YEAR = Wording(
    r"(?i),?\s(?:(?:(?:of|in|during)\s)?(?:that|the\ssame)\s(?:same\s)?year|jenes\s(?:selben\s)?jahres|desselben\sjahres"
    r"|(?:de|en)\s(?:ese|aquel)(?:\smismo)?\saño|del\smismo\saño|de\scette\s(?:même\s)?année|de\sla\smême\sannée"
    r"|d(?:esse|aquele|o\smesmo)\sano|di\squell['’]anno|dello\sstesso\sanno)\b",
    " of that year", " that yearned",
)  # fmt: skip
"""After a day of the year told before it."""
_ENDS_IN_ORDER = Wording(r"(?i)\b(?:after|before)\Z", "two days after", "two days later")
_CLAUSE = Wording(r"\s[\w“\"]", " a bomb killed 12", ".")
_OTHER_WEEK_BEFORE = Wording(
    r"(?i)\b(?:an?|two|three|four|several|\d{1,2})\s(?:weeks?|months?|years?)\s(?:ago|earlier|before),?\s(?:on\s)?\Z",
    "two weeks ago on ", "two days ago on ",
)  # fmt: skip
_OTHER_WEEK_AFTER = Wording(
    r"(?i),?\s(?:an?|two|three|four|several|\d{1,2})\s(?:weeks?|months?|years?)\s(?:ago|earlier|before)\b",
    " a week earlier", " two days earlier",
)  # fmt: skip
YEAR = Wording(r"\b(?:19|20)\d\d\b", "March 3, 2025", "March 3")
_OPENS_IN_YEAR = Wording(
    rf"\W{{0,2}}(?:Back\s)?[Ii]n\s(?:early\s|late\s|mid-)?(?:(?i:(?P<month>{spell_months()}))\.?,?\s(?:of\s)?)?(?P<year>(?:19|20)\d\d)\b",
    "In December 2017, 36 people", "In all, 2005 men",
)  # fmt: skip
_GOES_ON = Wording(
    r";|,\s(?:and|but|where|who|whom|which|while|when)\b|\blater\b", ", and on", ", 36 people were killed when"
)
"""What may tell of another year than that with which a sentence opens."""
_ON = Wording(r"\A\W{0,2}(?:[Oo]n\s|[Ii]n\s)?\Z", "On ", "He left on ")
_UNITS = {"day": 1, "week": 7, "month": 30}
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
    a year takes the last year told before it where it is "of that year", that of the day that ends it ("between March 3
    and April 11, 2025"), that of its month with which its sentence opens ("In December 2017, ...") or, where no
    publication date is known, the one year that the text's other dates have; after a sentence, or in one, that opens
    with an earlier year ("In 2005, ...") it is doubtful.
    """
    told = _with_year_of_end(words, sentences) or _of_that_year(words, sentences, language)
    if (told := told or _in_month_of_opening(words, sentences)) is not None:
        return told
    alone = resolve_date(words.text, published=published, language=language)
    if alone.earliest is not None:
        coming = _coming(alone, words, sentences, published)
        return coming or _of_other_week(_of_year_before(alone, words, sentences), words, sentences)
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


def _of_year_before(found: ResolvedDate, words: Words, sentences: Sequence[Sentence]) -> ResolvedDate:
    """The day, doubted where its sentence opens with an earlier year, or the one before and it with the day.

    "In 2005, ... . On July 7, they ...", "In 2017, a bus crashed on New Year's Eve".
    """
    if found.basis != "explicit" or not words.sentence or YEAR.search(words.text) or found.earliest is None:
        return found
    sentence, start = sentences[words.sentence - 1], max(0, words.start - sentences[words.sentence - 1].start)
    own = _OPENS_IN_YEAR.match(sentence.text, 0, start)
    is_opening = words.sentence > 1 and _ON.fullmatch(sentence.text, 0, start) is not None
    opening = _OPENS_IN_YEAR.match(sentences[words.sentence - 2].text) if is_opening else own
    if opening is None or int(opening["year"]) >= found.earliest.year:
        return found
    which = "the sentence before tells of" if is_opening else "its sentence opens with"
    return found.model_copy(update={"doubtful": True, "note": f"{found.note}; {which} {opening['year']}"})


def _of_other_week(found: ResolvedDate, words: Words, sentences: Sequence[Sentence]) -> ResolvedDate:
    """The days, doubted where they are a weekday's beside words for another week: "two weeks ago on Tuesday"."""
    if found.basis != "weekday" or not words.sentence:
        return found
    text, start = sentences[words.sentence - 1].text, words.start - sentences[words.sentence - 1].start
    end = start + len(words.text)
    if not (_OTHER_WEEK_BEFORE.search(text, 0, start) or _OTHER_WEEK_AFTER.match(text, end)):
        return found
    note = f"{found.note}; the words beside it tell of another week"
    return found.model_copy(update={"doubtful": True, "note": note})


def _with_year_of_end(words: Words, sentences: Sequence[Sentence]) -> ResolvedDate | None:
    """A day that goes up to one of which the year is told: of that year, or of the one before; None for any other."""
    if not words.sentence or YEAR.search(words.text):
        return None
    sentence = sentences[words.sentence - 1]
    end = words.start - sentence.start + len(words.text)
    found = _TO_A_DAY.match(sentence.text.lower(), end) if words.start >= sentence.start else None
    told = resolve_date(f"{words.text}, {found['year']}", published=None) if found else None
    if found is None or told is None or told.earliest is None or told.precision != "day":
        return None
    if told.earliest.month <= month_number(found["month"] or found["named"]):
        return told
    return resolve_date(f"{words.text}, {int(found['year']) - 1}", published=None)


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


def _in_month_of_opening(words: Words, sentences: Sequence[Sentence]) -> ResolvedDate | None:
    """A day without a year in a sentence that opens with its month: "In December 2017, ... on New Year's Eve"."""
    if not words.sentence or YEAR.search(words.text):
        return None
    sentence = sentences[words.sentence - 1]
    opening = _OPENS_IN_YEAR.match(sentence.text)
    start = words.start - sentence.start
    if opening is None or not opening["month"]:
        return None
    if start < opening.end() or _GOES_ON.search(sentence.text, opening.end(), start):
        return None
    told = resolve_date(f"{words.text}, {opening['year']}", published=None)
    month = told.earliest.month if told.earliest and told.precision == "day" else None
    return told if month == month_number(opening["month"].lower()) else None


def _with_year(text: str, sentences: Sequence[Sentence]) -> ResolvedDate | None:
    year = only_year([sentence.text for sentence in sentences])
    return _dated_by(f"{text} {year}", "no other year is told in the article's dates") if year else None


def _dated_by(words: str, why: str, language: str | None = None) -> ResolvedDate | None:
    found = resolve_date(words, published=None, language=language)
    return found.model_copy(update={"note": f"{found.note}; {why}"}) if found.earliest else None


def _from_anchor(words: Words, sentences: Sequence[Sentence], published: date | None) -> ResolvedDate | None:
    count = _read_offset(normalize(words.text))
    anchor = next(_days_before(words, sentences, published), None) if count else None
    if count is None or anchor is None:
        return None
    first, last = count(anchor)
    if _is_before_clause(words, sentences):
        first, last = anchor - (last - anchor), anchor - (first - anchor)
    how = f"counted from {say_day(anchor)}, the date told before it: {say_days(first, last)}"
    return resolved(words.text, "relative", Days(first, last, how, doubtful=True))


def _is_before_clause(words: Words, sentences: Sequence[Sentence]) -> bool:
    """Whether words such as "two days after" go on to the deed, which the day told before them came after."""
    if not words.sentence or not _ENDS_IN_ORDER.search(words.text):
        return False
    sentence = sentences[words.sentence - 1]
    return _CLAUSE.match(sentence.text, words.start - sentence.start + len(words.text)) is not None


def _read_offset(words: str) -> Callable[[date], tuple[date, date]] | None:
    """How words count from a day of the text; None where they do not."""
    if (found := _FOLLOWING.fullmatch(words)) is not None:
        reach = timedelta(days=_UNITS[found["after"] or found["unit"]])
        return lambda day: (day + timedelta(days=1), day + reach)
    shift = _read_shift(words)
    return None if shift is None else lambda day: (day + timedelta(days=shift), day + timedelta(days=shift))


def _read_shift(words: str) -> int | None:
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
