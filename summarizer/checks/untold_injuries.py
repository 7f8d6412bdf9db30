"""Numbers of people who are to have been hurt although nothing there tells of any harm."""

from collections.abc import Sequence

from summarizer.checks.entries import counted_groups
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import list_counting
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident

_HARM = (
    Wording(
        r"""(?xi)\b(?:injur|wound|hurt|hospital|clinic|medic|doctor|paramedic|treat|ambulance|surg|stretcher|patient|bandage|condition
        |critical|serious|intensive\scare|shot\b|(?<!time\sof\s)(?<!time\sof\sthe\s)shoot(?!out)|gunshot|stab|knif|slash|hits?\b|hitting|struck|beat|assault|abus|rap(?:e|ing)
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

_GOES_ON = Wording(
    r"""(?xi)\A(?:of\s(?:them|the|these|those)|among|both|all|they|the\s(?:victims|rest)|(?:the\s)?(?:an)?others?
    |(?:at\sleast\s)?(?:[\w-]+\s){1,4}?(?:is|are|was|were)\b|de\sell[oa]s|entre|ambos|tod[oa]s|(?:\w+\s){1,3}?(?:son|eran|est[áa]n)\b)""",
    "Nine are children", "Officers found as many as 80 people",
)  # fmt: skip
"""What goes on about the people of the sentence before."""


def check_injuries(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Numbers of people hurt of whom neither their sentences nor those before and after tell of any harm.

    "They found a chaotic scene, with as many as 80 people running from the house" hurt nobody. Of 513 right entries of
    several people hurt, 511 have such a word; in a language without rules nothing is asked.
    """
    if not facts.rules.code:
        return []
    return [
        doubt(
            "injury_untold",
            field,
            f"{count.text!r} is to count people hurt; no sentence there tells of any harm.",
            victim.evidence,
        )
        for field, victim, count in counted_groups(incidents)
        if victim.outcome == "injured"
        and count.text.casefold() != (victim.group or "").casefold()
        and not any(_tells_harm(item.sentence, facts) for item in list_counting(victim))
    ]


def _tells_harm(number: int, facts: Facts) -> bool:
    """Whether a sentence may tell of harm, or goes on about people, of whom the one before or after may tell it."""
    goes_on = _GOES_ON.search(facts.sentences[number - 1].text) is not None
    near = facts.sentences[max(number - 2, 0) : number + 1] if goes_on else facts.sentences[number - 1 : number]
    return any(words.search(one.text) for words in _HARM for one in near)
