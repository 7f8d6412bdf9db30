import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.evidence.grounding import MAX_EVIDENCE, Grounded, cited_sentences, ground
from summarizer.evidence.sentence_index import SentenceIndex
from summarizer.language.folding import squeeze
from summarizer.schemas.record import Sentence

TEXT = """Twin blasts struck Kabul on Thursday.
 The second one hit Abbey Gate, where  the
crowd was dense. US troops guard the gate. A Taliban official blamed the Islamic State.

KABUL AIRPORT stayed shut. Kabul airport opened again on Friday."""


def numbered(text: str = TEXT) -> tuple[Sentence, ...]:
    return number_sentences(article_from_text(text))


def ground_in(value: str, cites: list[int], text: str = TEXT) -> Grounded:
    grounded = ground(value, cites, SentenceIndex(numbered(text)), field="f")
    for item in grounded.evidence:
        assert text[item.start : item.end] == item.text
    return grounded


def codes(grounded: Grounded) -> list[str]:
    return [finding.code for finding in grounded.findings]


def test_value_in_the_cited_sentence_is_exact_and_needs_no_finding() -> None:
    grounded = ground_in("Kabul", [1])
    assert grounded.value == "Kabul"
    assert grounded.found
    (item,) = grounded.evidence
    assert (item.sentence, item.start, item.end, item.status) == (1, 19, 24, "exact")
    assert grounded.findings == ()


def test_value_takes_case_and_single_spaces_of_the_article() -> None:
    grounded = ground_in("Where The Crowd", [2])
    assert grounded.value == "where the crowd"
    assert grounded.evidence[0].text == "where  the\ncrowd"
    assert grounded.evidence[0].status == "normalized"
    assert grounded.findings == ()


def test_exact_spelling_comes_before_another_case() -> None:
    grounded = ground_in("Kabul airport", [5, 6])
    assert grounded.value == "Kabul airport"
    assert [(item.sentence, item.status) for item in grounded.evidence] == [(6, "exact"), (5, "normalized")]


def test_value_cited_elsewhere_is_moved_and_said_so() -> None:
    grounded = ground_in("Taliban", [1])
    assert [item.sentence for item in grounded.evidence] == [4]
    (finding,) = grounded.findings
    assert (finding.code, finding.severity, finding.field) == ("cite_corrected", "info", "f")
    assert finding.evidence == grounded.evidence
    assert "sentence 1, cited for it, does not" in finding.message


def test_the_nearest_other_sentence_is_taken() -> None:
    assert ground_in("Kabul", [6], "Kabul fell. One. Two. Three. Kabul rose. Six.").evidence[0].sentence == 5


def test_value_without_cite_is_found_and_said_so() -> None:
    grounded = ground_in("Abbey Gate", [])
    assert grounded.evidence[0].sentence == 2
    assert codes(grounded) == ["cite_corrected"]
    assert "no sentence was cited" in grounded.findings[0].message


@pytest.mark.parametrize("cites", [[2], [1], []])
def test_near_miss_name_is_repaired(cites: list[int]) -> None:
    grounded = ground_in("Abbay Gate", cites)
    assert grounded.value == "Abbey Gate"
    assert [(item.sentence, item.text, item.status) for item in grounded.evidence] == [(2, "Abbey Gate", "fuzzy")]
    assert codes(grounded) == ["spelling_repaired"]
    assert "'Abbay Gate'" in grounded.findings[0].message
    assert "'Abbey Gate'" in grounded.findings[0].message


def test_name_spelt_right_elsewhere_comes_before_a_near_miss_here() -> None:
    grounded = ground_in("Karima", [1], "Karina left. Karima stayed.")
    assert (grounded.value, grounded.evidence[0].sentence) == ("Karima", 2)
    assert codes(grounded) == ["cite_corrected"]


def test_description_that_nearly_stands_here_is_not_moved_to_others() -> None:
    grounded = ground_in("soldier", [1], "Three soldiers died. One soldier fled.")
    assert (grounded.value, grounded.evidence[0].sentence) == ("soldiers", 1)
    assert codes(grounded) == ["spelling_repaired"]


@pytest.mark.parametrize("value", ["Kandahar", "the Taliban denied it", "13 US troops", "Bagram Gate"])
def test_value_that_no_sentence_holds_is_kept_with_the_cited_sentence(value: str) -> None:
    grounded = ground_in(value, [3, 2])
    assert grounded.value == value
    assert not grounded.found
    (item,) = grounded.evidence
    assert (item.sentence, item.text, item.status) == (3, "US troops guard the gate.", "not_found")
    (finding,) = grounded.findings
    assert (finding.code, finding.severity) == ("unsupported_value", "warning")


def test_value_neither_held_nor_cited_has_no_evidence() -> None:
    grounded = ground_in("Kandahar", [])
    assert grounded.evidence == ()
    assert not grounded.found
    assert codes(grounded) == ["unsupported_value"]


def test_cites_out_of_range_count_for_nothing() -> None:
    grounded = ground_in("Kabul", [0, -1, 99, 1, 1])
    assert [item.sentence for item in grounded.evidence] == [1]
    assert grounded.findings == ()


def test_evidence_is_limited() -> None:
    text = " ".join(["Kabul shook again."] * 9)
    assert len(ground_in("Kabul", list(range(1, 10)), text).evidence) == MAX_EVIDENCE


def test_cited_sentences_keep_the_order_of_the_cites() -> None:
    sentences = numbered()
    assert [item.number for item in cited_sentences([4, 1, 4, 0, 77], sentences)] == [4, 1]


def test_fold_joins_white_space() -> None:
    assert squeeze(" a\n b\u00a0c ") == "a b c"


WORDS = st.sampled_from(
    ["Kabul", "the", "gate", "Abbey", "12", "twelve", "killed", "«été»", "ﬁre", "İst", "\u200b", "IS"]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=6)), min_size=1, max_size=30).map(" ".join)


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS, st.lists(st.integers(-3, 9), max_size=5))
def test_evidence_is_always_the_text(paragraphs: list[str], value: str, cites: list[int]) -> None:
    text, sentences = "", []
    for number, paragraph in enumerate(paragraphs, 1):
        end = len(text) + len(paragraph)
        sentences.append(Sentence(number=number, start=len(text), end=end, text=paragraph))
        text += f"{paragraph}\n"
    grounded = ground(value, cites, SentenceIndex(sentences), field="f")
    for item in grounded.evidence:
        assert text[item.start : item.end] == item.text
        sentence = sentences[item.sentence - 1]
        assert sentence.start <= item.start < item.end <= sentence.end or not sentence.text
    assert grounded.found or [finding.code for finding in grounded.findings] == ["unsupported_value"]
    assert grounded.found or grounded.value == squeeze(value)
    assert len(grounded.findings) <= 1


@given(st.data())
def test_words_of_a_cited_sentence_are_found_in_it(data: st.DataObject) -> None:
    sentences = numbered()
    sentence = data.draw(st.sampled_from(sentences))
    words = sentence.text.rstrip(".").split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    grounded = ground(" ".join(words[first:last]), [sentence.number], SentenceIndex(sentences), field="f")
    assert grounded.found
    assert grounded.findings == ()
    assert grounded.evidence[0].sentence == sentence.number
