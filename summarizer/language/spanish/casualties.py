"""Casualty phrases in Spanish: "18 personas murieron", "65 heridos", "mató a tres policías", "dejó 12 muertos".

As in English, made for precision: what may happen, what was tried and what a longer time cost is left out.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.language.casualties.mentions import Casualties, CasualtyMention, PartMention
from summarizer.language.folding import lower_letters
from summarizer.language.numbers import CountRange, NumberMention
from summarizer.language.spanish.words import EXCEEDS, MONTHS, WEEKDAY, is_thing
from summarizer.language.wording import Wording
from summarizer.schemas.record import Outcome, Sentence

_KILLED = (
    "muert[oa]s?|muertes|decesos?|fallecid[oa]s?|asesinad[oa]s?|ejecutad[oa]s?|abatid[oa]s?|acribillad[oa]s?|calcinad[oa]s?"
    r"|ultimad[oa]s?|sin\s+vida"
)
_WOUNDS = r"(?!\s+(?:de\s+(?:arma|bala|cuchillo|machete|proyectil|perdig)|cortante|punzante|que\s+present))"
"""What does not follow women who were hurt: "17 heridas de bala" are none."""
_INJURED = rf"herid(?:os?|as?{_WOUNDS})|lesionad[oa]s?"
_MISSING = "desaparecid[oa]s?"
_KIDNAPPED = "secuestrad[oa]s?|raptad[oa]s?"
_DISPLACED = "desplazad[oa]s?|damnificad[oa]s?"
_UNHARMED = "iles[oa]s?"
_FREED = "liberad[oa]s?"
_STATES = (
    rf"(?:(?P<killed>{_KILLED})|(?P<injured>{_INJURED})|(?P<missing>{_MISSING})|(?P<kidnapped>{_KIDNAPPED})"
    rf"|(?P<displaced>{_DISPLACED})|(?P<unharmed>{_UNHARMED})|(?P<freed>{_FREED}))(?![\w-])"
)
_NOUN = (
    r"(?!(?:y|e|o|que|en|entre|por|con|tras|al|se|los|las|el|la|un|una|hay|han|fueron|son|de|del|a|muri[oó]|murieron"
    r"|mueren?|falleci[oó]|fallecieron|fallecen?|result[oó]|resultaron|qued[oó]|quedaron)\b)[^\W\d_][\w'’-]{1,30}"
)
_OF = rf"(?:\s+(?:de\s+(?:la|los|las)\s+|de\s+|del\s+){_NOUN}){{0,2}}"
_GROUP = rf"(?P<group>{_NOUN}(?:\s+{_NOUN}){{0,2}}?{_OF})"
_MORE = r"(?:\s+(?:m[aá]s|otr[oa]s))?"
_STATE_AFTER = Wording(
    rf"{_MORE}\s+(?:de\s+|l[oa]s\s+)?(?:(?!mil\b|present|result|qued|fue|sido|permanec|sigue|est[aá]n|contin)(?P<group>{_NOUN})\s+)?{_STATES}",
    " más heridos",
    " más hierbas",
)
"""Right after a number: "65 heridos", "dos soldados heridos"."""
_INTERPOSED = (
    r"(?:(?:,\s+|\s\(|\s[-–—])(?:entre|incluid[oa]s?|incluyendo|la\s+mayor[ií]a|en\s+su\s+mayor[ií]a|tod[oa]s|amb[oa]s|un[oa]?|dos|tres|cuatro|cinco"
    r"|\d{1,2})\b[^.;:()]{1,60}?(?:,|\)|(?<=\w)[-–—](?!\w)))?"
)
_FOUND = "(?:hall|encontr|localiz|recuper|rescat|exhum|desenterr|ubic)"
_SUBJECT = Wording(
    rf"""(?x){_MORE}(?:\s+{_GROUP}(?:\s+y\s+{_NOUN})?)?{_INTERPOSED}\s+(?:que\s+)?(?:(?P<died>murieron|muri[oó]|mueren|muere|fallecieron|falleci[oó]|fallecen|fallece|perecieron|pereci[oó]
        |perdieron\s+la\s+vida|perdi[oó]\s+la\s+vida|han\s+muerto|han\s+fallecido|ha\s+muerto|ha\s+fallecido)
      |(?:resultaron|result[oó]|resultan|resulta|quedaron|qued[oó]|quedan|fueron|fue|han?\s+(?:sido|resultado|quedado)|est[aá]n|siguen|permanecen|son)
        \s+(?:\w{{1,20}}mente\s+)?{_STATES}
      |(?P<hurt>sufr(?:ieron|i[oó]|en?)\s+(?:[^\W\d_]{{4,12}}\s+)?(?:heridas?|lesi[oó]n(?:es)?|quemaduras?))
      |(?P<fled>(?:abandonaron|dejaron|tuvieron\s+que\s+(?:abandonar|dejar))\s+sus\s+(?:hogares|casas|viviendas)))""",
    " personas murieron", " personas morirían")  # fmt: skip
"""After a number: "18 personas murieron", "65 resultaron heridas"."""
_VERB_BEFORE = Wording(
    rf"""(?x)\b(?:(?P<died>murieron|muri[oó]|mueren|muere|fallecieron|falleci[oó]|fallecen|perecieron|perdieron\s+la\s+vida|han\s+muerto|han\s+fallecido)
      |(?P<taken>mat(?:[oó]|aron|ando|an)|asesin(?:[oó]|aron|an)|ejecut(?:[oó]|aron)|ejecutan(?=\s+a\s)|cobr[oó]\s+la\s+vida|acab[oó]\s+con\s+la\s+vida
        |(?:(?<!pena\sde\s)muertes?|asesinatos?)(?=\s+de\s)|(?:dej(?:[oó]|aron|ando|an?)|{_FOUND}(?:[oó]|aron|ando|an?))\s+(?:sin\s+vida|muert[oa]s?)(?=\s+a\s))
      |(?P<hurt>hiri[oó]|hirieron|hiriendo|hieren)|(?P<seized>secuestr(?:[oó]|aron)|rapt(?:[oó]|aron))|(?P<let>liber(?:[oó]|aron))
      |(?:resultaron|resultan|quedaron|quedan|fueron|han\s+(?:sido|resultado|quedado))\s+{_STATES})
      (?:\s+(?:hoy|ayer|anoche|(?:este|el|la)\s+(?:pasad[oa]\s+)?(?:{WEEKDAY})|esta\s+\w{{5,9}}|a\s+(?:balazos|tiros|golpes|puñaladas|cuchilladas|machetazos|pedradas)))?
      (?:\s+(?:de|a|otr[oa]s|tambi[eé]n)){{0,2}}\s+\Z""",
    "asesinaron a ", "asesinatos a ")  # fmt: skip
_OBJECT = Wording(rf"\s+{_GROUP}", " policías del municipio", " 12")
_COUNTED = (
    r"(?:(?:el\s+|la\s+)?(?:n[uú]mero|cifra|saldo|balance|total)\s+de(?:\s+[^\W\d_]{4,15}s)?|l[oa]s)\s+"
    r"(?:(?P<killed>muert[oae]s|fallecid[oa]s|decesos|v[ií]ctimas\s+mortales|v[ií]ctimas\s+fatales)"
    r"|(?P<injured>herid[oa]s|lesionad[oa]s)|(?P<missing>desaparecid[oa]s))"
)
_RISES = r"(?:sub|aument|elev|asc|lleg|alcanz|pas|crec|increment)[^\W\d_]*"
_STANDS = r"(?:mant|sit[uú]|ubic|qued|cifr)[^\W\d_]*"
_OTHER_FIGURE = (
    "herid|lesionad|desaparecid|muert|fallecid|desplazad|damnificad|evacuad|daños|temperatura|pued|podr[ií]|debe|prev"
)
"""What a toll's own words do not go on with: another figure, and what is only to come."""
_TOLL = Wording(
    rf"\b{_COUNTED}(?:,\s+(?:el|la)\s+(?:balance|cifra|n[uú]mero|total|recuento)\b)?(?:\s+(?!{_OTHER_FIGURE})[\w'’-]{{1,30}}){{0,14}}?\s+(?:{_RISES}(?:\s+(?!a\b|en\b)[\w'’-]{{1,30}}){{0,3}}?\s+a|{_STANDS}\s+en|{EXCEEDS}(?:\s+l[oa]s)?|(?:es|era|ser[ií]a)\s+de|son|eran|ser[ií]an|suman)\s+\Z"
    r"|\b(?:cuerpos|cad[aá]veres|restos)\s+(?:sin\s+vida\s+)?de\s+(?:l[oa]s\s+)?(?P<bodies>)\Z",
    "el número de muertos subió a ", "el número de muertos por ")  # fmt: skip
