"""Articles too long for one question: parts by sentences with overlap, and the rule that merges their answers."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TypeVar, cast

from summarizer.grounding import fold
from summarizer.schemas.record_v1 import Sentence
from summarizer.schemas.wire_v1 import ArticleAnswer, IncidentAnswer, WireIncident, WireModel, WirePublication

M = TypeVar("M", bound=WireModel)
Answer = TypeVar("Answer", IncidentAnswer, ArticleAnswer)

OVERLAP = 3
KEY_SENTENCES = 3


def estimate_tokens(text: str) -> int:
    """An upper estimate of a text's tokens: one for every three bytes of UTF-8 (English news runs at four or more)."""
    return ceil(len(text.encode("utf-8", "surrogatepass")) / 3)


def split_sentences(sentences: Sequence[Sentence], budget_tokens: int) -> list[Sequence[Sentence]]:
    """Runs of consecutive sentences, each within the budget where its sentences are, overlapping by up to three.

    Parts are of like length, so that the last is no stub. Numbers and offsets stay those of the whole article.
    """
    costs = [estimate_tokens(sentence.text) + 6 for sentence in sentences]
    count = max(1, ceil(sum(costs) / max(1, budget_tokens)))
    if count == 1:
        return [sentences]
    share = min(budget_tokens, ceil(sum(costs) / count) + max(costs) // 2)
    parts: list[Sequence[Sentence]] = []
    start = 0
    while start < len(sentences):
        end = _fill(costs, start, share)
        parts.append(sentences[start:end])
        if end == len(sentences):
            break
        start = max(start + 1, end - min(OVERLAP, (end - start) // 2))
    return parts


def _fill(costs: Sequence[int], start: int, share: int) -> int:
    end, spent = start + 1, costs[start]
    while end < len(costs) and spent + costs[end] <= share:
        spent += costs[end]
        end += 1
    return end


def merge_answers(answers: Sequence[Answer]) -> Answer:
    """One answer from the answers about an article's parts, in the parts' order.

    Incidents are the same where their types are and they share a place, a target, a perpetrator or a victim, or their
    dates' words; their lists are joined without repeats and the first part's word stands where there can be only one.
    """
    if len(answers) == 1:
        return answers[0]
    merged: list[WireIncident] = []
    for incident in (incident for answer in answers for incident in answer.incidents):
        for index, earlier in enumerate(merged):
            if _same_incident(earlier, incident):
                merged[index] = _merge_incidents(earlier, incident)
                break
        else:
            merged.append(incident)
    update: dict[str, object] = {"incidents": merged, "gist": _merge_gists([answer.gist for answer in answers])}
    full = [answer for answer in cast(Sequence[object], answers) if isinstance(answer, ArticleAnswer)]
    if full:
        update["publication"] = _merge_publications([answer.publication for answer in full])
        update["summary"] = " ".join(answer.summary for answer in full)
    return answers[0].model_copy(update=update)


def _merge_gists(gists: Sequence[Sequence[int]]) -> list[int]:
    rounds = max(len(gist) for gist in gists)
    taken = [gist[index] for index in range(rounds) for gist in gists if index < len(gist)]
    return sorted(list(dict.fromkeys(taken))[:KEY_SENTENCES])


def _merge_publications(publications: Sequence[WirePublication]) -> WirePublication:
    doubting = [publication for publication in publications if publication.contradicted]
    return doubting[0] if doubting else publications[0]


def _same_incident(one: WireIncident, other: WireIncident) -> bool:
    if one.type != other.type:
        return False
    return bool(_fillers(one) & _fillers(other)) or _days(one) & _days(other) != set()


def _days(incident: WireIncident) -> set[str]:
    return {fold(incident.date.text).casefold()} if incident.date else set()


def _fillers(incident: WireIncident) -> set[str]:
    named = [*incident.places, *(target.name for target in incident.targets)]
    named += [perpetrator.name for perpetrator in incident.perpetrators]
    named += [victim.label for victim in incident.victims]
    return {fold(name).casefold() for name in named if name.strip()}


def _merge_incidents(one: WireIncident, other: WireIncident) -> WireIncident:
    return one.model_copy(
        update={
            "date": one.date or other.date,
            "country": one.country or other.country,
            "places": list({fold(name).casefold(): name for name in (*other.places, *one.places)}.values())
            if not one.places
            else one.places,
            "place_cite": one.place_cite if one.places else other.place_cite or one.place_cite,
            "weapons": _union(one.weapons, other.weapons),
            "perpetrators": _union(one.perpetrators, other.perpetrators),
            "targets": _union(one.targets, other.targets),
            "victims": _union(one.victims, other.victims),
        }
    )


def _union(one: Iterable[M], other: Iterable[M]) -> list[M]:
    """Entries of both without repeats; of two that differ only in what one leaves open, the fuller."""
    kept: dict[tuple[str, str | None, str | None], M] = {}
    for entry in (*one, *other):
        key = (fold(entry.label).casefold(), getattr(entry, "outcome", None), getattr(entry, "count", None))
        if key in kept or (key[2] is None and any(known[:2] == key[:2] for known in kept)):
            continue
        kept.pop((*key[:2], None), None)
        kept[key] = entry
    return list(kept.values())
