from datetime import date
from typing import Any

import pytest
from article_facts import facts_of, find_casualties
from fakes import wire_group as group
from fakes import wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.checks.coverage import find_uncovered, list_open, report_headline
from summarizer.checks.dates import check_dates
from summarizer.checks.times import list_timely
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.pipeline.summarizing import resolve_answer
from summarizer.resolving.coverage import accept_victims, attach_victims
from summarizer.resolving.incidents import resolve_incidents
from summarizer.schemas.record import Incident, Sentence
from summarizer.schemas.wire import WireDate, WireIncident, WireVictimGroup, WireVictimName

SEED = """At least 60 civilians were killed and 140 injured in the blasts.
The general says 12 US troops have been killed.
He said that 12 sailors died and 15 others were injured.
A mayor was killed."""


def numbered(text: str = SEED) -> tuple[Sentence, ...]:
    return number_sentences(article_from_text(text))


def mentioned(text: str = SEED) -> tuple[CasualtyMention, ...]:
    return find_casualties(numbered(text))


def incident(*victims: WireVictimGroup | WireVictimName, **changes: Any) -> WireIncident:
    return wire_incident(victims=list(victims), **changes)


def resolved(*wire: WireIncident, text: str = SEED) -> tuple[Incident, ...]:
    return resolve_incidents(wire, facts_of(text), article_id="a").incidents


def uncovered(*victims: WireVictimGroup | WireVictimName, text: str = SEED) -> list[tuple[str, int | None]]:
    found = find_uncovered(mentioned(text), resolved(incident(*victims), text=text))
    return [(mention.outcome, mention.count.low) for mention in found]


def test_nothing_is_covered_by_nobody_and_equal_numbers_are_asked_about_once() -> None:
    assert uncovered() == [("killed", 60), ("injured", 140), ("killed", 12), ("injured", 15), ("killed", 1)]
    assert [mention.sentence for mention in find_uncovered(mentioned(), ())] == [1, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "number", "is_open"),
    [
        ("A fire killed 21 people. On Thursday officials had reported 16 deaths.", "21", False),
        ("A fire killed 21 people. On Thursday 16 people died in a flood.", "21", True),
        (
            "Ascienden a 21 los muertos por el licor. El jueves las autoridades habían reportado 16 muertes.",
            "21",
            False,
        ),
        ("Ascienden a 21 los muertos por el licor. El jueves hubo 16 muertes en la ciudad de Lima.", "21", True),
        ("A flood killed 21 people. Divers found two bodies in a house.", "21", False),
        ("A flood killed one man. Divers found two bodies in a house.", "1", True),
        ("Una riada mató a un hombre. Hallan nueve cuerpos en una fosa cerca de la ciudad.", "1", True),
    ],
)
def test_an_earlier_count_and_bodies_may_be_some_of_more_dead(text: str, number: str, *, is_open: bool) -> None:
    facts, told = facts_of(text), resolved(incident(group("people", number, 1)), text=text)
    assert bool(find_uncovered(list_open(facts.mentions, told, facts), told)) is is_open


@pytest.mark.parametrize(
    ("told", "number", "is_open"),
    [("dozens", "46", False), ("dozens", "12", True), ("hundreds", "46", True), ("dozens", "300", True)],
)
def test_dozens_are_held_by_a_number_of_that_size(told: str, number: str, *, is_open: bool) -> None:
    text = f"The strike wounded {told} of people on Monday. A doctor counted {number} wounded people."
    assert bool(uncovered(group("people", number, 2, outcome="injured"), text=text)) is is_open


@pytest.mark.parametrize(
    ("told", "number", "is_open"),
    [("Several people", "5", False), ("Several people", "1", True), ("Several others", "5", True)],
)
def test_several_people_are_held_by_three_or_more(told: str, number: str, *, is_open: bool) -> None:
    text = f"{told} were injured in a blast. The hospital has {number} people with injuries."
    entry = group("people", number, 2, outcome="injured")
    told_open = [words for words, _ in uncovered(entry, text=text)]
    assert ("injured" in told_open) == is_open


