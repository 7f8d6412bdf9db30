"""Counts that contradict each other, their evidence, or the article."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from summarizer.checks.entries import APART, is_at_scene, is_with_one, list_victims
from summarizer.checks.parts import count_apart, drop_parts
from summarizer.checks.rising import IN_PLACE
from summarizer.evidence.findings import doubt
from summarizer.evidence.grounding import MAX_EVIDENCE, mention_evidence
from summarizer.evidence.values import Spot, counting_spots, is_held, list_counting, list_held, spot_of
from summarizer.language.casualties.finding import has_death
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.people import content_words, is_aboard, is_generic
from summarizer.language.spanish import words as spanish
from summarizer.language.wording import Wording
from summarizer.resolving.totals import MOST_COMPARED, Tally, find_disputed, is_same_group, read_group, tally_groups
from summarizer.schemas.record import Count, Evidence, Finding, Incident, Outcome, Sentence, Victim

_SUCCESSIVE: tuple[set[Outcome], ...] = ({"kidnapped", "freed"}, {"kidnapped", "missing"}, {"freed", "unharmed"})

_HARMED: frozenset[Outcome] = frozenset({"killed", "injured"})
_SPARED: frozenset[Outcome] = frozenset({"survived", "unharmed"})
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
_UNHARMED_AFTER = Wording(
    r"(?i),?(?:\s(?!(?:and|or|but|while|y|e|o|pero|mientras|et|ou|mais|mas|enquanto|und|oder|aber|ma|mentre)\b)[\w'’-]{1,20}){0,8}?"
    r"\s(?:(?:were|was|are|is|escaped|emerged|walked\saway|(?:came|got)\sout)\s(?:\w+\s)?(?:unhurt|unharmed|uninjured|unscathed)"
    r"|(?:were|was|are|is)\snot\s(?:hurt|harmed|injured|wounded)|escaped\s(?:injury|unhurt)"
    r"|(?:result|sal|qued)\w+\s(?:\w+\s)?iles[oa]s?|(?:saíram|saiu|ficaram|ficou|escaparam|escapou)\s(?:\w+\s)?iles[oa]s?"
    r"|(?:est|sont|sorti[es]*)\s(?:\w+\s)?(?:indemnes?|sain[es]*\set\ssau\w+)|blieb\w*\s(?:\w+\s)?unverletzt|(?:rimast|uscit)\w\s(?:\w+\s)?illes\w)\b",
    " employees who hid were unhurt", " people were hurt, not harmless",
)  # fmt: skip
_OF_HURT_BEFORE = Wording(
    r"(?i)\b(?:injured|wounded|hurt|hospitali[sz]ed|treated(?:\s(?:for|at|in)\s[^.;,]{1,40})?|(?:taken|rushed)\sto\s[^.;,]{1,40}|injuries),\s"
    r"(?:(?:including|among\sthem)\s)?(?:at\sleast\s)?\Z",
    "43 were treated for injuries, ", "43 were treated for injuries and ",
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
    r"\s(?:of|de)\s(?:the|its|their|those|these|los|las)\s\Z",
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
_HURT = Wording(
    r"(?i)\b(?:injur|wound|hurt|hospital|treat|burn|condition|shock|hypothermia|inhal|sick|ill\b|medic|ambulance"
    r"|herid|lesion|quemad|hipotermia|atendid|atenci[oó]n|tratad|grave|crític|contus|golpe[as]|deshidrat|intoxic|inhalaci|ingresad|cl[ií]nic|trasladad"
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
_CLAIM = Wording(r"(?i)\b(?:said|says|told|put|reported|according|claim(?:s|ed))\b", "police said 10", "10 died")
_ANYONE = frozenset({"person", "persons"})
_SOME_APART = re.compile(r"\b(?:others?|another|more|additional|further|otr[oa]s?|más(?!\s+de))\b", re.IGNORECASE)


def check_counts(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Finding]:
    """Claims about the same people that cannot both be right, and parts that exceed their total.

    People told of as among others claim nothing. Only numbers that the article holds are compared; one "about" so many
    agrees with any within a tenth of it. Claims that contradict each other, directly or by way of others, make one
    finding. Of more than MOST_COMPARED groups with one outcome a finding says that they were not compared.
    """
    findings: list[Finding] = []
    for index, incident in enumerate(incidents):
        field = f"incidents[{index}].victims"
        told = count_apart(incident.victims, sentences)
        counted = [victim for victim in told if victim.count and is_held(victim.count.evidence)]
        groups = Counter(victim.outcome for victim in incident.victims if victim.group)
        many = {outcome for outcome, number in groups.items() if number > MOST_COMPARED}
        compared = [victim for victim in counted if victim.outcome not in many]
        conflicts = _find_conflicts(compared)
        findings.extend(_conflict(claims, field) for claims in conflicts if not _add_up(claims, compared))
        for outcome in dict.fromkeys(victim.outcome for victim in compared):
            tallies = tally_groups([victim for victim in compared if victim.outcome == outcome])
            findings.extend(one for tally in tallies for one in _find_excess(tally, outcome, field))
            findings.extend(_dispute(*pair, field) for pair in find_disputed(tallies))
        for outcome in (one for one in groups if one in many):
            said = f"There are {groups[outcome]} groups {outcome}: more than {MOST_COMPARED}"
            message = f"{said} are neither added up nor held against each other."
            findings.append(doubt("groups_not_compared", field, message, ()))
    return findings


def _find_conflicts(victims: Sequence[Victim]) -> list[list[Victim]]:
    """The entries that contradict others, those together that do so by way of each other, in their order."""
    told = [(victim, group, at) for at, victim in enumerate(victims) if (group := read_group(victim)) is not None]
    joined = list(range(len(victims)))
    for (one, group, at), (other, another, against) in combinations(told, 2):
        if joined[at] != joined[against] and is_same_group(group, another) and _disagree(one.count, other.count):
            first, second = sorted((joined[at], joined[against]))
            joined = [first if known == second else known for known in joined]
    together: dict[int, list[Victim]] = {}
    for at, victim in enumerate(victims):
        together.setdefault(joined[at], []).append(victim)
    return [claims for claims in together.values() if len(claims) > 1]


def _add_up(claims: Sequence[Victim], victims: Sequence[Victim]) -> bool:
    """Whether some entry's number is what the others add up to: 49 dead, 30 of them in Haiti and 19 in Jamaica."""
    alike = [one for one in victims if one.group and one.outcome == claims[0].outcome]
    return any(
        len(rest) > 1 and whole.count.low == sum(rest)
        for whole in alike
        if whole.count
        for told in (claims, alike)
        for rest in [[one.count.low or 0 for one in told if one is not whole and one.count]]
    )


