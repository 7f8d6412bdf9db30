"""Inputs that lie in an object store and runs that are copied there, over real requests to a server that speaks S3."""

import io
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from fake_server import FakeServer
from fakes import TEXT, bulletin, fake_options, speak
from s3_server import SETTINGS, Asked, Refusal, S3Server
from typer.testing import CliRunner

from summarizer.articles.reading import read_articles as read_local_articles
from summarizer.cli.app import app
from summarizer.errors import ConfigurationError, RunFolderError
from summarizer.runs.folder import LOCK, MANIFEST
from summarizer.runs.progress import Progress
from summarizer.runs.running import run_batch
from summarizer.runs.storage import copying
from summarizer.runs.storage.addresses import COPIES, as_uri, explain_refusal, open_storage
from summarizer.runs.storage.copying import RunCopy
from summarizer.runs.storage.inputs import find_inputs, read_articles
from summarizer.values import Article, ArticleFailure

options = partial(fake_options, concurrency=1)
pytest.importorskip("pyarrow", reason="needs the extra storage")

EXPIRED = Refusal(400, "ExpiredToken", "The provided token has expired.")
NUMBERS = itertools.count()
MULTIPART_BYTES = 11 * 2**20


@pytest.fixture(scope="module")
def s3_server() -> Iterator[S3Server]:
    serving = S3Server()
    serving.start()
    yield serving
    serving.stop()


