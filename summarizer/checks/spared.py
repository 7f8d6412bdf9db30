"""People who are recorded as harmed, gone or taken, and of whom the article tells that they were not."""

from collections.abc import Callable, Sequence

from summarizer.checks.entries import counted_groups, is_with_one, list_victims
from summarizer.evidence.findings import doubt, incident_of
from summarizer.evidence.values import Spot, are_told, list_counting, list_held, spot_of, spots_of
from summarizer.language.casualties.finding import has_death
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.people import is_aboard
from summarizer.language.spanish import words as spanish
from summarizer.language.wording import Wording
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Outcome, Sentence, Victim

_HARMED: tuple[Outcome, ...] = ("killed", "injured")
_SPARED: frozenset[Outcome] = frozenset({"survived", "unharmed"})
_LIVING = _SPARED | frozenset[Outcome]({"injured", "freed", "escaped", "arrested", "resigned", "displaced"})
_BODIES = Wording(
    r"(?i)(?:\A|\b(?:the|dead|charred|burn(?:ed|t)|decomposed|unidentified|mutilated|other|more|further|los|las)\s)"
    r"(?:bodies|corpses|cuerpos|cad[aá]veres|cadavres|leichen|corpos)\Z",
    "charred bodies", "student bodies",
)  # fmt: skip
_ARRESTED = Wording(
    r"(?i)\b(?:arrest(?:ed|s|ing)|detain(?:ed|s|ing)|charg(?:ed|es|ing))\s(?:(?:at\sleast|another|a\stotal\sof|about|some)\s)?\Z"
    r"|\b(?:detuv\w+|detenid\w+|deten(?:er|ci[oó]n)|arrest(?:[oó]|aron|ado)|captur(?:[oó]|aron|ado)|aprehend(?:i[oó]|ieron|ido))"
    r"\s(?:(?:a|de|al\smenos|otr[oa]s|un\stotal)\s){0,3}\Z",
    "Police arrested ", "Police arrested a man who shot ",
)  # fmt: skip
_ARRESTED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:y|e|o|que|and|or|who)\b|muri|muert|falleci|herid|asesin|kill|dead|died)[\w'’-]{1,20}){0,3}?\s"
    r"(?:(?:(?:were|was|(?:has|have)\sbeen)\s(?:arrested|detained|charged)"
    r"|(?:fueron|fue|(?:han|ha)\ssido|quedaron|qued[oó])\s(?:detenid|arrestad|capturad|aprehendid)[oa]s?)\b(?!,?\s(?:y|e|and)\b)"
    r"|(?:detenid|intervenid|aprehendid)[oa]s?(?=\s?[.,;:)]|\s(?:por|tras)\b|\Z))",
    " personas fueron detenidas", " personas fueron detenidas y ejecutadas",
)  # fmt: skip
_TRIED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:who|and|or)\b)[\w'’-]{1,20}){0,3}?\s(?:were|(?:have|had)\sbeen)\s(?:acquitted|convicted)\b(?!,?\s(?:and|y)\b)",
    " officers were acquitted", " were acquitted and killed",
)  # fmt: skip
_KILLING_BEFORE = Wording(
    r"(?i)\b(?:kill|murder|sho[ot]t?|stabb?|slay|wound|injur)\w*\s(?:dead\s)?(?:at\sleast\s)?\Z",
    "of killing ",
    "after the killing, ",
)
"""Before the number of somebody's victims."""
_RESCUED_BEFORE = Wording(
    r"(?i)\b(?:rescu|sav|evacuat)(?:ed|ing)\s(?:(?:at\sleast|about|around|some|another|more\sthan|all|the)\s){0,2}\Z"
    r"|\brescat(?:[oó]|aron|ad[oa]s?|ando|ar)\b(?:[^.;:,]{0,50}?\sa)?(?:\s(?:al\smenos|unos|otr[oa]s|m[aá]s\sde|los|las))?\s\Z",
    "Boats rescued at least ", "Boats rescued men who found ",
)  # fmt: skip
_RESCUED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|were|was|y|e|o|que|pero|quienes)\b)[\w'’-]{1,20}){0,4}?\s(?:survivors|evacuees|escaped|survived|swam\sashore"
    r"|(?:(?:were|was|had\sbeen|have\sbeen|has\sbeen)\s)(?:(?:safely|also|later|already|all)\s)?"
    r"(?:rescued|saved|evacuated|picked\sup|plucked|brought\s(?:\w+\s)?ashore|found\salive)"
    r"|sobreviv(?:ieron|i[oó])|(?:fueron|fue|(?:han|ha)\ssido|resultaron)\s(?:rescatad|salvad)[oa]s?|se\ssalv(?:aron|[oó])|con\svida)\b",
    " people were rescued", " people were hurt and rescued",
)  # fmt: skip
_STRUCK_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who)\b)[\w'’-]{1,20}){0,3}?\swho\s(?:was|were|had\sbeen)\s(?:(?!\b(?:and|but|killed|dead|died)\b)[^.;,]){1,80}?"
    r"\s(?:also\s)?survived\b",
    " woman who was struck in the shoulder survived", " woman who was struck and killed",
)  # fmt: skip
"""Of somebody hurt, and not dead."""
_UNHARMED_AFTER = Wording(
    r"(?i),?(?:\s(?!(?:and|or|but|while|y|e|o|pero|mientras|et|ou|mais|mas|enquanto|und|oder|aber|ma|mentre)\b)[\w'’-]{1,20}){0,8}?"
    r"\s(?:(?:were|was|are|is|escaped|emerged|walked\saway|(?:came|got)\sout)\s(?:\w+\s)?(?:unhurt|unharmed|uninjured|unscathed)"
    r"|(?:were|was|are|is)\s(?:not\s(?:hurt|harmed|injured|wounded)|(?:still\s)?alive)|escaped\sinjury"
    r"|(?:result|sal|qued)\w+\s(?:\w+\s)?iles[oa]s?|(?:saíram|saiu|ficaram|ficou|escaparam|escapou)\s(?:\w+\s)?iles[oa]s?"
    r"|(?:est|sont|sorti[es]*)\s(?:\w+\s)?(?:indemnes?|sain[es]*\set\ssau\w+)|blieb\w*\s(?:\w+\s)?unverletzt|(?:rimast|uscit)\w\s(?:\w+\s)?illes\w)\b",
    " employees who hid were unhurt", " people were hurt, not harmless",
)  # fmt: skip
_ALIVE_AFTER = Wording(
    r"(?i),?\s(?:(?:y|e|and)\s[^.;,]{1,40}?\s)?(?:(?:fue(?:ron)?|ha(?:n)?\ssido)\s(?:sacad|rescatad|hallad|encontrad|extra[ií]d|recuperad)[oa]s?"
    r"\s(?:con\svida|viv[oa]s?)|(?:was|were)\s(?:pulled|found|brought|dug|rescued|taken)\s(?:out\s|up\s)?alive)\b"
    r"(?![^.;]*\b(?:but|only|pero|aunque|died|dead|succumb\w*|muri\w+|falleci\w+|perdi[oó]\sla\svida)\b)",
    ", y una hija de 14 años fueron sacados con vida", " was found alive but died",
)  # fmt: skip
"""Right after a name."""
_SEARCHED_BEFORE = Wording(
    r"(?i)\b(?:b[uú]squeda\sde|busca(?:n|ban|ndo)?(?:\sa)?|(?:search(?:es|ed|ing)?|look(?:s|ed|ing)?)\sfor)"
    r"\s(?:(?:al\smenos|unos|unas|otr[oa]s|más\sde|l[oa]s|at\sleast|about|some|another|more\sthan|the)\s){0,2}\Z",
    "la búsqueda de ", "en la búsqueda de cuerpos murieron ",
)  # fmt: skip
_FOUND_DEAD = Wording(
    r"(?i).*?\b(?:bod(?:y|ies)|remains|corpses?|dead|died|killed|perished|drowned|death|cuerpos?|cad[aá]ver\w*|restos|sin\svida|muert\w+|muri\w+|falleci\w+)\b",
    " fishermen found their bodies", " fishermen went on",
)  # fmt: skip
"""After those who were searched for."""
_ABSENT_AFTER = Wording(
    r"(?i),?\s(?:was|were)\snot\s(?:(?:at\s)?home|there|present|inside|in\sthe\s\w{1,20})\s(?:when|at\sthe\stime|during)\b",
    " was not at home when it went off", " whose parents were at home when it went off",
)  # fmt: skip
"""Right after a name."""
_OF_HURT_BEFORE = Wording(
    r"(?i)\b(?:injured|wounded|hurt|hospitali[sz]ed|treated(?:\s(?:for|at|in)\s[^.;,]{1,40})?|(?:taken|rushed)\sto\s[^.;,]{1,40}|injuries),\s"
    r"(?:(?:including|among\sthem)\s)?(?:at\sleast\s)?\Z",
    "43 were treated for injuries, ", "43 were treated for injuries and ",
)  # fmt: skip
_DID_AFTER = Wording(
    r"(?i)\s(?:(?:accidentally|unintentionally|mistakenly)\s)?(?:shoots?|shot|stabs|stabbed|wounds|wounded|injures|injured)\s"
    r"(?:(?:his|her|their|another)\s|an?\s(?!leg|arm|hand|foot|head))(?![^.;]*\b(?:himself|herself|themselves|also|both|then|before|each\sother)\b)",
    " accidentally shot his 7-year-old brother", " shot his wife and then himself",
)  # fmt: skip
_HURT_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|were|was|y|e|o|que|pero)\b)[\w'’-]{1,20}){0,4}?(?:,\s(?:including|among\sthem|entre\sellos)\s[^.;,]{1,60},)?"
    r"\s(?:suffered|sustained|received|escaped\swith|sufrieron|sufri[oó])\s(?!fatal|mortal)(?:[\w-]{1,20}\s){0,4}?"
    r"(?:injur(?:y|ies)|wounds?|burns|cuts|fractures|bruises|heridas|lesiones|quemaduras|golpes)\b(?![^.;]*\b(?:d(?:ied|ead|ying|ie)|kill|succumb|murieron|falleci))",
    " other policemen, including sub-inspector Khan, suffered bullet injuries", " men suffered wounds and died",
)  # fmt: skip
_OF_THEM_ALIVE = Wording(
    r"(?i)\sof\s(?:them|whom|these)\b(?![^.;]*\b(?:d(?:ied|ead|ying|ie)|kill|fatal|succumb|perish))",
    " of them police officers", " of them died",
)  # fmt: skip
_IN_CUSTODY_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who)\b)[\w'’-]{1,20}){0,4}?(?:,[^.;,]{1,60},)?\s(?:is|are|was|were|been|remain(?:s|ed)?)\s(?:\w{1,20}\s){0,2}?"
    r"(?:in\s(?:police\s)?custody|under\sarrest|arrested)\b",
    " people, two of them colonels, are now in custody", " people were held by gunmen",
)  # fmt: skip
_HELPERS = Wording(
    r"(?i)(?:[\w'’-]{1,20}\s)?(?:searchers|rescuers|firefighters|responders|rescue\sworkers|bomberos|rescatistas|socorristas)",
    "searchers",
    "people whom others moved",
)
_RESCUED_PEOPLE = Wording(
    r"(?i)\s(?:[\w'’-]{1,20}\s){0,2}?(?:people|persons|passengers|others|men|women|children|miners|workers|crew)\s"
    r"(?:rescued|evacuated)(?=[.;,]|\sand\b|\Z)",
    " persons rescued.", " persons rescued from it were dead.",
)  # fmt: skip
_SURVIVORS_AFTER = Wording(
    r"(?i)\s(?:[\w-]{1,20}\s){0,2}?(?:survivors|sobrevivientes|supervivientes)\b", " survivors died", " bodies"
)
_SURVIVORS = Wording(r"(?i)(?:the\s)?(?:survivors|sobrevivientes|supervivientes)", "survivors", "a survivor of the war")
_TRACED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|are|remain)\b)[\w'’-]{1,20}){0,3}?\s(?:has|have|had|was|were)\s(?:(?:since|later|also|already)\s)?(?:been\s)?"
    r"(?:traced|located|reunited|accounted\sfor|found(?:\s(?:alive|safe))?(?=[.,;]|\Z))",
    " have since been traced", " were found dead",
)  # fmt: skip
_ACROSS_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|that)\b)[\w'’-]{1,20}){0,4}?\s(?:across|in)\sall\s(?:[\w-]{1,20}\s){0,2}?(?:countries|states|provinces|districts|regions)\b",
    " fatalities across all countries", " fatalities in the country",
)  # fmt: skip
_SOME_OF_BEFORE = Wording(
    r"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
    r"(?:\s(?:others?|more|people))?,?\s(?:of|among|de)\s(?:the|its|their|those|these|los|las)\s\Z",
    "two of the ", "hundreds of the ",
)  # fmt: skip
_SUFFERERS_AFTER = Wording(
    r"(?i)\s(?:(?:[\w'’-]{1,20}\s){0,2}?(?:dead|deaths|killed|fatalities|victims|casualties|injured|wounded|hurt|bodies|shot|stabbed|muert"
    r"|fallecid|víctima|occis|cadáver)|(?:[\w'’-]{1,20}\s){0,3}?(?:who|that|que)\s(?:died|were\skilled|perished|murieron|fallecieron))",
    " victims were children", " passengers died",
)  # fmt: skip
"""Before a number of all of whom some died, "dos de los diez lesionados murieron"; and after one of those who did."""
_COULD_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|that|were|was)\b)[\w'’-]{1,20}){0,5}?\s(?:could|would|might)\s(?:(?:also|still|soon|yet)\s)?(?:be|die|lose|become|have\sto)\b",
    " more people could be displaced", " people who could swim",
)  # fmt: skip
_GATHERED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who)\b)[\w'’-]{1,20}){0,6}?\s(?:were\s(?:in|inside)\sthe\s(?:building|factory|plant|mill|mine|club|hall|theat(?:er|re)|mall|market|store)"
    r"|marched|gathered|rallied|protested|demonstrated|took\spart|turned\sout|attended"
    r"|took\sto\sthe\sstreets|(?:without|lost|sin)\s(?:power|electricity|water|gas|luz|energ[ií]a|electricidad|agua))\b",
    " people marched to the assembly", " people who fled",
)  # fmt: skip
"""What says of a number of people that nobody had to leave."""
_TAKEN_ASHORE_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who)\b)[\w'’-]{1,20}){0,3}?\s(?:swam\s(?:ashore|to\ssafety)"
    r"|(?:(?:were|was|been)\s)?(?:picked\sup|plucked|pulled|rescued\sfrom\sthe\s(?:water|sea|river|boat|ferry|vessel|ship|wreck\w*)))\b",
    " people swam ashore", " people were rescued from their homes",
)  # fmt: skip
_STILL_HELD_AFTER = Wording(
    r"(?i)(?:\s(?!(?:but|who|while)\b)[\w'’-]{1,20}){0,7}?\s(?:are|is|remain(?:s|ed)?)\s(?:still\s)?(?:in\scaptivity|(?:being\s)?held\b|captive\b"
    r"|with\s(?:the|their)\s(?:[\w-]{1,20}\s)?(?:abductors|kidnappers|captors|bandits|gunmen)\b)",
    " pupils and the two teachers are in captivity", " pupils are in hospital",
)  # fmt: skip
_HURT = Wording(
    r"(?i)\b(?:injur|wound|hurt|hospital|(?<!no\s)(?<!any\s)treat|burn|condition|shock|hypothermia|inhal|sick|ill\b|medic|ambulance"
    r"|herid|lesion|quemad|hipotermia|atendid|atenci[oó]n|tratad|grave|crític|contus|golpe[as]|deshidrat|intoxic|ingresad|cl[ií]nic|trasladad"
    r"|critical|serious|fractur|br(?:oke|uis)|trauma|frostbit|bleed|dehydrat|exhaust|poison|concuss|scald|sprain|beaten|lost\s(?:a|an|both|his|her)?\s?"
    r"(?:legs?|arms?|limbs?|fing|hands?|f[oe]+t|conscious))",
    "with injuries", "with blankets",
)  # fmt: skip
_CLAUSE = Wording(r"[,;:]\s(?!all\b|most\b|many\b|with\b)", ", and some", ", all of them")
_OTHERS_AFTER = Wording(
    r"(?i)\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|others?|another|no|nobody|none)\b"
    r"|(?:,|;|\b(?:and|but|while))\s(?:an?|the|his|her|its)\s",
    ", two with injuries", ", who were taken to hospital",
)  # fmt: skip
"""Where those rescued are told of no more."""
_THEY = Wording(
    r"(?i)\A(?:they|all|both|most|the\s(?:[\w-]+\s)?(?:survivors|two|three|four|five|six|rescued|injured|victims))\b",
    "They were hurt", "The boat was hurt",
)  # fmt: skip
_ALL_BEFORE = Wording(r"(?i)\b(?:all|none\sof(?:\sthe)?)\s\Z", "None of the ", "Some of the ")
_ALL_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|but|when|which|who|that)\b)[\w'’-]{1,20}){0,5}?\s(?:all\s)?(?:survived|escaped|(?:was|were)\s(?:all\s)?(?:unharmed|unhurt|uninjured"
    r"|safe|rescued|evacuated|not\s(?:hurt|injured|harmed)))\b",
    " people aboard survived", " people aboard, and one crashed",
)  # fmt: skip
"""What tells of all aboard that they are well, whoever died elsewhere."""


