"""Towns that are only where a court sat, an office spoke, a journey began or the report was written."""

from datetime import date

import pytest
from fakes import wire_group, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.checks.places import check_places
from summarizer.pipeline.summarizing import read_article, resolve_answer

JAILED = "A man who stabbed his neighbour to death in Wakefield was jailed at Leeds Crown Court on Friday. He is 45."


def doubts(text: str, *places: str, kind: str = "attack") -> list[str]:
    """The towns of the deed that are told beside doubted ones."""
    article = article_from_text(text, published=date(2024, 5, 17))
    facts = read_article(article)
    victims = [wire_group(group, None, 1) for group in ("people", "neighbour", "personas") if group in text]
    wire = wire_incident(type=kind, places=places, place_cite=[1], victims=victims)
    incidents = resolve_answer([wire], article, facts).incidents
    found = check_places(incidents, facts)
    assert all(one.code == "place_elsewhere" and one.field == "incidents[0].place.places[0]" for one in found)
    return [one.evidence[0].text for one in found]


@pytest.mark.parametrize(
    ("text", "given", "deed"),
    [
        (JAILED, "Leeds", "Wakefield"),
        ("The High Court in Glasgow heard on Friday how five people were killed in Dundee.", "Glasgow", "Dundee"),
        ("La Audiencia Provincial de Sevilla condenó al hombre que mató a dos personas en Écija.", "Sevilla", "Écija"),
        ("The interior ministry in Baghdad said nine people died in an attack in Mosul.", "Baghdad", "Mosul"),
        ("Gunmen killed nine people in Havelian. The hurt were flown to a hospital in Multan.", "Multan", "Havelian"),
        ("A plane from Karachi crashed near Turbat on Friday, and 12 people died.", "Karachi", "Turbat"),
        ("KABUL, Afghanistan (AP) — A bomber killed nine people in Kandahar on Friday.", "Kabul", "Kandahar"),
        ("KABUL — A bomber killed nine people in Kandahar on Friday.", "Kabul", "Kandahar"),
        ("NEW DELHI: A bomber killed nine people on Friday in Srinagar.", "New Delhi", "Srinagar"),
        ("New Delhi, May 17 (PTI) A bomber killed nine people in Srinagar.", "New Delhi", "Srinagar"),
        ("DAKAR, Senegal (AP) — Nine people died in northern Burkina Faso on Friday.", "Dakar", "Burkina Faso"),
        ("A court in Oslo heard how nine people died in Poland.", "Oslo", "Poland"),
    ],
)
def test_a_town_of_something_else_is_doubted_beside_that_of_the_deed(text: str, given: str, deed: str) -> None:
    assert doubts(text, given) == [deed]


@pytest.mark.parametrize(
    ("text", "given", "deed"),
    [
        (
            "Two people of the embassy in Washington, D.C., were shot dead. Nine fled in Washington.",
            "Washington, D.C.",
            [],
        ),
        ("CLAIRTON, Pa. (AP) — A blast near Pittsburgh killed two people.", "Clairton", []),
        ("PITTSBURGH (AP) — A blast near Clairton killed two people.", "Pittsburgh", ["Clairton"]),
        ("CLAIRTON, Pa. (AP) — A blast in Pittsburgh killed two people.", "Clairton", ["Pittsburgh"]),
    ],
)
def test_the_same_town_and_a_larger_one_near_by_are_no_other(text: str, given: str, deed: list[str]) -> None:
    assert doubts(text, given, kind="explosion") == deed


@pytest.mark.parametrize(("place", "kept"), [("Maitland", []), ("Stockton", ["Stockton"])])
def test_a_place_of_another_article_s_headline_is_left_out(place: str, kept: list[str]) -> None:
    text = (
        "Fire was set to a caravan park near Stockton on Friday, and two people were hurt.\n\n"
        "READ MORE\n- Man charged over Maitland hold-up\n- Woman jailed for fraud\n"
    )
    article = article_from_text(text)
    resolved = resolve_answer([wire_incident(type="arson", places=[place])], article, read_article(article))
    assert [one.name for one in resolved.incidents[0].place.places] == kept
    assert [one.code for one in resolved.findings].count("place_elsewhere") == (not kept)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (JAILED, ["Wakefield"]),
        ("Leeds Crown Court heard that he killed a neighbour outside a pub in Harehills.", ["Leeds", "Harehills"]),
        ("Leeds Crown Court heard that he, who grew up in Bradford, killed a neighbour.", ["Leeds"]),
        ("Leeds Crown Court heard that he killed a neighbour in Leeds. He was arrested in Hull.", ["Leeds"]),
        ("A bomb outside a court in Kabul killed nine people, the worst attack since one in Herat.", ["Kabul"]),
        ("KABUL, Afghanistan (AP) — A bomber killed nine people at a ministry on Friday.", ["Kabul"]),
        ("CHICAGO (AP) — Two people were shot dead in Englewood on Friday.", ["Chicago", "Englewood"]),
        ("Police in Leeds said two people were shot dead. A man was arrested in Bradford.", ["Leeds"]),
        ("Ein Gericht in Kassel hörte, wie neun people in Hannover starben, sagte die Polizei.", ["Kassel"]),
    ],
)
def test_no_town_is_doubted_that_may_be_the_deeds(text: str, places: list[str]) -> None:
    assert doubts(text, *places) == []


def test_what_the_incidents_sentences_do_not_tell_is_no_matter() -> None:
    text = "KABUL, Afghanistan (AP) — A bomber killed nine people on Friday. Gunmen killed four others in Kandahar."
    assert doubts(text, "Kabul") == []
