import datetime as dt

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import read_article, resolve_answer
from summarizer.resolving.date_repairs import repair_dates
from summarizer.schemas.wire import WireDate, WireIncident

TEXT = (
    "Armed men seized four nurses near Sahla on Wednesday.\n\nThe army searched the hills.\n\nA truce ended on 3 May."
)

NOVEMBER = dt.date(2026, 11, 3)


def incident(*, cites: list[int], date: WireDate | None = None) -> WireIncident:
    return wire_incident(type="kidnapping", date=date, places=["Sahla"], place_cite=cites)


def repair(wire: WireIncident, text: str, published: dt.date | None = None) -> WireDate | None:
    return repair_dates([wire], facts_of(text, published=published))[0].date


def filled(wire: WireIncident) -> WireDate | None:
    return repair(wire, TEXT)


def test_the_only_date_words_of_the_cited_sentences_are_taken() -> None:
    date = filled(incident(cites=[1, 2]))
    assert date is not None
    assert date.text.endswith("Wednesday")
    assert date.cite == [1]


@pytest.mark.parametrize(
    ("text", "given", "day"),
    [
        (
            "Gunmen struck in Sahla on Wednesday, one of the worst days of the year.",
            "one of the worst days",
            "Wednesday",
        ),
        ("Gunmen struck in Sahla on Saturday, in the long weekend.", "the long weekend", "Saturday"),
        ("Gunmen struck on Independence Eve, and all marched on Saturday.", "Independence Eve", "Independence Eve"),
        ("Gunmen struck in Sahla on Wednesday, days after a riot.", "days after a riot", "days after a riot"),
        (
            "Gunmen struck in Sahla the Sunday before Easter, 1988.",
            "Sunday before Easter, 1988",
            "Sunday before Easter, 1988",
        ),
        ("Gunmen struck in Sahla. On Wednesday all fled.", "one of the worst days", "one of the worst days"),
    ],
)
def test_words_for_a_time_that_are_no_day_leave_the_day_beside_them(text: str, given: str, day: str) -> None:
    found = repair(incident(date=WireDate(text=given, cite=[1]), cites=[1]), text)
    assert found is not None
    assert found.text == day


@pytest.mark.parametrize(
    ("text", "given", "whole"),
    [
        ("They stabbed a guard near Sahla on November 3, 2022, a court heard.", "November 3", "November 3, 2022"),
        ("They stabbed a guard on Thursday, 3 November 2022.", "Thursday", "Thursday, 3 November 2022"),
        ("They stabbed a guard near Sahla in March 2022.", "March", "March 2022"),
        ("On November 3 or on November 3, 2022, they fled from Sahla.", "November 3", "November 3"),
        ("On Saturday 2000 people fled from Sahla.", "Saturday", "Saturday"),
        ("El sábado 2000 personas huyeron de la ciudad de Sahla.", "sábado", "sábado"),
        ("They fled on Nov. 3, 2022, from Sahla.", "Nov. 3", "Nov. 3, 2022"),
        ("They fled on November 3. In 2022, they came back.", "November 3", "November 3"),
        (
            "Fueron condenados por matar a un policía en la ciudad el 3 de noviembre de 2022.",
            "3 de noviembre",
            "3 de noviembre de 2022",
        ),
        (
            "Ils ont été condamnés pour avoir tué un policier le 3 novembre 2022 dans la ville.",
            "3 novembre",
            "3 novembre 2022",
        ),
        ("Sie hatten am 3. November 2022 in der Stadt einen Polizisten erstochen.", "3. November", "3. November 2022"),
    ],
)
def test_a_day_has_the_year_that_stands_after_it(text: str, given: str, whole: str) -> None:
    date = repair(incident(cites=[1], date=WireDate(text=given, cite=[1])), text, dt.date(2026, 11, 28))
    assert date is not None
    assert date.text == whole


@pytest.mark.parametrize("cites", [[2], [], [1, 3]], ids=["no words", "no cites", "two different words"])
def test_without_exactly_one_wording_the_date_stays_open(cites: list[int]) -> None:
    assert filled(incident(cites=cites)) is None


