"""Reading: headers, datelines, formats, encodings, and one failure record for each bad input."""

import gzip
import hashlib
import io
import json
import os
import socket
import sys
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from checkout import SEED
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.formats import FORMATS, decode_text
from summarizer.articles.headers import parse_date
from summarizer.articles.objects import draft_from_json
from summarizer.articles.pages import extract_html, read_markup
from summarizer.articles.reading import article_from_text, find_inputs, find_unread, read_articles
from summarizer.articles.sentences import number_sentences
from summarizer.errors import ArticleError
from summarizer.values import Article, ArticleFailure

NEWS = "Twelve people died in Kabul, officials said."
FRENCH = (
    "KABOUL — Au moins 60 civils ont été tués et 140 blessés jeudi près de l’aéroport, a déclaré le ministère de la "
    "Santé. « L’œuvre des kamikazes » a été revendiquée. Où étaient les gardes ?"
)
SPANISH = (
    "BOGOTÁ.- Al menos doce personas murieron y otras quince resultaron heridas en Medellín, según informó la policía. "
    "«No nos rendiremos», señaló el ministro, que viajará mañana. ¿Quién fue el autor?"
)


def read_one(path: Path, *, max_bytes: int = 2_000_000) -> Article | ArticleFailure:
    (outcome,) = read_articles([path], max_bytes=max_bytes)
    return outcome


def read_good(path: Path) -> Article:
    outcome = read_one(path)
    assert isinstance(outcome, Article), outcome
    return outcome


def read_bad(path: Path, *, max_bytes: int = 2_000_000) -> ArticleFailure:
    outcome = read_one(path, max_bytes=max_bytes)
    assert isinstance(outcome, ArticleFailure), outcome
    assert outcome.path == str(path)
    return outcome


def read_bad_line(path: Path) -> ArticleFailure:
    (failure, *_) = read_articles([path])
    assert isinstance(failure, ArticleFailure), failure
    return failure


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def body_of(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.body_spans]


# --- headers


def test_seed_header() -> None:
    article = read_good(SEED)
    assert article.text == SEED.read_text(encoding="utf-8")
    assert article.published == date(2017, 7, 11)
    assert article.title == "At least 60 civilians killed and 140 injured in twin blasts outside Kabul airport"
    assert article.body_spans == ((17, len(article.text)),)
    assert article.dateline is None
    assert article.sha256 == hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert article.article_id == article.sha256[:16]


@pytest.mark.parametrize(
    "text",
    [
        "date 2017-13-11 Title",
        "date 2017-07-11x Title",
        "up to date 2017-07-11 Title",
        "\n\n date of 2017-07-11",
        "date x",
    ],
)
def test_other_first_lines_are_no_header(text: str) -> None:
    article = article_from_text(text)
    assert (article.published, article.title, article.body_spans) == (None, None, ((0, len(text)),))


def test_arguments_win_over_the_header() -> None:
    article = article_from_text(
        "date 2017-07-11 Title\n\nBody.", title="Mine", published=date(2020, 1, 2), source="S", url="U"
    )
    assert (article.title, article.published, article.source, article.url) == ("Mine", date(2020, 1, 2), "S", "U")
    assert body_of(article) == ["Title\n\nBody."]


def test_overlong_first_line_is_no_title() -> None:
    assert article_from_text("date 2017-07-11 " + "word " * 100).title is None


FRONT_MATTER = """---
Title: "Bomb: twelve dead"
date: 2021-08-26 10:00:00
publisher: The Daily
link: https://example.org/a
tags: [a, b]
---
Twelve died."""


def test_front_matter() -> None:
    article = article_from_text(FRONT_MATTER)
    assert article.title == "Bomb: twelve dead"
    assert article.published == date(2021, 8, 26)
    assert (article.source, article.url) == ("The Daily", "https://example.org/a")
    assert body_of(article) == ["Twelve died."]
    assert article.text == FRONT_MATTER


@pytest.mark.parametrize(
    "text",
    ["---\nTwelve died.\n---\nMore.", "---\n- a\n- b\n---\nMore.", "---\ntitle: x\nno end", "--- title: x\n---\nMore."],
)
def test_what_is_no_mapping_between_rules_is_prose(text: str) -> None:
    article = article_from_text(text)
    assert (article.title, article.body_spans) == (None, ((0, len(text)),))


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("title: [a", "not valid YAML"),
        ("a: *b", "not valid YAML"),
        ("a: " + "[" * 1500, "not valid YAML"),
        ('title: "\\UFFFFFFFF"', "not valid YAML"),
        ('title: "\\U00110000"', "not valid YAML"),
        ("date: sometime", "'date' holds 'sometime'"),
        ("date: 03/04/2021", "YYYY-MM-DD"),
        ("title: [a, b]", "'title' holds list"),
    ],
)
def test_malformed_front_matter(block: str, words: str) -> None:
    with pytest.raises(ArticleError, match=r"^malformed: ") as caught:
        article_from_text(f"---\n{block}\n---\nBody.")
    assert words in str(caught.value)


LABELLED = """HEADLINE: Bomb: twelve dead
Byline: Ann Lee
PUBLICATION: The Daily
**Date:** August 26, 2021
Updated: 2021-08-28
url: https://example.org/a
BODY:
"""


JINA = """Title: Bomb: twelve dead

URL Source: https://example.org/a

Published Time: 2021-08-26T06:12:44-05:00

Markdown Content:
"""


def test_blank_lines_may_stand_before_front_matter() -> None:
    article = article_from_text(f"\n\n{FRONT_MATTER}")
    assert (article.title, article.published) == ("Bomb: twelve dead", date(2021, 8, 26))
    assert body_of(article) == ["Twelve died."]


def test_labelled_lines_may_have_blank_lines_between() -> None:
    article = article_from_text(LABELLED.replace("\n", "\r\n \r\n") + "Twelve died.\n\nSource: none.")
    assert (article.title, article.published, article.source) == ("Bomb: twelve dead", date(2021, 8, 26), "The Daily")
    assert "".join(body_of(article)).split() == ["Twelve", "died.", "Source:", "none."]
    answers = article_from_text("Title: Talks\nDate: 2021-08-26\n\nA: Twelve died.\nQ: Where?")
    assert body_of(answers) == ["\nA: Twelve died.\nQ: Where?"]


def test_lines_with_other_labels_end_no_header() -> None:
    article = article_from_text(f"Title: Blast\nPlace: Kabul\nKilled: 12\nDate: 2021-08-26\nSource: EFE\n\n{NEWS}")
    assert (article.title, article.published, article.source) == ("Blast", date(2021, 8, 26), "EFE")
    assert body_of(article) == [f"Place: Kabul\nKilled: 12\nDate: 2021-08-26\nSource: EFE\n\n{NEWS}"]
    parted = article_from_text(f"Title: Blast\nPlace: Kabul\nDate: 2021-08-26\nBODY:\n{NEWS}")
    assert (parted.published, body_of(parted)) == (date(2021, 8, 26), [NEWS])
    talks = article_from_text(f"Title: Talks\nDate: 2021-08-26\nLee: Who died?\nA: Twelve.\n\n{NEWS}")
    assert body_of(talks) == [f"Lee: Who died?\nA: Twelve.\n\n{NEWS}"]


@pytest.mark.parametrize("end", ["\r", "\r\n"])
@pytest.mark.parametrize("head", [FRONT_MATTER.removesuffix("Twelve died."), LABELLED, JINA])
def test_headers_are_read_whatever_ends_their_lines(head: str, end: str) -> None:
    told = article_from_text(f"{head}Twelve died.")
    article = article_from_text(f"{head}Twelve died.".replace("\n", end))
    assert (article.title, article.published, article.url) == (told.title, told.published, told.url)
    assert (article.title, body_of(article)) == ("Bomb: twelve dead", ["Twelve died."])


def test_a_labelled_line_may_tell_the_id() -> None:
    article = article_from_text(f"Title: Blast\nDate: 2021-08-26\nID: 0047\n\n{NEWS}")
    assert (article.external_id, body_of(article)) == ("0047", [f"\n{NEWS}"])


