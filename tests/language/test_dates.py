import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.language.dates.conflicts import DateConflict, check_event_date, check_publication
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.resolving import resolve_date
from summarizer.language.dates.rules import is_time_of_day
from summarizer.language.dates.values import ResolvedDate
from summarizer.schemas.record import Sentence

FRIDAY = date(2021, 8, 27)
SEED_DAY = date(2017, 7, 11)
SEED = (
    "In a televised speech Thursday evening, President Joe Biden said US military is in the process of planning.",
    "It would meet the August 31 pullout deadline.",
    "The group said in a statement that it was behind the bombings in Kabul on Thursday afternoon.",
)


def number(*texts: str) -> tuple[Sentence, ...]:
    """Sentences one after the other, two characters apart."""
    sentences, start = [], 0
    for index, text in enumerate(texts, 1):
        sentences.append(Sentence(number=index, start=start, end=start + len(text), text=text))
        start += len(text) + 2
    return tuple(sentences)


def codes(conflicts: tuple[DateConflict, ...]) -> list[str]:
    return [conflict.code for conflict in conflicts]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("30 December 1989", "1989-12-30", "1989-12-30", "day"),
        ("December 30, 1989", "1989-12-30", "1989-12-30", "day"),
        ("the 30th of December, 1989", "1989-12-30", "1989-12-30", "day"),
        ("on the evening of 30 December 1989", "1989-12-30", "1989-12-30", "day"),
        ("2021-08-26", "2021-08-26", "2021-08-26", "day"),
        ("2021-08-26T10:00:00Z", "2021-08-26", "2021-08-26", "day"),
        ("26/08/2021", "2021-08-26", "2021-08-26", "day"),
        ("08/26/2021", "2021-08-26", "2021-08-26", "day"),
        ("05/05/2021", "2021-05-05", "2021-05-05", "day"),
        ("August 2021", "2021-08-01", "2021-08-31", "month"),
        ("1989", "1989-01-01", "1989-12-31", "year"),
        ("in 2030", "2030-01-01", "2030-12-31", "year"),
        ("mid-2019", "2019-05-01", "2019-08-31", "year"),
        ("late February 2020", "2020-02-21", "2020-02-29", "month"),
        ("3-5 May 2020", "2020-05-03", "2020-05-05", "week"),
        ("May 3–5, 2020", "2020-05-03", "2020-05-05", "week"),
        ("30 December 2019 ", "2019-12-30", "2019-12-30", "day"),
        ("30 December to 2 January 2020", "2019-12-30", "2020-01-02", "week"),
        ("from April 28 to May 2, 2020", "2020-04-28", "2020-05-02", "week"),
        ("30 December 2019 to 2 January 2020", "2019-12-30", "2020-01-02", "week"),
        ("December 30, 2019 to January 2, 2020", "2019-12-30", "2020-01-02", "week"),
        ("30 April 2021 to 2 May", "2021-04-30", "2021-05-02", "week"),
        ("between 2018 and 2020", "2018-01-01", "2020-12-31", "year"),
        ("30 December 2019 to 2 January", "2019-12-30", "2020-01-02", "week"),
        ("Dec. 30, 2019, to Jan. 2, 2020", "2019-12-30", "2020-01-02", "week"),
        ("March 1, 2 and 3, 2020", "2020-03-01", "2020-03-03", "week"),
        ("3, 4 and 5 May 2020", "2020-05-03", "2020-05-05", "week"),
        ("12 de agosto de 1989", "1989-08-12", "1989-08-12", "day"),
        ("26 août 2021", "2021-08-26", "2021-08-26", "day"),
        ("am 26. August 2021", "2021-08-26", "2021-08-26", "day"),
        ("agosto de 1989", "1989-08-01", "1989-08-31", "month"),
    ],
)
@pytest.mark.parametrize("published", [FRIDAY, None])
def test_stated_years_are_kept(text: str, earliest: str, latest: str, precision: str, published: date | None) -> None:
    found = resolve_date(text, published=published)
    assert (str(found.earliest), str(found.latest), found.precision) == (earliest, latest, precision)
    assert found.basis == "explicit"
    assert not found.doubtful
    assert "inferred" not in found.note


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Aug. 26", "2021-08-26", "2021-08-26"),
        ("26 AUGUST", "2021-08-26", "2021-08-26"),
        ("10 march", "2021-03-10", "2021-03-10"),
        ("18 may", "2021-05-18", "2021-05-18"),
        ("28 August", "2021-08-28", "2021-08-28"),
        ("29 August", "2020-08-29", "2020-08-29"),
        ("30 December", "2020-12-30", "2020-12-30"),
        ("29 February", "2020-02-29", "2020-02-29"),
        ("early August", "2021-08-01", "2021-08-10"),
        ("early August 22", "2021-08-22", "2021-08-22"),
        ("late on Aug. 22", "2021-08-22", "2021-08-22"),
        ("mid-August", "2021-08-11", "2021-08-20"),
        ("the end of July", "2021-07-21", "2021-07-31"),
        ("September", "2020-09-01", "2020-09-30"),
        ("between 3 and 5 May", "2021-05-03", "2021-05-05"),
        ("3-5 May", "2021-05-03", "2021-05-05"),
        ("12 and 13 May", "2021-05-12", "2021-05-13"),
        ("the night of 3 to 4 May", "2021-05-03", "2021-05-04"),
        ("the night of Wednesday 18 to Thursday 19 August", "2021-08-18", "2021-08-19"),
        ("30 December to 2 January", "2020-12-30", "2021-01-02"),
        ("early on 26 August at about 5:30 p.m. local time", "2021-08-26", "2021-08-26"),
        ("12 de agosto", "2021-08-12", "2021-08-12"),
    ],
)
def test_a_missing_year_is_the_latest_that_fits_publication(text: str, earliest: str, latest: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (str(found.earliest), str(found.latest), found.basis) == (earliest, latest, "explicit")
    assert "inferred" in found.note or "dateparser" in found.note
    unknown = resolve_date(text, published=None)
    assert (unknown.earliest, unknown.latest, unknown.precision, unknown.basis) == (None, None, "unknown", "explicit")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("am Samstagmorgen", "2021-08-21"),
        ("Mittwochabend", "2021-08-25"),
        ("lundi soir", "2021-08-23"),
        ("el lunes por la mañana", "2021-08-23"),
        ("lunedì sera", "2021-08-23"),
        ("este lunes", "2021-08-23"),
        ("يوم الثلاثاء", "2021-08-24"),
        ("segunda-feira à noite", "2021-08-23"),
        ("zaterdagochtend", "2021-08-21"),
        ("mercredi en début d’après-midi", "2021-08-25"),
        ("nella serata di lunedì", "2021-08-23"),
        ("Montagabend gegen 21.40 Uhr", "2021-08-23"),
        ("lundi à 18 h 15", "2021-08-23"),
        ("Senin malam", "2021-08-23"),
        ("çarşamba gecesi saat 23.47", "2021-08-25"),
        ("صباح اليوم الخميس", "2021-08-26"),
        ("у неділю ввечері", "2021-08-22"),
        ("в воскресенье вечером", "2021-08-22"),
        ("w niedzielę wieczorem", "2021-08-22"),
        ("na noite de domingo (8)", "2021-08-08"),
        ("na noite de domingo (9)", "None"),
        ("lunes a las 9", "2021-08-23"),
        ("lundi à 9 heures", "2021-08-23"),
        ("quinta-feira 28", "None"),
        ("un lundi", "None"),
    ],
)
def test_a_part_of_a_weekday_in_another_language_is_that_day(text: str, day: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert str(found.earliest) == day
    assert day == "None" or found.basis == "weekday"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kamis (26/8/2021) malam", "2021-08-26"),
        ("2021/8/26 夜", "2021-08-26"),
        ("於2021年8月26日20時", "2021-08-26"),
        ("목요일 8월 26일", "2021-08-26"),
        ("8月26日20:15", "2021-08-26"),
        ("26日", "2021-08-26"),
        ("26日午後7時ごろ", "2021-08-26"),
        ("26日（木）夜", "2021-08-26"),
        ("지난 26일 오후", "2021-08-26"),
        ("28日", "2021-07-28"),
        ("令和3年8月26日", "2021-08-26"),
        ("民國110年8月26日", "2021-08-26"),
        ("2日間", "None"),
        ("先月25日", "None"),
        ("26日以降", "None"),
        ("13月26日", "None"),
        ("before 26/8/2021 or so", "None"),
        ("antes del 26/8/2021", "None"),
        ("2021/8/26以前", "None"),
        ("5 orang 26/8/2021", "None"),
        ("26/8/2021 dan 27/8/2021", "None"),
    ],
)
def test_a_date_in_digits_is_read_among_words_of_any_language(text: str, day: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (str(found.earliest), str(found.latest)) == (day, day)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("el", "χθες", "2021-08-26"),
        ("fi", "keskiviikkona", "2021-08-25"),
        ("hi", "बुधवार को", "2021-08-25"),
        ("he", "אתמול", "2021-08-26"),
        ("hu", "tegnap", "2021-08-26"),
        ("cs", "ve středu", "2021-08-25"),
        ("vi", "hôm qua", "2021-08-26"),
        ("zh", "周三下午", "2021-08-25"),
        ("ja", "水曜日", "2021-08-25"),
        ("tr", "dün", "2021-08-26"),
        ("ar", "أمس", "2021-08-26"),
        ("th", "25 สิงหาคม 2564", "2021-08-25"),
        ("pt", "no último dia 25 de agosto", "2021-08-25"),
        ("pt", "na última quarta-feira (25)", "2021-08-25"),
        ("it", "lo scorso 25 agosto", "2021-08-25"),
        ("it", "il 25 agosto scorso", "2021-08-25"),
        ("fr", "le 25 août dernier", "2021-08-25"),
        ("es", "el pasado 25 de agosto", "2021-08-25"),
        ("es", "02/08/2021", "2021-08-02"),
        ("nl", "2-8-2021", "2021-08-02"),
        ("pt", "1º de agosto", "2021-08-01"),
        ("de", "am 05.08.2021", "2021-08-05"),
        ("pt", "quarta-feira, 1º de setembro de 2021", "2021-09-01"),
        ("pt", "domingo (1º)", "2021-08-01"),
        ("de", "am 1. Mai", "2021-05-01"),
        ("de", "am gestrigen Donnerstag", "2021-08-26"),
        ("fr", "1er mai 2021", "2021-05-01"),
        ("it", "il primo maggio", "2021-05-01"),
        ("tr", "5 Mart 2021", "2021-03-05"),
        ("pl", "5 paź 2020", "2020-10-05"),
        ("pl", "5 listopada 2020", "2020-11-05"),
        ("hr", "5. listopada 2020.", "2020-10-05"),
        ("sv", "lördag 17 april", "2021-04-17"),
        ("cs", "17. července 2021", "2021-07-17"),
        ("ar", "٥ مارس ٢٠٢١", "2021-03-05"),
        ("ar", "يوم الاثنين الموافق ٢ أغسطس/آب ٢٠٢١", "2021-08-02"),
        ("ar", "2 كانون الثاني/يناير 2021", "2021-01-02"),
        ("sv", "måndag 2 augusti", "2021-08-02"),
        ("pt", "no início da noite de quarta-feira", "2021-08-25"),
        ("it", "all'alba di mercoledì", "2021-08-25"),
        ("fr", "mercredi à l'aube", "2021-08-25"),
        (None, "χθες", "None"),
        ("fr", "jusqu'au 3 mai", "None"),
        ("en", "3 out", "None"),
        ("el", "μετά την Τετάρτη", "None"),
        ("bg", "от сряда", "None"),
        ("hi", "2 दिन", "None"),
        ("hi", "कल", "None"),
        ("ar", "خلال يومين", "None"),
        ("ru", "через два дня", "None"),
        ("ru", "в 2019 году", "None"),
        ("fr", "en deux jours", "None"),
        ("zh", "2天", "None"),
        ("fa", "آذر ۱۴۰۵", "None"),
    ],
)
def test_days_are_read_in_the_article_s_language(language: str | None, text: str, day: str) -> None:
    found = resolve_date(text, published=FRIDAY, language=language)
    assert (str(found.earliest), str(found.latest)) == (day, day)


