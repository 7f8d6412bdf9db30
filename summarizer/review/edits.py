"""One review done to a record's tree: what each field takes, and what becomes of it."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from summarizer.errors import ReviewError
from summarizer.language.folding import squeeze
from summarizer.language.numbers import plain_value, write_number
from summarizer.review import entries
from summarizer.review.evidence import Grounds, pick
from summarizer.review.paths import REMOVED, Path, is_same, new_place, node_at, tell_value, write_path
from summarizer.review.rows import Review
from summarizer.schemas.cites import is_cites
from summarizer.schemas.record import Evidence, Outcome, PlaceName, Sentence, Stage, Status, Target, Weapon
from summarizer.schemas.wire import TypeName

Holder = dict[str, Any]

_INDEX = re.compile(r"\[\d+\]")
_LISTS: Mapping[str, tuple[Any, Callable[..., Any]]] = {
    "incidents": (entries.NewIncident, entries.make_incident),
    "incidents[].place.places": (entries.NamedAlone, partial(entries.make_named, PlaceName)),
    "incidents[].weapons": (entries.NamedAlone, partial(entries.make_named, Weapon)),
    "incidents[].targets": (entries.NamedTarget, partial(entries.make_named, Target)),
    "incidents[].perpetrators": (entries.NewPerpetrator, entries.make_perpetrator),
    "incidents[].victims": (entries.NewVictim, entries.make_victim),
}
"""What may be written for an entry of each list, and what makes it one."""
_NAMES = {f"{shape}[].name" for shape in _LISTS if shape != "incidents"} | {"incidents[].victims[].group"}
_WORDS: Mapping[str, Any] = {
    "incidents[].type": TypeName,
    "incidents[].stage": Stage,
    "incidents[].victims[].outcome": Outcome,
    "incidents[].perpetrators[].kind": entries.Kind,
    "incidents[].perpetrators[].status": Status,
    "incidents[].targets[].effect": entries.Effect,
}
_CLEARED: Mapping[str, Holder] = {
    "incidents[].date": {"date": None},
    "incidents[].place.country": {"country": None, "country_code": None, "country_evidence": []},
    "incidents[].perpetrators[].status": {"status": None},
    "incidents[].targets[].effect": {"effect": None},
    "incidents[].victims[].count": {"count": None},
    "incidents[].victims[].said_by": {"said_by": None},
}
_CORRECTED = {"summary", *_CLEARED, *_NAMES, *_WORDS}


class Original(NamedTuple):
    """What a record's reviews refer to: its tree and nodes as stored, its article, and its key sentences' text."""

    tree: Any
    nodes: Mapping[str, Path]
    sentences: tuple[Sentence, ...]
    article_id: str
    published: date | None
    language: str | None
    key_text: str


class Done(NamedTuple):
    """What a review did: the path of what it is about in the tree edited, and the sentences it rests on."""

    path: Path
    evidence: tuple[Evidence, ...]
    note: str = ""


def locate(review: Review, original: Original, tree: Any) -> Path:
    """The path of the review's field in the tree as edited so far.

    Raises: ReviewError where the record has none, or another value there, or it went with its entry.
    """
    if review.action == "withdraw":
        raise ReviewError(f"old: there is no review {tell_value(review.old)} here; there is nothing to withdraw.")
    path = original.nodes.get(review.field)
    if path is None:
        raise ReviewError(f"field: the record has no {review.field!r}.")
    if new_place(tree, path) is None:
        raise ReviewError(f"field: {review.field} is gone: its entry was rejected or replaced before.")
    stored = node_at(original.tree, path)
    if review.action == "reject" and stored is None:
        raise ReviewError(f"field: the record's {review.field} is empty; there is nothing to reject.")
    holds_values = isinstance(stored, list | dict) and _INDEX.sub("[]", review.field) not in _CLEARED
    unstated = review.old is None and holds_values
    if review.action != "add" and not unstated and not is_same(review.old, stored):
        raise ReviewError(
            f"old: the record's {review.field} is {tell_value(stored)}, not {tell_value(review.old)}. Look at it anew."
        )
    return path


def edit_incidents(tree: Any, review: Review, path: Path, original: Original) -> Done:
    """Do a review to the tree of a record of incidents. Raises: ReviewError where it does not fit; nothing is done."""
    shape = _INDEX.sub("[]", review.field)
    picked = pick(review.sentences, original.sentences, original.language)
    if review.action == "accept":
        return Done(path, picked.whole())
    if review.action == "reject":
        return _reject(tree, path, shape, original, picked)
    if review.action == "add":
        return _add(tree, review, path, shape, original, picked=picked)
    return _correct(tree, review, path, shape, original, picked=picked)


def _reject(tree: Any, path: Path, shape: str, original: Original, picked: Grounds) -> Done:
    holder = node_at(tree, path[:-1])
    if shape == "summary":
        holder["summary"] = original.key_text
        return Done(path, picked.whole(), "The key sentences take its place.")
    if shape in _CLEARED:
        _drop_confidence(holder, shape)
        holder.update(_CLEARED[shape])
        return Done(path, picked.whole())
    entry = path[:-1] if shape in _NAMES else path
    if _INDEX.sub("[]", write_path(entry)).removesuffix("[]") not in _LISTS or not isinstance(entry[-1], int):
        raise ReviewError(f"field: {write_path(path)} cannot be rejected by itself; correct it, or reject its entry.")
    node_at(tree, entry[:-1])[entry[-1]] = REMOVED
    return Done(entry[:-1], picked.whole())


def _add(tree: Any, review: Review, path: Path, shape: str, original: Original, *, picked: Grounds) -> Done:
    if shape not in _LISTS:
        raise ReviewError(f"field: nothing can be added to {review.field}. Name a list such as incidents[0].victims.")
    entry = _make_entry(review, shape, _need(picked), original, known=None)
    siblings = node_at(tree, path)
    siblings.append(entry)
    return Done((*path, len(siblings) - 1), picked.whole(), _unsaid(entry))


def _correct(tree: Any, review: Review, path: Path, shape: str, original: Original, *, picked: Grounds) -> Done:
    holder, last = node_at(tree, path[:-1]), path[-1]
    listed = shape.removesuffix("[]")
    if shape not in _CORRECTED and (shape == listed or listed not in _LISTS):
        raise ReviewError(f"field: {review.field} cannot be corrected. Correct a value or an entry of a list.")
    grounds = _grounds(picked, holder, last, original)
    made: Any = {}
    if shape == "summary":
        holder["summary"] = entries.read_new(entries.Story, review.new)
    elif shape != listed and listed in _LISTS:
        made = _make_entry(review, listed, _need(grounds), original, known=holder[last])
        holder[last] = made
    elif shape in _WORDS:
        word = entries.read_new(_WORDS[shape], review.new)
        holder.update(_chosen(holder, str(last), word, picked))
    else:
        made = _make_value(review, shape, _need(grounds), holder, published=original.published)
        holder.update(made)
    _drop_confidence(holder, shape)
    return Done(path, picked.whole(), _unsaid(made))


def _drop_confidence(holder: Any, shape: str) -> None:
    """Of what was changed nobody knows how sure the model would be; that of an incident is of its type."""
    if shape == "incidents[].place.country":
        holder.pop("country_confidence", None)
    elif isinstance(holder, dict) and shape not in ("incidents[].date", "incidents[].stage"):
        holder.pop("confidence", None)


def _grounds(picked: Grounds, holder: Any, last: Any, original: Original) -> Grounds:
    """The sentences picked, or else those that the value's evidence stood in."""
    if picked.sentences or not isinstance(holder, list | dict):
        return picked
    node = holder[last]
    own = node.get("evidence") if isinstance(node, dict) else None
    beside = holder.get("country_evidence", holder.get("evidence")) if isinstance(holder, dict) else None
    numbers = [item["sentence"] for item in own or beside or ()]
    return pick(
        [number for number in numbers if number <= len(original.sentences)], original.sentences, original.language
    )


