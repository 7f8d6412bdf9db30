"""Tolls that a headline or an opening gives, where the entries leave the total open."""

from datetime import date

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.checks.tolls import find_tolls
from summarizer.checks.totals import total_sound
from summarizer.pipeline.summarizing import check_answer, choose_key_sentences, read_article, resolve_answer
from summarizer.schemas.record import Outcome, Total
from summarizer.schemas.wire import IncidentAnswer

TEXT = (
    "Police named two men killed and another two injured by shots at a cock fight on Sunday. "
    "Agustin Figueredo and a man in his 80s were killed. Rafael Garcia and Angel Rivera were injured."
)
VICTIMS = (
    wire_group("men", "2", 1),
    wire_person("Agustin Figueredo", 2),
    wire_person("Rafael Garcia", 3, outcome="injured"),
    wire_person("Angel Rivera", 3, outcome="injured"),
)


def totals(text: str, *victims: object, title: str | None = None, type: str = "shooting") -> dict[Outcome, Total]:  # noqa: A002
    article = article_from_text(text, title=title)
    resolved = resolve_answer([wire_incident(type=type, victims=victims)], article, read_article(article))
    return resolved.incidents[0].totals


def killed(text: str, *victims: object, title: str | None = None) -> tuple[int, int | None]:
    total = totals(text, *victims, title=title)["killed"]
    return total.low, total.high


def tolls(text: str, title: str | None = None) -> dict[str, int]:
    return {one.outcome: one.number for one in find_tolls(read_article(article_from_text(text, title=title)))}


@pytest.mark.parametrize(
    ("opening", "hurt"),
    [
        ("One person died and three others were hurt in a shooting.", 3),
        ("One person died and at least three others were hurt in a shooting.", 4),
        ("Two people died and three others were hurt in a shooting.", 4),
        ("One person died in a shooting.", 4),
    ],
)
def test_who_died_is_none_of_those_hurt_though_nobody_says_who(opening: str, hurt: int) -> None:
    text = f"{opening} The three boys were rushed to a hospital. A girl, who was also hit, went home."
    victims = [wire_group("boys", "3", 2, outcome="injured"), wire_group("girl", "1", 3, outcome="injured")]
    total = totals(text, wire_group("person", "1", 1), *victims)["injured"]
    assert (total.low, total.high) == (hurt, hurt)


def test_a_named_victim_is_among_those_whom_the_headline_counts() -> None:
    assert killed(TEXT, *VICTIMS) == (2, 3)
    assert killed(TEXT, *VICTIMS, title="2 killed, 2 injured at cock fight") == (2, 2)
    assert killed(TEXT, *VICTIMS, title="At least 2 killed at cock fight") == (2, 3)
    assert killed(TEXT, *VICTIMS, title="2 men killed at cock fight") == (2, 3), "a woman may have been, too"


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("NOPD: 3 killed in shooting", 3),
        ("Police: 3 killed in shooting", 3),
        ("UPDATE: 3 killed in shooting", 3),
        ("LIVE: 3 killed in shooting", 3),
        ("Live updates: 3 killed in shooting", 3),
        ("Live: a life in the mountains: 3 killed in shooting", None),
        ("Hamas: 3 killed in shooting", None),
        ("After quake: 3 killed in shooting", None),
    ],
)
def test_a_headline_of_police_tells_the_toll(title: str, number: int | None) -> None:
    assert tolls("Shots were fired in Reno.", title=title).get("killed") == number


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Two die in crash", 2),
        ("Five die as boat capsizes, ten missing", 5),
        ("One dies, two hurt in crash", 1),
        ("Three Czech tourists die", 3),
        ("Why 300 people die in avalanches every year", None),
        ("Ten could die in prison", None),
        ("He left two men to die in desert", None),
        ("Two die-hard fans arrested", None),
        ("Father-of-two dies in crash", None),
        ("Bill 42 dies in committee", None),
        ("Girl, 4, dies in fire", None),
        ("Two people die a year.", None),
    ],
)
def test_a_headline_in_the_present_tells_of_dead(title: str, number: int | None) -> None:
    assert tolls("Something happened in Reno.", title=title).get("killed") == number


def test_in_a_sentence_the_present_is_what_happens_again_and_again() -> None:
    assert tolls("About 20 people die in avalanches here.") == {}


