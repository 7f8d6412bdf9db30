"""Run folders that somebody tampered with: what is done to which file. One entry for each kind."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from report_runs import FAILURE, kabul, peaceful, strike, write_run

from summarizer.articles.reading import article_from_text
from summarizer.review.rows import Review
from summarizer.runs.provider_batches.articles import dump_article
from summarizer.values import to_json

CONTROL = "\x1b[2J\x1b]0;evil\x07\x9b31m\u202e\x7f"
OBEYED = set(CONTROL) - set("[2J]0;evil31m")
"""What a terminal would obey, or show otherwise than it stands."""
SUMMARIES, ARTICLES, LEDGER, FAILURES = "summaries.jsonl", "articles.jsonl", "ledger.jsonl", "failures.jsonl"
MANIFEST, REVIEWS, LOCK, STATE = "manifest.json", "reviews.jsonl", ".lock", "batch/state.json"
BATCH_ROWS = ("batch/articles.jsonl", "batch/unread.jsonl", "batch/failed-0001.jsonl")
ROWS = (SUMMARIES, ARTICLES, LEDGER, FAILURES, REVIEWS)


class Tampering(NamedTuple):
    """What is done to a file of a run: ``spoil`` gets its path."""

    file: str
    name: str
    spoil: Callable[[Path], object]

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def write_sound_run(folder: Path) -> Path:
    """A finished run of four records with a failure, a review, and a batch job whose one chunk was never sent."""
    write_run(folder, [kabul(), peaceful(), strike()], [FAILURE])
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**manifest, "counts": {"total": 4, "to_submit": 0}}))
    review = Review(
        review_id="00000000-0000-4000-8000-000000000001",
        when="2026-11-24T18:00:00Z",
        who="Ann",
        article_id=kabul().article.article_id,
        field="incidents[0].weapons[0]",
        action="accept",
    )
    (folder / REVIEWS).write_text(to_json(review) + "\n")
    (folder / "batch").mkdir()
    chunk = {"number": 1, "requests": 1, "size_bytes": 9}
    state = {"job_id": "j", "settings": {"model": "fake", "temperature": "0"}, "chunks": [chunk]}
    (folder / STATE).write_text(json.dumps(state))
    (folder / "batch/requests-0001.jsonl").write_text('{"custom_id": "' + "0" * 64 + '"}\n')
    (folder / BATCH_ROWS[0]).write_bytes(dump_article(article_from_text("Ten died. Two were hurt.")))
    (folder / BATCH_ROWS[1]).write_text(to_json(FAILURE) + "\n")
    (folder / BATCH_ROWS[2]).write_text('{"key":"k","code":null,"message":"m"}\n')
    return folder


def copy_run(run: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(run, to, symlinks=True))


# What can lie in a file's place


def written(content: str | bytes) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


def _instead(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def spoil(path: Path) -> None:
        path.unlink()
        make(path)

    return spoil


def _long_line(path: Path) -> None:
    """A line of four gigabytes that takes no room on the disk."""
    with path.open("r+b") as file:
        file.truncate(4 * 2**30)


def _replaced() -> Iterator[tuple[str, Callable[[Path], object]]]:
    yield "a folder", _instead(Path.mkdir)
    yield "a named pipe", _instead(os.mkfifo)
    yield "a link to an endless device", _instead(lambda path: path.symlink_to("/dev/zero"))
    yield "a link to itself", _instead(lambda path: path.symlink_to(path))
    yield "four gigabytes", _long_line
    yield "nothing", written("")
    yield "no text", written(b"\xff\xfe\x00\xd8\n")
    yield "nested too deep", written('{"a":' * 100_000 + "\n")
    yield "a list", written("[]\n")
    yield "null", written("null\n")
    yield "an empty object", written("{}\n")
    yield "a number of 5,000 digits", written(f'{{"a": {"9" * 5_000}}}\n')
    yield "no number", written('{"a": NaN, "b": 1e999}\n')


# What can stand in a field

HOSTILE_VALUES: dict[str, Any] = {
    "control characters": CONTROL,
    "a lone surrogate": "\ud800",
    "null": None,
    "a list in a list": [[]],
    "an object": {"a": 1},
    "less than nothing": -(10**9),
    "a huge number": 10**900,
    "a long path": ".a[0]" * 50_000,
    "a long word": "a" * 200_000,
}
FIELDS: dict[str, tuple[str, ...]] = {
    SUMMARIES: (
        "",
        "schema_version",
        "article",
        "article.article_id",
        "article.title",
        "article.path",
        "article.published",
        "summary",
        "key_sentences",
        "incidents",
        "incidents.0.type",
        "incidents.0.date.text",
        "incidents.0.date.earliest",
        "incidents.0.place.country",
        "incidents.0.place.country_code",
        "incidents.0.place.places.0.name",
        "incidents.0.weapons.0.name",
        "incidents.0.weapons.0.evidence",
        "incidents.0.weapons.0.evidence.0.sentence",
        "incidents.0.weapons.0.evidence.0.start",
        "incidents.0.weapons.0.evidence.0.end",
        "incidents.0.victims.0.group",
        "incidents.0.victims.0.count.low",
        "incidents.0.victims.0.count.high",
        "incidents.0.totals",
        "incidents.0.totals.killed.low",
        "incidents.0.totals.killed.high",
        "findings.0.field",
        "findings.0.code",
        "findings.0.message",
        "provenance",
        "provenance.seconds",
        "provenance.parameters",
        "provenance.attempts.0.cost_usd",
        "provenance.attempts.0.prompt_tokens",
        "provenance.model.id",
    ),
    ARTICLES: ("", "article_id", "text", "sentences", "sentences.0", "sentences.0.0", "sentences.0.1"),
    LEDGER: ("", "article_id", "requests", "prompt_tokens", "cost_usd", "finished"),
    FAILURES: ("", "path", "line", "code", "message"),
    MANIFEST: ("fingerprint", "fingerprint.model", "fingerprint.prompt", "status", "counts", "counts.total", "started"),
    REVIEWS: ("", "article_id", "field", "action", "old", "new", "sentences", "who", "when"),
    STATE: (
        "job_id",
        "settings",
        "settings.model",
        "settings.temperature",
        "settings.prices",
        "settings.prompt",
        "settings.seed",
        "chunks",
        "chunks.0.number",
        "chunks.0.requests",
        "chunks.0.step",
        "chunks.0.file_id",
        "chunks.0.batch_id",
        "chunks.0.expires_at",
        "chunks.0.problem",
    ),
    BATCH_ROWS[0]: ("article_id", "text", "body_spans", "body_spans.0.0"),
    BATCH_ROWS[1]: ("path", "code", "message"),
    BATCH_ROWS[2]: ("key", "code", "message"),
}
"""The fields of each file's first row that get hostile values, as paths; the empty one is the whole row."""


