import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.kinds import (
    _STEMS,
    _WORDS,
    dies_naturally,
    dies_unharmed,
    heads_review,
    heads_sport,
    is_play,
    list_told,
    tells_of,
    tells_of_computers,
)
from summarizer.schemas.types import TYPE_NAMES


def test_any_text_may_tell_of_a_type_without_words() -> None:
    assert tells_of("space invasion", "It rained.")


def test_every_type_has_words() -> None:
    assert {*TYPE_NAMES} == {*_WORDS}


def test_each_kind_is_told_by_its_example_alone() -> None:
    for kind, row in _WORDS.items():
        assert tells_of(kind, row.example.upper())
        assert not tells_of(kind, row.counterexample)


def test_each_stem_of_other_languages_is_told_by_its_example_alone() -> None:
    for kinds, row in _STEMS:
        assert kinds <= _WORDS.keys()
        for kind in kinds:
            assert tells_of(kind, row.example, is_english=False)
            assert tells_of(kind, row.example.title(), is_english=False)
        assert not re.search(row.pattern, row.counterexample, re.IGNORECASE)
    assert {kind for kinds, _ in _STEMS for kind in kinds} == _WORDS.keys()


def test_rows_stand_in_small_letters_as_what_they_are_looked_for_in_does() -> None:
    for row in (*_WORDS.values(), *(row for _, row in _STEMS)):
        plain = re.sub(r"\\.", "", row.pattern)
        assert plain == plain.lower()
        assert "(?i" not in plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PC Hart, who was mourned, was killed by a van on the A1.", "transport accident"),
        ("Five died in a road mishap.", "transport accident"),
        ("The boat turned turtle.", "transport accident"),
        ("A shell hit their position.", "shelling"),
        ("One fisherman was hurt in firing by the navy.", "shooting"),
        ("The two sides traded fire.", "armed clash"),
        ("Gunmen bundled him into a car.", "kidnapping"),
        ("Armed men carted away valuables.", "robbery"),
        ("A boiler went off.", "explosion"),
        ("The minor was defiled.", "sexual violence"),
        ("A cloudburst hit Chositi.", "flood"),
        ("A farmer was macheted by two men.", "murder"),
        ("A dharna was staged.", "protest"),
    ],
)
def test_kinds_are_told_in_the_words_of_many_countries(text: str, told: str) -> None:
    assert tells_of(told, text)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("Choque de autobuses deja 18 muertos en Nazca.", "transport accident", "airstrike"),
        ("Un glissement de terrain a fait 26 morts à Dschang.", "landslide", "earthquake"),
        ("Colisão entre carreta e van mata 12 na BR-116.", "transport accident", "shooting"),
        ("Drei Tote bei Busunglück in Bayern.", "transport accident", "flood"),
        ("Mehrere Verletzte bei Massenkarambolage auf der A7.", "transport accident", "flood"),
        ("Três morrem em naufrágio na Baía de Guanabara.", "transport accident", "flood"),
        ("Homicídio em Lisboa.", "murder", "flood"),
        ("Ein Mann wurde in Köln niedergestochen.", "stabbing", "flood"),
        ("Agguato a Napoli.", "shooting", "flood"),
        ("È scoppiata una bombola a Bari.", "explosion", "earthquake"),
        ("Una vera e propria esecuzione a Bari.", "murder", "earthquake"),
        ("Ein Erdrutsch hat in Brienz drei Häuser verschüttet.", "landslide", "bombing"),
        ("Pullman esce di strada sulla A16, due morti.", "transport accident", "flood"),
        ("Un avion s'est écrasé à Lyon.", "transport accident", "airstrike"),
        ("Un huayco arrasó casas en Chosica.", "landslide", "earthquake"),
        ("Una mazamorra destruyó 15 viviendas en Palca.", "landslide", "shooting"),
        ("Rescatan un cayuco con 121 personas.", "transport accident", "shooting"),
        ("Trifulca en el penal.", "riot", "flood"),
        ("Un joven derrapó en su motocicleta.", "transport accident", "shooting"),
        ("Un hombre fue acribillado en Culiacán.", "shooting", "bombing"),
        ("In Köln ist ein Haus in sich zusammengefallen.", "building collapse", "earthquake"),
        ("Due operai travolti da un treno.", "transport accident", "shooting"),
        ("Helicóptero cai em Ilhabela.", "transport accident", "shooting"),
        ("Brücke stürzt in Dresden ein.", "building collapse", "earthquake"),
        ("Un policier a ouvert le feu sur un automobiliste.", "shooting", "flood"),
        ("Un portonazo en Maipú dejó un herido.", "robbery", "fire"),
        ("Doce personas fueron privadas de la libertad en Sinaloa.", "kidnapping", "flood"),
        ("Un huaico cayó sobre Canchaque.", "flood", "fire"),
        ("Hallan una fosa clandestina en Jalisco.", "murder", "flood"),
    ],
)
def test_stems_tell_of_some_types_and_not_of_others(text: str, told: str, untold: str) -> None:
    assert tells_of(told, text, is_english=False)
    assert not tells_of(untold, text, is_english=False)
    assert told in list_told(text, is_english=False)
    assert untold not in list_told(text, is_english=False)


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("Five soldiers were killed by a car bomb.", "transport accident"),
        ("Guards lost control of the prison.", "transport accident"),
        ("The train went off the rails.", "explosion"),
        ("The fire alarm went off.", "explosion"),
        ("Wards were overflowing with patients.", "flood"),
        ("Thieves carted away cables.", "kidnapping"),
        ("Sappers neutralised a device.", "armed clash"),
        ("Somebody hacked the server.", "murder"),
    ],
)
def test_other_senses_of_a_word_tell_of_no_type(text: str, untold: str) -> None:
    assert not tells_of(untold, text)


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("È scoppiato un incendio in un palazzo.", "explosion"),
        ("Scoppia una maxi rissa in centro.", "explosion"),
        ("Eseguita dai carabinieri un'ordinanza in esecuzione del decreto.", "murder"),
        ("Il clima si è raffreddato.", "shooting"),
        ("Die Segler sind in See gestochen.", "stabbing"),
        ("Die Amokfahrt dauerte eine Minute.", "shooting"),
        ("Amanhã há pancadas de chuva.", "riot"),
        ("El presidente fue derrocado.", "building collapse"),
        ("Pasta con aglio e peperoncino.", "chemical attack"),
    ],
)
def test_other_senses_of_a_stem_tell_of_no_type(text: str, untold: str) -> None:
    assert not tells_of(untold, text, is_english=False)


