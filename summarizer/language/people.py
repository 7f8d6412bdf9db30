"""Words for people: groups, generic heads, those aboard, and which of them are things."""

from functools import cache, lru_cache
from pathlib import Path

from summarizer.language.spanish import words as spanish
from summarizer.language.wording import Wording

ANIMALS = Path(__file__).with_name("animals.txt")
"""Nouns for animals by WordNet, one a line: in the singular, and in the plural where no rule forms it.

Written by ``make animals``.
"""
_PEOPLE = (
    "people|persons?|individuals?|civilians?|troops|soldiers?|servicem[ae]n|servicewom[ae]n|members?|police",
    "policem[ae]n|policewom[ae]n",
    "officers?|officials?|child(?:ren)?|wom[ae]n|m[ae]n|girls?|boys?|bab(?:y|ies)|infants?|youths?|teenagers?|teens?",
    "passengers?|workers?|employees?|students?|pupils?|teachers?|militants?|insurgents?|fighters?|rebels?|guerrillas?",
    "terrorists?|extremists?|gunm[ae]n|attackers?|bombers?|suspects?|villagers?|residents?|inhabitants?|citizens?",
    "peasants?|farmers?|labou?rers?|miners?|journalists?|reporters?|photographers?|priests?|nuns?|bishops?|monks?|worshippers?",
    "pilgrims?|tourists?|visitors?|travell?ers?|migrants?|refugees?|evacuees?|victims?|survivors?|hostages|prisoners?",
    "inmates?|detainees?|guards?|bodyguards?|escorts?|agents?|patrolm[ae]n|troopers?|marines?|sailors?|pilots?|airm[ae]n",
    "conscripts?|recruits?|cadets?|sergeants?|lieutenants?|captains?|colonels?|generals?|commanders?|leaders?|deput(?:y|ies)",
    "senators?|mayors?|governors?|ministers?|judges?|lawyers?|attorneys?|prosecutors?|councilm[ae]n|councill?ors?",
    "politicians?|diplomats?|ambassadors?|doctors?|nurses?|medics?|paramedics?|rescuers?|firefighters?|drivers?",
    "pedestrians?|passers-?by|bystanders?|onlookers?|protesters?|protestors?|demonstrators?|activists?|supporters?|fans",
    "spectators?|shoppers?|customers?|clients?|guests?|neighbou?rs?|relatives?|couples?|sisters?|brothers?|daughters?|sons?",
    "families|personnel|staff|crew|crewm[ae]n|fisherm[ae]n|businessm[ae]n|engineers?|technicians?|contractors?|missionar(?:y|ies)",
    "unionists?|professors?|academics?|natives?|foreigners?|nationals?|settlers?|elders?|tribesm[ae]n|clerics?|infantrym[ae]n",
    "paratroopers?|commandos?|peacekeepers?|others|kids?|adults?|minors?|voters?|contras?|subversives?|criminals?",
    "traffickers?|extraditables|juveniles?|toddlers?|newborns?|preteens?|males?|females?|seniors?|pensioners?|retirees?",
    "siblings|classmates?|roommates?|occupants?|tenants?|clerks?|cashiers?|patrons?|bartenders?|bouncers?|partygoers?",
    "revell?ers?|churchgoers?|concertgoers?|festivalgoers?|cyclists?|bicyclists?|motorists?|motorcyclists?|bikers?|riders?",
    "hikers?|climbers?|skiers?|swimmers?|divers?|surfers?|rangers?|herders?|herdsm[ae]n|traders?|vendors?|bandits?|robbers?",
    "assailants?|vigilantes?",
)
_PERSONS = "|".join(_PEOPLE)
_THINGS = (
    "buildings|houses|homes|shops|stores|vehicles|cars|trucks|buses|trains|planes|aircraft|helicopters|ships|boats|tanks"
    "|bombs|rockets|missiles|shots|shells|bullets|attacks|explosions|blasts|bridges|towers|pylons|trees|animals|cows|pigs"
    "|goats|horses|dogs|cats|chickens|birds|sheep|cattle|camels|donkeys|elephants|fish|schools|hospitals|offices|villages"
    "|towns|cities|months|weapons|rifles|guns|jobs|votes|points|goals|games|flights|wounds|operations|missions|raids|orders"
    "|documents|works|plans|areas|provinces|departments|banks|hotels|companies"
)
_NO_NOUNS = "was|has|is|as|this|its|his|hers|ours|across"
_THING = Wording(
    rf"(?:{_THINGS}|house|home|building|vehicle|car|truck|bus|structures|households|hectares|drones?|bomb|missile"
    r"|rocket|rifle|gun|blast|explosion|attack|raid|(?:air)?strikes?|bombings?|shellings?|gunfire|rounds|ammunition|cartridges|stations?|churches|ambulances?|apartments?|vessels?|k-?9s?|canines?"
    r"|shelters?|tents?|huts?|stalls?|classrooms?|barns?|motor(?:cycle|bike)s?|bicycles?|boat|speedboats?|vans?|lorr(?:y|ies)|pickups?|camouflage|uniforms?|canoes?|tractors?|wagons?"
    r"|tankers?|trailers?|minibus(?:es)?|bulldozers?|excavators?|trawlers?|ferr(?:y|ies)|dhows?|dingh(?:y|ies)"
    r"|(?:sacks?|bags?|crates?|boxes|barrels?|tons|tonnes|litres|liters|gallons)(?=\sof\b|\Z)"
    r"|shares|stocks|bonds|hopes|bills|deals|laws|profits?|sales|prices|careers?"
    r"|(?:knee|jaw|leg|arm|thigh|wrist|elbow|ankle|shoulder|chest|abdomen|groin|finger|toe|rib)s?"
    r"|(?:fire|storm|wind|flood|wave|quake|earthquake|landslide|avalanche|hurricane|typhoon|cyclone|tornado|wildfire|leak|fault"
    r"|failure|malfunction|collision|crash|derailment|virus|outbreak|spark|current)s?|rains?|lightning|heat|gas|smoke|snow|ice)",
    "buildings", "builders")  # fmt: skip
