"""Days on which something was said of a deed, or somebody died of it, was tried for it or mourned."""

from summarizer.language.wording import Wording

_WHEN_SAID = Wording(
    r"(?i)\b(?:said|told\s(?:reporters|journalists|[A-Z][\w'’]{1,20})|announced|condemned)\s(?:in\sa\sstatement\s|at\sa\s(?:news|press)\s\w{8,10}\s)?"
    r"(?:late\s|early\s)?(?:on\s)?\Z"
    r"|\b(?:inform|dij|anunci|confirm|conden|señal|indic|(?<!\bse\s)report|detall|explic|asegur|denunci|comunic|precis|manifest|lament|elev)(?:ó|aron|o|eron|ado)\s"
    r"(?:(?:la|el|los|las)\s(?:polic[ií]a|fiscal[ií]a|minist\w{3,4}|gobierno|ej[eé]rcito|president[ea]|alcald\w{1,3}|gobernador\w?|autoridades|bomberos|portavoz)\s)?"
    r"(?:(?:en|durante)\sun\w?\s\w{1,15}\s)?(?:(?:en\s)?la\s(?:noche|mañana|tarde|madrugada)\sdel?\s)?(?:(?:este|esta|el)\s)?\Z",
    "informó la policía ", "un hombre informado murió ",
)  # fmt: skip


