"""People who are among others: the other two, those of an earlier toll, those who are named as the dead."""

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import check_answer, read_article, resolve_answer
from summarizer.schemas.record import Finding, Outcome, Total
from summarizer.schemas.wire import IncidentAnswer, WireIncident


def read(text: str, *victims: object) -> tuple[dict[Outcome, Total], list[Finding]]:
    article = article_from_text(text)
    facts = read_article(article)
    wire: WireIncident = wire_incident(type="other", victims=victims)
    incidents = resolve_answer([wire], article, facts).incidents
    answer = IncidentAnswer(gist=[1], incidents=[wire])
    return incidents[0].totals, check_answer(answer, incidents, article, facts)


def total(text: str, *victims: object, outcome: Outcome = "killed") -> tuple[int, int | None]:
    told = read(text, *victims)[0][outcome]
    return told.low, told.high


@pytest.mark.parametrize(
    ("text", "first", "later", "number", "hurt"),
    [
        (
            "Two others were hurt in the blast. The other women, 19 and 31, are stable.",
            "others",
            "other women",
            None,
            2,
        ),
        ("Ten people were hurt in the blast. The other two hurt are stable.", "people", "other two", "2", 10),
        ("Diez personas quedaron heridas. Los otros dos heridos están bien.", "personas", "heridos", "2", 10),
        ("Ten people were hurt in the blast. The eight others hurt are stable.", "people", "others", "8", 10),
        ("Two people were hurt in the blast. Three other women were hurt later.", "people", "other women", "3", 5),
    ],
)
def test_the_other_two_are_among_those_counted_before(
    text: str, first: str, later: str, number: str | None, hurt: int
) -> None:
    count = {"Ten": "10", "Diez": "10"}.get(text.split(maxsplit=1)[0], "2")
    victims = (wire_group(first, count, 1, outcome="injured"), wire_group(later, number, 2, outcome="injured"))
    assert total(text, *victims, outcome="injured") == (hurt, hurt)


@pytest.mark.parametrize(
    ("later", "hurt"),
    [
        ("A short time later, two victims appeared at Sentara Bayside Hospital.", (4, 4)),
        ("Two later showed up at a hospital with wounds.", (4, 4)),
        ("Two drove themselves to the emergency room.", (4, 4)),
        ("Two victims were hurt in Norfolk.", (2, 4)),
    ],
)
def test_who_came_to_a_hospital_are_some_of_those_hurt(later: str, hurt: tuple[int, int]) -> None:
    victims = [wire_group("people", "4", 1, outcome="injured"), wire_group("victims", "2", 2, outcome="injured")]
    assert total(f"Four people were hurt in a blast. {later}", *victims, outcome="injured") == hurt


@pytest.mark.parametrize(
    ("later", "group", "count", "hurt"),
    [
        ("The older boy is in hospital.", "older boy", "1", (2, 2)),
        ("An older boy is in hospital.", "older boy", "1", (3, 3)),
        ("Of the two boys, the younger was treated.", "younger", "1", (2, 2)),
        ("A second boy was treated there.", "boy", "1", (2, 2)),
        ("A fourth boy was treated there.", "boy", "1", (3, 3)),
    ],
)
def test_somebody_may_be_one_of_those_told_of(later: str, group: str, count: str, hurt: tuple[int, int]) -> None:
    victims = [wire_group("boys", "2", 1, outcome="injured"), wire_group(group, count, 2, outcome="injured")]
    assert total(f"Two boys were hurt in a blast. {later}", *victims, outcome="injured") == hurt


@pytest.mark.parametrize(
    ("later", "numbers", "hurt"),
    [
        ("Two of the victims went home. Two others were taken to a hospital.", "22", (4, 4)),
        ("Two of the victims went home, and two others were taken to a hospital.", "22", (4, 4)),
        ("Two of the victims went home. Three others were taken to a hospital.", "23", (4, 7)),
        ("Three of the people were treated, and two of them are in a ward. It rained.", "32", (4, 4)),
        ("Police tweeted of 4 victims, 2 in critical condition. It rained.", "42", (4, 4)),
    ],
)
def test_some_of_those_hurt_and_the_others(later: str, numbers: str, hurt: tuple[int, int]) -> None:
    at = (2, 3 if "." in later[:-1] and "It rained" not in later else 2)
    parts = [wire_group("people", number, cite, outcome="injured") for number, cite in zip(numbers, at, strict=True)]
    victims = [wire_group("people", "4", 1, outcome="injured"), *parts]
    assert total(f"Four people were hurt in a blast. {later}", *victims, outcome="injured") == hurt