@pytest.mark.parametrize(
    "text",
    [
        "It was the deadliest day since August 2011.",
        "Gunmen struck before the August 31 deadline.",
        "Talks will resume on Monday after the raid.",
        "The raid fell on the eve of the 3 May anniversary.",
        "He was sentenced on Monday for the raid.",
        "A nurse went on trial on Monday accused of seven murders.",
        "The jury ordered execution on 3 May.",
        "A suspect was arrested late Tuesday night.",
        "In 1957 he shot a rival on Central Park West.",
        "Police said on Tuesday that gunmen had shot six dead.",
        "The governor condemned the raid on Friday.",
        "The toll in the bridge collapse rose to 20 on Saturday.",
        "Divers recovered nine more bodies on Wednesday from a ferry that sank.",
    ],
)
def test_words_of_another_time_are_no_date_of_the_incident(text: str) -> None:
    assert repair(incident(cites=[1]), text) is None


def test_words_that_tell_no_time_are_no_date() -> None:
    date = filled(incident(cites=[1, 2], date=WireDate(text="36-year-old Ann Lee", cite=[1])))
    assert date is not None
    assert date.text.endswith("Wednesday")
    kept = WireDate(text="an hour before the attack", cite=[1])
    assert filled(incident(cites=[1, 2], date=kept)) == kept


@pytest.mark.parametrize("words", ["shortly after take-off", "during a patrol", "when the truck left"])
def test_words_for_what_it_followed_are_no_date_where_the_day_is_told(words: str) -> None:
    text = f"Armed men seized four nurses near Sahla {words} on Wednesday."
    date = repair(incident(cites=[1], date=WireDate(text=words, cite=[1])), text)
    assert date is not None
    assert date.text == "Wednesday"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people were hurt after a late night shooting in Kinloch Monday.", "Monday"),
        ("Two people were hurt in a late night shooting. It was Monday.", "late night"),
    ],
)
def test_a_time_of_day_gives_way_to_the_day_that_its_own_sentence_tells(text: str, expected: str) -> None:
    wire = incident(cites=[1], date=WireDate(text="late night", cite=[1]))
    date = repair(wire, text)
    assert date is not None
    assert date.text == expected


def test_a_date_in_place_of_other_words_is_told() -> None:
    wire = incident(cites=[1, 2], date=WireDate(text="36-year-old Ann Lee", cite=[1]))
    article = article_from_text(TEXT)
    resolved = resolve_answer([wire], article, read_article(article))
    (finding,) = [one for one in resolved.findings if one.code == "date_filled"]
    assert "'36-year-old Ann Lee'" in finding.message


REFINED = "A man was shot {} in Reno. Shots were fired in an alley on October 23."


def refined(text: str, words: str, *, count: int = 1, type: str = "shooting") -> str:  # noqa: A002 - the field's name
    facts = facts_of(text, published=dt.date(2016, 11, 8))
    wire = incident(cites=[one.number for one in facts.sentences], date=WireDate(text=words, cite=[1]))
    wires = [wire.model_copy(update={"type": type})] * count
    date = repair_dates(wires, facts)[0].date
    assert date is not None
    return date.text


