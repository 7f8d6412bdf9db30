"""Days of publication that lack their year."""

from datetime import date

import pytest

from summarizer.articles.reading import article_from_text, complete_published

RETRIEVED = date(2026, 12, 5)
PROSE = "Eleven people died when a hall collapsed, police said.\n\nRescuers searched all night."


def published(text: str, retrieved: date | None = RETRIEVED) -> tuple[date | None, str | None]:
    article = complete_published(article_from_text(text), retrieved)
    return article.published, article.published_basis


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Hall collapses in Webuye\n\nNAIROBI, Dec 3 (Continental Press) - {PROSE}", date(2026, 12, 3)),
        (f"NAIROBI, Dec 6 (Continental Press) - {PROSE}", date(2026, 12, 6)),  # a time zone ahead
        (f"NAIROBI, Dec 7 (Continental Press) - {PROSE}", date(2025, 12, 7)),
        (f"NAIROBI, Feb 29 (Continental Press) - {PROSE}", None),
        (
            f"Erupción del volcán de Fuego deja ocho muertos\n\nActualizado · viernes 4 de diciembre\n\n{PROSE}",
            date(2026, 12, 4),
        ),
        (
            f"Fuga de amoníaco en Chimbote\n\nActualizada el jueves 26 de noviembre, 18:30 h\n\n{PROSE}",
            date(2026, 11, 26),
        ),
        (f"Hall collapses in Webuye\n\nFriday, December 4\n\n{PROSE}", date(2026, 12, 4)),
        (f"Hall collapses in Webuye\n\nThursday, December 4\n\n{PROSE}", None),  # of 2025, says its weekday
        (f"Hall collapses in Webuye\n\n{PROSE} On December 4 the police came.", None),
        (f"Strike called for December 4\n\n{PROSE}", None),
        ("December 4", None),
        (f"LONDON, Friday, Dec 4 (AP) - {PROSE}", date(2026, 12, 4)),
        (f"LONDON, Thursday, Dec 4 (AP) - {PROSE}", None),
        (f"Hall collapses in Webuye\n\nThe Daily Sun | Posted December 4\n\n{PROSE}", date(2026, 12, 4)),
        (f"Hall collapses in Webuye\n\nUpdated Dec 5 | Posted Dec 3\n\n{PROSE}", date(2026, 12, 3)),
        (f"Hall collapses in Webuye\n\nUpdated Dec 5\n\nPosted Dec 3\n\n{PROSE}", date(2026, 12, 3)),
        (f"Hall collapses in Webuye\n\nUpdated Dec 5\n\n{PROSE}", date(2026, 12, 5)),
        (f"Hall collapses in Webuye\n\nDec 4 - Dec 6\n\n{PROSE}", None),
        (f"Timeline of the attack\n\nDecember 4\n\n{PROSE}\n\nDecember 5\n\n{PROSE}", None),
        (f"Concert | December 10\n\n{PROSE}", None),
    ],
)
def test_a_day_without_a_year_is_the_last_one_until_the_articles_were_retrieved(text: str, day: date | None) -> None:
    assert published(text) == (day, "retrieved" if day else None)


@pytest.mark.parametrize("retrieved", [date(2028, 1, 15), date(2027, 9, 1)])
def test_the_day_is_never_after_that_of_retrieval(retrieved: date) -> None:
    assert published(f"NAIROBI, Feb 29 (AP) - {PROSE}", retrieved) == (None, None)


def test_its_dateline_has_the_day_too() -> None:
    article = complete_published(article_from_text(f"NAIROBI, Dec 3 (AP) - {PROSE}"), RETRIEVED)
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.date) == ("NAIROBI", date(2026, 12, 3))


def test_a_day_that_is_told_stays() -> None:
    assert published(f"NAIROBI, Dec 3, 2021 (AP) - {PROSE}") == (date(2021, 12, 3), "dateline")


def test_without_the_day_of_retrieval_nothing_is_made_up() -> None:
    assert published(f"NAIROBI, Dec 3 (AP) - {PROSE}", None) == (None, None)
