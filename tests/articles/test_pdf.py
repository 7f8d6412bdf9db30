"""PDF: paragraphs, pages, words cut at lines' ends, what stands around the prose, and what is no article."""

import contextlib
import itertools
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import make_pdf, raw_pdf

from summarizer.articles import pdf
from summarizer.articles.drafts import Draft
from summarizer.articles.headers import UnusableArticleError
from summarizer.articles.pdf import extract_pdf
from summarizer.articles.reading import read_articles
from summarizer.articles.sentences import number_sentences, page_at
from summarizer.values import Article

LONG = (
    "KABUL - Twelve people were killed and at least 40 were injured on Thursday when a bomber blew himself up outside "
    "of the airport's Abbey Gate, officials said. The Islamic State claimed the attack."
)
SHORT = "The airport stayed closed."


def draft(*pages: list[str], max_bytes: int = 100_000, **more: str) -> Draft:
    return extract_pdf(make_pdf(pages, **more), max_bytes=max_bytes)


def refusal(data: bytes, *, max_bytes: int = 100_000) -> UnusableArticleError:
    with pytest.raises(UnusableArticleError) as caught:
        extract_pdf(data, max_bytes=max_bytes)
    return caught.value


def lines(*texts: str, page: int = 1) -> list[pdf._Line]:
    return [pdf._Line(text, page, 700.0 - 12 * number, 10.0) for number, text in enumerate(texts)]


def joined(*texts: str) -> str:
    return pdf._join(lines(*texts), 1)[0]


def test_lines_become_paragraphs_again() -> None:
    assert draft(["# Twelve killed in Kabul", LONG, SHORT]).text == f"Twelve killed in Kabul\n\n{LONG}\n\n{SHORT}"


def test_an_article_with_headline_byline_and_day(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([["# Twelve killed in Kabul", "By Ann Lee, 26 August 2021", LONG], [SHORT]]))
    (article,) = read_articles([path])
    assert isinstance(article, Article)
    assert (article.title, article.published) == ("Twelve killed in Kabul", date(2021, 8, 26))
    assert [(item.text, item.page) for item in number_sentences(article)] == [
        ("Twelve killed in Kabul", 1),
        (LONG[: LONG.index(" The Islamic")], 1),
        ("The Islamic State claimed the attack.", 1),
        (SHORT, 2),
    ]


def test_the_day_a_file_was_made_is_no_day_of_publication() -> None:
    assert b"/CreationDate" in make_pdf([[LONG]])
    assert draft([LONG]).published is None


@pytest.mark.parametrize(
    ("told", "title"),
    [("Twelve  killed in KABUL", "Twelve killed in KABUL"), ("Microsoft Word - Document1", None), (" ", None)],
)
def test_a_title_counts_only_where_the_text_opens_with_it(told: str, title: str | None) -> None:
    assert draft(["# Twelve killed in Kabul", LONG], title=told).title == title


def test_running_heads_are_left_out_and_a_headline_like_one_stays() -> None:
    told = draft(["# Twelve killed", LONG], [SHORT], ["The end."], head="Twelve killed").text
    assert told == f"Twelve killed\n\n{LONG}\n\n{SHORT}\n\nThe end."


@pytest.mark.parametrize(
    ("before", "after", "url"),
    [
        ([], ["11/27/26, 5:47 PM Blast in Kabul", "https://x.org/2021/08/26/a 1/1"], "https://x.org/2021/08/26/a"),
        (["27/11/2026, 08:15", "Blast in Kabul", "https://x.org/a", "1/2"], [], "https://x.org/a"),
        (["Blast in Kabul https://x.org/a"], ["1 of 1 11/27/2026, 8:15 AM"], "https://x.org/a"),
        ([], ["2026-11-27, 17:47 Blast in Kabul", "https://x.org/a… 1/1"], None),
        ([], ["27.11.2026, 17:47 Blast in Kabul", "file:///home/a.html 1/1"], None),
    ],
)
def test_what_a_browser_prints_on_a_pages_edges_is_left_out(
    before: list[str], after: list[str], url: str | None
) -> None:
    page = lines(*before, "Blast in Kabul kills twelve", "26/08/2021, 10:15", SHORT, *after)
    kept, told = pdf._without_print_marks(page, "Blast in Kabul")
    assert [line.text for line in kept] == ["Blast in Kabul kills twelve", "26/08/2021, 10:15", SHORT]
    assert told == url