def _is_arrested(number: Spot) -> bool:
    return bool(number.before(_ARRESTED) or number.after(_ARRESTED_AFTER))


def _is_tried(number: Spot) -> bool:
    return number.after(_TRIED_AFTER) is not None and not number.before(_KILLING_BEFORE)


def _is_hurt(number: Spot) -> bool:
    """Whether a number is of people injured, and of no death: "43 were hurt, 11 of them police officers"."""
    return bool(number.after(_HURT_AFTER) or (number.before(_OF_HURT_BEFORE) and number.after(_OF_THEM_ALIVE)))


def _is_some_of(number: Spot) -> bool:
    return number.before(_SOME_OF_BEFORE) is not None


_INSTEAD: tuple[tuple[tuple[Outcome, ...], Callable[[Spot], object], str], ...] = (
    (_HARMED, lambda spot: _is_arrested(spot) or _is_tried(spot), "people arrested or tried"),
    ((*_HARMED, "displaced"), lambda spot: spot.after(_COULD_AFTER), "what could be"),
    (("killed",), _is_hurt, "people injured"),
    (("killed",), lambda spot: spot.before(_SEARCHED_BEFORE) and not spot.after(_FOUND_DEAD), "people searched for"),
    (("injured",), lambda spot: spot.after(_DID_AFTER), "who did it"),
    (_HARMED, lambda spot: _is_some_of(spot) and not spot.after(_SUFFERERS_AFTER), "all of whom some suffered it"),
    (("freed",), _is_some_of, "all of whom some suffered it"),
    (("missing",), lambda spot: spot.after(_TRACED_AFTER), "people found"),
    (("kidnapped",), lambda spot: spot.after(_IN_CUSTODY_AFTER), "people arrested"),
    (("freed",), lambda spot: spot.after(_STILL_HELD_AFTER), "people still held"),
    (("displaced",), lambda spot: spot.after(_TAKEN_ASHORE_AFTER), "people rescued"),
    (("displaced",), lambda spot: spot.after(_GATHERED_AFTER), "people who had not to leave"),
)
"""What may be told instead of people with an outcome, wherever their number stands."""


