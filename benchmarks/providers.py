"""Which providers work, how they are asked, and what holds: each through its own SDK against a server on loopback.

    python benchmarks/providers.py [--write benchmarks/providers.md]

Every case is a function that raises an AssertionError where something does not hold; the tests run the same ones.
"""

import argparse
import json
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path
from random import Random
from typing import Any

from provider_wires import WIRES, Body, Reply, Said, Service, Usage, Wire, serve

from summarizer import Summarizer
from summarizer.errors import AskError, RefusalError, TransportError, TruncatedAnswerError
from summarizer.schemas.record import Attempt
from summarizer.values import ArticleFailure

TEXT = "KABUL - The market in Kabul was opened again on Monday, police said. Traders were glad."
ANSWER = json.dumps(
    {
        "gist": [1],
        "incidents": [],
        "summary": "The market in Kabul was opened again.",
        "publication": {"contradicted": False, "cite": []},
    }
)
PRICES = {"input": 2.0, "cached_input": 0.5, "output": 10.0}
WAIT_S = 0.2
TIMEOUT_S = 1.0
SOON = {"Retry-After": "0.01"}
THINKING = 4_000
REQUESTS = 200
Problem = Callable[[Wire], None]


def ok(wire: Wire, said: Said | None = None) -> Callable[[Body], Reply]:
    """A server's default: the answer, in the wire's shape."""
    return lambda body: Reply(200, wire.answer(said or Said(ANSWER), body))


def failing(wire: Wire, status: int, message: str = "trouble", **headers: str) -> Reply:
    """An error as the wire has them."""
    return Reply(status, wire.error(status, message), headers)


def settings(wire: Wire, address: str, **changes: Any) -> dict[str, Any]:
    """What a user sets to ask that server: the model's name and where it is, and nothing else."""
    return {"model": wire.model, "timeout_s": 20.0, "max_attempts": 3, **wire.settings(address), **changes}


def ask(service: Service, **changes: Any) -> tuple[Attempt, ...]:
    """The attempts of one article, all of which the server counted. Raises: AskError, which has them too."""
    with serve(service) as address, Summarizer(**settings(service.wire, address, **changes)) as summarizer:
        try:
            attempts = tuple(summarizer.summarize(TEXT).provenance.attempts)
        except AskError as error:
            assert len(error.attempts) == len(service.requests)
            raise
    assert len(attempts) == len(service.requests), (
        f"{len(attempts)} in the ledger, {len(service.requests)} at the server"
    )
    return attempts


def fail(service: Service, kind: type[AskError], **changes: Any) -> AskError:
    """The error that one article ends with."""
    try:
        ask(service, **changes)
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


def answers(wire: Wire) -> None:
    """An answer, at the first try, with nothing set but the model's name."""
    (attempt,) = ask(Service(wire, ok(wire)))
    assert (attempt.outcome, attempt.prompt_tokens, attempt.completion_tokens) == ("answered", 900, 60)


def refusals(wire: Wire) -> None:
    """A refusal is told as one, asked once, and paid."""
    service = Service(wire, ok(wire, Said("", refusal=wire.refusal)))
    error = fail(service, RefusalError)
    assert str(wire.refusal) in str(error)
    assert [(attempt.outcome, attempt.prompt_tokens) for attempt in error.attempts] == [("refused", 900)]


def throttling(wire: Wire) -> None:
    """A 429 is waited out for as long as it says, and asked again once."""
    service = Service(wire, ok(wire), [failing(wire, 429, **{"Retry-After": str(WAIT_S)})])
    assert [attempt.outcome for attempt in ask(service)] == ["failed", "answered"]
    assert service.times[1] - service.times[0] >= WAIT_S


def overload(wire: Wire) -> None:
    """A 529 is asked again."""
    service = Service(wire, ok(wire), [failing(wire, 529, **SOON)])
    assert [attempt.outcome for attempt in ask(service)] == ["failed", "answered"]


def server_errors(wire: Wire) -> None:
    """A 500 is asked again, as often as permitted and no oftener."""
    error = fail(Service(wire, lambda _body: failing(wire, 500, **SOON)), TransportError)
    assert [attempt.outcome for attempt in error.attempts] == ["failed"] * 3