def test_labelled_lines() -> None:
    article = article_from_text(f"{LABELLED}Twelve died.")
    assert (article.title, article.published, article.published_basis) == (
        "Bomb: twelve dead",
        date(2021, 8, 26),
        "given",
    )
    assert (article.source, article.url) == ("The Daily", "https://example.org/a")
    assert body_of(article) == ["Twelve died."]


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("From: Desk\nTo: Lee\nDate: Thu, 26 Aug 2021 10:15:00 +0000\nSubject: Blast in Kabul", "Blast in Kabul", 26),
        ("From: Desk\nSent: Thursday, August 26, 2021 9:00 AM\nSubject: Re: Blast in Kabul", "Blast in Kabul", None),
        ("From: Desk\nSent: Friday, August 27, 2021 9:00 AM\nSubject: FW: Blast in Kabul", "Blast in Kabul", None),
        ("---------- Forwarded message ---------\nFrom: D\nDate: Thu, Aug 26, 2021 at 1:15 PM", None, 26),
        ("Source: The Daily\nDate: 3/4/2021", None, None),
    ],
)
def test_an_email_is_dated_by_its_text_first(head: str, title: str | None, day: int | None) -> None:
    article = article_from_text(f"{head}\n\n{NEWS}")
    assert (article.title, article.published) == (title, date(2021, 8, day) if day else None)
    assert body_of(article) == [f"\n{NEWS}"]
    told = article_from_text(f"{head}\n\nTwelve die in Kabul blast\nAugust 24, 2021\n{NEWS}")
    assert (told.published, told.published_basis) == (date(2021, 8, 24), "text")


@pytest.mark.parametrize(
    "text",
    [
        "Date: 2021-08-26\n\nTwelve died.",
        "To: all\nFrom: me\n\nRun.",
        "Lee: Who died?\nRoe: Twelve.",
        "By: Ann\nTags: x\nRun.",
    ],
)
def test_other_lines_with_colons_are_no_header(text: str) -> None:
    assert article_from_text(text).text[article_from_text(text).body_spans[-1][0] :].strip() in text
    assert article_from_text(text).title is None


def test_prose_may_stand_beside_its_label() -> None:
    article = article_from_text(f"Title: Blast\nDate: 2021-08-26\nText: {NEWS}\n\nBody: none was found.")
    assert body_of(article) == [f"{NEWS}\n\nBody: none was found."]
    news = article_from_text(f"Source: AP\nUpdated: ten died\nDate: 2021-08-26\n\n{NEWS}")
    assert "Updated: ten died" in "".join(body_of(news))


def test_front_matter_builds_no_objects() -> None:
    article = article_from_text("---\nx: !!python/object/apply:os.getcwd []\nurl: u\n---\nBody.")
    assert article.url == "u"


@pytest.mark.parametrize(
    "text", ["", " \n\u2028", "date 2017-07-11 ", "---\ntitle: x\n---\n\n", "LIMA, 20 AUG 88 (EFE) -- [TEXT]"]
)
def test_no_prose_is_an_error(text: str) -> None:
    with pytest.raises(ArticleError, match=r"^empty: "):
        article_from_text(text)


def test_lone_surrogate_is_hashed() -> None:
    assert article_from_text("A \ud83d died.").sha256 == hashlib.sha256(b"A \xed\xa0\xbd died.").hexdigest()


# --- datelines


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("LIMA, 20 AUG 88 (EFE) -- [TEXT]", "LIMA", date(1988, 8, 20)),
        ("GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- [TEXT]", "GUATEMALA CITY", date(1990, 2, 4)),
        ("MOSCOW (USSR), 11 MAR 11 (TASS) -- [ARTICLE] [GENNADIY PETROV] [TEXT]", "MOSCOW (USSR)", date(2011, 3, 11)),
        ("NO CITY (COLOMBIA), NO DATE -- [TEXT] [CONTINUED]", "NO CITY (COLOMBIA)", None),
        ("TEGUCIGALPA, 6 FEB 89 -- [TEXT]", "TEGUCIGALPA", date(1989, 2, 6)),
        ("BOGOTA, 1 DEC 89 (INRAVISION TELEVISION\nCADENA 1) -- [SPEECH]", "BOGOTA", date(1989, 12, 1)),
        ("CARACAS (VENEZUELA), 18 MAY 90 (CANAL 8) \n-- [TEXT]", "CARACAS (VENEZUELA)", date(1990, 5, 18)),
        ("KABUL, Aug 26 (Reuters) -", "KABUL", None),
        ("KABUL, Afghanistan (AP) —", "KABUL, Afghanistan", None),
        ("WASHINGTON (AP) --", "WASHINGTON", None),
        ("São Paulo, Thursday, 26 August 2021 (AFP) –", "São Paulo", date(2021, 8, 26)),
        ("PORT-AU-PRINCE/MIAMI, Aug. 26, 2021 (Reuters) -", "PORT-AU-PRINCE/MIAMI", date(2021, 8, 26)),
        ("Rio de Janeiro, Brazil (AFP) –", "Rio de Janeiro, Brazil", None),
        ("LAGOS, Nigeria (Sept. 14, 2025) —", "LAGOS, Nigeria", date(2025, 9, 14)),
        ("LAGOS (14 September 2025) —", "LAGOS", date(2025, 9, 14)),
        ("KABUL, Afghanistan (AP) _", "KABUL, Afghanistan", None),
        ("Geneva, 24 November 2026 -", "Geneva", date(2026, 11, 24)),
        ("PATNA, Nov 22, 2026:", "PATNA", date(2026, 11, 22)),
        ("Rio de Janeiro, 3 March 2026 –", "Rio de Janeiro", date(2026, 3, 3)),
        ("Leipzig, 21. November 2026 (dpa) -", "Leipzig", date(2026, 11, 21)),
        ("MARSEILLE, 1er août 2026 (AFP) -", "MARSEILLE", date(2026, 8, 1)),
        ("Madrid, 3 de marzo de 2026 (EFE).-", "Madrid", date(2026, 3, 3)),
        ("New Delhi, Aug 26 (PTI)", "New Delhi", None),
        ("Makurdi, April 4, 2025 (NAN)", "Makurdi", date(2025, 4, 4)),
        ("Imphal (Manipur) [India], April 4, 2025 (ANI):", "Imphal (Manipur) [India]", date(2025, 4, 4)),
        ("Winneba (C/R), March 3, GNA –", "Winneba (C/R)", None),
        ("SEVILLA 3 Mar. 2026 (EUROPA PRESS) -", "SEVILLA", date(2026, 3, 3)),
        ("Lima, feb. 12, 2026 (ANDINA).", "Lima", date(2026, 2, 12)),
        ("(ANSA) - BOLOGNA, 06 MAR 2026 -", "BOLOGNA", date(2026, 3, 6)),
        ("Abidjan, 12 fév 2026 (AIP) –", "Abidjan", date(2026, 2, 12)),
        ("İSTANBUL (AA) -", "İSTANBUL", None),
        ("Berlin, 27.11.2026 (dpa) -", "Berlin", date(2026, 11, 27)),
        ("Brussels, 28/11/2026 –", "Brussels", date(2026, 11, 28)),
        ("Brussels, 3/11/2026 –", "Brussels", None),
        ("Berlin, den 27. November 2026 –", "Berlin", date(2026, 11, 27)),
        ("Paris, le 27 novembre 2026 -", "Paris", date(2026, 11, 27)),
        ("Passau, 27. November 2026.", "Passau", date(2026, 11, 27)),
        ("Bogotá, 26 de noviembre de 2026.", "Bogotá", date(2026, 11, 26)),
        ("PATNA, Nov 22:", "PATNA", None),
        ("MOSCOW, November 22, 2026. /TASS/.", "MOSCOW", date(2026, 11, 22)),
        ("November 22, 2026 (PATNA / DELHI) –", "PATNA / DELHI", date(2026, 11, 22)),
        ("Москва, 5 ноября 2026 (ТАСС) —", "Москва", date(2026, 11, 5)),
    ],
)
def test_dateline(line: str, place: str, day: date | None) -> None:
    text = f"{line} Twelve died."
    article = article_from_text(text)
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.date) == (place, day)
    assert text[article.dateline.start : article.dateline.end] == line
    assert body_of(article) == [" Twelve died."]
    assert article.published == day


