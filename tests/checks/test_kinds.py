"""Incidents where there are none."""

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident

from summarizer.checks.incidents import check_incidents
from summarizer.checks.kinds import check_kinds, find_untold
from summarizer.checks.repeated import check_repeated
from summarizer.checks.totals import total_sound
from summarizer.resolving.incidents import resolve_incidents
from summarizer.schemas.record import Incident
from summarizer.schemas.wire import WireIncident

FOOTBALL = (
    "Rovers attacked from the start and the striker shot over the bar. A goal on 81 minutes was sudden death for City. "
    "The coach said the season was saved after the match."
)
PLAY = (
    "Rovers destroyed Athletic with an attack that never stopped. The goalkeeper was left for dead, and a defender was "
    "carried off injured. Fans quarrelled before the match, but police made no arrests."
)
RANSOM = "A ransomware attack shut the council's network. The attackers sent a threat to leak the data of residents."
HARM = "killing two people and wounding five."
TRAIN = "A freight train carrying propane left the rails near the town. Nobody was hurt, the railway said on Monday."
SPANISH = "Un bombardeo dejó 18 muertos y 65 heridos en la ciudad. Los vecinos huyeron de sus casas por la noche."


def resolve(text: str, *wires: WireIncident) -> tuple[Incident, ...]:
    return resolve_incidents(wires, facts_of(text), article_id="a").incidents


def totals(text: str, *wires: WireIncident) -> list[dict[str, tuple[int, int | None]]]:
    counted = total_sound(resolve(text, *wires), facts_of(text))
    return [{outcome: (one.low, one.high) for outcome, one in incident.totals.items()} for incident in counted]


@pytest.mark.parametrize(
    ("text", "kind", "is_found"),
    [
        (FOOTBALL, "attack", True),
        (FOOTBALL, "shooting", True),
        (FOOTBALL, "other", True),
        (FOOTBALL + " Police said that two fans were stabbed.", "stabbing", False),
        (RANSOM, "attack", True),
        (RANSOM, "cyberattack", False),
        (TRAIN, "bombing", True),
        (TRAIN, "transport accident", False),
        ("Gunmen attacked a bus and killed two.", "attack", False),
        ("Crime rose in the city, the mayor said.", "murder", True),
        (SPANISH, "bombing", False),
        ("The mayor opened a school.", "other", True),
        ("A climber fell to his death.", "other", False),
        ("Mobster Gigante dies in prison. He had ordered murders.", "murder", True),
        ("Mobster Gigante was stabbed and died in prison.", "murder", False),
        ("The club opened its season. A fire last year burned down its stand.", "fire", True),
        (PLAY, "attack", True),
        (PLAY.replace("made no arrests", "arrested two"), "attack", False),
        (f"Seven fans were killed in a crush on Saturday before the final. {PLAY}", "crowd crush", False),
        (f"Seven fans were hurt in a crush on Saturday before the final. {PLAY}", "crowd crush", True),
        (f"Seventy fans were hurt in a crush on Saturday before the final. {PLAY}", "crowd crush", False),
        (f"Two grenades burst at a film's premiere on Friday, {HARM} An actor and the director fled.", "attack", False),
        (f"In the film's first scene two grenades burst, {HARM} The director won a prize on Friday.", "attack", True),
    ],
)
def test_an_incident_needs_words_of_its_kind(text: str, kind: str, *, is_found: bool) -> None:
    somebody = [wire_group("climber", "1", 1)] if "climber" in text else []
    wire = wire_incident(type=kind, place_cite=[1], places=[text.split(maxsplit=1)[0]], victims=somebody)
    incidents = resolve(text, wire)
    found = check_kinds(incidents, find_untold(incidents, facts_of(text)))
    assert [(finding.code, finding.field) for finding in found] == [
        ("incident_unsupported", "incidents[0].type")
    ] * is_found
    assert all(text[item.start : item.end] == item.text for finding in found for item in finding.evidence)


def test_all_that_is_cited_for_an_incident_may_tell_its_kind() -> None:
    talk = "".join(f"Talk number {number} of the day in Poole was of the weather. " for number in range(6))
    deed = wire_incident(
        type="stabbing",
        places=["Poole", "town", "day", "weather"],
        place_cite=[1, 2, 3, 4, 5, 6],
        victims=[wire_group("guards", "2", 7, outcome="injured")],
    )
    text = f"{talk}Two guards were stabbed."
    assert not find_untold(resolve(text, deed), facts_of(text))


def test_no_incident_no_finding() -> None:
    assert find_untold((), facts_of(FOOTBALL)) == []


