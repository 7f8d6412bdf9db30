import ast
import inspect
import re
import time
from fractions import Fraction
from types import ModuleType

import pytest
from growth import outgrows
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.checks import summary
from summarizer.evidence import boundaries, near_misses
from summarizer.language import calendar, numbers, numerals
from summarizer.language.numbers import (
    SIGNS,
    WORDS,
    CountRange,
    find_numbers,
    find_stated,
    parse_count,
    supports,
    tell_range,
)
from summarizer.language.numerals import NUMBER_WORDS, ROWS, find_numerals
from summarizer.schemas.record import Qualifier

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int) -> str:
    """The number, below two million, in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    unit, name = next((u, n) for u, n in ((10**6, "million"), (1000, "thousand"), (100, "hundred")) if number >= u)
    rest = number % unit
    return f"{spell(number // unit)} {name}" + (f" {spell(rest)}" if rest else "")


def counted(low: int | None, high: int | None, qualifier: Qualifier) -> CountRange:
    return CountRange(low=low, high=high, qualifier=qualifier)


CASES = [
    ("6", 6, 6, "exact"),
    ("at least 60", 60, None, "at_least"),
    ("more than 1,200", 1200, None, "at_least"),
    ("over 40", 40, None, "at_least"),
    ("60 or more", 60, None, "at_least"),
    ("60+", 60, None, "at_least"),
    ("no fewer than 10", 10, None, "at_least"),
    ("up to 40", None, 40, "at_most"),
    ("as many as 40", 40, 40, "about"),
    ("fewer than 10", None, 10, "at_most"),
    ("about 300", 300, 300, "about"),
    ("nearly 50", 50, 50, "about"),
    ("an estimated 300", 300, 300, "about"),
    ("30 or so", 30, 30, "about"),
    ("a dozen", 12, 12, "exact"),
    ("two dozen", 24, 24, "exact"),
    ("half a dozen", 6, 6, "exact"),
    ("a hundred", 100, 100, "exact"),
    ("a thousand and one", 1001, 1001, "exact"),
    ("2.5 million", 2_500_000, 2_500_000, "exact"),
    ("half a million", 500_000, 500_000, "exact"),
    ("a quarter of a million", 250_000, 250_000, "exact"),
    ("three quarters of a million", 750_000, 750_000, "exact"),
    ("two and a half million", 2_500_000, 2_500_000, "exact"),
    ("two lakh", 200_000, 200_000, "exact"),
    ("1.5 lakh", 150_000, 150_000, "exact"),
    ("2 lakhs", 200_000, 200_000, "exact"),
    ("more than 2 crore", 20_000_000, None, "at_least"),
    ("a lakh", 100_000, 100_000, "exact"),
    ("two to three lakh", 200_000, 300_000, "range"),
    ("lakhs", 200_000, None, "several"),
    ("1,50,000", 150_000, 150_000, "exact"),
    ("twelve", 12, 12, "exact"),
    ("1 200", 1200, 1200, "exact"),
    ("1.200.000", 1_200_000, 1_200_000, "exact"),
    ("between 10 and 15", 10, 15, "range"),
    ("10 to 15", 10, 15, "range"),
    ("10-15", 10, 15, "range"),
    ("two to three thousand", 2000, 3000, "range"),
    ("two to three hundred thousand", 200_000, 300_000, "range"),
    ("2 to 2.5 million", 2_000_000, 2_500_000, "range"),
    ("1.5 to 2 million", 1_500_000, 2_000_000, "range"),
    ("10-12,000", 10_000, 12_000, "range"),
    ("between 20 and 30,000", 20_000, 30_000, "range"),
    ("2 to 30,000", 2, 30_000, "range"),
    ("several hundred thousand", 200_000, None, "several"),
    ("half-a-million", 500_000, 500_000, "exact"),
    ("a quarter-million", 250_000, 250_000, "exact"),
    ("a million and a half", 1_500_000, 1_500_000, "exact"),
    ("a couple of", 2, 2, "about"),
    ("several", 2, None, "several"),
    ("a few", 2, None, "several"),
    ("two trillion", 2 * 10**12, 2 * 10**12, "exact"),
    ("billions", 2 * 10**9, None, "several"),
    ("a number of", 2, None, "several"),
    ("dozens", 24, None, "several"),
    ("hundreds", 200, None, "several"),
    ("tens of thousands", 20_000, None, "several"),
    ("scores of thousands", 40_000, None, "several"),
    ("several hundred", 200, None, "several"),
    ("no one", 0, 0, "exact"),
    ("none", 0, 0, "exact"),
]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("bringing the death toll up to 12", 12),
        ("The number of injured is up to 12", 12),
        ("The toll has gone up to 12", 12),
        ("a death toll of up to 12", None),
        ("The toll may go up to 12", None),
    ],
)
def test_what_a_toll_has_come_to_is_no_bound(text: str, low: int | None) -> None:
    (mention,) = find_numbers(text)
    assert (mention.range.low, mention.range.high) == (low, 12)


def test_the_letter_of_a_scale_is_of_both_ends_of_a_range() -> None:
    (mention,) = find_numbers("100-150k people fled")
    assert mention.range == counted(100_000, 150_000, "range")


@pytest.mark.parametrize(("text", "low", "high", "qualifier"), CASES)
def test_counts_are_parsed_alone_and_found_in_prose(
    text: str, low: int | None, high: int | None, qualifier: Qualifier
) -> None:
    assert parse_count(text) == counted(low, high, qualifier)
    prose = f"They saw {text} there."
    (mention,) = find_numbers(prose)
    assert (mention.start, mention.end, mention.text, mention.kind) == (9, 9 + len(text), text, "count")
    assert mention.range == counted(low, high, qualifier)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("6", counted(6, 6, "exact")),
        ("6+", counted(6, None, "at_least")),
        ("~6", counted(6, 6, "about")),
        ("6-8", counted(6, 8, "range")),
        ("several", counted(2, None, "several")),
        ("1989", counted(1989, 1989, "exact")),
        ("60 civilians", counted(60, 60, "exact")),
    ],
)
def test_wire_codes(code: str, expected: CountRange) -> None:
    assert parse_count(code) == expected


@pytest.mark.parametrize("text", ["", "unknown", "8-6", "60 and 12", "F-16", "5 p.m.", "20 percent", "a", "null"])
def test_what_is_no_count(text: str) -> None:
    assert parse_count(text) is None


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("It began in 1989.", "1989", "year"),
        ("the 1985 killings", "1985", "year"),
        ("the years 1914-18", "1914-18", "year"),
        ("on 30 December", "30 December", "date"),
        ("by the August 31 deadline", "August 31", "date"),
        ("on Aug. 26", "Aug. 26", "date"),
        ("date 2017-07-11", "2017-07-11", "date"),
        ("after 9/11", "9/11", "date"),
        ("updated at 23:06 GMT", "23:06", "time"),
        ("until 5 p.m. that day", "5 p.m.", "time"),
        ("worth $5m", "$5m", "money"),
        ("worth $5M", "$5M", "money"),
        ("worth $2.5B", "$2.5B", "money"),
        ("worth $5 Million", "$5 Million", "money"),
        ("worth 5 million dollars", "5 million", "money"),
        ("a 23-year-old man", "23", "age"),
        ("A 26 yr old man was shot", "26", "age"),
        ("a man, 26 yrs. old", "26", "age"),
        ("a 26 y/o was shot", "26", "age"),
        ("a man aged 45", "45", "age"),
        ("a woman of about 60 had died", "about 60", "age"),
        ("a boy of six drowned", "six", "age"),
        ("John Smith, 34, fled", "34", "age"),
        ("about people over 60", "over 60", "age"),
        ("a rise of 20 percent", "20", "percent"),
        ("15% more", "15", "percent"),
        ("the 20th century", "20th", "ordinal"),
        ("the twenty-first time", "twenty-first", "ordinal"),
        ("a 20-year war", "20", "other"),
        ("an F-16 jet", "F-16", "other"),
        ("our number one goal", "one", "other"),
        ("for two hours", "two", "other"),
        ("a 7.8 quake", "7.8", "other"),
        ("a 1.5m wall", "1.5m", "other"),
        ("a 1,500m race", "1,500m", "other"),
        ("a third of a million", "a third of a million", "other"),
        ("1 crore 20 lakh people", "1 crore 20 lakh", "other"),
        ("two lakh fifty thousand people", "two lakh fifty thousand", "other"),
        ("paid Rs 5 lakh", "Rs 5 lakh", "money"),
        ("paid ₹5,00,000", "₹5,00,000", "money"),
        ("a march of six days", "six", "other"),
        ("a 12 foot wall", "12", "other"),
        ("six day manoeuvres", "six", "other"),
    ],
)
def test_numbers_that_count_nobody_have_another_kind(text: str, number: str, kind: str) -> None:
    (mention,) = find_numbers(text)
    assert (mention.text, mention.kind) == (number, kind)
    assert mention.start == text.index(number)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("both, aged 19 and 23, died", ["19", "23"]),
        ("boys aged 12, 14 and 15 were hurt", ["12", "14", "15"]),
        ("boys aged nine and 11", ["nine", "11"]),
        ("a woman aged 30 and 12 children died", ["30"]),
        ("a man aged 40, 12 women", ["40"]),
    ],
)
def test_ages_are_listed(text: str, ages: list[str]) -> None:
    assert [number.text for number in find_numbers(text) if number.kind == "age"] == ages


@pytest.mark.parametrize(
    "text",
    [
        "in May 1,50,000 people died",
        "killed 2000 people",
        "at least 2000 died",
        "in August 12 people died",
        "12 years later 2 died",
    ],
)
def test_numbers_that_look_like_dates_may_still_count(text: str) -> None:
    assert [mention for mention in find_numbers(text) if mention.kind == "count"]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("50k people", "50k", 50_000),
        ("1.5m people", "1.5m", 1_500_000),
        ("1.5M people", "1.5M", 1_500_000),
        ("1.2mn displaced people", "1.2mn", 1_200_000),
        ("over 1.2m refugees", "over 1.2m", 1_200_000),
        ("six day labourers", "six", 6),
        ("six day laborers", "six", 6),
        ("12 foot soldiers", "12", 12),
        ("two night watchmen", "two", 2),
        ("two night-shift workers", "two", 2),
    ],
)
def test_numbers_that_look_like_measures_may_still_count_people(text: str, written: str, value: int) -> None:
    (mention,) = find_numbers(f"They saw {text} there.")
    assert (mention.text, mention.range.low, mention.kind) == (written, value, "count")


@given(st.integers(0, 10**9))
@example(150_000)
@example(10**7)
def test_indian_grouping_is_read(number: int) -> None:
    rest, last = divmod(number, 1000)
    pairs = re.sub(r"(?<=\d)(?=(?:\d\d)+$)", ",", str(rest))
    written = f"{pairs},{last:03d}" if rest else str(last)
    (mention,) = find_numbers(f"Then {written} people fled.")
    assert (mention.text, mention.range.low, mention.kind) == (written, number, "count")


def test_half_a_million_after_and_is_a_number_of_its_own() -> None:
    assert [number.range.low for number in find_numbers("Twelve died and half a million fled.")] == [12, 500_000]


def test_a_change_is_two_numbers_and_no_range() -> None:
    for text in ("rose from 10 to 15", "rose by 10 to 15", "up from 10 to 15"):
        assert [mention.text for mention in find_numbers(text)] == ["10", "15"]
    for text in ("From 10 to 15 people died.", "Anywhere from 10 to 15 died.", "He said: from 10 to 15 died."):
        assert [(one.range.low, one.range.high) for one in find_numbers(text)] == [(10, 15)]


@pytest.mark.parametrize("text", ["A Boeing 747 crashed.", "It went off near Exit 45.", "A blast shook Zone 5."])
def test_names_with_a_number_count_nothing(text: str) -> None:
    assert [mention.kind for mention in find_numbers(text)] == ["other"]


def test_decimals_in_words_are_not_taken_apart() -> None:
    (mention,) = find_numbers("two point five million")
    assert mention.range == counted(2_500_000, 2_500_000, "exact")


@given(st.integers(0, 10**6))
@example(0)
@example(10**6)
@example(999_999)
def test_every_number_is_found_however_written(number: int) -> None:
    for written in (str(number), f"{number:,}", spell(number), spell(number).capitalize()):
        text = f"Then {written} people fled."
        (mention,) = find_numbers(text)
        assert (mention.start, mention.end) == (5, 5 + len(written))
        assert text[mention.start : mention.end] == mention.text == written
        assert (mention.range, mention.kind) == (counted(number, number, "exact"), "count")
        assert parse_count(written) == mention.range


TOKENS = [
    "one",
    "twenty",
    "million",
    "dozen",
    "a",
    "half",
    "between",
    "and",
    "to",
    "12",
    ",",
    "-",
    "%",
    "$",
    "May",
    "1,200",
    "at",
    "least",
    "several",
    "hundred",
    ".",
    "or",
    "more",
    "lakh",
    "crores",
    "quarter",
    "of",
    "50k",
    "people",
]


@given(st.text() | st.lists(st.sampled_from(TOKENS)).map(" ".join) | st.text(alphabet="0123456789.,-/: +~%$"))
def test_any_text_is_read_and_spans_are_exact_and_apart(text: str) -> None:
    parse_count(text)
    last = 0
    for mention in find_numbers(text):
        assert last <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        last = mention.end


@pytest.mark.parametrize(
    ("stated", "claimed"),
    [
        ("60", "60"),
        ("at least 60", "60"),
        ("60", "60+"),
        ("sixty", "~60"),
        ("10 to 15", "10-15"),
        ("60", "several"),
        ("dozens", "several"),
        ("several", "2+"),
        ("60", "dozens"),
    ],
)
def test_support(stated: str, claimed: str) -> None:
    first, second = parse_count(stated), parse_count(claimed)
    assert first
    assert second
    assert supports(first, second)


@pytest.mark.parametrize(
    ("stated", "claimed"),
    [
        ("60", "16"),
        ("21", "12"),
        ("120", "12"),
        ("1,200", "200"),
        ("sixteen", "60"),
        ("10 to 15", "12"),
        ("10 to 15", "10"),
        ("several", "3"),
        ("dozens", "24"),
        ("one", "several"),
        ("12", "dozens"),
        ("no one", "several"),
        ("5,000", "dozens"),
    ],
)
def test_wrong_numbers_are_never_supported(stated: str, claimed: str) -> None:
    first, second = parse_count(stated), parse_count(claimed)
    assert first
    assert second
    assert not supports(first, second)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_only_the_same_number_supports(stated: int, claimed: int) -> None:
    (mention,) = find_numbers(f"Then {spell(stated)} people fled.")
    assert supports(mention.range, counted(claimed, claimed, "exact")) == (stated == claimed)


PLAIN = st.lists(st.sampled_from(["the", "café", "police,", "(who", "told", "so-called", "ı", "“late”"]), min_size=1)


@given(PLAIN, st.sampled_from(["twelve", "at least 60", "a dozen", "several", "two to three thousand"]), PLAIN)
def test_plain_words_around_a_number_change_nothing(before: list[str], number: str, after: list[str]) -> None:
    text = " ".join([*before, number, *after])
    (mention,) = find_numbers(text)
    (alone,) = find_numbers(number)
    assert (mention.text, mention.range, mention.kind) == (number, alone.range, alone.kind)
    assert find_numbers(" ".join([*before, *after])) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "one ",
        "1,",
        "million ",
        "between 1 and 2 ",
        "9",
        "a-",
        "half a ",
        "1.2.",
        "50,",
        "2 lakh ",
        "a third of a ",
    ],
)
def test_hostile_length_is_read_in_linear_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    started = time.thread_time()
    find_numbers(text)
    assert time.thread_time() - started < 5


def test_a_long_article_is_read_quickly() -> None:
    text = "On 30 December at least 60 civilians fled and twelve more, aged 5 to 9, did not; nobody said why. " * 1000
    started = time.thread_time()
    assert len(find_numbers(text)) > 4000
    assert time.thread_time() - started < 10


def test_every_row_of_the_patterns_is_the_first_that_takes_its_example() -> None:
    patterns = [re.compile(row.pattern) for _, row in ROWS]
    for pattern, (_, row) in zip(patterns, ROWS, strict=True):
        assert pattern.groups == 0, row
        assert next(one for one in patterns if one.match(row.example)) is pattern, row


def test_every_word_of_a_number_is_looked_at_and_most_are_numbers_by_themselves() -> None:
    plain = re.compile(ROWS[0][1].pattern)
    assert not [word for word in NUMBER_WORDS for one in (word, word.title(), word.upper()) if plain.match(one)]
    alone = {word for word in NUMBER_WORDS if find_numerals(word)}
    others = {"couple", "few", "half", "most", "once", "pair", "quarter", "score", "scores", "thrice", "twice"}
    assert NUMBER_WORDS - alone == {*others, "sixtieth", "trillions"}


@pytest.mark.parametrize("module", [boundaries, calendar, near_misses, numbers, numerals, summary])
def test_no_expression_is_longer_than_a_reader_can_hold(module: ModuleType) -> None:
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"re.compile", "Row"}:
            assert all(len(ast.unparse(argument)) <= 1000 for argument in node.args), ast.unparse(node)


@pytest.mark.parametrize(
    ("count", "words", "signs"),
    [
        (counted(12, 12, "exact"), "12", "12"),
        (counted(12, 12, "about"), "about 12", "~12"),
        (counted(2_400_000, 2_400_000, "exact"), "2,400,000", "2400000"),
        (counted(12, None, "at_least"), "12 or more", "12+"),
        (counted(None, 12, "at_most"), "up to 12", "-12"),
        (counted(10, 15, "range"), "10 to 15", "10-15"),
        (counted(24, None, "several"), "several", "24+"),
        (counted(None, None, "unknown"), "", ""),
    ],
)
def test_counts_are_told_in_words_and_signs(count: CountRange, words: str, signs: str) -> None:
    assert (tell_range(count, WORDS), tell_range(count, SIGNS)) == (words, signs)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("on 3 May 1989 at 9:30", {"3": {3}, "1989": {1989}, "9": {9}, "30": {30}}),
        ("US$5 million", {"US$5 million": {5 * 10**6}}),
        ("5 m away", {"5 m": {5, 5 * 10**6}}),
        ("1.200 men", {"1.200": {Fraction("1.2"), 1200}}),
        ("dozens", {"dozens": {"24+"}}),
        ("loved ones, the third of several, nobody, a pair", {}),
    ],
)
def test_all_that_a_number_may_mean_is_stated(text: str, stated: dict[str, set[int | Fraction | str]]) -> None:
    assert {text[number.start : number.end]: number.meanings for number in find_stated(text)} == stated


UNITS = ["1", "1,", "1,111,", "and ", "-", "one-", "million ", "2 lakh ", "a third of a ", "111 ", "é"]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert not outgrows(lambda text: [*find_stated(text)], lambda size: unit * (size // len(unit)), least_s=0.05)