_EXCEEDED = Wording(rf"{EXCEEDS}\s(?:l[oa]s\s)?", "superó las ", "más de ")
"""At the start of a number: what a toll did, which is read as a part of the number."""
_EXPECTED = Wording(
    r"\b(?:esperan?|tem(?:e|en|ían?)|prevén?|calculan?|podría\s+ser)\s+que\b", "se espera que suba", "mientras que suba"
)
"""Before a toll that is only to come."""
_EITHER = Wording(
    rf"\s+o\s+(?:(?:resultaron|est[aá]n|quedaron|fueron|siguen)\s+)?(?:{_STATES})",
    " o resultaron heridas",
    " o heredaron",
)
"""After what is told of some of the people."""
_TOLL_AFTER = Wording(rf"\s+{_COUNTED}\b", " la cifra de muertos", " la cifra")
_RISEN_TO = Wording(
    rf"\b{_RISES}(?:\s+(?!de\b|desde\b|a\b)[^\W\d_]{{2,12}}){{0,3}}?\s+a\s+\Z",
    "elevaron este jueves a ",
    "subió de 18 a 23 ",
)
"""Before a number whose people follow: "sube a 9 la cifra de muertos"."""
_MORTAL = Wording(rf"{_MORE}\s+v[ií]ctimas\s+(?:mort|fat)ales\b", " víctimas mortales", " víctimas")
_BODIES = Wording(
    rf"{_MORE}\s+(?:cuerpos|cad[aá]veres)(?:\s+sin\s+vida)?\s+(?:(?:fueron|han\s+sido|se)\s+)?{_FOUND}(?:ad[oa]s|aron)\b",
    " cuerpos fueron localizados", " cuerpos policiales",
)  # fmt: skip
_FINDING = Wording(
    rf"\b(?:{_FOUND}(?:an?|[oó]|aron|ando|ad[oa]s)|ingres(?:ado|aron))\s+(?:(?:a|al\s+menos|otr[oa]s)\s+){{0,2}}\Z",
    "hallan ",
    "halladas en ",
)
_FOUND_BODIES = Wording(
    rf"{_MORE}\s+(?:cuerpos|cad[aá]veres)\b(?!\sde\s(?:bomberos|rescate|seguridad))", " cadáveres", " cuerpo"
)
"""Bodies that were found, by what stands after and before their number."""
_UNREAL = Wording(
    r"""(?x)\b(?:podr[ií]an?|pudieron|pudo|habr[ií]an?|intent\w*|trat\w*\s+de|amenaz\w*|planea\w*|si|sin(?!\s+vida)|no|nunca|evit\w*|neg[oó]
      |niega\w*|tem(?:e|en|ía|ían)|para|riesgo\s+de)\s+(?:[\w'’-]{1,20}\s+){0,3}\Z""",
    "intentaron ", "interesados ")  # fmt: skip