@pytest.mark.parametrize(
    "texts",
    [("27/11/2026, 08:15", SHORT), (SHORT, "1/2"), (SHORT, "See https://x.org/a for more"), ("https://x.org/a",)],
)
def test_lines_like_those_stay_on_pages_that_no_browser_printed(texts: tuple[str, ...]) -> None:
    assert pdf._without_print_marks(lines(*texts), "") == (lines(*texts), None)


def test_single_lines_with_a_gap_between_are_paragraphs() -> None:
    heights = (700.0, 682.0, 664.0, 646.0, 634.0, 616.0)
    texts = (
        "Blast in Kabul",
        "The Daily",
        "August 26, 2021",
        "Twelve people were killed when a",
        "bomb went off.",
        SHORT,
    )
    page = [pdf._Line(text, 1, height, 10.0) for text, height in zip(texts, heights, strict=True)]
    assert pdf._join(page, 1)[0].split("\n\n") == [*texts[:3], f"{texts[3]} {texts[4]}", SHORT]


def test_lines_that_stand_on_one_page_only_are_no_running_heads() -> None:
    assert draft([LONG, "One."], [SHORT, "Two."]).text == f"{LONG}\n\nOne.\n\n{SHORT}\n\nTwo."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Killed: 12", "Killed: 40"),
        ("At least 12 people were killed.", "At least 40 people were killed."),
        ("Date: 2 March 2026", "Date: 3 March 2026"),
    ],
)
def test_lines_that_differ_by_more_than_their_pages_are_no_running_heads(first: str, second: str) -> None:
    page, other = lines("The Daily, page 3 of 9", first, SHORT), lines("The Daily, page 4 of 9", second, LONG, page=2)
    assert [line.text for line in pdf._without_margins(page + other)] == [first, SHORT, second, LONG]


def test_the_marks_of_notes_are_no_digits_of_a_number() -> None:
    class Page:
        def extract_text(self, visitor_text: Callable[..., None]) -> None:
            for text, size in (
                ("The blast killed 12", 11),
                ("1", 7),
                (" people. CO", 11),
                ("2", 7),
                (" leaked.\n", 11),
            ):
                visitor_text(text, (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 30, 800), None, size)

    assert [line.text for line in pdf._lines_of(cast(Any, Page()), 1)] == ["The blast killed 12 people. CO2 leaked."]


def test_a_document_of_running_heads_only_is_left_as_it_is() -> None:
    assert draft(["Closed."], ["Closed."]).text == "Closed.\n\nClosed."


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("Twelve people were", "killed on Thursday.", "Twelve people were killed on Thursday."),
        ("Twelve were killed.", "They were guards.", "Twelve were killed.\n\nThey were guards."),
        ('They said: "No."', "They left.", 'They said: "No."\n\nThey left.'),
    ],
)
def test_a_sentence_goes_on_over_a_page(first: str, second: str, together: str) -> None:
    told = draft([first], [second])
    assert told.text == together
    assert told.page_starts == (0, together.index(second))
    assert [page_at(told.page_starts, place) for place in (0, together.index(second) - 1, len(together))] == [1, 1, 2]


def test_pages_without_text_are_counted() -> None:
    told = draft([], [LONG], [], [SHORT])
    assert [page_at(told.page_starts, told.text.index(part)) for part in (LONG, SHORT)] == [2, 4]


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (("an explo-", "sion killed ten"), "an explosion killed ten"),
        (("an anti-", "government group"), "an anti-government group"),
        (("a well-", "known man"), "a well-known man"),
        (("a police sta\u2010", "tion"), "a police station"),
        (("a police sta\u00ad", "tion"), "a police station"),
        (("of Al-", "Qaeda, he said"), "of Al-Qaeda, he said"),
        (("a 48-", "year-old man"), "a 48-year-old man"),
        (("in 2010-", "2012 he"), "in 2010-2012 he"),
        (("he said -", "twice - so"), "he said - twice - so"),
        (("a car-bomb, then a car-", "bomb again"), "a car-bomb, then a car-bomb again"),
        (("a car and a bomb: a car-", "bomb"), "a car and a bomb: a car-bomb"),
        (("neighbourhood, a neighbour-", "hood of a neighbour in a hood"),) * 1
        + ("neighbourhood, a neighbourhood of a neighbour in a hood",),
    ],
)
def test_words_cut_at_a_lines_end(texts: tuple[str, ...], whole: str) -> None:
    assert joined(*texts) == whole