@pytest.mark.parametrize("text", ["Friday's blast at a mosque killed 33.", "A landmine killed three children."])
def test_a_bombing_is_told_by_its_blast_or_mine(text: str) -> None:
    assert tells_of("bombing", text)


@pytest.mark.parametrize(
    "text",
    [
        "LPG tank blast rips through eatery; the owner may face charges.",
        "The blast came after a gas leak in the kitchen.",
        "A boiler blast killed two at the mill.",
    ],
)
def test_a_blast_of_gas_or_a_boiler_is_no_bombing(text: str) -> None:
    assert not tells_of("bombing", text)
    assert tells_of("explosion", text)
    assert tells_of("bombing", f"{text} Police found parts of a bomb.")
    assert tells_of("bombing", f"{text} Militants claimed responsibility.")


@pytest.mark.parametrize("kind", ["bombing", "explosion"])
def test_a_bomb_cyclone_is_no_bomb(kind: str) -> None:
    assert not tells_of(kind, "A bomb cyclone slammed into the coast; it was a bombshell.")
    assert tells_of(kind, "Bombs fell before the cyclone")


@pytest.mark.parametrize(
    "text",
    [
        "A bus fell into a 200-metre gorge",
        "A bus carrying pilgrims fell from a bridge",
        "A car falls off the road",
        "An SUV ploughed into a wall",
        "A pickup flipped",
    ],
)
def test_a_vehicle_that_falls_is_an_accident(text: str) -> None:
    assert tells_of("transport accident", text)
    assert not tells_of("transport accident", "Shares fell into a bear market")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("stabbing", "He was hacked to death"),
        ("stabbing", "attacked with a sharp weapon"),
        ("shooting", "A drive-by in Dayton"),
        ("industrial accident", "Three died in a septic tank"),
        ("armed clash", "an encounter with security forces"),
        ("arson", "The office was firebombed"),
    ],
)
def test_words_of_the_worlds_newsrooms_tell_of_kinds(kind: str, text: str) -> None:
    assert tells_of(kind, text)


