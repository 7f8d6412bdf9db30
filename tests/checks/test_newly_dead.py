"""Follow-ups that count only who died since."""

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import check_answer, read_article, resolve_answer
from summarizer.schemas.wire import IncidentAnswer

Span = tuple[int, int | None]


def read(text: str, *victims: object) -> tuple[Span, bool]:
    """How many are killed, and whether a finding says that others died before."""
    article = article_from_text(text)
    facts, wire = read_article(article), wire_incident(type="explosion", victims=victims)
    incidents = resolve_answer([wire], article, facts).incidents
    findings = check_answer(IncidentAnswer(gist=[1], incidents=[wire]), incidents, article, facts)
    total = incidents[0].totals["killed"]
    return (total.low, total.high), any(one.code == "newly_dead" for one in findings)


@pytest.mark.parametrize(
    ("text", "group", "number", "killed"),
    [
        ("The bodies of three more miners were found after the explosion.", "miners", "3", (3, None)),
        ("Another passenger has died after the explosion.", "passenger", "1", (1, None)),
        ("Two more people injured in the explosion have died.", "people", "2", (2, None)),
        ("A second victim of the explosion died on Sunday.", "second victim", "1", (2, None)),
        ("A fourth person died of injuries from the explosion.", "person", "1", (4, None)),
        ("Third man dies. A third man has died after the explosion.", "third man", "1", (3, None)),
        ("Hallan los cuerpos de dos mineros más tras la explosión.", "mineros", "2", (2, None)),
        ("Murió una segunda víctima de la explosión.", "segunda víctima", "1", (2, None)),
        ("The latest victim of the explosion, a girl of 9, died on Sunday.", "girl of 9", "1", (1, None)),
        ("A second inmate has died this week, after an explosion.", "inmate", "1", (1, None)),
    ],
)
def test_who_died_since_is_a_lower_bound(text: str, group: str, number: str, killed: Span) -> None:
    assert read(text, wire_group(group, number, 1 + text.count(". "))) == (killed, True)


@pytest.mark.parametrize(
    ("text", "group", "number", "sentence"),
    [
        ("Two more soldiers were killed in an explosion.", "soldiers", "2", 1),
        ("Two more soldiers died in an explosion.", "soldiers", "2", 1),
        ("A guard was wounded in the explosion. Another man died.", "man", "1", 2),
        ("An explosion killed two more than the one in May: 9 bodies were found.", "bodies", "9", 1),
        ("A man was hit by the explosion. A second man died.", "second man", "1", 2),
        ("The second victim of the explosion died.", "second victim", "1", 1),
        ("The explosion was on Sunday. It is raining. Another man has died.", "man", "1", 3),
    ],
)
def test_who_may_be_the_only_dead_is_counted_as_told(text: str, group: str, number: str, sentence: int) -> None:
    assert read(text, wire_group(group, number, sentence)) == ((int(number), int(number)), False)


def test_which_one_of_the_dead_somebody_is_tells_how_many_died() -> None:
    smith, roe = (wire_person(name, 1) for name in ("Al Smith", "Sam Roe"))
    assert read("Al Smith, 34, became the third person to die of the explosion.", smith) == ((3, None), True)
    text = "A second victim has died after the explosion that killed Sam Roe."
    assert read(text, wire_group("second victim", "1", 1), roe) == ((2, 2), False)
    text = "A fourth victim has died after the explosion that killed three others."
    victims = [wire_group("fourth victim", "1", 1), wire_group("others", "3", 1)]
    assert read(text, *victims) == ((4, 4), False)