def test_a_count_that_was_too_high_is_no_toll() -> None:
    text = "Eleven people were crushed to death in Antananarivo on Friday. The ministry had spoken of 14 dead{}."
    victims = (wire_group("people", "11", 1), wire_group("people", "14", 2))

    def crushed(more: str, title: str | None = None) -> tuple[int, int | None]:
        total = totals(text.format(more), *victims, title=title, type="crowd crush")["killed"]
        return total.low, total.high

    assert crushed("; it explained that three had been counted twice") == (11, 11)
    assert crushed("") == (11, 14), "eleven may be those of one gate"
    assert crushed("", title="Eleven dead in crush") == (11, 14)


def test_a_list_after_a_colon_has_nobody_twice() -> None:
    text = "In the riot 28 people were hurt: 24 inmates, three police officers and a visitor, a woman of {}, on Sunday."
    victims = [("people", "28"), ("inmates", "24"), ("police officers", "3"), ("visitor", "1"), ("woman of 60", "1")]
    hurt = [wire_group(name, count, 1, outcome="injured") for name, count in victims]
    told = totals(text.format("60"), *hurt, type="riot")["injured"]
    assert (told.low, told.high) == (28, 28)
    others = [wire_group(name, count, 1, outcome="injured") for name, count in (*victims[:4], ("nurse", "1"))]
    told = totals(text.replace("visitor, a woman of {}", "visitor, a nurse"), *others, type="riot")["injured"]
    assert told.low > 28


def test_a_toll_in_a_suicide_attack_is_no_attacker_s_own() -> None:
    text = (
        "Gunmen struck in Bannu. Nine policemen and five civilians were killed. A gang said 40 guards had been killed."
    )
    entries = wire_group("policemen", "9", 2), wire_group("civilians", "5", 2), wire_group("guards", "40", 3)
    assert killed(text, *entries, title="Death toll in suicide attack rises to 14") == (14, 54)
    assert killed(text, *entries, title="Man kills 14, then self") == (54, 54)


@pytest.mark.parametrize(
    ("title", "entries", "total"),
    [
        ("Toll in mill fire rises to eight", (wire_group("guards", None, 1), wire_person("Ana Ruiz", 2)), (8, 8)),
        ("Eight killed in mill fire", (wire_group("guards", None, 1), wire_person("Ana Ruiz", 2)), (8, None)),
        ("Toll in mill fire rises to eight", (wire_group("people", "63", 3),), (8, 8)),
        ("Eight killed in mill fire", (wire_group("people", "63", 3),), (8, 8)),
        ("Eight guards killed in mill fire", (wire_group("people", "63", 3),), None),
    ],
)
def test_a_headline_s_toll_stands_where_the_entries_have_no_bound_or_are_in_doubt(
    title: str, entries: tuple[object, ...], total: tuple[int, int | None] | None
) -> None:
    text = "A mill fire killed guards on Sunday. Ana Ruiz died later. It rained. In the fire 63 people were at work."
    told = totals(text, *entries, title=title, type="fire").get("killed")
    assert (told and (told.low, told.high)) == total


@pytest.mark.parametrize(("day", "settled"), [("July last year", True), ("on Tuesday", False)])
def test_an_incident_of_long_before_takes_no_toll_away(day: str, settled: bool) -> None:
    text = f"A mill burnt on Sunday, and guards died. Another one burnt {day}, and nine people died."
    article = article_from_text(text, title="Toll in mill fire rises to eight", published=date(2026, 11, 25))
    fires = [
        wire_incident(type="fire", date={"text": when, "cite": [at]}, victims=[wire_group(group, number, at)])
        for at, when, group, number in ((1, "Sunday", "guards", None), (2, day, "people", "9"))
    ]
    resolved = resolve_answer(fires, article, read_article(article))
    assert ("killed" in resolved.incidents[0].totals) is settled
    assert resolved.incidents[1].totals["killed"] == Total(low=9, high=9)


