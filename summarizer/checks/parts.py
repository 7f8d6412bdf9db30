"""People told of as a part of others: "five workers, among them three women"."""

from collections.abc import Sequence

from summarizer.checks.entries import BESIDES
from summarizer.evidence.values import Spot, list_counting, list_places, list_telling, spot_of, spots_of
from summarizer.language.numbers import find_numbers
from summarizer.language.people import ORDINALS, YEARS_OLD, is_generic, is_other, read_ordinal
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
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
    r"|slachtoffers)|the\s(?:dead|deceased|killed|victims|injured|wounded|missing)\sinclude[ds]?)\b[^.;]{0,80}\Z",
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
_SUFFERED = r"(?:dead|deceased|killed|victims|fatalities|injured|wounded|hurt|casualties|missing)"
_FEW = "three|four|five|six|seven|eight|nine|ten"
_OF_ALL = Wording(
    rf"(?i)\s(?:of\sthe\s(?:people|victims|men|women|children)\s(?:who|that)\s(?:were|had\sbeen)\s(?:shot|stabbed|{_SUFFERED})|of\sthose\s(?:who\s(?:died|perished|lost\stheir\slives|were\s{_SUFFERED})|{_SUFFERED})|of\sthe\s(?:dead|deaths|fatalities|deceased|killed|people|victims|injured|wounded|missing|hostages|patients|{_FEW})|de\sl[oa]s\s(?:pacientes|muert[oa]s|fallecid[oa]s|herid[oa]s|v[ií]ctimas"
    r"|lesionad[oa]s|afectad[oa]s|intoxicad[oa]s|desaparecid[oa]s|secuestrad[oa]s))\b"
    r"|(?:\s(?!(?:and|or|but|who|were|was|are|is|as)\b)[\w'’-]{1,20}){0,4}?"
    r"(?:,\s(?-i:[A-Z])[^,.;]{1,40},(?=\s(?:and|was|were)\b))?"
    r"(?:,?\sand\s(?:an?|his|her|their)(?:\s(?!(?:or|but|who|were|was|are|is)\b)[\w'’-]{1,20}){1,5}?)?\s(?:was|were|is|are)\s(?:(?:also|all|both)\s)?among\s"
    rf"(?:the\s(?:[\w-]{{1,12}}\s)?{_SUFFERED}|those\s(?:who\s(?:died|were\s)|{_SUFFERED}))\b",
    " of the dead", " of the workers",
)  # fmt: skip
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
_THE_BEFORE = Wording(r"(?i)\b(?:the|los|las)\s\Z", "for the ", "for ")
_STATES = frozenset[Outcome]({"injured", "missing", "kidnapped"})
_IN_STATE = Wording(
    r"(?i)\sin\s(?:critical|serious|grave|stable|fair)\b(?=\scondition|[.,;]|\Z)|(?:\sof\sthe(?:\s[\w-]+){1,2})?(?:\s(?:people|persons?|victims?|patients|students|pupils|children"
    r"|passengers|workers|employees|officers|soldiers|men|women))?(?:(?:\slater)?\s(?:appeared|arrived|(?:show|turn)ed\sup|walked|went|drove|came)"
    r"\s(?:(?:themselves|on\stheir\sown)\s)?(?:at|to|into)\s[^.;,]{0,40}?\b(?:hospitals?|clinics?|emergency|medical)\b"
    r"|(?:\s(?:was|were|is|are|remain(?:s|ed)?|still|later|has|have|had|been)){1,3}\s(?:(?:listed\s|reported\s)?(?:in\s(?:[\w-]+\s){0,3}(?:condition|care|surgery|hospital)|as\s(?:critical|serious|stable|fair|good))\b"
    r"|(?:taken|transported|rushed|airlifted|flown|brought|driven)\sto\s|(?:under(?:going)?|receiving)\s(?:[\w-]+\s)?treatment\b|hospitali[sz]ed\b|(?:being\s)?treated\b|released\b|discharged\b"
    r"|expected\sto\s|(?:critically|seriously|badly|severely)\s(?:hurt|injured|wounded)\b))"
    r"|(?:\s(?:personas?|heridos?|lesionados?|v[ií]ctimas?|pacientes?))?\s(?:fueron|fue|permanecen?|siguen?|contin[úu]an?|est[áa]n?|se\sencuentran?)"
    r"\s(?:[\w-]+\s){0,2}?(?:remitid|trasladad|llevad|ingresad|hospitalizad|internad|evacuad|dad[oa]s?\sde\salta)\w*(?:\s(?:al?|en)\s[^.;,]{1,60})?",
    " victims were taken to hospitals", " people were hurt",
)  # fmt: skip
"""What became of some of the injured, after their number."""
_OF_LIST = r"\s(?!(?:among|of|de|including|incluid[oa]s|were|was|are|is|who|died|que|eran|son)\b)[\w'’-]{1,20}"
_IN_LIST = Wording(
    rf"(?i)\A(?:{_OF_LIST}){{1,3}}(?:,(?:{_OF_LIST}){{1,4}}){{0,4}},?\s(?:and|y)\s\Z",
    " women, nine children and ", " women, among them nine children, were hurt and ",
)  # fmt: skip
"""Between two numbers of one list."""
_NTH = Wording(rf"(?i)(?:\A|\ban?\s|\bthe\s)(?P<nth>{ORDINALS})\s\Z", "a fourth ", "two fourths ")
_OF_PAIR = Wording(
    r"(?i)\b(?:the|el|la)\s(?:older|younger|elder|eldest|oldest|youngest|(?:[\w'’-]{1,20}\s)?(?:mayor|menor))\b",
    "the older boy",
    "an older boy",
)
ANOTHER_BEFORE = Wording(
    r"(?i)\b(?:another|additional|further|otr[oa]s)\s(?:(?:at\sleast|about|some)\s)?\Z", "Another ", "another group of "
)