@pytest.mark.parametrize(
    "text",
    [
        "dans la nuit de mercredi à jeudi",
        "nella notte tra mercoledì e giovedì",
        "in der Nacht zum Donnerstag",
        "entre la noche del miércoles y la madrugada del jueves",
        "entre a noite de quarta-feira e a madrugada de quinta-feira",
        "dans la nuit du mercredi 25 au jeudi 26 août",
        "du 25 au 26 août",
        "la noche del 25 al 26 de agosto",
        "in der Nacht vom 25. auf den 26. August",
        "in der Nacht zum 26. August",
        "na madrugada de quarta-feira para quinta-feira",
        "w nocy z środy na czwartek",
        "in de nacht van woensdag op donderdag",
        "в ночь на четверг",
        "dans la nuit du mercredi 25 août au jeudi 26 août",
        "nella notte tra il 25 e il 26 agosto",
        "in der Nacht zu Donnerstag, 26. August",
        "in de nacht op donderdag",
    ],
)
def test_a_night_between_two_days_in_another_language_is_both(text: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (str(found.earliest), str(found.latest)) == ("2021-08-25", "2021-08-26")


def test_a_night_to_the_first_of_a_month_began_in_the_one_before() -> None:
    found = resolve_date("dans la nuit du 31 juillet au 1er août", published=FRIDAY)
    assert (str(found.earliest), str(found.latest)) == ("2021-07-31", "2021-08-01")


@pytest.mark.parametrize(
    "text",
    [
        "in der Nacht vom Mittwoch, 18. August, auf Donnerstag",
        "du 27 au 26 août",
        "25 au 26 morts",
        "0 al 26 de agosto",
    ],
)
def test_no_days_of_one_month_are_none(text: str) -> None:
    assert resolve_date(text, published=FRIDAY).earliest is None


def test_a_day_of_the_month_beside_a_weekday_of_this_morning_is_read() -> None:
    found = resolve_date("na madrugada desta quinta-feira (26)", published=FRIDAY)
    assert (str(found.earliest), str(found.latest)) == ("2021-08-26", "2021-08-26")


@pytest.mark.parametrize("text", ["en 2019", "em 2019", "nel 2019", "im Jahr 2019", "in 2019"])
def test_a_year_alone_is_one_in_other_languages_too(text: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (str(found.earliest), str(found.latest)) == ("2019-01-01", "2019-12-31")


def test_an_inferred_year_more_than_half_a_year_back_is_doubtful() -> None:
    assert resolve_date("August 31", published=SEED_DAY).doubtful
    assert not resolve_date("July 3", published=SEED_DAY).doubtful


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("20 Aug 88", "1988-08-20", "1988-08-20"),
        ("18 November '89", "1989-11-18", "1989-11-18"),
        ("20 Aug 21", "2021-08-20", "2021-08-20"),
        ("August last year", "2020-08-01", "2020-08-31"),
        ("26 August of this year", "2021-08-26", "2021-08-26"),
        ("last August", "2020-08-01", "2020-08-31"),
        ("last July", "2021-07-01", "2021-07-31"),
        ("last July 3", "2021-07-03", "2021-07-03"),
    ],
)
def test_years_by_other_words(text: str, earliest: str, latest: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (str(found.earliest), str(found.latest), found.basis) == (earliest, latest, "explicit")


@pytest.mark.parametrize(
    ("text", "day", "published"),
    [
        ("Easter Sunday", "2021-04-04", date(2021, 4, 5)),
        ("early morning hours of Easter Sunday", "2015-04-05", date(2015, 4, 5)),
        ("Good Friday 2019", "2019-04-19", None),
        ("Memorial Day", "2016-05-30", date(2016, 6, 2)),
        ("Labor Day", "2015-09-07", date(2016, 6, 2)),
        ("Black Friday", "2015-11-27", date(2016, 6, 2)),
        ("Martin Luther King Jr. Day", "2016-01-18", date(2016, 6, 2)),
        ("Mother's Day", "2016-05-08", date(2016, 6, 2)),
        ("last Father’s Day", "2015-06-21", date(2016, 6, 2)),
        ("Mothers’ Day", "2016-05-08", date(2016, 6, 2)),
        ("Martin Luther King, Jr., Day", "2016-01-18", date(2016, 6, 2)),
        ("Memorial Day Sunday", "None", date(2016, 6, 2)),
        ("Thanksgiving Sunday", "None", date(2016, 12, 2)),
        ("Martin Luther King", "None", date(2016, 6, 2)),
        ("Thanksgiving", "2020-11-26", FRIDAY),
        ("around 4:30 p.m. on Thanksgiving Day", "2016-11-24", date(2016, 11, 24)),
        ("Thanksgiving 2018", "2018-11-22", None),
    ],
)
def test_days_that_move_are_those_of_the_united_states_and_western_churches_and_doubtful(
    text: str, day: str, published: date | None
) -> None:
    found = resolve_date(text, published=published)
    assert (str(found.earliest), str(found.latest), found.doubtful) == (day, day, True)


def test_a_day_that_would_lie_after_publication_is_read_the_other_way() -> None:
    found = resolve_date("03/08/2016", published=date(2016, 3, 9))
    assert (found.earliest, found.latest, found.doubtful) == (date(2016, 3, 8), date(2016, 3, 8), False)
    assert "2016-08-03 is after publication" in found.note


def test_ambiguous_day_and_month_gives_both_readings() -> None:
    found = resolve_date("05/06/2021", published=FRIDAY)
    assert (found.earliest, found.latest) == (date(2021, 5, 6), date(2021, 6, 5))
    assert (found.precision, found.doubtful) == ("month", True)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("today", "2021-08-27", "2021-08-27", "day"),
        ("this morning", "2021-08-27", "2021-08-27", "day"),
        ("overnight into Wednesday", "2021-08-24", "2021-08-25", "day"),
        ("very early this morning", "2021-08-27", "2021-08-27", "day"),
        ("This afternoon", "2021-08-27", "2021-08-27", "day"),
        ("tonight", "2021-08-27", "2021-08-27", "day"),
        ("yesterday", "2021-08-26", "2021-08-26", "day"),
        ("Yesterday morning", "2021-08-26", "2021-08-26", "day"),
        ("last night", "2021-08-26", "2021-08-26", "day"),
        ("the day before yesterday", "2021-08-25", "2021-08-25", "day"),
        ("tomorrow", "2021-08-28", "2021-08-28", "day"),
        ("overnight", "2021-08-26", "2021-08-27", "day"),
        ("two days ago", "2021-08-25", "2021-08-25", "day"),
        ("a week ago", "2021-08-16", "2021-08-22", "week"),
        ("three weeks ago", "2021-08-02", "2021-08-08", "week"),
        ("two months ago", "2021-06-01", "2021-06-30", "month"),
        ("20 years ago", "2001-01-01", "2001-12-31", "year"),
        ("12 hours ago", "2021-08-26", "2021-08-27", "day"),
        ("last week", "2021-08-16", "2021-08-22", "week"),
        ("this week", "2021-08-23", "2021-08-29", "week"),
        ("earlier this week", "2021-08-23", "2021-08-27", "week"),
        ("last month", "2021-07-01", "2021-07-31", "month"),
        ("earlier this month", "2021-08-01", "2021-08-27", "month"),
        ("last year", "2020-01-01", "2020-12-31", "year"),
        ("over the weekend", "2021-08-21", "2021-08-22", "day"),
        ("in the past 24 hours", "2021-08-26", "2021-08-27", "day"),
        ("in the last week", "2021-08-20", "2021-08-27", "month"),
        ("the last three days", "2021-08-24", "2021-08-27", "week"),
        ("ayer", "2021-08-26", "2021-08-26", "day"),
        ("la semaine dernière", "2021-08-16", "2021-08-22", "week"),
    ],
)
def test_relative_words_count_from_publication(text: str, earliest: str, latest: str, precision: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
    assert (found.precision, found.basis, found.doubtful) == (precision, "relative", False)
    unknown = resolve_date(text, published=None)
    assert (unknown.earliest, unknown.latest, unknown.precision, unknown.basis) == (None, None, "unknown", "relative")


@pytest.mark.parametrize(
    ("text", "published", "earliest"),
    [
        ("earlier this week", "2021-08-23", "2021-08-16"),
        ("earlier this month", "2021-08-01", "2021-07-01"),
        ("this week", "2021-08-23", "2021-08-23"),
    ],
)
def test_what_was_earlier_in_a_week_that_begins_may_be_of_the_one_before(
    text: str, published: str, earliest: str
) -> None:
    found = resolve_date(text, published=date.fromisoformat(published))
    assert (str(found.earliest), found.doubtful) == (earliest, text.startswith("earlier"))


@pytest.mark.parametrize("text", ["a few days ago", "several weeks ago", "about two days ago", "the past several days"])
def test_vague_counts_are_doubtful(text: str) -> None:
    assert resolve_date(text, published=FRIDAY).doubtful


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("Thursday", "2021-08-26"),
        ("on Thursday afternoon", "2021-08-26"),
        ("Thursday evening", "2021-08-26"),
        ("late on Thursday", "2021-08-26"),
        ("in the early hours of Thursday", "2021-08-26"),
        ("Thursday at 18:30 GMT", "2021-08-26"),
        ("at around 10 a.m. on Tuesday", "2021-08-24"),
        ("this past Thursday", "2021-08-26"),
        ("last Tuesday", "2021-08-24"),
        ("Friday", "2021-08-27"),
        ("last Friday", "2021-08-20"),
        ("Saturday", "2021-08-21"),
        ("Thursday last week", "2021-08-19"),
        ("next Friday", "2021-09-03"),
        ("jeudi", "2021-08-26"),
        ("el jueves", "2021-08-26"),
        ("vendredi", "2021-08-27"),
    ],
)
def test_weekdays(text: str, earliest: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert str(found.earliest) == str(found.latest) == earliest
    assert (found.basis, found.precision, found.doubtful) == ("weekday", "day", False)
    assert resolve_date(text, published=None).basis == "weekday"
    assert resolve_date(text, published=None).earliest is None


def test_the_note_tells_how_a_weekday_was_resolved() -> None:
    assert resolve_date("Thursday", published=SEED_DAY).note == (
        "'Thursday' taken as the last Thursday on or before the publication date 2017-07-11, a Tuesday: 2017-07-06"
    )


@pytest.mark.parametrize(
    ("text", "published", "days", "is_doubtful"),
    [
        ("overnight Saturday", date(2026, 3, 9), (date(2026, 3, 6), date(2026, 3, 8)), True),
        ("overnight on Saturday", date(2026, 3, 7), (date(2026, 3, 6), date(2026, 3, 7)), False),
        ("Saturday overnight", date(2026, 3, 8), (date(2026, 3, 6), date(2026, 3, 8)), True),
    ],
)
def test_overnight_beside_a_weekday_is_the_night_before_or_after(
    text: str, published: date, days: tuple[date, date], is_doubtful: bool
) -> None:
    found = resolve_date(text, published=published)
    assert ((found.earliest, found.latest), found.doubtful) == (days, is_doubtful)


def test_a_run_of_weekdays_is_a_range() -> None:
    found = resolve_date("Wednesday night and Thursday morning", published=FRIDAY)
    assert (found.earliest, found.latest) == (date(2021, 8, 25), date(2021, 8, 26))


def test_a_weekday_tells_whether_a_day_without_its_year_is_to_come() -> None:
    coming = resolve_date("Wednesday, 1 September", published=FRIDAY)
    assert (coming.earliest, coming.doubtful) == (date(2021, 9, 1), False)
    assert "weekday" in coming.note
    gone = resolve_date("Tuesday, 1 September", published=FRIDAY)
    assert (gone.earliest, gone.doubtful) == (date(2020, 9, 1), gone.doubtful)


@pytest.mark.parametrize(("text", "year"), [("3 May '20", 2020), ("3 May '22", 2022), ("3 May '23", 1923)])
def test_two_digits_of_a_year_reach_to_the_next(text: str, year: int) -> None:
    assert resolve_date(text, published=FRIDAY).earliest == date(year, 5, 3)


def test_a_weekday_that_does_not_fit_its_date_is_doubtful() -> None:
    wrong = resolve_date("Monday, 26 August 2021", published=FRIDAY)
    assert (wrong.earliest, wrong.doubtful) == (date(2021, 8, 26), True)
    assert "Thursday" in wrong.note
    assert not resolve_date("Thursday, 26 August 2021", published=FRIDAY).doubtful


@pytest.mark.parametrize(
    "text",
    ["the other day", "", "  ", "recently", "at noon", "noon", "an", "12", "1990s", "the 1980s", "soon", "mars-a-lago",
     "since 2019", "2 foos ago", "9999 years ago", "x" * 500, "Kabul", "\x00", "١٢", "in a car", "me"],
)  # fmt: skip
def test_what_is_no_date_is_unknown(text: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (found.earliest, found.latest, found.precision, found.basis) == (None, None, "unknown", "unknown")
    assert found.note


@pytest.mark.parametrize("text", ["31 February", "31 February 2020", "0 May", "99/99/2021", "2021-13-01", "5-3 May",
                                  "2 January 2021 to 30 December 2019"])  # fmt: skip
def test_days_outside_the_calendar_are_unknown(text: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (found.earliest, found.precision, found.basis) == (None, "unknown", "explicit")
    assert "calendar" in found.note


WORDS = st.sampled_from(
    ["3", "5", "31", "1989", "20", "88", "May", "August", "Aug.", "Thursday", "last", "next", "this", "early", "mid-",
     "week", "ago", "days", "to", "and", "-", "of", "the", "night,", "26/08/2021", "yesterday", "two", "a", "few",
     "weekend", "year", "jeudi", "agosto", "de", "'", "10:30", "p.m."]
)  # fmt: skip
PHRASES = st.text(max_size=40) | st.lists(WORDS, max_size=7).map(" ".join)
DAYS = st.dates()


@settings(max_examples=300)
@given(PHRASES, st.none() | DAYS)
def test_no_phrase_raises_and_ranges_run_forward(text: str, published: date | None) -> None:
    found = resolve_date(text, published=published)
    assert (found.earliest is None) == (found.latest is None) == (found.precision == "unknown")
    if found.earliest and found.latest:
        assert found.earliest <= found.latest


@pytest.mark.parametrize(("text", "latest"), [("last Thursday", "2021-08-26"), ("late last Wednesday", "2021-08-25")])
def test_last_thursday_of_a_friday_may_be_of_the_week_before(text: str, latest: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert found.earliest
    assert (str(found.latest), str(found.earliest + timedelta(7))) == (latest, latest)
    assert found.doubtful
    assert "may be 2021-08-1" in found.note


@given(st.sampled_from(list(calendar.day_name)), st.dates(min_value=date(1900, 1, 1)))
def test_a_weekday_lies_within_the_week_before(name: str, published: date) -> None:
    plain, last = (resolve_date(words, published=published) for words in (name, f"last {name}"))
    assert plain.earliest
    assert last.earliest
    assert calendar.day_name[plain.earliest.weekday()] == calendar.day_name[last.earliest.weekday()] == name
    assert timedelta(0) <= published - plain.earliest <= timedelta(6)
    assert last.latest
    assert timedelta(1) <= published - last.latest <= timedelta(7)
    assert last.earliest in (last.latest, last.latest - timedelta(7))


@given(DAYS, st.none() | DAYS)
def test_iso_dates_round_trip(day: date, published: date | None) -> None:
    found = resolve_date(day.isoformat(), published=published)
    assert (found.earliest, found.latest, found.precision, found.basis) == (day, day, "day", "explicit")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 300))
def test_a_day_without_its_year_is_found_again(day: date, later: int) -> None:
    words = f"{day.day} {calendar.month_name[day.month]}"
    assert resolve_date(words, published=day + timedelta(days=later)).earliest == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A bomb went off on Thursday evening, 26 August 2021.", ["Thursday evening", "26 August 2021"]),
        ("Thursday, 26 August 2021, was quiet.", ["Thursday, 26 August 2021"]),
        ("On Aug. 26 and again in August 2021", ["Aug. 26", "August 2021"]),
        ("between 3 and 5 May, or May 3-5, or 3–5 May", ["3 and 5 May", "May 3-5", "3–5 May"]),
        ("from 30 December to 2 January", ["30 December to 2 January"]),
        ("from Dec. 30, 2019, to Jan. 2, 2020", ["Dec. 30, 2019, to Jan. 2, 2020"]),
        ("Fires were set on March 1, 2 and 3.", ["March 1, 2 and 3"]),
        ("On March 3, 12 people were hurt.", ["March 3"]),
        ("On March 3, 10 to 15 gunmen came.", ["March 3"]),
        ("On March 3, 12 or 13 bodies were found.", ["March 3"]),
        ("Bombs on March 3 and April 5 killed 12", ["March 3", "April 5"]),
        ("on January 5, 2021 and February 3, 2022", ["January 5, 2021", "February 3, 2022"]),
        ("30 December 2019 to 2 January 2020", ["30 December 2019 to 2 January 2020"]),
        ("December 30, 2019 to January 2, 2020", ["December 30, 2019 to January 2, 2020"]),
        ("He died last night, two days ago, yesterday morning.", ["last night", "two days ago", "yesterday morning"]),
        ("killed on 10 may in San Salvador", ["10 may"]),
        ("earlier this week and in mid-August", ["earlier this week", "mid-August"]),
        ("It began in 1989 and ended in May.", ["1989", "May"]),
        ("on 2021-08-26 or 26/08/2021", ["2021-08-26", "26/08/2021"]),
        ("in the past 24 hours", ["the past 24 hours"]),
        ("on Sunday Igboho fled", ["Sunday"]),
        ("Shot Sunday Night In Jos", ["Sunday Night"]),
        ("in June Smith died", ["June"]),
        ("on May 6 and 13 others were hurt", ["May 6"]),
        ("on May 6 and 7", ["May 6 and 7"]),
        ("Tuesday of last week", ["Tuesday of last week"]),
    ],
)
def test_find_date_words(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in find_date_words(text)] == words