def _disagree(one: Count | None, other: Count | None) -> bool:
    if one is None or other is None or "several" in (one.qualifier, other.qualifier):
        return False
    low, high = _bounds(one)
    least, most = _bounds(other)
    return _below(high, least) or _below(most, low)


def _bounds(count: Count) -> tuple[float | None, float | None]:
    slack = 0.1 if count.qualifier == "about" else 0.0
    low = None if count.low is None else count.low * (1 - slack)
    return low, None if count.high is None else count.high * (1 + slack)


def _below(high: float | None, low: float | None) -> bool:
    return high is not None and low is not None and high < low


def _conflict(claims: Sequence[Victim], field: str) -> Finding:
    counts = [victim.count for victim in claims if victim.count]
    said = [repr(count.text) for count in counts[:MAX_EVIDENCE]]
    more = [f"{len(counts) - MAX_EVIDENCE} more"] if len(counts) > MAX_EVIDENCE else []
    *listed, last = [*said, *more]
    kept = "both" if len(counts) == 2 else "all"  # noqa: PLR2004 - two are both
    message = (
        f"The article gives {', '.join(listed)} and {last} for {claims[0].outcome} {claims[0].group}; {kept} are kept."
    )
    evidence = tuple(item for count in counts[:MAX_EVIDENCE] for item in count.evidence)
    return doubt("conflicting_counts", field, message, evidence)


def _find_excess(tally: Tally, outcome: str, field: str) -> Iterator[Finding]:
    """A doubt where the parts of a group add up to more than the article says that there are."""
    highs = [_bounds(count)[1] for count in tally.counts]
    is_sum = len(highs) > 1 and sum(count.low or 0 for count in tally.counts) == tally.least
    if highs and not is_sum and all(_below(high, tally.least) for high in highs):
        message = f"The groups {outcome} add up to {tally.least}, more than the {tally.counts[0].text!r} given for all."
        counts = [count for part in tally.parts for count in part.counts] + tally.counts
        yield doubt("parts_exceed_total", field, message, tuple(item for count in counts for item in count.evidence))