def test_an_incident_without_words_of_its_kind_counts_nobody() -> None:
    text = f"{TRAIN} Three people were killed."
    victims = [wire_group("people", "3", 3)]
    assert totals(text, wire_incident(type="bombing", victims=victims)) == [{}]
    assert totals(text, wire_incident(type="transport accident", victims=victims)) == [{"killed": (3, 3)}]


@pytest.mark.parametrize(
    ("group", "is_counted"),
    [
        ("goats", False),
        ("drowned goats", False),
        ("goats and sheep", False),
        ("goats and villagers", True),
        ("head of cattle", False),
        ("goats in the valley", False),
        ("elderly beagles", False),
        ("police canine from the Greenwood Police Department", False),
        ("police dog named Kina", False),
        ("canine officer", True),
        ("geese", False),
        ("ponies", False),
        ("Ostriches", False),
        ("goatherds", True),
        ("males", True),
        ("a fetus", True),
        ("women herding goats", True),
        ("people on bicycles", True),
        ("houses", False),
        ("tankers", False),
        ("tanker drivers", True),
        ("people at home", True),
        ("shares of the chipmaker", False),
        ("shareholders", True),
        ("bus passengers", True),
    ],
)
def test_animals_and_houses_are_never_summed(group: str, *, is_counted: bool) -> None:
    text = f"The flood drowned 5,000 {group}."
    wire = wire_incident(type="flood", victims=[wire_group(group, "5000", 1)])
    assert totals(text, wire) == [{"killed": (5000, 5000)} if is_counted else {}]
    codes = [finding.code for finding in check_incidents(resolve(text, wire), facts_of(text))]
    assert ("victim_not_people" in codes) is not is_counted


@pytest.mark.parametrize(
    ("text", "group", "number", "is_counted"),
    [
        ("An estimated 7,500 livestock were killed.", "people", "7500", False),
        ("The flood killed 7,500 head of cattle.", "people", "7500", False),
        ("The flood killed 7,500.", "people", "7500", True),
        ("In the flood, homes fell, and 7,500 were damaged.", "people", "7500", False),
        ("Two buses were swept away. Nine others were killed in the flood.", "others", "9", True),
        ("The flood killed 12 bus passengers.", "people", "12", True),
        ("A person was killed in the flood.", "person", "1", True),
        ("Another person has died in the flood.", "person", "1", True),
        ("The flood killed 12 Bulls fans.", "people", "12", True),
        ("Fourteen horses and two grooms died. Nine others were killed in the flood.", "others", "9", True),
        ("Two grooms died beside fourteen horses. Nine others were killed in the flood.", "others", "9", True),
    ],
)
def test_numbers_of_animals_are_no_people(text: str, group: str, number: str, *, is_counted: bool) -> None:
    wire = wire_incident(type="flood", victims=[wire_group(group, number, 1 + text.count(". "))])
    codes = [finding.code for finding in check_incidents(resolve(text, wire), facts_of(text))]
    assert ("victim_not_people" in codes) is not is_counted
    assert bool(totals(text, wire)[0]) is is_counted


def test_people_who_drowned_at_sea_make_no_flood() -> None:
    text = "At least 31 people drowned when a ferry capsized in rough seas."
    victims = [wire_group("people", "31+", 1)]
    assert totals(text, wire_incident(type="flood", victims=victims)) == [{}]
    assert totals(text, wire_incident(type="transport accident", victims=victims)) == [{"killed": (31, None)}]


def test_the_same_victims_in_two_incidents_count_once() -> None:
    text = "A bomb and then a shooting killed 12 people in Kabul. Gunmen killed 3 guards. Ana Ruiz died."
    name = {"name": "Ana Ruiz", "count": "1", "outcome": "killed", "cite": [3]}
    first = wire_incident(type="bombing", victims=[wire_group("people", "12", 1), name])
    second = wire_incident(type="shooting", victims=[wire_group("people", "12", 1), wire_group("guards", "3", 2), name])
    assert totals(text, first, second) == [{"killed": (12, 12)}, {"killed": (3, 3)}]
    found = check_repeated(resolve(text, first, second), facts_of(text))
    assert [(finding.code, finding.field) for finding in found] == [
        ("victims_repeated", "incidents[1].victims[0]"),
        ("victims_repeated", "incidents[1].victims[2]"),
    ]
    assert check_repeated(resolve(text, first), facts_of(text)) == []


