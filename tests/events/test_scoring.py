"""What agrees and disagrees between two reports, and the table of weights."""

import re
from datetime import date
from typing import Any, get_args

import pytest
from event_records import make_incident, make_record
from hypothesis import given
from hypothesis import strategies as st

from summarizer.events.making import explain
from summarizer.events.reports import Report, read_reports
from summarizer.events.scoring import (
    WEIGHTS,
    compare,
    is_same_organization,
    is_same_person,
    share_words,
    weigh,
    weights,
)
from summarizer.events.types import compare_types, days_of_slack
from summarizer.events.words import bands, cosine, likeness, list_names, list_words, sign, weigh_text, weigh_words
from summarizer.schemas.event import Feature
from summarizer.schemas.types import TYPE_NAMES


def report(text: str = "x", published: str | None = None, **fields: Any) -> Report:
    day = date.fromisoformat(published) if published else None
    (made,) = read_reports(make_record(text, make_incident(text, **fields), published=day), text)
    return made


def levels(one: dict[str, Any], other: dict[str, Any]) -> dict[str, str]:
    return {level.feature: level.level for level in compare(report("One.", **one), report("Another.", **other))}


def toll(killed: int, day: int) -> dict[str, Any]:
    return {"totals": {"killed": killed}, "published": f"2024-05-{day:02}"}


def in_state(state: str, *victims: str) -> dict[str, Any]:
    return {"country": "IN", "places": [state], "victims": [*victims]}


def in_kerala(village: str) -> dict[str, Any]:
    return {"country": "IN", "places": ["Kerala", village]}


QUAKE, SHOT = {"type": "earthquake"}, {"type": "shooting"}


