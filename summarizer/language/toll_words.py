"""Words of tolls in languages whose casualties are not read: for people of no kind, and for what befell them."""

from collections.abc import Sequence

from summarizer.language.wording import Wording
from summarizer.schemas.record import Outcome

_BEFORE = (
    r"(?i)\A(?:(?:au|moins|plus|de|des|les|ces|environ|ao|pelo|menos|mais|os|as|cerca|mindestens|rund|etwa|mehr|als|die|den|der"
    r"|almeno|circa|le|gli|i|\d[\d.,]*)\s)*"
)
ANYBODY = "personnes"
"""A word for people of no kind."""
_PEOPLE = Wording(
    rf"{_BEFORE}(?:personnes|gens|pessoas|gente|menschen|personen|leute|persone)\Z",
    "Menschen", "Kinder",
)  # fmt: skip
_SUFFERERS: dict[Outcome, Wording] = {
    "killed": Wording(
        rf"{_BEFORE}(?:morte?s?|tués?|corps|mort[oa]s?|corpos?|tote[nr]?|todesopfer|leichen?|mort[oi]|corp[oi])\Z",
        "au moins 4 morts", "blessés",
    ),
    "injured": Wording(
        rf"{_BEFORE}(?:blessée?s?|ferid[oa]s?|verletzte[nr]?|ferit[aeio])\Z", "os feridos", "os mortos"
    ),
    "missing": Wording(
        rf"{_BEFORE}(?:disparue?s?|desaparecid[oa]s?|vermisste[nr]?|dispers[aio])\Z", "8 Vermisste", "8 Verletzte"
    ),
}  # fmt: skip
_TOLD: dict[Outcome, Wording] = {
    "killed": Wording(
        r"(?i)\bmort[aeios]*\b|\btué|décéd|\bpéri(?:r|s|t|es)?\b|cadavre|noyé|\btrouvé la mort"
        r"|\bmorr|falec|óbito|\bmat(?:ou|aram|a|am|ando)\b|assassinad"
        r"|\btot(?:e[nr]?)?\b|\btöt|getöt|\bstarb|gestorben|sterben|ums leben|leiche|todesopfer"
        r"|uccis|decedut|\bmuor|\bmuoiono\b|\bmeurent\b|cadaver",
        "sept personnes sont mortes", "sept personnes vivaient là",
    ),
    "injured": Wording(r"(?i)bless|ferid|balead|lesionad|verletz|verwundet|\bferit", "sept blessés", "sept bénévoles"),
    "missing": Wording(r"(?i)disparu|desaparec|vermiss|dispers|scompars", "sept disparus", "sept diplômés"),
}  # fmt: skip
_KILLS = Wording(
    r"(?i)(?<!\bna )(?<!\bda )(?<!\bem )(?<!\bde )"
    r"\b(?:mat(?:a|am|ou|aram)|tu(?:e|ent|é)|töte[nt]|tötete[n]?|uccid(?:e|ono)|uccis[eo])\s\Z",
    "mata ", "na mata ",
)  # fmt: skip
is_of_another = Wording(
    r"(?i)\b(?:verhinder\w*|übung|probe|nicht|kein\w*|pas|aucune?|smentit\w*|nega|nie|desment\w*|não|non|nessun\w*|oder"
    r"|ou|jähr\w*|jahrestag|annivers[aá]\w*|prozess|procès|processo|julgamento|exercice"
    r"|esercitazione|simul\w+|(?:par|pro|por|al) (?:jour|tag|dia|giorno|ans?|jahr|ano|anno)"
    r"|(?:un|um|ein|\d+|dix|zehn|dez|dieci) (?:ans?|anos?|anni|jahre?n?))\b|\b(?-i:tote\s[A-ZÄÖÜ])",
    "L'incendie n'a pas fait 12 morts", "L'incendie a fait 12 morts",
)  # fmt: skip
"""Whether something in a headline makes its toll a denied, a rehearsed or an earlier one, or one of many deeds."""
_LEAVES = Wording(
    r"(?i)(?:\b(?:fait|font|faz|fazem|fez|deixa|deixam|deixou|laisse|laissent|fordert|fordern|forderte|provoca|provocano"
    r"|causa|causano)|,\s(?:et?|ed|und))\s\Z",
    "fait ", "fête ",
)  # fmt: skip
"""Before the number of a toll."""
_RISES_TO = Wording(
    r"(?i)\b(?:(?:sobem?|subi(?:u|ram)|cheg(?:a|am|ou|aram)|pass(?:a|am|ou|aram|e|ent)|aument(?:a|am|ou|aram|ano)"
    r"|(?:mont|grimp)e(?:nt)?|s['’](?:élève|alourdit)|salgono|sale|salit[oi]|steigt|steigen|stieg|klettert|erhöht sich)"
    r"\s(?:já\s)?(?:para|a|à|ad|auf))\s\Z",
    "Número de mortos sobe para ", "Número de mortos: ",
)  # fmt: skip
"""Before a number that is then the toll."""
_AFTER_TOLL = Wording(
    r"(?i)\s(?:(?:os?|i|il|gli|le|la|les)\s)?(?:(?:número|numero|nombre|balanço|bilan|bilancio)\s(?:d[eao]s?|dei|degli|delle)\s)?"
    r"(?P<who>[^\W\d_]{4,15})\b",
    " o número de mortos", ": 14",
)  # fmt: skip
"""Whose toll it is: "Sobe para 14 o número de mortos", "Salgono a 14 i morti"."""
_ENDS_THERE = Wording(
    r"(?i)\s?(?:\Z|[.,;:!?–—-]|\s?\b(?:à|aux?|a|in|im|nach|bei|nel\w*|em|n[oa]s?|en|dans|sur|après|dopo|após|pel[oa]s?|per|por|e|et|und|ed"
    r"|con|com|mit|avec)\b)",
    " in Roubaix", " Prozent",
)  # fmt: skip
"""After a number that counts nothing else."""
stands_after_least = Wording(
    r"(?i)\b(?:au moins|plus de|mindestens|über|mehr als|pelo menos|ao menos|mais de|almeno|oltre|più di)\s\Z",
    "Au moins ", "Au ",
)  # fmt: skip
"""Whether the words before a number tell that it is the least: "au moins "."""
_ENDS = Wording(r"(?i)[,;:]\s|\s(?:et|und|ed?|sowie)\s", "tot und verletzt", "totunglücklich")
"""Between clauses."""
is_attacker = Wording(
    r"(?i)\b(?:attent[aä]te[nur]\w*|täter\w*|\w*schützen?|angreifer\w*|amokläufer\w*|angeklagte\w*|tatverdächtige\w*"
    r"|assaillante?s?|agresseurs?|tireurs?|meurtriers?|forcené|auteurs?|kamikazes?|suspecte?s?|assassin[oi]?s?|terrorist[ae]?s?"
    r"|attentator[ei]|aggressor[ei]|killer|omicida|sospettat[oi]|atirador\w*|agressor\w*|suspeit[oa]s?|autor(?:es)?"
    r"|homens?-bomba|bandidos?|terroristen?)\b",
    "der mutmaßliche Täter", "der Vater",
)  # fmt: skip
"""Whether a group's words are for who attacked: their dead may be counted among the others, or apart."""
denies = Wording(
    r"(?i)(?:\b(?:aucune?|nessun[oa]?|kein(?:e[nrms]?)?|nenhuma?|geen|sans|senza|ohne|sem|zonder|não\s(?:há|houve|havia)"
    r"|non\s(?:ci\ssono|si\sregistrano)(?:\sstat[ei])?|pas(?:\s(?:eu|fait|causé|signalé|recensé))?\sde)\s"
    r"|\bnessun['’])\Z",
    "Il n'y a pas eu de ", "On ne connaît pas le nombre de ",
)  # fmt: skip
"""Whether the words right before some people say that there were none: "aucun mort", "keine Verletzten"."""
_YEAR = Wording(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)", "en 2015", "2015,5")
_WORST_SINCE = Wording(
    r"(?i)\b(?:pires?|piore?s?|peggior\w*|(?:plus|mais|più)\s(?!d[ei]\b|que\b)\w{4,20}|(?:schlimmst|schwerst|tödlichst|größt|blutigst)\w+)"
    r"\b[^.;:0-9]{0,60}?\b(?:depuis|seit|dal|desde)\s(?:[^\W\d_]{1,12}\s){0,3}(?:19|20)\d\d\b",
    "la pire fusillade depuis 2015", "plus de 400 morts depuis 2015",
)  # fmt: skip
"""What is told of now by a year of before."""
LANGUAGES = frozenset({"de", "fr", "it", "pt"})


