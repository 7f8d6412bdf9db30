"""The scores of one run, and of two runs side by side."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from statistics import fmean, median
from typing import Any, NamedTuple, get_args

from summarizer.errors import ConfigurationError
from summarizer.evaluation.alignment import (
    PARTS,
    Counts,
    Filled,
    fill_from_incident,
    fill_from_template,
    keep_scored,
    score_document,
)
from summarizer.evaluation.ceaf import score_ceaf_rme
from summarizer.evaluation.confidence import Judged, judge_confidences, measure_all
from summarizer.evaluation.details import DETAILS, INVENTED, Tally, count_agreeing, count_invented, tally_details
from summarizer.evaluation.figures import (
    CEAF_RME,
    MICRO,
    ChangedDocument,
    Comparison,
    Effort,
    Evaluation,
    InventedScore,
    MeanScore,
    OtherRun,
    PartScore,
    RegisterScore,
    Report,
    ShareScore,
)
from summarizer.evaluation.gold import ROLES, GoldDocument, GoldSet
from summarizer.evaluation.intervals import Interval, draw_weights, interval, precision_recall_f1, share, sum_rows
from summarizer.evaluation.mistakes import DocumentMistakes, PartMistakes, list_mistakes
from summarizer.evaluation.register import ERRORS, REGISTER, RegisterTally, tally_entry
from summarizer.evidence.findings import doubted_incidents
from summarizer.evidence.values import walk_values
from summarizer.schemas.record import CustomSummary, EvidenceStatus, Incident, Severity, Summary


class ScoredDocument(NamedTuple):
    """One document: its counts by PARTS and, of CEAF-RME, by ROLES; what else is told of it; its record if any."""

    doc_id: str
    counts: tuple[Counts, ...]
    ceaf_rme: tuple[Counts, ...]
    invented: dict[str, int]
    entry: RegisterTally | None
    tally: Tally
    mistakes: dict[str, PartMistakes]
    judged: Sequence[Judged]
    record: Summary | None


class ScoredRun(NamedTuple):
    """The documents that were scored in the order of the gold, and those that were not."""

    gold: str
    documents: tuple[ScoredDocument, ...]
    all_gold: bool
    without_gold: tuple[str, ...]
    without_record: tuple[str, ...]


def score_run(records: Iterable[Summary | CustomSummary], gold: GoldSet, *, all_gold: bool = False) -> ScoredRun:
    """Every document scored. ``all_gold`` scores gold documents without a record as if nothing had been found.

    A record belongs to the gold document named by its article id, what its file calls it, its path, its path's last
    part, or that without its suffix, whichever is a gold document's first. Raises: ConfigurationError.
    """
    ids = {document.doc_id for document in gold.documents}
    found: dict[str, Summary] = {}
    without_gold: list[str] = []
    for record in records:
        if isinstance(record, CustomSummary):
            raise ConfigurationError(
                f"{record.article.article_id}: this record follows a schema of your own, which cannot be scored."
            )
        article = record.article
        names = document_names(article.article_id, article.path, article.external_id)
        doc_id = next((name for name in names if name in ids), None)
        if doc_id is None:
            without_gold.append(article.reference or article.article_id)
        elif doc_id in found:
            others = (found[doc_id].article, article)
            paths = " and ".join(one.reference or one.article_id for one in others)
            raise ConfigurationError(
                f"{doc_id}: two records of the run belong to this gold document, {paths}. "
                "Give an id or the whole path as doc_id."
            )
        else:
            found[doc_id] = record
    if not found and not all_gold:
        if not without_gold:
            raise ConfigurationError(
                "The run has no record that could be scored: no article was summarised. 'summarizer status' tells why."
            )
        raise ConfigurationError(
            f"No record of the run belongs to a document of {gold.name}: it has {gold.documents[0].doc_id!r}, and the "
            f"run {without_gold[0]!r}. "
            "A document is known by the article's id, the id in its file, its path, or the name of its file with or "
            "without the ending."
        )
    scored = [one for one in gold.documents if all_gold or one.doc_id in found]
    return ScoredRun(
        gold=gold.name,
        documents=tuple(_score(document, found.get(document.doc_id), gold) for document in scored),
        all_gold=all_gold,
        without_gold=tuple(without_gold),
        without_record=tuple(one.doc_id for one in gold.documents if one.doc_id not in found),
    )


def document_names(article_id: str | None, path: str | None, external_id: str | None = None) -> Iterator[str]:
    """What an article's gold document may be called, in the order that is tried."""
    yield from filter(None, (article_id, external_id))
    if path:
        yield from (path, PurePath(path).name, PurePath(path).stem)