_ES, _IES = Wording(r"(s|x|z|ch|sh|o)es\Z", "ostriches", "apes"), Wording(r"ies\Z", "ponies", "pony")
_DEED_SOMEWHERE = Wording(
    r"(?i)\A(?:(?!(?:of|the|in|on|by)\b)[\w-]{1,20} ){0,3}(?:air)?(?:attacks?|strikes?|raids?|barrages?|bombings?)"
    r" (?:on|in|at|against) ",
    "mass attack on Dnipro, Kharkiv", "victims of the attack on Dnipro",
)  # fmt: skip
_JOIN = Wording(r" (?:and|or) |, ", "goats and sheep", "goats")
_MEASURE = Wording(r"(?:heads?|herds?|flocks?|hundreds|thousands|dozens|scores|millions|tens|packs?) of (?:the )?",
    "head of cattle", "a state of mind")  # fmt: skip
_AFTER_NOUN = Wording(
    r" (?:of|in|from|at|on|with|near|to|for|by|that|which|who|owned|named|killed|drowned|dead|swept|lost|aboard|inside"
    r"|riding|driving|using|wearing|flying|operating|herding|tending|feeding|walking)(?: .*)?\Z",
    "goats in the valley", "goatherds",
)  # fmt: skip
_STOPS = (
    "in|at|on|when|after|as|during|near|outside|inside|from|with|by|or|and|but|while|before|since|over|across|including|to"
    "|according|who|whom|which|that|was|were|is|are|be|been|being|has|have|had|will|would|could|may|might|can|should|of"
    "|for|into|along|around|between|among|against|under|if|because|than|not|also|still|later|yesterday|today|tonight"
    "|(?:mon|tues|wednes|thurs|fri|satur|sun)day|said|says|told|where|the|an?|he|she|it|they|we|i|ago|dead|missing"
    "|killed|wounded|injured|died|kidnapped|killing|wounding|injuring|leaving|left"
)

_WORD = r"(?:\d{1,3}-)?[^\W\d_][\w'’.-]{0,30}"
MODIFIER = rf"(?!(?:{_STOPS})\b){_WORD}"
_ATTRIBUTE = rf"(?!(?:people|children|(?:wo)?men|(?:{_PERSONS})(?<=s))(?![\w'’-])){MODIFIER}"
THE = "the|its|his|her|their|our|these|those"
_OF_THE = rf"(?:of\s+(?:{THE})\s+(?:\w{{1,20}}\s+)?)?"
PERSON_GROUP = Wording(rf"\s+{_OF_THE}(?P<group>(?:{_ATTRIBUTE}\s+){{0,4}}(?:{_PERSONS}))(?![\w'’-])"
    rf"(?:\s+of\s+(?:(?:the|an?|its|his|their|that|this)\s+)?{MODIFIER}(?:\s+{MODIFIER}){{0,2}})?",
    " young US service members of the army", " memberships")  # fmt: skip
