"""Victim entries: who, how many, and who says so."""

from collections.abc import Iterator, Sequence

from summarizer.evidence.grounding import (
    Grounded,
    cited_sentences,
    place_evidence,
    span_evidence,
    tell_limit,
    whole_sentence,
)
from summarizer.evidence.matching import find_all
from summarizer.evidence.values import list_held
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.folding import squeeze
from summarizer.language.numbers import CountRange, NumberMention, parse_count, supports, tell_range
from summarizer.language.numbers_elsewhere import SPOKEN
from summarizer.language.people import head_word, is_generic
from summarizer.resolving.context import Context
from summarizer.resolving.victim_counts import Whole, find_count, find_whole, is_implied
from summarizer.schemas.record import Attribution, Count, Evidence, Outcome, Sentence, Victim
from summarizer.schemas.wire import WHOLE, WireVictim, WireVictimName

Held = tuple[Sentence, NumberMention]
"""Where a number stands."""


def resolve_victim(context: Context, wire: WireVictim, field: str) -> Victim:
    """A victim entry: its words and number with evidence, and who says so."""
    named = isinstance(wire, WireVictimName)
    grounded = context.ground(wire.label, wire.cite, f"{field}.{'name' if named else 'group'}")
    count = _count(context, wire, grounded, f"{field}.count")
    return Victim(
        name=grounded.value if named else None,
        group=None if named else grounded.value,
        outcome=wire.outcome,
        count=count,
        said_by=_speaker(context, wire, grounded, count, f"{field}.said_by"),
        evidence=grounded.evidence,
        confidence=wire.confidences.get(WHOLE),
    )


def _count(context: Context, wire: WireVictim, grounded: Grounded, field: str) -> Count | None:
    if wire.count is None:
        return None
    claimed = parse_count(wire.count)
    cited = cited_sentences(wire.cite, context.sentences)
    if claimed is None:
        return _unsupported_count(context, wire.count, None, cited, field)
    implied = grounded.found and is_implied(claimed, wire, grounded, context.facts)
    looked_at = cited_sentences([*wire.cite, *(item.sentence for item in grounded.evidence)], context.sentences)
    whole = None if implied else find_whole(context.facts, looked_at, claimed, grounded, wire.outcome)
    if whole is not None and whole.part.is_direct:
        return _part_count(context, wire, claimed, whole, field)
    if whole is not None:
        _doubt_whole(context, wire, claimed, whole, field)
    for sentence in looked_at:
        mention = find_count(context.facts, sentence, claimed, grounded, wire.outcome, beside=implied)
        if mention is not None:
            return _held_count(context, wire, claimed, (sentence, mention), field)
    if implied:
        return Count(**claimed.model_dump(), text=grounded.value, evidence=grounded.evidence)
    return _count_elsewhere(context, wire, claimed, grounded, field)


def _part_count(context: Context, wire: WireVictim, claimed: CountRange, whole: Whole, field: str) -> Count:
    """The part's number in place of the whole's; the model's, as not held, where the article gives the part none."""
    sentence, part = whole
    if part.count is None:
        message = f"{_tell_whole(whole, claimed, wire)}, not how many."
        return _unsupported_count(context, wire.count or "", claimed, [sentence], field, message=message)
    _doubt_whole(context, wire, claimed, whole, field)
    evidence = span_evidence(sentence, part.start, part.end)
    return _count_at(part.count, evidence)


def _count_at(number: CountRange, evidence: Evidence) -> Count:
    """The number as the article's own words for it have it."""
    return Count(**number.model_dump(), text=squeeze(evidence.text), evidence=(evidence,))


def _doubt_whole(context: Context, wire: WireVictim, claimed: CountRange, whole: Whole, field: str) -> None:
    message = f"The model's {_tell_whole(whole, claimed, wire)}."
    evidence = (span_evidence(whole.sentence, whole.part.start, whole.part.end),)
    context.find("count_of_whole", "warning", field, message, evidence)


def _tell_whole(whole: Whole, claimed: CountRange, wire: WireVictim) -> str:
    sentence, part = whole
    of_all = squeeze(sentence.text[part.whole_start : part.whole_end])
    told = squeeze(sentence.text[part.start : part.end])
    given = f"{tell_range(claimed)} is the number of all ({of_all!r})"
    return f"{given}; the article says that {told!r} were {wire.outcome}"


def _supported_count(
    context: Context, claimed: CountRange, mention: NumberMention, sentence: Sentence, field: str
) -> Count:
    evidence = span_evidence(sentence, mention.start, mention.end)
    if not context.facts.rules.code:  # "mindestens" before it was not read: what the model makes of it stands
        return _count_at(claimed, evidence)
    if mention.range != claimed and mention.range.qualifier != "several":
        message = f"The model gave {tell_range(claimed)}; the article says {squeeze(mention.text)!r}."
        context.find("count_qualifier_corrected", "info", field, message, (evidence,))
    return _count_at(mention.range, evidence)


