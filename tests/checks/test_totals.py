"""What a summary tells of incidents: nobody twice, nothing of another time, and no claim that nobody makes."""

from datetime import date

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.checks.incidents import check_incidents
from summarizer.checks.totals import list_sound, total_sound
from summarizer.pipeline.summarizing import read_article, resolve_answer
from summarizer.resolving.summaries import compose_summary
from summarizer.schemas.record import Total

TEXT = (
    "The RSF shelled a camp near El Fasher on May 20, 2025, and 23 people were killed. The RSF {} that it had fired. "
    "A shelling there on May 2 killed five civilians."
)


def tell(verb: str) -> str:
    text = TEXT.format(verb)
    wire = wire_incident(
        type="shelling",
        date={"text": "May 20, 2025", "cite": [1]},
        perpetrators=[{"name": "RSF", "kind": "organization", "status": "claimed", "cite": [1, 2]}],
        victims=[wire_group("people", "23", 1), wire_group("civilians", "5", 3)],
    )
    facts = facts_of(text)
    incidents = resolve_answer([wire], article_from_text(text), facts).incidents
    assert incidents[0].perpetrators[0].status == "claimed", "the record keeps what the model gave"
    return compose_summary(list_sound(incidents, facts, keep_parts=True))


def test_people_of_another_day_and_claims_that_nobody_makes_are_not_told() -> None:
    told = tell("denied")
    assert "23 people killed" in told
    assert "civilians" not in told
    assert "by RSF." in told


def test_a_claim_is_told_where_one_is_made() -> None:
    assert "by RSF (claimed)" in tell("admitted")


@pytest.mark.parametrize(
    ("text", "groups", "told"),
    [
        (
            "The fire killed 12 people. Among the dead were three children.",
            {"people": "12", "children": "3"},
            "12 people killed (among them 3 children)",
        ),
        (
            "The fire killed at least 12 people, and three children are dead.",
            {"people": "12+", "children": "3"},
            "at least 12 people killed (among them 3 children)",
        ),
        (
            "The fire killed 12 people. Nine guests died in their rooms. Three cooks died, too.",
            {"people": "12", "guests": "9", "cooks": "3"},
            "12 people killed (9 guests and 3 cooks)",
        ),
        ("The fire killed five guests and three cooks.", {"guests": "5", "cooks": "3"}, "5 guests and 3 cooks killed"),
        (
            "The fire killed 12 people, one list says. The dead were nine guests; another list has eight cooks dead.",
            {"people": "12", "guests": "9", "cooks": "8"},
            "12 people, 9 guests and 8 cooks killed",
        ),
        (
            "The fire killed at least 12 people. The dead were nine guests; another list has eight cooks dead.",
            {"people": "12+", "guests": "9", "cooks": "8"},
            "at least 12 people, 9 guests and 8 cooks killed",
        ),
        (
            "The fire killed five guests, three of them women, and a cook.",
            {"guests": "5", "women": "3", "cook": "1"},
            "5 guests and cook killed",
        ),
        (
            "The fire killed five guests, three of them women, and two cooks.",
            {"guests": "5", "women": "3", "cooks": "2"},
            "5 guests and 2 cooks killed",
        ),
        (
            "El incendio mató a 31 presos, de los que 27 reos murieron por humo y otros cuatro guardias por fuego.",
            {"presos": "31", "reos": "27", "guardias": "4"},
            "31 presos killed (27 reos and 4 guardias)",
        ),
    ],
)
def test_who_is_among_others_is_told_so(text: str, groups: dict[str, str], told: str) -> None:
    cites = list(range(1, text.count(". ") + 2))
    wire = wire_incident(type="fire", victims=[wire_group(who, count, *cites) for who, count in groups.items()])
    facts = facts_of(text)
    incidents = resolve_answer([wire], article_from_text(text), facts).incidents
    assert compose_summary(list_sound(incidents, facts, keep_parts=True)) == f"Fire: {told}."