@pytest.mark.parametrize(
    ("victims", "targets", "effect", "is_told"),
    [
        ([], [], None, False),
        ([("slugs", "214", 1)], [], None, False),
        ([("clerks", "214", 1)], [], None, True),
        ([], ["cables"], "damaged", True),
        ([], ["cables"], None, False),
    ],
)
def test_something_that_befell_nobody_and_nothing_is_no_incident(
    victims: list[tuple[str, str, int]], targets: list[str], effect: str | None, *, is_told: bool
) -> None:
    text = "In one night 214 slugs and 214 clerks were killed, and cables were cut."
    things: list[dict[str, object]] = [{"name": name, "effect": effect, "cite": [1]} for name in targets]
    wire = wire_incident(type="other", victims=[wire_group(*one) for one in victims], targets=things)
    assert (find_untold(resolve(text, wire), facts_of(text)) == []) is is_told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The explosion heard off Hodeidah was a controlled demolition of a drifting mine.", False),
        ("The bomb was destroyed in a controlled explosion off Hodeidah, the navy said.", False),
        ("The bomb was destroyed by army experts in a controlled explosion off Hodeidah, the navy said.", False),
        ("The navy urged people to disregard a video of a supposed bombing in Hodeidah.", False),
        ("The navy urged people to disregard a curfew after a bombing in Hodeidah.", True),
        ("The bomb was destroyed in a controlled explosion off Hodeidah; a second bomb tore up a quay.", True),
        ("An explosion rocked Hodeidah; a second bomb was destroyed in a controlled explosion.", True),
    ],
)
def test_a_controlled_demolition_is_no_bombing(text: str, *, is_told: bool) -> None:
    wire = wire_incident(type="bombing", weapons=[{"name": "mine" if "mine" in text else "bomb", "cite": [1]}])
    assert (find_untold(resolve(text, wire), facts_of(text)) == []) is is_told


@pytest.mark.parametrize(("told", "is_told"), [("False alarm, burnt toast", False), ("Kitchen on fire", True)])
def test_a_false_alarm_is_no_fire(told: str, *, is_told: bool) -> None:
    text = f"A fire destroyed a barn near Clun on Monday. Whitchurch, 19.30: {told}."
    wire = wire_incident(type="fire", places=["Whitchurch"], place_cite=[2])
    assert (find_untold(resolve(text, wire), facts_of(text)) == []) is is_told


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("Panamá realizó un simulacro nacional de terremoto con 300 heridos", False),
        ("Un terremoto dejó 300 heridos en Panamá", True),
        ("Un terremoto interrumpió un simulacro y dejó 300 heridos en Panamá", True),
        ("Un terremoto dejó 300 heridos en Panamá horas después de un simulacro nacional de sismo", True),
    ],
)
def test_what_was_only_rehearsed_did_not_happen(told: str, *, is_told: bool) -> None:
    text = f"Una balacera dejó tres muertos en Limón el martes, según informó la policía. {told} ayer por la mañana."
    wire = wire_incident(type="earthquake", victims=[wire_group("heridos", "300", 2, outcome="injured")])
    assert (find_untold(resolve(text, wire), facts_of(text)) == []) is is_told


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("The city staged an earthquake drill with 300 hurt", False),
        ("An earthquake during a drill hurt 300", True),
        ("An earthquake hurt 300 two hours after the city held an earthquake drill", True),
        ("The city staged relief after the earthquake with 300 hurt", True),
    ],
)
def test_what_was_only_drilled_did_not_happen(told: str, *, is_told: bool) -> None:
    text = f"A gunman killed three people in Limon on Tuesday. {told} on Thursday."
    wire = wire_incident(type="earthquake", victims=[wire_group("hurt", "300", 2, outcome="injured")])
    assert (find_untold(resolve(text, wire), facts_of(text)) == []) is is_told


@pytest.mark.parametrize(
    ("told", "victims", "is_told"),
    [
        ("A storm that could bury Fargo is expected to slam into North Dakota on Tuesday.", [], False),
        ("Forecasters warned of a storm in Fargo; power may fail for 40,000 customers.", ["targeted"], False),
        ("A storm that could bury Fargo tore off roofs in North Dakota on Tuesday.", [], True),
        ("A storm that is expected to weaken has flooded streets in Fargo.", [], True),
        ("A storm that is expected to weaken took two farmers in Fargo.", ["missing"], True),
        ("A storm passed over Fargo on Tuesday.", [], True),
        ("You may remember the storm that came through Fargo.", [], True),
    ],
)
def test_weather_that_is_only_forecast_did_not_happen(told: str, victims: list[str], *, is_told: bool) -> None:
    groups = [wire_group("people", None, 1, outcome=outcome) for outcome in victims]
    wire = wire_incident(type="storm", victims=groups, places=["Fargo"])
    assert (find_untold(resolve(told, wire), facts_of(told)) == []) is is_told


