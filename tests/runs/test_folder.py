"""Run folders: durable rows, recovery after a crash, refusals, and the invariant that evidence is the text's slice."""

import contextlib
import itertools
import json
import os
import shutil
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from fake_server import FakeServer
from fakes import TEXT, fake_summarizer, speak
from run_rows import rows

from summarizer import Article, CustomSummary, Summary
from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.errors import RunFolderError
from summarizer.evidence.values import assert_spans
from summarizer.runs.folder import RunFolder, is_held, is_run_file
from summarizer.runs.ledger import LedgerRow, read_ledger
from summarizer.runs.records import StoredArticle, read_record_rows, read_records
from summarizer.schemas.record import ArticleInfo, FieldEvidence
from summarizer.values import ArticleFailure

SETTINGS = {"model": "fake", "seed": 1}
ARTICLE = article_from_text(TEXT, path="in/bomb.txt")
SPANS = [(sentence.start, sentence.end) for sentence in number_sentences(ARTICLE)]


@pytest.fixture
def record(server: FakeServer) -> Summary:
    server.default = speak()
    with fake_summarizer(server) as asked:
        summary = asked.summarize(ARTICLE)
    assert isinstance(summary, Summary)
    return summary


def open_folder(path: Path, *, resume: bool = True, **changes: Any) -> RunFolder:
    return RunFolder(path, fingerprint={**SETTINGS, **changes}, resume=resume)


def make_run(path: Path, record: Summary) -> None:
    with open_folder(path) as folder:
        folder.add_article(ARTICLE)
        folder.add_summary(record, TEXT)


def test_what_a_run_folder_holds(tmp_path: Path, record: Summary) -> None:
    with open_folder(tmp_path / "a" / "run") as folder:
        folder.add_article(ARTICLE)
        folder.add_article(ARTICLE)
        folder.add_summary(record, TEXT)
        folder.add_failure(ArticleFailure(path="x", line=2, article_id=None, code="empty", message="nothing"))
        folder.write_manifest({"status": "finished"})
    run = tmp_path / "a" / "run"
    assert rows(run / "articles.jsonl") == [
        {"article_id": ARTICLE.article_id, "path": "in/bomb.txt", "text": TEXT, "sentences": [*map(list, SPANS)]}
    ]
    assert rows(run / "summaries.jsonl") == [record.model_dump(mode="json")]
    failure = {"path": "x", "line": 2, "article_id": None, "code": "empty", "message": "nothing", "attempts": []}
    assert rows(run / "failures.jsonl") == [failure]
    assert json.loads((run / "manifest.json").read_text()) == {"fingerprint": SETTINGS, "status": "finished"}
    assert not list(run.glob("*.part"))


def test_rows_are_on_disk_the_moment_they_are_committed(tmp_path: Path, record: Summary) -> None:
    with open_folder(tmp_path) as folder:
        folder.add_article(ARTICLE)
        folder.add_summary(record, TEXT)
        folder.commit()
        assert len(rows(tmp_path / "summaries.jsonl")) == len(rows(tmp_path / "articles.jsonl")) == 1