@pytest.fixture
def store(s3_server: S3Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """The server that pyarrow asks, refusing nothing."""
    for name, value in {**SETTINGS, "AWS_ENDPOINT_URL": s3_server.address}.items():
        monkeypatch.setenv(name, value)
    s3_server.asked.clear()
    yield s3_server
    s3_server.refuse = lambda _asked: None


def make_bucket(store: S3Server, objects: dict[str, bytes] | None = None) -> str:
    name = f"news{next(NUMBERS)}"
    store.make_bucket(name, objects or {})
    return name


def article(number: int) -> bytes:
    return bulletin(number).encode()


def read_object(uri: str) -> bytes:
    storage, path = open_storage(uri)
    with storage.open_input_stream(path) as source:
        return bytes(source.read())


def refuse_writing(asked: Asked) -> Refusal | None:
    return EXPIRED if asked.method in ("PUT", "POST") else None


def parquet(texts: list[str]) -> bytes:
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
    from pyarrow import parquet as files  # noqa: PLC0415 - an extra

    sink = io.BytesIO()
    files.write_table(pa.table({"text": texts}), sink)
    return sink.getvalue()


def test_objects_are_read_like_files_and_in_their_order(store: S3Server, tmp_path: Path) -> None:
    texts = {
        "in/1.txt": article(1),
        "in/2 two ü.txt": article(2),
        "in/again.txt": article(1),
        "in/blank.txt": b" ",
        "in/deep/list.jsonl": json.dumps({"text": "Kabul: once."}).encode(),
    }
    for name, content in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    left_out = {
        "in/.hidden.txt": b"x",
        "in/picture.png": b"x",
        "in/run/.copies.json": b"{}",
        "in/run/manifest.json": b"{}",
        "other.txt": b"x",
    }
    bucket = make_bucket(store, {**texts, **left_out, "in/z.parquet": parquet([TEXT, "Lima: twice."])})
    found = list(find_inputs([Path(f"s3://{bucket}/in"), tmp_path / "in/1.txt"]))
    read = list(read_articles(found, max_bytes=500))
    local = list(read_local_articles([tmp_path / "in"]))
    ids = [item.article_id for item in local if isinstance(item, Article)]
    assert [item.article_id for item in read if isinstance(item, Article)][: len(ids)] == ids
    assert [item.path for item in read if isinstance(item, Article)] == [
        f"s3://{bucket}/in/{name}" for name in ("1.txt", "2%20two%20%C3%BC.txt", "deep/list.jsonl", *2 * ("z.parquet",))
    ]
    assert [(item.path, item.code) for item in read if isinstance(item, ArticleFailure)] == [
        (f"s3://{bucket}/in/again.txt", "duplicate"),
        (f"s3://{bucket}/in/blank.txt", "empty"),
        (str(tmp_path / "in/1.txt"), "duplicate"),
    ]


def test_a_text_met_before_is_told_with_its_line_wherever_it_lies(tmp_path: Path) -> None:
    here, afar = tmp_path / "here.jsonl", tmp_path / "afar.jsonl"
    here.write_text("\n".join(json.dumps({"text": text}) for text in ("Lima: once.", TEXT)))
    afar.write_text("\n".join(json.dumps({"text": text}) for text in ("Kabul: once.", "Lima: twice.", TEXT)))
    *_, failure = read_articles([here, Path(afar.as_uri())], max_bytes=500)
    assert isinstance(failure, ArticleFailure)
    assert (failure.code, failure.line) == ("duplicate", 3)
    assert failure.message == f"the same text as {here}, line 2; remove one of them"


def test_what_runs_wrote_is_no_input_at_an_address(tmp_path: Path) -> None:
    for name in ("a.txt", "run1/b.txt", "run1/summaries.jsonl", "run1/tables/t.parquet", "other/articles.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    for name in (LOCK, MANIFEST):
        (tmp_path / "run1" / name).touch()
    found = [Path(str(path).removeprefix("file:")) for path in find_inputs([Path(tmp_path.as_uri())])]
    assert found == [tmp_path / name for name in ("a.txt", "other/articles.jsonl", "run1/b.txt")]


def test_patterns_are_listed_by_the_store(store: S3Server) -> None:
    bucket = make_bucket(store, {"a/1.txt": b"x", "a/2.md": b"x", "b/3.txt": b"x"})
    assert list(find_inputs([Path(f"s3://{bucket}/*/*.txt")])) == [
        Path(f"s3://{bucket}/a/1.txt"),
        Path(f"s3://{bucket}/b/3.txt"),
    ]


def test_more_objects_than_the_store_lists_at_once_are_all_found_in_order(store: S3Server) -> None:
    bucket = make_bucket(store, {f"in/{number:05}.txt": b"x" for number in range(1_001)})
    found = list(find_inputs([Path(f"s3://{bucket}/in")]))
    assert found == [Path(f"s3://{bucket}/in/{number:05}.txt") for number in range(1_001)]
    assert any("continuation-token" in asked.query for asked in store.asked)


@pytest.mark.parametrize(
    ("refusal", "code", "said"),
    [
        (EXPIRED, "unreadable", "the credentials have expired: get new ones"),
        (Refusal(403, "InvalidAccessKeyId"), "unreadable", "the store does not know the credentials"),
        (Refusal(403, "SignatureDoesNotMatch"), "unreadable", "the store does not know the credentials"),
        (Refusal(403, "AccessDenied"), "unreadable", "the credentials do not allow it"),
        (Refusal(404, "NoSuchKey"), "missing", "check the path"),
        (Refusal(418, "Odd"), "unreadable", "check it and your access to it"),
    ],
)
def test_objects_that_are_refused_are_failures_that_say_why(
    store: S3Server, refusal: Refusal, code: str, said: str
) -> None:
    bucket = make_bucket(store, {"in/1.txt": article(1)})
    store.refuse = lambda _asked: refusal
    uri = f"s3://{bucket}/in/1.txt"
    (failure,) = read_articles(list(find_inputs([Path(uri)])), max_bytes=500)
    assert isinstance(failure, ArticleFailure)
    assert (failure.path, failure.code, said in failure.message) == (uri, code, True)


@pytest.mark.usefixtures("store")
def test_a_bucket_or_a_store_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (failure,) = read_articles([Path("s3://no-such-bucket/1.txt")], max_bytes=500)
    assert isinstance(failure, ArticleFailure)
    assert failure.code == "missing"
    with pytest.raises(
        RunFolderError, match=r"s3://no-such-bucket/run/\.copies\.json: cannot be written: .* there is no such"
    ):
        RunCopy(tmp_path, "s3://no-such-bucket/run", on_message=print).copy()
    said = "When reading information for key '1': AWS Error NETWORK_CONNECTION during HeadObject operation: curlCode: 7"
    assert "no store answers there: check the address, AWS_ENDPOINT_URL" in explain_refusal(OSError(said), "s3://b/1")
    monkeypatch.setitem(sys.modules, "pyarrow.fs", None)
    with pytest.raises(ConfigurationError, match=r"s3://b/1.txt: needs pyarrow: pip install '.\[storage\]'"):
        list(read_articles([Path("s3://b/1.txt")], max_bytes=500))


@pytest.mark.parametrize("address", ["s3://key:hush@bucket/in", "s3://:hush@bucket/in?scheme=http"])
def test_credentials_in_an_address_are_refused_and_not_repeated(address: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["run", address, "--out", str(tmp_path / "out"), "--model", "fake"])
    assert (done.exit_code, "AWS_ACCESS_KEY_ID" in done.output, "hush" in done.output) == (3, True, False)
    assert as_uri(Path("hdfs://me@host:9000/a@b")) == "hdfs://me@host:9000/a@b"


def test_a_run_of_objects_is_copied_with_its_tables(store: S3Server, server: FakeServer, tmp_path: Path) -> None:
    bucket, out = make_bucket(store, {f"in/{number}.txt": article(number) for number in range(3)}), tmp_path / "out"
    server.default = speak()
    command = ["run", f"s3://{bucket}/in", "--out", str(out), "--copy-to", f"s3://{bucket}/runs/1", "--no-cache"]
    done = CliRunner().invoke(app, [*command, "--model", "fake", "--base-url", server.url, "--format", "csv"])
    assert (done.exit_code, "3 done" in done.output) == (0, True)
    written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {".lock", COPIES}
    assert {"summaries.jsonl", "articles.jsonl", "ledger.jsonl", "manifest.json", "tables/incidents.csv"} <= written
    assert {name: read_object(f"s3://{bucket}/runs/1/{name}") for name in written} == {
        name: (out / name).read_bytes() for name in written
    }
    assert json.loads(read_object(f"s3://{bucket}/runs/1/manifest.json"))["status"] == "finished"
    puts = [
        asked.path.removeprefix(f"/{bucket}/runs/1/") for asked in store.asked if asked.query.startswith("partNumber")
    ]
    assert puts[0] == COPIES
    assert puts.index("summaries.jsonl") > max(puts.index("articles.jsonl"), puts.index("ledger.jsonl"))
    assert puts.index("manifest.json") == puts.index("summaries.jsonl") + 1
    estimate = CliRunner().invoke(app, ["estimate", f"s3://{bucket}/in", "--model", "fake", "--base-url", server.url])
    assert "articles       3, of which 0" in estimate.output


def test_a_run_goes_on_from_its_copy_on_another_machine(store: S3Server, server: FakeServer, tmp_path: Path) -> None:
    bucket = make_bucket(store, {f"in/{number}.txt": article(number) for number in range(4)})
    where, inputs = f"s3://{bucket}/runs/1", [Path(f"s3://{bucket}/in")]
    server.default = speak()

    def interrupt(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(inputs, tmp_path / "here", options(server), copy_to=where, on_progress=interrupt)
    asked, said = len(server.requests), list[str]()
    final = run_batch(inputs, tmp_path / "there/out", options(server), copy_to=where, on_message=said.append)
    assert (final.skipped, final.done, len(server.requests) - asked) == (2, 2, 2)
    assert said == [f"fetching the run at {where}"]
    with pytest.raises(RunFolderError, match="was copied from elsewhere since"):
        run_batch(inputs, tmp_path / "here", options(server), copy_to=where)
    assert len(server.requests) == asked + 2
    afresh = run_batch(inputs, tmp_path / "here", options(server), copy_to=where, resume=False)
    assert (afresh.done, read_object(f"{where}/summaries.jsonl")) == (
        4,
        (tmp_path / "here/summaries.jsonl").read_bytes(),
    )


def test_a_copy_that_another_run_replaced_meanwhile_is_left_alone(store: S3Server, tmp_path: Path) -> None:
    bucket = make_bucket(store)
    first, second = (RunCopy(tmp_path / name, f"s3://{bucket}/run", on_message=print) for name in "ab")
    for copy in (first, second):
        copy.open(resume=True)
    first.copy()
    first.copy()
    with pytest.raises(RunFolderError, match="Choose another --copy-to"):
        second.copy()


def test_a_folder_that_is_refused_is_not_copied(store: S3Server, server: FakeServer, tmp_path: Path) -> None:
    for name in ("summaries.jsonl", "private.txt"):
        (tmp_path / name).write_text("{}\n")
    with pytest.raises(RunFolderError, match="not a run's folder"):
        run_batch([tmp_path], tmp_path, options(server), copy_to=f"s3://{make_bucket(store)}/run")
    assert {asked.method for asked in store.asked} <= {"GET", "HEAD"}


def test_a_file_that_is_removed_while_others_are_copied_is_told(store: S3Server, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text("{}\n")

    def remove(asked: Asked) -> None:
        if asked.path.endswith("/run/a"):
            (tmp_path / "b").unlink(missing_ok=True)

    store.refuse = remove
    with pytest.raises(RunFolderError, match="/run/b: cannot be read"):
        RunCopy(tmp_path, f"s3://{make_bucket(store)}/run", on_message=print).copy()


def test_expired_credentials_stop_a_run_before_anything_is_asked(
    store: S3Server, server: FakeServer, tmp_path: Path
) -> None:
    bucket, source = make_bucket(store), tmp_path / "1.txt"
    source.write_bytes(article(1))
    store.refuse = lambda _asked: EXPIRED
    command = ["run", str(source), "--out", str(tmp_path / "out"), "--copy-to", f"s3://{bucket}/run"]
    done = CliRunner().invoke(app, [*command, "--model", "fake", "--base-url", server.url])
    assert done.exit_code == 3
    assert f"s3://{bucket}/run/.copies.json: cannot be read" in done.output
    assert "the credentials have expired: get new ones (AWS_ACCESS_KEY_ID" in done.output
    assert server.requests == []


def test_credentials_that_expire_during_a_run_lose_nothing(
    store: S3Server, server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "EVERY_S", 0.0)
    bucket, out, said = make_bucket(store, {f"in/{n}.txt": article(n) for n in range(3)}), tmp_path / "out", list[str]()
    server.default = speak()
    inputs, where = [Path(f"s3://{bucket}/in")], f"s3://{bucket}/run"

    def expire(progress: Progress) -> None:
        if progress.done == 2:
            store.refuse = refuse_writing

    with pytest.raises(RunFolderError, match=r"run/\.copies\.json: cannot be written: .*ExpiredToken"):
        run_batch(inputs, out, options(server), copy_to=where, on_progress=expire, on_message=said.append)
    assert [line.count("the credentials have expired") for line in said] == [1]
    assert len((out / "summaries.jsonl").read_bytes().splitlines()) == 3
    assert len(read_object(f"{where}/summaries.jsonl").splitlines()) == 1
    store.refuse = lambda _asked: None
    final = run_batch(inputs, out, options(server), copy_to=where)
    assert (final.skipped, final.done, len(server.requests)) == (3, 0, 3)
    assert read_object(f"{where}/summaries.jsonl") == (out / "summaries.jsonl").read_bytes()


def test_a_large_file_goes_in_parts_and_a_part_that_fails_leaves_the_old_object(
    store: S3Server, tmp_path: Path
) -> None:
    bucket, out = make_bucket(store), tmp_path / "out"
    out.mkdir()
    (out / "articles.jsonl").write_bytes(b"first\n")
    copy = RunCopy(out, f"s3://{bucket}/run", on_message=print)
    copy.copy()
    large = bytes(range(256)) * (MULTIPART_BYTES // 256)
    (out / "articles.jsonl").write_bytes(large)
    store.refuse = lambda asked: Refusal(403, "AccessDenied") if "partNumber=2" in asked.query else None
    with pytest.raises(RunFolderError, match=r"run/articles\.jsonl: cannot be written: .*UploadPart.* do not allow it"):
        copy.copy()
    assert read_object(f"s3://{bucket}/run/articles.jsonl") == b"first\n"
    store.refuse = lambda _asked: None
    copy.copy()
    assert read_object(f"s3://{bucket}/run/articles.jsonl") == large
    asked = len(store.asked)
    copy.copy()
    assert not [one for one in store.asked[asked:] if "articles.jsonl" in one.path]


def test_links_hidden_and_unfinished_files_are_not_copied(store: S3Server, tmp_path: Path) -> None:
    bucket, out = make_bucket(store), tmp_path / "out"
    out.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (out / "report.html").symlink_to(tmp_path / "secret.txt")
    for name in (".lock", "manifest.json.part", "reviews.jsonl"):
        (out / name).write_text("x")
    RunCopy(out, f"s3://{bucket}/run", on_message=print).copy()
    storage, root = open_storage(f"s3://{bucket}/run")
    from pyarrow.fs import FileSelector  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

    assert sorted(info.base_name for info in storage.get_file_info(FileSelector(root))) == [COPIES, "reviews.jsonl"]


@pytest.mark.parametrize(
    ("objects", "said"),
    [
        ({"run/manifest.json": b"{}", "run/../../planted.txt": b"x"}, "would lie outside"),
        ({"run/.copies.json": b"{}", "run/manifest.json": b"{}"}, "not of this program"),
        ({"run/.copies.json": b"no", "run/manifest.json": b"{}"}, "cannot be read"),
    ],
)
def test_what_is_fetched_is_data(store: S3Server, tmp_path: Path, objects: dict[str, bytes], said: str) -> None:
    bucket = make_bucket(store, objects)
    with pytest.raises(RunFolderError, match=said):
        RunCopy(tmp_path / "a/out", f"s3://{bucket}/run", on_message=print).open(resume=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "s3://bucket/run"], "--out s3://bucket/run: a run's folder is one of this machine"),
        (["--copy-to", "bucket/run"], "--copy-to bucket/run: not an address such as s3://"),
        (["--copy-to", "nothing://x/y"], "nothing://x/y: cannot be used"),
    ],
)
def test_places_that_cannot_work_are_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(
        app, ["run", str(tmp_path), "--model", "fake", "--out", str(tmp_path / "out"), *arguments]
    )
    assert (done.exit_code, said in " ".join(done.output.split())) == (3, True)


def test_damaged_marks_of_a_folder_are_told(store: S3Server, tmp_path: Path) -> None:
    bucket = make_bucket(store, {"run/.copies.json": b'{"copy": "other"}', "run/manifest.json": b"{}"})
    (tmp_path / COPIES).write_text("[]")
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(RunFolderError, match=r"\.copies\.json: damaged"):
        RunCopy(tmp_path, f"s3://{bucket}/run", on_message=print).open(resume=True)


def test_copies_are_made_no_more_often_than_set(
    store: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = RunCopy(tmp_path / "out", f"s3://{make_bucket(store)}/run", on_message=print)
    monkeypatch.setattr(copying, "EVERY_S", 60.0)
    now = time.monotonic()
    after: list[tuple[float, Callable[[int], bool]]] = [(59.0, lambda n: n == 0), (61.0, lambda n: n > 0)]
    for seconds, fits in after:
        monkeypatch.setattr(time, "monotonic", lambda seconds=seconds: now + seconds)
        copy.copy_if_due()
        assert fits(len(store.asked))
