from typing import Any

import pytest
from article_facts import facts_of
from fakes import wire_group, wire_incident, wire_person

from summarizer.articles.reading import article_from_text
from summarizer.evidence.facts import read_facts
from summarizer.pipeline.summarizing import read_article
from summarizer.resolving.incidents import resolve_incidents
from summarizer.resolving.lands import Lands
from summarizer.schemas.record import Place
from summarizer.schemas.wire import WireIncident

WELLSTON = ("Wellston", "Lincoln County")


def wire(*places: str, people: str = "") -> WireIncident:
    victims = [wire_group(people, None, 1)] if people else []
    return wire_incident(places=list(places), place_cite=[1], victims=victims)


def tell(text: str, *places: str, dateline: str = "") -> tuple[str | None, str | None]:
    """The country and the region that the places tell in a text."""
    facts = facts_of(text)
    lands = Lands(wire(*places), read_facts(facts.sentences, text, dateline=dateline))
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
        ("In Nashville, Florida native Bo Hale killed two.", ["Nashville"], ("US", None)),
        ("Two died in Lexington, Kentucky police said.", ["Lexington"], ("US", "US-KY")),
        ("Two died in Buenos Aires.", ["Buenos Aires"], ("AR", None)),
        ("Two died in Buenos Aires province.", ["Buenos Aires province"], ("AR", "AR-B")),
        ("Two died in Lima, Peru.", ["Lima"], ("PE", None)),
        ("Two died in southeast Houston.", ["southeast Houston"], ("US", "US-TX")),
        ("Two died in Atlanta. A suspect was caught in Texas.", ["Atlanta"], ("US", None)),
        ("Two died in Atlanta. Georgia police said so.", ["Atlanta"], ("US", "US-GA")),
        ("Two died in South Austin in Chicago.", ["South Austin"], ("US", None)),
        ("Two died in Butler County, said the sheriff's office.", ["Butler County"], ("US", None)),
        ("Two died in Washington, the FBI said.", ["Washington"], ("US", None)),
        ("Two died in Baton Rouge.", ["Baton Rouge"], ("US", "US-LA")),
        ("Two died on Tennessee Street, Baton Rouge.", ["Baton Rouge"], ("US", "US-LA")),
        ("Chicago counts 18 dead. Storms had cut power from Ohio to Virginia.", ["Chicago"], ("US", None)),
        # a town of Georgia once had that name, and a county there has the other
        ("Two in Wellston, Lincoln County; sheriff's deputies went to Oklahoma.", [*WELLSTON], ("US", None)),
        ("Two in Wellston, Lincoln County, in Georgia, said sheriff's deputies.", [*WELLSTON], ("US", "US-GA")),
        ("Two died in Yorkshire, in the town of Halifax.", ["Yorkshire", "Halifax"], (None, None)),
        ("Two died in Millom in Cumbria.", ["Cumbria", "Millom"], ("GB", "GB-ENG")),
        ("Two died in Savannah, Georgia.", ["Savannah"], ("US", "US-GA")),
        ("A bus left Karachi for Kabul.", ["Karachi", "Kabul"], (None, None)),
        ("A cable between Abu Talat (Egypt) and Marseille (France) broke.", ["Abu Talat", "Marseille"], (None, None)),
        ("A cable broke at Abu Talat (Egypt).", ["Abu Talat"], ("EG", None)),
        ("Two died in Kiev, in Bombay's port, or in Frankfurt.", ["Frankfurt"], ("DE", None)),
        ("Two died in Wellston.", ["Wellston"], (None, None)),
        ("Nothing here.", ["Karachi"], (None, None)),
        ("Nothing here.", [], (None, None)),
        ("Murieron dos en Sutatausa, Cundinamarca.", ["Cundinamarca", "Sutatausa"], ("CO", "CO-CUN")),
        ("Murieron dos en Sutatausa, Cundinamarca, dijo Venezuela.", ["Cundinamarca", "Sutatausa"], (None, None)),
        ("Murieron dos en Segovia.", ["Segovia"], (None, None)),
        ("A raid near Yakla, US officials said.", ["Yakla"], (None, None)),
        ("Two died near Belgorod, Ukraine's army said.", ["Belgorod"], (None, None)),
        ("Two died in Naples, Florida.", ["Florida", "Naples"], ("US", "US-FL")),
        ("Two died in London, Ontario.", ["London"], ("CA", "CA-ON")),
        ("Two died in Virginia.", ["Virginia"], ("US", "US-VA")),
        ("Two died in Virginia, Minnesota.", ["Virginia"], ("US", "US-MN")),
        ("Two died in Indonesia, in Papua.", ["Papua"], ("ID", "ID-PA")),
        ("Two died in Indonesia, in Sumatra.", ["Sumatra"], ("ID", None)),
        ("Two died in Mubi, Adamawa State.", ["Adamawa State"], ("NG", "NG-AD")),
        ("Two died in Jersey City.", ["Jersey City"], (None, None)),
        ("A train derailed in East Palestine.", ["East Palestine"], (None, None)),
        ("A train derailed in East Palestine, Ohio.", ["East Palestine"], ("US", "US-OH")),
        ("Two died in Northern Ireland.", ["Northern Ireland"], ("GB", "GB-NIR")),
        ("A slide in western Georgia killed two.", ["western Georgia"], (None, None)),
        ("Two died in western Georgia, in Fulton County.", ["western Georgia"], ("US", "US-GA")),
        ("Two died in east London.", ["east London"], ("GB", "GB-ENG")),
        ("Two died in Lagos, in southern Portugal.", ["Lagos"], (None, None)),
        ("Two died in Herat. Iran sent doctors.", ["Herat"], (None, None)),
        ("Two died in Boston, Lincolnshire Police said.", ["Boston"], (None, None)),
        ("Two died in Panama City, the Bay County sheriff said.", ["Panama City"], (None, None)),
        ("Two died in Perth, WA.", ["Perth"], ("AU", "AU-WA")),
        ("Two died in Spokane, WA.", ["Spokane"], ("US", "US-WA")),
        ("Two died in Delaware, Ohio.", ["Delaware"], ("US", "US-OH")),
        ("Two died in Newcastle, British police said.", ["Newcastle"], (None, None)),
        ("Two died in Kabul, Agence France-Presse said.", ["Kabul"], ("AF", "AF-KAB")),
        ("U.S. police came. Two died in Jacksonville.", ["Jacksonville"], ("US", "US-FL")),
        ("U.S. police came. Two died in Callaway.", ["Callaway"], ("US", None)),
        ("Two died in Homestead, a Virginia trooper said.", ["Homestead"], ("US", "US-FL")),
        ("Two died in Eudora, an Arkansas trooper said.", ["Eudora"], ("US", None)),
        ("Two died in Kansas City.", ["Kansas City"], ("US", None)),
        ("Two died in Kansas City, a Missouri trooper said.", ["Kansas City"], ("US", "US-MO")),
        ("Two died in Oklahoma City.", ["Oklahoma City"], ("US", "US-OK")),
        ("Two died in Michigan City.", ["Michigan City"], ("US", "US-IN")),
        ("A blast hit Maracaibo on Monday.", ["Maracaibo"], ("VE", None)),
        ("A blast hit the village of Maracaibo on Monday.", ["Maracaibo"], (None, None)),
        ("Dos trenes chocaron en el barrio porteño de Palermo.", ["Palermo"], (None, None)),
        ("Dos murieron en un barrio popular de Medellín.", ["Medellín"], ("CO", None)),
        ("Dos murieron cerca del caserío Medellín.", ["Medellín"], (None, None)),
        ("Un tren se salió en Mérida, dijo la Junta de Extremadura.", ["Mérida"], ("ES", None)),
    ],
)
def test_where_places_lie(text: str, places: list[str], found: tuple[str | None, str | None]) -> None:
    assert tell(text, *places) == found


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("Two Australian tourists died in Victoria.", "tourists", None),
        ("Australian Ann Lee died in Victoria.", "Ann Lee", None),
        ("Ann Lee, a 36-year-old Australian, died in Victoria.", "Ann Lee", None),
        ("Two tourists died in Victoria. Australian police came.", "tourists", "AU"),
        ("Two tourists died in Victoria. They flew to Australia.", "tourists", "AU"),
    ],
)
def test_where_victims_are_from_tells_no_place(text: str, label: str, country: str | None) -> None:
    told = Lands(wire("Victoria", people=label), facts_of(text)).country
    assert (told.country if told else None) == country
    assert tell(text, "Victoria")[0] == "AU"


