import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.checks.incidents import check_incidents
from summarizer.checks.language import check_language
from summarizer.pipeline.summarizing import read_article, resolve_answer
from summarizer.resolving.context import Resolved

SPANISH = (
    "Choque de autobuses deja 18 muertos y 65 heridos en Perú, informó la policía. Las víctimas viajaban a Nazca. "
    "Murieron también 40 cabras de un camión."
)
FRENCH = "Un accident d'autobus a fait 18 morts et 65 blessés au Pérou, a déclaré la police de Nazca jeudi matin."


def resolve(text: str, *victims: tuple[str, str | None, str]) -> Resolved:
    groups = [wire_group(group, count, 1, outcome=outcome) for group, count, outcome in victims]
    wire = wire_incident(type="transport accident", victims=groups)
    return resolve_answer([wire], article_from_text(text), facts_of(text))


def codes(text: str, *victims: tuple[str, str | None, str]) -> list[str]:
    facts = facts_of(text)
    resolved = resolve(text, *victims)
    return [one.code for one in check_incidents(resolved.incidents, facts)]


@pytest.mark.parametrize("language", [None, "en", "es"])
def test_a_language_with_rules_is_not_told(language: str | None) -> None:
    assert check_language(language) == []


def test_a_language_without_rules_is_told_once() -> None:
    (found,) = check_language("fr")
    assert (found.code, found.severity) == ("language_unchecked", "warning")
    assert "in French," in found.message


@pytest.mark.parametrize(
    ("text", "group", "count"),
    [
        (
            "Nessun morto, ma venti feriti nel deragliamento di un treno a Lodi, secondo i vigili del fuoco.",
            "morto",
            "1",
        ),
        ("Un accident de car a fait vingt blessés jeudi à Lyon, mais aucun mort, selon les pompiers.", "mort", "0"),
        ("Bei dem Busunfall am Montag in Köln gab es keine Toten, aber zwanzig Verletzte.", "Toten", None),
        ("O acidente de ônibus na BR-116 não deixou mortos; não houve feridos, disse a polícia.", "feridos", None),
    ],
)
def test_who_is_denied_right_before_is_nobody_in_any_language(text: str, group: str, count: str | None) -> None:
    assert codes(text, (group, count, "killed")) == ["negated_victim"]
    assert resolve(text, (group, count, "killed")).incidents[0].totals == {}


@pytest.mark.parametrize(
    "text",
    [
        "Bei dem Unfall eines Reisebusses bei Ulm sind am Freitag vier Menschen schwer verletzt worden.",
        "Bei dem Unfall am Montag in Köln sind vier Menschen verletzt worden, Tote gab es laut Polizei keine.",
        "Quattro persone sono rimaste ferite nell'incidente sulla A14 a Rimini, una donna è in pericolo di vita.",
    ],
)
def test_nobody_is_dead_in_a_language_without_rules_where_no_word_tells_of_a_death(text: str) -> None:
    people = "Menschen" if "Menschen" in text else "persone"
    assert codes(text, (people, "4", "killed")) == ["death_untold"]
    assert resolve(text, (people, "4", "killed"), (people, "4", "killed")).incidents[0].totals == {}
    assert codes(text, (people, "4", "injured")) == []
    assert codes(f"{text} Ein Mann starb. Un uomo è morto.", (people, "4", "killed")) == ["death_untold"]


@pytest.mark.parametrize(
    ("before", "told"),
    [("Neun Menschen starben bei einem Busunfall.", False), ("Ein Bus verunglückte bei Ulm im Nebel.", True)],
)
def test_a_number_may_be_of_the_dead_whom_the_sentence_before_it_tells_of(before: str, told: bool) -> None:
    text = (
        f"{before} Unter den Opfern sind zwei Arbeiter aus der Nähe von Ulm. Das sagte die Polizei, ein Toter war alt."
    )
    assert codes(text, ("Arbeiter", "2", "killed")) == (["death_untold"] if told else [])


