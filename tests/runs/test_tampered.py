"""A run folder that somebody tampered with is told of; it stops nothing, and a terminal obeys none of it."""

import errno
import fcntl
import json
from pathlib import Path

import pytest
from bounded import Ended, run_command
from tampered import (
    CONTROL,
    HOSTILE_VALUES,
    OBEYED,
    PARTS,
    SPECIAL,
    WHOLE,
    Tampering,
    commands_for,
    copy_run,
    write_sound_run,
)

from summarizer.errors import RunFolderError
from summarizer.files import hold_lock, parse_json
from summarizer.runs.folder import LOCK, is_held

NOWHERE = "http://127.0.0.1:9/v1"
VALUES = len(HOSTILE_VALUES)
SOME = [PARTS[at * VALUES + at % VALUES] for at in range(len(PARTS) // VALUES)]
"""One of the hostile values of each field, another for the next one; ``benchmarks/hostile.py`` tries them all."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sound_run(tmp_path_factory.mktemp("sound") / "run")


def why_not_held(ended: Ended) -> str:
    if ended.late:
        return "it does not end"
    if ended.code not in (0, 1, 2, 3) or "Traceback" in ended.err:
        return f"code {ended.code}: {ended.err[-2000:]}"
    return "control characters" if OBEYED & set(ended.told) else ""


@pytest.mark.parametrize("tampering", [*SPECIAL, *WHOLE, *SOME], ids=str)
def test_tampering_ends_in_no_traceback(tampering: Tampering, sound: Path, tmp_path: Path) -> None:
    if tampering.name == "four gigabytes" and tampering.file != "summaries.jsonl":
        pytest.skip("one reader for all of them, and each takes its time")
    run = copy_run(sound, tmp_path / "run")
    tampering.spoil(run / tampering.file)
    for command in commands_for(tampering.file, run, address=NOWHERE):
        assert why_not_held(run_command(command)) == "", command


def test_what_is_sound_is_shown(sound: Path, tmp_path: Path) -> None:
    run = copy_run(sound, tmp_path / "run")
    for command in commands_for("summaries.jsonl", run, address=NOWHERE):
        assert run_command(command).code == 0, command
    assert run_command(["batch", "status", run, "--base-url", NOWHERE]).code == 0


def test_json_output_says_the_same_with_nothing_to_obey(sound: Path, tmp_path: Path) -> None:
    run = copy_run(sound, tmp_path / "run")
    manifest = json.loads((run / "manifest.json").read_text())
    manifest["fingerprint"]["model"] = CONTROL + "é\U0001f525"
    (run / "manifest.json").write_text(json.dumps(manifest))
    told = run_command(["status", run, "--json"]).out
    assert json.loads(told)["model"] == CONTROL + "é\U0001f525"
    assert "é\U0001f525" in told
    assert not OBEYED & set(told)
    assert not OBEYED & set(run_command(["status", run]).out)


@pytest.mark.parametrize("text", ["NaN", "[-Infinity]", "1e999", "9" * 5000, "[" * 100_000, "{"])
def test_what_json_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_json(text)


def test_a_file_system_without_locks_is_no_other_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    (tmp_path / LOCK).touch()
    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OSError, match="No locks available"), hold_lock(tmp_path / LOCK, busy="another run"):
        pass
    assert not is_held(tmp_path)


def test_a_lock_that_another_holds_is_another_run(tmp_path: Path) -> None:
    again = hold_lock(tmp_path / LOCK, busy="another run", wait_s=0)
    with hold_lock(tmp_path / LOCK), pytest.raises(RunFolderError, match="another run"), again:
        pass