PLURAL_GROUP = Wording(
    rf"\s+{_OF_THE}(?P<group>(?:{MODIFIER}\s+){{0,3}}(?!(?:{_THINGS}|{_NO_NOUNS})\b)[^\W\d_]{{2,20}}[^\W\d_s]s)(?![\w'’-])",
    " of the mine owners", " mine")  # fmt: skip


def is_thing(group: str) -> bool:
    """Whether a group's noun is a thing, an animal or an event and no person: "drowned goats", "head of cattle".

    Of several nouns ("goats and villagers") all must be. So is what was done somewhere: "attack on Dnipro, Kharkiv".
    """
    return _DEED_SOMEWHERE.match(group) is not None or all(
        map(_names_thing, _JOIN.split(" ".join(group.casefold().split())))
    )


def _names_thing(noun: str) -> bool:
    measure = _MEASURE.search(noun)
    words = _AFTER_NOUN.sub("", noun[measure.end() :] if measure else noun).split()
    return bool(words) and (_THING.fullmatch(words[-1]) is not None or is_animal(words[-1]))


def is_animal(noun: str) -> bool:
    """Whether a noun in lower case is one for animals: "goats", "geese", "beagle"."""
    forms = (noun, noun.removesuffix("s"), _ES.sub(r"\1", noun), _IES.sub("y", noun))
    return not _animals().isdisjoint(forms)


@cache
def _animals() -> frozenset[str]:
    return frozenset(ANIMALS.read_text(encoding="utf-8").split())


is_nobody = Wording(
    r"(?i)\A(?:nobody|no[- ]one|none|any(?:one|body)|no (?:people|persons?|casualties|victims))\Z",
    "nobody", "nobody else",
)  # fmt: skip
"""Whether the words themselves are for nobody, "no one", or leave open whether somebody is: "that anyone died"."""
denies = Wording(
    r"""(?ix)\b(?:(?:no|not\s(?:a\ssingle|one|any)|none\sof\s(?:the|its|his|her|their))
      (?:\s(?!(?:and|or|but|as|when|after|in|of|for|that|was|were|had|has|longer|more|fewer|less|than)\b)[\w,-]{1,20}){0,2}
    |without(?:\sany)?(?:\s(?:dead|injured|wounded))?)\s\Z""", "without any ", "with any ")  # fmt: skip
"""Whether what stands before some people's words says that there were none: "no", "without any"."""


_PAIR = Wording(
    r"(?i)(?:\b(?:parents|grandparents|couple|newlyweds|spouses|twins|pair|duo|matrimonio|pareja|ehepaar|coppia|coniugi|casal|gemel[oa]s|melliz[oa]s)"
    r"|\btwin\s(?:sons|daughters|brothers|sisters|boys|girls|babies|infants))\b(?!\sof\s(?!\w+\Z))",
    "elderly couple", "couple of dozen soldiers",
)  # fmt: skip
_PERSON = (
    r"(?:(?:his|her|their|the|an?)\s)?(?:[\w-]{1,20}\s)?(?:man|woman|boy|girl|husband|wife|mother|father|son|daughter|brother"
    r"|sister|driver|passenger|pilot|co-pilot|assistant|grand(?:son|daughter|mother|father)|uncle|aunt|niece|nephew|teacher"
    r"|student|officer|baby|toddler|child|teen(?:ager)?)"
)
_TWO_PERSONS = Wording(rf"(?i){_PERSON}\s(?:and|&)\s{_PERSON}", "mother and daughter", "mothers and daughters")
_BOTH = Wording(
    r"(?i)\bboth\s(?:of\s)?(?:(?:the|his|her|their|its|these|those)\s)?\Z", "both of the ", "both parties said the "
)


def names_two(group: str, before: str) -> bool:
    """Whether a group's words are for two people, or what stands before them says so: "parents", "both" drivers."""
    is_pair = _PAIR.search(group) is not None or _TWO_PERSONS.fullmatch(group) is not None
    return is_pair or _BOTH.search(before) is not None


_CARRYING = Wording(
    r"(?i)\b(?:carrying|carried|transporting|transported|ferrying|transportaban?(?:\sa)?|llevaban?\sa|viajaban|iban)\s"
    r"(?:[\w-]{1,20}\s(?:passengers|people|pasajeros|personas)\s(?:and|y)\s)?\Z",
    "a bus carrying ", "a bus carries ")  # fmt: skip
_WITH = Wording(r"(?i)\b(?:with|con)\s\Z", "a bus with ", "a herewith ")
_PASSENGERS = Wording(
    r"(?i)\s(?:passengers|pasajeros|ocupantes)\b(?!\s(?:dead|killed|injured|hurt|missing|muert|fallecid|herid|desaparecid))",
    " passengers on it", " passengers dead",
)  # fmt: skip
_ON_BOARD = Wording(r"(?i)(?:\s[\w'’-]{1,20}){1,4}?\s(?:aboard|on\sboard|a\sbordo)\b",
    " people were aboard", " people were abroad")  # fmt: skip
