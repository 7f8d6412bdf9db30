import json
from collections import deque
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from fake_server import FakeServer, completion
from fakes import full, incident, victim
from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, create_model, field_validator

from summarizer import Summarizer, Summary
from summarizer.llm.bound_answers import SecondChance, bind_answer, give_chance
from summarizer.schemas.cites import find_cites, is_cite_field, limit_schema

TEXT = "A bomb killed 12 people in Kabul on Monday, police said.\n\nThe market was closed."


class Note(BaseModel):
    note: str
    cite: list[int]


def answer(count: str, *, group: str = "people") -> str:
    people = {**victim(group, count, "killed", 1), "said_by": "police"}
    return json.dumps(full({"gist": [1], "incidents": [incident(weapons=[], victims=[people])]}))


def summarize(server: FakeServer, **settings: Any) -> Summary:
    with Summarizer(model="fake", base_url=server.url, **settings) as summarizer:
        record = summarizer.summarize(TEXT)
    assert isinstance(record, Summary)
    return record


@pytest.mark.parametrize(
    ("name", "holds"),
    [("cite", True), ("cites", True), ("gist", True), ("place_cite", True), ("excite", False), ("name", False)],
)
def test_which_fields_hold_sentence_numbers(name: str, holds: bool) -> None:
    assert is_cite_field(name) is holds


def test_cites_are_found_at_any_depth() -> None:
    assert find_cites({"a": [{"cite": [1, 2]}], "b": {"c": {"x_cite": [3]}}, "cite": "no list"}) == [1, 2, 3]


def test_limits_are_set_on_a_copy() -> None:
    schema = Note.model_json_schema()
    limited = limit_schema(schema, 4)
    assert limited["properties"]["cite"]["items"] == {"type": "integer", "minimum": 1, "maximum": 4}
    assert schema["properties"]["cite"]["items"] == {"type": "integer"}


class Loud(Note):
    model_config = ConfigDict(alias_generator=str.upper, serialize_by_alias=True)


def test_cites_that_name_no_sentence_are_refused_whatever_their_field_is_called() -> None:
    with pytest.raises(ValidationError, match=r"cites \[9\] name no sentence"):
        bind_answer(Loud, 3).model_validate_json('{"NOTE": "bomb", "CITE": [9]}')


def test_limits_are_set_where_a_list_of_cites_may_be_missing() -> None:
    limited = limit_schema(create_model("Open", cite=list[int] | None).model_json_schema(), 4)
    listed, _ = limited["properties"]["cite"]["anyOf"]
    assert listed["items"] == {"type": "integer", "minimum": 1, "maximum": 4}


class Estate(BaseModel):
    properties: list[Note]
    enum: Note
    default: dict[str, Any] = {"properties": {"cite": {"type": "array"}}}
    cite: list[int]


def test_fields_may_be_called_as_the_words_of_a_json_schema() -> None:
    schema, limited = Estate.model_json_schema(), limit_schema(Estate.model_json_schema(), 4)
    cites = {"type": "integer", "minimum": 1, "maximum": 4}
    assert (
        limited["properties"].pop("cite")["items"] == limited["$defs"]["Note"]["properties"]["cite"]["items"] == cites
    )
    del schema["properties"]["cite"]
    assert limited["properties"] == schema["properties"]


def test_the_schema_is_made_once_for_a_number_of_sentences() -> None:
    assert bind_answer(Note, 3) is bind_answer(Note, 3)
    assert bind_answer(Note, 3) is not bind_answer(Note, 4)


class Registered(Note):
    """A model that wants to be told of its subclasses."""

    known: ClassVar[list[str]] = []

    def __init_subclass__(cls, *, table: str) -> None:
        Registered.known.append(table)

    @classmethod
    def __pydantic_init_subclass__(cls, **given: str) -> None:
        Registered.known.append(given["table"].upper())


class Row(Registered, table="rows"):
    pass


def test_a_model_that_wants_something_of_its_subclasses_is_bound_unannounced() -> None:
    assert bind_answer(Row, 3).model_validate({"note": "x", "cite": [1]}).note == "x"
    assert Registered.known == ["rows", "ROWS"]


def test_lists_are_limited_in_the_schema_only() -> None:
    class Basket(BaseModel):
        eggs: list[str]
        hens: list[Note]

    limited = bind_answer(Basket, 3, (("eggs", 2), ("note", 1)))
    properties = limited.model_json_schema()["properties"]
    assert properties["eggs"]["maxItems"] == 2
    assert "maxItems" not in properties["hens"]
    assert "maxItems" not in bind_answer(Basket, 3).model_json_schema()["properties"]["eggs"]
    assert "maxItems" not in Basket.model_json_schema()["properties"]["eggs"]
    assert len(limited(eggs=["a", "b", "c"], hens=[]).eggs) == 3


def test_a_complaint_is_made_once() -> None:
    chance = SecondChance(lambda _answer: ["note: not there"])
    bound = bind_answer(Note, 3)
    with give_chance(chance):
        with pytest.raises(ValidationError, match="note: not there"):
            bound.model_validate({"note": "x", "cite": [1]})
        assert bound.model_validate({"note": "y", "cite": [1]}).note == "y"
    assert isinstance(chance.first, Note)
    assert chance.first.note == "x"


def test_without_complaints_nothing_is_asked_again() -> None:
    chance = SecondChance(lambda _answer: [])
    with give_chance(chance):
        assert bind_answer(Note, 3).model_validate({"note": "x", "cite": [1]}).note == "x"
    assert chance.first is None