def test_names_may_be_among_those_of_groups_among_others() -> None:
    text = "The fire killed three people: two guests, Ana Ruiz and Luis Paz, and a cook, Eva Gil."
    groups = [wire_group("people", "3", 1), wire_group("guests", "2", 1)]
    one = {"count": "1", "outcome": "killed", "cite": [1]}
    names = [{"name": name, **one} for name in ("Ana Ruiz", "Luis Paz", "Eva Gil")]
    wire = wire_incident(type="fire", victims=[*groups, *names])
    facts = facts_of(text)
    told = compose_summary(
        list_sound(resolve_answer([wire], article_from_text(text), facts).incidents, facts, keep_parts=True)
    )
    assert told == "Fire: 3 people killed (Ana Ruiz, Luis Paz and Eva Gil)."


@pytest.mark.parametrize(("count", "killed"), [("3", 3), ("4", 7)])
def test_people_whom_the_article_does_not_name_are_none_beside_as_many_whom_it_does(count: str, killed: int) -> None:
    text = (
        "Avalanche kills three skiers in Tyrol. Three ski tourers and four guides were killed on Sunday, police said."
    )
    wire = wire_incident(type="avalanche", victims=[wire_group("skiers", "3", 1), wire_group("climbers", count, 2)])
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (incident.totals["killed"].low, incident.totals["killed"].high) == (killed, killed)


def test_a_model_that_is_asked_for_a_summary_gets_nobody_twice() -> None:
    text = "The fire killed 12 people. Among the dead were three children."
    wire = wire_incident(type="fire", victims=[wire_group("people", "12", 1), wire_group("children", "3", 2)])
    facts = facts_of(text)
    (incident,) = list_sound(resolve_answer([wire], article_from_text(text), facts).incidents, facts)
    assert [victim.group for victim in incident.victims] == ["people"]


def test_deaths_that_are_not_told_raise_what_the_total_may_be_at_most() -> None:
    text = "A shooting killed a driver in Poole. Police sought a man accused of shooting ten people in May."
    wire = wire_incident(type="shooting", victims=[wire_group("driver", "1", 1), wire_group("people", "10", 2)])
    facts = facts_of(text)
    incidents = resolve_answer([wire], article_from_text(text), facts).incidents
    killed = incidents[0].totals["killed"]
    assert (killed.low, killed.high) == (1, 11)


@pytest.mark.parametrize(
    ("names", "dead"),
    [(("Ann Lee", "Bob Dix"), (1, 2)), (("Bob Dix",), (1, 1))],
    ids=["beside another", "the only one"],
)
def test_who_speaks_is_dead_perhaps_beside_others(names: tuple[str, ...], dead: tuple[int, int]) -> None:
    text = "Ann Lee was killed by gunfire in Reno. Bob Dix heard the shots. Dix said that she was a good neighbour."
    victims = [wire_person(name, 1 if name == "Ann Lee" else 2) for name in names]
    wire = wire_incident(type="shooting", victims=victims)
    total = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents[0].totals["killed"]
    assert (total.low, total.high) == dead


def test_more_than_all_the_dead_are_others() -> None:
    text = "Nine people drowned off Polillo. Fourteen of the passengers were teachers who had been to Lucena."
    victims = [wire_group("people", "9", 1), wire_group("teachers", "14", 2)]
    wire = wire_incident(type="transport accident", victims=victims)
    resolved = resolve_answer([wire], article_from_text(text), facts_of(text))
    assert "death_untold" in {one.code for one in check_incidents(resolved.incidents, facts_of(text))}
    killed = resolved.incidents[0].totals["killed"]
    assert (killed.low, killed.high) == (9, 9)


def test_people_told_to_be_missing_do_not_raise_it() -> None:
    text = "The volcano killed eight people. Another 22 were hurt, and three people are missing."
    wire = wire_incident(
        type="volcanic eruption", victims=[wire_group("people", "8", 1), wire_group("missing people", "3", 2)]
    )
    incidents = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    killed = incidents[0].totals["killed"]
    assert (killed.low, killed.high) == (8, 8)