_THERE_WERE = Wording(r"(?i)\bthere\s(?:were|was)\s\Z", "there were ", "they were ")
_BARE_ABOARD = Wording(r"(?i)\s(?:aboard|on\sboard)\b", " on board", " on a board")
tells_of_all = Wording(
    r"(?i)\b(?:all|every(?:one|body)?|no\ssurvivors?|nobody|no\sone|tod[oa]s|nadie|ning[uú]n|l[oa]s\s\w+\socupantes)\b",
    "No survivors were found", "Small groups survived")  # fmt: skip
"""Whether a sentence says of all people what it says."""


def is_aboard(text: str, start: int, end: int) -> bool:
    """Whether the number there is that of the people aboard, of whom the text does not say that all suffered."""
    aboard = _CARRYING.search(text, 0, start) or _ON_BOARD.match(text, end)
    aboard = aboard or (_WITH.search(text, 0, start) and _PASSENGERS.match(text, end))
    aboard = aboard or (_THERE_WERE.search(text, 0, start) and _BARE_ABOARD.match(text, end))
    return aboard is not None and not tells_of_all(text)


GENERIC_HEADS = spanish.GENERIC.union(
    """
    people persons person dead victims casualties fatalities deaths death toll number bodies corpses charred occupants
    killed injured wounded
    """.split()  # noqa: SIM905 - a list of words is read and kept as words
)
MALE = spanish.MALE.union("man men boy boys husband father fathers son sons brother brothers".split())  # noqa: SIM905 - a list of words is read and kept as words
FEMALE = spanish.FEMALE.union("woman women girl girls wife mother mothers daughter daughters sister sisters".split())  # noqa: SIM905 - likewise
"""Words that tell a group's sex."""
_SMALL = (
    frozenset({"the", "a", "an", "of", "and", "least", "at", "about", "some", "several", "many", "all"})
    | {"aboard", "on", "board", "in", "his", "her", "their"}
    | spanish.SMALL
)
DOERS = frozenset(
    {"gunman", "shooter", "attacker", "assailant", "bomber", "knifeman", "hijacker", "killer", "murderer", "suspect"}
    | {"atacante", "agresor", "tirador", "pistolero", "homicida"}
)
"""Words for one who did it."""


def _plural_of(noun: str) -> str:
    """The English plural of a noun for a person: "gunmen", "children", "soldiers"."""
    return f"{noun[:-2]}en" if noun.endswith("man") else "children" if noun == "child" else f"{noun}s"


_SEVERAL_DOERS = frozenset(map(_plural_of, DOERS))
_NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
YEARS_OLD = r"\d{1,3}[-\s](?:year|yr)[-\s]old"
"""A pattern for an age before or without a noun, with hyphens or spaces: "14-year-old", "14 yr old"."""
ORDINALS = rf"{'|'.join(_NTH)}|\d+(?:st|nd|rd|th)"
"""Words that count on, as a pattern."""
_ORDINAL = Wording(
    rf"(?i)(?:(?:an?|the|un|una|el|la)\s)?(?:{ORDINALS}|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|sext[ao])"
    r"(?:\s(?!(?:lieutenant|officer|mate|grader)\b)\w*[^\W\d_s])?\Z",
    "third victim", "third graders",
)  # fmt: skip
_OTHER = spanish.OTHER | {"other", "others", "another", "more", "additional", "further"}
_OTHER |= {"autres", "outros", "outras", "andere", "anderen", "weitere", "weiteren", "altri", "altre"}
_SAME = {"american": "us", "americans": "us", "usa": "us", "british": "uk", "britons": "uk"}

_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "di", "dos", "du", "la", "las", "los", "van", "von", "y"})
_PLAIN_WORD = Wording(r"[^\W_]+(?:['’][^\W_]+)?", "O’Neill", "_ _")


