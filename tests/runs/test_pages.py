"""Pages of an article's file: in its record, its tables, what is kept of it, and what is reviewed of it."""

import json
from pathlib import Path

import pytest
from fake_server import FakeServer
from fakes import TEXT, speak
from office_files import make_pdf

from summarizer import ArticleFailure, Options
from summarizer.articles.reading import read_articles
from summarizer.articles.sentences import number_spans
from summarizer.evidence.values import list_spans
from summarizer.exports.all_tables import EXPORTS
from summarizer.runs.records import read_records
from summarizer.runs.running import run_batch
from summarizer.schemas.record import Evidence, Summary

FIRST, SECOND = TEXT.replace(". ", ".\n").split("\n")


def run_over(path: Path, out: Path, server: FakeServer) -> Summary:
    server.default = speak()
    run_batch([path], out, Options(model="fake", base_url=server.url, api_key="k"))
    ((record, _),) = read_records(out)
    assert isinstance(record, Summary)
    return record


@pytest.fixture
def paged(tmp_path: Path, server: FakeServer) -> Summary:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([[FIRST], [], [SECOND]]))
    return run_over(path, tmp_path / "run", server)


def test_evidence_and_key_sentences_tell_their_page(paged: Summary, tmp_path: Path) -> None:
    assert {(span.text[:12], span.page) for span in paged.key_sentences} == {("A bomb kille", 1)}
    pages = {item.sentence: item.page for item in list_spans(paged) if isinstance(item, Evidence)}
    assert pages == {1: 1, 2: 3}
    (row,) = [json.loads(line) for line in (tmp_path / "run" / "articles.jsonl").read_text().splitlines()]
    assert row["page_starts"] == [0, len(FIRST) + 2, len(FIRST) + 2]


def test_a_reviewer_gets_the_same_pages(paged: Summary, tmp_path: Path) -> None:
    ((record, stored),) = read_records(tmp_path / "run")
    assert record == paged
    assert [sentence.page for sentence in number_spans(stored.text, stored.sentences, stored.page_starts)] == [1, 3]


def test_tables_have_the_page_beside_the_sentence(paged: Summary) -> None:
    (export,) = [export for export in EXPORTS if export.table.name == "evidence"]
    assert export.of_record is not None
    assert {(row["sentence"], row["page"]) for row in export.of_record(paged)} == {(1, 1), (2, 3)}


def test_a_file_without_pages_has_none_in_what_is_written(tmp_path: Path, server: FakeServer) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    record = run_over(path, tmp_path / "run", server)
    assert {item.page for item in list_spans(record)} == {None}
    assert '"page"' not in (tmp_path / "run" / "summaries.jsonl").read_text()
    assert '"page_starts"' not in (tmp_path / "run" / "articles.jsonl").read_text()


def test_a_broken_document_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "b.docx").write_bytes(b"PK broken")
    (tmp_path / "c.pdf").write_bytes(make_pdf([[TEXT]]))
    broken, other, good = read_articles([tmp_path])
    assert isinstance(broken, ArticleFailure)
    assert isinstance(other, ArticleFailure)
    assert (broken.code, other.code) == ("malformed", "malformed")
    assert not isinstance(good, ArticleFailure)
