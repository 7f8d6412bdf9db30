"""Pages that hold several reports, such as a round-up, a bulletin or a police log: the sentences of each of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from summarizer.evidence.facts import Facts
from summarizer.language.cities import is_town
from summarizer.language.regions import find_lands
from summarizer.language.wording import Wording
from summarizer.rendering.paragraphs import (
    MOST_WORDS,
    has_casualties,
    is_heading,
    is_prose,
    list_names,
    list_top,
    split_paragraphs,
    tells,
    tells_kind,
    tells_one_story,
)
from summarizer.schemas.record import Sentence

_FEWEST = 3
"""Items that tell of incidents; two headings stand in many an article about one."""
_MOST = 40
"""Items: each is a question of its own."""
_MOST_SHARED = 0.2
"""Of all pairs of items that much may share a name: parts of one report share most of theirs."""
_MOST_SHARED_TOLD = 0.5
"""Where the title says that there are several: those of one town share its streets and its police."""
_OF_MANY = frozenset(
    {"Street", "Avenue", "Road", "Boulevard", "Drive", "Lane", "Highway", "City", "County", "State", "District"}
    | {"Police", "Department", "Sheriff", "Office", "Court", "Hospital", "Center", "North", "South", "East", "West"}
)
"""Parts of names that several reports have, and share nothing by it."""
_COLLECTION = Wording(
    r"(?i)\b(?:news\sin\sbrief|round-?\s?up|bulletin|digest|blotter|(?:news|crime|local|world|police)\sbriefs"
    r"|(?:your|morning|daily|weekly|evening)\s(?:\w{1,12}\s)?briefing|(?:weekend|week|news|crime)\swrap|latest\sincidents|incidents\sthis\sweek"
    r"|(?:police|incident|crime|fire|operations|duty)\slog|safety\slog|(?:english|evening|morning|midday|hourly|news)\s(?:news|headlines)|news,\s\d"
    r"|kurz\sgemeldet|kurznachrichten|(?<!\w\s)(?:resumen\sde|breves\sdel?)"
    r"|(?:(?:\A|(?<=[:|]\s))(?:(?:the|this)\sweek\sin\scrime|(?:police|crime)\s(?:beat|notes))|in\sbrief|breves|en\sbreve|en\sbref|em\sresumo|in\sbreve)(?=\W*\Z|\s?[:|(–—-]|(?:,(?:\s\w{3,9}\.?)?)?\s\d))\b",
    "WORLD IN BRIEF", "Suspect appears in brief hearing",
)  # fmt: skip
"""In a title, or a line over the prose: what follows are reports of several things.

Words that any headline may have ("after a brief hearing") only where it ends, breaks off or goes on with a day.
"""
_OF_PAPER = Wording(
    r"\b(?:Daily|Weekly|Sunday)\s(?:Bulletin|Digest|News)\b", "Maputo Daily Bulletin", "Morning bulletin"
)
"""Among those words: what newspapers are called, too."""
_LEAST_LED = 0.25
"""Of a page's sentences: a list in the midst of a report is of its background."""
_LEAST_SPEAKING, _SHARE_SPEAKING = 2, 0.4
"""Headings, and their share."""
_LEAD = Wording(
    r"(?i)\W{0,3}(?:[■▪•●◆*–-]\s|\d{1,2}[.)](?:\s|\Z)|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|weds?|thu|thurs?|fri|sat|sun)(?=\.?\s\d)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2})\b|\d{1,2}[./]\d{1,2}[./]"
    r"|(?-i:[A-ZÀ-Ý][\w.'’-]{2,20}(?:,?\s[A-ZÀ-Ý][\w.'’-]{1,20}){0,4}\s?(?:\([^)]{1,20}\))?\s?[:–—-]\s))",
    "■ Beni (Nov. 3): A bomb", "He said: A bomb",
)  # fmt: skip
"""What may open a report: a mark, a number, a day, a place."""
_NUMBER = Wording(r"\W{0,3}\d{1,2}[.)]", "3.", "At 3")
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


