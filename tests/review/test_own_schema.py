"""Reviews applied to records under a user's own schema."""

from typing import Any, cast

import pytest
from article_facts import facts_of
from records import custom
from reviews import SENTENCES, TEXT, review
from reviews import STORED as ARTICLE

from summarizer.evidence.values import assert_spans
from summarizer.resolving.own_schema import resolve_custom
from summarizer.review.applying import Applied, apply_reviews
from summarizer.review.rows import Review
from summarizer.runs.records import StoredArticle
from summarizer.schemas.record import CustomSummary, Finding

ANSWER: dict[str, Any] = {
    "kind": "attack",
    "kind_cite": [1],
    "places": [{"name": "Kabul", "cite": [1]}, {"name": "Paris", "cite": [2]}, {"name": "Afghanistan", "cite": [4]}],
    "killed": 12,
    "killed_cite": [1],
    "share": 0.5,
    "grim": True,
    "mood": None,
    "tags": ["a", "b"],
    "odd.key": "x",
    "odd": {"key": "y"},
}


def make_answer(**changes: Any) -> CustomSummary:
    answer = {**ANSWER, **changes}
    resolved = resolve_custom(answer, facts_of(TEXT), schema={"properties": {"kind": {"enum": ["attack"]}}})
    return custom(answer, *resolved.evidence).model_copy(update={"findings": resolved.findings})


def apply(*reviews: Review) -> Applied:
    applied = apply_reviews(make_answer(), reviews, article=ARTICLE)
    assert_spans(applied.record, TEXT)
    return applied


def after(*reviews: Review) -> CustomSummary:
    applied = apply(*reviews)
    assert not applied.misfits, applied.misfits
    return cast(CustomSummary, applied.record)


def evidence(record: CustomSummary) -> dict[str, list[tuple[int, str, str]]]:
    return {one.field: [(item.sentence, item.text, item.status) for item in one.evidence] for one in record.evidence}


def test_a_leaf_is_corrected_and_found_in_the_sentence_picked() -> None:
    record = after(review("places[1].name", "correct", old="Paris", new="Islamic State", sentences=[3]))
    assert record.answer["places"][1] == {"name": "Islamic State", "cite": [2]}
    assert evidence(record)["places[1].name"] == [(3, "Islamic State", "exact")]
    assert not [finding for finding in record.findings if finding.code == "unsupported_value"]
    assert (record.findings[-1].code, record.findings[-1].field) == ("reviewed", "places[1].name")


def test_numbers_are_found_however_they_are_written() -> None:
    record = after(review("killed", "correct", old=12, new=20, sentences=[4]))
    assert (record.answer["killed"], evidence(record)["killed"]) == (20, [(4, "20", "exact")])
    assert evidence(after(review("killed", "correct", old=12, new=7)))["killed"] == [
        (1, SENTENCES[0].text, "not_found")
    ]


@pytest.mark.parametrize(("old", "new"), [(0.5, 140.0), (12, 140), ("12", "140")])
def test_amounts_are_found_however_they_are_written(old: Any, new: Any) -> None:
    text = "Twelve men took $12 from the bank. The loss was $140.00 in all."
    resolved = resolve_custom({"loss": old, "loss_cite": [1]}, facts_of(text))
    record = custom({"loss": old, "loss_cite": [1]}, *resolved.evidence)
    article = StoredArticle(text, [(0, 34), (35, len(text))])
    for given, words, status in ((new, "$140.00", "exact"), (type(new)(99), text[35:], "not_found")):
        row = review("loss", "correct", old=old, new=given, sentences=[2])
        applied = apply_reviews(record, [row], article=article)
        assert evidence(cast(CustomSummary, applied.record))["loss"] == [(2, words, status)]


def test_a_percentage_is_found_however_it_is_written() -> None:
    text = "Prices rose by 12 percent."
    (field,) = resolve_custom({"rate": "12%", "cite": [1]}, facts_of(text)).evidence
    row = review("rate", "correct", old="12%", new="12 per cent", sentences=[1])
    article = StoredArticle(text, [(0, len(text))])
    applied = apply_reviews(custom({"rate": "12%", "cite": [1]}, field), [row], article=article)
    assert evidence(cast(CustomSummary, applied.record))["rate"] == [(1, "12 percent", "exact")]


