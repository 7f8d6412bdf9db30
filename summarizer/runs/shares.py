"""A run's limits shared out over workers, on this machine or others."""

from summarizer.options import Options


def share_out(amount: int, among: int) -> list[int]:
    """Whole shares that add up to the amount; what cannot be divided goes to the first ones, one each."""
    share, rest = divmod(amount, among)
    return [share + (place < rest) for place in range(among)]


def share_options(options: Options, workers: int) -> list[Options]:
    """The settings of each worker, whose limits add up to the run's.

    There are fewer workers than asked for where a limit is too small to be shared by all. Without a ``concurrency``,
    the workers of the embedded model ask one question each at a time.
    """
    concurrency = None if options.is_embedded and options.concurrency is None else options.workers
    limits = {"concurrency": concurrency, "rpm": options.rpm, "tpm": options.tpm}
    known = {name: limit for name, limit in limits.items() if limit is not None}
    count = min([workers, *known.values()])
    shares = {name: share_out(limit, count) for name, limit in known.items()}
    return [options.model_copy(update={name: share[place] for name, share in shares.items()}) for place in range(count)]
