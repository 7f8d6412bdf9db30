"""Spanish words for people, things, claims, denials and speakers."""

from summarizer.language.folding import lower_letters
from summarizer.language.wording import Wording

GENERIC = frozenset(
    """
    persona personas gente muerto muertos muertas fallecido fallecidos víctima víctimas muertes decesos defunciones
    cuerpos cadáveres ocupantes integrantes miembros herido heridos heridas lesionado lesionados lesionadas
    desaparecidos desplazados damnificados número cifra
    """.split()  # noqa: SIM905 - a list of words is read and kept as words
)
"""Words that say no more than that they are people."""
SMALL = frozenset(
    "el la los las un una de del al menos unos unas mortales su sus y en con".split()  # noqa: SIM905 - a list of words is read and kept as words
)
MALE = frozenset(
    "hombre hombres niño niños esposo marido padre padres hijo hijos hermano hermanos varón varones".split()  # noqa: SIM905 - a list of words is read and kept as words
)
FEMALE = frozenset(
    "mujer mujeres niña niñas esposa madre madres hija hijas hermana hermanas".split()  # noqa: SIM905 - likewise
)
WEEKDAY = r"lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
"""The names of the days of the week, as a pattern."""
MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
"""The names of the months, as a pattern."""
EXCEEDS = "(?:super|rebas|sobrepas)(?:a|an|[oó]|aron|ando)"
"""What a toll does to a number that it has left behind, as a pattern."""
OTHER = frozenset({"otro", "otra", "otros", "otras", "más"})
ALIKE = (
    frozenset({"presos", "reclusos", "internos", "reos", "detenidos", "encarcelados"}),
    frozenset({"policías", "agentes", "uniformados", "efectivos"}),
    frozenset({"militares", "soldados", "uniformados", "efectivos"}),
    frozenset({"manifestantes", "protestantes", "participantes"}),
    frozenset({"estudiantes", "alumnos", "escolares", "niños"}),
    frozenset({"trabajadores", "obreros", "empleados", "operarios", "mineros"}),
    frozenset({"migrantes", "inmigrantes", "refugiados"}),
    frozenset({"pobladores", "vecinos", "campesinos", "civiles", "habitantes"}),
    frozenset({"guerrilleros", "insurgentes", "rebeldes", "combatientes", "disidentes", "milicianos"}),
)
"""Nouns that two sides, or a headline and a report, may have for the same people."""
is_thing = Wording(
    r"""(?xi)\A(?:cabras?|ovejas?|vacas?|reses|cabezas?\sde\sganado|caballos?|cerdos?|gallinas?|perros?|gatos?|animales|aves|peces
    |camellos?|casas?|viviendas?|edificios?|veh[ií]culos?|autom[oó]viles|coches?|camiones|autobuses|trenes|barcos?|aviones
    |pollos?|terneros?|lechones|toros?|burros?|mulas?|llamas?|alpacas?|delfines|ballenas?|tortugas?|pu[ñn]aladas|balazos|disparos
    |fusil(?:es)?|pistolas?|rev[oó]lver(?:es)?|armas?|granadas?|explosivos?|artefactos?|municiones|cartuchos|casquillos|balas|cuchillos?
    |machetes?|motos?|motocicletas?|bicicletas?|camionetas?|celulares|tel[eé]fonos|d[oó]lares|pesos|euros|kilos|toneladas
    |escuelas?|hospitales|hect[aá]reas?|negocios|comercios|tiendas|puentes?)\b""", "cabras", "cabreros")  # fmt: skip
"""Whether a group's first word, which leads it in Spanish, is a thing or an animal: "cabras de un rebaño"."""
has_claim = Wording(
    r"""(?xi)\b(?:reivindic\w+|se\s+(?:ha\s+)?(?:atribuy[oó]|atribuido|adjudic[oó]|adjudicado|responsabiliz[oó])|asumi[oó]
    |reconoci[oó]|admiti[oó]|confes[oó]|se\s+declar[oó]\s+responsable)\b""",
    "se atribuyó el ataque", "atribuyó el ataque a")  # fmt: skip
"""Whether somebody claims or admits something in the sentence."""
denies = Wording(
    r"""(?xi)\b(?:ning[uú]n|ninguna|sin|no\s+(?:hubo|hay|se\s+(?:registraron|reportaron|registr[oó]|report[oó])|dej[oó]|caus[oó]))
    (?:\s+(?:que\s+lamentar|m[aá]s))?\s+\Z""", "no hubo ", "hubo ")  # fmt: skip
