import pytest
from article_facts import find_casualties

from summarizer.evidence.facts import read_facts
from summarizer.language.rules import SPANISH
from summarizer.language.spanish.words import denies, find_speaker, has_claim, is_nobody, is_thing
from summarizer.schemas.record import Sentence

TOLD = [
    ("Al menos 18 personas murieron.", [("killed", 18, "personas")]),
    ("El número de muertos es de 45 y el de desplazados asciende a 20.000.", [("killed", 45, None)]),
    ("La cifra de muertos subió a 45, mientras que los daños ascienden a 200 millones.", [("killed", 45, None)]),
    ("Choque deja 18 muertos y 65 heridos en Perú.", [("killed", 18, None), ("injured", 65, None)]),
    ("Murieron cinco personas y otras siete resultaron heridas.", [("killed", 5, "personas"), ("injured", 7, None)]),
    ("Un grupo mató a tres policías e hirió a otros cinco.", [("killed", 3, "policías"), ("injured", 5, None)]),
    ("El número de muertos subió a 1.200.", [("killed", 1200, None)]),
    ("En cuanto a los lesionados, el balance es de 47, en su mayoría leves.", [("injured", 47, None)]),
    ("Visitó a los lesionados, el precio es de 47, en su mayoría en efectivo.", []),
    ("La explosión causó dieciocho víctimas mortales.", [("killed", 18, None)]),
    ("Hombres armados secuestraron a dos mujeres.", [("kidnapped", 2, "mujeres")]),
    ("Doce mineros siguen desaparecidos.", [("missing", 12, "mineros")]),
    ("El saldo es de cuatro personas sin vida, incluido un agresor.", [("killed", 4, "personas")]),
    ("Hay 20 mil damnificados.", [("displaced", 20_000, None)]),
    ("Los 40 pasajeros resultaron ilesos.", [("unharmed", 40, "pasajeros")]),
    ("La guerrilla liberó a tres soldados.", [("freed", 3, "soldados")]),
    ("Una mujer de 22 años murió en el lugar.", [("killed", 1, "mujer de 22 años")]),
    ("El ataque cobró la vida de nueve personas.", [("killed", 9, "personas")]),
    ("Fueron asesinados cuatro periodistas.", [("killed", 4, "periodistas")]),
    ("Mueren 12 personas y 30 resultan heridas.", [("killed", 12, "personas"), ("injured", 30, None)]),
    ("El número de muertos se mantiene en 12.", [("killed", 12, None)]),
    ("El número de víctimas mortales superó las 100.", [("killed", 100, None)]),
    ("El ataque causó la muerte de 12 personas.", [("killed", 12, "personas")]),
    ("La pena de muerte de 12 personas fue anulada.", []),
    ("El tiroteo dejó sin vida a tres personas.", [("killed", 3, "personas")]),
    ("Localizan sin vida a dos jóvenes.", [("killed", 2, "jóvenes")]),
    ("Ejecutan a tres en Culiacán.", [("killed", 3, None)]),
    ("El gobierno ejecutará 12 obras en la ciudad.", []),
    ("Doce personas sufrieron quemaduras.", [("injured", 12, "personas")]),
    ("Las heridas que sufrieron 12 personas fueron leves.", []),
    ("Más de 300 personas abandonaron sus hogares.", [("displaced", 300, "personas")]),
    ("Sube a 9 la cifra de muertos por la explosión", [("killed", 9, None)]),
    ("Asciende a siete la cifra de mineros muertos en Lenguazaque", [("killed", 7, None)]),
    ("Los fallecidos por las inundaciones suben ya a 205.", [("killed", 205, None)]),
    ("La cifra de fallecidos por la caída de un autobús a un río en Argel subió de 18 a 23.", [("killed", 23, None)]),
    ("Se elevan a tres las víctimas mortales.", [("killed", 3, None)]),
    ("Tres mineros murieron y dos permanecen desaparecidos.", [("killed", 3, "mineros"), ("missing", 2, None)]),
    ("Recuperaron los cuerpos de los cuatro desaparecidos.", [("killed", 4, None)]),
    ("Tres de los ocho mineros atrapados en una mina de carbón murieron.", [("killed", 3, None)]),
    ("Cinco personas fueron baleadas y dos de ellas murieron.", [("killed", 2, None)]),
    ("Cuatro personas, entre ellas dos niños, murieron.", [("killed", 4, "personas")]),
    ("Cinco jóvenes, dos de ellos menores, resultaron heridos.", [("injured", 5, "jóvenes")]),
    ("Al menos 12 migrantes venezolanos y haitianos murieron.", [("killed", 12, "migrantes venezolanos")]),
    ("Un ataque deja dos soldados heridos.", [("injured", 2, "soldados")]),
    ("Murieron otras tres personas heridas.", [("killed", 3, "personas")]),
    ("Han muerto dos mujeres heridas en la explosión.", [("killed", 2, "mujeres")]),
    ("Tres personas heridas en el incendio murieron.", [("killed", 3, "personas")]),
    ("El hospital confirmó ocho decesos.", [("killed", 8, None)]),
    ("Con esto suman cinco los fallecidos.", [("killed", 5, None)]),
    ("La cifra de decesos subió a 18.", [("killed", 18, None)]),
    ("Iban 45, por lo que los desaparecidos serían 21.", [("missing", 21, None)]),
    ("Los muertos son 21 y los heridos serían 40.", [("killed", 21, None), ("injured", 40, None)]),
    ("El choque dejó dos víctimas fatales.", [("killed", 2, None)]),
    ("Tres de los siete jornaleros que fueron secuestrados volvieron.", []),
    ("Un ataque deja cuatro muertos; van 2.100 homicidios en el año", [("killed", 4, None)]),
    ("Murieron dos y tres personas heridas siguen graves.", [("killed", 2, None), ("injured", 3, "personas")]),
    ("Seis personas -dos de ellas menores- murieron.", [("killed", 6, "personas")]),
    ("Seis personas (dos de ellas menores) murieron.", [("killed", 6, "personas")]),
    ("Elevaron este jueves a 221 la cifra de muertos.", [("killed", 221, None)]),
    ("Murió uno de los cinco heridos.", [("killed", 1, None)]),
    ("Un hombre murió y otro resultó herido.", [("killed", 1, "hombre")]),
    ("Un muerto y varios heridos en una reyerta", [("killed", 1, None), ("injured", 2, None)]),
    ("El choque dejó un herido.", [("injured", 1, None)]),
    ("Un ataque mató este lunes a cinco personas en Gaza.", [("killed", 5, "personas")]),
    ("Matan a balazos a dos hombres en Rosario.", [("killed", 2, "hombres")]),
    ("La identidad de un muerto es incierta.", []),
    ("El temporal casi deja un muerto en Lima.", []),
    ("Hay tres heridos, y un muerto más se suma a la cuenta.", [("injured", 3, None)]),
    ("Las FARC y una desaparecida guerrilla dejaron dos muertos.", [("killed", 2, None)]),
    ("Ingresaron tres cuerpos de bomberos.", []),
    ("La copa cierra, además, una herida económica.", []),
    ("Habían ingresado 12 cuerpos a la morgue.", [("killed", 12, None)]),
    (
        "Tres personas han muerto y otras cuatro han resultado heridas.",
        [("killed", 3, "personas"), ("injured", 4, None)],
    ),
    ("Han resultado heridas 23 personas.", [("injured", 23, "personas")]),
    ("En la comuna 13 fueron asesinados dos jóvenes.", [("killed", 2, "jóvenes")]),
]
UNTOLD = [
    "Intentaron matar a dos jueces.",
    "La bomba pudo matar a 30 personas.",
    "El volcán podría dejar 200 muertos.",
    "Amenazaron con asesinar a tres alcaldes.",
    "El pueblo tiene 300 personas.",
    "Trabajaban 12 personas, y un incendio quemó 4 casas, dijeron; los perros murieron.",
    "Desde enero han muerto 300 personas.",
    "En lo que va de año fueron asesinados 40 periodistas.",
    "Hace un año murieron allí dos personas.",
    "Entre 1980 y 2000 fueron asesinadas 31.000 personas.",
    "Los cuatro presentaban heridas de bala.",
    "No hubo heridos.",
    "Se vendieron 18 casas.",
    "El martes 2 fue asesinado un alcalde.",
    "Ninguno de los 40 pasajeros murió.",
    "El número de muertos puede llegar a 60.",
    "Se espera que el número de muertos suba a 60.",
    "Unas 40 personas murieron o resultaron heridas.",
    "Unas 40 personas muertas o desaparecidas.",
    "La explosión deja 40 entre muertos y heridos.",
    "Todos los pasajeros salvo tres murieron.",
    "Los lesionados eran niños de 5 y 8 años.",
    "Sus hijos, de 2, 5 y 9 años, fallecieron.",
    "Tres de los ocho muertos eran niños.",
    "El número de muertos en 5 provincias no se conoce.",
    "La cifra de muertos aumentó en 20.",
    "Los fallecidos llegaron a Lima en 2 aviones.",
    "Los heridos son de 12 países.",
    "Uno de cada diez heridos es un niño.",
    "Se teme que haya más de 100 muertos.",
    "Un hombre y su hijo de 12 murieron.",
    "En los primeros dos meses del año murieron 320 personas.",
]


