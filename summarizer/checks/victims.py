"""Victims who are no people, whom the article denies, whom only a link names, or who speak of their own death."""

from collections.abc import Sequence

from summarizer.checks.entries import APART, list_victims
from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import doubt
from summarizer.evidence.values import Spot, are_told, is_held, list_counting, list_held, list_telling, spots_of
from summarizer.language.people import PERSON_GROUP, content_words, head_word, is_generic, is_other
from summarizer.language.rules import Rules
from summarizer.language.wording import Wording
from summarizer.schemas.record import Finding, Incident, Victim

_NOUN = Wording(r"\s(?:head\sof\s)?([a-z][\w'’-]{2,20})\b", " livestock", " Bulls")
_PET = (
    r"(?:dog|puppy|cat|horse|pony|mare|stallion|gelding|filly|(?:border\s)?collie|labrador|(?:golden\s)?retriever"
    r"|(?:german|belgian)\s(?:shepherd|malinois)|malinois|terrier|spaniel|poodle|bulldog|rottweiler|beagle|dachshund|chihuahua"
    r"|greyhound|lurcher)"
)
_PET_CALLED = Wording(
    rf"(?i)\b(?:k-?9|{_PET}\s(?:named|called)|(?:police|army|guide|search|rescue|service|sniffer|family|pet)\s(?:dog|cat)"
    rf"|(?:his|her|their|family['’]s|couple['’]s)\s(?:pet\s)?{_PET})\s\Z",
    "A golden retriever named ", "A dog ",
)  # fmt: skip
_PET_APPOSED = Wording(
    rf"(?:\A|\b(?:and|but)\s)(?i:the|an?|his|her|their|its)\s(?:family['’]s\s|couple['’]s\s)?{_PET},\s\Z",
    "The family's border collie, ", "While walking his dog, ",
)  # fmt: skip
_ENDS = Wording(r",|\.", ", also died", " said")
_PET_AFTER = Wording(
    rf"(?i),\s(?:an?|the\s(?:family|couple)['’]s)\s(?:\d{{1,2}}-(?:year|month)-old\s)?(?:police\s|family\s|service\s)?(?-i:{_PET}|(?:German|Belgian)\s(?:Shepherd|Malinois))"
    r"(?=\.|,\s(?:was|were|had|died)\b|\s(?:was|were|had|died)\b)",
    ", a 5-year-old Belgian Malinois, was shot", ", a dog walker, was shot",
)  # fmt: skip
_CANINE = Wording(r"(?i:k-?9)\s[A-Z][a-z]+\Z", "K-9 Brick", "K-9 Officer John Hill")
_PERISHED = Wording(r"\s(?:died|perished|drowned|suffocated|were\s(?:killed|found\sdead))\b", " died", " collided")

_ALLEGED = Wording(
    r"(?i)\b(?:alleg\w+|claim\w*|report(?:s|ed|edly)|rumou?rs?|accus\w+|viral|circulat\w+)\b",
    "reports alleging that",
    "said",
)
_FALSE = Wording(
    r"(?i)\A[\"“]?(?:these|those|such|the|this|that)\s(?:\w+\s)?(?:allegations?|claims?|reports?|accusations?|rumou?rs?|stor(?:y|ies)|posts?)\s"
    r"(?:are|were|is|was)\s(?:\w+\s){0,2}?(?:false|untrue|fake|baseless|unfounded|groundless|fabricated|fabrications|lies)\b",
    "These allegations are categorically false", "The army said the claims are false",
)  # fmt: skip
"""What a sentence says of the one before it."""