@pytest.mark.parametrize(
    ("after", "told"),
    [("Niemand überlebte den Absturz.", False), ("Alle starben.", False), ("Der Pilot starb am Abend.", True)],
)
def test_what_became_of_all_may_stand_in_the_next_sentence(after: str, told: bool) -> None:
    text = f"An Bord der Maschine waren beim Absturz bei Ulm nach Angaben der Polizei 43 Menschen. {after}"
    assert codes(text, ("Menschen", "43", "killed")) == (["death_untold"] if told else [])


def test_the_german_article_is_no_word_of_death() -> None:
    text = "Ein Bus mit 43 Insassen ist am Freitag auf die Straße gekippt, sagte die Polizei. Ein Mann starb."
    assert codes(text, ("Insassen", "43", "killed")) == ["death_untold"]


def test_a_headline_s_dead_are_not_those_aboard_in_a_language_without_rules() -> None:
    title = "Ônibus cai em ribanceira e deixa nove mortos em Minas Gerais"
    text = f"{title}\n\nUm ônibus com 43 passageiros caiu em uma ribanceira. Nove pessoas morreram, disse a polícia."
    article = article_from_text(text)
    assert article.title == title
    wire = wire_incident(
        type="transport accident", victims=[wire_group("passageiros", "43", 2), wire_group("pessoas", "9", 3)]
    )
    facts = read_article(article)
    incidents = resolve_answer([wire], article, facts).incidents
    assert [one.field for one in check_incidents(incidents, facts)] == ["incidents[0].victims[0].count"]
    assert incidents[0].totals["killed"].low == 9


def test_what_an_article_quotes_in_english_may_tell_of_a_death() -> None:
    text = (
        "L'accident d'Albi, « c'était horrible », dit un témoin à la radio. Three people were killed, the police said."
    )
    assert codes(text, ("people", "3", "killed")) == []


def test_who_is_counted_is_not_denied_by_other_words_in_any_language() -> None:
    text = (
        "On ne connaît pas le nombre de blessés dans l'accident de car qui a fait deux morts jeudi, sans compter l'un."
    )
    assert codes(text, ("blessés", None, "injured"), ("morts", "2", "killed")) == []


def test_spanish_injured_are_not_killed() -> None:
    told = resolve(SPANISH, ("muertos", "18", "killed"), ("heridos", "65", "killed"))
    assert [one.code for one in told.findings if one.severity == "warning"] == ["outcome_corrected"]
    twice = ("muertos", "18", "killed"), ("heridos", "65", "killed"), ("personas", "65", "injured")
    assert "outcome_conflict" in codes(SPANISH, *twice), "the 65 hurt have an entry of their own"
    assert codes(SPANISH, ("muertos", "18", "killed"), ("heridos", "65", "injured")) == []


def test_equal_numbers_beside_each_other_are_each_group_s() -> None:
    text = "Murieron dos hombres y dos mujeres en el choque de dos autobuses en Lima, informó la policía el lunes."
    (incident,) = resolve(text, ("hombres", "2", "killed"), ("mujeres", "2", "killed")).incidents
    assert incident.totals["killed"].low == 4


@pytest.mark.parametrize(
    ("told", "doubted"),
    [
        ("Hay tres detenidos", True),
        ("Tres personas fueron detenidas", True),
        ("Tres personas fueron detenidas y golpeadas", False),
        ("Tres pasajeros sobrevivieron", True),
        ("Fueron rescatadas tres personas heridas", False),
        ("Bomberos rescataron a tres personas con quemaduras", False),
        ("Tres personas fueron rescatadas y trasladadas al hospital", False),
    ],
)
def test_spanish_people_arrested_or_rescued_are_not_injured(told: str, *, doubted: bool) -> None:
    text = f"Un choque de autobuses dejó 18 muertos en Nazca. {told}, informó la Fiscalía de la región."
    victims = [wire_group("muertos", "18", 1), wire_group("personas", "3", 2, outcome="injured")]
    wire = wire_incident(type="transport accident", victims=victims)
    incidents = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert ("outcome_conflict" in [one.code for one in check_incidents(incidents, facts_of(text))]) is doubted