def test_a_wider_distance_or_other_letters_part_paragraphs() -> None:
    one, two, three, four = lines("One line", "two lines", "three lines", "four lines")
    assert pdf._join([one, two, three, four], 1)[0] == "One line two lines three lines four lines"
    lower = four._replace(y=four.y - 6)
    assert pdf._join([one, two, three, lower], 1)[0] == "One line two lines three lines\n\nfour lines"
    assert pdf._join([one._replace(size=14.0), two, three, four], 1)[0].startswith("One line\n\ntwo lines")
    beside = [one, two, three._replace(y=700.0), four._replace(y=688.0)]
    assert "\n" not in pdf._join(beside, 1)[0], "a second column"


def test_ligatures_are_letters() -> None:
    told = extract_pdf(
        raw_pdf(
            b"BT /F1 12 Tf 72 700 Td (of\001cials died) Tj ET",
            font=b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
            b"/Differences [1 /fi] >> >>",
        ),
        max_bytes=1000,
    )
    assert told.text == "officials died"


def test_an_owners_password_alone_keeps_nobody_from_reading() -> None:
    assert draft([LONG], password="").text == LONG
    assert refusal(make_pdf([[LONG]], password="x")).failure_code == "unreadable"


def test_more_text_than_an_article_may_have_is_refused() -> None:
    assert len(draft([LONG], max_bytes=len(LONG)).text) == len(LONG)
    for pages in ([[LONG]], [[LONG, LONG], [LONG]]):
        refused = refusal(make_pdf(pages), max_bytes=len(LONG) - 1)
        assert refused.failure_code == "too_large"
        assert f"its text is larger than {len(LONG) - 1} bytes" in refused.reason


def test_pages_that_take_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(0, 40)
    monkeypatch.setattr("summarizer.articles.pdf.time.monotonic", lambda: float(next(clock)))
    refused = refusal(make_pdf([[LONG], [SHORT], [LONG]]))
    assert refused.failure_code == "too_large"
    assert "its pages take over 60 seconds to read" in refused.reason


def test_one_page_is_worked_at_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pdf.LIMITS, "stream_parsing_work_maximum_count", 1_000)
    assert refusal(raw_pdf(b"q Q " * 499)).failure_code == "empty"
    assert refusal(raw_pdf(b"q Q " * 501)).failure_code == "too_large"


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    refused = refusal(make_pdf([[LONG]]))
    assert refused.failure_code == "unsupported"
    assert "pip install 'incident-summarizer[pdf]'" in refused.reason


def test_a_reader_that_breaks_says_so_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def recurse(_: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(pdf, "_open", recurse)
    refused = refusal(b"")
    assert refused.failure_code == "malformed"
    assert "the PDF is broken (RecursionError)" in refused.reason


WHOLE = make_pdf([[LONG, SHORT], [LONG]])


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=9))
@settings(max_examples=40)
def test_a_damaged_file_is_read_or_refused(place: int, damage: bytes) -> None:
    with contextlib.suppress(UnusableArticleError):
        told = extract_pdf(WHOLE[:place] + damage + WHOLE[place + len(damage) :], max_bytes=10_000)
        assert told.text
        assert list(told.page_starts) == sorted(told.page_starts) != []


words = st.lists(st.text("abc-.", min_size=1, max_size=5), min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.lists(words, max_size=4), min_size=1, max_size=4).filter(any))
def test_pages_begin_where_their_first_line_stands(pages: list[list[str]]) -> None:
    every = [line for number, texts in enumerate(pages, 1) for line in lines(*texts, page=number)]
    text, starts = pdf._join(every, len(pages))
    assert len(starts) == len(pages)
    for number, texts in enumerate(pages):
        if texts:
            assert text[starts[number] :].startswith(texts[0].rstrip("-") if texts[0].endswith("-") else texts[0])
            assert page_at(starts, starts[number]) == number + 1
