"""Files that are whole or not there, locks, and what the system refuses, in the package's own words."""

import math
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError, RunFolderError
from summarizer.files import count_rows, explained, hold_lock, replace_file, require_descriptors, write_atomically


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write_atomically(path, "one")
    write_atomically(path, "two")
    assert path.read_text() == "two"
    assert [child.name for child in tmp_path.iterdir()] == ["x.json"]


def test_a_new_file_takes_the_place_of_the_old_one_at_the_end_and_not_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with replace_file(path) as file:
        file.write(b"one\ntwo\n")
        assert not path.exists()
    assert path.read_text() == "one\ntwo\n"
    broken = replace_file(path)
    broken.__enter__().write(b"three")
    assert broken.__exit__(ZeroDivisionError, ZeroDivisionError(), None) is False
    assert path.read_text() == "one\ntwo\n"


def test_a_lock_that_is_held_is_refused(tmp_path: Path) -> None:
    with (
        hold_lock(tmp_path / "lock"),
        pytest.raises(RunFolderError, match="somebody is here"),
        hold_lock(tmp_path / "lock", busy="somebody is here", wait_s=0),
    ):
        pass  # pragma: no cover


def test_a_lock_may_be_waited_for_and_that_is_said_once(tmp_path: Path) -> None:
    said: list[str] = []
    first = hold_lock(tmp_path / "lock")
    first.__enter__()
    letting_go = threading.Timer(0.1, first.__exit__, (None, None, None))
    letting_go.start()
    with hold_lock(tmp_path / "lock", wait_s=math.inf, on_wait=lambda: said.append("waiting")):
        assert said == ["waiting"]
    letting_go.join()


def test_a_free_lock_is_not_waited_for(tmp_path: Path) -> None:
    with hold_lock(tmp_path / "lock", on_wait=lambda: pytest.fail("waited")):
        pass


def test_refusals_of_the_system_are_explained_and_other_errors_left(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigurationError, match=r"x: cannot be read: .*No such file.*\. Name another\."),
        explained("x: cannot be read", "Name another.", kind=ConfigurationError),
    ):
        (tmp_path / "x").read_text()
    with pytest.raises(ValueError, match="as it was"), explained("x", "y"):
        raise ValueError("as it was")


@pytest.mark.parametrize(("text", "rows"), [(None, 0), ("", 0), ("{}\n{}\n", 2), ('{}\n{"torn', 1)])
def test_whole_rows_are_counted(tmp_path: Path, text: str | None, rows: int) -> None:
    if text is not None:
        (tmp_path / "x.jsonl").write_text(text)
    assert count_rows(tmp_path / "x.jsonl") == rows


@pytest.mark.parametrize("folder", [Path(), Path("/"), Path("new")])
def test_a_folder_is_no_file_to_write(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new").mkdir()
    with pytest.raises(IsADirectoryError, match="it is a folder"):
        write_atomically(folder, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_where_nobody_tells_which_files_are_open_as_many_questions_as_wanted_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def is_gone(path: Path) -> Iterator[Path]:
        raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "iterdir", is_gone)
    require_descriptors(8)
