from typing import Any

import pytest
from article_facts import facts_of
from fakes import victim, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.evidence.facts import Facts
from summarizer.pipeline.summarizing import read_article
from summarizer.resolving.narrowing import narrow_attacks

DEAD = [victim("people", "7", "killed", 1)]


def facts(headline: str, text: str) -> Facts:
    return read_article(article_from_text(text, title=headline))


def narrow(headline: str, text: str, **changes: Any) -> list[str]:
    incident = wire_incident(**({"type": "attack", "victims": DEAD} | changes))
    (kept,), findings = narrow_attacks([incident], facts(headline, text))
    assert [one.code for one in findings] == ["type_narrowed"] * (kept.type != incident.type)
    return [kept.type]


@pytest.mark.parametrize(
    ("kind", "headline", "text", "found"),
    [
        ("attack", "Airstrike kills seven in Ukraine", "The airstrike killed 7 people.", "airstrike"),
        ("attack", "Hundreds mourn dead in Ukraine", "The airstrike killed 7 people.", "attack"),
        ("attack", "Airstrike kills seven in Ukraine", "Gunmen killed 7 people.", "attack"),
        ("attack", "Airstrike answers bombing", "The airstrike after a bombing killed 7 people.", "attack"),
        ("attack", "Assault in Ukraine kills seven", "The assault killed 7 people.", "attack"),
        ("attack", "Man with knife shot dead", "Officers shot a man with a knife.", "attack"),
        ("murder", "Airstrike kills seven in Ukraine", "The airstrike killed 7 people.", "murder"),
        ("other", "Airstrike kills seven in Ukraine", "The airstrike killed 7 people.", "other"),
    ],
)
def test_a_broad_type_is_narrowed_where_headline_and_cited_sentences_agree(
    kind: str, headline: str, text: str, found: str
) -> None:
    assert narrow(headline, text, type=kind) == [found]


def test_of_two_attacks_none_is_meant_for_sure() -> None:
    text = "The airstrike killed 7 people. Gunmen killed 7 people."
    two = [wire_incident(type="attack", victims=[victim("people", "7", "killed", at)]) for at in (1, 2)]
    assert narrow_attacks(two, facts("Airstrike kills seven", text)) == (two, [])
    assert narrow_attacks([], facts_of(text)) == ([], [])