def test_dozens_of_others_are_not_held_by_a_number_of_that_size() -> None:
    text = "Dozens of soldiers were killed in Gao. In Kidal, 46 civilians were killed."
    assert uncovered(group("civilians", "46", 2), text=text) == [("killed", 24)]


@pytest.mark.parametrize(
    ("victim", "covered"),
    [
        (group("civilians", "60+", 1), {("killed", 60)}),
        (group("civilians", "60", 1), {("killed", 60)}),
        (group("civilians", None, 1), {("killed", 60)}),
        (group("US troops", "12", 2), {("killed", 12)}),
        (group("mayor", "1", 4), {("killed", 1)}),
        (group("civilians", "60+", 1, outcome="injured"), set()),
        (group("US troops", "21", 2), {("killed", 12)}),
        (group("US troops", "21", 2, outcome="injured"), set()),
        (group("tourists", None, 1), set()),
    ],
)
def test_an_entry_covers_its_number_and_outcome(victim: WireVictimGroup, covered: set[tuple[str, int]]) -> None:
    assert set(uncovered()) - set(uncovered(victim)) == covered


def test_number_with_and_without_at_least_is_one_number() -> None:
    text = "At least 60 civilians were killed. The blast killed 60 people."
    assert uncovered(group("civilians", "60+", 1), text=text) == []
    assert len(uncovered(text=text)) == 1


@pytest.mark.parametrize("others", [(), (group("men", "1", 2),)])
def test_one_of_the_attackers_is_no_other_one_who_died(others: tuple[WireVictimGroup, ...]) -> None:
    text = "Corporal Ana Ruiz was killed in Manta. She returned fire and killed one of the gunmen."
    assert ("killed", 1) in uncovered(wire_person("Ana Ruiz", 1), *others, text=text)


def test_names_and_parts_that_add_up_cover_their_sum() -> None:
    text = "Three nuns were kidnapped: Ana, Rosa and Eva. There 5 guards and 2 cooks were killed; 7 people died."
    names = [wire_person(name, 1, outcome="kidnapped") for name in ("Ana", "Rosa", "Eva")]
    parts = [group("guards", "5", 2), group("cooks", "2", 2)]
    assert ("kidnapped", 3) in uncovered(*names[:2], text=text)
    assert ("kidnapped", 3) not in uncovered(*names, text=text)
    assert ("killed", 7) in uncovered(parts[0], text=text)
    assert ("killed", 7) not in uncovered(*parts, text=text)


def test_incidents_in_a_row_cover_what_they_add_up_to() -> None:
    text = "Nine dead in three fires. One killed 2 guests. One killed 3 cooks. A third killed 4 nuns; 6 people died."
    dead = (("guests", "2"), ("cooks", "3"), ("nuns", "4"))
    fires = [incident(group(who, count, cite)) for cite, (who, count) in enumerate(dead, start=2)]
    for told, left in ((fires, [6]), (fires[:2], [9, 4, 6]), (fires[::2], [9, 3])):
        found = find_uncovered(mentioned(text), resolved(*told, text=text))
        assert [mention.count.low for mention in found] == left


def test_answer_that_accounts_for_a_mention_is_accepted_with_its_sentence() -> None:
    mentions = find_uncovered(mentioned(), ())
    ((mention, victim),) = accept_victims([group("US troops", "12", 4, 1)], mentions)
    assert (mention.sentence, mention.count.low) == (2, 12)
    assert victim.cite == [2]
    assert victim.label == "US troops"


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("Three of the 12 miners were killed.", "Three of the 12 miners were killed", "miners"),
        ("Three army members, among them two officers, died.", "three army members, among them two", "army members"),
        ("Three miners were killed.", "3 miners", "miners"),
        ("Three miners were killed.", "miners of the valley", "miners of the valley"),
        ("Three miners were killed.", "3 workers", "miners"),
        ("The air strikes killed three people.", "air strikes", "people"),
        ("It hit commanders and killed 3 of them.", "commanders and killed 3 of them", "commanders"),
        ("It left three dead.", "air strikes", "air strikes"),
        ("The strike killed three women and children.", "three women and children", "women and children"),
        ("Three people were killed.", "three people from Spain", "people from Spain"),
        ("A bomb killed three men.", "three men of 2 Para", "men of 2 Para"),
        (
            "A bomb killed three members of the National Police.",
            "3 members of the National Police",
            "members of the National Police",
        ),
        ("Three miners were killed.", "all three miners", "all three miners"),
        ("Three others were killed.", "3 killed", "others"),
        ("Three others were killed.", "three people", "others"),
        ("Three others were killed.", "Three", "others"),
        ("It left three dead.", "three dead", "three dead"),
    ],
)
def test_a_group_is_named_without_its_number_and_predicate(text: str, label: str, kept: str) -> None:
    ((_, victim),) = accept_victims([group(label, "3", 1)], mentioned(text))
    assert victim.label == kept


