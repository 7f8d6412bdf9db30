"""From cited sentences to exact evidence: a value is looked for where the model says it stands, then elsewhere."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from summarizer.evidence.findings import doubt
from summarizer.evidence.inflections import find_inflected, may_hold_form, script_of
from summarizer.evidence.matching import Match, find_all, find_fuzzy, find_value
from summarizer.evidence.sentence_index import Places, SentenceIndex
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.folding import squeeze
from summarizer.language.people import PERSON_GROUP
from summarizer.schemas.record import Evidence, EvidenceStatus, Finding, Sentence

MAX_EVIDENCE = 5


class Grounded(NamedTuple):
    """A value as the article spells it, its evidence, and what had to be said about finding it."""

    value: str
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        """Whether the article holds the value at all."""
        return any(item.status != "not_found" for item in self.evidence)


def ground(value: str, cites: Iterable[int], index: SentenceIndex, *, field: str) -> Grounded:
    """The value and its evidence, best place first: cited sentences, then the nearest other, then a near-miss spelling.

    A value that the article spells otherwise takes the article's spelling, but for another form of a word in a language
    whose forms are not read here. A near miss in a cited sentence comes before another sentence where the value has no
    capital: "soldier" elsewhere is another soldier. A value that no sentence holds is kept, with the first cited
    sentence whole as ``not_found`` evidence (none where nothing was cited).
    """
    value = squeeze(value)
    cited = cited_sentences(cites, index.sentences)
    here = [(sentence, match) for sentence in cited if (match := find_value(value, sentence.text)) is not None]
    sound = [(sentence, match) for sentence, match in here if match.status != "fuzzy"]
    if sound:
        sound.sort(key=lambda place: place[1].status != "exact")
        return Grounded(squeeze(sound[0][1].text), _evidence(sound), ())
    places = Places([], 0) if here and value == value.lower() else index.holding(value, cited)
    alike_words = index.near_forms(value, cited) if index.has_forms else []
    form = _find_form(value, cited, index)
    elsewhere = form or _nearest_sound(value, places) or _find_form(value, alike_words, index)
    if elsewhere is not None:
        held = _evidence([elsewhere])
        told = value if held[0].status == "fuzzy" else squeeze(elsewhere[1].text)
        return Grounded(told, held, () if form else (tell_moved(value, cited, held, field),))
    alike = Places([], 0) if here else index.nearly_holding(value, cited)
    limited = tell_limit(value, max(places, alike, key=lambda found: found.left_out), field)
    near = here or _nearest_fuzzy(value, alike)
    if near:
        evidence = _evidence(near[:1])
        if index.has_forms:
            return Grounded(value, evidence, limited)
        spelt = squeeze(near[0][1].text)
        message = f"The model wrote {value!r}; the article spells it {spelt!r}."
        repaired = Finding(code="spelling_repaired", severity="info", field=field, message=message, evidence=evidence)
        return Grounded(spelt, evidence, (repaired, *limited))
    nowhere = ground_nowhere(value, cites, index, field=field)
    return nowhere._replace(findings=(*nowhere.findings, *limited))


def ground_nowhere(value: str, cites: Iterable[int], index: SentenceIndex, *, field: str) -> Grounded:
    """The value as one that no sentence holds, with the first cited sentence whole."""
    value = squeeze(value)
    cited = cited_sentences(cites, index.sentences)
    evidence = tuple(map(whole_sentence, cited[:1]))
    told = doubt("unsupported_value", field, f"No sentence of the article holds {value!r}.", evidence)
    if _may_be_held(value, cited, index):
        message = (
            f"No sentence holds {value!r} so written; other words and forms of the article's language are not read."
        )
        told = Finding(code="value_unread", severity="info", field=field, message=message, evidence=evidence)
    return Grounded(value, evidence, (told,))


def tell_limit(value: str, places: Places, field: str) -> tuple[Finding, ...]:
    """A finding where not all sentences that may hold a value were looked at; none where all were."""
    if not places.left_out:
        return ()
    looked_at = len(places.sentences)
    message = (
        f"{looked_at + places.left_out} sentences may hold {value!r}; only the nearest {looked_at} were looked at."
    )
    return (doubt("search_limited", field, message, ()),)


def tell_moved(value: str, cited: Sequence[Sentence], evidence: tuple[Evidence, ...], field: str) -> Finding:
    """A finding that a value stands in another sentence than those cited for it."""
    said = f"sentence {cited[0].number}, cited for it, does not" if cited else "no sentence was cited for it"
    message = f"{value!r} stands in sentence {evidence[0].sentence}; {said}."
    return Finding(code="cite_corrected", severity="info", field=field, message=message, evidence=evidence)


def cited_sentences(cites: Iterable[int], sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of the numbers, in the order cited, without repeats or numbers that do not exist."""
    return [sentences[cite - 1] for cite in dict.fromkeys(cites) if 1 <= cite <= len(sentences)]