@pytest.mark.parametrize(
    "text",
    [
        "NEW DELHI — Twelve died.",
        "Rescuers search the ruins, Aug 26 (AP) Twelve died.",
        "Protesters in Kabul, Aug. 26, 2021 (AFP). Twelve died.",
        "Kim Jong Un, March 3, 2019 (KCNA) Twelve died.",
        "Kabul, Aug. 26, 2021 (AFP).\nTwelve died.",
        "BREAKING 4 March 2026 (Reuters) - Twelve died.",
        "New Delhi, Aug 26 (a Thursday) twelve died.",
        "New Delhi, Aug 26 (Tuesday). Twelve died.",
        "New Delhi 26 Aug 2021 (PTI) - Twelve died.",
        "kabul (AP) - Twelve died.",
        "President Biden (D) - the man - spoke.",
        "Islamic State (IS) - the group - spoke.",
        "On Monday, May 5 (AP) - the day - they met.",
        "ON MONDAY, MAY 5 - THE DAY - THEY MET.",
        "Kabul (AP)-style reporting.",
        "(VIDEO) - KABUL, 3 March 2026 - Twelve died.",
        "(ANSA) - Kabul - Twelve died.",
        "We met in Paris, 12 May 2020 - it rained.",
        "Geneva, 24 November - it rained.",
        "Warsaw, 1 August 1944: the city rose.",
        "Warsaw, 1 August 1944. The city rose, and was free in 1945.",
        "Somewhere, 1 August 2026. Twelve died.",
        "Warsaw, 1 August. The city rose.",
        "The March 3, 2026. It rained.",
        "PATNA: it rained.",
        "PATNA, Nov 22: it rained.\nDELHI, Nov 23: it rained, too.",
        "Patna, Nov 22: it rained.",
        "November 22, 2026 (Patna) – it rained.",
        "November 22, 2026 (UPI) -- A man died.",
        "KOLKATA, Dec 9: Hospital fire kills 89",
        "UPDATED COVERAGE, March 26, 2017: it rained.",
        "President Biden (May 5, 2025) - the man - spoke.",
        "Twelve died in Kabul (AP) - officials said.",
        "One.\n\nTwo.\n\nThree.\n\nKABUL (AP) - Four.",
        "Headline Words\n(Reuters) - Twelve died.",
    ],
)
def test_no_dateline(text: str) -> None:
    article = article_from_text(text)
    assert (article.dateline, article.body_spans) == (None, ((0, len(text)),))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Easter Sunday, April 21, 2019 – Nine bombers struck", date(2026, 11, 24)),
        ("Srebrenica, July 11, 1995 – Troops struck", date(2026, 11, 24)),
        ("Kigali, November 23, 2026 – Troops struck", date(2026, 11, 23)),
    ],
)
def test_a_day_of_long_ago_is_no_dateline_s_under_a_later_one(line: str, day: date) -> None:
    text = (
        f"Nine bombers strike churches in Sri Lanka\nBy Ann Lee\nNovember 24, 2026\n\n{line} a town. Many died there."
    )
    article = article_from_text(text)
    assert article.published == day
    assert (article.dateline is None) == (day.day == 24)
    given = article_from_text(f"{line} a town. Many died there.", published=date(2026, 11, 24))
    assert (given.dateline is None) == (day.day == 24)


def test_a_weekday_is_no_dateline_s_place() -> None:
    days = "Published Sunday, November 22, 2026\nUpdated Tuesday, November 24, 2026 - 10:15 AM"
    text = f"Six die in bus crash near Nakuru\n{days}\n\n"
    article = article_from_text(f"{text}Six people died on Friday when a bus crashed. Police said so.")
    assert (article.dateline, article.published) == (None, date(2026, 11, 22))


def test_dateline_after_headline_splits_the_body() -> None:
    article = article_from_text("Bomb Kills Many\n\nKABUL (AP) - Twelve died.")
    assert body_of(article) == ["Bomb Kills Many\n\n", " Twelve died."]


@pytest.mark.parametrize(("published", "expected"), [(date(2021, 1, 2), date(2020, 12, 31)), (None, None)])
def test_dateline_without_a_year(published: date | None, expected: date | None) -> None:
    article = article_from_text("KABUL, Dec 31 (AP) - Twelve died.", published=published)
    assert article.dateline is not None
    assert (article.dateline.date, article.published) == (expected, published)


def test_impossible_dateline_day_gives_no_date() -> None:
    article = article_from_text("KABUL, 31 FEB 90 (AP) - Twelve died.")
    assert article.dateline is not None
    assert (article.dateline.date, article.published) == (None, None)


# --- dates


@pytest.mark.parametrize(
    "text",
    [
        "2021-08-26",
        "20210826",
        "2021/08/26",
        "26.8.2021",
        "2021-08-26T23:59:59.123Z",
        "2021-08-26 10:00",
        "Thu, 26 Aug 2021 10:00:00 +0200",
        "Thursday, August 26, 2021",
        "Aug. 26th 2021",
        " 26 August, 2021 ",
        "August 26, 2021, 10:00 AM",
    ],
)
def test_dates_understood(text: str) -> None:
    assert parse_date(text) == date(2021, 8, 26)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "08/06/2021",
        "8-6-2021",
        "31/31/2021",
        "2021-02-30",
        "August 2021",
        "Aug 26",
        "yesterday",
        "2021-0826",
        "1629936000",
    ],
)
def test_dates_refused(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "year"), [("1 Jan 69", 1969), ("1 Jan 99", 1999), ("1 Jan 00", 2000), ("1 Jan 68", 2068)]
)
def test_two_digit_years(text: str, year: int) -> None:
    assert parse_date(text) == date(year, 1, 1)


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(
        [
            *("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 GMT"),
            *("%Y-%m-%dt10:00:00z", "10:00 AM EST, %a %B %d, %Y", "10:00, %d %B %Y", "7:05 p.m. on %b. %d, %Y"),
        ]
    ),
)
def test_written_dates_come_back(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@given(st.text(alphabet="0123456789-/. ,:TZJanAugustMayTh", max_size=40))
def test_parse_date_never_raises(text: str) -> None:
    parse_date(text, near=date(2021, 1, 1))


@given(st.text(max_size=200))
def test_any_text_is_an_article_or_an_article_error(text: str) -> None:
    try:
        article = article_from_text(text)
    except ArticleError:
        return
    assert article.text == text
    assert all(0 <= start < end <= len(text) for start, end in article.body_spans)


# --- folders


def test_folders_are_walked_by_name(tmp_path: Path) -> None:
    for name in [
        "b.txt",
        "a/z.pdf",
        "a/b/c.HTML",
        "a.json",
        "c/x.jsonl",
        "c.htm",
        "B.txt",
        "x.doc",
        "noext",
        ".h.txt",
        ".d/a.txt",
    ]:
        write(tmp_path / name, NEWS)
    (tmp_path / "d").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "e.txt").symlink_to(tmp_path / "b.txt")
    found = [path.relative_to(tmp_path).as_posix() for path in find_inputs([tmp_path])]
    assert found == ["B.txt", "a/b/c.HTML", "a/z.pdf", "a.json", "b.txt", "c/x.jsonl", "c.htm", "e.txt"]
    assert [path.name for path in find_unread([tmp_path, tmp_path / "x.doc"])] == ["noext", "x.doc"]


def test_given_files_are_taken_in_order() -> None:
    paths = [Path("z.txt"), Path("a.pdf"), Path(".h.txt")]
    assert list(find_inputs(paths)) == paths


def test_paths_stay_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "news/a/b.txt", NEWS)
    monkeypatch.chdir(tmp_path)
    (article,) = read_articles([Path("news")])
    assert article.path == "news/a/b.txt"


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a/x.txt", NEWS)
    write(tmp_path / "b.txt", NEWS)
    iterdir = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "a":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    failure, article = read_articles([tmp_path])
    assert isinstance(failure, ArticleFailure)
    assert (failure.code, failure.path) == ("unreadable", str(tmp_path / "a"))
    assert isinstance(article, Article)