def list_years(text: str) -> set[str]:
    """The years of which a text tells, but for that since which something is the worst."""
    return set(_YEAR.findall(_WORST_SINCE.sub("", text)))


def is_anybody(group: str, outcome: Outcome) -> bool:
    """Whether a group's words are for people of no kind, or for those with that outcome: "personnes", "os feridos"."""
    own = _SUFFERERS.get(outcome)
    return _PEOPLE.search(group) is not None or (own is not None and own.search(group) is not None)


def counts_outcome(outcome: Outcome, text: str, start: int, end: int) -> bool:
    """Whether a number counts people with that outcome, by the words right beside it.

    By the word after it, or of people of no kind by the verb before it or after them: "trois morts", "mata seis
    pessoas", "cinco morrem", "vier Menschen getötet". What a toll rises to by what is counted after it or before:
    "Salgono a 14 i morti", "Zahl der Toten steigt auf 14".
    """
    own, words = _SUFFERERS.get(outcome), [word.strip(".,;:!?") for word in text[end:].split(maxsplit=2)[:2]]
    if own is None:
        return False
    if _RISES_TO.search(text, 0, start):
        return _is_risen_toll(outcome, text, start, end)
    if not words:
        return False
    is_people = _PEOPLE.search(words[0]) is not None
    verb = "" if is_people and len(words) == 1 else words[is_people]
    is_told = own(words[0]) or _TOLD[outcome](verb)
    return is_told or (is_people and outcome == "killed" and _kills(text[:start]))


