"""People told of as a part of others, "five workers, among them three women", and those counted place by place."""

from collections.abc import Iterator, Mapping, Sequence

from summarizer.checks.entries import BESIDES
from summarizer.checks.rising import IN_PLACE, died_later
from summarizer.evidence.values import Spot, counting_spots, list_counting, list_places, list_telling, spot_of, spots_of
from summarizer.language.calendar import NO_DATE
from summarizer.language.cities import is_town
from summarizer.language.dates.finding import find_date_words
from summarizer.language.numbers import find_numbers
from summarizer.language.people import PERSON_GROUP, YEARS_OLD, content_words, is_generic, is_other
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least, first_sentence
from summarizer.schemas.record import Evidence, Outcome, Sentence, Victim

_AMONG = Wording(
    r"(?i)\b(?:including|incl\.?(?=\s)|incluyendo|(?:among|(?<!\w\s)of)\s(?:them|whom|these)|entre\s(?:ellos|ellas|eles|elas|los\sque|las\sque)|de\sl[oa]s\s(?:cuales|que)"
    r"|incluid[oa]s?|incluindo|darunter|davon|dont|parmi\s(?:eux|elles|lesquels)|tra\scui|fra\scui|di\scui|onder\swie"
    r"|waaronder)\b(?:(?!\b(?:were|was|had|died|said|together|along|while|besides|well)\b)[^.;]){0,80}\Z"
    r"|\b(?:of\s(?:them|whom|these)|de\s(?:ell[oa]s|est[oa]s)),?\s(?:(?!(?:and|y)\b)[\w'’-]{1,20}\s){0,3}\Z"
    r"|\b(?:killed|dead|deaths|injured|wounded|hurt|KIA|WIA|missing|kidnapped|abducted|people|civilians)\s\((?:[^()]{0,60}(?:[,;]|\sand)\s)?\Z"
    r"|\bof\s(?:them|whom|these)\b(?:(?!\b(?:were|was|had|have|died|said)\b)[^.;,]){0,60}\band\s\Z"
    r"|\b(?:(?:in|at)\s[^.;,]{1,40}\salone|s[oó]lo\sen\s[^.;,]{1,40}),?\s(?:[\w'’-]{1,20}\s){0,3}\Z",
    "five workers, among them ", "five, including two women, were killed and ",
)  # fmt: skip
_AMONG_ALL = Wording(
    r"(?i)\A(?:(?:among|(?:[\w-]{1,12}\s)?of)\sthe\s(?:\w{1,12}\s(?:(?:people|persons|men|women|children)\s)?)?(?:dead|killed|victims|injured|wounded|missing|hurt|casualties)"
    r"|(?:(?:entre|(?:\w{1,12}\s)?de)\s(?:los|las|os|as)|unter\sden|parmi\sles|tra\s(?:i|le)|onder\sde)\s(?:muert[oa]s|fallecid[oa]s|v[ií]ctimas"
    r"|v[ií]timas|herid[oa]s|ferid[oa]s|mort[oi]s?|toten|verletzten|opfern|morts|victimes|bless[ée]s|vittime|feriti|doden"
    r"|slachtoffers)|the\s(?:dead|killed|victims|injured|wounded|missing)\sinclude[ds]?)\b[^.;]{0,80}\Z",
    "The dead include ", "Among them were ",
)  # fmt: skip
_OF_THEM = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|were|was|are|is|as)\b)[\w'’-]{1,20}){0,3}?,?\s(?:(?:was|were|is|are)\s)?(?:among|(?:one|some)\sof)\sthem(?=[.;]|\Z)"
    r"|(?:\s(?!(?:and|or|but|who|were|was|are|is|as)\b)[\w'’-]{1,20}){1,3}\sincluded(?=[.,;]|\Z)"
    r"|\s(?:of\s(?:them|whom|these)|d['’]entre\s(?:eux|elles)|de\sell[oa]s|de\sl[oa]s\scuales|davon|von\sihnen)\b"
    r"|\s(?:more|others?|additional|further)\b[^.;]{0,120}?\b(?:bring|rais|tak|push|lift)\w{2,3}\s(?:[\w'’-]+\s){0,3}(?:toll|number|total)\b",
    " of them women", " of the workers")  # fmt: skip