def test_an_opening_counts_where_no_headline_does() -> None:
    text = (
        "Shots killed three people on Sunday. Ana Ruiz and Luis Paz were hit at once. A boy of two died at a hospital."
    )
    victims = (wire_person("Ana Ruiz", 2), wire_person("Luis Paz", 2), wire_group("boy of two", "1", 3))
    assert killed(text, *victims, title="Shots in Nagpur") == (3, 3)
    assert killed(text.replace("three people", "people"), *victims) == (2, 3)
    assert killed(text.replace("at once", "at once, also"), *victims) == (2, 3)
    hurt = "A storm hurt 20 people. Four further injured residents came to a clinic."
    groups = [wire_group(*one, outcome="injured") for one in (("people", "20", 1), ("residents", "4", 2))]
    assert totals(hurt, *groups, type="storm")["injured"] == Total(low=20, high=24)


def test_later_groups_may_be_those_whom_the_toll_counts() -> None:
    text = (
        "Shots in a bar hurt four others on Sunday. Three people in a car were taken to a hospital. They are stable. "
        "Police closed the street."
    )
    hurt = [wire_group("others", "4", 1, outcome="injured"), wire_group("people", "3", 2, outcome="injured")]
    total = totals(text, *hurt, title="Two killed, four injured in bar")["injured"]
    assert (total.low, total.high) == (4, 7)
    more = totals(text.replace("car were", "car were also"), *hurt, title="Two killed, four injured in bar")["injured"]
    assert more.low == 7, "some are told of as more"


@pytest.mark.parametrize(
    ("title", "text", "victims", "total"),
    [
        (
            "Two dead after shots in Rome",
            "Shots killed Rita Lopez. A woman was also pronounced dead. A guard was shot dead later.",
            (wire_person("Rita Lopez", 1), wire_group("woman", "1", 2), wire_group("guard", "1", 3)),
            (2, 3),
        ),
        (
            "3 tourists killed in shooting",
            "Three British tourists were shot dead. A fourth, Jonathan Udall, died on Monday.",
            (wire_group("British tourists", "3", 1), wire_person("Jonathan Udall", 2)),
            (3, 4),
        ),
        (
            "Gunman kills woman weeks after shooting that killed 12",
            "A woman was shot dead in Rome on Sunday. Ana Ruiz was 30.",
            (wire_group("woman", "1", 1),),
            (1, 1),
        ),
        (
            "15 killed, says Israel",
            "Seven people were shot dead, a hospital said. It had counted twice.",
            (wire_group("people", "7", 1),),
            (7, 15),
        ),
        (
            "1 dead, 2 hurt in shooting",
            "A man died of a shot on Sunday. Rita Lopez also died later, doctors said.",
            (wire_group("man", "1", 1), wire_person("Rita Lopez", 2)),
            (1, 2),
        ),
    ],
)
def test_a_headline_that_may_count_others_or_some_settles_nothing(
    title: str, text: str, victims: tuple[object, ...], total: tuple[int, int]
) -> None:
    assert killed(text, *victims, title=title) == total


def test_a_headline_with_all_whom_the_entries_may_add_up_to_has_their_number() -> None:
    text = "Johnny Davis, 19, was shot on Sunday. Another young man under 18 also died after the shooting."
    dead = (wire_person("Johnny Davis", 1), wire_group("young man", "1", 2))
    assert killed(text, *dead, title="Shots in West Palm Beach") == (1, 2)
    assert killed(text, *dead, title="2 dead after 4 shot in West Palm Beach") == (2, 2)
    assert killed(text, *dead, title="2 men dead after 4 shot in West Palm Beach") == (1, 2), "a woman may be, too"
    assert killed(text, *dead, title="Man dead after 4 shot in West Palm Beach") == (1, 2)


def test_the_dead_of_a_headline_whom_no_entry_tells_of_may_be_more() -> None:
    text = (
        "Three people were shot dead early Monday in a mobile home. Justin Huckeby and Shane Newland were found dead."
    )
    assert killed(
        text, wire_person("Justin Huckeby", 2), wire_person("Shane Newland", 2), title="3 dead in shooting"
    ) == (2, 3)


def test_entries_in_doubt_count_where_the_headline_has_their_number() -> None:
    text = "Shots killed two teenagers. Police say that the 17-year-old males were found in an alley, both dead."
    males = wire_group("17-year-old males", "2", 2)
    assert "killed" not in totals(text.replace("Shots killed", "Shots hit"), males)
    assert killed(text, males, title="Police find 2 teens fatally shot in alley") == (2, 2)


