"""Incident types that the words of an article tell, weighed with how likely the model held each type.

A linear classifier over the words in the headline, the opening and the cited sentences, cut to their first letters so
that forms of one word, and of one word in several languages, are alike, and over the kinds of incidents that they tell
of by words of ``language/kinds``. Its weights stand in ``told_types.tsv``, which ``tools/training/fit_types.py`` makes.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from summarizer.evidence.facts import Facts
from summarizer.evidence.findings import UNSUPPORTED_INCIDENT, doubt
from summarizer.evidence.grounding import MAX_EVIDENCE, cited_sentences, whole_sentence
from summarizer.language.kinds import ANY
from summarizer.schemas.cites import find_cites
from summarizer.schemas.record import Evidence, Finding, Sentence
from summarizer.schemas.types import TYPE_NAMES
from summarizer.schemas.wire import ArticleAnswer, IncidentAnswer, WireIncident
from summarizer.values import Likelihoods, to_json

TABLE = Path(__file__).with_name("told_types.tsv")
"""A row of types, one of their weights at all times, and for each feature one of its weights, all in hundredths."""
NONE = "none"
"""What stands among the types for no incident."""
_HUNDREDTHS = 100
OPENING = 8
"""Sentences of an article or of a report that tell of its first incident, beside those that the model cites."""
_LETTERS = 5
_LEAST = 0.02
"""What a type has of the words at least: what the model is sure of, no words make impossible."""
_WEIGHTS = {True: 1.5, False: 1}
"""How often what the words tell counts for what the model held once: more of the incident that an article or a report
opens with, since those after it share its words. Twice serves today's news as well, but not the wires of 1990."""
_HEADLINED = 8
"""How many times likelier a type is of which the headline has words, those of broad ones aside."""
_BROAD = frozenset({ANY, "attack"})
_LEAST_SURE = 0.5
"""Of 181 right types of news 4 are less likely, of 27 wrong ones 8."""
_MOST_NONE = 0.8
"""Of 190 right incidents of news one stands in an article likelier to tell of none, of 23 invented ones six."""
_WORD = re.compile(r"[^\W\d_]{2,}")


class View(NamedTuple):
    """What tells of one incident: the headline, if the article or report ``opens`` with it, and sentences.

    ``report`` is the index, from 0, of the report of a page that it is in; None where it is in none alone.
    """

    headline: str
    sentences: tuple[Sentence, ...]
    opens: bool = True
    report: int | None = 0


class Told(NamedTuple):
    """What the words of a view tell: how likely each type is, if of an incident at all, and how likely of none."""

    shares: dict[str, float]
    none: float


@cache
def _read_table() -> tuple[tuple[str, ...], tuple[float, ...], dict[str, tuple[float, ...]]]:
    """The types, their weights at all times, and those of each feature."""
    (_, *types), *rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    (_, always), *weights = ((name, tuple(int(one) / _HUNDREDTHS for one in row)) for name, *row in rows)
    return tuple(types), always, dict(weights)


def see_incidents(
    incidents: Sequence[WireIncident], facts: Facts, items: Sequence[Sequence[Sentence]] = (), *, is_first: bool = True
) -> list[View]:
    """What tells of each incident. ``items``: the sentences of each report of a page that holds several.

    ``is_first``: whether they are of an article's first part, or of the whole.
    """
    reports = items or ([facts.sentences] if is_first else [])
    numbers, opened = [{one.number for one in report} for report in reports], set[int]()
    views = list[View]()
    for incident in incidents:
        cites, headline = set(find_cites(incident)), ""
        own = next((at for at, known in enumerate(numbers) if cites <= known and (cites or not items)), None)
        opens = own is not None and own not in opened
        seen = cites
        if own is not None and opens:
            opened.add(own)
            seen = cites | {one.number for one in reports[own][:OPENING]}
            headline = reports[own][0].text if items else facts.headline
        sentences = tuple(one for one in facts.sentences if one.number in seen - facts.near)
        views.append(View(headline, sentences, opens, own))
    return views


def list_features(view: View, facts: Facts) -> list[tuple[str, ...]]:
    """Two blocks of features: the first letters of words, and kinds told of in the headline and in sentences."""
    texts = [view.headline, *(one.text for one in view.sentences)]
    stems = {word[:_LETTERS] for text in texts for word in _WORD.findall(text.casefold())}
    kinds = {f"{kind} headline" for kind in facts.list_told(view.headline)}
    kinds |= {f"{kind} told" for text in texts[1:] for kind in facts.list_told(text)}
    return [tuple(sorted(stems)), tuple(sorted(kinds))]


def weigh_features(blocks: Sequence[Collection[str]], known: Collection[str]) -> dict[str, float]:
    """What counts of features: those that are known, each block of length 1 as a vector."""
    kept = [[name for name in block if name in known] for block in blocks]
    return {name: 1 / math.sqrt(len(block)) for block in kept for name in block}


