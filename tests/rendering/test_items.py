"""Pages of several reports."""

from dataclasses import replace

import pytest
from article_facts import facts_of

from summarizer.articles.reading import article_from_text
from summarizer.pipeline.summarizing import read_article
from summarizer.rendering.items import list_items

WRAP = """Weekend wrap from the coast

TAXI HITS TRUCK
Eleven people were killed when a taxi collided with a truck outside Butterworth on Saturday.

SHOT DEAD IN TAVERN
Six people were shot dead at a tavern in Kariega on Sunday. Three gunmen walked in, said Nomfundo Gcina.

CASH HEIST
A gang rammed a van near Libode on Friday and blew it open. Two guards were injured.

WEATHER
Sunshine and clouds, with a high of 26."""
BULLETIN = """{}

At least four people have died in an earthquake in southern Peru. The quake struck at dawn today.

Divers have pulled nine bodies from a launch which sank near Chandpur last night.

Two skiers have been killed by an avalanche above Livigno today.

The library says that its cafe will open on Monday."""
STORY = """Six die in tavern shooting

SHOOTING
Six people were shot dead at a tavern in Kariega on Sunday. Three gunmen walked in, said Nomfundo Gcina.

VICTIMS
The six who were killed on Sunday were from Kariega. Two were cousins, the mayor of Kariega said.

MANHUNT
Police were looking for the gunmen of the Kariega shooting on Monday, said Nomfundo Gcina."""


def items(text: str) -> list[list[str]]:
    return [[one.text for one in sentences] for sentences in list_items(text, facts_of(text))]


def test_each_headed_report_is_an_item_with_its_heading_and_what_tells_of_nothing_is_none() -> None:
    found = items(WRAP)
    assert [one[0] for one in found] == ["TAXI HITS TRUCK", "SHOT DEAD IN TAVERN", "CASH HEIST"]
    assert found[2][1:] == ["A gang rammed a van near Libode on Friday and blew it open.", "Two guards were injured."]


def test_a_number_before_a_heading_leaves_it_one() -> None:
    log = WRAP.replace("Weekend wrap from the coast", "POLICE SERVICE")
    for number, heading in enumerate(("TAXI HITS", "SHOT DEAD", "CASH HEIST", "WEATHER"), start=1):
        log = log.replace(heading, f"{number}.  {heading}")
    assert [one[0] for one in items(log)] == ["TAXI HITS TRUCK", "SHOT DEAD IN TAVERN", "CASH HEIST"]


def test_a_heading_over_a_menu_is_no_report() -> None:
    page = WRAP.replace(
        "Weekend wrap from the coast\n\n",
        "Three skiers die in avalanche at Lech\n\nHome | Tirol | Politics | Sport | Weather | TV | Radio\n\n",
    )
    assert len(items(page)) == len(items(WRAP))
    before, _, after = page.partition("CASH HEIST")
    assert items(before + after.partition("\n\n")[2]) == [], "two reports are no collection"


@pytest.mark.parametrize(("title", "number"), [("Coast FM evening bulletin", 3), ("A day of grief", 0)])
def test_paragraphs_are_items_where_the_title_says_that_there_are_several(title: str, number: int) -> None:
    text = BULLETIN.format(title)
    assert len(items(text)) == number
    untitled = text.partition("\n\n")[2]
    assert len(list_items(untitled, replace(facts_of(untitled), headline=title))) == number


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("World in brief, Nov. 12", 3),
        ("News in brief from the coast", 3),
        ("Breves: la costa", 3),
        ("Breves de la costa", 3),
        ("Noticias: resumen de la semana", 3),
        ("Italia in breve", 3),
        ("Murder suspect appears in brief court hearing", 0),
        ("Dos muertos tras breves enfrentamientos en Cali", 0),
        ("Sparatoria a Napoli, in breve tempo arrestato il killer", 0),
        ("El fiscal leyó un resumen de los hechos", 0),
    ],
)
def test_words_for_short_news_say_so_only_where_a_title_ends_or_breaks_off(title: str, number: int) -> None:
    text = BULLETIN.partition("\n\n")[2]
    assert len(list_items(text, replace(facts_of(text), headline=title))) == number


def test_a_title_that_tells_what_follows_is_no_item() -> None:
    title = "Quake kills four in Peru; launch sinks near Chandpur today"
    article = article_from_text(BULLETIN.format(f"{title}\n\nEvening round-up"), title=title)
    found = list_items(article.text, read_article(article))
    assert [one[0].text.split()[0] for one in found] == ["At", "Divers", "Two"]


