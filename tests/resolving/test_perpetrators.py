"""Perpetrators who are the dead, the wounded and the witnesses of the same deed."""

from datetime import date
from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_group as group
from fakes import wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import resolve_answer
from summarizer.resolving.perpetrators import drop_innocent
from summarizer.schemas.wire import WireIncident

SCHOOL = (
    "A 16-year-old opened fire in the cafeteria on Friday, killing two students. "
    "The dead were identified as Emily Carter, 15, and Marcus Bell, 17. "
    "The teacher who tackled him, Greg Novak, 42, was not hurt."
)


def accused(name: str, *cite: int, **changes: Any) -> WireIncident:
    entry = {"name": name, "kind": "individual", "cite": list(cite), **changes}
    return wire_incident(type="shooting", perpetrators=[entry])


def is_left_out(text: str, incident: WireIncident) -> bool:
    (kept,), findings = drop_innocent([incident], facts_of(text))
    assert len(kept.perpetrators) == 1 - len(findings)
    return not kept.perpetrators


@pytest.mark.parametrize("end", ["did not survive", "succumbed to his wounds", "gave a statement"])
def test_who_did_not_survive_is_no_perpetrator(end: str) -> None:
    text = f"Shots were fired in Toledo. Police confirmed that Tyrell Maddox, who had been on life support, {end}."
    assert is_left_out(text, accused("Tyrell Maddox", 2)) is (end != "gave a statement")


@pytest.mark.parametrize(("name", "sentence"), [("Emily Carter", 2), ("Marcus Bell", 2), ("Greg Novak", 3)])
def test_who_suffered_is_no_perpetrator(name: str, sentence: int) -> None:
    article = article_from_text(SCHOOL, published=date(2026, 11, 20))
    resolved = resolve_answer([accused(name, sentence)], article, facts_of(SCHOOL))
    assert resolved.incidents[0].perpetrators == ()
    (finding,) = [one for one in resolved.findings if one.code == "perpetrator_suffered"]
    assert finding.field == "incidents[0].perpetrators"
    assert name in finding.message
    assert [item.text for item in finding.evidence] == [name]


@pytest.mark.parametrize(
    "more",
    [
        "Police had called Bell the gunman.",
        "Marcus Bell was arrested.",
        "Bell shot Carter, her mother said.",
        "A note by Bell spoke of suicide.",
        "Bell was killed in a shootout.",
        "Bell was shot by officers.",
        "Bell faces two counts of murder.",
        "Police said Bell was wanted in Ohio.",
        "Friends said Bell wanted to kill.",
    ],
)
def test_an_attacker_who_died_stays(more: str) -> None:
    assert is_left_out(SCHOOL, accused("Marcus Bell", 2))
    assert not is_left_out(f"{SCHOOL} {more}", accused("Marcus Bell", 2))


def test_who_wanted_to_build_bridges_is_no_wanted_man() -> None:
    text = "Marcus Bell was shot dead in the park. Marcus Bell's mother said that her son wanted to build bridges."
    assert is_left_out(text, accused("Marcus Bell", 1))


@pytest.mark.parametrize("end", ["was taken to a hospital", "had fired at officers"])
def test_an_unidentified_male_who_was_shot_is_no_perpetrator(end: str) -> None:
    text = f"An unidentified male was shot in the leg in a car park. The unidentified male {end}."
    assert is_left_out(text, accused("unidentified male", 1)) is (end != "had fired at officers")


def test_words_for_somebody_are_looked_for_whole() -> None:
    text = "A 24-year-old man was wounded in the leg. Another man was arrested."
    incident = accused("24-year-old man", 1)
    victim = group("24-year-old man", "1", 1, outcome="injured")
    assert is_left_out(text, incident.model_copy(update={"victims": [victim]}))


def test_who_is_meant_where_the_name_is_not_whole() -> None:
    text = "Marcus Hill Jr. was shot in the leg. Police said more. Hill was charged with murder."
    assert not is_left_out(text, accused("Marcus Hill Jr.", 1))
    assert is_left_out(text.replace("Hill was charged", "Lopez was charged"), accused("Marcus Hill Jr.", 1))