def _dispute(one: Tally, other: Tally, field: str) -> Finding:
    told = [(tally.entries[0], count) for tally in (one, other) for count in tally.counts[:1]]
    said = [
        f"{count.text!r} {who.group}" + (f", says {who.said_by.text!r}" if who.said_by else "") for who, count in told
    ]
    message = f"Perhaps the same people are told of as {' and as '.join(said)}: they are not simply added."
    return doubt("conflicting_counts", field, message, tuple(item for _, count in told for item in count.evidence))


def check_outcomes(incidents: Sequence[Incident], mentions: Sequence[CasualtyMention]) -> list[Finding]:
    """Counts whose number the article gives for another outcome, or in the same breath for other people.

    The number is looked at where the count's evidence stands. Outcomes that may be true of the same people, such as
    kidnapped and freed, are no contradiction; nor are people of a more general word.
    """
    findings, said_in = list[Finding](), defaultdict[int, list[CasualtyMention]](list)
    for mention in mentions:
        said_in[mention.sentence].append(mention)
    for field, victim, count in _counted_groups(incidents):
        near = [one for number in sorted({item.sentence for item in count.evidence}) for one in said_in[number]]
        told = [one for one in near if _is_told_at(one, count.evidence)]
        other = next((mention for mention in told if not _may_both_hold(mention.outcome, victim.outcome)), None)
        if other and not any(mention.outcome == victim.outcome for mention in told):
            said = f"{count.text!r} is told of people {other.outcome} ({other.text!r}), not {victim.outcome}."
            findings.append(doubt("outcome_conflict", field, said, count.evidence))
        elif any(_is_of_others(mention, victim) for mention in told):
            said = f"{count.text!r} is told of other people than {victim.group!r} ({told[0].text!r})."
            findings.append(doubt("count_of_others", field, said, count.evidence))
    return findings


def check_spared(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Finding]:
    """People killed or injured who are told of as arrested, rescued or unharmed, and displaced who only gathered.

    "Police arrested three men over the killing", "76 swam ashore", "Ann Lee was unhurt", "2,000 people marched". And
    those of whom only what could be is told: "120,000 more could be displaced"; and numbers of several incidents
    together: "38 deaths across all countries".
    """
    findings: list[Finding] = []
    for field, victim in list_victims(incidents):
        state = _tell_spared(victim, sentences) if victim.outcome in _HARMED else _tell_staying(victim, sentences)
        if len(incidents) > 1 and _is_told_after(victim, _ACROSS_AFTER, sentences):
            state = "what several incidents did together"
        place, words, evidence = "name", victim.name, victim.evidence
        if victim.group and victim.count:
            place, words, evidence = "count", victim.count.text, victim.count.evidence
        if state:
            message = f"{words!r} is told of {state}, not {victim.outcome}."
            findings.append(doubt("outcome_conflict", f"{field}.{place}", message, evidence))
    return findings


def _tell_spared(victim: Victim, sentences: Sequence[Sentence]) -> str:
    """What every place that holds a name or a group's number tells of them; empty where one may tell of harm."""
    if victim.name:
        spots = [spot_of(item, sentences) for item in list_held(victim.evidence)]
        return "as unharmed" if spots and all(spot.after(_UNHARMED_AFTER) for spot in spots) else ""
    if is_of_arrest(victim, sentences):
        return "people arrested"
    if _is_told_after(victim, _COULD_AFTER, sentences):
        return "what could be"
    held, spots = list_counting(victim), counting_spots(victim, sentences)
    if spots and victim.outcome == "killed" and all(map(_is_of_hurt, spots)):
        return "some of those injured"
    if spots and all(spot.before(_SOME_OF_BEFORE) and not spot.after(_SUFFERERS_AFTER) for spot in spots):
        return "all of whom some suffered it"
    is_rescued = bool(held) and all(_is_rescued(item, victim.outcome, sentences) for item in held)
    return "people rescued, unharmed or surviving" if is_rescued else ""


def _is_of_hurt(number: Spot) -> bool:
    """Whether a number is of some of the injured, and of no death: "43 were hurt, 11 of them police officers"."""
    return number.before(_OF_HURT_BEFORE) is not None and number.after(_OF_THEM_ALIVE) is not None


def _tell_staying(victim: Victim, sentences: Sequence[Sentence]) -> str:
    """Likewise of people who are to have been displaced or kidnapped, or are to be missing still."""
    if victim.outcome == "missing" and _is_told_after(victim, _TRACED_AFTER, sentences):
        return "people found"
    if victim.outcome == "kidnapped" and _is_told_after(victim, _IN_CUSTODY_AFTER, sentences):
        return "people arrested"
    if victim.outcome != "displaced":
        return ""
    if _HELPERS.fullmatch(victim.group or ""):
        return "people who came to help"
    if _is_told_after(victim, _COULD_AFTER, sentences):
        return "what could be"
    return "people who had not to leave" if _is_told_after(victim, _GATHERED_AFTER, sentences) else ""