@pytest.mark.parametrize("words", ["last month", "in October", "October 2016", "the week"])
def test_a_month_is_the_one_day_in_it_that_the_article_tells(words: str) -> None:
    expected = "October 23" if words != "the week" else words
    assert refined(REFINED.format(words), words) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A man was shot last month in Reno. On October 20 he had bought a gun. He died on October 23.",
        "A man was shot last month in Reno. His killer was charged on October 23.",
        "A man was shot last month in Reno. It will be ten years on October 23.",
        "A man was shot last month in Reno. Last updated October 23.",
        "A man was shot last month in Reno. He was found guilty of murder on October 23.",
        "A man was shot last month in Reno. The body was found in a yard on October 23.",
        "A man was shot last month in Reno. He died of it on October 23.",
        "A man was shot in Reno last month. It was a gang, police said on October 23.",
        "A man was shot last month in Reno. He had come there on May 3.",
        "A man was shot last month in Reno. Police are at a shooting that happened in Elko Sunday.",
    ],
)
def test_another_day_refines_no_month(text: str) -> None:
    assert refined(text, "last month") == "last month"


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (REFINED, "last month", "October 23"),
        (REFINED, "this year", "October 23"),
        (REFINED, "2016", "October 23"),
        (REFINED, "last year", "last year"),
        ("A man was shot {} in Reno. Police say more than 20 rounds were fired October 23.", "2016", "October 23"),
        ("A man was shot {} in Reno. Shots were fired on a Sunday.", "last month", "last month"),
        ("A man was shot {} in Reno. A fair began there on October 23.", "last month", "last month"),
        ("A man was shot {} in Reno. Police told of the shooting on October 23.", "last month", "last month"),
        ("A man was shot {} in Reno. Two shootings were on October 23 and 24.", "last month", "last month"),
    ],
)
def test_a_sentence_not_cited_refines_a_month_or_year_where_it_tells_of_such_a_deed(
    text: str, words: str, told: str
) -> None:
    wire = wire_incident(type="shooting", date=WireDate(text=words, cite=[1]), places=["Reno"], place_cite=[1])
    kept = repair(wire, text.format(words), dt.date(2016, 11, 8))
    assert kept is not None
    assert kept.text == told


def test_a_span_of_days_and_one_of_several_incidents_are_not_refined() -> None:
    assert refined(REFINED.format("since last month"), "since last month") == "since last month"
    assert refined(REFINED.format("last month"), "last month", count=2) == "last month"
    assert refined(REFINED.format("last month"), "last month", type="riot") == "last month"


def test_a_date_that_was_refined_is_told() -> None:
    text = REFINED.format("last month")
    article = article_from_text(text, published=dt.date(2016, 11, 8))
    wire = incident(cites=[1, 2], date=WireDate(text="last month", cite=[1]))
    resolved = resolve_answer([wire], article, read_article(article))
    (finding,) = [one for one in resolved.findings if one.code == "date_refined"]
    assert "'last month'" in finding.message
    (told,) = resolved.incidents
    assert told.date is not None
    assert (told.date.text, told.date.earliest) == ("October 23", dt.date(2016, 10, 23))
    assert told.date.evidence[0].sentence == 2


def test_a_date_that_is_given_is_kept() -> None:
    given = WireDate(text="3 May", cite=[3])
    assert filled(incident(cites=[1], date=given)) == given


def test_an_hour_and_its_street_stay() -> None:
    text = "A man was kidnapped about 8 p.m. on the 900 block of Oak Street. Police said more."
    wire = incident(cites=[1], date=WireDate(text="about 8 p.m. on the 900 block of Oak Street", cite=[1]))
    assert repair(wire, text) == wire.date


@pytest.mark.parametrize("told", ["2 a.m. on Elm Street", "Halloween on Bourbon Street", "Easter, 3 km from Lome"])
def test_a_date_with_a_place_in_its_words_stays(told: str) -> None:
    wire = incident(cites=[], date=WireDate(text=told, cite=[1]))
    assert repair(wire, f"Gunmen took a nurse at {told}.") == wire.date


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [("November 15, 2026", False), ("Tuesday, 15 November 2026", False), ("It fell on November 15, 2026.", True)],
)
def test_when_an_article_was_posted_is_no_date_of_what_happened(line: str, *, is_kept: bool) -> None:
    day = line[line.index("15") :] if line.startswith("Tues") else line[line.index("Nov") :].rstrip(".")
    text = f"A teacher was kidnapped in Sahla.\n\nHer school is closed.\n\n{line}"
    wire = incident(cites=[1], date=WireDate(text=day, cite=[3]))
    resolved = resolve_answer([wire], article_from_text(text), facts_of(text))
    assert (resolved.incidents[0].date is not None) is is_kept
    assert [one.code for one in resolved.findings] == ["date_resolved" if is_kept else "date_unresolved"]


