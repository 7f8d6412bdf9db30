"""What a report turns to, apart from what it is about."""

import pytest
from article_facts import facts_of

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import read_article
from summarizer.rendering.asides import list_asides

MINE = """Bomb kills six soldiers near Boni

A bomb killed six soldiers near Boni on Tuesday, the army said. Eleven were hurt.

{}

Nobody has claimed to have laid it.

In 2024, an attack in Bamako killed 70. The road has been mined for months. Traders travel it with the army.

It is closed. Nobody knew until when. A union protested."""
BUS = "{}three passengers were killed on Monday when a bus drove over a mine near Songo."


def asides(text: str) -> list[list[str]]:
    return [[one.text for one in sentences] for sentences in list_asides(text, facts_of(text))]


@pytest.mark.parametrize(
    "turn",
    ["Separately, ", "Elsewhere, ", "In an unrelated incident, ", "In another attack, ", "In Bandiagara, meanwhile, "],
)
def test_what_a_report_turns_to_is_an_item_with_what_goes_on_about_it_and_the_rest_is_another(turn: str) -> None:
    told, aside = asides(MINE.format(BUS.format(turn)))
    assert aside == [BUS.format(turn), "Nobody has claimed to have laid it."]
    assert told[0] == "Bomb kills six soldiers near Boni"
    assert told[3] == "In 2024, an attack in Bamako killed 70."


def test_the_heading_over_what_is_separate_is_of_it() -> None:
    _, aside = asides(MINE.format("Mine kills three\n\n" + BUS.format("Separately, ")))
    assert aside[0] == "Mine kills three"


def test_all_under_a_heading_of_its_own_is_of_it_up_to_the_next_line() -> None:
    bus = BUS.format("Separately, ") + "\n\nTwo of Songo's traders were among the dead.\n\nWHAT COMES NEXT"
    told, aside = asides(MINE.format("Mine kills three\n\n" + bus))
    assert aside[-1] == "Two of Songo's traders were among the dead."
    assert "WHAT COMES NEXT" in told
    told, aside = asides(MINE.format(bus))
    assert "Two of Songo's traders were among the dead." in told


@pytest.mark.parametrize("turn", ["On Wednesday, ", "Meanwhile, the army said that near Boni ", "In a second wave, "])
def test_what_goes_on_about_the_same_is_no_item(turn: str) -> None:
    assert asides(MINE.format(turn + "three more soldiers were killed.")) == []


def test_a_report_that_opens_with_what_is_separate_is_one() -> None:
    assert asides("Separately, three passengers were killed on Monday. " + "They were on a bus. " * 10) == []


def test_a_short_report_is_asked_about_whole() -> None:
    assert asides(MINE.format(BUS.format("Separately, ")).partition("\n\nIn 2024")[0]) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Earlier on Saturday, two soldiers died and three were wounded in Michoacan when a bomb went off.", 2),
        ("Further north, in Ituri province, six people were killed on Monday when gunmen attacked a camp.", 2),
        ("In Balochistan, armed men shot dead two drivers near Quetta on Tuesday.", 2),
        ("On Monday a minibus struck a mine on the road between Fada and Pama, killing four passengers.", 2),
        ("A few hours after the first raid, armed men entered a village near Komanda on Monday and killed nine.", 2),
        ("Some 480 km to the east, a drone strike in Kordofan killed seven people on Monday.", 2),
        ("In a third incident, a bomb wounded four soldiers in Gao on Monday.", 2),
        ("The same afternoon, a column was ambushed in Gao. The army said that 18 were killed.", 2),
        ("In Gao, rebels said on Monday that shells had killed six civilians in Ansongo.", 2),
        ("Across the border in Niger, a governor said that a bomb had killed two people in Tera on Monday.", 2),
        ("Further east, a drone hit a car on Monday outside Gao. Three fighters died.", 2),
        ("Meanwhile the bodies of a couple were found on Monday in a stream near Gao; both had been shot.", 2),
        ("In Gao, rebels said on Monday that the bomb had killed six soldiers.", 0),
        ("On Monday a dozen relatives were at a house in Gao. One of them had been shot.", 0),
        ("Also in 2016, a boy was shot in Gao.", 0),
        ("On Monday, a man called his mother in Gao to say he’d shot four people.", 0),
        ("In Bamako, the government said on Monday that 24 soldiers had been killed in the ambush near Tessit.", 0),
        ("In Abuja, the president on Monday ordered an inquiry into the attack. Six people died in it.", 0),
        ("Minutes after the first shooting, a man shot eight people at a bar in Gao on Monday.", 0),
        ("On Monday, two more people were found dead in Gao after the attack.", 0),
        ("On Monday, two of the wounded died in Gao.", 0),
        ("In October 2013, 115 people died in an attack in Gao.", 0),
        ("On Monday, two people were killed near Boni.", 0),
        ("At least six Malian soldiers were killed in Gao on Monday.", 0),
        ("On Monday, a seventh soldier died in Gao, two days after he was shot.", 0),
        ("A day later, two soldiers died in Gao, bringing the toll to eight.", 0),
        ("At Gao, six soldiers were shot dead on Monday.", 0),
        ("Separately, the army said that three of those shot dead on Monday were officers.", 0),
        ("In a separate statement, rebels claimed that they had killed 12 soldiers in Gao on Monday.", 0),
        ("In Gao, meanwhile, three soldiers wounded in the bombing died on Monday.", 0),
        ("In another development, two suspects were arrested in Gao on Monday over the bombing.", 0),
    ],
)
def test_casualties_at_another_time_in_a_place_not_named_before_are_separate(text: str, number: int) -> None:
    assert len(asides(MINE.format(text))) == number