def _count_elsewhere(context: Context, wire: WireVictim, claimed: CountRange, grounded: Grounded, field: str) -> Count:
    """The count from the nearest sentence that holds it together with the group's words, else the model's own.

    Of "people" from one that tells the number with their outcome: "Two were pronounced dead".
    """
    cited = cited_sentences(wire.cite, context.sentences)
    elsewhere = context.facts.index.holding(grounded.value, cited)
    holding = [sentence for sentence in elsewhere.sentences if find_all(grounded.value, sentence.text)]
    counts = ((one, find_count(context.facts, one, claimed, grounded, wire.outcome, beside=False)) for one in holding)
    found = next(((sentence, mention) for sentence, mention in counts if mention is not None), None)
    told = found or (_find_told(context, wire, claimed, cited) if is_generic(grounded.value) else None)
    own = _find_own(context, wire, grounded) if told is None and claimed.qualifier != "several" else None
    if own is not None:
        said = f"The model gave {tell_range(claimed)}, which no sentence cited holds; the article says {own.text!r}."
        evidence = place_evidence(own.sentence, own.count_start, own.count_end, context.sentences)
        context.find("count_corrected", "warning", field, said, (evidence,))
        return _count_at(own.count, evidence)
    if told is None:
        context.findings.extend(tell_limit(grounded.value, elsewhere, field))
        return _unsupported_count(context, wire.count or "", claimed, cited, field)
    return _uncited_count(context, claimed, told, field, outcome=None if found else wire.outcome)


def _find_own(context: Context, wire: WireVictim, grounded: Grounded) -> CasualtyMention | None:
    """The one phrase of the cited sentences that counts the group in its own words, with the entry's outcome."""
    held = [item for item in list_held(grounded.evidence) if item.sentence in wire.cite and item.status == "exact"]
    told = [
        one
        for one in context.facts.mentions
        if one.outcome == wire.outcome and any(one.count_end <= item.start and item.end <= one.end for item in held)
    ]
    of_group = [one for one in told if head_word(one.group or "") == head_word(grounded.value)]
    return of_group[0] if len(told) == len(of_group) == 1 and not of_group[0].is_background else None


def _held_count(context: Context, wire: WireVictim, claimed: CountRange, held: Held, field: str) -> Count:
    """The count from a sentence that holds it; rather from where it is told of people with that outcome.

    Two men were found "suffering from gunshot wounds" of whom another sentence says that they were killed.
    """
    sentence, mention = held
    told = context.facts.of(sentence).casualties.mentions
    outcomes = {one.outcome for one in told if one.count_start - sentence.start == mention.start}
    if outcomes and wire.outcome not in outcomes and claimed.low != 1:
        rather = next(_list_told(context, wire, claimed), None)
        if rather is not None:
            return _uncited_count(context, claimed, rather, field, outcome=wire.outcome)
    return _supported_count(context, claimed, mention, sentence, field)


def _uncited_count(context: Context, claimed: CountRange, told: Held, field: str, *, outcome: Outcome | None) -> Count:
    """The count from a sentence not cited: one that tells it with the outcome, or, if None, holds their words."""
    sentence, mention = told
    count, words = _supported_count(context, claimed, mention, sentence, field), squeeze(mention.text)
    message = f"{words!r} stands in sentence {sentence.number}, which was not cited for it."
    if outcome:
        message = f"{words!r} is told of people {outcome} in sentence {sentence.number}, not cited."
    context.find("cite_corrected", "info", field, message, count.evidence)
    return count


def _find_told(context: Context, wire: WireVictim, claimed: CountRange, cited: Sequence[Sentence]) -> Held | None:
    """The number that the article tells of people with that outcome, in a sentence right beside those cited."""
    near = {sentence.number + by for sentence in cited for by in (-1, 1)}
    told = _list_told(context, wire, claimed, are_generic=True)
    return next((found for found in told if found[0].number in near), None)


def _list_told(context: Context, wire: WireVictim, claimed: CountRange, *, are_generic: bool = False) -> Iterator[Held]:
    """Where the article tells the number of people with that outcome, or only where of people of no kind."""
    for one in context.facts.mentions:
        is_apt = not are_generic or is_generic(one.group or "people")
        if one.outcome == wire.outcome and supports(one.count, claimed) and is_apt:
            sentence = context.sentences[one.sentence - 1]
            starts = one.count_start - sentence.start
            yield from ((sentence, number) for number in context.facts.of(sentence).counts if number.start == starts)


def _unsupported_count(
    context: Context,
    wire_count: str,
    claimed: CountRange | None,
    cited: Sequence[Sentence],
    field: str,
    *,
    message: str | None = None,
) -> Count:
    """The model's count, kept with the cited sentence as ``not_found``; unknown where it is no number at all."""
    evidence = tuple(whole_sentence(sentence) for sentence in cited[:1])
    # One number is found by its words in a language whose number words are read, and "several" is not.
    is_plain = claimed is not None and claimed.qualifier in {"exact", "at_least", "at_most"}
    if not context.facts.rules.code and not (context.facts.language in SPOKEN and is_plain):
        said = f"No number there is read as {wire_count!r}; not all number words of the article's language are read."
        context.find("count_unread", "info", field, said, evidence)
    else:
        said = message or f"No sentence cited holds the number {wire_count!r}."
        context.find("unsupported_count", "warning", field, said, evidence)
    known = claimed or CountRange(low=None, high=None, qualifier="unknown")
    return Count(**known.model_dump(), text=wire_count, evidence=evidence)


def _speaker(
    context: Context, wire: WireVictim, grounded: Grounded, count: Count | None, field: str
) -> Attribution | None:
    """Who says so: the model's word, else the speaker of the sentence with the number, or of a cited one with words.

    The words of "at least 12 were killed" may have been found in a sentence about something else.
    """
    said_by = getattr(wire, "said_by", None)
    if said_by:
        held = context.ground(said_by, wire.cite, field)
        return Attribution(text=held.value, evidence=held.evidence)
    counted = list_held(count.evidence) if count else []
    for item in (counted or [one for one in list_held(grounded.evidence) if one.sentence in wire.cite])[:1]:
        sentence = context.sentences[item.sentence - 1]
        span = context.facts.of(sentence).speaker
        if span is not None:
            evidence = span_evidence(sentence, *span)
            return Attribution(text=squeeze(evidence.text), evidence=(evidence,))
    return None