@pytest.mark.parametrize(
    ("opening", "hurt"),
    [
        ("Police found a man dead and four other people with gunshot wounds.", (4, 4)),
        ("Police found a man dead. Two girls were hurt, and four other people were hurt.", (6, 6)),
    ],
)
def test_those_hurt_beside_the_dead_may_be_told_of_again(opening: str, hurt: tuple[int, int]) -> None:
    last = opening.count(". ") + 1
    told = [wire_group("people", "4", last, outcome="injured"), wire_group("wounded", "4", last + 1, outcome="injured")]
    girls = [wire_group("girls", "2", 2, outcome="injured")] * (last > 1)
    assert total(f"{opening} The four wounded are stable.", *girls, *told, outcome="injured") == hurt


def test_others_beside_the_dead_may_be_those_whom_later_sentences_list() -> None:
    text = (
        "One of the six men who were shot died. Five other victims were rushed to hospitals. The man killed was 23. "
        "Another 23-year-old was shot in the chest. Three 18-year-olds and a 21-year-old are stable."
    )
    told = [("victims", "5", 2), ("18-year-olds", "3", 5), ("21-year-old", "1", 5), ("23-year-old", "1", 4)]
    hurt = [wire_group(group, count, cite, outcome="injured") for group, count, cite in told]
    assert total(text, wire_group("men", "6", 1), *hurt, outcome="injured") == (5, 5)
    assert total(text, wire_group("men", "6", 1), *hurt) == (1, 1)


BLOG = "A bomb in Kano: live\n\n{}\n\n{} people are dead.\n\n15:10\n\n{} people are dead, a hospital says.\n"


@pytest.mark.parametrize(
    ("first", "newest", "older", "dead"),
    [("18:40", "23", "17", (23, 23)), ("18:40", "17", "23", (17, 23)), ("14:40", "23", "17", (17, 23))],
)
def test_the_newest_post_of_a_live_blog_counts_those_of_older_ones(
    first: str, newest: str, older: str, dead: tuple[int, int]
) -> None:
    text = BLOG.format(first, newest, older)
    totals, findings = read(text, wire_group("people", newest, 3), wire_group("people", older, 5))
    assert (totals["killed"].low, totals["killed"].high) == dead
    found = {one.code for one in findings} & {"conflicting_counts", "uncovered_casualty"}
    assert bool(found) is (dead[0] != dead[1])
    _, findings = read(text, wire_group("people", newest, 3))
    assert ("uncovered_casualty" in {one.code for one in findings}) is (dead[0] != dead[1])


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Murieron 31 personas. El balance anterior daba cuenta de 19 muertos.", (31, 31)),
        ("Murieron 31 personas. Previamente se había informado de 19 muertos.", (31, 31)),
        ("Murieron 31 personas. En el pabellón había 19 muertos.", (19, 31)),
        ("A blast killed 31 people. An earlier report spoke of 19 dead.", (31, 31)),
        ("A blast killed 31 people. A report spoke of 19 dead.", (19, 31)),
        ("A blast killed 31 people. Officials at first spoke of 19 dead.", (31, 31)),
    ],
)
def test_an_earlier_count_is_no_claim(text: str, dead: tuple[int, int]) -> None:
    assert total(text, wire_group("personas", "31", 1), wire_group("dead", "19", 2)) == dead


@pytest.mark.parametrize(
    ("said", "group", "hurt"),
    [
        ("Cuatro fueron remitidos a clínicas de Cali por sus heridas.", "remitidos a clínicas de Cali", (18, 18)),
        ("Cuatro heridos siguen ingresados en un hospital.", "heridos", (18, 18)),
        ("Cuatro mujeres quedaron heridas.", "mujeres", (18, 22)),
    ],
)
def test_who_lie_in_a_hospital_are_some_of_those_hurt(said: str, group: str, hurt: tuple[int, int]) -> None:
    text = f"De los lesionados de la explosión cinco son uniformados y 13 civiles. {said}"
    told = (("uniformados", "5", 1), ("civiles", "13", 1), (group, "4", 2))
    victims = [wire_group(*one, outcome="injured") for one in told]
    assert total(text, *victims, outcome="injured") == hurt


