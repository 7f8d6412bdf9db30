import pytest

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.language.facts import find_casualties
from summarizer.pipeline.second_look import may_tell_other_kinds, tells_of_fighting


def tells(text: str) -> bool:
    return may_tell_other_kinds(number_sentences(article_from_text(text)))


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed 24 people in the north.",
        "The ferry capsized in a storm and 12 of the crew were missing.",
        "A fire swept through the market and killed two.",
        "Two trains collided near the town of Halle; 40 people were injured.",
        "Un terremoto dejó 24 muertos y más de 300 heridos en el norte.",
        "Beim Einsturz einer Halle starben zwölf Menschen.",
    ],
)
def test_accidents_disasters_and_other_languages(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Guerrillas stormed the barracks and killed 12 of the soldiers.",
        "The rebels opened fire on the bus and 3 people died.",
        "Police said that a bomb killed 12 people in the market.",
    ],
)
def test_violence_alone(text: str) -> None:
    assert not tells(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Airstrikes killed three people in Gaza.", True),
        ("A drone killed a farmer near the border.", True),
        ("Shelling wounded two nurses.", True),
        ("Three protesters were killed.", True),
        ("Clashes between the militias killed 94 people.", True),
        ("A battle left 12 soldiers dead.", True),
        ("Clashes between the militias killed three people.", False),
        ("Airstrikes hit Gaza.", False),
        ("Bandits killed 94 people.", False),
    ],
)
def test_fighting_with_casualties(text: str, told: bool) -> None:
    sentences = number_sentences(article_from_text(text))
    assert tells_of_fighting(sentences, find_casualties(sentences)) is told