@pytest.mark.parametrize(
    ("one", "other", "feature", "level"),
    [
        ({"date": "2024-05-02"}, {"date": "2024-05-02"}, "date", "same day"),
        ({"date": "2024-05-02"}, {"date": "2024-05-03"}, "date", "next day"),
        ({"date": "2024-05-02"}, {"date": "2024-05-04"}, "date", "apart"),
        ({"date": "2024-05-02"}, {"date": "2024-05"}, "date", "meets"),
        ({"date": "2024-05-02"}, {"date": "2024-07"}, "date", "apart"),
        ({"date": "2024-05-02", "type": "flood"}, {"date": "2024-05-09", "type": "flood"}, "date", "nearby"),
        ({"date": "2024-05-02"}, {}, "date", None),
        ({"date": "2024-05-02"}, {"published": "2024-05-03"}, "published", "a day"),
        ({"date": "2024-05-02"}, {"published": "2024-04-20"}, "published", "before it happened"),
        ({"published": "2024-05-02"}, {"published": "2024-05-08"}, "published", "a week"),
        ({"published": "2024-05-02"}, {"published": "2025-05-08"}, "published", "longer"),
        ({"published": "2024-05-02"}, {}, "published", None),
        ({"country": "PK"}, {"country": "PK"}, "country", "same"),
        ({"country": "PK"}, {"country": "IN"}, "country", "different"),
        ({"country": "PK", **QUAKE}, {"country": "AF", **QUAKE}, "country", "neighbours"),
        ({"country": "IN", "places": ["Mumbai"]}, {"country": "IN", "places": ["Bombay"]}, "place", "same"),
        ({"country": "IN", "places": ["Mumbai"]}, {"country": "IN", "places": ["Delhi"]}, "place", "far"),
        ({"country": "IN", "places": ["Mumbai"]}, {"country": "IN", "places": ["Mumbai", "docks"]}, "place", "within"),
        (
            {"country": "IN", "places": ["Mumbai", "docks"]},
            {"country": "IN", "places": ["Mumbai", "airport road"]},
            "place",
            "one town",
        ),
        (
            {"country": "US", "places": ["Memphis", "Lamar Avenue"]},
            {"country": "US", "places": ["Memphis", "Poplar Avenue"]},
            "place",
            "one town",
        ),
        (
            {"country": "IN", "places": ["Mumbai", "market"]},
            {"country": "IN", "places": ["Mumbai", "fish market"]},
            "place",
            "within",
        ),
        (
            {"country": "IN", "places": ["Maharashtra", "Bombay"]},
            {"country": "IN", "places": ["Maharashtra", "Bombay"]},
            "place",
            "same",
        ),
        ({"places": ["Kebbi State"]}, {"places": ["Kebbi"]}, "place", "same"),
        ({"places": ["Bama Town"]}, {"places": ["Bama"]}, "place", "same"),
        ({"places": ["Tawang town"]}, {"places": ["Tawang"]}, "place", "same"),
        ({"places": ["Cape Town"]}, {"places": ["Cape"]}, "place", "other names"),
        (in_kerala("X"), in_kerala("Y"), "place", "same region"),
        ({"country": "IN", "places": ["Kerala"]}, {"country": "IN", "places": ["Punjab"]}, "place", "other region"),
        (
            in_state("Kerala", "Maria Lopez", "Jo Hall"),
            in_state("Punjab", "Maria Ann López", "Hall"),
            "place",
            "region of people",
        ),
        (in_state("Kerala", "Maria Lopez"), in_state("Punjab", "Maria López"), "place", "other region"),
        (in_state("Kerala", "Lopez", "Jo Hall"), in_state("Punjab", "Maria López", "Hall"), "place", "other region"),
        (in_state("Kerala", "Jon Lopez", "Jo Hall"), in_state("Punjab", "John López", "Hall"), "place", "other region"),
        (
            {"country": "IN", "places": ["Kerala"], "individuals": ["Maria Lopez", "Jo Hall"]},
            {"country": "IN", "places": ["Punjab"], "individuals": ["Maria López", "Jo Hall"]},
            "place",
            "other region",
        ),
        ({"places": ["the docks"]}, {"places": ["the docks"]}, "place", "same"),
        ({"places": ["the docks"]}, {"places": ["the mill"]}, "place", "other names"),
        ({"places": ["Sölden"]}, {"places": ["Soelden"]}, "place", "same"),
        ({"places": ["Beledweyne"]}, {"places": ["Belet Weyne", "market"]}, "place", "spelt alike"),
        ({"places": ["Bamako"]}, {"places": ["Bamenda hills"]}, "place", "other names"),
        ({"places": ["the docks"]}, {}, "place", None),
        ({"victims": ["Maria Lopez", "Jo Hall"]}, {"victims": ["Lopez", "Jo Hall"]}, "names", "several"),
        ({"victims": ["Maria Lopez"]}, {"individuals": ["Maria López"]}, "names", "one"),
        ({"victims": ["Maria Lopez"]}, {"victims": ["John Smith"]}, "names", "other victims"),
        (
            {"victims": ["Maria Lopez"], "totals": {"killed": 1}},
            {"victims": ["John Smith"], "totals": {"killed": 1}},
            "names",
            "other dead",
        ),
        ({"victims": ["Maria Lopez"]}, {"individuals": ["John Smith"]}, "names", None),
        ({"individuals": ["a gunman"]}, {"individuals": ["a gunman"]}, "names", None),
        ({"individuals": ["Gunmen"]}, {"individuals": ["Gunmen"]}, "names", None),
        ({"victims": ["Police"]}, {"victims": ["Police"]}, "names", None),
        ({"victims": ["Syrian"]}, {"victims": ["Syrian"]}, "names", None),
        ({"victims": ["Pope John Bishop"]}, {"victims": ["John Bishop"]}, "names", "one"),
        ({"organizations": ["Shining Path"]}, {"organizations": ["the Shining Path"]}, "perpetrators", "shared"),
        ({"organizations": ["ETA"]}, {"organizations": ["al-Qaeda"]}, "perpetrators", "other"),
        ({"weapons": ["car bomb"]}, {"weapons": ["bomb"]}, "weapons", "shared"),
        ({"targets": ["market"]}, {"targets": ["mosque"]}, "targets", "other"),
        ({"weapons": ["cruise missiles"]}, {"weapons": ["missile"]}, "weapons", "shared"),
        ({"targets": ["bus"]}, {"targets": ["bu"]}, "targets", "other"),
        ({"totals": {"killed": 2}}, {"totals": {"killed": 2}}, "killed", "same few"),
        ({"totals": {"killed": 17}}, {"totals": {"killed": 17}}, "killed", "same many"),
        ({"totals": {"killed": 0}}, {"totals": {"killed": 0}}, "killed", "none"),
        ({"totals": {"killed": 12}}, {"totals": {"killed": 17}}, "killed", "other"),
        (toll(12, 1), toll(17, 2), "killed", "grown"),
        (toll(17, 1), toll(12, 2), "killed", "shrunk"),
        (toll(90, 1), toll(12, 2), "killed", "shrunk far"),
        ({"totals": {"killed": 90}}, {"totals": {"killed": 12}}, "killed", "far"),
        ({"totals": {"injured": 90}}, {}, "injured", None),
        (SHOT, {"type": "murder"}, "type", "kindred"),
        (SHOT, {"type": "attack"}, "type", "vague"),
        (SHOT, QUAKE, "type", "different"),
    ],
)  # fmt: skip
def test_a_comparison_has_its_level_in_both_directions(
    one: dict[str, Any], other: dict[str, Any], feature: str, level: str | None
) -> None:
    assert levels(one, other).get(feature) == level
    assert levels(other, one).get(feature) == level


