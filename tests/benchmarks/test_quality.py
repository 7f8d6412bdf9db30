"""The quality report: made from stored runs as they are, the same every time, and honest about what is missing."""

import hashlib
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from checkout import ROOT
from command_line import run_program
from records import provenance
from run_rows import write_rows

from summarizer.schemas.record import Summary
from tests.evaluation.test_alignment import make_incident, make_victim
from tests.evaluation.test_gva import row as entry
from tests.evaluation.test_muc4 import FULL, write_corpus
from tests.evaluation.test_scores import ASKED, make_record, on

SCRIPT = ROOT / "benchmarks" / "quality.py"
FIRST, SECOND = "TST1-MUC3-0001.txt", "TST1-MUC3-0002.txt"
TEXT = "Juan Perez was hurt."


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


quality: Any = load()


def piece(start: int, end: int, text: str) -> dict[str, Any]:
    return {"sentence": 1, "start": start, "end": end, "text": text, "status": "exact"}


def quoting(start: int, end: int, text: str, **changes: Any) -> Summary:
    incident = make_incident(victims=(make_victim("Juan Perez", evidence=(piece(start, end, text),)),))
    return make_record(FIRST, incident, **changes)


def write_run(folder: Path, *records: Summary, failed: tuple[str, ...] = (), **settings: Any) -> Path:
    """A run's folder with the same text for every article."""
    folder.mkdir()
    texts = [{"article_id": one.article.article_id, "text": TEXT, "sentences": []} for one in records]
    failures = [{"path": f"in/{name}", "line": None, "article_id": None, "code": "deadline"} for name in failed]
    write_rows(folder / "articles.jsonl", texts)
    write_rows(folder / "failures.jsonl", failures)
    write_rows(folder / "summaries.jsonl", records)
    (folder / "manifest.json").write_text(json.dumps({"fingerprint": settings}))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "MUC34", FULL, {0: ["TST1-MUC3-0002"], 1: ["*"]})


