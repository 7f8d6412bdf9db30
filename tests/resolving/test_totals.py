import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.people import content_words, is_generic
from summarizer.resolving.groups import is_same_group, read_group
from summarizer.resolving.totals import sum_victims, tally_groups
from summarizer.schemas.record import Attribution, Count, Evidence, Outcome, Total, Victim

HELD = Evidence(sentence=1, start=0, end=1, text="x", status="exact")
LOST = Evidence(sentence=1, start=0, end=1, text="x", status="not_found")
PLACES = itertools.count(10, 10)


def same_people(one: Victim, other: Victim) -> bool:
    group, another = read_group(one), read_group(other)
    return group is not None and another is not None and is_same_group(group, another)


def counted(number: str, **changes: Any) -> Count:
    """A count as the wire writes it, in a sentence of its own."""
    start = next(PLACES)
    evidence = (HELD.model_copy(update={"sentence": start, "start": start, "end": start + 1}),)
    fields: dict[str, Any] = {"low": None, "high": None, "qualifier": "exact", "text": number, "evidence": evidence}
    if number == "several":
        fields |= {"low": 2, "qualifier": "several"}
    elif number.endswith("+"):
        fields |= {"low": int(number[:-1]), "qualifier": "at_least"}
    elif number.startswith("<"):
        fields |= {"high": int(number[1:]), "qualifier": "at_most"}
    elif "-" in number:
        low, high = number.split("-")
        fields |= {"low": int(low), "high": int(high), "qualifier": "range"}
    else:
        fields |= {"low": int(number), "high": int(number)}
    return Count(**{**fields, **changes})


def victims(*said: str, outcome: Outcome = "killed") -> list[Victim]:
    """``"12 US troops"``, ``"60+ civilians"``, ``"? peasants"`` (no number), ``"Ana Ruiz"`` (a name)."""
    return [_victim(words, outcome) for words in said]


def _victim(words: str, outcome: Outcome) -> Victim:
    number, _, group = words.partition(" ")
    named = number[0].isupper()
    count = counted("1") if named else None if number == "?" else counted(number)
    return Victim(
        name=words if named else None,
        group=None if named else group,
        outcome=outcome,
        count=count,
        said_by=None,
        evidence=(HELD,),
    )


@pytest.mark.parametrize(
    ("said", "total"),
    [
        (("25 pilgrims", "7 women"), (25, 32)),
        (("38+ Palestinians", "8 children"), (38, None)),
        (("7 women", "25 pilgrims"), (32, 32)),
        (("25 troops", "7 women"), (32, 32)),
        (("25 pilgrims", "7 other women"), (32, 32)),
        (("5 men", "4 children"), (9, 9)),
    ],
)
def test_women_and_children_may_be_among_those_before(said: tuple[str, ...], total: tuple[int, int | None]) -> None:
    entries = []
    for number, one in enumerate(victims(*said), start=1):
        place = HELD.model_copy(update={"sentence": number, "start": 9 * number, "end": 9 * number + 1})
        assert one.count is not None
        count = one.count.model_copy(update={"evidence": (place,)})
        entries.append(one.model_copy(update={"evidence": (place,), "count": count}))
    low, high = total
    assert sum_victims(entries)["killed"] == Total(low=low, high=high)


def test_a_rival_claim_is_never_added() -> None:
    ours, theirs = victims("12 militants", "3 fighters")
    army, group = (Attribution(text=words, evidence=(HELD,)) for words in ("the army", "the group"))
    rivals = [ours.model_copy(update={"said_by": army}), theirs.model_copy(update={"said_by": group})]
    assert sum_victims(rivals)["killed"] == Total(low=3, high=12)
    one_speaker = [entry.model_copy(update={"said_by": army}) for entry in rivals]
    assert sum_victims(one_speaker)["killed"] == Total(low=15, high=15)
    others = [rivals[0], rivals[1].model_copy(update={"group": "nurses"})]
    assert sum_victims(others)["killed"] == Total(low=15, high=15)


def killed(*said: str) -> tuple[int, int | None] | None:
    total = sum_victims(victims(*said)).get("killed")
    return None if total is None else (total.low, total.high)


