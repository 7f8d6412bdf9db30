"""Victim entries, as the checks go through them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.evidence.values import Spot, is_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.wording import Wording
from summarizer.schemas.record import Count, Incident, Outcome, Sentence, Victim

APART = frozenset[Outcome]({"killed", "injured", "missing", "kidnapped", "freed", "unharmed", "displaced"})
"""Outcomes of which the same people have but one, with few exceptions."""
BESIDES = Wording(
    r"(?i)\b(?:also|another|other|others|too|second|third|separate|as well|in addition|meanwhile|later)\b",
    "were also killed", "were alsatians",
)  # fmt: skip
"""Words for others than those told of before."""
SEVERAL = Wording(
    r"(?i)\b(?:two|three|four|five|six|[2-9]|several|separate|multiple|different|unrelated) (?:[\w-]+ ){0,2}?"
    r"(?:shootings|stabbings|crashes|wrecks|collisions|accidents|attacks|bombings|raids|fires|drownings|incidents)\b",
    "Three dead in two weekend shootings", "Three dead in shooting",
)  # fmt: skip
"""Several deeds, whose dead a headline counts together."""


def list_victims(incidents: Sequence[Incident]) -> Iterator[tuple[str, Victim]]:
    """Every victim with its path in the record."""
    for index, incident in enumerate(incidents):
        for at, victim in enumerate(incident.victims):
            yield f"incidents[{index}].victims[{at}]", victim


_NO_FIRST_NAME = Wording(
    r"(?:After|And|As|Before|Both|But|For|If|In|Like|Since|That|Then|Though|When|While|With|M(?:r|rs|s|iss)\.?|Officer|Deputy|El|La|Pero"
    r"|Seg[úu]n|Cuando|Se[ñn]ora?|Don|Do[ñn]a)",
    "As", "Rita",
)  # fmt: skip
"""Before a family name at a sentence's start, and titles."""


def find_named(name: str, sentences: Sequence[Sentence]) -> tuple[list[tuple[Sentence, Spot]], list[Spot]]:
    """Where sentences have somebody's family name, with the first name if it stands before, and which spots are theirs.

    A family name is theirs where the article has nobody else's first name before it.
    """
    *first, last = name.split()
    pattern = re.compile(rf"(?<!\w)(?:(?P<first>[^\W\d_][\w.'’-]{{0,20}})\s)?(?P<last>{re.escape(last)})(?!\w)")
    found = [(sentence, match) for sentence in sentences for match in pattern.finditer(sentence.text)]
    places = [
        (sentence, Spot(sentence.text, match.start() if match["first"] in first else match.start("last"), match.end()))
        for sentence, match in found
    ]
    others = {match["first"] for _, match in found if match["first"] and match["first"] not in first}
    is_shared = any(word[0].isupper() and not _NO_FIRST_NAME.fullmatch(word) for word in others)
    theirs = [
        place[1] for place, (_, match) in zip(places, found, strict=True) if not is_shared or match["first"] in first
    ]
    return places, theirs


_AT_SCENE = Wording(
    r"(?i)(?:\s(?!(?:and|but|while|y|e|pero|mientras)\b)[\w'’-]{1,20}){0,8}?\s(?:(?:at|on)\sthe\s(?:scene|spot|site)|instantly|outright"
    r"|en\sel\s(?:acto|lugar|sitio|instante)|in\ssitu)\b",
    " of the victims died at the scene", " died at the hospital",
)  # fmt: skip
"""After the number of those of the dead who died at once."""


_AND_DIED = Wording(
    r"(?i)(?:[^.;]{0,60}?(?:,?\s(?:and|but)|,?\swho)\s(?:(?:he|she|they|both|all|later|then|subsequently|has|had|have)\s){0,3}(?:died|succumbed)\b"
    r"|(?:\s(?!(?:and|or|who|but|while|whose|another|others?)\b)[\w'’-]{1,20}){0,8}\s(?:has|have|had)\s(?:since\s)?(?:died|succumbed)\b)",
    " after a weekend shooting has died", " in the shooting and another died",
)  # fmt: skip
"""After somebody hurt who is dead."""


def number_spot(mention: CasualtyMention, sentences: Sequence[Sentence]) -> Spot:
    """Where the sentence of a casualty phrase holds its number."""
    sentence = sentences[mention.sentence - 1]
    return Spot(sentence.text, mention.count_start - sentence.start, mention.count_end - sentence.start)


def is_at_scene(mention: CasualtyMention, sentences: Sequence[Sentence]) -> bool:
    """Whether a phrase counts those who died at once, beside whom others may have died: "three at the scene"."""
    return number_spot(mention, sentences).after(_AT_SCENE) is not None


def died_of_it(mention: CasualtyMention, sentences: Sequence[Sentence]) -> bool:
    """Whether a phrase tells of people hurt who are dead: "a teen hospitalized after a shooting has died"."""
    sentence = sentences[mention.sentence - 1]
    return mention.outcome == "injured" and _AND_DIED.match(sentence.text, mention.end - sentence.start) is not None


def with_victims(incident: Incident, victims: Iterable[Victim]) -> Incident:
    """The incident with these for its victims."""
    return incident.model_copy(update={"victims": tuple(victims)})


def with_count(victim: Victim, **changes: object) -> Victim:
    """The victim with other fields of its number, if it has one."""
    return victim.model_copy(update={"count": victim.count and victim.count.model_copy(update=changes)})


def counted_groups(incidents: Sequence[Incident]) -> Iterator[tuple[str, Victim, Count]]:
    """The groups whose number the article holds, each with its field and that number."""
    for field, victim in list_victims(incidents):
        if victim.group and victim.count and is_held(victim.count.evidence):
            yield f"{field}.count", victim, victim.count
