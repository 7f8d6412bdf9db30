from time import thread_time

import pytest
from article_facts import facts_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.evidence.facts import Facts
from summarizer.evidence.grounding import ground
from summarizer.evidence.matching import find_all, find_fuzzy
from summarizer.evidence.sentence_index import MOST_LOOKED_AT, SentenceIndex
from summarizer.schemas.record import Sentence

FIVE = ("Kabul", "no", "kabul", "no", "KABUL!")


def index_of(*texts: str) -> SentenceIndex:
    return SentenceIndex([Sentence(number=at, start=0, end=len(one), text=one) for at, one in enumerate(texts, 1)])


def test_places_start_beside_the_first_cited_and_leave_the_cited_out() -> None:
    index = index_of(*FIVE)
    cited = [index.sentences[2], index.sentences[1]]
    assert [item.number for item in index.holding("the Kabul", cited).sentences] == [1, 5]
    assert [item.number for item in index.holding("Kabul", index.sentences[4:]).sentences] == [3, 1]
    assert [item.number for item in index.holding("Kabul", []).sentences] == [1, 3, 5]


@pytest.mark.parametrize("value", ["Kab", "Kabul no", "", "...", "bul"])
def test_words_that_no_sentence_has_together_have_no_place(value: str) -> None:
    index = index_of(*FIVE)
    assert index.holding(value, []).sentences == index.nearly_holding(value, []).sentences == []


@pytest.mark.parametrize("value", ["Kabull", "kabuls", "Kab ul", "Kabül"])
def test_near_misses_have_their_places(value: str) -> None:
    assert [item.number for item in index_of(*FIVE).nearly_holding(value, []).sentences] == [1, 3, 5]


def test_a_word_without_an_end_is_passed_over_at_once() -> None:
    index = index_of("a" * 1_500_000)
    index.holding("b", [])
    begun = thread_time()
    assert index.holding("a" * 100, []).sentences == []
    assert thread_time() - begun < 0.3


def test_what_is_not_looked_at_is_said() -> None:
    index = index_of(*["This is it."] * (MOST_LOOKED_AT + 2))
    assert len(index.holding("IS", []).sentences) == MOST_LOOKED_AT
    assert index.holding("IS", []).left_out == 2
    found = ground("IS", [1], index, field="x").findings
    assert [(one.code, one.field) for one in found] == [("unsupported_value", "x"), ("search_limited", "x")]
    assert found[1].message == "501 sentences may hold 'IS'; only the nearest 500 were looked at."


def test_what_is_all_looked_at_leaves_no_finding() -> None:
    index = index_of(*["This is it."] * (MOST_LOOKED_AT + 1))
    assert [one.code for one in ground("IS", [1], index, field="x").findings] == ["unsupported_value"]


WORDS = st.sampled_from(
    [
        *("Kabul", "kabuls", "Kabull", "abbey", "the", "an", "12", "12,000", "12000", "twelve", "killed", "kiled"),
        *("soldiers", "soldier", "don't", "t", "it's", "O’Neill", "IS", "is", "air", "strike", "airstrike"),
        *("air-strike", "café", "cafe", "Acme™", "Acme", "№5", "no5", "km", "㎞", "\u200b", "foo\u200bbar", "foobar"),
        *("袭击", "自杀袭击", "IS袭击", "บอม", "น้ำ", "\u0e51a", "x½", "½", "government", "governments", "goverment"),
        *("ʼn", "ĳ", "ß", "ss", "İst", "ist"),
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=4)), min_size=1, max_size=8).map(" ".join)
GLUED = st.lists(WORDS, min_size=1, max_size=3).map("".join)


@settings(max_examples=400)
@given(st.lists(st.one_of(TEXTS, GLUED), min_size=1, max_size=5), st.one_of(TEXTS, WORDS, GLUED))
@example(["Acme™"], "Acme")
@example(["foo\u200bbar"], "foo")
@example(["don't"], "t")
@example(["\u0e51a"], "a")
@example(["the car-bomb"], "carbomb")
@example(["a raid on camp"], "raid on the camp")
@example(["12,000 soldiers"], "12000 soldier")
def test_every_sentence_that_holds_a_value_is_among_its_places(texts: list[str], value: str) -> None:
    index = index_of(*texts)
    value = " ".join(value.split())
    sound = {item.number for item in index.holding(value, []).sentences}
    near = {item.number for item in index.nearly_holding(value, []).sentences}
    for sentence in index.sentences:
        assert not find_all(value, sentence.text) or sentence.number in sound
        assert not find_fuzzy(value, sentence.text) or sentence.number in near


def test_facts_make_their_index_once() -> None:
    facts: Facts = facts_of("A bomb killed 12 people in Iraq. Iran denied it; Iraq did not.")
    assert facts.index is facts.index
    assert {code: [one[1:] for one in places] for code, places in facts.country_names.items()} == {
        "IQ": [(27, 31), (16, 20)],
        "IR": [(0, 4)],
    }