def _need(grounds: Grounds) -> Grounds:
    if not grounds.sentences:
        raise ReviewError("sentences: pick the sentence that says it.")
    return grounds


def _make_entry(review: Review, shape: str, grounds: Grounds, original: Original, *, known: Holder | None) -> Holder:
    """The entry as the record has it; an incident keeps the id it has, a new one's depends on the review alone."""
    kind, make = _LISTS[shape]
    if shape == "incidents":
        made_up = hashlib.sha256(f"{original.article_id}\x1f{review.review_id}".encode()).hexdigest()[:16]
        make = partial(
            make, incident_id=made_up if known is None else known["incident_id"], published=original.published
        )
    return dict(make(entries.read_new(kind, review.new), grounds).model_dump(mode="json"))


def _make_value(review: Review, shape: str, grounds: Grounds, holder: Holder, *, published: date | None) -> Holder:
    """What changes in the object that holds the value."""
    last = shape.rpartition(".")[2]
    if shape in _NAMES:
        return _renamed(holder, last, entries.read_new(entries.Words, review.new), grounds)
    if shape == "incidents[].place.country":
        return entries.make_country(entries.read_new(entries.Words, review.new), grounds)
    if shape == "incidents[].date":
        before = (holder["date"] or {}).get("text", "")
        new = entries.read_new(entries.NewDate, review.new)
        made: Any = entries.make_date(new, grounds, published=published, before=before)
    elif shape == "incidents[].victims[].count":
        made = entries.make_count(entries.read_new(entries.NewCount, review.new), grounds)
    else:
        made = entries.make_attribution(entries.read_new(entries.Words, review.new), grounds)
    return {last: made.model_dump(mode="json")}