def test_a_dateline_tells_which_namesake_is_meant() -> None:
    assert tell("A fire in Surrey killed two.", "Surrey", dateline="LONDON, England") == ("GB", "GB-ENG")
    assert tell("Two died.", "Springfield", dateline="SPRINGFIELD, Ohio") == ("US", "US-OH")
    assert tell("Two died.", "Springfield", dateline="LIMA") == (None, None)
    assert tell("Two died in Milton.", "Milton", dateline="PENSACOLA, Fla.") == ("US", "US-FL")


def place_of(text: str, **changes: Any) -> tuple[Place, list[str]]:
    """The place of an incident in a text, and the codes of the findings about it."""
    facts = facts_of(text)
    given = read_facts(facts.sentences, text, dateline=changes.pop("dateline", ""))
    wire = wire_incident(**{"country": None, "place_cite": [1], **changes})
    resolved = resolve_incidents([wire], given, article_id="a")
    return resolved.incidents[0].place, [finding.code for finding in resolved.findings]


def test_the_country_of_the_dateline_is_told_although_another_is_named() -> None:
    text = "Nine died at Mbira Hill on Monday. The bus came from Zambia."
    place, codes = place_of(text, country="Zimbabwe", places=["Mbira Hill"], dateline="HARARE, Zimbabwe")
    assert (place.country, codes) == ("Zimbabwe", ["country_inferred"])


