from datetime import date

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.checks.incidents import check_incidents
from summarizer.pipeline.summarizing import resolve_answer

TEXT = "A train crash near Kanpur killed 12 people on Wednesday. {} Police said more on Thursday, an officer was there."


def resolve(past: str, *, day: str | None = "Wednesday") -> tuple[list[str], int | None]:
    """The codes of the checks of a crash with 12 dead and the 150 of another one; and how many died at least."""
    text = TEXT.format(past)
    wire = wire_incident(
        type="transport accident",
        date={"text": day, "cite": [1]} if day else None,
        victims=[wire_group("people", "12", 1), wire_group("passengers", "150", 2)],
    )
    article, facts = article_from_text(text, published=date(2026, 11, 19)), facts_of(text)
    (incident,) = incidents = resolve_answer([wire], article, facts).incidents
    found = check_incidents(incidents, facts)
    killed = incident.totals.get("killed")
    return [finding.code for finding in found], killed.low if killed else None


def test_the_dead_of_another_year_are_told_and_not_summed() -> None:
    codes, killed = resolve("In 2016 a derailment there killed 150 passengers.")
    assert "victim_of_another_year" in codes
    assert killed == 12


@pytest.mark.parametrize(
    "past",
    [
        "The derailed train held 150 passengers, all of whom were killed.",
        "It killed 150 passengers in 2026 alone.",
        "It killed 150 passengers in 2016-style coaches.",
    ],
)
def test_words_of_no_other_year_are_no_doubt(past: str) -> None:
    assert "victim_of_another_year" not in resolve(past)[0]


def test_nothing_is_doubted_where_the_incident_has_no_year() -> None:
    codes, killed = resolve("In 2016 a derailment there killed 150 passengers.", day=None)
    assert "victim_of_another_year" not in codes
    assert killed is not None
    assert killed >= 150