def timeouts(wire: Wire) -> None:
    """A server that hangs is given up, and asked again as often as permitted."""
    service = Service(wire, lambda _body: Reply(200, {}, hang_s=2 * TIMEOUT_S))
    error = fail(service, TransportError, timeout_s=TIMEOUT_S, max_attempts=2)
    assert [attempt.outcome for attempt in error.attempts] == ["failed", "failed"]


def cut_offs(wire: Wire) -> None:
    """A cut-off answer gets more room once; cut off again, it is told with its remedy."""
    said = Said(ANSWER[:40], cut_off=True)
    service = Service(wire, ok(wire), [Reply(200, wire.answer(said, _asked(wire)))])
    assert [attempt.outcome for attempt in ask(service)] == ["truncated", "answered"]
    first, second = map(wire.room, service.requests)
    assert second > first
    error = fail(Service(wire, ok(wire, said)), TruncatedAnswerError)
    assert "--answer-tokens" in str(error) or "--context-tokens" in str(error)


def _asked(wire: Wire) -> Body:
    return {"model": wire.model, **({"tools": []} if wire.mode == "tool" else {})}


def cached_tokens(wire: Wire) -> None:
    """Tokens from the provider's cache are counted and cost less."""
    service = Service(wire, ok(wire, Said(ANSWER, Usage(cached=600))))
    (attempt,) = _priced(service)
    assert (attempt.prompt_tokens, attempt.cached_tokens) == (900, 600)
    assert attempt.cost_usd == (300 * 2.0 + 600 * 0.5 + 60 * 10.0) / 1e6


def thinking(wire: Wire) -> None:
    """Where 4,000 tokens go into thinking, the answer comes all the same; they are counted, and paid as output."""
    usage = Usage(completion=THINKING + 60, thinking=THINKING)

    def default(body: Body) -> Reply:
        room = wire.room(body)
        cut = Said("", Usage(completion=room, thinking=room), cut_off=True)
        return Reply(200, wire.answer(cut if room < THINKING + 60 else Said(ANSWER, usage), body))

    attempts = _priced(Service(wire, default))
    assert [attempt.outcome for attempt in attempts] == ["answered"] if wire.thinks else ["truncated", "answered"]
    assert attempts[-1].completion_tokens == THINKING + 60
    assert attempts[-1].cost_usd == (900 * 2.0 + (THINKING + 60) * 10.0) / 1e6
    assert not wire.counts_thinking or attempts[-1].thinking_tokens == THINKING


def reasoning(wire: Wire) -> None:
    """Every word of --reasoning that the model has is taken by its API."""
    for word in ("none", "low", "medium", "high"):
        if _has(wire, word):
            assert [attempt.outcome for attempt in ask(Service(wire, ok(wire)), reasoning=word)] == ["answered"]


def _has(wire: Wire, word: str) -> bool:
    from summarizer.llm.traits import find_traits  # noqa: PLC0415 - the table that says it

    return word in find_traits(wire.model, own_server="base_url" in wire.settings("")).reasoning


def tools(wire: Wire) -> None:
    """Answers by a tool, where they are asked for so."""
    service = Service(wire, ok(wire))
    assert [attempt.outcome for attempt in ask(service, answer_mode="tool")] == ["answered"]
    assert "tools" in service.requests[0]


def reasks(wire: Wire) -> None:
    """An invalid answer is asked for again with what was wrong."""
    bad = json.dumps({**json.loads(ANSWER), "gist": [99]})
    service = Service(wire, ok(wire), [Reply(200, wire.answer(Said(bad), _asked(wire)))])
    assert [attempt.outcome for attempt in ask(service)] == ["invalid", "answered"]
    assert "name no sentence" in json.dumps(service.requests[1])


def stored(wire: Wire) -> None:
    """An answer is kept: a second run asks nothing and pays nothing."""
    service = Service(wire, ok(wire))
    with tempfile.TemporaryDirectory() as folder, serve(service) as address:
        for origin in ("live", "cache"):
            with Summarizer(**settings(wire, address, cache_path=Path(folder) / "answers")) as summarizer:
                (attempt,) = summarizer.summarize(TEXT).provenance.attempts
            assert (attempt.origin, attempt.outcome, attempt.prompt_tokens) == (origin, "answered", 900)
    assert len(service.requests) == 1


