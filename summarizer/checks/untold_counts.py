"""Numbers of people who are to have been hurt, freed or to have escaped although nothing there tells of it."""

from collections.abc import Collection, Sequence

from summarizer.checks.entries import counted_groups
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt, incident_of
from summarizer.evidence.values import list_counting, list_held
from summarizer.language.casualties.words import tells_of_release
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident

_HARM = (
    Wording(
        r"""(?xi)\b(?:injur|wound|hurt|hospital|clinic|medic|doctor|paramedic|treat|ambulance|surg|stretcher|patient|bandage|condition
        |critical|serious|intensive\scare|shot\b|(?<!time\sof\s)(?<!time\sof\sthe\s)shoot(?!out)|gunshot|stab|knif|slash|hits?\b|hitting|struck|strik|beat|assault|abus|rap(?:e|ing)
        |attack|overpower|knock|bit(?:ten)?\b|bites?\b|maul|sting|stung|gor(?:ed|ing)|bruis|cuts?\b|lacerat|graze|fractur|br(?:oke|eak)
        |concuss|trauma|shrapnel|stitch|amputat|limbs?\b|maim|burn|scald|inhal|smoke|gas(?:p\w*|s|ed|es)?\b|poison|(?:a|be)?sick
        |ill(?:ness)?\b|vomit|infect|caught|cases?\b|contract|recover|(?:on\sthe|will)\smend|drips?\b|dehydrat|heat\s?stroke|faint|collaps|unconscious|overcome|crush
        |trampl|blast|surviv|casualt|victims\b|harm|suffer|affect|toll\b|care\b|pull|rescue|save|infirmar|admit|airlift|transport
        |(?:taken|flown|rushed|carried)\s|figures?\b|number|report|count\b|tally|los[et](?:ing)?\s(?:an?|his|her|their)\s)""",
        "Four neighbours were peppered with shrapnel", "as many as 80 people running from the house",
    ),
    Wording(
        r"""(?xi)\b(?:herid|(?:auto|poli)?lesionad|lesion|médic|internad|traslad|atendid|atención|grave|crític|pronóstico|cuidados
        |fuera\sde\speligro|quemad|intoxic|golpe|contusion|politraum|balead|bala(?:zos?)?\b|dispar|tirote|apuñal|acuchill|mordid
        |atropell|afectad|víctimas\b|rescat|sobreviv|cifra|balance|recuento|saldo)""",
        "Cuatro vecinos siguen en cuidados intensivos", "La fiesta reunió a 40 jóvenes",
    ),
)  # fmt: skip
"""What may tell that somebody came to harm, as widely as people write it, in English and in Spanish."""
_RELEASES = (
    tells_of_release,
    Wording(
        r"(?i)\b(?:at\slarge|on\sthe\s(?:run|loose)|loose\b|fle(?:e|es|eing)|breakout|(?:prison|jail)\s?break|pull(?:ed|s|ing)|discharg"
        r"|(?:br(?:eak|oke|oken)|g[eo]t(?:ting)?|slip\w*|climb\w*|crawl\w*|ma[dk]e\sit|way)\s(?:out|away|free)|extricat|dug|abscond|emerg|leav|left\b"
        r"|airlift|amnest|unharmed|paroled?|bail|acquitt|pardon|allowed)",
        "Seven remain at large",
        "Seven are large",
    ),
    Wording(
        r"(?i)\b(?:liber|rescat|escap|fug|evad|recuper|solta|suelt|regres|volv|vuelt|devuelt|salier|salió|a\ssalvo|iles|con\svida|recaptur"
        r"|excarcel|encontr|hall|entreg|canje|pr[oó]fug|huy|huid|alta\b|libres?\b|solt|sal(?:e[ns]?|ir|id[oa]s?|ían?)\b|indult|amnist|sac(?:a|ó|aron))",
        "el sexto fue liberado",
        "el sexto fue retenido",
    ),
)
"""What may tell that somebody came free, as widely."""

