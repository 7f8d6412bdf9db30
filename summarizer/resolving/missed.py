"""Passages of an article that tell of an incident of a type of which the answer about it tells nothing.

Of a page of many things a small model passes some over. What it passed over is found by the words, as types are
(``told_types``), and asked about by itself.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from summarizer.evidence.facts import Facts
from summarizer.language.kinds import ANY
from summarizer.language.wording import Wording
from summarizer.resolving.merging import ALIKE
from summarizer.resolving.told_types import View, read_types
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Sentence
from summarizer.schemas.wire import WireIncident

_LEAST, _LEAST_WORDS = 2, 5
"""Sentences of a passage, and words of each: less are lines of another kind."""
_MOST = 6
"""Passages, each a question of its own: the surest."""
_MOST_NONE, _LEAST_SURE, _MOST_TOLD = 0.2, 0.75, 0.1
"""How likely a passage may tell of no incident, some type at least is, and those of the answer together may be."""
_NOT_NOW = Wording(
    r"(?i)\b(?:drills?|exercise|simulat\w+|rehears\w+|hoax|there (?:was|were) no|übung|exercice|simulacro"
    r"|esercitazione|summary|years? ago|anniversary|(?:rais|bring|push|tak)ing the (?:death )?toll to)\b",
    "There was no explosion", "There was an explosion",
)  # fmt: skip
"""Of what was rehearsed, denied or long ago, is no news, or is of what was told: "raising the toll to 11"."""
_YEAR = Wording(r"\b(?:18|19|20)\d\d\b(?!\sblock\b)", "in 2011", "at 20:11 in the 2000 block of Elm Street")
_CLOSING, _ENDS = "\"'”’»)] ", (".", "!", "?", "…")


def find_missed(
    incidents: Sequence[WireIncident], facts: Facts, paragraphs: Iterable[Sequence[Sentence]]
) -> list[Sequence[Sentence]]:
    """The passages, in order: paragraphs that no incident cites, whose words are of a type that none has.

    None of another year than that of publication. Each with the heading right before it, if it has one.
    """
    if not facts.reads_kinds or facts.is_play:
        return []
    cited = {number for one in incidents for number in find_cites(one)} | facts.near | facts.linked
    types = list_alike(incidents)
    this_year = {str(facts.published.year)} if facts.published else set()
    uncited = [one for one in paragraphs if cited.isdisjoint(sentence.number for sentence in one)]
    passages = [
        (_heading_of(one, before), one)
        for before, one in pairwise([(), *uncited])
        if len(one) >= _LEAST and all(map(_is_prose, one))
        if {year for sentence in one for year in _YEAR.findall(sentence.text)} <= this_year
    ]
    sure = {at: _weigh(*passage, facts, types) for at, passage in enumerate(passages)}
    surest = sorted(filter(sure.__getitem__, sure), key=lambda at: -sure[at])[:_MOST]
    return [(*heading, *paragraph) for at in sorted(surest) for heading, paragraph in [passages[at]]]


def _heading_of(paragraph: Sequence[Sentence], before: Sequence[Sentence]) -> Sequence[Sentence]:
    """The line before a paragraph, if it is no prose; not that which an article opens with."""
    is_heading = len(before) == 1 and not _is_prose(before[0]) and 1 < before[0].number == paragraph[0].number - 1
    return before if is_heading else ()


def list_alike(incidents: Iterable[WireIncident]) -> frozenset[str]:
    """The types of incidents, and all that may be told instead."""
    types = frozenset(incident.type for incident in incidents)
    return types | ALIKE if types & ALIKE else types


def _is_prose(sentence: Sentence) -> bool:
    return len(sentence.text.split()) >= _LEAST_WORDS and sentence.text.rstrip(_CLOSING).endswith(_ENDS)


def _weigh(heading: Sequence[Sentence], paragraph: Sequence[Sentence], facts: Facts, types: frozenset[str]) -> float:
    """How likely the likeliest type of a passage is; 0 where it may tell of no incident or of one of these types."""
    text = " ".join(one.text for one in (*heading, *paragraph))
    told = read_types(View(" ".join(one.text for one in heading), tuple(paragraph)), facts)
    kind = max((kind for kind in told.shares if kind != ANY), key=told.shares.__getitem__)
    most, known = told.shares[kind], math.fsum(told.shares[kind] for kind in types)
    is_sure = told.none <= _MOST_NONE and most >= _LEAST_SURE and known <= _MOST_TOLD
    return most if is_sure and facts.tells_of(kind, text) and not _NOT_NOW.search(text) else 0.0