@pytest.mark.parametrize(
    ("said", "hurt"), [("Siete de los afectados son menores", 47), ("Siete menores llegaron al hospital", 54)]
)
def test_some_of_those_affected_are_among_them(said: str, hurt: int) -> None:
    text = f"Un grupo de 47 invitados quedó herido en la boda. {said} y están mal."
    group = "menores"
    victims = [wire_group("invitados", "47", 1, outcome="injured"), wire_group(group, "7", 2, outcome="injured")]
    assert total(text, *victims, outcome="injured")[0] == hurt


@pytest.mark.parametrize(
    ("group", "called", "dead"),
    [
        ("workers", "", (2, 2)),
        ("workers", "Miners ", (2, 2)),
        ("workers", "Nurses ", (2, 4)),
        ("gunmen", "", (2, 4)),
        ("suspects", "", (2, 4)),
    ],
)
def test_names_told_after_a_group_are_its_unless_they_may_be_of_other_people(
    group: str, called: str, dead: tuple[int, int]
) -> None:
    text = f"Two {group} were killed in Leeds on Monday. {called}Ann Lee and Bob Roy died at a shop."
    names = [wire_person(name, 2) for name in ("Ann Lee", "Bob Roy")]
    assert total(text, wire_group(group, "2", 1), *names) == dead


@pytest.mark.parametrize(
    ("said", "dead"),
    [
        ("Los fallecidos respondían a los nombres de Jean Louis y Paul Joseph", (2, 2)),
        ("Los dos caídos son Jean Louis y Paul Joseph", (2, 2)),
        ("En el hospital murieron Jean Louis y Paul Joseph", (2, 2)),
        ("También murieron Jean Louis y Paul Joseph", (2, 4)),
    ],
)
def test_who_the_dead_were_in_spanish(said: str, dead: tuple[int, int]) -> None:
    text = f"Un derrumbe mató a dos obreros haitianos en la obra. {said}."
    names = [wire_person(name, 2) for name in ("Jean Louis", "Paul Joseph")]
    assert total(text, wire_group("obreros haitianos", "2", 1), *names) == dead


@pytest.mark.parametrize(
    ("said", "dead"),
    [
        ("Two farmers – Ann Lee, 34; and Bob Roy, 41 – were killed.", (2, 2)),
        ("Two farmers were killed: Ann Lee, 34, and Bob Roy, 41.", (2, 2)),
        ("Two farmers were killed beside Ann Lee and Bob Roy.", (2, 4)),
    ],
)
def test_the_names_in_a_group_s_own_sentence_are_its(said: str, dead: tuple[int, int]) -> None:
    names = [wire_person(name, 1) for name in ("Ann Lee", "Bob Roy")]
    group = "farmers" if "farmers" in said else "agricultores"
    assert total(said, wire_group(group, "2", 1), *names) == dead


@pytest.mark.parametrize(
    ("said", "most"),
    [
        ("The army identified one of them as Bob Roy.", 4),
        ("The army said one victim – 27-year-old Bob Roy – was a cook.", 4),
        ("The army says that Bob Roy was taken, too.", 5),
    ],
)
def test_one_of_them_by_name_is_among_them(said: str, most: int) -> None:
    text = f"Rebels kidnapped four soldiers in the hills. {said}"
    name = wire_person("Bob Roy", 2, outcome="kidnapped")
    assert total(text, wire_group("soldiers", "4", 1, outcome="kidnapped"), name, outcome="kidnapped") == (4, most)


def test_otras_tres_personas_may_be_beside_the_nine() -> None:
    text = "Una explosión mató a nueve personas. Murieron otras tres personas heridas."
    victims = [wire_group("personas", number, at) for at, number in ((1, "9"), (2, "3"))]
    totals, findings = read(text, *victims)
    assert (totals["killed"].low, totals["killed"].high) == (9, 12)
    assert not {"conflicting_counts", "outcome_conflict"} & {one.code for one in findings}