def check_people(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victim entries that are things, as ``tell_thing`` says."""
    return [
        doubt(
            "victim_not_people",
            f"{field}.{'name' if victim.name else 'group'}",
            f"{thing!r} {'is no person' if victim.name else 'are no people'}.",
            victim.evidence,
        )
        for field, victim in list_victims(incidents)
        for thing in [tell_thing(victim, facts)]
        if thing
    ]


def tell_thing(victim: Victim, facts: Facts) -> str | None:
    """The words that make a victim entry a thing or an animal; None for people.

    Its own, such as "two vehicles"; where these are "people", those that its number counts ("7,500 livestock"); where
    they are "others", those that died as the sentence before opens ("Fourteen horses died. Nine others fled"). A number
    that is in the words themselves, as of "a person was killed", counts nothing else. By name an animal that is told of
    as one: "K-9 Brick", "their collie, Bess, also died".
    """
    group = victim.group or ""
    if victim.name:
        return _pet_named(victim.name, victim, facts)
    if group and facts.rules.is_thing(group):
        return group
    alone = is_other(group) and not content_words(group)
    if not (alone or is_generic(group)):
        return None
    held = list_held(victim.evidence) if alone else list_counting(victim) if victim.count else []
    things = [
        _thing_before(item.sentence, facts) if alone else _thing_after(spot.text, spot.end, facts.rules)
        for item, spot in zip(held, spots_of(held, facts.sentences), strict=True)
        if alone or not item.text.casefold().endswith(head_word(group))
    ]
    return things[0] if all(things) and things else None


def _pet_named(name: str, victim: Victim, facts: Facts) -> str | None:
    """The name, of one word, where sentences tell it as an animal's; None of people."""
    if _CANINE.match(name):
        return name
    spots = spots_of(list_held(victim.evidence), facts.sentences)
    told = bool(spots) and " " not in name and all(map(_is_of_pet, spots))
    return name if told else None


def _is_of_pet(spot: Spot) -> bool:
    apposed = spot.before(_PET_APPOSED) and spot.after(_ENDS)
    return bool(apposed or spot.before(_PET_CALLED) or spot.after(_PET_AFTER))


def _thing_before(number: int, facts: Facts) -> str | None:
    """The animals that died as the sentence before that one opens, where nothing else is counted there."""
    if number == 1:
        return None
    before = facts.sentences[number - 2]
    counts = facts.of(before).counts
    thing = _thing_after(before.text, counts[0].end, facts.rules) if len(counts) == 1 and not counts[0].start else None
    return thing if thing and _PERISHED.match(before.text, before.text.index(thing) + len(thing)) else None


_RUINED = Wording(
    r"(?i)\s(?:(?:were|was|others|more)\s){0,2}(damaged|destroyed|gutted|flattened)\b", " were damaged", " were killed"
)


def _thing_after(text: str, end: int, rules: Rules) -> str | None:
    """The thing that a number before that offset counts; None where it is people: "30 boat passengers".

    What was damaged is no people, either: "2,140 homes were destroyed and 3,318 damaged".
    """
    if ruined := _RUINED.match(text, end):
        return f"things {ruined[1]}"
    noun = _NOUN.match(text, end)
    return noun[1] if noun and rules.is_thing(noun[1]) and not PERSON_GROUP.match(text, end) else None


_PROVED_FALSE = Wording(
    r"(?i)(?:\s(?!(?:by|after|over|when|that|who|which|because|on)\b)[\w'’-]{1,20}){1,8}?,\s(?:but|although|though)\s"
    r"(?:that|this|it|(?:the|those)\s(?:reports?|claims?))\s(?:later\s)?(?:proved|turned\sout|was|were)\s(?:later\s)?(?:to\sbe\s)?"
    r"(?:incorrect|wrong|false|untrue|inaccurate|unfounded|mistaken|erroneous)\b(?!\s(?:of|to)\b)",
    " person had died, but that proved to be incorrect", " men died, which was wrong",
)  # fmt: skip


def check_negations(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victims of whom the sentence says that there were none: "no people were killed", "nobody was hurt"."""
    return [
        doubt("negated_victim", field, message, victim.evidence)
        for field, victim in list_victims(incidents)
        for is_alleged in [_is_alleged(victim, facts)]
        if is_alleged or _is_negated(victim, facts)
        for who in [victim.name or victim.group]
        for message in [
            f"The article calls it false that there were {who!r} {victim.outcome}."
            if is_alleged
            else f"The article says that there were no {who!r} {victim.outcome}."
        ]
    ]


def _is_alleged(victim: Victim, facts: Facts) -> bool:
    """Whether every sentence that holds a victim reports what the next one calls false: "These claims are false"."""
    numbers = {item.sentence for item in list_telling(victim)}
    last = len(facts.sentences)
    return bool(numbers) and all(
        at < last and _ALLEGED.search(facts.sentences[at - 1].text) and _FALSE.search(facts.sentences[at].text)
        for at in numbers
    )


def _is_negated(victim: Victim, facts: Facts) -> bool:
    """Whether every place that holds the group's words denies it, and no number of them is told; or calls it false.

    "Several" that is nothing but the group's plural ("killing no workers") tells none, nor does "one" by its singular.
    """
    if not victim.group or victim.outcome not in APART:
        return False
    if facts.rules.is_nobody(victim.group):
        return True
    if are_told(list_counting(victim) or list_held(victim.evidence), facts.sentences, after=_PROVED_FALSE):
        return True
    spots = spots_of(list_held(victim.evidence), facts.sentences)
    count = victim.count if victim.count and is_held(victim.count.evidence) and victim.count.high != 0 else None
    words = count.text.casefold() if count else ""
    is_form = words == victim.group.casefold() or (count is not None and count.qualifier == "several")
    counted = count is not None and not (is_form and words in victim.group.casefold())
    return bool(spots) and not counted and all(facts.rules.denies(spot.text[: spot.start]) for spot in spots)


def check_linked(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """Victims of whom only lines tell that lead to other articles: "Related: 5 officers dead in Dallas"."""
    return [
        doubt("victim_in_link", field, message, victim.evidence)
        for field, victim in list_victims(incidents)
        for places in [{item.sentence for item in list_held(victim.evidence)}]
        if places and places <= facts.linked
        for message in [f"Only a link to another article tells of {victim.name or victim.group!r}."]
    ]


def check_speakers(incidents: Sequence[Incident], facts: Facts) -> list[Finding]:
    """People who are to have been killed, although all that is cited for them is that they say something.

    Of a group that it tells the number: "villagers spoke of 11 dead".
    """
    return [
        doubt("victim_speaks", f"{field}.{'name' if victim.name else 'group'}", message, victim.evidence)
        for field, victim in list_victims(incidents)
        if victim.outcome == "killed"
        for spots in [spots_of(list_held(victim.evidence), facts.sentences)]
        if spots
        and all(_is_speaker(spot, facts.rules) if victim.name else _tells_number(spot, victim) for spot in spots)
        for message in [f"{victim.name or victim.group!r} is to have been killed, but speaks where that is told."]
    ]


def _tells_number(group: Spot, victim: Victim) -> bool:
    """Whether a group says the number that is to be of its dead."""
    said = group.after(_SAYS_NUMBER)
    return said is not None and victim.count is not None and victim.count.text in group.text[said.end() :]


_SAYS_NUMBER = Wording(
    r"(?i)\)?(?:,\s(?:who|which)\s[^,.;]{1,60},)?\s(?:(?:had|has|have)\s)?(?:said|says?|reported|told|counted|spoke\sof|speak\sof|put\sthe|claimed|hablan?\sde|habl(?:ó|aron)\sde|dicen?"
    r"|dij(?:o|eron)|aseguran?|asegur(?:ó|aron)|report(?:an?|ó|aron)|contabiliz(?:an?|ó|aron)|cifran?)\b",
    " hablan de 11 muertos", " who died",
)  # fmt: skip
_POSSESSIVE = Wording(r"['’]s?\s", "'s mother", ", said")
_KIN_OF = Wording(
    r"(?i)\b(?:family|relatives|widow(?:er)?|parents|mother|father|brother|sister|wife|husband|son|daughter|lawyers?|attorneys?|friends?"
    r"|cousin|aunt|uncle|colleagues?)\b[^.,;]{0,20}\s(?:of|for|to)\s\Z",
    "the lawyer for ", "the mother ",
)  # fmt: skip
_LATER = Wording(
    r"(?i)\b(?:before|until)\b[^.;]{0,40}"
    r"\bs?he\s(?:was\s(?:killed|shot|murdered|stabbed|found)|died)",
    "before he was killed", "before she left",
)  # fmt: skip
"""What somebody said while alive."""


def _is_speaker(spot: Spot, rules: Rules) -> bool:
    if spot.after(_POSSESSIVE) or spot.before(_KIN_OF) or _LATER.search(spot.text):
        return False
    if rules.says_after(spot.text, spot.end):
        return True
    span = rules.find_speaker(spot.text)
    return span is not None and spot.start < span[1] and span[0] < spot.end
