"""Cassettes: real HTTP with the embedded model, kept as YAML in which JSON bodies are readable.

The server's port and key differ at every recording, so the host is rewritten and of the headers only the content type
stays. The body is matched: a changed prompt finds no recording.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import vcr  # type: ignore[import-untyped]
import yaml
from checkout import ROOT
from vcr.request import Request  # type: ignore[import-untyped]

CASSETTES = ROOT / "cassettes"
HOST = "http://embedded.invalid"
_KEPT_HEADERS = frozenset({"content-type"})


def load_yaml(text: str) -> dict[str, Any]:
    """What a recording's file holds, read by C where there is it: ten times as fast."""
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
    return loaded


class ReadableSerializer:
    """YAML with parsed JSON where a body is JSON."""

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        for interaction in cassette["interactions"]:
            for side in ("request", "response"):
                interaction[side]["body"] = _readable(interaction[side]["body"])
        return yaml.safe_dump(cassette, sort_keys=False, allow_unicode=True, width=120)

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        cassette = load_yaml(text)
        for interaction in cassette["interactions"]:
            interaction["request"]["body"] = _compact(interaction["request"]["body"]["json"])
            interaction["response"]["body"] = {"string": _compact(interaction["response"]["body"]["json"])}
        return cassette


def _readable(body: Any) -> dict[str, Any]:
    text = body["string"] if isinstance(body, dict) else body
    return {"json": json.loads(text)}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _same_json(one: Request, other: Request) -> None:
    if json.loads(one.body) != json.loads(other.body):
        raise AssertionError("the request's body differs from the recorded one: a prompt, schema or parameter changed")


def _hide_request(request: Request) -> Request:
    request.uri = HOST + request.path
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in _KEPT_HEADERS}
    return request


def _hide_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = {k: v for k, v in response["headers"].items() if k.lower() in _KEPT_HEADERS}
    return {**response, "headers": headers}


def make_vcr(*, record: bool) -> vcr.VCR:
    """The one configuration of all cassettes; nothing is recorded unless ``record``."""
    recorder = vcr.VCR(
        cassette_library_dir=str(CASSETTES),
        record_mode=vcr.mode.ALL if record else vcr.mode.NONE,
        match_on=("method", "path", "json"),
        before_record_request=_hide_request,
        before_record_response=_hide_response,
        serializer="readable",
    )
    recorder.register_serializer("readable", ReadableSerializer)
    recorder.register_matcher("json", _same_json)
    return recorder


@contextmanager
def cassette(name: str, *, record: bool) -> Iterator[None]:
    """Play (or record) one cassette; one that was only partly played fails."""
    with make_vcr(record=record).use_cassette(f"{name}.yaml") as played:
        yield
        assert record or played.all_played, f"{name}: only {played.play_count} of {len(played)} requests were made"
