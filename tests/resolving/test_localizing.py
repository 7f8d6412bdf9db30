"""Answers about one of several reports on a page."""

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.resolving.localizing import Near, localize

NEAR = Near(
    part="on tuesday a minibus drove over a mine near pama. four passengers died, the governor said.",
    shown="raid near diapaga ouagadougou on tuesday a minibus drove over a mine near pama. four passengers died.",
    article="raid near diapaga ouagadougou six vdp died, jnim said. the hunters fled. on tuesday ... near pama.",
    dateline="ouagadougou",
    town=None,
)


def test_names_that_only_other_reports_have_are_of_these() -> None:
    told = wire_incident(
        places=["Ouagadougou", "Pama", "Timbuktu"],
        perpetrators=[{"name": name, "kind": "individual", "cite": [1]} for name in ("JNIM", "hunters", "Ansaru")],
        victims=[wire_person("JNIM", 1), wire_group("VDP", "6", 1), wire_group("passengers", "4", 1)],
    )
    near = localize(told, NEAR)
    assert near.places == ["Pama", "Timbuktu"]
    assert [one.name for one in near.perpetrators] == ["hunters", "Ansaru"], "what no report has is told elsewhere"
    assert [one.label for one in near.victims] == ["people", "passengers"]


def test_a_name_may_have_another_ending_than_where_it_is_told() -> None:
    near = NEAR._replace(part="houthi fighters", shown="houthi fighters", article="houthi fighters. the houthis.")
    told = wire_incident(perpetrators=[{"name": "Houthis", "kind": "individual", "cite": [1]}])
    assert localize(told, near).perpetrators


@pytest.mark.parametrize(
    ("dateline", "town", "places"),
    [
        ("", None, ["Ouagadougou", "Pama", "Timbuktu"]),
        ("ouagadougou", "Fada", ["Fada", "Ouagadougou", "Pama"]),
        ("ouagadougou", "", ["Ouagadougou", "Pama"]),
    ],
)
def test_the_dateline_is_of_the_first_report_and_the_town_of_a_round_up_of_all(
    dateline: str, town: str | None, places: list[str]
) -> None:
    told = wire_incident(places=["Ouagadougou", "Pama", "Timbuktu"])
    assert localize(told, NEAR._replace(dateline=dateline, town=town)).places == places