def test_a_ship_s_flag_tells_no_country() -> None:
    text = "A Thai trawler was attacked off the coast. It sank."
    target = {"name": "Thai trawler", "effect": None, "cite": [1]}
    lands = Lands(wire_incident(targets=[target], places=["coast"], place_cite=[1]), facts_of(text))
    assert "TH" not in lands.beyond_people
    assert "TH" in Lands(wire_incident(places=["coast"], place_cite=[1]), facts_of(text)).beyond_people


def test_a_sea_tells_no_country() -> None:
    place, codes = place_of("A missile hit a ship in the Red Sea.", places=["Red Sea"])
    assert (place.country, codes) == (None, [])


@pytest.mark.parametrize(
    ("where", "code"), [("Ituri province", "CD"), ("Brazzaville", "CG"), ("Komanda", None), ("Kampala", None)]
)
def test_a_place_tells_which_congo_is_meant(where: str, code: str | None) -> None:
    place, codes = place_of(f"Two died in {where} in Congo.", country="Congo", places=[where])
    assert (place.country, place.country_code) == ("Congo", code)
    assert ("country_unknown" in codes) is (code is None)


def test_georgia_is_the_state_where_the_other_places_lie_in_the_united_states() -> None:
    place, codes = place_of("Two died in Savannah, Georgia.", country="Georgia", places=["Savannah"])
    assert (place.country, place.admin1, codes) == (
        *("United States", "Georgia"),
        ["country_corrected", "country_inferred"],
    )
    place, codes = place_of("Two died in Tbilisi, Georgia.", country="Georgia", places=["Tbilisi"])
    assert (place.country_code, codes) == ("GE", [])


@pytest.mark.parametrize(
    ("told", "country"),
    [("Nigerian police said", "NG"), ("Nigerian state media said", "NG"), ("a Nigerian among them", None)],
)
def test_whose_police_tell_of_the_dead_may_tell_the_country(told: str, country: str | None) -> None:
    text = f"Gunmen fired on a bus at Kpayawa on Monday, killing 12 people, {told}."
    facts = facts_of(text)
    lands = Lands(wire("Kpayawa", people="people"), read_facts(facts.sentences, text))
    assert list(lands.beyond_people) == ([country] if country else [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Somali pirates seized a ship.", "country_inferred"),
        ("Pirates seized a ship.", "unsupported_value"),
        ("Kenyan pirates seized a ship.", "unsupported_value"),
        ("Pirates seized a ship. The Somali envoy left Kenya.", "unsupported_value"),
        ("Pirates seized a ship. The Somali envoy left.", "country_inferred"),
        ("Pirates seized a ship. The Somali police said they fled to Kenya.", "country_inferred"),
    ],
)
def test_a_demonym_confirms_the_model_s_country(text: str, code: str) -> None:
    place, codes = place_of(text, country="Somalia", places=[])
    assert (place.country_code, codes) == ("SO", [code])


COURT = "A man who set fire to a house in Gore was tried in Invercargill."


