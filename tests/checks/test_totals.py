"""What a summary tells of incidents: nothing of another time, and no claim that nobody makes."""

from article_facts import facts_of
from fakes import wire_group, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.checks.totals import list_sound
from summarizer.pipeline.summarizing import resolve_answer
from summarizer.resolving.summaries import compose_summary

TEXT = (
    "The RSF shelled a camp near El Fasher on May 20, 2025, and 23 people were killed. The RSF {} that it had fired. "
    "A shelling there on May 2 killed five civilians."
)


def tell(verb: str) -> str:
    text = TEXT.format(verb)
    wire = wire_incident(
        type="shelling",
        date={"text": "May 20, 2025", "cite": [1]},
        perpetrators=[{"name": "RSF", "kind": "organization", "status": "claimed", "cite": [1, 2]}],
        victims=[wire_group("people", "23", 1), wire_group("civilians", "5", 3)],
    )
    facts = facts_of(text)
    incidents = resolve_answer([wire], article_from_text(text), facts).incidents
    assert incidents[0].perpetrators[0].status == "claimed", "the record keeps what the model gave"
    return compose_summary(list_sound(incidents, facts))


def test_people_of_another_day_and_claims_that_nobody_makes_are_not_told() -> None:
    told = tell("denied")
    assert "23 people killed" in told
    assert "civilians" not in told
    assert "by RSF." in told


def test_a_claim_is_told_where_one_is_made() -> None:
    assert "by RSF (claimed)" in tell("admitted")
