"""Dates that rest on what the text tells beside them: "of that year", "March 9" where all dates are of one year."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from summarizer.language.calendar import month_number, spell_months
from summarizer.language.dates.days import WEEK, Days, say_day, say_days
from summarizer.language.dates.phrases import only_year
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.dates.values import ResolvedDate, resolved
from summarizer.language.wording import Wording
from summarizer.schemas.record import Sentence

_TO_COME = Wording(
    r"(?i)\b(?:will|(?:is|are)\s(?:to|due|set|scheduled|planned)|plans?\sto|(?:is|are)\sgoing\sto)"
    r"(?:\s(?!(?:after|following|over|since|from|who|whom|which|that|when|where|for|of|by)\b)[\w'’-]{1,20}){1,6}\s(?:on\s)?\Z",
    "will walk out on ", "will be charged over the attack on ",
)  # fmt: skip
_DEED_OF = Wording(
    r"(?i)['’]s?\s(?:[\w-]{1,20}\s){0,3}?(?:shootings?|killings?|homicides?|murders?|slayings?|attacks?|assaults?|stabbings?|bombings?|explosions?|blasts?"
    r"|crash(?:es)?|collisions?|accidents?|fires?|robber(?:y|ies)|kidnappings?|abductions?|raids?|incidents?|tragedy|derailment|(?:earth)?quake"
    r"|floods?|storms?|tornado(?:es)?|landslides?|collapse|stampede)\b",
    "'s fatal shooting", "'s hearing",
)  # fmt: skip
"""After a day: what was done on it, whatever is to come of that."""
_THAT_YEAR = Wording(
    r"(?i),?\s(?:(?:(?:of|in|during)\s)?(?:that|the\ssame)\s(?:same\s)?year|jenes\s(?:selben\s)?jahres|desselben\sjahres"
    r"|(?:de|en)\s(?:ese|aquel)(?:\smismo)?\saño|del\smismo\saño|de\scette\s(?:même\s)?année|de\sla\smême\sannée"
    r"|d(?:esse|aquele|o\smesmo)\sano|di\squell['’]anno|dello\sstesso\sanno)\b",
    " of that year", " that yearned",
)  # fmt: skip
"""After a day of the year told before it."""
_SPANS = (
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several|some|many"
    r"|\d{1,3})\s(?:(?:weeks?|months?|fortnights?)|(?P<years>years?|decades?)))\s(?:ago|earlier|before)"
)
_OTHER_WEEK_BEFORE = Wording(
    rf"(?i)\b{_SPANS},?\s(?:on\s)?\Z|\b(?:on\s)an?\s\Z", "two weeks ago on ", "two days ago on "
)
_OTHER_WEEK_AFTER = Wording(rf"(?i),?\s{_SPANS}\b", " a week earlier", " two days earlier")
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

    A weekday of which the sentence tells what is to come ("will walk out on Tuesday") is the next one. A day without a
    year takes the last year told before it where it is "of that year", that of its month with which its sentence opens
    ("In December 2017, ...") or, where no publication date is known, the one year that the text's other dates have;
    after a sentence, or in one, that opens with an earlier year ("In 2005, ...") it is doubtful.
    """
    told = _of_that_year(words, sentences, language) or _in_month_of_opening(words, sentences)
    if told is not None:
        return told
    alone = resolve_date(words.text, published=published, language=language)
    if alone.earliest is not None:
        coming = _coming(alone, words, sentences, published)
        return coming or _of_other_week(_of_year_before(alone, words, sentences), words, sentences)
    if alone.basis == "explicit" and published is None:
        return _with_year(words.text, sentences) or alone
    return alone


def _coming(
    found: ResolvedDate, words: Words, sentences: Sequence[Sentence], published: date | None
) -> ResolvedDate | None:
    """The weekdays after publication, where the words before them tell what is to come; None where they do not."""
    if found.basis != "weekday" or published is None or not words.sentence or found.earliest is None:
        return None
    sentence = sentences[words.sentence - 1]
    start = words.start - sentence.start
    is_to_come = _TO_COME.search(sentence.text, 0, start) and not _DEED_OF.match(sentence.text, start + len(words.text))
    if found.earliest >= published or not is_to_come:
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
    is_open = found.basis in ("explicit", "weekday") and not YEAR.search(words.text)
    if not is_open or not words.sentence or found.earliest is None:
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
    """The days, doubted where they are a weekday's beside words for another week: "two weeks ago on Tuesday".

    And a day's without a year beside words for another year: "on October 4 three years ago".
    """
    is_day = found.basis == "explicit" and YEAR.search(words.text) is None
    if (found.basis != "weekday" and not is_day) or not words.sentence:
        return found
    text, start = sentences[words.sentence - 1].text, words.start - sentences[words.sentence - 1].start
    end = start + len(words.text)
    other = _OTHER_WEEK_BEFORE.search(text, 0, start) or _OTHER_WEEK_AFTER.match(text, end)
    if other is None or (is_day and not other["years"]):
        return found
    note = f"{found.note}; the words beside it tell of another {'year' if other['years'] else 'week'}"
    return found.model_copy(update={"doubtful": True, "note": note})


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
