"""The faithfulness set: rules that alter articles with their gold, corrupted answers, and what is noticed of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import alterations
import facts
import faithfulness
import pytest
from alterations import Case
from command_line import run_program
from corruptions import KINDS, NEGATED_BARE, NEGATED_COUNT, read_case
from fake_server import FakeServer
from fakes import EMPTY, fake_summarizer, full, speak
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Options, Summary
from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.evaluation.jsonl_gold import load_jsonl_gold
from summarizer.evidence.matching import find_value
from summarizer.language.numbers import find_numbers
from summarizer.runs.running import run_batch

CASES = faithfulness.read_cases()


def by_name(case: Case) -> str:
    return case.doc_id


def numbers(text: str) -> set[int]:
    return {number.range.low for number in find_numbers(text) if number.range.low is not None}


@pytest.mark.parametrize("rule", alterations.RULES)
def test_altered_gold_is_read_by_the_package(rule: str, tmp_path: Path) -> None:
    faithfulness.write_altered(tmp_path, [rule])
    gold = load_jsonl_gold(tmp_path / "gold.jsonl")
    assert len(CASES) == 24
    assert len(gold.documents) == (18 if rule == "negation" else 24)
    assert sorted(one.doc_id for one in gold.documents) == sorted(
        path.name for path in (tmp_path / "articles").iterdir()
    )


@pytest.mark.parametrize("case", CASES, ids=by_name)
@pytest.mark.parametrize("rule", alterations.RULES)
def test_the_altered_gold_stands_in_the_altered_text(rule: str, case: Case) -> None:
    altered = alterations.RULES[rule](case)
    article = article_from_text(altered.text)
    answer = facts.answer_right(article, number_sentences(article), altered.gold)
    for incident, gold in zip(answer, altered.gold, strict=True):
        for part in ("places", "weapons", "perpetrators", "targets", "victims"):
            assert len(incident[part]) == len(gold.get(part, ())), (part, gold)
        assert (incident["country"] is None) == ("country" not in gold)
        assert (incident["date"] is None) == ("date" not in gold)


@pytest.mark.parametrize("case", CASES, ids=by_name)
def test_no_number_and_no_name_of_the_original_is_left(case: Case) -> None:
    names = alterations.swap_names(case.names)
    swapped = alterations.alter_names(case).text
    assert not [name for name in names if find_value(name, swapped)]
    counts = {count for one in case.gold for victim in one.get("victims", ()) if (count := victim.get("count"))}
    tripled = numbers(alterations.alter_numbers(case).text)
    assert {3 * int(count.strip("~+")) for count in counts} <= tripled
    denied = alterations.alter_negation(case)
    assert alterations.denied_mentions(denied.text) == []


def case_of(text: str, gold: facts.Gold | None = None) -> Case:
    return Case("x.txt", text, gold or [], {"people": [], "organizations": [], "places": ["Peru"]})


@pytest.mark.parametrize(
    ("rule", "text", "altered"),
    [
        (alterations.alter_numbers, "Twelve of 1,200 men died in 2021.", "Thirty-six of 3,600 men died in 2021."),
        (alterations.alter_numbers, "One man and at least 40 boys.", "One man and at least 120 boys."),
        (alterations.alter_negation, "At least 12 men were killed.", "No men were killed."),
        (alterations.alter_negation, "A bomb killed 12 men and 3 fled.", "A bomb killed no men and 3 fled."),
        (alterations.alter_dates, "It was Monday, 20 December 2021.", "It was Saturday, 29 January 2022."),
    ],
)
def test_what_the_rules_write(rule: Callable[[Case], Case], text: str, altered: str) -> None:
    assert rule(case_of(text)).text == altered


def test_a_family_name_alone_follows_the_whole_name() -> None:
    names = {"people": ["Luis Pereda", "Pereda"], "organizations": ["Gate"], "places": ["Peru", "Ica"]}
    swaps = alterations.swap_names(names)
    assert swaps["Pereda"] == swaps["Luis Pereda"].split()[-1]
    assert len(set(swaps.values())) == len(swaps)


@given(st.integers(0, 9999))
def test_spelt_numbers_are_read_back(number: int) -> None:
    found = find_numbers(f"There were {alterations.spell_number(number)} people there.")
    assert [one.range.low for one in found] == [number]


# Corrupted answers


@pytest.fixture(scope="module")
def corrupted() -> tuple[dict[str, dict[str, float]], list[tuple[str, Any]]]:
    outcomes, alarms = faithfulness.corrupt_cases(CASES)
    return faithfulness.count_detected(outcomes), alarms


LEAST_NOTICED = {
    "number not in the article": (1.0, 1.0),
    "digits swapped": (1.0, 1.0),
    "number of another entry": (0.93, 0.96),
    "name not in the article": (1.0, 1.0),
    "name of another": (0.07, 0.90),
    "outcome": (0.94, 0.94),
    "cite moved": (0.0, 1.0),
    "victims made up": (1.0, 1.0),
    "claim made up": (1.0, 1.0),
    "date not in the article": (1.0, 1.0),
    "country not in the article": (1.0, 1.0),
    "type": (0.0, 0.0),
    NEGATED_COUNT: (1.0, 1.0),
    NEGATED_BARE: (1.0, 1.0),
}
"""For each kind the least share with a warning on the value, and with any finding on it."""
MOST_FALSE_ALARMS = 1


@pytest.mark.timeout(600)  # some seven hundred answers
def test_wrong_values_are_noticed_as_often_as_they_were(
    corrupted: tuple[dict[str, dict[str, float]], list[tuple[str, Any]]],
) -> None:
    detected, _ = corrupted
    assert set(detected) == {*KINDS, NEGATED_COUNT, NEGATED_BARE} == set(LEAST_NOTICED)
    for kind, (warned, found) in LEAST_NOTICED.items():
        assert (detected[kind]["warned"] >= warned, detected[kind]["on_value"] >= found) == (True, True), kind
    assert detected["cite moved"]["put_right"] > 0.8
    assert all(told["made"] >= 5 for told in detected.values()), detected


def test_right_answers_raise_no_more_alarms_than_they_did(
    corrupted: tuple[dict[str, dict[str, float]], list[tuple[str, Any]]],
) -> None:
    assert len(corrupted[1]) <= MOST_FALSE_ALARMS, corrupted[1]


def test_a_right_answer_has_all_of_the_gold() -> None:
    for case in CASES:
        assert facts.score_facts(case.gold, read_case(case).told.incidents) == 1, case.doc_id


# Scores of runs


def judge(server: FakeServer, rule: str, answered: Case, case: Case = CASES[0]) -> list[faithfulness.Judged]:
    """What is judged of an altered article, when the model answers what is right for ``answered``."""
    altered, article = alterations.RULES[rule](case), article_from_text(answered.text)
    answer = {"gist": [1], "incidents": facts.answer_right(article, number_sentences(article), answered.gold)}
    server.default = speak(article=full(answer, summary="An attack."))
    shown = article_from_text(altered.text, path=f"{rule}-{case.doc_id}")
    with fake_summarizer(server) as asked:
        record = asked.summarize(shown)
    assert isinstance(record, Summary)
    return list(faithfulness.judge_record(rule, case, facts.Stored(record, shown.text)))


@pytest.mark.parametrize("rule", alterations.RULES)
def test_answers_that_follow_the_text_leak_nothing(server: FakeServer, rule: str) -> None:
    judged = judge(server, rule, alterations.RULES[rule](CASES[0]))
    assert {one.source for one in judged} <= {"altered"}
    assert judged or rule == "negation"


def test_numbers_from_memory_give_way_to_those_of_the_text(server: FakeServer) -> None:
    judged = judge(server, "numbers", CASES[0])
    assert judged
    assert {one.source for one in judged} == {"altered"}


@pytest.mark.parametrize("rule", ["names", "negation"])
def test_answers_from_memory_are_leaks_and_carry_findings(server: FakeServer, rule: str) -> None:
    judged = judge(server, rule, CASES[0])
    leaks = [one for one in judged if one.source == "original"]
    assert leaks
    assert [one for one in leaks if not one.found] == []
    told = faithfulness.count_sources(judged)[rule]
    assert (told["leak"], told["leak_with_finding"]) == (len(leaks), len(leaks))


def test_values_of_neither_text_are_told_apart(server: FakeServer) -> None:
    case = CASES[0]
    strange = case._replace(
        gold=[{**case.gold[0], "victims": [{"group": "shoppers", "count": "14", "outcome": "injured"}]}]
    )
    judged = judge(server, "numbers", strange)
    assert [one.source for one in judged] == ["original"]
    sources = faithfulness.count_sources([one._replace(source="neither", found=False) for one in judged])
    assert (sources["numbers"]["neither"], sources["numbers"]["neither_with_finding"]) == (1, 0)


@pytest.mark.parametrize(
    ("text", "count", "source"),
    [
        ("A bomb killed shoppers and 2 guards.", "several", "neither"),
        ("A bomb killed several shoppers and 2 guards.", "several", "altered"),
        ("A bomb killed dozens of shoppers and 24 guards.", "24+", "altered"),
    ],
)
def test_vague_counts_are_compared_by_their_words(server: FakeServer, text: str, count: str, source: str) -> None:
    case = case_of(text)
    told = [{"type": "bombing", "victims": [{"group": "shoppers", "count": count, "outcome": "killed"}]}]
    judged = judge(server, "numbers", case._replace(gold=told), case)
    assert [one.source for one in judged] == [source]


def test_a_finding_on_the_entry_is_a_finding_on_the_value(server: FakeServer) -> None:
    case = case_of("A bomb killed 2 shoppers.", [{"type": "bombing"}])
    wrong = [{"type": "bombing", "victims": [{"group": "shoppers", "count": "several", "outcome": "killed"}]}]
    (judged,) = judge(server, "negation", case._replace(gold=wrong), case)
    assert (judged.source, judged.found) == ("neither", True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--first", "0"], "--first: 0 is no number of articles"),
        (["--rules", "colours"], "--rules: 'colours' is none of"),
    ],
)
def test_parts_that_there_are_not_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    assert score(monkeypatch, tmp_path, *options) == 2
    assert told in capsys.readouterr().err


def summarize_altered(server: FakeServer, folder: Path, *, leave_out: int = 0) -> Path:
    """A run over what the rule ``negation`` altered, but for the last of its articles, answered without an incident."""
    faithfulness.write_altered(folder, ["negation"])
    server.default = speak(article=full(EMPTY))
    articles = sorted((folder / "articles").iterdir())
    kept = articles[: len(articles) - leave_out]
    run_batch(kept, folder / "run", Options(model="fake", base_url=server.url))
    return folder / "run"


def score(monkeypatch: pytest.MonkeyPatch, run: Path, *options: str) -> int:
    return run_program(faithfulness, monkeypatch, "--score", str(run), *options)


def test_scores_of_a_run_that_lacks_articles_are_refused_unless_the_part_is_named(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = summarize_altered(server, tmp_path, leave_out=2)
    for options, code, scored in (
        ([], 1, "scored 16 of 90 expected articles (rules: numbers, names, negation, dates)"),
        (["--rules", "negation"], 1, "scored 16 of 18 expected articles (rules: negation)"),
        (
            ["--rules", "negation", "--first", "14"],
            0,
            "scored 14 of 14 expected articles (rules: negation; the first 14 articles of each)",
        ),
    ):
        assert score(monkeypatch, run, *options) == code
        printed = capsys.readouterr()
        assert scored in printed.out
        assert ("have no record" in printed.err) is bool(code)
    score(monkeypatch, run, "--rules", "negation", "--json", str(tmp_path / "told.json"))
    assert "2 of 18 expected articles have no record, the first is negation-" in capsys.readouterr().err
    told = json.loads((tmp_path / "told.json").read_text())
    assert (told["expected"], len(told["missing"]), list(told["rules"])) == (18, 2, ["negation"])


def test_the_command_prints_and_writes_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(faithfulness, "read_cases", lambda: CASES[:3])
    assert run_program(faithfulness, monkeypatch, "--corrupt", "--json", str(tmp_path / "told.json")) == 0
    told = json.loads((tmp_path / "told.json").read_text())
    assert set(told["kinds"]) <= set(LEAST_NOTICED)
    assert told["kinds"]["number not in the article"]["warned"] == 1.0
    assert "number not in the article" in capsys.readouterr().out
    assert run_program(faithfulness, monkeypatch) == 2
