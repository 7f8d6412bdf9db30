import random
from datetime import date
from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_group as group
from fakes import wire_incident as incident
from fakes import wire_person
from hypothesis import given
from hypothesis import strategies as st

from summarizer.resolving.context import Resolved
from summarizer.resolving.incidents import resolve_incidents
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Perpetrator, Victim
from summarizer.schemas.types import INCIDENT_TYPES
from summarizer.schemas.wire import (
    WireDate,
    WireIncident,
    WireIndividual,
    WireOrganization,
    WireSaidVictimGroup,
    WireTarget,
    WireVictimGroup,
    WireWeapon,
)

SEED = """At least 60 civilians killed and 140 injured in twin blasts outside Kabul airport.
A US general says 12 US troops have been killed.
The bomb hit Abbey Gate on Thursday, police said, and 60 shops burned.
The Islamic State's affiliate, known as IS-K, claimed responsibility for the attack.
"It was us," the group admitted; it claimed responsibility again.
The Taliban condemned it. A civilian died in Herat, Afghanistan, on Friday.
Dozens of guards were hurt."""
PUBLISHED = date(2021, 8, 27)


def resolve(*wire: WireIncident, text: str = SEED, published: date | None = PUBLISHED) -> Resolved:
    resolved = resolve_incidents(wire, facts_of(text, published=published), article_id="article")
    for item in _evidence(resolved):
        assert text[item.start : item.end] == item.text
    return resolved


def _evidence(resolved: Resolved) -> list[Evidence]:
    found = [item for finding in resolved.findings for item in finding.evidence]
    left: list[Any] = [known.model_dump() for known in resolved.incidents]
    while left:
        node = left.pop()
        if isinstance(node, dict) and "sentence" in node:
            found.append(Evidence.model_validate(node))
        elif isinstance(node, (dict, list, tuple)):
            left.extend(node.values() if isinstance(node, dict) else node)
    return found


def codes(resolved: Resolved) -> list[str]:
    return [finding.code for finding in resolved.findings]


def only(resolved: Resolved, code: str) -> Finding:
    (finding,) = [finding for finding in resolved.findings if finding.code == code]
    return finding


def resolve_victim(wire: Any, text: str = SEED) -> tuple[Victim, Resolved]:
    resolved = resolve(incident(victims=[wire]), text=text)
    return resolved.incidents[0].victims[0], resolved


def counted(wire: Any, text: str = SEED) -> tuple[Count, list[str]]:
    victim, resolved = resolve_victim(wire, text)
    assert victim.count is not None
    return victim.count, codes(resolved)


def bounds(count: Count) -> tuple[int | None, int | None, str]:
    return count.low, count.high, count.qualifier


# Counts


@pytest.mark.parametrize(
    ("wire", "expected", "text", "sentence"),
    [
        (group("civilians", "60+", 1), (60, None, "at_least"), "At least 60", 1),
        (group("US troops", "12", 2), (12, 12, "exact"), "12", 2),
        (group("guards", "several", 8, outcome="injured"), (24, None, "several"), "Dozens", 8),
        (group("guards", "24+", 8, outcome="injured"), (24, None, "several"), "Dozens", 8),
        (group("civilian", "1", 7), (1, 1, "exact"), "civilian", 7),
        (wire_person("Taliban", 6), (1, 1, "exact"), "Taliban", 6),
    ],
)
def test_count_that_the_cited_sentence_holds(
    wire: Any, expected: tuple[int | None, int | None, str], text: str, sentence: int
) -> None:
    count, found = counted(wire)
    assert bounds(count) == expected
    assert count.text == text
    assert [(item.sentence, item.text, item.status) for item in count.evidence] == [(sentence, text, "exact")]
    assert found == []


@pytest.mark.parametrize(
    ("wire", "expected", "text"),
    [
        (group("civilians", "60", 1), (60, None, "at_least"), "At least 60"),
        (group("civilians", "~60", 1), (60, None, "at_least"), "At least 60"),
        (group("US troops", "12+", 2), (12, 12, "exact"), "12"),
        (group("US troops", "~12", 2), (12, 12, "exact"), "12"),
        (group("US troops", "several", 2), (12, 12, "exact"), "12"),
    ],
)
def test_qualifier_of_the_article_wins_and_is_said(
    wire: WireVictimGroup, expected: tuple[int | None, int | None, str], text: str
) -> None:
    count, found = counted(wire)
    assert (bounds(count), count.text) == (expected, text)
    assert found == ["count_qualifier_corrected"]


def test_what_the_model_gave_is_told() -> None:
    _, resolved = resolve_victim(group("civilians", "60", 1))
    finding = only(resolved, "count_qualifier_corrected")
    assert finding.message == "The model gave 60; the article says 'At least 60'."
    assert finding.field == "incidents[0].victims[0].count"


def test_the_article_s_number_of_the_same_people_stands_for_one_that_it_does_not_hold() -> None:
    victim, resolved = resolve_victim(group("US troops", "21", 2))
    count = victim.count
    assert count is not None
    assert (bounds(count), count.text) == ((12, 12, "exact"), "12")
    assert [(item.sentence, item.status) for item in count.evidence] == [(2, "exact")]
    finding = only(resolved, "count_corrected")
    told = "The model gave 21, which no sentence cited holds; the article says '12 US troops have been killed'."
    assert (finding.severity, finding.message) == ("warning", told)


def test_wrong_number_is_kept_and_not_found() -> None:
    victim, resolved = resolve_victim(group("US troops", "21", 2, outcome="injured"))
    count = victim.count
    assert count is not None
    assert (bounds(count), count.text) == ((21, 21, "exact"), "21")
    assert [(item.sentence, item.status) for item in count.evidence] == [(2, "not_found")]
    assert only(resolved, "unsupported_count").severity == "warning"
    assert resolved.incidents[0].totals == {}


