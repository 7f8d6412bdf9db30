"""The tolls that an article gives as a whole: in its headline, or else where it opens."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from summarizer.checks.entries import SEVERAL, number_spot
from summarizer.checks.rising import is_earlier_count, rises_to
from summarizer.evidence.facts import OPENING, Facts
from summarizer.evidence.values import Spot, list_counting, list_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.people import ORDINALS, is_generic, read_ordinal
from summarizer.language.wording import Wording
from summarizer.resolving.confidence import is_low
from summarizer.resolving.groups import count_least, speaker_of
from summarizer.resolving.totals import tally_groups
from summarizer.schemas.record import Incident, Outcome, Total, Victim

_SETTLED: tuple[Outcome, ...] = ("killed", "injured")
_AND = Wording(r"(?i)\b(?:and|y|e|plus)\s+\Z|&\s*\Z", "a gendarme and ", "a bus, band ")
_AND_ONE = Wording(
    r"(?i)\A[\s,]*(?:and|&|y|e|plus)\s+(?:an?|one|his|her|their|its|the|another|un[ao]?|su|el|la|otr[ao])\s",
    " and her unborn child",
    " and wounded five",
)
_ALSO = Wording(
    r"(?i)\b(?:also|too|more(?!\sthan)|further|additional|latest|later|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)"
    r"|también|después|más|tercer[ao]?|cuart[ao]|quint[ao])\b",
    "An eighth passenger has died",
    "A passenger has died",
)
"""Words for somebody beside those who were counted."""
_ANOTHER = Wording(
    r"(?i)\b(?:(?:an)?others?|second|otr[ao]s?|segund[ao])\b", "Another passenger has died", "A passenger has died"
)
"""Words for somebody beside the one who was told of."""
_WITH_THEM = Wording(
    r"(?i)\b(?:with|after|following|con|tras)\s(?:the\s|la\s|las\s)?(?:deaths?|muertes?)\s(?:of|de)\b",
    "With the death of two men, the toll rose to six", "The toll of the deaths of two men",
)  # fmt: skip
"""Words for those with whom a toll rose."""
_ASIDE = Wording(
    r"(?i)\b(?:that|which|who|whose|after|before|since|where|when|than|ago|accused|feared|presumed|claims?|says?|said"
    r"|(?:day|week|month|year)s?|que|después|antes|desde|hace|donde|cuando|mientras)\b|:\s",
    "New tremor hits Nepal weeks after quake that killed ",
    "A fire in Nepal killed ",
)
"""Words after which a number is sooner of another event, or nobody's who knows."""
_BY_OFFICE = Wording(
    r"(?i)\A(?:(?:state\s|county\s)?(?:police|sheriff|coroner|officials|authorities|deputies|troopers|cops)|[A-Z]{2,4}PD|update[sd]?"
    r"|breaking(?:\snews)?|live(?:\s(?:blog|updates?|news))?|as\sit\shappened|video|watch|photos):\s",
    "NOPD: 3 killed", "Hamas: 3 killed",
)  # fmt: skip
"""Who tells the news, and knows; or what kind of news it is."""
_NAMED_TOLL = Wording(
    r"(?i)\btoll\b|\bnumber (?:of (?:the )?)?(?:deaths|dead|fatalities|(?:people |those |victims )?killed)\b",
    "the death toll to 23",
    "tolled 23 times",
)
_RISES_TO = Wording(
    r"(?i)\b(?:sub(?:e|en|ió|ieron)|aument(?:a|an|ó|aron)|asc(?:iende|ienden|endió|endieron)|(?:se\s)?elev(?:a|an|ó|aron)|llega(?:n|ron)?)\s(?:ya\s)?a\s\Z"
    r"|\bsuman\s(?:ya\s)?\Z",
    "suben a ",
    "se suben a las ",
)
"""Before a number that is then the toll: "suben a 17 los muertos"."""
_NTH_DEATH = Wording(
    rf"(?i)\b(?P<nth>{ORDINALS})\s(?:(?:shooting|stabbing|crash|fire|blast|bombing)\s)?victim\s(?:(?:of|from|in)\s[^.;:,]{{1,60}}?\s)?"
    r"(?:die[sd]|succumb(?:s|ed))\b",
    "Third victim of shooting dies", "Third victim found in rubble",
)  # fmt: skip
"""In a headline: which one of all the dead somebody is."""
_ENDED = Wording(r"[?!]\s", "Who Is Ali Syed? ", "O.C. ")
_ENDS = (".", "!", "?", "”", '"', "…")
_NAMED_WITHIN = 12
"""So many sentences, what stands under a headline and lines of names and dates among them, may call its number so."""
_MANY = 5
"""So many of a headline are seldom counted before others "also" died."""
_PASSED = Wording(
    r"(?i)\b(?:pass(?:es|ed)?|tops?|topped|exceed(?:s|ed)?|surpass(?:es|ed)?|cross(?:es|ed)?|nears?|over|above|beyond|supera\w*)\b",
    "number of dead passes 100", "100 dead",
)  # fmt: skip
"""Of a number that is only a bound."""
_ONESELF = Wording(
    r"(?i)\b(?:self|himself|herself|themselves|suicide(?!\s(?:attack|bomb|blast|strike|assault|vest|car|truck|drone|raid)))\b",
    "Man kills three, self", "Toll in suicide attack rises to 14",
)  # fmt: skip
_TOLL_OF_MORE = Wording(
    r"(?i)\b(?:road|traffic|highway|holiday|homicide|murder|war|conflict|offensive|campaign|overall|annual|covid\S*"
    r"|(?:this|per|the) (?:year|month|season)|years?['’]s?|so far|season['’]s|for (?:19|20)\d\d)\b",
    "the year's road toll to 312", "the death toll to 23",
)  # fmt: skip
"""Words of a toll of many deeds."""
_OF_WAR = frozenset({"airstrike", "drone strike", "shelling", "armed clash"})
"""Kinds of deeds whose toll is sooner that of a war."""
_BRINGS = Wording(
    r"(?i),\s(?:bringing|taking|raising|pushing|lifting)\sthe\s(?:[\w-]{1,20}\s){0,3}?(?:toll|number|count)\b",
    ", bringing the number of dead to eight", " as the toll rose to eight",
)  # fmt: skip
_Told = tuple[int, str, int, Sequence[CasualtyMention]]
"""A headline or sentence, its number, 0 for the headline, where it starts, and the casualties that it tells."""