def test_the_remaining_six_who_were_freed_are_more() -> None:
    text = "Seven hostages were freed after the blast. The remaining six hostages are free, too."
    freed = [wire_group("hostages", number, at, outcome="freed") for at, number in ((1, "7"), (2, "6"))]
    assert total(text, *freed, outcome="freed") == (6, 7)


@pytest.mark.parametrize(
    ("text", "numbers", "dead"),
    [
        ("A blast killed nine people. A woman died, bringing the toll to 10.", {"people": "9", "toll": "10"}, (10, 10)),
        ("Another man died of a blast. The death toll rose to 10.", {"man": "1", "people": "10"}, (10, 10)),
        ("Murieron 18 personas. Sube a 23 la cifra de muertos.", {"personas": "18", "muertos": "23"}, (23, 23)),
        ("A quake killed at least 30 people. The toll rose to 45.", {"people": "30+", "toll": "45"}, (45, 45)),
        ("The toll of floods in Kerala rose to 12. In Goa nine people died.", {"toll": "12", "people": "9"}, (9, 12)),
        ("A blast killed nine people. Police counted 10 bodies.", {"people": "9", "bodies": "10"}, (9, 10)),
    ],
)
def test_a_toll_that_rose_takes_in_an_earlier_one(
    text: str, numbers: dict[str, str], dead: tuple[int, int | None]
) -> None:
    victims = [wire_group(group, number, at) for at, (group, number) in enumerate(numbers.items(), start=1)]
    totals, findings = read(text, *victims)
    assert (totals["killed"].low, totals["killed"].high) == dead
    assert ("conflicting_counts" in {one.code for one in findings}) is (dead[0] != dead[1])


def test_a_toll_that_rose_takes_in_who_died_before_it_as_another() -> None:
    man, people = wire_group("man", "1", 1), wire_group("people", "10", 1)
    assert total("A blast: another man died, bringing the death toll to 10.", man, people) == (10, 10)
    later = wire_group("man", "1", 2)
    assert total("The death toll of a blast rose to 10. Another man died.", people, later) == (10, 11)


@pytest.mark.parametrize(
    ("first", "last"), [("in Kharkiv on Monday", ""), ("on Monday", " on Tuesday"), ("in Kharkiv", " later")]
)
def test_those_of_one_town_or_day_take_in_none_of_others(first: str, last: str) -> None:
    text = f"Ten people were killed {first}. Three people were killed in Odesa{last}. Two people were killed in Sumy."
    victims = wire_group("people", "10", 1), wire_group("people", "3", 2), wire_group("people", "2", 3)
    totals, findings = read(text, *victims)
    assert (totals["killed"].low, totals["killed"].high) == (2, 10)
    assert "conflicting_counts" in [one.code for one in findings]


def test_those_of_one_place_who_make_up_all_with_others_are_no_claim() -> None:
    text = "Gunmen killed 12 people. In Jos, seven people were killed. In Bauchi, the gunmen killed five people."
    totals, findings = read(text, *(wire_group("people", one, at) for at, one in enumerate(("12", "7", "5"), 1)))
    assert (totals["killed"].low, totals["killed"].high) == (12, 12)
    assert "conflicting_counts" not in [one.code for one in findings]


def test_raising_the_toll_takes_in_those_found_in_the_same_sentence() -> None:
    text = "Crews recovered another two bodies of people on Friday, raising the death toll to 22."
    assert total(text, wire_group("bodies", "2", 1), wire_group("people", "22", 1)) == (22, 22)


def test_a_toll_that_rose_takes_in_the_suspect_with_whom_it_rose() -> None:
    text = "Three people were shot dead. The suspect was killed later, bringing the death toll to four people."
    victims = wire_group("people", "3", 1), wire_group("suspect", "1", 2), wire_group("people", "4", 2)
    assert total(text, *victims) == (4, 4)