def _score(document: GoldDocument, record: Summary | None, gold: GoldSet) -> ScoredDocument:
    found = record.incidents if record else ()
    incidents = [keep_scored(incident, gold.roles, names_only=gold.names_only) for incident in found]
    templates: list[Filled] = [fill_from_template(template) for template in document.templates]
    filled = [fill_from_incident(incident, gold.types) for incident in incidents]
    aligned = score_document(
        filled,
        templates,
        same_once=gold.same_once,
        count_agreeing=lambda row, column: count_agreeing(incidents[row], document.templates[column]),
    )
    distinct = aligned.counts[0][3]
    return ScoredDocument(
        doc_id=document.doc_id,
        counts=aligned.counts,
        ceaf_rme=score_ceaf_rme(filled, templates, same_once=gold.same_once),
        invented=count_invented(
            len(incidents), len(aligned.pairs), distinct, doubted=len(doubted_incidents(record)) if record else 0
        ),
        entry=_tally_register(document, incidents, aligned.pairs),
        tally=tally_details(incidents, document.templates, aligned.pairs, distinct),
        mistakes=list_mistakes(incidents, document.templates, aligned.pairs, same_once=gold.same_once),
        judged=judge_confidences(incidents, document.templates, aligned.pairs, names_only=gold.names_only),
        record=record,
    )


def _tally_register(
    document: GoldDocument, incidents: Sequence[Incident], pairs: Sequence[tuple[int, int]]
) -> RegisterTally | None:
    """How the document meets its entry: the first that a template has, since a register has one for a document."""
    rows = {column: row for row, column in pairs}
    for column, template in enumerate(document.templates):
        if template.entry:
            return tally_entry(incidents[rows[column]] if column in rows else None, template.entry)
    return None


def report_all(name: str, run: ScoredRun, others: Mapping[str, ScoredRun]) -> Report:
    """Everything about a run of that name beside others by theirs.

    Raises: ConfigurationError as ``compare_runs``, which names the two.
    """
    beside = []
    for other_name, other in others.items():
        try:
            comparison = compare_runs(run, other)
        except ConfigurationError as error:
            raise ConfigurationError(f"{name}, {other_name}: {error}") from error
        beside.append(OtherRun(run=other_name, evaluation=report_run(other), comparison=comparison))
    return Report(run=name, evaluation=report_run(run), documents=report_documents(run), others=tuple(beside))


def report_documents(run: ScoredRun) -> tuple[DocumentMistakes, ...]:
    """What is missing and what is spurious in each document: most of both first, else in the gold's order."""
    told = (
        DocumentMistakes(
            doc_id=one.doc_id,
            f1=_document_f1(one) if one.mistakes else None,
            missing=sum(len(part.missing) for part in one.mistakes.values()),
            spurious=sum(len(part.spurious) for part in one.mistakes.values()),
            parts=one.mistakes,
        )
        for one in run.documents
    )
    return tuple(sorted(told, key=lambda one: -(one.missing + one.spurious)))