@pytest.mark.parametrize("count", ["60+", "60", "~60"])
def test_qualifier_is_no_reason_to_refuse(count: str) -> None:
    assert len(accept_victims([group("civilians", count, 1)], mentioned())) == 1


def test_an_answer_that_is_the_sentence_with_a_mention_has_its_number() -> None:
    text = "Bandits came. Seventeen people died at Nyongoro, police said."
    ((mention, victim),) = accept_victims([group("Seventeen people died at Nyongoro.", None, 2)], mentioned(text))
    assert (mention.count.low, victim.count) == (17, "17")
    assert accept_victims([group("Somebody died at Nyongoro.", None, 2)], mentioned(text)) == []


@pytest.mark.parametrize(
    "answer",
    [
        group("US troops", "13", 2),
        group("US troops", "12", 2, outcome="missing"),
        group("US troops", None, 2),
        group("US troops", "8-6", 2),
        group("  ", "12", 2),
    ],
)
def test_answer_that_accounts_for_no_mention_is_refused(answer: WireVictimGroup) -> None:
    assert accept_victims([answer], mentioned()) == []


@pytest.mark.parametrize(
    ("label", "is_accepted"),
    [("3 people killed in the Whitehaven crash", False), ("people", True), ("the 3 killed", True)],
)
def test_an_answer_that_says_of_which_other_incident_it_is_is_refused(label: str, *, is_accepted: bool) -> None:
    text = "Man charged after 3 killed in Whitehaven crash."
    assert bool(accept_victims([group(label, "3", 1)], mentioned(text))) == is_accepted


def test_each_mention_is_accounted_for_once() -> None:
    mentions = find_uncovered(mentioned(), ())
    answers: list[WireVictimGroup | WireVictimName] = [group("US troops", "12", 2), group("sailors", "12", 3)]
    answers.append(wire_person("Ana Ruiz", 4))
    assert [victim.label for _, victim in accept_victims(answers, mentions)] == ["US troops", "Ana Ruiz"]


def test_victim_goes_to_the_incident_that_cites_the_nearest_sentence() -> None:
    wire = [
        incident(place_cite=[9]),
        incident(group("US troops", "12", 2)),
        incident(date=WireDate(text="x", cite=[3])),
    ]
    accepted = accept_victims([group("others", "15", 3, outcome="injured")], mentioned())
    grown = attach_victims(wire, accepted)
    assert [[victim.label for victim in known.victims] for known in grown] == [[], ["US troops"], ["others"]]
    assert wire[2].victims == [], "the incidents given are left as they are"


def test_first_incident_takes_it_on_a_tie_and_where_nothing_is_cited() -> None:
    accepted = accept_victims([group("US troops", "12", 2)], mentioned())
    for wire in ([incident(place_cite=[1]), incident(place_cite=[3])], [incident(), incident()]):
        assert [len(known.victims) for known in attach_victims(wire, accepted)] == [1, 0]


