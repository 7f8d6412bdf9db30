"""People who are to have been killed and speak."""

import re
from collections.abc import Sequence

from summarizer.checks.entries import list_victims
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import Spot, list_held, spots_of
from summarizer.language.rules import Rules
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident, Sentence

_POSSESSIVE = Wording(r"['’]s?\s", "'s mother", ", said")
_KIN_OF = Wording(
    r"(?i)\b(?:family|relatives|widow(?:er)?|parents|mother|father|brother|sister|wife|husband|son|daughter|lawyers?|attorneys?|friends?"
    r"|cousin|aunt|uncle|colleagues?)\b[^.,;]{0,20}\s(?:of|for|to)\s(?:[\w-]{1,15}\s){0,5}\Z",
    "the mother of 17 year old teenager ", "the mother ",
)  # fmt: skip
_NO_FIRST_NAME = Wording(
    r"(?:After|And|As|Before|Both|But|For|If|In|Like|Since|That|Then|Though|When|While|With|M(?:r|rs|s|iss)\.?|Officer|Deputy|El|La|Pero"
    r"|Seg[úu]n|Cuando|Se[ñn]ora?|Don|Do[ñn]a)",
    "As", "Rita",
)  # fmt: skip
"""Before a family name at a sentence's start, and titles."""
_GOES_ON = Wording(r"(?:(?:Then|Later),?\s)?(?:He|She)\b", "He died", "They died")


def check_speakers(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """People by name who are to have been killed, who speak in the article, and of whose death no sentence tells.

    A sentence tells of it that names them, but not as who speaks, and has a word of death, or goes on so about "him" or
    "her". A family name is theirs where the article has nobody else's first name before it.
    """
    return [
        doubt("victim_speaks", f"{field}.name", message, victim.evidence)
        for field, victim in list_victims(incidents)
        if victim.outcome == "killed" and victim.name
        for cited in [spots_of(list_held(victim.evidence), facts.sentences)]
        if _only_speaks(victim.name, cited, facts)
        for message in [f"{victim.name!r} is to have been killed, but speaks, and no sentence tells of that death."]
    ]


def _only_speaks(name: str, cited: Sequence[Spot], facts: Facts) -> bool:
    *first, last = name.split()
    pattern = re.compile(rf"(?<!\w)(?:(?P<first>[^\W\d_][\w.'’-]{{0,20}})\s)?{re.escape(last)}(?!\w)")
    found = [(sentence, match) for sentence in facts.sentences for match in pattern.finditer(sentence.text)]
    places = [(sentence, Spot(sentence.text, *match.span())) for sentence, match in found]
    others = {match["first"] for _, match in found if match["first"] and match["first"] not in first}
    is_shared = any(word[0].isupper() and not _NO_FIRST_NAME.fullmatch(word) for word in others)
    named = [
        place[1] for place, (_, match) in zip(places, found, strict=True) if not is_shared or match["first"] in first
    ]
    return any(_is_speaker(spot, facts.rules) for spot in [*cited, *named]) and not any(
        _tells_of_death(sentence, spot, facts) for sentence, spot in places
    )


def _tells_of_death(sentence: Sentence, spot: Spot, facts: Facts) -> bool:
    following = facts.sentences[sentence.number : sentence.number + 1]
    near = [] if _is_speaker(spot, facts.rules) else [sentence]
    near += [one for one in following if _GOES_ON.match(one.text)]
    return any(facts.of(one).may_tell_death for one in near)


def _is_speaker(spot: Spot, rules: Rules) -> bool:
    if spot.after(_POSSESSIVE) or spot.before(_KIN_OF):
        return False
    if rules.says_after(spot.text, spot.end):
        return True
    span = rules.find_speaker(spot.text)
    return span is not None and spot.start < span[1] and span[0] < spot.end
