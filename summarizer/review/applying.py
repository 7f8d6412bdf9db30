"""A record with its reviews applied: a new record that says what was changed, by whom and when."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from summarizer.articles.sentences import number_spans
from summarizer.checks.incidents import check_incidents
from summarizer.checks.kinds import find_untold
from summarizer.checks.totals import list_sound, total_sound
from summarizer.errors import ReviewError
from summarizer.evidence.facts import Facts, read_stored
from summarizer.evidence.findings import UNSUPPORTED_INCIDENT, doubted_incidents, incident_of, uncounted_victims
from summarizer.evidence.values import Value, evidence_of, walk_values
from summarizer.language.folding import squeeze
from summarizer.resolving.summaries import compose_summary
from summarizer.resolving.totals import sum_victims
from summarizer.review.edits import Done, Original, edit_answer, edit_incidents, locate
from summarizer.review.last_words import find_effective
from summarizer.review.paths import Path, find_nodes, new_place, node_at, prune, tell_value, write_path
from summarizer.review.rows import Action, Review
from summarizer.runs.records import StoredArticle
from summarizer.schemas.record import CustomSummary, FieldEvidence, Finding, Frozen, Incident, Sentence, Summary, Victim
from summarizer.values import REVIEWED

_NO_ARTICLE = StoredArticle()
_VOUCHING: frozenset[Action] = frozenset({"accept", "add", "correct"})
"""What of an incident or its type says that somebody looked: no words of its kind are asked for then."""
_SAID: Mapping[Action, str] = {"accept": "Accepted", "reject": "Rejected", "correct": "Corrected", "add": "Added"}
"""Of what can be applied, which a withdrawal never is."""


class Misfit(Frozen):
    """A review that could not be applied, and why."""

    review: Review
    reason: str


class Applied(NamedTuple):
    """The record with reviews applied, and what became of each: none is lost without a word.

    ``superseded`` are those that a later one took the place of, and what was withdrawn with its withdrawal.
    """

    record: Summary | CustomSummary
    applied: tuple[Review, ...]
    misfits: tuple[Misfit, ...]
    superseded: tuple[Review, ...]


class _Step(NamedTuple):
    """A review that was applied, what was stored at its field, and what it did."""

    review: Review
    stored: Any
    done: Done


class _Outcome(NamedTuple):
    record: Summary | CustomSummary
    steps: Sequence[_Step]
    misfits: Sequence[Misfit]


class _Trust(NamedTuple):
    """Whom the record and its reviewers speak for: incidents by their indices, from 0, and victims.

    ``doubted`` are for more than lacking words of their kind, ``sound`` are edited and were doubted by nothing as
    stored. Victims are those whom a reviewer added or changed, and those whom checks rule out and one accepted.
    """

    doubted: frozenset[int]
    accepted: frozenset[int]
    sound: frozenset[int]
    changed: Sequence[Victim]
    vouched: Sequence[Victim]

    @property
    def counting(self) -> frozenset[int]:
        """The incidents that count in any words."""
        return self.accepted | self.sound

    @property
    def victims(self) -> list[Victim]:
        """All victims who are held against no number."""
        return [*self.changed, *self.vouched]


_TOTAL = re.compile(r"incidents\[(?P<at>\d{1,9})\]\.totals\.(?P<outcome>\w+)(?:\.\w+)?")
_Edit = Callable[[Any, Review, Path], Done]
_Checks = tuple[Sequence[Finding], Sequence[Finding]]
"""What the checks find in the incidents as stored and, in place of that, as edited."""
_NO_CHECKS: _Checks = ((), ())


def apply_reviews(
    record: Summary | CustomSummary, reviews: Sequence[Review], *, article: StoredArticle = _NO_ARTICLE
) -> Applied:
    """The record as its reviews make it; ``article`` is its stored text, and reviews of other articles are passed over.

    Evidence of new values is looked for in the sentences picked for them and nowhere else: the words where these hold
    them, else the whole sentence as ``not_found``. Totals and codes are reckoned anew, and so is a summary that was
    made from the record; ids of incidents stay. An accepted incident counts in any words. Findings about a rejected or
    corrected value go, those about an accepted one become ``info``; all checks of incidents are made anew; and each
    review applied leaves a finding ``reviewed``. A review that does not fit takes no other one's place.
    """
    own = [review for review in reviews if review.article_id == record.article.article_id]
    if not own:
        return Applied(record, (), (), ())
    sentences = number_spans(article.text, article.sentences, article.page_starts)
    misfits: list[Misfit] = []
    while True:
        effective = find_effective(own)
        outcome = _apply(record, effective.holding, sentences)
        misfits.extend(outcome.misfits)
        if not (outcome.misfits and effective.superseded):
            applied = tuple(step.review for step in outcome.steps)
            return Applied(outcome.record, applied, tuple(misfits), effective.superseded)
        own = [one for one in own if all(one is not misfit.review for misfit in outcome.misfits)]


def _apply(record: Summary | CustomSummary, reviews: Sequence[Review], sentences: tuple[Sentence, ...]) -> _Outcome:
    if isinstance(record, CustomSummary):
        return _apply_to_answer(record, reviews, sentences)
    return _apply_to_incidents(record, reviews, sentences)


def _apply_to_incidents(record: Summary, reviews: Sequence[Review], sentences: tuple[Sentence, ...]) -> _Outcome:
    original = _original(record, {"summary", "key_sentences", "incidents", "article"}, sentences)
    tree = record.model_dump(mode="json", include=set(original.tree))
    steps, misfits = _edit_all(tree, reviews, original, partial(edit_incidents, original=original))
    kept = prune(tree)
    known = {incident.incident_id: incident for incident in record.incidents}
    before = {row["incident_id"]: row for row in original.tree["incidents"]}
    incidents = tuple(
        known[row["incident_id"]] if row == before.get(row["incident_id"]) else _rebuild(row, before)
        for row in kept["incidents"]
    )
    about = record.article
    facts = read_stored(sentences, about.language, headline=about.title or "", published=about.published)
    summary, checks = kept["summary"], _NO_CHECKS
    if _are_kept((*record.incidents, *incidents), sentences):
        trust = _find_trust(record, incidents, facts, steps, tree)
        if trust.accepted or trust.vouched or incidents != record.incidents:
            incidents = _total_edited(incidents, record.incidents, facts, trust)
            checks = check_incidents(record.incidents, facts), _check_edited(incidents, facts, trust)
            summary = _tell_anew(record, incidents, facts, trust) if summary == record.summary else summary
    findings = tuple(
        _without_total(one, incidents) for one in _settle(record, checks, steps, tree=tree, nodes=original.nodes)
    )
    made = record.model_copy(update={"summary": summary, "incidents": incidents, "findings": findings})
    return _Outcome(made, steps, misfits)


def _original(record: Summary | CustomSummary, parts: set[str], sentences: tuple[Sentence, ...]) -> Original:
    dumped = record.model_dump(mode="json", include=parts)
    tree = dumped["answer"] if isinstance(record, CustomSummary) else dumped
    key = () if isinstance(record, CustomSummary) else record.key_sentences
    return Original(
        tree=tree,
        nodes=find_nodes(tree),
        sentences=sentences,
        article_id=record.article.article_id,
        published=record.article.published,
        language=record.article.language,
        key_text=squeeze(" ".join(sentence.text for sentence in key)),
    )


def _edit_all(
    tree: Any, reviews: Sequence[Review], original: Original, edit: _Edit
) -> tuple[list[_Step], list[Misfit]]:
    steps: list[_Step] = []
    misfits: list[Misfit] = []
    for review in reviews:
        try:
            path = locate(review, original, tree)
            steps.append(_Step(review, node_at(original.tree, path), edit(tree, review, path)))
        except ReviewError as error:
            misfits.append(Misfit(review=review, reason=str(error)))
    return steps, misfits


def _rebuild(row: dict[str, Any], before: Mapping[str, Any]) -> Incident:
    """An edited incident; its region is open again where a reviewer changed the place that told it, not added to it."""
    incident = Incident.model_validate(row)
    stored, place = before.get(incident.incident_id), incident.place
    if stored is not None and not _has_same_region(stored["place"], row["place"]):
        place = place.model_copy(update={"admin1": None, "admin1_code": None})
    return incident.model_copy(update={"place": place, "totals": sum_victims(incident.victims)})


def _has_same_region(stored: dict[str, Any], edited: dict[str, Any]) -> bool:
    """Whether a place is as it was but for further names in the same country."""
    names, others = ({one["name"] for one in place["places"]} for place in (stored, edited))
    return names <= others and stored["country_code"] == edited["country_code"]


def _find_trust(
    record: Summary, incidents: tuple[Incident, ...], facts: Facts, steps: Sequence[_Step], tree: Any
) -> _Trust:
    doubted = _find_doubted(record, incidents, facts)
    return _Trust(
        doubted=doubted,
        accepted=_find_accepted(incidents, facts, steps, tree, doubted=doubted),
        sound=_find_sound(record, incidents, facts),
        changed=_list_edited(incidents, record.incidents),
        vouched=_list_vouched(record, steps, tree),
    )


def _find_sound(record: Summary, incidents: tuple[Incident, ...], facts: Facts) -> frozenset[int]:
    """The indices, from 0, of edited incidents in no words of their kind that were not doubted as stored.

    What happened is told no less once a weapon or a place is none of it. Not those of which the type changed or a
    victim is gone: that may have been what they were told by.
    """
    if incidents == record.incidents or not (untold := find_untold(incidents, facts)):
        return frozenset()
    doubted = doubted_incidents(record).union(find_untold(record.incidents, facts))
    stored = {one.incident_id: one for at, one in enumerate(record.incidents) if at not in doubted}
    return frozenset(
        at
        for at in untold
        if (before := stored.get(incidents[at].incident_id))
        and incidents[at].type == before.type
        and len(incidents[at].victims) >= len(before.victims)
    )


def _list_vouched(record: Summary, steps: Sequence[_Step], tree: Any) -> list[Victim]:
    """The victims whom checks rule out and a reviewer accepted, as edited."""
    ruled_out = uncounted_victims(record)
    paths = (
        step.done.path[:4]
        for step in steps
        if step.review.action == "accept" and any(covers(step.review.field, one) for one in ruled_out)
    )
    return [
        Victim.model_validate(prune(node_at(tree, path))) for path in paths if path[2:3] == ("victims",) and path[3:]
    ]


def _check_edited(incidents: tuple[Incident, ...], facts: Facts, trust: _Trust) -> list[Finding]:
    found = check_incidents(incidents, facts, accepted=trust.counting)
    return [one for one in found if one.code != UNSUPPORTED_INCIDENT or incident_of(one.field) not in trust.sound]


def _find_doubted(record: Summary, incidents: tuple[Incident, ...], facts: Facts) -> frozenset[int]:
    """The indices, from 0, of incidents that the record doubts as a whole for more than lacking words of their kind."""
    doubted = doubted_incidents(record)
    if not doubted:
        return frozenset()
    by_words = doubted - {*find_untold(record.incidents, facts)}
    ids = {record.incidents[index].incident_id for index in by_words}
    return frozenset(index for index, one in enumerate(incidents) if one.incident_id in ids)


def _find_accepted(
    incidents: tuple[Incident, ...], facts: Facts, steps: Sequence[_Step], tree: Any, *, doubted: Collection[int]
) -> frozenset[int]:
    """The indices, from 0, of incidents doubted as a whole that reviewers accepted, added or gave a type.

    Those are ``doubted``, and those in no words of their kind.
    """
    fields = [_written(step.done.path, tree) for step in steps if step.review.action in _VOUCHING]
    untold = {*find_untold(incidents, facts), *doubted} if fields else ()
    return frozenset(index for index in untold if any(covers(field, f"incidents[{index}].type") for field in fields))


def _tell_anew(record: Summary, incidents: tuple[Incident, ...], facts: Facts, trust: _Trust) -> str:
    """The record's summary, made anew where it was made from the incidents as stored."""
    stored = list_sound(record.incidents, facts, keep_parts=True)
    told = list_sound(incidents, facts, trusted=trust.victims, accepted=trust.counting, keep_parts=True)
    return _compose(record, told) if record.summary == _compose(record, stored) else record.summary