@pytest.mark.parametrize("wrong", ["8-6", "6-6"])
def test_count_that_is_no_number_is_kept_as_unknown(wrong: str) -> None:
    count, found = counted(group("US troops", wrong, 2))
    assert bounds(count) == (None, None, "unknown")
    assert count.text == wrong
    assert found == ["unsupported_count"]


@pytest.mark.parametrize(
    ("text", "whole", "expected", "said"),
    [
        ("Three of 12 passengers were killed.", "12", (3, 3, "exact"), "Three"),
        ("At least three of the 12 passengers died.", "12", (3, None, "at_least"), "At least three"),
        ("Three of the bus's 12 passengers died.", "12", (3, 3, "exact"), "Three"),
        ("Three of the 12 wounded passengers died.", "12", (3, 3, "exact"), "Three"),
        ("Three of the 12 passengers aboard drowned.", "12", (3, 3, "exact"), "Three"),
        ("Three of the 12 passengers were killed and the rest were hurt.", "12", (3, 3, "exact"), "Three"),
        ("Two of the 12 passengers and 10 of the 40 guards were killed.", "12", (2, 2, "exact"), "Two"),
        ("Half of the 40 passengers were killed.", "40", (20, 20, "exact"), "Half of the 40"),
        ("Dozens of the 300 passengers were killed.", "300", (24, None, "several"), "Dozens"),
        ("Four passengers were shot, one of them fatally, police said.", "4", (1, 1, "exact"), "one"),
        ("Of the 12 passengers, three were killed.", "12", (3, 3, "exact"), "three"),
        ("One of the six passengers who had been shot died.", "6", (1, 1, "exact"), "One"),
        ("Of the six young passengers who were shot, one was pronounced dead.", "6", (1, 1, "exact"), "one"),
        ("It trapped 12 passengers, of whom three died.", "12", (3, 3, "exact"), "three"),
        ("The 12 passengers jumped; three of them were killed.", "12", (3, 3, "exact"), "three"),
    ],
)
def test_a_whole_is_not_taken_for_its_part(
    text: str, whole: str, expected: tuple[int | None, int | None, str], said: str
) -> None:
    victim, resolved = resolve_victim(group("passengers", whole, 1), text)
    assert victim.count is not None
    assert (bounds(victim.count), victim.count.text) == (expected, said)
    assert [(item.text, item.status) for item in victim.count.evidence] == [(said, "exact")]
    finding = only(resolved, "count_of_whole")
    assert (finding.severity, finding.field) == ("warning", "incidents[0].victims[0].count")
    assert f"{whole} is the number of all" in finding.message


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Most of the 12 passengers were killed.", "12"),
        ("None of the 12 passengers was killed.", "12"),
        ("All but two of the 12 passengers were killed.", "12"),
        ("All but two passengers were killed.", "2"),
        ("Two-thirds of the 30 passengers were killed.", "30"),
        ("One in five passengers was killed.", "5"),
        ("One in five passengers was killed.", "1"),
    ],
)
def test_a_whole_whose_part_has_no_number_is_not_held(text: str, whole: str) -> None:
    victim, resolved = resolve_victim(group("passengers", whole, 1), text)
    assert victim.count is not None
    assert [item.status for item in victim.count.evidence] == ["not_found"]
    assert "is the number of all" in only(resolved, "unsupported_count").message
    assert resolved.incidents[0].totals == {}


@pytest.mark.parametrize(
    ("text", "wire", "said"),
    [
        ("Three of 12 passengers were killed.", group("passengers", "3", 1), "Three"),
        ("He was one of 12 people killed in the blast.", group("people", "12", 1), "12"),
        ("Three of the 12 hostages were freed.", group("hostages", "12", 1, outcome="kidnapped"), "12"),
        ("Three of the 12 people killed in the blast were children.", group("people", "12", 1), "12"),
    ],
)
def test_parts_and_wholes_that_are_told_are_held(text: str, wire: WireVictimGroup, said: str) -> None:
    count, found = counted(wire, text)
    assert (count.text, found) == (said, [])
    assert [(item.text, item.status) for item in count.evidence] == [(said, "exact")]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 12 passengers, three were injured.",
        "It trapped 12 passengers, at least three of whom were injured.",
        "It trapped 12 passengers, of whom three were injured.",
        "The 12 passengers jumped; three of them were injured.",
    ],
)
def test_a_whole_told_apart_from_its_part_stays_with_a_warning(text: str) -> None:
    victim, resolved = resolve_victim(group("passengers", "12", 1, outcome="injured"), text)
    assert victim.count is not None
    assert (victim.count.text, victim.count.evidence[0].status) == ("12", "exact")
    finding = only(resolved, "count_of_whole")
    assert (finding.severity, finding.field) == ("warning", "incidents[0].victims[0].count")


@pytest.mark.parametrize(
    ("text", "wire", "said"),
    [
        ("Three of the four men died at once; the fourth died in hospital.", group("men", "4", 1), "four"),
        ("Of the 12 miners, eight died at the scene and four died in hospital.", group("miners", "12", 1), "12"),
        ("Two of the 11 athletes were killed and the nine others died.", group("athletes", "11", 1), "11"),
        ("Most of the 300 passengers were killed at once and the rest drowned.", group("passengers", "300", 1), "300"),
        ("Two of the three gunmen were killed, along with three civilians.", group("civilians", "3", 1), "three"),
        (
            "Thirty people were treated for injuries, 10 of whom were hospitalized.",
            group("people", "30", 1, outcome="injured"),
            "Thirty",
        ),
        ("Of the 12 people confirmed dead, five died when a wall fell.", group("people", "12", 1), "12"),
        ("Three of the 12 murdered priests were shot dead.", group("priests", "12", 1), "12"),
        (
            "A bus carrying 12 miners burned, killing all of them, and three guards died.",
            group("miners", "12", 1),
            "12",
        ),
        ("A bus carrying 12 miners burned, killing a guard and two boys.", group("miners", "12", 1), "12"),
        ("A bus carrying 12 miners burned, killing three guards.", group("miners", "12", 1), "12"),
        ("One of the two nuns who was kidnapped spoke.", group("nuns", "2", 1, outcome="kidnapped"), "two"),
    ],
)
def test_wholes_that_suffered_are_held_without_a_warning(text: str, wire: WireVictimGroup, said: str) -> None:
    count, found = counted(wire, text)
    assert (count.text, count.evidence[0].status, found) == (said, "exact", [])