def test_a_word_that_the_schema_chose_has_its_sentence_as_evidence() -> None:
    record = after(review("kind", "correct", old="attack", new="robbery", sentences=[3]))
    assert evidence(record)["kind"] == [(3, SENTENCES[2].text, "exact")]


@pytest.mark.parametrize(("field", "old", "new"), [("grim", True, False), ("share", 0.5, 0.25), ("mood", None, "sad")])
def test_every_kind_of_leaf_can_be_corrected(field: str, old: Any, new: Any) -> None:
    record = after(review(field, "correct", old=old, new=new, sentences=[2]))
    assert record.answer[field] == new
    assert evidence(record)[field][0][0] == 2


def test_a_rejected_leaf_is_empty_and_without_evidence() -> None:
    record = after(review("killed", "reject", old=12))
    assert record.answer["killed"] is None
    assert "killed" not in evidence(record)


def test_a_rejected_entry_goes_and_the_others_move() -> None:
    record = after(review("places[1]", "reject"), review("tags[0]", "reject", old="a"))
    assert [place["name"] for place in record.answer["places"]] == ["Kabul", "Afghanistan"]
    assert record.answer["tags"] == ["b"]
    assert evidence(record)["places[1].name"] == [(4, "Afghanistan", "exact")]
    assert "places[2].name" not in evidence(record)
    assert [finding.field for finding in record.findings] == ["places", "tags"]


def test_what_is_accepted_stays_and_its_findings_become_information() -> None:
    record = after(review("places[1].name", "accept", old="Paris"))
    assert record.answer == ANSWER
    assert evidence(record) == evidence(make_answer())
    (doubt,) = (one for one in record.findings if one.code == "unsupported_value")
    assert doubt == Finding(
        code="unsupported_value",
        severity="info",
        field="places[1].name",
        message="No sentence of the article holds 'Paris'. (Accepted by Ann.)",
        evidence=doubt.evidence,
    )


def test_a_gist_in_words_is_reviewed_as_any_value() -> None:
    applied = apply_reviews(
        make_answer(gist="Kabul", gist_cite=[1]),
        [review("gist", "correct", old="Kabul", new="Afghanistan", sentences=[4])],
        article=ARTICLE,
    )
    assert not applied.misfits
    assert evidence(cast(CustomSummary, applied.record))["gist"] == [(4, "Afghanistan", "exact")]


def test_cited_sentences_can_be_accepted_as_they_are_shown() -> None:
    assert after(review("tags", "accept", old="a, b"), review("kind_cite", "accept", old=[1])).answer == ANSWER
    assert "not 'a; b'" in apply(review("tags", "accept", old="a; b")).misfits[0].reason


@pytest.mark.parametrize(
    ("field", "action", "changes", "reason"),
    [
        ("odd.key", "accept", {"old": "x"}, "field: the record has no 'odd.key'."),
        ("places", "correct", {"new": "x"}, "is no single value"),
        ("odd", "reject", {}, "is no single value"),
        ("places[0].cite[0]", "correct", {"old": 1, "new": 2}, "numbers sentences and is no value"),
        ("kind_cite", "reject", {}, "numbers sentences and is no value"),
        ("tags", "add", {"new": "c", "sentences": [1]}, "nothing can be added"),
        ("killed", "correct", {"old": 12, "new": "many"}, "'many' is of another kind than '12'"),
        ("killed", "correct", {"old": 12, "new": True}, "of another kind"),
        ("grim", "correct", {"old": True, "new": 1}, "of another kind"),
        ("grim", "accept", {"old": 1}, "old: the record's grim is 'True', not '1'"),
        ("kind", "correct", {"old": "attack", "new": ["a"]}, "of another kind"),
        ("kind", "correct", {"old": "attack", "new": " "}, "write 1 to 1000 characters"),
        ("mood", "reject", {}, "nothing to reject"),
        ("mood", "correct", {"new": {"a": 1}}, "of another kind than nothing"),
        ("kind", "accept", {"old": "riot"}, "old: the record's kind is 'attack', not 'riot'"),
        ("kind", "accept", {"old": "attack", "sentences": [9]}, "there is no sentence 9"),
    ],
)
def test_what_does_not_fit_is_told(field: str, action: str, changes: dict[str, Any], reason: str) -> None:
    applied = apply(review(field, action, **changes))
    (misfit,) = applied.misfits
    assert reason in misfit.reason
    assert cast(CustomSummary, applied.record).answer == ANSWER