def test_a_day_told_takes_the_place_of_when_an_article_was_posted() -> None:
    text = "A teacher was kidnapped in Sahla. Another was taken on Sunday.\n\nNovember 15, 2026\n\nShe is 40."
    wire = incident(cites=[1, 2], date=WireDate(text="November 15, 2026", cite=[3]))
    (resolved,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert resolved.date is not None
    assert resolved.date.text.removeprefix("on ") == "Sunday"


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ("Shops cut orders on Monday, two days after a fire at a mill.", None),
        ("Mourners came on Monday evening, two days to the hour after a fire at a mill.", "Monday"),
        ("Mourners came on Monday evening, a week to the day after a fire at a mill.", None),
        ("Six were still sought on Monday, two days after a mill of the Lees in Old Leeds caught fire.", None),
        ("Shops cut orders on Monday, two days after a new law.", "Monday"),
        ("He was held on Monday, two days after he allegedly set it.", None),
        ("He was held on Monday, two days after he came home.", "Monday"),
    ],
)
def test_a_day_some_days_after_the_deed_is_not_the_deed_s(opening: str, told: str | None) -> None:
    text = f"{opening} It began at 3 pm on Saturday. It is out."
    wire = incident(cites=[1, 2], date=WireDate(text="Monday", cite=[1])).model_copy(update={"type": "fire"})
    (resolved,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert (resolved.date and resolved.date.text) == told


@pytest.mark.parametrize(
    ("told", "group", "kept"),
    [
        ("Monday's raid comes barely five months after 279 girls were taken at Sahla.", "girls", None),
        ("Monday's raid comes as 279 girls were taken at Sahla five months after a raid.", "girls", "Monday"),
        ("Five boys were taken in Monday's raid, which comes five months after another.", "boys", "Monday"),
        ("It came two years after a raid in which nine girls were taken on a Monday.", "girls", "Monday"),
    ],
)
def test_what_came_later_is_no_day_of_what_was_before(told: str, group: str, kept: str | None) -> None:
    text = f"Gunmen raided a school in Jos on Monday and took five boys. {told}"
    victim = wire_group(group, None, 2, outcome="kidnapped")
    wire = incident(cites=[2], date=WireDate(text="Monday", cite=[2] if kept else [1, 2]))
    wire = wire.model_copy(update={"type": "kidnapping", "victims": [victim]})
    other = wire_incident(type="kidnapping", places=["Jos"], place_cite=[1])
    (found, _) = repair_dates([wire, other], facts_of(text))
    assert (found.date and found.date.text) == kept


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "FRIDAY, OCT. 10\n\n11:52 p.m. — A man was stabbed.\n\nSATURDAY, OCT. 11\n\nA shop was robbed.",
            "FRIDAY, OCT. 10",
        ),
        ("FRIDAY, OCT. 10\n\n11:52 p.m. — A man was stabbed.", None),
        (
            "SATURDAY, OCT. 11\n\nA shop was robbed.\n\nSUNDAY, OCT. 12\n\n11:52 p.m. — A man was stabbed.",
            "SUNDAY, OCT. 12",
        ),
    ],
)
def test_an_hour_of_a_log_is_of_the_day_above_it(text: str, day: str | None) -> None:
    facts = facts_of(text)
    at = next(one.number for one in facts.sentences if "stabbed" in one.text)
    wire = incident(cites=[at], date=WireDate(text="11:52 p.m.", cite=[at])).model_copy(update={"type": "stabbing"})
    other = wire_incident(type="robbery", places=["Jos"], place_cite=[1])
    found = repair_dates([wire, other], facts)[0].date
    assert (found and found.text) == (day or "11:52 p.m.")


def test_an_hour_keeps_the_day_of_its_own_sentence() -> None:
    text = "A lorry hit a bus at 8am on Tuesday, injuring six. A silence was held at 8am on Wednesday."
    wire = incident(cites=[1, 2], date=WireDate(text="8am", cite=[1])).model_copy(update={"type": "transport accident"})
    (found,) = repair_dates([wire], facts_of(text))
    assert (found.date and found.date.text) == "Tuesday"


