from datetime import date

import pytest

from summarizer.language.dates.resolving import resolve_date
from summarizer.language.dates.weekdays_elsewhere import find_days_elsewhere, is_hour_elsewhere

WEDNESDAY = date(2026, 12, 9)


def day(number: int) -> date:
    return date(2026, 12, number)


@pytest.mark.parametrize(
    ("language", "words", "first", "last"),
    [
        ("it", "domenica scorsa", 6, 6),
        ("it", "lunedì scorso", 7, 7),
        ("it", "la scorsa domenica", 6, 6),
        ("it", "questa mattina", 9, 9),
        ("it", "stamattina", 9, 9),
        ("it", "la notte scorsa", 8, 9),
        ("it", "stanotte", 8, 9),
        ("it", "due giorni fa", 7, 7),
        ("it", "alle 23.40 di lunedì", 7, 7),
        ("it", "nel fine settimana", 5, 6),
        ("de", "am vergangenen Sonntag", 6, 6),
        ("de", "letzten Sonntagabend", 6, 6),
        ("de", "am frühen Mittwochmorgen", 9, 9),
        ("de", "in der vergangenen Nacht", 8, 9),
        ("de", "am Wochenende", 5, 6),
        ("fr", "dimanche dernier", 6, 6),
        ("fr", "ce matin", 9, 9),
        ("fr", "la nuit dernière", 8, 9),
        ("fr", "le week-end dernier", 5, 6),
        ("pt", "domingo passado", 6, 6),
        ("pt", "no último domingo", 6, 6),
        ("pt", "ontem à noite", 8, 8),
        ("pt", "há três dias", 6, 6),
    ],
)
def test_days_are_read_as_their_languages_write_them(language: str, words: str, first: int, last: int) -> None:
    found = resolve_date(words, published=WEDNESDAY, language=language)
    assert (found.earliest, found.latest) == (day(first), day(last))


@pytest.mark.parametrize("words", ["seit Montag", "der Montagabend der Liga", "due giorni", "notte", "la settimana"])
def test_other_words_are_no_such_day(words: str) -> None:
    assert resolve_date(words, published=WEDNESDAY, language="de").earliest is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In der Nacht zum Freitag gesprengt", ["In der Nacht zum Freitag"]),
        ("am Dienstagvormittag um 9.52 Uhr", ["Dienstagvormittag"]),
        ("samedi 5 décembre, un avion", ["samedi 5 décembre"]),
        ("dans la nuit de samedi à dimanche", ["dans la nuit de samedi à dimanche"]),
        ("na noite desta terça-feira (8), quatro", ["terça-feira (8)"]),
        ("travolti domenica scorsa", ["domenica scorsa"]),
        ("die Montagsdemo, a segunda vítima", []),
    ],
)
def test_days_by_weekday_are_found_in_sentences(text: str, days: list[str]) -> None:
    assert [text[start:end] for start, end in find_days_elsewhere(text)] == days


@pytest.mark.parametrize(
    "words",
    [
        "um 9.52 Uhr",
        "mitten in der Nacht",
        "vers 14 h 15",
        "por volta das 21h",
        "sobre las 22:30",
        "alle 23.40",
        "nella notte",
    ],
)
def test_an_hour_tells_no_day(words: str) -> None:
    assert is_hour_elsewhere(words)


@pytest.mark.parametrize("words", ["um Montag", "am Montagabend", "vers lundi", "9", "la semaine dernière"])
def test_what_tells_a_day_is_no_hour(words: str) -> None:
    assert not is_hour_elsewhere(words)