_BACKGROUND = Wording(
    rf"""(?x)\b(?:desde\s+(?:{MONTHS}|hace|que|\d{{4}}|(?:el\s+)?(?:inicio|comienzo|principio|estallido)s?\s+del?\b|el\s+(?:pasado\s+)?\d{{1,2}}\s+de\s)
      |\A(?:en|durante)\s(?:19|20)\d\d\b|(?:este|presente|actual)\s+año|en\s+lo\s+(?:que\s+va|que\s+llevamos|corrido|transcurrido)\s+de|el\s+año\s+pasado|primer[oa]s?\s(?:\w{{1,12}}\s)?(?:mes(?:es)?|[bt]rimestre|semestre)\sdel?\s|cada\s+año|al\s+año|en\s+el\s+año\b|en\s+los\s+[uú]ltimos
      |hace\s+(?:(?:casi|unos|(?:poco\s+)?m[aá]s\s+de)\s+)?\w{{1,20}}\s+(?:años?|meses|d[eé]cadas?)\b|entre\s+(?:19|20)\d\d\s+y\s+(?:19|20)\d\d
      |(?:guerra|conflicto)\s[^.;]{{0,40}}\b(?:ha|han)\s)""", "en lo que va de año", "en lo que vale")  # fmt: skip
_PARTED = Wording(r";|,\s(?:donde|mientras)\s", ", donde han muerto", ", en la ciudad donde")
"""Between what happened now and what is told of another time."""
_PERSON_ARTICLE = Wording(
    r"""(?x)\b(?P<one>una?)\s+(?P<group>(?:hombre|mujer|niñ[oa]|menor|joven|polic[ií]a|soldado|agente|militar|persona|peat[oó]n
      |anciana?|bebé|trabajador|trabajadora|obrero|campesin[oa]|conductor|periodista|estudiante)(?:\s+de\s+\d{1,3}\s+años)?)
      (?=\s)""", "una mujer de 22 años ", "una mujerona ")  # fmt: skip
