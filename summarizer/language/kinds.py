"""Words by which a text tells of each type of incident, and those that tell of a game instead.

A type is told by words of its own; an incident that none of its sentences tells of so may be the model's invention.
Words that mean violence in one text and play in another ("a shot", "attack") count only outside of sport and fiction.
The English words of each type stand in ``kinds.tsv``: type, pattern, an example that holds it and one that does not.
Those of some other languages are stems, in ``kinds_elsewhere.tsv``, each with all types that it may tell of.
"""

import re
from functools import cache, lru_cache
from itertools import chain

from summarizer.language.wording import Wording, read_rows

_VIOLENCE = (
    r"kill\w*|slain|slay\w*|murder\w*|homicide\w*|manslaughter|massacre\w*|fatal\w*|wound\w*|injur\w*|shoot\w*|bomb\w*"
)


_WORDS = dict(read_rows("kinds.tsv"))
"""For each type a pattern without word boundaries and case; that of ``other`` holds the words of harm of any kind."""
_STEMS = tuple((frozenset(kinds.split(";")), row) for kinds, row in read_rows("kinds_elsewhere.tsv"))
"""Stems of Spanish, French, Portuguese, German and Italian words, and the types that they tell of, without case."""
READ_ELSEWHERE = frozenset({"es", "fr", "pt", "de", "it"})
"""The languages of these."""
_SPORT = Wording(
    r"(?i)\b(?:goals?|goalkeeper|match|half-?time|midfield\w*|striker|penalt(?:y|ies)|playoffs?|inning\w*|quarterback"
    r"|touchdown\w*|league|coach|season|tournament|wickets?|batsm[ae]n|semi-?final\w*|equali[sz]e\w*|stoppage time"
    r"|sudden[ -]death|overtime|knockout|scor(?:ed?|ing|es)|kick-?off|referee|tackle\w*|header|corner|free[ -]kick"
    r"|defender|winger|tie-?break|puck|rebounds?|keeper|(?:first|second)[ -]half|booked|squad|hat-?trick"
    r"|(?:yellow|red) cards?|substitutes?|fixtures?|derby|relegat\w*|limp(?:ed|s|ing) off"
    r"|(?-i:[A-Z][a-z]{2,20} \d{1,2}[-–]\d{1,2} [A-Z][a-z]{2,20}))\b",
    "the striker scored", "the gunman fled",
)  # fmt: skip
_SPORT_ELSEWHERE = Wording(
    r"(?i)\b(?:tore?|endspiel|halbfinale|viertelfinale|finale?|matchb[aä]lle?|st[uü]rmer|torwart|elfmeter|bundesliga|trainer"
    r"|unentschieden|spieltag|anpfiff|halbzeit|verl[aä]ngerung|buts?|entra[iî]neur|ligue|championnat|gardien|attaquant"
    r"|penalty|mi-temps|prolongations?|partidos?|goles|gol|entrenador|liga|delantero|portero|penalti|torneo|campeonato"
    r"|pr[oó]rroga|partita|allenatore|attaccante|portiere|rigore|campionato|serie a|treinador|atacante|goleiro|jogo"
    r"|placar|doelpunt(?:en)?|wedstrijd|spits|keeper|eredivisie|matchs?)\b",
    "das Endspiel", "das Endlager",
)  # fmt: skip
_SURE_ELSEWHERE = Wording(
    r"(?i)\b(?:poli[zcst]\w*|pol[ií]c[ií]a\w*|krankenhaus|klinik|h[oô]pital|hospital\w*|ospedale|ziekenhuis|feuerwehr"
    r"|pompiers?|bomberos|bombeiros|tote[nr]?|tot|get[oö]tet|morts?|tu[eé]e?s?|muert[oe]s?|murieron|mort[oi]|mortos?|doden"
    r"|blessures? par balle|festgenommen|arr[eê]t[eé]e?s?|detenid[oa]s?|arrestat[oi])\b",
    "die Polizei nahm zwei fest", "die Fans sangen",
)  # fmt: skip
_FICTION = Wording(
    r"(?i)\b(?:films?|movies?|novels?|directors?|directed|act(?:or|ress)(?:es|s)?|cast|screenplay|script|sequel"
    r"|box[ -]office|trailer|premieres?|stars?|starring|scenes?|plot|episodes?|streaming|drama|thriller"
    r"|protagonist|author|chapters?|subplot|gameplay|video games?|on screen)\b",
    "the film's last scene", "a bomb in a cinema",
)  # fmt: skip
_EXERCISE = Wording(
    r"(?i)\b(?:drills?|exercises?|practi[sc](?:ed|ing)|rehears\w*|simulat\w*|mock|posing as|role[ -]?play\w*|blanks"
    r"|pretend\w*|played (?:the )?(?:\w+ ){0,2}(?:victims?|wounded|hostages?|gunm[ae]n|attackers?))\b",
    "officers fired blanks", "officers fired shots",
)  # fmt: skip
_DEBUNKING = Wording(
    r"(?i)\A.{0,40}\bfact[- ]?check(?:ing)?\b(?!.{0,20}\b(?:yes|true)\b)",
    "FACT CHECK: no, there", "the facts were checked",
)  # fmt: skip
_MARKETS = Wording(
    r"(?i)\b(?:shares?|stocks?|investors?|traders?|index(?:es)?|indices|sensex|nifty|dow jones|nasdaq|ftse"
    r"|equit(?:y|ies)|bourses?|brokerages?|dividends?|earnings|analysts?|rally|sell-?offs?|yields?|basis points"
    r"|market cap\w*|securities"
    r"|profit[- ]booking|bulls?|bears?|bonds?|futures|hedge funds?|crude|rupee|commodit(?:y|ies))\b",
    "investors sold shares", "villagers sold cows",
)  # fmt: skip
_WORDS_OF_MARKETS = 6
_SPACE = Wording(
    r"(?i)\b(?:astronom\w*|astrophysic\w*|supernova[es]?|galax(?:y|ies)|light[- ]years?|telescopes?|neutron"
    r"|black holes?|cosmic|cosmos|universe|exoplanets?|planets?|stars?|solar system|constellation|gamma[- ]rays?"
    r"|nebula[es]?|asteroids?|comets?)\b",
    "a galaxy 31 million light years away", "a planned launch",
)  # fmt: skip
_WORDS_OF_SPACE = 5
_HARM_TO_PEOPLE = Wording(
    r"(?i)\b(?:polic\w*|arrest\w*|hospital\w*|ambulance\w*|rescue\w*|funeral|morgue|gunm[ae]n|soldiers?|troops|attack\w*|bomb\w*"
    r"|wounded|injured|people)\b",
    "police arrested a trader", "traders were slaughtered",
)  # fmt: skip
_SHOWN = Wording(r"(?i)\b(?:cinemas?|theat(?:er|re)s?|audiences?|screenings?)\b", "In cinemas now", "The scene")
"""Places of showing, which fiction and a bomb may be in: together they are one word of fiction."""
_REVIEW = Wording(
    r"(?i)\A.{0,60}(?:\breview\b|★|\*{3,5}(?!\*)|\b(?:film|movie|book|play|album|novel|show) of the (?:week|month)\b)",
    "Review: The Body in the Boathouse", "Police shot a man",
)  # fmt: skip
_REVIEW_DESK = Wording(
    r"(?i)(?:\A|[|/:–—]\s?)(?:fiction in brief|(?:book|film|theatre|tv) reviews?|cr[ií]tica de (?:libros?|livros?"
    r"|cine(?:ma)?|teatro)|(?:film|buch|theater)kritik|critique ciné(?:ma)?)(?:\s?[|/:–—]|\Z)",
    "CRÍTICA DE LIBROS / NOVELA NEGRA", "Film review board attacked",
)  # fmt: skip
"""What a newspaper calls its reviews, in a short line of its own."""
_MOST_OF_DESK = 80
"""The most characters of such a line."""
_LEAST_OF_REVIEW = 2
"""How many different words of fiction make a text so headed one of fiction, whatever else it has."""
_DIED = Wording(r"(?i)\b(?:killed|died|dead|deaths?|crash\w*)\b", "two died", "two hid")
dies_naturally = Wording(
    r"(?i)\b(?:d(?:ie[ds]?|ying|eath) (?:[\w.,'’-]+ ){0,9}?(?:of|from|after) (?:an? )?(?:[\w'’-]+ ){0,3}?"
    r"(?:heart (?:failure|attack|disease)|cancer|le?uk[ae]+mia|stroke|pneumonia|natural causes|illness|old age"
    r"|alzheimer\S*)"
    r"|d(?:ied|ies) (?:peacefully )?in (?:his|her) sleep)\b",
    "died on Tuesday at his home of heart failure", "died of his wounds",
)  # fmt: skip
"""Whether a text tells of a death by illness or age, which is no incident by itself."""
_DEATH = Wording(
    r"(?i)\b(?:d(?:ie[sd]?|ying|ead|eaths?)|hanged himself|hanged herself)\b", "he died in prison", "he dined in prison"
)
_FORCE = Wording(
    rf"(?i)\b(?:{_VIOLENCE}|execut\w*|assassinat\w*|hurt|kne(?:lt|eling)|chok\w*|restrain\w*|taser\w*|tased|tortur\w*"
    r"|lynch\w*|behead\w*|decapitat\w*|dismember\w*|(?<!heart\s)attack\w*|assault\w*|ambush\w*|raid\w*"
    r"|beat\w*|stab\w*|kni(?:fe|ves|fed)|shot\w*|gun\w*|fired?|bullets?|rifles?|pistols?|weapons?"
    r"|blast\w*|explo\w*|strangl\w*|poison\w*|suffocat\w*|smother\w*|bludgeon\w*|hack\w*|slash\w*|throat|machete\w*"
    r"|axe\w*|swords?|hammer\w*|violen\w*|victims?|militant\w*|rebel\w*|terror\w*|clash\w*|struck|hit|fought|fight\w*"
    r"|raped?|abduct\w*|kidnap\w*|rob\w*|overdose|pushed|drown\w*|dumped|thr(?:ew|own)|punch\w*|kick\w*"
    r"|(?:in|over|for|with|of) (?:the|his|her|their) deaths?)\b",
    "convicted in the death of a woman", "convicted mobster dies in prison",
)  # fmt: skip
_IN_CUSTODY = Wording(
    r"(?i)\b(?:in|at) (?:an? |the |his |her )?(?:[\w.'’-]+ ){0,4}?(?:prison|jail|custody|cell)\b",
    "died at a federal prison", "died at a federal building",
)  # fmt: skip
_SURE = Wording(
    r"(?i)\b(?:polic\w*|arrest\w*|hospital\w*|ambulance\w*|rescue\w*|murder\w*|funeral|morgue|stampede|gunm[ae]n|firefighters?)\b",
    "police arrested a fan", "the fans sang",
)  # fmt: skip
_INJURED = Wording(r"(?i)\b(?:injur(?:ed|ing)|wound(?:ed|ing)|hurt)\b", "a meteor injured two", "a meteor lit the sky")
_COMPUTERS = Wording(r"(?i)\b(?:ransomware|malware|cyber[ -]?\w*|hackers?|phishing|encrypted|ddos)\b",
    "hackers struck", "robbers struck")  # fmt: skip