_WHEN_TOLD = Wording(
    r"""(?ix)\b(?:(?:in\sa\sstatement|(?:addressing|briefing|speaking\s(?:to|with)|updating)\s(?:reporters|journalists|(?:the\s)?(?:media|press)))
      |(?:(?<!were\s)(?<!was\s)(?<!been\s)confirmed|arrested|detained|charged|sentenced|jailed|convicted|acquitted|indicted|arraigned
        |(?:charged|arraigned|indicted)\s(?:with|on|for)\s(?:[\w'’-]{1,20}\s){0,3}?(?:murder|manslaughter|homicide|assault|robbery|arson|charges?|counts?)
        |jailed\sfor\slife|appeared\s(?:in|before)|identified|(?:did|performed|conducted)\san\sautopsy|laid\sto\srest|mourned|commemorated|unveiled|report\sreleased)
      (?:\s(?!(?:after|when|where|who|whom|which|that|as|over|for|following|with|killed|died|shot|and|but)\b)[\w'’-]{1,20}){0,4})
    \s(?:late\s|early\s)?(?:on\s)?(?<!\bthe\s)(?<!\ban\s)(?<!\ba\s)(?<!\bof\s)\Z""",
    "police arrested a man on ", "police arrested a man who shot her on ",
)  # fmt: skip
"""Before the day of an arrest, a trial, a funeral or a statement."""
_WHEN_TOLD_SPANISH = Wording(
    r"""(?ix)\b(?:detuv(?:o|ieron)|detenid[oa]s?|ha[n]?\sdetenido|captur(?:ó|aron|ad[oa]s?)|arrest(?:ó|aron|ad[oa]s?)
        |aprehendi(?:ó|eron|d[oa]s?)|juzga[n]?|juzgad[oa]s?|conden(?:ad[oa]s?|a[n]?|aron)|sentenci(?:ó|ad[oa]s?)
        |imput(?:ó|ad[oa]s?)|absuelt[oa]s?|extraditad[oa]s?|(?:homenaje|conmemor)(?:a[n]?|ó|aron)|rinden?\shomenaje)
      (?:\s(?!(?:que|quien|quienes|tras|por|cuando|luego|después|mientras|y|pero|acusad[oa]s?|presunt[oa]s?)\b
        |mat|asesin|mur|muer|falleci|secuestr|atac|abati|hirie|hirió|dispar|apuñal|estall|explot|explosi|atent|ataqu|tirote
        |masacr|crim|homicid|robo\b|incendi)[\w'’-]{1,20}){0,4}\s\Z""",
    "la policía detuvo a dos hombres ", "la policía detuvo a quien la mató ",
)  # fmt: skip
"""Before the day of an arrest, a trial or a tribute, in Spanish."""
_TRIED = Wording(
    r"(?i)\s(?:(?:el|un|al|a)\s(?:juicio|homenaje)|la\svista\soral|minutos?\sde\ssilencio|en\sel\sbanquillo"
    r"|ante\s(?:el|la|un|una)\s(?:juez|jueza|tribunal|corte|fiscal))\b",
    " el juicio contra un hombre", " el autobús",
)  # fmt: skip
"""After such a day: "acoge este martes el juicio"."""
_DIED = Wording(
    r"(?i)\b(?:muri(?:ó|eron)|falleci(?:ó|eron)|han?\s(?:muerto|fallecido)|fallecimiento|muerte)(?:\s[\w'’-]{1,20}){0,3}?\s\Z",
    "Ana Ruiz murió este ", "Ana Ruiz nació este ",
)  # fmt: skip
_OF_WOUNDS = Wording(
    r"(?i)[^.;]{0,60}?(?:,|\s)(?:(?:\d\d\shoras|\w{1,12}\s(?:d[ií]as|semanas|meses))\sdespu[eé]s\sde(?:l|\s(?:un|una|la|ser|haber|sufrir|recibir))\b"
    r"|(?:a\s(?:consecuencia|causa)|producto)\sde\s(?:las|sus)\s(?:graves\s)?(?:heridas|lesiones|quemaduras)"
    r"|tras\s(?:permanecer|pasar|estar)\s\w{1,12}\s(?:d[ií]as|semanas|meses)|que\spermanec[ií]a\s(?:ingresad|hospitalizad|internad)[oa])",
    " , dos meses después del atentado", " , dos meses de cárcel",
)  # fmt: skip
"""After the day on which somebody died: of what was done days or months before."""
_ONE_DIED = Wording(
    r"(?i)\b(?:muri|falleci)ó(?:\s[\w'’-]{1,20}){0,3}?\s\Z",
    "Ana Ruiz murió este ",
    "Diez recién nacidos murieron este ",
)
_IN_HOSPITAL = Wording(
    r"(?i)\sen\s(?:un|el|la)\s(?:[\w-]{1,20}\s){0,2}?(?:hospital|cl[ií]nica|centro\s(?:m[eé]dico|hospitalario))\b"
    r"(?![^.;]*\b(?:tras\b(?!\s(?:ser|haber|varios|\w+\s(?:d[ií]as|semanas|meses))\b)|por\b(?!\s(?:las|sus)\s(?:heridas|quemaduras|lesiones))|a\scausa\b"
    r"|al\b(?!\sno\sresistir)|donde\b(?!\s(?:permanec|llevaba|estaba|se\sencontraba|fue\s(?:trasladad|ingresad|internad)))|durante\b|cuando\b"
    r"|bombardead|incendi|asesinad))",
    " en el Hospital General, informó la policía", " en un hospital a causa de un incendio",
)  # fmt: skip
"""Around the day on which somebody died of it, in Spanish; not where the deed itself is told with it."""
_DIED_LATER = Wording(
    r"(?i)\b(?:died|dies)\s(?:(?:on|late|early)\s)*\Z", "Ana Ruiz, 20, died on ", "two men who died and "
)
_IN_CARE = Wording(
    r"(?i)(?:\s(?:morning|afternoon|evening|night))?,?\s(?:(?:at|in)\s(?:an?|the)\s(?:(?!near\b)[\w-]{1,20}\s){0,3}?hospital"
    r"|(?:of|from)\s(?:his|her|their)\s(?:wounds|injuries|burns))\b",
    " evening at a local hospital", " at a party near the hospital",
)  # fmt: skip
"""Around the day on which somebody died of it, in English."""
_ON_THE_WAY = Wording(r"\s(?:cuando|mientras|al\s\w{2,12}r)\b", " al huir", " al acusado")
_TELLS = Wording(
    r"(?i),?\s(?:struggl(?:ed|es)|grieved|gathered|remembered|recalled|faced\s(?:an?\s)?(?:judge|court|charges)|pleaded|appeared\sin)\b"
    r"|\s(?:(?:also|formally)\s)?(?:confirmed|identified|arrested|detained|charged|sentenced|jailed|convicted|acquitted|indicted"
    r"|announced|said|to\s(?:mark|mourn|remember|commemorate|honou?r))\b",
    " confirmed the death", " killed three",
)  # fmt: skip
"""After such a day: "police in Nairobi on Monday confirmed the killing"."""