def _is_told_after(victim: Victim, words: Wording, sentences: Sequence[Sentence]) -> bool:
    """Whether such words stand after a group's number wherever that stands."""
    spots = counting_spots(victim, sentences) if victim.group else []
    return bool(spots) and all(spot.after(words) for spot in spots)


def is_of_arrest(victim: Victim, sentences: Sequence[Sentence]) -> bool:
    """Whether a group's number is told of people arrested, wherever it stands."""
    spots = counting_spots(victim, sentences) if victim.group else []
    return bool(spots) and all(spot.before(_ARRESTED) or spot.after(_ARRESTED_AFTER) for spot in spots)


def _is_rescued(item: Evidence, outcome: Outcome, sentences: Sequence[Sentence]) -> bool:
    spot = spot_of(item, sentences)
    if spot.after(_UNHARMED_AFTER):
        return True
    if not (spot.before(_RESCUED_BEFORE) or spot.after(_RESCUED_AFTER)):
        return False
    starts = [match.end() for match in _CLAUSE.finditer(spot.text, 0, spot.start)]
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

    And of people displaced, of whom none is aboard.
    Not all aboard survived where it tells of dead. None where the sentences that tell of them say that all suffered.
    """
    findings: list[Finding] = []
    numbers = {(mention.outcome, mention.count.low) for mention in mentions}
    for field, victim, count in _counted_groups(incidents):
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
            told = (mention for mention in mentions if mention.outcome in outcomes)
            fewer = next((one for one in told if _is_fewer(one, count, sentences)), None)
            if fewer is None:
                continue
            told_of = f"{count.text!r} is told of the people aboard"
            said = f"{told_of}; of people {fewer.outcome} the article says {fewer.text!r}."
            findings.append(doubt("count_of_whole", field, said, count.evidence))
    return findings


def _is_fewer(mention: CasualtyMention, count: Count, sentences: Sequence[Sentence]) -> bool:
    """Whether a phrase tells of fewer people, with whoever stands beside them."""
    if mention.count.low is None or count.low is None:
        return False
    return mention.count.low + is_with_one(mention, sentences) < count.low


def _counted_groups(incidents: Sequence[Incident]) -> Iterator[tuple[str, Victim, Count]]:
    for field, victim in list_victims(incidents):
        if victim.group and victim.count and is_held(victim.count.evidence):
            yield f"{field}.count", victim, victim.count


def _is_told_at(mention: CasualtyMention, evidence: Sequence[Evidence]) -> bool:
    return any(item.start < mention.count_end and mention.count_start < item.end for item in evidence)


def _may_both_hold(one: Outcome, other: Outcome) -> bool:
    return one == other or not {one, other} <= APART or {one, other} in _SUCCESSIVE


def _is_of_others(mention: CasualtyMention, victim: Victim) -> bool:
    """Whether the phrase names a group that shares no word with the victims', which stand elsewhere in its sentence."""
    group = victim.group or ""
    if mention.group is None or is_generic(mention.group) or is_generic(group):
        return False
    if not content_words(mention.group) or not content_words(mention.group).isdisjoint(content_words(group)):
        return False
    held = list_held(victim.evidence)
    return bool(held) and all(
        item.sentence == mention.sentence and not (item.start < mention.end and mention.start < item.end)
        for item in held
    )