def test_play_is_told_from_what_happens_at_a_game() -> None:
    told = "The striker scored a goal in the match"
    assert is_play(told)
    assert not is_play(f"{told}, and police arrested two")
    assert is_play(f"{told}, and two supporters were arrested")
    assert is_play(f"{told}. Fans quarrelled, but police made no arrests")
    assert not is_play(f"{told}. Police made no statement, but two were taken to hospital")
    assert is_play("Rangers' second-half blitz left the keeper for dead; four were booked")
    assert is_play("Palace 4-1 Rovers: a second-half massacre, and two of City limped off injured")
    assert not is_play("The match was off")
    match = "Bulls lost in the second half; the coach saw a derby of penalties, scrums and tries this season"
    assert not is_play(f"{match}, and police arrested two for murder")
    assert is_play(f"{match}, and a flanker was taken to hospital in an ambulance")
    assert not is_play(f"{match}, and a fan died in hospital")
    assert not is_play("The coach lost the derby this season and spoke of murder")


def test_a_place_of_showing_is_no_more_than_one_word_of_fiction() -> None:
    assert is_play("A film in which forty people drown; every scene bleeds. In cinemas and theatres from Friday")
    assert is_play("FILM OF THE WEEK The Last Crossing (15) **** In the first scene of the film forty people drown")
    assert not is_play("A bomb went off in a cinema as the audience watched a film in its theatre")
    film = "The film's director and an actress were among the dead"
    assert is_play(film)
    assert not is_play(film, has_dated_harm=True)
    assert is_play("The striker scored a goal in the match", has_dated_harm=True)


def test_a_text_full_of_markets_has_figures_of_speech() -> None:
    rout = "A trader called it a massacre: bulls were ambushed, three people wounded, as brokers, analysts and "
    rout += "investors on the Metal Exchange and Wall Street saw commodities, equities and futures fall."
    assert is_play(rout)
    assert not is_play(rout, has_dated_toll=True)
    assert not is_play(f"{rout} Crude rose after drones hit a refinery.")
    assert not is_play("A trader called it a massacre: three people wounded on the Metal Exchange, said brokers.")