@pytest.mark.skipif(os.name == "nt", reason="names of bytes")
def test_odd_names(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\n\xff.txt")), NEWS)
    (article,) = read_articles([tmp_path])
    assert isinstance(article, Article)
    assert article.path == f"{tmp_path}/a\n\\xff.txt"
    article.model_dump_json()


# --- failures


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", "\u200b\u2060\u202e\n".encode(), "empty"),
        ("a.md", b"---\ntitle: x\n---\n", "empty"),
        ("a.md", b"---\ntitle: [x\n---\nBody.", "malformed"),
        ("a.html", b"<html><body><script>alert(1)</script></body></html>", "empty"),
        ("a.json", b"[]", "empty"),
        ("a.json", b'{"text": " "}', "empty"),
        ("a.json", b"{", "malformed"),
        ("a.json", b'"text"', "malformed"),
        ("a.json", b"[" * 100_000, "malformed"),
        ("a.json", b'{"text": ' + b"1" * 5000 + b"}", "malformed"),
        ("a.json", b'{"title": "no text"}', "malformed"),
        ("a.json", b'{"text": ["a", 7]}', "malformed"),
        ("a.json", b'{"text": "Two died.", "text": "Nine died."}', "malformed"),
        ("a.json", b'{"text": "Two died.", "Text": "Nine died."}', "malformed"),
        ("a.json", b'{"text": "Two died.", "date": "2024-05-17", "Date": "2024-05-18"}', "malformed"),
        ("a.json", b'{"articles": [{"text": "A", "url": "b"}], "articles": [{"text": "C", "url": "d"}]}', "malformed"),
        ("a.json", b'{"text": "Body.", "title": 7}', "malformed"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.jsonl", gzip.compress(b"x" * 99, mtime=0), "binary"),
        ("a.jsonl", '{"text": "Body."}'.encode("utf-16"), "binary"),
        ("a.txt", gzip.compress(b"x", mtime=0), "binary"),
        ("a.txt", b"PK\x03\x04rest", "binary"),
        ("a.txt", b"%PDF-1.7 rest", "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n rest", "binary"),
        ("a.txt", b"{\\rtf1\\ansi Twelve died.}", "binary"),
        ("a.txt", b"BZh91AY&SY rest", "binary"),
        ("a.txt", b"Twelve \0 died.", "binary"),
        ("a.txt", b"\xef\xbb\xbfTwelve \0 died.", "binary"),
        ("a.txt", "Twelve died.".encode("utf-16-le"), "binary"),
        ("a.txt", b"\xff\xfe\x00\xd8 ", "binary"),
        ("a.txt", bytes(range(1, 256)) * 4, "binary"),
        ("a.txt", bytes(range(1, 32)) * 4, "binary"),
        ("a.txt", b"<!DOCTYPE html>\n<html><body><p>Twelve died.</p></body></html>", "malformed"),
        (
            "a.txt",
            b"<?xml version='1.0'?>\n<!-- saved from url=(0023)https://example.org/a -->\n<HTML><p>Nine",
            "malformed",
        ),
        ("a.md", b"<html lang='en'><body><p>Twelve died.</p></body></html>", "malformed"),
        ("a.doc", b"Twelve died.", "unsupported"),
        ("a.docx", b"Twelve died.", "malformed"),
        ("a.pdf", b"Twelve died.", "malformed"),
        ("noext", b"Twelve died.", "unsupported"),
    ],
)
def test_failure_codes(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    failure = read_bad(write(tmp_path / name, content))
    assert (failure.code, failure.line, failure.article_id) == (code, None, None)
    assert ";" in failure.message


@pytest.mark.parametrize(
    "text",
    ["A page that opens with <!DOCTYPE html> and <html> killed twelve.", "<htmlx> is no tag.", "<p>Twelve died.</p>"],
)
def test_text_that_quotes_a_tag_is_no_page(tmp_path: Path, text: str) -> None:
    assert read_good(write(tmp_path / "a.txt", text)).text == text


def test_unparsable_date_names_field_and_remedy(tmp_path: Path) -> None:
    failure = read_bad(write(tmp_path / "a.json", '{"text": "Body.", "pub_date": "3/4/21"}'))
    assert failure.code == "malformed"
    assert "'pub_date' holds '3/4/21'" in failure.message
    assert "YYYY-MM-DD" in failure.message


def test_size_cap(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", NEWS)
    failure = read_bad(path, max_bytes=len(NEWS) - 1)
    assert (failure.code, failure.message.rpartition("; ")[2]) == ("too_large", "split it or raise --max-bytes")
    for most in (len(NEWS), 2**40, 2**70):  # no memory is asked for but what the file takes
        assert isinstance(read_one(path, max_bytes=most), Article)


def test_missing_and_dangling(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    write(tmp_path / "file.txt", NEWS)
    assert read_bad(tmp_path / "nowhere.txt").code == "missing"
    assert read_bad(tmp_path / "file.txt" / "a.txt").code == "missing"
    assert read_bad(tmp_path / "link.txt").code == "unreadable"
    assert read_bad(tmp_path / "loop.txt").code == "unreadable"
    assert read_bad(tmp_path / ("x" * 300 + ".txt")).code == "unreadable"
    assert read_bad(Path("a\0b.txt")).code == "unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_sockets_and_devices_do_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("b.txt")
        (tmp_path / "c.txt").symlink_to("/dev/zero")
        outcomes = list(read_articles([tmp_path]))
    assert [outcome.code for outcome in outcomes if isinstance(outcome, ArticleFailure)] == ["unreadable"] * 3


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", NEWS)
    monkeypatch.setattr(os, "open", refuse)
    failure = read_bad(path)
    assert failure.code == "unreadable"
    assert "Permission denied" in failure.message


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\0")
    write(tmp_path / "b.txt", NEWS)
    write(tmp_path / "c.json", NEWS)
    codes = [outcome.code if isinstance(outcome, ArticleFailure) else "ok" for outcome in read_articles([tmp_path])]
    assert codes == ["binary", "ok", "malformed"]


def test_duplicates_name_the_first(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", f'{{"text": "{NEWS}"}}\n{{"text": "{NEWS}"}}\n')
    write(tmp_path / "b.txt", NEWS)
    write(tmp_path / "c.txt", NEWS + " ")
    first, second, third, other = read_articles([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(other, Article)
    for failure, line in ((second, 2), (third, None)):
        assert isinstance(failure, ArticleFailure)
        assert (failure.code, failure.line, failure.article_id) == ("duplicate", line, first.article_id)
        assert f"{tmp_path / 'a.jsonl'}, line 1" in failure.message


def test_what_cannot_be_looked_at_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a/x.txt", NEWS)
    write(tmp_path / "b.txt", NEWS)
    lstat = Path.lstat

    def refuse(path: Path) -> os.stat_result:
        if path.name == "a":
            raise OSError(36, "File name too long")
        return lstat(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    assert list(find_inputs([tmp_path])) == [tmp_path / "a", tmp_path / "b.txt"]


def test_a_name_that_is_no_text_is_shown(tmp_path: Path) -> None:
    outcomes = list(read_articles([tmp_path / "a\ud800\udcff.txt"]))
    assert [(outcome.path, getattr(outcome, "code", "")) for outcome in outcomes] == [
        (f"{tmp_path}/a\\ud800\\xff.txt", "unreadable")
    ]


def test_a_name_without_an_ending_is_told(tmp_path: Path) -> None:
    assert read_bad(write(tmp_path / "noext", NEWS)).message.startswith("files without an ending are not read; convert")


def test_a_file_that_vanishes_after_it_was_listed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, f"{NEWS} {name}")
    outcomes = read_articles([tmp_path])
    first = next(outcomes)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.txt").unlink()
    assert isinstance(first, Article)
    assert [outcome.code for outcome in outcomes if isinstance(outcome, ArticleFailure)] == ["missing", "missing"]


@pytest.mark.timeout(20)
def test_a_file_that_grows_as_fast_as_it_is_read_has_an_end(tmp_path: Path) -> None:
    line = json.dumps({"text": NEWS}) + "\n"
    path = write(tmp_path / "a.jsonl", line)
    outcomes = []
    for outcome in read_articles([path]):
        outcomes.append(outcome)
        with path.open("a") as file:
            file.write(line)
    article, failure = outcomes
    assert isinstance(article, Article)
    assert isinstance(failure, ArticleFailure)
    assert (failure.code, failure.line) == ("unreadable", None)
    assert failure.message == "it was written to while it was read; give it again once complete"


def test_a_file_written_to_while_it_is_read(tmp_path: Path) -> None:
    class Growing(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            with path.open("a") as other:
                other.write(" And so on.")
            return super().read(-1 if size is None else size) or b""

    path = write(tmp_path / "a.txt", NEWS)
    with Growing(path) as file, pytest.raises(ArticleError, match="written to while it was read"):
        list(FORMATS[".txt"].read(file, 1000))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.timeout(20)
def test_a_pipe_put_in_a_files_place_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "file", NEWS)
    os.mkfifo(tmp_path / "a.txt")
    stat = Path.stat
    monkeypatch.setattr(Path, "stat", lambda path: stat(file if path.name == "a.txt" else path))
    assert "a pipe, socket or device" in read_bad(tmp_path / "a.txt").message


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_file_with_nothing_to_say_yet_is_empty() -> None:
    readable, writable = os.pipe()
    os.set_blocking(readable, False)
    with os.fdopen(readable, "rb") as file, pytest.raises(ArticleError, match="holds no text"):
        list(FORMATS[".txt"].read(file, 1000))
    os.close(writable)


def test_blank_space_up_to_the_cap_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    assert read_bad(write(tmp_path / "a.txt", " " * 20 + NEWS), max_bytes=10).code == "too_large"


# --- JSON


def test_one_line_with_nul_leaves_the_others(tmp_path: Path) -> None:
    content = b'{"text": "One."}\n{"text": "T\0wo."}\n{"text": "Three."}\n'
    one, two, three = read_articles([write(tmp_path / "a.jsonl", content)])
    assert isinstance(one, Article)
    assert isinstance(two, ArticleFailure)
    assert isinstance(three, Article)
    assert (two.line, two.code) == (2, "binary")


def test_keys_that_differ_in_case_only_are_one_where_one_value_is_told(tmp_path: Path) -> None:
    fields = {"text": "Body.", "Text": "Body.", "date": "", "Date": "2024-05-17", "id": 7, "ID": "x"}
    article = read_good(write(tmp_path / "a.json", json.dumps(fields)))
    assert (article.text, article.published) == ("Body.", date(2024, 5, 17))
    failure = read_bad(write(tmp_path / "b.json", '{"text": "Two died.", "TEXT": "Nine died."}'))
    assert "found the keys 'text' and 'TEXT' with two values" in failure.message


@pytest.mark.parametrize(
    ("fields", "external_id"),
    [
        ({"id": 4711}, "4711"),
        ({"id": " a-7 "}, "a-7"),
        ({"ID": "", "_id": {"$oid": "65f0"}}, "65f0"),
        ({"guid": {"rendered": "https://x.org/?p=1"}, "id": None}, "https://x.org/?p=1"),
        ({"external_id": "mine", "id": "theirs"}, "mine"),
        ({"id": 0}, "0"),
        ({"id": 4711.0}, "4711"),
        ({"id": float("inf")}, None),
        ({"id": True}, None),
        ({"id": [1]}, None),
        ({"id": "n/a"}, None),
        ({"id": "x" * 501}, None),
        ({}, None),
    ],
)
def test_an_id_is_kept_and_a_strange_one_is_no_mistake(
    tmp_path: Path, fields: dict[str, object], external_id: str | None
) -> None:
    article = read_good(write(tmp_path / "a.json", json.dumps({"text": NEWS, **fields})))
    assert (article.external_id, article.line) == (external_id, None)


def test_the_id_of_a_hit_and_of_front_matter(tmp_path: Path) -> None:
    hit = {"_id": "17", "_source": {"text": NEWS}}
    assert read_good(write(tmp_path / "a.json", json.dumps(hit))).external_id == "17"
    own = {"_id": "17", "_source": {"text": NEWS, "_id": "18"}}
    assert read_good(write(tmp_path / "b.json", json.dumps(own))).external_id == "18"
    assert article_from_text(f"---\nid: 9\n---\n{NEWS}").external_id == "9"


def test_an_answer_with_other_lists_has_its_articles(tmp_path: Path) -> None:
    answer = {"status": "ok", "totals": [1, None], "articles": [{"text": NEWS, "url": "https://x.org/1", "id": 5}]}
    assert read_good(write(tmp_path / "a.json", json.dumps(answer))).external_id == "5"


def test_articles_of_one_file_have_their_lines(tmp_path: Path) -> None:
    rows = "\n\n".join(json.dumps({"text": f"{number} died."}) for number in range(2))
    listed = json.dumps([{"text": "Two died."}, {"text": "Three died."}])
    found = read_articles([write(tmp_path / "a.jsonl", rows), write(tmp_path / "b.json", listed)])
    assert [one.line for one in found] == [1, 3, 1, 2]


def test_json_fields(tmp_path: Path) -> None:
    fields = {
        "ID": 7,
        "Headline": "H",
        "published_at": "2021-08-26T10:00:00Z",
        "outlet": "O",
        "link": "L",
        "body": " Body.\r\n",
    }
    article = read_good(write(tmp_path / "a.json", json.dumps(fields)))
    assert article.text == " Body.\r\n"
    assert (article.title, article.published, article.source, article.url) == ("H", date(2021, 8, 26), "O", "L")


def test_first_field_that_holds_something_counts(tmp_path: Path) -> None:
    fields = {"text": None, "content": "Body.", "title": None, "headline": "H", "date": ""}
    article = read_good(write(tmp_path / "a.json", json.dumps(fields)))
    assert (article.text, article.title, article.published) == ("Body.", "H", None)


@pytest.mark.parametrize(
    "told",
    [
        {"publishedAt": "2021-08-26T10:00:00Z", "date": "2026-11-27"},
        {"date_publish": "2021-08-26 10:00:00", "date_download": "2026-11-27"},
        {"pubDate": "Thu, 26 Aug 2021 10:00:00 +0200"},
        {"published": 1629972000},
        {"published": 1629972000123},
        {"published": "1629972000.5"},
        {"date": 20210826},
        {"date": "20210826T101500Z"},
        {"date": "20210826101500"},
        {"date": {"$date": "2021-08-26T10:00:00Z"}},
        {"date": {"$date": {"$numberLong": "1629972000000"}}},
        {"published": "N/A", "date": "26/08/2021"},
        {"published": 0, "date": "8-26-2021 10:15"},
        {"date": "26-Aug-2021"},
        {"date": "2021年8月26日"},
        {"date": "August 26, 2021 Thursday"},
        {"date": "Thursday, August 26, 2021 at 10:15 AM EST"},
        {"created": "2020-01-01", "updated_at": "2022-02-02", "date": "Thu Aug 26 10:15:00 +0000 2021"},
        {"date": "Thu Aug 26 2021 10:15:00 GMT+0200 (Central European Summer Time)"},
    ],
)
def test_fields_in_which_programs_put_the_day(told: dict[str, object], tmp_path: Path) -> None:
    article = read_good(write(tmp_path / "a.json", json.dumps({"text": NEWS, **told})))
    assert (article.published, article.published_basis) == (date(2021, 8, 26), "given")


@pytest.mark.parametrize(
    "nothing", ["0001-01-01T00:00:00Z", "0000-00-00 00:00:00", "9999-12-31", "1970-01-01T00:00:00Z", True, "false"]
)
def test_what_programs_write_for_no_day_is_none(nothing: object, tmp_path: Path) -> None:
    told = {"text": NEWS, "published": nothing, "date": "2021-08-26"}
    assert read_good(write(tmp_path / "a.json", json.dumps(told))).published == date(2021, 8, 26)


def test_a_source_that_is_an_address_is_the_address() -> None:
    clipped = article_from_text(f"---\nsource: https://example.org/2021/08/26/a\n---\n{NEWS}")
    assert (clipped.source, clipped.url) == (None, "https://example.org/2021/08/26/a")
    assert clipped.published == date(2021, 8, 26)
    site = article_from_text(f"---\nsource: https://example.org\n---\n{NEWS}")
    assert (site.source, site.url) == ("https://example.org", None)


@pytest.mark.parametrize("value", ["3/4/2021", 7, "2 hours ago", 20211326, 99999999999999, "2412010500", ["2021"]])
def test_a_day_that_cannot_be_told_is_asked_for(value: object, tmp_path: Path) -> None:
    failure = read_bad(write(tmp_path / "a.json", json.dumps({"text": NEWS, "date": value})))
    assert failure.message == f"the field 'date' holds {str(value)!r}, which is no clear date; write it as YYYY-MM-DD"


@pytest.mark.parametrize("value", ["1404-07-12", "2569-01-03", "3 March 2062"])
def test_a_day_of_another_calendar_is_asked_for(value: str, tmp_path: Path) -> None:
    failure = read_bad(write(tmp_path / "a.json", json.dumps({"text": NEWS, "date": value})))
    assert failure.message == f"the field 'date' holds {value!r}, which is of no year of ours; write it as YYYY-MM-DD"
    assert article_from_text(f"Title: Blast\nDate: {value}\n\n{NEWS}").published is None


def test_fields_that_are_objects(tmp_path: Path) -> None:
    fields = {
        "source": {"id": None, "name": "The Daily"},
        "title": {"rendered": "Blast &#8211; <em>12</em> dead"},
        "content": {"rendered": f"<p>{NEWS}</p>"},
        "url": float("nan"),
    }
    article = read_good(write(tmp_path / "a.json", json.dumps(fields)))
    assert (article.source, article.title, article.text, article.url) == ("The Daily", "Blast – 12 dead", NEWS, None)


@pytest.mark.parametrize("blank", ["", " \n"])
def test_a_blank_text_gives_way_to_the_next(blank: str, tmp_path: Path) -> None:
    article = read_good(write(tmp_path / "a.json", json.dumps({"text": blank, "body": None, "content": NEWS})))
    assert article.text == NEWS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>Ten died&nbsp;there, the ministry said.</p><p hidden>evil</p><ul><li>It rained.</li></ul>", ["Ten", "It"]),
        ("Ten died there, the ministry said.<br><br>It rained all day in the city.", ["Ten", "It"]),
        ("<b>KABUL</b> - Ten died in <i>Kabul</i>.<br>It rained.", ["KABUL - Ten died in Kabul.", "It"]),
        (
            "<div class='comment'><p>Ten\nmen died.</p></div><!-- x --><script>evil</script>It rained.",
            ["Ten men", "It"],
        ),
        ("<p>Ten died.</p><p>Read more: <a href='/a'>Six die in Herat</a></p>", ["Ten died."]),
        ("<p>a\x1eb</p>", ["a b"]),
        (["Ten died there.", "It rained."], ["Ten", "It"]),
        ("Ten<sup><a href='#n'>1</a></sup> died there.", ["Ten died there."]),
        ("<p>Ten<sup>1, 2</sup> died on 5 km<sup>2</sup>.</p>", ["Ten died on 5 km2."]),
        ("Ten killed\n\nA <b>bomb</b> killed ten.\n\nIt rained.", ["Ten killed", "A bomb killed ten.", "It rained."]),
        ("<blockquote>No.</blockquote>\n\nTen <b>died</b>.\n\nIt rained.", ["No.", "Ten died.", "It rained."]),
        ("&lt;p&gt;Ten died.&lt;/p&gt;&lt;p&gt;It rained.&lt;/p&gt;", ["Ten died.", "It rained."]),
        ("<![CDATA[<table><tr><td>Kabul</td><td>Ten</td></tr></table>]]>", ["Kabul", "Ten"]),
        ("Ten &amp; more: https://x.org/?a=1&copy=2", ["Ten & more: https://x.org/?a=1&copy=2"]),
        ("Ten died at St. John&#8217;s.", ["Ten died at St. John’s."]),
        ("A < B and 3 > 2 & so on.", ["A < B and 3 > 2 & so on."]),
        ("<p></p>", ["<p></p>"]),
    ],
)
def test_what_markup_in_a_text_shows(text: object, shown: list[str], tmp_path: Path) -> None:
    blocks = read_good(write(tmp_path / "a.json", json.dumps({"body": text}))).text.split("\n\n")
    assert [block.startswith(one) for block, one in zip(blocks, shown, strict=True)] == [True] * len(shown)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "articles": [{"content": "One.", "title": "1"}, {"content": None}, {"content": "Two."}]},
        {"response": {"tags": [1], "docs": [{"body": "One."}, {}, {"body": "Two.", "url": "u"}]}},
        {"Articles": [{"text": "One."}, {"published": "2026-11-24"}, {"text": "Two."}]},
        {"hits": {"hits": [{"_source": {"text": "One.", "url": "u"}}, {"_source": {}}, {"_source": {"text": "Two."}}]}},
        {"hits": {"hits": [{"_source": {"text": "One."}}, {"_source": {}}, {"_source": {"text": "Two."}}]}},
    ],
)
def test_answers_of_apis_are_lists(answer: object, tmp_path: Path) -> None:
    one, none, two = read_articles([write(tmp_path / "a.json", json.dumps(answer))])
    assert [article.text for article in (one, two) if isinstance(article, Article)] == ["One.", "Two."]
    assert isinstance(none, ArticleFailure)
    assert (none.line, none.code) == (2, "malformed")


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("a.json", '{"text": "A."}\n{"text": "B."}', "where each line is an article, end its name in .jsonl"),
        ("a.jsonl", '[{"text": "A."}]', "a list of articles is a file of its own that ends in .json"),
        ("a.json", '{"a": [{"text": "A.", "url": "a"}], "b": [{"text": "B.", "url": "b"}]}', "a field named 'text'"),
        ("a.json", '{"articles": [{"text": "A."}], "news": [{"text": "B."}]}', "a field named 'text'"),
        ("a.json", '{"title": "T", "paragraphs": [{"text": "A."}, {"text": "B."}]}', "a field named 'text'"),
        ("a.md", "---\ntitle: Blast: 12 dead\n---\nBody.", "with quotes around values that hold ': '"),
    ],
)
def test_messages_tell_the_remedy(name: str, content: str, remedy: str, tmp_path: Path) -> None:
    assert remedy in read_bad(write(tmp_path / name, content)).message