_GRAVE = Wording(
    r"(?i)\s(?:en\s(?:estado|condici[oó]n)\s(?:muy\s)?(?:grave|cr[ií]tic[oa]|reservad[oa])|de\s(?:mucha\s|extrema\s|suma\s)?gravedad)\b",
    " en estado grave", " en estado estable",
)  # fmt: skip
_AND = Wording(r"(?i)\by\s\Z", "cinco heridos leves y ", "cinco heridos, ")
"""Before more than those told of: "tres heridos leves y dos de gravedad" are five."""
_OTHERS = Wording(r"(?i)\sothers?\b", " others with lesser injuries", " people")
_NEAR = 2
"""Sentences."""
_SUFFERED = r"(?:dead|deceased|killed|victims|fatalities|injured|wounded|hurt|casualties|missing)"
_OF_ALL = Wording(
    rf"(?i)\s(?:of\sthe\s(?:people|victims|men|women|children)\s(?:who|that)\s(?:were|had\sbeen)\s(?:shot|stabbed|{_SUFFERED})|of\sthose\s(?:who\s(?:died|perished|lost\stheir\slives|were\s{_SUFFERED})|{_SUFFERED})|of\sthe\s(?:dead|deaths|fatalities|deceased|killed|victims|injured|wounded|missing|hostages|patients)|de\sl[oa]s\s(?:pacientes|muert[oa]s|fallecid[oa]s|herid[oa]s|v[ií]ctimas"
    r"|lesionad[oa]s|afectad[oa]s|intoxicad[oa]s|desaparecid[oa]s|secuestrad[oa]s))\b"
    r"|(?:\s(?!(?:and|or|but|who|were|was|are|is|as)\b)[\w'’-]{1,20}){0,4}?"
    r"(?:,\s(?-i:[A-Z])[^,.;]{1,40},(?=\s(?:and|was|were)\b))?"
    r"(?:,?\sand\s(?:an?|his|her|their)(?:\s(?!(?:or|but|who|were|was|are|is)\b)[\w'’-]{1,20}){1,5}?)?\s(?:was|were|is|are)\s(?:(?:also|all|both)\s)?among\s"
    rf"(?:the\s(?:[\w-]{{1,12}}\s)?{_SUFFERED}|those\s(?:who\s(?:died|were\s)|{_SUFFERED}))\b",
    " of the dead", " of the workers",
)  # fmt: skip
_SHARE = r"(?i)\b(?:all|both|most|many|some|half|several|none|the\smajority)\sof\sthe\s"
_ALL_BEFORE: Mapping[Outcome, Wording] = {
    "killed": Wording(
        rf"{_SHARE}(?:dead|deceased|killed|victims|fatalities)\b",
        "Most of the deceased were from Sikar.",
        "Most of the injured were from Sikar.",
    ),
    "injured": Wording(
        rf"{_SHARE}(?:injured|wounded|hurt)\b",
        "Most of the injured were from Sikar.",
        "Most of the deceased were from Sikar.",
    ),
}
"""In the sentence before that on some "of them"."""
_NAMED_OF_THEM = Wording(
    r"(?i)\b(?:un[oa]\sde\sell[oa]s|one\sof\s(?:them|these|those|the\svictims)|one\svictim)(?:,|\scomo|\sas|\s[–—-]{1,2})?\s"
    rf"(?:{YEARS_OLD}\s)?\Z",
    "one of them as ",
    "one of the men, ",
)
_REST = Wording(
    r"(?i)\b(?:the|los|las)\s(?:other|remaining|otr[oa]s|demás|restantes)\b", "The other women", "Three other women"
)
"""Words for those of some people who are not told of yet."""
THE_BEFORE = Wording(r"(?i)\b(?:the|los|las)\s\Z", "for the ", "for ")
_OTHER_DEED = Wording(
    r"(?i)\b(?:second|another|separate|different|unrelated)\s(?:[\w-]+\s)?(?:shooting|stabbing|crash|attack|bombing|blast|explosion"
    r"|accident|fire|incident|quake|clash|strike|raid|collision)\b",
    "hurt in a second shooting", "a second man",
)  # fmt: skip
_STATES = frozenset[Outcome]({"injured", "missing", "kidnapped"})
_AT_A_PLACE = Wording(r"(?i)\A(?:in|at) [^,]{1,40},\s\Z", "In the town, ", "A man in the town, ")
_IN_STATE = Wording(
    r"(?i)(?:\sof\sthe(?:\s[\w-]+){1,2})?(?:\s(?:people|persons?|victims?|patients|students|pupils|children"
    r"|passengers|workers|employees|officers|soldiers|men|women))?(?:\s(?:was|were|is|are|remain(?:s|ed)?|still|later|has|have|had|been)){1,3}\s"
    r"(?:(?:listed\s|reported\s)?(?:in\s(?:[\w-]+\s){0,3}(?:condition|care|surgery|hospital)|as\s(?:critical|serious|stable|fair|good))\b"
    r"|(?:taken|transported|rushed|airlifted|flown|brought|driven)\sto\s|(?:under(?:going)?|receiving)\s(?:[\w-]+\s)?treatment\b|hospitali[sz]ed\b|(?:being\s)?treated\b|released\b|discharged\b"
    r"|expected\sto\s|(?:critically|seriously|badly|severely)\s(?:hurt|injured|wounded)\b)",
    " victims were taken to hospitals", " people were hurt",
)  # fmt: skip
"""What became of some of the injured, after their number."""
_OF_LIST = r"\s(?!(?:among|of|de|including|incluid[oa]s|were|was|are|is|who|died|que|eran|son)\b)[\w'’-]{1,20}"
_IN_LIST = Wording(
    rf"(?i)\A(?:{_OF_LIST}){{1,3}}(?:,(?:{_OF_LIST}){{1,4}}){{0,4}},?\s(?:and|y)\s\Z",
    " women, nine children and ", " women, among them nine children, were hurt and ",
)  # fmt: skip
"""Between two numbers of one list."""
_ARE_OF_KIND = Wording(
    r"(?i)\s(?:were|are)\s(?:children|women|men|girls|boys|minors|teenagers|babies|infants|civilians|students|pupils|police\w*|soldiers"
    r"|foreigners|tourists|foreign\snationals)\b",
    " were children under five", " were hurt",
)  # fmt: skip
"""Who some of those counted before were, after their number."""
_NEW = Wording(
    r"(?i)\s(?:new|additional|further|nuev[oa]s|nouveaux?|nouvelles|nov[oa]s|neue)\s(?:[\w-]{1,20}\s)?"
    r"(?:deaths?|cases?|infections?|fatalit(?:y|ies)|patients?|muertes?|fallecid[oa]s|casos?|décès|cas|mortes?|óbitos?|todesfälle|fälle)\b",
    " new deaths", " new houses",
)  # fmt: skip
_IN_ALL = Wording(
    r"(?i)\b(?:cumulative|since\sthe\s(?:start|beginning|onset|outbreak|epidemic)|to\sdate|so\sfar|as\sof|in\sall|in\stotal|a\stotal\sof|overall"
    r"|acumulad[oa]s?|en\stotal|hasta\sla\sfecha|desde\sel\s(?:inicio|comienzo)|au\stotal|depuis\sle\sdébut|no\stotal|insgesamt)\b",
    "a cumulative 1,284 cases", "an accumulator",
)  # fmt: skip
"""Of a count since an outbreak began, in which the new ones are."""
ANOTHER_BEFORE = Wording(
    r"(?i)\b(?:another|additional|further|otr[oa]s)\s(?:(?:at\sleast|about|some)\s)?\Z", "Another ", "another group of "
)
_PLACE = (
    rf"(?i:in|at|near|outside)\s(?:the\s)?(?:[a-z][\w'’-]{{0,20}}\s){{0,2}}?{NO_DATE}"
    r"(?P<place>[A-Z][\w'’-]{1,30}(?:\s[A-Z][\w'’-]{1,30}){0,3})"
)
_IN_PLACE = Wording(rf"\b{_PLACE}", "died when a house in Beit Lahiya was hit", "died in March")
_PLACE_BEFORE = Wording(
    rf"(?:\A|[,;]\s(?:(?:and|while)\s)?){_PLACE},?\s(?:at\sleast\s)?\Z",
    "In Gwer West, ",
    "officials in Gwer West said ",
)
"""Where those of one number were killed or hurt, after it or before it."""
_OPENS_IN_PLACE = Wording(rf"\A{_PLACE}", "In Ternopil a missile hit a block", "In March a missile hit a block")
"""Where those of a sentence's first number were, which names no other place after it."""
_FEWEST_PLACES = 2
_BEYOND_CHANCE = 10
"""So many people whom the numbers of two others add up to are hardly so by chance."""


