"""What nothing but passages that address the model supports: such values are kept, marked, and left out of the rest.

``near`` are the sentences that address the model and those that may go on with what they say
(``injection.near_injections``).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.faithfulness import find_unsupported, is_common_word
from summarizer.grounding import MAX_EVIDENCE
from summarizer.schemas.record_v1 import Evidence, Finding, Incident, Sentence
from summarizer.totals import sum_victims

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LEAST_LETTERS = 5
_LEAK_WORDS = 8


class Value(NamedTuple):
    """A value of a record with its path there and its evidence."""

    field: str
    text: str
    evidence: tuple[Evidence, ...]


def list_values(incidents: Sequence[Incident]) -> Iterator[Value]:
    """The values of incidents that have evidence of their own, in the order of the record."""
    for index, incident in enumerate(incidents):
        field = f"incidents[{index}]"
        if incident.date:
            yield Value(f"{field}.date", incident.date.text, incident.date.evidence)
        if incident.place.country:
            yield Value(f"{field}.place.country", incident.place.country, incident.place.country_evidence)
        for at, place in enumerate(incident.place.places):
            yield Value(f"{field}.place.places[{at}]", place.name, place.evidence)
        for role in ("weapons", "perpetrators", "targets"):
            for at, entry in enumerate(getattr(incident, role)):
                yield Value(f"{field}.{role}[{at}].name", entry.name, entry.evidence)
        for at, victim in enumerate(incident.victims):
            kind = "name" if victim.name is not None else "group"
            yield Value(f"{field}.victims[{at}].{kind}", victim.name or victim.group or "", victim.evidence)
            if victim.count:
                yield Value(f"{field}.victims[{at}].count", victim.count.text, victim.count.evidence)
            if victim.said_by:
                yield Value(f"{field}.victims[{at}].said_by", victim.said_by.text, victim.said_by.evidence)


def check_planted(values: Iterable[Value], near: Collection[int]) -> list[Finding]:
    """One finding for each value that the article holds, but only in or right beside what addresses the model."""
    return [
        Finding(
            code="evidence_in_injection",
            severity="warning",
            field=value.field,
            message=f"Only a passage that addresses a model, or what stands right beside it, supports {value.text!r}.",
            evidence=value.evidence[:MAX_EVIDENCE],
        )
        for value in values
        if _is_planted(value.evidence, near)
    ]


def _is_planted(evidence: Sequence[Evidence], sentences: Collection[int]) -> bool:
    held = [item.sentence for item in evidence if item.status != "not_found"]
    return bool(held) and all(number in sentences for number in held)


def drop_planted(incidents: Sequence[Incident], near: Collection[int]) -> tuple[Incident, ...]:
    """The incidents without the entries that nothing but these sentences supports, for what is told in plain words."""
    if not near:
        return tuple(incidents)
    return tuple(
        incident.model_copy(
            update={
                "date": incident.date if incident.date and not _is_planted(incident.date.evidence, near) else None,
                "place": incident.place.model_copy(
                    update={
                        "country": None
                        if _is_planted(incident.place.country_evidence, near)
                        else incident.place.country,
                        "places": tuple(
                            place for place in incident.place.places if not _is_planted(place.evidence, near)
                        ),
                    }
                ),
                "weapons": tuple(one for one in incident.weapons if not _is_planted(one.evidence, near)),
                "perpetrators": tuple(one for one in incident.perpetrators if not _is_planted(one.evidence, near)),
                "targets": tuple(one for one in incident.targets if not _is_planted(one.evidence, near)),
                "victims": tuple(
                    victim
                    for victim in incident.victims
                    if not _is_planted(victim.evidence, near)
                    and not (victim.count and _is_planted(victim.count.evidence, near))
                ),
            }
        )
        for incident in incidents
    )


def total_without_planted(incidents: Sequence[Incident], near: Collection[int]) -> tuple[Incident, ...]:
    """The incidents with totals that leave out the victims that nothing but these sentences supports."""
    if not near:
        return tuple(incidents)
    sound = drop_planted(incidents, near)
    return tuple(
        incident.model_copy(update={"totals": sum_victims(kept.victims)})
        for incident, kept in zip(incidents, sound, strict=True)
    )


def blank_sentences(text: str, sentences: Iterable[Sentence], numbers: Collection[int]) -> str:
    """The article's text with blanks in place of the numbered sentences."""
    for sentence in sentences:
        if sentence.number in numbers:
            text = text[: sentence.start] + " " * (sentence.end - sentence.start) + text[sentence.end :]
    return text


def find_borrowed(summary: str, passages: str, rest: str) -> tuple[str, ...]:
    """The telling words of a summary that stand in the passages that address the model and nowhere else, in order."""
    told, elsewhere = _words(passages), _words(rest)
    words = dict.fromkeys(word for word in _words(summary) if len(word) >= _LEAST_LETTERS)
    return tuple(word for word in words if word in told and word not in elsewhere and not is_common_word(word))


def _words(text: str) -> dict[str, None]:
    return dict.fromkeys(word.casefold() for word in _WORD.findall(text))


def find_leak(text: str, prompts: Iterable[str]) -> str | None:
    """The first eight words in a row that the text has from one of the prompts; None where there are none."""
    known = [frozenset(_runs(prompt)) for prompt in prompts]
    return next((run for run in _runs(text) if any(run in runs for runs in known)), None)


@lru_cache(maxsize=32)
def _runs(text: str) -> tuple[str, ...]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return tuple(" ".join(words[at : at + _LEAK_WORDS]) for at in range(len(words) - _LEAK_WORDS + 1))


def check_told(summary: str, text: str, sentences: Sequence[Sentence], near: Collection[int]) -> list[Finding]:
    """One finding where numbers or names of the final summary stand only in or beside what addresses the model."""
    planted = find_unsupported(summary, blank_sentences(text, sentences, near)) if near else ()
    if not planted:
        return []
    listed = ", ".join(repr(item.text) for item in planted)
    message = f"Only a passage that addresses a model, or what stands right beside it, supports {listed}."
    return [Finding(code="evidence_in_injection", severity="warning", field="summary", message=message)]
