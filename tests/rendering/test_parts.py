from itertools import pairwise
from typing import Any

import pytest
from fakes import wire_group as group
from fakes import wire_incident as incident
from fakes import wire_person
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.rendering.parts import OVERLAP, estimate_tokens, split_sentences
from summarizer.resolving.merging import merge_answers
from summarizer.schemas.record import Sentence
from summarizer.schemas.wire import (
    ArticleAnswer,
    IncidentAnswer,
    WireDate,
    WireIncident,
    WireIndividual,
    WireOrganization,
    WirePublication,
    WireSaidVictimGroup,
    WireTarget,
    WireWeapon,
)


def sentences_of(lengths: list[int]) -> list[Sentence]:
    """Sentences of those lengths, one after another."""
    start, made = 0, []
    for number, length in enumerate(lengths, 1):
        made.append(Sentence(number=number, start=start, end=start + length, text="x" * length))
        start += length + 1
    return made


def cost(part: Any) -> int:
    return sum(estimate_tokens(sentence.text) + 6 for sentence in part)


# Splitting


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("abc", 1), ("abcd", 2), ("żółć", 3), ("\ud800", 1)])
def test_estimate(text: str, tokens: int) -> None:
    assert estimate_tokens(text) == tokens


def test_short_article_is_one_part() -> None:
    sentences = sentences_of([30] * 5)
    assert split_sentences(sentences, cost(sentences)) == [sentences]
    assert split_sentences([], 200) == [[]]


def test_parts_overlap_by_three_and_are_of_like_length() -> None:
    sentences = sentences_of([30] * 40)
    parts = split_sentences(sentences, cost(sentences) - 1)
    assert [(part[0].number, part[-1].number) for part in parts] == [(1, 22), (20, 40)]


def test_sentence_longer_than_the_budget_stands_alone() -> None:
    parts = split_sentences(sentences_of([30, 30, 9000, 30, 30]), 200)
    assert [sentence.number for sentence in max(parts, key=cost)] == [3]


@given(st.lists(st.integers(1, 900), max_size=60), st.integers(-5, 900))
@example([1], 0)
@example([50, 45, 8, 23, 8, 8, 35, 23, 53, 35, 35], 34)
def test_parts_cover_all_in_order_within_the_budget(lengths: list[int], budget: int) -> None:
    sentences = sentences_of(lengths)
    parts = split_sentences(sentences, budget)
    assert {sentence.number for part in parts for sentence in part} == set(range(1, len(lengths) + 1))
    for part in parts:
        assert (
            [sentence.number for sentence in part] == list(range(part[0].number, part[0].number + len(part)))
            if part
            else True
        )
        assert cost(part) <= budget or len(part) <= 1
    for part, following in pairwise(parts):
        assert part[0].number < following[0].number
        assert part[-1].number < following[-1].number, "each part brings something new"
        assert 0 <= part[-1].number - following[0].number + 1 <= OVERLAP


@given(st.integers(30, 120), st.floats(1.01, 4))
def test_parts_are_as_even_as_their_number_allows(count: int, pieces: float) -> None:
    sentences = sentences_of([100] * count)
    lengths = [len(part) for part in split_sentences(sentences, int(cost(sentences) / pieces))]
    assert lengths[-1] >= max(lengths) // 2
    assert len(set(lengths[:-1])) == 1


# Merging


def merge(*parts: list[WireIncident]) -> list[WireIncident]:
    return merge_answers([IncidentAnswer(gist=[], incidents=part) for part in parts]).incidents


def merged(one: WireIncident, other: WireIncident) -> WireIncident:
    (found,) = merge([one], [other])
    return found


def day(text: str) -> WireDate:
    return WireDate(text=text, cite=[1])


def target(name: str, effect: Any = None, *cite: int) -> WireTarget:
    return WireTarget(name=name, effect=effect, cite=list(cite))


def organization(name: str, status: Any = "reported", *cite: int) -> WireOrganization:
    return WireOrganization(name=name, kind="organization", status=status, cite=list(cite))


