from datetime import date

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.checks.incidents import check_incidents
from summarizer.checks.times import check_times
from summarizer.pipeline.summarizing import read_article, resolve_answer
from summarizer.schemas.record import Total

TEXT = "A train crash near Kanpur killed 12 people on Wednesday. {} Police said more on Thursday, an officer was there."


PUBLISHED = date(2026, 11, 19)


def resolve(
    past: str, *, day: str | None = "Wednesday", published: date | None = PUBLISHED
) -> tuple[list[str], int | None]:
    """The codes of the checks of a crash with 12 dead and the 150 of another one; and how many died at least."""
    text = TEXT.format(past)
    wire = wire_incident(
        type="transport accident",
        date={"text": day, "cite": [1]} if day else None,
        victims=[wire_group("people", "12", 1), wire_group("passengers", "150", 2)],
    )
    article, facts = article_from_text(text, published=published), facts_of(text, published=published)
    (incident,) = incidents = resolve_answer([wire], article, facts).incidents
    found = check_incidents(incidents, facts)
    killed = incident.totals.get("killed")
    return [finding.code for finding in found], killed.low if killed else None


@pytest.mark.parametrize(
    "when",
    [
        "In 2016",
        "In March",
        "Last March",
        "And last March",
        "In March 2016",
        "In late November 2016",
        "In November of 2016",
    ],
)
def test_the_dead_of_another_time_are_told_and_not_summed(when: str) -> None:
    codes, killed = resolve(f"{when} a derailment there killed 150 passengers.")
    assert "victim_of_another_time" in codes
    assert killed == 12


@pytest.mark.parametrize(("year", "is_apart"), [("last year", True), ("2026", False)])
def test_a_month_of_last_year_is_another_time(year: str, is_apart: bool) -> None:
    text = TEXT.format(f"In November {year} a derailment there killed 150 passengers.")
    article = article_from_text(text, published=PUBLISHED)
    facts = read_article(article)
    wire = wire_incident(
        type="transport accident",
        date={"text": "Wednesday", "cite": [1]},
        victims=[wire_group("people", "12", 1), wire_group("passengers", "150", 2)],
    )
    found = check_times(resolve_answer([wire], article, facts).incidents, facts)
    assert [one.field for one in found] == ["incidents[0].victims[1]"] * is_apart


@pytest.mark.parametrize(
    ("when", "is_apart"),
    [
        ("In early November", True),
        ("In mid-November", False),
        ("In November", False),
        ("In the 2016 rains", True),
        ("In the fires of 2009", True),
        ("The 2009 disaster was worse:", True),
        ("The November 2026 floods and", False),
        ("They spoke of the 2009 fire of Kanpur, which led to", True),
        ("They were reminded of the 2009 attack at Bondi Junction in Sydney, in which", True),
        ("The survivors of the 2009 fire saw how", False),
    ],
)
def test_a_part_of_a_month_may_be_another_time(when: str, is_apart: bool) -> None:
    codes, killed = resolve(f"{when} a derailment there killed 150 passengers.")
    assert ("victim_of_another_time" in codes) is is_apart
    assert killed == (12 if is_apart else 150)


@pytest.mark.parametrize(
    ("said", "is_apart"),
    [
        ("Ann Lee, who moved to Ohio in 2019, was killed.", False),
        ("The victim, Ann Lee, had reported him in 2024.", False),
        ("The victim, Ann Lee, graduated in May 2021 from Lincoln High.", False),
        ("Ann Lee was killed in 2019.", True),
        ("Ann Lee was found shot in the 1900 block of Elm Street.", False),
        ("Ann Lee, killed in Lincoln in 2019, was remembered.", True),
        ("In 2019, Ann Lee was killed.", True),
    ],
)
def test_a_year_of_somebody_s_life_is_not_that_of_the_death(said: str, is_apart: bool) -> None:
    text = TEXT.format(said)
    wire = wire_incident(date={"text": "Wednesday", "cite": [1]}, victims=[wire_person("Ann Lee", 2)])
    facts = facts_of(text, published=PUBLISHED)
    incidents = resolve_answer([wire], article_from_text(text, published=PUBLISHED), facts).incidents
    assert ([one.code for one in check_times(incidents, facts)] == ["victim_of_another_time"]) is is_apart