_ONE_OF_STATE = Wording(
    r"(?:\A\W*|(?<!\bcasi\s)\b(?:dej(?:a|an|ó|aron|ando)|hay|hubo|con|caus(?:a|ó)|saldo\sde|al\smenos)\s|[,y]\s)"
    r"(?P<one>una?)\s(?=(?:(?:muert|fallecid|lesionad|desaparecid)[oa]|herido)(?:\W*\Z|\s?[,.;:]"
    r"|\s(?:y|en|tras|por|dej(?:a|an|ó)|al?|durante|cuando|graves?|leves?)\b))",
    "un muerto y varios heridos", "la identidad de un muerto",
)  # fmt: skip
_OF_WHOLE = Wording(
    r"(?:\b(?:ningun[oa]|un[oa]|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|mitad|parte|mayor[ií]a)|\d)\s+de\s+(?:los|las|sus|cada)\s\Z"
    r"|\btod[oa]s\s(?:[^\W\d_]{2,15}\s){0,4}?(?:menos|salvo|excepto)\s\Z",
    "tres de los ", "hijos de los ",
)  # fmt: skip
"""Before the number of all, of whom some suffered, or none."""
_DEAD_AFTER = Wording(
    rf"\s(?!(?:que|de|en|por|han?|fueron|fue)\b)[^\W\d_]{{3,20}}\s(?:{_KILLED})(?![\w-])",
    " reos muertos", " reos que han muerto",
)  # fmt: skip
"""After a number of whom all are dead: "identifican a cinco de los ocho reos muertos"."""
_OF_THE = Wording(r"\s+de\s+(?:los|las|sus)\s+", " de los ", " de la ")
_OF_THEM = Wording(r"\s+de\s+(?:ell[oa]s|l[oa]s\s+cuales)\b", " de ellos", " de los")
_WHO = Wording(rf"(?:\s+{_GROUP})?,?\s+(?:que|quienes)\s", " jornaleros que fueron ", " jornaleros fueron ")
"""After the whole of a part: what follows is told of all."""
_FATALLY = Wording(r"\s+(?:fatal(?:es|mente)?|mortal(?:es|mente)?)\b", " fatales", " fatalidades")
_ASIDE = r"(?:\s+(?!(?:y|e|que|pero|cuando|mientras|fueron|resultaron)\b)[\w'’-]{1,30}(?<!-)){0,12}?"
_DIED_OF_ALL = Wording(
    rf"{_ASIDE}\s+(?P<died>murieron|muri[oó]|mueren?|fallecieron|falleci[oó]|fallecen?|perecieron|perdieron\s+la\s+vida|han?\s+(?:muerto|fallecido))\b",
    " mineros atrapados en una mina murieron", " mineros que murieran",
)  # fmt: skip
"""After the whole of a part: "tres de los ocho mineros atrapados murieron"."""
_OUTCOMES: dict[str, Outcome] = {
    **dict.fromkeys(("bodies", "killed", "died", "taken"), "killed"), "injured": "injured", "hurt": "injured",
    "missing": "missing", "kidnapped": "kidnapped", "seized": "kidnapped", "let": "freed", "freed": "freed",
    "displaced": "displaced", "fled": "displaced", "unharmed": "unharmed",
}  # fmt: skip
_REACH = 120
_ONE = CountRange(low=1, high=1, qualifier="exact")