def test_rival_numbers_stay_rivals() -> None:
    text = "Shots killed three people, police said. Five people were killed, a hospital said. Ann Lee was killed."
    victims = (wire_group("people", "3", 1), wire_group("people", "5", 2), wire_person("Ann Lee", 3))
    assert killed(text, *victims, title="Shots kill three in Kabul") == (3, 5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two people were killed and five injured in a blast.", {"killed": 2, "injured": 5}),
        ("A tremor shook Nepal weeks after a quake that killed 8,000 people.", {}),
        ("A man accused of killing three people hanged himself.", {}),
        ("The minister said that 20 people were killed.", {}),
        ("A gendarme and two traffickers were killed on Sunday.", {}),
        ("A shooting killed a pregnant woman and her unborn child.", {}),
        ("Two students were wounded, and an assistant principal was grazed by a bullet.", {}),
        ("An eighth passenger has died after the crash.", {}),
        ("At least 14 people were killed in a blast.", {}),
        ("Eleven people have been killed in attacks since January.", {}),
        ("Two men were killed in one shop and three women were killed in another.", {}),
        ("Un ataque dejó tres muertos y 12 heridos en Cali.", {"killed": 3, "injured": 12}),
        ("Nobody was there. It was dark. Two people were killed.", {}),
    ],
)
def test_what_is_a_toll(text: str, told: dict[str, int]) -> None:
    assert tolls(text) == told


def test_a_headline_s_toll_stands_whoever_also_died() -> None:
    text = "One of five survivors died. Twelve were dead at the scene. Two people on the ground were also killed."
    article = article_from_text(text, title="Death toll from crash rises to 15")
    victims = [wire_group("people", number, cite) for cite, number in enumerate(("1", "12", "2"), 1)]
    wire = wire_incident(type="transport accident", victims=victims)
    (told,) = resolve_answer([wire], article, read_article(article)).incidents
    assert (told.totals["killed"].low, told.totals["killed"].high) == (15, 15)


def test_a_toll_without_an_entry_is_a_total_below_lines_of_names_too() -> None:
    head = "Alexandria building collapse\nAhmed El-Sawy"
    text = f"{head}\n\nTwo more bodies lay in the collapsed building, bringing the number of dead to eight."
    wire = wire_incident(type="building collapse", victims=[wire_group("people", "6", 3, outcome="injured")])
    article = article_from_text(text)
    (told,) = resolve_answer([wire], article, read_article(article)).incidents
    assert told.totals["killed"] == Total(low=8, high=8)


@pytest.mark.parametrize(
    "text",
    [
        "Looters ransacked shops in Antakya on Sunday as the death toll of the quake rose to 4,300.",
        "A fire in a camp near Rafah injured five on Sunday. Gaza's death toll has risen to 45,000.",
        "Man fatally shot in Oakland as gun deaths climb to 47. Police arrested nobody.",
    ],
)
def test_another_deed_s_toll_is_no_total_without_an_entry(text: str) -> None:
    wire = wire_incident(type="riot", victims=[wire_group("people", "5", 1, outcome="injured")])
    article = article_from_text(text)
    (told,) = resolve_answer([wire], article, read_article(article)).incidents
    assert "killed" not in told.totals


def test_a_headline_s_number_that_the_opening_calls_the_toll_is_called_so() -> None:
    (named,) = find_tolls(
        read_article(article_from_text("Two more bodies bring the death toll to nine.", title="Nine killed in slide"))
    )
    assert (named.number, named.sentence, named.is_named) == (9, 0, True)
    below = "Families have moved. A school took them in. A road is cut. Two more bodies bring the death toll to nine."
    (named,) = find_tolls(read_article(article_from_text(below, title="Nine killed in slide")))
    assert named.is_named
    (other,) = find_tolls(
        read_article(article_from_text("Two more bodies bring the death toll to ten.", title="Nine killed in slide"))
    )
    assert (other.number, other.is_named) == (9, False)


@pytest.mark.parametrize(
    ("opens", "number"), [("With the death of two men", 6), ("Police told of the death of two men, and", None)]
)
def test_a_toll_that_rose_with_those_who_died_since_is_the_toll(opens: str, number: int | None) -> None:
    text = f"{opens}, the number of people killed in Friday's attack on a bar, in the San Juan colony, rose to six."
    assert tolls(text).get("killed") == number