@pytest.mark.parametrize(
    ("past", "is_apart"),
    [
        ("In May 2024, a crash there killed many. The railway said then that 150 passengers were dead.", True),
        ("The army seized power in February. It has lost 150 passengers since it was killed.", False),
        ("In May 2024, a landslide buried a village. The railway said then that 150 passengers were dead.", True),
        ("In May 2024, a crash there killed many. The railway says that 150 passengers are dead now.", False),
        ("A crash there killed many in May 2024. The railway said then that 150 passengers were dead.", False),
        ("In May 2024, a bridge was built. The railway said then that 150 passengers were dead.", False),
        ("Trains often crash. One on Aug. 31 last year fell from a bridge at Pune, killing 150 passengers.", True),
        ("One crashed last year. Two days later, on Nov. 25, another one at Pune killed 150 passengers.", False),
        ("Trains often crash. Many still remember March 2002, when one killed 150 passengers.", True),
        ("Trains often crash. One driver, freed on Aug. 31 last year, killed 150 passengers.", False),
        ("It was in May. Two months later, on Nov. 25, 150 passengers of it died.", False),
    ],
)
def test_a_sentence_that_goes_on_about_another_time_is_of_it(past: str, is_apart: bool) -> None:
    text = TEXT.format(past)
    wire = wire_incident(date={"text": "Wednesday", "cite": [1]}, victims=[wire_group("passengers", "150", 3)])
    facts = facts_of(text, published=PUBLISHED)
    incidents = resolve_answer([wire], article_from_text(text, published=PUBLISHED), facts).incidents
    assert ([one.code for one in check_times(incidents, facts)] == ["victim_of_another_time"]) is is_apart


@pytest.mark.parametrize(
    ("past", "is_apart"),
    [
        ("On 19 August, police killed two farmers.", True),
        ("In March 2024, police killed two farmers.", True),
        ("Two farmers had been slaughtered in March 2024.", True),
        ("On 1 November, police killed two farmers.", False),
        ("Police killed two farmers.", False),
    ],
)
def test_of_an_undated_incident_people_of_long_before_are_of_another_time(past: str, is_apart: bool) -> None:
    article = article_from_text(f"A clash with police left 17 people dead. {past}", published=PUBLISHED)
    victims = [wire_group("people", "17", 1), wire_group("farmers", "2", 2)]
    facts = read_article(article)
    incidents = resolve_answer([wire_incident(type="riot", date=None, victims=victims)], article, facts).incidents
    assert [one.field for one in check_times(incidents, facts)] == ["incidents[0].victims[1]"] * is_apart
    alone = resolve_answer([wire_incident(type="riot", date=None, victims=victims[1:])], article, facts).incidents
    assert not check_times(alone, facts), "the incident itself may be of then"


@pytest.mark.parametrize(
    ("words", "is_apart"),
    [
        ("last Sunday", True),
        ("last Wednesday", False),
        ("on Sunday", False),
        ("last week", True),
        ("last month", True),
        ("this month", False),
    ],
)
def test_a_last_weekday_before_the_incident_is_another_day(words: str, is_apart: bool) -> None:
    article = article_from_text(TEXT.format(f"It was reported that 150 were killed {words}."), published=PUBLISHED)
    wire = wire_incident(date={"text": "Wednesday", "cite": [1]}, victims=[wire_group("people", "150", 2)])
    facts = read_article(article)
    incidents = resolve_answer([wire], article, facts).incidents
    assert ([one.code for one in check_times(incidents, facts)] == ["victim_of_another_time"]) is is_apart


@pytest.mark.parametrize(
    "past",
    [
        "A derailment on November 9 killed 150 passengers.",
        "A derailment there killed 150 passengers on 9 November.",
        "On November 9, a derailment on the 6.9 km line killed 150 passengers.",
    ],
)
def test_nor_are_the_dead_of_an_earlier_day(past: str) -> None:
    codes, killed = resolve(past)
    assert "victim_of_another_time" in codes
    assert killed == 12