def _is_risen_toll(outcome: Outcome, text: str, start: int, end: int) -> bool:
    after = _AFTER_TOLL.match(text, end)
    named = _list_suffered([after["who"]] if after else [])
    if named or not _ENDS_THERE.match(text, end):
        return outcome in named
    return outcome in _list_suffered([word.strip(".,;:!?") for word in text[:start].split()])


def _list_suffered(words: Sequence[str]) -> set[Outcome]:
    """What befell those for whom any of the words is."""
    return {outcome for outcome, own in _SUFFERERS.items() if any(map(own, words))}


def _kills(before: str) -> bool:
    return _KILLS.search(stands_after_least.sub("", before)) is not None


def opens_phrase(before: str) -> bool:
    """Whether nothing stands before a number that may belong to it: the start of a line, a colon, a verb of a toll."""
    is_led = _kills(before) or any(words.search(before) for words in (_LEAVES, _RISES_TO))
    return is_led or before.rstrip()[-1:] in ("", *':,;–—-«“„"(')


def tells_of_outcome(outcome: Outcome, text: str, start: int, end: int) -> bool:
    """Whether the word for what befell people that stands nearest to a span of a sentence is for that outcome.

    One of the span's own clause goes before all others: "zwei kamen ums Leben, fünf weitere wurden verletzt".
    """
    first = max((found.end() for found in _ENDS.finditer(text, 0, start)), default=0)
    ending = _ENDS.search(text, end)
    last = ending.start() if ending else len(text)
    apart = [
        (not first <= found.start() < last, max(start - found.end(), found.start() - end, 0), told)
        for told, wording in _TOLD.items()
        for found in wording.finditer(text)
    ]
    return bool(apart) and (*min(apart)[:2], outcome) in apart