def test_what_is_done_is_known_when_the_folder_is_opened_again(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    with open_folder(tmp_path) as folder:
        assert folder.done == {ARTICLE.article_id}
        folder.add_article(ARTICLE)
    assert len(rows(tmp_path / "articles.jsonl")) == 1


def spending(article_id: str | None = "a", **changes: Any) -> LedgerRow:
    told = {"path": "x", "outcome": "done", "finished": "2026-01-01T00:00:00+00:00", "requests": 1}
    counts = {"prompt_tokens": 10, "cached_tokens": 0, "completion_tokens": 5, "cost_usd": 0.5}
    return LedgerRow.model_validate({"article_id": article_id, **told, **counts, **changes})


def test_the_ledger_is_kept_over_runs(tmp_path: Path) -> None:
    for number in (1, 2):
        with open_folder(tmp_path) as folder:
            folder.add_spending(spending(cost_usd=number))
            folder.commit()
    assert [row.cost_usd for row in read_ledger(tmp_path)] == [1, 2]
    (tmp_path / "ledger.jsonl").write_text('{"article_id": "a"}\n')
    with pytest.raises(RunFolderError, match=r"ledger\.jsonl: line 1 is damaged"):
        list(read_ledger(tmp_path))


def failure(path: str | None, line: int | None = None, article_id: str | None = None) -> ArticleFailure:
    return ArticleFailure(path=path, line=line, article_id=article_id, code="empty", message="nothing")


def test_rows_are_brought_into_the_order_of_the_inputs(tmp_path: Path, record: Summary) -> None:
    def named(name: str) -> Summary:
        return record.model_copy(update={"article": record.article.model_copy(update={"article_id": name})})

    with open_folder(tmp_path) as folder:
        for name in ("late", "b", "gone", "a"):
            folder.add_article(ARTICLE.model_copy(update={"article_id": name}))
            folder.add_summary(named(name), TEXT)
        for path, line in (("z", None), ("in.jsonl", 10), (None, None), ("in.jsonl", 9)):
            folder.add_failure(failure(path, line))
        folder.sort({"a": 0, "b": 1, "late": 2})
    order = ["a", "b", "late", "gone"]
    assert [row["article"]["article_id"] for row in rows(tmp_path / "summaries.jsonl")] == order
    assert [row["article_id"] for row in rows(tmp_path / "articles.jsonl")] == order
    places = [(row["path"], row["line"]) for row in rows(tmp_path / "failures.jsonl")]
    assert places == [(None, None), ("in.jsonl", 9), ("in.jsonl", 10), ("z", None)]
    assert not list(tmp_path.glob("*.part"))
    with open_folder(tmp_path) as folder:
        assert folder.done == set(order)


def test_failures_of_articles_of_one_file_are_brought_into_the_order_of_the_articles(tmp_path: Path) -> None:
    with open_folder(tmp_path) as folder:
        for name in ("b", None, "gone", "a"):
            folder.add_failure(failure("in.jsonl", None if name else 3, name))
        folder.sort({"a": 0, "b": 1})
    assert [row["article_id"] for row in rows(tmp_path / "failures.jsonl")] == ["a", "b", "gone", None]


def test_a_folder_knows_whether_a_run_holds_it(tmp_path: Path) -> None:
    assert not is_held(tmp_path)
    with open_folder(tmp_path):
        assert is_held(tmp_path)
    assert not is_held(tmp_path)


def test_records_of_another_version_are_refused_with_the_remedy(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    row = json.loads((tmp_path / "summaries.jsonl").read_text())
    (tmp_path / "summaries.jsonl").write_text(json.dumps({**row, "schema_version": "incident-record/0"}) + "\n")
    with pytest.raises(RunFolderError, match=r"line 1 is a record of another version .*--no-resume"):
        list(read_records(str(tmp_path)))


def test_failures_are_those_of_the_latest_run(tmp_path: Path) -> None:
    failure = ArticleFailure(path="x", line=None, article_id=None, code="empty", message="nothing")
    for _ in range(2):
        with open_folder(tmp_path) as folder:
            folder.add_failure(failure)
    assert len(rows(tmp_path / "failures.jsonl")) == 1


@pytest.mark.parametrize("name", ["summaries.jsonl", "articles.jsonl"])
@pytest.mark.parametrize("torn", [b'{"article": {"artic', b"\xf0\x9f", b"{}"])
def test_a_torn_last_line_is_cut_off(tmp_path: Path, record: Summary, name: str, torn: bytes) -> None:
    make_run(tmp_path, record)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole + torn)
    with open_folder(tmp_path) as folder:
        assert folder.done == {ARTICLE.article_id}
    assert (tmp_path / name).read_bytes() == whole


def test_lines_that_an_editor_ended_anew_are_the_same_rows(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    (as_written,) = read_record_rows(tmp_path)
    for path in tmp_path.glob("*.json*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (row,) = read_record_rows(tmp_path)
    assert row.line == as_written.line
    other = article_from_text("A fire killed two people in Lima.")
    with open_folder(tmp_path) as folder:
        assert folder.done == {ARTICLE.article_id}
        folder.add_article(other)
        folder.sort({other.article_id: 0, ARTICLE.article_id: 1})
    assert [record for record, _ in read_records(tmp_path)] == [record]
    assert [row["article_id"] for row in rows(tmp_path / "articles.jsonl")] == [other.article_id, ARTICLE.article_id]


@pytest.mark.parametrize("damage", [b"\0\0\0\n", b"[]\n", b'{"article": 3}\n', b"{}\n", b"\xff\n"])
def test_damage_in_the_middle_is_refused_and_nothing_is_cut(tmp_path: Path, record: Summary, damage: bytes) -> None:
    make_run(tmp_path, record)
    path = tmp_path / "summaries.jsonl"
    content = damage + path.read_bytes()
    path.write_bytes(content)
    with (
        pytest.raises(RunFolderError, match=r"summaries\.jsonl: line 1 is damaged\. Remove it.*--no-resume"),
        open_folder(tmp_path),
    ):
        pass
    assert path.read_bytes() == content


def test_other_settings_are_refused_by_name(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    with (
        pytest.raises(RunFolderError, match=r"seed: 1 then, 2 now.*--no-resume") as caught,
        open_folder(tmp_path, seed=2),
    ):
        pass
    assert "model" not in str(caught.value)
    assert len(rows(tmp_path / "summaries.jsonl")) == 1


def test_other_settings_are_taken_where_there_is_no_answer_yet(tmp_path: Path) -> None:
    with open_folder(tmp_path) as folder:
        folder.add_article(ARTICLE)
        folder.add_failure(failure("in/bomb.txt"))
    with open_folder(tmp_path, seed=2) as folder:
        folder.write_manifest({"status": "finished"})
    assert json.loads((tmp_path / "manifest.json").read_text())["fingerprint"] == {**SETTINGS, "seed": 2}


@pytest.mark.parametrize("name", ["replaced.jsonl", "batch/state.json"])
def test_other_settings_are_refused_beside_records_set_aside_and_a_batch_job(tmp_path: Path, name: str) -> None:
    with open_folder(tmp_path):
        pass
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("{}\n")
    with pytest.raises(RunFolderError, match="other settings"), open_folder(tmp_path, seed=2):
        pass


def test_no_resume_starts_afresh_with_other_settings(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    with open_folder(tmp_path, resume=False, seed=2) as folder:
        assert folder.done == set()
        assert (tmp_path / "summaries.jsonl").read_text() == (tmp_path / "articles.jsonl").read_text() == ""
        folder.add_article(ARTICLE)
        folder.add_summary(record, TEXT)
    assert json.loads((tmp_path / "manifest.json").read_text())["fingerprint"]["seed"] == 2
    assert (len(rows(tmp_path / "summaries.jsonl")), list(tmp_path.glob(".*"))) == (1, [tmp_path / ".lock"])


@pytest.mark.parametrize("killed", [True, False])
def test_a_fresh_start_without_a_record_leaves_the_old_ones(tmp_path: Path, record: Summary, *, killed: bool) -> None:
    make_run(tmp_path, record)
    with open_folder(tmp_path) as folder:
        folder.add_spending(spending("old"))
    before = {name: (tmp_path / name).read_bytes() for name in ("summaries.jsonl", "articles.jsonl")}
    with open_folder(tmp_path, resume=False, seed=2) as folder:
        folder.add_spending(spending("new"))
        folder.commit()
        if killed:
            shutil.copytree(tmp_path, tmp_path / "copy")
    run = tmp_path / "copy" if killed else tmp_path
    with open_folder(run) as folder:
        assert folder.done == {ARTICLE.article_id}
    assert {name: (run / name).read_bytes() for name in before} == before
    assert [row.article_id for row in read_ledger(run)] == ["old", "new"]


@pytest.mark.parametrize("last", range(1, 9))
def test_a_kill_between_any_two_steps_of_a_fresh_start_loses_nothing(
    tmp_path: Path, record: Summary, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    make_run(tmp_path, record)
    with open_folder(tmp_path) as folder:
        folder.add_spending(spending("old"))
    steps, replace = itertools.count(1), Path.replace

    def stop(path: Path, target: Path) -> Path:
        if next(steps) > last:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as killing:
        killing.setattr(Path, "replace", stop)
        with contextlib.suppress(KeyboardInterrupt), open_folder(tmp_path, resume=False):
            pass
    with open_folder(tmp_path) as folder:
        assert folder.done == {ARTICLE.article_id}
    assert [row.article_id for row in read_ledger(tmp_path)] == ["old"]
    assert len(rows(tmp_path / "articles.jsonl")) == 1


@pytest.mark.parametrize("resume", [True, False])
@pytest.mark.parametrize("name", ["summaries.jsonl", "articles.jsonl", "failures.jsonl"])
def test_files_that_are_not_a_runs_are_never_touched(tmp_path: Path, name: str, *, resume: bool) -> None:
    (tmp_path / name).write_text('{"text": "mine"}')
    with pytest.raises(RunFolderError, match=f"{name}.*not a run's folder"), open_folder(tmp_path, resume=resume):
        pass
    assert (tmp_path / name).read_text() == '{"text": "mine"}'


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"fingerprint": 3}', "null"])
def test_a_foreign_manifest_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(RunFolderError, match="not a manifest of this program"), open_folder(tmp_path, resume=False):
        pass
    assert (tmp_path / "manifest.json").read_text() == content


def test_a_second_run_into_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        open_folder(tmp_path),
        pytest.raises(RunFolderError, match="another run is writing here"),
        open_folder(tmp_path, resume=False),
    ):
        pass
    with open_folder(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises(RunFolderError, match=r"file/run: the run folder cannot be used.*--out"),
        open_folder(tmp_path / "file" / "run"),
    ):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for root")
def test_an_unwritable_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(RunFolderError, match="cannot be used"), open_folder(tmp_path):
        pass
    tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_run_folder_error(tmp_path: Path) -> None:
    with FileIO("/dev/full", "w") as full, open_folder(tmp_path) as folder:
        file, folder._files["articles.jsonl"] = folder._files["articles.jsonl"], full
        folder.add_article(ARTICLE)
        with pytest.raises(RunFolderError, match=r"articles\.jsonl: cannot be written: \[Errno 28\].*goes on"):
            folder.commit()
        folder._files["articles.jsonl"] = file
    assert len(rows(tmp_path / "articles.jsonl")) == 1


class NearlyFull(FileIO):
    """A file on a disk that has room for a few bytes more, and for all once ``room`` is made."""

    room = False

    def write(self, rows: Any) -> int:
        if not self.room and len(rows) < 50:
            raise OSError(28, "No space left on device")
        return super().write(rows if self.room else rows[:-40])


def test_what_a_full_disk_cuts_short_is_written_whole_once_there_is_room(tmp_path: Path) -> None:
    with open_folder(tmp_path) as folder, NearlyFull(tmp_path / "ledger.jsonl", "a") as nearly_full:
        folder._files["ledger.jsonl"] = nearly_full
        folder.add_spending(spending("a"))
        with pytest.raises(RunFolderError, match=r"ledger\.jsonl: cannot be written"):
            folder.commit()
        assert not (tmp_path / "ledger.jsonl").read_bytes()
        nearly_full.room = True
        folder.add_spending(spending("b"))
        folder.commit()
    assert [row.article_id for row in read_ledger(tmp_path)] == ["a", "b"]


def doctored(record: Summary, **changes: Any) -> Summary:
    incident = record.incidents[0]
    evidence = incident.victims[0].evidence[0].model_copy(update=changes)
    victim = incident.victims[0].model_copy(update={"evidence": (evidence,)})
    return record.model_copy(update={"incidents": (incident.model_copy(update={"victims": (victim,)}),)})


@pytest.mark.parametrize("changes", [{"start": 16}, {"end": 24}, {"text": "People"}])
def test_evidence_that_is_not_the_texts_slice_is_not_written(
    tmp_path: Path, record: Summary, changes: dict[str, Any]
) -> None:
    with open_folder(tmp_path) as folder:
        with pytest.raises(AssertionError, match="is not text"):
            folder.add_summary(doctored(record, **changes), TEXT)
        assert folder.done == set()
    assert (tmp_path / "summaries.jsonl").read_text() == ""


def test_key_sentences_findings_and_custom_evidence_are_held_against_the_text_too(record: Summary) -> None:
    assert_spans(record, TEXT)
    key = record.key_sentences[0].model_copy(update={"text": "Another."})
    finding = record.findings[0].model_copy(
        update={"evidence": (record.findings[0].evidence[0].model_copy(update={"end": 3}),)}
    )
    wrong = record.incidents[0].victims[0].evidence[0].model_copy(update={"text": "no"})
    custom = CustomSummary(
        article=record.article,
        answer={},
        evidence=(FieldEvidence(field="x", evidence=(wrong,)),),
        findings=(),
        provenance=record.provenance,
    )
    for bad in (
        record.model_copy(update={"key_sentences": (key,)}),
        record.model_copy(update={"findings": (finding,)}),
        custom,
    ):
        with pytest.raises(AssertionError, match="is not text"):
            assert_spans(bad, TEXT)


def test_records_are_read_back_with_their_texts(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    assert list(read_records(tmp_path)) == [(record, StoredArticle(TEXT, SPANS))]


def test_custom_records_are_read_back(tmp_path: Path, record: Summary) -> None:
    custom = CustomSummary(
        article=record.article, answer={"x": 1}, evidence=(), findings=(), provenance=record.provenance
    )
    with open_folder(tmp_path) as folder:
        folder.add_summary(custom, TEXT)
    assert list(read_records(tmp_path)) == [(custom, StoredArticle())]


def test_records_are_read_while_a_run_writes(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    for name in ("summaries.jsonl", "articles.jsonl"):
        with (tmp_path / name).open("a") as file:
            file.write('{"torn')
    assert list(read_records(tmp_path)) == [(record, StoredArticle(TEXT, SPANS))]


def test_records_without_their_texts_are_read(tmp_path: Path, record: Summary) -> None:
    make_run(tmp_path, record)
    (tmp_path / "articles.jsonl").unlink()
    assert list(read_records(tmp_path)) == [(record, StoredArticle())]


@pytest.mark.parametrize(
    ("line", "words"),
    [("{}", "line 1 is damaged: it has no 'article'"), ("no", "line 1 is damaged"), ("3", "line 1 is damaged")],
)
def test_a_damaged_record_is_named(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "summaries.jsonl").write_text(line + "\n")
    with pytest.raises(RunFolderError, match=rf"summaries\.jsonl: {words}"):
        list(read_records(str(tmp_path)))


@pytest.mark.parametrize(("rest", "words"), [(', "text": "It was', "damaged: "), ("}", "no article's text")])
def test_a_damaged_text_is_told_from_its_record(tmp_path: Path, record: Summary, rest: str, words: str) -> None:
    make_run(tmp_path, record)
    (tmp_path / "articles.jsonl").write_text(f'{{"article_id": "{record.article.article_id}"{rest}\n')
    with pytest.raises(RunFolderError, match=rf"line 1: its article's row in articles\.jsonl is {words}.*or remove it"):
        list(read_records(tmp_path))


def test_a_folder_without_records_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match=r"no summaries\.jsonl here.*summarizer run --out"):
        list(read_records(str(tmp_path)))


def test_lone_surrogates_are_kept(tmp_path: Path, record: Summary) -> None:
    article = Article.model_construct(**{**dict(ARTICLE), "text": f"\ud800 {TEXT}"})
    info = ArticleInfo.model_construct(**{**dict(record.article), "title": "\ud800"})
    odd = record.model_copy(update={"article": info})
    with open_folder(tmp_path) as folder:
        folder.add_article(article)
        folder.add_summary(odd, TEXT)
    assert rows(tmp_path / "articles.jsonl")[0]["text"] == f"\ud800 {TEXT}"
    assert rows(tmp_path / "summaries.jsonl")[0]["article"]["title"] == "\ud800"
    with open_folder(tmp_path) as folder:
        assert folder.done == {ARTICLE.article_id}


def test_the_files_of_a_run_are_known(tmp_path: Path) -> None:
    assert not is_run_file(tmp_path / "articles.jsonl")
    with open_folder(tmp_path):
        assert is_run_file(tmp_path / "articles.jsonl")
        assert is_run_file(tmp_path / "manifest.json")
        assert not is_run_file(tmp_path / "other.jsonl")


def test_a_file_name_that_is_no_text_can_be_read_back(tmp_path: Path) -> None:
    row = LedgerRow(
        article_id="a",
        path="\udcff.txt",
        outcome="done",
        finished="",
        requests=1,
        prompt_tokens=1,
        cached_tokens=0,
        completion_tokens=1,
        cost_usd=None,
    )
    with RunFolder(tmp_path, fingerprint={}, resume=True) as folder:
        folder.add_spending(row)
    assert [*read_ledger(tmp_path)] == [row]


def test_what_is_no_runs_folder_is_told_before_anything_is_written_for_it(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match=r"no summaries\.jsonl here"):
        read_records(tmp_path / "mistyped")