def evidence_at(sentence: Sentence, match: Match) -> Evidence:
    """Evidence for a match in a sentence's text."""
    return span_evidence(sentence, match.start, match.start + len(match.text), match.status)


def span_evidence(sentence: Sentence, start: int, end: int, status: EvidenceStatus = "exact") -> Evidence:
    """Evidence for a span given in code points of the sentence's own text."""
    return Evidence(
        sentence=sentence.number,
        start=sentence.start + start,
        end=sentence.start + end,
        text=sentence.text[start:end],
        status=status,
        page=sentence.page,
    )


def place_evidence(number: int, start: int, end: int, sentences: Sequence[Sentence]) -> Evidence:
    """Exact evidence for a span of the article's text, which lies in the sentence of that number."""
    sentence = sentences[number - 1]
    return span_evidence(sentence, start - sentence.start, end - sentence.start)


def mention_evidence(mention: CasualtyMention, sentences: Sequence[Sentence]) -> Evidence:
    """Exact evidence for a casualty phrase."""
    return place_evidence(mention.sentence, mention.start, mention.end, sentences)


def whole_sentence(sentence: Sentence) -> Evidence:
    """The cited sentence, for a value that it does not hold."""
    return span_evidence(sentence, 0, len(sentence.text), "not_found")


def _evidence(places: Sequence[tuple[Sentence, Match]]) -> tuple[Evidence, ...]:
    return tuple(evidence_at(sentence, match) for sentence, match in places[:MAX_EVIDENCE])


def _nearest_sound(value: str, places: Places) -> tuple[Sentence, Match] | None:
    return next(((one, match) for one in places.sentences for match in find_all(value, one.text)), None)


def _nearest_fuzzy(value: str, places: Places) -> list[tuple[Sentence, Match]]:
    """The nearest near miss in a sentence that was not cited; none of these holds the value better."""
    found = ((one, match) for one in places.sentences if (match := find_fuzzy(value, one.text)) is not None)
    return [*islice(found, 1)]


def _find_form(value: str, sentences: Sequence[Sentence], index: SentenceIndex) -> tuple[Sentence, Match] | None:
    """The first of the sentences that holds the value in other forms of its words."""
    for sentence in sentences if index.has_forms else ():
        if span := find_inflected(value, sentence.text):
            return sentence, Match(*span, sentence.text[slice(*span)], "fuzzy")
    return None


def _may_be_held(value: str, cited: Sequence[Sentence], index: SentenceIndex) -> bool:
    """Whether the article may hold the value in words that are not looked for, in a language without rules.

    It is in another script, or English for some people, or sentences have words that begin like its own.
    """
    if index.is_read:
        return False
    script = script_of(value)
    if PERSON_GROUP.fullmatch(f" {value}") or (script and script not in index.scripts):
        return True
    return index.has_forms and any(may_hold_form(value, sentence.text) for sentence in index.near_forms(value, cited))