def test_a_newspaper_s_name_over_a_report_says_nothing() -> None:
    for paper, number in (("Lima Daily Bulletin", 0), ("WORLD IN BRIEF", 3)):
        article = article_from_text(BULLETIN.format(paper), title="Quake kills four in Peru")
        assert len(list_items(article.text, read_article(article))) == number


def test_parts_of_one_report_share_its_names() -> None:
    assert items(STORY) == []


def test_two_items_are_no_collection_and_posts_tell_of_one_story() -> None:
    assert items(WRAP.replace("Weekend wrap", "A weekend").replace("CASH HEIST", "A heist, and more.")) == []
    assert items(f"LIVE: {WRAP}") == []


def test_a_page_of_very_many_is_no_collection_of_reports() -> None:
    paragraphs = (f"A bomb killed {n} people in Ba{'n' * n}ville on Sunday." for n in range(3, 60))
    text = "\n\n".join(["World in brief", *paragraphs])
    assert items(text) == []
    assert len(items("\n\n".join(text.split("\n\n")[:40]))) == 39


def test_what_is_said_on_in_a_conversation_is_of_the_same_report_and_headlines_are_none() -> None:
    talk = BULLETIN.replace(
        "\n\nDivers", "\n\nANN (in studio): The headlines: deaths at sea on Monday.\n\nDivers"
    ).replace(
        "\n\nTwo skiers",
        "\n\nBEN: Two more bodies were found today, I hear.\n\nANN: And the launch sank at once.\n\nTwo skiers",
    )
    found = items(talk.format("Coast FM evening bulletin"))
    assert [one[0][:6] for one in found] == ["At lea", "Divers", "Two sk"]
    assert found[1][-1] == "ANN: And the launch sank at once."
    monologue = "\n\n".join(f"LINH: {one}" for one in BULLETIN.split("\n\n")[1:])
    assert items(f"Evening bulletin\n\n{monologue}") == []


LOG = """Safety forum, weekly letter

Registration for the February conference is open.

▪ Deir ez-Zor, Syria (Dec. 5): Gunmen ambushed an oil convoy near Mayadin. Two guards were killed.

▪ Marib, Yemen (Dec. 7): Tribesmen exchanged fire with a patrol. Three soldiers were wounded.

▪ Srifa, Lebanon (Dec. 8): An airstrike on a car killed two. The army named Hassan Nasr."""


def test_paragraphs_that_open_with_a_mark_and_a_place_are_items_but_no_list_in_the_midst_of_a_report() -> None:
    assert [one[0][:6] for one in items(LOG)] == ["▪ Deir", "▪ Mari", "▪ Srif"]
    story = " ".join(f"Guards in Homs heard of it on day {n} and said nothing." for n in range(30))
    assert items(LOG.replace("\n\n▪ Deir", f"\n\n{story}\n\n▪ Deir")) == []


def test_a_report_that_stands_before_the_others_and_what_goes_on_after_one_is_not_lost() -> None:
    story = "A bomb killed four people in Homs on Monday. Police came, said Ali Nur. It was dark. Nobody spoke."
    assert items(f"{story}\n\n{WRAP}")[0][0] == "A bomb killed four people in Homs on Monday."
    found = items(LOG.replace("Registration for the February conference is open.", story) + "\n\nA third man died.")
    assert ["A bomb killed four people in Homs on Monday." in one for one in found] == [True, False, False, False]
    assert found[-1][-1] == "A third man died."


def test_headings_of_one_report_s_parts_tell_of_no_kind_and_no_place() -> None:
    plain = WRAP.replace("TAXI HITS TRUCK", "WHAT WE KNOW").replace("SHOT DEAD IN TAVERN", "THE VICTIMS")
    assert items(plain.replace("Weekend wrap", "A weekend").replace("CASH HEIST", "WHAT NEXT")) == []
    places = plain.replace("WHAT WE KNOW", "Mbale").replace("THE VICTIMS", "Nigeria")
    assert len(items(places.replace("Weekend wrap", "A weekend"))) == 3


def test_a_title_that_is_a_date_line_tells_so_too_and_reports_of_one_town_may_share_its_names() -> None:
    title = "Radio Lakeshore FM\nNEWS BULLETIN - 13:00 - SUNDAY 15 NOVEMBER 2026"
    article = article_from_text(BULLETIN.format(title))
    assert len(list_items(article.text, read_article(article))) == 3
    street = BULLETIN.format("Police blotter").replace("southern Peru", "Mill Road").replace("Chandpur", "Mill Road")
    assert len(items(street)) == 3
    assert items(street.replace("Livigno", "Mill Road")) == []