def check_spared(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Finding]:
    """People killed or injured who are told of as arrested, rescued or unharmed, and others who are told of otherwise.

    "Police arrested three men over the killing", "76 swam ashore", "Ann Lee was unhurt"; displaced "2,000 people
    marched", freed "21 pupils are in captivity". And those of whom only what could be is told, "120,000 more could be
    displaced", and numbers of several incidents together: "38 deaths across all countries".
    """
    findings: list[Finding] = []
    for field, victim in list_victims(incidents):
        state = _tell_instead(victim, sentences)
        if len(incidents) > 1 and are_told(_list_numbers(victim), sentences, after=_ACROSS_AFTER):
            state = "what several incidents did together"
        place, words, evidence = "name", victim.name, victim.evidence
        if victim.group and victim.count:
            place, words, evidence = "count", victim.count.text, victim.count.evidence
        if state:
            message = f"{words!r} is told of {state}, not {victim.outcome}."
            findings.append(doubt("outcome_conflict", f"{field}.{place}", message, evidence))
    return findings


def _tell_instead(victim: Victim, sentences: Sequence[Sentence]) -> str:
    """What every place that holds a name or a group's number tells of them; empty where one may tell of the outcome."""
    is_harmed = victim.outcome in _HARMED
    if victim.name:
        held = list_held(victim.evidence)
        is_well = is_harmed and any(
            are_told(held, sentences, after=after) for after in (_UNHARMED_AFTER, _ABSENT_AFTER)
        )
        if victim.outcome == "killed" and are_told(held, sentences, after=_ALIVE_AFTER):
            following = (one.text for item in held for one in sentences[item.sentence : item.sentence + 1])
            is_well = is_well or not any(has_death(text) or spanish.tells_of_death(text) for text in following)
        return "as unharmed" if is_well else ""
    if victim.outcome == "displaced" and _HELPERS.fullmatch(victim.group or ""):
        return "people who came to help"
    if victim.outcome in _LIVING and _BODIES.search(victim.group or ""):
        return "the dead"
    held = list_counting(victim)
    spots = spots_of(held, sentences)
    if victim.outcome == "killed" and _SURVIVORS.fullmatch(victim.group or ""):
        # "Two survivors died later": who they are, and what became of them, is told there
        return "" if any(spot.after(_SURVIVORS_AFTER) for spot in spots) else "people who survived"
    told = (state for outcomes, is_so, state in _INSTEAD if victim.outcome in outcomes and all(map(is_so, spots)))
    if held and (state := next(told, "")):
        return state
    is_rescued = is_harmed and held and all(_is_rescued(item, victim.outcome, sentences) for item in held)
    return "people rescued, unharmed or surviving" if is_rescued else ""