def fills_up(one: Victim, kept: Sequence[Victim], parts: Sequence[Victim]) -> bool:
    """Whether an entry and the parts told before it make up a larger one: "31, 27 of them of burns and four others".

    Of a few they may do so by chance: "two farmers, one of them a woman, and a police officer".
    """
    told = list_counting(one)
    near = [part for part in parts if part.outcome == one.outcome and precedes(part, told)]
    total = count_least(one) + sum(map(count_least, near))
    alike = (whole for whole in kept if whole.outcome == one.outcome and precedes(whole, told))
    is_apt = is_other(one.group or "") or is_generic(one.group or "") or total >= _BEYOND_CHANCE
    return bool(near) and is_apt and any(count_least(whole) == total for whole in alike)


def precedes(one: Victim, told: Sequence[Evidence]) -> bool:
    """Whether an entry's number stands in one sentence with others, before them."""
    return any(
        held.sentence == item.sentence and held.end <= item.start for held in list_counting(one) for item in told
    )


def list_local(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """People counted in two places or more after a number of all that they do not exceed: "12 in Apa, 11 in Ukum".

    Those of one town take in none of another, nor those of one day any of another.
    """
    for outcome in dict.fromkeys(one.outcome for one in victims):
        counted = [one for one in victims if one.outcome == outcome and one.group and list_counting(one)]
        places = {id(one): _place_of(one, counted, sentences) for one in counted}
        whole = min(counted, key=first_sentence, default=None)
        if whole is None or is_town(places[id(whole)] or ""):
            continue
        later = [one for one in counted if places[id(one)] and first_sentence(one) > first_sentence(whole)]
        alike = [one for one in later if is_generic(one.group or "") or one.group == whole.group]
        is_all = sum(map(count_least, alike)) <= count_least(whole) and not _tell_other_days(whole, alike, sentences)
        if is_all and len({places[id(one)] for one in alike}) >= _FEWEST_PLACES:
            yield from alike


def _tell_other_days(whole: Victim, parts: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences that count some people tell other days than those that count all."""
    told, *others = (
        {
            text[start:end]
            for item in list_counting(one)
            for text in [sentences[item.sentence - 1].text]
            for start, end in find_date_words(text)
        }
        for one in (whole, *parts)
    )
    return any(told and days and told.isdisjoint(days) for days in others)


def _place_of(one: Victim, counted: Sequence[Victim], sentences: Sequence[Sentence]) -> str | None:
    """The place in capitals beside the number, before the next one of its sentence; None where there is none."""
    item = list_counting(one)[0]
    spot = spot_of(item, sentences)
    if before := spot.before(IN_PLACE) or spot.before(_PLACE_BEFORE):
        return before["place"]
    others = [each.start for other in counted for each in list_counting(other) if each.sentence == item.sentence]
    end = min((start for start in others if start > item.start), default=None)
    offset = sentences[item.sentence - 1].start
    if place := place_after(spot, None if end is None else end - offset):
        return place
    is_first = all(start >= item.start for start in others)
    opening = _OPENS_IN_PLACE.match(spot.text) if is_first else None
    return opening["place"] if opening else None


def place_after(number: Spot, end: int | None = None) -> str | None:
    """The first place in capitals after a number in its sentence, up to an offset: "63 people died in Rajasthan"."""
    found = _IN_PLACE.search(number.text, number.end, len(number.text) if end is None else end)
    return found["place"] if found else None


def is_part(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether every place that holds the entry's number, or else its words, is said to be among another entry's.

    "Of them" are those counted in the same sentence or in the one before, "of the dead" those counted anywhere.
    """
    held = list_telling(one)
    spots = spots_of(held, sentences)
    wholes = [whole for whole in list_larger(one, victims) if not _is_listed_with(whole, one, sentences)]
    if one.name and held:
        return all(spot.before(_NAMED_OF_THEM) for spot in spots) and may_hold(wholes, held)
    if not (one.group and held) or have_died_later(one, spots):
        return False
    counted = (spot.text for whole in wholes for spot in counting_spots(whole, sentences))
    if all(spot.after(_NEW) for spot in spots) and any(map(_IN_ALL.search, counted)):
        return True
    if all(_is_rest(one, spot) for spot in spots):
        # Of those killed or freed the other six may have been so after the first seven.
        before = (item for whole in wholes for item in list_counting(whole) if item.sentence < held[0].sentence)
        if (one.outcome in _STATES and any(before)) or _is_last(one, held, victims, sentences):
            return True
    is_told = all(_tells_more(one, spot) for spot in spots) and _is_told_before(one, held, victims, sentences)
    are_others = bool(wholes) and all(spot.after(_OTHERS) for spot in spots)
    if is_told or (are_others and _follows_some(one, held[0], victims, sentences)):
        return True
    apart = [(item, spot) for item, spot in zip(held, spots, strict=True) if not _is_said(spot, _AMONG_ALL, _OF_ALL)]
    is_near = may_hold(wholes, [item for item, _ in apart]) or _tell_all(wholes, [spot for _, spot in apart])
    is_near = is_near or (bool(wholes) and all(_follows_all(one.outcome, item, sentences) for item, _ in apart))
    return is_near and all(_is_of_them(spot) for _, spot in apart)


def _follows_some(one: Victim, first: Evidence, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether others are told of right after some of all: "Ten of the injured were flown out. Nine others ..."."""
    return not _OTHER_DEED.search(sentences[first.sentence - 1].text) and any(
        0 <= first.sentence - item.sentence <= _NEAR
        and item.start < first.start
        and _is_said(spot, _AMONG_ALL, _OF_ALL)
        for some in victims
        if some is not one and some.outcome == one.outcome
        for item in list_counting(some)
        for spot in [spot_of(item, sentences)]
    )


def _tell_all(wholes: Sequence[Victim], spots: Sequence[Spot]) -> bool:
    """Whether sentences tell of as many people as a whole before them: a headline's "11 devotees, 8 of them women"."""
    numbers = set(map(count_least, wholes))
    return bool(spots) and all(
        any(one.end <= spot.start and one.range.low in numbers for one in find_numbers(spot.text)) for spot in spots
    )


def _follows_all(outcome: Outcome, item: Evidence, sentences: Sequence[Sentence]) -> bool:
    """Whether the sentence before a number tells of all of the dead or hurt, whose number stands further up."""
    all_before = _ALL_BEFORE.get(outcome) if item.sentence > 1 else None
    return all_before is not None and all_before.search(sentences[item.sentence - 2].text) is not None


def _is_rest(one: Victim, spot: Spot) -> bool:
    """Whether people are "the other four", "the four others" or "the four other men"."""
    is_rest = _REST.search(spot.text, max(0, spot.start - len("remaining the ")), spot.end) is not None
    are_others = is_other(one.group or "") or spot.after(_OTHERS) is not None
    return is_rest or (are_others and spot.before(THE_BEFORE) is not None)


def list_larger(one: Victim, victims: Sequence[Victim]) -> list[Victim]:
    """The groups with the same outcome whose number is larger, so that somebody may be one of them."""
    least, alike = count_least(one), (whole for whole in victims if whole.group and whole.outcome == one.outcome)
    return [whole for whole in alike if whole.count and count_least(whole) > least]


def _is_listed_with(other: Victim, one: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether people are told of in one list with others before them: "15 women, nine children and 13 men"."""
    return any(
        _IN_LIST.search(before.text[first.end : before.start])
        for item in list_counting(one)
        for its in list_counting(other)
        if its.sentence == item.sentence and its.end <= item.start
        for first, before in [(spot_of(its, sentences), spot_of(item, sentences))]
    )


def may_hold(wholes: Sequence[Victim], near: Sequence[Evidence]) -> bool:
    """Whether the number of one of the wholes stands in the sentences of the items ``near`` or right before them."""
    told = [{item.sentence for item in list_counting(whole)} for whole in wholes]
    return any(
        numbers and all(not numbers.isdisjoint((item.sentence - 1, item.sentence)) for item in near) for numbers in told
    )


def have_died_later(one: Victim, spots: Sequence[Spot]) -> bool:
    """Whether people who died are told of as some of those who were hurt, and so perhaps none of the dead before."""
    return one.outcome == "killed" and all(map(died_later, spots))


def is_of_those_told(number: Spot) -> bool:
    """Whether a number is said to be of people who were told of: "of them, 27 died", "two of the dead"."""
    return _is_of_them(number) or _is_said(number, _AMONG_ALL, _OF_ALL)


def _is_of_them(spot: Spot) -> bool:
    is_grave = spot.after(_GRAVE) is not None and not spot.before(_AND)
    return is_grave or _is_said(spot, _AMONG, _OF_THEM)


def _is_last(one: Victim, held: Sequence[Evidence], victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether "the other four" and those "of them" in the same sentence are all of a third entry's people."""
    beside = [
        part
        for part in victims
        if part is not one and part.outcome == one.outcome
        for item in list_counting(part)
        if item.sentence == held[0].sentence and is_of_those_told(spot_of(item, sentences))
    ]
    sums = {count_least(part) + count_least(one) for part in beside}
    return any(whole.outcome == one.outcome and count_least(whole) in sums for whole in victims)


def _tells_more(one: Victim, spot: Spot) -> bool:
    """Whether the number there only tells who some were, "12 were children", or what became of some of the injured."""
    if one.count is not None and is_generic(one.group or "") and spot.after(_ARE_OF_KIND):
        return True
    state = spot.after(_IN_STATE)
    if one.outcome != "injured" or one.count is None or state is None:
        return False
    is_anyone = is_generic(one.group or "") or str(one.group).casefold() in state.group().casefold()  # "22 discharged"
    return is_anyone and is_in_state(spot)


def is_in_state(number: Spot) -> bool:
    """Whether a number is told with what became of people who were hurt: "five remain hospitalized"."""
    is_apart = number.before(ANOTHER_BEFORE) or number.before(_AT_A_PLACE)
    return not is_apart and number.after(_IN_STATE) is not None


def _is_told_before(
    one: Victim, held: Sequence[Evidence], victims: Sequence[Victim], sentences: Sequence[Sentence]
) -> bool:
    """Whether an earlier sentence gives a larger number of them, not of others, and none after it turns to more.

    Those told of first are others than the dead: "killed 14 and wounded 37 others".
    """
    alike = [whole for whole in victims if whole.outcome == one.outcome]
    first = min((item.start for whole in alike for item in list_places(whole)), default=0)
    told = [
        item.sentence
        for whole in list_larger(one, victims)
        if _may_be_some(one, whole)
        and (not is_other(whole.group or "") or any(item.start == first for item in list_counting(whole)))
        for item in list_counting(whole)
        if item.sentence < held[0].sentence
    ]
    own = sentences[held[0].sentence - 1]
    if not told or _OTHER_DEED.search(own.text):
        return False
    return not any(BESIDES.search(one.text) for one in sentences[max(told) : held[0].sentence - 1])


def _may_be_some(one: Victim, whole: Victim) -> bool:
    """Whether people may be some of others by what they are called: students of students, those discharged of any."""
    group = one.group or ""
    if is_generic(group) or not PERSON_GROUP.fullmatch(f" {group}"):
        return True
    return not content_words(group).isdisjoint(content_words(whole.group or ""))


def _is_said(spot: Spot, before: Wording, after: Wording) -> bool:
    return bool(spot.before(before) or spot.after(after) or after.search(spot.text, spot.start, spot.end))
