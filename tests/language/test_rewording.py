from datetime import date

import pytest

from summarizer.language.dates.resolving import resolve_date

PUBLISHED = date(2024, 3, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Hoy", "2024-03-20", "2024-03-20"),
        ("esta madrugada", "2024-03-20", "2024-03-20"),
        ("anoche", "2024-03-19", "2024-03-19"),
        ("anteayer", "2024-03-18", "2024-03-18"),
        ("el lunes pasado", "2024-03-18", "2024-03-18"),
        ("El pasado domingo", "2024-03-17", "2024-03-17"),
        ("el jueves 29", "2024-02-29", "2024-02-29"),
        ("este fin de semana", "2024-03-16", "2024-03-17"),
        ("hace dos semanas", "2024-03-04", "2024-03-10"),
        ("el pasado 3 de marzo", "2024-03-03", "2024-03-03"),
        ("el primero de enero", "2024-01-01", "2024-01-01"),
        ("ayer a las 18 horas", "2024-03-19", "2024-03-19"),
        ("a la 1 de la tarde del lunes", "2024-03-18", "2024-03-18"),
        ("el último lunes", "2024-03-18", "2024-03-18"),
        ("el lunes último", "2024-03-18", "2024-03-18"),
        ("el pasado lunes 18 de marzo", "2024-03-18", "2024-03-18"),
        ("ayer martes", "2024-03-19", "2024-03-19"),
        ("la mañana de ayer, martes", "2024-03-19", "2024-03-19"),
        ("hoy 20 de marzo", "2024-03-20", "2024-03-20"),
        ("la víspera", "2024-03-19", "2024-03-19"),
        ("antenoche", "2024-03-18", "2024-03-18"),
        ("la medianoche del sábado", "2024-03-16", "2024-03-16"),
        ("las primeras horas de este domingo", "2024-03-17", "2024-03-17"),
        ("en horas de la noche del sábado", "2024-03-16", "2024-03-16"),
        ("el domingo pasado a las 14:00 horas", "2024-03-17", "2024-03-17"),
        ("el domingo en horas de la noche", "2024-03-17", "2024-03-17"),
        ("la noche del pasado 3 de marzo", "2024-03-03", "2024-03-03"),
        ("el martes de la semana pasada", "2024-03-12", "2024-03-12"),
        ("a las 16:30 horas del sábado pasado", "2024-03-16", "2024-03-16"),
        ("a eso de las 9:40 p.m. del lunes", "2024-03-18", "2024-03-18"),
        ("desde el domingo", "2024-03-17", "2024-03-20"),
        ("la noche del lunes al martes", "2024-03-18", "2024-03-19"),
        ("la víspera del ataque", "None", "None"),
        ("el jueves 30", "None", "None"),
        ("el 12 de este mes", "2024-03-12", "2024-03-12"),
        ("dia 3 deste mês", "2024-03-03", "2024-03-03"),
        ("el pasado 3 de este mes", "2024-03-03", "2024-03-03"),
        ("vom 1. bis 2. Dezember", "2023-12-01", "2023-12-02"),
        ("dal 4 al 5 dicembre", "2023-12-04", "2023-12-05"),
        ("el 12 del mes", "None", "None"),
        ("el 32 de este mes", "None", "None"),
        ("a las 18:30 horas", "None", "None"),
        ("el pasado miércoles", "2024-03-13", "2024-03-13"),
        ("este mismo lunes", "2024-03-18", "2024-03-18"),
        ("la pasada semana", "2024-03-11", "2024-03-17"),
        ("en febrero pasado", "2024-02-01", "2024-02-29"),
        ("en marzo pasado", "2023-03-01", "2023-03-31"),
        ("el pasado marzo", "2023-03-01", "2023-03-31"),
        ("poco después de las 20:00 del lunes", "2024-03-18", "2024-03-18"),
        ("los días 3 y 4 de marzo", "2024-03-03", "2024-03-04"),
        ("la madrugada del 2 al 3 de marzo", "2024-03-02", "2024-03-03"),
        ("la noche del sábado y la madrugada del domingo", "2024-03-16", "2024-03-17"),
        ("el 1º de marzo", "2024-03-01", "2024-03-01"),
    ],
)
def test_spanish_words_for_days(text: str, first: str, last: str) -> None:
    found = resolve_date(text, published=PUBLISHED)
    assert (str(found.earliest), str(found.latest)) == (first, last)
    assert repr(text) in found.note