def test_an_answer_is_checked_only_where_its_cites_exist_and_it_has_a_chance() -> None:
    asked: list[BaseModel] = []
    chance = SecondChance(lambda answer: asked.append(answer) or ["no"])  # type: ignore[func-returns-value]
    with give_chance(chance), pytest.raises(ValidationError, match="name no sentence"):
        bind_answer(Note, 3).model_validate({"note": "x", "cite": [4]})
    assert bind_answer(Note, 3).model_validate({"note": "x", "cite": [1]}).note == "x"
    assert asked == []


def test_answers_asked_for_at_once_have_their_own_chances() -> None:
    bound = bind_answer(Note, 3)
    chances = {note: SecondChance(lambda _answer, note=note: [note]) for note in ("one", "two")}  # type: ignore[misc]
    for note, chance in chances.items():
        with give_chance(chance), pytest.raises(ValidationError, match=note):
            bound.model_validate({"note": note, "cite": [1]})
    assert [chance.first and chance.first.model_dump()["note"] for chance in chances.values()] == ["one", "two"]


class Contextual(BaseModel):
    what: str
    cite: list[int]

    @field_validator("what")
    @classmethod
    def in_context(cls, value: str, info: ValidationInfo) -> str:
        return value + ", as told" if info.context is not None else value


def test_a_model_of_ones_own_is_validated_in_no_context(server: FakeServer, tmp_path: Path) -> None:
    prompt = tmp_path / "mine.md"
    prompt.write_text(
        "---\nid: mine/what\nversion: 1\npurpose: test\n---\n<!-- system -->\nSay what.\n<!-- user -->\nArticle.",
        encoding="utf-8",
    )
    server.default = completion('{"what": "bomb", "cite": [1]}')
    with Summarizer(model="fake", base_url=server.url, answer_schema=Contextual, prompt=str(prompt)) as summarizer:
        assert summarizer.summarize(TEXT).answer.what == "bomb"


@dataclass
class Remark:
    note: Note
    cites: tuple[int, ...]


class Book(BaseModel):
    model_config = {"extra": "allow"}

    notes: list[Note]
    by_name: dict[str, Note]
    gist: frozenset[int]
    pair: tuple[int, Note]
    remark: Remark
    last: deque[Note] = deque()


def test_cites_of_an_answer_are_those_of_its_dump() -> None:
    note = {"note": "x", "cite": [1, 2]}
    remark = {"note": note, "cites": [4]}
    given = {"notes": [note, note], "by_name": {"a": note}, "gist": [3], "pair": (1, note), "remark": remark}
    book = Book.model_validate({**given, "last": [{"note": "x", "cite": [5]}], "more": {"cites": [9]}})
    dumped = find_cites(book.model_dump(mode="json"))
    assert find_cites(book) == find_cites(book.model_dump()) == dumped == [1, 2, 1, 2, 1, 2, 3, 1, 2, 1, 2, 4, 5, 9]


class Yearly(BaseModel):
    by_year: dict[int, Note]
    by_day: dict[date, list[Note]]


def test_cites_under_keys_that_are_no_texts_are_found() -> None:
    given = '{"by_year": {"2024": {"note": "x", "cite": [2]}}, "by_day": {"2024-03-31": [{"note": "x", "cite": [3]}]}}'
    assert find_cites(bind_answer(Yearly, 3).model_validate_json(given)) == [2, 3]


class Queued(BaseModel):
    cite: deque[int]


def test_cites_in_a_deque_are_limited() -> None:
    with pytest.raises(ValidationError, match=r"cites \[9\] name no sentence"):
        bind_answer(Queued, 3).model_validate_json('{"cite": [9]}')


class Told(Note):
    gist: list[str]


def test_a_gist_in_words_is_no_list_of_sentences() -> None:
    limited = limit_schema(Told.model_json_schema(), 4)
    assert limited["properties"]["gist"]["items"] == {"type": "string"}


def test_an_unsupported_number_is_asked_about_once_and_corrected(server: FakeServer) -> None:
    server.script = [completion(answer("21")), completion(answer("12"))]
    record = summarize(server)
    assert [attempt.outcome for attempt in record.provenance.attempts] == ["invalid", "answered"]
    assert "The model gave 21, which no sentence cited holds" in server.requests[1]["messages"][-1]["content"]
    count = record.incidents[0].victims[0].count
    assert count is not None
    assert count.low == 12


def test_a_number_that_stays_unsupported_gives_way_to_the_article_s(server: FakeServer) -> None:
    server.script = [completion(answer("21")), completion(answer("21"))]
    server.default = completion('{"victims":[]}')
    record = summarize(server)
    assert [attempt.outcome for attempt in record.provenance.attempts][:2] == ["invalid", "answered"]
    count = record.incidents[0].victims[0].count
    assert count is not None
    assert (count.low, count.evidence[0].status) == (12, "exact")
    assert "count_corrected" in [finding.code for finding in record.findings]


def test_if_the_second_answer_is_useless_the_first_one_stands(server: FakeServer) -> None:
    server.script = [completion(answer("21")), completion("nonsense"), completion("more nonsense")]
    server.default = completion('{"victims":[]}')
    record = summarize(server)
    count = record.incidents[0].victims[0].count
    assert count is not None
    assert count.low == 12
    assert {"count_corrected", "question_failed"} <= {finding.code for finding in record.findings}


def test_the_adapters_prompt_is_not_asked_twice(server: FakeServer) -> None:
    wire = json.loads(answer("21"))
    del wire["summary"], wire["publication"], wire["incidents"][0]["victims"][0]["said_by"]
    server.script = [completion(json.dumps(wire))]
    server.default = completion('{"victims":[]}')
    record = summarize(server, prompt="incident/compact")
    main = [attempt.outcome for attempt in record.provenance.attempts if attempt.purpose == "incident/compact@2"]
    assert main == ["answered"]