_OPENS = Wording(
    r"(?i)\A\W{0,2}(?:(?:at|on|about|around|approximately|just|shortly|after|before|early|late|noon|midnight"
    r"|\d{1,2}(?:[:.]\d\d)?|[ap]\.?m\.?)\s){0,6}\Z",
    "At about 12:10 PM ", "He died at noon ",
)  # fmt: skip
_ARRESTS = Wording(
    r"(?i)(?:,?\s(?!(?:\w{1,20}ed|shot|set|fell|hit|broke|was|were|had|who|whose|that|when|where|while|as|after|and|but)\b)"
    r"[\w'’.-]{1,20}){1,14},?\s(?:(?:arrested|apprehended|indicted|charged|detained)\s(?!by\b)"
    r"|(?:obtained|issued|secured)\s(?:an?\s)?(?:[\w-]{1,20}\s){0,2}warrants?\b)",
    ", police arrested a man", ", a man who was arrested fled",
)  # fmt: skip
"""After a day with which a sentence opens: who arrested somebody then, or had a warrant for that."""
_THEN = Wording(r"\A\W{0,2}(?:In|On)\s(?:(?:early|late)\s)?\Z", "In late ", "He died in ")
_IS_TRIED = Wording(
    r"(?i)(?:,?\s(?!(?:who|whose|that|when|where|while|as|after)\b)[\w'’.-]{1,20}){1,8}\s(?:was|were)\s"
    r"(?:found\sguilty|convicted|sentenced|acquitted|arraigned|extradited)\b",
    " the suspect was found guilty", " a man who was convicted fled",
)  # fmt: skip
"""Around a day with which a sentence opens, of who was tried then."""
_AROUND_DAY = (
    (_DIED, _OF_WOUNDS),
    (_ONE_DIED, _IN_HOSPITAL),
    (_DIED_LATER, _IN_CARE),
    (_OPENS, _ARRESTS),
    (_THEN, _IS_TRIED),
)
"""What stands before and after a day on which somebody died of it later, or was arrested or tried."""


looks_back = Wording(
    r"(?i)(?<!for\s)\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty)\syears\s(?:since|on|after|later|ago)\b"
    r"|\ba\s(?:decade|year)\s(?:since|on|after|later)\b|\banniversary\b",
    "Survivors mark 10 years since landslide", "Man jailed for 10 years after crash",
)  # fmt: skip
"""In a headline: the deed is of a year of which day and month alone tell nothing."""


def is_when_said(text: str, start: int, end: int) -> bool:
    """Whether words for a day in that span tell when somebody told of it, was tried or mourned for it.

    "Police said on Tuesday", "he was sentenced on Friday for", "police on Monday confirmed". Or died of it later:
    "murió este lunes, dos meses después del atentado".

    Not "police said Tuesday's fire ...", nor "police said early Sunday, two men ...", which tell of the deed.
    """
    if text.startswith(("'s", "’s"), end):
        return False
    if _WHEN_TOLD.search(text, 0, start) or (start and _TELLS.match(text, end)) or _TRIED.match(text, end):
        return True
    if any(before.search(text, 0, start) and after.match(text, end) for before, after in _AROUND_DAY):
        return True
    if _WHEN_TOLD_SPANISH.search(text, 0, start) and not _ON_THE_WAY.match(text, end):
        return True
    found = _WHEN_SAID.search(text, 0, start)
    if found is None:
        return False
    opens = found.group().casefold().startswith("said") and "," not in text[:start]
    return not (opens and text.startswith(",", end))
