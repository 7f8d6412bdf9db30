"""People who are to have been killed or hurt and speak."""

from collections.abc import Sequence

from summarizer.checks.entries import find_named, list_victims
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import Spot, list_held, spots_of
from summarizer.language.rules import Rules
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident, Sentence

_POSSESSIVE = Wording(r"['’]s?\s", "'s mother", ", said")
_KIN_OF = Wording(
    r"(?i)\b(?:family|relatives|widow(?:er)?|(?:grand|step-?){0,2}(?:parents?|mother|father|brother|sister|son|daughter)|wife|husband|lawyers?|attorneys?|friends?"
    r"|cousin|aunt|uncle|colleagues?)\b[^.,;]{0,20}\s(?:of|for|to)\s(?:[\w-]{1,15}\s){0,5}\Z",
    "the mother of 17 year old teenager ", "the mother ",
)  # fmt: skip
_HURT = (
    r"(?:injur|wound|hurt|hospital|clinic|shot\b|struck|hit\b|graze|stab|surg|bullet|shrapnel|bleed|bled\b|blood|treat|critical|stable|burn|broke"
    r"|fractur|bruis|cut\b|beat|attack|victim|surviv|pain|stitch|concuss|bit(?:ten)?\b|lost\b|rescue|pulled|trapped|knocked|thrown|recover|suffer|sick"
    r"|fell\b|fall(?:s|ing|en)?\b|landed|buried|crush|swept|drown|breath|unconscious|bandag|stretcher|ambulance|crutch|wheelchair|plaster|ward\b|enterrad|ca(?:y[óo]|ído)"
    r"|poison|inhal|collaps|herid|lesion|balead|impact|golpe|quemad|v[ií]ctima|sobreviv|rescat|atrapad|afectad|intoxic|result[oó]\b|rot[oa]s?\b)"
)
_HARM = Wording(rf"(?i)\b{_HURT}", "was grazed in the arm", "was finishing his lunch")
_OWN_HARM = Wording(
    rf"(?i)\b(?:I|he|she|we|who|yo|quien)\s(?:[\w'’-]{{1,12}}\s){{0,3}}?{_HURT}|\b{_HURT}[\w'’-]*\s(?:[\w'’-]{{1,12}}\s){{0,3}}?(?:me|him|her|us)\b"
    rf"|\b(?:my|his|her|mi)\s(?:legs?|arms?|head|back|hands?|feet|foot|chest|face|shoulders?|neck|knees?|thighs?|stomach|ribs?|eyes?|piernas?|brazos?|cabeza)\b|\bme\s{_HURT}",
    '"It hit me," Lee said', "My nephew had been shot",
)  # fmt: skip
"""What somebody who speaks says of their own harm."""
_GOES_ON = Wording(
    r"(?:(?:Then|Later|(?:An?|One|Two|Some|Minutes|Hours|Days)\s(?:\w+\s)?(?:later|after)),?\s)?(?:H(?:e|is|er)|She|The\s(?:officer|deputy|mayor|victim|man|woman|boy|girl|teen\w*"
    r"|driver|soldier|clerk|student|guard))\b(?!['’])|(?:An?|One|Minutes|Hours|Days)\s(?:\w+\s)?later\b[^.;]*\b(?:him|her)\b",
    "He died", "They died",
)  # fmt: skip


def check_speakers(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """People by name who are to have been killed or hurt, who speak in the article, and of whose harm it does not tell.

    A sentence tells of it that names them, but not as who speaks, and has a word of death or harm, or goes on so about
    "him" or "her"; of harm one does, too, in which they say "I was hit". A family name is theirs where the article has
    nobody else's first name before it.
    """
    return [
        doubt("victim_speaks", f"{field}.name", message, victim.evidence)
        for field, victim in list_victims(incidents)
        if victim.outcome in ("killed", "injured") and victim.name
        for cited in [spots_of(list_held(victim.evidence), facts.sentences)]
        if _only_speaks(victim.name, cited, facts, is_dead=victim.outcome == "killed")
        for message in [f"{victim.name!r} is to have been {victim.outcome}, but speaks, and no sentence tells of it."]
    ]


def _only_speaks(name: str, cited: Sequence[Spot], facts: Facts, *, is_dead: bool) -> bool:
    places, named = find_named(name, facts.sentences)
    tells = _tells_of_death if is_dead else _tells_of_harm
    return any(_is_speaker(spot, facts.rules) for spot in [*cited, *named]) and not any(
        tells(sentence, facts, is_spoken=_is_speaker(spot, facts.rules)) for sentence, spot in places
    )


def _tells_of_death(sentence: Sentence, facts: Facts, *, is_spoken: bool) -> bool:
    near = [*([] if is_spoken else [sentence]), *_list_going_on(sentence, facts)]
    return any(facts.of(one).may_tell_death for one in near)


def _tells_of_harm(sentence: Sentence, facts: Facts, *, is_spoken: bool) -> bool:
    near = [*([] if is_spoken else [sentence]), *_list_going_on(sentence, facts)]
    is_own = is_spoken and _OWN_HARM.search(sentence.text) is not None
    return is_own or any(_HARM.search(one.text) for one in near)


def _list_going_on(sentence: Sentence, facts: Facts) -> list[Sentence]:
    """The next sentence, where it goes on about "him" or "her"."""
    following = facts.sentences[sentence.number : sentence.number + 1]
    return [one for one in following if _GOES_ON.match(one.text)]


def _is_speaker(spot: Spot, rules: Rules) -> bool:
    if spot.after(_POSSESSIVE) or spot.before(_KIN_OF):
        return False
    if rules.says_after(spot.text, spot.end):
        return True
    span = rules.find_speaker(spot.text)
    return span is not None and spot.start < span[1] and span[0] < spot.end