@pytest.mark.parametrize(
    ("said", "total"),
    [
        (["12 US troops"], (12, 12)),
        (["12 US troops", "5 guards"], (17, 17)),
        (["3 teenagers", "2 boys", "1 girl"], (3, 3)),
        (["2 boys", "1 girl", "4 students"], (4, 4)),
        (["2 students", "3 boys"], (5, 5)),
        (["5 people on board", "2 pilots", "3 loaders"], (5, 5)),
        (["3 soldiers", "2 boys", "1 girl"], (6, 6)),
        (["31+ people", "19 people", "12 people"], (31, None)),
        (["31 people", "19 people", "13 people"], (13, 31)),
        (["60+ civilians"], (60, None)),
        (["60+ civilians", "12 US troops"], (72, None)),
        (["<9 miners"], (0, 9)),
        (["6-8 sailors", "2 cooks"], (8, 10)),
        (["several peasants"], (2, None)),
        # claims about the same people: the total spans them
        (["12 US troops", "13 US troops"], (12, 13)),
        (["60+ civilians", "55 civilians"], (55, None)),
        (["several soldiers", "12 soldiers"], (12, 12)),
        # the same number for groups that share a word counts once
        (["12 US troops", "12 US service members"], (12, 12)),
        (["12 US troops", "12 American service members"], (12, 12)),
        (["12 U.S. troops", "12 British service members"], (24, 24)),
        (["12 US troops", "12 policemen"], (24, 24)),
        (["3 Afghan soldiers", "3 wounded soldiers"], (3, 3)),
        (["3 Afghan men", "3 Afghan women"], (6, 6)),
        (["3 Afghan men", "3 wounded Afghan men and women"], (3, 3)),
        (["3 guests in their 20s", "3 cooks in their 30s"], (6, 6)),
        (["1 17-year-old", "1 37-year-old woman"], (2, 2)),
        (["1 24-year-old man", "1 30-year-old man"], (2, 2)),
        (["1 24-year-old", "1 24-year-old man"], (1, 1)),
        (["157 passengers of Flight 302", "157 passengers of the Boeing 737"], (157, 157)),
        (["5 Palestinian militants", "5 Palestinian youths"], (5, 5)),
        (["1 man", "1 24-year-old man"], (1, 1)),
        # a generic group is the sum where it is not below it
        (["20 people", "12 soldiers", "5 nurses"], (20, 20)),
        (["12 soldiers", "5 nurses", "20 people"], (20, 20)),
        (["20 people", "22 victims"], (20, 22)),
        (["15 people", "12 soldiers", "5 nurses"], (17, 17)),
        (["20+ people", "12 soldiers", "15 nurses"], (27, None)),
        (["20 people", "several soldiers"], (20, 20)),
        (["20 people", "? soldiers"], (20, 20)),
        # so is a broader group with a larger number
        (["20 troops", "12 US troops", "8 Afghan troops"], (20, 20)),
        (["12 US troops", "8 Afghan troops", "20 troops", "3 nurses"], (23, 23)),
        (["20 troops", "21 US troops"], (20, 21)),
        # others are people apart
        (["12 soldiers", "3 other soldiers"], (15, 15)),
        (["12 soldiers", "3 others"], (15, 15)),
        (["12 soldiers", "3 more people"], (15, 15)),
        # names may be among the groups
        (["Ana Ruiz", "Luis Paz"], (2, 2)),
        (["Ana Ruiz", "Ana Ruiz"], (1, 1)),
        (["Ana Ruiz", "Ruiz"], (1, 1)),
        (["RUIZ", "Ana María Ruiz", "María Ruiz"], (1, 1)),
        (["Ana Ruiz", "Luis Ruiz", "Ruiz"], (2, 2)),
        (["Ana Ruiz", "Luis Paz", "Paz"], (2, 2)),
        (["Ana Ruiz", "Ana"], (2, 2)),
        (["Ana Ruiz", "Iz"], (2, 2)),
        (["Ana López", "Lopez"], (1, 1)),
        (["3 people", "Ana Ruiz"], (3, 3)),
        (["4 teens", "1 17-year-old girl"], (4, 4)),
        (["2 children", "1 17-year-old boy", "1 18-year-old man"], (3, 3)),
        (["2 children", "1 17-year-old boy", "1 3-year-old girl"], (2, 2)),
        (["2 children", "1 18-month-old girl"], (2, 2)),
        (["1 people", "Ana Ruiz", "Luis Paz"], (2, 2)),
        (["2 bodyguards", "Ana Ruiz"], (2, 3)),
        (["60+ civilians", "Ana Ruiz"], (60, None)),
        # later sentences may tell a group one by one
        (["2 workers", "Ana Ruiz", "Luis Paz"], (2, 4)),
        (["3 workers", "Ana Ruiz", "1 cook", "1 baker"], (3, 6)),
        (["4 teens", "1 17-year-old", "3 18-year-olds"], (4, 4)),
        # some of whom only the age is told may be of those before
        (["5 young men", "1 woman", "1 17-year-old", "2 16-year-olds", "1 14-year-old"], (6, 10)),
        (["3 men", "1 23-year-old man", "1 woman"], (4, 5)),
        (["3 students", "1 23-year-old"], (3, 4)),
        (["1 23-year-old man", "3 men"], (4, 4)),
        (["3 women", "1 23-year-old man"], (4, 4)),
        (["3 men", "1 other 23-year-old man"], (4, 4)),
        (["3 soldiers", "1 23-year-old man"], (4, 4)),
        (["3 30-year-old men", "1 23-year-old man"], (4, 4)),
        (["Ana Ruiz", "Luis Paz", "2 workers"], (2, 4)),
        (["3 workers", "Ana Ruiz", "Luis Paz"], (3, 5)),
        (["2 workers", "Ana Ruiz", "1+ cooks"], (3, None)),
        (["2 more workers", "Ana Ruiz", "Luis Paz"], (2, 4)),
        (["7 hostages", "Ana Ruiz", "6 hostages"], (6, 8)),
        (["2 women", "1 man", "1 boy"], (4, 4)),
        # without a number
        (["? peasants"], None),
        (["? people", "12 soldiers"], (12, 12)),
        (["? peasants", "12 soldiers"], (12, None)),
        (["? troops", "12 US troops"], (12, 12)),
        (["? peasants", "Ana Ruiz"], (1, None)),
        ([], None),
    ],
)
def test_totals(said: list[str], total: tuple[int, int | None] | None) -> None:
    assert killed(*said) == total