def test_a_name_among_the_dead_is_one() -> None:
    text = "All but one of the 12 miners died. Jose Perez was among the dead."
    wire = wire_person("Jose Perez", 1, 2)
    count, found = counted(wire, text)
    assert (count.text, found) == ("Jose Perez", [])


def test_a_whole_told_anywhere_in_the_article_stays() -> None:
    text = "Since January, 50 guides have been killed. The hills are steep. Twelve of the 50 guides were shot dead."
    count, found = counted(group("guides", "50", 3), text)
    assert (count.text, count.evidence[0].sentence, found) == ("50", 1, ["cite_corrected"])


def test_a_whole_that_another_cited_sentence_tells_of_stays() -> None:
    text = "The blast killed 12 miners. Three of the 12 miners were killed at once."
    count, found = counted(group("miners", "12", 1, 2), text)
    assert (count.text, count.evidence[0].sentence, found) == ("12", 1, [])


def test_a_whole_that_another_cited_sentence_only_counts_is_corrected() -> None:
    text = "A bus with 12 passengers crashed. Three of the 12 passengers were killed."
    count, found = counted(group("passengers", "12", 1, 2), text)
    assert (count.text, count.evidence[0].sentence, found) == ("Three", 2, ["count_of_whole"])


def test_no_count_gives_none() -> None:
    victim, resolved = resolve_victim(group("US troops", None, 2))
    assert victim.count is None
    assert codes(resolved) == []


def test_count_in_another_sentence_with_the_same_group() -> None:
    text = "Soldiers were hit near the gate. Later 12 soldiers were counted dead."
    count, found = counted(group("soldiers", "12", 1), text)
    assert count.evidence[0].sentence == 2
    assert found == ["cite_corrected"]


@pytest.mark.parametrize(
    ("then", "found"),
    [
        ("Two were pronounced dead at the scene.", ["cite_corrected"]),
        ("Two were hurt, police said.", ["unsupported_count"]),
        ("Police came. In Tulsa, two were pronounced dead.", ["unsupported_count"]),
        ("Two soldiers were pronounced dead at the scene.", ["unsupported_count"]),
    ],
)
def test_a_number_of_people_told_with_their_outcome_in_a_sentence_without_them(then: str, found: list[str]) -> None:
    text = f"Four people have been shot in Jackson. {then}"
    count, codes_found = counted(group("people", "2", 1), text)
    assert (count.evidence[0].sentence, codes_found) == (2 if found == ["cite_corrected"] else 1, found)


@pytest.mark.parametrize(
    ("text", "number", "sentence"),
    [
        ("Officers found two men suffering from gunshot wounds. The two brothers were killed.", "2", 2),
        ("Officers found two men suffering from gunshot wounds. Last year two men were killed there.", "2", 1),
        ("Officers found two men suffering from gunshot wounds. Three men were killed.", "2", 1),
        ("Officers found two men. The two brothers were killed.", "2", 1),
        ("Officers found one man suffering from gunshot wounds. One man was killed.", "1", 1),
    ],
)
def test_a_number_is_rather_from_where_it_is_told_with_its_outcome(text: str, number: str, sentence: int) -> None:
    count, found = counted(group("men" if number == "2" else "man", number, 1), text)
    assert (count.evidence[0].sentence, found) == (sentence, ["cite_corrected"] * (sentence == 2))


def test_count_of_another_group_in_another_sentence_is_no_support() -> None:
    count, found = counted(group("soldiers", "12", 1), "Soldiers were hit near the gate. Later 12 shops burned.")
    assert count.evidence[0].status == "not_found"
    assert found == ["unsupported_count"]


def test_number_beside_the_group_comes_before_one_so_qualified() -> None:
    text = "At least 60 civilians were killed and 60 shops burned."
    count, found = counted(group("civilians", "60", 1), text)
    assert count.text == "At least 60"
    assert found == ["count_qualifier_corrected"]


def test_number_so_qualified_is_taken_where_none_stands_beside() -> None:
    text = "Over 30 shops burned and 30 were hurt, many of them children."
    count, _ = counted(group("children", "30", 1, outcome="injured"), text)
    assert (count.text, count.evidence[0].start) == ("30", text.index("30 were"))


@pytest.mark.parametrize(
    ("name", "count", "expected"),
    [
        ("peasants", "several", (2, None, "several")),
        ("policemen", "several", (2, None, "several")),
        ("people of the hills", "several", (2, None, "several")),
    ],
)
def test_bare_plural_is_several(name: str, count: str, expected: tuple[int | None, int | None, str]) -> None:
    text = f"They shot {name} and burned 12 huts."
    found, findings = counted(group(name, count, 1), text)
    assert (bounds(found), found.text) == (expected, name)
    assert findings == []


def test_several_is_not_taken_from_the_number_of_others() -> None:
    text = "The blast killed 11 people and wounded a child."
    count, findings = counted(group("child", "several", 1, outcome="injured"), text)
    assert bounds(count) == (2, None, "several")
    assert findings == ["unsupported_count"]


def test_several_is_not_taken_from_a_number_of_those_aboard_where_several_are_told_to_be_hurt() -> None:
    text = "A truck hit 12 people on Friday, killing five and injuring several."
    count, _ = counted(group("people", "several", 1, outcome="injured"), text)
    assert (bounds(count), count and count.text) == ((2, None, "several"), "several")