_GOES_ON = Wording(
    r"""(?xi)\A(?:of\s(?:them|the|these|those)|among|both|all|they|the\s(?:victims|rest)|(?:the\s)?(?:an)?others?
    |(?:at\sleast\s)?(?:[\w-]+\s){1,4}?(?:is|are|was|were)\b|de\sell[oa]s|entre|ambos|tod[oa]s|(?:\w+\s){1,3}?(?:son|eran|est[áa]n)\b)""",
    "Nine are children", "Officers found as many as 80 people",
)  # fmt: skip
"""What goes on about the people of the sentence before."""

_THEY = Wording(r"(?i)\A(?:they|all|both|ell[oa]s|tod[oa]s|amb[oa]s)\b", "They were let go", "The police let go")
"""What goes on about all those of the sentence before."""


def check_untold_counts(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Numbers of people hurt of whom neither their sentences, nor those beside, nor any with the same words tell harm.

    "They found a chaotic scene, with as many as 80 people running from the house" hurt nobody. Of 513 right entries of
    several people hurt, 511 have such a word; in a language without rules nothing is asked. Of a cyberattack the
    sentence must count people hurt: it has patients whose records were copied. Likewise anybody freed, or who escaped,
    needs a word of release: of 20 such entries nine had none, and all nine were wrong.
    """
    if not facts.rules.code:
        return []
    findings = []
    for field, victim, count in counted_groups(incidents):
        numbers = {item.sentence for item in list_counting(victim)}
        is_number = count.text.casefold() != (victim.group or "").casefold()
        if victim.outcome == "injured" and is_number:
            is_digital = incidents[incident_of(field) or 0].type == "cyberattack"
            near = _list_near(numbers, facts) | _list_again(f"{count.text} {victim.group}", facts)
            if not (_count_hurt(near, facts) if is_digital else _tell(_HARM, near, facts)):
                told = "counts anybody as hurt" if is_digital else "tells of any harm"
                said = f"{count.text!r} is to count people hurt; no sentence there {told}."
                findings.append(doubt("injury_untold", field, said, victim.evidence))
        cited = numbers | {item.sentence for item in list_held(victim.evidence)}
        if victim.outcome in ("freed", "escaped") and not _tell(_RELEASES, _follow_up(cited, facts), facts):
            said = f"{count.text!r} is to count people {victim.outcome}; no sentence there tells of that."
            findings.append(doubt("release_untold", field, said, victim.evidence))
    return findings


def _list_near(numbers: Collection[int], facts: Facts) -> set[int]:
    """The sentences, with those beside one that goes on about people, of whom the one before or after may tell harm."""
    goes_on = {number for number in numbers if _GOES_ON.search(facts.sentences[number - 1].text)}
    return {number + by for number in numbers for by in ((-1, 0, 1) if number in goes_on else (0,))}


def _list_again(words: str, facts: Facts) -> set[int]:
    """The sentences with the same number of the same people: "Five teens were shot", and later "the five teens"."""
    return {one.number for one in facts.sentences if words.casefold() in one.text.casefold()}


def _count_hurt(numbers: Collection[int], facts: Facts) -> bool:
    return any(one.outcome == "injured" and one.sentence in numbers for one in facts.casualties)


def _follow_up(numbers: Collection[int], facts: Facts) -> set[int]:
    """The sentences, with those that go on about all of theirs: "They were released at dawn"."""
    theirs = {one.number for one in facts.sentences if _THEY.search(one.text)}
    after = {number + 1 for number in numbers} & theirs
    return {*numbers, *after, *(number - 1 for number in {*numbers} & theirs)}


def _tell(rules: Sequence[Wording], numbers: Collection[int], facts: Facts) -> bool:
    return any(words.search(one.text) for words in rules for one in facts.sentences if one.number in numbers)