def test_where_the_sentences_cited_tell_of_a_deed_the_name_stays() -> None:
    assert not is_left_out(SCHOOL, accused("Marcus Bell", 1, 2))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The dead were a porter and two guards.", "porter"),
        ("La muerta es Emily Carter, dijo la policía del lugar en la noche del viernes.", "Emily Carter"),
        ("Emily Carter came at noon.", "Emily Carter"),
    ],
)
def test_who_is_not_told_of_as_a_victim_stays(text: str, name: str) -> None:
    assert not is_left_out(text, accused(name, 1))


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Eva Hill, 1, was killed by her father, Max Hill. Hill killed himself on Thursday.", True),
        ("Eva Hill died after she was shot by her father, Max Hill. Hill killed himself on Thursday.", True),
        ("Eva Hill died after she shot Max Hill. Hill killed himself on Thursday.", False),
        ("Eva Hill was killed. Eva Hill fired at an officer. Max Hill killed himself.", False),
    ],
)
def test_a_child_of_the_attacker_s_name_is_no_attacker(text: str, *, out: bool) -> None:
    entries = [{"name": name, "kind": "individual", "cite": [1]} for name in ("Eva Hill", "Max Hill")]
    victims = [wire_person("Eva Hill", 1)]
    (kept,), _ = drop_innocent([wire_incident(type="shooting", perpetrators=entries, victims=victims)], facts_of(text))
    assert [one.name for one in kept.perpetrators] == (["Max Hill"] if out else ["Eva Hill", "Max Hill"])


@pytest.mark.parametrize(("by", "out"), [("her father", True), ("a neighbor", False)])
def test_whom_kin_killed_is_no_attacker(by: str, *, out: bool) -> None:
    text = f"Eva Hill, 1, was killed by {by}. Hill killed himself on Thursday."
    wire = wire_incident(
        type="shooting",
        perpetrators=[{"name": "Eva Hill", "kind": "individual", "cite": [1]}],
        victims=[wire_person("Eva Hill", 1)],
    )
    assert is_left_out(text, wire) is out


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Two officers were hurt. Cpl. Max Hines said the gunman fled when they came upon the suspect.", True),
        ("Max Hines, a student's father, told Channel 4 that men opened fire. Hines said that it was loud.", True),
        ("The clerk's father, Max Hines, said that it was loud.", True),
        ("Mayor Max Hines condemned the attack.", True),
        ("Cpl. Max Hines said the attacker was held by staff. He was taken to hospital under guard.", True),
        ('Cpl. Max Hines said that it was loud. "We see no motive yet," Cpl. Hines said.', True),
        ("President Max Hines strongly condemned the attack.", True),
        ("Prime Minister Max Hines expressed grief over the loss of lives.", True),
        ("Governor Max Hines declared three days of mourning.", True),
        ("Minister Max Hines ordered an inquiry.", True),
        ("Minister Max Hines ordered an attack on the town.", False),
        ("Max Hines said he shot the guard.", False),
        ("Max Hines said that it was loud.", False),
        ("Officer Max Hines, arrested on Monday, told police that it was loud.", False),
        ("Officer Max Hines, accused of shooting a guard, said it was loud.", False),
        ("Captain Max Hines said that his men had shot the guards.", False),
        ("Officer Max Hines said that it was loud, and opened fire.", False),
        ("Max Hines, 38, said nothing when officers surrounded him.", False),
        ("Max Hines told the court that he was innocent.", False),
        ("The hijacker, Max Hines, said that the world should look at the valley.", False),
        ("Max Hines said it was loud. Hines was arrested on Monday.", False),
        ("Max Hines said it was loud. The gunman fired on Hines.", False),
    ],
)
def test_who_only_speaks_of_it_is_no_perpetrator(text: str, *, out: bool) -> None:
    cite = [one.number for one in facts_of(text).sentences if "Max Hines" in one.text]
    assert is_left_out(text, accused("Max Hines", *cite)) is out
    if out:
        article = article_from_text(text, published=date(2026, 11, 20))
        resolved = resolve_answer([accused("Max Hines", *cite)], article, facts_of(text))
        assert "perpetrator_speaks" in [one.code for one in resolved.findings]