def test_totals_are_by_outcome_in_the_order_of_the_entries() -> None:
    entries = [*victims("140 people", outcome="injured"), *victims("60+ civilians"), *victims("12 US troops")]
    totals = sum_victims(entries)
    assert list(totals) == ["injured", "killed"]
    assert (totals["injured"].low, totals["killed"].low) == (140, 72)


@pytest.mark.parametrize("evidence", [(LOST,), ()])
def test_numbers_and_names_that_the_article_lacks_do_not_count(evidence: tuple[Evidence, ...]) -> None:
    invented = Victim(
        name=None,
        group="tourists",
        outcome="killed",
        count=counted("500", evidence=evidence),
        said_by=None,
        evidence=(HELD,),
    )
    nobody = victims("Ana Ruiz")[0].model_copy(update={"evidence": evidence})
    assert sum_victims([invented]) == {}
    assert sum_victims([nobody]) == {}
    total = sum_victims([invented, nobody, *victims("12 soldiers")])["killed"]
    assert (total.low, total.high) == (12, None)


def test_entries_counted_by_one_and_the_same_number_count_once() -> None:
    count = counted("12")
    entries = [entry.model_copy(update={"count": count}) for entry in victims("12 soldiers", "12 policemen")]
    assert same_people(*entries)
    assert sum_victims(entries)["killed"].high == 12


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12 US troops", "13 US troops", True),
        ("12 the US troops", "13 US Troops", True),
        ("13 US troops", "12 troops", True),
        ("12 US troops", "13 troops", False),
        ("? US troops", "13 troops", True),
        ("12 US troops", "13 Afghan troops", False),
        ("20 people", "22 dead", True),
        ("20 people", "12 soldiers", False),
        ("12 soldiers", "13 other soldiers", False),
        ("3 others", "5 others", True),
        ("12 soldiers", "12 sailors", False),
        ("3 Afghan civilians", "3 Afghan villagers", True),
        ("? US guards", "? US pilots", False),
        ("13 inmates", "13 prisoners", True),
        ("13 inmates", "12 prisoners", False),
        ("13 reclusos", "13 presos", True),
        ("Ana Ruiz", "Ana Ruiz", False),
        ("Ana Ruiz", "12 soldiers", False),
    ],
)
def test_same_people_whichever_comes_first(one: str, other: str, same: bool) -> None:
    first, second = victims(one, other)
    assert same_people(first, second) is same
    assert same_people(second, first) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 US troops", "3 US service members"),
        ("3 Afghan soldiers", "3 Pakistani soldiers"),
        ("12 farm workers", "12 Nepalese workers"),
        ("3 Afghan nurses", "3 Afghan guards"),
    ],
)
def test_one_sentence_counts_nobody_twice(one: str, other: str) -> None:
    first, second = victims(one, other)
    assert same_people(first, second)
    assert first.count
    beside = tuple(
        item.model_copy(update={"start": item.end + 9, "end": item.end + 10}) for item in first.count.evidence
    )
    assert second.count
    second = second.model_copy(update={"count": second.count.model_copy(update={"evidence": beside})})
    assert not same_people(first, second)
    assert not same_people(second, first)
    total = sum_victims([first, second])["killed"]
    assert total.low == total.high == 2 * (first.count.low or 0)