def put(row: Any, field: str, value: Any) -> Any:
    """A row with a value in the place of another."""
    if not field:
        return value
    name, _, rest = field.partition(".")
    key: Any = int(name) if isinstance(row, list) else name
    held = row[key] if not isinstance(row, dict) or key in row else None
    changed = list(row) if isinstance(row, list) else dict(row)
    changed[key] = put(held, rest, value)
    return changed


def _changed(field: str, value: Any) -> Callable[[Path], object]:
    def spoil(path: Path) -> None:
        first, *others = path.read_text(encoding="utf-8").split("\n")
        lines = [json.dumps(put(json.loads(first), field, value)), *others]
        path.write_text("\n".join(lines), encoding="utf-8")

    return spoil


def _repeated(path: Path) -> None:
    """A row of the same article 50 times."""
    path.write_text((path.read_text(encoding="utf-8").split("\n")[0] + "\n") * 50, encoding="utf-8")


def _negative_totals(path: Path) -> None:
    """Sums below nothing, over which a bar of the overview was as long as their ratio."""
    first, second, *others = path.read_text(encoding="utf-8").split("\n")
    incident = {"low": -1, "high": None}
    row = put(json.loads(first), "incidents.0.totals", {"killed": incident, "injured": {"low": -(10**9), "high": None}})
    path.write_text("\n".join([json.dumps(row), second, *others]), encoding="utf-8")


