"""Follow-ups that count only who died since: "a second victim died on Sunday", "the bodies of three more miners"."""

import re
from collections.abc import Sequence

from summarizer.evidence.facts import OPENING, Facts
from summarizer.evidence.values import Spot, list_places, spot_of
from summarizer.language.people import ORDINALS, read_ordinal
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least
from summarizer.schemas.record import Evidence, Finding, Incident, Total, Victim

_MORE_BEFORE = Wording(
    r"(?i)\b(?:another|further|additional|one\smore|new|otr[oa]s?)\s(?:(?:at\sleast|about|some)\s)?(?:[\w'’-]{1,20}\s)?\Z"
    r"|\bthe\s(?:latest|newest)\svictim\b[^.;]{0,80},\s(?:an?\s)?\Z",
    "Rescuers found another ", "Rescuers told another of the ",
)  # fmt: skip
_MORE_AFTER = Wording(
    r"(?i)\s(?:(?:more|additional|further|new)\b(?!\sthan)|(?:[\w'’-]{1,20}\s)?más\b(?!\sde))",
    " more bodies",
    " more than",
)
_SPANISH = ("segund", "tercer", "cuart", "quint", "sext")
_ORDINAL = rf"(?:{ORDINALS}|(?:{'|'.join(_SPANISH)})[oa]?)"
_WHO = r"(?P<who>(?:\s(?!(?:was|were|is|are|has|had)\b)[\w'’-]{1,20}){1,3}?)"
_NTH = Wording(
    rf"(?i)(?:\A\W{{0,3}}|\b(?:an?|one|un[ao]?)\s)(?P<nth>{_ORDINAL}){_WHO}"
    r"(?:,[^.;]{1,80},|\s(?:of|in|from|who|shot|injured|wounded|hurt|del?|herid[oa])\b[^.;]{1,100}?)?"
    r"\s(?:(?:has|have|had|ha)\s)?(?:died|dies|succumb\w*|falleció|murió|muerto|fallecido)\b"
    rf"|\b(?:becomes?|became|is|was)\s[^.;]{{0,40}}?\bthe\s(?P<last>{_ORDINAL})\s(?:[\w'’-]{{1,20}}\s){{1,2}}to\s(?:have\s)?died?\b"
    rf"|\b(?:falleció|murió|ha\s(?:muerto|fallecido))\s(?:[\w'’-]{{1,20}}\s){{0,3}}?un[ao]?\s(?P<otra>{_ORDINAL})\s",
    "A third person has died", "A third man was shot and another died",
)  # fmt: skip
_SAME_DEED = Wording(
    r"(?i)\b(?:after|following|from|injur\w+|wound\w+|hurt|burns|victims?|to\s(?:have\s)?died?|tras|herid[oa]s?|v[ií]ctima)\b",
    "A second man has died after the fire", "A second inmate has died",
)  # fmt: skip
_SERIES = Wording(
    r"(?i)\b(?:this|past|last|in\s(?:an?|as\smany|[\w-]{2,8}))\s(?:\w{1,8}\s)?(?:days?|weeks?|months?|years?)\b(?!['’])",
    "A second teen has died this week", "A second victim of last week's shooting has died",
)  # fmt: skip
"""What tells that who died is counted with those of other deeds, in a jail or in a month."""
_NEAR = 40
"""Characters between somebody's name and which one of the dead that is: ", 34, of Tulsa, "."""
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
    """The incident; who "has died as the fourth" makes four at least, and more where none of those before are told."""
    total, ranked = incident.totals.get("killed"), _list_ranks(incident, facts)
    if total is None:
        return incident
    low, high = max([total.low, *(rank or 0 for _, rank in ranked)]), total.high
    if _are_all_more(ranked):
        low, high = max(low, sum(count_least(one) for one, _ in ranked)), None
    elif high is not None:
        low = min(low, high)
    return incident.model_copy(update={"totals": incident.totals | {"killed": Total(low=low, high=high)}})


def _are_all_more(ranked: Sequence[tuple[Victim, int | None]]) -> bool:
    """Whether an article opens with more dead, and tells of none before: "three more bodies", "a second victim died".

    Not where somebody's harm is told before it: "ten were wounded, and two more died".
    """
    return bool(ranked) and all(rank is not None for _, rank in ranked)


def _list_ranks(incident: Incident, facts: Facts) -> list[tuple[Victim, int | None]]:
    """The dead, and which one of all each is: 0 where they are only told as more, None where they are not."""
    return [(one, _rank(one, facts)) for one in incident.victims if one.outcome == "killed"]


def _rank(one: Victim, facts: Facts) -> int | None:
    ranks = [_rank_at(item, facts) for item in list_places(one)]
    known = [rank for rank in ranks if rank is not None]
    return max(known) if known and len(known) == len(ranks) else None


def _rank_at(item: Evidence, facts: Facts) -> int | None:
    spot = spot_of(item, facts.sentences)
    if not (_DIED_SINCE.search(spot.text) and _opens(item, facts)):
        return None
    if nth := next((one for one in _NTH.finditer(spot.text) if _is_of(one, spot)), None):
        is_one_deed = _SAME_DEED.search(spot.text) and not _SERIES.search(spot.text)
        return _read_rank(nth["nth"] or nth["last"] or nth["otra"]) if is_one_deed else 0
    return 0 if spot.before(_MORE_BEFORE) or spot.after(_MORE_AFTER) else None


def _is_of(nth: re.Match[str], spot: Spot) -> bool:
    """Whether it is told of somebody there: "a third victim, John Smith,", "John Smith, 34, became the third"."""
    if nth["last"]:
        return 0 <= nth.start() - spot.end < _NEAR
    return nth.start() <= spot.start <= (nth.end("who") + len(", ") if nth["nth"] else nth.end())


def _read_rank(word: str) -> int:
    spanish = (at for at, stem in enumerate(_SPANISH, start=2) if word.casefold().startswith(stem))
    return read_ordinal(f"{word} victim") or next(spanish, 0)


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
        if "killed" in incident.totals and _are_all_more(_list_ranks(incident, facts))
        for at, victim in enumerate(incident.victims)
        if victim.outcome == "killed"
    ]
