"""The program that fits confidences: stored answers in, weights out, and nothing where they do not hold."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import fit_confidence
import pytest
from command_line import run_program
from fake_server import FakeServer
from fakes import COMPACT, TEXT
from fit_confidence import Row, cross_fit, find_holding, fit, half_of
from pydantic import SecretStr
from run_rows import write_rows

from summarizer import Summarizer
from summarizer.llm.answer_cache import AnswerCache
from summarizer.resolving.confidence import Calibration, Kind, Signs
from summarizer.values import ServerAddress
from tests.pipeline.test_summarizing import certain


def made_up(kind: Kind, number: int, *, telling: bool = True) -> Iterator[Row]:
    """Values that are right the oftener the likelier they are; or, not ``telling``, as often whatever that is."""
    drawn = random.Random(kind)  # noqa: S311 - a fixed choice
    for index in range(number):
        says = drawn.choice((-0.1, -3.0))
        right = drawn.random() < ((0.9 if says > -1 else 0.2) if telling else 0.5)
        yield Row(f"document {index}", kind, Signs(0.0, 0.0, 0.0, says, 0.0), right)


def test_what_tells_right_from_wrong_weighs_and_what_does_not_is_left_out() -> None:
    rows = [*made_up("victim", 300), *made_up("weapon", 300), *made_up("incident", 300, telling=False)]
    weights = fit([*rows, *made_up("date", 19)])
    assert weights.keys() == {"victim", "weapon", "incident"}, "of a kind with few values nothing is known"
    assert weights["victim"].says == weights["weapon"].says > 0.8
    assert all(getattr(weights["incident"], name) >= 0 for name in Signs._fields)
    assert find_holding(cross_fit({"run": rows})["all"]) == {"values"}


def test_each_half_is_judged_by_the_other() -> None:
    rows = list(made_up("victim", 300))
    turned = [row._replace(right=not row.right) if half_of(row.document) else row for row in rows]
    judged = cross_fit({"run": turned})["run"]
    likely = {row.signs.says > -1 for row in turned}
    assert likely == {True, False}
    mean = [one.confidence for one, row in zip(judged, turned, strict=True) if not half_of(row.document)]
    assert max(mean) < 0.7, "this half is right of what is likely, and is judged by one that never is"


def write_articles(folder: Path, number: int) -> list[Path]:
    """Articles of which each says another number of dead."""
    folder.mkdir()
    paths = [folder / f"{100 + at}.txt" for at in range(number)]
    for path in paths:
        path.write_text(TEXT.replace("12", path.stem))
    return paths


def summarize(server: FakeServer, paths: list[Path], run: Path, answers: Path) -> None:
    """A run's folder with the records of the articles, and their answers in a cache."""
    address = ServerAddress(
        base_url=server.url, api_key=SecretStr("k"), model_name="tiny", context_tokens=8192, file_sha256="f" * 64,
        adapter_sha256="a" * 64,
    )  # fmt: skip
    run.mkdir()
    with AnswerCache(answers) as store, Summarizer(server=address, store=store) as summarizer:
        records = [summarizer.summarize(path) for path in paths]
    kept_nowhere = paths[0].with_name("kept_nowhere.txt")
    kept_nowhere.write_text(TEXT.replace("12", "7"))
    with Summarizer(server=address) as summarizer:
        records += [summarizer.summarize(one) for one in (kept_nowhere, TEXT.replace("12", "9"))]
    write_rows(run / "summaries.jsonl", records)


def test_a_run_is_read_again_from_its_stored_answers(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.default = certain(json.dumps(COMPACT))
    paths = write_articles(tmp_path / "in", 60)
    summarize(server, paths, tmp_path / "run", tmp_path / "answers")
    asked, table = len(server.requests), tmp_path / "calibration.json"
    with (tmp_path / "gold.jsonl").open("w") as gold:
        for path in paths:
            gold.write(json.dumps({"doc_id": path.name, "incidents": [{"type": "bombing"}]}) + "\n")
    monkeypatch.setattr(fit_confidence, "TABLE", table)
    told = [
        "--set",
        "bombs",
        str(tmp_path / "run"),
        str(tmp_path / "gold.jsonl"),
        "--answers",
        str(tmp_path / "answers"),
    ]
    assert run_program(fit_confidence, monkeypatch, *told) == 0
    assert len(server.requests) == asked, "nothing is asked"
    out, err = capsys.readouterr()
    assert "| bombs | incidents | 60 | 60 | " in out
    assert "2 of 62 records have no file or no stored answer here" in err
    assert "Confidences hold of: nothing." in out, "where all are right, no confidence tells right from wrong"
    written = Calibration.model_validate_json(table.read_text())
    assert (written.adapter_sha256, written.prompt, written.weights) == ("a" * 64, "incident/compact@2", {})