def test_a_line_of_json_lines_is_not_told_to_be_json_lines(tmp_path: Path) -> None:
    assert ".jsonl" not in read_bad_line(write(tmp_path / "a.jsonl", '{"text": "A."}]\n{"text": "B."}')).message


def test_line_ends_within_strings(tmp_path: Path) -> None:
    assert read_good(write(tmp_path / "a.json", '{"text": "One.\n\nTwo."}')).text == "One.\n\nTwo."


def test_json_lists_are_numbered(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '[{"text": "One."}, 7, {"text": ""}, {"text": "Two."}]')
    one, seven, empty, two = read_articles([path])
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert isinstance(seven, ArticleFailure)
    assert isinstance(empty, ArticleFailure)
    assert [(failure.line, failure.code) for failure in (seven, empty)] == [(2, "malformed"), (3, "empty")]


def test_json_lines(tmp_path: Path) -> None:
    content = (
        b'\xef\xbb\xbf{"text": "One."}\r\n\n{"text"\n{"text": "Caf\xc3\xa9."}\n{"text": "\\ud83d"}\n{"text": "Last."}'
    )
    outcomes = list(read_articles([write(tmp_path / "a.jsonl", content)]))
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Article)] == [
        "One.",
        "Café.",
        "\ud83d",
        "Last.",
    ]
    (failure,) = (outcome for outcome in outcomes if isinstance(outcome, ArticleFailure))
    assert (failure.line, failure.code) == (3, "malformed")


