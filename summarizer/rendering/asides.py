"""What a report turns to, such as an attack elsewhere on the same day, apart from what it is about."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from summarizer.evidence.facts import Facts
from summarizer.language.calendar import NO_DATE
from summarizer.language.turns import (
    AT_OTHER_TIME,
    COMES_AFTER,
    ELSEWHERE,
    HURT,
    IN_OTHER_PLACE,
    MEANWHILE,
    OF_A_DAY,
    OF_OLD,
    SAID,
    SAME,
    SAME_BEFORE,
    SEPARATELY,
    TELLS_BACK,
)
from summarizer.language.wording import Wording
from summarizer.rendering.paragraphs import (
    has_casualties,
    is_heading,
    is_line,
    is_prose,
    list_names,
    list_opening,
    split_paragraphs,
    tells,
    tells_kind,
    tells_one_story,
)
from summarizer.schemas.record import Outcome, Sentence

_CAPITAL = Wording(r"[A-ZÀ-Ý][\w’'-]{2,}", "in Masisi", "in it")
_IN_PLACE = Wording(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|between|outside|above|(?:north|south|east|west)\sof|(?:town|village|city|district|region|province|state)\sof)\s(?:the\s)?(?:[a-z]{{2,15}}\s){{0,3}}?{NO_DATE}"
    r"(?P<place>[A-ZÀ-Ý][\w’'-]{2,}(?:\s[A-ZÀ-Ý][\w’'-]{2,}){0,2})",
    "In Masisi, meanwhile", "in March",
)  # fmt: skip
_GOES_ON = Wording(
    r"\W*(?:The|They|He|She|It|Its|His|Her|No\s(?:group|one)|Nobody|Police|Officers|Witnesses|Residents)\b",
    "They said that nobody was hurt", "On Sunday, two died",
)  # fmt: skip
_WIDESPREAD = Wording(
    r"(?i)\b(?!(?-i:storms?\s(?:[A-Z]|the\b|an?\b|into\b)))(?:floods?|flooding|storms?|cyclones?|hurricanes?|typhoons?|tornado(?:es)?|lightning|rains?|monsoons?|(?:earth)?quakes?|tremors?"
    r"|landslides?|mudslides?|avalanches?|wildfires?|(?:bush|forest)\s?fires?|tsunamis?|volcan\w+|eruptions?|droughts?|famines?|heat\s?waves?"
    r"|cold\swaves?|snow\w*|cholera|dengue|ebola|measles|malaria|epidemics?|outbreaks?|earth\sslips?)\b",
    "Storm, lightning kill 11", "Gunmen storm Katsina mosque",
)  # fmt: skip
"""What strikes many places at once: its dead in one more of them are its own."""
_SUBHEADING = Wording(r"\A[\w'’\"“‘][^:|>›\[\]]+\Z", "LPG cylinder blast", "More: Court hears case")
"""No link to another article."""
_IN_WAVES = Wording(
    r"(?i)\b(?:protests?|riots?|unrest|poison\w*|methanol|hooch|liquor|airstrikes|across)\b",
    "Airstrikes kill 11 across Ukraine",
    "Airstrike kills 11",
)
"""Likewise, of a headline."""
_WORD = Wording(r"[^\W\d_]{4,}", "blast", "two")
_LONG_WORD = Wording(r"\w{4,}|\d+", "nine", "in")
_HEADLINE_PART = Wording(r"[;:,]\s|\s[–—-]\s", "Blast kills two; gang hits refinery", "10,000 flee")
_FEWEST_SHARED = 2
_OF_WHAT_CAME = Wording(
    r"(?i)\b(?:arrest|charg|court|trial|held|detain|suspect|search|toll|victim|react|vow|condemn|mourn|manhunt|probe|inquiry)\w*",
    "two suspects arrested in Abuja", "drones hit refinery in Rostov",
)  # fmt: skip
_OF_TOLL = Wording(r"(?i)\b(?:toll|number of (?:people )?(?:killed|dead|deaths))\b", "The death toll rose", "They died")
_MOST_REST = 200
"""Sentences whose names are looked at."""
_LEAST_LONG = 10
"""Sentences of a report in which what is told apart is easily mixed."""
_LEAST_BEFORE = 2
"""Sentences that tell of what a report is about, before it turns to something separate."""
_LEAST_BEFORE_UNSAID = 5
"""Likewise, before it does so without a word that it turns."""
_WHO = 3
"""Sentences of a paragraph that say who was hurt."""
_MOST_GOING_ON = 2
"""Paragraphs in which what was turned to may be told further."""
_FIRST = 5
"""Sentences of the rest whose names nothing has that goes on under a heading."""
_MOST = 40
"""Asides: each is a question of its own."""
_TOP = 3
"""Sentences that say what a report is about."""

_Number = tuple[Outcome, int | None]


def list_asides(text: str, facts: Facts) -> list[Sequence[Sentence]]:
    """A report without what turns to something separate, and each of these with what goes on about it; none without.

    "Separately, three passengers were killed on Monday when a minibus drove over a mine", "They ...". A short one is
    asked about whole: the embedded model learnt from such. Under a heading of its own it goes on up to the next
    line, or where it looks back.
    """
    if len(facts.sentences) < _LEAST_LONG or tells_one_story(text, facts):
        return []
    rest, asides, goes_on, told, is_under, may_tell_toll = list[Sentence](), list[list[Sentence]](), 0, 0, False, False
    named = _list_named(facts.dateline)
    is_widespread = (
        any(map(_WIDESPREAD.search, list_opening(facts, _TOP))) or _IN_WAVES.search(facts.headline) is not None
    )
    numbers = {(one.outcome, one.count.low) for one in facts.headline_mentions}
    for paragraph in split_paragraphs(text, facts.sentences):
        is_new = told >= _LEAST_BEFORE and _turns(paragraph, named, facts, is_widespread=is_widespread)
        if not is_new and told >= _LEAST_BEFORE_UNSAID and not is_widespread:
            is_new = _is_of_others(paragraph, named, numbers, facts)
        is_announced = told >= _LEAST_BEFORE_UNSAID and not is_widespread and _is_announced(paragraph, rest, facts)
        if is_announced or (is_new and tells(paragraph, facts)):
            is_headed = len(rest) > 1 and is_heading(rest[-1:]) and _is_heading_of(rest[-1], paragraph)
            asides.append([*([rest.pop()] if is_headed else []), *paragraph])
            goes_on, is_under, may_tell_toll = _MOST_GOING_ON, is_headed, is_announced
        elif is_under and _is_under_heading(paragraph, asides[-1], rest, facts, may_tell_toll=may_tell_toll):
            asides[-1].extend(paragraph)
        elif goes_on and _goes_on(paragraph, asides[-1], rest) and not _has_own_time(paragraph, named):
            asides[-1].extend(paragraph)
            goes_on -= 1
        else:
            rest.extend(paragraph)
            numbers |= _list_numbers(paragraph, facts)
            told += sum(map(is_prose, paragraph))
            goes_on, is_under = 0, False
        if not is_line(paragraph):
            named |= _list_named(" ".join(one.text for one in paragraph))
    return [rest, *asides] if 0 < len(asides) < _MOST and tells(rest, facts) else []


def _is_announced(paragraph: Sequence[Sentence], rest: Sequence[Sentence], facts: Facts) -> bool:
    """Whether a paragraph right under a line is what a later part of the headline tells: "...; gang robs bank in Jos".

    Or what the line itself tells, where it counts more dead or hurt than the headline does. Both name a place that
    nothing before does, and share another word; neither tells what came of the deed, an arrest or a search.
    """
    if not is_heading(rest[-1:]) or not _is_heading_of(rest[-1], paragraph):
        return False
    text = " ".join(one.text for one in (rest[-1], *paragraph[:_WHO]))
    if not (has_casualties(paragraph, facts) or tells_kind(text, facts)):
        return False
    before = _list_named(" ".join(one.text for one in rest[:-1] if one.text != facts.headline))
    own, named, (_, *parts) = _list_words(text), _list_named(text), _HEADLINE_PART.split(facts.headline)
    if _counts_more(rest[-1], facts) and not SAME.search(paragraph[0].text):  # a headline of its own
        parts.append(rest[-1].text)
        named = _list_named(" ".join(one.text for one in paragraph[:_WHO]))
    return not _OF_WHAT_CAME.search(rest[-1].text) and any(
        len(own.intersection(_list_words(part))) >= _FEWEST_SHARED
        for part in parts
        for found in _IN_PLACE.finditer(part)
        if not _OF_WHAT_CAME.search(part)
        if named.intersection(found["place"].casefold().split()) - before
    )


def _counts_more(line: Sentence, facts: Facts) -> bool:
    """Whether a line counts more of some outcome than the headline does: those of one part of a report are no more."""
    told = {one.outcome: one.count.low or 0 for one in facts.headline_mentions}
    counted = (one for one in facts.of(line).casualties.mentions if one.outcome in told)
    return any((one.count.low or 0) > told[one.outcome] for one in counted)


def _list_words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.casefold()))


def _list_named(text: str) -> set[str]:
    """The words in capitals, case-folded."""
    return {found[0].casefold() for found in _CAPITAL.finditer(text)}


def _turns(paragraph: Sequence[Sentence], named: AbstractSet[str], facts: Facts, *, is_widespread: bool) -> bool:
    """Whether it turns to something separate: it says so, or tells of casualties in a place not ``named`` yet.

    Not of what strikes many places at once: a flood's dead in one more district are its own.
    """
    sentence = paragraph[0].text
    separately = SEPARATELY.match(sentence)
    if SAME.search(sentence, separately.end() if separately else 0):
        return False
    if separately or ELSEWHERE.match(sentence):
        return separately is not None or not is_widespread
    new = [
        found.start() for found in _IN_PLACE.finditer(sentence) if not set(found["place"].casefold().split()) <= named
    ]
    if is_widespread or not new:
        return False
    return MEANWHILE.match(sentence) is not None or _tells_of_others(paragraph, max(new), facts)


def _tells_of_others(paragraph: Sequence[Sentence], place: int, facts: Facts) -> bool:
    """Whether it opens with another time or place and tells of casualties there, not of what somebody says there.

    ``place`` is where its first sentence names the new one: after "said", if that stands before the casualties.
    """
    sentence = paragraph[0].text
    ends = [one.end - paragraph[0].start for one in facts.of(paragraph[0]).casualties.mentions]
    if not IN_OTHER_PLACE.match(sentence) and not (ends and AT_OTHER_TIME.match(sentence)):
        return False
    last = max(ends, default=len(sentence))
    said = SAID.search(sentence, 0, last)
    is_hurt = HURT.search(sentence) or any(facts.of(one).casualties.mentions for one in paragraph[:_WHO])
    return bool(is_hurt) and not SAME_BEFORE.search(sentence, 0, last) and (said is None or place > said.start())


def _is_of_others(
    paragraph: Sequence[Sentence], named: AbstractSet[str], numbers: AbstractSet[_Number], facts: Facts
) -> bool:
    """Whether it tells of casualties on a day in a place not ``named`` yet without a word that it turns to them.

    Nor with a word for what was told before, nor of a number of several that was told before, nor only of such.
    """
    top, own = paragraph[:_WHO], _list_numbers(paragraph[:_WHO], facts)
    text = " ".join(one.text for one in top)
    if not own or own <= numbers or any(one in numbers and one[1] != 1 for one in own) or is_line(paragraph):
        return False
    last = next(at for at, one in enumerate(top, start=1) if facts.of(one).casualties.mentions)
    opening = " ".join(one.text for one in top[:last])
    after = COMES_AFTER.match(opening)
    told = opening[after.end() if after else 0 :]
    is_dated = OF_A_DAY.search(told) and not OF_OLD.search(text)
    is_back = SAME.search(top[0].text, after.end() if after else 0) or TELLS_BACK.search(told)
    return bool(is_dated) and _names_new(told, named) and not is_back


def _names_new(text: str, named: AbstractSet[str]) -> bool:
    """Whether it tells of a place no word of which is ``named`` yet."""
    return any(named.isdisjoint(found["place"].casefold().split()) for found in _IN_PLACE.finditer(text))


def _list_numbers(sentences: Sequence[Sentence], facts: Facts) -> set[_Number]:
    """How many suffered what by the casualty phrases."""
    told = (one for sentence in sentences for one in facts.of(sentence).casualties.mentions)
    return {(one.outcome, one.count.low) for one in told if not one.is_background}


def _goes_on(paragraph: Sequence[Sentence], aside: Sequence[Sentence], rest: Sequence[Sentence]) -> bool:
    """Whether a paragraph tells further of what was turned to: not of a toll, nor with names of the rest alone."""
    told = " ".join(one.text for one in paragraph)
    if not _GOES_ON.match(told) or _OF_TOLL.search(told):
        return False
    own, near, before = (list_names(some) for some in (paragraph, aside, rest[:_MOST_REST]))
    return own <= near or own.isdisjoint(before - near)


def _is_under_heading(
    paragraph: Sequence[Sentence],
    aside: Sequence[Sentence],
    rest: Sequence[Sentence],
    facts: Facts,
    *,
    may_tell_toll: bool,
) -> bool:
    """Whether a paragraph goes on under a heading: prose of now, of no toll, with no name that the rest opens with.

    Or a link to another article. With ``may_tell_toll`` of one, too: what the headline announces has its own.
    """
    if is_line(paragraph):
        return paragraph[0].number in facts.linked
    text = " ".join(one.text for one in paragraph)
    own, near, first = (list_names(some) for some in (paragraph, aside, rest[:_FIRST]))
    is_of_rest = OF_OLD.search(text) or (_OF_TOLL.search(text) and not may_tell_toll)
    return not is_of_rest and own.isdisjoint(first - near)


def _has_own_time(paragraph: Sequence[Sentence], named: AbstractSet[str]) -> bool:
    """Whether a sentence of its opening tells what was on a day in a place not ``named`` yet."""
    return any(OF_A_DAY.search(one.text) and _names_new(one.text, named) for one in paragraph[:_WHO])


def _is_heading_of(heading: Sentence, paragraph: Sequence[Sentence]) -> bool:
    """Whether a line shares a word with what stands under it: "LPG cylinder blast"."""
    words, told = (
        {word for one in some for word in _WORD.findall(one.text.casefold())} for some in ([heading], paragraph)
    )
    return _SUBHEADING.search(heading.text) is not None and not words.isdisjoint(told)