@pytest.mark.parametrize(("which", "span"), [("fifth", (4, 6)), ("sixth", (6, 6))])
def test_the_last_of_all_who_were_shot_is_nobody_more(which: str, span: tuple[int, int]) -> None:
    text = (
        "Tim Agnew was killed and four other people were wounded on Monday. A 13-year-old boy was hit. A 23-year-old "
        f"man and a 30-year-old man were wounded. The {which} victim, a 34-year-old man, was shot in the leg. A "
        "12-year-old boy was wounded. A 15-year-old boy was wounded."
    )
    groups = (("13-year-old boy", 2), ("23-year-old man", 3), ("30-year-old man", 3), ("34-year-old man", 4))
    others = (("12-year-old boy", 5), ("15-year-old boy", 6))
    hurt = [wire_group(group, "1", at, outcome="injured") for group, at in (*groups, *others)]
    told = [wire_person("Tim Agnew", 1), wire_group("other people", "4", 1, outcome="injured"), *hurt]
    total = totals(text, *told, title="Tim Agnew killed, four wounded in shooting")["injured"]
    assert (total.low, total.high) == span


@pytest.mark.parametrize(
    "opening",
    [
        "Un ataque mató este lunes a cinco personas en Gaza, donde han muerto 41.000 personas desde el 7 de octubre.",
        "Un ataque mató a cinco personas en Gaza, donde han muerto 41.000 personas desde el inicio de la guerra.",
        "Sicarios mataron a cinco personas en Rosario, donde 288 personas fueron asesinadas en 2022.",
    ],
)
def test_the_dead_of_an_aside_in_spanish_are_no_toll(opening: str) -> None:
    told = totals(
        f"{opening} No hay detenidos.", wire_group("personas", "5", 1), type="attack", title="Ataque en la ciudad"
    )
    assert told["killed"] == Total(low=5, high=5)


def test_a_headline_of_some_kind_of_people_leaves_the_opening() -> None:
    assert tolls("Three people of one family died.", title="Grandmother, two children killed") == {"killed": 3}
    assert tolls("Three people of one family died.", title="Two people killed in fire") == {"killed": 2}


def test_a_headline_without_figures_leaves_the_opening() -> None:
    assert tolls("Two people were killed.", title="Shooting in Rome") == {"killed": 2}
    assert tolls("Two people were killed.", title="Third death in Rome") == {"killed": 2}


def test_tolls_of_several_incidents_and_of_what_a_reviewer_said_are_left_alone() -> None:
    article = article_from_text(TEXT, title="2 killed, 2 injured at cock fight")
    facts = read_article(article)
    wire = wire_incident(type="shooting", victims=VICTIMS[:2])
    (one,) = resolve_answer([wire], article, facts).incidents
    assert one.totals["killed"] == Total(low=2, high=2)
    assert total_sound([one, one], facts)[0].totals["killed"] == Total(low=2, high=3)
    assert total_sound([one], facts, trusted=[one.victims[0]])[0].totals["killed"] == Total(low=2, high=3)


def test_no_toll_counts_what_is_ruled_out() -> None:
    text = "Floods killed 5,000 goats in Chad. No shot was fired."
    assert "killed" not in totals(text, wire_group("goats", "5000", 1), title="Floods kill 5,000 goats")
    text = "The striker killed two birds with one shot, and two men were killed in the film."
    assert not totals(text, wire_group("men", "2", 1), title="Film: two killed", type="volcanic eruption")


LINKED = "A gunman shot four people in Bristol.\n\nRelated: 5 officers dead, 7 hurt in Dallas shooting\n\nHe was held."


def test_victims_of_an_article_that_this_one_links_to_count_nowhere() -> None:
    article = article_from_text(LINKED)
    facts = read_article(article)
    victims = [wire_group("people", "4", 1, outcome="injured"), wire_group("officers", "7", 2, outcome="injured")]
    answer = IncidentAnswer(gist=[2, 1], incidents=[wire_incident(type="shooting", victims=victims)])
    resolved = resolve_answer(answer.incidents, article, facts)
    assert resolved.incidents[0].totals == {"injured": Total(low=4, high=4)}
    codes = {finding.code: finding.field for finding in check_answer(answer, resolved.incidents, article, facts)}
    assert codes.pop("victim_in_link") == "incidents[0].victims[1]"
    assert "uncovered_casualty" not in codes
    assert [one.number for one in choose_key_sentences(answer.gist, resolved.incidents, facts)] == [1]


