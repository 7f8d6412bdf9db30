"""Review rows: what is one, and how they come into a run's folder and out of it."""

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue
from reviews import review

from summarizer.errors import ReviewError, RunFolderError
from summarizer.review.rows import Review, ReviewDraft, add_review, read_reviews
from summarizer.runs.signed import parse_signed

DRAFT = ReviewDraft(article_id="a1", field="summary", action="accept", old="x", sentences=(1, 2))
ROW = {
    "review_id": "00000000-0000-4000-8000-000000000000",
    "when": "2026-11-24T18:00:00Z",
    "who": "Ann",
    "article_id": "a1",
    "field": "incidents[0].date",
    "action": "correct",
    "old": None,
    "new": {"text": "Monday"},
    "sentences": [1],
    "note": None,
}


def anything(_reviews: Sequence[Review], _review: Review) -> None:
    """Every review fits."""


def test_a_row_is_read_and_written_as_it_was() -> None:
    assert json.loads(parse_signed(json.dumps(ROW), Review, "review").model_dump_json()) == ROW
    short = {name: ROW[name] for name in ("article_id", "field", "action", "new")}
    assert parse_signed(json.dumps(short), ReviewDraft, "review").sentences == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"action": "maybe"}, "action: Input should be 'accept', 'reject', 'correct', 'add' or 'withdraw'"),
        ({"action": "withdraw", "old": None, "new": None}, "needs the 'review_id' of the row that is taken back"),
        ({"colour": 1}, "colour: Extra inputs"),
        ({"article_id": ""}, "article_id: "),
        ({"article_id": 7}, "article_id: Input should be a valid string"),
        ({"field": None}, "field: "),
        ({"sentences": [0]}, "sentences.0: "),
        ({"sentences": ["1"]}, "sentences.0: "),
        ({"sentences": [True]}, "sentences.0: "),
        ({"sentences": [1] * 51}, "sentences: "),
        ({"note": "x" * 10_001}, "note: "),
        ({"new": None}, "action 'correct' needs the value in 'new'"),
        ({"action": "accept"}, "action 'accept' has no 'new'"),
        ({"when": "yesterday"}, "when: "),
        ({"when": "2026-13-24T18:00:00Z"}, "when: "),
        ({"when": "2026-11-24T18:00:00+02:00"}, "when: "),
        ({"who": " "}, "who: name who signs"),
        ({"who": "x" * 201}, "who: "),
        ({"review_id": "7"}, "review_id: "),
        ({"review_id": "00000000000040008000000000000000"}, "write a UUID with its dashes"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ReviewError, match="no review: ") as caught:
        parse_signed(json.dumps({**ROW, **changes}), Review, "review")
    assert reason in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "7", "{", '{"a": ' * 5000, '{"article_id": "\\ud800"}', "\x00", "NaN"])
def test_what_is_no_row_at_all_is_told(text: str) -> None:
    with pytest.raises(ReviewError, match="no review: "):
        parse_signed(text, Review, "review")


def test_a_key_with_two_values_is_refused(tmp_path: Path) -> None:
    """Of which parsers would take the last; the same one twice leaves no doubt."""
    row = json.dumps(ROW)
    assert parse_signed(row[:-1] + ', "who": "Ann"}', Review, "review").who == "Ann"
    path = tmp_path / "reviews.jsonl"
    path.write_text(row + "\n" + row[:-1] + ', "new": {"text": "Tuesday"}}\n')
    told = r"line 2 is no review: an object has the key 'new' twice, with two values: give it one\. Mend or remove"
    with pytest.raises(RunFolderError, match=told):
        read_reviews(path)


def test_numbers_that_are_none_are_refused() -> None:
    for new in (float("nan"), {"low": [float("inf")]}):
        with pytest.raises(ReviewError, match="is no number that JSON has"):
            parse_signed(json.dumps({**ROW, "new": new}), Review, "review")


def test_a_draft_cannot_be_signed_by_its_sender() -> None:
    with pytest.raises(ReviewError, match="review_id: Extra inputs"):
        parse_signed(json.dumps(ROW), ReviewDraft, "review")


def test_reviews_are_appended_and_read_in_order(tmp_path: Path) -> None:
    assert read_reviews(tmp_path / "reviews.jsonl") == ()
    added = [add_review(tmp_path, DRAFT, who=who, check=anything) for who in ("Ann", "Bo")]
    assert read_reviews(tmp_path / "reviews.jsonl") == tuple(added)
    assert [one.who for one in added] == ["Ann", "Bo"]
    assert added[0].review_id != added[1].review_id
    assert ReviewDraft(**{name: getattr(added[0], name) for name in ReviewDraft.model_fields}) == DRAFT


