from datetime import date
from typing import Any

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import read_article, resolve_answer
from summarizer.schemas.record import Outcome, Total

PUBLISHED = date(2026, 11, 20)
FRENCH = (
    "Quatre personnes sont mortes lundi dans l'incendie d'un immeuble à Lyon. Parmi les morts figurent deux enfants. "
    "Trois pompiers ont été blessés. Selon la préfecture, 200 personnes vivaient dans l'immeuble."
)
GERMAN = (
    "Bei einem Angriff in Mannheim sind am Montag drei Menschen verletzt worden, teilte die Polizei mit. Unter den "
    "Verletzten sind eine Frau und ein Schüler. Im Jahr 2024 wurden dort sechs Menschen verletzt."
)
PORTUGUESE = (
    "Sete pessoas morreram nesta terça-feira durante uma operação no Rio, informou a polícia. "
    "O sargento Diego Farias está entre os mortos."
)


def totals(text: str, *victims: Any, published: date = PUBLISHED, **told: Any) -> dict[Outcome, Total]:
    article = article_from_text(text, published=published)
    wire = wire_incident(type="fire", victims=victims, **told)
    return resolve_answer([wire], article, read_article(article)).incidents[0].totals


@pytest.mark.parametrize(
    ("headline", "total"),
    [
        ("Roubaix : trois morts, dont un enfant, dans un incendie", Total(low=3, high=3)),
        ("Incendie à Roubaix : au moins 3 morts", Total(low=3, high=None)),
        ("Trois morts à Roubaix", Total(low=3, high=3)),
        ("Un incendie fait trois morts à Roubaix", Total(low=3, high=3)),
        ("Un incendie tue trois personnes à Roubaix", Total(low=3, high=3)),
        ("Un incendie tue au moins trois personnes", Total(low=3, high=None)),
        ("Roubaix : trois personnes tuées dans un incendie", Total(low=3, high=3)),
        ("Un immeuble brûle à Roubaix, et trois meurent", Total(low=3, high=3)),
        ("Incendie à Roubaix : le bilan monte à 3 morts", Total(low=3, high=3)),
        ("Le nombre de morts passe à 3 à Roubaix", Total(low=3, high=3)),
        ("Zahl der Toten in Roubaix steigt auf 3", Total(low=3, high=3)),
        ("Sobe para 3 o número de mortos em Roubaix", Total(low=3, high=3)),
        ("Salgono a 3 i morti nell'incendio di Roubaix", Total(low=3, high=3)),
        ("Sale a 30 il numero dei feriti, i morti sono di più", None),
        ("Zahl der Verletzten steigt auf 3", None),
        ("Miete für Tote steigt auf 30 Prozent und für Verletzte auf 3", None),
        ("Roubaix : trois personnes sauvées d'un incendie", None),
        ("Un incendie chasse trois personnes de chez elles", None),
        ("L'incendie aux trois morts de Roubaix", None),
        ("L'incendie n'a pas fait trois morts", None),
        ("Un incendie fait trois morts ou blessés", None),
        ("L'incendie qui fit trois morts : un an après", None),
        ("Le tabac tue 200 personnes par jour", None),
        ("Exercice à Roubaix : trois morts", None),
        ("Après l'incendie avec 14 morts à Nice, un autre à Roubaix", None),
        ("Roubaix : moins de 10 morts dans un incendie", None),
        ("Incendie à Roubaix : jusqu'à 40 morts", None),
        ("Roubaix : entre 3 et 5 morts", None),
        ("Roubaix passe de 3 morts à 5", None),
        ("Dix ans après l'incendie aux 130 morts, un autre à Roubaix", None),
        ("Lille : 400 morts depuis 2023, un incendie à Roubaix", None),
        ("Roubaix : trois morts lundi, deux morts mardi", None),
        ("Roubaix : deux morts dans un incendie", None),
        ("Roubaix : trois enfants dans un incendie", None),
        ("Incendie mortel à Roubaix", None),
        ("", None),
    ],
)
def test_the_toll_of_a_headline_is_that_of_those_told_of_one_by_one(headline: str, total: Total | None) -> None:
    text = (
        "Un homme de 52 ans est mort mardi. Une mère et son fils étaient morts sur place, a indiqué le préfet du Nord."
    )
    killed = [wire_group(*one) for one in (("homme de 52 ans", "1", 1), ("mère", "1", 2), ("fils", "1", 2))]
    article = article_from_text(text, title=headline or None, published=PUBLISHED)
    wire, facts = wire_incident(type="fire", victims=killed), read_article(article)
    (alone,) = resolve_answer([wire], article, facts).incidents
    assert alone.totals.get("killed") == total
    for one in resolve_answer([wire, wire_incident(type="storm", victims=killed[:2])], article, facts).incidents:
        assert "killed" not in one.totals


