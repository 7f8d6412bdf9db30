"""The ACLED-like and UCDP-like tables: filled as far as the record knows, and no further."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import incident, info, perpetrator, place, said, summary, victim, when

from summarizer.exports.acled import ACLED, acled_row
from summarizer.exports.columns import Row
from summarizer.exports.conflict import is_civilian, names_armed
from summarizer.exports.iso_countries import find_country, region_of, short_name
from summarizer.resolving.totals import sum_victims
from summarizer.schemas.record import Count, Finding, Total, Weapon
from summarizer.schemas.types import INCIDENT_TYPES
from tests.exports.test_all_tables import KABUL, bombing, only, part

DEATHS = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "low", "best", "high"]


def acled(**changes: Any) -> Row:
    return only(summary(incident(**changes)), "acled_like")


def ucdp(**changes: Any) -> Row:
    return only(summary(incident(**changes)), "ucdp_like")


def dead(*victims: Any, **changes: Any) -> list[Any]:
    return part(ucdp(victims=victims, totals=sum_victims(victims), **changes), DEATHS)


def test_a_whole_acled_row() -> None:
    row = {name: value for name, value in only(bombing(), "acled_like").items() if value is not None}
    assert row == {
        "event_id_cnty": "AFGi1",
        "event_date": date(2024, 3, 4),
        "year": 2024,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
        "actor1": "Taliban",
        "actor2": "Civilians (Afghanistan)",
        "inter2": "Civilians",
        "iso": 4,
        "country": "Afghanistan",
        "location": "Kabul",
        "latitude": KABUL[0],
        "longitude": KABUL[1],
        "geo_precision": 3,
        "source": "EFE",
        "source_scale": "International",
        "notes": "A bomb went off.",
        "fatalities": 12,
        "article_id": "a1",
        "incident_id": "i1",
        "path": "in/kabul.txt",
        "stage": "accomplished",
        "actor1_status": "claimed",
    }


def test_the_notes_of_one_of_several_incidents_are_of_that_one() -> None:
    record = summary(incident(type="bombing"), incident(incident_id="i2", type="arson", place=place("Lima")))
    first, second = (acled_row(record, index, None)["notes"] for index in (0, 1))
    assert first == "Bombing."
    assert str(second).startswith("Arson in Lima")


def test_an_empty_incident_has_only_what_is_known() -> None:
    row = {name: value for name, value in acled(type="other", acled_sub_event=None).items() if value is not None}
    assert row == {
        "event_id_cnty": "i1",
        "notes": "A bomb went off.",
        "article_id": "a1",
        "incident_id": "i1",
        "path": "in/kabul.txt",
        "stage": "accomplished",
    }


@pytest.mark.parametrize(
    ("earliest", "latest", "time_precision", "date_prec", "year"),
    [
        ("2024-03-04", "2024-03-04", 1, 1, 2024),
        ("2024-03-04", "2024-03-05", 2, 2, 2024),
        ("2024-03-04", "2024-03-09", 2, 2, 2024),
        ("2024-03-04", "2024-03-10", 2, 3, 2024),
        ("2024-03-04", "2024-03-11", 3, 4, 2024),
        ("2024-03-01", "2024-03-31", 3, 4, 2024),
        ("2024-01-01", "2024-12-31", None, 5, 2024),
        ("2023-12-31", "2024-01-01", 2, 2, None),
        ("2020-01-01", "2024-01-01", None, None, None),
        (None, None, None, None, None),
    ],
)
def test_date_codes_come_from_the_length_of_the_date(
    earliest: str | None, latest: str | None, time_precision: int | None, date_prec: int | None, year: int | None
) -> None:
    row, other = acled(date=when(earliest, latest)), ucdp(date=when(earliest, latest))
    assert (row["time_precision"], other["date_prec"]) == (time_precision, date_prec)
    assert row["year"] == other["year"] == year
    first = date.fromisoformat(earliest) if earliest else None
    assert row["event_date"] == (first if time_precision else None)
    assert other["date_start"] == first


@pytest.mark.parametrize("kind", INCIDENT_TYPES, ids=lambda kind: kind.name)
def test_every_type_has_acleds_words_or_none(kind: Any) -> None:
    row = acled(type=kind.name, acled_sub_event=kind.acled_sub_event)
    assert row["event_type"] == kind.acled_event_type
    assert row["sub_event_type"] == kind.acled_sub_event
    assert (row["disorder_type"] is None) == (kind.acled_event_type is None)


def test_an_unknown_type_has_no_event_type() -> None:
    assert part(acled(type="duel"), ["event_type", "disorder_type"]) == [None, None]


def test_organizations_come_first_and_the_cleared_and_unheld_not_at_all() -> None:
    row = acled(
        perpetrators=(
            perpetrator("two gunmen", kind="individual"),
            perpetrator("ELN", status="cleared"),
            perpetrator("ETA", evidence=said("ETA", status="not_found")),
            perpetrator("FARC", status="possible"),
        )
    )
    assert part(row, ["actor1", "assoc_actor_1", "actor1_status"]) == ["FARC", "two gunmen", "possible"]


def test_only_in_a_clash_do_organizations_oppose_each_other() -> None:
    sides = (perpetrator("army"), perpetrator("FMLN"), perpetrator("police"))
    clash = acled(type="armed clash", perpetrators=sides)
    assert part(clash, ["actor1", "actor2", "assoc_actor_1"]) == ["army", "FMLN", "police"]
    assert part(acled(perpetrators=sides), ["actor1", "actor2", "assoc_actor_1"]) == ["army", None, "FMLN; police"]


def single(name: str) -> Any:
    return perpetrator(name, kind="individual")


@pytest.mark.parametrize(
    ("perpetrators", "hurt", "actors"),
    [
        ([perpetrator("army"), perpetrator("police"), perpetrator("FARC")], "soldiers", ["army", "police", "FARC"]),
        ([perpetrator("FARC"), perpetrator("army"), perpetrator("police")], "soldiers", ["FARC", None, "army"]),
        ([perpetrator("army"), perpetrator("police"), single("gunmen")], "gunmen", ["army", "police", "gunmen"]),
        ([single("soldiers"), perpetrator("Vanua Guard")], "soldiers", ["Vanua Guard", None, "soldiers"]),
        ([perpetrator("army"), perpetrator("police")], "gunmen", ["army", "police", None]),
        ([perpetrator("Hamas"), perpetrator("Islamic Jihad")], "soldiers", ["Hamas", "Islamic Jihad", None]),
        ([perpetrator("Bloods"), perpetrator("Crips")], "Bloods members", ["Bloods", None, "Crips"]),
        ([perpetrator("Hamas"), perpetrator("Islamic Jihad"), perpetrator("army")], "soldiers", ["Hamas", None, None]),
        ([perpetrator("US troops"), perpetrator("Chinese troops")], "soldiers", ["US troops", None, "Chinese troops"]),
        ([perpetrator("Iraqi army"), perpetrator("Kurdish forces")], "militants", ["Iraqi army", None, None]),
        ([perpetrator("Iron Elks"), single("gunmen")], "guards", ["Iron Elks", "gunmen", None]),
        ([perpetrator("FARC"), perpetrator("ELN"), perpetrator("AUC")], "men", ["FARC", None, None]),
        ([perpetrator("Ejército"), perpetrator("la Policía")], "guerrilleros", ["Ejército", "la Policía", None]),
        ([perpetrator("Ejército"), single("sicarios")], "sicarios", ["Ejército", None, "sicarios"]),
        ([perpetrator("ELN"), perpetrator("FARC")], "soldados", ["ELN", "FARC", None]),
        ([], "soldiers", [None, None, None]),
    ],
)  # fmt: skip
def test_who_fought_whom_in_a_clash_is_told_where_nothing_else_is_possible(
    perpetrators: list[Any], hurt: str, actors: list[str | None]
) -> None:
    row = acled(type="armed clash", perpetrators=perpetrators, victims=[victim(hurt, 2)])
    assert part(row, ["actor1", "assoc_actor_1", "actor2"]) == actors


@pytest.mark.parametrize(
    ("kind", "stage", "hurt", "aimed"),
    [
        ("attack", "accomplished", ["civilians"], True),
        ("attack", "attempted", ["civilians"], True),
        ("murder", "accomplished", ["civilians"], True),
        ("attack", "threatened", ["civilians"], False),
        ("attack", "accomplished", ["civilians", "soldiers"], False),
        ("attack", "accomplished", ["civilians", "ETA members", "ETA gunmen"], True),
        ("attack", "accomplished", ["people"], False),
        ("industrial accident", "accomplished", ["civilians"], False),
        ("cyberattack", "accomplished", ["civilians"], False),
        ("armed clash", "accomplished", ["civilians", "soldiers"], False),
        ("protest", "accomplished", ["civilians"], False),
    ],
)
def test_civilians_are_acted_against_where_they_alone_came_to_harm(
    kind: str, stage: str, hurt: list[str], *, aimed: bool
) -> None:
    told = {"type": kind, "stage": stage, "perpetrators": [perpetrator("ETA")], "victims": [*map(victim, hurt)]}
    assert acled(**told)["actor2"] == ucdp(**told)["side_b"] == ("Civilians" if aimed else None)
    one_sided = aimed and stage == "accomplished"
    assert ucdp(**told)["type_of_violence"] == (3 if one_sided else None)


def used(weapon: str) -> dict[str, Any]:
    return {"weapons": [Weapon(name=weapon, evidence=said(weapon))]}


@pytest.mark.parametrize(
    ("changes", "event", "sub_event"),
    [
        ({"type": "attack", "victims": [victim("people", 3)]}, "Violence against civilians", "Attack"),
        ({"type": "attack", "victims": [victim("soldiers", 3)]}, None, None),
        ({"type": "attack", "victims": [victim("pickers and policemen", 3)]}, "Violence against civilians", "Attack"),
        ({"type": "attack", "victims": [victim("soldados y policías", 3)]}, None, None),
        ({"type": "attack", "victims": [victim("campesinos y policías", 3)]}, "Violence against civilians", "Attack"),
        ({"type": "attack", "victims": [victim("soldats français", 3)]}, None, None),
        ({"type": "attack"}, "Violence against civilians", "Attack"),
        ({"type": "arson", "victims": [victim("people", 3, "targeted")]}, "Strategic developments", "Attack"),
        ({"type": "arson", "victims": [victim("people", 3)]}, None, None),
        ({"type": "robbery", "totals": {"injured": Total(low=1, high=1)}}, None, None),
        ({"type": "protest"}, "Protests", "Attack"),
        ({"type": "protest", "victims": [victim("marchers", 3, "injured")]}, "Protests", None),
        ({"type": "protest", "victims": [victim("marchers", 0, "injured")]}, "Protests", "Attack"),
        ({"type": "protest", "victims": [victim("marchers", 9, "arrested")]}, "Protests", None),
        ({"type": "protest", "totals": {"injured": Total(low=0, high=20)}}, "Protests", None),
        ({"type": "protest", "totals": {"killed": Total(low=0, high=0)}}, "Protests", "Attack"),
        (used("Suicide vest"), "Explosions/Remote violence", "Suicide bomb"),
        ({"perpetrators": [single("a suicide bomber")]}, "Explosions/Remote violence", "Suicide bomb"),
        ({"perpetrators": [single("un atacante suicida")]}, "Explosions/Remote violence", "Suicide bomb"),
        (used("suicide drones"), "Explosions/Remote violence", "Attack"),
        (used("drones suicidas"), "Explosions/Remote violence", "Attack"),
        (used("hand grenade"), "Explosions/Remote violence", "Grenade"),
        (used("grenade launcher"), "Explosions/Remote violence", "Attack"),
        (used("rocket-propelled grenade"), "Explosions/Remote violence", "Attack"),
    ],
)
def test_acleds_types_stand_where_those_who_came_to_harm_leave_them_possible(
    changes: dict[str, Any], event: str | None, sub_event: str | None
) -> None:
    row = acled(**{"acled_sub_event": "Attack", **changes})
    assert part(row, ["event_type", "sub_event_type"]) == [event, sub_event]


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"type": "riot", "victims": [victim("people", 9, "injured")]}, ["Rioters", None]),
        ({"type": "riot", "victims": [victim("people", 9, "arrested")]}, ["Rioters", None]),
        ({"type": "riot"}, ["Rioters", "Rioters only"]),
        ({"type": "protest", "perpetrators": [single("Gunmen")]}, [None, None]),
        ({"type": "protest", "perpetrators": [single("teachers")]}, ["Protesters", "Protesters only"]),
        ({"type": "protest", "totals": {"killed": Total(low=5, high=5)}}, ["Protesters", None]),
    ],
)
def test_a_crowd_is_alone_where_nobody_came_to_harm_and_bears_no_arms(
    changes: dict[str, Any], kinds: list[str | None]
) -> None:
    assert part(acled(**changes), ["inter1", "interaction"]) == kinds


def test_the_place_of_a_doubted_country_is_not_where_others_columns_locate() -> None:
    doubt = Finding(code="country_elsewhere", severity="warning", field="incidents[0].place.country", message="m")
    there = incident(place=place("Guadalajara", code="ES", country="Spain"))
    record = summary(there, findings=(doubt,))
    located = [only(record, table)["longitude"] for table in ("incidents", "acled_like", "ucdp_like")]
    assert located == [None, *[pytest.approx(-103.4, abs=0.1)] * 2]
    assert only(summary(there), "incidents")["longitude"] == pytest.approx(-3.2, abs=0.1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("civilians", True),
        ("a Civilian woman", True),
        ("noncombatants", True),
        ("people", False),
        ("villagers", False),
        ("non-civilians", False),
        ("civilians and soldiers", False),
        ("civilian police", False),
        ("cinco civiles", True),
        ("guardias civiles", False),
        ("guerrillas", False),
    ],
)
def test_civilians_are_those_the_record_calls_so(words: str, *, expected: bool) -> None:
    assert is_civilian(victim(words, 1)) is expected


@pytest.mark.parametrize("words", ["Polk County Sheriff's Deputy", "two sheriff’s deputies", "state trooper", "a cop"])
def test_police_of_other_names_bear_arms(words: str) -> None:
    assert names_armed(words)
    assert not names_armed("two deputies of the parliament")


def test_civilian_targeting_needs_civilians_alone() -> None:
    assert acled(victims=[victim("civilians", 2)])["civilian_targeting"] == "Civilian targeting"
    assert acled(victims=[victim("civilians", 2), victim("soldiers", 1)])["civilian_targeting"] is None
    assert acled(victims=[victim("civilians", 2)], type="armed clash")["civilian_targeting"] is None
    assert acled(victims=[victim("civilians", 2)], stage="threatened")["civilian_targeting"] is None
    assert acled()["civilian_targeting"] is None


def test_unknown_deaths_are_null_and_no_deaths_are_zero() -> None:
    assert acled()["fatalities"] is None
    assert part(ucdp(), DEATHS) == [None] * 7
    assert acled(totals={"killed": Total(low=0, high=0)})["fatalities"] == 0
    assert part(ucdp(totals={"killed": Total(low=0, high=0)}), DEATHS) == [None, None, None, 0, 0, 0, 0]


def test_nobody_came_to_harm_where_they_are_none() -> None:
    row = acled(victims=[victim("civilians", 0, "injured")])
    assert part(row, ["actor2", "civilian_targeting", "interaction"]) == [None, None, None]


def test_fatalities_are_the_lower_bound() -> None:
    total = {"killed": Total(low=7, high=20)}
    assert acled(totals=total)["fatalities"] == 7
    assert part(ucdp(totals=total), ["low", "best", "high"]) == [7, 7, 20]


def test_an_upper_bound_alone_is_no_zero() -> None:
    total = {"killed": Total(low=0, high=20)}
    assert acled(totals=total)["fatalities"] is None
    assert part(ucdp(totals=total), DEATHS) == [None] * 6 + [20]


def test_an_upper_bound_alone_of_a_sides_dead_is_no_zero() -> None:
    up_to = Count(low=0, high=20, qualifier="at_most", text="up to 20", evidence=said("up to 20"))
    killed = (victim("soldiers", 5), victim("civilians", count=up_to))
    assert dead(*killed)[2:] == [None, 5, 5, 5, 25]


def test_deaths_go_to_the_side_that_the_entry_names() -> None:
    sides = (perpetrator("army"), perpetrator("FMLN"))
    killed = (victim("army soldiers", 3), victim("the FMLN", 4), victim("civilians", 2), victim("journalists", 1))
    assert dead(*killed, type="armed clash", perpetrators=sides) == [3, 4, 2, 1, 10, 10, 10]


def test_a_perpetrators_dead_are_no_civilians() -> None:
    assert dead(victim("guerrillas", 5), perpetrators=(perpetrator("guerrillas"),)) == [5, None, None, 0, 5, 5, 5]
    assert dead(victim("gunman", 1), perpetrators=(perpetrator("ETA"),)) == [None, None, None, 1, 1, 1, 1]
    assert dead(victim("the FMLN hostages", 2), perpetrators=(perpetrator("FMLN"),))[:4] == [None, None, None, 2]


@pytest.mark.parametrize(
    ("side", "words", "own"),
    [
        ("Syrian rebels", "Syrian soldiers", False),
        ("Syrian soldiers", "Syrian rebels", False),
        ("Colombian police", "Colombian men", False),
        ("Syrian rebels", "Syrian fighters", True),
        ("Taliban", "Taliban men", True),
        ("KLA", "KLA soldiers", True),
        ("army", "army soldiers", True),
        ("FARC", "guerrilleros de las FARC", True),
        ("FARC", "rehenes de las FARC", False),
    ],
)
def test_soldiers_are_no_rebels_of_the_same_country(side: str, words: str, *, own: bool) -> None:
    assert dead(victim(f"the {words}", 3), perpetrators=(perpetrator(side),))[0] == (3 if own else None)


@pytest.mark.parametrize("words", ["man", "two men", "17-year-old boy", "elderly woman", "people", "teenagers"])
def test_whom_anybody_killed_is_none_of_his_own(words: str) -> None:
    assert dead(victim(words, 1), perpetrators=(single(words),))[:4] == [None, None, None, 1]


def test_parts_that_exceed_the_total_are_left_unknown() -> None:
    row = ucdp(victims=[victim("civilians", 9)], totals={"killed": Total(low=4, high=4)})
    assert part(row, DEATHS) == [None, None, None, 4, 4, 4, 4]


def test_victims_that_the_article_does_not_hold_count_for_no_side() -> None:
    lost = victim("civilians", 2, evidence=said("civilians", status="not_found"))
    row = ucdp(victims=[lost], totals={"killed": Total(low=2, high=2)})
    assert part(row, DEATHS[:4]) == [None, None, None, 2]
    assert row["side_b"] is None


GROUPS = st.sampled_from(
    ["civilians", "soldiers", "people", "the FMLN", "five FMLN fighters", "army", "children", "Ana Ruiz"]
)


@given(st.lists(st.tuples(GROUPS, st.none() | st.integers(0, 50)), max_size=6))
def test_the_parts_always_make_up_the_total(entries: list[tuple[str, int | None]]) -> None:
    victims = [victim(words, number) for words, number in entries]
    sides = (perpetrator("army"), perpetrator("FMLN"))
    *parts, low, best, high = dead(*victims, type="armed clash", perpetrators=sides)
    assert low == best
    if low is None:
        assert parts == [None] * 4
    else:
        assert sum(number or 0 for number in parts) == low
        assert all(number is None or number >= 0 for number in parts)
        assert high is None or high >= low


def test_a_region_is_admin1_and_the_town_the_location() -> None:
    row = acled(place=place("Antioquia", "Medellín", "the bank", code="CO", country="Colombia"))
    assert part(row, ["admin1", "location", "geo_precision", "country", "iso"]) == [
        "Antioquia",
        "Medellín",
        1,
        "Colombia",
        170,
    ]
    other = ucdp(place=place("Antioquia", "Medellín", code="CO"))
    assert part(other, ["where_prec", "where_description"]) == [1, "Antioquia; Medellín"]


@pytest.mark.parametrize(
    ("names", "known", "admin1", "adm_1"),
    [
        (["Pa.", "Harrisburg"], ("Pennsylvania", "US-PA"), "Pennsylvania", "Pennsylvania"),
        (["Delaware County", "Chester"], ("Pennsylvania", "US-PA"), "Pennsylvania", "Pennsylvania"),
        (["Southeast Washington", "block"], (None, None), None, None),
        (["Washington", "Spokane"], (None, None), "Washington", "Washington"),
        (["northern Texas"], ("Texas", "US-TX"), "Texas", "Texas"),
        (["Texas state", "Waco"], ("Texas", "US-TX"), "Texas", "Texas state"),
        (["Waco"], ("Atlantis", "US-XX"), "Atlantis", "Atlantis"),
        ([], (None, None), None, None),
    ],
)
def test_a_first_level_region_is_the_records_or_one_by_its_whole_name(
    names: list[str], known: tuple[str | None, str | None], admin1: str | None, adm_1: str | None
) -> None:
    there = place(*names, code="US").model_copy(update=dict(zip(("admin1", "admin1_code"), known, strict=True)))
    assert (acled(place=there)["admin1"], ucdp(place=there)["adm_1"]) == (admin1, adm_1)


def test_an_unlocated_place_keeps_its_name_without_coordinates() -> None:
    row = acled(place=place("Xyzzyville", code="CO"))
    assert part(row, ["location", "latitude", "geo_precision", "admin1"]) == ["Xyzzyville", None, None, None]


def test_the_source_of_a_ucdp_row_is_the_article() -> None:
    article = info(title="Bomb", published=date(2024, 3, 5), source="EFE", url="http://x/1")
    row = only(summary(incident(), article=article), "ucdp_like")
    assert part(row, ["source_article", "source_headline"]) == ["EFE; 2024-03-05; Bomb; http://x/1", "Bomb"]
    assert ucdp()["source_article"] is None


def test_the_country_is_as_written_where_there_is_no_code() -> None:
    row = acled(place=place(country="Ruritania"))
    assert part(row, ["country", "iso", "event_id_cnty"]) == ["Ruritania", None, "i1"]


def test_columns_that_no_record_can_fill_say_so() -> None:
    empty = {column.name for column in ACLED.columns if column.null.startswith("always null")}
    assert empty == {"assoc_actor_2", "region", "admin2", "admin3", "tags", "timestamp"}


@pytest.mark.parametrize(
    ("code", "number", "letters", "name"),
    [
        ("CO", 170, "COL", "Colombia"),
        ("SU", None, None, "Soviet Union"),
        ("XK", None, None, "Kosovo"),
        (None, None, None, None),
        ("??", None, None, None),
    ],
)
def test_country_facts(code: str | None, number: int | None, letters: str | None, name: str | None) -> None:
    country = find_country(code)
    assert (country and int(country.numeric), country and country.alpha_3, short_name(code)) == (number, letters, name)


def test_regions_by_name() -> None:
    assert region_of("Intibuca department", "HN") == "HN-IN"
    assert region_of("Kabul Province", "AF") == "AF-KAB"
    assert region_of("Medellin", "CO") is None
    assert region_of("Antioquia", "??") is None
