"""Pages that hold several reports, such as a round-up, a bulletin or a police log: the sentences of each of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.cities import is_town
from summarizer.language.dates.finding import find_date_words
from summarizer.language.kinds import ANY
from summarizer.language.regions import find_lands
from summarizer.language.turns import AT_OTHER_TIME, ELSEWHERE, MEANWHILE, SAME, SAME_BEFORE, SEPARATELY
from summarizer.language.wording import Wording
from summarizer.schemas.record import Sentence

_FEWEST = 3
"""Items that tell of incidents; two headings stand in many an article about one."""
_MOST = 40
"""Items: each is a question of its own."""
_MOST_SHARED = 0.2
"""Of all pairs of items that much may share a name: parts of one report share most of theirs."""
_MOST_SHARED_TOLD = 0.5
"""Where the title says that there are several: those of one town share its streets and its police."""
_MOST_WORDS, _MOST_IN_PLACE = 12, 5
"""Of a heading, and of one that is a place: "Cameroon (Far North)"."""
_TOP, _BEFORE_TOP = 2, 300
"""Sentences in which a page says what it is, and the characters before them."""
_CLOSING, _ENDS = "\"'”’»)] ", (".", "!", "?", "…", ":", ";", ",")
"""What may stand after the end of a sentence, and what ends one, or a line of prose."""
_COLLECTION = Wording(
    r"(?i)\b(?:news\sin\sbrief|round-?\s?up|bulletin|digest|blotter|(?:news|crime|local|world|police)\sbriefs"
    r"|(?:your|morning|daily|weekly|evening)\s(?:\w{1,12}\s)?briefing|(?:weekend|week|news|crime)\swrap|latest\sincidents|incidents\sthis\sweek"
    r"|(?:police|incident|crime|fire|operations)\slog|(?:english|evening|morning|midday|hourly|news)\s(?:news|headlines)|news,\s\d"
    r"|kurz\sgemeldet|kurznachrichten|(?<!\w\s)(?:resumen\sde|breves\sdel?)"
    r"|(?:in\sbrief|breves|en\sbreve|en\sbref|em\sresumo|in\sbreve)(?=\W*\Z|\s?[:|(–—-]|(?:,(?:\s\w{3,9}\.?)?)?\s\d))\b",
    "WORLD IN BRIEF", "Suspect appears in brief hearing",
)  # fmt: skip
"""In a title, or a line over the prose: what follows are reports of several things.

