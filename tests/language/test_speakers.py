import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.claims import has_claim
from summarizer.language.speakers import find_speaker
from summarizer.language.told_days import is_when_said


@pytest.mark.parametrize(
    "text",
    [
        "IS claimed responsibility for the blast.",
        'Terror group "North Star" (NS) said in a statement that it was behind the twin bombings.',
        "The rebels admitted planting the bomb.",
        "The front took full responsibility for the killings.",
        "The party has taken credit for the raid.",
        "The army acknowledged carrying out the strike.",
        "The attack was claimed by the Northern Front.",
        "In a statement, the group said that its fighters had carried out the assault.",
        "The old guard denied responsibility, but the young wing claimed it.",
        "In court he pleaded guilty.",
        "The rebels said they had also seized the town.",
        "Al-Shabaab said its fighters had stormed the base.",
        "The group said the bomber was one of its members.",
        "Responsibility was later claimed by the front.",
    ],
)
def test_claims_and_admissions_are_found(text: str) -> None:
    assert has_claim(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Twelve people were killed, police said.", "police"),
        ("At least 12 people died, according to the interior ministry.", "the interior ministry"),
        ("Earlier, Okello had confirmed that 12 sailors were killed.", "Okello"),
        ('US military officials also confirmed that "NS" did it.', "US military officials"),
        ("Brandt told reporters that the road was closed.", "Brandt"),
        ("The ministry reported 12 deaths.", "The ministry"),
        ("General Ada Moss, head of the Coast Command, said the airlift goes on.", "General Ada Moss"),
        ("Gen. J. Smith of the U.S. Army said nine died.", "Gen. J. Smith of the U.S. Army"),
        ('"Nine people died," said Mayor Ana Ruiz.', "Mayor Ana Ruiz"),
        ("In Lima, nine people died, said police.", "police"),
        ("In Lima police said nine died.", "Lima police"),
        ("She told reporters that nine died, according to a ministry spokeswoman.", "a ministry spokeswoman"),
        ("A spokesman for the Ministry of Health said nine died.", "A spokesman for the Ministry of Health"),
        ("On Monday, hospital officials on Tuesday said nine died.", "hospital officials"),
        ('The group "North Star" (NS) said it was behind the raid.', 'The group "North Star" (NS)'),
        ("It was reported by local police that nine died.", "local police"),
        ("Two hospitals in central Lima said nine died.", "Two hospitals in central Lima"),
        ("Six prosecutors from the state of Acre said nine died.", "Six prosecutors from the state of Acre"),
        ("The Lawyers, a group that counts, gave a higher figure of 31 dead.", "The Lawyers"),
        ("The health ministry put the toll at 31.", "The health ministry"),
        ("Two witnesses said the bus burned.", "Two witnesses"),
        ("Police first said that nine died.", "Police"),
        ("The Observatory for Human Rights said nine died.", "The Observatory for Human Rights"),
        ("Doctors Without Borders said nine died.", "Doctors Without Borders"),
        ("Nine died on Sunday, a doctors' group said.", "a doctors' group"),
        ("The lawyers’ union said nine died.", "The lawyers’ union"),
        ("They called it 'the worst days' and police said nine died.", "police"),
        ("Ann Lee, who lives next door and was asleep when the first shots rang out, said nine died.", "Ann Lee"),
    ],
)
def test_the_speaker_is_named_by_its_noun_phrase(text: str, speaker: str) -> None:
    start = text.index(speaker)
    assert find_speaker(text) == (start, start + len(speaker))