@pytest.mark.parametrize(("where", "dead"), [("In San Remigio, ", (72, None)), ("A group said ", (22, None))])
def test_a_toll_that_rose_takes_in_those_of_one_place(where: str, dead: tuple[int, int | None]) -> None:
    text = f"The death toll of a quake rose to at least 72 people. {where}22 people died."
    assert total(text, wire_group("people", "72+", 1), wire_group("people", "22", 2)) == dead


@pytest.mark.parametrize(
    ("place", "dead"), [("In Branch County", (4, 7)), ("In Monday's storm", (3, 4)), ("The sheriff said", (3, 4))]
)
def test_those_of_one_place_may_be_among_those_told_of_before(place: str, dead: tuple[int, int]) -> None:
    text = f"Police said a storm killed four people. {place}, three people died."
    assert total(text, wire_group("people", "4", 1), wire_group("people", "3", 2)) == dead


def test_a_toll_that_rose_to_at_least_so_many_takes_in_an_earlier_one() -> None:
    text = "A quake killed at least 30 people. The death toll rose to at least 45."
    assert total(text, wire_group("people", "30+", 1), wire_group("death toll", "45+", 2)) == (45, None)


def test_numbers_that_add_up_to_one_are_no_conflict() -> None:
    text = "The storm killed 49 people. Haiti reported 30 deaths. Jamaica confirmed {} deaths."
    victims = [wire_group("people", "49", 1), wire_group("deaths", "30", 2)]
    _, findings = read(text.format(19), *victims, wire_group("deaths", "19", 3))
    assert "conflicting_counts" not in {one.code for one in findings}
    _, findings = read(text.format(18), *victims, wire_group("deaths", "18", 3))
    assert "conflicting_counts" in {one.code for one in findings}


def test_those_aboard_are_dead_where_all_died() -> None:
    text = "{} people on board were killed. The plane was carrying 67 passengers and four crew."
    victims = [wire_group("passengers", "67", 2), wire_group("crew", "4", 2)]
    totals, findings = read(text.format("All 71"), wire_group("people", "71", 1), *victims)
    assert "death_untold" not in {one.code for one in findings}
    assert (totals["killed"].low, totals["killed"].high) == (71, 71)
    _, findings = read(text.format("Some 30"), wire_group("people", "30", 1), *victims)
    assert "death_untold" in {one.code for one in findings}


def test_two_of_the_people_who_were_shot_are_some_of_them() -> None:
    text = "Four people were sent to the hospital, wounded. Two of the people that were shot were taken into surgery."
    victims = [wire_group("people", "4", 1, outcome="injured"), wire_group("people", "2", 2, outcome="injured")]
    assert total(text, *victims, outcome="injured") == (4, 4)


@pytest.mark.parametrize(("who", "hurt"), [("The two other victims", 5), ("Two other victims", 7)])
def test_the_two_other_victims_are_among_those_hurt(who: str, hurt: int) -> None:
    text = f"Shots sent five men to the hospital, wounded. {who} were treated for wounds elsewhere."
    victims = [wire_group("men", "5", 1, outcome="injured"), wire_group("victims", "2", 2, outcome="injured")]
    assert total(text, *victims, outcome="injured")[1] == hurt


@pytest.mark.parametrize(
    ("text", "group", "name", "dead"),
    [
        ("A worker was killed by a crane. The worker was identified as Ana Ruiz.", "worker", "Ana Ruiz", 1),
        ("A worker was killed by a crane. Police identified the victim as Ana Ruiz.", "worker", "Ana Ruiz", 1),
        ("Un obrero murió. La obrera fue identificada como Ana Ruiz.", "obrero", "Ana Ruiz", 2),
        ("Un obrero murió. El obrero fue identificado como Ana Ruiz.", "obrero", "Ana Ruiz", 1),
        ("A worker was killed by a crane. The worker killed was identified as Ana Ruiz.", "worker", "Ana Ruiz", 1),
        ("A worker was killed by a crane. The guard was named as Ana Ruiz.", "worker", "Ana Ruiz", 2),
        ("A worker was killed by a crane. The guard killed was named as Ana Ruiz.", "worker", "Ana Ruiz", 2),
        ("A worker was killed by a bus. The bus was carrying Ana Ruiz.", "worker", "Ana Ruiz", 2),
        ("Un obrero murió. La víctima es Ana Ruiz.", "obrero", "Ana Ruiz", 1),
        ("A worker was killed by a bomb. The bomber was identified as Ana Ruiz.", "worker", "Ana Ruiz", 2),
        ("A worker was killed by a crane. Ana Ruiz died on the way.", "worker", "Ana Ruiz", 2),
        ("A worker was killed by a crane. Another victim was identified as Ana Ruiz.", "worker", "Ana Ruiz", 2),
    ],
)
def test_a_name_by_which_the_dead_is_identified_is_no_more(text: str, group: str, name: str, dead: int) -> None:
    victims = (wire_group(group, "1", 1), wire_person(name, 2))
    assert total(text, *victims) == (1, dead)