@pytest.mark.parametrize(
    ("text", "out"),
    [
        (
            "El alcalde fue asesinado en Lima, confirmó el ministro del Interior, Luis Paz. Habrá justicia, dijo Paz.",
            True,
        ),
        ("Dos hombres murieron en Lima el lunes. El coronel Luis Paz indicó que huyeron.", True),
        ("El coronel Luis Paz indicó que sus hombres mataron a los dos campesinos el lunes.", False),
        ("Dos hombres murieron en Lima, dijo el coronel Luis Paz. Paz fue detenido el lunes.", False),
        ("El coronel Luis Paz declaró que ordenó disparar contra los dos campesinos el lunes.", False),
        ("El alcalde Luis Paz declaró ante el juez que mató a su esposa el lunes en Lima.", False),
        ("El jefe de la banda, Luis Paz, dijo que los dos murieron en Lima el lunes.", False),
    ],
)
def test_officials_who_only_speak_in_spanish_are_no_perpetrators(text: str, *, out: bool) -> None:
    cite = [one.number for one in facts_of(text).sentences if "Luis Paz" in one.text]
    assert is_left_out(text, accused("Luis Paz", *cite)) is out


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("La causa comenzó por el crimen de Néstor Quiroga, a quien la banda cobraba.", True),
        ("Néstor Quiroga, el playero de 34 años asesinado de tres balazos, cobraba allí.", True),
        ("La causa comenzó por el crimen que cometió Néstor Quiroga.", False),
        ("Néstor Quiroga disparó. La causa comenzó por el crimen de Néstor Quiroga.", False),
        ("Por el crimen de Néstor Quiroga fue detenido un hombre.", False),
        ("El hombre fue identificado por sus familiares como Néstor Quiroga, de 34 años.", True),
        ("El hombre fue identificado por la policía como Néstor Quiroga, de 34 años.", False),
    ],
)
def test_who_was_killed_by_an_article_in_spanish_is_no_perpetrator(said: str, *, out: bool) -> None:
    text = f"Hombres armados dispararon contra una estación de servicio de la ciudad. {said}"
    (kept,), findings = drop_innocent([accused("Néstor Quiroga", 2)], facts_of(text))
    assert [one.code for one in findings] == ["perpetrator_suffered"] * out
    assert bool(kept.perpetrators) is not out


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Eva Hill was found with a chest wound at noon and taken to a hospital, where she died.", True),
        ("Eva Hill, 38, was knifed in the neck at noon.", True),
        ("Two were shot. One of them, later identified as 33-year-old Eva Hill, died. The suspect fled.", True),
        ("The man killed in the yard was identified as Eva Hill, 34.", True),
        ("Bo Hall, 35; Eva Hill, 34; and Jo Hunt, 26, died in the shooting.", True),
        ("Caught in the crossfire was 20-year-old Eva Hill of Reno.", True),
        ("Two men are dead. Police have identified the men as Bo Hall, 31, of Reno and Eva Hill, 18.", True),
        ("Two men fled. Police have identified the men as Bo Hall, 31, of Reno and Eva Hill, 18.", False),
        ("Police shot two men dead. Police have identified the men as Bo Hall, 31, of Reno and Eva Hill.", False),
        ("The man who was killed as he fired was identified as Eva Hill, 34.", False),
        ("La mujer fue identificada por sus familiares como Eva Hill, de 23 años, que vivía allí.", True),
        ("La mujer fue identificada como Eva Hill, de 23 años. Eva Hill disparó contra dos hombres.", False),
    ],
)
def test_who_is_one_of_the_dead_and_did_nothing_is_no_perpetrator(text: str, *, out: bool) -> None:
    sentences = facts_of(text).sentences
    cite = [one.number for one in sentences if "Hill" in one.text or "uspect" in one.text]
    wire = accused("Eva Hill", *cite).model_copy(update={"victims": [wire_person("Eva Hill", cite[0])]})
    assert is_left_out(text, wire) is out


def test_no_perpetrators_no_findings() -> None:
    assert drop_innocent([wire_incident()], facts_of(SCHOOL)) == ([wire_incident()], [])


