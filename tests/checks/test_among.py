import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import resolve_answer
from summarizer.schemas.record import Total


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("A bomb went off. Among those killed were Ana Ruiz and Luis Paz. The court spoke on Friday.", None),
        ("A bomb went off. Ana Ruiz was among the dead. Luis Paz, 34, was among those killed.", None),
        ("A bomb went off. Ana Ruiz was among the dead and hurt. Luis Paz was among those who perished.", None),
        (
            "Estalló una bomba. Entre las víctimas mortales se encuentra Ana Ruiz. Entre los muertos está Luis Paz.",
            None,
        ),
        ("Ana Ruiz and Luis Paz were killed by a bomb. Among those at the gate were two boys.", 2),
        ("Ana Ruiz was among the dead. Luis Paz was killed by a bomb on Friday.", 2),
    ],
)
def test_where_all_dead_are_told_of_as_some_there_may_be_more(text: str, high: int | None) -> None:
    facts = facts_of(text)
    cites = [next(one.number for one in facts.sentences if name in one.text) for name in ("Ana Ruiz", "Luis Paz")]
    victims = [wire_person(name, cite) for name, cite in zip(("Ana Ruiz", "Luis Paz"), cites, strict=True)]
    resolved = resolve_answer([wire_incident(victims=victims)], article_from_text(text), facts)
    assert resolved.incidents[0].totals["killed"] == Total(low=2, high=high)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("Gunmen raided a school. The chairman, whose two sons are among the captives, spoke.", None),
        ("Gunmen raided a school. The chairman, whose two sons were abducted, spoke.", 2),
        ("Gunmen raided a school. The chairman, whose two sons are among the best, spoke of abducted boys.", 2),
    ],
)
def test_so_of_captives(text: str, high: int | None) -> None:
    wire = wire_incident(type="kidnapping", victims=[wire_group("sons", "2", 2, outcome="kidnapped")])
    resolved = resolve_answer([wire], article_from_text(text), facts_of(text))
    assert resolved.incidents[0].totals["kidnapped"] == Total(low=2, high=high)


def test_who_killed_others_and_was_among_the_dead_leaves_their_number() -> None:
    text = "A man with a bomb killed 12 people and was among the dead, officials said on Monday."
    wire = wire_incident(victims=[wire_group("people", "12", 1)])
    resolved = resolve_answer([wire], article_from_text(text), facts_of(text))
    assert resolved.incidents[0].totals["killed"].high is not None