@pytest.mark.parametrize(("cite", "day"), [(1, "Monday"), (2, "Monday")])
def test_an_hour_is_of_the_day_beside_its_words_wherever_it_is_cited(cite: int, day: str) -> None:
    text = (
        "A pre-dawn stampede outside a temple on Monday killed nine pilgrims. It was at Deoghar. In 2015 eleven died."
    )
    wire = incident(cites=[1, 2, 3], date=WireDate(text="pre-dawn", cite=[cite])).model_copy(
        update={"type": "crowd crush"}
    )
    (found,) = repair_dates([wire], facts_of(text))
    assert (found.date and found.date.text) == day


@pytest.mark.parametrize(("day", "filled"), [("1 November", True), ("19 August", False)])
def test_a_day_of_long_before_is_not_taken_where_none_is_given(day: str, filled: bool) -> None:
    text = f"A clash with police left 17 people dead. On {day}, police killed two farmers."
    article = article_from_text(text, published=dt.date(2026, 11, 19))
    (resolved,) = resolve_answer([incident(cites=[1, 2], date=None)], article, read_article(article)).incidents
    assert (resolved.date is not None) is filled


@pytest.mark.parametrize("day", ["18 de noviembre de 2026", "el domingo"])
def test_when_an_article_in_spanish_was_posted_is_none_either(day: str) -> None:
    told = "Una maestra fue secuestrada en Sahla el domingo; otra, el lunes."
    text = f"{told}\n\n18 de noviembre de 2026\n\nSu escuela cerró."
    wire = incident(cites=[1], date=WireDate(text=day, cite=[1, 2]))
    resolved = resolve_answer([wire], article_from_text(text), facts_of(text))
    assert (resolved.incidents[0].date is None) is day.startswith("18")