"""Whether what stands before some people says that there were none: "no hubo"."""
is_nobody = Wording(r"(?i)\A(?:nadie|ning[uú]n[oa]?(?:\s\w{1,20})?)\Z", "nadie", "nadieño")
"""Whether the words themselves are for nobody."""
tells_of_death = Wording(
    r"""(?xi)\b(?:mue?r(?!cia|all|ill|mu)|mor[ií]|mat(?:[oóae]|aron|ado|ada|ados|adas|ando|ar|an)\b|fallec|deces|difunt|asesin|ejecut|homicid|feminicid
    |masacr|letal|mort(?:al|[ií]fer)|cad[aá]ver|cuerpos?\b|restos\b|(?<!con\s)vidas?\b|perec|ahog|v[ií]ctima|sepult|entierr|enterr|inhum|funeral
    |velorio|suicid|decapit|degoll|abati|luto|viud[ao]|morgue|forense|autopsi|necropsi|acribill|calcinad|saldo|bajas\b|perdi[oóe]
    |ultim[oóa]|carboniz|asfixi|electrocut|estrangul|ahorc|sobreviv|fusil|linch|ajustici|fenec|finad|occis|cobr[oó]|de\sbaja\b
    |neutraliz|cayeron|signos\svitales|se\sllev[oó])""",
    "mueren dos", "resultan heridos dos")  # fmt: skip
"""Whether any word of a sentence may tell of a death."""
tells_of_injury = Wording(r"(?i)\b(?:herid[oa]s?|lesionad[oa]s?)\b", "los agentes heridos", "los herideros")
"""Whether a sentence calls somebody wounded or hurt."""
_HIT_AFTER = Wording(
    r"(?:\s(?!y\b|o\b|que\b)[\w'’-]{1,30}){0,3}?\s(?:(?:fueron|fue|resultaron|result[oó])\s)?"
    r"(?:balead|tirotead|apuñalad|acuchillad)[oa]s?\b",
    " personas fueron baleadas",
    " personas fueron heridas",
)
_HIT_BEFORE = Wording(
    r"\b(?:dispar[oó]|dispararon|bale[oó]|balearon|apuñal[oó]|apuñalaron)\s(?:contra\s|a\s)?(?:al\smenos\s|otr[oa]s\s)?\Z",
    "dispararon contra ",
    "mataron a ",
)
_HIT_END = Wording(r"[.;]|\by\s(?:una?|dos|tres|cuatro|cinco|seis|otr[oa]s?|\d+)\b", " y otros diez", " y murieron")
_WINDOW = 60
_SAYING = (
    r"(?:dijo|dijeron|inform[oó]|informaron|declar[oó]|afirm[oó]|se[ñn]al[oó]|explic[oó]|asegur[oó]|indic[oó]|confirm[oó]"
    r"|agreg[oó]|añadi[oó]|relat[oó]|cont[oó]|anunci[oó])"
)
_SAYS = Wording(rf",?\s(?:{_SAYING})\b(?!\s(?:el|la|los|las|[A-ZÁÉÍÓÚÑ]))", ", dijo", ", informó la Fiscalía")
_NAMED = r"[A-ZÁÉÍÓÚÑ](?:[\w'’.-]{0,30}\w)?"
_TITLE = (
    r"(?i:(?:vice)?ministr|(?:sub)?secretari|(?:vice)?president|alcald|gobernador|director|coronel|general|capitán|fiscal|portavo|vocer"
    r"|titular|intendent|prefect|comisari|delegad|gerent|consejer|edil)[^\W\d_]{0,4}"
)
_NAMES = rf"{_NAMED}(?:\s(?:de\s(?:la\s|los\s)?)?{_NAMED}){{1,3}}"
_IN_OFFICE = Wording(
    rf"(?:(?i:seg[uú]n)|{_SAYING})(?:\s(?:este|el)\s[^\W\d_]{{4,9}})?\s(?i:el|la)\s{_TITLE}"
    rf"(?:\s[\w’'-]{{1,20}}){{0,8}}?,?\s(?P<who>{_NAMES})(?=[.,;:]|\s?\Z)(?!,\sde\s\d)"
    rf"|\b(?i:el|la)\s{_TITLE}(?:\s[\w’'-]{{1,20}}){{0,8}}?,?\s(?P<says>{_NAMES}),?\s"
    rf"(?:{_SAYING}|conden[oó]|lament[oó])\b",
    "confirmó el ministro de Defensa, Luis Paredes.", "confirmó el detenido, Luis Paredes.",
)  # fmt: skip
"""Somebody of an office who says something: beside what is said, or before it."""
may_be_charged = Wording(
    r"(?i)\b(?:detenid[oa]|arrestad[oa]|acusad[oa]|imputad[oa]|procesad[oa]|condenad[oa]|investigad[oa]|sospechos[oa]|implicad[oa])\b"
    r"|\bsus?\s(?:hombres|tropas|soldados|fuerzas|unidad|grupo)\b|\bconfes(?:ó|ar|ado)\b|\bante\s(?:el|la|un|una)\s(?:juez|tribunal|corte)"
    r"|\b(?:orden(?:ó|ar|ado)|haber)\s(?:(?:dispar|atac|abri|mat|asesin|bombarde)\w{1,4}\b|(?:el|un)\sataque\b)",
    "fue detenido", "hay 17 detenidos",
)  # fmt: skip
"""Whether a sentence may tell of a charge, an arrest, a confession, an order or somebody's own forces."""
_SLAIN = (
    Wording(
        r"(?i)\b(?:crimen|asesinato|homicidio|(?:femi|femini)cidio|muerte)\sde(?:\sla|l)?\s(?:[a-záéíóúñ]{3,15}\s){0,3}\Z"
        r"|\bidentificad[oa]s?\spor\s(?:[a-záéíóúñ]{2,15}\s){0,2}(?:familiares|familia|padres|parientes)\scomo\s\Z",
        "el crimen del playero ", "el crimen que cometió ",
    ),
    Wording(
        r"(?i),\s(?:(?!\bque\b|\bquien\b)[^.;,]){0,50}\b(?:asesinad|ultimad|acribillad|fallecid|muert)[oa]\b",
        ", el playero de 34 años asesinado de tres balazos", ", que dejó un muerto",
    ),
)  # fmt: skip
_IDENTIFIED = Wording(
    r"(?i)\b(?:identificad[oa]s?|reconocid[oa]s?)\s(?:por\s[^.;,]{1,40}\s)?como\s\Z",
    "fue identificada por sus familiares como ", "identificó a ",
)  # fmt: skip
_SAID_BY = Wording(rf"\b{_SAYING}\s(?:{_NAMED}\s){{0,3}}\Z", "dijo García ", "dijo que García ")
_SAID_OF = (
    "muertes?|asesinatos?|hallazgos?|fallecimientos?|estado|identidad(?:es)?|detenci[oó]n|captura|cifra|n[uú]mero|balance"
    "|desaparici[oó]n|ataque|hecho|caso|deceso|homicidio|crimen|secuestro|accidente|suceso|incidente|explosi[oó]n|existencia"
)
"""What is said to have been: no speaker."""
_SPEAKER = Wording(
    rf"""(?x)\b(?:(?i:seg[uú]n)|{_SAYING}(?=\s(?:{_NAMED}|(?:el|la|los|las|su)\s)))\s
    (?!(?:(?:el|la|los|las|su)\s)?(?:{_SAID_OF})\b)(?P<who>(?:(?:el|la|los|las|un|una|su)\s)?(?:[a-záéíóúñ]{{2,20}}\s(?:(?:de|del)\s(?:la\s|los\s|las\s)?)?){{0,4}}?{_NAMED}
    (?:\s(?:(?:de|del|y)\s(?:la\s|los\s)?)?{_NAMED}){{0,4}})(?=\s?[.,;:]|\s?\Z)""",
    "según el coronel Luis Paredes.", "según parece.")  # fmt: skip