_ALIKE = (
    frozenset({"militants", "fighters", "insurgents", "rebels", "guerrillas", "terrorists", "gunmen", "combatants"}),
    frozenset({"soldiers", "troops", "servicemen", "troopers", "personnel"}),
    frozenset({"protesters", "protestors", "demonstrators", "marchers", "activists"}),
    frozenset({"civilians", "residents", "villagers", "inhabitants", "locals"}),
    frozenset({"students", "pupils", "schoolchildren", "children"}),
    frozenset({"workers", "employees", "labourers", "laborers", "miners", "staff"}),
    frozenset({"inmates", "prisoners", "detainees", "convicts"}),
    frozenset({"police", "policemen", "officers"}),
    frozenset({"migrants", "refugees", "asylum-seekers"}),
    frozenset({"tourists", "holidaymakers", "visitors", "travellers", "travelers"}),
    frozenset({"worshippers", "worshipers", "churchgoers", "parishioners", "congregants", "faithful"}),
    *spanish.ALIKE,
)
"""Nouns that two sides, or a headline and a report, may have for the same people."""


def are_alike(one: str, other: str) -> bool:
    """Whether two groups' nouns may be two speakers' words for the same people: "militants" and "fighters"."""
    heads = {head_word(one), head_word(other)}
    return len(heads) == 1 or any(heads <= nouns for nouns in _ALIKE)


@lru_cache(maxsize=1024)  # a group's words are held against those of all others
def is_generic(group: str) -> bool:
    """Whether a group's words say no more than that they are people: "others" are some people apart."""
    return bool(content_words(group)) and content_words(group) <= GENERIC_HEADS and not is_other(group)


def may_be_same(one: str, other: str) -> bool:
    """Whether two groups may be the same people by their words: who has none, or none of a kind, may be anybody."""
    return not (one and other) or is_generic(one) or is_generic(other) or are_alike(one, other)


def is_proper_name(name: str) -> bool:
    """Whether it is a name and no description: every word is capitalised, but for particles ("Ana de la Cruz")."""
    words = [word for word in name.split() if word[0].isalpha() and word not in _PARTICLES]
    return bool(words) and all(word[0].isupper() for word in words)


_PLURAL_HEAD = Wording(
    r"(?:[^s]s|men|people|children|folk|police|personnel|crew|staff|couple|family|clergy|cattle|dead|wounded|injured|missing)\Z",
    "young men", "actress",
)  # fmt: skip
_LEAD_END = Wording(
    r"\s(?:of|from|in|at|on|with|for|to|near|who|whose|that|which|and|de|del|en|con|que|y)\s|,",
    "member of the staff", "staff member",
)  # fmt: skip


def are_doers(group: str) -> bool:
    """Whether a group's words are of one or several who did it: "one of the gunmen"."""
    return not content_words(group).isdisjoint(DOERS | _SEVERAL_DOERS)


def is_singular(group: str) -> bool:
    """Whether the noun that leads the group ("member" in "a member of the armed forces") is no plural."""
    group = group.casefold()
    end = _LEAD_END.search(group)
    return not _PLURAL_HEAD.search((group[: end.start()] if end else group).strip().removesuffix(" más"))


is_kind = Wording(
    rf"(?i)\A(?:{_PERSONS}|pirates?|arsonists?|hackers?|kidnappers?|abductors?|th(?:ief|ieves)|looters?|snipers?|shooters?"
    r"|killers?|assassins?|hitm[ae]n|knifem[ae]n|smugglers?|mercenar(?:y|ies)|crowds?|mobs?|gangs?|jihadists?|islamists?"
    r"|separatists?|dockers?)\Z",
    "pirates", "Pietro",
)  # fmt: skip
"""Whether a word is for a kind of person, as a name that begins a sentence may be: "Gunmen", "Police"."""


_MEMBERS = frozenset({"member", "members"})
"""Say nothing beside another word: "crew members" are the crew."""


@lru_cache(maxsize=1024)
def content_words(group: str) -> frozenset[str]:
    """The telling words of a group's description, lower case."""
    words = frozenset(_words(group)) - _SMALL - _OTHER
    return words - _MEMBERS or words


def read_ordinal(group: str) -> int | None:
    """Which one a group's words count, "third victim"; None where they count none, or not in English."""
    word = next((word for word in _words(group) if word in _NTH or word[:1].isdigit()), "")
    if _ORDINAL.match(group) is None or not word:
        return None
    return _NTH.index(word) + 2 if word in _NTH else int(word[:-2])


@lru_cache(maxsize=1024)
def is_other(group: str) -> bool:
    """Whether a group is some people apart from others: "15 others", "a third victim"."""
    return not _OTHER.isdisjoint(_words(group)) or _ORDINAL.match(group) is not None


@lru_cache(maxsize=1024)
def head_word(group: str) -> str:
    """The last of a group's words, lower case; empty where it has none."""
    words = _words(group)
    return words[-1] if words else ""


def _words(group: str) -> tuple[str, ...]:
    return tuple(_SAME.get(word, word) for word in _PLAIN_WORD.findall(group.casefold().replace(".", "")))
