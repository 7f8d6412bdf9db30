"""Round-ups of one place: "Two killed, eight wounded in weekend shootings", then a passage about each of them."""

from collections.abc import Iterator, Sequence

from summarizer.evidence.facts import Facts
from summarizer.language.cities import TOWN, find_seats, plain
from summarizer.language.turns import GOES_ON, HOUR_OR_BLOCK, HURT, NEXT_OF_SEVERAL, SEPARATE, SOMEBODY, TOGETHER, WHEN
from summarizer.language.wording import Wording
from summarizer.rendering.paragraphs import is_line, split_paragraphs, tells_one_story
from summarizer.schemas.record import Sentence

_NAMES = Wording(
    r"[A-ZÀ-Ý][\w’'-]*?(?:(?=[’']s\b)|\b\.?)(?:\s[A-ZÀ-Ý][\w’'-]*?(?:(?=[’']s\b)|\b\.?)){0,5}",
    "St. Louis police", "in town",
)  # fmt: skip
_COUNTY = Wording(r"[A-ZÀ-Ý][\w’'-]+\s(?:County|Parish|Township)\b", "Jackson County Sheriff", "Jackson Police")
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
    opening = [facts.headline, *(one.text for one in facts.sentences[:_TOP])]
    told = [one for one in opening if TOGETHER.search(one)]
    if not told or tells_one_story(text, facts):
        return []
    passages, lead = list[list[Sentence]](), list[Sentence]()
    for part in _split_lead(list(split_paragraphs(text, facts.sentences))):
        if _opens(part) and not (passages and len(passages[-1]) == 1 and _is_announced(passages[-1][0].text)):
            passages.append(list(part))
        elif passages and not is_line(part):
            passages[-1].extend(part)
        elif not passages:
            lead.extend(part)
    fewest = _FEWEST_SEPARATE if any(map(SEPARATE.search, told)) else _FEWEST
    if not fewest <= len(passages) < _MOST or passages[0][0] is facts.sentences[0]:
        return []
    is_lead_of_one = any(HURT.search(one.text) and WHEN.search(one.text) for one in lead)
    return [*([lead] if is_lead_of_one else []), *passages]


def find_common_town(facts: Facts) -> str:
    """The one large town that the headline and the first sentences of a round-up name; empty where they name none.

    No word that the article has in lower case, too: Man is a town.
    """
    told = (facts.headline, *(one.text for one in facts.sentences[:_TOP]))
    names = {plain(name): name for one in told for name in _list_towns(one)}
    words = {word for one in facts.sentences for word in one.text.split()}
    if len(names) != 1 or not words.isdisjoint(names):
        return ""
    name = next(iter(names.values()))
    return name.title() if name.isupper() else name


def _list_towns(text: str) -> Iterator[str]:
    """The large towns that a text names, each by the longest name: "New Orleans", not "Orleans"."""
    for found in _NAMES.finditer(_COUNTY.sub("", text)):
        words = found[0].rstrip(".").split()
        while words:
            names = [" ".join(words[:many]) for many in range(len(words), 0, -1)]
            town = next((name for name in names if any(one.population >= TOWN for one in find_seats(name))), "")
            if town:
                yield town
            words = words[max(1, len(town.split())) :]


def _split_lead(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[Sequence[Sentence]]:
    """The paragraphs without the sentences that tell of all together; what follows such is a passage of its own."""
    for paragraph in paragraphs:
        last = max((index for index, one in enumerate(paragraph[:_TOP]) if TOGETHER.search(one.text)), default=-1)
        if paragraph[last + 1 :]:
            yield paragraph[last + 1 :]


def _opens(passage: Sequence[Sentence]) -> bool:
    first, second = (*(one.text for one in passage[:2]), "")[:2]
    when = " ".join(one.text for one in passage[:_WHEN])
    if is_line(passage) or GOES_ON.match(first) or not HOUR_OR_BLOCK.search(when):
        return False
    is_somebody = SOMEBODY.search(first) and HURT.search(f"{first} {second}")
    return _is_announced(first) or bool(is_somebody or (SOMEBODY.search(second) and HURT.search(second)))


def _is_announced(sentence: str) -> bool:
    """Whether it tells that there was one more, and not yet of whom: "The second shooting happened at noon"."""
    return NEXT_OF_SEVERAL.match(sentence) is not None