def _renamed(holder: Holder, last: str, name: str, grounds: Grounds) -> Holder:
    """The name or group, which take each other's place."""
    changes: Holder = {last: name, "evidence": _dump(grounds.words(name))}
    if "group" in holder:
        changes["name" if last == "group" else "group"] = None
    return changes


def _chosen(holder: Holder, last: str, word: str, picked: Grounds) -> Holder:
    """The word, the codes or status that go with it, and the sentences picked as further evidence of their entry."""
    changes: Holder = entries.make_type(word) if last == "type" else {last: word}
    if last == "kind":
        changes["status"] = None if word == "individual" else holder["status"] or "reported"
    if last == "status" and holder["kind"] == "individual":
        raise ReviewError("field: an individual has no status; correct the kind to organization first.")
    if "evidence" in holder:
        there = {item["sentence"] for item in holder["evidence"]}
        more = [item for item in picked.whole() if item.sentence not in there]
        changes["evidence"] = [*holder["evidence"], *_dump(more)]
    return changes


def _dump(evidence: Any) -> list[Holder]:
    return [item.model_dump(mode="json") for item in evidence]


def _unsaid(made: Any) -> str:
    """What is to be said where a sentence picked does not hold a value's words."""
    return "The sentence picked does not hold these words." if _has_unsaid(made) else ""


def _has_unsaid(node: Any) -> bool:
    if isinstance(node, dict):
        return node.get("status") == "not_found" or any(_has_unsaid(value) for value in node.values())
    return isinstance(node, list) and any(_has_unsaid(item) for item in node)


def edit_answer(
    tree: Any, review: Review, path: Path, original: Original, known: Sequence[Evidence]
) -> tuple[Done, tuple[Evidence, ...] | None]:
    """Do a review to the tree of a user's own answer, with the evidence that its value has then; None as it was.

    ``known`` is the evidence that it has now. Raises: ReviewError where it does not fit; nothing is done.
    """
    holder, last = node_at(tree, path[:-1]), path[-1]
    value = node_at(original.tree, path)
    picked = pick(review.sentences, original.sentences, original.language)
    if review.action == "accept":
        return Done(path, picked.whole()), None
    if review.action == "add":
        raise ReviewError("action: nothing can be added to an answer under your own schema; correct its values.")
    named = path if isinstance(last, str) else path[:-1]
    if is_cites(str(named[-1]), node_at(original.tree, named)):
        raise ReviewError(f"field: {review.field} numbers sentences and is no value. Review the value beside it.")
    if review.action == "reject" and isinstance(last, int):
        holder[last] = REMOVED
        return Done(path[:-1], picked.whole()), ()
    if isinstance(value, list | dict):
        raise ReviewError(f"field: {review.field} is no single value. Review the values in it.")
    if review.action == "reject":
        holder[last] = None
        return Done(path, picked.whole()), ()
    holder[last] = _same_kind(value, review.new)
    grounds = pick(review.sentences or [item.sentence for item in known], original.sentences, original.language)
    chosen = (
        isinstance(value, str)
        and plain_value(value) is None
        and bool(known)
        and known[0].status == "exact"
        and squeeze(value) != squeeze(known[0].text)
    )
    return Done(path, picked.whole()), grounds.whole() if chosen else _ground_leaf(holder[last], grounds)


def _same_kind(value: Any, new: Any) -> Any:
    kinds: tuple[Any, ...] = (bool, int | float, str)
    kind = next((kind for kind in kinds if isinstance(value, kind)), bool | int | float | str)
    if not isinstance(new, kind) or (isinstance(new, bool) and kind is kinds[1]):
        raise ReviewError(f"new: {tell_value(new)} is of another kind than {tell_value(value)}.")
    if isinstance(new, str) and not 0 < len(squeeze(new)) <= entries.MOST_WORDS:
        raise ReviewError(f"new: write 1 to {entries.MOST_WORDS} characters.")
    return new


def _ground_leaf(value: Any, grounds: Grounds) -> tuple[Evidence, ...]:
    """Where the sentences picked hold a text or number; those sentences for what has no words."""
    if isinstance(value, bool):
        return grounds.whole()
    text = squeeze(write_number(value))
    return grounds.words(text) if plain_value(text) is None else grounds.plain_number(text)
