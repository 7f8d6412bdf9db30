"""Events as a whole: what becomes one, in whatever order and in however many batches it comes."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from event_records import make_incident, make_record, read_pairs, record_of
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Event, merge_events
from summarizer.errors import ConfigurationError
from summarizer.events.decisions import Decision
from summarizer.events.storing import update_events
from summarizer.evidence.findings import doubt
from summarizer.schemas.record import Summary, Total

MOST_WRONG, MOST_MISSED = 3, 6


def texts_of(records: Sequence[Summary], texts: Sequence[str]) -> dict[str, str]:
    return {record.article.article_id: text for record, text in zip(records, texts, strict=True)}


def groups(events: Sequence[Event]) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(report.incident_id for report in event.reports)) for event in events)


def without_ids(events: Sequence[Event]) -> list[Event]:
    return [event.model_copy(update={"event_id": "", "merged_from": ()}) for event in events]


def quetta(source: str, published: str, killed: int, *, words: str = "", **changes: Any) -> tuple[Summary, str]:
    text = f"A bomb in a vegetable market of Quetta killed {killed} people on Thursday, {source} reports. {words}"
    fields: dict[str, Any] = {
        "type": "bombing",
        "date": "2024-05-02",
        "country": "PK",
        "places": ["Balochistan", "Quetta"],
        "totals": {"killed": killed},
        "targets": ["vegetable market"],
        "weapons": ["bomb"],
        **changes,
    }
    incident = make_incident(text, **fields)
    return make_record(text, incident, source=source, published=date.fromisoformat(published)), text


OUTLETS = [
    quetta("Dawn", "2024-05-02", 12),
    quetta("AP", "2024-05-02", 15, words="The dead were shoppers."),
    quetta("Reuters", "2024-05-03", 17, words="Hospitals spoke of forty wounded.", organizations=["Tehrik-i-Taliban"]),
    quetta("BBC", "2024-05-03", 16, words="Police cordoned off the streets.", organizations=["Islamic State"]),
    quetta("AFP", "2024-05-05", 18, words="Two of the wounded died in hospital at the weekend."),
]
RECORDS, TEXTS = (
    [record for record, _ in OUTLETS],
    texts_of([record for record, _ in OUTLETS], [text for _, text in OUTLETS]),
)


def test_the_perpetrator_that_most_reports_name_comes_first() -> None:
    named = [
        quetta(f"Outlet {day}", f"2024-05-0{day}", 12, organizations=[who])
        for day, who in ((2, "Lashkar"), (3, "Tehrik-i-Taliban"), (4, "Tehrik-i-Taliban"))
    ]
    records = [record for record, _ in named]
    (event,) = merge_events(records, texts=texts_of(records, [text for _, text in named]))
    assert [one.name for one in event.perpetrators] == ["Tehrik-i-Taliban", "Lashkar"]


def test_a_state_and_its_forces_are_one_perpetrator_that_nobody_disputes() -> None:
    named = ("Israel", "Israeli military", "Israeli forces")
    records = [quetta(f"Outlet {at}", "2024-05-02", 12, organizations=[who])[0] for at, who in enumerate(named)]
    (event,) = merge_events(records)
    assert [len(one.mentions) for one in event.perpetrators] == [3]
    assert "perpetrators" not in {conflict.field for conflict in event.conflicts}


def test_a_country_that_the_record_doubts_keeps_nothing_apart_and_is_not_the_events() -> None:
    there, _ = quetta("Dawn", "2024-05-02", 12, places=["Quetta"])
    elsewhere, _ = quetta("AP", "2024-05-02", 12, places=["Quetta"], country="IN")
    finding = doubt("unsupported_value", "incidents[0].place.country", "No sentence of the article holds 'India'.", ())
    doubted = elsewhere.model_copy(update={"findings": (finding,)})
    assert len(merge_events([there, elsewhere])) == 2
    (event,) = merge_events([doubted, there])
    (alone,) = merge_events([doubted])
    assert (event.place and event.place.value.country_code, alone.place and alone.place.value.country) == ("PK", None)


def test_the_country_that_only_other_reports_tell_is_the_events() -> None:
    town, _ = quetta("Dawn", "2024-05-02", 12, country=None, places=["Balochistan", "Quetta", "Hazarganji"])
    country, _ = quetta("AP", "2024-05-02", 12, places=["Quetta"])
    (event,) = merge_events([town, country])
    assert event.place is not None
    assert [one.name for one in event.place.value.places] == ["Balochistan", "Quetta", "Hazarganji"]
    assert (event.place.value.country_code, event.place.value.country_evidence) == ("PK", ())
    assert event.place.latitude is not None


def test_a_place_of_the_dateline_goes_last() -> None:
    made = []
    for text, place in (("QUETTA, May 2 - A bomb went off.", "QUETTA"), ("A bomb in Mal village went off.", "Mal")):
        incident = make_incident(text, type="bombing", date="2024-05-02", country="PK", places=[place])
        made.append(make_record(text, incident, published=date(2024, 5, 2)))
    ids = [record.incidents[0].incident_id for record in made]
    (event,) = merge_events(made, decisions=[decide("join", ids)])
    assert event.place is not None
    assert event.place.value.places[-1].name == "Mal"


@pytest.mark.parametrize(
    ("place", "events"),
    [("Gulf of Aden", 1), ("Arabian Sea", 1), ("sea", 1), ("Seaview", 2), ("Sea Point", 2), ("Red Sea State", 2)],
)
def test_at_sea_two_countries_keep_nothing_apart(place: str, events: int) -> None:
    records = [
        quetta(source, "2024-05-02", 12, places=[place], country=country, words=f"It was in the {place}.")[0]
        for source, country in (("Dawn", "SO"), ("AP", "YE"))
    ]
    assert len(merge_events(records)) == events


def test_five_outlets_on_one_bombing_are_one_event() -> None:
    (event,) = merge_events(RECORDS, texts=TEXTS)
    toll = event.casualties["killed"]
    assert [(str(one.published), one.figure) for one in toll.history] == [
        ("2024-05-02", toll.history[0].figure),
        ("2024-05-02", toll.history[1].figure),
        ("2024-05-03", toll.history[2].figure),
        ("2024-05-03", toll.history[3].figure),
        ("2024-05-05", 18),
    ]
    assert {toll.history[0].figure, toll.history[1].figure} == {12, 15}
    assert (toll.chosen, toll.low, toll.best, toll.high, toll.sources) == (18, 12, 18, 18, 5)
    assert event.type == "bombing"
    assert event.date is not None
    assert str(event.date.value.earliest) == "2024-05-02"
    assert event.place is not None
    assert event.place.value.places[-1].name == "Quetta"
    assert event.place.latitude == pytest.approx(30.2, abs=0.1)
    assert {conflict.field for conflict in event.conflicts} == {"perpetrators", "casualties.killed"}


def test_every_value_of_an_event_points_into_its_own_article() -> None:
    (event,) = merge_events(RECORDS, texts=TEXTS)
    said = [(one.article_id, item) for entry in event.targets for one in entry.mentions for item in one.value.evidence]
    said += [(one.article_id, item) for entry in event.weapons for one in entry.mentions for item in one.value.evidence]
    assert len(said) == 10
    for article_id, item in said:
        assert TEXTS[article_id][item.start : item.end] == item.text


def test_each_report_says_why_it_is_here() -> None:
    (event,) = merge_events(RECORDS, texts=TEXTS)
    assert [placement.incident_id for placement in event.why] == [report.incident_id for report in event.reports]
    for placement in event.why:
        assert placement.weight > 0
        assert "both date it to the same day" in [reason.words for reason in placement.reasons]
        assert any((reason.weight or 0) < 0 for reason in placement.reasons)


def test_a_copy_is_no_second_source() -> None:
    words = " ".join(f"word{number} of a long dispatch" for number in range(30))
    first = quetta("Dawn", "2024-05-02", 12, words=words)
    text = first[1].replace("Dawn", "The Nation")
    incident = first[0].incidents[0].model_copy(update={"incident_id": "copy"})
    copied = make_record(text, incident, source="The Nation", published=date(2024, 5, 3))
    other = quetta("AP", "2024-05-02", 15)
    records = [first[0], copied, other[0]]
    (event,) = merge_events(records, texts=texts_of(records, [first[1], text, other[1]]))
    by_id = {report.article_id: report.copy_of for report in event.reports}
    assert by_id[copied.article.article_id] == first[0].article.article_id
    assert by_id[first[0].article.article_id] is by_id[other[0].article.article_id] is None
    toll = event.casualties["killed"]
    assert (toll.sources, toll.chosen) == (2, 15)
    assert [figure.counts for figure in toll.history if figure.article_id == copied.article.article_id] == [False]


@pytest.mark.parametrize("first", ["2024-05-02", None], ids=["dated", "undated"])
def test_a_copy_whose_day_was_misread_keeps_no_reports_apart(first: str | None) -> None:
    words = " ".join(f"word{number} of a long dispatch" for number in range(30))
    sent = [
        quetta("AP", "2024-05-03", 12, words=words, date=first, basis="weekday"),
        quetta("Dawn", "2024-05-10", 12, words=words, date="2024-05-09", basis="weekday"),
    ]
    others = [quetta(source, "2024-05-03", 12)[0] for source in ("BBC", "AFP")]
    texts = [text for _, text in sent]
    texts += [f"Shoppers were buried at dusk in the hills of Quetta, says {source}." for source in ("BBC", "AFP")]
    records = [record for record, _ in sent] + others
    (event,) = merge_events(records, texts=texts_of(records, texts))
    assert [report.copy_of is not None for report in event.reports].count(True) == 1
    assert None not in {reason.weight for placement in event.why for reason in placement.reasons}
    assert len(merge_events(records[1:], texts=texts_of(records, texts))) == 2
    later, text = quetta("Star", "2024-05-10", 3, date="2024-05-09"), "Police held a boy at the bus stand of Quetta."
    both = merge_events([*records, later[0]], texts=texts_of([*records, later[0]], [*texts, text]))
    assert sorted(len(one.reports) for one in both) == [1, 4]


@pytest.mark.parametrize(
    ("published", "day"), [("2024-05-10", "2024-05-09"), ("2024-04-20", "2024-04-18"), ("2024-04-20", None)]
)
def test_a_copy_whose_day_was_misread_is_of_the_event_whose_day_its_text_tells(published: str, day: str | None) -> None:
    words = " ".join(f"word{number} of a long dispatch" for number in range(30))
    made = [
        quetta("AP", "2024-05-03", 12, words=words, basis="explicit"),
        quetta("Dawn", published, 12, words=words, date=day, basis="weekday"),
        quetta("BBC", "2024-05-03", 12),
    ]
    records = [record for record, _ in made]
    (event,) = merge_events(records, texts=texts_of(records, [text for _, text in made]))
    assert (event.date and event.date.value.earliest, len(event.reports)) == (date(2024, 5, 2), 3)
    assert None not in {reason.weight for placement in event.why for reason in placement.reasons}


def test_copies_do_not_outvote_the_day_of_the_first() -> None:
    words = " ".join(f"word{number} of a long dispatch" for number in range(30))
    sent = [
        ("AP", "2024-05-03", "2024-05-02"),
        ("Dawn", "2024-05-10", "2024-05-09"),
        ("Star", "2024-05-11", "2024-05-09"),
    ]
    found = [quetta(name, published, 12, words=words, date=day, basis="weekday") for name, published, day in sent]
    records = [record for record, _ in found]
    (event,) = merge_events(records, texts=texts_of(records, [text for _, text in found]))
    assert [report.copy_of is None for report in event.reports] == [True, False, False]
    assert event.date is not None
    assert str(event.date.value.earliest) == "2024-05-02"
    assert "date" in {conflict.field for conflict in event.conflicts}


def test_a_copy_that_only_bounds_its_texts_figure_otherwise_tells_nothing_new() -> None:
    words = " ".join(f"word{number} of a long dispatch" for number in range(30))
    sent = [
        quetta("AP", "2024-05-02", 12, words=words),
        quetta("Dawn", "2024-05-03", 12, words=words, totals={"killed": Total(low=12, high=None)}),
        quetta("BBC", "2024-05-03", 14),
    ]
    records = [record for record, _ in sent]
    (event,) = merge_events(records, texts=texts_of(records, [text for _, text in sent]))
    assert [one.figure for one in event.casualties["killed"].history if one.counts] == [12, 14]
    assert event.conflicts == ()
    bounded = quetta("Dawn", "2024-05-03", 12, words=words, totals={"killed": Total(low=0, high=12)})
    both = [bounded[0], quetta("AP", "2024-05-04", 12, words=words)[0]]
    (event,) = merge_events(both, texts=texts_of(both, [bounded[1], sent[0][1]]))
    assert event.casualties["killed"].borne_out(12) == 12


def test_a_copy_with_a_new_toll_counts_and_is_no_source_of_its_own() -> None:
    words = " ".join(f"word{number} of a long dispatch" for number in range(30))
    sent = [
        quetta("AP", "2024-05-02", 4, words=words),
        quetta("Dawn", "2024-05-02", 4, words=words),
        quetta("The Nation", "2024-05-03", 6, words=words),
    ]
    records = [record for record, _ in sent]
    (event,) = merge_events(records, texts=texts_of(records, [text for _, text in sent]))
    toll = event.casualties["killed"]
    assert (toll.low, toll.chosen, toll.high, toll.sources) == (4, 6, 6, 1)
    assert sorted((figure.figure, figure.counts) for figure in toll.history) == [(4, False), (4, True), (6, True)]


def told_of(source: str, published: str, **people: Any) -> Summary:
    """A report of one shooting; of ``people`` those by name are victims with that outcome."""
    text = f"Shots were fired in Quetta on Thursday, {source} reports. {' '.join(people.values())}."
    made = make_incident(
        text,
        type="shooting",
        date="2024-05-02",
        country="PK",
        places=["Quetta"],
        totals={outcome: len(names.split(", ")) for outcome, names in people.items()},
    )
    victims = [
        entry.model_copy(update={"outcome": outcome})
        for outcome, names in people.items()
        for entry in make_incident(text, victims=names.split(", ")).victims
    ]
    incident = made.model_copy(update={"victims": tuple(victims)})
    return make_record(text, incident, source=source, published=date.fromisoformat(published))


def people_of(event: Event) -> set[tuple[str, str]]:
    return {(one.name, one.outcome) for one in event.victims}


def test_who_died_later_is_one_dead_and_no_injured() -> None:
    hurt = told_of("Dawn", "2024-05-02", injured="Maria Lopez, Jon Hall")
    dead = told_of("AP", "2024-05-04", killed="Maria Lopez")
    (event,) = merge_events([hurt, dead])
    assert people_of(event) == {("Maria Lopez", "killed"), ("Jon Hall", "injured")}
    assert (event.casualties["killed"].chosen, event.casualties["injured"].chosen) == (1, 1)
    (alone,) = merge_events([told_of("Dawn", "2024-05-02", injured="Maria Lopez"), dead])
    assert set(alone.casualties) == {"killed"}
    assert not alone.conflicts


def test_whom_a_record_rules_out_is_no_victim_of_the_event_and_died_nowhere() -> None:
    hurt = told_of("Dawn", "2024-05-02", injured="Maria Lopez, Jon Hall")
    denied = told_of("AP", "2024-05-04", killed="Maria Lopez")
    finding = doubt("negated_victim", "incidents[0].victims[0]", "She was not killed.", ())
    (event,) = merge_events([hurt, denied.model_copy(update={"findings": (finding,)})])
    assert people_of(event) == {("Maria Lopez", "injured"), ("Jon Hall", "injured")}
    assert event.casualties["injured"].chosen == 2


def test_a_nationality_or_a_kind_of_person_is_nobody_who_died_later() -> None:
    hurt = told_of("Dawn", "2024-05-02", injured="Syrian, Villager")
    dead = told_of("AP", "2024-05-04", killed="Syrian, Villager")
    (event,) = merge_events([hurt, dead])
    assert not event.victims
    assert (event.casualties["killed"].chosen, event.casualties["injured"].chosen) == (2, 2)


def test_who_was_told_dead_and_lives_stays_in_sight_as_both() -> None:
    wrong = told_of("Dawn", "2024-05-02", killed="Maria Lopez")
    right = told_of("AP", "2024-05-03", injured="Maria Lopez")
    (event,) = merge_events([wrong, right])
    assert people_of(event) == {("Maria Lopez", "killed"), ("Maria Lopez", "injured")}


def test_of_equals_the_type_that_says_more_stands_first() -> None:
    fields: dict[str, Any] = {"date": "2024-05-02", "country": "PK", "places": ["Quetta"], "totals": {"killed": 15}}
    texts = ("Men attacked a church in Quetta on Thursday, 15 died.", "15 were shot in a church in Quetta on Thursday.")
    kinds = ("attack", "shooting")
    records = [
        make_record(text, make_incident(text, type=kind, **fields)) for text, kind in zip(texts, kinds, strict=True)
    ]
    (event,) = merge_events(records)
    assert event.types == ("shooting", "attack")


def test_the_type_that_most_report_stands_first_be_it_another() -> None:
    kinds = ("other", "murder", "other")
    records = [quetta(f"Paper {at}", "2024-05-03", 12, type=kind)[0] for at, kind in enumerate(kinds)]
    (event,) = merge_events(records)
    assert (event.type, event.types) == ("other", ("other", "murder"))
    (event,) = merge_events(records[:2])
    assert event.type == "murder"


def test_a_date_that_no_model_gave_is_none_that_reports_disagree_about() -> None:
    records = [quetta("Dawn", "2024-05-03", 12)[0], quetta("AP", "2024-05-04", 12, date="2024-05-03")[0]]
    filled = doubt("date_filled", "incidents[0].date", "The model gave no date.", ())
    for at in (0, 1):
        marked = [*records]
        marked[at] = records[at].model_copy(update={"findings": (filled,)})
        (event,) = merge_events(marked)
        assert not event.conflicts
        assert event.date is not None
        assert event.date.article_id == records[1 - at].article.article_id
    (event,) = merge_events(records)
    assert {conflict.field for conflict in event.conflicts} == {"date"}


@pytest.mark.parametrize(
    ("places", "disputed"),
    [
        ([["Dahej"], ["Gujarat"], ["Gujarat", "Dahej"]], False),
        ([["Dahej"], ["Gujarat"], ["Dahej"]], True),
        ([["Litoral prison"], ["Litoral penitentiary"]], False),
        ([["Penjwen road"], ["Said Sadiq road"]], True),
    ],
)
def test_places_that_a_report_has_one_in_the_other_are_no_disagreement(places: list[list[str]], disputed: bool) -> None:
    fields: dict[str, Any] = {"totals": {"killed": 1}, "victims": ["Maria Lopez"]}
    records = [quetta(f"Paper {at}", "2024-05-03", 1, places=some, **fields)[0] for at, some in enumerate(places)]
    (event,) = merge_events(records)
    assert ("place" in {conflict.field for conflict in event.conflicts}) == disputed


@pytest.mark.parametrize(
    ("places", "town"),
    [
        ([["Quetta"], ["Quetta"], ["Quetta"], ["Turbat"], []], "Quetta"),
        ([["Quetta"], []], "Quetta"),
        ([["Quetta"], ["Turbat"], []], None),
        ([["Quetta"], ["Quetta"], ["Turbat"], ["Gwadar"], []], None),
    ],
)
def test_one_report_of_a_country_alone_does_not_hide_the_place(places: list[list[str]], town: str | None) -> None:
    records = [quetta(f"Paper {at}", "2024-05-03", 1, places=some)[0] for at, some in enumerate(places)]
    ids = [record.incidents[0].incident_id for record in records]
    joined = Decision(decision_id="j", when="2026-11-27T09:00:00Z", who="A", action="join", reports=ids)
    (event,) = merge_events(records, decisions=[joined])
    assert event.place is not None
    names = [one.name for one in event.place.value.places]
    assert (names[-1] if names else None) == town
    assert ids[-1] in event.place.agreeing


def test_no_country_is_added_to_a_sea() -> None:
    at_sea = quetta("Dawn", "2024-05-02", 12, country=None, places=["Gulf of Aden"], words="In the Gulf of Aden.")[0]
    on_land = quetta("AP", "2024-05-02", 12, places=[], country="IN")[0]
    ids = [record.incidents[0].incident_id for record in (at_sea, on_land)]
    joined = Decision(decision_id="j", when="2026-11-27T09:00:00Z", who="A", action="join", reports=ids)
    (event,) = merge_events([at_sea, on_land], decisions=[joined])
    assert event.place is not None
    assert (event.place.value.places[-1].name, event.place.value.country) == ("Gulf of Aden", None)


def test_rival_figures_keep_their_bounds() -> None:
    records = [
        quetta(source, "2024-05-03", 12, totals={"killed": total})[0]
        for source, total in (("Dawn", Total(low=1000, high=None)), ("AP", 12))
    ]
    (event,) = merge_events(records)
    (killed,) = [one for one in event.conflicts if one.field == "casualties.killed"]
    assert {one.value for one in killed.positions} == {"1,000 or more", "12"}


def test_a_rule_that_there_is_not_is_told(tmp_path: Path) -> None:
    told = r"figures='best': there is no such rule\. Rules: agreed, latest, "
    with pytest.raises(ConfigurationError, match=told):
        merge_events([], figures="best")  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match=told):
        update_events([], tmp_path, figures="best")  # type: ignore[arg-type]
    assert not any(tmp_path.iterdir())


def test_twins_of_one_report_are_two() -> None:
    both = [told_of(source, "2024-05-02", killed="Mia Keller, Lia Keller") for source in ("Dawn", "AP")]
    short = told_of("BBC", "2024-05-03", killed="Lia Keler, Mia Keller")
    (event,) = merge_events([*both, short])
    assert people_of(event) == {("Mia Keller", "killed"), ("Lia Keller", "killed")}
    assert [len(one.mentions) for one in event.victims] == [3, 3]


def test_two_incidents_of_one_article_stay_two_unless_they_say_the_same_again() -> None:
    text = "A bomb killed 3 people in Quetta on Thursday. Another killed 5 in Quetta on Thursday."
    fields: dict[str, Any] = {"type": "bombing", "date": "2024-05-02", "country": "PK", "places": ["Quetta"]}
    one = make_incident(text, **fields, totals={"killed": 3}, incident_id="a")
    other = make_incident(text, **fields, totals={"killed": 5}, incident_id="b")
    again = make_incident(text, **fields, totals={"killed": 3}, incident_id="c")
    assert len(merge_events([make_record(text, one, other)])) == 2
    assert len(merge_events([make_record(text, one, again)])) == 1


def test_pairs_that_look_alike_stay_apart_and_pairs_that_belong_together_meet() -> None:
    wrong, missed = list[str](), list[str]()
    for pair in read_pairs():
        records = [record_of(report) for report in pair.reports]
        events = merge_events(records, texts=texts_of(records, [report["text"] for report in pair.reports]))
        if (len(events) == 1) != pair.same:
            (missed if pair.same else wrong).append(f"{pair.pair} {pair.about}")
    assert len(wrong) <= MOST_WRONG, wrong
    assert len(missed) <= MOST_MISSED, missed


WORDS = ("market", "mosque", "gunmen", "police", "hospital", "convoy", "minister", "school", "curfew", "funeral")


@st.composite
def worlds(draw: st.DrawFn) -> list[tuple[Summary, str]]:
    """Reports of few towns and days, so that many of them nearly agree."""
    made = []
    for number in range(draw(st.integers(1, 9))):
        day = draw(st.integers(1, 4))
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=6)))
        text = f"Report {number}: {words}."
        incident = make_incident(
            text,
            type=draw(st.sampled_from(["bombing", "explosion", "shooting", "earthquake", "other"])),
            date=draw(st.sampled_from([None, f"2024-05-0{day}", f"2024-05-0{day}", "2024-05"])),
            country=draw(st.sampled_from(["PK", "PK", "IN"])),
            places=draw(
                st.sampled_from([[], ["Quetta"], ["Balochistan", "Quetta"], ["Mumbai"], ["Bombay"], ["Karachi"]])
            ),
            totals=draw(st.sampled_from([{}, {"killed": 12}, {"killed": 17}, {"killed": 3, "injured": 4}])),
            victims=draw(st.sampled_from([[], ["Maria Lopez"], ["Lopez"], ["John Smith"]])),
        )
        published = draw(st.sampled_from([None, date(2024, 5, day), date(2024, 5, day + 1), date(2024, 5, 20)]))
        made.append((make_record(text, incident, published=published), text))
    return made


@settings(max_examples=25)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(world: list[tuple[Summary, str]], random: Any) -> None:
    texts = {record.article.article_id: text for record, text in world}
    records = [record for record, _ in world]
    shuffled = random.sample(records, len(records))
    assert merge_events(shuffled, texts=texts) == merge_events(records, texts=texts)


@settings(max_examples=25)
@given(worlds(), st.integers(0, 9))
def test_two_batches_give_what_one_gives(world: list[tuple[Summary, str]], cut: int) -> None:
    texts = {record.article.article_id: text for record, text in world}
    records = [record for record, _ in world]
    at_once = merge_events(records, texts=texts)
    first = merge_events(records[:cut], texts=texts)
    then = merge_events(records, texts=texts, known=first)
    assert without_ids(then) == without_ids(at_once)
    kept = {name for event in then for name in (event.event_id, *event.merged_from)}
    assert {event.event_id for event in first} <= kept | {
        event.event_id for event in first if not any(_shares(event, one) for one in then)
    }
    assert len({event.event_id for event in then}) == len(then)


def _shares(one: Event, other: Event) -> bool:
    return not {report.incident_id for report in one.reports}.isdisjoint(report.incident_id for report in other.reports)


@settings(max_examples=25)
@given(worlds(), st.data())
def test_splits_and_joins_hold_whatever_the_weights_say(world: list[tuple[Summary, str]], data: st.DataObject) -> None:
    records = [record for record, _ in world]
    ids = sorted({incident.incident_id for record in records for incident in record.incidents})
    pairs = list(pairwise(ids))
    if not pairs:
        return
    one, other = data.draw(st.sampled_from(pairs))
    action = data.draw(st.sampled_from(["split", "join"]))
    decision = decide(action, [one], [other])
    events = merge_events(records, decisions=[decision])
    together = any({one, other} <= {report.incident_id for report in event.reports} for event in events)
    assert together == (action == "join")
    marked = [event for event in events if decision.decision_id in event.provenance.decisions]
    assert len(marked) == (1 if action == "join" else 2)


def decide(action: Any, reports: Sequence[str], others: Sequence[str] = (), number: int = 1) -> Decision:
    return Decision(
        action=action,
        reports=tuple(reports),
        others=tuple(others),
        note=None,
        decision_id=f"decision-{number}",
        when="2026-11-26T15:30:00Z",
        who="A. Coder",
    )


def test_a_join_over_two_dates_is_told_as_a_persons_word() -> None:
    one, other = quetta("Dawn", "2024-05-02", 12), quetta("AP", "2024-05-20", 15, date="2024-05-19")
    ids = [record.incidents[0].incident_id for record, _ in (one, other)]
    assert len(merge_events([one[0], other[0]])) == 2
    (event,) = merge_events([one[0], other[0]], decisions=[decide("join", ids)])
    reasons = {(reason.feature, reason.weight) for reason in event.why[0].reasons}
    assert {("decision", 0.0), ("date", None)} <= reasons
    assert "date" in {conflict.field for conflict in event.conflicts}


def test_ids_stay_and_two_events_that_meet_keep_the_older() -> None:
    early = quetta("Dawn", "2024-05-02", 12)
    late = quetta("AP", "2024-05-04", 15, date="2024-05-04")
    first = merge_events([early[0], late[0]])
    assert len(first) == 2
    ids = [record.incidents[0].incident_id for record, _ in (early, late)]
    (event,) = merge_events([early[0], late[0]], known=first, decisions=[decide("join", ids)])
    assert (event.event_id, event.merged_from) == (first[0].event_id, (first[1].event_id,))
    parted = merge_events([early[0], late[0]], known=[event], decisions=[decide("split", ids[:1], ids[1:])])
    assert [(one.event_id, one.merged_from) for one in parted] == [(one.event_id, ()) for one in first]


def test_an_earlier_report_does_not_rename_an_event() -> None:
    (before,) = merge_events(RECORDS[2:], texts=TEXTS)
    (after,) = merge_events(RECORDS, texts=TEXTS, known=[before])
    assert after.event_id == before.event_id
    assert len(after.reports) == 5


def test_one_article_has_one_record() -> None:
    record = RECORDS[0]
    assert len(merge_events([record, record])) == 1
    other = record.model_copy(update={"summary": "another"})
    with pytest.raises(ConfigurationError, match=f"{record.article.article_id}: two different records"):
        merge_events([record, other])


def test_records_without_incidents_make_no_events() -> None:
    assert merge_events([]) == []
    assert merge_events([make_record("Nothing happened.")]) == []