def is_part(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether every place that holds the entry's number, or else its words, is said to be among another entry's.

    "Of them" are those counted in the same sentence or in the one before, "of the dead" those counted anywhere.
    """
    held = list_telling(one)
    spots = spots_of(held, sentences)
    wholes = [whole for whole in list_larger(one, victims) if not _is_listed_with(whole, one, sentences)]
    if one.name and held:
        is_of_all = bool(wholes) and all(spot.before(_AMONG_ALL) for spot in spots)
        return is_of_all or (all(spot.before(_NAMED_OF_THEM) for spot in spots) and may_hold(wholes, held))
    if not (one.group and held):
        return False
    if all(_is_rest(one, spot) for spot in spots):
        # Of those killed or freed the other six may have been so after the first seven.
        before = (item for whole in wholes for item in list_counting(whole) if item.sentence < held[0].sentence)
        if one.outcome in _STATES and any(before):
            return True
    if all(_tells_more(one, spot) or _is_of_pair(spot) for spot in spots) and _is_told_before(
        one, held, victims, sentences
    ):
        return True
    if wholes and all(_is_nth_of(spot, wholes) or _completes(one, spot, wholes, sentences) for spot in spots):
        return True
    apart = [(item, spot) for item, spot in zip(held, spots, strict=True) if not _is_said(spot, _AMONG_ALL, _OF_ALL)]
    is_near = may_hold(wholes, [item for item, _ in apart]) or _tell_all(wholes, [spot for _, spot in apart])
    return is_near and all(_is_of_them(spot) for _, spot in apart)


def _is_of_pair(spot: Spot) -> bool:
    """Whether somebody is "the older boy", of those who were told of."""
    found = _OF_PAIR.search(spot.text, max(0, spot.start - len("the ")))
    return found is not None and found.start() <= spot.start < found.end()


def _is_nth_of(spot: Spot, wholes: Sequence[Victim]) -> bool:
    """Whether somebody is "a fourth person", of four or more."""
    nth = spot.before(_NTH)
    rank = read_ordinal(f"{nth['nth']} person") if nth else None
    return rank is not None and any(rank <= count_least(whole) for whole in wholes)


def _completes(one: Victim, spot: Spot, wholes: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether people are the others than some of a whole, which they make full: "Two of the victims ... Two others"."""
    if spot.after(_OTHERS) is None:
        return False
    texts = [sentence.text for sentence in sentences]
    before = [*texts[: texts.index(spot.text)][-1:], spot.text[: spot.start]]
    parts = [
        number.range.low
        for text in before
        for number in find_numbers(text)
        if number.range.low is not None and is_of_those_told(Spot(text, number.start, number.end))
    ]
    return any(part + count_least(one) == count_least(whole) for part in parts for whole in wholes)


def _tell_all(wholes: Sequence[Victim], spots: Sequence[Spot]) -> bool:
    """Whether sentences tell of as many people as a whole before them: a headline's "11 devotees, 8 of them women"."""
    numbers = set(map(count_least, wholes))
    return bool(spots) and all(
        any(one.end <= spot.start and one.range.low in numbers for one in find_numbers(spot.text)) for spot in spots
    )


def _is_rest(one: Victim, spot: Spot) -> bool:
    """Whether people are "the other four", "the four others" or "the four other men"."""
    is_rest = _REST.search(spot.text, max(0, spot.start - len("remaining the ")), spot.end) is not None
    are_others = is_other(one.group or "") or spot.after(_OTHERS) is not None
    return is_rest or (are_others and spot.before(_THE_BEFORE) is not None)


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


def is_of_those_told(number: Spot) -> bool:
    """Whether a number is said to be of people who were told of: "of them, 27 died", "two of the dead"."""
    return _is_of_them(number) or _is_said(number, _AMONG_ALL, _OF_ALL)


def _is_of_them(spot: Spot) -> bool:
    is_grave = spot.after(_GRAVE) is not None and not spot.before(_AND)
    return is_grave or _is_said(spot, _AMONG, _OF_THEM)


def _tells_more(one: Victim, spot: Spot) -> bool:
    """Whether the number there only tells what became of some of the injured."""
    state = spot.after(_IN_STATE)
    if one.outcome != "injured" or one.count is None or state is None:
        return False
    is_anyone = is_generic(one.group or "") or str(one.group).casefold() in state.group().casefold()  # "22 discharged"
    return is_anyone and is_in_state(spot)


def is_in_state(number: Spot) -> bool:
    """Whether a number is told with what became of people who were hurt: "five remain hospitalized"."""
    return not number.before(ANOTHER_BEFORE) and number.after(_IN_STATE) is not None


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
        if not is_other(whole.group or "") or any(item.start == first for item in list_counting(whole))
        for item in list_counting(whole)
        if item.sentence < held[0].sentence
    ]
    return bool(told) and not any(BESIDES.search(one.text) for one in sentences[max(told) : held[0].sentence - 1])


def _is_said(spot: Spot, before: Wording, after: Wording) -> bool:
    return bool(spot.before(before) or spot.after(after) or after.search(spot.text, spot.start, spot.end))