@pytest.mark.parametrize(
    "text", ["Updated: 3 May 2026 - Gunmen took a nurse.", "Posted on May 3, 2026: a man takes a nurse."]
)
def test_a_day_that_heads_what_happened_or_stands_with_it_is_when_it_happened(text: str) -> None:
    (place,) = [one for one in facts_of(text).sentences if "3" in one.text]
    day = "May 3" if "May 3" in text else "3 May 2026"
    assert repair(incident(cites=[], date=WireDate(text=day, cite=[place.number])), text) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sete pessoas morreram nesta terça-feira (27) no Rio.", "terça-feira (27)"),
        ("Os 27 mortos são de 27 de outubro de 2025.", "27 de outubro de 2025"),
        ("El martes 27 murieron siete.", "martes 27"),
        ("Am 27. Oktober starben sieben Menschen.", "27. Oktober"),
        ("The 27 people died on Oct. 27, police said.", "Oct. 27"),
        ("The 27 people died at km 27 of Route 27 in May.", "27"),
    ],
)
def test_a_bare_number_for_a_date_gets_the_words_that_make_it_a_day(text: str, words: str) -> None:
    wire = incident(cites=[1], date=WireDate(text="27", cite=[1]))
    (kept,) = repair_dates([wire], facts_of(text, published=dt.date(2026, 10, 29)))
    assert kept.date is not None
    assert kept.date.text == words


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Divers found six bodies of a boat hit by an explosion on Sunday night.", "Sunday night"),
        ("Police on Sunday released the names of six killed in an explosion.", None),
        ("An explosion on Sunday killed six, and one on Monday two.", None),
        ("Divers found six bodies on Sunday.", None),
        ("Two died in the worst explosion since Sunday's explosion.", None),
    ],
)
def test_the_only_day_of_the_opening_is_that_of_the_deed_where_the_model_gave_the_page_s(
    told: str, day: str | None
) -> None:
    text = f"Boat sinks in storm\n\nNews from Asia\n3 November 2026\n\n{told}"
    when = WireDate(text="3 November 2026", cite=[3])
    wire = incident(cites=[1], date=when).model_copy(update={"type": "explosion"})
    (kept,) = repair_dates([wire], facts_of(text, published=NOVEMBER))
    assert (kept.date and kept.date.text) == day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Una explosión dejó seis muertos la noche de este domingo en un barco.", "este domingo"),
        ("El suceso dejó seis muertos. El ataque comenzó hacia las 7:30 del miércoles en el puerto.", "miércoles"),
        ("Seis fueron asesinados. Todo comenzó el viernes, cuando salieron de una fiesta.", None),
        ("El suceso dejó seis muertos. La misa comenzó hacia las 7:30 del miércoles en el puerto.", None),
        ("Una explosión dejó seis muertos. Habrá luto por la explosión hasta el domingo.", None),
        ("La policía informó este domingo de seis muertos por una explosión.", None),
        ("La policía confirmó en la noche de este domingo seis muertos por una explosión del sábado.", "sábado"),
        ("Una explosión dejó seis muertos. Todo ocurrió el martes, cerca de las 21.15.", "martes"),
        ("Una explosión dejó seis muertos el domingo y otra dos heridos el lunes.", None),
        ("Hallaron seis cuerpos el domingo.", None),
    ],
)
def test_the_only_day_of_an_opening_in_spanish_is_that_of_the_deed(told: str, day: str | None) -> None:
    text = (
        f"Se hunde un barco\n\nNoticias de Asia\n3 de noviembre de 2026\n\n{told} Así lo dijo la alcaldía de la ciudad."
    )
    when = WireDate(text="3 de noviembre de 2026", cite=[3])
    wire = incident(cites=[1], date=when).model_copy(update={"type": "explosion"})
    (kept,) = repair_dates([wire], facts_of(text, published=NOVEMBER))
    assert (kept.date and kept.date.text) == day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("La agresión ocurrió alrededor de las 01:20 horas del sábado.", "sábado"),
        ("La agresión fue reportada por vecinos.", "este domingo"),
        ("La alcaldesa visitó el bar el sábado.", "este domingo"),
        ("El atentado se registró en vísperas de las elecciones del sábado.", "este domingo"),
        ("El ataque ocurrió un día antes de la fiesta del sábado.", "este domingo"),
        ("El velorio ocurrió alrededor de las 01:20 horas del sábado.", "este domingo"),
    ],
)
def test_the_day_of_a_later_death_in_spanish_is_none_of_the_deed(told: str, day: str) -> None:
    text = f"Una mesera herida en un bar murió este domingo en el Hospital General. {told} Así lo dijo la alcaldía."
    wire = incident(cites=[1], date=WireDate(text="este domingo", cite=[1])).model_copy(update={"type": "shooting"})
    (kept,) = repair_dates([wire], facts_of(text, published=NOVEMBER))
    assert (kept.date and kept.date.text) == day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Una explosión dejó seis muertos el domingo.", "domingo"),
        ("Una explosión dejó seis muertos el domingo y otra dos el lunes.", None),
        ("Seis soldados fueron enterrados el domingo.", None),
        ("Un juez envió el domingo a prisión a tres hombres por la explosión que dejó seis muertos.", None),
        ("El domingo será el funeral de las seis víctimas de la explosión.", None),
        ("El número de muertos por la explosión subió el domingo a seis.", None),
        ("Un sexto herido en la explosión falleció el domingo.", None),
        ("Asciende a seis el número de muertos de la explosión de una bomba en el puerto el domingo.", "domingo"),
        ("La explosión se reportó la noche del domingo y dejó seis muertos.", "domingo"),
    ],
)
def test_one_of_several_in_spanish_has_the_only_weekday_of_its_sentences(told: str, day: str | None) -> None:
    page = "Se hunde un barco\n\nNoticias de Asia\n3 de noviembre de 2026"
    text = f"{page}\n\n{told} El lunes, un camión volcó en Lima y mató a dos. Así lo dijo la alcaldía de la ciudad."
    when = WireDate(text="3 de noviembre de 2026", cite=[3])
    one, other = (
        incident(cites=[cite], date=when).model_copy(update={"type": kind})
        for kind, cite in (("explosion", 4), ("transport accident", 5))
    )
    kept, other = repair_dates([one, other], facts_of(text, published=NOVEMBER))
    assert [each.date and each.date.text for each in (kept, other)] == [day, "lunes"]