def test_play_is_fiction_and_exercise_too() -> None:
    assert is_play("The war film opens on Friday. The bombing is the best scene of the year: three stars")
    assert not is_play("A film crew was shot at; the actor and the director were taken to hospital")
    assert is_play("FACT CHECK: No, a bomb did not go off at the museum. Police made no arrests")
    assert not is_play("FACT CHECK: Yes, a bomb killed 12 people at the museum")
    assert not is_play("A strike killed 500, officials said. The army said the claim is false")
    assert not is_play("A bomb killed two. Police said that reports of a second one were false")
    assert is_play("Police held a shooter drill: officers fired blanks while pupils practised hiding")
    assert not is_play("A drill was under way when a man shot two officers")
    match = "En el partido, el portero y el entrenador del Palmar vieron un gol"
    assert is_play(match, is_english=False)
    assert not is_play(f"{match}. Un futbolista murió tras caerle un rayo.", is_english=False)
    assert not is_play(f"{match}. Una balacera dejó tres heridos.", is_english=False)
    final = "El Cerrillos mata la final en la muerte súbita: aguantó el bombardeo y ganó en los penaltis la copa."
    assert is_play(final, is_english=False)
    assert not is_play(f"{final} Dos hinchas hallaron la muerte.", is_english=False)
    rout = f"{final} El portero vio tres goles y dos remates; en la prórroga, un cabezazo dejó tres heridos en la liga."
    assert is_play(rout, is_english=False)
    derby = (
        "Masacre en el clásico: el golero quedó como rehén entre dos zagueros, el goleador fusiló de tiro libre y los "
        "hinchas vieron cuatro goles. En el entretiempo el entrenador calló; en la cancha, un remate y un contragolpe "
        "acabaron el partido. Murió la liga. El Ministerio desplegó 850 policías."
    )
    assert is_play(derby, is_english=False)
    assert not is_play(derby, is_english=False, has_dated_toll=True)
    riot = "En el clásico, dos hinchas murieron en la cancha; el árbitro paró el partido y la policía disparó."
    assert not is_play(f"{riot} Goles del torneo: ninguno.", is_english=False)
    drill = "Bei der Großübung waren 40 Menschen sofort tot. Geprobt wurde mit 120 Statisten."
    assert is_play(drill, is_english=False)
    assert not is_play("Bei der Übung starben 40 Menschen, darunter Statisten.", is_english=False)
    assert is_play(
        "Vierzig Tote: Das Blut war Schminke, Puppen lagen im Gleis, geübt wurde im Tunnel.", is_english=False
    )
    assert is_play("By noon there were 1400 dead. It was the biggest drill and exercise so far: the dead were students")
    assert not is_play(
        "By noon there were 1400 dead, a day after a drill and an exercise. Some of the dead had families"
    )
    assert not is_play("A helicopter crashed in a simulated attack, a part of the exercises and drills of the week")


@pytest.mark.parametrize(
    "text",
    [
        "Zverev steht im Finale: Der Spanier wehrte im Halbfinale drei Matchbälle ab, das Endspiel ist am Sonntag.",
        "El delantero marcó dos goles en el partido y el portero paró un penalti.",
        "L'attaquant a marqué deux buts en championnat, le gardien était battu, a dit l'entraîneur.",
    ],
)
def test_sport_is_told_in_other_languages(text: str) -> None:
    assert is_play(text, is_english=False)
    assert not is_play(f"{text} Die Polizei, la police, la policía.", is_english=False)


def test_the_minutes_and_the_score_of_a_match_are_words_of_sport() -> None:
    match = "Lucera-Anzio 3-1: l'assalto al 14', la doppietta al 38' e al 49', rigore e contropiede, il bomber esulta."
    assert is_play(match, is_english=False)
    hurt = f"{match} Un difensore è in ospedale dopo un'ammonizione, l'allenatore tace in panchina."
    assert is_play(hurt, is_english=False)
    assert not is_play("All'ospedale al 14' di cammino dallo stadio: due feriti per un petardo, 3-1", is_english=False)


def test_a_page_of_sport_needs_fewer_words_of_it() -> None:
    match = (
        "El entrenador vio un gol de penalti y dos goles en el partido de fútbol; la amarilla, al borde de la muerte. "
        "La policía dijo que todo fue tranquilo."
    )
    assert not is_play(match, is_english=False)
    assert is_play(match, is_english=False, is_of_sports_desk=True)
    assert not is_play(match, is_english=False, is_of_sports_desk=True, has_dated_toll=True)
    assert heads_sport("Deportes · LaLiga Hypermotion")
    assert not heads_sport("El Ministerio de Deportes investiga la muerte de dos jugadores en un partido de fútbol")


