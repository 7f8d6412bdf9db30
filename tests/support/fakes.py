"""Answers for the fake server: what a model would say of a small article, by the kind of question asked."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from fake_server import FakeServer, Reply, completion, error_reply
from loopback import LoopbackServer
from pydantic import SecretStr

from summarizer import Options, Summarizer
from summarizer.schemas.wire import WireIncident, WireVictimGroup, WireVictimName
from summarizer.values import ServerAddress

TEXT = "A bomb killed 12 people in Kabul on Monday. Police said 15 others were injured."


def bulletin(number: int) -> str:
    """An article of its own for each number, English by its words: no process that reads it loads the recogniser."""
    return f"{TEXT} The army has no word of it. So said bulletin {number}."


def victim(group: str, count: str | None, outcome: str, *cite: int) -> dict[str, Any]:
    return {"group": group, "count": count, "outcome": outcome, "cite": list(cite)}


def incident(**changes: Any) -> dict[str, Any]:
    """The incident of TEXT as the wire schema ``incident`` has it."""
    return {
        "type": "bombing",
        "stage": "accomplished",
        "date": {"text": "Monday", "cite": [1]},
        "country": None,
        "places": ["Kabul"],
        "place_cite": [1],
        "weapons": [{"name": "bomb", "cite": [1]}],
        "perpetrators": [],
        "targets": [],
        "victims": [victim("people", "12", "killed", 1), victim("others", "15", "injured", 2)],
        **changes,
    }


def wire_incident(**changes: Any) -> WireIncident:
    """An incident as a model answers it, with nothing in it but what is given."""
    lists = ("places", "place_cite", "weapons", "perpetrators", "targets", "victims")
    empty: dict[str, Any] = {"type": "bombing", "stage": "accomplished", "date": None, "country": None}
    return WireIncident.model_validate({**empty, **{name: [] for name in lists}, **changes})


def wire_group(name: str, count: str | None, *cite: int, outcome: Any = "killed") -> WireVictimGroup:
    """A group of victims as a model answers it."""
    return WireVictimGroup(group=name, count=count, outcome=outcome, cite=list(cite))


def wire_person(name: str, *cite: int, outcome: Any = "killed") -> WireVictimName:
    """One person by name as a model answers it."""
    return WireVictimName(name=name, count="1", outcome=outcome, cite=list(cite))


COMPACT: dict[str, Any] = {"gist": [1], "incidents": [incident()]}
EMPTY: dict[str, Any] = {"gist": [1], "incidents": []}
ABSTRACT: dict[str, Any] = {"summary": "A bomb killed 12 people in Kabul."}


def full(answer: Mapping[str, Any] = COMPACT, **changes: Any) -> dict[str, Any]:
    """An answer of the wire schema ``article``: everyone in it has a speaker, and there is a summary."""
    incidents = [
        {**one, "victims": [{"said_by": None, **victim} for victim in one["victims"]]} for one in answer["incidents"]
    ]
    publication = {"contradicted": False, "cite": []}
    return {**answer, "incidents": incidents, **ABSTRACT, "publication": publication, **changes}


def kind_of(request: dict[str, Any]) -> str:
    """Which question a request asks, told by its schema."""
    keys = set(request["response_format"]["json_schema"]["schema"]["properties"])
    if keys == {"summary"}:
        return "abstract"
    if keys == {"victims"}:
        return "coverage"
    return "article" if "publication" in keys else "incident"


def speak(**answers: Any) -> Callable[[dict[str, Any]], Reply]:
    """A server's default: for each kind of question its answer, or the Reply given for it."""
    known = {"article": full(), "incident": COMPACT, "abstract": ABSTRACT, "coverage": {"victims": []}, **answers}

    def reply(request: dict[str, Any]) -> Reply:
        answer = known[kind_of(request)]
        return answer if isinstance(answer, Reply) else completion(json.dumps(answer))

    return reply


def reject(number: int, error: Reply | None = None) -> Callable[[dict[str, Any]], Reply]:
    """A server's default: what is asked about the article of that ``bulletin`` is refused, all else answered."""
    refused = error or error_reply(400)
    return lambda request: refused if f"bulletin {number}." in str(request["messages"]) else speak()(request)


def kinds(server: FakeServer) -> list[str]:
    return [kind_of(request) for request in server.requests]


def address_of(server: FakeServer, *, key: str = "none") -> ServerAddress:
    """The fake server as that of an embedded model."""
    return ServerAddress(
        base_url=server.url,
        api_key=SecretStr(key),
        model_name="tiny",
        context_tokens=8192,
        file_sha256="f" * 64,
        adapter_sha256="a" * 64,
    )


def fake_embedded(server: FakeServer, *, key: str = "none", **settings: Any) -> Summarizer:
    return Summarizer(server=address_of(server, key=key), **settings)


def fake_options(server: LoopbackServer, **settings: Any) -> Options:
    return Options(**{"model": "fake", "base_url": server.url, "timeout_s": 20.0, **settings})


def fake_summarizer(server: FakeServer, **settings: Any) -> Summarizer:
    return Summarizer(**{"model": "fake", "base_url": server.url, "timeout_s": 20.0, **settings})