def report_run(run: ScoredRun) -> Evaluation:
    """The scores over all documents of a run, with 95% bootstrap intervals over documents."""
    parts = [_with_sum(one.counts) for one in run.documents]
    fillers = [_with_sum(one.ceaf_rme) for one in run.documents]
    weights = draw_weights(len(run.documents))
    records = [document.record for document in run.documents if document.record]
    return Evaluation(
        gold=run.gold,
        documents=len(run.documents),
        all_gold=run.all_gold,
        without_gold=run.without_gold,
        without_record=run.without_record,
        parts=_report_parts(parts, (*PARTS, MICRO), weights),
        ceaf_rme=_report_parts(fillers, (*ROLES, MICRO), weights),
        invented=_report_invented(run.documents, weights),
        entries=_report_register([document.entry for document in run.documents], weights),
        details=_report_shares([document.tally for document in run.documents], tuple(DETAILS), weights),
        grounding=_report_grounding(run.documents, weights),
        findings=_count_findings(records),
        effort=_report_effort(records) if records else None,
        reliability=measure_all([judged for one in run.documents for judged in one.judged]),
    )


def _with_sum(counts: Sequence[Counts]) -> list[Sequence[int]]:
    return [*counts, [sum(column) for column in zip(*counts, strict=True)]]


def _report_parts(rows: Sequence[Sequence[Sequence[int]]], names: Sequence[str], weights: Any) -> dict[str, PartScore]:
    samples = precision_recall_f1(sum_rows(weights, rows), empty=float("nan"))
    sums = [[sum(column) for column in zip(*part, strict=True)] for part in zip(*rows, strict=True)]
    told = {}
    for index, part in enumerate(names):
        values = precision_recall_f1(sums[index])
        precision, recall, f1 = (interval(value, samples[:, index, at]) for at, value in enumerate(values))
        right, predicted, found, gold = sums[index]
        told[part] = PartScore(
            precision=precision, recall=recall, f1=f1, predicted=predicted, right=right, gold=gold, found=found
        )
    return told


def _report_invented(documents: Sequence[ScoredDocument], weights: Any) -> dict[str, InventedScore]:
    clean = [{name: (int(not count), 1) for name, count in one.invented.items()} for one in documents]
    shares = _report_shares(clean, tuple(INVENTED), weights)
    means = _report_means([one.invented for one in documents], tuple(INVENTED), weights)
    return {name: InventedScore(clean=shares[name], a_document=means[name]) for name in INVENTED}


def _report_register(tallies: Sequence[RegisterTally | None], weights: Any) -> RegisterScore | None:
    """The scores of documents with an entry; each sample draws among all of them as for the other scores."""
    if not any(tallies):
        return None
    return RegisterScore(
        shares=_report_shares([one.shares if one else {} for one in tallies], tuple(REGISTER), weights),
        errors=_report_means([one.errors if one else {} for one in tallies], tuple(ERRORS), weights),
    )


def _report_means(tallies: Sequence[Mapping[str, int]], names: Sequence[str], weights: Any) -> dict[str, MeanScore]:
    """The mean of each name over the documents that have it."""
    counted = [{name: (count, 1) for name, count in tally.items()} for tally in tallies]
    sums = _sum_tallies(counted, names, weights, scale=1)
    return {name: MeanScore(total=total, of=of, mean=mean) for name, (total, of, mean) in sums.items()}


def _report_shares(
    tallies: Sequence[Mapping[Any, tuple[int, int]]], names: Sequence[Any], weights: Any
) -> dict[Any, ShareScore]:
    sums = _sum_tallies(tallies, names, weights, scale=100)
    return {name: ShareScore(right=right, of=of, percent=percent) for name, (right, of, percent) in sums.items()}


def _sum_tallies(
    tallies: Sequence[Mapping[Any, tuple[int, int]]], names: Sequence[Any], weights: Any, *, scale: int
) -> dict[Any, tuple[int, int, Interval | None]]:
    """Of each name both sums, and ``scale`` times the first over the second; None where that is 0."""
    rows = [[tally.get(name, (0, 0)) for name in names] for tally in tallies]
    sums = sum_rows(weights, rows)
    samples = share(sums[..., 0], sums[..., 1], scale=scale, empty=float("nan"))
    told = {}
    for index, name in enumerate(names):
        part, of = (sum(row[index][at] for row in rows) for at in (0, 1))
        told[name] = part, of, interval(scale * part / of, samples[:, index]) if of else None
    return told