def check_mentions(
    mentions: Sequence[CasualtyMention],
    sentences: Sequence[Sentence],
    *,
    incidents: Sequence[Incident],
    known: Sequence[Finding] = (),
) -> list[Finding]:
    """Casualty phrases of the text that give different exact numbers for one group and outcome (headline and body).

    One finding for each group and outcome, but for those ``known`` of the incidents' claims. Numbers that entries of
    different ``incidents`` hold are no conflict, nor are those that add up to another number of the article, those of
    entries that are a part of others, and what all incidents come to: "shootings left nine people dead", six, two, one.
    """
    findings: list[Finding] = []
    shown = [  # what each known clash points at, wherever the text repeats it
        {(one.outcome, one.count.low) for one in mentions if _is_told_at(one, clash.evidence)}
        for clash in known
        if clash.code == "conflicting_counts"
    ]
    parts = _list_parts(incidents, sentences)
    for numbers in _alike(mentions, sentences):
        if len(numbers) <= MAX_EVIDENCE and _come_to_one(numbers, mentions, sentences):
            continue
        apart = [one for one in numbers if (one.outcome, one.count.low) not in parts]
        told = [one for one in apart if not _is_local(one, apart, sentences)][:MAX_EVIDENCE]
        held = [_find_holders(mention, incidents) for mention in told]
        if any({(one.outcome, one.count.low) for one in told} <= clash for clash in shown):
            continue
        if len({mention.sentence for mention in told}) > 1 and not _are_apart(told, held, incidents):
            said = ", ".join(f"sentence {mention.sentence} says {mention.text!r}" for mention in told)
            message = f"{said[0].upper()}{said[1:]}."
            evidence = tuple(mention_evidence(mention, sentences) for mention in told)
            findings.append(doubt("conflicting_counts", "article", message, evidence))
    return findings


def _alike(mentions: Sequence[CasualtyMention], sentences: Sequence[Sentence]) -> Iterable[list[CasualtyMention]]:
    """For each group and outcome the first phrase that gives each of its exact numbers; none of some others."""
    alike: dict[tuple[str, frozenset[str]], dict[int | None, CasualtyMention]] = {}
    for mention in mentions:
        told_of = sentences[mention.sentence - 1]
        said = told_of.text[max(0, mention.start - told_of.start - len("another ")) : mention.end - told_of.start]
        is_some = _SOME_APART.search(said) is not None or is_at_scene(mention, sentences)
        if mention.group and mention.count.qualifier == "exact" and not is_some:
            words = frozenset("people" if word in _ANYONE else word for word in content_words(mention.group))
            alike.setdefault((mention.outcome, words), {}).setdefault(mention.count.low, mention)
    return map(list, map(dict.values, alike.values()))


def _come_to_one(
    told: Sequence[CasualtyMention], mentions: Sequence[CasualtyMention], sentences: Sequence[Sentence]
) -> bool:
    """Whether numbers add up to another of their outcome, or all but one, which one speaker tells, to that one."""
    lows = [one.count.low or 0 for one in told]
    claims = sum(_CLAIM.search(sentences[one.sentence - 1].text) is not None for one in told)
    is_whole = len(lows) > 2 and claims < 2 and sum(lows) == 2 * max(lows)  # noqa: PLR2004 - a whole of two
    return is_whole or sum(lows) in {one.count.low for one in mentions if one.outcome == told[0].outcome}


def _is_local(one: CasualtyMention, told: Sequence[CasualtyMention], sentences: Sequence[Sentence]) -> bool:
    """Whether a number is that of one place after a larger one: "In Lima, three people died"."""
    place = sentences[one.sentence - 1]
    is_there = IN_PLACE.search(place.text, 0, one.count_start - place.start) is not None
    return is_there and any((other.count.low or 0) > (one.count.low or 0) and other.start < one.start for other in told)


def _list_parts(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> set[tuple[str, int | None]]:
    """The outcomes and numbers of entries that are a part of others."""
    return {
        (one.outcome, one.count.low)
        for incident in incidents
        for kept in [set(map(id, drop_parts(incident.victims, sentences)))]
        for one in incident.victims
        if one.count and id(one) not in kept
    }


def _find_holders(mention: CasualtyMention, incidents: Sequence[Incident]) -> set[int]:
    """The incidents, by their index, with an entry whose number is that of a phrase there, or else anywhere."""
    counted = [
        (index, victim.outcome, victim.count)
        for index, incident in enumerate(incidents)
        for victim in incident.victims
        if victim.count is not None
    ]
    there = {index for index, _, count in counted if _is_told_at(mention, list_held(count.evidence))}
    told = (mention.outcome, mention.count.low)
    return there or {index for index, outcome, count in counted if (outcome, count.low) == told}


def _are_apart(told: Sequence[CasualtyMention], held: Sequence[set[int]], incidents: Sequence[Incident]) -> bool:
    """Whether every number belongs to incidents of its own, but for one that several incidents' totals come to."""
    totals = [total.low for one in incidents for total in [one.totals.get(told[0].outcome)] if total]
    whole = sum(totals) if len(totals) > 1 else None
    owners = [holders for one, holders in zip(told, held, strict=True) if whole is None or one.count.low != whole]
    return all(owners) and all(one.isdisjoint(other) for one, other in combinations(owners, 2))