def test_who_attacked_may_be_counted_apart() -> None:
    text = "In Hanau sind am Montag neun Menschen getötet worden. Der Täter und seine Mutter wurden tot gefunden."
    entries = [wire_group("Menschen", "9", 1), wire_group("Täter", "1", 2), wire_group("Mutter", "1", 2)]
    assert totals(text, *entries) == {}
    assert totals(text, entries[0], entries[2]) == {"killed": Total(low=9, high=9)}


def test_a_woman_is_not_the_attacker_whose_name_holds_the_word() -> None:
    text = "In Hanau sind am Montag drei Menschen getötet worden, darunter eine Frau. Frau Huber wurde festgenommen."
    entries = [wire_group("Menschen", "3", 1), wire_group("Frau", "1", 1)]
    accused = [{"name": "Frau Huber", "kind": "individual", "cite": [2]}]
    assert totals(text, *entries, perpetrators=accused) == {"killed": Total(low=3, high=3)}


def test_a_headline_leaves_out_that_a_toll_is_the_least() -> None:
    text = "Incendie à Lyon : quatre morts\n\nAu moins quatre personnes sont mortes lundi à Lyon, dont deux enfants."
    people = wire_group("personnes", "4+", 2)
    assert totals(text, people, wire_group("enfants", "2", 2)) == {"killed": Total(low=4, high=None)}


def test_a_group_without_a_number_is_no_total() -> None:
    text = "In der ersten Meldung war von Toten die Rede. Dies trifft nicht zu, teilte die Polizei am Dienstag mit."
    for count in (None, "1"):
        assert totals(text, wire_group("Toten", count, 1)) == {}


def test_people_of_no_kind_are_the_whole_of_those_who_are_told_of_beside_them() -> None:
    assert totals(FRENCH, wire_group("personnes", "4", 1), wire_group("enfants", "2", 2)) == {
        "killed": Total(low=4, high=4)
    }
    named = wire_person("Diego Farias", 2)
    assert totals(PORTUGUESE, wire_group("pessoas", "7", 1), named) == {"killed": Total(low=7, high=7)}
    hurt = [wire_group(*one, outcome="injured") for one in (("Menschen", "3", 1), ("Frau", "1", 2))]
    assert totals(GERMAN, *hurt) == {"injured": Total(low=3, high=3)}


@pytest.mark.parametrize(
    "victims",
    [
        (wire_group("enfants", "2", 2), wire_group("pompiers", "3", 3)),
        (wire_group("personnes", "2", 1), wire_group("enfants", "2", 2), wire_group("pompiers", "3", 3)),
    ],
)
def test_of_others_nobody_knows_who_is_counted(victims: tuple[Any, ...]) -> None:
    assert "killed" not in totals(FRENCH, *victims)


def test_people_of_whom_no_sentence_tells_what_befell_them_are_no_whole() -> None:
    aboard = totals(FRENCH, wire_group("personnes", "200", 4), wire_group("enfants", "2", 2))
    assert aboard == {}
    beside = totals(FRENCH, wire_group("personnes", "200", 4), wire_group("personnes", "4", 1))
    assert beside == {"killed": Total(low=4, high=4)}


def test_nor_are_those_whom_the_word_beside_their_number_tells_otherwise() -> None:
    text = "Un accident a fait 18 morts et 65 blessés à Lyon jeudi matin, a déclaré la police. Le pays est en deuil."
    assert totals(text, wire_group("morts", "18", 1), wire_group("blessés", "65", 1)) == {
        "killed": Total(low=18, high=18)
    }
    assert totals(text, wire_group("personnes", "18", 1), wire_group("personnes", "65", 1)) == {
        "killed": Total(low=18, high=18)
    }


