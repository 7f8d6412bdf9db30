"""The Python API against a small server on loopback: inputs, threads and loops, streaming, closing."""

import asyncio
import contextlib
import gc
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from bounded import run_bounded
from command_line import wait_until
from fake_server import FakeServer, Reply, completion, error_reply
from fakes import COMPACT, TEXT, bulletin, fake_summarizer, speak
from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    SecretStr,
    ValidationError,
    computed_field,
    field_validator,
    model_serializer,
)

import summarizer
from summarizer import (
    Article,
    ArticleError,
    ArticleFailure,
    AskError,
    ConfigurationError,
    CustomSummary,
    Options,
    Summarizer,
    Summary,
)
from summarizer.api import Record, Result
from summarizer.articles.reading import Source, article_from_text
from summarizer.options import make_options
from summarizer.values import ServerAddress, to_json

pytestmark = pytest.mark.usefixtures("speaking")


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    before = threading.active_count()
    yield
    wait_until(lambda: threading.active_count() <= before)


def wait_for_request(server: FakeServer, count: int = 1) -> None:
    while len(server.requests) < count:
        time.sleep(0.01)


def article_id(result: Result) -> str | None:
    return result.article_id if isinstance(result, ArticleFailure) else result.article.article_id


@pytest.mark.parametrize("form", ["text", "path", "article"])
def test_an_article_is_given_as_text_path_or_article(server: FakeServer, tmp_path: Path, form: str) -> None:
    path = tmp_path / "bomb.txt"
    path.write_text(TEXT, encoding="utf-8")
    forms: dict[str, Source] = {"text": TEXT, "path": path, "article": article_from_text(TEXT, path="elsewhere")}
    with fake_summarizer(server) as asked:
        record = asked.summarize(forms[form])
    assert isinstance(record, Summary)
    assert record.article.path == {"text": None, "path": str(path), "article": "elsewhere"}[form]
    assert record.incidents[0].totals["killed"].low == 12


def test_a_missing_file_is_an_article_error_that_names_it(server: FakeServer, tmp_path: Path) -> None:
    with fake_summarizer(server) as asked, pytest.raises(ArticleError, match=r"gone\.txt.*no such file"):
        asked.summarize(tmp_path / "gone.txt")
    assert server.requests == []


def test_a_folder_without_articles_is_an_article_error(server: FakeServer, tmp_path: Path) -> None:
    with fake_summarizer(server) as asked, pytest.raises(ArticleError, match="no article"):
        asked.summarize(tmp_path)


def test_a_file_of_several_articles_is_not_cut_down_to_its_first(server: FakeServer, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps({"text": bulletin(n)}) + "\n" for n in (3, 4)), encoding="utf-8")
    with fake_summarizer(server) as asked, pytest.raises(ArticleError, match="more than one article"):
        asked.summarize(path)


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_is_an_article_error(server: FakeServer, text: str) -> None:
    with fake_summarizer(server) as asked, pytest.raises(ArticleError, match="holds no text"):
        asked.summarize(text)


@pytest.mark.parametrize(("source", "kind"), [(None, "NoneType"), (3, "int"), (b"A bomb", "bytes"), ([TEXT], "list")])
def test_what_is_no_article_is_an_article_error_that_names_its_type(server: FakeServer, source: Any, kind: str) -> None:
    with fake_summarizer(server) as asked:
        with pytest.raises(ArticleError, match=f"text .str., a Path or an Article, not {kind}"):
            asked.summarize(source)
        with pytest.raises(ArticleError, match=kind):
            asyncio.run(asked.asummarize(source))
        (failure,) = asked.summarize_many([source])
    assert isinstance(failure, ArticleFailure)
    assert server.requests == []


@pytest.mark.parametrize("sources", [TEXT, b"A bomb", {"a.txt": TEXT}, Path("a.txt"), article_from_text(TEXT), None, 3])
def test_one_article_is_not_taken_for_many(server: FakeServer, sources: Any) -> None:
    with fake_summarizer(server) as asked, pytest.raises(ConfigurationError, match=type(sources).__name__):
        asked.summarize_many(sources)
    assert server.requests == []