_HARMED = Wording(
    rf"(?i)\b(?:{_VIOLENCE}|dead(?:ly|liest)?|die[sd]?|dying|deaths?|hurt\w*|shot|gunm[ae]n|stabb\w*)\b",
    "two were killed", "two were hacked",
)  # fmt: skip
_BLAST = Wording(r"(?i)\bblasts?\b", "a blast at a mosque", "a blasted heath")
_ACCIDENTAL = Wording(
    r"(?i)\b(?:gas (?:leaks?|cylinders?|tanks?|bottles?|canisters?|pipe\w*|mains?|blasts?|explosions?|lines?)"
    r"|natural gas|lpg|propane|butane|petroleum gas|boilers?|pressure (?:vessel|cooker)s?|compressors?|transformers?"
    r"|firecrackers?|fireworks?|dust explosions?|(?:fuel|oil|petrol|gasoline|gas) tankers?|refiner(?:y|ies)|furnaces?"
    r"|accidental\w*)\b",
    "a gas cylinder exploded", "gas masks were found",
)  # fmt: skip
"""What bursts without a bomb: a "blast" beside it is none."""
_BURST = Wording(r"(?i)\b(?:blasts?|explo(?:d|s)\w*)\b", "an explosion", "an exploit")
_BY_FIGHTERS = Wording(
    r"(?i)\b(?:militants?|insurgen\w*|jihadi\w*|separatists?|extremists?|guerrillas?|taliban|islamic state|al[- ]qa\w+"
    r"|boko haram|al[- ]shabaab|claimed responsibility|planted|rigged)\b",
    "militants blew up a pipeline", "workers mended a pipeline",
)  # fmt: skip
"""By whom what bursts is a bombing, whatever it was that burst."""
_OF_ANY_HARM = Wording(
    r"(?i)\b(?:kill\w*|slain|dead(?:ly|liest)?|die[sd]?|dying|deaths?|fatal\w*|wound\w*|injur\w*|hurt\w*|bod(?:y|ies)|corpses?|li(?:fe|ves)"
    r"|victims?|casualt\w*|missing|disappear\w*|taken|held|hold(?:s|ing)?|seiz\w*|captur\w*|hit|struck|beat\w*|burn\w*|gone|suicide"
    r"|charges?|raid\w*|halt\w*|stopp\w*|carr(?:y|ied|ying) off|crowd|cut)\b",
    "two were killed", "two were stabbed",
)  # fmt: skip
"""Words that many types have in common: they tell of none."""
_CLAUSE_END = Wording(r"(?i)[.,;:!?]\s|\s(?:but|while|although)\s", "scuffles, but police", "1,200 policemen")
_DENIED = Wording(r"(?i)\b(?:no|not|nobody|none|never|without)\b|n['’]t\b", "made no arrests", "made noted arrests")
ANY = "other"
"""The type whose words are those of harm of any kind."""
_OF_DEATH = frozenset({"murder", ANY})
"""Types of stems that tell of any death."""
SPORT_WORDS = 3
"""How many different words of sport, fiction or an exercise make a text one of play."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The words of each type, to be looked for in a lower-case text: without case that takes a third of the time."""
    return {kind: re.compile(rf"\b(?:{row.pattern})\b") for kind, row in _WORDS.items()}