def test_a_larger_number_farther_down_may_be_of_what_was_before() -> None:
    text = FRENCH.replace("200 personnes vivaient dans l'immeuble", "43 personnes sont mortes dans celui de Bron")
    assert totals(text, wire_group("personnes", "4", 1), wire_group("personnes", "43", 4)) == {}
    assert totals(text.replace("43", "3"), wire_group("personnes", "4", 1), wire_group("personnes", "3", 4)) == {
        "killed": Total(low=4, high=4)
    }


def test_nor_are_those_of_another_year() -> None:
    hurt = [wire_group(*one, outcome="injured") for one in (("Menschen", "6", 3), ("Frau", "1", 2))]
    assert totals(GERMAN, *hurt) == {}


def test_nor_is_a_single_entry_of_another_year_than_its_incident() -> None:
    text = "Un incendie a détruit jeudi un marché de Gao au Mali. En 2019, un incendie avait fait 50 morts."
    entry = wire_group("morts", "50", 2)
    assert totals(text, entry) == {}
    assert totals(text, entry, published=date(2019, 11, 20)) == {"killed": Total(low=50, high=50)}


@pytest.mark.parametrize(
    ("since", "is_told"),
    [("le plus meurtrier depuis 2015", True), ("le pire depuis celui de 2015", True), ("et depuis 2015", False)],
)
def test_a_year_since_which_nothing_was_as_grave_is_none_of_the_dead(since: str, *, is_told: bool) -> None:
    text = f"Douze personnes sont mortes lundi à Lyon dans un incendie, {since}, a dit la police de la ville."
    found = totals(text, wire_group("personnes", "12", 1))
    assert found == ({"killed": Total(low=12, high=12)} if is_told else {})


def test_a_single_entry_is_its_own_total_and_another_language_has_no_sums() -> None:
    assert totals(FRENCH, wire_group("enfants", "2", 2)) == {"killed": Total(low=2, high=2)}
    dutch = "Bij een brand zijn maandag vier mensen omgekomen, meldt de politie. Er zijn twee kinderen dood."
    assert totals(dutch, wire_group("mensen", "4", 1), wire_group("kinderen", "2", 2)) == {}


@pytest.mark.parametrize(
    ("text", "groups", "hurt"),
    [
        ("Zwei kamen am Montag um, fünf weitere wurden verletzt. Ein Kind wird noch operiert.", ["5 weitere"], 5),
        ("Deux personnes sont mortes lundi et cinq autres ont été blessées. Un enfant est opéré.", ["5 autres"], 5),
        ("Two people died in the fire and five others were hurt. A child is in intensive care.", ["5 others"], 5),
        ("Two died in the fire and a girl and five others were hurt. A child is in care.", ["1 girl", "5 others"], 7),
    ],
)
def test_others_than_the_dead_are_all_who_were_hurt(text: str, groups: list[str], hurt: int) -> None:
    said = [("child", "1", 2), *((one.partition(" ")[2], one.partition(" ")[0], 1) for one in groups)]
    told = totals(text, wire_group("people", "2", 1), *(wire_group(*one, outcome="injured") for one in said))
    assert told["injured"] == Total(low=hurt, high=hurt)


def test_a_number_of_whom_no_death_is_told_is_no_rival_of_a_headline_s_toll() -> None:
    text = (
        "Sobe para 15 o número de mortos em Nante\n\nDois corpos de mortos foram achados na quarta-feira no rio. "
        "O barco levava 41 famílias que fugiam das cheias, disse o governador."
    )
    entries = wire_group("corpos", "2", 2), wire_group("famílias", "41", 3)
    assert totals(text, *entries) == {"killed": Total(low=15, high=15)}
    told = text.replace("levava 41 famílias que fugiam das cheias", "virou e 41 famílias foram mortas")
    assert totals(told, *entries).get("killed") != Total(low=15, high=15)
