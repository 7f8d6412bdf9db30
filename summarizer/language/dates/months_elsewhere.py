"""Days of a month as other languages than English write them: "1º de março", "Freitag, 1. Mai", "5 Mart 2026".

Told in English, so that one set of rules gives the year and compares the weekday. What stands around such a day
dateparser may read; without a name of its own a language's month is its base date's, or another's, there.
"""

from functools import cache

from summarizer.language.calendar import MONTHS, OTHER_MONTHS, WEEKDAYS, weekdays_in
from summarizer.language.dates.values import normalize
from summarizer.language.wording import Wording

_SHORT = 3
"""Letters of a month's short name, which is another word elsewhere: "3 out"."""
BUDDHIST, _BUDDHIST_YEAR = 543, 2400
"""How many years Thai years are ahead, and a year that is none of ours."""
_WIDTHS = ("wide", "abbreviated")
_DAY = Wording(
    r"\A(?:(?:am|on|op|på|el|il|le|lo|o|no|em|en|ce|den|dem|du|del|d[ií]a|w|we|в|во|у|يوم|في) )*"
    r"(?:(?P<weekday>[^\W\d_]{3,15}(?:-feira)?),? )?(?:(?:den|dem|el|le|o|dia|الموافق) )?"
    r"(?P<day>\d{1,2}|premier|primeiro|primero|primo|ersten)(?:er|o|\.|°)?(?: d[ei](?= ))? ?"
    r"(?P<month>(?:[^\s\d./]{2,10} (?=[^\s\d./]{2,10}/))?[^\s\d.]{2,20}(?:\.[^\s\d.]{1,3})?)\.?"
    r"(?:,? (?:de )?(?P<year>\d{4}))?(?: (?:г|р|года|року)\.?)?\Z",
    "domingo, 1o de março", "3 a 5 de março",
)  # fmt: skip

_DAYS_TO = Wording(
    r"(?:(?:entre (?:el|le|o)|du|del|do|vom|los d[ií]as|(?:dans )?(?:la )?nuit d[ue]"
    r"|(?:en )?la (?:noche|madrugada) del?|(?:na )?noite d[eo]"
    r"|in der nacht v[ou][nm](?: dem)?) )?(?:[^\W\d_][\w-]{1,15} )?"
    r"(?P<first>\d{1,2})(?:er|\.|o)? ?(?:au|à|al?|ao|para|auf|bis(?: zum)?|et|e|y|und|-|–) ?(?:(?:le|den|el|o) )?"
    r"(?:[^\W\d_][\w-]{1,15} )?(?P<last>\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?(?: (?:de )?\d{4})?)\Z",
    "dans la nuit du samedi 7 au dimanche 8 novembre", "7 morts au 8 novembre",
)  # fmt: skip


def reword_month_day(text: str, language: str | None) -> str | None:
    """A day and its month in English, perhaps with weekday and year, or two days of a month; None of other words."""
    words = normalize(text)
    if (between := _DAYS_TO.fullmatch(words)) is not None:
        last = reword_month_day(between["last"], language)
        return last and f"{between['first']} to {last}"
    told = _DAY.match(words)
    months, days = _read_names(language)
    named = told["month"].split("/") if told else ()  # "مارس/آذار": as Egypt and as Iraq call it
    month = next(filter(None, map(months.get, named)), None)
    if told is None or month is None:
        return None
    name = told["weekday"] or ""
    weekday = days.get(name, next(iter(weekdays_in(name)), None))
    if name and weekday is None:
        return None
    year = int(told["year"] or 0)
    told_in_english = (
        *([WEEKDAYS[weekday]] if weekday is not None else []),
        told["day"] if told["day"].isdecimal() else "1",
        MONTHS[month - 1],
        *([str(year - BUDDHIST if year > _BUDDHIST_YEAR else year)] if year else []),
    )
    return " ".join(told_in_english)


@cache
def _read_names(language: str | None) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of months, from 1, and of weekdays, from 0, by their names in a language's dates.

    Months are those of other languages, too, where the language's own do not say otherwise. Source: Unicode CLDR.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - lazy: a file of the language's data

    months = {name: number for name, number in OTHER_MONTHS.items() if len(name) > _SHORT}
    try:
        locale = Locale.parse("nb" if language == "no" else language or "en")
    except (UnknownLocaleError, ValueError):
        return months, {}
    for width in _WIDTHS:
        months |= {normalize(name): number for number, name in locale.months["format"][width].items()}
    return months, {normalize(name): day for width in _WIDTHS for day, name in locale.days["format"][width].items()}