def test_a_briefing_in_a_report_s_opening_is_no_title() -> None:
    assert (
        items(BULLETIN.format("The minister told a news bulletin and the digest of it on Monday that it was so.")) == []
    )


BRIEF = """World in brief

A bomb killed two people at a market in Kabul on Monday. Nobody has claimed it, said Ali Nur.

{}

Gunmen kidnapped 3 teachers in Herat on Friday, the governor said.

A quake damaged forty houses in southern Peru at dawn today, and nobody was hurt."""


@pytest.mark.parametrize(
    ("report", "number"),
    [
        ("A man was stabbed outside a bar on Tuesday. Police have arrested nobody.", 4),
        ("Two people were killed when a minibus left the road near Chandpur. It had left at noon, said Karim Das.", 4),
        ("Two men were shot in Leeds on Tuesday, said Ann Poole. A trial over another killing is coming up in May.", 4),
        ("Two men were shot in Leeds on Tuesday, said Ann Poole. More is in this edition, below.", 4),
        ("Hello. And now the headlines. Two men were shot in Leeds on Tuesday, said Ann Poole.", 3),
        ("Two men were shot in Leeds on Tuesday, said Ann Poole. Also coming up: the weather.", 3),
        ("The library says that its cafe will open on Monday.", 3),
        ("Two dead in a shooting and three hurt in a second shooting outside a bar on Tuesday night", 3),
    ],
)
def test_on_a_page_of_several_reports_all_prose_that_tells_is_an_item_with_names_or_without(
    report: str, number: int
) -> None:
    assert len(items(BRIEF.format(report))) == number


def test_a_short_report_that_stands_before_the_others_is_an_item() -> None:
    story = "A bomb killed four people in Homs on Monday. Nobody has claimed it, said Ali Nur."
    assert items(LOG.replace(LOG.partition("\n\n▪")[0], story))[0] == [
        "A bomb killed four people in Homs on Monday.",
        "Nobody has claimed it, said Ali Nur.",
    ]


def test_prose_that_would_make_too_many_questions_is_not_added() -> None:
    named = [f"A bomb killed {n} people in Ba{'n' * n}ville on Sunday." for n in range(3, 33)]
    nameless = [f"A bomb killed {n} people at a market on Sunday." for n in range(3, 20)]
    assert len(items("\n\n".join(["World in brief", *named, *nameless[:10]]))) == 40
    assert len(items("\n\n".join(["World in brief", *named, *nameless]))) == 30


def test_a_log_whose_headings_are_days_is_a_collection() -> None:
    days = ("MONDAY, NOV. 16", "TUESDAY, NOV. 17", "FRIDAY, NOV. 20")
    deeds = ("A man was stabbed in Elmwood.", "Two men robbed a clerk in Oakdale.", "A car was set on fire in Milford.")
    log = "POLICE BLOTTER\n\n" + "\n\n".join(
        f"{day}\n\n{deed} Nobody was arrested." for day, deed in zip(days, deeds, strict=True)
    )
    assert [one[0] for one in items(log)] == list(days)


def test_reports_of_a_week_share_streets_and_counties_and_are_several_all_the_same() -> None:
    text = """THE WEEK IN CRIME

BUS STOP SHOOTING
Officers found Clarence Boone, 61, shot dead on Prospect Avenue in Kansas City on Monday, said Jackson County police.

WOMAN CHARGED
A man was stabbed to death on Parallel Parkway in Topeka on Tuesday. Rhonda Pickett was held by Wyandotte County.

FOUR HURT
Four people were shot and wounded at Benton Boulevard in Grandview on Friday, said the Jackson County sheriff."""
    assert [one[0] for one in items(text)] == ["BUS STOP SHOOTING", "WOMAN CHARGED", "FOUR HURT"]
    assert items(text.replace("THE WEEK IN CRIME", "THREE DAYS OF GRIEF")) == []


def test_a_log_of_short_days_is_a_collection() -> None:
    text = """Police log

Mon. 3/2, 7:15 a.m. - A man was shot dead on Odlin Road, said Officer Pelkey.

Tues. 3/3, 11:52 p.m. - A man was stabbed to death by Craig Doucette on Third Street.

Thurs. 3/5, 6:40 p.m. - A woman was killed in a crash with Ann Lee on Essex Street."""
    assert len(items(text)) == 3


@pytest.mark.parametrize(
    "title", ["Police beat student to death in Assam", "Nine dead in Kano clash: police calls for calm"]
)
def test_police_who_beat_somebody_head_no_collection(title: str) -> None:
    assert len(items(BULLETIN.format("Police beat"))) == 3
    assert items(BULLETIN.format(title)) == []