def _report_grounding(documents: Sequence[ScoredDocument], weights: Any) -> dict[EvidenceStatus, ShareScore]:
    """How the evidences of incidents stand in their articles."""
    statuses: tuple[EvidenceStatus, ...] = get_args(EvidenceStatus)
    values = [walk_values(one.record) for one in documents]
    counted = [Counter(piece.status for value in of for piece in value.evidence) for of in values]
    tallies = [{status: (counts[status], counts.total()) for status in statuses} for counts in counted]
    return _report_shares(tallies, statuses, weights)


def _count_findings(records: Sequence[Summary]) -> dict[Severity, float]:
    """The findings of each severity in a record on average."""
    counts = Counter(finding.severity for record in records for finding in record.findings)
    severities: tuple[Severity, ...] = get_args(Severity)
    return {severity: counts[severity] / max(len(records), 1) for severity in severities}


def _report_effort(records: Sequence[Summary]) -> Effort:
    attempts = [record.provenance.attempts for record in records]
    prompt = _sum_tokens([[one.prompt_tokens for one in tried] for tried in attempts])
    completion = _sum_tokens([[one.completion_tokens for one in tried] for tried in attempts])
    seconds = [record.provenance.seconds for record in records]
    return Effort(
        prompt_tokens_mean=fmean(prompt) if prompt else None,
        prompt_tokens_median=median(prompt) if prompt else None,
        completion_tokens_mean=fmean(completion) if completion else None,
        completion_tokens_median=median(completion) if completion else None,
        seconds_mean=fmean(seconds),
        seconds_median=median(seconds),
    )


def _sum_tokens(records: Sequence[Sequence[int | None]]) -> list[int] | None:
    """The tokens of each record; None where any request did not report its own."""
    known = [[count for count in requests if count is not None] for requests in records]
    return [sum(counts) for counts in known] if list(map(len, known)) == list(map(len, records)) else None


def compare_runs(run: ScoredRun, other: ScoredRun) -> Comparison:
    """The differences in F1, paired: each bootstrap sample draws the same documents of both runs.

    Raises: ConfigurationError where no document was scored in both.
    """
    others = {document.doc_id: document for document in other.documents}
    pairs = [(one, others[one.doc_id]) for one in run.documents if one.doc_id in others]
    if not pairs:
        raise ConfigurationError("The two runs have no document in common that has gold.")
    weights = draw_weights(len(pairs))
    values, samples = [], []
    for documents in zip(*pairs, strict=True):
        rows = [[*_with_sum(one.counts), _with_sum(one.ceaf_rme)[-1]] for one in documents]
        values.append(precision_recall_f1(sum_rows([1.0] * len(rows), rows), empty=float("nan"))[:, 2])
        samples.append(precision_recall_f1(sum_rows(weights, rows), empty=float("nan"))[..., 2])
    names = (*PARTS, MICRO, CEAF_RME)
    spread = samples[0] - samples[1]
    f1 = {name: (_or_none(values[0][at]), _or_none(values[1][at])) for at, name in enumerate(names)}
    return Comparison(
        documents=len(pairs),
        f1=f1,
        difference={
            name: None if None in f1[name] else interval(values[0][at] - values[1][at], spread[:, at])
            for at, name in enumerate(names)
        },
        changed=tuple(
            ChangedDocument(doc_id=one.doc_id, f1=_document_f1(one), other_f1=_document_f1(two))
            for one, two in pairs
            if one.counts != two.counts
        ),
    )


def _or_none(score: float) -> float | None:
    return None if math.isnan(score) else float(score)


def _document_f1(document: ScoredDocument) -> float:
    return float(precision_recall_f1(_with_sum(document.counts)[-1], empty=100.0)[2])
