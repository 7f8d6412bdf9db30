"""Dates as people write them: times of day in words, a day told twice, years told beside a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.dates.anchors import Words, resolve_in_text
from summarizer.language.dates.finding import find_date_words
from summarizer.language.dates.phrases import only_year
from summarizer.language.dates.resolving import resolve_date
from summarizer.schemas.record import Sentence

FRIDAY = date(2021, 8, 27)


def number(*texts: str) -> tuple[Sentence, ...]:
    sentences, start = [], 0
    for index, text in enumerate(texts, 1):
        sentences.append(Sentence(number=index, start=start, end=start + len(text), text=text))
        start += len(text) + 1
    return tuple(sentences)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("about 2045 GMT on Friday", "2021-08-27", "2021-08-27"),
        ("early Thursday (0230 GMT)", "2021-08-26", "2021-08-26"),
        ("yesterday (August 26th)", "2021-08-26", "2021-08-26"),
        ("Thursday (26 August)", "2021-08-26", "2021-08-26"),
        ("late Thursday night, August 26th", "2021-08-26", "2021-08-26"),
        ("shortly before 10pm last night", "2021-08-26", "2021-08-26"),
        ("shortly after two on Thursday morning", "2021-08-26", "2021-08-26"),
        ("Thursday after midday prayers", "2021-08-26", "2021-08-26"),
        ("after Thursday prayers", "2021-08-26", "2021-08-26"),
        ("after Thursday's noon prayers", "2021-08-26", "2021-08-26"),
        ("minutes after Thursday night's homecoming game", "2021-08-26", "2021-08-26"),
        ("at about 8 p.m. during Thursday’s match", "2021-08-26", "2021-08-26"),
        ("at the end of Thursday's shift", "2021-08-26", "2021-08-26"),
        ("late Wednesday or early Thursday", "2021-08-25", "2021-08-26"),
        ("between late Wednesday and early Thursday", "2021-08-25", "2021-08-26"),
        ("Thursday evening rush hour", "2021-08-26", "2021-08-26"),
        ("overnight from Wednesday to Thursday", "2021-08-25", "2021-08-26"),
        ("overnight Wednesday into Thursday", "2021-08-25", "2021-08-26"),
        ("half past five on Thursday morning", "2021-08-26", "2021-08-26"),
        ("Thursday at approximately 9 p.m.", "2021-08-26", "2021-08-26"),
        ("41 years ago", "1980-01-01", "1980-12-31"),
        ("during the last 24 hrs", "2021-08-26", "2021-08-27"),
        ("a fortnight ago", "2021-08-09", "2021-08-15"),
        ("on Thursday last", "2021-08-26", "2021-08-26"),
        ("last week Tuesday", "2021-08-17", "2021-08-17"),
        ("the week of 10-16 August", "2021-08-10", "2021-08-16"),
        ("the intervening night of Wednesday and Thursday", "2021-08-25", "2021-08-26"),
        ("Thursday forenoon", "2021-08-26", "2021-08-26"),
        ("July 4th weekend", "2021-07-03", "2021-07-04"),
        ("the Fourth of July", "2021-07-04", "2021-07-04"),
        ("the night of the ninth of May 2001", "2001-05-09", "2001-05-09"),
        ("on the thirty-first of January 2004", "2004-01-31", "2004-01-31"),
        ("since Monday", "2021-08-23", "2021-08-27"),
        ("August 13-14", "2021-08-13", "2021-08-14"),
    ],
)
def test_a_day_among_other_words(text: str, first: str, last: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert (str(found.earliest), str(found.latest), found.doubtful) == (first, last, False)


def test_a_holiday_is_its_day() -> None:
    assert resolve_date("New Year's Day", published=date(2021, 1, 3)).earliest == date(2021, 1, 1)
    assert resolve_date("on Christmas Eve", published=date(2021, 1, 3)).earliest == date(2020, 12, 24)
    assert resolve_date("on Christmas", published=date(2021, 1, 3)).earliest == date(2020, 12, 25)
    assert resolve_date("over Christmas", published=date(2021, 1, 3)).earliest is None
    assert resolve_date("Christmas", published=date(2021, 1, 3)).earliest is None


@pytest.mark.parametrize("text", ["Tuesday (26 August)", "yesterday (August 19th)"])
def test_a_day_told_twice_and_differently_is_doubtful(text: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert found.earliest is not None
    assert found.earliest.month == 8
    assert found.doubtful


@pytest.mark.parametrize(
    "text",
    [
        "after Friday",
        "after Thursday's game",
        "hours after Thursday's game",
        "a week after Monday's quake",
        "in the days before Thursday's vote",
        "two days before Friday",
        "until Tuesday morning",
        "the week after Friday",
        "Monday, Tuesday and Friday",
        "just before 9:00pm",
        "since 2019",
        "since the war",
        "since next Friday",
        "the funeral on Friday",
    ],
)
def test_what_tells_another_day_than_it_names_is_left(text: str) -> None:
    assert resolve_date(text, published=FRIDAY).earliest is None


@pytest.mark.parametrize(
    ("sentence", "text", "day"),
    [
        ("It recalls the summer of 2019: on July 31 that year a barn burnt.", "July 31", "2019-07-31"),
        ("It recalls the summer of 2019: on July 31 of that year a barn burnt.", "July 31 of that year", "2019-07-31"),
        ("Im Sommer 2019 brannte es: Am 31. Juli jenes Jahres auch in Kassel.", "31. Juli", "2019-07-31"),
        ("Ardió en 2019: el 31 de julio de ese año también en Vigo.", "31 de julio", "2019-07-31"),
        ("It recalls the summer of 2019: on July 31 a barn burnt.", "July 31", "2021-07-31"),
        ("On July 31 that year a barn burnt, as in 2019.", "July 31", "2021-07-31"),
    ],
)
def test_a_day_of_that_year_has_the_year_told_before_it(sentence: str, text: str, day: str) -> None:
    told = number("A barn burnt.", sentence)
    words = Words(text, 2, told[1].start + told[1].text.index(text))
    assert str(resolve_in_text(words, told, published=FRIDAY).earliest) == day
    apart = number(sentence[: sentence.index(text)], sentence[sentence.index(text) :])
    assert str(resolve_in_text(Words(text, 2, apart[1].start), apart, published=FRIDAY).earliest) == day


@pytest.mark.parametrize(
    ("sentence", "text", "first", "last"),
    [
        ("Drivers will walk out on Tuesday and Wednesday.", "Tuesday and Wednesday", "2021-08-31", "2021-09-01"),
        ("The two are to appear in court on Monday.", "Monday", "2021-08-30", "2021-08-30"),
        ("Drivers walked out on Tuesday.", "Tuesday", "2021-08-24", "2021-08-24"),
        ("He will be charged over the attack on Tuesday.", "Tuesday", "2021-08-24", "2021-08-24"),
        ("They will vote on Friday.", "Friday", "2021-08-27", "2021-08-27"),
        ("He will be charged in Tuesday's fatal shooting.", "Tuesday", "2021-08-24", "2021-08-24"),
        ("They will attend Tuesday's hearing.", "Tuesday", "2021-08-31", "2021-08-31"),
    ],
)
def test_a_weekday_that_is_to_come_lies_after_publication(sentence: str, text: str, first: str, last: str) -> None:
    told = number(sentence)
    words = Words(text, 1, told[0].text.index(text))
    found = resolve_in_text(words, told, published=date(2021, 8, 27))
    assert (str(found.earliest), str(found.latest)) == (first, last)
    assert resolve_in_text(words, told, published=None).earliest is None


def test_a_year_told_elsewhere_is_taken_where_no_publication_date_is_known() -> None:
    told = number("The trial began on 5 May 2012.", "He was shot on March 9.")
    words = Words("March 9", 2, told[1].start + 15)
    found = resolve_in_text(words, told, published=None)
    assert (found.earliest, "no other year" in found.note) == (date(2012, 3, 9), True)
    assert resolve_in_text(words, told, published=FRIDAY).earliest == date(2021, 3, 9)
    several = number("The trial began on 5 May 2012 and ended on 3 June 2013.", "He was shot on March 9.")
    assert resolve_in_text(words, several, published=None).earliest is None
    assert only_year(["on 5 May 2012", "by 3 June 2012"]) == 2012
    assert only_year(["on 5 May"]) is None


WORDS = [
    "since",
    "about",
    "2045",
    "GMT",
    "on",
    "Friday",
    "(",
    "August",
    "8th",
    "weekend",
    "the",
    "ninth",
    "of",
    "May",
    "next",
]


@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_no_phrase_raises_and_days_run_forward(words: list[str]) -> None:
    found = resolve_date(" ".join(words), published=FRIDAY)
    assert (found.earliest is None) == (found.latest is None)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("It went off two weeks ago on Tuesday.", True),
        ("It went off on Tuesday a week earlier.", True),
        ("It went off five weeks ago on Tuesday.", True),
        ("Ten years ago on Tuesday, it went off.", True),
        ("It went off on Tuesday a fortnight ago.", True),
        ("It went off on a Tuesday.", True),
        ("In 2019, it went off on Tuesday.", True),
        ("It went off on Tuesday, two days earlier than said.", False),
        ("It went off on Tuesday.", False),
    ],
)
def test_a_weekday_of_another_week_is_doubted(text: str, *, is_doubted: bool) -> None:
    found = resolve_in_text(Words("Tuesday", 1, text.index("Tuesday")), number(text), published=FRIDAY)
    assert (str(found.earliest), found.doubtful) == ("2021-08-24", is_doubted)


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("He was shot on July 7 three years ago.", True),
        ("Three years ago on July 7, he was shot.", True),
        ("He was shot on July 7, six weeks ago.", False),
        ("He was shot on July 7.", False),
    ],
)
def test_a_day_of_another_year_is_doubted(text: str, *, is_doubted: bool) -> None:
    found = resolve_in_text(Words("July 7", 1, text.index("July")), number(text), published=FRIDAY)
    assert (found.earliest, found.doubtful) == (date(2021, 7, 7), is_doubted)


def test_the_last_sunday_of_a_month_is_no_last_sunday() -> None:
    text = "The mall burned on the last Sunday of July."
    assert [text[start:end] for start, end in find_date_words(text)] == ["July"]


@pytest.mark.parametrize("text", ["Nov. 16 (2019)", "2019 Nov 16", "2015 on November 9"])
def test_a_year_beside_a_day_is_no_hour(text: str) -> None:
    found = resolve_date(text, published=FRIDAY)
    assert found.earliest is None or found.earliest.year != FRIDAY.year
    assert str(resolve_date("at 2015 GMT on Friday", published=FRIDAY).earliest) == str(FRIDAY)


@pytest.mark.parametrize("text", ["el 12 de octubre del año pasado", "domingo 12 de octubre del pasado año"])
def test_a_day_of_last_year_is_none_of_this_in_spanish(text: str) -> None:
    assert resolve_date(text, published=FRIDAY, language="es").earliest is None


@pytest.mark.parametrize(
    ("before", "said", "is_doubted"),
    [
        ("In 2005, four men set out with bombs.", "On July 7, they killed 52 people.", True),
        ("In early 2005, four men set out with bombs.", "On July 7 they killed 52 people.", True),
        ("In 2005, four men set out with bombs.", "They killed 52 people on July 7.", False),
        ("In 2021, four men set out with bombs.", "On July 7, they killed 52 people.", False),
        ("Four men who had met in 2005 set out.", "On July 7, they killed 52 people.", False),
        ("Four men set out.", "In 2005, they killed 52 people on July 7.", True),
        ("Four men set out.", "In 2021, they killed 52 people on July 7.", False),
    ],
)
def test_a_day_after_words_of_an_earlier_year_is_doubted(before: str, said: str, *, is_doubted: bool) -> None:
    told = number(before, said)
    found = resolve_in_text(Words("July 7", 2, told[1].start + said.index("July 7")), told, published=FRIDAY)
    assert (found.earliest, found.doubtful) == (date(2021, 7, 7), is_doubted)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("In December 2017, 36 people were killed near Migaa on New Year's Eve.", "2017-12-31"),
        ("In Dec. 2017 a bus crashed on New Year's Eve.", "2017-12-31"),
        ("In June 2017 a bus was bought that crashed on New Year's Eve.", "2020-12-31"),
        ("In December 2017 the war began, and on New Year's Eve two died.", "2020-12-31"),
        ("In December 2017 he came to Reno, where on New Year's Eve two died.", "2020-12-31"),
        ("On New Year's Eve a bus crashed that was bought in December 2017.", "2020-12-31"),
    ],
)
def test_a_sentence_that_opens_with_a_month_tells_the_year_of_its_days(said: str, day: str) -> None:
    words = "New Year's Eve"
    found = resolve_in_text(Words(words, 1, said.index(words)), number(said), published=FRIDAY)
    assert str(found.earliest) == str(found.latest) == day