def test_words_of_another_language_tell_nothing_by_being_others() -> None:
    one = report("Gunmen shot eleven men at the soccer field.", targets=["soccer field"], places=["the Tyrol"])
    other = report("Un grupo armado mató a once hombres.", targets=["campo de futbol"], places=["el Tirol"])
    features = {"targets", "text words", "evidence words", "place"}
    assert features <= {level.feature for level in compare(one, other)}
    english, spanish = one._replace(language="en"), other._replace(language="es")
    assert features.isdisjoint(level.feature for level in compare(english, spanish))
    alike = english._replace(language="es", article_id="other")
    assert features <= {level.feature for level in compare(english, alike)}


def test_other_names_tell_nothing_where_the_reports_are_of_two_languages() -> None:
    one, other = (report(victims=[name], totals={"killed": 1}) for name in ("Pavlo Sheremet", "Pawel Scheremet"))
    assert "names" in {level.feature for level in compare(one, other)}
    translated = one._replace(language="en"), other._replace(language="de")
    assert "names" not in {level.feature for level in compare(*translated)}
    shared = translated[0], translated[1]._replace(people=one.people, victims=one.victims)
    assert "names" in {level.feature for level in compare(*shared)}


def test_what_forbids_weighs_nothing_else() -> None:
    one, other = report("One.", date="2024-05-02"), report("Two.", date="2024-05-09")
    assert weigh(compare(one, other)) is None
    assert weigh(compare(one, one._replace(article_id="other"))) is not None


@given(st.permutations(range(5)))
def test_the_sum_is_the_same_in_any_order(order: list[int]) -> None:
    found = list(compare(report("One.", date="2024-05-02", **SHOT), report("Two.", date="2024-05-02", country="PK")))
    found += found[: 5 - len(found)]
    assert weigh(iter([found[at] for at in order if at < len(found)])) == weigh(iter(found[: len(order)]))


def test_other_days_of_a_near_copy_are_a_misreading_only_where_they_were_worked_out() -> None:
    text = " ".join(f"word{number}" for number in range(60))
    days = {"one": "2024-05-02", "other": "2024-05-09"}
    for bases, weight in ((("weekday", "weekday"), True), (("explicit", "weekday"), True), (("explicit",) * 2, False)):
        one = report(text, date=days["one"], basis=bases[0])
        other = report(text, date=days["other"], basis=bases[1])._replace(article_id="other")
        assert (weigh(compare(one, other)) is not None) == weight