@pytest.mark.parametrize(
    "text",
    [
        "Four people were killed and four were injured in a crash.",
        "Four people were injured and four were killed in a crash.",
    ],
)
def test_equal_numbers_are_told_apart_by_what_became_of_them(text: str) -> None:
    groups = [wire_group("people", "4", 1), wire_group("people", "4", 1, outcome="injured")]
    wire = wire_incident(type="transport accident", victims=groups)
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert {outcome: total.low for outcome, total in incident.totals.items()} == {"killed": 4, "injured": 4}


@pytest.mark.parametrize(
    ("group", "said", "killed"),
    [
        ("15-year-old boy", "Police named 15-year-old student Ann Lee.", (1, 1)),
        ("15-year-old boy", "Police named Ann Lee, 15, of Reno.", (1, 1)),
        ("15-year-old boy", "Police named Ann Lee, 16, of Reno.", (1, 2)),
        ("15-year-old boy", "Police named Ann Lee, 15 others were hurt.", (1, 2)),
        ("other 15-year-old boy", "Police named Ann Lee, 15, of Reno.", (1, 2)),
        ("boy", "Police named Ann Lee, 15, of Reno.", (1, 2)),
        ("deputy", "The dead man is Deputy Ann Lee.", (1, 1)),
        ("deputy", "The dead are Deputy Ann Lee and Sam Fox.", (2, 2)),
        ("deputy", "The dead are Deputy Ann Lee and Deputy Sam Fox.", (2, 3)),
        ("deputy", "The dead are Ann Lee, a clerk, and Sam Fox.", (2, 3)),
        ("other deputy", "The dead man is Deputy Ann Lee.", (1, 2)),
    ],
)
def test_one_of_an_age_or_office_is_who_is_named_with_it(group: str, said: str, killed: tuple[int, int]) -> None:
    text = f"A shooting killed a {group}. {said}"
    named = [wire_person(name, 2) for name in ("Ann Lee", "Sam Fox") if name in said]
    dead = [wire_group(group, "1", 1), *named]
    wire = wire_incident(type="shooting", victims=dead)
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (incident.totals["killed"].low, incident.totals["killed"].high) == killed


@pytest.mark.parametrize(
    ("again", "injured"),
    [
        ("The three others hurt are stable.", (3, 3)),
        ("Three others were injured and are expected to survive.", (3, 3)),
        ("Four others were injured and are expected to survive.", (7, 7)),
    ],
)
def test_others_who_are_told_of_again_count_once(again: str, injured: tuple[int, int]) -> None:
    text = f"A shooting left a man dead in the street. Three others were also injured. He was Tre Edwards. {again}"
    number = "4" if again.startswith("Four") else "3"
    hurt = [wire_group("others", count, at, outcome="injured") for count, at in (("3", 2), (number, 4))]
    wire = wire_incident(type="shooting", victims=[wire_group("man", "1", 1), *hurt])
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (incident.totals["injured"].low, incident.totals["injured"].high) == injured