def test_several_is_not_taken_from_a_number_with_another_outcome() -> None:
    text = "At least 24 people were killed and dozens wounded in the strike."
    count, _ = counted(group("people", "several", 1, outcome="injured"), text)
    assert (bounds(count), count and count.text) == ((24, None, "several"), "dozens")
    count, _ = counted(group("people", "several", 1, outcome="missing"), text)
    assert bounds(count) == (2, None, "several")
    count, _ = counted(group("people", "several", 1, outcome="killed"), text)
    assert bounds(count) == (24, None, "at_least")


@pytest.mark.parametrize(
    ("name", "supported"),
    [
        ("civilian", True),
        ("member of the armed forces", True),
        ("boss", True),
        ("policemen", False),
        ("troops", False),
        ("wounded", False),
        ("police", False),
    ],
)
def test_one_is_implied_by_a_singular_group_only(name: str, supported: bool) -> None:
    _, findings = counted(group(name, "1", 1), f"The bomb killed the {name} at noon.")
    assert findings == ([] if supported else ["unsupported_count"])


def test_one_said_in_words_is_its_own_evidence() -> None:
    count, _ = counted(group("soldier", "1", 1), "Guards said that one US soldier died.")
    assert count.text == "one"


def test_name_that_no_sentence_holds_does_not_imply_one() -> None:
    name = wire_person("Ana Ruiz", 6)
    victim, resolved = resolve_victim(name)
    assert (victim.name, victim.group) == ("Ana Ruiz", None)
    assert codes(resolved) == ["unsupported_value", "unsupported_count"]
    assert resolved.incidents[0].totals == {}


def test_count_without_cite_is_looked_for_with_the_group() -> None:
    count, found = counted(group("US troops", "12"))
    assert count.evidence[0].sentence == 2
    assert found == ["cite_corrected"]


# Dates


def resolve_day(text: str, cite: list[int], published: date | None = PUBLISHED) -> tuple[Incident, Resolved]:
    resolved = resolve(incident(date=WireDate(text=text, cite=cite)), published=published)
    return resolved.incidents[0], resolved


def test_date_is_resolved_and_said_how() -> None:
    found, resolved = resolve_day("thursday", [3])
    assert found.date is not None
    assert found.date.text == "Thursday"
    assert (found.date.earliest, found.date.latest) == (date(2021, 8, 26), date(2021, 8, 26))
    assert (found.date.precision, found.date.basis) == ("day", "weekday")
    finding = only(resolved, "date_resolved")
    assert (finding.severity, finding.field) == ("info", "incidents[0].date")
    assert "2021-08-26" in finding.message


def test_date_without_publication_date_is_unresolved() -> None:
    found, resolved = resolve_day("Thursday", [3], published=None)
    assert found.date is not None
    assert (found.date.earliest, found.date.precision) == (None, "unknown")
    assert only(resolved, "date_unresolved").severity == "info"


def test_date_after_publication_is_reported() -> None:
    text = "The bridge fell on 3 September 2021."
    wire = incident(date=WireDate(text="3 September 2021", cite=[1]))
    assert "event_after_publication" in codes(resolve(wire, text=text))
    assert "event_after_publication" not in codes(resolve(wire, text=text, published=date(2021, 9, 4)))


def test_date_that_the_article_lacks_is_kept_and_said() -> None:
    found, resolved = resolve_day("2017-07-11", [3])
    assert found.date is not None
    assert found.date.text == "2017-07-11"
    assert found.date.evidence[0].status == "not_found"
    assert "unsupported_value" in codes(resolved)


def test_no_date() -> None:
    resolved = resolve(incident())
    assert resolved.incidents[0].date is None
    assert resolved.findings == ()


# Places


def test_country_and_places() -> None:
    resolved = resolve(incident(country="Afghanistan", places=["Herat"], place_cite=[7]))
    place = resolved.incidents[0].place
    assert (place.country, place.country_code) == ("Afghanistan", "AF")
    assert place.country_evidence[0].text == "Afghanistan"
    assert [(name.name, name.evidence[0].sentence) for name in place.places] == [("Herat", 7)]
    assert resolved.findings == ()


def test_unknown_country_has_no_code() -> None:
    resolved = resolve(incident(country="Ruritania", place_cite=[1]))
    assert resolved.incidents[0].place.country_code is None
    finding = only(resolved, "country_unknown")
    assert (finding.severity, finding.field) == ("info", "incidents[0].place.country")


REGIONS = (
    "A fire killed two in Alaska. Another burned in Punjab, one in Rogaland, and one on a ship in the Gulf of Aden."
)


@pytest.mark.parametrize(
    ("named", "country", "severity"),
    [
        ("Alaska", "United States", "info"),
        ("Punjab", None, "warning"),
        ("Rogaland", None, "warning"),
        ("Gulf of Aden", None, "warning"),
    ],
)
def test_a_region_or_a_sea_is_no_country(named: str, country: str | None, severity: str) -> None:
    resolved = resolve(incident(country=named, places=[], place_cite=[1]), text=REGIONS)
    place = resolved.incidents[0].place
    assert (place.country, [one.name for one in place.places]) == (country, [named])
    assert only(resolved, "country_corrected").severity == severity
    assert ("country_inferred" in codes(resolved)) is (country is not None)
    assert "unsupported_value" not in codes(resolved)


def test_a_state_confirms_its_country_and_no_other() -> None:
    for named, expected in (("United States", "country_inferred"), ("Canada", "country_corrected")):
        resolved = resolve(incident(country=named, places=["Alaska"], place_cite=[1]), text=REGIONS)
        assert expected in codes(resolved)


def test_country_that_the_article_lacks_is_kept_and_said() -> None:
    resolved = resolve(incident(country="Peru", place_cite=[1]))
    place = resolved.incidents[0].place
    assert (place.country, place.country_code, place.country_evidence[0].status) == ("Peru", "PE", "not_found")
    assert codes(resolved) == ["unsupported_value"]