def _compose(record: Summary, incidents: Sequence[Incident]) -> str:
    """The summary as it is made of incidents without a model: of the key sentences where nothing is to be told."""
    told = compose_summary([incident for incident in incidents if evidence_of(incident)])
    return squeeze(told or " ".join(sentence.text for sentence in record.key_sentences))


def _list_edited(edited: tuple[Incident, ...], stored: tuple[Incident, ...]) -> list[Victim]:
    """The victims whom a reviewer added or changed."""
    old = [victim for incident in stored for victim in incident.victims]
    return [victim for incident in edited for victim in incident.victims if victim not in old]


def _total_edited(
    edited: tuple[Incident, ...], stored: tuple[Incident, ...], facts: Facts, trust: _Trust
) -> tuple[Incident, ...]:
    """The incidents, those that were edited, or that acceptance bears on, with totals over what stands.

    One that a reviewer added counts as it is; those doubted that nobody accepted have no totals.
    """
    known = {incident.incident_id: incident for incident in stored}
    total = partial(total_sound, edited, facts, trusted=trust.victims)
    counted = _empty(total(accepted=trust.counting), trust.doubted - trust.accepted)
    before = _empty(total(accepted=trust.sound), trust.doubted) if trust.accepted else counted

    def is_open(one: Incident) -> bool:
        return one != known[one.incident_id] or any(victim in trust.vouched for victim in one.victims)

    return tuple(
        _without_emptied(made, known[one.incident_id])
        if one.incident_id in known and (is_open(one) or made != unaccepted)
        else one
        for one, made, unaccepted in zip(edited, counted, before, strict=True)
    )