class Toll(NamedTuple):
    """How many an article says suffered an outcome, and in which sentence; 0 is the headline.

    ``is_of_all`` where it counts people, or names nobody ("2 dead"): "two children killed" may leave their mother out.
    ``is_named`` where it is called a toll: nobody is beside those.
    """

    outcome: Outcome
    number: int
    sentence: int
    is_of_all: bool
    is_named: bool


def settle_totals(
    incident: Incident,
    entries: Sequence[Victim],
    facts: Facts,
    *,
    trusted: Collection[Victim],
    perhaps: Collection[Outcome] = (),
    is_alone: bool = True,
) -> Incident:
    """An article's only incident, a total that its entries leave open being what the article itself gives as the toll.

    Where it is not alone, but the only one of its time, what the article calls the toll is its, and no other number.

    Entries may tell of the same people or of others: "two people killed", and then the name of one of them. What they
    may add up to at most is then a bound that nobody reports, while the headline says "2 killed". Where the dead add up
    to fewer than what the article calls the toll, "taking the death toll to 23", that is the total; where it says
    "three dead", so many at most. ``entries`` are those that may count, those in doubt among them: where all are, a
    toll that is their number, or that of all, or that of a headline, is the total; that is one above entries without a
    bound, too. A total that no phrase states, or without a bound, is at least a headline's number, and that alone where
    it calls it the toll and no phrase tells of more, or the model was hardly sure of what is larger. Left as they are:
    other totals of one number or with rival numbers, outcomes of which a sentence tells of one more ("was also
    killed"), those with an entry ``trusted``, by a reviewer, and but for what a headline calls the toll those that
    ``perhaps`` somebody suffered.
    """
    kept = {one.outcome for one in trusted}
    is_of_war = incident.type in _OF_WAR
    tolls = [
        one
        for one in find_tolls(facts)
        if one.outcome not in kept
        and (one.outcome not in perhaps or (one.is_named and one.sentence == 0))
        and not (one.is_named and is_of_war)
        and (is_alone or one.is_named)
    ]
    settled = {
        toll.outcome: Total(low=toll.number, high=toll.number)
        for toll in tolls
        if _is_open(incident, entries, toll, facts)
    }
    for toll in tolls:
        total = incident.totals.get(toll.outcome)
        if total and toll.outcome == "killed" and toll.is_of_all and _is_more(toll, total):
            settled[toll.outcome] = Total(low=toll.number if toll.is_named else total.low, high=toll.number)
    is_passed = _PASSED.search(facts.headline) is not None
    for toll in (one for one in tolls if one.sentence == 0 and not is_passed and not _may_be_more(entries, one, facts)):
        total = settled.get(toll.outcome, incident.totals.get(toll.outcome))
        is_above = total is not None and toll.number < total.low and not _ONESELF.search(facts.headline)
        if total and is_above and not _is_stated(total, toll.outcome, entries, facts):
            is_all = (toll.is_named and not _is_surpassed(toll, facts)) or _are_unlikely(entries, toll)
            high = toll.number if is_all else total.high
            settled[toll.outcome] = Total(low=toll.number, high=high)
        elif total and total.high is None and total.low < toll.number:
            settled[toll.outcome] = Total(low=toll.number, high=None)
    if "injured" not in kept and (hurt := _find_hurt_alone(incident.totals | settled, facts)):
        settled["injured"] = Total(low=hurt, high=hurt)
    return incident.model_copy(update={"totals": incident.totals | settled})


