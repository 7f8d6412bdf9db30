import pytest

from summarizer.articles import article_from_text
from summarizer.repairing import drop_repeats, fill_dates
from summarizer.schemas.wire_v1 import WireDate, WireIncident, WireVictimGroup
from summarizer.sentences import number_sentences

TEXT = (
    "Armed men seized four nurses near Sahla on Wednesday.\n\nThe army searched the hills.\n\nA truce ended on 3 May."
)


def incident(*, cites: list[int], date: WireDate | None = None) -> WireIncident:
    return WireIncident(
        type="kidnapping",
        stage="accomplished",
        date=date,
        country=None,
        places=["Sahla"],
        place_cite=cites,
        weapons=[],
        perpetrators=[],
        targets=[],
        victims=[],
    )


def filled(wire: WireIncident) -> WireDate | None:
    return fill_dates([wire], number_sentences(article_from_text(TEXT)))[0].date


def test_the_only_date_words_of_the_cited_sentences_are_taken() -> None:
    date = filled(incident(cites=[1, 2]))
    assert date is not None
    assert date.text.endswith("Wednesday")
    assert date.cite == [1]


@pytest.mark.parametrize("cites", [[2], [], [1, 3]], ids=["no words", "no cites", "two different words"])
def test_without_exactly_one_wording_the_date_stays_open(cites: list[int]) -> None:
    assert filled(incident(cites=cites)) is None


def test_a_date_that_is_given_is_kept() -> None:
    given = WireDate(text="3 May", cite=[3])
    assert filled(incident(cites=[1], date=given)) == given


def victim(count: str) -> WireVictimGroup:
    return WireVictimGroup(group="workers", count=count, outcome="killed", cite=[1])


def test_entries_that_repeat_an_earlier_one_are_left_out() -> None:
    looping = incident(cites=[1]).model_copy(update={"victims": [victim("2"), victim("3"), victim("2")]})
    (kept,) = drop_repeats([looping, looping])
    assert kept.victims == [victim("2"), victim("3")]


def test_incidents_that_differ_are_kept() -> None:
    assert len(drop_repeats([incident(cites=[1]), incident(cites=[2])])) == 2