def test_options_that_are_none_are_named() -> None:
    options: Any = "openai/gpt-4.1-mini"
    with pytest.raises(ConfigurationError, match="Options, not str"):
        Summarizer(options)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"modle": "x"}, "no setting modle.*Settings: model"),
        ({"timeout_s": float("inf")}, "timeout_s.*finite"),
        ({"temperature": float("nan")}, "temperature.*finite"),
        ({"concurrency": 0}, "concurrency.*greater than or equal to 1"),
        ({"context_tokens": 100}, "context_tokens.*2048"),
        ({"answer_schema": int}, "answer_schema"),
        ({"answer_schema": RootModel[list[int]]}, "answer_schema.*a model with fields"),
        ({"answer_schema": BaseModel}, "answer_schema.*a model with fields"),
        ({"base_url": "localhost:8000/v1"}, "base_url.*http://"),
        ({"base_url": " http://host/v1"}, "base_url.*holds a space"),
        ({"base_url": "http://user:hunter22@host/v1"}, "base_url.*no user, password"),
        ({"base_url": "https://host/v1?key=hunter22"}, "base_url.*query"),
        ({"base_url": "http://host/v1"}, "used: model: name the one that the server at base_url has"),
        ({"model": "x", "escalate": {"base_url": "http://host/v1"}}, "model: name the one that the server"),
    ],
)
def test_a_setting_that_cannot_work_is_named(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as caught:
        Summarizer(**settings)
    assert "hunter22" not in str(caught.value)


@pytest.mark.parametrize("given", [{"rmp": 500}, {"model": "openai/x", "escalate": {"model": "openai/y", "rmp": 500}}])
def test_options_leave_out_no_setting_that_is_mistyped(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"rmp\n.*not permitted"):
        Options.model_validate(given)


def test_a_key_of_the_wrong_type_is_not_repeated() -> None:
    with pytest.raises(ConfigurationError) as caught:
        make_options(api_key=["sk-planted-key"])
    assert "planted" not in str(caught.value)


def test_options_and_settings_go_together() -> None:
    asked = Summarizer(Options(model="openai/x", seed=3), seed=4)
    assert (asked.options.model, asked.options.seed) == ("openai/x", 4)


def test_the_prompt_suits_the_model() -> None:
    class Note(BaseModel):
        note: str

    assert Options().prompt_reference == "incident/compact@2"
    assert Options(answer_schema=Note).prompt_reference == "incident/general@2"
    assert Options(model="openai/x").prompt_reference == "incident/general@2"
    assert Options(prompt="mine.md").prompt_reference == "mine.md"
    assert make_options(prompt=Path("mine.md")).prompt_reference == "mine.md"
    with pytest.raises(ConfigurationError, match="prompt: name a prompt, such as incident/general, or a file"):
        make_options(prompt=" ")


def test_workers_follow_the_model_unless_set() -> None:
    assert [Options().workers, Options(model="openai/x").workers, Options(concurrency=3).workers] == [1, 8, 3]
    assert Options(model="x", base_url="http://127.0.0.1/v1").workers == 8


@pytest.mark.parametrize("given", ["yesterday", "1733356800", 0, datetime(2026, 12, 5, tzinfo=UTC)])
def test_the_day_of_retrieval_is_a_day(given: Any) -> None:
    assert make_options(retrieved="2026-12-05").retrieved == date(2026, 12, 5)
    with pytest.raises(ConfigurationError, match="write the day as 2026-12-05"):
        make_options(retrieved=given)


@pytest.mark.parametrize("given", ["1404-12-05", date(2999, 1, 1)])
def test_nobody_retrieved_articles_before_the_web_or_long_from_now(given: Any) -> None:
    with pytest.raises(ConfigurationError, match="nobody can have retrieved articles on"):
        make_options(retrieved=given)


def test_the_plan_tells_what_will_be_asked(server: FakeServer) -> None:
    with fake_summarizer(server, prompt="incident/compact") as asked:
        assert asked.plan.prompt.reference.startswith("incident/compact@")
        assert asked.plan.wire_schema == "incident/1"


def test_asummarize_works_inside_a_running_loop_and_does_not_block_it(server: FakeServer) -> None:
    server.default = lambda request: Reply(**{**speak()(request).__dict__, "hang_s": 0.2})
    ticks: list[float] = []

    async def tick() -> None:
        while True:
            ticks.append(time.monotonic())
            await asyncio.sleep(0.01)

    async def ask() -> list[Record]:
        ticking = asyncio.create_task(tick())
        with fake_summarizer(server) as asked:
            records = await asyncio.gather(*(asked.asummarize(bulletin(n)) for n in (3, 4, 5)))
        ticking.cancel()
        return records

    records = asyncio.run(ask())
    assert len({record.article.article_id for record in records}) == 3
    assert len(ticks) > 10


def test_a_cancelled_asummarize_stops_its_question(server: FakeServer) -> None:
    server.default = Reply(hang_s=1.0)

    async def ask() -> None:
        with fake_summarizer(server) as asked:
            _ = asked.plan
            question = asyncio.create_task(asked.asummarize(TEXT))
            await asyncio.to_thread(wait_for_request, server)
            question.cancel()
            with pytest.raises(asyncio.CancelledError):
                await question

    started = time.monotonic()
    asyncio.run(ask())
    assert time.monotonic() - started < 10


def test_an_asummarize_that_is_cancelled_while_the_model_is_opened_asks_nothing(
    server: FakeServer, tmp_path: Path
) -> None:
    opening, cancelled = threading.Event(), threading.Event()

    def hold_up(_line: str) -> None:
        opening.set()
        cancelled.wait(10)

    async def ask() -> None:
        with fake_summarizer(server, on_progress=hold_up, cache_path=tmp_path, concurrency=1) as asked:
            question = asyncio.create_task(asked.asummarize(TEXT))
            await asyncio.to_thread(opening.wait)
            question.cancel()
            with pytest.raises(asyncio.CancelledError):
                await question
            cancelled.set()
            await asked.asummarize(bulletin(2))

    asyncio.run(ask())
    assert len(server.requests) == 1
    assert "So said bulletin 2" in str(server.requests)


def test_an_interrupted_summarize_stops_its_question(server: FakeServer) -> None:
    server.script = [Reply(hang_s=3.0)]

    def interrupt() -> None:
        wait_for_request(server)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    with fake_summarizer(server, concurrency=1) as asked:
        threading.Thread(target=interrupt).start()
        with pytest.raises(KeyboardInterrupt):
            asked.summarize(TEXT)
        started = time.monotonic()
        asked.summarize(bulletin(2))
        assert time.monotonic() - started < 2


def test_summarize_works_inside_a_running_loop(server: FakeServer) -> None:
    async def ask() -> Record:
        with fake_summarizer(server) as asked:
            return asked.summarize(TEXT)

    assert isinstance(asyncio.run(ask()), Summary)


def test_several_threads_share_one_summarizer(server: FakeServer) -> None:
    records: list[Record] = []
    with fake_summarizer(server) as asked:
        threads = [threading.Thread(target=lambda n=n: records.append(asked.summarize(bulletin(n)))) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len({record.article.article_id for record in records}) == 6


def test_many_come_as_they_finish(server: FakeServer) -> None:
    def reply(request: dict[str, Any]) -> Reply:
        slow = "bulletin 1." in request["messages"][1]["content"]
        return Reply(**{**speak()(request).__dict__, "hang_s": 0.6 if slow else 0.0})

    server.default = reply
    sources = [article_from_text(bulletin(n)) for n in (1, 2, 3)]
    with fake_summarizer(server) as asked:
        results = list(asked.summarize_many(sources))
    assert {article_id(result) for result in results} == {source.article_id for source in sources}
    assert article_id(results[-1]) == sources[0].article_id


def test_one_failure_leaves_the_others_standing(server: FakeServer) -> None:
    def reply(request: dict[str, Any]) -> Reply:
        return error_reply(400, "bad") if "bulletin 2." in request["messages"][1]["content"] else speak()(request)

    server.default = reply
    with fake_summarizer(server) as asked:
        results = list(asked.summarize_many([bulletin(1), bulletin(2), " ", bulletin(3)]))
    failures = {result.code: result for result in results if isinstance(result, ArticleFailure)}
    assert len(results) == 4
    assert set(failures) == {"request_rejected", "empty"}
    assert failures["empty"].message == "the article holds no text; remove it or fill it"
    assert failures["request_rejected"].article_id == article_from_text(bulletin(2)).article_id


def test_failures_among_the_sources_pass_through(server: FakeServer) -> None:
    failure = ArticleFailure(path="x.txt", line=None, article_id=None, code="empty", message="nothing in it")
    with fake_summarizer(server) as asked:
        assert list(asked.summarize_many([failure])) == [failure]
    assert server.requests == []


def test_no_more_than_the_workers_are_read_ahead(server: FakeServer) -> None:
    read: list[int] = []

    def endless() -> Iterator[str]:
        while True:
            read.append(len(read))
            yield bulletin(len(read))

    with fake_summarizer(server, concurrency=2) as asked:
        results = asked.summarize_many(endless())
        for taken in range(1, 6):
            next(results)
            assert len(read) <= taken + 2
        results.close()  # type: ignore[attr-defined]
    assert len(server.requests) <= len(read)


def test_what_is_done_comes_before_the_next_is_read(server: FakeServer) -> None:
    finished = threading.Event()

    def slow_source() -> Iterator[str]:
        yield bulletin(1)
        wait_for_request(server)
        time.sleep(0.4)
        yield bulletin(2)
        assert finished.wait(5), "the first result was held back"
        yield bulletin(3)

    with fake_summarizer(server) as asked:
        for _ in asked.summarize_many(slow_source()):
            finished.set()


def test_who_leaves_hears_what_questions_paid_until_they_ended(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.default = speak()
    left, asking = list[Any](), threading.Event()
    with fake_summarizer(server) as asked:
        (attempt,) = asked.summarize(TEXT).provenance.attempts

        async def ask(*_: Any, attempts: list[Any]) -> None:
            asking.set()
            try:
                await asyncio.sleep(60)
            finally:
                time.sleep(0.2)  # noqa: ASYNC251 - as a stage that is at its work
                attempts.append(attempt)

        def interrupted() -> Iterator[str]:
            yield bulletin(1)
            asking.wait(10)
            raise KeyboardInterrupt

        monkeypatch.setattr("summarizer.pipeline.escalating.summarize_escalating", ask)
        with pytest.raises(KeyboardInterrupt):
            list(asked.summarize_groups(interrupted(), on_left=left.extend))
    assert [(one.code, one.attempts) for one in left] == [("interrupted", (attempt,))]


def test_credentials_that_fail_stop_everything(server: FakeServer) -> None:
    server.default = error_reply(401, "Incorrect API key")
    read: list[int] = []

    def endless() -> Iterator[str]:
        while True:
            read.append(len(read))
            yield bulletin(len(read))

    with fake_summarizer(server, concurrency=2) as asked, pytest.raises(ConfigurationError, match="credentials"):
        list(asked.summarize_many(endless()))
    assert len(read) <= 4


def test_what_was_finished_comes_before_the_error_that_stops_everything(server: FakeServer) -> None:
    server.default = lambda request: (
        error_reply(401) if "bulletin 2." in request["messages"][1]["content"] else speak()(request)
    )

    def sources() -> Iterator[str]:
        yield bulletin(1)
        yield bulletin(2)
        wait_for_request(server, 2)
        time.sleep(0.3)
        yield bulletin(3)

    with fake_summarizer(server) as asked:
        results = asked.summarize_many(sources())
        assert article_id(next(results)) == article_from_text(bulletin(1)).article_id
        with pytest.raises(ConfigurationError):
            next(results)


def test_an_answer_that_never_fits_is_an_ask_error(server: FakeServer) -> None:
    server.default = completion('{"gist":"x"}')
    with fake_summarizer(server) as asked, pytest.raises(AskError, match="schema"):
        asked.summarize(TEXT)


def test_close_may_be_called_twice_and_ends_it(server: FakeServer) -> None:
    asked = fake_summarizer(server)
    asked.summarize(TEXT)
    asked.close()
    asked.close()
    with pytest.raises(ConfigurationError, match="closed"):
        asked.summarize(TEXT)
    with pytest.raises(ConfigurationError, match="closed"):
        list(asked.summarize_many([TEXT]))
    assert len(server.requests) == 1


def test_close_before_any_question_opens_nothing(server: FakeServer) -> None:
    fake_summarizer(server).close()
    assert server.requests == []


def test_close_ends_the_questions_that_wait(server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    server.default = Reply(hang_s=1.0)
    asked = fake_summarizer(server)
    errors: list[Exception] = []

    def ask() -> None:
        try:
            asked.summarize(TEXT)
        except ConfigurationError as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    wait_for_request(server)
    asked.close()
    thread.join(5)
    assert [str(error) for error in errors] == ["This Summarizer is closed. Make a new one, or close it later."]
    assert "unhandled exception" not in caplog.text  # as asyncio says of tasks that outlive their loop


FORKED = """
import os, sys, warnings
from summarizer import Summarizer, summarize
warnings.simplefilter("ignore")  # newer versions of Python warn of forks where there are threads
settings = {"model": "fake", "base_url": sys.argv[1], "timeout_s": 20.0}
one = Summarizer(**settings)
for source in sys.argv[2:]:
    one.summarize(source)
    summarize(source, **settings)
    child = os.fork()
    if not child:
        one.summarize(source)
        summarize(source, **settings)
        sys.exit(7)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
one.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_asks_by_itself_and_ends(server: FakeServer) -> None:
    """What its parent opened serves no other process: no thread of it is there."""
    command = [sys.executable, "-c", FORKED, server.url, bulletin(1)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (0, "7\n"), ended.stderr
    assert len(server.requests) == 4


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # newer versions of Python warn of threads
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_results_that_are_taken_on_in_a_forked_process_are_refused_there(server: FakeServer) -> None:
    answer = speak()
    server.default = lambda request: Reply(
        **{**answer(request).__dict__, "hang_s": 2.0 * ("So said bulletin 1" in str(request))}
    )

    def take_on() -> None:
        with fake_summarizer(server, concurrency=2) as one:
            results = one.summarize_many(map(bulletin, range(3)))
            next(results)
            child = os.fork()
            if not child:
                with pytest.raises(ConfigurationError, match="by the process that this one was forked from"):
                    list(results)
                os._exit(7)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
            assert len(list(results)) == 2

    ended = run_bounded(take_on, seconds=60, mib=100_000)  # less to load than by a program of its own
    assert ended.code == 0, ended.err


def test_no_socket_stays_open(server: FakeServer) -> None:
    with fake_summarizer(server) as asked:
        list(asked.summarize_many([bulletin(1), bulletin(2)]))
    gc.collect()  # what was left open would warn, and warnings are errors


def test_a_model_that_cannot_be_opened_leaves_nothing_open() -> None:
    with Summarizer(model="nonsense") as asked:
        for _ in range(2):
            with pytest.raises(ConfigurationError, match="nonsense"):
                asked.summarize(TEXT)


class Bomb(BaseModel):
    dead: int
    cite: list[int]


def mine(order: str) -> str:
    """A prompt of one's own."""
    return (
        f"---\nid: mine/bomb\nversion: 1\npurpose: test\n---\n<!-- system -->\n{order}\n<!-- user -->\n"
        "{% for s in sentences %}[{{ s.number }}] {{ s.text }}\n{% endfor %}"
    )


@pytest.fixture
def bombs(server: FakeServer, tmp_path: Path) -> CustomSummary[Bomb]:
    """The record of an article under a schema of one's own."""
    prompt = tmp_path / "mine.md"
    prompt.write_text(mine("Count the dead."), encoding="utf-8")
    server.default = completion('{"dead": 12, "cite": [1]}')
    with Summarizer(model="fake", base_url=server.url, answer_schema=Bomb, prompt=str(prompt)) as asked:
        return asked.summarize(TEXT)


def test_your_own_schema_gives_a_custom_summary(bombs: CustomSummary[Bomb]) -> None:
    assert isinstance(bombs, CustomSummary)
    assert [(item.field, item.evidence[0].text) for item in bombs.evidence] == [("dead", "12")]


def test_its_answer_is_an_instance_of_your_model_and_no_other(bombs: CustomSummary[Bomb]) -> None:
    assert type(bombs.answer) is Bomb
    assert bombs.answer == Bomb(dead=12, cite=[1])
    assert pickle.loads(pickle.dumps(bombs)) == bombs  # noqa: S301 - made right here


def test_it_is_stored_as_plain_json_and_read_back_with_the_model_or_without(bombs: CustomSummary[Bomb]) -> None:
    stored = json.loads(to_json(bombs))
    assert stored["answer"] == bombs.plain_answer == {"dead": 12, "cite": [1]}
    assert bombs.model_dump()["answer"] == stored["answer"]
    assert CustomSummary.model_validate(stored).answer == stored["answer"]
    assert CustomSummary[Bomb].model_validate(stored).answer == bombs.answer
    with pytest.raises(ValidationError, match="answer"):
        CustomSummary.model_validate({**stored, "answer": 3})
    with pytest.raises(ValidationError, match="answer"):
        CustomSummary[Bomb].model_validate({**stored, "answer": bombs.article})


class Part(BaseModel):
    dead: int = Field(alias="theDead")
    cite: list[int] = Field(validation_alias=AliasChoices("sentences", "where"))


class Renamed(BaseModel):
    day: date = Field(alias="theDay")
    parts: list[Part] = Field(alias="theParts")


def test_an_answer_of_fields_with_aliases_is_read_back_with_its_model(bombs: CustomSummary[Bomb]) -> None:
    answer = '{"theDay": "2026-11-23", "theParts": [{"theDead": 12, "where": [1]}]}'
    record: CustomSummary[Any] = CustomSummary(**{**dict(bombs), "answer": Renamed.model_validate_json(answer)})
    assert CustomSummary[Renamed].model_validate_json(to_json(record)).answer == record.answer
    given = to_json(record).replace(json.dumps(record.plain_answer, separators=(",", ":")), answer)
    assert "theDay" in given
    assert CustomSummary[Renamed].model_validate_json(given).answer == record.answer


class Exact(BaseModel):
    model_config = ConfigDict(strict=True)

    day: date
    who: tuple[str, ...] = Field(strict=True)


def test_an_answer_of_a_strict_model_is_read_back_with_it(bombs: CustomSummary[Bomb]) -> None:
    answer = Exact.model_validate_json('{"day": "2026-11-23", "who": ["police"]}')
    record: CustomSummary[Any] = CustomSummary(**{**dict(bombs), "answer": answer})
    assert CustomSummary[Exact].model_validate_json(to_json(record)).answer == answer
    assert CustomSummary[Exact].model_validate(json.loads(to_json(record))).answer == answer


@pytest.mark.parametrize("kind", [KeyError, TimeoutError, ConnectionRefusedError, StopIteration])
def test_what_a_schema_s_own_code_raises_is_told_as_such(server: FakeServer, kind: type[Exception]) -> None:
    class Coded(BaseModel):
        what: str

        @field_validator("what")
        @classmethod
        def look_up(cls, value: str) -> str:
            raise kind(value)

    server.default = completion('{"what": "bomb"}')
    told = rf"Your own code.* {kind.__name__}: '?bomb'? \(.*test_api\.py, line \d+, in look_up\)"
    with (
        Summarizer(model="fake", base_url=server.url, answer_schema=Coded) as asked,
        pytest.raises(AskError, match=told) as raised,
    ):
        asked.summarize(TEXT)
    assert (raised.value.code, len(server.requests)) == ("ask_failed", 1)


class Counted(Bomb):
    hurt: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def total(self) -> int:
        return self.dead + self.hurt


def test_what_a_schema_computes_is_stored_and_neither_looked_for_nor_asked_about(server: FakeServer) -> None:
    server.default = completion('{"dead": 12, "hurt": 15, "cite": [1, 2]}')
    with Summarizer(model="fake", base_url=server.url, answer_schema=Counted) as asked:
        record = asked.summarize(TEXT)
    assert [item.field for item in record.evidence] == ["dead", "hurt"]
    assert (record.findings, record.plain_answer["total"], len(server.requests)) == ((), 27, 1)


def test_an_answer_that_its_schema_cannot_write_is_an_ask_error(server: FakeServer) -> None:
    class Opaque(BaseModel):
        what: Any

        @field_validator("what")
        @classmethod
        def hide(cls, _: Any) -> object:
            return object()

    server.default = completion('{"what": "bomb"}')
    with (
        Summarizer(model="fake", base_url=server.url, answer_schema=Opaque) as asked,
        pytest.raises(AskError, match=r"Opaque cannot be written as JSON.*Give its fields types"),
    ):
        asked.summarize(TEXT)
    assert len(server.requests) == 1


class Told(Bomb):
    @model_serializer
    def tell(self) -> str:
        return f"{self.dead} dead"


def test_an_answer_that_its_schema_writes_as_no_object_is_an_ask_error(server: FakeServer) -> None:
    server.default = completion('{"dead": 12, "cite": [1]}')
    with (
        Summarizer(model="fake", base_url=server.url, answer_schema=Told) as asked,
        pytest.raises(AskError, match=r"a serializer of Told makes str of it. Let it make an object"),
    ):
        asked.summarize(TEXT)


class Shouted(Bomb):
    model_config = ConfigDict(alias_generator=str.upper, serialize_by_alias=True)


def test_fields_go_by_their_names_also_where_their_model_writes_aliases(server: FakeServer) -> None:
    server.default = completion('{"DEAD": 12, "CITE": [1]}')
    with Summarizer(model="fake", base_url=server.url, answer_schema=Shouted) as asked:
        record = asked.summarize(TEXT)
    assert [(item.field, item.evidence[0].text) for item in record.evidence] == [("dead", "12")]
    assert record.plain_answer == {"dead": 12, "cite": [1]}
    assert CustomSummary[Shouted].model_validate_json(to_json(record)).answer == record.answer


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[Any, Summarizer]]:
    """The Summarizers that the module's functions open, closed afterwards."""
    found: dict[Any, Summarizer] = {}
    with contextlib.ExitStack() as servers:
        monkeypatch.setattr(summarizer.api, "_shared", found)
        monkeypatch.setattr(summarizer.api, "_servers", {})
        monkeypatch.setattr(summarizer.api, "_servers_stack", servers)
        yield found
        for one in found.values():
            one.close()


def test_settings_that_differ_only_in_the_key_do_not_share(server: FakeServer, shared: dict[Any, Summarizer]) -> None:
    settings: dict[str, Any] = {"model": "fake", "base_url": server.url}
    for key in ("one", "two", "two"):
        summarizer.summarize(TEXT, api_key=SecretStr(key), **settings)
    (many,) = summarizer.summarize_many([TEXT], api_key="one", **settings)
    record = asyncio.run(summarizer.asummarize(TEXT, api_key="one", **settings))
    assert len(shared) == 2
    assert isinstance(many, Summary)
    assert record.article.article_id == many.article.article_id


def test_functions_take_the_key_that_the_environment_holds_now(
    server: FakeServer, shared: dict[Any, Summarizer], monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("first-of-two", "second-of-two", "second-of-two"):
        monkeypatch.setenv("OPENAI_API_KEY", key)
        summarizer.summarize(TEXT, model="fake", base_url=server.url)
    sent = [headers["authorization"] for headers in server.headers]
    assert list(dict.fromkeys(sent)) == ["Bearer first-of-two", "Bearer second-of-two"]
    assert len(shared) == 2
    assert "of-two" not in repr(shared)


def test_functions_take_the_prompt_that_its_file_holds_now(
    server: FakeServer, shared: dict[Any, Summarizer], tmp_path: Path
) -> None:
    server.default = completion('{"dead": 12, "cite": [1]}')
    prompt = tmp_path / "mine.md"
    for order in ("Count the dead.", "Count all the dead.", "Count all the dead."):
        prompt.write_text(mine(order), encoding="utf-8")
        summarizer.summarize(TEXT, model="fake", base_url=server.url, answer_schema=Bomb, prompt=str(prompt))
        assert server.requests[-1]["messages"][0]["content"] == order
    assert len(shared) == 2


def test_functions_share_an_embedded_server_that_serves_as_they_want(
    server: FakeServer, shared: dict[Any, Summarizer], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[dict[str, Any]] = []
    running: list[object] = []

    @contextlib.contextmanager
    def serve(**settings: Any) -> Iterator[ServerAddress]:
        started.append(settings)
        running.append(settings)
        yield ServerAddress(
            base_url=server.url,
            api_key=SecretStr("none"),
            model_name="embedded",
            context_tokens=8192,
            file_sha256="",
            adapter_sha256="",
        )
        running.remove(settings)

    monkeypatch.setattr("summarizer.llm.embedded.server.serve_model", serve)
    usual: list[dict[str, Any]] = [{}, {"seed": 1}, {"retrieved": "2026-11-01"}, {"context_tokens": 8192}]
    for settings in (*usual, {"threads": 3}, {"threads": 3, "seed": 1}):
        summarizer.summarize(TEXT, **settings)
    assert [one["threads"] for one in started] == [None, 3]
    assert len(shared) == 6
    with Summarizer(threads=3) as own:
        own.summarize(TEXT)
    assert (len(started), len(running)) == (3, 2)


def test_settings_name_classes_not_their_names() -> None:
    def schema(default: int) -> type[BaseModel]:
        class Same(BaseModel):
            value: int = default

        return Same

    assert make_options(answer_schema=schema(1)) != make_options(answer_schema=schema(2))


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "dev", "-W", "error::ResourceWarning", "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_completion_shows_the_public_names() -> None:
    code = "import summarizer; print(*dir(summarizer))"
    assert run_python(code).stdout.split() == sorted(summarizer.__all__)


def test_import_is_light() -> None:
    heavy = ("openai", "instructor", "trafilatura", "dateparser", "tenacity", "xllamacpp", "rich", "typer")
    code = "import sys, summarizer; print([name for name in sys.argv[1:] if name in sys.modules])"
    assert run_python(code, *heavy).stdout.strip() == "[]"


def test_what_is_not_closed_ends_with_the_interpreter_and_leaks_nothing(server: FakeServer) -> None:
    """A Summarizer that is kept, and the one that functions share."""
    code = (
        "import sys, summarizer\n"
        "settings = {'model': 'fake', 'base_url': sys.argv[1]}\n"
        "kept = summarizer.Summarizer(**settings)\n"
        "records = kept.summarize(sys.argv[2]), summarizer.summarize(sys.argv[2], **settings)\n"
        "print(*(record.incidents[0].type for record in records))"
    )
    done = run_python(code, server.url, bulletin(1))
    assert (done.returncode, done.stdout.split()) == (0, 2 * [COMPACT["incidents"][0]["type"]])
    assert len(server.requests) == 2
    assert "ResourceWarning" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_key_shows_in_nothing_that_comes_back(server: FakeServer) -> None:
    server.default = speak()
    with fake_summarizer(server, api_key="sk-planted-0123456789") as asked:
        record = asked.summarize(TEXT)
        assert "planted" not in repr(asked.options) + record.model_dump_json() + repr(asked.plan)


def test_an_article_keeps_its_own_metadata(server: FakeServer) -> None:
    article: Article = article_from_text(TEXT, title="Kabul", source="Agency", url="https://example.org/1")
    with fake_summarizer(server) as asked:
        info = asked.summarize(article).article
    assert (info.title, info.source, info.url, info.sha256) == (
        "Kabul",
        "Agency",
        "https://example.org/1",
        article.sha256,
    )