@pytest.mark.parametrize(
    "past",
    [
        "A derailment on November 17 killed 150 passengers.",
        "After a walk on November 9, a derailment killed 150 passengers.",
        "A derailment killed 150 passengers on November 25.",
        "It killed 150 passengers, as one on November 9 did.",
        "It killed 150 passengers who had been on it since November 9.",
        "The crash on Wednesday killed 150 passengers, and one on November 9 none.",
        "The derailed train held 150 passengers, all of whom were killed.",
        "It killed 150 passengers in 2026 alone.",
        "It killed 150 passengers in 2016-style coaches.",
        "It killed 150 passengers in November.",
        "It killed 150 passengers in late November 2026.",
        "It killed 150 passengers in March 14-16 coaches.",
    ],
)
def test_words_of_no_other_year_are_no_doubt(past: str) -> None:
    assert "victim_of_another_time" not in resolve(past)[0]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Six people were shot dead in Jos on Wednesday, the deadliest attack in the state since 2018.", "people"),
        ("Six people were shot dead in Jos on Wednesday, months before an election in March.", "people"),
        ("Gunmen shot six in Jos on Wednesday. Six people died, the most in one attack since 2018.", "people"),
        ("Gunmen shot six in Jos on Wednesday. The dead are six teachers who had been hired in March.", "teachers"),
    ],
)
def test_a_time_of_something_else_is_not_the_victims(text: str, people: str) -> None:
    number = 1 if people in text.split(". ", maxsplit=1)[0] else 2
    wire = wire_incident(
        type="shooting", date={"text": "Wednesday", "cite": [1]}, victims=[wire_group(people, "6", number)]
    )
    article, facts = article_from_text(text, published=PUBLISHED), facts_of(text, published=PUBLISHED)
    (incident,) = incidents = resolve_answer([wire], article, facts).incidents
    assert "victim_of_another_time" not in [finding.code for finding in check_incidents(incidents, facts)]
    assert incident.totals["killed"].low == 6


@pytest.mark.parametrize("when", ["In March", "In November 2016", "In 2016"])
def test_a_weekday_lies_in_no_time_that_is_named(when: str) -> None:
    codes, killed = resolve(f"{when} a derailment there killed 150 passengers.", published=None)
    assert "victim_of_another_time" in codes
    assert killed == 12
    assert "victim_of_another_time" not in resolve("It killed 150 passengers.", published=None)[0]


def test_the_dead_of_an_earlier_event_with_its_month_and_year() -> None:
    codes, killed = resolve("The derailment of March 2016 killed 150 passengers.")
    assert "victim_of_another_time" in codes
    assert killed == 12


def test_nothing_is_doubted_where_neither_incident_nor_article_has_a_date() -> None:
    codes, killed = resolve("In 2016 a derailment there killed 150 passengers.", day=None, published=None)
    assert "victim_of_another_time" not in codes
    assert killed is not None
    assert killed >= 150


TREMOR = "A quake shook Herat on Sunday, {} 31 people there{}. A shepherd died when a wall fell."


def codes_of_tremor(text: str) -> list[str]:
    wire = wire_incident(
        type="earthquake",
        date={"text": "Sunday", "cite": [1]},
        victims=[wire_group("shepherd", "1", 2), wire_group("people", "31", 1)],
    )
    article, facts = article_from_text(text, published=PUBLISHED), facts_of(text, published=PUBLISHED)
    incidents = resolve_answer([wire], article, facts).incidents
    return [finding.code for finding in check_incidents(incidents, facts)]


@pytest.mark.parametrize("before", ["weeks after a stronger one killed", "a year after a quake that killed"])
def test_the_dead_of_an_earlier_event_in_the_same_sentence_are_of_another_time(before: str) -> None:
    assert "victim_of_another_time" in codes_of_tremor(TREMOR.format(before, ""))


@pytest.mark.parametrize(
    "text",
    [
        TREMOR.format("weeks after a warning, and killed", ""),
        TREMOR.format("and killed", " weeks after a warning"),
        "A month after a quake killed 31 people in Herat on Sunday, many live in tents. A shepherd died there.",
    ],
)
def test_the_dead_of_the_event_itself_are_of_its_time(text: str) -> None:
    assert "victim_of_another_time" not in codes_of_tremor(text)


@pytest.mark.parametrize(
    ("past", "told"),
    [
        ("In all, 150 passengers have been killed on the line since 26 June.", True),
        ("It brings the toll on the line since October 3 to 150 passengers.", True),
        ("The toll on the line since October 2023 has passed 150 passengers.", True),
        ("In all, 150 passengers have been killed on the line since November 17.", False),
        ("Since 26 June two guards have died, while this one killed 150 passengers.", False),
        ("It killed 150 passengers who had been on it since 26 June.", False),
    ],
)
def test_numbers_since_a_day_before_the_incident_are_none_of_it(past: str, told: bool) -> None:
    codes, killed = resolve(past)
    assert ("victim_of_another_time" in codes) is told
    assert (killed == 12) is told