def test_every_row_of_the_table_is_used_named_and_sourced() -> None:
    rows = [line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    features = set(get_args(Feature))
    for feature, level, weight, words, source in rows:
        assert feature in features
        assert re.fullmatch(r"never|-?\d+\.\d\d", weight), (feature, level)
        assert source in ("set", "fit")
        assert words
    assert len(rows) == len(weights())
    assert {feature for feature, *_ in rows} == features


def test_reasons_are_words_with_what_weighs_most_first() -> None:
    one, other = report("One.", date="2024-05-02", country="PK"), report("Two.", date="2024-05-05", country="PK")
    reasons = list(explain(one, other))
    assert (reasons[0].weight, reasons[0].words) == (None, "their dates are 3 days apart")
    assert "both in Pakistan" in [reason.words for reason in reasons]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ({"date": "2024-05-02"}, {"published": "2024-05-02"}, "one was published on the day of the other's event"),
        ({"date": "2024-05-02"}, {"published": "2024-05-04"}, "one was published 2 days after the other's event"),
        ({"date": "2024-05-02"}, {"published": "2024-05-01"}, "one was published 1 day before the other's event"),
        ({"published": "2024-05-02"}, {"published": "2024-05-02"}, "they were published on one day"),
        ({"published": "2024-05-02"}, {"published": "2024-05-03"}, "they were published 1 day apart"),
    ],
)
def test_lapses_are_told_as_what_they_lie_between(one: dict[str, Any], other: dict[str, Any], words: str) -> None:
    for pair in ((report("One.", **one), report("Two.", **other)), (report("Two.", **other), report("One.", **one))):
        assert words in [reason.words for reason in explain(*pair)]


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("market", "vegetable market", True),
        ("litoral prison", "litoral penitentiary", True),
        ("5700 block of lamar", "5700 block of elm", True),
        ("lamar avenue", "poplar avenue", False),
        ("5700 block of north broadway", "11700 block of south lasalle", False),
        ("university of ohio", "college of wooster", False),
    ],
)
def test_spots_share_a_telling_word_and_no_small_one(one: str, other: str, *, are_alike: bool) -> None:
    assert share_words(one, other) is share_words(other, one) is are_alike


@pytest.mark.parametrize(
    ("text", "victims", "level"),
    [
        ("Police named the victim as María Lopez.", ["Maria Lopez"], "one in text"),
        ("Maria Lopez and Jo-Ann Hall were shot.", ["Maria Lopez", "Jo-Ann Hall"], "several in text"),
        ("Maria saw that Lopez Street was closed.", ["Maria Sanchez"], None),
        ("A Lopez was shot.", ["Lopez"], None),
        ("", ["Maria Lopez"], None),
    ],
)
def test_a_text_may_have_the_names_that_its_record_lacks(text: str, victims: list[str], level: str | None) -> None:
    silent, known = report(text), report("Another.", victims=victims)
    for pair in ((silent, known), (known, silent)):
        found = {one.feature: one.level for one in compare(*pair)}
        assert found.get("names") == level


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("israel", "israeli military", True),
        ("russian forces", "russia", True),
        ("u s military", "american forces", True),
        ("the us", "united states army", True),
        ("colombian government", "army of colombia", True),
        ("israel", "iran", False),
        ("israel", "israeli settlers", False),
        ("russian army", "ukrainian army", False),
        ("syria", "free syrian army", False),
        ("uk government", "ukrainian government", False),
    ],
)
def test_a_state_and_its_forces_are_one_organization(one: str, other: str, *, is_one: bool) -> None:
    assert is_same_organization(one, other) is is_same_organization(other, one) is is_one


def test_names_of_one_person_and_of_one_organization() -> None:
    assert is_same_person("maria lopez", "lopez")
    assert is_same_person("jon smithson", "john smithson")
    assert not is_same_person("maria lopez", "juan lopez")
    assert not is_same_person("maria", "lopez")
    assert not is_same_person("daniel ortiz", "daniela ortiz")
    assert is_same_person("daniell ortiz", "daniel ortiz")
    for one, other in (
        ("maria lopez", "mario lopez"),
        ("antonia maria ruiz", "antonio maria ruiz"),
        ("john a smith", "john b smith"),
        ("michael gipson jr", "michael gipson sr"),
    ):
        assert not is_same_person(one, other)
    for one, other in (
        ("raheem cobbins", "raheam cobbins"),
        ("mohammod youssuf abdulazeez", "muhammad youssuf abdulazeez"),
        ("brent w luyster", "brent ward luyster"),
        ("frank gamez", "frank gomez"),
        ("john smith", "john a smith"),
        ("michael gipson", "michael gipson jr"),
    ):
        assert is_same_person(one, other)
    assert is_same_organization("boko haram", "boko haram fighters")
    assert not is_same_organization("boko haram", "islamic state")
    assert is_same_organization("al shabaab", "al shabab")
    assert not is_same_organization("fmln", "fln")
    assert is_same_organization("bla", "balochistan liberation army")
    assert is_same_organization("the revolutionary armed forces of colombia", "rafc")
    assert not is_same_organization("eln", "ejercito guerrillero nacional")
    assert not is_same_organization("e", "eta")
    assert not is_same_organization("lashkar e taiba", "lashkar e jhangvi")
    assert not is_same_organization("army", "lord s resistance army")
    assert not is_same_organization("syrian army", "free syrian army")
    assert is_same_organization("army", "syrian army")
    assert is_same_organization("army", "sri lankan army")
    assert is_same_organization("military", "u s military")
    assert is_same_organization("army", "nigeria s army")
    assert is_same_organization("government forces", "forces")
    assert is_same_organization("resistance army", "lord s resistance army")


