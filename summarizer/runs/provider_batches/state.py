"""What a batch job has on disk beside its run: its state, its articles, its requests, and what failed.

A run folder's ``batch/`` holds them. The state is written before and after everything that the provider is asked to
make, so that what a killed program left undone, or did without noting it, can be told and looked for.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError
from typing_extensions import TypedDict

from summarizer.errors import RunFolderError
from summarizer.files import count_rows, explained, parse_json, read_values, read_whole, refuse_link, write_atomically
from summarizer.runs.folder import BATCH_FOLDER, FAILURES, MANIFEST, SUMMARIES
from summarizer.runs.records import read_record_rows
from summarizer.schemas.record import Frozen
from summarizer.values import ArticleFailure, describe_invalid, to_json

STATE = "state.json"
ARTICLES = "articles.jsonl"
UNREAD = "unread.jsonl"
ANSWERS = "answers.sqlite3"

Step = Literal["written", "uploading", "uploaded", "creating", "created", "collected"]
_Id = Annotated[str, Field(min_length=1)]
"""A provider's name for a thing of ours, of any shape; the SDK escapes it where it becomes a part of addresses."""


class Chunk(Frozen):
    """One file of requests on its way. ``number`` counts from 1.

    ``step`` is how far it got: written here, about to be uploaded, uploaded, about to become a batch, a batch, its
    answers taken. ``status``, ``completed``, ``failed`` and ``expires_at`` are what the provider last said of it, and
    ``trouble`` is why it could not be asked about it.
    """

    number: int = Field(ge=1)
    requests: int = Field(ge=1)
    size_bytes: int
    step: Step = "written"
    file_id: _Id | None = None
    batch_id: _Id | None = None
    status: str | None = None
    completed: int = 0
    failed: int = 0
    expires_at: int | None = None
    problem: str | None = None
    trouble: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether its answers are still to come."""
        return self.step != "collected"

    @property
    def is_at_provider(self) -> bool:
        """Whether the provider has its requests, or may have them, as a batch."""
        return self.step in ("creating", "created")

    @property
    def is_unsure(self) -> bool:
        """Whether the provider may have made what the step is about to."""
        return self.step in ("uploading", "creating")


class JobSettings(TypedDict, total=False):
    """The settings of a submit, under the names of its options."""

    model: str
    base_url: str | None
    api_key_env: str | None
    prompt: str | None
    schema: str | None
    abstract: bool | None
    prices: str | None
    temperature: str
    seed: int | None
    reasoning: str | None
    answer_tokens: int | None
    answer_mode: str | None
    context_tokens: int | None


class JobState(Frozen):
    """A job: its id, its chunks in order of their numbers, and the settings that it was submitted with.

    ``replaced`` are the articles of which the latest submit had a newer version, by id.
    """

    version: Literal[1] = 1
    job_id: str
    settings: JobSettings
    chunks: tuple[Chunk, ...] = ()
    replaced: tuple[str, ...] = ()

    def metadata(self, chunk: Chunk) -> dict[str, str]:
        """What the provider keeps with a chunk's batch, so that it can be found again."""
        return {"summarizer_job": self.job_id, "summarizer_chunk": str(chunk.number)}

    def file_name(self, chunk: Chunk) -> str:
        """The name that the provider knows a chunk's file by; no other file has it."""
        return f"summarizer-{self.job_id}-{chunk.number:04}.jsonl"


class GivenUp(Frozen):
    """Why a request of a chunk has no answer. ``code`` names the error that ends it; None: it may be asked again."""

    key: str
    code: str | None
    message: str