@pytest.mark.parametrize(
    ("text", "country", "code", "expected"),
    [
        (f"{COURT} He was flown to Timaru.", "New Zealand", "NZ", ["country_inferred"]),
        (COURT, "New Zealand", "NZ", ["unsupported_value"]),
        (f"{COURT} He was flown to Melbourne, and then to Brisbane.", "New Zealand", "NZ", ["unsupported_value"]),
        (f"{COURT} He was flown to Timaru, then to Auckland.", "Uganda", "UG", ["unsupported_value"]),
        (f"{COURT} He was flown to Timaru, then to Auckland and to Peru.", "Uganda", "UG", ["unsupported_value"]),
        (f"{COURT} He was flown to Timaru, then to Auckland.", None, "NZ", ["country_filled"]),
        (f"{COURT} He was flown to Timaru.", None, None, []),
        (f"{COURT} He was flown to Timaru, then to Auckland and to Peru.", None, None, []),
        (f"{COURT} He was flown to Timaru, then to Auckland, Thai police said.", None, None, []),
        (COURT, None, None, []),
    ],
)
def test_a_country_may_be_told_by_the_towns_that_the_article_names(
    text: str, country: str | None, code: str | None, expected: list[str]
) -> None:
    place, codes = place_of(text, country=country, places=["Gore"])
    assert (place.country_code, codes) == (code, expected)


def test_towns_of_the_article_tell_no_country_of_an_incident_without_a_place() -> None:
    place, codes = place_of("A man who lived in Invercargill and in Timaru drowned abroad.", places=[])
    assert (place.country, codes) == (None, [])


def test_towns_of_the_article_tell_no_country_against_the_incident_s_own_places() -> None:
    towns = "He had lived in Invercargill, in Timaru and in Auckland."
    place, codes = place_of(f"A man died near Kaarina. {towns}", places=["Kaarina"])
    assert "New Zealand" not in (place.country, *codes)
    place, codes = place_of(f"A ship sank in the Tasman Sea. {towns}", places=["Tasman Sea"])
    assert (place.country, codes) == (None, [])


def test_a_country_in_the_headline_counts_with_the_towns() -> None:
    text = "Cholera has spread in Malakal. Officials in Juba said so."
    article = article_from_text(text, title="SOUTH SUDAN: Cholera response")
    wire = wire_incident(type="disease outbreak", country="Sudan", places=["Malakal"], place_cite=[1])
    resolved = resolve_incidents([wire], read_article(article), article_id="a")
    assert resolved.incidents[0].place.country_code == "SS"
    assert "country_corrected" in [finding.code for finding in resolved.findings]


def test_a_place_that_only_the_dateline_names_is_no_invention() -> None:
    told = {"dateline": "MOGADISHU, Somalia", "country": "Somalia"}
    place, codes = place_of("Two died in a blast.", places=["Mogadishu"], **told)
    assert (place.country_code, codes) == ("SO", ["country_inferred", "place_in_dateline"])
    _, codes = place_of("Two died in a blast.", places=["Moga"], **told)
    assert "unsupported_value" in codes


@pytest.mark.parametrize(
    ("text", "dateline", "region"),
    [
        ("Two men were shot outside a Brampton, Ont., plaza.", "", "Ont"),
        ("Two men were shot outside a plaza on Monday.", "BRAMPTON, Ont.", "Ont"),
        ("Two men were shot outside a Brampton plaza.", "", None),
        ("Two men were shot in Brampton. He is from Cleveland, Ohio.", "", None),
    ],
)
def test_a_region_may_be_named_by_its_short_name(text: str, dateline: str, region: str | None) -> None:
    place, codes = place_of(text, country="Canada", places=["Ontario", "Brampton"], dateline=dateline)
    assert ("unsupported_value" in codes) == (region is None)
    assert place.country == "Canada"
    if region:
        assert (place.places[0].name.rstrip("."), place.admin1) == (region, "Ontario")
        assert "spelling_repaired" in codes


def test_a_county_is_no_name_of_its_state() -> None:
    place, codes = place_of("Two died at Saylorsburg, said Lehigh County's coroner.", places=["Pennsylvania"])
    assert "spelling_repaired" not in codes
    assert "Lehigh County" not in [one.name for one in place.places]


def test_a_neighborhood_lies_in_no_region_of_a_city_of_its_name() -> None:
    place, _ = place_of("Two were shot in the South Austin neighborhood, Chicago Police said.", places=["Austin"])
    assert (place.country_code, place.admin1) == ("US", None)
    text = "Two were shot in the South Chicago neighborhood, Chicago Police said."
    assert place_of(text, places=["Chicago"])[0].admin1 == "Illinois"
    place, _ = place_of("Two were shot in an Austin neighborhood, police said.", places=["Austin"])
    assert (place.country_code, place.admin1) == ("US", "Texas")