def test_of_a_page_of_several_reports_only_an_incident_of_the_same_one_takes_it() -> None:
    accepted = accept_victims([group("US troops", "12", 2)], mentioned())
    wire = [incident(place_cite=[1]), incident(place_cite=[4])]
    sentences = numbered()
    for cut, grown in ((1, [0, 1]), (2, [1, 0])):
        told = attach_victims(wire, accepted, [sentences[:cut], sentences[cut:]])
        assert [len(known.victims) for known in told] == grown
    assert attach_victims(wire[:1], accepted, [sentences[:1], sentences[1:]]) == wire[:1]
    between = [sentences[:1], sentences[3:]]
    assert attach_victims(wire, accepted, between) == wire, "of a sentence that is in no report"
    told = attach_victims([*wire, incident(place_cite=[2])], accepted, between)
    assert [len(known.victims) for known in told] == [0, 0, 1]


def test_nothing_accepted_changes_nothing() -> None:
    wire = [incident(place_cite=[1])]
    assert attach_victims(wire, []) == wire


def test_whole_round_leaves_nothing_uncovered() -> None:
    wire = [incident(group("civilians", "60+", 1), place_cite=[1])]
    open_mentions = find_uncovered(mentioned(), resolved(*wire))
    answers = [
        group("people", "140", 1, outcome="injured"),
        group("US troops", "12", 2),
        group("others", "15", 3, outcome="injured"),
        group("mayor", "1", 4),
    ]
    grown = attach_victims(wire, accept_victims(answers, open_mentions))
    assert find_uncovered(mentioned(), resolved(*grown)) == ()


def opened(text: str, *victims: WireVictimGroup | WireVictimName, **changes: Any) -> list[int | None]:
    facts = facts_of(text, published=date(2026, 11, 19))
    incidents = resolve_incidents([incident(*victims, **changes)], facts, article_id="a").incidents
    return [
        one.count.low for one in find_uncovered(list_open(list_timely(incidents, facts), incidents, facts), incidents)
    ]


def test_the_dead_of_another_year_are_not_asked_about() -> None:
    text = "A blast killed 12 people on Wednesday. In 2016, a blast at the same plant killed 150 people."
    assert opened(text, group("people", "12", 1), date=WireDate(text="Wednesday", cite=[1])) == []
    assert opened(text, group("people", "12", 1), date=None) == [150], "an incident without a date may be that one"
    spanish = "Una explosión mató a 12 personas el miércoles en la fábrica. En mayo murieron allí 150 personas más."
    assert opened(spanish, group("personas", "12", 1), date=WireDate(text="miércoles", cite=[1])) == []


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Police found two men suffering from gunshot wounds.", []),
        ("They arrived to find the father and two children wounded.", []),
        ("Police found two others wounded.", [2]),
        ("Police found three men suffering from gunshot wounds.", [3]),
        ("Two men were suffering from gunshot wounds.", [2]),
    ],
)
def test_the_wounded_who_were_found_may_be_the_dead(told: str, asked: list[int]) -> None:
    text = f"Two brothers were shot dead in a plant. {told}"
    assert opened(text, group("brothers", "2", 1), type="shooting") == asked
    assert opened(text, group("brothers", "2", 1), type="explosion") == opened(told)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Three died at the scene.", []),
        ("Three died in the kitchen.", [3]),
        ("Of them, three died of burns.", []),
        ("An earlier report spoke of three dead.", []),
        ("Four died there, and eight others died in hospital.", []),
        ("Four died there, and nine others died in hospital.", [4, 9]),
        ("Three more people died, and the death toll rose to 12.", []),
        ("More than 10 people were killed.", []),
        ("More than five people were killed.", [5]),
    ],
)
def test_some_of_those_counted_and_earlier_counts_are_not_asked_about(told: str, asked: list[int]) -> None:
    text = f"A blast killed 12 people at a plant. {told}"
    assert opened(text, group("people", "12", 1)) == asked


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Five people remain hospitalized.", []),
        ("Another five people were hospitalized.", [5]),
        ("Five people were hurt in the street.", [5]),
        ("Fifteen people remain hospitalized.", [15]),
    ],
)
def test_those_still_in_hospital_are_among_those_hurt_before(told: str, asked: list[int]) -> None:
    text = f"A blast hurt 12 people at a plant. {told}"
    assert opened(text, group("people", "12", 1, outcome="injured")) == asked


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Tres murieron en el lugar.", []),
        ("De ellos, tres murieron asfixiados.", []),
        ("Cuatro murieron allí y otras ocho fallecieron en el hospital.", []),
        ("Hasta el viernes se habían contabilizado tres muertos.", []),
        ("Más de diez muertos, dijo un vecino.", []),
        ("En la cocina murieron tres personas.", [3]),
    ],
)
def test_nor_in_spanish(told: str, asked: list[int]) -> None:
    text = f"Una explosión mató a 12 personas el miércoles en la fábrica de pirotecnia. {told}"
    assert opened(text, group("personas", "12", 1)) == asked