def tells_of_hits(text: str, start: int, end: int) -> bool:
    """Whether the number in that span of a sentence is that of people shot or stabbed, and not as dead."""
    lower = lower_letters(text)
    after = _HIT_AFTER.match(lower, end)
    if after is None and _HIT_BEFORE.search(lower[max(0, start - _WINDOW) : start]) is None:
        return False
    clause_end = _HIT_END.search(lower, after.end() if after else end)
    return tells_of_death.search(lower, end, clause_end.start() if clause_end else len(lower)) is None


def says_after(text: str, end: int) -> bool:
    """Whether the person named before that offset speaks there: ", dijo", "informó el ministro, Luis Paredes"."""
    return _SAYS.match(text, end) is not None or speaks_in_office(text, end)


def speaks_in_office(text: str, end: int) -> bool:
    """Whether the person named before that offset, of an office, only says something in the sentence."""
    return any(end in (found.end("who"), found.end("says")) for found in _IN_OFFICE.finditer(text))


def is_slain(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells of the person named there as one who was killed: "el crimen de Néstor Quiroga"."""
    before, after = _SLAIN
    return before.search(text, 0, start) is not None or after.match(text, end) is not None


def is_identified(text: str, start: int) -> bool:
    """Whether a sentence names somebody at that offset only as who was identified: "fue identificada como"."""
    return _IDENTIFIED.search(text, 0, start) is not None


def is_quoted(text: str, start: int) -> bool:
    """Whether the person named at that offset, perhaps by a family name, is who says so: "dijo García Harfuch"."""
    return _SAID_BY.search(text, 0, start) is not None


def find_speaker(text: str) -> tuple[int, int] | None:
    """The span of who says so, with a name of their own: "el coronel Luis Paredes". None where nobody is named."""
    found = _SPEAKER.search(text)
    return found.span("who") if found else None
