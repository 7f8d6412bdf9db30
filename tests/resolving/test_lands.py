import pytest
from article_facts import facts_of

from summarizer.language.facts import read_facts
from summarizer.resolving.lands import Lands


def tell(text: str, *places: str, dateline: str = "") -> tuple[str | None, str | None]:
    """The country and the region that the places tell in a text."""
    facts = facts_of(text)
    lands = Lands(list(places), [1], read_facts(facts.sentences, text, dateline=dateline))
    code = lands.country.country if lands.country else None
    return code, lands.region(code)


@pytest.mark.parametrize(
    ("text", "places", "found"),
    [
        ("A fire in Surrey killed two.", ["Surrey"], (None, None)),
        ("A fire in Surrey killed two. British police came.", ["Surrey"], ("GB", "GB-ENG")),
        ("A fire in Surrey, British Columbia, killed two.", ["Surrey"], ("CA", "CA-BC")),
        ("A blast in Palmyra. US troops were near.", ["Palmyra"], (None, None)),
        ("A blast in Palmyra, Syria. US troops were near.", ["Palmyra"], ("SY", None)),
        ("A blast in Palmyra. New Jersey troopers came.", ["Palmyra"], ("US", "US-NJ")),
        ("A raid in Vancouver, the Oregon company said.", ["Vancouver"], (None, None)),
        ("Two died in Perth, said Scottish police.", ["Perth"], (None, None)),
        ("Two died in Perth.", ["Perth"], ("AU", None)),
        ("Two died in Springfield.", ["Springfield"], (None, None)),
        ("Two died in Springfield, Ohio.", ["Springfield"], ("US", "US-OH")),
        ("Two died in Peoria, Ariz.", ["Peoria"], ("US", "US-AZ")),
        ("Two died in southeast Houston.", ["southeast Houston"], ("US", "US-TX")),
        ("Two died in South Austin in Chicago.", ["South Austin"], ("US", None)),
        ("Two died in Butler County, said the sheriff's office.", ["Butler County"], ("US", None)),
        ("Two died in Washington, the FBI said.", ["Washington"], ("US", None)),
        ("Two died in Baton Rouge.", ["Baton Rouge"], ("US", "US-LA")),
        ("Two died in Yorkshire, in the town of Halifax.", ["Yorkshire", "Halifax"], (None, None)),
        ("Two died in Millom in Cumbria.", ["Cumbria", "Millom"], ("GB", "GB-ENG")),
        ("Two died in northern Iraq.", ["northern Iraq"], ("IQ", None)),
        ("A ship sank off the Somali coast.", ["Somali coast"], ("SO", None)),
        ("Two died in Savannah, Georgia.", ["Savannah"], ("US", "US-GA")),
        ("A bus left Karachi for Kabul.", ["Karachi", "Kabul"], (None, None)),
        ("Nothing here.", ["Karachi"], (None, None)),
        ("Nothing here.", [], (None, None)),
    ],
)
def test_where_places_lie(text: str, places: list[str], found: tuple[str | None, str | None]) -> None:
    assert tell(text, *places) == found


def test_a_dateline_tells_which_namesake_is_meant() -> None:
    assert tell("A fire in Surrey killed two.", "Surrey", dateline="LONDON, England") == ("GB", "GB-ENG")
    assert tell("Two died.", "Springfield", dateline="SPRINGFIELD, Ohio") == ("US", "US-OH")
    assert tell("Two died.", "Springfield", dateline="LIMA") == (None, None)