def ledger(wire: Wire, requests: int = REQUESTS) -> None:
    """Over 200 requests of which a fifth fail, the ledger has as many as the server counted."""
    chance = Random(14)  # noqa: S311 - a repeatable choice
    faults = [
        failing(wire, 429, **SOON),
        failing(wire, 529, **SOON),
        failing(wire, 500, **SOON),
        Reply(200, wire.answer(Said(ANSWER), _asked(wire)), cut=True),
        Reply(200, None),
    ]
    script = [chance.choice(faults) if chance.random() < 0.2 else None for _ in range(requests)]  # noqa: PLR2004 - a fifth
    service = Service(wire, lambda body: (script.pop() if script else None) or ok(wire)(body))
    with serve(service) as address, Summarizer(**settings(wire, address, concurrency=8)) as summarizer:
        counted = 0
        for number in range(requests):
            if len(service.requests) >= requests:
                break
            for result in summarizer.summarize_many(
                [f"{TEXT} So said bulletin {number}.{tail}" for tail in "abcdefgh"]
            ):
                made = result.attempts if isinstance(result, ArticleFailure) else result.provenance.attempts
                counted += len(made)
    assert counted == len(service.requests) >= requests, (
        f"{counted} in the ledger, {len(service.requests)} at the server"
    )


def _priced(service: Service) -> tuple[Attempt, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prices.json"
        path.write_text(json.dumps({"models": {service.wire.model: PRICES}}))
        return ask(service, prices_path=path)


CASES: dict[str, Problem] = {
    "answer": answers,
    "refusal": refusals,
    "429": throttling,
    "529": overload,
    "500": server_errors,
    "timeout": timeouts,
    "cut off": cut_offs,
    "cached": cached_tokens,
    "thinking": thinking,
    "reasoning": reasoning,
    "tool": tools,
    "re-ask": reasks,
    "stored": stored,
    "ledger": ledger,
}


def applies(wire: Wire, case: str) -> bool:
    """Whether the API has what a case is about."""
    if case == "reasoning":
        return any(_has(wire, word) for word in ("none", "low", "medium", "high"))
    return {"refusal": wire.refusal is not None, "cached": wire.counts_cached}.get(case, True)


def tell(wire: Wire, case: str) -> str:
    """A cell of the table: yes, no, or a dash for what the API does not have."""
    if not applies(wire, case):
        return "–"
    try:
        CASES[case](wire)
    except Exception:  # noqa: BLE001 - one case that does not hold must not hide the others
        print(f"{wire.name}, {case}:", file=sys.stderr)  # noqa: T201 - a command's output
        traceback.print_exc()
        return "**no**"
    return "yes"


def table(wires: Iterable[Wire]) -> list[str]:
    """The lines of the table, one a wire."""
    head = ["API", "model asked", "SDK", "answers by", *CASES]
    rows = [
        [
            wire.name,
            f"`{wire.model}`",
            f"{wire.sdk} {metadata.version(wire.sdk)}",
            wire.mode,
            *(tell(wire, case) for case in CASES),
        ]
        for wire in wires
    ]
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def write(lines: Iterable[str]) -> str:
    """The page."""
    meaning = [f"- **{name}**: {(case.__doc__ or '').strip()}" for name, case in CASES.items()]
    return "\n".join(
        [
            "# Providers",
            "",
            "Written by `python benchmarks/providers.py --write benchmarks/providers.md`; do not edit. Each row is",
            "asked through the SDK named, with nothing set but the model's name, against a server on loopback",
            "that speaks the API's wire and refuses what the API refuses. No provider was asked: what their servers",
            "do beyond their documents does not show here. A dash: the API has no such thing.",
            "",
            *lines,
            "",
            *meaning,
            "",
        ]
    )


def main() -> None:
    """Print the page, or write it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", type=Path)
    wanted = parser.parse_args().write
    page = write(table(WIRES))
    if wanted is None:
        print(page)  # noqa: T201 - a command's output
    else:
        wanted.write_text(page, encoding="utf-8")
    if "**no**" in page:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