def test_find_date_words_gives_exact_offsets() -> None:
    assert find_date_words("It was on Thursday, not Friday.") == ((10, 18), (24, 30))


@pytest.mark.parametrize(
    "text",
    [
        "At least 3 may have died.",
        "They march on",
        "Theresa May spoke",
        "Good Friday",
        "the Sunday Times",
        "the activist Sunday Igboho",
        "June Smith, 81",
        "Easter Monday",
        "Tuesday week",
        "1989 people",
        "In 2,500 homes",
        "a second blast",
        "Mondays",
        "Sun and sat",
        "12 killed",
        "in 20 minutes",
        "",
    ],
)
def test_find_date_words_leaves_other_words_alone(text: str) -> None:
    assert find_date_words(text) == ()


@given(st.lists(WORDS, max_size=10).map(" ".join))
def test_found_words_are_ordered_and_understood(text: str) -> None:
    end = 0
    for start, stop in find_date_words(text):
        assert end <= start < stop
        assert resolve_date(text[start:stop], published=FRIDAY).basis != "unknown"
        end = stop


def test_find_date_words_is_quick_on_long_text() -> None:
    assert find_date_words("a1 " * 100_000 + "monda " * 100_000) == ()


def test_the_seed_s_publication_date_is_doubtful() -> None:
    sentences = number(*SEED)
    (conflict,) = check_publication(sentences, SEED_DAY)
    assert conflict.code == "publication_date_doubtful"
    assert conflict.spans == ((1, 22, 38), (3, sentences[2].start + 74, sentences[2].start + 92))
    assert "2017-07-06" in conflict.message
    assert "5 days before" in conflict.message