BLAST = """A bomb exploded in Karachi on Monday. Police in Springfield and Lahore, near Kabul, said nothing.
Guadalajara, Hyderabad and Maguindanao del Sur were calm."""


@pytest.mark.parametrize(
    ("words", "text", "day"),
    [
        ("September 27", "A man was shot in Dover. Raids began on October 27.", None),
        ("2021-08-23", "A man was shot in Dover on Monday.", date(2021, 8, 23)),
        ("2021-08-26", "A man was shot in Dover overnight. The Friday market is on.", date(2021, 8, 26)),
        (
            "14 de mayo de 2019",
            "Mataron a 14 campesinos en mayo de 2019. La tregua se firmó el 2 de junio de 2019.",
            None,
        ),
        ("27 de septiembre", "Un hombre fue baleado en Lima. La policía informó de ello el 27 de octubre, dijo.", None),
        (
            "23 de agosto de 2021",
            "Un hombre fue baleado en Lima este lunes, según informó la policía.",
            date(2021, 8, 23),
        ),
    ],
)
def test_a_day_that_no_sentence_tells_is_no_day(words: str, text: str, day: date | None) -> None:
    resolved = resolve(incident(date=WireDate(text=words, cite=[1])), text=text, published=date(2021, 8, 27))
    told = resolved.incidents[0].date
    assert told is not None
    assert told.earliest == told.latest == day
    assert {one.code for one in resolved.findings} >= {"date_resolved" if day else "date_unresolved"}


@pytest.mark.parametrize(
    ("country", "places", "found", "code", "severity"),
    [
        ("Pakistan", ["Karachi"], "Pakistan", "country_inferred", "info"),
        ("Kuwait", ["Karachi"], "Pakistan", "country_corrected", "warning"),
        ("Freedonia", ["Karachi"], "Pakistan", "country_corrected", "warning"),
        (None, ["Karachi"], "Pakistan", "country_filled", "info"),
        (None, ["Karachi", "Lahore"], "Pakistan", "country_filled", "info"),
        ("Kuwait", ["Karachi", "Kabul"], "Kuwait", "unsupported_value", "warning"),
        ("Kuwait", ["Springfield"], "Kuwait", "unsupported_value", "warning"),
        ("Mexico", ["Guadalajara"], "Mexico", "country_inferred", "info"),
        ("Philippines", ["Maguindanao del Sur"], "Philippines", "country_inferred", "info"),
        ("Kuwait", ["Maguindanao del Sur"], "Kuwait", "unsupported_value", "warning"),
        ("Spain", ["Guadalajara"], "Spain", "unsupported_value", "warning"),
        ("Peru", ["Guadalajara"], "Peru", "unsupported_value", "warning"),
        ("Kuwait", ["Quetta"], "Kuwait", "unsupported_value", "warning"),
        ("India", ["Hyderabad"], "India", "country_inferred", "warning"),
        ("Kuwait", [], "Kuwait", "unsupported_value", "warning"),
    ],
)
def test_a_country_that_no_sentence_names_is_held_against_the_cities(
    country: str | None, places: list[str], found: str, code: str, severity: str
) -> None:
    resolved = resolve(incident(country=country, places=places, place_cite=[1]), text=BLAST)
    place = resolved.incidents[0].place
    assert place.country == found
    assert {item.status for item in place.country_evidence} == {"not_found"}
    told = [finding for finding in resolved.findings if finding.field == "incidents[0].place.country"]
    assert [(finding.code, finding.severity) for finding in told] == [(code, severity)]


def test_a_country_that_a_sentence_names_is_kept_and_doubted_where_the_city_lies_elsewhere() -> None:
    text = "A bomb exploded in Karachi, the embassy of Kuwait said."
    resolved = resolve(incident(country="Kuwait", places=["Karachi"], place_cite=[1]), text=text)
    assert (resolved.incidents[0].place.country, codes(resolved)) == ("Kuwait", ["country_elsewhere"])
    text = "A man with $1,400 in U.S. cash was shot in Karachi."
    resolved = resolve(incident(country="United States", places=["Karachi"], place_cite=[1]), text=text)
    assert codes(resolved) == ["spelling_repaired", "country_elsewhere"]
    for named, place, told in (
        ("New Zealand", "Perth", "A colleague told Australia's ABC of the Perth doctor, who died in New Zealand."),
        ("Syria", "Gaziantep", "Two were killed in northern Syria, across from Gaziantep, Turkey's army said."),
        ("Egypt", "Moscow", "A plane from Moscow crashed into a hill. Russia sent investigators to Egypt."),
    ):
        resolved = resolve(incident(country=named, places=[place], place_cite=[1]), text=told)
        assert resolved.incidents[0].place.country == named
        assert "country_elsewhere" in codes(resolved)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Bandits took 63 pupils from Bangi. Schools in Niger were shut, the commissioner of Niger State said.",
            "Nigeria",
        ),
        ("Bandits took 63 pupils from Bangi. Schools in Niger were shut, an official in Niamey said.", "Niger"),
        ("Bandits from Niger State took 63 pupils from Bangi in Niger, an official in Niamey said.", "Niger"),
    ],
)
def test_a_state_of_a_countrys_name_is_that_where_the_article_calls_it_so(text: str, country: str) -> None:
    resolved = resolve(incident(country="Niger", places=["Bangi"], place_cite=[1]), text=text)
    assert resolved.incidents[0].place.country == country


def test_at_sea_a_country_that_is_told_of_something_else_is_doubted() -> None:
    sea = incident(country="Germany", places=["Gulf of Aden"], place_cite=[1])
    text = "Pirates seized a tanker in the Gulf of Aden. {}"
    resolved = resolve(sea, text=text.format("Its owner lives in Germany."))
    assert (resolved.incidents[0].place.country, codes(resolved)[-1:]) == ("Germany", ["country_elsewhere"])
    resolved = resolve(
        incident(country="Yemen", places=["Gulf of Aden"], place_cite=[1]),
        text="Pirates seized a tanker in the Gulf of Aden off Yemen.",
    )
    assert codes(resolved) == []