@pytest.mark.parametrize(
    ("kind", "text", "cleared"),
    [
        ("hijacking", "The Indian navy on Thursday thwarted an attack on a tanker by pirates.", True),
        ("hijacking", "The Indian navy arrested 23 pirates on Thursday.", True),
        ("hijacking", "The Indian navy seized a trawler with its crew on Thursday.", False),
        ("hijacking", "Pirates fled the Indian navy after a thwarted attack.", False),
        ("armed attack", "The Indian navy on Thursday thwarted an attack on a tanker by pirates.", False),
    ],
)
def test_who_stopped_a_deed_of_others_is_no_perpetrator(kind: str, text: str, *, cleared: bool) -> None:
    wire = accused("Indian navy", 1).model_copy(update={"type": kind})
    (kept,), findings = drop_innocent([wire], facts_of(text))
    assert (not kept.perpetrators) is cleared
    assert [one.code for one in findings] == ["perpetrator_cleared"] * cleared


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ukrainian drones", 0),
        ("truck", 0),
        ("gas leak", 0),
        ("strong winds", 0),
        ("Israeli air strike", 0),
        ("740 rounds of ammunition", 0),
        ("strike team", 1),
        ("victims of the fire", 1),
        ("drone pilots", 1),
        ("Grey Wolves", 1),
        ("Arson", 0),
        ("Arson Brothers", 1),
    ],
)
def test_things_are_no_perpetrators(name: str, kept: int) -> None:
    text = f"Two were killed by {name} on Friday."
    article = article_from_text(text, published=date(2026, 11, 20))
    resolved = resolve_answer([accused(name, 1)], article, facts_of(text))
    assert len(resolved.incidents[0].perpetrators) == kept
    told = [one for one in resolved.findings if one.code == "perpetrator_not_people"]
    assert [name in one.message for one in told] == [True] * (1 - kept)
    assert drop_innocent([wire_incident()], facts_of(text)) == ([wire_incident()], [])


@pytest.mark.parametrize(
    ("text", "name", "cleared"),
    [
        ("A jury on Thursday cleared nurse Helen Marsh of murdering two patients.", "Helen Marsh", True),
        ("Helen Marsh, 41, was acquitted of the murder on Thursday.", "Helen Marsh", True),
        ("Jurors found Helen Marsh not guilty of murder.", "Helen Marsh", True),
        (
            "La Audiencia absolvió el martes a Manuel Ríos, acusado de matar a dos jóvenes de Sevilla.",
            "Manuel Ríos",
            True,
        ),
        ("Manuel Ríos fue absuelto de la muerte de los dos jóvenes de Sevilla.", "Manuel Ríos", True),
        ("Helen Marsh, 41, has been released with no further action.", "Helen Marsh", True),
        ("Helen Marsh was released without charge and arrested again.", "Helen Marsh", False),
        ("Helen Marsh has been released on bail, with no further action by the court.", "Helen Marsh", False),
        ("Helen Marsh was acquitted of murder and convicted of arson.", "Helen Marsh", False),
        ("A jury acquitted Ann Poe of helping Helen Marsh, who shot two.", "Helen Marsh", False),
        ("Helen Marsh was acquitted in May. In June the acquittal of Marsh was overturned.", "Helen Marsh", False),
        ("They cleared his friend, Helen Marsh, 64, of assisting in the murder.", "Helen Marsh", True),
        ("They cleared the room where Helen Marsh shot two of the patients.", "Helen Marsh", False),
        ("They cleared a path to Helen Marsh, who shot two patients.", "Helen Marsh", False),
        ("Police cleared the hall after Helen Marsh shot two patients.", "Helen Marsh", False),
        ("A jury heard that Helen Marsh shot two patients.", "Helen Marsh", False),
        ("The judge cleared the room before Helen Marsh, who shot two, spoke.", "Helen Marsh", False),
        ("A judge cleared Helen Marsh to stand trial for shooting two patients.", "Helen Marsh", False),
        ("A jury acquitted Helen Marsh's brother of helping her to shoot two.", "Helen Marsh", False),
        ("Helen Marsh was found not guilty by reason of insanity of shooting two.", "Helen Marsh", False),
        ("Officer Helen Marsh was cleared of wrongdoing for shooting two.", "Helen Marsh", False),
        ("Helen Marsh, who shot two men, was cleared by the district attorney.", "Helen Marsh", False),
        ("Helen Marsh, who was free, was cleared by a military court.", "Helen Marsh", True),
        ("Two were shot. Helen Marsh, 34, was questioned but has not been named as a suspect.", "Helen Marsh", True),
        ("Two were shot. Police questioned Helen Marsh, who is no longer considered a suspect.", "Helen Marsh", True),
        ("Two were shot. Helen Marsh was not a suspect until her prints were found.", "Helen Marsh", False),
        ("Two were shot. Helen Marsh is not the only suspect.", "Helen Marsh", False),
        ("Helen Marsh is not a suspect, police said. Marsh was arrested on Friday.", "Helen Marsh", False),
        ("Helen Marsh was cleared of an earlier murder. On Monday Marsh shot two men.", "Helen Marsh", False),
    ],
)
def test_who_was_cleared_by_a_court_is_left_out(text: str, name: str, cleared: bool) -> None:
    resolved = resolve_answer([accused(name, 1)], article_from_text(text), facts_of(text))
    assert (not resolved.incidents[0].perpetrators) is cleared
    assert ("perpetrator_cleared" in {one.code for one in resolved.findings}) is cleared