def read(text: str) -> list[tuple[str, int | None, str | None]]:
    sentence = Sentence(number=1, start=7, end=7 + len(text), text=text)
    found = find_casualties([sentence], "es")
    assert all(text[one.start - 7 : one.end - 7] == one.text for one in found)
    return [(one.outcome, one.count.low, one.group) for one in found]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text for text, _ in TOLD])
def test_casualties(text: str, told: list[tuple[str, int | None, str | None]]) -> None:
    assert read(text) == told


@pytest.mark.parametrize("text", UNTOLD)
def test_nobody_is_told_of(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Tres de los ocho mineros atrapados en una mina murieron.", "Tres", "ocho"),
        ("Cinco baleados en Rosario, dos fatales", "dos", "Cinco"),
        ("Rescataron a 40 personas, 12 de las cuales murieron.", "12", "40"),
        ("Dos de los 21 ocupantes siguen desaparecidos.", "Dos", "21"),
        ("Seis personas fueron baleadas y una de ellas murió.", "una", "Seis"),
        ("Seis de los nueve pescadores secuestrados volvieron.", None, None),
        ("Tres de los ocho muertos eran niños.", None, None),
    ],
)
def test_the_dead_among_others_are_a_part(text: str, part: str | None, whole: str | None) -> None:
    sentence = Sentence(number=1, start=0, end=len(text), text=text)
    parts = SPANISH.read_casualties(sentence, SPANISH.find_numbers(text)).parts
    told = [(text[one.start : one.end], text[one.whole_start : one.whole_end]) for one in parts]
    assert told == ([(part, whole)] if part else [])