@cache
def _stems() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """Likewise the stems: in a fifth of the time."""
    return tuple((kinds, re.compile(row.pattern)) for kinds, row in _STEMS)


def tells_of(kind: str, text: str, *, is_english: bool = True) -> bool:
    """Whether a text has words of that type of incident; of ``other`` those of any harm, damage or disruption.

    A blast alone tells of a bombing, but for one beside a gas cylinder or the like where nobody may have set it off.
    """
    lowered = text.lower()
    if not is_english:
        return any(kind in kinds and pattern.search(lowered) for kinds, pattern in _stems())
    if kind == "bombing" and _BURST.search(text) and _BY_FIGHTERS.search(text):
        return True
    if kind == "bombing" and _BLAST.search(text) and not _ACCIDENTAL.search(text):
        return True
    return _patterns()[kind].search(lowered) is not None


def list_told(text: str, *, is_english: bool = True) -> list[str]:
    """The types that a text has words of beside those that any death or injury has, and ``other``."""
    return [*_list_told(text, is_english)]


@lru_cache(maxsize=4096)
def _list_told(text: str, is_english: bool) -> list[str]:
    if not is_english:
        lowered = text.lower()
        others = (kinds for kinds, pattern in _stems() if not kinds >= _OF_DEATH and pattern.search(lowered))
        told = {ANY, *chain(*others)}
        return [kind for kind in _WORDS if kind in told]
    rest = _OF_ANY_HARM.sub(" ", text)
    return [kind for kind in _WORDS if kind == ANY or tells_of(kind, rest)]