def test_a_region_of_another_country_tells_the_country() -> None:
    text = "Ukraine's drones hit a bus in Russia's Belgorod region, killing two."
    resolved = resolve(incident(country="Ukraine", places=["Belgorod region"], place_cite=[1]), text=text)
    assert (resolved.incidents[0].place.country, codes(resolved)) == ("Russia", ["country_corrected"])


@pytest.mark.parametrize(
    ("given", "place", "text", "code", "found"),
    [
        ("Russia", "Voronezh", "Russian officials said a drone hit Voronezh.", "RU", "country_inferred"),
        ("Mexico", "Taos", "Two died in Taos in New Mexico.", "US", "country_corrected"),
    ],
)
def test_a_demonym_or_a_longer_name_is_no_name_of_the_country(
    given: str, place: str, text: str, code: str | None, found: str
) -> None:
    resolved = resolve(incident(country=given, places=[place], place_cite=[1]), text=text)
    assert (resolved.incidents[0].place.country_code, codes(resolved)) == (code, [found])


def test_a_country_is_filled_with_the_sentence_that_names_it() -> None:
    text = "A bomb exploded in Karachi. It is the largest city of Pakistan."
    resolved = resolve(incident(country=None, places=["Karachi"], place_cite=[1]), text=text)
    (evidence,) = resolved.incidents[0].place.country_evidence
    assert (evidence.sentence, evidence.text, evidence.status) == (2, "Pakistan", "exact")


def test_no_country_and_no_large_city_leave_it_open() -> None:
    resolved = resolve(incident(country=None, places=["Springfield"], place_cite=[2]), text=BLAST)
    assert (resolved.incidents[0].place.country, codes(resolved)) == (None, [])


def test_country_takes_the_name_that_the_article_has_for_it() -> None:
    resolved = resolve(incident(country="United States", place_cite=[3]))
    place = resolved.incidents[0].place
    assert (place.country, place.country_code) == ("US", "US")
    assert [(item.sentence, item.text, item.status) for item in place.country_evidence] == [(2, "US", "exact")]
    assert codes(resolved) == ["spelling_repaired"]


def test_places_repeat_neither_the_country_nor_each_other() -> None:
    wire = incident(
        country="Afghanistan", places=["afghanistan", "Kabul", " ", "KABUL", "Abbay Gate", "Abbey Gate"], place_cite=[3]
    )
    resolved = resolve(wire)
    assert [place.name for place in resolved.incidents[0].place.places] == ["Kabul", "Abbey Gate"]
    assert [finding.field for finding in resolved.findings if finding.code == "spelling_repaired"] == [
        "incidents[0].place.places[1]"
    ]


def test_misspelt_place_is_not_listed_beside_the_right_one() -> None:
    resolved = resolve(incident(places=["Abbey Gate", "Abbay Gate"], place_cite=[3]))
    assert [place.name for place in resolved.incidents[0].place.places] == ["Abbey Gate"]


def test_no_place() -> None:
    place = resolve(incident()).incidents[0].place
    assert (place.country, place.country_code, place.country_evidence, place.places) == (None, None, (), ())


# Perpetrators


DAY, EVE = date(2021, 8, 27), date(2021, 8, 26)


@pytest.mark.parametrize(
    ("hour", "rest", "days"),
    [
        ("about 6:30 a.m.", "", (DAY, DAY)),
        ("about 8:40 p.m.", "", (EVE, DAY)),
        ("shortly before midnight", "", (EVE, DAY)),
        ("just after midnight", "", (DAY, DAY)),
        ("late in the evening", "", (EVE, DAY)),
        ("about 6:30 a.m.", " Police told reporters so on Thursday.", (EVE, EVE)),
        ("about 6:30 a.m.", " Police told reporters so on Thursday. He died on Friday.", (None, None)),
        (
            "about 6:30 a.m.",
            " Police told reporters so on Thursday, August 26, 2021. Shots were heard Thursday.",
            (EVE, EVE),
        ),
        ("about 6:30 a.m.", " He had moved there in June.", (None, None)),
        ("about 6:30 a.m.", " The suspect is due in court on Wednesday.", (None, None)),
        ("about 6:30 a.m.", " The suspect is due in court tomorrow.", (None, None)),
        ("about 6:30 a.m.", " He was born on 4 May 1980.", (None, None)),
        ("about 6:30 a.m.", " He was born in 1980.", (None, None)),
        ("about 6:30 a.m.", " Two years after the shooting a man is on trial.", (None, None)),
        ("about 6:30 a.m.", " He is a 17-year-old of the 1900 block.", (DAY, DAY)),
    ],
)
def test_an_hour_without_a_day_is_of_the_only_day_there_is_and_doubted(
    hour: str, rest: str, days: tuple[date | None, date | None]
) -> None:
    wire = incident(date=WireDate(text=hour, cite=[1]), place_cite=[1])
    resolved = resolve(wire, text=f"A man was shot at his home in Dover {hour}.{rest}", published=DAY)
    told = resolved.incidents[0].date
    assert told is not None
    assert (told.earliest, told.latest) == days
    (finding,) = [one for one in resolved.findings if one.field == "incidents[0].date"]
    assert (finding.code, finding.severity) == ("date_resolved" if days[0] else "date_unresolved", "warning")


def test_an_hour_is_of_no_day_where_publication_is_not_known() -> None:
    wire = incident(date=WireDate(text="about 6:30 a.m.", cite=[1]), place_cite=[1])
    resolved = resolve(wire, text="A man was shot in Dover about 6:30 a.m.", published=None)
    told = resolved.incidents[0].date
    assert told is not None
    assert told.earliest is None