def test_spanish_ages_and_families_tell_people_apart() -> None:
    text = "Una mujer de 34 años murió en Lima. Un hombre de 45 años falleció en el hospital, informó la policía."
    wire = wire_incident(
        type="transport accident",
        victims=[wire_group("mujer de 34 años", "1", 1), wire_group("hombre de 45 años", "1", 2)],
    )
    (incident,) = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert incident.totals["killed"].low == 2


def test_somebody_of_whom_others_speak_does_not_speak() -> None:
    text = "Murió Pedro Ruiz, informó la Fiscalía de Veracruz. El crimen ocurrió el lunes en la ciudad de Xalapa."
    wire = wire_incident(
        type="murder", victims=[{"name": "Pedro Ruiz", "count": "1", "outcome": "killed", "cite": [1]}]
    )
    incidents = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents
    assert "victim_speaks" not in [one.code for one in check_incidents(incidents, facts_of(text))]


def test_spanish_animals_are_no_people() -> None:
    assert "victim_not_people" in codes(SPANISH, ("cabras", "40", "killed"))


def test_nothing_is_added_up_in_a_language_without_rules() -> None:
    (incident,) = resolve(FRENCH, ("morts", "18", "killed"), ("blessés", "65", "killed")).incidents
    assert {outcome: total.low for outcome, total in incident.totals.items()} == {"killed": 18}
    (incident,) = resolve(FRENCH, ("morts", "18", "killed"), ("blessés", "65", "injured")).incidents
    assert {outcome: total.low for outcome, total in incident.totals.items()} == {"killed": 18, "injured": 65}


def test_nothing_is_doubted_in_a_language_without_rules() -> None:
    assert codes(FRENCH, ("morts", "18", "killed"), ("blessés", "65", "killed")) == []


GERMAN = (
    "Bei dem Unglück nahe Leipzig starben am Samstagmorgen mindestens fünf Menschen, 1.200 flohen, wie die Polizei im "
    "November 2026 sagte."
)


def test_number_words_of_other_languages_hold_counts() -> None:
    resolved = resolve(GERMAN, ("Menschen", "5+", "killed"), ("Menschen", "1200", "displaced"))
    first, second = (victim.count for victim in resolved.incidents[0].victims)
    assert first is not None
    assert second is not None
    assert (first.low, first.high, first.qualifier, first.text) == (5, None, "at_least", "fünf")
    assert (second.low, second.text) == (1200, "1.200")
    assert not [one for one in resolved.findings if one.field.endswith(".count")]


def test_a_date_in_another_language_is_not_replaced() -> None:
    wire = wire_incident(type="transport accident", date={"text": "Samstagmorgen", "cite": [1]})
    resolved = resolve_answer([wire], article_from_text(GERMAN), facts_of(GERMAN))
    assert resolved.incidents[0].date is not None
    assert resolved.incidents[0].date.text == "Samstagmorgen"
    assert "date_filled" not in [one.code for one in resolved.findings]


def test_injured_and_animals_are_not_summed_among_the_killed() -> None:
    (incident,) = resolve(
        SPANISH, ("muertos", "18", "killed"), ("heridos", "65", "killed"), ("cabras", "40", "killed")
    ).incidents
    assert {outcome: (total.low, total.high) for outcome, total in incident.totals.items()} == {
        "killed": (18, 18),
        "injured": (65, 65),
    }


@pytest.mark.parametrize(
    ("text", "count", "code"),
    [
        ("Шесть человек погибли при взрыве газа в жилом доме в воскресенье, сообщили в МЧС.", "6", "count_unread"),
        ("河南省平顶山市一煤矿21日凌晨发生瓦斯爆炸,造成8人遇难、5人受伤。事故原因正在调查中。", "8", None),
        (GERMAN, "7", "unsupported_count"),
    ],
)
def test_a_number_is_not_doubted_for_words_that_nobody_reads(text: str, count: str, code: str | None) -> None:
    found = [one for one in resolve(text, ("people", count, "killed")).findings if one.field.endswith(".count")]
    assert [one.code for one in found] == ([code] if code else [])