RED = organization("Red Column")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"places": ["Kabul"]}, {"places": ["kabul", "airport"]}),
        ({"places": ["Kabul", "airport"]}, {"places": ["Airport"]}),
        ({"places": ["Kabul", "airport"], "date": day("Monday")}, {"places": ["Kabul", "gate"], "date": day("Monday")}),
        ({"places": ["Kabul"]}, {"places": ["airport"], "targets": [target("Abbey Gate")]}),
        ({"places": ["Kabul"]}, {"victims": [group("US  troops", None)]}),
        ({}, {"targets": [target("abbey gate")]}),
        ({}, {"perpetrators": [WireIndividual(name="gunmen", kind="individual", cite=[])]}),
        ({}, {"date": day("on Thursday")}),
        ({"places": ["Kabul"]}, {"places": ["Herat"], "victims": [wire_person("Ana Ruiz")]}),
    ],
)
def test_same_incident_is_merged(one: dict[str, Any], other: dict[str, Any]) -> None:
    full = {
        "targets": [target("Abbey Gate")],
        "victims": [group("US troops", "12"), wire_person("Ana Ruiz")],
        "perpetrators": [organization("gunmen")],
        "date": day("on Thursday"),
    }
    assert len(merge([incident(**{**full, **one})], [incident(**other)])) == 1
    assert len(merge([incident(**other)], [incident(**{**full, **one})])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"places": ["Kabul"]}, {"places": ["Kabul"], "type": "arson"}),
        ({"places": ["Kabul"]}, {"places": ["Herat"]}),
        ({"places": ["Serra", "Porto"]}, {"places": ["Serra", "Vila"]}),
        ({"places": ["Serra", "Porto"], "date": day("Monday")}, {"places": ["Serra", "Vila"], "date": day("Friday")}),
        ({"places": ["Kabul"], "date": day("on Monday")}, {"places": ["Kabul"], "date": day("Friday night")}),
        ({"places": ["Kabul"], "date": day("Monday")}, {"places": ["Herat"], "date": day("Monday")}),
        ({"places": ["Porto"], "perpetrators": [RED]}, {"places": ["Vila"], "perpetrators": [RED]}),
        ({"places": ["Porto"], "targets": [target("bus")]}, {"places": ["Vila"], "targets": [target("bus")]}),
        ({"victims": [group("people", "3")]}, {"victims": [group("people", "9")]}),
        ({"places": ["Kabul"], "date": day("Nov. 3")}, {"places": ["Kabul"], "date": day("Nov. 9")}),
        ({"places": ["Cali"], "date": day("el lunes")}, {"places": ["Cali"], "date": day("El jueves")}),
        ({"places": ["Kaduna"], "stage": "attempted", "date": day("Tuesday")}, {"places": ["Kaduna"]}),
        ({"places": ["Dayton", "Walmart"]}, {"places": ["Akron", "Walmart"]}),
        ({}, {}),
    ],
)  # fmt: skip
def test_different_incidents_are_kept(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert merge([incident(**one)], [incident(**other)]) == [incident(**one), incident(**other)]


def test_what_one_answer_tells_apart_is_not_joined() -> None:
    one, two = (incident(places=["Kabul"], victims=[group(who, "1", 1)]) for who in ("guard", "clerk"))
    assert merge([one, two], []) == [one, two]
    assert [len(found.victims) for found in merge([one, two], [one])] == [1, 1]


def test_who_is_told_of_twice_in_one_answer_are_two() -> None:
    guards = [group("guard", "1", 2), group("guard", "1", 3)]
    assert merged(incident(places=["Kabul"], victims=guards), incident(places=["Kabul"])).victims == guards
    again = merged(incident(places=["Kabul"], victims=guards), incident(places=["Kabul"], victims=guards))
    assert [victim.cite for victim in again.victims] == [[2], [3]]


def test_lists_are_joined_without_repeats() -> None:
    found = merged(
        incident(
            places=["Afghanistan", "Kabul"],
            place_cite=[1],
            weapons=[WireWeapon(name="bomb", cite=[1])],
            perpetrators=[organization("IS-K", "claimed", 2)],
            targets=[target("gate", "damaged", 1)],
            victims=[group("US troops", "12", 1)],
        ),
        incident(
            places=["kabul", "airport"],
            place_cite=[1, 9],
            country="Afghanistan",
            weapons=[WireWeapon(name="Bomb", cite=[8]), WireWeapon(name="rifle", cite=[8])],
            perpetrators=[organization("IS-K", "reported", 9)],
            targets=[target("hotel", None, 9)],
            victims=[group("us troops", "12", 9), group("US troops", "15", 9, outcome="injured")],
        ),
    )
    assert (found.country, found.places, found.place_cite) == (
        "Afghanistan",
        ["Afghanistan", "Kabul", "airport"],
        [1, 9],
    )
    assert [(weapon.name, weapon.cite) for weapon in found.weapons] == [("bomb", [1, 8]), ("rifle", [8])]
    assert [entry.model_dump() for entry in found.perpetrators] == [organization("IS-K", "claimed", 2, 9).model_dump()]
    assert [entry.name for entry in found.targets] == ["gate", "hotel"]
    assert found.victims == [group("US troops", "12", 1, 9), group("US troops", "15", 9, outcome="injured")]


def test_word_of_the_first_part_stands() -> None:
    found = merged(
        incident(places=["Kabul"], country="Afghanistan", date=day("Thursday"), stage="attempted"),
        incident(places=["Kabul"], country="Pakistan", date=day("Thursday night")),
    )
    assert (found.country, found.date, found.stage) == ("Afghanistan", day("Thursday"), "attempted")


def test_what_the_first_part_leaves_open_is_filled() -> None:
    one = incident(places=["Kabul"])
    other = incident(places=["Kabul"], country="Afghanistan", date=day("Thursday"))
    assert merged(one, other) == other


@pytest.mark.parametrize("backwards", [False, True])
def test_of_two_entries_the_fuller_is_kept(backwards: bool) -> None:
    open_entries = incident(places=["Kabul"], victims=[group("guards", None, 1)], targets=[target("gate", None, 1)])
    full = incident(places=["Kabul"], victims=[group("guards", "5", 2)], targets=[target("gate", "damaged", 2)])
    found = merged(full, open_entries) if backwards else merged(open_entries, full)
    ((victim,), (gate,)) = found.victims, found.targets
    assert (victim.count, gate.effect) == ("5", "damaged")
    assert sorted(victim.cite) == sorted(gate.cite) == [1, 2]


def test_different_numbers_for_one_group_are_kept_side_by_side() -> None:
    one, other = (incident(places=["Kabul"], victims=[group("guards", count, 1)]) for count in ("5", "7"))
    assert [victim.count for victim in merged(one, other).victims] == ["5", "7"]


def test_who_says_so_is_filled() -> None:
    said = [
        WireSaidVictimGroup(group="guards", count="5", outcome="killed", cite=[at], said_by=who)
        for at, who in ((1, None), (2, "police"))
    ]
    one, other = (incident(places=["Kabul"]).model_copy(update={"victims": [victim]}) for victim in said)
    (victim,) = merged(one, other).victims
    assert isinstance(victim, WireSaidVictimGroup)
    assert victim.said_by == "police"


def test_incidents_keep_their_order_over_three_parts() -> None:
    kabul, herat, balkh = (incident(places=[name]) for name in ("Kabul", "Herat", "Balkh"))
    assert merge([kabul], [herat, kabul], [balkh, herat]) == [kabul, herat, balkh]


def test_one_answer_is_left_as_it_is() -> None:
    answer = IncidentAnswer(gist=[5, 4, 3, 2], incidents=[incident(), incident()])
    assert merge_answers([answer]) is answer


@pytest.mark.parametrize(
    ("gists", "expected"),
    [([[1, 2, 3], [9, 8]], [1, 2, 9]), ([[], [7]], [7]), ([[4], [4], [4, 5]], [4, 5]), ([[], []], [])],
)
def test_gist_takes_from_every_part_in_turn_and_is_limited(gists: list[list[int]], expected: list[int]) -> None:
    assert merge_answers([IncidentAnswer(gist=gist, incidents=[]) for gist in gists]).gist == expected


def test_article_answers_join_summaries_and_keep_a_doubt() -> None:
    def answer(summary: str, *, contradicted: bool) -> ArticleAnswer:
        doubt = WirePublication(contradicted=contradicted, cite=[3] if contradicted else [])
        return ArticleAnswer(gist=[1], incidents=[], summary=summary, publication=doubt)

    found = merge_answers([answer("One.", contradicted=False), answer("Two.", contradicted=True)])
    assert found.summary == "One. Two."
    assert found.publication == WirePublication(contradicted=True, cite=[3])
    assert not merge_answers([answer("One.", contradicted=False)] * 2).publication.contradicted