def test_a_victim_whom_another_sentence_names_too_counts() -> None:
    text = LINKED.replace("He was", "In Dallas seven officers were hurt. He was")
    victims = [wire_group("people", "4", 1, outcome="injured"), wire_group("officers", "7", 2, 3, outcome="injured")]
    assert totals(text, *victims) == {"injured": Total(low=7, high=7)}


def test_a_link_that_opens_the_text_gives_no_toll() -> None:
    assert not tolls("Police came on Sunday.\n\nRelated: 5 dead in Dallas\n\nThey saw nobody.")


NEWLY_DEAD = (
    "Two more workers hurt in last week's explosion have died, taking the death toll from it to 23. "
    "Ana Ruiz and Luis Paz died on Sunday. Fourteen people were found dead at the factory."
)


def test_what_is_called_the_toll_is_the_total_where_entries_tell_of_fewer() -> None:
    told = (wire_person("Ana Ruiz", 2), wire_person("Luis Paz", 2), wire_group("people", "14", 3))
    assert totals(NEWLY_DEAD, *told, type="explosion")["killed"] == Total(low=23, high=23)
    headline = "Factory blast: Death toll now 23"
    assert totals(NEWLY_DEAD, *told, title=headline, type="explosion")["killed"] == Total(low=23, high=23)
    untold = NEWLY_DEAD.replace(", taking the death toll from it to 23", "")
    assert totals(untold, *told, type="explosion")["killed"] == Total(low=14, high=14)
    about = NEWLY_DEAD.replace("to 23", "to about 23")
    assert totals(about, *told, type="explosion")["killed"] == Total(low=14, high=14)
    yearly = NEWLY_DEAD.replace("the death toll from it to 23", "the death toll since January to 230")
    assert totals(yearly, *told, type="explosion")["killed"] == Total(low=14, high=14)


def test_a_toll_above_what_the_entries_tell_may_be_the_total() -> None:
    text = "The fire in Melbourne killed a man and a woman on Sunday. Police are looking for two men."
    told = (wire_group("man", "1", 1), wire_group("woman", "1", 1))
    assert totals(text, *told, title="Three dead in Melbourne fire", type="fire")["killed"] == Total(low=2, high=3)
    assert totals(text, *told, title="Three children dead in fire", type="fire")["killed"] == Total(low=2, high=2)


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Road toll hits 312 as two die", "transport accident"),
        ("War: death toll rises to 40,000", "explosion"),
        ("Gaza death toll at 40,000", "airstrike"),
        ("Homicide toll at 101", "shooting"),
        ("Two killed in blast; toll in Leeds rises to 78", "explosion"),
        ("Three dead in two weekend shootings", "shooting"),
    ],
)
def test_the_toll_of_a_year_or_a_war_is_of_no_one_deed(headline: str, kind: str) -> None:
    text = "Two people were killed in an airstrike, an explosion, a crash and a shooting on Friday."
    told = wire_group("people", "2", 1)
    assert totals(text, told, title=headline, type=kind)["killed"] == Total(low=2, high=2)


def test_nobody_is_beside_all_who_were_aboard() -> None:
    text = (
        "{} seven people aboard a plane that crashed on Monday are dead. It had left with a pilot and six passengers."
    )
    victims = (wire_group("people", "7", 1), wire_group("passengers", "6", 2))
    assert totals(text.format("All"), *victims, type="transport accident")["killed"] == Total(low=7, high=7)
    ground = "All seven people aboard and two on the ground were killed. It had left with a pilot and six passengers."
    assert tolls(ground) == {}
    assert tolls("All six people aboard were killed, and a man on the ground was hurt.") == {"killed": 6, "injured": 1}


def test_animals_of_whose_death_nothing_is_told_raise_no_toll() -> None:
    text = "A train crash killed Ana Ruiz in Pratt on Monday. It knocked down a fence. Six cows got out."
    victims = (wire_person("Ana Ruiz", 1), wire_group("cows", "6", 3))
    assert totals(text, *victims, type="transport accident")["killed"] == Total(low=1, high=1)