def _find_hurt_alone(totals: Mapping[Outcome, Total], facts: Facts) -> int | None:
    """How many the opening tells as hurt beside as many dead as are known, where the entries add up to both together.

    "One died and three others were hurt", and of four with wounds nobody says who died.
    """
    for sentence in facts.sentences[:OPENING]:
        told = [one for one in facts.of(sentence).casualties.mentions if one.outcome in _SETTLED]
        numbers = {one.outcome: one.count.low for one in told if one.count.qualifier == "exact"}
        dead, hurt = numbers.get("killed"), numbers.get("injured")
        if len(told) != len(_SETTLED) or not dead or not hurt or any(one.is_background for one in told):
            continue
        both = dead + hurt
        if totals.get("killed") == Total(low=dead, high=dead) and totals.get("injured") == Total(low=both, high=both):
            return hurt
    return None


def _is_surpassed(toll: Toll, facts: Facts) -> bool:
    """Whether a phrase tells of more who suffered so, whoever says it."""
    told = (one for one in facts.mentions if one.outcome == toll.outcome and not one.is_background)
    return any((one.count.low or 0) > toll.number for one in told)


def _are_unlikely(entries: Sequence[Victim], toll: Toll) -> bool:
    """Whether entries with a larger number than the toll are there, and the model was hardly sure of any."""
    larger = [one for one in entries if one.outcome == toll.outcome and count_least(one) > toll.number]
    return bool(larger) and all(is_low(one.confidence) for one in larger)


def _is_stated(total: Total, outcome: Outcome, entries: Sequence[Victim], facts: Facts) -> bool:
    """Whether one phrase in a sentence with an entry's number tells of as many as a total.

    Where that has no upper bound, twice as many are still the same people; more are told of others. An earlier count's
    number, "had spoken of 14 dead", may have been too high.
    """
    most = 2 * total.low if total.high is None else total.high
    told = {item.sentence for one in entries for item in list_counting(one)}
    mentions = (one for one in facts.mentions if one.sentence in told and not one.is_background)
    stated = (one for one in mentions if not is_earlier_count(number_spot(one, facts.sentences)))
    numbers = (one.count.low or 0 for one in stated if one.outcome == outcome)
    return any(total.low <= number <= most for number in numbers)