@pytest.mark.parametrize(
    ("text", "groups", "killed"),
    [
        (
            "Two people died in the crash. Three others died later at the hospital.",
            [("people", "2", 1), ("others", "3", 2)],
            (5, 5),
        ),
        (
            "Two people died in the crash. Two others died later at the hospital.",
            [("people", "2", 1), ("others", "2", 2)],
            (4, 4),
        ),
        ("The crash killed 12 people. Another three people died.", [("people", "12", 1), ("people", "3", 2)], (12, 15)),
        ("The crash killed his parents and his sister.", [("parents", "2", 1), ("sister", "1", 1)], (3, 3)),
        ("Both drivers were killed in the crash.", [("drivers", "2", 1)], (2, 2)),
        ("A mother and daughter were killed in the crash.", [("mother and daughter", "2", 1)], (2, 2)),
        ("The death toll of the crash has topped 100.", [("people", "100+", 1)], (100, None)),
        (
            "The crash killed 18 women and six boys. His in-law, Rabi Inuwa, and her three sons were among the dead.",
            [("women", "18", 1), ("boys", "6", 1), ("in-law", "1", 2)],
            (24, 24),
        ),
        (
            "The crash killed 18 women and six boys. His in-law, Rabi Inuwa, and her three sons were among the guests.",
            [("women", "18", 1), ("boys", "6", 1), ("in-law", "1", 2)],
            (25, 25),
        ),
        (
            "The crash killed 19 workers. Four firefighters were among the dead.",
            [("workers", "19", 1), ("firefighters", "4", 2)],
            (19, 19),
        ),
        (
            "The crash killed 9 people. A merchant and a boy of ten were among the dead.",
            [("people", "9", 1), ("merchant", "1", 2), ("boy of ten", "1", 2)],
            (9, 9),
        ),
        ("Two people who went missing in the crash were found dead.", [("people", "2", 1)], (2, 2)),
        (
            "The crash killed three people in Alabama, two in Georgia and one in Tennessee.",
            [("people", "3", 1), ("two", "2", 1), ("one", "1", 1)],
            (6, 6),
        ),
    ],
)
def test_who_is_counted_once_and_all_of_them(
    text: str, groups: list[tuple[str, str, int]], killed: tuple[int, int | None]
) -> None:
    wire = wire_incident(type="transport accident", victims=[wire_group(*group) for group in groups])
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (incident.totals["killed"].low, incident.totals["killed"].high) == killed


@pytest.mark.parametrize(("which", "killed"), [("third", (4, 4)), ("fifth", (5, 5)), ("sixth", (4, 5))])
def test_the_third_of_four_is_one_of_them_and_the_fifth_another(which: str, killed: tuple[int, int]) -> None:
    text = f"Four people were shot dead in Wichita. A {which} victim died in hospital on Wednesday."
    wire = wire_incident(type="shooting", victims=[wire_group("people", "4", 1), wire_group(f"{which} victim", "1", 2)])
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (incident.totals["killed"].low, incident.totals["killed"].high) == killed


def test_beside_one_dead_a_third_victim_is_one_of_all_who_were_hit() -> None:
    text = "Three people were shot in Wichita and one person was killed. The third victim died at the scene."
    wire = wire_incident(type="shooting", victims=[wire_group("person", "1", 1), wire_group("third victim", "1", 2)])
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (incident.totals["killed"].low, incident.totals["killed"].high) == (1, 1)


def test_a_fourth_is_none_of_three_whom_later_entries_add_up_to() -> None:
    text = "Three people died in the crash. Two of the dead were passengers. A fourth person died on Tuesday."
    victims = [wire_group("people", "3", 1), wire_group("passengers", "2", 2), wire_group("fourth person", "1", 3)]
    wire = wire_incident(type="transport accident", victims=victims)
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (incident.totals["killed"].low, incident.totals["killed"].high) == (4, 4)


@pytest.mark.parametrize(
    ("unlikely", "confidence", "killed"), [("driver", 0.1, (3, 4)), ("driver", 0.3, (4, 4)), ("guards", 0.1, (4, 4))]
)
def test_people_of_whom_the_model_was_hardly_sure_are_none_at_least(
    unlikely: str, confidence: float, killed: tuple[int, int]
) -> None:
    text = "Three guards and a driver were killed in the blast."
    facts = facts_of(text)
    wire = wire_incident(type="bombing", victims=[wire_group("guards", "3", 1), wire_group("driver", "1", 1)])
    (incident,) = resolve_answer([wire], article_from_text(text), facts).incidents
    unsure = (one.model_copy(update={"confidence": confidence * (one.group == unlikely)}) for one in incident.victims)
    victims = tuple(one if one.confidence else one.model_copy(update={"confidence": None}) for one in unsure)
    (total,) = total_sound([incident.model_copy(update={"victims": victims})], facts)
    assert (total.totals["killed"].low, total.totals["killed"].high) == killed


def test_a_number_of_which_the_model_was_hardly_sure_stands_where_it_is_that_of_all() -> None:
    text = "The blast killed 31 people. Two guards were among the dead."
    facts = facts_of(text)
    wire = wire_incident(type="bombing", victims=[wire_group("people", "31", 1), wire_group("guards", "2", 2)])
    (incident,) = resolve_answer([wire], article_from_text(text), facts).incidents
    people, guards = incident.victims
    unsure = incident.model_copy(update={"victims": (people.model_copy(update={"confidence": 0.1}), guards)})
    assert total_sound([unsure], facts)[0].totals["killed"].low == 31