def test_an_article_is_read_by_the_rules_of_its_language() -> None:
    text = "Al menos 18 personas murieron y 65 resultaron heridas el jueves al chocar dos autobuses cerca de Nazca."
    facts = read_facts([Sentence(number=1, start=0, end=len(text), text=text)], text)
    assert facts.language == "es"
    assert [(one.outcome, one.count.low) for one in facts.mentions] == [("killed", 18), ("injured", 65)]
    assert find_casualties(facts.sentences, "fr") == ()


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        *[("cabras", True), ("viviendas del barrio", True), ("Vehículos", True), ("fusiles", True)],
        *[("cabreros", False), ("personas", False), ("fusilados", False), ("motociclistas", False)],
    ],
)
def test_things(words: str, thing: bool) -> None:
    assert is_thing(words) is thing


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("El ELN se atribuyó el atentado.", True),
        ("El grupo reivindicó el ataque.", True),
        ("El ministro atribuyó el ataque al ELN.", False),
        ("La policía investiga.", False),
    ],
)
def test_claims(text: str, claim: bool) -> None:
    assert has_claim(text) is claim


@pytest.mark.parametrize(
    ("before", "denied"), [("No hubo ", True), ("sin ", True), ("Hubo ", False), ("No se registraron ", True)]
)
def test_denials(before: str, denied: bool) -> None:
    assert denies(before) is denied


def test_nobody() -> None:
    assert is_nobody("nadie")
    assert not is_nobody("Nadia")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Uno de los vehículos invadió el carril, según el coronel Luis Paredes.", "el coronel Luis Paredes"),
        ("El paso sigue cerrado, informó la alcaldesa María Ruiz.", "la alcaldesa María Ruiz"),
        ("El paso sigue cerrado.", None),
        ("La Fiscalía confirmó la muerte de Juan Pérez.", None),
        ("El Ministerio informó de tres fallecidos en Galicia.", None),
        ("El jefe informó que tres murieron en Cali.", None),
    ],
)
def test_speakers(text: str, who: str | None) -> None:
    span = find_speaker(text)
    assert (text[slice(*span)] if span else None) == who