def tells_of_computers(text: str) -> bool:
    """Whether a text is of an attack on computers, and has no word of harm to people: its "attack" is none on these."""
    return _COMPUTERS.search(text) is not None and not _HARMED.search(text)


def is_play(text: str, *, is_english: bool = True, has_dated_harm: bool = False) -> bool:
    """Whether a text is of sport, fiction, shares, stars, or an exercise without dead, or holds a report to be false.

    Several different words must tell of all but the last, which says so: "FACT CHECK". Of sport and fiction it has none
    of police, rescue or hospital, either; a clause that denies something has none: "police made no arrests". What is
    told with a day and the number of its dead or hurt (``has_dated_harm``) is no fiction, if film people were among
    them. A review says so at its top. In other languages only sport is told, and only where no word is of police or
    the dead.
    """
    if not is_english:
        return _has_several(_SPORT_ELSEWHERE, text) and not _SURE_ELSEWHERE.search(text)
    if _REVIEW.search(text) and _is_fiction(text, _LEAST_OF_REVIEW):
        return True
    is_market = _has_several(_MARKETS, text, _WORDS_OF_MARKETS) and not _HARM_TO_PEOPLE.search(text)
    if is_market or (_has_several(_SPACE, text, _WORDS_OF_SPACE) and not (_SURE.search(text) or _INJURED.search(text))):
        return True
    if _DEBUNKING.search(text) or (not _DIED.search(text) and _has_several(_EXERCISE, text)):
        return True
    if any(_SURE.search(clause) and not _DENIED.search(clause) for clause in _CLAUSE_END.split(text)):
        return False
    return _has_several(_SPORT, text) or (_is_fiction(text) and not has_dated_harm)