def test_a_death_by_illness_is_told_from_others() -> None:
    assert dies_naturally("He died on Tuesday at his home in Nashville of heart failure, his daughter said")
    assert dies_naturally("She died peacefully in her sleep")
    assert not dies_naturally("He died of gunshot wounds; his father had cancer")


def test_a_death_without_force_is_told_from_a_killing() -> None:
    assert dies_unharmed("Mob boss dies in prison. He had been convicted of a conspiracy.")
    assert dies_unharmed("The head of the clan hanged himself in his cell, hours after his arrest.")
    assert dies_unharmed("The former minister died in jail of a heart attack.")
    assert not dies_unharmed("An inmate was stabbed and died in prison.")
    assert not dies_unharmed("He died in custody after an officer knelt on his neck.")
    assert not dies_unharmed("The jury convicted him in the death of a woman; he is in prison.")
    assert not dies_unharmed("Two teenagers were found in an alley, both dead.")


def test_an_attack_on_computers_is_told_from_one_on_people() -> None:
    assert tells_of_computers("Hackers attacked the hospital's network")
    assert not tells_of_computers("Hackers attacked while gunmen shot two")
    assert not tells_of_computers("Gunmen attacked the hospital")


@given(st.text(max_size=100))
def test_no_text_makes_it_raise(text: str) -> None:
    is_play(text)
    tells_of("other", text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least 31 people died and 14 are missing after a ferry collided with a barge.",
            ["transport accident", "other"],
        ),
        ("Cholera has killed 23 people.", ["disease outbreak", "other"]),
        ("Nineteen villagers died.", ["other"]),
        ("Thirty-one people were pulled from the water off the island.", ["other"]),
        ("Water rose to the roofs of the village in minutes.", ["flood", "other"]),
    ],
)
def test_words_that_any_death_has_tell_of_no_type(text: str, told: list[str]) -> None:
    assert [*list_told(text)] == told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Review: The Boathouse\n\nA vicar is murdered in this thriller. Police Inspector Crake has two scenes.", True),
        ("Review: police failed a victim\n\nThe author of the report found that officers ignored calls.", False),
        (
            "Nifty crashes\n\nInvestors sold shares and stocks; equities, yields and bonds fell. Traders were killed.",
            True,
        ),
        ("Shares fall\n\nInvestors sold stocks and bonds, analysts said, as a bomb killed six people in Lima.", False),
    ],
)
def test_reviews_and_markets_are_play(text: str, *, is_told: bool) -> None:
    assert is_play(text) is is_told


def test_the_death_of_a_star_is_nobody_s() -> None:
    text = (
        "Astronomers saw a star explode, light years away. A telescope found the supernova, in a spiral galaxy, in May."
    )
    assert is_play(text)
    assert not is_play(f"{text} Police said that a guard was killed.")
    assert not is_play(f"{text} A meteor hurt twelve.")
    assert not is_play(text.replace("supernova, in a spiral galaxy", "blast"))


@pytest.mark.parametrize(
    "line",
    [
        *("Books | Fiction in brief", "Film review: The Last Crossing", "TV review", "Critique ciné"),
        *("CRÍTICA DE LIBROS / NOVELA NEGRA", "Kultur – Filmkritik", "Buchkritik: Der letzte Zug"),
    ],
)
def test_lines_over_reviews(line: str) -> None:
    assert heads_review(line)


@pytest.mark.parametrize(
    "line",
    [
        *("Film review board attacked", "The deaths are reviewed by a judge", "Reviewed by Ann Lee", "film reviewers"),
        *("Un critique littéraire assassiné", "She wrote poems, book reviews, and essays.", "A film review: shot."),
        *("Mortes em Recife: resenha, como é chamada a festa, acabou em tiroteio", f"{'x' * 80} | Book review"),
    ],
)
def test_lines_that_only_speak_of_reviews(line: str) -> None:
    assert not heads_review(line)