@pytest.mark.parametrize(
    ("text", "street", "kept"),
    [
        ("Two were shot on Houston Street. Police in Houston made no arrest.", "Houston Street", True),
        ("Two were shot at Speedy Mart, 1207 Houston Road.", "Speedy Mart", False),
        ("Two were shot at Speedy Mart on Houston Road.", "Speedy Mart", True),
        ("Two were shot at Houston High School.", "Houston High School", True),
        ("Two were shot in Houston St. Mary's car park.", "Houston St. Mary's car park", True),
        ("Houston Street Racing Kills Two", "a street", True),
    ],
)
def test_a_street_s_name_is_no_town(text: str, street: str, *, kept: bool) -> None:
    place, codes = place_of(text, places=["Houston", street])
    assert ("Houston" in [one.name for one in place.places]) == kept
    assert ("place_elsewhere" in codes) != kept


@pytest.mark.parametrize("somebody", ["19-year-old Ann Lee", "19 year old", "Ann Lee"])
def test_a_person_is_no_place(somebody: str) -> None:
    text = "A 19 year old was shot in Reno on Monday. Police named her as 19-year-old Ann Lee."
    dead = wire_person("Ann Lee", 2)
    place, codes = place_of(text, places=["Reno", somebody], place_cite=[1, 2], victims=[dead], type="shooting")
    assert [one.name for one in place.places] == ["Reno"]
    assert "place_elsewhere" in codes


@pytest.mark.parametrize(("place", "kept"), [("Maitland", []), ("Stockton", ["Stockton"])])
def test_a_place_of_another_article_s_headline_is_left_out(place: str, kept: list[str]) -> None:
    text = (
        "Fire was set to a caravan park near Stockton on Friday, and two people were hurt.\n\n"
        "READ MORE\n- Man charged over Maitland hold-up\n- Woman jailed for fraud\n"
    )
    found, codes = place_of(text, places=[place], type="arson")
    assert [one.name for one in found.places] == kept
    assert codes.count("place_elsewhere") == (not kept)


def test_a_city_s_name_does_not_stand_for_the_country() -> None:
    text = "Dos personas murieron en una estampida en San Salvador el sábado por la noche, informó la policía."
    place, _ = place_of(text, places=["San Salvador"])
    assert (place.country, place.country_code) == ("El Salvador", "SV")


def test_a_part_s_name_does_not_stand_for_the_country() -> None:
    place, codes = place_of("Two died in Millom, Cumbria. It is far from Wales.", places=["Cumbria", "Millom"])
    assert (place.country, place.country_code, codes) == ("United Kingdom", "GB", ["country_filled"])


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("LEBANON, Ore. — A boy was shot, deputies said.", "Lebanon", "United States"),
        ("Two men were shot in Greece, N.Y., on Friday. Greece police came.", "Greece", "United States"),
        ("Two men were shot in Lebanon on Friday. One was flown to Oregon.", "Lebanon", "Lebanon"),
        ("A Peru woman was stabbed early on Sunday.", "Peru", "Peru"),
        ("Two men were shot in Lebanon. A family in Lebanon, Pa., mourned them.", "Lebanon", "Lebanon"),
        ("Two men were shot in Lebanon, Ore. A Lebanese man saw it.", "Lebanon", "Lebanon"),
        ("Storms killed two men in Mexico, Missouri and Kansas.", "Mexico", "Mexico"),
    ],
)
def test_a_town_may_have_a_country_s_name(text: str, name: str, country: str) -> None:
    for places in ([], [name]):
        place, codes = place_of(text, country=name, places=places)
        assert (place.country or "").title() == country
        assert ("country_corrected" in codes) is (country == "United States")
        assert bool(place.places) is (country == "United States")


def test_a_dateline_tells_that_a_town_has_a_country_s_name() -> None:
    place, _ = place_of("A Peru woman was stabbed early on Sunday.", country="Peru", dateline="PERU, Ind.")
    assert (place.country, [one.name for one in place.places]) == ("United States", ["Peru"])


def test_a_town_of_an_american_county_is_not_the_largest_of_its_name() -> None:
    for county, told in ((".", "country_inferred"), (", said Athens-Clarke County police.", "unsupported_value")):
        _, codes = place_of(f"Seven men were shot in Athens{county}", country="Greece", places=["Athens"])
        assert told in codes
    _, codes = place_of("Two died in Nairobi, Nairobi County officials said.", country="Kenya", places=["Nairobi"])
    assert "unsupported_value" not in codes