@pytest.mark.parametrize(
    ("who", "dead"), [("The slain soldiers were", (5, 5)), ("The slain rebels were", (5, 7)), ("Mourned were", (5, 7))]
)
def test_names_by_which_a_group_beside_others_is_identified_are_no_more(who: str, dead: tuple[int, int]) -> None:
    text = f"Two soldiers and three rebels died in a clash. {who} identified as Juan Santos and Allan Reyes."
    names = [wire_person(one, 2) for one in ("Juan Santos", "Allan Reyes")]
    assert total(text, wire_group("soldiers", "2", 1), wire_group("rebels", "3", 1), *names) == dead


def test_one_of_the_wounded_is_among_them() -> None:
    text = (
        "A blast hurt four other people on Sunday. One of the wounded, a 22-year-old woman, is in critical condition."
    )
    victims = [wire_group("other people", "4", 1, outcome="injured"), wire_group("woman", "1", 2, outcome="injured")]
    assert total(text, *victims, outcome="injured") == (4, 4)


@pytest.mark.parametrize(("said", "hurt"), [("the nine soldiers included", 38), ("and nine soldiers were hurt", 47)])
def test_those_included_are_among_all(said: str, hurt: int) -> None:
    text = f"Thirty-eight families were taken to hospital with burns, {said}."
    told = (("families", "38", 1), ("soldiers", "9", 1))
    assert total(text, *(wire_group(*one, outcome="injured") for one in told), outcome="injured") == (hurt, hurt)


def test_those_of_a_headline_s_number_of_all_are_among_them() -> None:
    text = "11 devotees, 8 of them women, dead in a stampede.\n\nEleven pilgrims were killed in it."
    assert total(text, wire_group("pilgrims", "11", 2), wire_group("women", "8", 1)) == (11, 11)


@pytest.mark.parametrize(("group", "dead"), [("digger", (21, 21)), ("president of the country", (20, 21))])
def test_people_whom_the_article_does_not_hold_only_may_be_dead(group: str, dead: tuple[int, int]) -> None:
    text = "A slide killed 20 miners. One digger died on Sunday, said the president of the region."
    assert total(text, wire_group("miners", "20", 1), wire_group(group, "1", 2)) == dead


def test_charred_bodies_are_people_of_no_kind() -> None:
    text = "A crowd burned Jo Paz and Lu Diaz. A judge counted four charred bodies, dead for hours."
    dead = [wire_group("charred bodies", "4", 2), wire_person("Jo Paz", 1), wire_person("Lu Diaz", 1)]
    assert total(text, *dead) == (4, 4)


@pytest.mark.parametrize("between", ["De ellos, ", "De los muertos, ", "Solo en Machala, "])
def test_of_them_in_spanish(between: str) -> None:
    text = f"Murieron 31 reclusos en un motín. {between}27 fallecieron por asfixia."
    assert total(text, wire_group("reclusos", "31", 1), wire_group("asfixia", "27", 2)) == (31, 31)


def test_those_discharged_are_among_the_others_who_were_hurt() -> None:
    text = "A blast killed 14 people and wounded 37 others. He said 11 were in a critical condition and 22 had been "
    whole, critical = (wire_group(*told, outcome="injured") for told in (("others", "37", 1), ("critical", "11", 2)))
    gone = wire_group("discharged", "22", 2, outcome="injured")
    assert total(f"{text}discharged.", whole, critical, gone, outcome="injured") == (37, 37)
    few = text.replace("37", "12")
    assert total(f"{few}discharged.", wire_group("others", "12", 1, outcome="injured"), gone, outcome="injured") == (
        34,
        34,
    )