Words that any headline may have ("after a brief hearing") only where it ends, breaks off or goes on with a day.
"""
_LEAST_LED = 0.25
"""Of a page's sentences: a list in the midst of a report is of its background."""
_LEAST_SPEAKING, _SHARE_SPEAKING = 2, 0.4
"""Headings, and their share."""
_LEAD = Wording(
    r"(?i)\W{0,3}(?:[■▪•●◆*–-]\s|\d{1,2}[.)](?:\s|\Z)|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)(?=\.?\s\d)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2})\b|\d{1,2}[./]\d{1,2}[./]"
    r"|(?-i:[A-ZÀ-Ý][\w.'’-]{2,20}(?:,?\s[A-ZÀ-Ý][\w.'’-]{1,20}){0,4}\s?(?:\([^)]{1,20}\))?\s?[:–—-]\s))",
    "■ Beni (Nov. 3): A bomb", "He said: A bomb",
)  # fmt: skip
"""What may open a report: a mark, a number, a day, a place."""
_LIVE = Wording(
    r"(?i)\b(?:live(?:\s?blog)?|as\sit\shappened|latest\supdates|en\svivo|en\sdirect|ao\svivo|in\sdiretta|liveticker)\b",
    "LIVE: Nairobi", "alive",
)  # fmt: skip
"""Of a page whose posts tell of one story as it goes on."""
_SPEAKER = Wording(
    r"(?P<who>[A-ZÀ-Ý][A-ZÀ-Ý'’.-]{1,20})(?:\s[A-ZÀ-Ý'’.-]{1,20}){0,2}(?:\s\([^)]{1,40}\))?:\s",
    "LINH: Good morning",
    "He: Good",
)
"""Before what somebody says in a conversation."""
_HEADLINES = Wording(
    r"(?i)(?:\A\W*|:\s)(?:(?:and|now|here|these|are|first|also),?\s){0,4}"
    r"(?:(?:the|our)\s(?:main\s)?headlines|coming\sup|in\sthis\s(?:bulletin|edition|issue))\b"
    r"|\b(?:headlines|coming\sup|this\s(?:bulletin|edition|issue))\s?:",
    "Here are the headlines.", "The trial is coming up in May",
)  # fmt: skip
"""A sentence of a paragraph that tells in short what follows."""
_NO_DATE = rf"(?!(?:{'|'.join(map(str.title, (*MONTHS, *WEEKDAYS)))})\b)"
_CAPITAL = Wording(r"[A-ZÀ-Ý][\w’'-]{2,}", "in Masisi", "in it")
_IN_PLACE = Wording(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear)\s(?:the\s)?(?:[a-z]{{2,15}}\s){{0,3}}?{_NO_DATE}"
    r"(?P<place>[A-ZÀ-Ý][\w’'-]{2,}(?:\s[A-ZÀ-Ý][\w’'-]{2,}){0,2})",
    "In Masisi, meanwhile", "in March",
)  # fmt: skip
_GOES_ON = Wording(
    r"\W*(?:The|They|He|She|It|Its|His|Her|No\s(?:group|one)|Nobody|Police|Officers|Witnesses|Residents)\b",
    "They said that nobody was hurt", "On Sunday, two died",
)  # fmt: skip
_WIDESPREAD = Wording(
    r"(?i)\b(?:floods?|flooding|storms?|cyclones?|hurricanes?|typhoons?|tornado(?:es)?|lightning|rains?|monsoons?|(?:earth)?quakes?|tremors?"
    r"|landslides?|mudslides?|avalanches?|wildfires?|(?:bush|forest)\s?fires?|tsunamis?|volcan\w+|eruptions?|droughts?|famines?|heat\s?waves?"
    r"|cold\swaves?|snow\w*|cholera|dengue|ebola|measles|malaria|epidemics?|outbreaks?|earth\sslips?)\b",
    "Storm, lightning kill 11", "Gunmen storming in kill 11",
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
_OF_TOLL = Wording(r"(?i)\b(?:toll|number of (?:people )?(?:killed|dead|deaths))\b", "The death toll rose", "They died")
_MOST_REST = 200
"""Sentences whose names are looked at."""
_LEAST_LONG = 10
"""Sentences of a report in which what is told apart is easily mixed."""
_LEAST_BEFORE = 2
"""Sentences that tell of what a report is about, before it turns to something separate."""
_MOST_GOING_ON = 2
"""Paragraphs in which what was turned to may be told further."""
_NAME = Wording(r"(?<=[^\W\d_A-Z.!?:] |[,;)’'\"\d] )[A-ZÀ-Ý][\w’'-]{2,}", "a Zebra", "Zebras")


_DAYS = frozenset(part for name in (*MONTHS, *WEEKDAYS) for part in (name, name[:3]))


class _Item(NamedTuple):
    """A report on a page: its sentences, with its heading if it has one, and the names in these."""

    sentences: tuple[Sentence, ...]
    names: frozenset[str]


def list_items(text: str, facts: Facts) -> list[Sequence[Sentence]]:
    """The sentences of each report of several on a page, in order; empty for a page that holds one.

    Several reports stand under headings of which some tell a kind of incident or a place, or in paragraphs that open
    with a mark, a number, a day or a place, or follow one another under a title that says so ("in brief", "bulletin"):
    three at least that have names, tell of a kind of incident and of a day, and hardly share a name. On such a page all
    prose is an item that tells of both, or of casualties, as what stands before the first may; the rest is left out, a
    weather report or a line of thanks. The posts of a live page tell of one story. Other reports are several where one
    turns to something separate: that, with what goes on about it, and all the rest.
    """
    begins, ends = facts.sentences[0].start, facts.sentences[:_TOP][-1].end
    top = [facts.headline, *text[max(0, begins - _BEFORE_TOP) : ends].splitlines()]  # with lines that are no sentences
    titles = [line for line in top if len(line.split()) <= _MOST_WORDS and not line.endswith(".")]
    if any(map(_LIVE.search, top)) or facts.is_play or any(facts.posts):
        return []
    paragraphs = list(split_paragraphs(text, facts.sentences))
    is_told = any(map(_COLLECTION.search, titles))
    before, *headed = _join_opened(paragraphs, _is_heading)
    found = _list_telling((one for one in headed if len(one) > 1), facts)
    if found and (is_told or _speak(found, facts)):
        return _list_all([before, *headed], found, facts)
    spoken = list(_join_spoken(paragraphs))
    led = _list_telling(filter(_is_led, spoken), facts)
    if led and sum(map(len, led)) >= _LEAST_LED * len(facts.sentences):
        parts = _join_opened(spoken, lambda one: _is_led(one) or _is_heading(one))
        headings = dict(_list_headings(spoken))
        return [(*headings.get(one[0].number, ()), *one) for one in _list_all(parts, led, facts)]
    found = _list_telling(spoken, facts, most_shared=_MOST_SHARED_TOLD) if is_told else []
    return _list_all(spoken, found, facts) if found else _list_asides(paragraphs, facts)


def _list_asides(paragraphs: Sequence[Sequence[Sentence]], facts: Facts) -> list[Sequence[Sentence]]:
    """A report without what turns to something separate, and each of these with what goes on about it; none without.

    "Separately, three passengers were killed on Monday when a minibus drove over a mine", "They ...". A short one is
    asked about whole: the embedded model learnt from such.
    """
    if len(facts.sentences) < _LEAST_LONG:
        return []
    rest, asides, goes_on, told, named = list[Sentence](), list[list[Sentence]](), 0, 0, set[str]()
    opening = (facts.headline, *(one.text for one in facts.sentences[: _LEAST_BEFORE + 1]))
    is_widespread = any(map(_WIDESPREAD.search, opening)) or _IN_WAVES.search(facts.headline) is not None
    for paragraph in paragraphs:
        is_told = told >= _LEAST_BEFORE
        if is_told and _turns(paragraph[0], named, facts, is_widespread=is_widespread) and _tells(paragraph, facts):
            is_headed = len(rest) > 1 and _is_heading(rest[-1:]) and _is_heading_of(rest[-1], paragraph)
            asides.append([*([rest.pop()] if is_headed else []), *paragraph])
            goes_on = _MOST_GOING_ON
        elif goes_on and _goes_on(paragraph, asides[-1], rest):
            asides[-1].extend(paragraph)
            goes_on -= 1
        else:
            rest.extend(paragraph)
            told += sum(one.text.rstrip(_CLOSING).endswith(_ENDS) for one in paragraph)
            goes_on = 0
        named.update(found[0] for one in paragraph for found in _CAPITAL.finditer(one.text))
    return [rest, *asides] if 0 < len(asides) < _MOST and _tells(rest, facts) else []


def _turns(sentence: Sentence, named: AbstractSet[str], facts: Facts, *, is_widespread: bool) -> bool:
    """Whether a sentence turns to something separate: it says so, or tells of casualties in a place not ``named`` yet.

    Not of what strikes many places at once: a flood's dead in one more district are its own.
    """
    if SAME.search(sentence.text):
        return False
    if SEPARATELY.match(sentence.text):
        return True
    places = (found["place"].split() for found in _IN_PLACE.finditer(sentence.text))
    if ELSEWHERE.match(sentence.text):
        return not is_widespread
    if is_widespread or all(set(words) <= named for words in places):
        return False
    if MEANWHILE.match(sentence.text):
        return True
    ends = [one.end - sentence.start for one in facts.of(sentence).casualties.mentions]
    is_new = bool(ends) and not SAME_BEFORE.search(sentence.text, 0, max(ends))
    return is_new and AT_OTHER_TIME.match(sentence.text) is not None


def _goes_on(paragraph: Sequence[Sentence], aside: Sequence[Sentence], rest: Sequence[Sentence]) -> bool:
    """Whether a paragraph tells further of what was turned to: not of a toll, nor with names of the rest alone."""
    told = " ".join(one.text for one in paragraph)
    if not _GOES_ON.match(told) or _OF_TOLL.search(told):
        return False
    own, near, before = (_list_names(some) for some in (paragraph, aside, rest[:_MOST_REST]))
    return own <= near or own.isdisjoint(before - near)


def _list_names(sentences: Sequence[Sentence]) -> set[str]:
    names = {found[0] for one in sentences for found in _NAME.finditer(one.text)}
    return {name for name in names if name.casefold() not in _DAYS}


def _is_heading_of(heading: Sentence, paragraph: Sequence[Sentence]) -> bool:
    """Whether a line shares a word with what stands under it: "LPG cylinder blast"."""
    words, told = (
        {word for one in some for word in _WORD.findall(one.text.casefold())} for some in ([heading], paragraph)
    )
    return _SUBHEADING.search(heading.text) is not None and not words.isdisjoint(told)


def _list_headings(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[tuple[int, Sequence[Sentence]]]:
    """By the number of each led paragraph's first sentence the heading that it stands under: "Cameroon (Far North)"."""
    heading: Sequence[Sentence] = ()
    for paragraph in paragraphs:
        if _is_heading(paragraph):
            line = paragraph[0].text
            is_place = len(line.split()) <= _MOST_IN_PLACE and (find_lands(line) or is_town(line))
            heading = paragraph if is_place else ()
        elif heading and _is_led(paragraph):
            yield paragraph[0].number, heading


def _list_telling(
    found: Iterable[Sequence[Sentence]], facts: Facts, *, most_shared: float = _MOST_SHARED
) -> list[Sequence[Sentence]]:
    """Those that tell of incidents; none where they are too few or too many, or share names as parts of one report."""
    telling = [item for item in map(_read_item, found) if item.names and _tells(item.sentences, facts)]
    if not _FEWEST <= len(telling) <= _MOST:
        return []
    shared = [not one.names.isdisjoint(other.names) for one, other in combinations(telling, 2)]
    return [one.sentences for one in telling] if sum(shared) <= most_shared * len(shared) else []


def _list_all(
    parts: Sequence[Sequence[Sentence]], found: list[Sequence[Sentence]], facts: Facts
) -> list[Sequence[Sentence]]:
    """Of a page's parts those found and all other prose that tells of an incident; only those found if it is too much.

    Names, a sign that reports are several, are no condition here.
    """
    telling = [
        part
        for part in parts
        if tuple(part) in found or (not _is_line(part) and (_tells(part, facts) or _has_casualties(part, facts)))
    ]
    return telling if len(telling) <= _MOST else found


def _speak(items: Sequence[Sequence[Sentence]], facts: Facts) -> bool:
    """Whether some of the headings tell of a kind of incident or of a place: those of one report's parts do not."""
    headings = [item[0].text for item in items]
    speaking = [one for one in headings if find_lands(one) or is_town(one) or {*facts.list_told(one)} - {ANY}]
    return len(speaking) >= max(_LEAST_SPEAKING, _SHARE_SPEAKING * len(items))


def split_paragraphs(text: str, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph or line."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and "\n" in text[paragraph[-1].end : sentence.start]:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _join_opened(
    paragraphs: Iterable[Sequence[Sentence]], opens: Callable[[Sequence[Sentence]], bool]
) -> list[list[Sentence]]:
    """Each paragraph that opens something with those that follow it; first what stands before any, perhaps nothing."""
    joined: list[list[Sentence]] = [[]]
    for paragraph in paragraphs:
        if opens(paragraph):
            joined.append([])
        joined[-1].extend(paragraph)
    return joined


def _join_spoken(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[list[Sentence]]:
    """The paragraphs but those of headlines; in a conversation, where somebody speaks twice, with what is said on."""
    speakers = [found["who"] if (found := _SPEAKER.match(one[0].text)) else "" for one in paragraphs]
    is_talk = any(many > 1 for who, many in Counter(speakers).items() if who)
    item: list[Sentence] = []
    for speaker, paragraph in zip(speakers, paragraphs, strict=True):
        if any(_HEADLINES.search(one.text) for one in paragraph):
            continue
        if item and not (is_talk and speaker):
            yield item
            item = []
        item.extend(paragraph)
    if item:
        yield item


def _is_line(paragraph: Sequence[Sentence]) -> bool:
    return len(paragraph) == 1 and not paragraph[0].text.rstrip(_CLOSING).endswith(_ENDS)


def _is_heading(paragraph: Sequence[Sentence]) -> bool:
    return _is_line(paragraph) and len(paragraph[0].text.split()) <= _MOST_WORDS


def _is_led(paragraph: Sequence[Sentence]) -> bool:
    return _LEAD.match(paragraph[0].text) is not None and not _is_heading(paragraph)


def _read_item(sentences: Sequence[Sentence]) -> _Item:
    names = frozenset(found[0] for one in sentences for found in _NAME.finditer(one.text))
    return _Item(tuple(sentences), frozenset(name for name in names if name.casefold() not in _DAYS))


def _tells(sentences: Sequence[Sentence], facts: Facts) -> bool:
    """Whether they tell of a kind of incident and, in English, of a day or of casualties."""
    text = " ".join(one.text for one in sentences)
    is_dated = not facts.is_english or find_date_words(text) or _has_casualties(sentences, facts)
    return bool(is_dated) and any(kind != ANY for kind in facts.list_told(text))


def _has_casualties(sentences: Sequence[Sentence], facts: Facts) -> bool:
    numbers = {one.number for one in sentences}
    return any(one.sentence in numbers for one in facts.mentions)