def test_a_check_sees_the_reviews_there_are_and_can_refuse(tmp_path: Path) -> None:
    first = add_review(tmp_path, DRAFT, who="Ann", check=anything)

    def refuse(reviews: Sequence[Review], new: Review) -> None:
        assert reviews == (first,)
        assert new.who == "Bo"
        raise ReviewError("no")

    with pytest.raises(ReviewError, match="no"):
        add_review(tmp_path, DRAFT, who="Bo", check=refuse)
    assert read_reviews(tmp_path / "reviews.jsonl") == (first,)


@pytest.mark.parametrize("torn", [b'{"review_id": "00', b"7", b'"', b"\xff\xfe"])
def test_a_torn_last_line_is_passed_over_and_then_cut_off(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "reviews.jsonl"
    first = add_review(tmp_path, DRAFT, who="Ann", check=anything)
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    assert read_reviews(path) == (first,)
    second = add_review(tmp_path, DRAFT, who="Bo", check=anything)
    assert path.read_bytes() == whole + second.model_dump_json().encode() + b"\n"
    path.write_bytes(torn)
    third = add_review(tmp_path, DRAFT, who="Cy", check=anything)
    assert read_reviews(path) == (third,)


def test_a_whole_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text(json.dumps(ROW))
    assert [one.who for one in read_reviews(path)] == ["Ann"]
    add_review(tmp_path, DRAFT, who="Bo", check=anything)
    assert [one.who for one in read_reviews(path)] == ["Ann", "Bo"]


def test_a_mistyped_last_line_without_its_end_is_told_and_not_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    typed = json.dumps({**ROW, "action": "acept"})
    path.write_text(typed)
    with pytest.raises(RunFolderError, match=r"reviews\.jsonl: line 1 is no review: action"):
        add_review(tmp_path, DRAFT, who="Bo", check=anything)
    assert path.read_text() == typed


def test_blank_lines_count_but_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_bytes(b"\r\n" + json.dumps(ROW).encode() + b"\r\n{}\n")
    with pytest.raises(RunFolderError, match=r"reviews\.jsonl: line 3 is no review: article_id: Field required"):
        read_reviews(path)


def test_a_damaged_row_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + json.dumps({**ROW, "action": "maybe"}) + "\n")
    with pytest.raises(RunFolderError, match=r"line 2 is no review: action: .* Mend or remove that line"):
        read_reviews(path)
    with pytest.raises(RunFolderError, match="line 2"):
        add_review(tmp_path, DRAFT, who="Bo", check=anything)


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "reviews.jsonl").mkdir()
    with pytest.raises(RunFolderError, match="cannot be read"):
        read_reviews(tmp_path / "reviews.jsonl")
    with pytest.raises(RunFolderError, match="cannot be saved"):
        add_review(tmp_path / "nowhere", DRAFT, who="Ann", check=anything)


def add_many(folder: Path, who: str) -> None:
    for _ in range(20):
        add_review(folder, DRAFT, who=who, check=anything)


def test_two_reviewers_at_once_lose_nothing(tmp_path: Path) -> None:
    people = [threading.Thread(target=add_many, args=(tmp_path, who)) for who in ("Ann", "Bo")]
    for one in people:
        one.start()
    for one in people:
        one.join()
    found = read_reviews(tmp_path / "reviews.jsonl")
    assert sorted(one.who for one in found) == ["Ann"] * 20 + ["Bo"] * 20
    assert len({one.review_id for one in found}) == 40


def test_values_of_an_article_with_lone_surrogates_can_be_reviewed(tmp_path: Path) -> None:
    broken: JsonValue = {"name": "car \ud83d bomb"}
    draft = ReviewDraft(article_id="a1", field="f", action="correct", old=broken, new="bomb \udc00", sentences=(1,))
    added = add_review(tmp_path, draft, who="Ann", check=anything)
    add_review(tmp_path, DRAFT, who="Bo", check=anything)
    found = read_reviews(tmp_path / "reviews.jsonl")
    assert found[0] == added
    assert (found[0].old, found[0].new) == (broken, "bomb \udc00")
    assert found[1].who == "Bo"


def test_a_hostile_value_stays_one_row(tmp_path: Path) -> None:
    hostile = 'x"}\n{"a": 1}\u2028\r\x00</script>'
    draft = parse_signed(json.dumps({**DRAFT.model_dump(mode="json"), "note": hostile}), ReviewDraft, "review")
    add_review(tmp_path, draft, who=hostile, check=anything)
    assert (tmp_path / "reviews.jsonl").read_bytes().count(b"\n") == 1
    assert read_reviews(tmp_path / "reviews.jsonl")[0].who == hostile
    assert review("summary", "accept").note is None