@pytest.mark.parametrize(
    ("one", "other", "total"),
    [
        ("13 recruits", "13 villagers from Bor", (13, 26)),
        ("13+ recruits", "13+ villagers from Bor", (13, None)),
        ("13 recruits", "12 villagers from Bor", (25, 25)),
        ("4 recruits", "4 villagers from Bor", (8, 8)),
        ("13 soldiers", "13 villagers from Bor", (26, 26)),
        ("13 recruits", "13 other villagers", (26, 26)),
        ("13 men from Bor", "13 women of Cue", (26, 26)),
        ("13 women", "13 children", (26, 26)),
    ],
)
def test_a_large_number_told_again_in_other_words_may_be_of_the_same_people(
    one: str, other: str, total: tuple[int, int | None]
) -> None:
    assert killed(one, other) == total


def test_people_with_another_outcome_are_not_the_same_entry() -> None:
    assert not same_people(*victims("12 soldiers"), *victims("12 soldiers", outcome="injured"))


def test_a_number_that_two_others_add_up_to_is_that_of_all() -> None:
    assert killed("4 people", "2 people", "2 more people") == (4, 4)
    assert killed("5 people", "2 people", "2 more people") == (2, 7)
    assert killed("7 people", "3 people", "4 soldiers") == (7, 7)


def test_broader_group_holds_the_narrower_ones() -> None:
    (whole,) = tally_groups(victims("12 US troops", "20 people", "8 nurses"))
    assert [entry.group for entry in whole.entries] == ["people"]
    assert sorted(part.entries[0].group or "" for part in whole.parts) == ["US troops", "nurses"]
    assert whole.least == 20


@pytest.mark.parametrize(
    ("group", "generic"),
    [
        ("people", True),
        ("the victims", True),
        ("several people", True),
        ("civilians", False),
        ("others", False),
        ("other people", False),
        ("the", False),
        ("", False),
    ],
)
def test_generic_groups(group: str, generic: bool) -> None:
    assert is_generic(group) is generic


def test_content_words() -> None:
    assert content_words("the other non-US troops, of Ana's") == {"non", "us", "troops", "ana's"}


SAID = st.builds(
    lambda number, group: f"{number} {group}",
    st.sampled_from(["1", "3", "12", "60+", "<9", "6-8", "several", "?"]),
    st.sampled_from(["people", "dead", "soldiers", "US soldiers", "civilians", "others", "other soldiers", "nurses"]),
)


@given(st.lists(st.one_of(SAID, st.sampled_from(["Ana Ruiz", "Luis Paz", "Ruiz"])), max_size=7))
def test_bounds_hold_and_no_total_is_below_a_group(said: list[str]) -> None:
    entries = victims(*said)
    for total in sum_victims(entries).values():
        assert total.low >= 0
        assert total.high is None or total.high >= total.low
    tallied = [entry for tally in _all(entries) for entry in tally]
    counted_groups = [entry for entry in entries if entry.group and (entry.count or not is_generic(entry.group))]
    assert all(tallied.count(entry) >= 1 for entry in counted_groups)


def _all(entries: list[Victim]) -> list[tuple[Victim, ...]]:
    found, left = [], list(tally_groups(entries))
    while left:
        tally = left.pop()
        found.append(tally.entries)
        left.extend(tally.parts)
    return found
