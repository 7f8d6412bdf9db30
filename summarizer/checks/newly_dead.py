"""Follow-ups that count only who died since: "a second victim died on Sunday", "the bodies of three more miners"."""

from collections.abc import Sequence

from summarizer.evidence.facts import OPENING, Facts
from summarizer.evidence.values import list_places, spot_of
from summarizer.language.people import ORDINALS
from summarizer.language.wording import Wording
from summarizer.schemas.record import Evidence, Finding, Incident, Total

_MORE_BEFORE = Wording(
    r"(?i)\b(?:another|further|additional|one\smore|new|otr[oa]s?)\s(?:(?:at\sleast|about|some)\s)?(?:[\w'’-]{1,20}\s)?\Z",
    "Rescuers found another ", "Rescuers told another of the ",
)  # fmt: skip
_MORE_AFTER = Wording(
    r"(?i)\s(?:(?:more|additional|further|new)\b(?!\sthan)|(?:[\w'’-]{1,20}\s)?más\b(?!\sde))",
    " more bodies",
    " more than",
)
_ORDINAL = rf"(?:{ORDINALS}|(?:segund|tercer|cuart|quint|sext)[oa]?)"
_WHO = r"(?P<who>(?:\s(?!(?:was|were|is|are|has|had)\b)[\w'’-]{1,20}){1,3}?)"
_NTH = Wording(
    rf"(?i)(?:\A\W{{0,3}}|\b(?:an?|one|un[ao]?)\s){_ORDINAL}{_WHO}"
    r"(?:,[^.;]{1,80},|\s(?:of|in|from|who|shot|injured|wounded|hurt|del?|herid[oa])\b[^.;]{1,100}?)?"
    r"\s(?:(?:has|have|had|ha)\s)?(?:died|dies|succumb\w*|falleció|murió|muerto|fallecido)\b"
    rf"|\b(?:falleció|murió|ha\s(?:muerto|fallecido))\s(?:[\w'’-]{{1,20}}\s){{0,3}}?un[ao]?\s{_ORDINAL}\s",
    "A third person has died", "A third man was shot and another died",
)  # fmt: skip
_HURT = Wording(
    r"(?i)\b(?:shot|stabbed|struck|hit|hurt|injur\w+|wound\w+|hospital\w*|balead\w+|herid[oa]s?|lesionad[oa]s?)\b",
    "A man was shot in the leg", "A shooting",
)  # fmt: skip
_DIED_SINCE = Wording(
    r"(?i)\b(?:(?:died?|dies)\b(?!\s(?:[\w'’-]{1,20}\s){0,2}?(?:in\san?|when|as|while)\b)|succumb\w*|deaths|bod(?:y|ies)"
    r"|remains|corpses?|falleci\w+|muri[oóe]\w*|muertes|cuerpos?|cad[aá]ver(?:es)?)\b",
    "Another passenger has died", "Another soldier died in an attack",
)  # fmt: skip
"""Deaths of people who were hurt or sought before: one more who "was killed" may be the only one, of another day."""


def open_newly_dead(incident: Incident, facts: Facts) -> Incident:
    """The incident; its dead have no bound above where the article opens with more dead, and tells of none before."""
    total = incident.totals.get("killed")
    if total is None:
        return incident
    high = None if _are_all_more(incident, facts) else total.high
    return incident.model_copy(update={"totals": incident.totals | {"killed": Total(low=total.low, high=high)}})


def _are_all_more(incident: Incident, facts: Facts) -> bool:
    """Whether an article opens with more dead, and tells of none before: "three more bodies", "a second victim died".

    Not where somebody's harm is told before it: "ten were wounded, and two more died".
    """
    held = [list_places(one) for one in incident.victims if one.outcome == "killed"]
    return bool(held) and all(items and all(_is_more(item, facts) for item in items) for items in held)


def _is_more(item: Evidence, facts: Facts) -> bool:
    spot = spot_of(item, facts.sentences)
    if not (_DIED_SINCE.search(spot.text) and _opens(item, facts)):
        return False
    is_nth = any(
        one.start() <= spot.start <= (one.end("who") + len(", ") if one["who"] else one.end())
        for one in _NTH.finditer(spot.text)
    )
    return is_nth or bool(spot.before(_MORE_BEFORE) or spot.after(_MORE_AFTER))


def _opens(item: Evidence, facts: Facts) -> bool:
    """Whether it stands in the opening, and nobody else's harm is told before it."""
    sentence = facts.sentences[item.sentence - 1]
    before = [one.text for one in facts.sentences[: item.sentence - 1] if not _NTH.search(one.text)]
    if item.sentence > OPENING or any(map(facts.rules.tells_of_death, before)):
        return False
    own = sentence.text[: item.start - sentence.start]
    mentions = facts.of(sentence).casualties.mentions
    return not any(map(_HURT.search, [*before, own])) and all(one.end >= item.start for one in mentions)


def check_newly_dead(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Where an article counts only those who died since, what the total is."""
    return [
        Finding(
            code="newly_dead",
            severity="info",
            field=f"incidents[{index}].victims[{at}]",
            message="The article tells of these dead as more, and of none before: the total is a lower bound.",
            evidence=tuple(list_places(victim)),
        )
        for index, incident in enumerate(incidents)
        if "killed" in incident.totals and _are_all_more(incident, facts)
        for at, victim in enumerate(incident.victims)
        if victim.outcome == "killed"
    ]