def test_a_toll_since_before_in_the_incident_s_own_sentence_is_none_of_it() -> None:
    text = "A strike killed 31 people in Kano on Wednesday, as the toll since October 2023 passed 44,000 people."
    wire = wire_incident(
        type="airstrike",
        date={"text": "Wednesday", "cite": [1]},
        victims=[wire_group("people", "31", 1), wire_group("people", "44000", 1)],
    )
    article = article_from_text(text, published=PUBLISHED)
    (incident,) = resolve_answer([wire], article, read_article(article)).incidents
    assert incident.totals["killed"] == Total(low=31, high=31)


@pytest.mark.parametrize(
    "past", ["In 2016 a derailment there killed 150 people.", "A crash on 9 November killed 150 people."]
)
def test_numbers_of_another_time_are_no_claim_against_the_incident_s(past: str) -> None:
    text = TEXT.format(past)
    wire = wire_incident(
        type="transport accident",
        date={"text": "Wednesday", "cite": [1]},
        victims=[wire_group("people", "12", 1), wire_group("people", "150", 2)],
    )
    article, facts = article_from_text(text, published=PUBLISHED), facts_of(text, published=PUBLISHED)
    codes = [one.code for one in check_incidents(resolve_answer([wire], article, facts).incidents, facts)]
    assert "victim_of_another_time" in codes
    assert "conflicting_counts" not in codes


@pytest.mark.parametrize(("day", "is_apart"), [("9 November", True), ("18 November", False)])
def test_what_no_entry_holds_of_another_day_is_no_claim_against_the_incident_s(day: str, is_apart: bool) -> None:
    text = TEXT.format(f"A crash on {day} killed 15 people.")
    wire = wire_incident(
        type="transport accident", date={"text": "Wednesday", "cite": [1]}, victims=[wire_group("people", "12", 1)]
    )
    article, facts = article_from_text(text, published=PUBLISHED), facts_of(text, published=PUBLISHED)
    codes = [one.code for one in check_incidents(resolve_answer([wire], article, facts).incidents, facts)]
    assert "uncovered_casualty" in codes
    assert ("conflicting_counts" not in codes) is is_apart


@pytest.mark.parametrize(
    ("past", "told"),
    [
        ("So far this year 150 passengers have died on the line.", True),
        ("Each year 150 passengers die on the line.", True),
        ("A tram was set on fire in 2024. More than 150 passengers were killed on the line that year.", True),
        ("It brings the number of passengers killed on the line this year to 150.", True),
        ("Last year, 150 passengers were killed on the line.", True),
        ("Since the crash 150 passengers have died on the line.", False),
        ("The number of passengers killed on the line since the truce has reached 150.", True),
        ("Some 150 passengers have died on the line since the start of the war.", True),
        ("All 150 passengers died, the worst toll since the war.", False),
        ("All 150 passengers died in the deadliest crash this year.", False),
        ("All 150 passengers died in the third such crash this year.", False),
        ("The 150 passengers were killed by a driver hired last year.", False),
        ("The 150 passengers were killed on a line rebuilt last year.", False),
        ("A driver who came last year killed 150 passengers.", False),
        ("Held each year, the trip ended when 150 passengers died.", False),
        ("This year's trip ended when 150 passengers died.", False),
        ("The road toll for the year stands at 150 passengers.", True),
        ("It took the toll of this year's monsoon to 150 passengers.", True),
    ],
)
def test_numbers_of_a_year_are_none_of_the_incident(past: str, told: bool) -> None:
    codes, _ = resolve(past, day=None)
    assert ("victim_of_another_time" in codes) is told


