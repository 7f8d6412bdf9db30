"""Round-ups of one place: "Two killed, eight wounded in weekend shootings", then a passage about each of them."""

from collections.abc import Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.language.cities import TOWN, find_seats, plain
from summarizer.language.turns import (
    CLOCK,
    GOES_ON,
    HOUR_OR_BLOCK,
    HURT,
    NEXT_OF_SEVERAL,
    OF_ONE_DOER,
    SEPARATE,
    SOMEBODY,
    TOGETHER,
    WHEN,
)
from summarizer.language.wording import Wording
from summarizer.rendering.paragraphs import is_line, list_opening, split_paragraphs, tells_one_story
from summarizer.schemas.record import Sentence

_NAME = r"(?P<town>[A-ZÀ-Ý][\w.-]{1,20}(?:\s[A-ZÀ-Ý][\w.-]{1,20}){0,2})"
_IN_TOWN = Wording(
    rf"(?:\A(?=[^:]{{3,30}}:)|\b(?:in|across|around|and)\s)(?:(?:north|south|east|west|downtown)\s)?{_NAME}"
    rf"|(?:\A|(?<=[a-z,]\s)){_NAME.replace('town', 'other')}(?=(?:['’]s)?\s(?:police|shootings|[Ww]eekend)\b)",
    "shootings in St. Louis", "shootings in town",
)  # fmt: skip
_COUNTY = Wording(r"\b[A-ZÀ-Ý][\w’'-]{1,20}\s(?:County|Parish|Township)\b", "Jackson County Sheriff", "Jackson Police")
_TOP = 2
"""Sentences that tell of all together, beside the headline."""
_FEWEST, _FEWEST_SEPARATE, _MOST = 3, 2, 40
"""Passages; fewer will do where the report says that what it tells of is separate. Each is a question of its own."""
_WHEN = 3
"""Sentences of a passage that say when and where."""


def list_round_up(text: str, facts: Facts) -> list[Sequence[Sentence]]:
    """The passages of a round-up, each about one of the incidents that it opens with together; none of another report.

    A passage opens by telling of somebody not known yet who was hurt at an hour, on a block or in a neighbourhood, and
    goes on until the next. What tells of all together is left out: its casualties are those of the passages.
    """
    told = _list_told_together(facts)
    if not told or tells_one_story(text, facts) or any(map(OF_ONE_DOER.search, list_opening(facts, _TOP))):
        return []
    passages, lead = list[list[Sentence]](), list[Sentence]()
    for paragraph in split_paragraphs(text, facts.sentences):
        part = paragraph if passages else _drop_together(paragraph)
        if part and _opens(part) and not (passages and _is_told_on(passages[-1])):
            passages.append(list(part))
        elif passages and not is_line(part):
            passages[-1].extend(part)
        elif not passages and not is_line(part):
            lead.extend(part)
    fewest = _FEWEST_SEPARATE if any(map(SEPARATE.search, told)) else _FEWEST
    if not fewest <= len(passages) < _MOST or passages[0][0] is facts.sentences[0]:
        return []
    return [*([lead] if any(_tells_of_one(one.text) for one in lead) else []), *passages]


def _tells_of_one(sentence: str) -> bool:
    """Whether a sentence tells of one of the incidents, by the hour or by whom it struck on what day."""
    is_told = CLOCK.search(sentence) or (SOMEBODY.search(sentence) and WHEN.search(sentence))
    return bool(is_told) and HURT.search(sentence) is not None


def _list_told_together(facts: Facts) -> list[str]:
    """The headline and those of the first sentences that tell of several incidents together."""
    return [one for one in list_opening(facts, _TOP) if TOGETHER.search(one)]


def find_common_town(facts: Facts) -> str:
    """The one large town in which a round-up's opening tells of all; empty where it names none, or several.

    No word that the article has in lower case, too: Man is a town.
    """
    told = (facts.headline, *_list_told_together(facts))
    names = [*(name for one in told for name in _list_towns(one)), _find_large(facts.dateline)]
    towns = {plain(name): name for name in names if name}
    words = {word for one in facts.sentences for word in one.text.split()}
    if len(towns) != 1 or not words.isdisjoint(towns):
        return ""
    name = next(iter(towns.values()))
    return name.title() if name.isupper() else name


def _list_towns(text: str) -> Iterator[str]:
    """The large towns where a text says that something was, or whose police or shootings it tells of; some empty."""
    return (_find_large(found["town"] or found["other"]) for found in _IN_TOWN.finditer(_COUNTY.sub("", text)))


def _find_large(name: str) -> str:
    """The large town with which some words in capitals begin, by its longest name: "New Orleans"; empty for none."""
    words = name.rstrip(".").split()
    names = (" ".join(words[:many]) for many in range(len(words), 0, -1))
    return next((one for one in names if any(seat.population >= TOWN for seat in find_seats(one))), "")


def _drop_together(paragraph: Sequence[Sentence]) -> Sequence[Sentence]:
    """A paragraph of the opening from after what tells of all together on."""
    last = max((at for at, one in enumerate(paragraph[:_TOP]) if TOGETHER.search(one.text)), default=-1)
    return paragraph[last + 1 :]


def _is_told_on(passage: Sequence[Sentence]) -> bool:
    """Whether a passage only tells that there was one more, and the next paragraph whom, when and where."""
    return len(passage) == 1 and bool(NEXT_OF_SEVERAL.match(passage[0].text) or not CLOCK.search(passage[0].text))


def _opens(passage: Sequence[Sentence]) -> bool:
    first, second = (*(one.text for one in passage[:2]), "")[:2]
    when = " ".join(one.text for one in passage[:_WHEN])
    if is_line(passage) or GOES_ON.match(first) or not HOUR_OR_BLOCK.search(when):
        return False
    is_somebody = SOMEBODY.search(first) and HURT.search(f"{first} {second}")
    return bool(NEXT_OF_SEVERAL.match(first) or is_somebody or (SOMEBODY.search(second) and HURT.search(second)))