def _is_more(toll: Toll, total: Total) -> bool:
    """Whether a toll is above all that the entries may add up to; where that has no bound, one of a headline's own."""
    if total.high is None:
        return toll.is_named and toll.sentence == 0 and total.low < toll.number
    return total.high < toll.number


def find_tolls(facts: Facts) -> list[Toll]:
    """How many were killed and injured by the headline, or by the first of the opening sentences that tells of it.

    None of an outcome of which that one tells several numbers, none that is exact, that of one more, that of some ("a
    gendarme and two traffickers killed", "two children killed") or that of another event ("weeks after a quake that
    killed 8,000"). A headline that counts only people of a kind ("Grandmother, two children die") leaves
    it to the opening. "Third victim dies" tells of three.
    """
    first = [
        (one.number, one.text, one.start, () if one.number in facts.linked else mentions)
        for one in facts.sentences[:_NAMED_WITHIN]
        for mentions in [facts.of(one).casualties.mentions]
        if one.text != facts.headline and (mentions or one.text.rstrip().endswith(_ENDS))
    ]
    told = [(0, facts.headline, 0, facts.headline_mentions), *first]
    nth = _NTH_DEATH.search(facts.headline)
    number = read_ordinal(f"{nth['nth']} victim") if nth else None
    if number is None or _TOLL_OF_MORE.search(facts.headline):
        return [toll for outcome in _SETTLED for toll in _first_toll(told, outcome)]
    return [Toll("killed", number, 0, is_of_all=True, is_named=True), *_first_toll(told, "injured")]


def _first_toll(told: Sequence[_Told], outcome: Outcome) -> Iterator[Toll]:
    for at, text, start, mentions in told[: OPENING + 1]:
        counts = [one for one in mentions if one.outcome == outcome]
        if named := _list_named(counts, text, start):
            number = _read_named(named, counts, text)
            if number:
                yield Toll(outcome, number, at, is_of_all=True, is_named=True)
        elif len(counts) == 1 and counts[0].count.low and _is_whole(counts[0], text, start, mentions):
            number = counts[0].count.low
            is_named = at == 0 and _is_named_below(number, told[1:], outcome)
            yield Toll(outcome, number, at, is_named or is_generic(counts[0].group or "people"), is_named)
        if counts and (at or any(is_generic(one.group or "people") for one in counts)):
            return


def _list_named(counts: Iterable[CasualtyMention], text: str, start: int) -> list[CasualtyMention]:
    """The mentions, in a text that starts there, that are called a toll."""
    return [
        one
        for one in counts
        if _NAMED_TOLL.search(one.text)
        or _RISES_TO.search(text, 0, one.start - start)
        or rises_to(Spot(text, one.count_start - start, one.count_end - start))
    ]


def _is_named_below(number: int, told: Iterable[_Told], outcome: Outcome) -> bool:
    """Whether one of the first sentences calls a headline's number the toll: "taking the death toll to nine"."""
    for _, text, start, mentions in told:
        counts = [one for one in mentions if one.outcome == outcome]
        named = _list_named(counts, text, start)
        if named and _read_named(named, counts, text) == number:
            return True
    return False


def _read_named(named: Sequence[CasualtyMention], counts: Sequence[CasualtyMention], text: str) -> int | None:
    """The number called the toll, where it is one and exact, and not that of a year or a war.

    Others of the ``counts`` are "two more": "five killed in crash; toll in rain rises to 78" tells of two deeds.
    """
    one = named[0]
    is_of_more = len(named) > 1 or one.count.qualifier != "exact" or one.is_background or _TOLL_OF_MORE.search(text)
    is_of_another = len(counts) > len(named) and not any(told.search(text) for told in (_ALSO, _ANOTHER, _WITH_THEM))
    return None if is_of_more or is_of_another else one.count.low