@pytest.mark.parametrize(("said", "status"), [("acquitted", "cleared"), ("sued", "accused")])
def test_an_organization_that_was_cleared_is_called_so(said: str, status: str) -> None:
    text = f"Blackrock Mining was {said} over the shooting of two strikers."
    entry = {"name": "Blackrock Mining", "kind": "organization", "status": "accused", "cite": [1]}
    wire = wire_incident(type="shooting", perpetrators=[entry])
    (incident,) = (resolved := resolve_answer([wire], article_from_text(text), facts_of(text))).incidents
    assert [one.status for one in incident.perpetrators] == [status]
    assert ("status_corrected" in {one.code for one in resolved.findings}) is (status == "cleared")


DIED = "Omar Diaz, 31, of Sparks, died on Monday."


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (f"Two died in shootings. {DIED}", True),
        ("Police are looking for a suspect in the death of Omar Diaz, who was shot on Monday.", True),
        (f"Omar Diaz was stabbed. Police arrested Luis Vega, who is charged with murder. {DIED}", True),
        ("Luis Vega was sentenced for the murder of Omar Diaz. Diaz was stabbed in his kitchen.", True),
        ("Omar Diaz was killed. The suspect, Luis Vega, shot Diaz in the head.", True),
        (f"Omar Diaz had shot a clerk and then himself. {DIED}", False),
        ("The gunman, Omar Diaz, was killed.", False),
        ("Omar Diaz, the suspect, was killed.", False),
        ("Omar Diaz, wanted for two murders, was found dead.", False),
        ("Police shot and killed Omar Diaz, who had opened fire.", False),
        ("Omar Diaz was killed by a clerk as he held up a shop.", False),
        (f"Omar Diaz walked in at nine. He shot three colleagues. {DIED}", False),
        ("Police named the dead as Luis Vega and Omar Diaz. Diaz had stabbed Vega.", False),
        ("The militants, led by Omar Diaz, stormed the post. Diaz was killed.", False),
    ],
)
def test_one_of_the_dead_by_name_is_not_who_did_it(text: str, *, is_found: bool) -> None:
    cites = list(range(1, text.count(". ") + 2))
    dead = {"name": "Omar Diaz", "count": None, "outcome": "killed", "cite": cites}
    wire = accused("Omar Diaz", *cites)
    wire = WireIncident.model_validate(wire.model_dump() | {"victims": [dead]})
    assert is_left_out(text, wire) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("A man was shot dead. Shots hit the car as Omar Diaz drove south. Diaz, of Sparks, died at the scene.", True),
        ("A man was shot dead. Shots hit the car as Omar Diaz drove off. Diaz fled on foot.", False),
        ("A man was shot dead. Omar Diaz drove at police with a gun. Diaz, the suspect, died of a wound.", False),
        ("A man was shot dead in 1999. Omar Diaz, 74, died in prison on Monday, serving a life sentence.", False),
        ("A man was shot dead. Omar Diaz, 31, was killed in a crash on Monday during the manhunt.", False),
    ],
)
def test_the_only_one_who_died_is_not_who_did_it(text: str, *, is_found: bool) -> None:
    wire = accused("Omar Diaz", 2)
    dead = {"group": "man", "count": None, "outcome": "killed", "cite": [1]}
    assert is_left_out(text, WireIncident.model_validate(wire.model_dump() | {"victims": [dead]})) is is_found


@pytest.mark.parametrize(
    ("kind", "is_found"), [("earthquake", True), ("storm", True), ("flood", False), ("fire", False)]
)
def test_nobody_does_an_earthquake(kind: str, *, is_found: bool) -> None:
    wire = accused("Acme", 1, kind="organization", status="accused").model_copy(update={"type": kind})
    (kept,), findings = drop_innocent([wire], facts_of("Acme was accused over the disaster on Friday."))
    assert [one.code for one in findings] == ["perpetrator_of_nature"] * is_found
    assert bool(kept.perpetrators) is not is_found