@pytest.fixture
def make(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The report over runs by name, with more arguments."""

    def run(*arguments: str, **folders: Path) -> str:
        named = [word for name, folder in folders.items() for word in ("--run", f"{name}={folder}")]
        out = tmp_path / "quality.md"
        assert run_program(quality, monkeypatch, "--root", root, *named, *arguments, "-o", out) == 0
        return out.read_text(encoding="utf-8")

    return run


Make = Callable[..., str]


def row(report: str, start: str, under: str = "# Quality") -> list[str]:
    """The cells of the first row that starts so under a heading."""
    lines = report[report.index(f"{under}\n") :].splitlines()
    line = next(line for line in lines if line.startswith(f"| {start} |"))
    return [cell.strip() for cell in line.strip("| ").split("|")[1:]]


def test_a_report_has_scores_targets_and_what_it_was_made_with(make: Make, root: Path, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", quoting(0, 10, TEXT[:10]), make_record(SECOND), model="embedded")
    report = make("--date", "2026-01-02", full=folder)
    assert "2026-01-02. Gold: muc4 dev. full: 2 documents, 0 of them without a record." in report
    assert row(report, "micro | full")[-3:] == ["57.1 (57.1 to 57.1)", "2", "5"]
    assert row(report, "micro precision") == ["at least 55", "100: reached by 45"]
    assert row(report, "articles that failed") == ["at most 0", "0: reached"]
    assert row(report, "% of countries right") == ["at least 90", "0: missed by 90"]
    assert row(report, "held against the stored texts, the same") == ["1 of 1"]
    key = root / "CORPORA" / "tst1" / "key-tst1.v7"
    assert row(report, "SHA-256 of tst1/key-tst1.v7") == [hashlib.sha256(key.read_bytes()).hexdigest()]
    assert "    summarizer run DOCUMENTS --out RUNS/full\n" in report
    assert str(tmp_path) not in report


def test_evidence_is_held_against_the_stored_text(make: Make, tmp_path: Path) -> None:
    finding = {"code": "c", "severity": "info", "field": "f", "message": "m", "evidence": [piece(0, 4, "Juan")]}
    sentence = {"number": 1, "start": 0, "end": 20, "text": TEXT}
    lying = quoting(1, 11, TEXT[:10], findings=(finding,), key_sentences=(sentence,))
    report = make(liar=write_run(tmp_path / "run", lying))
    assert row(report, "held against the stored texts, the same") == ["2 of 3"]
    assert row(report, "% of evidence that is the article's own slice") == ["at least 100", "66.66: missed by 33.34"]


def test_evidence_whose_text_is_not_stored_is_not_the_same(make: Make, tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", quoting(0, 10, TEXT[:10]))
    (folder / "articles.jsonl").unlink()
    assert row(make(lost=folder), "held against the stored texts, the same") == ["0 of 1"]


def test_a_document_that_failed_counts_as_empty(make: Make, tmp_path: Path) -> None:
    whole = write_run(tmp_path / "whole", make_record(SECOND))
    broken = write_run(tmp_path / "broken", make_record(SECOND), failed=(FIRST, "elsewhere.txt"))
    report = make(whole=whole, broken=broken)
    assert "whole: 1 documents, 0 of them without a record; broken: 2 documents, 1 of them without" in report
    assert row(report, "articles that failed") == ["at most 0", "0: reached", "2: missed by 2"]
    assert row(report, "type | whole")[-1] == "0"
    assert row(report, "type | broken")[-1] == "1"


def test_seconds_of_answers_from_the_cache_are_left_out(make: Make, tmp_path: Path) -> None:
    cached = provenance(seconds=0.0, attempts=({**ASKED, "origin": "cache"},))
    slow = provenance(seconds=20.0, attempts=(ASKED,))
    half = write_run(tmp_path / "half", make_record(FIRST, provenance=slow), make_record(SECOND, provenance=cached))
    none = write_run(tmp_path / "none", make_record(SECOND, provenance=cached))
    report = make(half=half, none=none)
    assert row(report, "seconds an article, median") == ["at most 15", "20: missed by 5", "not measured"]
    assert row(report, "half")[-3:] == ["20.0", "20.0", "1 of 2"]
    assert row(report, "none")[-3:] == ["unknown", "unknown", "0 of 1"]


def test_differences_to_the_baseline(make: Make, tmp_path: Path) -> None:
    good = write_run(tmp_path / "good", make_record(FIRST, on("Juan Perez")))
    bad = write_run(tmp_path / "bad", make_record(FIRST))
    report = make("--baseline", "bad", good=good, bad=bad)
    assert "## Differences to bad" in report
    assert row(report, "Victim | 100.0 | 0.0") == ["100.0", "0.0", "+100.0 (+100.0 to +100.0)"]
    assert "1 of 1 documents changed." in report
    assert "--baseline bad" in report
    assert "## Differences" not in make(good=good, bad=bad)


def test_commands_tell_the_settings_that_are_not_the_usual_ones(make: Make, tmp_path: Path) -> None:
    settings: dict[str, Any] = {
        "model": "big",
        "base_url": None,
        "prompt": "incident/general@1 sha256:0",
        "temperature": None,
        "seed": 7,
    }
    report = make(big=write_run(tmp_path / "run", make_record(SECOND), **settings))
    told = (
        "summarizer run DOCUMENTS --out RUNS/big --model big --temperature default --seed 7 --prompt incident/general@1"
    )
    assert f"    {told}\n" in report


def test_what_the_records_say_of_their_making_is_told(make: Make, tmp_path: Path) -> None:
    prompts = [{"id": "incident/general", "version": version, "sha256": "ab"} for version in (1, 2)]
    model = {"id": "m", "base_url": None, "file_sha256": "cc", "adapter_sha256": "dd"}
    record = make_record(FIRST, provenance=provenance(prompts=prompts, model=model, package_version="0.9"))
    report = make(run=write_run(tmp_path / "run", record))
    assert row(report, "run: SHA-256 of the model") == ["cc"]
    assert row(report, "run: SHA-256 of the adapter") == ["dd"]
    assert row(report, "run: version") == ["0.9"]
    assert row(report, "run: prompts with SHA-256") == ["incident/general@1 ab; incident/general@2 ab"]


def test_the_same_inputs_make_the_same_report_but_for_the_date(make: Make, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("What did not help: x.\n")
    folders = {name: write_run(tmp_path / name, quoting(0, 10, TEXT[:10])) for name in ("one", "two")}
    told = [make("--baseline", "one", "--notes", str(notes), "--date", day, **folders) for day in ("D1", "D1", "D2")]
    assert told[0] == told[1] == told[2].replace("D2", "D1")
    assert told[0].endswith("## Notes\n\nWhat did not help: x.\n")
    assert "--notes benchmarks/quality-notes.md" in told[0]


def test_fillers_alone_and_invented_incidents(make: Make, tmp_path: Path) -> None:
    report = make(
        full=write_run(tmp_path / "run", make_record(FIRST, on("Juan Perez")), make_record(SECOND, on("Eva")))
    )
    fillers = "## Role fillers alone: CEAF-RME"
    assert row(report, "Victim | full", fillers)[-5:-2] == [
        "50.0 (0.0 to 100.0)",
        "100.0 (100.0 to 100.0)",
        "66.7 (0.0 to 100.0)",
    ]
    told = "unmatched: incidents that no gold incident is aligned with, of all documents | full"
    assert row(report, told, "## Invented incidents")[-1] == "0.50 (0.00 to 1.00), 1 in 2"


def modern(*given: Path | str) -> tuple[str, ...]:
    return ("--modern", *map(str, given))


def test_modern_sets_have_sections_of_their_own(make: Make, tmp_path: Path) -> None:
    old = write_run(tmp_path / "old", make_record(SECOND))
    quiet = write_run(tmp_path / "quiet", make_record("n1.json"), make_record("n2.json", on("Eva")))
    shot = write_run(tmp_path / "shot", make_record("a0.json"), model="big")
    news = write_run(tmp_path / "news", make_record("n3.json", on("Ana")))
    none, some, register = (tmp_path / name for name in ("none.jsonl", "some.jsonl", "register.jsonl"))
    none.write_text("".join(json.dumps({"doc_id": name, "incidents": []}) + "\n" for name in ("n1", "n2")))
    some.write_text(
        json.dumps({"doc_id": "n3", "incidents": [{"type": "attack", "victims": [{"name": "Ana"}]}]}) + "\n"
    )
    register.write_text(json.dumps(entry("Nobody is named.", killed=0)) + "\n")
    report = make(
        *modern("no-incident", none, f"new={quiet}"),
        *modern("shootings", register, f"new={shot}"),
        *modern("news", some, f"new={news}"),
        old=old,
    )
    headings = [line for line in report.splitlines() if line.startswith("## ")]
    assert headings[1:4] == ["## Modern news", "## Shootings in the United States", "## News without incident"]
    assert row(report, "micro F1", "## Modern news") == ["at least 62", "100: reached by 38"]
    assert row(report, "% of told countries right", "## Modern news") == ["at least 100", "not measured"]
    assert row(report, "% of killed exact", "## Shootings in the United States") == ["at least 80", "0: missed by 80"]
    assert row(report, "% of articles without an incident") == ["at least 95", "50: missed by 45"]
    assert row(report, "SHA-256 of " + f"{tmp_path.name}/register.jsonl") == [quality.file_digest(register)]
    assert row(report, "shootings new: version") == row(report, "old: version")
    assert "    summarizer run SETS/shootings/articles --out RUNS/shootings-new --model big\n" in report
    assert "    summarizer evaluate RUNS/shootings-new --gold gva --root SETS/shootings/gold.jsonl\n" in report
    assert "--modern news SETS/news/gold.jsonl new=RUNS/news-new --modern shootings" in report


def test_a_set_that_was_not_measured_has_no_section(make: Make, tmp_path: Path) -> None:
    report = make(old=write_run(tmp_path / "old", make_record(SECOND)))
    assert "Modern" not in report
    assert "SETS" not in report


@pytest.mark.parametrize(
    ("value", "at_most", "told"),
    [(49.96, False, "49.96: missed by 0.04"), (50, False, "50: reached"), (55.5, True, "55.50: missed by 5.50")],
)
def test_a_target_is_missed_by_however_little(value: float, at_most: bool, told: str) -> None:
    assert quality._reached(quality.Target("F1", 50, at_most, None), value) == told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--run", "a"), "write NAME=FOLDER"),
        (("--run", "a|b=x"), "write NAME=FOLDER"),
        (("--run", "a=x", "--run", "a=y"), "a name of its own"),
        (("--run", "a=x", "--baseline", "b"), "no --run has that name"),
        (("--run", "a=x", *modern("old", "g", "b=y")), "--modern old: no such set; there are news, shootings"),
        (("--run", "a=x", *modern("news", "g", "b")), "--modern news: 'b': write NAME=FOLDER"),
        (("--run", "a=x", *modern("news", "g", "b=y"), *modern("news", "h", "c=y")), "against one gold file"),
        (("--run", "a=x", *modern("news", "g", "b=y"), *modern("news", "g", "b=z")), "a name of its own"),
    ],
)
def test_arguments_that_cannot_work(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_program(quality, monkeypatch, "--root", ".", "-o", "x.md", *arguments) == 2
    assert said in capsys.readouterr().err


def test_what_cannot_be_read_is_told_and_nothing_written(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_run(tmp_path / "run", make_record(SECOND))
    out = tmp_path / "quality.md"
    for more in (("--run", f"a={tmp_path}"), ("--run", f"a={folder}", "--notes", str(tmp_path / "none.md"))):
        assert run_program(quality, monkeypatch, "--root", root, "-o", out, *more) == 3
        assert not out.exists()
        assert capsys.readouterr().err.startswith("quality.py: ")