def test_a_headline_in_spanish_tells_a_toll_that_has_risen() -> None:
    text = "Un bus cayó a un barranco en Nahualá. Los bomberos contaron quince muertos. Dos más murieron después."
    dead = wire_group("muertos", "15", 2)
    told = totals(text, dead, title="Bus cae a barranco: suben a 17 los muertos", type="transport accident")
    assert told["killed"] == Total(low=17, high=17)


@pytest.mark.parametrize(
    ("title", "claim", "low"),
    [
        ("Four shot dead at protest", "seven of its members had died", 4),
        ("Four shot dead at protest", "seven of its members had died, and spoke of eight dead in all", 8),
        ("At least four shot dead at protest", "seven of its members had died", 8),
        ("Number of dead passes four as police fire at protest", "seven of its members had died", 8),
        ("Officer kills four, then himself, at protest", "seven of its members had died", 8),
        ("Police fire at protest", "seven of its members had died", 8),
    ],
)
def test_a_total_above_the_headline_s_that_nobody_tells_is_at_least_the_headline_s(
    title: str, claim: str, low: int
) -> None:
    text = (
        f"People were shot dead at a protest. A union said {claim}. A worker was killed when police shot him on Monday."
    )
    told = (wire_group("members", "7", 2), wire_group("worker", "1", 3))
    assert killed(text, *told, title=title)[0] == low


@pytest.mark.parametrize(
    ("title", "dead"),
    [
        ("Third victim dies after shooting at hall", (3, 3)),
        ("Third victim of hall shooting dies", (3, 3)),
        ("Third victim found after shooting at hall", (2, 2)),
        ("Third shooting victim succumbs", (3, 3)),
        ("Third victim dies on road this year", (2, 2)),
        ("Third man dies after shooting", (2, 2)),
    ],
)
def test_which_one_of_the_dead_a_headline_tells_of_is_how_many_there_are(title: str, dead: tuple[int, int]) -> None:
    text = "Rita Lopez and Ana Ruiz were shot dead at a hall on Monday. A man was hurt, too."
    assert killed(text, wire_person("Rita Lopez", 1), wire_person("Ana Ruiz", 1), title=title) == dead


def test_what_a_headline_calls_the_toll_is_all_where_a_larger_number_is_told_of_no_death() -> None:
    text = "Police said that nine people had been shot, a figure with those who later died. Two women died there."
    told = wire_group("people", "9", 1), wire_group("women", "2", 2)
    assert killed(text, *told, title="Third victim dies after knife attack") == (3, 3)
    assert killed(text, *told, title="Man attacks shoppers with knives") == (9, 9)
    risen = text.replace("Two women", "A fourth victim and nine others")
    assert killed(risen, *told, wire_group("others", "9", 2), title="Third victim dies after knife attack")[1] != 3


def test_a_headline_s_toll_is_of_the_incident_in_the_country_that_it_names() -> None:
    title = "Cyclone: Mozambique raises toll to 19"
    text = "A storm killed a family on Monday. The storm killed two children in Malawi on Monday."
    article = article_from_text(text, title=title, published=date(2026, 11, 24))
    told = [
        wire_incident(
            type="storm", country=land, places=[], place_cite=[at], date={"text": "Monday", "cite": [at]}, victims=[who]
        )
        for at, land, who in (
            (1, "Mozambique", wire_group("family", None, 1)),
            (2, "Malawi", wire_group("children", "2", 2)),
        )
    ]
    first, second = resolve_answer(told, article, read_article(article)).incidents
    assert (first.totals["killed"].low, second.totals["killed"]) == (19, Total(low=2, high=2))


def test_a_headline_s_number_is_of_the_incident_in_the_place_beside_it() -> None:
    title = "Strikes kill 21 in Gaza City; soldier dies in Rafah"
    text = (
        "Air strikes hit Gaza City on Monday and killed 18 fighters. An air strike in Rafah on Monday killed a soldier."
    )
    article = article_from_text(text, title=title, published=date(2026, 11, 24))
    told = [
        wire_incident(
            type="airstrike", places=[place], place_cite=[at], date={"text": "Monday", "cite": [at]}, victims=[who]
        )
        for at, place, who in (
            (1, "Gaza City", wire_group("fighters", "18", 1)),
            (2, "Rafah", wire_group("soldier", "1", 2)),
        )
    ]
    first, second = resolve_answer(told, article, read_article(article)).incidents
    assert second.totals["killed"] == Total(low=1, high=1)
    assert first.totals["killed"] == Total(low=18, high=21)