def test_json_lines_are_capped_one_by_one(tmp_path: Path) -> None:
    lines = ['{"text": "%s"}' % ("x" * size) for size in (10, 200_000, 20, 200)]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    outcomes = list(read_articles([path], max_bytes=100))
    assert [outcome.code if isinstance(outcome, ArticleFailure) else "ok" for outcome in outcomes] == [
        "ok",
        "too_large",
        "ok",
        "too_large",
    ]
    assert [outcome.line for outcome in outcomes if isinstance(outcome, ArticleFailure)] == [2, 4]


def test_huge_line_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "Next."}\n')
    tracemalloc.start()
    huge, following = read_articles([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(huge, ArticleFailure)
    assert isinstance(following, Article)
    assert (huge.code, huge.line) == ("too_large", 1)
    assert peak < 10_000_000


# --- HTML

PAGE = """<html><head><title>Bomb kills 12 in Kabul</title><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="{day}"><link rel="canonical" href="https://example.org/kabul">
<script>var secret = "evil";</script></head><body><nav>Home</nav><article>{heading}
<p>KABUL (AP) - A suicide bomber killed 12 people on 3 March 2003, officials said, at the gate of the airport.</p>
<p>At least 60 others were injured in the blast, a hospital director told reporters who were in the city.</p>
<ul><li>The airport was closed for hours.</li></ul><p hidden>evil</p><p style="display: none">evil</p>
<p style="VISIBILITY:hidden">evil</p><p style="color:red; font-size: 0">evil</p><p style="font-size:0px;">evil</p>
<p style="opacity: 0">evil</p><p style="font-size:0.9em; opacity:0.5">faint</p>
<script>evil()</script><noscript>evil</noscript></article><footer>Copyright 2001</footer></body></html>"""


@pytest.mark.parametrize("heading", ["<h1>Bomb kills 12 in Kabul</h1>", ""])
def test_html(tmp_path: Path, heading: str) -> None:
    article = read_good(write(tmp_path / "a.htm", PAGE.format(day="1988-08-26T10:00:00Z", heading=heading)))
    assert article.text.startswith("Bomb kills 12 in Kabul\n\nKABUL (AP) - A suicide bomber killed 12 people")
    assert article.text.count("Bomb kills 12 in Kabul") == 1
    assert "evil" not in article.text
    assert "faint" in article.text
    assert article.title == "Bomb kills 12 in Kabul"
    assert (article.published, article.source) == (date(1988, 8, 26), "The Daily")
    assert article.url == "https://example.org/kabul"
    assert article.dateline is not None


@pytest.mark.parametrize("menu", [0, 2_000])
@pytest.mark.parametrize("post", ["<article class='live'>{}</article>", "<div class='post'>{}</div>"])
@pytest.mark.parametrize("frame", ["<main>{}</main>", "<article>{}</article>"])
def test_all_posts_of_a_page_are_read(menu: int, post: str, frame: str) -> None:
    posts = [post.format(f"<h2>Heading {at}</h2><p>Entry {at} tells of the blast. {NEWS}</p>") for at in range(9)]
    links = "<li><a href='/x'>Menu item</a></li>" * menu
    told = frame.format(f"<h1>Blast</h1><p>{FRENCH}</p>{''.join(posts)}")
    text = extract_html(f"<html><body><ul>{links}</ul>{told}</body></html>").text
    assert [text.count(f"{word} {at}") for at in range(9) for word in ("Heading", "Entry")] == [1] * 18
    assert FRENCH[:40] in text


@pytest.mark.parametrize("post", ["<h1>Next</h1><p>{}</p>", "<h2><a href='/n'>Next: {}</a></h2>"])
def test_a_next_article_and_teasers_are_no_posts(post: str) -> None:
    own = f"<article><h1>Blast</h1><p>{FRENCH}</p><p>{SPANISH}</p></article>"
    other = post.format("Six people died in a flood in Herat on Sunday, the governor of the province said.")
    page = f"<html><body><main>{own}{f'<article>{other}</article>' * 2}</main></body></html>"
    assert "Herat" not in extract_html(page).text


@pytest.mark.parametrize("day", ["2999-01-01", "soon"])
def test_html_date_is_not_invented(day: str) -> None:
    assert extract_html(PAGE.format(day=day, heading="")).published is None


@pytest.mark.parametrize(
    ("head", "over", "beside", "day"),
    [
        (
            '<meta property="article:published_time" content="2024-05-03T10:00Z">',
            "Updated May 9, 2024",
            "",
            "2024-05-03",
        ),
        ('<script type="application/ld+json">{"datePublished": "2024-05-03"}</script>', "", "", "2024-05-03"),
        ('<link rel="canonical" href="https://x.org/2024/05/03/blast">', "", "", "2024-05-03"),
        ('<meta property="og:image" content="https://x.org/uploads/2019/11/12/a.jpg">', "", "", "None"),
        ("", '<time datetime="2024-05-03">3 May</time>', "", "2024-05-03"),
        ("", "Posted 5/3/2024", "", "None"),
        ("", "", '<aside><a href="/a">Old</a> <time datetime="2022-01-05">5 Jan 2022</time></aside>', "None"),
        ("", "", '<div class="comments">Lee, 5 January 2022: sad</div>', "None"),
    ],
)
def test_the_date_of_a_page_is_its_own(head: str, over: str, beside: str, day: str) -> None:
    page = PAGE.format(day="", heading=f"<p>{over}</p>" if over else "")
    page = page.replace("<head>", f"<head>{head}").replace("</body>", f"{beside}</body>")
    assert head in page
    assert beside in page
    assert str(article_from_text(**extract_html(page)._asdict()).published) == day


def test_html_without_its_reader_fails_alone_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    write(tmp_path / "a.html", PAGE.format(day="", heading="").encode())
    write(tmp_path / "b.txt", b"A bomb killed 12 people in Kabul on Monday.")
    failure, article = read_articles([tmp_path])
    assert isinstance(failure, ArticleFailure)
    assert (failure.code, article.path) == ("unsupported", str(tmp_path / "b.txt"))
    assert "pip install --upgrade trafilatura lxml_html_clean" in failure.message


def test_html_in_its_declared_encoding(tmp_path: Path) -> None:
    head = '<head><meta charset="windows-1252"></head>'
    page = f"<html>{head}<body><article><p>{FRENCH}</p><p>{SPANISH}</p></article></body></html>"
    article = read_good(write(tmp_path / "a.html", page.encode("cp1252")))
    assert "déclaré le ministère" in article.text


@pytest.mark.parametrize("reference", ["&#27;[31m", "&#x1;", "&#x00001B", "&#12;", "&#65535;", "&#xFFFE;"])
def test_references_to_control_characters_do_not_lose_the_page(reference: str) -> None:
    text = extract_html(PAGE.format(day="", heading="").replace("officials said", f"officials {reference} said")).text
    assert "officials said, at the gate" in " ".join(text.replace("[31m", "").split())


def test_references_to_other_characters_stay() -> None:
    page = PAGE.format(day="", heading="").replace("officials", "&#233;&#xe9;&#123;&#x1F600;&#9;officials")
    assert "éé{\U0001f600" in extract_html(page).text


def test_a_page_of_too_many_elements_is_refused_at_once() -> None:
    with pytest.raises(ArticleError, match=r"30,\d{3} elements, over 20,000; save its text as .txt instead"):
        extract_html(f"<html><body><ul>{'<li>x' * 30_000}</ul></body></html>")


@pytest.mark.parametrize("read", [extract_html, read_markup])
def test_an_element_of_too_many_attributes_is_refused_at_once(read: Callable[[str], object]) -> None:
    attributes = " ".join(f"a{number}" for number in range(100_000))
    with pytest.raises(ArticleError, match=r"an element of the page has over 1,000 attributes; save its text as .txt"):
        read(f"<html><body><p title='>\"' b\"c {attributes}>{FRENCH}</p></body></html>")


def test_a_page_of_many_elements_is_read() -> None:
    assert (
        extract_html(PAGE.format(day="", heading="<ul>" + "<li>x" * 6_000 + "</ul>")).text.count("bomber killed") == 1
    )


# --- encodings


@pytest.mark.parametrize(
    "text", [FRENCH, SPANISH, "Le café a été touché, l’armée déployée.", "El niño murió en Bogotá."]
)
def test_western_text_without_a_mark(tmp_path: Path, text: str) -> None:
    assert read_good(write(tmp_path / "a.txt", text.encode("cp1252"))).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The damage of the blast that was heard from the gate is put at £3m, the police said."),
        ("cp1250", "Robbanás történt Győrben, tizenkét ember meghalt, közölte a rendőrség."),
        ("iso8859_2", "Co najmniej dwanaście osób zginęło w wybuchu gazu w Łodzi, podała straż pożarna."),
        ("cp1257", "Četri cilvēki gāja bojā Rīgā, paziņoja policija pirmdien vakarā."),
        ("cp1254", "Şırnak'ta meydana gelen patlamada 12 kişi öldü, İçişleri Bakanlığı açıkladı. Otuz kişi yaralandı."),
    ],
)
def test_the_language_tells_which_encoding_of_latin_letters(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding)) == text