def _deep_answer(path: Path) -> None:
    """A user's own answer, nested deeper than what prints it can follow."""
    answer: Any = "x"
    for _ in range(300):
        answer = {"a": answer}
    row = json.loads(to_json(strike().record))
    path.write_text(json.dumps({**row, "answer": answer}) + "\n", encoding="utf-8")


SPECIAL = (
    Tampering(SUMMARIES, "totals below nothing", _negative_totals),
    Tampering(SUMMARIES, "an answer nested 300 deep", _deep_answer),
    Tampering(SUMMARIES, "one record 50 times", _repeated),
    Tampering(SUMMARIES, "a type of control characters", _changed("incidents.0.type", CONTROL)),
    Tampering(ARTICLES, "a span beyond the text", _changed("sentences", [[0, 10**15]])),
    Tampering(ARTICLES, "a span backwards", _changed("sentences", [[9, 3]])),
    Tampering(ARTICLES, "spans of other shapes", _changed("sentences", [[1, 2, 3], "ab", 7])),
    Tampering(STATE, "a batch's name that leads elsewhere", _changed("chunks.0.batch_id", "../files/x")),
    Tampering(STATE, "a batch's name that is a folder's", _changed("chunks.0.batch_id", "..")),
    Tampering(STATE, "settings that there are not", _changed("settings", {"model": "fake", "answer_schema": "os:x"})),
    Tampering(LOCK, "a named pipe", _instead(os.mkfifo)),
    Tampering(LOCK, "a folder", _instead(Path.mkdir)),
    Tampering(LOCK, "a link to an endless device", _instead(lambda path: path.symlink_to("/dev/zero"))),
)
WHOLE = tuple(
    Tampering(file, name, spoil) for file in (*ROWS, MANIFEST, STATE, *BATCH_ROWS) for name, spoil in _replaced()
)
PARTS = tuple(
    Tampering(file, f"{field or 'a row'} is {name}", _changed(field, value))
    for file, fields in FIELDS.items()
    for field in fields
    for name, value in HOSTILE_VALUES.items()
)
TAMPERINGS = (*SPECIAL, *WHOLE, *PARTS)


def commands_for(file: str, run: Path, *, address: str) -> list[list[str]]:
    """The commands that read a file of a run."""
    base = ["--base-url", address]
    readers = {
        "show": ["show", str(run)],
        "show --json": ["show", str(run), "--json"],
        "show --reviews": ["show", str(run), "--reviews"],
        "status": ["status", str(run)],
        "status --json": ["status", str(run), "--json"],
        "report": ["report", str(run)],
        "export": ["export", str(run), "--format", "csv,geojson"],
        "batch status": ["batch", "status", str(run), *base],
        "batch status --json": ["batch", "status", str(run), *base, "--json"],
        "batch collect": ["batch", "collect", str(run), *base, "--no-cache"],
    }
    chosen = {
        SUMMARIES: ("show", "show --json", "report", "export"),
        ARTICLES: ("show", "report"),
        LEDGER: ("show", "status", "report"),
        FAILURES: ("show", "status", "status --json"),
        MANIFEST: ("status", "status --json", "report"),
        REVIEWS: ("show --reviews", "report"),
        LOCK: ("status",),
        STATE: ("batch status", "batch status --json", "batch collect"),
    }.get(file, ("batch collect",))
    return [readers[name] for name in chosen]