@pytest.mark.parametrize(
    ("told", "day"), [("The teenager was arrested on Monday.", "Sunday"), ("It hurt more on Monday.", "Monday")]
)
def test_the_day_of_an_arrest_is_none_of_the_deed(told: str, day: str) -> None:
    wire = incident(cites=[1], date=WireDate(text="Monday", cite=[2])).model_copy(update={"type": "explosion"})
    (kept,) = repair_dates([wire], facts_of(f"An explosion on Sunday hurt two. {told}", published=NOVEMBER))
    assert kept.date is not None
    assert kept.date.text == day


def test_a_date_that_no_sentence_is_cited_for_is_read() -> None:
    article = article_from_text("An explosion killed two on 15 April 2023.", published=NOVEMBER)
    told = incident(cites=[1], date=WireDate(text="15 April 2023", cite=[])).model_copy(update={"type": "explosion"})
    (kept,) = resolve_answer([told], article, read_article(article)).incidents
    assert kept.date is not None
    assert str(kept.date.earliest) == "2023-04-15"


GERMAN = (
    "Unbekannte haben in der Nacht zum Freitag einen Geldautomaten der Volksbank gesprengt. "
    "Gegen 3.20 Uhr hörten mehrere Zeugen der Polizei zufolge zwei Explosionen kurz hintereinander. "
    "Am Montag und am Dienstag hatten die Täter nach Angaben der Polizei schon zwei andere Automaten gesprengt."
)


@pytest.mark.parametrize(
    ("date", "cites", "expected"),
    [
        (None, [1], None),
        (WireDate(text="in der Nacht", cite=[1]), [2], "in der Nacht zum Freitag"),
        (WireDate(text="Gegen 3.20 Uhr", cite=[2]), [1], "Gegen 3.20 Uhr"),
        (WireDate(text="vor Jahren", cite=[1]), [1], "vor Jahren"),
        (WireDate(text="Freitag vergangener Woche", cite=[1]), [1], "Freitag vergangener Woche"),
        (WireDate(text="mardi de la semaine dernière", cite=[1]), [1], "mardi de la semaine dernière"),
        (WireDate(text="Freitag einen Geldautomaten", cite=[1]), [1], "Freitag"),
        (WireDate(text="am Montag und am Dienstag", cite=[3]), [3], "am Montag und am Dienstag"),
    ],
)
def test_of_days_in_other_languages_those_by_weekday_are_taken(
    date: WireDate | None, cites: list[int], expected: str | None
) -> None:
    (wire,) = repair_dates([incident(cites=cites, date=date)], facts_of(GERMAN))
    assert (wire.date and wire.date.text) == expected


@pytest.mark.parametrize(
    ("sentence", "hour"),
    [
        ("À Nice, une voiture a brûlé, et la grève commencera vendredi prochain dans la nuit.", "dans la nuit"),
        ("Gegen 3 Uhr brannte es, und ab Freitag wird gestreikt.", "Gegen 3 Uhr"),
        ("Domenica Rossi è morta alle 23.40 a Bari.", "alle 23.40"),
    ],
)
def test_a_day_that_is_to_come_or_a_name_is_no_day_of_the_hour(sentence: str, hour: str) -> None:
    text = f"{sentence} {GERMAN}" if "Uhr" in sentence else sentence
    wire = incident(cites=[1], date=WireDate(text=hour, cite=[1]))
    facts = facts_of(text)
    if facts.is_english:
        pytest.skip("too short to tell its language")
    (repaired,) = repair_dates([wire], facts)
    assert repaired.date == WireDate(text=hour, cite=[1])