def read_types(view: View, facts: Facts) -> Told:
    """How likely each type is by the words of a view."""
    types, always, weights = _read_table()
    odds = list(always)
    for name, value in weigh_features(list_features(view, facts), weights).items():
        odds = [one + value * weight for one, weight in zip(odds, weights[name], strict=True)]
    most = max(odds)
    shares = {kind: math.exp(one - most) for kind, one in zip(types, odds, strict=True)}
    none, some = shares.pop(NONE), sum(shares.values())
    return Told({kind: share / some for kind, share in shares.items()}, none / (none + some))


def mark_types(answer: IncidentAnswer | ArticleAnswer, likelihoods: Likelihoods) -> None:
    """Put into each incident of an answer, just as it came, how likely the model held each type for it.

    Of types that begin with the same token each has its part. Nothing where the server told no alternatives.
    """
    for at, incident in enumerate(answer.incidents):
        held, shares = likelihoods.get(("incidents", at, "type")), incident.type_shares
        for token, logprob in held.instead if held else ():
            alike = [name for name in TYPE_NAMES if token and name.startswith(token)]
            for name in alike:
                shares[name] = shares.get(name, 0.0) + math.exp(logprob) / len(alike)


def weigh_types(
    incidents: Sequence[WireIncident], facts: Facts, items: Sequence[Sequence[Sentence]] = (), *, is_first: bool = True
) -> None:
    """Put into each incident of an answer how likely each type is by the model and the article's words together.

    Nothing where the server told no alternatives, the words are of a game, or of a language in which no types were
    taught. One that repeats another has what that has. ``items`` and ``is_first`` as of ``see_incidents``.
    """
    known = dict[str, dict[str, float]]()
    for incident, view in zip(incidents, see_incidents(incidents, facts, items, is_first=is_first), strict=True):
        if incident.type_shares and facts.reads_kinds and not facts.is_play:
            said = to_json(incident)
            if said not in known:
                known[said] = _weigh(incident.type_shares, view, facts)
            incident.weighed_types.update(known[said])


def _weigh(held: Mapping[str, float], view: View, facts: Facts) -> dict[str, float]:
    rest = max(0.0, 1 - sum(held.values())) / len(TYPE_NAMES)
    together = {
        kind: (held.get(kind, 0.0) + rest) * (share + _LEAST) ** _WEIGHTS[view.opens]
        for kind, share in read_types(view, facts).shares.items()
    }
    for kind in set(facts.list_told(view.headline)) - _BROAD:
        together[kind] *= _HEADLINED
    whole = sum(together.values())
    return {kind: share / whole for kind, share in together.items()}


def take_likeliest(incidents: Sequence[WireIncident]) -> list[WireIncident]:
    """The incidents, each with its likeliest type as weighed."""
    taken = []
    for incident in incidents:
        weighed, held = incident.weighed_types, incident.type_shares
        likeliest = max(weighed, key=weighed.__getitem__, default=incident.type)
        kinds = (incident.type, likeliest)
        by_model = " and ".join(f"{kind!r} by {held.get(kind, 0.0):.0%}" for kind in kinds)
        together = " and ".join(f"{weighed.get(kind, 0.0):.0%}" for kind in kinds)
        why = f"The model held {by_model}; with the article's words that is {together}."
        taken.append(incident if likeliest == incident.type else incident.with_type(likeliest, why=why))
    return taken


def report_unlikely(
    incidents: Sequence[WireIncident], facts: Facts, items: Sequence[Sequence[Sentence]] = ()
) -> list[Finding]:
    """Doubts about incidents in an article, or a report of a page, whose words are as of one that tells of none.

    Not about one of which the server told no alternatives: a larger model knows better.
    """
    findings, likely = list[Finding](), dict[int | None, float]()
    for at, (incident, view) in enumerate(zip(incidents, see_incidents(incidents, facts, items), strict=True)):
        if view.opens:
            likely[view.report] = read_types(view, facts).none
        none = likely.get(view.report, 0.0)
        if none > _MOST_NONE and incident.weighed_types:
            message = f"The words are as of an article that tells of no incident ({none:.0%})."
            evidence = _list_evidence(incident, facts)
            findings.append(doubt(UNSUPPORTED_INCIDENT, f"incidents[{at}].type", message, evidence))
    return findings


def report_weighed(incidents: Sequence[WireIncident], facts: Facts) -> list[Finding]:
    """That an incident has another type than the model gave it, and doubts where others together are likelier."""
    findings = list[Finding]()
    for at, incident in enumerate(incidents):
        field, evidence, weighed = f"incidents[{at}].type", _list_evidence(incident, facts), incident.weighed_types
        if why := incident.why_type:
            findings.append(Finding(code="type_weighed", severity="info", field=field, message=why, evidence=evidence))
        if weighed and weighed[incident.type] < _LEAST_SURE:
            first, second = (
                f"{kind!r} ({weighed[kind]:.0%})" for kind in sorted(weighed, key=weighed.__getitem__)[:-3:-1]
            )
            findings.append(doubt("type_unsure", field, f"It may be {first}, {second} or something else.", evidence))
    return findings


def _list_evidence(incident: WireIncident, facts: Facts) -> tuple[Evidence, ...]:
    return tuple(map(whole_sentence, cited_sentences(find_cites(incident), facts.sentences)))[:MAX_EVIDENCE]