def heads_review(line: str) -> bool:
    """Whether a line is what a newspaper calls its reviews: "Books | Fiction in brief", "CRÍTICA DE LIBROS"."""
    return len(line) <= _MOST_OF_DESK and not line.rstrip().endswith(".") and _REVIEW_DESK.search(line) is not None


def is_fiction(text: str) -> bool:
    """Whether a text that a line says to be a review has words of fiction."""
    return _is_fiction(text, _LEAST_OF_REVIEW)


def is_sport(text: str) -> bool:
    """Whether a text is of sport and neither fiction nor a report held to be false: who died in it is dead."""
    return _has_several(_SPORT, text) and not (_is_fiction(text) or _DEBUNKING.search(text))


def _is_fiction(text: str, least: int = SPORT_WORDS) -> bool:
    return _has_several(_FICTION, text, least - bool(_SHOWN.search(text)))


def _has_several(words: Wording, text: str, least: int = SPORT_WORDS) -> bool:
    return len({match.group().casefold().removesuffix("s") for match in words.finditer(text)}) >= least


def dies_unharmed(text: str) -> bool:
    """Whether a text tells of a death by illness, or in custody, and of no force: "the mobster died in prison"."""
    died = dies_naturally(text) or (_DEATH.search(text) is not None and _IN_CUSTODY.search(text) is not None)
    return died and not _FORCE.search(text)
