"""What benchmarks/providers.md says of each provider, through its own SDK."""

import re
from dataclasses import replace
from functools import partial

import pytest
from checkout import ROOT
from provider_wires import WIRES, Reply, Said, Service, Wire
from providers import ANSWER, CASES, applies, ask, failing, ledger, ok, tell

PAGE = (ROOT / "benchmarks" / "providers.md").read_text(encoding="utf-8")
ONE_A_SDK = [wire for wire in WIRES if wire.name in {"OpenAI", "Anthropic", "Google", "Mistral"}]
SLOW = frozenset({"timeout", "ledger"})
ALL = [(wire, case) for wire in WIRES for case in CASES if case not in SLOW and applies(wire, case)]


def named(value: object) -> str:
    return value.name if isinstance(value, Wire) else str(value)


@pytest.mark.parametrize(("wire", "case"), ALL, ids=named)
def test_it_holds(wire: Wire, case: str) -> None:
    CASES[case](wire)


@pytest.mark.parametrize("wire", ONE_A_SDK, ids=named)
@pytest.mark.parametrize("case", [CASES["timeout"], partial(ledger, requests=40)], ids=["timeout", "ledger"])
def test_it_holds_through_each_sdk(wire: Wire, case: partial[None]) -> None:
    case(wire)


@pytest.mark.parametrize("wire", WIRES, ids=named)
def test_the_page_is_fresh_and_green(wire: Wire) -> None:
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| {wire.name} |")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1] == f"`{wire.model}`"
    assert cells[3:] == [wire.mode, *("yes" if applies(wire, case) else "–" for case in CASES)]
    assert re.fullmatch(rf"{wire.sdk} [\d.]+", cells[2])


def test_a_case_that_does_not_hold_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    picky = replace(WIRES[0], refuses=lambda _body, _headers: "no such model")
    assert tell(picky, "answer") == "**no**"
    assert "no such model" in capsys.readouterr().err
    assert tell(replace(WIRES[0], refusal=None), "refusal") == "–"


def test_the_ledger_is_held_against_the_servers_count() -> None:
    service = Service(WIRES[0], ok(WIRES[0]), [failing(WIRES[0], 500, **{"Retry-After": "0.01"})])
    service.requests.append({})
    with pytest.raises(AssertionError, match="2 in the ledger, 3 at the server"):
        ask(service)


@pytest.mark.parametrize("wire", ONE_A_SDK, ids=named)
@pytest.mark.parametrize(
    "body", [None, [], 7, "text", {}, {"choices": [], "candidates": [], "content": None}], ids=repr
)
def test_a_body_that_is_no_answer_is_transport_trouble(wire: Wire, body: object) -> None:
    service = Service(wire, ok(wire), [Reply(200, body, {"Retry-After": "0.01"})])
    assert [attempt.outcome for attempt in ask(service)] == ["failed", "answered"]


@pytest.mark.parametrize("wire", WIRES, ids=named)
def test_thoughts_before_an_answer_are_no_part_of_it(wire: Wire) -> None:
    if wire.mode == "tool":
        pytest.skip("arguments hold no thoughts")
    service = Service(wire, ok(wire, Said(f"<think>{{so}} it is</think>\n{ANSWER}")))
    assert [attempt.outcome for attempt in ask(service)] == ["answered"]