def resolve_perpetrator(
    name: str, status: Any, cite: list[int], text: str = SEED
) -> tuple[Perpetrator, list[str], Resolved]:
    wire = WireOrganization(name=name, kind="organization", status=status, cite=cite)
    resolved = resolve(incident(perpetrators=[wire]), text=text)
    return resolved.incidents[0].perpetrators[0], codes(resolved), resolved


def test_claim_in_the_cited_sentence() -> None:
    perpetrator, found, _ = resolve_perpetrator("IS-K", "claimed", [4])
    assert (perpetrator.status, perpetrator.evidence[0].sentence) == ("claimed", 4)
    assert found == []


def test_claiming_sentence_comes_first() -> None:
    text = "Bombers of IS-K struck. IS-K claimed responsibility."
    perpetrator, found, _ = resolve_perpetrator("IS-K", "claimed", [1, 2], text)
    assert [item.sentence for item in perpetrator.evidence] == [2, 1]
    assert found == []


def test_claim_elsewhere_is_moved_to_the_claiming_sentence() -> None:
    text = "Bombers of IS-K struck. It rained. IS-K claimed responsibility."
    perpetrator, found, resolved = resolve_perpetrator("IS-K", "claimed", [1], text)
    assert [item.sentence for item in perpetrator.evidence] == [3, 1]
    assert found == ["cite_corrected"]
    assert resolved.findings[0].field == "incidents[0].perpetrators[0].status"


def test_claim_of_the_group_is_that_of_the_organization_cited_with_it() -> None:
    text = "The Popular Front operates there. A bomb went off. The group claimed responsibility on Monday."
    perpetrator, found, _ = resolve_perpetrator("Popular Front", "claimed", [1, 3], text)
    assert (perpetrator.evidence[0].sentence, found) == (3, [])


def test_claim_that_nobody_makes_is_unsupported() -> None:
    perpetrator, found, resolved = resolve_perpetrator("Taliban", "claimed", [6])
    assert perpetrator.status == "claimed"
    assert found == ["claim_unsupported"]
    assert resolved.findings[0].severity == "warning"


def test_claim_by_somebody_else_is_no_support() -> None:
    text = "The Taliban struck. Nobody claimed responsibility. IS-K claimed responsibility later."
    _, found, _ = resolve_perpetrator("Taliban", "claimed", [1], text)
    assert found == ["claim_unsupported"]


@pytest.mark.parametrize("status", ["reported", "accused", "cleared"])
def test_other_statuses_need_no_claim(status: str) -> None:
    perpetrator, found, _ = resolve_perpetrator("Taliban", status, [6])
    assert (perpetrator.status, found) == (status, [])


def test_claim_of_an_organization_that_the_article_lacks() -> None:
    _, found, _ = resolve_perpetrator("Red Brigade", "claimed", [4])
    assert found == ["unsupported_value"]


def test_individual_has_no_status() -> None:
    resolved = resolve(incident(perpetrators=[WireIndividual(name="general", kind="individual", cite=[2])]))
    (perpetrator,) = resolved.incidents[0].perpetrators
    assert (perpetrator.name, perpetrator.kind, perpetrator.status) == ("general", "individual", None)


# Who says so


def test_speaker_by_rule() -> None:
    victim, _ = resolve_victim(group("Abbey Gate", None, 3))
    assert victim.said_by is not None
    assert (victim.said_by.text, victim.said_by.evidence[0].text) == ("police", "police")


def test_who_speaks_of_something_else_does_not_say_so() -> None:
    text = "The Taliban claimed the attack and said the people supported it. At least 12 were killed, police said."
    victim, _ = resolve_victim(group("people", "12+", 2), text)
    assert (victim.said_by and victim.said_by.text) == "police"
    victim, _ = resolve_victim(group("people", "12+", 2), text.replace(", police said", ""))
    assert victim.said_by is None


def test_nobody_is_said_to_say_so() -> None:
    assert resolve_victim(group("civilians", "60+", 1))[0].said_by is None


def test_speaker_from_the_wire() -> None:
    wire = WireSaidVictimGroup(group="US troops", count="12", outcome="killed", cite=[2], said_by="A US General")
    victim, resolved = resolve_victim(wire)
    assert victim.said_by is not None
    assert victim.said_by.text == "A US general"
    assert codes(resolved) == []


def test_speaker_of_the_wire_that_the_article_lacks_is_said() -> None:
    wire = WireSaidVictimGroup(group="US troops", count="12", outcome="killed", cite=[2], said_by="the pope")
    victim, resolved = resolve_victim(wire)
    assert victim.said_by is not None
    assert victim.said_by.evidence[0].status == "not_found"
    assert resolved.findings[0].field == "incidents[0].victims[0].said_by"


# The rest


def test_weapons_targets_and_codes() -> None:
    wire = incident(
        weapons=[WireWeapon(name="bomb", cite=[3])], targets=[WireTarget(name="abbey gate", effect="damaged", cite=[3])]
    )
    (found,) = resolve(wire).incidents
    assert found.weapons[0].name == "bomb"
    assert (found.targets[0].name, found.targets[0].effect) == ("Abbey Gate", "damaged")
    assert found.acled_sub_event == "Remote explosive/landmine/IED"
    assert found.iptc_media_topic == "medtop:20000055"


def test_every_type_is_resolved() -> None:
    for kind in INCIDENT_TYPES:
        assert resolve(incident(type=kind.name)).incidents[0].acled_sub_event == kind.acled_sub_event


