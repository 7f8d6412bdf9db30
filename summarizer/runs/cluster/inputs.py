"""Articles that a cluster reads: Parquet files, and files beyond this machine; files of this machine are read here.

Ray Data spreads the reading over the cluster and keeps it no further ahead than its memory allows. Rows are read with
pyarrow in tasks of ours and not with ``ray.data.read_parquet``, which ends at the first file that it cannot read and
(2.60) gives the rows of a file in another order than they stand in, so that none could be named by its number.
"""

import glob
import logging
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from summarizer.articles import reading as local
from summarizer.articles.formats import PARQUET
from summarizer.errors import ConfigurationError
from summarizer.extras import ray
from summarizer.runs.cluster.nodes import LEAST_CPUS, count_cpus
from summarizer.runs.folder import LOCK, MANIFEST, TABLES_FOLDER
from summarizer.runs.storage.addresses import as_uri, find_stored
from summarizer.runs.storage.inputs import read_in_order
from summarizer.runs.storage.readers import read_source
from summarizer.values import Article, ArticleFailure

_BLOCK_BYTES = 4 * 2**20
_MOST_BLOCKS = 1000
_TASKS_PER_CPU = 2


def find_inputs(paths: Sequence[Path]) -> Iterator[Path]:
    """The files to read: what the local engine reads, and the Parquet files of folders, patterns and addresses.

    A pattern's files come sorted; a pattern without any comes itself, so that reading reports it. In a folder, Parquet
    files come after all others; those among the tables of a run are left out.
    """
    for path in paths:
        if as_uri(path) is not None:
            yield from find_stored(path)
        elif glob.has_magic(str(path)) and not os.path.lexists(path):
            names = glob.glob(str(path), recursive=True)  # noqa: PTH207 - a Path has no such method for patterns of any form
            found = [Path(name) for name in sorted(names)]
            yield from find_inputs(found) if found else [path]
        else:
            yield from local.find_inputs([path])
            yield from sorted(_find_parquet(path))


def _find_parquet(folder: Path) -> Iterator[Path]:
    """The Parquet files below a folder, without hidden names and those behind links to folders; none of a file."""
    for place, folders, names in os.walk(folder):
        is_run = LOCK in names and MANIFEST in names
        folders[:] = [name for name in folders if not (name.startswith(".") or (is_run and name == TABLES_FOLDER))]
        found = (name for name in names if not name.startswith(".") and name.lower().endswith(PARQUET))
        yield from (Path(place, name) for name in found)


def read_articles(
    paths: Sequence[Path], *, max_bytes: int, start: Callable[[], None]
) -> Iterator[Article | ArticleFailure]:
    """An article or a failure for each input, in order, as the local engine reads them.

    ``start`` connects to the cluster; it is called before something is read there. Nothing is raised for a bad input.
    """

    def read(group: Sequence[Path]) -> Iterator[Article | ArticleFailure]:
        start()
        return _read_on_cluster(group, max_bytes)

    def is_stored(path: Path) -> bool:
        return as_uri(path) is not None or path.suffix.lower() == PARQUET

    return read_in_order(paths, max_bytes=max_bytes, is_stored=is_stored, read_stored=read)


def _read_on_cluster(paths: Sequence[Path], max_bytes: int) -> Iterator[Article | ArticleFailure]:
    import ray.data  # noqa: PLC0415 - lazy: an extra

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    sources = ray.data.from_items(
        [{"path": pickle.dumps(path)} for path in paths], override_num_blocks=min(len(paths), _MOST_BLOCKS)
    )
    sources.context.enable_progress_bars = False
    sources.context.execution_options.preserve_order = True
    sources.context.target_max_block_size = _BLOCK_BYTES
    # Bounded in number and not by what they claim, which may be taken by workers once nodes are gone.
    compute = ray.data.TaskPoolStrategy(size=min(len(paths), max(1, int(_TASKS_PER_CPU * count_cpus()))))
    read = partial(_read_file, max_bytes=max_bytes)
    rows = sources.flat_map(read, compute=compute, num_cpus=LEAST_CPUS, **_place(paths))
    try:
        for row in rows.iter_rows():
            yield pickle.loads(row["row"])  # noqa: S301 - what our own task pickled
    except ray.exceptions.RayError as error:
        raise ConfigurationError(f"Reading on the cluster failed: {error}") from error


def _read_file(source: dict[str, Any], *, max_bytes: int) -> Iterator[dict[str, bytes]]:
    """The rows of the task that reads one file."""
    path = pickle.loads(source["path"])  # noqa: S301 - our own path
    for outcome in read_source(path, max_bytes=max_bytes):
        yield {"row": pickle.dumps(outcome)}


def _place(paths: Sequence[Path]) -> dict[str, Any]:
    """Where to read: this machine's files on this machine, if it is a node that has room at all."""
    if all(as_uri(path) is not None for path in paths):
        return {}
    here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
    return {"label_selector": here, "fallback_strategy": [{"label_selector": {}}]}