def list_items(text: str, facts: Facts) -> list[Sequence[Sentence]]:
    """The sentences of each report of several on a page, in order; empty for a page that holds one.

    Several reports stand under headings of which some tell a kind of incident or a place, or in paragraphs that open
    with a mark, a number, a day or a place, or follow one another under a title that says so ("in brief", "bulletin"):
    three at least that have names, tell of a kind of incident and of a day, and hardly share a name. On such a page all
    prose is an item that tells of both, or of casualties, as what stands before the first may; the rest is left out, a
    weather report or a line of thanks. The posts of a live page tell of one story.
    """
    top = list_top(text, facts)
    titles = [line for line in top if len(line.split()) <= MOST_WORDS and not line.endswith(".")]
    if tells_one_story(text, facts):
        return []
    paragraphs = list(split_paragraphs(text, facts.sentences))
    is_told = any(_COLLECTION.search(line) and not _may_be_masthead(line, facts) for line in titles)
    before, *headed = _join_opened([_without_number(one) for one in paragraphs], is_heading)
    found = _list_telling((one for one in headed if any(map(is_prose, one[1:]))), facts, is_told=is_told)
    if found and (is_told or _speak(found, facts)):
        return _list_all([before, *headed], found, facts)
    spoken = list(_join_spoken(paragraphs))
    led = _list_telling(filter(_is_led, spoken), facts)
    if led and sum(map(len, led)) >= _LEAST_LED * len(facts.sentences):
        return _list_all(_join_opened(spoken, lambda one: _is_led(one) or is_heading(one)), led, facts)
    below = (one for one in spoken if one[-1].text != facts.headline)
    found = _list_telling(below, facts, is_told=True) if is_told else []
    return _list_all(spoken, found, facts) if found else []


def _without_number(paragraph: list[Sentence]) -> list[Sentence]:
    """A heading without the number before it, which ends as a sentence does: "3. FIRE AT TECHIMAN MARKET"."""
    rest = paragraph[1:] if _NUMBER.fullmatch(paragraph[0].text) else paragraph
    return rest if is_heading(rest) else paragraph


def _may_be_masthead(line: str, facts: Facts) -> bool:
    """Whether a line may be a newspaper's name over a headline that tells of a kind of incident."""
    return line != facts.headline and tells_kind(facts.headline, facts) and _OF_PAPER.search(line) is not None


def _list_telling(
    found: Iterable[Sequence[Sentence]], facts: Facts, *, is_told: bool = False
) -> list[Sequence[Sentence]]:
    """Those that tell of incidents; none where they are too few or too many, or share names as parts of one report.

    Where the title tells that there are several (``is_told``), they may share some, and parts of names any.
    """
    common = _OF_MANY if is_told else frozenset()
    telling = [(tuple(item), names - common) for item in found if (names := list_names(item)) and tells(item, facts)]
    if not _FEWEST <= len(telling) <= _MOST:
        return []
    shared = [not names.isdisjoint(others) for (_, names), (_, others) in combinations(telling, 2)]
    most = _MOST_SHARED_TOLD if is_told else _MOST_SHARED
    return [item for item, _ in telling] if sum(shared) <= most * len(shared) else []


def _list_all(
    parts: Sequence[Sequence[Sentence]], found: list[Sequence[Sentence]], facts: Facts
) -> list[Sequence[Sentence]]:
    """Of a page's parts those found and all other prose that tells of an incident; only those found if it is too much.

    Names, a sign that reports are several, are no condition here.
    """
    telling = [
        part
        for part in parts
        if tuple(part) in found or (any(map(is_prose, part)) and (tells(part, facts) or has_casualties(part, facts)))
    ]
    return telling if len(telling) <= _MOST else found


def _speak(items: Sequence[Sequence[Sentence]], facts: Facts) -> bool:
    """Whether some of the headings tell of a kind of incident or of a place: those of one report's parts do not."""
    headings = [item[0].text for item in items]
    speaking = [one for one in headings if find_lands(one) or is_town(one) or tells_kind(one, facts)]
    return len(speaking) >= max(_LEAST_SPEAKING, _SHARE_SPEAKING * len(items))


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


def _is_led(paragraph: Sequence[Sentence]) -> bool:
    return _LEAD.match(paragraph[0].text) is not None and not is_heading(paragraph)