MAC_TEXTS = [
    "KABUL — “We heard a blast,” said José Álvarez, the café’s owner. The police didn’t comment.",
    "Police in Lagos said on Monday that gunmen had killed 12 on a market. It’s a crime, a spokesman said.",
    "Doce personas murieron el lunes en un mercado de Bogotá, según la policía. Además, hay treinta niños heridos.",
    "Une explosion a tué douze personnes à Beyrouth. L’hôpital a reçu trente blessés, a déclaré le ministère.",
    "Zwölf Menschen sind am Montag bei einem „feigen“ Anschlag getötet worden, erklärte der Präsident in Köln.",
    "Tolv människor dödades på måndagen vid en explosion på en marknad, uppgav polisen. Ännu är ingen misstänkt.",
    "L’ÉTAT D’URGENCE DÉCRÉTÉ APRÈS L’EXPLOSION, douze personnes sont mortes lundi dans la ville, a dit la police.",
]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
@pytest.mark.parametrize("text", MAC_TEXTS)
def test_mac_roman_is_told_from_the_encoding_of_windows(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Police said that Žižek was with Šaban at the shop—an old one—when it burned. It’s closed, Smith‡ wrote.",
        "Police said that the attack was “cowardly”and that it’s over. The Acme™ shop’s owner was with the others.",
    ],
)
def test_slips_of_the_pen_make_no_mac_roman(text: str) -> None:
    assert decode_text(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed twelve at the market, said the police, and others were hurt. " * 60 + "Mary’s home was near.",
        "The police said that 12 were killed at the market in bogotÁ on Monday, and that the others were with them.",
    ],
)
def test_a_letter_or_two_beyond_ascii_make_no_other_script(text: str) -> None:
    assert decode_text(text.encode("cp1252")) == text


@pytest.mark.parametrize("text", ["Três mortos em São Paulo", "火災があり、２人が死亡", "한국에서 불이 나"])
def test_a_letter_and_its_accents_are_one_code_point(tmp_path: Path, text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert read_good(write(tmp_path / "a.txt", apart.encode())).text == text
    assert read_good(write(tmp_path / "a.json", json.dumps({"text": apart}).encode())).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_text_comes_without_its_mark(encoding: str) -> None:
    assert decode_text(f"{FRENCH}\r\n".encode(encoding)) == f"{FRENCH}\r\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Не менее двенадцати человек погибли в результате взрыва в аэропорту Кабула, сообщили власти."),
        ("cp932", "木曜日、カブール空港の外で爆発があり、少なくとも六十人が死亡したと当局が発表した。"),
        ("gb18030", "当局星期四表示，喀布尔机场外发生爆炸，至少六十人死亡，一百四十人受伤。"),
    ],
)
def test_other_scripts(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding)) == text


def test_escapes_of_iso_2022() -> None:
    text = "木曜日、カブール空港の外で爆発があった。Kabul。"
    assert decode_text(text.encode("iso2022_jp")) == text