def test_as_many_in_each_are_not_the_same() -> None:
    text = "A bomb and a shooting each killed 12 people in Kabul."
    wires = [wire_incident(type=kind, victims=[wire_group("people", "12", 1)]) for kind in ("bombing", "shooting")]
    assert totals(text, *wires) == [{"killed": (12, 12)}] * 2
    assert check_repeated(resolve(text, *wires), facts_of(text)) == []


def test_victims_of_an_incident_that_is_none_are_counted_in_the_next() -> None:
    text = f"{TRAIN} Three people were killed."
    wires = [
        wire_incident(type=kind, victims=[wire_group("people", "3", 3)]) for kind in ("bombing", "transport accident")
    ]
    assert totals(text, *wires) == [{}, {"killed": (3, 3)}]
    assert "victims_repeated" not in [one.code for one in check_incidents(resolve(text, *wires), facts_of(text))]


def test_denied_victims_count_in_no_total() -> None:
    text = "A bomb went off in Kabul. No people were killed."
    assert totals(text, wire_incident(type="bombing", victims=[wire_group("people", "several", 2)])) == [{}]


@pytest.mark.parametrize(
    ("text", "whole", "part", "total"),
    [
        ("Five workers, among them three women, died in the fire.", "workers", "women", 5),
        ("Five workers, including three women, died in the fire.", "workers", "women", 5),
        ("Five workers died in the fire, three of them women.", "workers", "women", 5),
        ("A fire killed five workers. Among the dead were three women.", "workers", "women", 5),
        ("A fire: three more women have died, bringing the death toll to five workers.", "workers", "women", 5),
        ("Five workers, including two guards, were killed and three women died in the fire.", "workers", "women", 8),
        ("Five workers died in the fire, three of them, young women, at once.", "workers", "women", 5),
        ("Five workers and three women died in the fire.", "workers", "women", 8),
        ("Five workers, two of them guards, and three women died in the fire.", "workers", "women", 8),
    ],
)
def test_people_among_others_are_not_added_to_them(text: str, whole: str, part: str, total: int) -> None:
    cites = list(range(1, text.count(".") + 1))
    groups = [wire_group(whole, "5", *cites), wire_group(part, "3", *cites)]
    assert totals(text, wire_incident(type="fire", victims=groups)) == [{"killed": (total, total)}]


@pytest.mark.parametrize(
    ("more", "total"),
    [
        ("The dead were identified as Jean Roy and Luc Paz.", (2, 2)),
        ("The martyred were identified as Jean Roy and Luc Paz.", (2, 2)),
        ("They are Jean Roy and Luc Paz.", (2, 2)),
        ("Jean Roy and Luc Paz were also killed.", (2, 4)),
        ("The other victims were named as Jean Roy and Luc Paz.", (2, 4)),
        ("Jean Roy and Luc Paz taught there.", (2, 2)),
        ("Jean Roy died at once. Luc Paz died in hospital, the other victim of the fire.", (2, 4)),
    ],
)
def test_the_dead_who_are_named_later_are_those_who_were_counted(more: str, total: tuple[int, int]) -> None:
    names = [{"name": name, "count": "1", "outcome": "killed", "cite": [2, 3]} for name in ("Jean Roy", "Luc Paz")]
    wire = wire_incident(type="fire", victims=[wire_group("teachers", "2", 1), *names])
    assert totals(f"A fire killed two teachers. {more}", wire) == [{"killed": total}]


def test_the_dead_who_are_named_or_called_what_they_were_are_those_who_were_counted() -> None:
    text = "A blast killed four policemen. The martyred were identified as Jean Roy, constables Paz and Khan, and Gul."
    later = [wire_group(who, None, 2) for who in ("constables Paz", "Khan", "Gul")]
    jean = {"name": "Jean Roy", "count": "1", "outcome": "killed", "cite": [2]}
    told = f"{text} Two militants were shot dead."
    wire = wire_incident(
        type="bombing", victims=[wire_group("policemen", "4", 1), jean, *later, wire_group("militants", "2", 3)]
    )
    assert totals(told, wire) == [{"killed": (6, 6)}]


