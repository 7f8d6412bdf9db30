"""What is written into a run folder stays there, whatever links somebody planted in it."""

import contextlib
from pathlib import Path

import pytest
from fakes import TEXT

from summarizer import Article
from summarizer.articles.reading import article_from_text
from summarizer.errors import RunFolderError, SummarizerError
from summarizer.files import hold_lock, open_bytes, refuse_link, write_atomically
from summarizer.runs.folder import ARTICLES, FAILURES, LOCK, MANIFEST, SUMMARIES, RunFolder
from summarizer.runs.ledger import LEDGER
from summarizer.runs.provider_batches.articles import StoredArticles

ARTICLE: Article = article_from_text(TEXT)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that nothing may write to."""
    path = tmp_path / "outside"
    path.write_text("mine\n")
    return path


def run_into(folder: Path) -> None:
    with RunFolder(folder, fingerprint={}, resume=True) as run:
        run.add_article(ARTICLE)
        run.commit()
        run.sort({})


@pytest.mark.parametrize(
    "name", [LOCK, SUMMARIES, ARTICLES, FAILURES, LEDGER, f"{MANIFEST}.part", f"{ARTICLES}.part", f"{SUMMARIES}.part"]
)
def test_links_in_a_run_folder_are_not_followed(tmp_path: Path, outside: Path, name: str) -> None:
    run = tmp_path / "run"
    run_into(run)
    (run / name).unlink(missing_ok=True)
    (run / name).symlink_to(outside)
    with contextlib.suppress(RunFolderError):  # refused, or the link gone
        run_into(run)
    assert outside.read_text() == "mine\n"


def test_a_link_for_a_locks_or_a_parts_place_is_refused(tmp_path: Path, outside: Path) -> None:
    for name in ("lock", "page.html.part"):
        (tmp_path / name).symlink_to(outside)
    with pytest.raises(OSError, match="symbolic link lies here"), hold_lock(tmp_path / "lock", busy="busy"):
        pass
    with pytest.raises(OSError, match="symbolic link lies here"):
        write_atomically(tmp_path / "page.html", "x")
    with pytest.raises(OSError, match="symbolic link lies here"):
        open_bytes(tmp_path / "lock", "ab")
    assert outside.read_text() == "mine\n"


def test_a_linked_folder_inside_a_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "batch").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SummarizerError, match="symbolic link"):
        refuse_link(tmp_path / "batch")
    with pytest.raises(SummarizerError, match="symbolic link"):
        StoredArticles(tmp_path / "batch" / "articles.jsonl")


def test_a_whole_file_takes_a_links_place(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "manifest.json").symlink_to(outside)
    write_atomically(tmp_path / "manifest.json", "new")
    assert (outside.read_text(), (tmp_path / "manifest.json").read_text()) == ("mine\n", "new")