def test_every_type_has_a_family_but_other() -> None:
    for kind in TYPE_NAMES:
        assert compare_types(kind, kind) == ("vague" if kind == "other" else "same")
        assert compare_types(kind, "other") == "vague"
        assert compare_types(kind, "earthquake") == compare_types("earthquake", kind)
        assert days_of_slack(kind) >= 0
    kin = {
        kind for kind in TYPE_NAMES for other in TYPE_NAMES if kind != other and compare_types(kind, other) == "kindred"
    }
    assert set(TYPE_NAMES) - kin == {"attack", "other"}


def test_words_weigh_by_rarity_and_texts_by_their_shared_ones() -> None:
    one = weigh_words(list_words("The bomb in Quetta killed shoppers"), 9)
    assert cosine(one, one) == pytest.approx(1, abs=0.01)
    assert cosine(one, weigh_words(list_words("The earthquake in Herat"), 9)) < 0.1
    assert cosine(one, weigh_words(list_words("A bomb in QUETTA"), 9)) > 0.4
    assert cosine(weigh_words([], 9), one) == 0
    assert len(weigh_words(list_words("ferry flood zeppelin"), 2)) == 2 * 8


def test_names_stand_in_capitals_within_sentences_and_never_without() -> None:
    text = "Storm Ana hit Łódź and Nice on Monday. Nobody in Łódź had a nice day, said Pavel Nový. The storm left."
    assert list_names(text) == {"ana", "lodz", "monday", "novy", "pavel"}
    assert list_names("POLICE SHOT A MAN IN OHIO") == frozenset()
    assert list_names("警察は2人が死亡したと発表した。") == frozenset()


def test_names_numbers_and_the_beginning_tell_articles_of_one_kind_apart() -> None:
    def tell(navy: str, number: str, late: str) -> str:
        kind = "pirates boarded a merchant vessel and its crew hid, officers said after the ship had been freed. " * 6
        return f"The {navy} navy caught {number} pirates off Aden. {kind} It lay near {late}."

    def alike(one: str, other: str) -> float:
        return cosine(*(weigh_text(text, list_words(text), 60) for text in (one, other)))

    indian, danish = tell("Indian", "23", "Salalah"), tell("Danish", "23", "Salalah")
    assert alike(indian, tell("Indian", "23", "Bosaso")) > alike(indian, danish)
    assert alike(indian, tell("Indian", "61", "Salalah")) > alike(indian, tell("Danish", "61", "Salalah"))
    assert alike(indian, danish) < cosine(*(weigh_words(list_words(text), 60) for text in (indian, danish))) - 0.02


def test_near_copies_share_a_band_and_other_texts_hardly_any_runs() -> None:
    words = [f"word{number}" for number in range(200)]
    changed = [*words[:100], "changed", *words[101:]]
    one, copy, other = sign(words), sign(changed), sign([f"else{number}" for number in range(200)])
    assert likeness(one, copy) > 0.8
    assert likeness(one, other) < 0.1
    assert set(bands(one)) & set(bands(copy))
    assert sign(words[:10]) == b""
    assert likeness(one, b"") == 0
    assert bands(b"") == []


def test_texts_little_alike_keep_apart_where_nothing_else_is_known() -> None:
    one, other = report("Actress checks into a clinic in Malibu."), report("Ship sinks off Norway with grain aboard.")
    assert weigh(compare(one, other)) is None
    assert ("text words", "0.00 alone") in [level[:2] for level in compare(one, other)]
    dated = [report(text, published="2024-05-02") for text in ("Actress checks in.", "Ship sinks off Norway.")]
    assert weigh(compare(*dated)) is not None
    alike = report("Actress checks into a clinic in Malibu, her agent said.")
    assert weigh(compare(one, alike)) is not None
