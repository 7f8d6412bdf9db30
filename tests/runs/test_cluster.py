"""The Ray engine on a small cluster of this machine: the same runs as without it, and what can go wrong on the way."""

import contextlib
import itertools
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from event_scale import draw_reports, write_run
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import TEXT, fake_options, speak
from hypothesis import given
from hypothesis import strategies as st
from office_files import make_pdf
from pydantic import SecretStr
from run_rows import make_articles, rows, without_times, write_articles
from typer.testing import CliRunner

from summarizer import errors
from summarizer.articles.reading import article_from_text, read_articles
from summarizer.cli.app import app
from summarizer.errors import AskError, ConfigurationError, RunFolderError
from summarizer.events.storing import update_from_rows
from summarizer.events.workers import RayWorkers
from summarizer.options import Options
from summarizer.runs import losses
from summarizer.runs.cluster import engine as engine_module
from summarizer.runs.cluster import workers as fleet_module
from summarizer.runs.cluster.engine import RayCluster, RayEngine
from summarizer.runs.cluster.inputs import find_inputs
from summarizer.runs.cluster.luggage import pack
from summarizer.runs.cluster.nodes import LEAST_CPUS, claim_cpus, count_cpus
from summarizer.runs.cluster.workers import Fleet
from summarizer.runs.folder import EVENTS
from summarizer.runs.progress import Progress
from summarizer.runs.records import read_record_rows
from summarizer.runs.running import RunLimits, run_batch
from summarizer.runs.storage.addresses import as_uri
from summarizer.runs.storage.readers import read_source
from summarizer.schemas.record import Attempt
from summarizer.values import Article, ArticleFailure, ServerAddress

options = partial(fake_options, concurrency=4)
KEY = "sk-planted-0123456789abcdef"
NOWHERE = "127.0.0.1:1"