QUIET = """Bomb kills six soldiers near Boni

A bomb killed six soldiers near Boni on Tuesday, the army said. Eleven were hurt. Nobody has claimed to have laid it.

The road has been mined for months. Traders travel it with the army. It is closed. Nobody knew until when.

{}

A union protested. It will meet again on Friday, said a trader."""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("In Niger the roads are no safer. Gunmen shot dead two guards at a health post near Ayorou on Sunday.", 2),
        ("It was not the only one. A bus ran over a mine on Monday outside Dori, killing nine passengers.", 2),
        ("The bombing came a day after shells fell on Ansongo. Five people died in Ansongo on Monday.", 2),
        ("A bus ran over a mine on Monday outside Dori, killing six soldiers.", 0),
        ("A bus ran over a mine outside Dori, killing nine passengers.", 0),
        ("A bus ran over a mine outside Dori in 2019, killing nine passengers. It was a Monday.", 0),
        ("A bus ran over a mine on Monday near Boni, killing nine passengers.", 0),
        ("Nine of the wounded died on Monday in Gao.", 0),
        ("The same day nine people died on Monday in Gao, victims of the bombing.", 0),
        ("A man is accused of killing nine people in Dori on Monday.", 0),
        ("“Nine people died in Dori on Monday,” said Ali.", 0),
    ],
)
def test_other_casualties_of_a_day_in_a_place_not_named_before_are_separate(text: str, number: int) -> None:
    assert len(asides(QUIET.format(text))) == number


def test_another_place_and_day_is_no_more_of_what_was_turned_to() -> None:
    bus = "A bus ran over a mine on Monday outside Dori, killing nine passengers."
    camp = "The army was hit, too. A shell killed three soldiers in Ansongo on Sunday."
    asked = asides(QUIET.format(f"{bus}\n\n{camp}"))
    assert asked[1] == [bus]


def test_a_place_that_the_dateline_names_in_capitals_is_not_new() -> None:
    text = MINE.replace("A bomb", "GAO, Mali, Nov 3 (AFP) - A bomb", 1)
    article = article_from_text(text.format("On Monday, a bomb killed a boy and hurt two people in Gao."))
    assert list_asides(article.text, read_article(article)) == []


def test_a_place_that_only_the_headline_names_is_new() -> None:
    text = MINE.replace("near Boni\n", "near Boni; drone strike in Gao\n", 1)
    assert len(asides(text.format("Further east, a drone hit a car in Gao on Monday. Three fighters died."))) == 2


def test_a_flood_s_dead_in_one_more_district_are_its_own() -> None:
    told = "In Nagaon, two people were killed on Sunday when a tree fell."
    text = (
        "{} kills nine people in Assam\n\nNine people were killed in Assam on Sunday. Officials were there.\n\n" + told
    )
    text += "\n\n" + "They were there, too. " * 10
    assert asides(text.format("Flood")) == []
    assert len(asides(text.format("Gunman"))) == 2


def test_what_goes_on_about_the_first_is_of_it() -> None:
    _, aside = asides(MINE.format(BUS.format("Separately, ") + "\n\nThe toll from the bombing near Boni rose to 15."))
    assert aside == [BUS.format("Separately, ")]
    _, aside = asides(
        MINE.format(BUS.format("Separately, ") + "\n\nPolice arrested two suspects of the bombing near Boni.")
    )
    assert aside == [BUS.format("Separately, ")]


def test_a_line_about_somebody_is_no_heading_of_what_follows() -> None:
    told, aside = asides(MINE.format("Ann Lee, 34, teacher\n\n" + BUS.format("Separately, ")))
    assert "Ann Lee, 34, teacher" in told
    assert aside[0] == BUS.format("Separately, ")


STRIKES = """Missiles kill nine in Kremenchuk; drones hit refinery in Rostov region

Nine people were killed when missiles struck a block in Kremenchuk on Thursday. Four are missing. Thirty were hurt.

Schools are shut. The mayor spoke. Rescuers went on. It was dark.

{}

A fire broke out at a refinery in the Rostov region. An operator was killed.

The toll rose to two in the evening.

In Kremenchuk, a day of mourning was called."""


def announced(text: str) -> list[list[str]]:
    facts = facts_of(text, headline=text.splitlines()[0])
    return [[one.text for one in sentences] for sentences in list_asides(text, facts)]


def test_what_the_headline_announces_is_apart_under_its_heading_with_its_own_toll() -> None:
    _, aside = announced(STRIKES.format("Refinery ablaze"))
    assert (aside[0], aside[-1]) == ("Refinery ablaze", "The toll rose to two in the evening.")
    assert announced(STRIKES.format("A long night")) == []
    assert announced(STRIKES.format("Refinery ablaze").replace("; drones hit refinery in Rostov region", "")) == []


def test_what_came_of_the_deed_is_none_apart() -> None:
    headline = "Missiles kill nine in Kremenchuk; two suspects charged in Rostov"
    text = STRIKES.format("Suspects charged").replace(STRIKES.split("\n", maxsplit=1)[0], headline)
    text = text.replace("A fire broke out at a refinery in the Rostov region.", "Two suspects were charged in Rostov.")
    assert announced(text) == []


def test_a_line_that_counts_more_than_the_headline_in_a_place_of_its_own_heads_another_report() -> None:
    plain = STRIKES.replace("; drones hit refinery in Rostov region", "")
    assert announced(plain.format("Ten dead in refinery fire in Rostov"))[1][0] == "Ten dead in refinery fire in Rostov"
    assert announced(plain.format("Four dead in refinery fire in Rostov")) == []
    assert announced(plain.format("Ten dead in refinery fire")) == []
    assert announced(plain.format("A refinery fire in Rostov")) == []