class JobFiles:
    """The paths of a job in a run's folder, and what is in them."""

    def __init__(self, run: Path) -> None:
        self.run = run
        self.folder = run / BATCH_FOLDER
        self.articles = self.folder / ARTICLES
        self.answers = self.folder / ANSWERS

    def requests(self, number: int) -> Path:
        """A chunk's requests, as the provider gets them."""
        return self.folder / f"requests-{number:04}.jsonl"

    def load(self) -> JobState | None:
        """The job's state; None where there is no job. Raises: RunFolderError where it is damaged."""
        path = self.folder / STATE
        try:
            return JobState.model_validate_json(read_whole(path))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValidationError) as error:
            said = describe_invalid(error) if isinstance(error, ValidationError) else error
            raise RunFolderError(f"{path}: not the state of a batch job: {said}. Choose another --out.") from error

    def require(self) -> JobState:
        """The job's state. Raises: RunFolderError where there is none."""
        state = self.load()
        if state is None:
            raise RunFolderError(
                f"{self.run}: no batch job here. Give the folder that 'summarizer batch submit --out' wrote."
            )
        return state

    def save(self, state: JobState) -> None:
        """Replace the state, all or nothing."""
        self._write(self.folder / STATE, state.model_dump_json(indent=1) + "\n")

    def write_failed(self, number: int, given_up: list[GivenUp]) -> None:
        """Keep what of a chunk has no answer, all or nothing."""
        self._write(self.folder / f"failed-{number:04}.jsonl", "".join(f"{to_json(one)}\n" for one in given_up))

    def read_failed(self) -> Iterator[GivenUp]:
        """What had no answer, over all chunks; a request that failed in several comes once for each."""
        for path in sorted(self.folder.glob("failed-*.jsonl")):
            yield from read_values(path, GivenUp)

    def write_unread(self, failures: list[ArticleFailure]) -> None:
        """Keep which inputs of the latest submit could not be read."""
        self._write(self.folder / UNREAD, "".join(f"{to_json(one)}\n" for one in failures))

    def read_unread(self) -> Iterator[ArticleFailure]:
        """The inputs of the latest submit that could not be read."""
        return read_values(self.folder / UNREAD, ArticleFailure)

    def _write(self, path: Path, text: str) -> None:
        with explained(f"{path}: cannot be written", "Mend that and run the command again."):
            refuse_link(self.folder).mkdir(parents=True, exist_ok=True)
            write_atomically(path, text)


class Job:
    """A job under way: its state, which is on disk after every change."""

    def __init__(self, files: JobFiles, state: JobState) -> None:
        self.files = files
        self.state = state

    @property
    def open_chunks(self) -> list[Chunk]:
        """The chunks whose answers are still to come."""
        return [chunk for chunk in self.state.chunks if chunk.is_open]

    def add(self, chunks: Sequence[Chunk]) -> None:
        """Note new chunks, all or none."""
        if chunks:
            self._save(chunks=(*self.state.chunks, *chunks))

    def note_replaced(self, article_ids: Collection[str]) -> None:
        """Note which articles have a newer version."""
        if {*article_ids} != {*self.state.replaced}:
            self._save(replaced=tuple(sorted(article_ids)))

    def put(self, chunk: Chunk) -> Chunk:
        """Note a chunk as it is now, in the place of that of its number."""
        if chunk not in self.state.chunks:
            self._save(chunks=tuple(chunk if one.number == chunk.number else one for one in self.state.chunks))
        return chunk

    def _save(self, **changes: Any) -> None:
        self.state = self.state.model_copy(update=changes)
        self.files.save(self.state)

    def change(self, chunk: Chunk, **changes: Any) -> Chunk:
        """Note a chunk with some of its facts anew."""
        return self.put(chunk.model_copy(update=changes))


class Standing(Frozen):
    """Where a job stands. ``waiting`` articles lack an answer.

    Of their questions, ``at_provider`` are in batches, and ``to_submit`` are for the next submit.
    """

    done: int = 0
    failed: int = 0
    waiting: int = 0
    at_provider: int = 0
    to_submit: int = 0


def read_standing(run: Path) -> Standing:
    """Where a job stands, told from its files, so that it is right after a killed command, too.

    But for ``to_submit``, which that left unknown.
    """
    files = JobFiles(run)
    state = files.require()
    current = (row for row in read_record_rows(run) if row.article_id not in state.replaced) if state.replaced else None
    done = count_rows(run / SUMMARIES) if current is None else sum(1 for _ in current)
    failed = count_rows(run / FAILURES)
    unread = min(failed, count_rows(files.folder / UNREAD))
    try:
        to_submit = int(parse_json(read_whole(run / MANIFEST))["counts"]["to_submit"])
    except (OSError, ValueError, KeyError, TypeError):
        to_submit = 0
    return Standing(
        done=done,
        failed=failed,
        waiting=max(0, count_rows(files.articles) - len(state.replaced) - done - (failed - unread)),
        at_provider=sum(chunk.requests for chunk in state.chunks if chunk.is_open and chunk.batch_id is not None),
        to_submit=to_submit,
    )
