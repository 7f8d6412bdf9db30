from math import log
from typing import Any

import pytest
from fakes import victim, wire_incident

from summarizer.articles.reading import article_from_text
from summarizer.evidence.facts import Facts
from summarizer.pipeline.summarizing import read_article
from summarizer.resolving.headlined import mark_types, prefer_headlined
from summarizer.schemas.wire import IncidentAnswer, WireIncident
from summarizer.values import Likelihood

TEXT = (
    "A boat carrying migrants went down off Lesbos on Monday. It killed 7 people. A car crashed on Sunday. It killed 7."
)


def facts(headline: str, text: str = TEXT) -> Facts:
    return read_article(article_from_text(text, title=headline))


def held(*kinds: tuple[str, float], cite: int = 2, **changes: Any) -> WireIncident:
    """An incident of the first of the types, which the model held as likely as told."""
    answer = IncidentAnswer(
        gist=[1],
        incidents=[wire_incident(type=kinds[0][0], victims=[victim("people", "7", "killed", cite)], **changes)],
    )
    instead = tuple((kind, log(share)) for kind, share in kinds)
    mark_types(answer, {("incidents", 0, "type"): Likelihood(instead[0][1], instead[0][1], instead)})
    return answer.incidents[0]


@pytest.mark.parametrize(
    ("headline", "kinds", "found"),
    [
        ("Boat sinks off Lesbos, seven dead", [("flood", 0.6), ("transport accident", 0.1)], "transport accident"),
        ("Boat sinks off Lesbos, seven dead", [("flood", 0.9), ("transport accident", 0.1)], "flood"),
        ("Seven dead off Lesbos", [("flood", 0.6), ("transport accident", 0.1)], "flood"),
        ("Boat sinks in flood off Lesbos", [("flood", 0.5), ("transport accident", 0.4)], "flood"),
        ("Attack off Lesbos kills seven", [("bombing", 0.5), ("attack", 0.4)], "bombing"),
        ("Boat sinks off Lesbos, seven dead", [("flood", 0.6)], "flood"),
        ("Murder off Lesbos", [("shooting", 0.6), ("murder", 0.2)], "shooting"),
        ("Murder off Lesbos", [("attack", 0.6), ("murder", 0.2)], "murder"),
    ],
)
def test_a_type_that_the_headline_tells_is_taken_where_the_model_held_it_likely_too(
    headline: str, kinds: list[tuple[str, float]], found: str
) -> None:
    given = held(*kinds)
    (kept,), findings = prefer_headlined([given], facts(headline))
    assert kept.type == found
    assert [one.code for one in findings] == ["type_headlined"] * (found != given.type)
    assert kept.model_copy(update={"type": given.type}) == given


def test_the_finding_tells_how_likely_both_were() -> None:
    _, (told,) = prefer_headlined([held(("flood", 0.6), ("tra", 0.1))], facts("Boat sinks off Lesbos"))
    assert told.message == (
        "The model held 'flood' by 60 % and 'transport accident' by 10 %; the headline tells of the second."
    )
    assert told.evidence[0].text == "It killed 7 people."


def test_types_that_begin_alike_share_what_the_model_gave_them() -> None:
    shares = held(("shelling", 0.5), ("sh", 0.4), ("", 0.1)).type_shares
    assert shares == pytest.approx({"shelling": 0.7, "shooting": 0.2})


def test_only_the_first_incident_is_changed_and_none_where_another_is_of_the_headline() -> None:
    headline = facts("Boat sinks off Lesbos, seven dead")
    two = [held(("flood", 0.6), ("transport accident", 0.2)), held(("fire", 0.6), ("transport accident", 0.2), cite=4)]
    assert [one.type for one in prefer_headlined(two, headline)[0]] == ["transport accident", "fire"]
    served = [two[0], wire_incident(type="transport accident")]
    assert prefer_headlined(served, headline) == (served, [])
    assert prefer_headlined([], headline) == ([], [])


def test_each_report_of_a_page_has_a_headline_of_its_own() -> None:
    page = facts("Week in brief", "FERRY SINKS\n\nIt killed 7 people.\n\nHOUSE ON FIRE\n\nIt killed 7.")
    items = [page.sentences[:2], page.sentences[2:]]
    two = [held(("flood", 0.6), ("transport accident", 0.2)), held(("attack", 0.6), ("fire", 0.2), cite=4)]
    assert [one.type for one in prefer_headlined(two, page, items)[0]] == ["transport accident", "fire"]
    assert prefer_headlined(two, page) == (two, [])


def test_without_what_the_model_held_nothing_changes() -> None:
    answer = IncidentAnswer(gist=[1], incidents=[wire_incident(type="flood")])
    for at in ("gist", "type"):  # of a server that tells of other values, or no alternatives
        mark_types(answer, {("incidents", 0, at): Likelihood(0.0, 0.0)})
    mark_types(answer, {})
    assert prefer_headlined(answer.incidents, facts("Boat sinks off Lesbos")) == (answer.incidents, [])