def is_of_arrest(victim: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether a group's number is told of people arrested, wherever it stands."""
    spots = spots_of(_list_numbers(victim), sentences)
    return bool(spots) and all(map(_is_arrested, spots))


def _list_numbers(victim: Victim) -> list[Evidence]:
    """Where the article holds a group's number."""
    return list_counting(victim) if victim.group else []


def _is_rescued(item: Evidence, outcome: Outcome, sentences: Sequence[Sentence]) -> bool:
    spot = spot_of(item, sentences)
    if spot.after(_UNHARMED_AFTER):
        return True
    is_elided = spot.after(_RESCUED_PEOPLE) is not None  # "nine bodies were found and 27 persons rescued"
    is_struck = outcome == "killed" and spot.after(_STRUCK_AFTER) is not None
    if not (is_elided or is_struck or spot.before(_RESCUED_BEFORE) or spot.after(_RESCUED_AFTER)):
        return False
    starts = [spot.start] if is_elided else [match.end() for match in _CLAUSE.finditer(spot.text, 0, spot.start)]
    others = _OTHERS_AFTER.search(spot.text, spot.end)
    following = (one.text for one in sentences[item.sentence : item.sentence + 1] if _THEY.search(one.text))
    told = (spot.text[starts[-1] if starts else 0 : others.start() if others else None], *following)
    if outcome == "injured":
        return not any(map(_HURT.search, told))
    return not any(has_death(text) or spanish.tells_of_death(text) for text in told)


def check_aboard(
    incidents: Sequence[Incident], sentences: Sequence[Sentence], mentions: Sequence[CasualtyMention]
) -> list[Finding]:
    """Counts that are those of people aboard, where a casualty phrase gives fewer: "carrying 45 people, killing 30".

    Of people hurt, or where another entry of the incident does. And of people displaced, of whom none is aboard.
    Not all aboard survived where it tells of dead. None where the sentences that tell of them say that all suffered.
    """
    findings: list[Finding] = []
    numbers = {(mention.outcome, mention.count.low) for mention in mentions}
    for field, victim, count in counted_groups(incidents):
        if (victim.outcome, count.low) in numbers:
            continue
        spots = [spot_of(item, sentences) for item in count.evidence]
        if victim.outcome in _SPARED and any(spot.before(_ALL_BEFORE) or spot.after(_ALL_AFTER) for spot in spots):
            continue
        if any(is_aboard(*spot) for spot in spots):
            if victim.outcome == "displaced":
                said = f"{count.text!r} is told of the people aboard, and not of people displaced."
                findings.append(doubt("count_of_whole", field, said, count.evidence))
                continue
            outcomes = (victim.outcome, "killed") if victim.outcome in _SPARED else (victim.outcome,)
            told = (
                f"of people {one.outcome} the article says {one.text!r}"
                for one in mentions
                if one.outcome in outcomes and _is_fewer(one, count, sentences)
            )
            others = (
                f"{other.text!r} people are {one.outcome}, too"
                for at, one, other in counted_groups(incidents)
                if incident_of(at) == incident_of(field) and one.outcome == victim.outcome == "injured"
                if _is_less(other, count, sentences)
            )
            fewer = next(told, None) or next(others, None)
            if fewer is None:
                continue
            said = f"{count.text!r} is told of the people aboard; {fewer}."
            findings.append(doubt("count_of_whole", field, said, count.evidence))
    return findings


def _is_less(other: Count, count: Count, sentences: Sequence[Sentence]) -> bool:
    """Whether an entry's number is smaller, of several and of no people aboard."""
    is_small = other.low is not None and count.low is not None and 1 < other.low < count.low
    return is_small and not any(is_aboard(*spot_of(item, sentences)) for item in other.evidence)


def _is_fewer(mention: CasualtyMention, count: Count, sentences: Sequence[Sentence]) -> bool:
    """Whether a phrase tells of fewer people, with whoever stands beside them."""
    if mention.count.low is None or count.low is None:
        return False
    return mention.count.low + is_with_one(mention, sentences) < count.low