@pytest.mark.parametrize("published", [date(2021, 8, 26), date(2021, 8, 27), date(2021, 8, 28), None])
def test_the_seed_fits_the_days_after_the_event(published: date | None) -> None:
    assert check_publication(number(*SEED), published) == ()


@pytest.mark.parametrize(
    "texts",
    [
        ("Police said on Sunday.",),
        ("It happened on Friday.", "He died on Friday.", "Officials said on Tuesday."),
        ("It happened on Friday.", "He died on Friday.", "Officials said today."),
        ("It happened on Friday.", "He died on Friday.", "Officials said late last night."),
        ("It happened on Friday.", "He died on Friday.", "Officials said on 26 August."),
        ("They will meet on Friday.", "It is due on Friday."),
        ("It happened last Friday.", "He was shot last Friday."),
        ("The market opens every Friday.", "It will close next Friday.", "They have until Friday."),
        ("It happened on 20 August.", "It was said on 20 August."),
        ("It happened on Sunday.", "He died on Sunday."),
        ("Good Friday fell early.", "The Sunday Times was first."),
        (),
    ],
)
def test_ordinary_weekdays_are_no_conflict(texts: tuple[str, ...]) -> None:
    assert check_publication(number(*texts), date(2021, 8, 25)) == ()


@pytest.mark.parametrize(
    ("texts", "published"),
    [
        (("It happened on Sunday.", "He died on Sunday."), date(2021, 8, 26)),
        (("It happened on Friday.",), date(2021, 8, 25)),
        (("It happened on Friday.", "They will meet on Saturday."), date(2021, 8, 25)),
    ],
)
def test_weekdays_too_far_back_are_a_conflict(texts: tuple[str, ...], published: date) -> None:
    assert codes(check_publication(number(*texts), published)) == ["publication_date_doubtful"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("It happened on Monday, 26 August 2021.", FRIDAY),
        ("It happened on Monday, 26 August 2021.", None),
        ("It happened on Monday, August 26, 2021.", None),
        ("It happened on Monday, 26 August.", FRIDAY),
    ],
)
def test_a_weekday_beside_another_day_s_date_is_a_conflict(text: str, published: date | None) -> None:
    (conflict,) = check_publication(number(text), published)
    assert conflict.code == "weekday_mismatch"
    ((sentence, start, _end),) = conflict.spans
    assert (sentence, start) == (1, 15)
    assert "Thursday" in conflict.message


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("It happened on Thursday, 26 August 2021.", FRIDAY),
        ("It happened on Thursday, August 26.", FRIDAY),
        ("They meet on Wednesday, 1 September.", FRIDAY),
        ("It happened on Monday, 26 August.", None),
        ("It happened on Monday, 31 February 2021.", FRIDAY),
    ],
)
def test_a_weekday_that_fits_its_date_is_no_conflict(text: str, published: date | None) -> None:
    assert "weekday_mismatch" not in codes(check_publication(number(text), published))