class _Counted(NamedTuple):
    """A number that may count people, with its span in the sentence; ``group`` where an article begins one person."""

    start: int
    end: int
    amount: CountRange
    group: tuple[int, int] | None = None


class _Told(NamedTuple):
    """Where a phrase begins and ends, what it tells, and the span of its people; None where they are elided."""

    start: int
    end: int
    outcome: Outcome
    group: tuple[int, int] | None


def read_casualties(sentence: Sentence, numbers: Sequence[NumberMention]) -> Casualties:
    """What the sentence tells of casualties; ``numbers`` are all of its numbers.

    Parts are read where they stand first, "dos de los ocho siguen desaparecidos", and of others only the dead: "cinco
    personas, dos de las cuales murieron".
    """
    text = lower_letters(sentence.text)
    background = [found.span() for found in _BACKGROUND.finditer(text)]
    mentions = []
    found = list(_parts(text, [number for number in numbers if number.kind == "count"]))
    parts = {part.start: (part, told) for part, told in found}
    for counted in _counted(text, numbers):
        told = parts[counted.start][1] if counted.start in parts else _read(text, counted)
        if told is not None and not (told.group and is_thing(text[slice(*told.group)])):
            is_background = any(
                not _PARTED.search(text, min(start, told.start), max(end, told.end)) for start, end in background
            )
            mentions.append(_place(sentence, counted, told, background=is_background))
    return Casualties(tuple(mentions), tuple(part for part, _ in found))


def _parts(text: str, numbers: Sequence[NumberMention]) -> Iterator[tuple[PartMention, _Told]]:
    """The numbers that are a part of others, each with what is told of it."""
    for one, other in pairwise(numbers):
        comes_first = _OF_THE.fullmatch(text, one.end, other.start) is not None
        part, whole = (one, other) if comes_first else (other, one)
        them, fatally = _OF_THEM.match(text, part.end), _FATALLY.match(text, part.end)
        if not (comes_first or them or fatally) or not part.range.low:
            continue
        died = fatally or _DIED_OF_ALL.match(text, them.end() if them else other.end)
        if died and not _UNREAL.search(text[max(0, part.start - _REACH) : part.start]):
            of_all = _part(part.start, part.end, part.range, whole, "killed")
            yield of_all, _Told(part.start, died.end(), "killed", None)
        elif (
            comes_first
            and not died
            and not _WHO.match(text, other.end)
            and (said := _subject(text, part.start, other.end))
        ):
            yield _part(part.start, part.end, part.range, whole, said.outcome), said


def _part(start: int, end: int, count: CountRange, whole: NumberMention, outcome: Outcome) -> PartMention:
    return PartMention(
        start=start, end=end, count=count, whole_start=whole.start, whole_end=whole.end, outcome=outcome, is_direct=True
    )


def _counted(text: str, numbers: Sequence[NumberMention]) -> Iterator[_Counted]:
    counts = [
        _Counted(number.start, number.end, number.range)
        for number in numbers
        if number.kind == "count" and number.range.high != 0
        if not _OF_WHOLE.search(text, 0, number.start) or _DEAD_AFTER.match(text, number.end)
    ]
    taken = {offset for one in counts for offset in range(one.start, one.end)}
    articles = (
        _Counted(*match.span("one"), _ONE, match.span("group"))
        for match in _PERSON_ARTICLE.finditer(text)
        if match.start() not in taken
    )
    states = (_Counted(*one.span("one"), _ONE) for one in _ONE_OF_STATE.finditer(text) if one.start("one") not in taken)
    yield from sorted((*counts, *articles, *states), key=lambda one: one.start)