def _is_whole(mention: CasualtyMention, text: str, start: int, mentions: Sequence[CasualtyMention]) -> bool:
    """Whether a mention is of all who suffered so, as far as its sentence, which starts there, tells."""
    told = _BY_OFFICE.match(text)
    opens = max((one.end() for one in _ENDED.finditer(text, 0, mention.start - start)), default=0)
    is_aside = _ASIDE.search(text, told.end() if told else opens, mention.start - start) is not None
    if mention.count.qualifier != "exact" or mention.is_background or is_aside:
        return False
    if SEVERAL.search(text):
        return False
    if mention.count.low == 1 and (_ALSO.search(text) or _ANOTHER.search(text)):
        return False
    before, after = text[: mention.start - start], text[mention.end - start :]
    follows = any(one.end <= mention.start for one in mentions)
    goes_on = any(mention.end <= one.start for one in mentions)
    return not (_AND.search(before) and not follows) and not (_AND_ONE.search(after) and not goes_on)


def _is_open(incident: Incident, entries: Sequence[Victim], toll: Toll, facts: Facts) -> bool:
    """Whether a total may be one number or another as far as its entries tell, and the toll is one of these."""
    victims = [one for one in entries if one.outcome == toll.outcome]
    total = incident.totals.get(toll.outcome)
    if total is None:
        numbers = [(one.count and one.count.low) or 1 for one in victims]
        is_given = any(one.outcome == toll.outcome for one in incident.victims)
        is_known = (toll.is_named and (bool(victims) or _brings(incident, toll, facts))) or (
            toll.sentence == 0 and toll.is_of_all and is_given
        )
        return is_known or toll.number in (sum(numbers), *numbers)
    if total.high is not None and toll.is_named and toll.sentence == 0 and total.low <= toll.number <= total.high:
        return total.low < total.high  # a headline's toll is the newest, whoever "also" died
    if total.high is None:
        return False
    is_between = total.low < total.high and total.low <= toll.number <= total.high
    is_of_dead = is_between and toll.outcome == "killed" and toll.sentence == 0 and toll.is_of_all
    if is_of_dead and not (_are_rivals(victims, toll.number) or _may_be_more(entries, toll, facts)):
        return True
    if any(low != high for low, high in (one.span for one in tally_groups(victims))):
        return False
    is_all_there_is = toll.number == total.high and toll.sentence == 0 and toll.is_of_all
    return is_between and (is_all_there_is or not _may_be_more(entries, toll, facts))


def _are_rivals(victims: Sequence[Victim], number: int) -> bool:
    """Whether an entry tells of more than a number, or two speakers count the same people."""
    speakers = ({speaker_of(one) for one in tally.entries if one.count} - {""} for tally in tally_groups(victims))
    return any(count_least(one) > number for one in victims) or any(len(each) > 1 for each in speakers)


def _brings(incident: Incident, toll: Toll, facts: Facts) -> bool:
    """Whether a sentence that tells of the incident's kind brings its toll to the number: ", bringing it to eight"."""
    text = facts.sentences[toll.sentence - 1].text if toll.sentence else ""
    return _BRINGS.search(text) is not None and facts.tells_of(incident.type, text)


def _may_be_more(entries: Sequence[Victim], toll: Toll, facts: Facts) -> bool:
    """Whether a toll may count only some: "a woman died after the shooting that killed Rita Lopez".

    So where it is of a kind of people; where a sentence tells of more ("were also killed", "a sixth victim", but none
    of "the fifth victim" beside one dead and four hurt), unless it is a headline's of many, who are told of one after
    the other, or what it calls the toll; and where an opening names one of the victims.
    """
    if not toll.is_of_all:
        return True
    victims = [one for one in entries if one.outcome == toll.outcome]
    dead = [one for one in entries if one.outcome == "killed" and one not in victims]
    known = toll.number + sum(map(count_least, dead))
    another = 0 if toll.is_named and not toll.sentence else known + 1
    held = [(one, facts.sentences[item.sentence - 1]) for one in victims for item in list_held(one.evidence)]
    return any(
        (one.name and sentence.number == toll.sentence)
        or (
            (toll.sentence or toll.number < _MANY)
            and any((read_ordinal(f"{word} victim") or another) > known for word in _ALSO.findall(sentence.text))
        )
        or ((toll.sentence or toll.number == 1) and sentence.number != toll.sentence and _ANOTHER.search(sentence.text))
        for one, sentence in held
    )