def test_an_hour_in_another_language_gives_way_to_the_day_of_its_sentence() -> None:
    text = GERMAN.replace("Gegen 3.20 Uhr", "Am Freitag gegen 3.20 Uhr")
    wire = incident(cites=[1], date=WireDate(text="gegen 3.20 Uhr", cite=[1]))
    (repaired,) = repair_dates([wire], facts_of(text))
    assert repaired.date == WireDate(text="Freitag", cite=[2])


def test_the_same_day_is_none_where_several_are_told_before() -> None:
    text = "A bomb killed 12 on 3 May. Another on 9 May hurt two. On the same day gunmen shot a guard in Garissa."
    wire = wire_incident(type="shooting", date=WireDate(text="the same day", cite=[3]), places=["Garissa"])
    found = repair_dates([wire, wire], facts_of(text))[0].date
    assert found is not None
    assert found.text == "the same day"


@pytest.mark.parametrize(
    ("words", "day"),
    [("The same day", "Saturday morning"), ("that same night", "Saturday morning"), ("the same day of the week", None)],
)
def test_the_same_day_is_the_one_told_before(words: str, day: str | None) -> None:
    text = f"Residents killed two men on Saturday morning. It was in Suneka. {words} a bomb killed two in Garissa."
    wire = wire_incident(type="bombing", date=WireDate(text=words, cite=[3]), places=["Garissa"], place_cite=[3])
    found = repair_dates([wire, wire], facts_of(text))[0].date
    assert found is not None
    assert found.text == (day or words)


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Police look into two shootings Monday that left two men dead.", "Monday"),
        ("Police look into a string of shootings on Monday.", "Monday"),
        ("Police look into four separate attacks early Monday.", "early Monday"),
        ("Police look into two shootings, one on Sunday and one on Monday.", None),
        ("Police said on Monday that they look into two shootings.", None),
        ("A man was shot on Monday.", None),
    ],
)
def test_several_deeds_without_a_day_have_that_of_an_opening_that_tells_of_them(opening: str, day: str | None) -> None:
    text = f"{opening}\n\nOne man was shot near 3rd Street at 10 a.m.\n\nThe other man was shot at home."
    first = wire_incident(type="shooting", date=WireDate(text="10 a.m.", cite=[2]), victims=[wire_group("man", "1", 2)])
    second = wire_incident(type="shooting", victims=[wire_group("man", "1", 3)])
    march = wire_incident(type="protest")
    facts = facts_of(text, published=NOVEMBER)
    dates = [one.date and one.date.text for one in repair_dates([first, second], facts)]
    assert dates == [day or "10 a.m.", day]
    if "two" in opening:  # of three it may be one that is not among them
        assert repair_dates([first, second, march], facts)[1].date is None
    else:
        assert repair_dates([first, second, march], facts)[2].date is None


@pytest.mark.parametrize(
    ("cites", "day"),
    [
        ([1, 7], "Thursday afternoon"),
        ([7], "late January this year"),  # the earlier one alone
    ],
)
def test_the_opening_s_day_is_that_of_what_it_tells_too_and_no_day_of_long_ago(cites: list[int], day: str) -> None:
    text = (
        "At least 38 miners were killed when a mine collapsed near Sahla. The collapse happened on Thursday afternoon. "
        "Rescuers dug all night long for them. The owner of the pit could not be reached. Few were found alive there. "
        "The army sealed off the site. In late January this year more than 200 died in a collapse there."
    )
    wire = incident(cites=cites, date=WireDate(text="late January this year", cite=[7]))
    found = repair(wire.model_copy(update={"type": "industrial accident"}), text, NOVEMBER)
    assert found is not None
    assert found.text == day


def test_an_hour_alone_gives_way_to_the_only_day_of_the_opening() -> None:
    text = "A man was shot on Monday in Reno.\n\nIt was about 10 a.m., a clerk says."
    wire = wire_incident(type="shooting", date=WireDate(text="10 a.m.", cite=[2]), victims=[wire_group("man", "1", 1)])
    kept = repair(wire, text, NOVEMBER)
    assert kept is not None
    assert kept.text == "Monday"
