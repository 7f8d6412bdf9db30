"""People told of as a part of others, "five workers, among them three women", and those counted place by place."""

import re
from collections.abc import Iterator, Sequence

from summarizer.checks.entries import with_count
from summarizer.checks.own_claims import without_rivals
from summarizer.checks.rising import (
    IN_PLACE,
    NO_DAY,
    died_later,
    drop_earlier_tolls,
    is_of_place,
    is_risen,
    stands_before,
)
from summarizer.evidence.values import (
    Spot,
    counting_spots,
    list_counting,
    list_held,
    list_places,
    list_telling,
    spot_of,
)
from summarizer.language.cities import is_town
from summarizer.language.dates.finding import find_date_words
from summarizer.language.numbers import find_numbers
from summarizer.language.people import (
    DOERS,
    FEMALE,
    GENERIC_HEADS,
    MALE,
    PERSON_GROUP,
    are_alike,
    content_words,
    head_word,
    is_generic,
    is_other,
    may_be_same,
)
from summarizer.language.wording import Wording
from summarizer.resolving.totals import MOST_COMPARED, add_spans, count_least, find_listed, first_sentence
from summarizer.schemas.record import Count, Evidence, Outcome, Sentence, Victim

_AMONG = Wording(
    r"(?i)\b(?:including|incluyendo|(?:among|(?<!\w\s)of)\s(?:them|whom|these)|entre\s(?:ellos|ellas|eles|elas|los\sque|las\sque)|de\sl[oa]s\s(?:cuales|que)"
    r"|incluid[oa]s?|incluindo|darunter|davon|dont|parmi\s(?:eux|elles|lesquels)|tra\scui|fra\scui|di\scui|onder\swie"
    r"|waaronder)\b(?:(?!\b(?:were|was|had|died|said|together|along|while|besides|well)\b)[^.;]){0,80}\Z"
    r"|\b(?:of\s(?:them|whom|these)|de\s(?:ell[oa]s|est[oa]s)),?\s(?:(?!(?:and|y)\b)[\w'’-]{1,20}\s){0,3}\Z"
    r"|\b(?:(?:in|at)\s[^.;,]{1,40}\salone|s[oó]lo\sen\s[^.;,]{1,40}),?\s(?:[\w'’-]{1,20}\s){0,3}\Z",
    "five workers, among them ", "five, including two women, were killed and ",
)  # fmt: skip
_AMONG_ALL = Wording(
    r"(?i)\A(?:(?:among|(?:[\w-]{1,12}\s)?of)\sthe\s(?:\w{1,12}\s)?(?:dead|killed|victims|injured|wounded|missing|hurt|casualties)"
    r"|(?:(?:entre|(?:\w{1,12}\s)?de)\s(?:los|las|os|as)|unter\sden|parmi\sles|tra\s(?:i|le)|onder\sde)\s(?:muert[oa]s|fallecid[oa]s|v[ií]ctimas"
    r"|v[ií]timas|herid[oa]s|ferid[oa]s|mort[oi]s?|toten|verletzten|opfern|morts|victimes|bless[ée]s|vittime|feriti|doden"
    r"|slachtoffers)|the\s(?:dead|killed|victims|injured|wounded|missing)\sinclude[ds]?)\b[^.;]{0,80}\Z",
    "The dead include ", "Among them were ",
)  # fmt: skip
_OF_THEM = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|were|was|are|is|as)\b)[\w'’-]{1,20}){0,3}?,?\s(?:(?:was|were|is|are)\s)?(?:among|(?:one|some)\sof)\sthem(?=[.;]|\Z)"
    r"|\s(?:of\s(?:them|whom|these)|d['’]entre\s(?:eux|elles)|de\sell[oa]s|de\sl[oa]s\scuales|davon|von\sihnen)\b"
    r"|\s(?:more|others?|additional|further)\b[^.;]{0,120}?\b(?:bring|rais|tak|push|lift)\w{2,3}\s(?:[\w'’-]+\s){0,3}(?:toll|number|total)\b",
    " of them women", " of the workers")  # fmt: skip
