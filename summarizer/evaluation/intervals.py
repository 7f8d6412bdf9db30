"""Bootstrap intervals: how far a score could have come out otherwise with other documents of the same kind."""

from typing import TYPE_CHECKING, Any

from summarizer.extras import np
from summarizer.schemas.record import Frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


SAMPLES, SEED = 2000, 20
_BOUNDS = (2.5, 97.5)


class Interval(Frozen):
    """A score and its 95% interval."""

    value: float
    low: float
    high: float

    @property
    def bounds(self) -> str:
        """The interval in words."""
        return f"{self.low:.1f} to {self.high:.1f}"


def draw_weights(documents: int, *, samples: int = SAMPLES, seed: int = SEED) -> "Floats":
    """How often each document is drawn, a row for each sample; the same seed draws the same."""
    rng = np.random.default_rng(seed)
    shares = np.full(documents, 1 / max(documents, 1))
    return rng.multinomial(documents, shares, size=samples).astype(np.float64)


def sum_rows(weights: Any, rows: Any) -> "Floats":
    """The sums over the documents of each sample: ``rows`` holds a row, of any shape, for each document."""
    sums: Floats = np.tensordot(np.asarray(weights), np.asarray(rows, dtype=np.float64), axes=1)
    return sums


def precision_recall_f1(counts: Any, *, empty: float = 0.0) -> "Floats":
    """Precision, recall and F1 in percent along the last axis, of counts as alignment.Counts.

    Each is ``empty`` where nothing decides it: precision without anything predicted, recall without gold, F1 without
    either.
    """
    right, predicted, found, gold = np.moveaxis(np.asarray(counts, dtype=np.float64), -1, 0)
    precision, recall = share(right, predicted), share(found, gold)
    told = np.stack([precision, recall, share(2 * precision * recall, precision + recall, scale=1)], axis=-1)
    return np.where(np.stack([predicted, gold, predicted + gold], axis=-1) == 0, empty, told)


def share(part: Any, whole: Any, *, scale: float = 100, empty: float = 0.0) -> "Floats":
    """The part of each whole, in percent; ``empty`` where the whole is 0."""
    part, whole = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    shares: Floats = np.divide(scale * part, whole, out=np.full(whole.shape, empty), where=whole != 0)
    return shares


def interval(value: float, samples: Any) -> Interval:
    """The value with the 95% of the samples around it; samples that are not a number are left out."""
    known = np.asarray(samples)[~np.isnan(samples)]
    low, high = np.percentile(known, _BOUNDS) if known.size else (value, value)
    return Interval(value=float(value), low=float(low), high=float(high))