@pytest.mark.parametrize(("confidence", "most"), [(0.1, 9), (0.4, 190)])
def test_an_unlikely_number_is_no_rival_of_a_headline_s_toll(confidence: float, most: int) -> None:
    headline = "Nine dead in landslide in Trinidad"
    text = f"{headline}\n\nA slope fell on homes on Sunday, killing villagers; 190 blocks of coffee were lost.\n"
    article = article_from_text(text)
    facts = facts_of(text, headline=headline)
    people = [wire_group("villagers", "9", 1), wire_group("people", "190", 2)]
    (incident,) = resolve_answer([wire_incident(type="landslide", victims=people)], article, facts).incidents
    villagers, others = incident.victims
    unsure = incident.model_copy(update={"victims": (villagers, others.model_copy(update={"confidence": confidence}))})
    (told,) = total_sound([unsure], facts)
    assert (told.totals["killed"].low, told.totals["killed"].high) == (9, most)


def test_a_headline_s_toll_is_of_the_place_beside_it() -> None:
    headline = "Missiles kill nine in Kremenchuk; drones hit refinery in Rostov"
    text = f"{headline}\n\nMissiles struck Kremenchuk on Friday. A fire at a refinery in Rostov killed an operator.\n"
    article = article_from_text(text)
    facts = facts_of(text, headline=headline)
    strike = wire_incident(type="shelling", places=["Kremenchuk"], place_cite=[2])
    fire = wire_incident(type="fire", places=["Rostov"], place_cite=[3], victims=[wire_group("operator", "1", 3)])
    incidents = resolve_answer([strike, fire, strike], article, facts).incidents
    assert (incidents[1].totals["killed"].low, incidents[1].totals["killed"].high) == (1, 1)


def test_a_headline_s_toll_is_that_of_its_kind_and_of_a_district_that_it_names() -> None:
    text = "The ferry sank on Sunday; 18 people were killed, it said first. A storm killed 34 people on Tuesday.\n"
    sinking = wire_incident(type="transport accident", victims=[wire_group("people", "18", 2)])
    storm = wire_incident(type="storm", victims=[wire_group("people", "34", 3)])
    named = "Romblon ferry sinking: Death toll now 31"
    article, facts = article_from_text(f"{named}\n\n{text}"), facts_of(f"{named}\n\n{text}", headline=named)
    both = resolve_answer([sinking, storm], article, facts).incidents
    assert [one.totals["killed"].low for one in both] == [31, 34]
    twice = resolve_answer([sinking, sinking.model_copy(update={"places": ["Banton"]})], article, facts).incidents
    assert 31 not in [one.totals["killed"].low for one in twice if "killed" in one.totals]
    headline = "Two die as roof falls in Harnai mine"
    text = f"{headline}\n\nA roof fell in Harnai District. In Duki a rope snapped and killed a labourer.\n"
    article, facts = article_from_text(text), facts_of(text, headline=headline)
    roof = wire_incident(type="industrial accident", places=["Harnai District"], place_cite=[2])
    rope = wire_incident(
        type="industrial accident", places=["Duki", "mine"], place_cite=[3], victims=[wire_group("labourer", "1", 3)]
    )
    assert resolve_answer([rope, roof], article, facts).incidents[0].totals["killed"].high == 1


NEWS = date(2026, 11, 20)


def total(text: str, *victims: object) -> tuple[int, int | None] | None:
    article = article_from_text(text, published=NEWS)
    facts = read_article(article)
    (incident,) = resolve_answer([wire_incident(type="shooting", victims=list(victims))], article, facts).incidents
    found = incident.totals.get("killed")
    return (found.low, found.high) if found else None


