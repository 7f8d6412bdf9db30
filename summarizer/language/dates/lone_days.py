"""The day that a bare number is part of: "27" of "nesta terça-feira (27)"."""

import re
from datetime import date

from summarizer.language.dates.resolving import resolve_date
from summarizer.language.wording import Wording

is_lone_day = Wording(r"\A\W*(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th|º|ª|er)?\W*\Z", "27", "27 people")
"""Whether words for a date are a bare number that may be a day of a month."""
_WORD = r"[^\W\d_][\w-]{2,15}"
_BEFORE = Wording(rf"(?<![\w-]){_WORD}\.?,? \(?\Z", "nesta terça-feira (", "a 3 (")
_AFTER = Wording(
    rf"(?:st|nd|rd|th|º|ª|er|\.)?\)?(?:,? (?:of |de |d['’])?{_WORD}\.?(?:,? (?:del? )?\d{{4}})?)?",
    " de outubro de 2025",
    "!",
)


def widen_day(text: str, sentence: str, published: date | None) -> str | None:
    """The words of a sentence that make a day of a number: its weekday, its month. None of other text, or without any.

    With ``published``, the day of publication, or by a month that is told.
    """
    lone = is_lone_day.fullmatch(text)
    for found in re.finditer(rf"(?<![\w.,:/-]){lone['day']}(?!\w*[.,:/-]\d)", sentence) if lone else ():
        before, after = _BEFORE.search(sentence, 0, found.start()), _AFTER.match(sentence, found.end())
        starts = (before.start() if before else found.start(), found.start())
        for end in (after.end() if after else found.end(), found.end() + 1):
            for start in starts:
                words = sentence[start:end].rstrip("., ")
                day = resolve_date(words, published=published)
                if words != found.group() and day.basis in {"explicit", "weekday"} and day.precision == "day":
                    return words
    return None
