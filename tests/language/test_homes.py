import pytest

from summarizer.language.homes import find_homes


def test_towns_and_regions_are_told_by_the_country_they_lie_in() -> None:
    texts = [
        "A taxi hit a truck outside Butterworth in the Eastern Cape on Saturday.",
        "It was on its way from Cape Town to Lusikisiki.",
    ]
    assert find_homes(texts) == {"ZA": ("Eastern Cape", "Cape Town", "Lusikisiki")}


def test_names_are_told_once_and_in_any_case_or_spelling() -> None:
    homes = find_homes(["TIMIȘOARA was quiet.", "Buses ran in Timișoara's streets and in Redenção do Gurgueia."])
    assert homes == {"RO": ("TIMIȘOARA",), "BR": ("Redenção do Gurgueia",)}


def test_a_line_between_two_towns_names_both() -> None:
    assert find_homes(["El tren cubría la ruta Málaga-Madrid."]) == {"ES": ("Málaga", "Madrid")}
    assert find_homes(["She asked Karine Jean-Pierre."]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "They came to Cambridge and Richmond.",  # towns of several countries
        "He lives in Essex and in Suffolk.",  # regions of one country, counties of another
        "France and Germany signed.",
        "Kevin Huntsville left. Huntsville said nothing.",
        "Mr. Huntsville left, said Huntsville.",
        "Cleaners went on strike in Mobile, and a mobile phone rang.",
        "the town",
        "",
    ],
)
def test_what_is_shared_a_country_a_person_or_a_word_tells_nothing(text: str) -> None:
    assert find_homes([text]) == {}