def test_somebody_named_and_kin_whom_one_sentence_lists_are_all_counted() -> None:
    text = (
        "Police named the dead, who were shot, as Natalie Srin, 35, and their 5-year-old daughter and 2-year-old son."
    )
    victims = [
        wire_person("Natalie Srin", 1),
        wire_group("5-year-old daughter", "1", 1),
        wire_group("2-year-old son", "1", 1),
    ]
    assert total(text, *victims) == (3, 3)
    apposed = "Natalie Srin, a 35-year-old woman, was shot dead on Friday. She was at home."
    assert total(apposed, wire_person("Natalie Srin", 1), wire_group("35-year-old woman", "1", 1)) == (1, 2)


def test_a_list_beside_more_groups_than_are_compared_has_no_total() -> None:
    text = "Ann Lee, 35, and a boy were shot dead on Friday. Police came."
    listed = [wire_person("Ann Lee", 1), wire_group("boy", "1", 1)]
    assert total(text, *listed) == (2, 2)
    more = text + "".join(f" Two Gard{at} men died." for at in range(205))
    assert total(more, *listed, *(wire_group(f"Gard{at} men", "2", at + 3) for at in range(205))) is None


def test_who_is_told_of_by_name_and_by_kin_is_one() -> None:
    text = "A gunman shot dead Ann Lee, 35, his estranged wife, on Friday. Police came."
    assert total(text, wire_person("Ann Lee", 1), wire_group("estranged wife", "1", 1)) == (1, 2)


def test_kin_told_of_first_are_those_named_later() -> None:
    text = (
        "A man shot dead his wife, their two daughters and his mother-in-law on Sunday. "
        "Deputies found the bodies of:\n\n"
        "- Amanda Hale, 41\n\n- Kaylee Hale, 15\n\n- Brooke Hale, 12\n\n- Donna Pruitt, 68"
    )
    kin = [wire_group("wife", "1", 1), wire_group("daughters", "2", 1), wire_group("mother-in-law", "1", 1)]
    names = [
        wire_person(name, at)
        for at, name in enumerate(("Amanda Hale", "Kaylee Hale", "Brooke Hale", "Donna Pruitt"), 3)
    ]
    assert total(text, *kin, *names) == (4, 4)
    assert total(text, *kin, *names[:3]) == (4, 7)


def test_one_of_the_victims_is_no_doubt_about_the_others() -> None:
    text = "Un tiroteo dejó varios muertos el viernes. Ana es una de las 17 víctimas mortales del tiroteo."
    assert total(text, wire_group("víctimas", "17", 2)) == (17, 17)


def test_the_dead_of_a_war_are_none_of_one_day_s() -> None:
    text = (
        "Soldiers killed 94 villagers in Chijolom on 14 March 1982. "
        "About 200,000 people were killed during Guatemala's civil war, which ran from 1960 to 1996."
    )
    article = article_from_text(text, published=NEWS)
    wire = wire_incident(
        type="murder",
        date={"text": "14 March 1982", "cite": [1]},
        victims=[wire_group("villagers", "94", 1), wire_group("people", "200000", 2)],
    )
    (incident,) = resolve_answer([wire], article, read_article(article)).incidents
    assert incident.totals["killed"] == Total(low=94, high=94)


def test_what_is_rehearsed_did_not_happen() -> None:
    text = "El ejercicio suponía un terremoto frente a La Libertad, que habría dejado 15 fallecidos en San Salvador."
    article = article_from_text(text, published=NEWS)
    wire = wire_incident(type="earthquake", victims=[wire_group("fallecidos", "15", 1)])
    assert resolve_answer([wire], article, read_article(article)).incidents[0].totals == {}


def test_an_officer_who_tells_of_the_dead_is_none_of_them() -> None:
    text = (
        "Two men were shot dead in Gapan on Sunday. "
        "Col. Ricardo Reyes, the police director, said that the two were on a list."
    )
    assert total(text, wire_group("men", "2", 1), wire_person("Col. Ricardo Reyes", 2)) == (2, 2)
    visitor = text.replace("Col. ", "").replace("the police director", "a visitor")
    assert total(visitor, wire_group("men", "2", 1), wire_person("Ricardo Reyes", 2)) == (2, 3)