def test_surrogates_encoded_one_by_one() -> None:
    assert decode_text(b"Ten \xed\xa0\xbd\xed\xb8\x80 died \xed\xa0\xbd.") == "Ten \U0001f600 died \ufffd."


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_torn_at_its_end(mark: bytes) -> None:
    assert decode_text(mark + "“Dix” tués".encode()[:-1] + b"\xc3") == "“Dix” tué\ufffd"


def test_broken_bytes_do_not_turn_utf8_into_something_else() -> None:
    data = FRENCH.encode() + b" \xe9 " + FRENCH.encode()[:-1] + b"\xc3"
    text = decode_text(data)
    assert text.startswith(FRENCH)
    assert text.count("\N{REPLACEMENT CHARACTER}") == 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), min_size=1))
def test_utf8_is_kept_to_the_letter(text: str) -> None:
    assert decode_text(text.encode()) == text


@pytest.mark.parametrize("frame", ['div class="css-1x2y"', "section"])
def test_headings_and_lists_of_a_part_without_a_known_name_stay(frame: str) -> None:
    told = "".join(f"<p>Paragraph {n} says that the bomb killed people in the market on Monday.</p>" for n in range(6))
    named = "<h2>The dead named</h2><ul><li>John Doe, 34</li></ul><p>They will be buried on Friday.</p>"
    beside = '<div class="side"><p>Most read: a bomb in Lagos killed fifteen people on Monday.</p></div>'
    part = f"<{frame}><h1>Bomb kills people</h1>{told}{named}</{frame.split(maxsplit=1)[0]}>"
    text = extract_html(f"<html><body><nav><a href='/'>Home</a></nav>{part}{beside}</body></html>").text
    assert "The dead named\n\n- John Doe, 34\n\nThey will be buried" in text
    assert "Lagos" not in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<table><tr><td>Home News</td><td>", "</td></tr></table>"),
        ("<table><tr><td><table><tr><th>", "</table></table>"),
    ],
)
def test_a_table_around_the_page_is_none(before: str, after: str) -> None:
    parts = ["<font size=5>Six dead in Herat</font>", "Posted: Nov 23, 2026", FRENCH, SPANISH]
    towns = "<table><tr><th>Town</th><th>Dead</th></tr><tr><td>Herat</td><td>6</td></tr></table>"
    script = f"<script>{'var menu = 1; ' * 100}</script>"
    page = (
        f"<html><title>Six dead in Herat</title><body>{script}{before}{'<p>'.join(parts)}{towns}{after}</body></html>"
    )
    article = article_from_text(**extract_html(page)._asdict())
    told = article.text.splitlines()
    assert article.published == date(2026, 11, 23)
    assert told[-3:] == ["Town | Dead", "", "Herat | 6"]
    assert told[:-4:2] == ["Six dead in Herat", "Posted: Nov 23, 2026", FRENCH, SPANISH]
    assert extract_html(page.replace("<p>", "<br><br>")).text == article.text


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://web.archive.org/web/20261125101010/https://example.org/kabul", "example.org"),
        ("http://web.archive.org/web/20261125101010im_/https:/example.org/kabul", "example.org"),
        ("//web.archive.org/web/2026/https://example.org/kabul", "example.org"),
        ("https://web.archive.org/about/kabul", "web.archive.org"),
    ],
)
def test_a_page_of_the_wayback_machine_is_of_its_own_site(address: str, site: str) -> None:
    page = PAGE.format(day="", heading=f"<p>It is kept at {address} for all.</p>")
    page = page.replace('<meta property="og:site_name" content="The Daily">', "").replace(
        'https://example.org/kabul"', f'{address}"'
    )
    draft = extract_html(page)
    assert (draft.source, draft.url) == (site, f"https://{site}/{address.partition(f'{site}/')[2]}")
    assert f"It is kept at {address} for all." in draft.text


def test_a_brief_of_few_words_keeps_its_paragraphs() -> None:
    parts = [
        "Three dead in quarry attack",
        "A man was shot dead in Leeds on Monday, police said.",
        "Two others were hurt.",
    ]
    share = '<div class="share"><span aria-hidden="true">Share</span></div>'
    body = f"<h1>{parts[0]}</h1>{share}<p>{parts[1]}</p><p>{parts[2]}</p>"
    page = f"<html><head><title>{parts[0]}</title></head><body><article>{body}</article></body></html>"
    assert extract_html(page).text.split("\n\n") == parts


@pytest.mark.parametrize("told", ["2026/3/3", "2026-3-3", "Tuesday, March 3, 2026 - 10:15"])
def test_clear_dates_of_one_digit_and_with_a_dash_are_read(told: str) -> None:
    assert draft_from_json({"text": "A bomb went off.", "published": told}).published == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Police <name withheld> said <i>so</i>. x < 5 and y > 3.", "Police <name withheld> said so. x < 5 and y > 3."),
        ("<p>Police <name withheld> said so.</p><!-- c --><p>x < 5.</p>", "Police <name withheld> said so.\n\nx < 5."),
    ],
)
def test_what_is_no_tag_stays_beside_tags(text: str, shown: str) -> None:
    assert draft_from_json({"text": text}).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "喀布尔爆炸致12人死亡\n\n2026年03月03日 10:15 来源：新华网\n\n阿富汗首都喀布尔3日发生爆炸，造成12人死亡。\n",
        "カブールで爆発、12人死亡\n\n2026年3月3日 午前10時15分\n\nアフガニスタンの首都カブールで爆発があった。\n",
        "카불 폭발로 12명 사망\n입력 2026.03.03 10:15\n\n아프가니스탄 수도 카불에서 폭발이 일어났다.\n",
    ],
)
def test_headlines_and_date_lines_of_east_asia(text: str) -> None:
    article = article_from_text(text)
    assert (article.title, article.published) == (text.partition("\n")[0], date(2026, 3, 3))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "قتل اثنا عشر شخصا في هجوم انتحاري\nاستهدف فندقا في العاصمة كابول يوم\nوقال إن عشرين آخرين أصيبوا بجروح.\n",
            1,
        ),
        ("चुनाव रैली के पास हुए विस्फोट में बारह लोगों\nकी मौत हो गई और तीस लोग घायल हो गए\nइलाज चल रहा है।\n", 1),
        ("قتل اثنا عشر شخصا في هجوم انتحاري.\nوقال المتحدث إن عشرين آخرين أصيبوا.\n", 2),
    ],
)
def test_lines_of_scripts_without_small_letters(text: str, sentences: int) -> None:
    article = article_from_text(text)
    assert (article.title, len(number_sentences(article))) == (None, sentences)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Message-ID: <a@b>\nDate: Tue, 3 Mar 2026 10:15:00 +0000\nFrom: Desk\nSubject: Blast\nMIME-Version: 1.0",
            "Blast",
        ),
        ("De : Desk <a@b.c>\nEnvoyé : mardi 3 mars 2026 10:15\nÀ : Rédaction\nObjet : Attentat", "Attentat"),
        ("Von: Desk\nGesendet: Dienstag, 3. März 2026 10:15\nAn: Redaktion\nBetreff: Anschlag", "Anschlag"),
    ],
)
def test_heads_of_e_mails_are_no_prose(head: str, title: str) -> None:
    article = article_from_text(f"{head}\n\nA bomb killed 12 people.\n")
    assert (article.title, article.published) == (title, date(2026, 3, 3))
    assert [one.text for one in number_sentences(article)] == ["A bomb killed 12 people."]


def test_a_chinese_sentence_is_no_headline() -> None:
    assert article_from_text("阿富汗首都喀布尔3日发生爆炸，造成12人死亡。\n\n警方说，没有人声称负责。\n").title is None


def test_an_agency_s_dateline_may_stand_below_its_points() -> None:
    points = "UPDATE 3-Bomb kills 12 in Kabul\n\n* Police say two held\n\n* No claim yet\n\nBy Ann Lee\n\n"
    article = article_from_text(f"{points}KABUL, March 3, 2026 (Reuters) - A bomber killed 12 people.\n")
    assert article.dateline is not None
    assert (article.dateline.place, article.published) == ("KABUL", date(2026, 3, 3))
    assert article_from_text(f"{points}KABUL, March 3, 2026 - A bomber killed 12 people.\n").dateline is None


def test_parquet_is_told_how_it_is_read(tmp_path: Path) -> None:
    (failure,) = read_articles([write(tmp_path / "rows.parquet", "PAR1")])
    assert isinstance(failure, ArticleFailure)
    assert (failure.code, failure.message) == (
        "unsupported",
        "Parquet is read at an address: give it as file:// and its whole path",
    )