@pytest.mark.parametrize(("number", "first"), [(9, (4, 9)), (6, (4, 4))])
def test_the_headline_s_number_is_that_of_the_incident_in_its_place(number: int, first: tuple[int, int]) -> None:
    text = (
        "Three passengers died when a boat capsized off Polillo on Saturday. A cook was found dead. Two fishermen died "
        "when another boat sank off Panganiban on Saturday."
    )
    boats = [
        wire_incident(type="transport accident", places=[where], place_cite=[at], victims=victims)
        for where, at, victims in (
            ("Polillo", 1, (wire_group("passengers", "3", 1), wire_group("cook", "1", 2))),
            ("Panganiban", 3, (wire_group("fishermen", "2", 3),)),
        )
    ]
    article = article_from_text(text, title=f"{number} dead after boat capsizes off Polillo")
    one, other = resolve_answer(boats, article, read_article(article)).incidents
    assert (one.totals["killed"].low, one.totals["killed"].high) == first
    assert other.totals["killed"] == Total(low=2, high=2)


@pytest.mark.parametrize(("title", "low"), [("Storm kills 41 in Malawi", 41), ("Storm hits Malawi", 6)])
def test_a_total_without_a_bound_is_at_least_the_headline_s(title: str, low: int) -> None:
    text = "At least 41 people died in the storm, officials said. At least six people died, police said."
    told = [wire_group("people", count, at) for at, count in ((1, "41+"), (2, "6+"))]
    total = totals(text, *told, title=title, type="storm")["killed"]
    assert (total.low, total.high) == (low, None)


@pytest.mark.parametrize(
    ("title", "dead"),
    [
        ("Ankleshwar unit blast: Toll climbs to 9; boiler burst in Vapi kills one more", 1),
        ("Unit blast: Toll climbs to 9 in Vapi; boiler burst kills one more", 9),
    ],
)
def test_a_headline_s_first_number_is_of_no_place_that_a_later_part_names(title: str, dead: int) -> None:
    text = (
        "An explosion in Ankleshwar GIDC killed guards on Wednesday. A boiler exploded in Vapi on Thursday and killed "
        "one operator."
    )
    article = article_from_text(text, title=title, published=date(2026, 2, 13))
    told = [
        wire_incident(
            type="explosion", places=[place], place_cite=[at], date={"text": day, "cite": [at]}, victims=[who]
        )
        for at, place, day, who in (
            (1, "Ankleshwar GIDC", "Wednesday", wire_group("guards", None, 1)),
            (2, "Vapi", "Thursday", wire_group("operator", "1", 2)),
        )
    ]
    incidents = resolve_answer(told, article, read_article(article)).incidents
    assert incidents[1].totals["killed"] == Total(low=dead, high=dead)


def test_a_headline_s_toll_of_all_stands_beside_lower_numbers_that_no_other_speaker_gives() -> None:
    text = (
        "Shots in a mine near Taiyuan have cost 12 people their lives. Rescuers found four bodies on Sunday. "
        "Eight people had earlier been confirmed dead. Seven people were killed in the gallery, a miner said."
    )
    victims = [wire_group("people", "12", 1), wire_group("people", "8", 3), wire_group("people", "7", 4)]
    assert killed(text, *victims, title="12 dead in mine shooting") == (12, 12)
    assert killed(text, *victims, title="8 dead in mine shooting") == (7, 12)
    rival = text.replace("confirmed dead", "confirmed dead, the army said")
    assert killed(rival, *victims, title="12 dead in mine shooting") == (7, 12)


def test_a_headline_s_toll_is_that_of_dead_whom_the_answer_counted_by_all_aboard() -> None:
    text = "A balloon with 17 people on board crashed near Seymour on Sunday. Two died, police said."
    people = wire_group("people", "17", 1)
    told = totals(text, people, title="Two dead after balloon crash", type="transport accident")
    assert told["killed"] == Total(low=2, high=2)
    assert "killed" not in totals(text, people, title="Balloon crashes near Seymour", type="transport accident")


def test_a_question_before_a_headline_s_toll_is_no_aside() -> None:
    assert tolls("Police told of it.", title="Who is Ali Syed? Gunman leaves 4 dead") == {"killed": 4}
    assert tolls("Police told of it.", title="Man who leaves 4 dead is held") == {}