def test_a_number_is_not_counted_again_for_people_whom_the_article_does_not_name() -> None:
    french = "Quatorze personnes ont été tuées et une trentaine blessées mardi dans un accident, a annoncé la police."
    (told,) = resolve(french, ("personnes", "14", "killed"), ("trenteaine", "14", "injured")).incidents
    assert {outcome: total.low for outcome, total in told.totals.items()} == {"killed": 14}
    (told,) = resolve(french, ("personnes", "14", "killed"), ("personnes", "14", "injured")).incidents
    assert set(told.totals) == {"killed", "injured"}


def test_sport_is_no_incident_in_a_language_without_rules() -> None:
    german = "Zverev steht im Finale. Er wehrte im Halbfinale drei Matchbälle ab und litt an einer Verletzung am Bein."
    assert codes(german, ("Zverev", None, "injured")) == ["incident_unsupported"]
    assert resolve(german, ("Zverev", None, "injured")).incidents[0].totals == {}


def test_spanish_people_among_others_are_not_added() -> None:
    spanish = "Al menos 18 personas murieron el jueves al chocar dos autobuses. Entre los fallecidos hay tres niños."
    victims = [wire_group("personas", "18+", 1), wire_group("niños", "3", 2)]
    wire = wire_incident(type="transport accident", victims=victims)
    (told,) = resolve_answer([wire], article_from_text(spanish), facts_of(spanish)).incidents
    assert {outcome: (total.low, total.high) for outcome, total in told.totals.items()} == {"killed": (18, None)}


@pytest.mark.parametrize(
    ("text", "group", "count", "told"),
    [
        (
            "Ein Dutzend Menschen wurde nach Angaben der Polizei bei der Explosion in der Stadt verletzt.",
            "Menschen",
            "12",
            "Ein Dutzend",
        ),
        (
            "Une vingtaine de personnes ont été blessées jeudi soir à Marseille, a annoncé le parquet.",
            "personnes",
            "~20",
            "Une vingtaine",
        ),
        (
            "Nach Angaben der Regierung gelten 40 bis 50 Personen in der Provinz als vermisst.",
            "Personen",
            "40-50",
            "40 bis 50",
        ),
        (
            "En Lyon, « C'était horrible », a dit un témoin à la radio. Three people were killed, the police said.",
            "people",
            "3",
            "Three",
        ),
    ],
)
def test_numbers_of_other_languages_hold_counts_of_many_kinds(text: str, group: str, count: str, told: str) -> None:
    wire = wire_incident(victims=[wire_group(group, count, len(facts_of(text).sentences), outcome="injured")])
    resolved = resolve_answer([wire], article_from_text(text), facts_of(text))
    (victim,) = resolved.incidents[0].victims
    assert victim.count is not None
    assert [(item.text, item.status) for item in victim.count.evidence] == [(told, "exact")]
    assert not [one for one in resolved.findings if one.field.endswith(".count")]


def test_several_are_not_the_number_beside_them() -> None:
    text = (
        "Bei der Explosion waren 21 Gläubige getötet worden, mehrere Dutzend wurden nach Angaben der Polizei verletzt."
    )
    (incident,) = resolve(text, ("Gläubige", "21", "killed"), ("Gläubige", "several", "injured")).incidents
    second = incident.victims[1].count
    assert second is not None
    assert (second.low, second.high, second.text) == (2, None, "Gläubige")


def test_an_inflected_country_keeps_its_name_and_code() -> None:
    text = "В результате взрыва газа в жилом доме погибли 14 человек, сообщили в МЧС России. Спасатели ищут людей."
    wire = wire_incident(country="Россия", victims=[wire_group("человек", "14", 1)])
    place = resolve_answer([wire], article_from_text(text), facts_of(text)).incidents[0].place
    assert (place.country, place.country_code) == ("Россия", "RU")
