"""Casualty phrases of an article, found by rule: "12 US troops have been killed", "15 others were injured".

Made for precision, since every phrase that no victim entry covers costs a request to the model: intentions, threats,
long-term tolls ("since January", "this year"), ratios ("one in five") and things ("12 buildings") are left out.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarizer.counts import CountRange, NumberMention, find_numbers
from summarizer.folding import lower_letters
from summarizer.schemas.record_v1 import Frozen, Outcome, Sentence


class CasualtyMention(Frozen):
    """One casualty phrase. Offsets are into the article's text; ``count_start`` and ``count_end`` span the number.

    ``group`` is the noun phrase as written after the number ("US troops"); None where it is elided ("140 injured").
    """

    sentence: int
    start: int
    end: int
    text: str
    count: CountRange
    count_start: int
    count_end: int
    outcome: Outcome
    group: str | None


class _Group(NamedTuple):
    """The noun phrase after a number. ``start`` is None where it is elided; ``is_person``: its noun names persons."""

    start: int | None
    end: int
    is_person: bool


class _Number(NamedTuple):
    """A number that counts something, and the persons named right after it.

    ``noun_at`` is where what it counts follows: after the "12" of "three of the 12 miners", which ``is_part`` as "half
    of the 12" is. ``is_article`` for "a" and "an" before one person.
    """

    start: int
    end: int
    range: CountRange
    noun_at: int
    persons: _Group | None
    is_article: bool = False
    is_part: bool = False


class _Hit(NamedTuple):
    start: int
    end: int
    outcome: Outcome
    number: _Number
    group: _Group


_PERSONS = (
    "people|persons?|civilians?|troops|soldiers?|servicem[ae]n|servicewom[ae]n|members?|police|policem[ae]n|policewom[ae]n"
    "|officers?|officials?|child(?:ren)?|wom[ae]n|m[ae]n|girls?|boys?|bab(?:y|ies)|infants?|youths?|teenagers?|teens?"
    "|passengers?|workers?|employees?|students?|pupils?|teachers?|militants?|insurgents?|fighters?|rebels?|guerrillas?"
    "|terrorists?|extremists?|gunm[ae]n|attackers?|bombers?|suspects?|villagers?|residents?|inhabitants?|citizens?"
    "|peasants?|farmers?|labou?rers?|miners?|journalists?|reporters?|photographers?|priests?|nuns?|bishops?|monks?|worshippers?"
    "|pilgrims?|tourists?|visitors?|travell?ers?|migrants?|refugees?|evacuees?|victims?|survivors?|hostages|prisoners?"
    "|inmates?|detainees?|guards?|bodyguards?|escorts?|agents?|patrolm[ae]n|troopers?|marines?|sailors?|pilots?|airm[ae]n"
    "|conscripts?|recruits?|cadets?|sergeants?|lieutenants?|captains?|colonels?|generals?|commanders?|leaders?|deput(?:y|ies)"
    "|senators?|mayors?|governors?|ministers?|judges?|lawyers?|attorneys?|prosecutors?|councilm[ae]n|councill?ors?"
    "|politicians?|diplomats?|ambassadors?|doctors?|nurses?|medics?|paramedics?|rescuers?|firefighters?|drivers?"
    "|pedestrians?|passers-?by|bystanders?|onlookers?|protesters?|protestors?|demonstrators?|activists?|supporters?|fans"
    "|spectators?|shoppers?|customers?|clients?|guests?|neighbou?rs?|relatives?|couples?|sisters?|brothers?|daughters?|sons?"
    "|families|personnel|staff|crew|crewm[ae]n|fisherm[ae]n|businessm[ae]n|engineers?|technicians?|contractors?|missionar(?:y|ies)"
    "|unionists?|professors?|academics?|natives?|foreigners?|nationals?|settlers?|elders?|tribesm[ae]n|clerics?|infantrym[ae]n"
    "|paratroopers?|commandos?|peacekeepers?|others|kids?|students?|adults?|minors?|voters?|contras?|subversives?|criminals?"
    "|traffickers?|extraditables"
)
_THINGS = (
    "buildings|houses|homes|shops|stores|vehicles|cars|trucks|buses|trains|planes|aircraft|helicopters|ships|boats|tanks"
    "|bombs|rockets|missiles|shots|shells|bullets|attacks|explosions|blasts|bridges|towers|pylons|trees|animals|cows|pigs"
    "|goats|horses|dogs|cats|chickens|birds|sheep|cattle|camels|donkeys|elephants|fish|schools|hospitals|offices|villages"
    "|towns|cities|months|weapons|rifles|guns|jobs|votes|points|goals|games|flights|wounds|operations|missions|raids|orders"
    "|documents|works|plans|was|has|is|as|this|its|his|hers|ours|across|areas|provinces|departments|banks|hotels|companies"
)
_THING = re.compile(rf"(?:{_THINGS})")
_STOPS = (
    "in|at|on|when|after|as|during|near|outside|inside|from|with|by|or|and|but|while|before|since|over|across|including|to"
    "|according|who|whom|which|that|was|were|is|are|be|been|being|has|have|had|will|would|could|may|might|can|should|of"
    "|for|into|along|around|between|among|against|under|if|because|than|not|also|still|later|yesterday|today|tonight"
    "|(?:mon|tues|wednes|thurs|fri|satur|sun)day|said|says|told|when|where|the|an?|he|she|it|they|we|i|ago|dead|missing"
    "|killed|wounded|injured|died|kidnapped|killing|wounding|injuring|leaving|left"
)


_WORD = r"(?:\d{1,3}-)?[^\W\d_][\w'’.-]{0,30}"
_MODIFIER = rf"(?!(?:{_STOPS})\b){_WORD}"
_ATTRIBUTE = rf"(?!(?:people|children|(?:wo)?men|(?:{_PERSONS})(?<=s))(?![\w'’-])){_MODIFIER}"
_OF_THE = r"(?:of\s+(?:the|its|his|her|their|our|these|those)\s+(?:\w{1,20}\s+)?)?"
_PERSON_GROUP = re.compile(
    rf"\s+{_OF_THE}(?P<group>(?:{_ATTRIBUTE}\s+){{0,4}}(?:{_PERSONS}))(?![\w'’-])"
    rf"(?:\s+of\s+(?:(?:the|an?|its|his|their|that|this)\s+)?{_MODIFIER}(?:\s+{_MODIFIER}){{0,2}})?",
)
_PLURAL_GROUP = re.compile(
    rf"\s+{_OF_THE}(?P<group>(?:{_MODIFIER}\s+){{0,3}}(?!(?:{_THINGS})\b)[^\W\d_]{{2,20}}[^\W\d_s]s)(?![\w'’-])",
)
_OF_NUMBER = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|his|her|their|our|these|those)\s+(?:\w{1,20}\s+)?)?")
_IN_NUMBER = re.compile(r"\s+(?:in|out\s+of)\s+(?P<every>every\s+)|\s+in\s+")
_BARE_OF = re.compile(r"\s+of\s+")
_MORE_WORDS = re.compile(rf"\s+{_MODIFIER}")
_VAGUE_OF = re.compile(r"\s+of(?!\s+(?:the|its|his|her|their|our|these|those|them|whom)\b)(?=\s)")
_HALF_OF = re.compile(r"\bhalf\s+(?:(?:of\s+)?(?:the|its|his|her|their|our|these|those)|of)\s+\Z")
_ELIDED = re.compile(r"(?:\s+(?:more|of\s+(?:them|these|those|whom)))?")
_PLURAL_HEAD = re.compile(r"(?:s|people|men|children|police|personnel|staff|crew)\Z")
_ARTICLE = re.compile(r"[Aa](?<!\w[Aa])(?:n|nother)?(?=\s)")
_ONE = CountRange(low=1, high=1, qualifier="exact")
_BOUNDARY = re.compile(
    r"""\s*(?:\Z|[,.;:)"”’—–-])|\s+(?:and|in|at|on|when|after|as|during|near|outside|inside|from|with|by|or|but|while
    |before|across|including|according|last|this|yesterday|today|\w{3,6}day|so|due|because|amid|following|more)\b""",
    re.VERBOSE,
)
_CLOSE = re.compile(r"\s*(?:\Z|[,.;:)])|\s+and\b")

_ACTIVE = re.compile(
    r"""\b(?:(?P<killed>kill(?:ed|ing|s)?|murder(?:ed|ing)|assassinat(?:ed|ing)|execut(?:ed|ing)|slaughter(?:ed|ing)
      |massacr(?:ed|ing)|behead(?:ed|ing)|(?:shot|shooting)\s+dead|gunn(?:ed|ing)\s+down)
    |(?P<injured>injur(?:ed|ing|es?)|wound(?:ed|ing)|hurt(?:ing)?|maim(?:ed|ing))
    |(?P<kidnapped>kidnapp?(?:ed|ing|s)?|abduct(?:ed|ing|s)?)
    |(?P<freed>fre(?:ed|eing)|releas(?:ed|ing))
    |(?P<displaced>displac(?:ed|ing)))
    (?:\s+(?:also|another|a\s+total\s+of|the|these|all|its|his|their|as\s+many\s+as|nearly|reportedly)){0,2}\s+\Z""",
    re.VERBOSE,
)
_NOMINAL = re.compile(
    r"""\b(?:(?P<killed>(?:deaths?|killings?|murders?|massacre|assassination|execution|slaying)\s+of
      |(?:claim(?:ed|ing)|cost(?:ing)?|t(?:ook|aken|aking))\s+the\s+lives\s+of)
    |(?P<kidnapped>(?:kidnapping|abduction)\s+of)
    |(?P<missing>disappearance\s+of)
    |(?P<injured>(?:wounding|injuring)\s+of|injuries\s+to))
    (?:\s+(?:the|another|a\s+total\s+of|these|all)){0,2}\s+\Z""",
    re.VERBOSE,
)
_TOLL = re.compile(
    r"""\b(?:(?P<killed>death\s+toll|number\s+of\s+(?:deaths|dead|fatalities|(?:people\s+|those\s+)?killed))
    |(?P<injured>number\s+of\s+(?:injuries|(?:people\s+|those\s+)?(?:injured|wounded)))
    |(?P<missing>number\s+of\s+(?:people\s+|those\s+)?missing))
    (?:\s+[\w'’-]{1,30}){0,8}?\s+(?:to|at|of|is|was|reached|hit|passed|topped|surpassed|exceeded)\s+\Z""",
    re.VERBOSE,
)
_PARTICIPLES = r"""(?:(?:shot|stabbed|beaten|hit|attacked|ambushed|tortured|captured)\s+and\s+(?:\w{1,20}ly\s+)?)?
    (?:(?P<killed>killed|murdered|assassinated|executed|slain|massacred|beheaded|gunned\s+down
      |(?:shot|burned|burnt|beaten|stabbed|crushed)\s+(?:dead|to\s+death)|dead)
    |(?P<died>died|perished|drowned|(?:lost|losing)\s+(?:their\s+lives|h(?:is|er)\s+life))
    |(?P<injured>injured|wounded|hurt|hospitali[sz]ed|maimed)
    |(?P<missing>missing|unaccounted\s+for)|(?P<disappeared>disappeared)
    |(?P<kidnapped>kidnapped|abducted|(?:taken|held)\s+(?:hostage|captive))
    |(?P<freed>freed|released)
    |(?P<displaced>displaced|(?:left\s+|made\s+)?homeless)
    |(?P<unharmed>unharmed|unhurt|uninjured))(?![\w-])"""
_PREDICATE = re.compile(
    rf"""(?P<aux>(?:(?:\s+|(?<=[–—]))(?:who|have|has|had|were|was|are|is|been|being|also|reportedly|confirmed|reported|believed|feared
      |presumed|left|later|then|either|seriously|slightly|critically|badly|fatally|severely|lightly|immediately
      |apparently|still|now|currently|found|declared|pronounced|escaped|remain(?:s|ed)?
      |went|gone)){{0,6}})\s+{_PARTICIPLES}""",
    re.VERBOSE,
)
_PLAIN = (
    r"(?!(?:said|says|told|and|but|who|that|which|when|where|was|were|is|are|has|have|had|\w{1,20}ed)\b)[\w'’-]{1,30}"
)
_INTERPOSED = re.compile(
    rf"""\s*,[^,;.()]{{1,80}},|\s+--?\s[^;.()]{{1,80}}\s--?|\s?[–—][^;.()–—]{{1,80}}[–—]|\s\([^()]{{1,60}}\)|\s\[[^\[\]]{{1,60}}\]
    |(?:\s+(?:travell?ing|riding|working|sleeping))?\s+(?:of|from|in|at|aboard|on|inside|near|outside|with|belonging\s+to)(?:\s+{_PLAIN}){{1,6}}?(?=\s+(?:were|was|died|have|had|are|remain(?:ed)?)\b)""",
    re.VERBOSE,
)
_NOUN = re.compile(
    r"""(?:\s+(?:confirmed|reported|more|other|military|civilian|additional|further)){0,2}
    \s+(?:(?P<killed>deaths|fatalities)|(?P<injured>injuries)|(?P<lives>lives))\b""",
    re.VERBOSE,
)
_LIVES_TAKEN = re.compile(r"\b(?:claim(?:ed|ing|s)|cost(?:ing)?|t(?:ook|aken|aking)|lost|losing)\s+(?:the\s+)?\Z")
_LIVES_LOST = re.compile(r"\s+(?:(?:were|have\s+been|had\s+been)\s+)?lost\b")
_TAKEN = re.compile(r"\b(?:t(?:ook|aking)|h(?:eld|olding))\s+\Z")
_HOSTAGE = re.compile(r"\s+(?:hostage|captive)\b")
_LIST_GAP = re.compile(r"\s*,?\s*(?:and|along\s+with|as\s+well\s+as|plus|together\s+with)\s+(?:also\s+)?|,\s+")

_BARE_VERB = re.compile(r"(?:kill|kidnap|abduct)\s")
_PAST_VERB = re.compile(r"\w+ed\b|hurt\b")
_HAVE = re.compile(r"\bha(?:ve|s|d)\b")
_BE = re.compile(r"\b(?:were|was|are|is|been|being|remain(?:s|ed)?)\b")
_SINGULAR_BE = re.compile(r"\b(?:was|is|has)\b")
_PLURAL_BE = re.compile(r"\b(?:were|are|have)\b")
_COORDINATED = re.compile(r"\b(?:and|or)\s+\Z")
_PASSIVE_BEFORE = re.compile(r"\b(?:was|were|is|are|been|be|being|those|got)\s+(?:\w{1,20}ly\s+)?\Z")
_UNREAL = re.compile(
    r"""(?:\b(?:could|would|may|might|can|will|should|must|not|never|without|if|unless|threat\w*|plan\w*|plot\w*|risk\w*
    |avoid\w*|den(?:y|ied|ies|ying)|aimed\s+at|capable\s+of|attempt\w*|tr(?:y|ied|ying))|n['’]t)\s+(?:[\w'’-]{1,20}\s+){0,3}\Z""",
    re.VERBOSE,
)
_CONDITION = re.compile(r"\b(?:if|unless)\s[^,;.]{0,60}\Z")
_TO_OR_NOR = re.compile(r"\b(?:to|and|or|nor)\s+\Z")
_SHARED_VERB = re.compile(r"\b(?:killed|killing|dead|wounded|injured)\s+or\s+\Z")
_PART_OF = re.compile(
    r"""\bof\s+(?:the|its|his|their|these|those)\s+(?:\w{1,20}\s+)?\Z|\b(?:all|everyone|everybody)\s+(?:but|except)\s+\Z
    |(?:\b(?:half|thirds?|quarters?|(?:fif|six|seven|eigh|nin|ten)ths?|most|percent|per\scent)|%)
      \s*of\s+(?:(?:the|its|his|her|their|our|these|those|[\w'’-]{1,30}['’]s?)\s+){0,2}\Z
    |(?:\b(?:many|part|out)|\A|,)\s*of\s+\Z""",
    re.VERBOSE,
)
_UNTOLD = (_PART_OF, _CONDITION, _UNREAL)
_FINITE = frozenset({"died", "disappeared"})
_SUPERLATIVE = re.compile(
    r"\b(?:deadliest|worst|bloodiest|biggest|largest|latest|first|second|third|fourth|fifth)\b[^.;]{0,60}?\bsince\b"
)
_BACKGROUND = (
    (("since",), re.compile(r"\bsince\b")),
    (("annually",), re.compile(r"\bannually\b")),
    (("year", "decade"), re.compile(r"\b(?:so\s+far\s+this\s+year|(?:this|last|each|every|per)\s+(?:year|decade))\b")),
    (
        ("year", "decade", "month"),
        re.compile(
            r"""\b(?:past|last|recent)\s+(?:[\w-]{1,20}\s+){0,2}(?:decades?|years?|months?)\b
            |\b(?:years|decades|months)\s+ago\b""",
            re.VERBOSE,
        ),
    ),
    (("day", "week", "month"), re.compile(r"\b(?:each|every|per)\s+(?:day|week|month)\b")),
    (("day", "week", "month", "year"), re.compile(r"(?:s|people|children|men)\s+a\s+(?:day|week|month|year)\b")),
    (
        ("war", "conflict", "insurgency", "violence"),
        re.compile(r"\b(?:war|conflict|insurgency|violence)\b[^.;,]{0,40}\b(?:has|have|had)\s"),
    ),
    (("-year",), re.compile(r"-year(?:-old)?\s+(?:\w{1,20}\s+)?(?:war|conflict|insurgency)\b")),
)
"""Words that tell of more than the news, each pattern with stems of which a text must hold one for it to match."""
_BACKGROUND_STEMS = tuple(dict.fromkeys(stem for stems, _ in _BACKGROUND for stem in stems))
_OUTCOMES: dict[str, Outcome] = {
    "killed": "killed",
    "died": "killed",
    "lives": "killed",
    "injured": "injured",
    "missing": "missing",
    "disappeared": "missing",
    "kidnapped": "kidnapped",
    "freed": "freed",
    "displaced": "displaced",
    "unharmed": "unharmed",
}
_CLAUSE_START = re.compile(r"(?:\A|[,;:\"“(—–-]\s*|\b(?:that|when|after|and|which|because|as|said)\s+)\Z")
_STRICT_VERB = re.compile(r"(?:execut|fre|releas|displac)")
_WINDOW = 120
_TELLING = (
    *("kill", "dead", "death", "died", "wound", "injur", "hurt", "missing", "lives", "life", "hostage", "kidnap"),
    *("abduct", "murder", "assassinat", "execut", "massacr", "slain", "slay", "slaughter", "behead", "gunn", "perish"),
    *("drown", "hospitali", "maim", "unaccounted", "disappear", "captive", "freed", "freeing", "releas", "displac"),
    *("homeless", "unharmed", "fatalit"),
)
"""Each casualty phrase holds one of these in one of its words."""


def find_casualties(sentences: Sequence[Sentence]) -> tuple[CasualtyMention, ...]:
    """The casualty phrases of the sentences, in order; one per number, "a" and "an" before one person counting as 1."""
    return tuple(_placed(sentence, hit) for sentence in sentences for hit in _hits(sentence.text))


def is_thing(group: str) -> bool:
    """Whether a group's last word is a thing, an animal or an event and no person."""
    words = group.casefold().split()
    return bool(words) and _THING.fullmatch(words[-1]) is not None


def _placed(sentence: Sentence, hit: _Hit) -> CasualtyMention:
    return CasualtyMention(
        sentence=sentence.number,
        start=sentence.start + hit.start,
        end=sentence.start + hit.end,
        text=sentence.text[hit.start : hit.end],
        count=hit.number.range,
        count_start=sentence.start + hit.number.start,
        count_end=sentence.start + hit.number.end,
        outcome=hit.outcome,
        group=None if hit.group.start is None else sentence.text[hit.group.start : hit.group.end],
    )


def _hits(original: str) -> list[_Hit]:
    """The hits of a sentence, whose patterns are held against its text in lower case, which runs in step with it."""
    text = lower_letters(original)
    if not any(stem in text for stem in _TELLING) or _is_background(text):
        return []
    numbers = _numbers(original, text)
    hits = [_predicated(text, number) for number in numbers]
    hits = [None if last and hit and last.end == hit.end else hit for last, hit in pairwise([None, *hits])]
    _share_forward(text, numbers, hits)
    _share_backward(text, numbers, hits)
    return [hit for hit in hits if hit]


def _is_background(text: str) -> bool:
    told = _SUPERLATIVE.sub("", text) if "since" in text else text
    if not any(stem in told for stem in _BACKGROUND_STEMS):
        return False
    return any(pattern.search(told) for stems, pattern in _BACKGROUND if any(stem in told for stem in stems))


def _numbers(original: str, text: str) -> list[_Number]:
    counts = [m for m in find_numbers(original) if m.kind == "count"]
    numbers = [number for number in _parts(text, [_number(text, m) for m in counts]) if number.range.high != 0]
    taken = {offset for m in counts for offset in range(m.start, m.end)}
    for article in _ARTICLE.finditer(original):
        match = None if article.start() in taken else _PERSON_GROUP.match(text, article.end())
        if match is not None and not _PLURAL_HEAD.search(match["group"]):
            numbers.append(_Number(*article.span(), _ONE, article.end(), _group_of(match), is_article=True))
    return sorted(numbers, key=_start)


def _number(text: str, mention: NumberMention) -> _Number:
    of = _VAGUE_OF.match(text, mention.end) if mention.range.qualifier == "several" else None
    noun_at = of.end() if of else mention.end
    number = _Number(mention.start, mention.end, mention.range, noun_at, _persons(text, noun_at))
    half = _HALF_OF.search(text, max(0, mention.start - _WINDOW), mention.start)
    return _half(text, number, half.start()) if half else number


def _half(text: str, number: _Number, start: int) -> _Number:
    """The number of "half of the 40 guards": 20, or zero, as if nobody, where no exact number is told."""
    before = text[max(0, start - _WINDOW) : start]
    told = _CLAUSE_START.search(before) or _ACTIVE.search(before)
    low = number.range.low or 0
    value = low // 2 if told and number.range.qualifier == "exact" and low % 2 == 0 else 0
    return number._replace(start=start, range=CountRange(low=value, high=value, qualifier="exact"), is_part=True)


def _parts(text: str, numbers: Sequence[_Number]) -> list[_Number]:
    """The numbers, "three of the 12 miners" as three miners, and without the ratio in "one in five miners"."""
    found: list[_Number] = []
    for number in numbers:
        last = found[-1] if found else None
        ratio = last and _IN_NUMBER.fullmatch(text, last.end, number.start)
        if last is None or not (ratio or _is_whole(text, last, number)):
            found.append(number)
        elif ratio:
            _drop_ratio(text, found, number, is_sure=bool(ratio["every"]))
        elif _is_told_of_whole(text, last, number):
            found[-1] = number
        else:
            found[-1] = last._replace(noun_at=number.noun_at, persons=number.persons, is_part=True)
    return found


def _drop_ratio(text: str, found: list[_Number], number: _Number, *, is_sure: bool) -> None:
    """Takes the "one" of "one in five miners" away, but not the "22" of "killed 22 in two refugee camps"."""
    start = found[-1].start
    killed = _ACTIVE.search(text[max(0, start - _WINDOW) : start])
    if is_sure or (number.persons and not (killed and _MORE_WORDS.match(text, number.persons.end))):
        found.pop()


def _is_told_of_whole(text: str, part: _Number, number: _Number) -> bool:
    """Whether it is the 12 who were killed: "one of 12 people killed"; but "three of the 12 people were killed"."""
    group = _group(text, number)
    told = group and _BARE_OF.fullmatch(text, part.end, number.start) and _PREDICATE.match(text, group.end)
    return bool(told and not told["aux"] and told.lastgroup not in _FINITE)


def _is_whole(text: str, part: _Number, number: _Number) -> bool:
    """Whether the number is the one that the part is of, but for one of deaths: "three of the 12 deaths"."""
    return bool(_OF_NUMBER.fullmatch(text, part.end, number.start)) and not _NOUN.match(text, number.end)


def _start(number: _Number) -> int:
    return number.start


def _persons(text: str, start: int) -> _Group | None:
    match = _PERSON_GROUP.match(text, start)
    return _group_of(match) if match else None


def _group_of(match: re.Match[str]) -> _Group:
    return _Group(match.start("group"), match.end(), is_person=True)


def _group(text: str, number: _Number) -> _Group | None:
    """The noun phrase after the number: persons, or any plural that is not known to name things; None if neither."""
    if number.persons or number.is_article:
        return number.persons
    match = _PLURAL_GROUP.match(text, number.noun_at)
    return _Group(match.start("group"), match.end(), is_person=False) if match else None


def _predicated(text: str, number: _Number) -> _Hit | None:
    return _elided(text, number) or _governed(text, number) or _subject(text, number) or _counted_noun(text, number)


def _elided(text: str, number: _Number) -> _Hit | None:
    """The hit of "140 injured", "14 are missing", "three dead": the predicate stands right after the number."""
    if number.is_article:
        return None
    more = _ELIDED.match(text, number.noun_at)
    return _predicate(text, number, _Group(None, more.end() if more else number.noun_at, is_person=True))


def _governed(text: str, number: _Number) -> _Hit | None:
    """The hit of "killed 12 people", "the death of 12 people", "the death toll rose to 12"."""
    offset = max(0, number.start - _WINDOW)
    window = text[offset : number.start]
    verb, noun, toll = _ACTIVE.search(window), _NOMINAL.search(window), _TOLL.search(window)
    governor = verb or noun or (None if number.is_article else toll)
    if governor is None or not governor.lastgroup or _is_unreal(window[: governor.start()], governor.group()):
        return _taken_hostage(text, number, window)
    strict = _STRICT_VERB.match(governor.group()) is not None
    group = number.persons if strict else _group(text, number) or _nobody(text, number)
    if group is None or (strict and not _BOUNDARY.match(text, group.end)):
        return None
    return _Hit(offset + governor.start(), group.end, _OUTCOMES[governor.lastgroup], number, group)


def _nobody(text: str, number: _Number) -> _Group | None:
    """The elided noun of "killing at least 20," where the clause ends or goes on after the number."""
    more = _ELIDED.match(text, number.noun_at)
    end = more.end() if more else number.noun_at
    return _Group(None, end, is_person=True) if not number.is_article and _BOUNDARY.match(text, end) else None


def _is_unreal(before: str, governor: str) -> bool:
    """Whether the verb tells no deed: "could kill", "to kill", "was killed" (two blocks away), "killed or wounded"."""
    bare = _BARE_VERB.match(governor)
    past = _PAST_VERB.match(governor)
    return bool(
        _UNREAL.search(before)
        or _CONDITION.search(before)
        or _SHARED_VERB.search(before)
        or (bare and _TO_OR_NOR.search(before))
        or (past and _PASSIVE_BEFORE.search(before))
    )


def _taken_hostage(text: str, number: _Number, window: str) -> _Hit | None:
    verb, group = _TAKEN.search(window), number.persons
    if verb is None or group is None or _UNREAL.search(window[: verb.start()]):
        return None
    hostage = _HOSTAGE.match(text, group.end)
    if hostage is None and not text.endswith(("hostage", "hostages"), group.start, group.end):
        return None
    end = hostage.end() if hostage else group.end
    return _Hit(number.start - len(window) + verb.start(), end, "kidnapped", number, group)


def _subject(text: str, number: _Number) -> _Hit | None:
    """The hit of "12 US troops have been killed", also with an aside before the verb."""
    group = _group(text, number)
    if group is None:
        return None
    aside = _INTERPOSED.match(text, group.end)
    return _predicate(text, number, group) or (_predicate(text, number, group, at=aside.end()) if aside else None)


def _predicate(text: str, number: _Number, group: _Group, *, at: int | None = None) -> _Hit | None:
    match = _PREDICATE.match(text, group.end if at is None else at)
    before = text[max(0, number.start - _WINDOW) : number.start]
    if match is None or not match.lastgroup or any(rule.search(before) for rule in _UNTOLD):
        return None
    if not group.is_person and match.lastgroup in {"missing", "disappeared", "freed", "displaced"}:
        return None
    disagreeing = _SINGULAR_BE if _is_plural(number) else _PLURAL_BE
    agrees = not disagreeing.search(match["aux"]) or (not _is_plural(number) and _COORDINATED.search(before))
    boundary = _CLOSE if number.is_part else _BOUNDARY
    if not agrees or not _is_told(text, match, finite=at is not None, boundary=boundary):
        return None
    return _Hit(number.start, match.end(), _OUTCOMES[match.lastgroup], number, group)


def _is_told(text: str, match: re.Match[str], *, finite: bool, boundary: re.Pattern[str]) -> bool:
    """Whether the participle is said of the noun before it: "were killed", "died", or "killed" where a clause ends.

    A part's clause ends only at a stop or "and": "five of the 12 killed in the attack" may go on to say who they were.
    """
    if match.lastgroup in _FINITE or _BE.search(match["aux"]):
        return True
    active = _HAVE.search(match["aux"])
    return not finite and not active and boundary.match(text, match.end()) is not None


def _is_plural(number: _Number) -> bool:
    return number.range.low != 1 or number.range.qualifier != "exact"


def _counted_noun(text: str, number: _Number) -> _Hit | None:
    """The hit of "12 deaths", "five injuries", "claimed nine lives"."""
    noun = _NOUN.match(text, number.noun_at)
    if noun is None or not noun.lastgroup or number.is_article:
        return None
    window = text[max(0, number.start - _WINDOW) : number.start]
    start, end = number.start, noun.end()
    if _UNREAL.search(window) or _CONDITION.search(window):
        return None
    if noun.lastgroup == "lives":
        taken, lost = _LIVES_TAKEN.search(window), _LIVES_LOST.match(text, end)
        if (taken is None and lost is None) or (taken and _UNREAL.search(window[: taken.start()])):
            return None
        start -= len(window) - taken.start() if taken else 0
        end = lost.end() if lost else end
    return _Hit(start, end, _OUTCOMES[noun.lastgroup], number, _Group(None, end, is_person=True))


def _share_forward(text: str, numbers: Sequence[_Number], hits: list[_Hit | None]) -> None:
    """Give "at least 60 Afghan civilians" the outcome of "killed 12 US service members, along with" before it."""
    for at, number in enumerate(numbers[1:], start=1):
        last, group = hits[at - 1], number.persons
        if hits[at] or last is None or group is None or last.end != last.group.end:
            continue
        if _LIST_GAP.fullmatch(text, last.end, number.start) and _BOUNDARY.match(text, group.end):
            hits[at] = _Hit(number.start, group.end, last.outcome, number, group)


def _share_backward(text: str, numbers: Sequence[_Number], hits: list[_Hit | None]) -> None:
    """Give "three soldiers" the outcome of "and two civilians were killed" after it, where they begin a clause."""
    for at in range(len(numbers) - 2, -1, -1):
        number, following, group = numbers[at], hits[at + 1], numbers[at].persons
        if hits[at] or following is None or group is None or following.group.start is None:
            continue
        begins = _CLAUSE_START.search(text[max(0, number.start - _WINDOW) : number.start])
        joined = _LIST_GAP.fullmatch(text, group.end, numbers[at + 1].start)
        if begins and joined and following.start == following.number.start:
            hits[at] = _Hit(number.start, group.end, following.outcome, number, group)