def test_nor_are_those_of_an_earlier_event() -> None:
    text = "A riot killed 17 inmates on Thursday, days after 14 died in another blast."
    assert opened(text, group("inmates", "17", 1), date=WireDate(text="Thursday", cite=[1])) == []
    assert opened(text, group("inmates", "17", 1)) == [14]
    text = "A riot killed 17 inmates on Thursday. It comes just weeks after 14 inmates died there."
    assert opened(text, group("inmates", "17", 1)) == []


def test_the_freed_were_kidnapped_and_are_unharmed() -> None:
    text = "Four hostages were unharmed. Nine people were kidnapped."
    assert opened(text, group("hostages", "4", 1, outcome="freed"), group("people", "9", 2, outcome="freed")) == []
    assert opened(text, group("hostages", "4", 1, outcome="injured")) == [4, 9]


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("A fire near Lima killed one firefighter. In February 2024 fires there killed 138 people.", True),
        ("A fire near Lima killed one firefighter. It broke out in February 2024.", False),
        ("A fire near Lima killed one firefighter in February 2024. Fires there killed 138 people.", False),
        ("A fire in February 2024 killed 138 people. One firefighter was among them.", False),
        ("A fire near Lima killed one firefighter. It hurt 138 people on 3 February 2024.", False),
    ],
)
def test_a_date_that_only_a_sentence_about_others_tells_is_doubted(text: str, *, is_doubted: bool) -> None:
    number = next(one.number for one in numbered(text) if "2024" in one.text)
    victims = [group("firefighter", "1", 2 if "among" in text else 1), group("people", "138", 1)]
    wire = incident(
        *victims[: 2 if "among" in text else 1],
        type="fire",
        date=WireDate(text="3 February 2024" if "3 Feb" in text else "February 2024", cite=[number]),
        place_cite=[1],
    )
    incidents, facts = resolved(wire, text=text), facts_of(text)
    found = check_dates(incidents, find_uncovered(facts.mentions, incidents), facts)
    assert [finding.field for finding in found] == ["incidents[0].date"] * is_doubted


@pytest.mark.parametrize(
    ("headline", "is_told"),
    [
        ("3 boys shot in Durham", True),
        ("Three teens shot, one fatally, in Durham", True),
        ("2 boys shot in Durham", False),
        ("27 shots fired at 2 boys in Durham", False),
        ("Boy shot 3 times in Durham", False),
        ("3 boys shot at in Durham", False),
        ("3 boys shot and 4 stabbed in Durham", False),
    ],
)
def test_a_headline_of_more_people_shot_is_told(headline: str, *, is_told: bool) -> None:
    text = "Two boys were found with gunshot wounds outside a home on Saturday."
    article, facts = article_from_text(text, title=headline), facts_of(text, headline=headline)
    wire = wire_incident(type="shooting", victims=[group("boys", "2", 1, outcome="injured")])
    found = report_headline(resolve_answer([wire], article, facts).incidents, facts)
    assert [one.code for one in found] == ["uncovered_casualty"] * is_told


@pytest.mark.parametrize("victims", [[group("people", "several", 1, outcome="injured")], []])
def test_a_headline_is_held_against_what_is_known(victims: list[WireVictimGroup]) -> None:
    text = "Several people were found with gunshot wounds outside a home on Saturday."
    article, facts = article_from_text(text), facts_of(text, headline="9 people shot in Durham")
    told = resolve_answer([wire_incident(type="shooting", victims=victims)], article, facts).incidents
    assert len(report_headline(told, facts)) == (not victims)
    assert report_headline([], facts) == []
