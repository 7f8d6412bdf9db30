"""People who are recorded as harmed or displaced, and of whom the article tells that they were not."""

from collections.abc import Callable, Iterable, Sequence

from summarizer.checks.entries import counted_groups, find_named, list_victims
from summarizer.evidence.findings import doubt, incident_of
from summarizer.evidence.values import Spot, are_told, list_counting, list_held, spot_of, spots_of
from summarizer.language.casualties.finding import has_death
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.people import is_aboard
from summarizer.language.spanish import words as spanish
from summarizer.language.sufferers import suffers
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
_ARRESTED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:y|e|o|que|and|or|who)\b|muri|muert|falleci|herid|asesin|kill|dead|died)[\w'’-]{1,20}){0,3}?\s"
    r"(?:(?:(?:were|was|(?:has|have)\sbeen)\s(?:arrested|detained|charged)"
    r"|(?:fueron|fue|(?:han|ha)\ssido|quedaron|qued[oó])\s(?:detenid|arrestad|capturad|aprehendid)[oa]s?)\b(?!,?\s(?:y|e|and)\b)"
    r"|(?:detenid|intervenid|aprehendid)[oa]s?(?=\s?[.,;:)]|\s(?:por|tras)\b|\Z))",
    " personas fueron detenidas", " personas fueron detenidas y ejecutadas",
)  # fmt: skip
_ACCUSED_AFTER = Wording(
    r"(?:(?:,\s(?:of\s)?[^.,;]{1,40}){1,3},)?(?:\s(?:who|and|fled\sthe\s\w{1,12},?\s(?:but|and)))?"
    r"\s(?:(?:was|is|has\sbeen|remains)\s(?:(?:also|later|then|now|being|soon)\s)?(?:arrested|charged\s(?:with|in)|arraigned|indicted|booked|jailed|accused\sof|convicted|sentenced\sto"
    r"|in\scustody|held\s(?:on|without|in\slieu))\b|faces\s(?:[\w-]{1,20}\s){0,3}?(?:counts?|charges?)\b)",
    ", 23, of Schenectady, was charged with manslaughter", " was charged by a bull",
)  # fmt: skip
"""After the name of somebody whom the article accuses."""
_TRIED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:who|and|or)\b)[\w'’-]{1,20}){0,3}?\s(?:were|(?:have|had)\sbeen)\s(?:acquitted|convicted)\b(?!,?\s(?:and|y)\b)",
    " officers were acquitted", " were acquitted and killed",
)  # fmt: skip
_RESCUED_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|were|was|y|e|o|que|pero|quienes)\b)[\w'’-]{1,20}){0,4}?\s(?:survivors|evacuees|escaped|survived|swam\sashore"
    r"|(?:(?:were|was|had\sbeen|have\sbeen|has\sbeen)\s)(?:(?:safely|also|later|already|all)\s)?"
    r"(?:rescued|saved|evacuated|picked\sup|plucked|brought\s(?:\w+\s)?ashore|found\salive)"
    r"|sobreviv(?:ieron|i[oó])|(?:fueron|fue|(?:han|ha)\ssido|resultaron)\s(?:rescatad|salvad)[oa]s?|se\ssalv(?:aron|[oó])|con\svida)\b",
    " people were rescued", " people were hurt and rescued",
)  # fmt: skip
_ALIVE_AFTER = Wording(
    r"(?i),?\s(?:(?:y|e|and)\s[^.;,]{1,40}?\s)?(?:(?:fue(?:ron)?|ha(?:n)?\ssido)\s(?:sacad|rescatad|hallad|encontrad|extra[ií]d|recuperad)[oa]s?"
    r"\s(?:con\svida|viv[oa]s?)|(?:was|were)\s(?:pulled|found|brought|dug|rescued|taken)\s(?:out\s|up\s)?alive)\b"
    r"(?![^.;]*\b(?:but|only|pero|aunque|died|dead|succumb\w*|muri\w+|falleci\w+|perdi[oó]\sla\svida)\b)",
    ", y una hija de 14 años fueron sacados con vida", " was found alive but died",
)  # fmt: skip
"""Right after a name."""
_SURVIVED_AFTER = Wording(
    r"(?i)(?:(?!\b(?:and|or|who|while|when|whose|another|others?|kill\w*|died?|dead|death|fatal\w*|murder\w*)\b)[^.;]){0,60}?,?\s"
    r"(?:but\s(?:(?:has|had|he|she|they|later)\s){0,2}survived|(?:is|are|was|were)\sexpected\sto\s(?:survive|recover|live)"
    r"|remains?\shospitali[sz]ed|(?:is|are)\s(?:now\s)?(?:(?:listed|said\sto\sbe)\s)?in\s(?:stable|good|fair|satisfactory)\scondition)\b(?![^.;]*\b(?:but|died|succumb\w*|until)\b)",
    " was also shot, but survived", " was shot, but his wife survived",
)  # fmt: skip
_UNHARMED_AFTER = Wording(
    r"(?i)(?:(?:,\s\d\d?)?,?\swho|(?:(?!\s(?:and|but|or)\s(?:was|were|is|are|had)\b)(?!\b(?:was|were|is|are|had|has|have|been|who|while|when|after|another|others?|that"
    r"|injur\w*|wound\w*|hurt|shot|kill\w*|dead|died|hit|struck|h?erid[oa]s?|muert[oa]s?)\b)[^.;:]){0,60}?)\s"
    r"(?:(?:was|were|is|are|had\sbeen)\s(?:(?:reportedly|also|both|all|apparently)\s)?(?:not\s(?:physically\s)?(?:injured|hurt|harmed|wounded|shot|hit|struck)"
    r"|unharmed|unhurt|uninjured)|(?:escaped|emerged|walked\saway)\s(?:unharmed|unhurt|uninjured|unscathed|(?:without|any|all)?\s?injur(?:y|ies)|harm)"
    r"|(?:result(?:ó|aron)|sali(?:ó|eron)|qued(?:ó|aron)|est(?:á|án|aba|aban))\siles[oa]s?)\b(?!\s(?:seriously|badly|severely|critically|in\sthat|by\sthe\sfirst|until|but))",
    " and a 20-year-old man were not injured", " was shot and another was not badly hurt",
)  # fmt: skip
_SEARCHED_BEFORE = Wording(
    r"(?i)\b(?:b[uú]squeda\sde|busca(?:n|ban|ndo)?(?:\sa)?|(?:search(?:es|ed|ing)?|look(?:s|ed|ing)?)\sfor)"
    r"\s(?:(?:al\smenos|unos|unas|otr[oa]s|más\sde|l[oa]s|at\sleast|about|some|another|more\sthan|the)\s){0,2}\Z",
    "la búsqueda de ", "en la búsqueda de cuerpos murieron ",
)  # fmt: skip
_DID_AFTER = Wording(
    r"(?i)\s(?:(?:accidentally|unintentionally|mistakenly)\s)?(?:shoots?|shot|stabs|stabbed|wounds|wounded|injures|injured)\s"
    r"(?:(?:his|her|their|another)\s|an?\s(?!leg|arm|hand|foot|head))(?![^.;]*\b(?:himself|herself|themselves|also|both|then|before|each\sother)\b)",
    " accidentally shot his 7-year-old brother", " shot his wife and then himself",
)  # fmt: skip
_SHOT_DEAD_AFTER = Wording(
    r"(?i)\s(?:(?:fatally|then)\s)?(?:sho(?:t|ots)|stab(?:s|bed))\s(?:(?:to\sdeath|dead|and\skilled)\s)?(?:his|her|their|another|an?)\s"
    r"(?![^.;]*\b(?:himself|herself|themselves|also|both|before|each\sother|was\sshot|died)\b)",
    " shot to death his former girlfriend", " shot his wife and then himself",
)  # fmt: skip
_ARMED_AFTER = Wording(
    r"(?i)\s(?:who\s(?:was\s)?)?(?:carrying|armed\swith|wielding|brandishing)\s(?:[\w-]{1,20}\s){0,3}?(?:guns?|firearm|weapon|pistol|handgun|rifle|shotgun|knife|machete)\b"
    r"(?![^.;]*\b(?:shot|killed|died|dead|hurt|injured|wounded|hit|stabbed)\b)",
    " carrying a firearm had confronted the crowd", " carrying a firearm was shot",
)  # fmt: skip
_BY_BEFORE = Wording(
    r"(?i)\b(?:killed|shot|slain|stabbed|wounded|murdered)(?:\s(?:dead|to\sdeath))?\sby\s(?:(?:an?|the|one|two|three|four|some)\s)?"
    r"(?:(?:[\w-]{1,20})\s){0,2}?\Z",
    "was killed by an ", "was killed by accident. A ",
)  # fmt: skip
_COULD_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|or|but|who|that|were|was)\b)[\w'’-]{1,20}){0,5}?\s(?:could|would|might)\s(?:(?:also|still|soon|yet)\s)?(?:be|die|lose|become|have\sto)\b",
    " more people could be displaced", " people who could swim",
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
_ALL_AFTER = Wording(
    r"(?i)(?:\s(?!(?:and|but|when|which|who|that)\b)[\w'’-]{1,20}){0,5}?\s(?:all\s)?(?:survived|escaped|(?:was|were)\s(?:all\s)?(?:unharmed|unhurt|uninjured"
    r"|safe|rescued|evacuated|not\s(?:hurt|injured|harmed)))\b",
    " people aboard survived", " people aboard, and one crashed",
)  # fmt: skip
"""What tells of all aboard that they are well, whoever died elsewhere."""


_INSTEAD: tuple[tuple[tuple[Outcome, ...], Callable[[Spot], object], str], ...] = (
    (_HARMED, lambda spot: spot.after(_ARRESTED_AFTER) or spot.after(_TRIED_AFTER), "people arrested or tried"),
    (_HARMED, lambda spot: spot.after(_UNHARMED_AFTER), "people unharmed"),
    ((*_HARMED, "displaced"), lambda spot: spot.after(_COULD_AFTER), "what could be"),
    (("killed",), lambda spot: spot.before(_SEARCHED_BEFORE), "people searched for"),
    (("killed",), lambda spot: spot.after(_SURVIVED_AFTER), "who survived"),
    (("injured",), lambda spot: spot.after(_DID_AFTER), "who did it"),
    (_HARMED, lambda spot: spot.after(_ARMED_AFTER), "who did it"),
    (("killed",), lambda spot: spot.after(_SHOT_DEAD_AFTER) or spot.before(_BY_BEFORE), "who did it"),
)
"""What may be told instead of people with an outcome, wherever their number stands."""


def check_spared(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Finding]:
    """People killed or injured who are told of as arrested, rescued or surviving, and others who are told of otherwise.

    "Three men were arrested over the killing", "76 swam ashore". And those of whom only what could be is told, "120,000
    more could be displaced".
    """
    findings: list[Finding] = []
    for field, victim in list_victims(incidents):
        place, words, evidence = "name", victim.name, victim.evidence
        if victim.group and victim.count:
            place, words, evidence = "count", victim.count.text, victim.count.evidence
        if state := _tell_instead(victim, sentences):
            message = f"{words!r} is told of {state}, not {victim.outcome}."
            findings.append(doubt("outcome_conflict", f"{field}.{place}", message, evidence))
    return findings


def _tell_instead(victim: Victim, sentences: Sequence[Sentence]) -> str:
    """What every place that holds a name or a group's number tells of them; empty where one may tell of the outcome."""
    if victim.name:
        return _tell_of(victim.name, victim, sentences)
    if victim.outcome in _LIVING and _BODIES.search(victim.group or ""):
        return "the dead"
    held = list_counting(victim)
    if not held:
        return ""
    spots = spots_of(held, sentences)
    told = (state for outcomes, is_so, state in _INSTEAD if victim.outcome in outcomes and all(map(is_so, spots)))
    if state := next(told, ""):
        return state
    is_rescued = victim.outcome in _HARMED and all(_is_rescued(item, victim.outcome, sentences) for item in held)
    return "people rescued or surviving" if is_rescued else ""


def _tell_of(name: str, victim: Victim, sentences: Sequence[Sentence]) -> str:
    """What is told instead of somebody by name, as above."""
    held = list_held(victim.evidence)
    if victim.outcome in _HARMED and are_told(held, sentences, after=_UNHARMED_AFTER):
        return "as unharmed"
    if victim.outcome in _HARMED and _is_accused(name, sentences):
        return "as accused"
    following = (one.text for item in held for one in sentences[item.sentence : item.sentence + 1])
    is_well = victim.outcome == "killed" and any(
        are_told(held, sentences, after=after) for after in (_ALIVE_AFTER, _SURVIVED_AFTER)
    )
    return "as alive" if is_well and not _tells_of_death(following) else ""


def _is_accused(name: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence in English tells somebody's arrest, charge or flight, and none tells their harm."""
    places, named = find_named(name, sentences)
    return any(spot.after(_ACCUSED_AFTER) for spot in named) and not any(suffers(*spot) for _, spot in places)


def _is_rescued(item: Evidence, outcome: Outcome, sentences: Sequence[Sentence]) -> bool:
    spot = spot_of(item, sentences)
    if not spot.after(_RESCUED_AFTER):
        return False
    starts = [match.end() for match in _CLAUSE.finditer(spot.text, 0, spot.start)]
    others = _OTHERS_AFTER.search(spot.text, spot.end)
    following = (one.text for one in sentences[item.sentence : item.sentence + 1] if _THEY.search(one.text))
    told = (spot.text[starts[-1] if starts else 0 : others.start() if others else None], *following)
    return not (any(map(_HURT.search, told)) if outcome == "injured" else _tells_of_death(told))


def _tells_of_death(texts: Iterable[str]) -> bool:
    return any(has_death(text) or spanish.tells_of_death(text) for text in texts)


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
        if victim.outcome in _SPARED and any(spot.after(_ALL_AFTER) for spot in spots):
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
                if one.outcome in outcomes and _is_fewer(one, count)
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


def _is_fewer(mention: CasualtyMention, count: Count) -> bool:
    return mention.count.low is not None and count.low is not None and mention.count.low < count.low