@pytest.mark.parametrize(
    ("past", "killed"),
    [
        ("En 2017 murieron 150 pasajeros en la misma vía.", 12),
        ("En marzo de 2017, un choque dejó 150 pasajeros muertos.", 12),
        ("Es el peor accidente desde 2017, con 150 pasajeros muertos.", 150),
        ("Ya son 150 los pasajeros muertos este año en el país.", 12),
        ("En lo que va de 2024 han muerto en el país 150 pasajeros.", 12),
        ("En lo que va de la gestión suman 150 los pasajeros muertos.", 12),
        ("Con ellos van 150 pasajeros muertos en 2024.", 12),
        ("Más de 150 pasajeros han muerto allí desde el año 2017.", 12),
        ("Entre 1980 y 2000 murieron 150 pasajeros en la misma vía.", 12),
        ("El choque de septiembre de 2017 dejó 150 pasajeros muertos.", 12),
        ("El 3 de mayo de 2017, otro choque mató a 150 pasajeros.", 12),
        ("En lo corrido del año han muerto 150 pasajeros.", 12),
        ("En un tren comprado hace diez años murieron 150 pasajeros.", 150),
        ("Apenas hace tres semanas, otro choque dejó 150 pasajeros muertos.", 12),
        ("Hace apenas una semana, un choque dejó 150 pasajeros muertos.", 150),
        ("La misma empresa recogió a 150 pasajeros muertos en un choque el 3 de marzo.", 150),
        ("Hace tres semanas que esperan a 150 pasajeros muertos.", 150),
        ("En esa misma vía, el pasado 3 de marzo, un choque dejó 150 pasajeros muertos.", 12),
        ("El pasado 3 de marzo, un choque dejó 150 pasajeros muertos.", 12),
        ("Según el bando del 3 de marzo, hay 150 pasajeros muertos.", 150),
    ],
)
def test_another_time_in_spanish(past: str, killed: int) -> None:
    text = f"Un tren chocó el miércoles en Nazca y murieron 12 personas, según la policía. {past}"
    wire = wire_incident(
        type="transport accident",
        date={"text": "miércoles", "cite": [1]},
        victims=[wire_group("personas", "12", 1), wire_group("pasajeros", "150", 2)],
    )
    article, facts = article_from_text(text, published=PUBLISHED), facts_of(text, published=PUBLISHED)
    (incident,) = resolve_answer([wire], article, facts).incidents
    assert incident.totals["killed"].high == killed


@pytest.mark.parametrize(
    ("later", "number", "doubted"),
    [
        ("September 30, 2025", "79", True),
        ("November 30, 1976", "79", True),
        ("September 30, 1976", "79", False),
        ("November 30, 1976", "1", False),
    ],
)
def test_many_dead_of_months_later_are_another_s_and_one_who_was_wounded_may_die_then(
    later: str, number: str, *, doubted: bool
) -> None:
    who = "a man" if number == "1" else f"{number} people"
    text = f"A tsunami killed thousands around the gulf on August 17, 1976. On {later}, {who} died of a quake."
    wire = wire_incident(
        type="tsunami", date={"text": "August 17, 1976", "cite": [1]}, victims=[wire_group(who.split()[1], number, 2)]
    )
    article, facts = article_from_text(text, published=PUBLISHED), facts_of(text, published=PUBLISHED)
    incidents = resolve_answer([wire], article, facts).incidents
    codes = [finding.code for finding in check_incidents(incidents, facts)]
    assert ("victim_of_another_time" in codes) is doubted


@pytest.mark.parametrize(
    ("text", "number", "is_of_year"),
    [
        ("Van 402 homicidios en Barranquilla en 2026.", "402", True),
        ("There have been 402 murders in the city so far this year.", "402", True),
        ("One hundred were shot in the first 41 days of 2017, 24 have been fatally shot.", "24", True),
        ("It was the worst crash in the first two months of the year and killed 24.", "24", False),
        ("It was one of the first days of the year when gunmen killed 24.", "24", False),
        ("The fire that killed 402 people in 2026 burned for a day.", "402", False),
    ],
)
def test_murders_of_a_year_are_no_single_deed(text: str, number: str, is_of_year: bool) -> None:
    text = f"One person was killed on Wednesday. {text}"
    victims = [wire_group("person", "1", 1), wire_group("people", number, 2)]
    wire = wire_incident(type="murder", date={"text": "Wednesday", "cite": [1]}, victims=victims)
    article, facts = article_from_text(text, published=PUBLISHED), facts_of(text, published=PUBLISHED)
    incidents = resolve_answer([wire], article, facts).incidents
    codes = [finding.code for finding in check_incidents(incidents, facts)]
    assert ("victim_of_another_time" in codes) is is_of_year