pytestmark = [
    pytest.mark.skipif(find_spec("ray") is None, reason="needs the extra ray"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray.data.context"),  # Ray Data warns of its own defaults
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Ray leaves its own processes and sockets to the collector
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # how those are told
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Path]:
    """The session folder of a cluster on the loopback address."""
    folder = Path(tempfile.mkdtemp(prefix="r", dir="/tmp"))  # a socket's path may have 107 bytes
    settings = {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        "RAY_AUTH_MODE": "disabled",  # else a token goes into the home folder
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        import ray  # noqa: PLC0415 - reads its settings when it is imported

        memory = 128 * 2**20
        ray.init(
            address="local",
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            object_store_memory=memory,
            _temp_dir=str(folder),
        )
        yield folder
        ray.shutdown()
    shutil.rmtree(folder, ignore_errors=True)


def run_on_ray(paths: list[Path], out: Path, options: Options, workers: int = 2, **more: Any) -> Progress:
    with RayEngine(options, workers=workers) as engine:
        return run_batch(paths, out, options, engine=engine, **more)


def reject_bulletin_2(request: dict[str, Any]) -> Reply:
    return error_reply(400) if "bulletin 2." in str(request["messages"]) else speak()(request)


@pytest.mark.usefixtures("cluster")
def test_a_cluster_leaves_the_same_folder_as_a_run_without_one(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 12)
    (articles / "blank.txt").write_text(" ")
    (articles / "copy.txt").write_bytes((articles / "001.txt").read_bytes())
    (articles / "more.jsonl").write_text(json.dumps({"text": TEXT, "title": "T"}) + "\n{\n", encoding="utf-8")
    paths = [articles, tmp_path / "gone.txt"]
    server.default = reject_bulletin_2
    here = run_batch(paths, tmp_path / "here", options(server))
    there = run_on_ray(paths, tmp_path / "there", options(server))
    told = {"total", "done", "failed", "skipped", "spent"}
    assert here.model_dump(include=told) == there.model_dump(include=told)
    assert (there.done, there.failed) == (12, 5)
    assert (tmp_path / "here/articles.jsonl").read_bytes() == (tmp_path / "there/articles.jsonl").read_bytes()
    for name in ("summaries.jsonl", "failures.jsonl"):
        assert without_times(rows(tmp_path / "here" / name)) == without_times(rows(tmp_path / "there" / name))
    rejected = next(row for row in rows(tmp_path / "there/failures.jsonl") if row["code"] == "request_rejected")
    assert [attempt["outcome"] for attempt in rejected["attempts"]] == ["failed"]


@pytest.mark.usefixtures("cluster")
def test_an_interrupted_run_can_be_taken_up(server: FakeServer, tmp_path: Path) -> None:
    articles, out = write_articles(tmp_path / "in", 5), tmp_path / "out"
    server.default = speak()

    def interrupt(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_on_ray([articles], out, options(server, concurrency=1), workers=1, on_progress=interrupt)
    assert json.loads((out / "manifest.json").read_text())["status"] == "interrupted"
    assert len(rows(out / "summaries.jsonl")) == 2
    asked = len(server.requests)
    final = run_batch([articles], out, options(server))
    assert (final.done, final.skipped, len(server.requests) - asked) == (3, 2, 3)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """SIGINT interrupts, as in a terminal: a shell's background job ignores it, and so would Python."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("cluster", "interruptible")
def test_what_articles_took_before_a_run_was_ended_is_in_the_ledger(server: FakeServer, tmp_path: Path) -> None:
    """Every slot of the worker is taken by a question: that it is to leave comes through all the same."""

    ended = threading.Lock()  # taken by the one that ends the run: both may see that both are there

    def reply(request: dict[str, Any]) -> Reply:
        if len(request["messages"]) == 2:
            return completion('{"gist":"one","incidents":7}')
        if sum(len(one["messages"]) > 2 for one in server.requests) >= 2 and ended.acquire(blocking=False):
            os.kill(os.getpid(), signal.SIGINT)
        return replace(speak()(request), hang_s=2.0)

    articles, out = write_articles(tmp_path / "in", 2), tmp_path / "out"
    server.default = reply
    with pytest.raises(KeyboardInterrupt):
        run_on_ray([articles], out, options(server, concurrency=2), workers=1)
    for failure, row in zip(rows(out / "failures.jsonl"), rows(out / "ledger.jsonl"), strict=True):
        assert (failure["code"], failure["attempts"][0]["outcome"]) == ("interrupted", "invalid")
        assert (row["outcome"], row["prompt_tokens"], row["completion_tokens"]) == ("failed", 100, 20)
    server.default = speak()
    assert run_batch([articles], out, options(server)).done == 2
    assert len(rows(out / "ledger.jsonl")) == 4


@pytest.mark.usefixtures("cluster")
def test_what_was_paid_before_an_error_that_ends_everything_is_in_the_ledger(
    server: FakeServer, tmp_path: Path
) -> None:
    def reply(request: dict[str, Any]) -> Reply:
        return completion('{"gist":"one","incidents":7}') if len(request["messages"]) == 2 else error_reply(401)

    articles, out = write_articles(tmp_path / "in", 1), tmp_path / "out"
    server.default = reply
    with pytest.raises(errors.CredentialsError):
        run_on_ray([articles], out, options(server), workers=1)
    (row,) = rows(out / "ledger.jsonl")
    assert (row["outcome"], row["prompt_tokens"]) == ("failed", 100)


def test_sigterm_means_what_it_meant_before_ray_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray's own handler ends a program as if by itself: the command's, which says what is kept, was lost."""
    monkeypatch.setattr("ray.is_initialized", lambda: False)
    monkeypatch.setattr("ray.init", lambda **_: signal.signal(signal.SIGTERM, lambda *_: None))
    monkeypatch.setattr("ray.shutdown", lambda: None)
    before = signal.getsignal(signal.SIGTERM)
    cluster = RayCluster(None, say=lambda _line: None)
    cluster.start()
    assert signal.getsignal(signal.SIGTERM) == before
    cluster.close()


@pytest.mark.usefixtures("cluster")
def test_the_command_takes_up_a_run_on_a_cluster(server: FakeServer, tmp_path: Path) -> None:
    server.default = speak()
    articles, out = write_articles(tmp_path / "in", 4), tmp_path / "out"
    first = Options(model="fake", base_url=server.url)
    assert run_batch([articles], out, first, limits=RunLimits(articles=2)).done == 2
    command = ["run", f"{articles}/*.txt", "--engine", "ray", "--workers", "1", "--out", str(out), "--no-cache"]
    done = CliRunner().invoke(app, [*command, "--model", "fake", "--base-url", server.url])
    assert (done.exit_code, len(server.requests)) == (0, 4)
    assert [row["article"]["path"] for row in rows(out / "summaries.jsonl")] == [
        str(path) for path in sorted(articles.iterdir())
    ]


def test_no_cluster_is_needed_where_all_is_done(server: FakeServer, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 2)
    server.default = speak()
    run_batch([articles], tmp_path / "out", options(server))
    with RayEngine(options(server), address=NOWHERE) as engine:
        final = run_batch([articles], tmp_path / "out", options(server), engine=engine)
    assert (final.done, final.skipped) == (0, 2)


def test_settings_that_cannot_work_stop_the_run_and_no_key_is_left_anywhere(
    cluster: Path, server: FakeServer, tmp_path: Path
) -> None:
    server.default = error_reply(401, f"Incorrect API key provided: {KEY}")
    articles = write_articles(tmp_path / "in", 3)
    with pytest.raises(errors.CredentialsError) as caught:
        run_on_ray([articles], tmp_path / "out", options(server, api_key=SecretStr(KEY)), workers=1)
    assert type(caught.value) is errors.CredentialsError
    assert KEY not in str(caught.value)
    assert json.loads((tmp_path / "out/manifest.json").read_text())["status"] == "stopped"
    written = [path for folder in (cluster, tmp_path / "out") for path in folder.rglob("*") if path.is_file()]
    assert any(path.name.startswith("python-core-worker") for path in written)
    assert [path for path in written if KEY.encode() in path.read_bytes()] == []


def worker_pids(fleet: Fleet) -> list[int]:
    import ray  # noqa: PLC0415 - an extra

    return ray.get([hired.actor.__ray_call__.remote(lambda _worker: os.getpid()) for hired in fleet._workers])


@pytest.mark.usefixtures("cluster")
def test_articles_of_a_killed_worker_are_asked_again_and_no_more_are_out_than_may_be(server: FakeServer) -> None:
    lock, open_now, most, pids = threading.Lock(), 0, 0, list[int]()

    def reply(request: dict[str, Any]) -> Reply:
        nonlocal open_now, most
        with lock:
            open_now += 1
            most = max(most, open_now)
            if len(server.requests) > 5 and pids:
                os.kill(pids.pop(), signal.SIGKILL)
        time.sleep(0.05)
        with lock:
            open_now -= 1
        return speak()(request)

    server.default = reply
    pulled, said = itertools.count(), list[str]()
    articles = (article for article in make_articles(16) if next(pulled) >= 0)
    luggage = pack(options(server, concurrency=3))
    with contextlib.closing(Fleet([luggage], on_progress=said.append)) as fleet:
        pids += worker_pids(fleet)
        groups = fleet.summarize_groups(articles)
        results = list(next(groups))
        assert next(pulled) <= 3 + len(results)
        results += [result for group in groups for result in group]
        assert len(worker_pids(fleet)) == 1
    assert sorted(result.article.article_id for result in results if not isinstance(result, ArticleFailure)) == sorted(
        article.article_id for article in make_articles(16)
    )
    assert 16 < len(server.requests) <= 16 + 3
    assert most <= 3 + 3  # those of the dead one, too
    assert "workers that died: 1; others take their place" in said


def test_a_workers_process_comes_to_its_end_by_itself() -> None:
    code = (
        "from summarizer.options import Options; from summarizer.runs.cluster.luggage import pack;"
        "from summarizer.runs.cluster.worker import Worker; worker = Worker();"
        "assert worker.open(pack(Options(model='fake', base_url='http://127.0.0.1:9/v1')), None) is None;"
        "worker.itself = worker"
    )
    subprocess.run([sys.executable, "-c", code], timeout=30, check=True)


class Mortal:
    """A worker that opens no model, tells the server it was given, and does not survive one article."""

    def find_node(self) -> str:
        import ray  # noqa: PLC0415 - an extra

        return str(ray.get_runtime_context().get_node_id())

    def open(self, _luggage: object, server: ServerAddress | None) -> None:
        self.server = server.base_url if server else "none"

    def ask(self, article: Article) -> ArticleFailure:
        if "poison" in article.text:
            os._exit(1)
        return ArticleFailure(path=None, line=None, article_id=article.article_id, code="asked", message=self.server)


@pytest.fixture
def pickled_by_value() -> Iterator[None]:
    """Workers can use this module's classes, which they cannot import."""
    from ray import cloudpickle  # noqa: PLC0415 - an extra

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # type: ignore[no-untyped-call]
    yield
    cloudpickle.unregister_pickle_by_value(sys.modules[__name__])  # type: ignore[no-untyped-call]


@pytest.mark.usefixtures("cluster", "pickled_by_value")
def test_an_article_that_kills_its_workers_fails_in_the_end(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleet_module, "Worker", Mortal)
    monkeypatch.setattr(losses, "ASKED_AGAIN", 1)
    luggage = pack(options(server, concurrency=1))
    poison = article_from_text("A poison killed 12 people in Kabul.")
    with contextlib.closing(Fleet([luggage], on_progress=lambda _line: None)) as fleet:
        results = [result for group in fleet.summarize_groups(iter([poison, *make_articles(2)])) for result in group]
    failures = {result.article_id: result for result in results if isinstance(result, ArticleFailure)}
    assert [failure.code for failure in failures.values()] == ["worker_lost", "asked", "asked"]
    assert failures[poison.article_id].message.startswith("2 workers died while they were asked about it")


@pytest.mark.usefixtures("cluster", "pickled_by_value")
def test_workers_that_only_die_stop_the_run(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet_module, "Worker", Mortal)
    monkeypatch.setattr(losses, "DEATHS_IN_A_ROW", 0)
    poison = article_from_text("A poison killed 12 people in Kabul.")
    with (
        contextlib.closing(Fleet([pack(options(server))], on_progress=lambda _line: None)) as fleet,
        pytest.raises(errors.CircuitOpenError, match="1 workers died"),
    ):
        list(fleet.summarize_groups(iter([poison])))


@pytest.mark.usefixtures("cluster", "pickled_by_value")
def test_a_worker_that_dies_while_it_takes_a_dead_ones_place_is_replaced_too(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    died = tmp_path / "died"

    class MortalTwice(Mortal):
        def open(self, luggage: object, server: ServerAddress | None) -> None:
            if died.exists():
                died.unlink()
                os._exit(1)
            super().open(luggage, server)

        def ask(self, article: Article) -> ArticleFailure:
            if "poison" in article.text:
                died.touch()
            return super().ask(article)

    monkeypatch.setattr(fleet_module, "Worker", MortalTwice)
    monkeypatch.setattr(losses, "ASKED_AGAIN", 0)
    poison, said = article_from_text("A poison killed 12 people in Kabul."), list[str]()
    with contextlib.closing(Fleet([pack(options(server, concurrency=1))], on_progress=said.append)) as fleet:
        results = [result for group in fleet.summarize_groups(iter([poison, *make_articles(2)])) for result in group]
    codes = [result.code for result in results if isinstance(result, ArticleFailure)]
    assert codes == ["worker_lost", "asked", "asked"]
    assert said.count("workers that died: 1; others take their place") == 2


@pytest.mark.usefixtures("cluster", "pickled_by_value")
def test_others_go_on_while_a_dead_ones_place_is_taken(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    died = tmp_path / "died"

    class NeverBack(Mortal):
        def open(self, luggage: object, server: ServerAddress | None) -> None:
            while died.exists():
                time.sleep(0.05)
            super().open(luggage, server)

        def ask(self, article: Article) -> ArticleFailure:
            if "poison" in article.text:
                died.touch()
            return super().ask(article)

    monkeypatch.setattr(fleet_module, "Worker", NeverBack)
    monkeypatch.setattr(losses, "ASKED_AGAIN", 0)
    poison = article_from_text("A poison killed 12 people in Kabul.")
    luggage = pack(options(server, concurrency=1))
    with contextlib.closing(Fleet([luggage, luggage], on_progress=lambda _line: None)) as fleet:
        results = [result for group in fleet.summarize_groups(iter([poison, *make_articles(6)])) for result in group]
    assert sorted(result.code for result in results if isinstance(result, ArticleFailure)) == [
        *6 * ["asked"],
        "worker_lost",
    ]


@pytest.fixture
def full_cluster(cluster: Path) -> Iterator[None]:  # noqa: ARG001 - what is filled
    """A cluster of which workers claim all that they can, and one more waits for room."""
    from ray.util import placement_group, remove_placement_group  # noqa: PLC0415 - an extra

    usual = {"CPU": claim_cpus(count_cpus(), 1)}  # as workers claim, without a process for each
    with contextlib.ExitStack() as claims:  # given back even where one finds no room, or all later tests would wait
        for waits in (False, False, False, False, True):  # one after another: any of five at once may be left over
            claim = placement_group([usual])
            claims.callback(remove_placement_group, claim)
            assert waits or claim.wait(30)
        yield


@pytest.mark.usefixtures("full_cluster", "pickled_by_value")
def test_a_dead_workers_place_is_taken_where_the_nodes_that_are_left_are_full(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleet_module, "Worker", Mortal)
    monkeypatch.setattr(losses, "ASKED_AGAIN", 0)
    monkeypatch.setattr(fleet_module, "claim_cpus", lambda _cpus, _workers: LEAST_CPUS)  # the first one finds room
    poison = article_from_text("A poison killed 12 people in Kabul.")
    with contextlib.closing(Fleet([pack(options(server, concurrency=1))], on_progress=lambda _line: None)) as fleet:
        results = [result for group in fleet.summarize_groups(iter([poison, *make_articles(2)])) for result in group]
    codes = [result.code for result in results if isinstance(result, ArticleFailure)]
    assert codes == ["worker_lost", "asked", "asked"]


@pytest.mark.usefixtures("full_cluster")
def test_the_cluster_reads_where_workers_claim_all_that_they_can(tmp_path: Path) -> None:
    afar = write_articles(tmp_path / "afar", 3)
    with RayEngine(Options()) as engine:
        found = list(
            engine.read_articles([Path(afar.as_uri()) / f"00{number}.txt" for number in (1, 2, 3)], max_bytes=500)
        )
    assert [type(item) for item in found] == [Article] * 3


@given(node=st.integers(1, 256), others=st.integers(0, 1000), per_cpu=st.sampled_from([0.1, 0.5, 1, 2, 4]))
def test_workers_never_claim_all_of_a_node(node: int, others: int, per_cpu: float) -> None:
    claimed = claim_cpus(node + others, max(1, int(per_cpu * (node + others))))
    units = round(claimed / LEAST_CPUS)
    assert round(node / LEAST_CPUS) % units > 0
    assert claimed <= 0.5


@pytest.mark.usefixtures("cluster", "pickled_by_value")
def test_workers_of_one_node_share_its_embedded_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "started"

    class FakeNodeServer:
        def start(self, _options: Options, slots: int) -> ServerAddress:
            with log.open("a") as file:
                file.write(f"{slots} slots\n")
            facts = {"model_name": "small", "context_tokens": 8192, "file_sha256": "ab", "adapter_sha256": "cd"}
            return ServerAddress(base_url="http://127.0.0.1:9/v1", api_key=SecretStr("none"), **facts)

    monkeypatch.setattr(fleet_module, "Worker", Mortal)
    monkeypatch.setattr(fleet_module, "NodeServer", FakeNodeServer)
    with RayEngine(Options(concurrency=3), workers=2) as engine:
        results = [result for group in engine.summarize_groups(make_articles(4)) for result in group]
    told = [result.message for result in results if isinstance(result, ArticleFailure)]
    assert told == ["http://127.0.0.1:9/v1"] * 4
    assert log.read_text() == "3 slots\n"


@pytest.mark.usefixtures("cluster")
def test_an_embedded_model_that_cannot_be_had_stops_the_run(tmp_path: Path) -> None:
    with (
        RayEngine(Options(model_path=tmp_path / "gone.gguf"), workers=1) as engine,
        pytest.raises(ConfigurationError, match=r"gone\.gguf|xllamacpp"),
    ):
        list(engine.summarize_groups(make_articles(1)))


def write_parquet(path: Path, columns: dict[str, list[Any]], **more: Any) -> Path:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")

    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pyarrow.table(columns), path, **more)
    return path


@pytest.mark.usefixtures("cluster")
def test_the_cluster_reads_parquet_and_addresses_in_order(tmp_path: Path) -> None:
    texts = [f"{TEXT} Row {number}. {'So it was said. ' * 40}" for number in range(3000)]
    write_parquet(tmp_path / "in/rows.parquet", {"text": texts}, row_group_size=100)
    write_parquet(tmp_path / "in/small.parquet", {"TEXT": [TEXT, texts[7], None]})
    afar = write_articles(tmp_path / "afar", 3)
    (afar / "blank one.txt").write_text(" ")
    (afar / ".hidden.txt").write_text(TEXT)
    (afar / "sub").mkdir()
    (afar / "sub/list.jsonl").write_text(json.dumps({"text": "Kabul: twice."}) * 1 + "\n" + json.dumps({"text": TEXT}))
    first = tmp_path / "first.txt"
    first.write_text(texts[2])
    with RayEngine(Options()) as engine:
        inputs = list(engine.find_inputs([first, tmp_path / "in", Path(afar.as_uri())]))
        found = list(engine.read_articles(inputs, max_bytes=2_000_000))
    read = [item for item in found if isinstance(item, Article)]
    local = [item for item in read_articles([afar]) if isinstance(item, Article)]
    assert [item.text for item in read[:3000]] == [texts[2], *texts[:2], *texts[3:]]
    assert [item.article_id for item in read[3001:]] == [item.article_id for item in local[:4]]
    assert read[-1].path == f"{afar.as_uri()}/sub/list.jsonl"
    failures = [(item.path, item.line, item.code) for item in found if isinstance(item, ArticleFailure)]
    assert failures == [
        (str(tmp_path / "in/rows.parquet"), 3, "duplicate"),
        (str(tmp_path / "in/small.parquet"), 2, "duplicate"),
        (str(tmp_path / "in/small.parquet"), 3, "malformed"),
        (f"{afar.as_uri()}/blank%20one.txt", None, "empty"),
        (f"{afar.as_uri()}/sub/list.jsonl", 2, "duplicate"),
    ]


def test_rows_of_parquet_are_read_like_those_of_json(tmp_path: Path) -> None:
    path = write_parquet(
        tmp_path / "rows.parquet",
        {
            "Text": [f"{TEXT} One.", f"{TEXT} Two.", None, " ", TEXT * 9, f"{TEXT} Six."],
            "published": ["2020-01-02", None, None, None, None, "3/4/2021"],
            "title": ["T", None, None, None, None, None],
            "path": ["news/1", None, None, "news/4", None, None],
            "other": [1, 2, 3, 4, 5, 6],
            "id": [4711.0, None, None, None, None, None],
        },
    )
    one, two, *failed = read_source(path, max_bytes=500)
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.path, one.title, one.published) == ("news/1", "T", date(2020, 1, 2))
    assert (two.path, two.title, two.published) == (str(path), None, None)
    assert [(each.line, each.external_id) for each in (one, two)] == [(1, "4711"), (2, None)]
    jsonl = tmp_path / "rows.jsonl"
    jsonl.write_text(json.dumps({"text": one.text, "title": "T", "published": "2020-01-02", "id": 4711}))
    (same,) = read_articles([jsonl])
    assert isinstance(same, Article)
    assert same.model_copy(update={"path": "news/1"}) == one
    told = [(item.path, item.line, item.code) for item in failed if isinstance(item, ArticleFailure)]
    assert told == [
        (str(path), 3, "malformed"),
        ("news/4", 4, "empty"),
        (str(path), 5, "too_large"),
        (str(path), 6, "malformed"),
    ]


@pytest.mark.parametrize("value", [date(2020, 1, 2), datetime(2020, 1, 2, 3, 4)])  # noqa: DTZ001 - as in the file
def test_dates_of_parquet_are_dates(tmp_path: Path, value: date) -> None:
    path = write_parquet(tmp_path / "x.parquet", {"text": [TEXT], "published": [value]})
    (article,) = read_source(path, max_bytes=500)
    assert isinstance(article, Article)
    assert article.published == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("columns", "code", "said"),
    [
        ({"headline": ["T"]}, "malformed", "no text; put it in a column named text"),
        ({"text": []}, "empty", "no article"),
        ({"text": [5]}, "malformed", "holds int"),
        ({"text": [TEXT], "path": [5]}, "malformed", "'path' holds int"),
        (None, "unreadable", "cannot be read"),
    ],
)
def test_parquet_without_articles_is_explained(
    tmp_path: Path, columns: dict[str, list[Any]] | None, code: str, said: str
) -> None:
    path = tmp_path / "x.parquet"
    if columns is None:
        path.write_bytes(b"PAR1 nothing PAR1")
    else:
        write_parquet(path, columns)
    (failure,) = read_source(path, max_bytes=500)
    assert isinstance(failure, ArticleFailure)
    assert (failure.code, said in failure.message) == (code, True)


@pytest.mark.parametrize(
    ("uri", "code"), [("file:///no/such/x.txt", "missing"), ("nothing://x/y.parquet", "unreadable")]
)
def test_addresses_that_cannot_be_read_are_explained(uri: str, code: str) -> None:
    assert list(find_inputs([Path(uri)])) == [Path(uri)]
    (failure,) = read_source(Path(uri), max_bytes=500)
    assert isinstance(failure, ArticleFailure)
    assert (failure.path, failure.code) == (uri, code)


def test_a_document_from_afar_may_be_larger_than_its_text(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(make_pdf([[TEXT]]))
    assert 500 < (tmp_path / "x.pdf").stat().st_size < 25 * 500
    (article,) = read_source(Path((tmp_path / "x.pdf").as_uri()), max_bytes=500)
    assert isinstance(article, Article)
    assert (article.text, article.page_starts) == (TEXT, (0,))


def test_large_files_from_afar_are_fetched_no_further_than_may_be(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("a " * 5000)
    (failure,) = read_source(Path((tmp_path / "x.txt").as_uri()), max_bytes=500)
    assert isinstance(failure, ArticleFailure)
    assert (failure.code, str(tmp_path) in failure.message) == ("too_large", False)


@pytest.mark.parametrize(
    ("given_as", "uri"),
    [
        ("s3://bucket/news/*.txt", "s3://bucket/news/*.txt"),
        ("file:///data/x.txt", "file:///data/x.txt"),
        ("hdfs://host:9000/x?user=a", "hdfs://host:9000/x?user=a"),
        ("C:/news", None),
        ("/data/a:b/x", None),
        ("news/x.txt", None),
    ],
)
def test_addresses_survive_being_a_path(given_as: str, uri: str | None) -> None:
    assert as_uri(Path(given_as)) == uri


def test_patterns_find_what_the_shell_would(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 3)
    deep = write_articles(tmp_path / "in/deep", 1)
    literal = tmp_path / "[1].txt"
    literal.write_text(TEXT)
    some = [articles / "001.txt", articles / "002.txt", articles / "003.txt"]
    assert list(find_inputs([articles / "*.txt"])) == some
    assert list(find_inputs([articles / "00[12].txt", literal])) == [*some[:2], literal]
    assert list(find_inputs([tmp_path / "in/**/*.txt"])) == [*some, deep / "001.txt"]
    assert list(find_inputs([tmp_path / "no*"])) == [tmp_path / "no*"]
    assert [item.code for item in read_articles([tmp_path / "no*"]) if isinstance(item, ArticleFailure)] == ["missing"]
    assert list(find_inputs([Path(f"{articles.as_uri()}/*.txt")])) == [Path(path.as_uri()) for path in some]


def test_parquet_in_folders_is_found_but_not_the_tables_of_runs(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 1)
    part = write_parquet(articles / "part.parquet", {"text": [TEXT]})
    for name in (".lock", "manifest.json"):
        (articles / "run").mkdir(exist_ok=True)
        (articles / "run" / name).write_text("{}")
    write_parquet(articles / "run/tables/incidents.parquet", {"text": [TEXT]})
    write_parquet(articles / ".hidden/x.parquet", {"text": [TEXT]})
    assert [path for path in find_inputs([articles]) if path.parent == articles] == [articles / "001.txt", part]
    assert not [path for path in find_inputs([articles]) if path.suffix == ".parquet" and path != part]


def test_settings_travel_with_their_files_and_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    prompt, prices = tmp_path / "mine.md", tmp_path / "prices.toml"
    prompt.write_text("p")
    prices.write_text("q")
    luggage = pickle.loads(pickle.dumps(pack(Options(model="openai/x", prompt=str(prompt), prices_path=prices))))  # noqa: S301 - our own
    assert KEY not in repr(luggage)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    unpacked = luggage.unpack(folder)
    assert (folder / "mine.md", unpacked.prompt) == (Path(unpacked.prompt), str(folder / "mine.md"))
    assert unpacked.prices_path.read_text() == "q"
    assert unpacked.api_key.get_secret_value() == KEY
    assert pack(Options(model="anthropic/x")).options.api_key is None
    with pytest.raises(ConfigurationError, match="gone"):
        pack(Options(model="fake", prices_path=tmp_path / "gone"))


@pytest.mark.parametrize(
    "kind", [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
)
def test_errors_can_travel(kind: type[Exception]) -> None:
    error = kind("said")
    if isinstance(error, AskError):
        error.attempts = (
            Attempt(
                purpose="article",
                outcome="failed",
                prompt_tokens=1,
                cached_tokens=None,
                completion_tokens=2,
                seconds=3,
                error="e",
            ),
        )
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(arrived), str(arrived)) == (kind, "said")
    assert getattr(arrived, "attempts", None) == getattr(error, "attempts", None)


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_settings: object) -> None:
        raise ConnectionError("nobody listens")

    ray = SimpleNamespace(init=refuse, is_initialized=lambda: False, __spec__=ModuleSpec("ray", None))
    monkeypatch.setitem(sys.modules, "ray", ray)
    with (
        RayEngine(Options(), address=NOWHERE) as engine,
        pytest.raises(ConfigurationError, match=f"Ray cannot be reached at {NOWHERE}: nobody listens"),
    ):
        list(engine.summarize_groups(make_articles(1)))


def test_without_the_extra_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "find_spec", lambda _name: None)
    with pytest.raises(ConfigurationError, match=r"pip install 'incident-summarizer\[ray\]'"):
        RayEngine(Options())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--engine", "spark"], "--engine spark: there is no such engine"),
        (["--workers", "2"], "--ray-address and --workers are for --engine ray"),
        (["--ray-address", "auto"], "--ray-address and --workers are for --engine ray"),
    ],
)
def test_engines_that_do_not_exist_are_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["run", str(tmp_path), "--out", str(tmp_path / "out"), *arguments])
    assert (done.exit_code, said in done.output) == (3, True)
    assert not (tmp_path / "out").exists()


def test_events_merged_on_a_cluster_are_those_merged_here(cluster: Path, tmp_path: Path) -> None:
    assert cluster.exists()
    run = tmp_path / "run"
    reports = draw_reports(60, 1)
    write_run(run, reports[:50], 1)
    update_from_rows(read_record_rows(run), tmp_path / "here")
    with RayWorkers(2) as workers:
        update_from_rows(read_record_rows(run), tmp_path / "there", workers=workers)
        assert (tmp_path / "there" / EVENTS).read_bytes() == (tmp_path / "here" / EVENTS).read_bytes()
        write_run(run, reports[50:], 1, first=50)
        update_from_rows(read_record_rows(run), tmp_path / "there", workers=workers)
        update_from_rows(read_record_rows(run), tmp_path / "here")
        assert (tmp_path / "there" / EVENTS).read_bytes() == (tmp_path / "here" / EVENTS).read_bytes()
        with (run / "summaries.jsonl").open("a") as file:
            file.write('{"article": {"article_id": "x"}}\n')
        with pytest.raises(RunFolderError, match=r"summaries.jsonl: line 61 is no record"):
            update_from_rows(read_record_rows(run), tmp_path / "there", workers=workers)