@pytest.mark.parametrize(
    ("name", "text", "out"),
    [
        ("27-year-old man", "A 27-year-old man was shot in Leeds.", True),
        ("27-year-old man", "A 27-year-old man was shot in Leeds. A 27-year-old man was arrested.", False),
        ("34-year-old man", "Officers came to a house in Leeds where a 34-year-old man had been shot twice.", True),
        ("19-year-old", "A 19-year-old hunter was shot in both legs. The bullet passed the 19-year-old's knee.", True),
        ("Two men", "Two men shot in Linden\n\nTwo men were shot on Friday outside a shop in Linden.", True),
        ("Two men", "Two men shot at police in Linden on Friday.", False),
        ("Two men", "Two men shot in the air in Linden on Friday.", False),
        ("Two men", "Two men were shot by police in Linden on Friday.", False),
        ("traders", "Six traders were shot in Linden.", False),
        ("Ray Poe", "Officers found Ray Poe lying in a yard with two gunshot wounds. Poe's death is the fifth.", True),
        ("Ray Poe", "Officers found Ray Poe lying in wait with a gun.", False),
        ("Ray Poe", "Ray Poe's death ended the trial of the gunman.", False),
        ("Ray Poe", "Ray Poe's murder of Ann Lee in Leeds shocked the town.", False),
        ("Ray Poe", "Ray Poe shot near a school, wounding two pupils.", False),
        ("Ray Poe", "Ray Poe killed during a three-day spree five women in Leeds.", False),
        ("35-year-old man", "A 35-year-old man died when he rammed a truck into a post in Kabul.", False),
        ("16-year-old boy", "A 16-year-old boy was taken to hospital after a stabbing. A girl died.", False),
        ("27-year-old man", "A 27-year-old man was shot by police after he stabbed a woman.", False),
        ("27-year-old man", "A 27-year-old man was stabbed in the leg and is in hospital.", False),
    ],
)
def test_who_is_described_and_only_suffered_is_no_perpetrator(name: str, text: str, *, out: bool) -> None:
    assert is_left_out(text, accused(name, 1)) is out


@pytest.mark.parametrize(
    ("text", "is_left"),
    [
        ("Marcus Bell, one of the few men to escape, was shot dead by two men on a motorcycle.", False),
        ("Marcus Bell was shot in the car outside a school; the son has been arrested.", False),
        ("A gang armed with pangas raided the home of Marcus Bell, 58, at around 11 p.m.", False),
        ("The gunman, Marcus Bell, was shot dead by two men on a motorcycle.", True),
        ("Marcus Bell was shot by police after opening fire; the son has been arrested.", True),
        ("Marcus Bell was shot after he opened fire; the son has been arrested.", True),
        ("A SWAT team raided the home of Marcus Bell, the 24-year-old who shot five people.", True),
        ("FBI agents raided the home of Marcus Bell on Monday. Five people died in the shooting.", True),
        ("Marcus Bell was stabbed in a brawl, then he shot a man.", True),
        ("Marcus Bell was gunned down by security men at the gate.", True),
        ("Armed with pangas, Marcus Bell raided the home of a neighbour at around 11 p.m.", True),
    ],
)
def test_who_was_hit_is_none_of_them_whatever_other_clauses_tell(text: str, *, is_left: bool) -> None:
    assert is_left_out(text, accused("Marcus Bell", 1)) is not is_left


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("Tout serait parti d'une dispute, selon la procureure, Hélène Castaing. Un homme a tué deux clients.", True),
        ("Un homme a tué deux clients. Hélène Castaing, arrêtée samedi, était ivre, selon la procureure.", False),
        ("La maire Hélène Castaing a été condamnée pour le meurtre de deux clients du bar de la place.", False),
        ("Ein Mann hat zwei Gäste getötet, sagte Oberstaatsanwältin Hélène Castaing am Montag dem Sender.", True),
        ("Ein Mann und Hélène Castaing haben zwei Gäste getötet, sagte die Polizei am Montag dem Sender.", False),
    ],
)
def test_who_tells_in_office_elsewhere_is_no_perpetrator(text: str, *, out: bool) -> None:
    cite = [one.number for one in facts_of(text).sentences if "Castaing" in one.text]
    assert is_left_out(text, accused("Hélène Castaing", *cite)) is out


def test_a_group_is_left_out_where_the_answer_has_it_for_a_victim_too() -> None:
    text = "Gunmen took 38 pupils away. A security guard was shot dead."
    guard = accused("security guard", 2)
    assert not is_left_out(text, guard)
    assert is_left_out(text, guard.model_copy(update={"victims": [group("security guard", None, 2)]}))
    rebels = accused("rebels", 1).model_copy(update={"victims": [group("rebels", "30", 1)]})
    assert not is_left_out("Thirty rebels were killed at dawn.", rebels)