_GRAVE = Wording(
    r"(?i)\s(?:en\s(?:estado|condici[oó]n)\s(?:muy\s)?(?:grave|cr[ií]tic[oa]|reservad[oa])|de\s(?:mucha\s|extrema\s|suma\s)?gravedad)\b",
    " en estado grave", " en estado estable",
)  # fmt: skip
_AND = Wording(r"(?i)\by\s\Z", "cinco heridos leves y ", "cinco heridos, ")
"""Before more than those told of: "tres heridos leves y dos de gravedad" are five."""
_SUFFERED = r"(?:dead|deceased|killed|victims|fatalities|injured|wounded|hurt|casualties|missing)"
_OF_ALL = Wording(
    rf"(?i)\s(?:of\sthose\s(?:who\s(?:died|perished|were\s{_SUFFERED})|{_SUFFERED})|of\sthe\s(?:dead|deaths|fatalities|deceased|killed|victims|injured|wounded|missing|hostages|patients)|de\sl[oa]s\s(?:pacientes|muert[oa]s|fallecid[oa]s|herid[oa]s|v[ií]ctimas"
    r"|lesionad[oa]s|afectad[oa]s|intoxicad[oa]s|desaparecid[oa]s|secuestrad[oa]s))\b"
    r"|(?:\s(?!(?:and|or|but|who|were|was|are|is|as)\b)[\w'’-]{1,20}){0,4}?\s(?:was|were|is|are)\s(?:(?:also|all|both)\s)?among\s"
    rf"(?:the\s(?:[\w-]{{1,12}}\s)?{_SUFFERED}|those\s(?:who\s(?:died|were\s)|{_SUFFERED}))\b",
    " of the dead", " of the workers",
)  # fmt: skip
_IDENTIFIED = Wording(
    r"(?i)(?:\bthey|\bboth|\bthose (?:killed|who died)|\bthe (?:(?:two|three|four|five|six) )?(?:dead|victims|deceased"
    r"|fatalities|injured|wounded|missing|hostages|captives)) (?:were|are|have been|include[ds]?)\b"
    r"|\b(?:los|las|el|la) (?:(?:dos|tres|cuatro|cinco) )?(?:muert|fallecid|víctima|herid|lesionad|caíd|occis)\w*"
    r"(?: (?:mortal|fatal)(?:es)?)? (?:son|es|eran|era|fueron|fue|respond[eí]\w*|se llamaban?)\b",
    "The dead were identified", "The dead parents were identified",
)  # fmt: skip
_NAMED = Wording(
    r"(?i)\bthe (?P<who>(?:[\w-]+ ){1,3}?)(?:who (?:died|was (?:killed|shot|hurt|injured)) )?"
    r"(?:was|were|ha(?:s|ve) been) (?:later )?(?:identified|named)\b"
    r"|\b(?:identified|named) the (?P<whom>(?:[\w-]+ ){1,3})as\b"
    r"|\b(?:el|la|los|las) (?P<quien>[\w-]+(?: [\w-]+){0,2}),? (?:(?:fue|fueron|ha sido) )?identificad[oa]s? como\b",
    "The worker was identified", "The worker was seen",
)  # fmt: skip
_LISTED = Wording(
    r"(?i)\A[^.;:]{0,60}?,?\s(?:(?:later\s)?(?:identified|named)\sas|identificad[oa]s\scomo)\s\Z",
    " farmers, identified as ", " farmers, beside whom ",
)  # fmt: skip
"""Between people's number and the first of their names."""
_APPOSED_END = Wording(
    r"(?i),\s(?:(?:both|all|who)\s)?(?:died|were|was|had|have|are|suffered|murieron|fallecieron|fueron|eran)\b",
    "a man and a woman, died", "a man, a woman",
)  # fmt: skip
"""After the people that a sentence lists after a word for all."""
_PUT_IN = Wording(
    r"(?:\s(?!(?:and|or|but|who|were|was)\b)[\w'’-]{1,20}){1,3},\s(?P<people>[^.;:]{5,120}?),\s"
    r"(?:(?:all|both)\s)?(?:were|was|died|have|had|are|lost|drowned|perished)\b",
    " villagers, a grandmother of 71 and two children, were killed", " villagers, a guard and two children were killed",
)  # fmt: skip
_PUT_IN_ONE = Wording(
    r"(?:(?P<one>an?|one|his|her|their|the)|(?P<few>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}))\s[a-z]",
    "two children",
    "Ann Lee",
)
_FEWEST_LISTED = 2
_TO_FIRST = r"\s?(?:(?!(?:and|but|while|as|when|after|before|where)\b)[\w'’-]{1,20}\s){0,5}\Z"
_COLON = Wording(
    rf"(?i)\A[^.;:—–]{{0,60}}?(?::|\s?[—–(]|\s--?\s){_TO_FIRST}", " others: a young ", " others died and a "
)
_COMMA = Wording(rf"(?i)\A(?:\s[\w'’-]{{1,20}}){{0,3}},{_TO_FIRST}", " others, a ", " others and a ")
_COMMA_AFTER = Wording(r"[^.;,]{0,40},", " of 15, were hurt", " were hurt.")
"""Between people's number and the first of those whom the sentence lists, and after the last of these."""
_NAMED_OF_THEM = Wording(
    r"(?i)\b(?:un[oa]\sde\sell[oa]s|one\sof\s(?:them|these|those))(?:,|\scomo|\sas)?\s\Z",
    "one of them as ",
    "one of the men, ",
)
_ABOARD = Wording(
    r"(?i)\b(?:(?:was|were) carrying|viajaban|transportaba|iban a bordo)\b", "It was carrying six", "It carries six"
)
_DEAD = GENERIC_HEADS | {"victim", "deceased", "occiso"}
_ALSO = Wording(
    r"(?i)\b(?:also|another|others?|too|third|as well|in addition|también|además|asimismo|otr[oa]s?|tercer[oa]?"
    r"|également|aussi|autres?|auch|weitere[rn]?|andere[rn]?|anche|altr[aeio]|também|outr[oa]s?|ook)\b",
    "were also killed", "were alsatians",
)  # fmt: skip
_CALLED = Wording(r"(?<![\w'’-])([^\W\d_]{3,20}[^\W\d_s]s)\s\Z", "the nurses ", "was ")
"""What several people are called before their names: "the nurses Ann Lee and Bob Roy"."""
_BESIDES = Wording(
    r"(?i)\b(?:also|another|other|others|too|second|third|separate|as well|in addition|meanwhile|later)\b",
    "were also killed", "were alsatians",
)  # fmt: skip
_REST = Wording(
    r"(?i)\b(?:the|los|las)\s(?:other|remaining|otr[oa]s|demás|restantes)\b", "The other women", "Three other women"
)
"""Words for those of some people who are not told of yet."""
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
    r"|(?:taken|transported|rushed|airlifted|flown|brought|driven)\sto\s|hospitali[sz]ed\b|treated\b|released\b|discharged\b"
    r"|expected\sto\s|(?:critically|seriously|badly|severely)\s(?:hurt|injured|wounded)\b)",
    " victims were taken to hospitals", " people were hurt",
)  # fmt: skip
"""What became of some of the injured, after their number."""
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
_THERE = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,3}?\s(?:in|at|near|outside|around|en|cerca\sde)\s", " others in Iran", " of them"
)
_THERE_AND = Wording(
    r"(?i)(?:\s[\w'’-]{1,20}){0,4}?\s(?:in|at|near|outside|around|en|cerca\sde)\s[^.;]{1,60}?(?:,?\s(?:and|plus|y)|,)"
    r"(?:\s(?:at\sleast|about|around|some|another|more\sthan|a\sfurther|up\sto|al\smenos|otr[oa]s|unos|más\sde))?\s?",
    " people in Turkey's Van province and ", " people and ",
)  # fmt: skip
_BARE = Wording(
    r"(?i)\A(?:\d[\d,]{0,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]{3,5})?|altogether|all)(?:\sothers|\smore)?\Z",
    "two others", "two men",
)  # fmt: skip
_ANOTHER_BEFORE = Wording(
    r"(?i)\b(?:another|additional|further|otr[oa]s)\s(?:(?:at\sleast|about|some)\s)?\Z", "Another ", "another group of "
)
_MORE_AFTER = Wording(
    r"(?i)\s(?:more|others?|additional|further|más(?!\sde\b))\b(?!\sthan)", " more bodies", " more than"
)
_ALSO_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|but|who|when|after)\b)[\w'’-]{1,20}){1,8}?\s(?:(?:were|was|have|has|had|been)\s){0,3}also\s(?:been\s)?"
    r"(?:killed|died|injured|wounded|hurt|missing)\b"
    r"|(?:\s(?!(?:y|pero|que|cuando|tras)\b)[\w'’-]{1,20}){1,8}?\stambién\s(?:murieron|murió|fallecieron|falleció|resultaron|resultó|fueron|fue)\b",
    " women in a field were also killed", " women were killed",
)  # fmt: skip
_THE = Wording(r"(?i)\bthe\s\Z", "The ", "He ")
_PERSON = Wording(
    r"(?i)\d{1,3}-year-old|teen(?:ager)?|man|woman|boy|girl|child|youth|juvenile|baby|infant|toddler", "teen", "driver"
)
_GROWN = frozenset({"man", "woman"})
_YOUNG = frozenset({"boy", "girl", "child", "baby", "infant", "toddler"})
_OPPOSED = ((MALE, FEMALE), (FEMALE, MALE), (_GROWN, _YOUNG), (_YOUNG, _GROWN))
_ALTOGETHER = (
    Wording(r"(?i)\b(?:(?:in\sall|altogether|all\stold|en\stotal),?|making)\s\Z", "in all, ", "in all towns, "),
    Wording(
        r"(?i)(?:\s(?!(?:and|or|y)\b)[\w'’-]{1,20}){0,3}?,?\s(?:in\sall(?!\s(?:the|of|its|their|four|three)\b)|altogether|all\stold|in\stotal|en\stotal)\b",
        " dead altogether", " dead in all the towns",
    ),
)  # fmt: skip
"""Before and after the number of all who were counted one by one."""
_PLACE = (
    rf"(?i:in|at|near|outside)\s(?:the\s)?(?:[a-z][\w'’-]{{0,20}}\s){{0,2}}?{NO_DAY}"
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
_SAID = Wording(r"(?i)\b(?:said|says|told|while|but|according|reported|put|later|then|earlier)\b",
    "in Van, officials said, and", "in Van and")  # fmt: skip


def drop_parts(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those whom a sentence tells of as a part of others with a number of their own.

    The three women of "five workers, among them three women" are three of the five; of five people hurt the two who
    "are in critical condition" are two, and so are "the other two"; so are people named as the dead whose number was
    told before, and those counted in several towns after a number that takes them in. Where no entry has a number that
    may be that of all, as of "Nine of them were hurt", nobody is left out; nor of more than MOST_COMPARED.
    """
    if len(victims) > MOST_COMPARED:
        return list(victims)
    listed = {id(one) for one in (*_list_identified(victims, sentences), *_list_local(victims, sentences))}
    told = {id(one) for one in victims if id(one) in listed or _is_part(one, victims, sentences)}
    kept = [one for one in victims if id(one) not in told]
    parts = [one for one in victims if id(one) in told]
    return [one for one in kept if not _fills_up(one, kept, parts)]


def _fills_up(one: Victim, kept: Sequence[Victim], parts: Sequence[Victim]) -> bool:
    """Whether an entry and the parts told before it make up a larger one: "31, 27 of them of burns and four others".

    Of a few they may do so by chance: "two farmers, one of them a woman, and a police officer".
    """
    told = list_counting(one)
    near = [part for part in parts if part.outcome == one.outcome and _precedes(part, told)]
    total = count_least(one) + sum(map(count_least, near))
    alike = (whole for whole in kept if whole.outcome == one.outcome and _precedes(whole, told))
    is_apt = is_other(one.group or "") or is_generic(one.group or "") or total >= _BEYOND_CHANCE
    return bool(near) and is_apt and any(count_least(whole) == total for whole in alike)


def _precedes(one: Victim, told: Sequence[Evidence]) -> bool:
    """Whether an entry's number stands in one sentence with others, before them."""
    return any(
        held.sentence == item.sentence and held.end <= item.start for held in list_counting(one) for item in told
    )


def _list_identified(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """The entries that add up to an earlier group's number, where their sentences say who the dead or hurt are.

    So do two names of dead after "two workers were killed", but for what else they are called: "nurses Ann Lee and Bob
    Roy"; not after "two gunmen". Not where a sentence tells of people beside others.
    """
    for outcome in dict.fromkeys(one.outcome for one in victims):
        alike = [one for one in victims if one.outcome == outcome]
        yield from (*_list_beside(alike, sentences), *_list_named_later(alike, sentences))
        yield from (*_list_apposed(alike, sentences), *_list_put_in(alike, sentences))
        whole = find_listed(alike, fewest=2)
        if whole is None:
            continue
        rest = [one for one in alike if one is not whole]
        told = [sentences[item.sentence - 1].text for one in rest for item in list_held(one.evidence)]
        are_names = _are_names_of(rest, whole.group or "", sentences)
        says_who = any(_says_who(text, whole.group or "") for text in told)
        if (are_names or says_who) and not any(map((_ALSO if are_names else _BESIDES).search, told)):
            yield from rest


def _are_names_of(rest: Sequence[Victim], group: str, sentences: Sequence[Sentence]) -> bool:
    """Whether several entries are names that may be of a group: not of others, of attackers, or where called else."""
    head = head_word(group)
    are_doers = not DOERS.isdisjoint({head, head.removesuffix("s"), head.removesuffix("es")})
    if len(rest) < _FEWEST_LISTED or is_other(group) or are_doers or are_alike(head, "gunmen"):
        return False
    called = [spot_of(item, sentences).before(_CALLED) for one in rest for item in list_held(one.evidence)]
    return all(one.name for one in rest) and all(found is None or may_be_same(group, found[1]) for found in called)


def _list_local(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """People counted in two places or more after a number of all that they do not exceed: "12 in Apa, 11 in Ukum".

    Those of one town take in none of another, nor those of one day any of another.
    """
    for outcome in dict.fromkeys(one.outcome for one in victims):
        counted = [one for one in victims if one.outcome == outcome and one.group and list_counting(one)]
        whole = min(counted, key=first_sentence, default=None)
        local = [(one, place) for one in counted for place in [_place_of(one, counted, sentences)] if place]
        later = [(one, place) for one, place in local if whole and first_sentence(one) > first_sentence(whole)]
        alike = [one for one, _ in later if whole and (is_generic(one.group or "") or one.group == whole.group)]
        is_all = whole is not None and sum(map(count_least, alike)) <= count_least(whole)
        if whole and (is_town(_place_of(whole, counted, sentences) or "") or _tell_other_days(whole, alike, sentences)):
            continue
        if is_all and len({place for one, place in later if one in alike}) >= _FEWEST_PLACES:
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


def _list_named_later(alike: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """The names of a later sentence that says who all of one group were: "the slain soldiers were identified as"."""
    named: dict[int, list[Victim]] = {}
    for one in alike:
        for item in list_held(one.evidence)[:1] if one.name else ():
            named.setdefault(item.sentence, []).append(one)
    for number, names in named.items():
        text = sentences[number - 1].text
        wholes = [
            one
            for one in alike
            if one.group and one.count and one.count.low == one.count.high == len(names)
            if 0 < first_sentence(one) < number and _says_who(text, one.group)
        ]
        if len(wholes) == 1 and not _BESIDES.search(text):
            yield from names


def _list_beside(alike: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """Those whom a sentence lists after the number of all: "two were hurt: a woman and an officer".

    Names where it says that they are theirs, and the article has no others: "two men, identified as Jairo Ruiz and
    Luis Paz". Between commas only groups of others: "two others, a man and a woman, were hurt", not "two soldiers, a
    nurse ...".
    """
    groups = [(one, held) for one in alike if one.group for held in list_places(one)]
    names = [(one, held) for one in alike if one.name for held in list_held(one.evidence)]
    for whole in (one for one in alike if one.group and one.count and one.count.low == one.count.high):
        is_rest = is_other(whole.group or "") and content_words(whole.group or "") <= GENERIC_HEADS
        for item in list_counting(whole):
            spot = spot_of(item, sentences)
            for told in (groups, names):
                here = [(one, spot_of(held, sentences)) for one, held in told if held.sentence == item.sentence]
                listed = sorted((each for each in here if each[1].start >= spot.end), key=lambda each: each[1].start)
                if not listed or sum(count_least(one) for one, _ in listed) != count_least(whole):
                    continue
                between = spot.text[spot.end : listed[0][1].start]
                if told is names:
                    is_listed = len(listed) == len({one.name for one, _ in names}) and _LISTED.match(between)
                else:
                    is_apart = is_rest and _COMMA.match(between) and listed[-1][1].after(_COMMA_AFTER)
                    is_listed = len(listed) >= _FEWEST_LISTED and (_COLON.match(between) or is_apart)
                if is_listed:
                    yield from (one for one, _ in listed)


def _list_apposed(alike: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """Those whom a later sentence lists after "the firefighters,": "a man of 39 and a woman, died in their truck"."""
    for whole in (one for one in alike if one.group and one.count and one.count.low == one.count.high):
        words = rf"(?:{re.escape(head_word(whole.group or ''))}|victims|v[ií]ctimas)"
        for number in sorted({item.sentence for one in alike for item in list_places(one)}):
            text = sentences[number - 1].text
            is_later = number > first_sentence(whole)
            theirs = re.search(rf"(?i)\b(?:the|los|las)\s(?:[\w-]{{1,20}}\s)?{words},\s", text) if is_later else None
            end = theirs and _APPOSED_END.search(text, theirs.end())
            listed = [
                one
                for one in alike
                if theirs and end and one is not whole
                for spots in [[spot_of(item, sentences) for item in list_places(one)]]
                if spots and all(spot.text == text and theirs.end() <= spot.start < end.start() for spot in spots)
            ]
            if len(listed) >= _FEWEST_LISTED and sum(map(count_least, listed)) == count_least(whole):
                yield from listed


def _list_put_in(alike: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """Those put in after the number of all: "three villagers, a grandmother of 71 and two children, were killed"."""
    for whole in (one for one in alike if one.group and one.count and one.count.low == one.count.high):
        for item in list_counting(whole):
            spot = spot_of(item, sentences)
            put_in = spot.after(_PUT_IN)
            if put_in is None or _count_put_in(put_in["people"]) != count_least(whole):
                continue
            start = sentences[item.sentence - 1].start
            first, last = start + put_in.start("people"), start + put_in.end("people")
            for one in alike:
                held = list_places(one) if one is not whole else []
                if held and all(first <= each.start < last for each in held):
                    yield one


def _count_put_in(people: str) -> int:
    """How many people are listed; 0 where something else is."""
    told = [_PUT_IN_ONE.match(one) for one in re.split(r",\s(?:and\s)?|\sand\s", people)]
    numbers = [0 if one is None else 1 if one["one"] else find_numbers(one["few"])[0].range.low or 0 for one in told]
    return sum(numbers) if all(numbers) else 0


def _says_who(text: str, group: str) -> bool:
    """Whether a sentence tells who the people of a group are: "the victim was identified as", of workers "the worker".

    Of a soldier no civilian who is named, and no pedestrians in what a bus was carrying.
    """
    named = _NAMED.search(text)
    words = content_words(next(filter(None, named.groups()))) if named else frozenset[str]()
    if words & DOERS:
        return False
    if _IDENTIFIED.search(text) or (is_generic(group) and (words or _ABOARD.search(text))):
        return True
    others = [word for word in words - content_words(group) - _DEAD if PERSON_GROUP.fullmatch(f" {word}")]
    return bool(words & (content_words(group) | _DEAD)) and not others


def _is_part(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether every place that holds the entry's number, or else its words, is said to be among another entry's.

    "Of them" are those counted in the same sentence or in the one before, "of the dead" those counted anywhere.
    """
    held = list_telling(one)
    spots, wholes = [spot_of(item, sentences) for item in held], _list_larger(one, victims)
    if one.name and held:
        return all(spot.before(_NAMED_OF_THEM) for spot in spots) and _may_hold(wholes, held)
    if not (one.group and held) or _died_later(one, spots):
        return False
    counted = (spot.text for whole in wholes for spot in counting_spots(whole, sentences))
    if all(spot.after(_NEW) for spot in spots) and any(map(_IN_ALL.search, counted)):
        return True
    if all(_REST.search(spot.text, max(0, spot.start - len("remaining the ")), spot.end) for spot in spots):
        # Of those killed or freed the other six may have been so after the first seven.
        before = (item for whole in wholes for item in list_counting(whole) if item.sentence < held[0].sentence)
        if (one.outcome in _STATES and any(before)) or _is_last(one, held, victims, sentences):
            return True
    if all(_tells_more(one, spot) for spot in spots) and _is_told_before(one, held, victims, sentences):
        return True
    apart = [(item, spot) for item, spot in zip(held, spots, strict=True) if not _is_said(spot, _AMONG_ALL, _OF_ALL)]
    return all(_is_of_them(spot) for _, spot in apart) and _may_hold(wholes, [item for item, _ in apart])


def _list_larger(one: Victim, victims: Sequence[Victim]) -> list[Victim]:
    """The groups with the same outcome whose number is larger, so that somebody may be one of them."""
    least, alike = count_least(one), (whole for whole in victims if whole.group and whole.outcome == one.outcome)
    return [whole for whole in alike if whole.count and count_least(whole) > least]


def _may_hold(wholes: Sequence[Victim], near: Sequence[Evidence]) -> bool:
    """Whether the number of one of the wholes stands in the sentences of the items ``near`` or right before them."""
    told = [{item.sentence for item in list_counting(whole)} for whole in wholes]
    return any(
        numbers and all(not numbers.isdisjoint((item.sentence - 1, item.sentence)) for item in near) for numbers in told
    )


def _died_later(one: Victim, spots: Sequence[Spot]) -> bool:
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
    is_apart = number.before(_ANOTHER_BEFORE) or number.before(_AT_A_PLACE)
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
        for whole in _list_larger(one, victims)
        if _may_be_some(one, whole)
        and (not is_other(whole.group or "") or any(item.start == first for item in list_counting(whole)))
        for item in list_counting(whole)
        if item.sentence < held[0].sentence
    ]
    own = sentences[held[0].sentence - 1]
    if not told or _OTHER_DEED.search(own.text):
        return False
    return not any(_BESIDES.search(one.text) for one in sentences[max(told) : held[0].sentence - 1])


def _may_be_some(one: Victim, whole: Victim) -> bool:
    """Whether people may be some of others by what they are called: students of students, those discharged of any."""
    group = one.group or ""
    if is_generic(group) or not PERSON_GROUP.fullmatch(f" {group}"):
        return True
    return not content_words(group).isdisjoint(content_words(whole.group or ""))


def _is_said(spot: Spot, before: Wording, after: Wording) -> bool:
    return bool(spot.before(before) or spot.after(after) or after.search(spot.text, spot.start, spot.end))


def count_apart(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims without those among others; those counted place by place as one entry with the sum for its number.

    A toll that has risen, as "the toll rose to seven" says, leaves none of the people of an earlier one.
    "Killing 19 people in Turkey and four in Iran" tells of 23, and makes no two claims about the same people.
    """
    joined: list[Victim] = []
    for victim in _join_wholes(drop_earlier_tolls(drop_parts(victims, sentences), sentences), sentences):
        at = next((at for at, one in enumerate(joined) if _goes_on(one, victim, sentences)), None)
        if at is None:
            joined.append(victim)
        else:
            joined[at] = _sum(joined[at], victim)
    return without_rivals(_mark_others(joined, sentences), sentences)


def _join_wholes(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims; "twelve in all" are people of any kind, and none of no kind stands before that number beside it.

    As they are where they are more than MOST_COMPARED.
    """
    if len(victims) > MOST_COMPARED:
        return list(victims)
    wholes = [one for one in victims if _is_altogether(one, victims, sentences)]
    known = set(map(id, wholes))
    return [
        one.model_copy(update={"group": "people"}) if id(one) in known else one
        for one in victims
        if id(one) in known
        or not _is_bare(one)
        or not any(one.outcome == whole.outcome and _precedes(one, list_counting(whole)) for whole in wholes)
    ]


def _is_altogether(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether people of no kind are told of as all, and no other number is larger."""
    spots = counting_spots(one, sentences)
    before, after = _ALTOGETHER
    if not (spots and _is_bare(one) and all(spot.before(before) or spot.after(after) for spot in spots)):
        return False
    return all(count_least(each) <= count_least(one) for each in victims if each.outcome == one.outcome)


def _is_bare(one: Victim) -> bool:
    group = one.group or ""
    return is_generic(group) or (_BARE.search(group) is not None and not is_other(group))


def _mark_others(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> list[Victim]:
    """The victims; a group whose number is told as that of more people ("another three people") is so called.

    Of those hurt who died later nobody knows whether the dead told of before are beside them: they are none at least.
    So is "the teen" after a boy, and so are those of one place after a larger number: "In Cebu, 22 died".
    """
    places = {id(one) for one in victims if _is_perhaps_there(one, victims, sentences)}
    victims = [_call_more(_perhaps_none(one), sentences) if id(one) in places else one for one in victims]
    victims = [_perhaps_none(one) if _is_told_again(one, victims, sentences) else one for one in victims]
    return [_call_more(one, sentences) if _are_more(one, victims, sentences) else one for one in victims]


def _is_perhaps_there(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether people of one place may be some of those whose larger number an earlier sentence gives.

    Where another's number and theirs make up the larger one, they are.
    """
    if not is_of_place(one, sentences):
        return False
    sums = {count_least(one) + count_least(rest) for rest in victims if rest is not one and rest.outcome == one.outcome}
    return any(
        is_generic(whole.group or "") and count_least(whole) not in sums and _is_counted_before(whole, one)
        for whole in _list_larger(one, victims)
    )


def _is_counted_before(other: Victim, one: Victim) -> bool:
    """Whether all sentences with an entry's number stand before those with another one's."""
    told = min(item.sentence for item in list_counting(one))
    return max((item.sentence for item in list_counting(other)), default=told) < told


def _perhaps_none(one: Victim) -> Victim:
    return with_count(one, low=0, qualifier="range")


def _is_told_again(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    """Whether one of whom only age or sex is told may be somebody of an earlier sentence: "a boy", then "the teen"."""
    spots, words = counting_spots(one, sentences), content_words(one.group or "")
    if not spots or not _PERSON.fullmatch(one.group or "") or not all(spot.before(_THE) for spot in spots):
        return False
    if any(head_word(other.group or "") == head_word(one.group or "") for other in victims if other is not one):
        return False  # these are one group anyway
    return any(
        other.outcome == one.outcome
        and other.group
        and other.count is not None
        and other.count.low == other.count.high == 1
        and not any(words & own and content_words(other.group) & opposite for own, opposite in _OPPOSED)
        and _is_counted_before(other, one)
        for other in victims
    )


def _call_more(one: Victim, sentences: Sequence[Sentence]) -> Victim:
    is_open = _died_later(one, counting_spots(one, sentences))
    return (_perhaps_none(one) if is_open else one).model_copy(update={"group": f"more {one.group}"})


def _are_more(one: Victim, victims: Sequence[Victim], sentences: Sequence[Sentence]) -> bool:
    spots = counting_spots(one, sentences)
    if not (one.group and spots) or is_other(one.group):
        return False
    others = [other for other in victims if other is not one and other.group and other.outcome == one.outcome]
    risen = [other for other in others if is_risen(other, sentences)]
    if not others or any(
        stands_before(item.sentence, toll, sentences) for toll in risen for item in list_counting(one)
    ):
        return False
    is_beside = _may_hold(_list_larger(one, victims), list_counting(one))
    return _died_later(one, spots) or all(
        spot.before(_ANOTHER_BEFORE)
        or spot.after(_MORE_AFTER)
        or (spot.after(_ALSO_AFTER) and is_beside)
        or spot.text[spot.start : spot.end].casefold().startswith("another ")
        for spot in spots
    )


def _goes_on(one: Victim, other: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether the other's number follows the one's in its sentence for the same kind of people in another place."""
    if one.outcome != other.outcome or not (one.group and other.group):
        return False
    is_alike = one.group.casefold() == other.group.casefold() or all(map(is_generic, (one.group, other.group)))
    if not (is_alike or _BARE.search(other.group)):
        return False
    counting, following = list_counting(one), list_counting(other)
    if not (counting and following):
        return False
    if counting[-1].sentence != following[0].sentence or counting[-1].end > following[0].start:
        return False
    first, second = spot_of(counting[-1], sentences), spot_of(following[0], sentences)
    between = second.text[first.end : second.start]
    return bool(_THERE_AND.fullmatch(between) and not _SAID.search(between) and second.after(_THERE))


def _sum(one: Victim, other: Victim) -> Victim:
    counts = [count for count in (one.count, other.count) if count is not None]
    low, high = add_spans([(count.low or 0, count.high) for count in counts])
    total = Count(
        low=low,
        high=high,
        qualifier="at_least" if high is None else "range",
        text=" and ".join(count.text for count in counts),
        evidence=tuple(item for count in counts for item in count.evidence),
    )
    return one.model_copy(update={"count": total})