@pytest.mark.parametrize(
    "text",
    [
        "The toll was put at 31.",
        "The rebels gave up 31 hostages.",
        "In Lima said.",
        "This incident claimed the life of Gerald Levi.",
        "He said nothing.",
        "The widow said goodbye to him.",
        '"Nine people died," she said.',
        "12 people were reported missing.",
        "Two people reported missing were found.",
        "The dead were said to be farmers.",
        "Twelve people were killed.",
        "They issued a detailed report on the fire.",
        "The suspect pointed a handgun at deputies.",
        "",
        "The first was a pregnant woman admitted on 20 August, who died.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert find_speaker(text) is None


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["said", ",", '"', "police", "the", "of", "not", "claimed", "it", "(", ")", "U.S.", "on", "Monday"]
        )
    ).map(" ".join)
)
def test_any_text_is_read_and_spans_lie_inside(text: str) -> None:
    has_claim(text)
    span = find_speaker(text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize("unit", ["said ", "a claimed ", ", said Bob", "according to the ", '"A ', "admitted it was "])
def test_hostile_length_is_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.thread_time()
    find_speaker(text)
    has_claim(text)
    assert time.thread_time() - started < 5


@pytest.mark.parametrize(
    ("text", "day", "is_said"),
    [
        ("Four people died in a fire, police said on Tuesday.", "Tuesday", True),
        ("Four people died in a fire, the mayor told reporters late Tuesday.", "Tuesday", True),
        ("Police said in a statement on Tuesday that four people died.", "Tuesday", True),
        ("Cuatro personas murieron, informó este martes la policía.", "este martes", True),
        ("La fiscalía informó el martes que cuatro personas murieron.", "martes", True),
        ("Según anunció la policía el miércoles, cuatro murieron.", "el miércoles", True),
        ("Police said that four people died on Tuesday.", "Tuesday", False),
        ("Ray Poe was charged with first-degree murder Saturday.", "Saturday", True),
        ("Ray Poe, who was charged with murder, shot him Saturday.", "Saturday", False),
        ("In April 2007 the suspect was found guilty.", "April 2007", True),
        ("In April 2007 a man who was convicted before shot two people.", "April 2007", False),
        ("Police said he died on Tuesday.", "Tuesday", False),
        ("Police said Tuesday's fire killed four people.", "Tuesday", False),
        ("Police said early Sunday, two men were shot.", "Sunday", False),
        ("Two deaths were confirmed on Tuesday.", "Tuesday", False),
        ("Police arrested a man on Tuesday over the killing.", "Tuesday", True),
        ("He was sentenced to life on Tuesday for the killing.", "Tuesday", True),
        ("Police in Nairobi on Tuesday confirmed the killing.", "Tuesday", True),
        ("Crowds gathered on Tuesday to mark the bombing that killed four.", "Tuesday", True),
        ("In a statement on Tuesday, police said four people died.", "Tuesday", True),
        ("Police arrested a man who shot her on Tuesday.", "Tuesday", False),
        ("Police identified the victim of the Tuesday shooting.", "Tuesday", False),
        ("On Tuesday gunmen killed her, and police arrested a man.", "Tuesday", False),
        ("At about noon Tuesday, members of the Boston Police arrested Ann Lee for the shooting.", "Tuesday", True),
        ("On Tuesday a man arrested by soldiers was killed.", "Tuesday", False),
        ("On Tuesday, Reno police detectives obtained an arrest warrant for Ray Poe.", "Tuesday", True),
        ("The family of Ann Lee on Tuesday, struggled to understand it.", "Tuesday", True),
        ("A third man died on Tuesday from his injuries.", "Tuesday", True),
        ("He drank it on Tuesday, said Ann Lee of the police.", "Tuesday", False),
        ("On Tuesday the soldiers shot a man and arrested his son.", "Tuesday", False),
        ("A bomb went off on Tuesday and police arrested a man.", "Tuesday", False),
        ("Tuesday said the song.", "Tuesday", False),
        ("Ana Ruiz, 20, died Tuesday evening at a local hospital, the coroner said.", "Tuesday evening", True),
        ("A third man died on Tuesday of his wounds.", "Tuesday", True),
        ("Two people died Tuesday at a party near the hospital.", "Tuesday", False),
        ("El ejército reportó un ataque este martes.", "este martes", False),
        ("Agentes han detenido este martes a un hombre por la muerte de su pareja.", "este martes", True),
        ("Cuatro sospechosos fueron capturados el martes en Manta.", "el martes", True),
        ("Miles de personas homenajearon este martes a las víctimas.", "este martes", True),
        ("La Audiencia acoge este martes el juicio por el crimen.", "este martes", True),
        ("Las autoridades elevaron este martes a 221 los muertos.", "este martes", True),
        ("Detuvieron a dos hombres por matar a un jubilado el martes.", "el martes", False),
        ("El senador murió este martes a los 39 años, dos meses después del atentado.", "este martes", True),
        ("El senador murió este martes, dos horas después de ser baleado.", "este martes", False),
        ("La ONU condena el atentado del lunes en Kabul.", "lunes", False),
        ("El fallecimiento este martes de una mujer que permanecía ingresada", "este martes", True),
        ("El senador murió este martes en el atentado.", "este martes", False),
        ("Una mesera murió la tarde de este martes en el Hospital General.", "la tarde de este martes", True),
        ("Una mesera murió este martes en un bar frente al hospital.", "este martes", False),
        ("Diez recién nacidos murieron este martes en un hospital de Jhansi.", "este martes", False),
        ("Una mesera murió este martes en un hospital tras chocar con un camión.", "este martes", False),
        ("Un policía falleció este martes en el Hospital, donde permanecía internado.", "este martes", True),
        ("Un policía falleció este martes en el Hospital de Cali al no resistir las heridas.", "este martes", True),
        ("The coroner did an autopsy today and spoke of one wound.", "today", True),
        ("The autopsy suite burned on Tuesday.", "Tuesday", False),
        ("Fue detenido el martes cuando huía.", "el martes", False),
        ("La Audiencia juzga desde este martes al acusado.", "este martes", True),
        ("Una joven murió el martes y la policía detuvo a su pareja.", "el martes", False),
        ("Dos detenidos murieron el martes en la cárcel.", "el martes", False),
        ("La policía informó que murieron este martes.", "este martes", False),
    ],
)
def test_the_day_on_which_somebody_told_of_it(text: str, day: str, *, is_said: bool) -> None:
    start = text.index(day)
    assert is_when_said(text, start, start + len(day)) is is_said