def _read(text: str, counted: _Counted) -> _Told | None:
    """What is told of a number: after it, else before it."""
    window = text[max(0, counted.start - _REACH) : counted.start]
    exceeded = _EXCEEDED.match(text, counted.start, counted.end)
    toll = _TOLL.search(window + exceeded.group() if exceeded else window)
    if _UNREAL.search(window) or (toll and _EXPECTED.search(window)):
        return None
    if toll and toll.lastgroup:
        return _Told(counted.start - len(window) + toll.start(), counted.end, _OUTCOMES[toll.lastgroup], None)
    toll = _TOLL_AFTER.match(text, counted.end) if _RISEN_TO.search(window) else None
    if toll and toll.lastgroup:
        return _Told(counted.start, toll.end(), _OUTCOMES[toll.lastgroup], None)
    found = _FOUND_BODIES.match(text, counted.end) if _FINDING.search(window) else None
    if mortal := _MORTAL.match(text, counted.end) or _BODIES.match(text, counted.end) or found:
        return _Told(counted.start, mortal.end(), "killed", None)
    told = _after(text, counted)
    if told and _EITHER.match(text, told.end):
        return None
    return _of_the_dead(told, text, counted, window) if told else _before(text, counted, window)


def _of_the_dead(told: _Told, text: str, counted: _Counted, window: str) -> _Told:
    """What is told; people hurt of whom a verb beside them says that they died are dead: "murieron tres heridos"."""
    if told.outcome != "injured":
        return told
    before, after = _before(text, counted, window), _DIED_OF_ALL.match(text, told.end)
    if before and before.outcome == "killed":
        return told._replace(start=before.start, outcome="killed")
    return told._replace(end=after.end(), outcome="killed") if after else told


def _after(text: str, counted: _Counted) -> _Told | None:
    end = counted.group[1] if counted.group else counted.end
    state = None if counted.group else _STATE_AFTER.match(text, counted.end)
    if state and state.lastgroup:
        return _Told(
            counted.start, state.end(), _OUTCOMES[state.lastgroup], state.span("group") if state["group"] else None
        )
    told = _subject(text, counted.start, end)
    return told._replace(group=counted.group or told.group) if told else None


def _subject(text: str, start: int, end: int) -> _Told | None:
    """What a verb tells of the people whose number, or words, end there: "12 mineros siguen desaparecidos"."""
    subject = _SUBJECT.match(text, end)
    if subject is None or subject.lastgroup is None:
        return None
    outcome = next(_OUTCOMES[name] for name, words in subject.groupdict().items() if words and name in _OUTCOMES)
    return _Told(start, subject.end(), outcome, subject.span("group") if subject["group"] else None)


def _before(text: str, counted: _Counted, window: str) -> _Told | None:
    verb = _VERB_BEFORE.search(window)
    if verb is None or verb.lastgroup is None:
        return None
    before = text[max(0, counted.start - len(window) - _REACH) : counted.start - len(window) + verb.start()]
    if _UNREAL.search(before):
        return None
    group = _OBJECT.match(text, counted.end)
    span = counted.group or (group.span("group") if group else None)
    start = counted.start - len(window) + verb.start()
    return _Told(start, span[1] if span else counted.end, _OUTCOMES[verb.lastgroup], span)


def _place(sentence: Sentence, counted: _Counted, told: _Told, *, background: bool) -> CasualtyMention:
    text = sentence.text
    return CasualtyMention(
        sentence=sentence.number,
        start=sentence.start + told.start,
        end=sentence.start + told.end,
        text=text[told.start : told.end],
        count=counted.amount,
        count_start=sentence.start + counted.start,
        count_end=sentence.start + counted.end,
        outcome=told.outcome,
        group=text[slice(*told.group)] if told.group else None,
        is_background=background,
    )
