import pytest

from summarizer.articles import article_from_text
from summarizer.kinds import may_tell_other_kinds
from summarizer.sentences import number_sentences


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
