"""What an evaluation says of a run: its scores, and how they differ from those of another."""

from pydantic import Field

from summarizer.evaluation.confidence import Reliability
from summarizer.evaluation.intervals import Interval
from summarizer.evaluation.mistakes import DocumentMistakes
from summarizer.schemas.record import EvidenceStatus, Frozen, Severity

MICRO, CEAF_RME = "micro", "CEAF-RME"


class PartScore(Frozen):
    """Precision, recall and F1 of one part in percent; how many the run and the gold have, and how many of each match.

    ``right`` are of the run's and ``found`` of the gold's: they differ where several names are one entity's. A score
    that nothing decides is 0; intervals are of the samples in which something does.
    """

    precision: Interval
    recall: Interval
    f1: Interval
    predicted: int
    right: int
    gold: int
    found: int

    @property
    def is_empty(self) -> bool:
        """True where neither the run nor the gold has any."""
        return not (self.predicted or self.gold)


class ShareScore(Frozen):
    """How many are right, of how many; ``percent`` is None where there were none."""

    right: int
    of: int
    percent: Interval | None


class MeanScore(Frozen):
    """A sum over how many documents; ``mean`` is None where there were none."""

    total: int
    of: int
    mean: Interval | None


class InventedScore(Frozen):
    """``clean``: documents without an invented incident, of those asked; ``a_document``: invented incidents in one."""

    clean: ShareScore
    a_document: MeanScore


class RegisterScore(Frozen):
    """Over documents that a register has an entry for: shares by register.REGISTER and errors by register.ERRORS."""

    shares: dict[str, ShareScore]
    errors: dict[str, MeanScore]


class Effort(Frozen):
    """What records took, a record each: tokens None where a request reported none."""

    prompt_tokens_mean: float | None
    prompt_tokens_median: float | None
    completion_tokens_mean: float | None
    completion_tokens_median: float | None
    seconds_mean: float
    seconds_median: float


class Evaluation(Frozen):
    """A run's scores. ``parts`` holds the type, the five roles and ``micro``; ``details`` those of details.DETAILS.

    ``ceaf_rme`` holds the five roles and ``micro`` as CEAF-RME aligns them; ``invented`` those of details.INVENTED.
    ``entries`` is None where the gold is not a register's.
    ``without_gold`` names documents of the run that have no gold and ``without_record`` gold documents that have no
    record; the latter are scored as empty where ``all_gold``, and left out otherwise. ``reliability`` is that of
    confidences, by confidence.JUDGED; empty where the run has none.
    """

    gold: str
    documents: int
    all_gold: bool
    without_gold: tuple[str, ...]
    without_record: tuple[str, ...]
    parts: dict[str, PartScore]
    ceaf_rme: dict[str, PartScore]
    invented: dict[str, InventedScore]
    entries: RegisterScore | None
    details: dict[str, ShareScore]
    grounding: dict[EvidenceStatus, ShareScore]
    findings: dict[Severity, float]
    effort: Effort | None
    reliability: dict[str, Reliability] = Field(default_factory=dict)


class ChangedDocument(Frozen):
    """A document whose counts differ between the runs, and its F1 over all parts in each.

    That is 100 where there is nothing in the gold and the run has nothing.
    """

    doc_id: str
    f1: float
    other_f1: float


class Comparison(Frozen):
    """Two runs over the documents scored in both: each difference is the first run's F1 less the other's.

    Of the parts, of ``micro`` and, over all roles, of CEAF-RME; an F1 is None where neither that run nor the gold has
    any, and so is its difference. ``changed`` stands in the order of the gold: the documents whose counts of parts
    differ.
    """

    documents: int
    f1: dict[str, tuple[float | None, float | None]]
    difference: dict[str, Interval | None]
    changed: tuple[ChangedDocument, ...]


class OtherRun(Frozen):
    """A run that the first one was compared with."""

    run: str
    evaluation: Evaluation
    comparison: Comparison


class Report(Frozen):
    """All that is told of a run: its scores, its documents with the most mistakes first, and the runs beside it."""

    run: str
    evaluation: Evaluation
    documents: tuple[DocumentMistakes, ...]
    others: tuple[OtherRun, ...]