def test_entries_without_a_name_are_left_out_and_the_paths_are_those_of_the_record() -> None:
    wire = incident(
        weapons=[WireWeapon(name=" ", cite=[1]), WireWeapon(name="cannon", cite=[1])],
        perpetrators=[WireIndividual(name="", kind="individual", cite=[1])],
        targets=[WireTarget(name="", effect=None, cite=[1])],
        victims=[group("", "3", 1), group("US troops", "21", 2, outcome="injured")],
        date=WireDate(text="", cite=[1]),
        country=" ",
    )
    resolved = resolve(wire)
    (found,) = resolved.incidents
    assert [weapon.name for weapon in found.weapons] == ["cannon"]
    assert (found.perpetrators, found.targets, found.date, found.place.country) == ((), (), None, None)
    assert [victim.group for victim in found.victims] == ["US troops"]
    fields = {(finding.code, finding.field) for finding in resolved.findings}
    assert fields == {
        ("empty_value", "incidents[0].weapons"),
        ("empty_value", "incidents[0].perpetrators"),
        ("empty_value", "incidents[0].targets"),
        ("empty_value", "incidents[0].victims"),
        ("empty_value", "incidents[0].date"),
        ("empty_value", "incidents[0].place.country"),
        ("unsupported_value", "incidents[0].weapons[0].name"),
        ("unsupported_count", "incidents[0].victims[0].count"),
    }


def test_findings_name_their_incident() -> None:
    resolved = resolve(incident(), incident(country="Peru"))
    assert [finding.field for finding in resolved.findings] == ["incidents[1].place.country"]


def test_no_incidents() -> None:
    assert resolve() == Resolved((), ())


# Ids

SEVERAL = [
    incident(country="Afghanistan", places=["Kabul"], place_cite=[1]),
    incident(country="Afghanistan", places=["Herat"], place_cite=[7]),
    incident(type="attack", country="Afghanistan", places=["Kabul"], place_cite=[1]),
    incident(country="Afghanistan", places=["Kabul"], place_cite=[1], victims=[group("US troops", "12", 2)]),
    incident(country="Afghanistan", places=["Kabul"], place_cite=[1], victims=[group("civilians", "60+", 1)]),
]


def ids(wire: list[WireIncident]) -> list[str]:
    return [found.incident_id for found in resolve(*wire).incidents]


def test_ids_do_not_depend_on_the_order() -> None:
    known = ids(SEVERAL)
    assert len(set(known)) == len(SEVERAL)
    for seed in range(5):
        order = random.Random(seed).sample(range(len(SEVERAL)), len(SEVERAL))  # noqa: S311 - a shuffle
        assert ids([SEVERAL[at] for at in order]) == [known[at] for at in order]


def test_equal_incidents_have_ids_of_their_own() -> None:
    found = ids([SEVERAL[0]] * 3)
    assert len(set(found)) == 3
    assert ids([SEVERAL[0]]) == found[:1]


def test_ids_depend_on_the_article() -> None:
    one, other = (
        resolve_incidents([incident()], facts_of(SEED), article_id=name).incidents[0].incident_id
        for name in ("one", "other")
    )
    assert one != other


CITES = st.lists(st.integers(-2, 12), max_size=3)
NAMES = st.sampled_from(["civilians", "US troops", "Abbay Gate", "IS-K", "nobody", "", " the  group ", "Kabul", "12"])
COUNTS = st.sampled_from([None, "1", "12", "60+", "~60", "6-8", "8-6", "several", "0", "999999999"])


@given(st.lists(st.tuples(NAMES, COUNTS, CITES), max_size=4), NAMES, CITES)
def test_everything_is_kept_and_points_at_the_text(
    said: list[tuple[str, str | None, list[int]]], name: str, cites: list[int]
) -> None:
    wire = incident(
        victims=[group(label, count, *cite) for label, count, cite in said],
        weapons=[WireWeapon(name=name, cite=cites)],
        perpetrators=[WireOrganization(name=name, kind="organization", status="claimed", cite=cites)],
        date=WireDate(text=name, cite=cites),
        country=name,
        places=[name, "Kabul"],
        place_cite=cites,
    )
    (found,) = resolve(wire).incidents
    assert len(found.victims) == sum(bool(label.strip()) for label, _, _ in said)
    assert [victim.count is None for victim in found.victims] == [
        count is None for label, count, _ in said if label.strip()
    ]
    assert len(found.weapons) == len(found.perpetrators) == bool(name.strip())


def test_a_country_is_found_by_its_name_in_the_articles_language() -> None:
    text = (
        "Due scialpinisti sono morti sabato mattina sotto una valanga in Italia, hanno detto i soccorritori ad Aosta."
    )
    resolved = resolve(incident(country="Italy", places=[], place_cite=[1]), text=text)
    place = resolved.incidents[0].place
    assert (place.country, place.country_code) == ("Italia", "IT")
    assert [item.text for item in place.country_evidence] == ["Italia"]
    english = "Two skiers died under an avalanche near Aosta; the two were members of Forza Italia, the rescuers said."
    resolved = resolve(incident(country="Italy", places=[], place_cite=[1]), text=english)
    assert resolved.incidents[0].place.country == "Italy"


@pytest.mark.parametrize(
    ("text", "words", "is_doubted"),
    [
        ("Four people died in a fire in Lima, police said on Tuesday.", "Tuesday", True),
        ("Cuatro personas murieron en un incendio en Lima, informó este martes la policía.", "este martes", True),
        ("Four people died in a fire in Lima on Tuesday, police said.", "Tuesday", False),
        ("Police said on Tuesday that four people died in a fire. It broke out on Tuesday.", "Tuesday", False),
    ],
)
def test_the_day_of_an_announcement_is_doubtful_as_that_of_the_deed(text: str, words: str, is_doubted: bool) -> None:
    wire = incident(type="fire", date={"text": words, "cite": [1, 2] if "It broke" in text else [1]})
    resolved = resolve_incidents([wire], facts_of(text, published=date(2024, 5, 17)), article_id="a")
    (finding,) = [one for one in resolved.findings if one.code == "date_resolved"]
    assert (finding.severity == "warning") is is_doubted
    assert ("the day of a statement" in finding.message) is is_doubted
    assert resolved.incidents[0].date is not None
    assert resolved.incidents[0].date.earliest == date(2024, 5, 14)