@given(st.lists(PHRASES.map(lambda words: f"It happened {words}"), max_size=4), st.none() | DAYS)
def test_no_text_makes_the_check_raise(texts: list[str], published: date | None) -> None:
    sentences = number(*texts)
    ends = {sentence.number: (sentence.start, sentence.end) for sentence in sentences}
    for conflict in check_publication(sentences, published):
        for sentence, start, end in conflict.spans:
            assert ends[sentence][0] <= start < end <= ends[sentence][1]


def days(text: str) -> ResolvedDate:
    return resolve_date(text, published=SEED_DAY)


def test_an_event_after_publication_is_a_conflict() -> None:
    conflict = check_event_date(days("26 August 2021"), SEED_DAY)
    assert conflict is not None
    assert conflict.code == "event_after_publication"
    assert "2017-07-11" in conflict.message


@pytest.mark.parametrize("text", ["11 July 2017", "12 July 2017", "July 2017", "2017", "nonsense", "next week"])
def test_an_event_by_the_day_after_publication_is_no_conflict(text: str) -> None:
    conflict = check_event_date(days(text), SEED_DAY)
    assert (conflict is not None) == (text == "next week")
    assert check_event_date(days(text), None) is None


@pytest.mark.parametrize(
    ("text", "is_time"),
    [
        ("1:50 a.m.", True),
        ("3:30 a. m.", True),
        ("shortly before 1 a.m.", True),
        ("circa 11.40 am", True),
        ("approximately 9 p.m.", True),
        ("circa 1990", False),
        ("10:35 a.m. CDT (11:35 a.m. EDT)", True),
        ("late night", True),
        ("after midnight", True),
        ("Monday night", False),
        ("the day before", False),
        ("over the weekend", False),
    ],
)
def test_a_time_of_day_alone_tells_no_day(text: str, *, is_time: bool) -> None:
    assert is_time_of_day(text) is is_time
    assert not is_time or resolve_date(text, published=date(2016, 9, 22)).earliest is None


def test_an_hour_is_no_year() -> None:
    assert resolve_date("At 2000", published=FRIDAY).earliest is None
    assert str(resolve_date("in 2000", published=FRIDAY).earliest) == "2000-01-01"


def test_the_minutes_of_a_clock_are_no_year() -> None:
    assert str(resolve_date("lundi 23 août à 18 h 15", published=FRIDAY).earliest) == "2021-08-23"