def test_a_model_s_own_phrase_about_people_is_of_any_people() -> None:
    text = "La explosión dejó 19 policías heridos. El primer reporte hablaba de 15."
    hurt = [wire_group(*told, outcome="injured") for told in (("policías", "19", 1), ("15 people were hurt", "15", 2))]
    assert total(text, *hurt, outcome="injured") == (19, 19)
    hurt[1] = wire_group("comerciantes", "15", 2, outcome="injured")
    assert total(text, *hurt, outcome="injured") == (34, 34)


@pytest.mark.parametrize(
    ("said", "group", "hurt"),
    [
        ("22 students were treated and released.", "students", (40, 40)),
        ("22 students were listed as stable.", "students", (40, 40)),
        ("Doctors said that 22 of the patients had lost a limb.", "people", (40, 40)),
        ("22 students were still under treatment.", "students", (40, 40)),
    ],
)
def test_those_treated_are_among_others_of_their_kind(said: str, group: str, hurt: tuple[int, int]) -> None:
    text = f"A shooting on a bus injured 40 students. {said}"
    told = [wire_group(*one, outcome="injured") for one in (("students", "40", 1), (group, "22", 2))]
    assert total(text, *told, outcome="injured") == hurt


@pytest.mark.parametrize("group", ["number of dead", "dead"])
def test_the_number_of_dead_is_of_people_of_no_kind(group: str) -> None:
    text = "That left the number of dead standing at 15. Fourteen bodies were found; a girl died later."
    others = [wire_group("bodies", "14", 2), wire_group("girl", "1", 2)]
    assert total(text, wire_group(group, "15", 1), *others) == (15, 15)


@pytest.mark.parametrize(
    ("text", "group", "dead"),
    [
        ("Two others died: a 59-year-old woman and a police officer.", "others", (2, 2)),
        ("Two others, a woman of 59 and an officer, died.", "others", (2, 2)),
        ("Two workers died — a woman and an officer.", "workers", (2, 2)),
        ("Two others, a woman and an officer died.", "others", (4, 4)),
        ("Two workers, a woman and an officer, all of Lima, died.", "workers", (4, 4)),
    ],
)
def test_those_whom_a_sentence_lists_after_the_number_of_all_are_they(
    text: str, group: str, dead: tuple[int, int]
) -> None:
    assert total(text, wire_group(group, "2", 1), wire_group("woman", "1", 1), wire_group("officer", "1", 1)) == dead


def test_that_no_one_was_hurt_is_a_number_without_names() -> None:
    text = "Arsonists set a church alight on Friday. No one was injured when the blaze hit it."
    nobody = wire_group("No one", "0", 2, outcome="injured")
    totals, findings = read(text, nobody)
    assert totals == {}
    assert [finding.code for finding in findings if finding.severity == "warning"] == ["negated_victim"]


@pytest.mark.parametrize(
    ("said", "first", "dead"),
    [
        ("Two women working in a field were also killed.", "8", (8, 10)),
        ("Two women working in a field have also died.", "8", (8, 10)),
        ("Two women in a seat by the door were killed.", "8", (8, 8)),
        ("También murieron en el campo dos mujeres.", "8", (8, 8)),
        ("Dos mujeres en el campo también murieron.", "8", (8, 10)),
    ],
)
def test_who_was_also_killed_is_beside_those_told_of_before(said: str, first: str, dead: tuple[int, int]) -> None:
    is_english = "women" in said
    text = "A crash killed eight people." if is_english else "Un choque mató a ocho personas en la ciudad."
    women = wire_group("women" if is_english else "mujeres", "2", 2)
    assert total(f"{text} {said}", wire_group("people" if is_english else "personas", first, 1), women) == dead


def test_those_also_killed_after_some_of_all_are_among_them() -> None:
    text = "A bomb killed a dozen people. Eight teachers died. Two guards and two cooks were also killed."
    groups = [("people", "12", 1), ("teachers", "8", 2), ("guards", "2", 3), ("cooks", "2", 3)]
    assert total(text, *(wire_group(*one) for one in groups)) == (12, 12)