def _without_emptied(edited: Incident, stored: Incident) -> Incident:
    """The incident without totals of outcomes whose entries are all gone: the article's own toll was wrong, too."""
    gone = {one.outcome for one in stored.victims}.difference(one.outcome for one in edited.victims)
    totals = {outcome: total for outcome, total in edited.totals.items() if outcome not in gone}
    return edited.model_copy(update={"totals": totals})


def _empty(incidents: tuple[Incident, ...], doubted: Collection[int]) -> tuple[Incident, ...]:
    """The incidents, those at the indices doubted without totals."""
    return tuple(one.model_copy(update={"totals": {}}) if at in doubted else one for at, one in enumerate(incidents))


def _are_kept(part: tuple[Incident, ...], sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences that the evidence stands in are there; else nothing is checked or totalled anew."""
    return max((item.sentence for value in walk_values(part) for item in value.evidence), default=1) <= len(sentences)


def _settle(
    record: Summary | CustomSummary, checks: _Checks, steps: Sequence[_Step], *, tree: Any, nodes: Mapping[str, Path]
) -> tuple[Finding, ...]:
    """The findings that stand after the steps, at the places that their values have then, and one for each step."""
    stored, edited = checks
    gone = {(finding.code, finding.field) for finding in stored}
    rest = [finding for finding in record.findings if (finding.code, finding.field) not in gone]
    kept = [finding for finding in rest if not _is_about(_value_of(finding), steps)]
    placed = [(finding, _new_field(finding.field, tree, nodes)) for finding in kept]
    moved = [finding.model_copy(update={"field": field}) for finding, field in placed if field is not None]
    fields = {step.review.review_id: _written(step.done.path, tree) for step in steps}
    known = {finding.message for finding in record.findings}
    values = walk_values(record)
    settled = []
    fresh = [item if item.message in known else _dismissed(item, steps, values) for item in edited]
    for finding in (*moved, *fresh):
        vouching = _VOUCHING if finding.code == UNSUPPORTED_INCIDENT else {"accept"}
        looked = (step for step in steps if step.review.action in vouching)
        step = next((step for step in looked if covers(fields[step.review.review_id], finding.field)), None)
        settled.append(finding if step is None else _made_known(finding, step.review))
    return (*settled, *(_reviewed(step, fields[step.review.review_id]) for step in steps))


def _is_about(field: str, steps: Sequence[_Step]) -> bool:
    """Whether a finding is about a value that was rejected or corrected. A group that was renamed is a name now."""
    return any(
        covers(step.review.field, field) or covers(_twin(step.review.field), field)
        for step in steps
        if step.review.action in ("reject", "correct")
    )


def _value_of(finding: Finding) -> str:
    """The path of what a finding is about, which may be left out of the record."""
    return f"{finding.field}.country" if finding.code == "country_left_out" else finding.field


def _twin(field: str) -> str:
    entry, _, last = field.rpartition(".")
    return f"{entry}.{ {'name': 'group', 'group': 'name'}.get(last, last) }" if entry else field


def covers(field: str, other: str) -> bool:
    """Whether a path is that of a value, or of one within it."""
    return other == field or other.startswith((f"{field}.", f"{field}["))


def _new_field(field: str, tree: Any, nodes: Mapping[str, Path]) -> str | None:
    path = nodes.get(field)
    if path is None:
        return field
    place = new_place(tree, path)
    return None if place is None else write_path(place)


def _written(path: Path, tree: Any) -> str:
    """The path in the pruned tree; of what went with its entry, the nearest that is left."""
    place = new_place(tree, path)
    return _written(path[:-1], tree) if place is None else write_path(place)


def _without_total(finding: Finding, incidents: Sequence[Incident]) -> Finding:
    """The finding; one of a total that there is no more, since the incident is doubted now, is the incident's."""
    total = _TOTAL.fullmatch(finding.field)
    if total is None or total["outcome"] in incidents[int(total["at"])].totals:
        return finding
    return finding.model_copy(update={"field": f"incidents[{total['at']}]"})


def _made_known(finding: Finding, review: Review, how: str = "by") -> Finding:
    message = f"{finding.message} ({_SAID[review.action]} {how} {review.who}.)"
    return finding.model_copy(update={"severity": "info", "message": message})


def _dismissed(finding: Finding, steps: Sequence[_Step], values: Sequence[Value]) -> Finding:
    """What the article says beside the entries, since a reviewer did away with one that said so, is known to somebody.

    That is a casualty phrase that no entry covers, or a number that contradicts another.
    """
    if (finding.code, finding.field) not in (("uncovered_casualty", "incidents"), ("conflicting_counts", "article")):
        return finding
    for step in steps:
        held = [item for value in values if covers(step.review.field, value.holder) for item in value.evidence]
        if step.review.action in ("reject", "correct") and any(
            span.start < item.end and item.start < span.end for span in held for item in finding.evidence
        ):
            return _made_known(finding, step.review, "so by")
    return finding


def _reviewed(step: _Step, field: str) -> Finding:
    review = step.review
    said = f"{_SAID[review.action]} by {review.who} at {review.when}"
    changed = {
        "accept": ".",
        "reject": f": {tell_value(step.stored)}.",
        "correct": f": {tell_value(step.stored)} became {tell_value(review.new)}.",
        "add": f": {tell_value(review.new)}.",
    }[review.action]
    note = f"Note: {squeeze(review.note)}" if review.note and squeeze(review.note) else ""
    message = " ".join(part for part in (said + changed, step.done.note, note) if part)
    return Finding(code=REVIEWED, severity="info", field=field, message=message, evidence=step.done.evidence)


def _apply_to_answer(record: CustomSummary, reviews: Sequence[Review], sentences: tuple[Sentence, ...]) -> _Outcome:
    original = _original(record, {"answer"}, sentences)
    tree = record.model_dump(mode="json", include={"answer"})["answer"]
    evidence = {item.field: item.evidence for item in record.evidence}

    def edit(tree: Any, review: Review, path: Path) -> Done:
        done, held = edit_answer(tree, review, path, original, evidence.get(review.field, ()))
        if held is not None:
            evidence[review.field] = held
        return done

    steps, misfits = _edit_all(tree, reviews, original, edit)
    placed = [(_new_field(field, tree, original.nodes), items) for field, items in evidence.items()]
    made = record.model_copy(
        update={
            "answer": cast(dict[str, Any], prune(tree)),
            "evidence": tuple(
                FieldEvidence(field=field, evidence=items) for field, items in placed if field is not None and items
            ),
            "findings": _settle(record, _NO_CHECKS, steps, tree=tree, nodes=original.nodes),
        }
    )
    return _Outcome(made, steps, misfits)