@pytest.mark.parametrize(
    ("more", "most"), [("The deceased include Jean Roy and Luc Paz.", 9), ("Jean Roy and Luc Paz died, too.", 11)]
)
def test_those_whom_the_dead_include_are_among_them(more: str, most: int) -> None:
    names = [{"name": name, "count": "1", "outcome": "killed", "cite": [2]} for name in ("Jean Roy", "Luc Paz")]
    wire = wire_incident(type="crowd crush", victims=[wire_group("women", "9", 1), *names])
    assert totals(f"Nine women were crushed to death. {more}", wire) == [{"killed": (9, most)}]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("The fire hurt five people. Two were taken to hospitals.", (5, 5)),
        ("The fire hurt five people. Two of the five victims were later in critical condition.", (5, 5)),
        ("The fire hurt five people. Later two people were hurt as a wall fell.", (2, 5)),
        ("The fire hurt five people. Another two people were taken to hospitals.", (5, 7)),
        ("Two people were taken to hospitals. The fire hurt five people, police said.", (2, 5)),
    ],
)
def test_what_became_of_some_of_the_injured_is_no_other_number_of_them(text: str, total: tuple[int, int]) -> None:
    first, second = ("2", "5") if text.startswith("Two") else ("5", "2")
    victims = [wire_group("people", first, 1, outcome="injured"), wire_group("people", second, 2, outcome="injured")]
    assert totals(text, wire_incident(type="fire", victims=victims)) == [{"injured": total}]


def test_people_among_others_count_where_these_have_no_number() -> None:
    text = "The dead of the fire include workers, among them three women."
    groups = [wire_group("workers", None, 1), wire_group("women", "3", 1)]
    assert totals(text, wire_incident(type="fire", victims=groups)) == [{"killed": (3, None)}]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("The quake killed at least 19 people in Turkey's Van province and four in Iran, officials said.", (23, None)),
        ("The quake killed 19 people in Van and four others near Khoy.", (23, 23)),
        (
            "After the quake police said 19 people died in Van, but medics in Khoy put it at four in a statement.",
            (4, 19),
        ),
        ("The quake killed 19 people in Van and hurt many. Then four died in Iran.", (4, 19)),
    ],
)
def test_people_counted_place_by_place_are_added(text: str, total: tuple[int, int | None]) -> None:
    cites = list(range(1, text.count(". ") + 2))
    count = "19+" if "at least" in text else "19"
    quake = wire_incident(
        type="earthquake", victims=[wire_group("people", count, *cites), wire_group("people", "4", *cites)]
    )
    assert totals(text, quake) == [{"killed": total}]
    doubts = [one.code for one in check_incidents(resolve(text, quake), facts_of(text))]
    assert ("conflicting_counts" in doubts) == (total[0] == 4)


def test_a_number_below_the_sum_of_the_parts_is_none_of_all() -> None:
    text = "Militants killed 22 people. In Gaskinde 15 villagers died, and in Tongomayel seven people."
    groups = [wire_group("people", "22", 1), wire_group("villagers", "15", 2), wire_group("people", "7", 2)]
    assert totals(text, wire_incident(type="attack", victims=groups)) == [{"killed": (22, 22)}]
    assert totals(text, wire_incident(type="attack", victims=groups[1:])) == [{"killed": (15, 22)}]


@pytest.mark.parametrize(
    ("text", "groups", "total"),
    [
        ("The rest sat by the bus. Eight of them were hurt, one by fire.", [("rest", "8"), ("driver", "1")], 9),
        ("Nine of them were hurt in the fire. Two workers were hurt later.", [("shift", "9"), ("workers", "2")], 11),
        ("Of the 31 people, of whom five were hurt, a fire hurt three guards.", [("people", "5"), ("guards", "3")], 5),
        ("In the fire 23 officers were hurt, two of them badly, police said, together with six clerks.",
         [("officers", "23"), ("clerks", "6")], 29),
    ],
)  # fmt: skip
def test_nobody_is_a_part_where_no_number_is_that_of_all(
    text: str, groups: list[tuple[str, str | None]], total: int
) -> None:
    cites = list(range(1, text.count(". ") + 2))
    victims = [wire_group(name, count, *cites, outcome="injured") for name, count in groups]
    (found,) = totals(text, wire_incident(type="fire", victims=victims))
    assert found["injured"][0] == total


def test_what_readers_comment_does_not_make_news_of_a_match() -> None:
    told = "The striker scored twice before half-time. The keeper was beaten in the second half. A massacre, he said."
    assert facts_of(told).is_play
    assert not facts_of(f"{told} It was murder.").is_play
    assert facts_of(f"{told}\n\nComments (1)\n\nIt was murder.").is_play