def test_those_put_in_after_the_wounded_are_they() -> None:
    said = "The five people who were wounded, four men and a 16-year-old girl, are all expected to survive."
    told = [wire_group(*one, 2, outcome="injured") for one in (("people", "5"), ("16-year-old girl", "1"))]
    assert total(f"Two people were killed. {said}", *told, outcome="injured") == (5, 5)


@pytest.mark.parametrize(
    ("rest", "most"),
    [("nine of them in Leeds and four others in York", 13), ("nine in Leeds and four others in York", 17)],
)
def test_the_rest_of_them_are_of_them(rest: str, most: int) -> None:
    told = [wire_group(*one, 1, outcome="injured") for one in (("people", "13"), ("others", "4"))]
    assert total(f"A bomb left 13 people in hospital, {rest}.", *told, outcome="injured") == (13, most)


@pytest.mark.parametrize(
    ("said", "dead"),
    [
        ("15 women, nine children and 13 men were among the dead.", 37),
        ("15 women, among them nine teachers, were killed.", 15),
    ],
)
def test_the_last_of_a_list_is_beside_those_before_it(said: str, dead: int) -> None:
    groups = [("women", "15", 2), ("children", "9", 2), ("men", "13", 2), ("teachers", "9", 2)]
    told = [wire_group(*group) for group in groups if f" {group[0]}" in said]
    assert total(f"A launch sank. {said}", *told) == (dead, dead)


@pytest.mark.parametrize("said", ["the deaths were on Monday", "those who died were women", "those killed were women"])
def test_some_of_the_deaths_are_among_them(said: str) -> None:
    text = f"The outbreak killed 104 people. Nine of {said}."
    assert total(text, wire_group("people", "104", 1), wire_group("people", "9", 2)) == (104, 104)


@pytest.mark.parametrize("state", ["dos en estado crítico", "dos de gravedad", "de los que dos siguen en el hospital"])
def test_the_grave_among_the_injured_are_among_them_in_spanish(state: str) -> None:
    text = f"El incendio del lunes en Lima dejó siete heridos, {state}, dijo la policía."
    victims = (wire_group("heridos", count, 1, outcome="injured") for count in ("7", "2"))
    assert total(text, *victims, outcome="injured") == (7, 7)


def test_the_grave_beside_those_slightly_injured_may_be_more_in_spanish() -> None:
    text = "El choque del lunes en Lima dejó tres personas con heridas leves y dos en estado grave, dijo la policía."
    victims = (wire_group("personas", count, 1, outcome="injured") for count in ("3", "2"))
    assert total(text, *victims, outcome="injured") == (2, 3)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Three villagers, a grandmother of 71 and two children, were killed.", 3),
        ("Three villagers, one Kenyan and two children, were killed.", 3),
        ("Three villagers, a guard and two children were killed.", 5),
        ("Three villagers, four guards and two children, were killed.", 5),
        ("Three villagers, a record for the village, were killed, and two children.", 5),
    ],
)
def test_those_put_in_after_the_number_of_all_are_among_them(text: str, dead: int) -> None:
    assert total(text, wire_group("villagers", "3", 1), wire_group("children", "2", 1)) == (dead, dead)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Floods killed 101 people. At least 51 of those who lost their lives were children.", (101, 101)),
        ("Floods killed 101 people. At least 51 people died, a rival agency said.", (51, None)),
    ],
)
def test_some_of_those_who_lost_their_lives_are_among_them(text: str, dead: tuple[int, int | None]) -> None:
    victims = wire_group("people", "101", 1), wire_group("people", "51+", 2)
    assert total(text, *victims) == dead


def test_another_six_hurt_are_beside_the_dead_and_none_of_those_told_of_later() -> None:
    text = (
        "Three men died in a bar in Leon. Another six people were wounded. Three were sent home, and the other two, "
        "a woman of 35 and a boy of 16, are in grave condition."
    )
    people = [("people", "6", 2), ("woman of 35", "1", 3), ("boy of 16", "1", 3)]
    hurt = [wire_group(group, count, cite, outcome="injured") for group, count, cite in people]
    assert total(text, wire_group("men", "3", 1), *hurt, outcome="injured") == (6, 6)
