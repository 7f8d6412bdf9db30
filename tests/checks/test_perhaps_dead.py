"""The dead among others: only feared, and those told of as hurt or missing, too."""

import pytest
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import read_article, resolve_answer

FOUR = wire_group("people", "4", 1)


def totals(text: str, *victims: object) -> dict[str, tuple[int, int | None]]:
    article = article_from_text(text)
    resolved = resolve_answer([wire_incident(type="shooting", victims=victims)], article, read_article(article))
    return {outcome: (total.low, total.high) for outcome, total in resolved.incidents[0].totals.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Four people died at a plant on Tuesday, the gunman among them. He was a clerk.",
        "Four people were killed in a shootout at a plant. A gunman was one of them.",
    ],
)
def test_an_attacker_who_is_counted_in_is_no_more(text: str) -> None:
    assert totals(text, FOUR, wire_group("gunman", "1", 1, 2))["killed"] == (4, 4)


def test_an_attacker_alone_is_one() -> None:
    assert totals("Police shot a gunman dead on Tuesday.", wire_group("gunman", "1", 1))["killed"] == (1, 1)


def test_the_dead_that_are_only_feared_may_count() -> None:
    text = "At least 30 people were confirmed dead and 40 more were feared dead after a shooting. Nobody was held."
    assert totals(text, wire_group("people", "30+", 1), wire_group("more", "40", 1))["killed"] == (30, None)
    text = "A shooting left 30 people dead, and 40 miners are presumed dead. Nobody was held."
    assert totals(text, wire_group("people", "30", 1), wire_group("miners", "40", 1))["killed"] == (30, 70)
    assert totals(text.replace("presumed ", ""), wire_group("miners", "40", 1))["killed"] == (40, 40)


@pytest.mark.parametrize(
    ("text", "group", "number", "hurt"),
    [
        ("Eight people were shot, three of them fatally, in a park.", "people", "8", (5, 5)),
        ("A boy shot and wounded six people, one of whom died, in a park.", "people", "6", (5, 5)),
        ("Six people were shot in a park, and one of them died.", "people", "6", (5, 5)),
        ("Cinco personas fueron baleadas en el parque y dos de ellas murieron.", "personas", "5", (3, 3)),
        ("At least eight people were shot, three of them fatally.", "people", "8+", (8, None)),
        ("Eight people were shot in a park. Three people died there.", "people", "8", (8, 8)),
        ("Eight people were shot in a park. Three of the eight died there.", "people", "8", (5, 5)),
        ("Eight people were shot in a park. One of the eight who had been shot died.", "people", "8", (7, 7)),
        ("Eight people were shot in a park. Three of the nine died there.", "people", "8", (8, 8)),
    ],
)
def test_the_dead_of_those_shot_are_not_hurt(text: str, group: str, number: str, hurt: tuple[int, int | None]) -> None:
    assert totals(text, wire_group(group, number, 1, outcome="injured"))["injured"] == hurt


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("Four people were shot in Reno. A boy died.", (3, 3)),
        ("Four people, including a child, were confirmed to have been shot in Reno. A boy died.", (3, 3)),
        ("Four people were injured in a shooting. A boy died.", (4, 4)),
        ("Four other people were shot in Reno. A boy died.", (4, 4)),
        ("Another four people were shot in Reno. A boy died.", (4, 4)),
        ("Four people were shot and wounded in Reno. A boy died.", (4, 4)),
        ("A boy died and four people were shot in Reno. Police came.", (4, 4)),
        ("Four people were shot in Reno. A boy died when he turned the gun on himself.", (4, 4)),
    ],
)
def test_all_who_were_shot_are_the_dead_and_the_hurt(text: str, hurt: tuple[int, int]) -> None:
    shot = wire_group("people", "4", 1, outcome="injured")
    boy = wire_group("boy", "1", 1 if text.startswith("A boy") else 2)
    assert totals(text, shot, boy) == {"injured": hurt, "killed": (1, 1)}


@pytest.mark.parametrize(("parts", "hurt"), [(("2", "1"), (3, 3)), (("2", "2"), (4, 4))])
def test_people_told_of_beside_the_dead_are_hurt(parts: tuple[str, str], hurt: tuple[int, int]) -> None:
    text = (
        "Four people were shot in Reno. A boy died. Some men are in critical condition, some women are stable: {} {}."
    )
    told = [wire_group(name, n, 3, outcome="injured") for name, n in zip(("men", "women"), parts, strict=True)]
    shot = wire_group("people", "4", 1, outcome="injured")
    assert totals(text.format(*parts), shot, wire_group("boy", "1", 2), *told)["injured"] == hurt


def test_the_dead_of_a_number_that_two_groups_have_are_of_neither() -> None:
    text = "Eight workers were hurt and eight guards are missing after the shooting. Two of the eight died."
    both = [wire_group("workers", "8", 1, outcome="injured"), wire_group("guards", "8", 1, outcome="missing")]
    assert totals(text, *both) == {"injured": (8, 8), "missing": (8, 8)}


def test_who_died_is_neither_hurt_nor_missing() -> None:
    text = "A shooting wounded Ana Ruiz on Monday. Ana Ruiz died on Friday. Luis Paz was wounded."
    hurt = [wire_person("Ana Ruiz", 1, outcome="injured"), wire_person("Luis Paz", 3, outcome="injured")]
    assert totals(text, *hurt, wire_person("Ana Ruiz", 2)) == {"injured": (1, 1), "killed": (1, 1)}
    text = "Seven workers missing since a shooting in the plant were confirmed dead on Sunday."
    both = [wire_group("workers", "7", 1, outcome="missing"), wire_group("workers", "7", 1)]
    assert totals(text, *both) == {"killed": (7, 7)}
    for who in ("clerk", "man", "sherpa"):
        text = f"A {who} was wounded in the shooting and died later."
        both = [wire_group(who, "1", 1, outcome="injured"), wire_group(who, "1", 1)]
        assert totals(text, *both) == {"killed": (1, 1)}
    text = "A Reno teen hospitalized after a weekend shooting has died."
    assert totals(text, wire_group("teen", "1", 1)) == {"killed": (1, 1)}
    text = "A man was wounded in the shooting, and a boy died later."
    both = [wire_group("man", "1", 1, outcome="injured"), wire_group("man", "1", 1), wire_group("boy", "1", 1)]
    assert totals(text, *both) == {"injured": (1, 1), "killed": (1, 1)}
    text = "The shooting killed or wounded seven workers."
    both = [wire_group("workers", "7", 1, outcome="injured"), wire_group("workers", "7", 1)]
    assert "injured" in totals(text, *both)
