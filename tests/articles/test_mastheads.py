"""Headlines, date lines, bylines and credits over the prose, and where a day of publication comes from."""

from datetime import date

import pytest

from summarizer.articles.date_lines import date_of_address
from summarizer.articles.mastheads import LINES, date_near_top, is_wrapped, read_masthead
from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences

NEAR_TOP = "Twelve die in Kabul blast\nDid you hear it?\n{}\nA bomb killed 12 people in Kabul on Monday, police said."
FLIGHT = "Thousands fled from the flood by boat and in buses on Monday, officials said."
WRAPPED = """A bomb killed 12 people in Kabul on Monday, the police of
the city said. They gave no names, but told reporters who
stood at the gate of the market that more than 60 others
were hurt.
"""
PROSE = "A bomb killed 12 people in Kabul on Monday, police said. Others were hurt."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted 11/27/2005 7:21 AM", date(2005, 11, 27)),
        ("12:48PM BST 09 Sep 2013", date(2013, 9, 9)),
        ("First Posted 23:37:00 05/05/2010", date(2010, 5, 5)),
        ("22 August 2026", date(2026, 8, 22)),
        ("By Ann Yu | Reuters | August 22, 2026", date(2026, 8, 22)),
        ("Por Ana Xicay y Luis Toc | 26 de diciembre de 2025", date(2025, 12, 26)),
        ("Tulsa Post | Nov. 22, 2026 | Updated 9:14 a.m.", date(2026, 11, 22)),
        ("Sat Nov 12 2011,01:19 hrs", date(2011, 11, 12)),
        ("Edited on Mon Dec-19-05 03:49 PM", date(2005, 12, 19)),
        ("Monday 16 September 2013 03.31 BST", date(2013, 9, 16)),
        ("Published: 2012.08.08 09:01 AM", date(2012, 8, 8)),
        ("24.11.2026, 10:15 Uhr", date(2026, 11, 24)),
        ("Publié le 24 novembre 2026 à 10h15, modifié le 25 novembre 2026", date(2026, 11, 24)),
        ("Aktualisiert 25.11.2026 | Veröffentlicht 24.11.2026", date(2026, 11, 24)),
        ("2026-11-24T10:15:00+00:00", date(2026, 11, 24)),
        ("2026-11-24T10:15:00Z", date(2026, 11, 24)),
        ("2026-11-24 10:15:00Z", date(2026, 11, 24)),
        ("Publicado: 24-11-2026", date(2026, 11, 24)),
        ("Posted 24-Nov-2026", date(2026, 11, 24)),
        ("LIVE | Wednesday 18 November 2026", date(2026, 11, 18)),
        ("Lunes 14 de diciembre de 2026, 7:45 a. m.", date(2026, 12, 14)),
        ("Le 19 novembre 2026, 18 h 00", date(2026, 11, 19)),
        ("World round-up at 1800 GMT, Tuesday, December 1, 2026", date(2026, 12, 1)),
        ("Marcia Bonsawin | Nov. 19, 2026 | Local news", date(2026, 11, 19)),
        ("Saturday, June 14, 2025 | By Everlyne Nakhumicha and Titus Barasa", date(2025, 6, 14)),
        ("Source: Xiangshan News | 2026-11-02 15:20:18", date(2026, 11, 2)),
        ("2026年11月24日 10時15分", date(2026, 11, 24)),
        ("By Marites Olvida\nDecember 3, 2026 9:05 PM GMT+8", date(2026, 12, 3)),
        ("27/11/2026 - 09:18 hs", date(2026, 11, 27)),
        ("Publié le jeudi 19 novembre 2026 à 7h30 – Temps de lecture : 2 min", date(2026, 11, 19)),
        ("Pressemitteilung vom 17.11.2026", date(2026, 11, 17)),
        ("Published\n14 October 2026", date(2026, 10, 14)),
        ("Last updated\n15 October 2026\nPublished\n14 October 2026", date(2026, 10, 14)),
        ("24 November 2026\nShare\nSave\n3 min read", date(2026, 11, 24)),
        ("November 24, 2026    3 min read", date(2026, 11, 24)),
        ("Posted 3:57 AM, November 24, 2026, by Ann Lee and Bo Diaz", date(2026, 11, 24)),
        ("2 hours ago", None),
        ("Por g1 SC - Blumenau\n19/11/2026 08h12  Atualizado há 2 horas", date(2026, 11, 19)),
        ("12.nov.2026 às 9h14\nAtualizado: 13.nov.2026 às 13h40", date(2026, 11, 12)),
        ("TNN | Updated: Oct 23, 2026, 21:34 IST", date(2026, 10, 23)),
        ("By Ann Lee - @annlee\nKidapawan Bureau / 05:12 PM November 17, 2026", date(2026, 11, 17)),
        ("By Ann Lee, Kabul correspondent", None),
        ("By: Ann Lee - @annlee\nKidapawan Bureau / 05:12 PM November 17, 2026", date(2026, 11, 17)),
        ("Written by Express News Service | Pune | November 17, 2026 05:12 IST", date(2026, 11, 17)),
        ("From Ann Lee, Kaduna\nWednesday, 28 October 2026", date(2026, 10, 28)),
        ("Issued: 1 December 2026", date(2026, 12, 1)),
        ("Actualizada el jueves 26 de noviembre de 2026, 18:30 h", date(2026, 11, 26)),
        ("marzo 4, 2026", date(2026, 3, 4)),
        ("Por Ana Ruiz - marzo 4, 2026", date(2026, 3, 4)),
        ("Actualizado a 04/03/2026 10:21 CET", date(2026, 3, 4)),
        ("La Voz | 04/03/2026 10:21 | Actualizado al 05/03/2026 08:00", date(2026, 3, 4)),
        ("Posted at 8:12 AM, Mar 04, 2026 and last updated 5:47 PM, Mar 06, 2026", date(2026, 3, 4)),
        ("Fecha de publicación: 4 de marzo de 2026", date(2026, 3, 4)),
        ("Actualizado: 4 de marzo de 2026 a las 09:27 a.m. / por Redacción web", date(2026, 3, 4)),
        ("Última actualización: 4 de marzo de 2026, 10:21h", date(2026, 3, 4)),
        ("Pubblicato il 03-04-2009 alle 10:21", date(2009, 4, 3)),
        ("Publié le : 04/03/2026 - 10:21Modifié le : 05/03/2026 - 08:00", date(2026, 3, 4)),
        ("Artikel vom 04.03.2026", date(2026, 3, 4)),
        ("Publicação: 04/03/2026 03:00", date(2026, 3, 4)),
        ("Gepubliceerd op 4 maart 2026, 10:21 uur", date(2026, 3, 4)),
        ("Opublikowano: 4 marca 2026, 10:21", date(2026, 3, 4)),
        ("Giriş Tarihi: 04.03.2026 10:21 Güncelleme Tarihi: 05.03.2026", date(2026, 3, 4)),
        ("Ultimo aggiornamento: 05/03/2026 ore 18:00", date(2026, 3, 5)),
        ("di Mario Rossi\n4 marzo 2026, 10:21\n2 minuti di lettura", date(2026, 3, 4)),
        ("Foto: Reprodução", None),
        ("Créditos: Ana Ruiz", None),
        ("Posted 3-4-2009", None),
        ("Posted 3/4/2009", None),
        ("By Ann Lee and Bob de Roo", None),
        ("(Photo: Steve R. Fujimoto)", None),
    ],
)
def test_lines_that_are_no_prose(line: str, day: date | None) -> None:
    article = article_from_text(f"Twelve die in Kabul blast\n{line}\n{PROSE}\nMore followed.")
    assert (article.title, article.published) == ("Twelve die in Kabul blast", day)
    assert article.published_basis == ("text" if day else None)
    assert [sentence.text for sentence in number_sentences(article)] == [
        "Twelve die in Kabul blast",
        "A bomb killed 12 people in Kabul on Monday, police said.",
        "Others were hurt.",
        "More followed.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "On 4 March 2009 the bank fell",
        "By the time they came it was over",
        "3 May 2010: the fire kills six in Lyon",
        "Photo shows men with guns",
        "September 2013",
        "Published reports differ",
        "Di notte e di giorno",
        "Artikel vom Markt",
        "Bild-Reporter bei Angriff verletzt",
        "Share prices fell",
        "The bulletin of December 1, 2026, told nothing",
        "UPDATE | 14 dead in crash | Nov. 3, 2026",
        "A fire began on Sunday | Nov. 3, 2026 | and it burnt for all of the night",
    ],
)
def test_lines_that_tell_something_stay(line: str) -> None:
    article = article_from_text(f"Twelve die in Kabul blast\n{line}\n{PROSE}")
    assert line in [sentence.text for sentence in number_sentences(article)]
    assert article.published is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Blast kills twelve\n\n{PROSE}", "Blast kills twelve"),
        (f"Blast\n\n{PROSE}", None),
        (f"Blast kills twelve.\n\n{PROSE}", None),
        ("Blast kills twelve", None),
        (f"Ana Paz (left) in court. (County Jail)\n\n{PROSE}", None),
        (f"{PROSE}\n\nMore.", None),
        (f"--- a: b\n{PROSE}", None),
        (f"By Boat And Bus, Thousands Flee\n\n{FLIGHT}", "By Boat And Bus, Thousands Flee"),
        (f"By Will Hunt and Rose Park, Reuters\n\nA park will be closed. Police hunt a man. {FLIGHT}", None),
        (f"By Boat Bus, Flood Reporter\n\n{FLIGHT}", None),
        (f"Video: Flood sweeps away bridge in Oyo\n\n{PROSE}", "Video: Flood sweeps away bridge in Oyo"),
        (f"PHOTOS: 12 Killed In Kano Blast\n\n{PROSE}", "PHOTOS: 12 Killed In Kano Blast"),
        (f"Picture credit cards used in robbery\n\n{PROSE}", "Picture credit cards used in robbery"),
        (f"Photo: Ann Lee / The Daily Star\n\n{PROSE}", None),
        (f"Train derails in Oyo · 2 March 2026\n\n{PROSE}", "Train derails in Oyo"),
        (f"Local news · 2 March 2026\n\n{PROSE}", None),
        (f"# Blast kills twelve\n\n{PROSE}", "Blast kills twelve"),
        (
            f"REPUBLIC OF MALAWI\nDEPARTMENT OF DISASTER MANAGEMENT\n\nStorm Imani kills 51 in the south\n\n{PROSE}",
            "Storm Imani kills 51 in the south",
        ),
        (
            f"Bogotá y Cundinamarca\n\nBlast kills twelve people in a Kano market\n\n{PROSE}",
            "Blast kills twelve people in a Kano market",
        ),
        (
            f"World News\n\nBlast kills twelve people in a Kano market\n\n{PROSE}",
            "Blast kills twelve people in a Kano market",
        ),
        (
            f"News | West Bank\n\nBlast kills twelve people in a market\n\n{PROSE}",
            "Blast kills twelve people in a market",
        ),
        (
            f"EL PAÍS\nInicio / Sucesos\nMadrid\n\nDoce muertos por una explosión en un mercado\n\n{PROSE}",
            "Doce muertos por una explosión en un mercado",
        ),
        (
            f"KTV 7 News | Weather | Sports\n\nLOCAL\n\nBlast kills twelve people in a market\n\n{PROSE}",
            "Blast kills twelve people in a market",
        ),
        (
            f"20 Minutes  Actualité  Faits divers\n\nRoubaix : Une mère et deux de ses enfants meurent\n\n{PROSE}",
            "Roubaix : Une mère et deux de ses enfants meurent",
        ),
        (
            f"THE PIKE COUNTY LEDGER\n\nTwo teens dead, four hurt after shots fired\n\n{PROSE}",
            "Two teens dead, four hurt after shots fired",
        ),
        (
            f"semana\nINMIGRACIÓN ›\n\nAngustia en Sutatausa por una explosión en una mina\n\n{PROSE}",
            "Angustia en Sutatausa por una explosión en una mina",
        ),
        (
            f"Rheinbote.example\nStartseite | Politik\n\nInland\nZwölf Tote nach Explosion in Kano\n\n{PROSE}",
            "Zwölf Tote nach Explosion in Kano",
        ),
        (f"FRONT PAGE NEWS\n\n‘TELL US HOW MANY DIED’\n\n{PROSE}", "‘TELL US HOW MANY DIED’"),
        (
            f"News / South Africa\n04 Feb 2025\nShare\n\nTwo men stoned in a mob attack in a village\n\n{PROSE}",
            "Two men stoned in a mob attack in a village",
        ),
        (
            f"News / City / Vapi blast toll rises to 5\n\nVapi reactor blast: Toll rises to 5; one held\n\n{PROSE}",
            "Vapi reactor blast: Toll rises to 5; one held",
        ),
        (f"News / South Africa\n04 Feb 2025\nBy Ann Lee\n\n{PROSE}", None),
        (
            "House fire - Newcastle on Clun\n\nIncident reference: 10427-2026\n\n" + PROSE,
            "House fire - Newcastle on Clun",
        ),
        (
            f"THE VALLEY CHRONICLE\nKano, Monday, March 2, 2026\n\nBlast kills twelve people in a market\n\n{PROSE}",
            "Blast kills twelve people in a market",
        ),
        (f"THE VALLEY FLOODS\nKano, Monday, March 2, 2026\n\nKano\n\n{PROSE}", "THE VALLEY FLOODS"),
        (
            f"2 March 2026\n\nBlast kills twelve people in a Kano market\n\n{PROSE}",
            "Blast kills twelve people in a Kano market",
        ),
        (f"2 March 2026\n\nTags Kano market violence\n\n{PROSE}", None),
        (f"2 March 2026\n\nWarning: This story contains descriptions of violence\n\n{PROSE}", None),
        (f"2 March 2026\n\nann@example.org and Bo on Twitter\n\n{PROSE}", None),
        (f"× Blast kills twelve people in Kano\n\n{PROSE}", "Blast kills twelve people in Kano"),
        (f"Related Coverage Blast kills twelve people in Kano\n\n{PROSE}", None),
        (f"Related deaths in Maui wildfire rise to 99\n\n{PROSE}", "Related deaths in Maui wildfire rise to 99"),
        (f"Security source: Five dead in Kano blast\n\n{PROSE}", "Security source: Five dead in Kano blast"),
        (f"2 March 2026\n\nListen to this article with a subscription\n\n{PROSE}", None),
        (f"2 March 2026\n\nChief crime correspondent in Lagos State\n\n{PROSE}", None),
        (
            f"2 March 2026\n\nMinister opens the new bridge over the river\n\n{PROSE}",
            "Minister opens the new bridge over the river",
        ),
        (f"FLOODS RAVAGE BAYELSA\nMarch 3, 2026\n\n{PROSE}\n\nMore.", "FLOODS RAVAGE BAYELSA"),
        (f"Police at the Kano market on Monday View Full Caption\n\n{PROSE}", None),
        (f"The Kano market (Photo: Bo Diaz) on Monday\n\n{PROSE}", None),
        (f"0:48 Truck catches fire in Kano Pause\n\n{PROSE}", None),
        (f"KANO, Nigeria West -\n\n{PROSE}", None),
        (f"World News\nBlast kills twelve people in a Kano market\n\n{PROSE}", None),
        (f"World News\n\nBy Ann Lee and Bob Roy, Daily Star\n\n{PROSE}", None),
        (f"Twelve killed\n\nA market in Kano was struck by a bomb\n\n{PROSE}", None),
        (
            f"The day 1400 people died (and were home for tea)\n\n{PROSE}",
            "The day 1400 people died (and were home for tea)",
        ),
        (f"\u200f12 הרוגים בפיצוץ בקאנו\n\n{PROSE}", "12 הרוגים בפיצוץ בקאנו"),
        (
            f"Fourth victim dies after shooting in Lebanon, Tenn.\n\n{PROSE}",
            "Fourth victim dies after shooting in Lebanon, Tenn.",
        ),
        (f"A fourth victim died of the shooting on Elm St.\n\n{PROSE}", None),
    ],
)
def test_headlines(text: str, title: str | None) -> None:
    assert read_masthead(text, 0, wrapped=False).title == title


@pytest.mark.parametrize(("label", "is_label"), [("THE LONG READ", True), ("Opinion:", True), ("Opinion polls", False)])
def test_the_kind_of_an_article_is_no_headline(label: str, *, is_label: bool) -> None:
    text = f"{label}\n\nThe Girl on Shore Road\n\nFor eleven years an innocent man sat in prison. He is free now.\n"
    found = read_masthead(text, 0, wrapped=False)
    assert (found.title == "The Girl on Shore Road", [text[start:end] for start, end in found.spans] == [label]) == (
        is_label,
        is_label,
    )


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("A bomb killed\ntwelve people in\nKabul.", True),
        ("Blast kills twelve\nMay 2, 2013\nA bomb killed 12.\nMore.", False),
        ("A BOMB KILLED\nTWELVE PEOPLE IN\nKABUL.", True),
        ("Blast kills twelve\nmarzo 4, 2026\nA bomb killed 12.\nMore.", False),
        ("Blast kills twelve\ndi Ann Lee\nA bomb killed 12.\nMore.", False),
        ("Twelve people were rescued\nfrom the river in Kano.", True),
        ("Un uomo è stato ucciso\nda tre uomini a Roma.", True),
        ("Twelve people were rescued from the river in Kano on Monday\nby a boat. They\nare well.", True),
        (f"Blast kills twelve\n{PROSE}\nadvertisement\n{PROSE}\nadvertisement\nMore.", False),
        (
            f"list of 2 items\nlist 1 of 2 Blast in Kano\nlist 2 of 2 Flood in Oyo\nend of list\n\n{PROSE}\n\nMore.",
            False,
        ),
        (f"{'Blast kills twelve people ' * 5}\n\n{WRAPPED}", True),
        ("One line.", False),
        ("", False),
    ],
)
def test_wrapped_text(text: str, *, wrapped: bool) -> None:
    assert is_wrapped(text, 0) is wrapped


@pytest.mark.parametrize(
    ("line", "below", "is_outlet"),
    [
        ("WNOR Northwoods 9", "By Kyle Brandvold", True),
        ("Africa", "11 November 2026", True),
        ("FOR IMMEDIATE RELEASE", "December 2, 2026", True),
        ("WNOR Northwoods 9", PROSE, False),
        ("Three people died", "By Kyle Brandvold", False),
        ("Three Died.", "By Kyle Brandvold", False),
        ("Three Died There", "By Kyle Brandvold", False),
    ],
)
def test_an_outlet_s_name_over_a_byline_is_no_prose(line: str, below: str, *, is_outlet: bool) -> None:
    text = f"Two children die in house fire\n\n{line}\n{below}\n\n{PROSE}"
    spans = [text[start:end] for start, end in read_masthead(text, 0, wrapped=False).spans]
    assert (line in spans) == is_outlet


@pytest.mark.parametrize(
    ("line", "is_byline"),
    [
        ("Kyle Brennerman, Neighborhood Wire Staff", True),
        ("Ann Lee, Patch Contributor", True),
        ("Ann Lee, a Staff Sergeant", False),
        ("Ann Lee, who was on the Staff", False),
    ],
)
def test_a_name_and_what_the_author_is_are_no_prose(line: str, *, is_byline: bool) -> None:
    text = f"Two children die in house fire\n\n{line}\nPosted Wed, May 15, 2024 at 9:26 am CT\n\n{PROSE}"
    spans = [text[start:end] for start, end in read_masthead(text, 0, wrapped=False).spans]
    assert (line in spans) == is_byline


def test_a_date_alone_is_the_article() -> None:
    article = article_from_text("22 August 2026")
    assert (article.published, article.body_spans) == (None, ((0, 14),))


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://x.com/2013/09/09/blast.html", date(2013, 9, 9)),
        ("https://x.com/world/2013/sep/09/blast", date(2013, 9, 9)),
        ("https://x.com/blast-20130909.html", date(2013, 9, 9)),
        ("https://x.com/38/blast_web_2013_09_09_q.html", date(2013, 9, 9)),
        ("https://x.com/2013/13/45/", None),
        ("https://x.com/item_2013_0909", None),
        ("https://x.com/item/120130909123", None),
        ("https://x.com/", None),
    ],
)
def test_addresses_tell_days(address: str, day: date | None) -> None:
    assert date_of_address(address) == day
    article = article_from_text(PROSE, url=address)
    assert (article.published, article.published_basis) == (day, "address" if day else None)


@pytest.mark.parametrize(
    ("headline", "day"),
    [
        ("Radio Kaikoura – 7 a.m. bulletin, Tuesday 8 December 2026 – script as read", date(2026, 12, 8)),
        ("Vigil for the dead – Sunday 6 December 2026 – all are welcome", None),
    ],
)
def test_the_headline_of_what_comes_out_on_a_day_tells_it(headline: str, day: date | None) -> None:
    article = article_from_text(f"{headline}\n\n{PROSE}")
    assert (article.title, article.published) == (headline, day)


@pytest.mark.parametrize(
    "day", ["27 Νοεμβρίου 2026", "27. listopadu 2026", "27 noiembrie 2026", "27. marraskuuta 2026"]
)
def test_the_day_in_other_languages(day: str) -> None:
    article = article_from_text(f"Headline Of The Day\n\n{day}\n\n{PROSE}")
    assert (article.published, article.published_basis) == (date(2026, 11, 27), "text")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published in Dawn, November 29th, 2026", date(2026, 11, 29)),
        ("© dpa, 27 Nov 2026", date(2026, 11, 27)),
        ("© 2026 Fjord Today", None),
        ("Published in Dawn, a paper of Karachi", None),
    ],
)
def test_a_paper_s_name_and_day_at_the_end(line: str, day: date | None) -> None:
    assert article_from_text(f"Headline Of The Day\n\n{PROSE}\n\n{line}\n").published == day


def test_what_was_given_wins() -> None:
    text = f"Blast kills twelve\nMay 2, 2013\n{PROSE}"
    article = article_from_text(text, published=date(2012, 1, 1), title="Mine", url="https://x.com/2013/09/09/")
    assert (article.title, article.published, article.published_basis) == ("Mine", date(2012, 1, 1), "given")
    assert article_from_text(text, url="https://x.com/2013/09/09/").published_basis == "text"
    assert article_from_text(f"LIMA, 20 AUG 88 (EFE) -- {PROSE}").published_basis == "dateline"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted on November 15,2011 6:07:15 PM GMT+01:0", date(2011, 11, 15)),
        ("On behalf of Lee & Co. posted in Accidents on Wednesday, September 18, 2013", date(2013, 9, 18)),
        ("March 14,2013-UNITED STATES -", date(2013, 3, 14)),
        ("Miches - sept. 03, 2024 | 09:40 a. m.", date(2024, 9, 3)),
        ("PUBLIC STATEMENT             30 April 2024", date(2024, 4, 30)),
        ("Reporting time: Wednesday 12 February 2025, 18:00 hrs (No. 3: 11 February)", date(2025, 2, 12)),
        ("Bunia, 13 May 2025 (Agence Kivu Infos)", date(2025, 5, 13)),
        ("Zaragoza. 22 ENE 2023. Actualizado a las 09:15", date(2023, 1, 22)),
        ("Choloma, Honduras. 13 de agosto de 2021", date(2021, 8, 13)),
        ("Strike called. 13 August 2021", None),
        ("TWO DEAD - Jul 24, 2024 - 16:52", None),
        ("What comes next - Jul 24, 2024 - 16:52", None),
        ("Nov 22, 2026 - Warsaw", date(2026, 11, 22)),
        ("Chilapa de Álvarez, Guerrero / 25.11.2026 13:26:40", date(2026, 11, 25)),
        ("24 Nov, 2026 02:31 p.m. AR", date(2026, 11, 24)),
        ("Four died at a park in Maryland, reports Ann Lee. (Published Sunday, May 31, 2015)", date(2015, 5, 31)),
        ("updated 8:41 p. m. EST, Tue March 3,2009", date(2009, 3, 3)),
        ("*Lyon, 23 November 2026*", date(2026, 11, 23)),
        ("Caracol del Llano, sábado 12 de diciembre de 2026", date(2026, 12, 12)),
        ("Luzon Herald — rolling coverage, Thursday, November 19, 2026 (newest on top)", date(2026, 11, 19)),
        (
            "L'Écho – Publié hier à 19 h 05, mis à jour aujourd'hui, dimanche 20 décembre 2026, à 10 h 40",
            date(2026, 12, 20),
        ),
        ("Flash Update No. 3 (as of 20 November 2026)", date(2026, 11, 20)),
        ("Par Solène Carraz – Publié le 07/12/2026 à 19h14, mis à jour à 21h40", date(2026, 12, 7)),
        ("Di Anna Rossi - Pubblicato il 07/12/2026 alle 19:14", date(2026, 12, 7)),
        ("Le rapport, publié le 7 décembre 2026 par la préfecture, dit que tout va bien", None),
        ("FOR IMMEDIATE RELEASE: Monday 16 November 2026", date(2026, 11, 16)),
        ("The film aired on 5 January 2024 and drew few", None),
        ("The order for immediate release of November 16, 2026 was lifted", None),
        ("Presseaussendung der Landespolizeidirektion vom 26.11.2026", date(2026, 11, 26)),
        ("Communiqué de la préfecture du 26 novembre 2026", date(2026, 11, 26)),
        ("Der Brand vom 26.11.2026 in Zahlen", None),
        ("When: Saturday, 12 December 2026, at the town hall", None),
        ("Doors open on Saturday 12 December 2026.", None),
        ("Explosion am Dienstag, 22. März 2016", None),
        ("Strike called for Thursday, 10 December 2026", None),
        ("Trial opens Monday 7 December 2026", None),
        ("Prayers for the murdered of Friday 13 November 2015", None),
        ("Festival from Friday 11 December 2026 to Sunday 13 December 2026", None),
        ("The spill of 20 November 2026 in numbers", None),
        ("Rio Branco, Brazil, 23 de novembro de 2026", date(2026, 11, 23)),
        ("A report published by the UN on March 12, 2023 said more.", None),
        ("Police said that he posted bond and was released on Feb. 7, 2011.", None),
        ("May 3, 10:15 AM", None),
        ("3 May, 09 GMT", None),
        ("Updated: 13 May 2024. Published: 3 May 2024", date(2024, 5, 3)),
        ("24 November 2026 – 26 November 2026", None),
        ("Filed under: attacks, 2001-09-11", None),
        ("Nov 22, 2026 - Warsaw votes on Thursday", None),
        ("Since the talks, 23 November 2026", None),
        ("He posted bail on Monday", None),
        ("The law of March 14, 2013 was published", None),
        ("March 14", None),
    ],
)
def test_a_date_line_below_more_than_a_headline_tells_the_day_and_stays_a_sentence(line: str, day: date | None) -> None:
    text = NEAR_TOP.format(line)
    article = article_from_text(text)
    assert (article.published, article.published_basis) == (day, "text" if day else None)
    assert line in [sentence.text for sentence in number_sentences(article)] or "." in line
    assert date_near_top(text, len(text)) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 14,2013 at 11:51 AM", date(2013, 3, 14)),
        ("Story Created: Aug 7,2012 at 9:56 AM AKDT", date(2012, 8, 7)),
        ("KYODO NEWS - Jul 24, 2024 - 16:52", date(2024, 7, 24)),
        ("Updated - June 19, 2024 09:47 pm IST - VIRUDHUNAGAR", date(2024, 6, 19)),
        ("La Paz - 14 NOV 2026 - 20:51 CET", date(2026, 11, 14)),
        ("Las Palmas de Gran Canaria - 27 NOV 2026 - 18:21 CET", date(2026, 11, 27)),
        ("12 January 2010 @ 09:29 pm", date(2010, 1, 12)),
        ("Aired: Friday 5 January 2024, 07:00 local", date(2024, 1, 5)),
        ("By Ann Lee\n12 January 2010 @ 09:29 pm", date(2010, 1, 12)),
        ("Por Ana Ruiz y Eva Sol, g1\n25/01/2026 18h22 Atualizado há 40 minutos", date(2026, 1, 25)),
        ("09/06/2025 07H12", None),
        ("Published March 12, 2025   Updated about 4 hours ago", date(2025, 3, 12)),
        ("Originally published May 3, 2024", date(2024, 5, 3)),
        ("Posted by Ann | 3 May 2024 | Updated: 13 May 2024", date(2024, 5, 3)),
    ],
)
def test_when_it_was_posted_below_more_than_a_headline_is_no_sentence(line: str, day: date | None) -> None:
    article = article_from_text(NEAR_TOP.format(line))
    assert article.published == day
    told = [sentence.text for sentence in number_sentences(article)]
    assert told == [sentence.text for sentence in number_sentences(article_from_text(NEAR_TOP.format("")))]


def test_hours_of_several_days_may_head_what_happened() -> None:
    lines = "3 May 2026, 08:10\n\nA bomb hit a market.\n\n4 May 2026, 09:20"
    told = [sentence.text for sentence in number_sentences(article_from_text(NEAR_TOP.format(lines)))]
    assert {"3 May 2026, 08:10", "4 May 2026, 09:20"} <= set(told)
    lines = "Posted: 3 May 2026\n\nA bomb hit a market.\n\nPosted: 4 May 2026"
    told = [sentence.text for sentence in number_sentences(article_from_text(NEAR_TOP.format(lines)))]
    assert {"Posted: 3 May 2026", "Posted: 4 May 2026"} <= set(told)
    lines = "Posted: 4 May 2026\nOriginally published: 3 May 2026"
    told = [sentence.text for sentence in number_sentences(article_from_text(NEAR_TOP.format(lines)))]
    assert not any("May" in one for one in told)


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE | 14 Dead After Kabul Blast",
        "From Kabul To Herat Bombs Kill Twelve",
        "By Monday 14 Were Dead",
        "Kabul Airport Attack | August 26, 2021",
        "Murder Suspect / Victim Were Married",
    ],
)
def test_a_second_headline_stays_a_sentence(line: str) -> None:
    article = article_from_text(f"Twelve die in Kabul blast\n\n{line}\n\n{PROSE}\n\nMore followed.")
    assert (number_sentences(article)[1].text, article.published) == (line, None)


def test_when_it_was_published_goes_before_when_it_was_updated_and_what_day_the_page_was_saved() -> None:
    lines = ("Last updated: 12 June 2025", "Thursday, June 26, 2025", "First published: 3 May 2019")
    for count, day in ((1, date(2025, 6, 12)), (2, date(2025, 6, 26)), (3, date(2019, 5, 3))):
        text = "\n".join(("Blast kills twelve", *lines[:count], PROSE))
        assert article_from_text(text).published == day


@pytest.mark.parametrize(
    ("prose", "day"),
    [
        (
            "La Fiscalía elevó este martes a 11 el número de personas asesinadas en el ataque del domingo.",
            date(2025, 2, 11),
        ),
        (PROSE, None),
    ],
)
def test_the_day_comes_first_but_in_english(prose: str, day: date | None) -> None:
    assert article_from_text(f"Suben a 11 los muertos\n\n11/02/2025 | 17:26 hrs\n\n{prose}").published == day


@pytest.mark.parametrize(
    ("line", "is_author"),
    [
        ("LUCÍA BERNAD", True),
        ("REDACCIÓN BOGOTÁ", True),
        ("Lucía Bernad", False),
        ("LUCÍA BERNAD MURIÓ HOY EN CASA", False),
        ("ZARAGOZA 2023", False),
    ],
)
def test_a_name_in_capitals_right_above_a_date_is_no_prose(line: str, *, is_author: bool) -> None:
    above = "Muere una mujer en un incendio\n\nOnce personas han sido atendidas."
    text = f"{above}\n\n{line}\nZaragoza. 22 ENE 2023\n\n{PROSE}"
    sentences = [one.text for one in number_sentences(article_from_text(text))]
    assert (line not in sentences) is is_author


@pytest.mark.parametrize(
    ("role", "is_author"),
    [("Corresponsal", True), ("Sports reporter · Bay Daily Herald ·", True), ("Corresponsales heridos en Lima", False)],
)
def test_a_name_over_what_its_bearer_is_is_no_prose(role: str, *, is_author: bool) -> None:
    text = f"Muere una mujer en un incendio\n\nOnce personas han sido atendidas.\n\nAlfonso Villegas\n{role}\n\n{PROSE}"
    sentences = [one.text for one in number_sentences(article_from_text(text))]
    assert ("Alfonso Villegas" not in sentences) is is_author


def test_a_headline_may_tell_when_it_was_posted() -> None:
    article = article_from_text(f"Girl shot in Flint, police say Posted: Monday, June 22, 2015 4:50 PM EDT\n\n{PROSE}")
    assert (article.title, article.published) == ("Girl shot in Flint, police say", date(2015, 6, 22))


def test_a_line_that_only_tells_when_it_was_posted_is_no_headline() -> None:
    article = article_from_text(f"Article posted on 08.07.2012\n{PROSE}")
    assert (article.title, article.published) == (None, date(2012, 7, 8))


def test_a_date_with_a_place_is_no_headline() -> None:
    article = article_from_text(f"March 14, 2013 - UNITED STATES -\n{PROSE}")
    assert (article.title, article.published) == (None, date(2013, 3, 14))
    assert number_sentences(article)[0].text == "March 14, 2013 - UNITED STATES -"


def test_an_address_goes_before_a_date_line_further_down() -> None:
    text = NEAR_TOP.format("March 14,2013 at 11:51 AM")
    assert article_from_text(text, url="http://a.example/2013/03/15/x").published == date(2013, 3, 15)


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("Published: November 15, 2026\nKindly share this story: Facebook | X", date(2026, 11, 15)),
        ("Last updated: November 15, 2026", None),
        ("Bus falls\nPublished: November 2, 2026\nBoat sinks\nPublished: October 30, 2026", None),
        ("The review was published on November 15, 2026, and tells of more.", None),
        ("Published on November 15, 2021, the review tells of more.", None),
        ("(Reporting by Ann Lee; editing by Bob Roy)\nFeb 23, 2024 2:14 PM GMT", date(2024, 2, 23)),
        ("It was sad, he wrote.\nFeb 23, 2024 2:14 PM GMT", None),
        ("AAP\n\n18 June 2026", date(2026, 6, 18)),
        ("(AP/Reuters)\n18 June 2026", date(2026, 6, 18)),
        ("— with dpa\n18 June 2026", date(2026, 6, 18)),
        ("AAPA\n18 June 2026", None),
        ("Bomb kills 40 in Kano\nPublished 15 November 2021", None),
        ("Ann Lee\nPosted on November 15, 2021\nSad.", None),
    ],
)
def test_a_line_at_the_end_may_tell_when_it_was_posted(end: str, day: date | None) -> None:
    text = "\n\n".join(["Twelve die in Kabul blast", *[PROSE] * LINES, end])
    assert article_from_text(text).published == day


def test_abroad_the_day_comes_first() -> None:
    assert article_from_text(f"Publicado: 02/11/2026 19:44\n\n{PROSE}").published == date(2026, 11, 2)
    assert article_from_text(f"Published: 02/11/2026 19:44\n\n{PROSE}").published is None


@pytest.mark.parametrize(
    "issued", ["Issued on March 3, 2019, the warrant", "Issued by a court on March 3, 2019, the warrant"]
)
def test_when_a_warrant_was_issued_is_no_day_of_publication(issued: str) -> None:
    article = article_from_text(f"Court seeks arrest of militia leader\n\n{issued} named five men.\n\n{PROSE}")
    assert article.published is None


def test_a_date_before_an_outlet_with_a_remark_is_the_day_and_ends_the_headline() -> None:
    day = "13/05/2025 09:12:44 — Kiskeya Info (translated from the French)"
    article = article_from_text(f"Haiti - Insecurity: Twelve die in blast\n{day}\n\n{PROSE}\nMore followed.")
    assert (article.title, article.published) == ("Haiti - Insecurity: Twelve die in blast", date(2025, 5, 13))


@pytest.mark.parametrize(
    "notice",
    [
        "We value your privacy\nWe and our 847 partners store information on a device.\n[Accept all]  [Reject all]",
        "Skip to content",
        "An official website of the United States government. Here's how you know",
        "Le respect de votre vie privée est notre priorité\nAvec nos 612 partenaires, nous utilisons des cookies.",
        "Wir verwenden Cookies.\nAlle akzeptieren | Ablehnen",
        "Valoramos tu privacidad\nAceptar | Rechazar",
        "*You are receiving this because you signed up. [View in browser]*",
        "Please enable Javascript to watch this video",
        "Sign up for one of our email newsletters.",
        "Follow KANOTV.COM: Facebook | Twitter",
    ],
)
def test_what_asks_for_consent_is_no_headline_and_no_sentence(notice: str) -> None:
    text = f"{notice}\n\nBlast kills twelve people in a Kano market\n\n2 March 2026\n\n{PROSE}"
    article = article_from_text(text)
    assert article.title == "Blast kills twelve people in a Kano market"
    assert article.published == date(2026, 3, 2)
    assert number_sentences(article)[0].text == "Blast kills twelve people in a Kano market"
    assert article.text == text


def test_a_text_of_nothing_but_a_notice_is_kept() -> None:
    assert number_sentences(article_from_text("We value your privacy"))


def test_an_issue_is_dated_beside_what_it_reports_on() -> None:
    text = f"Situation Report No. 7\nReporting period: 1–14 March 2026 | Issued: 17 March 2026, Bunia\n\n{PROSE}"
    assert article_from_text(text).published == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("line", "end", "day"),
    [
        ("Thu, Jan 22 | 7:05 AM", "© 2026 WIDN-TV. A Crossroads station.", date(2026, 1, 22)),
        ("Posted Thursday, January 22", "Copyright 2012-2026 Crossroads Media", date(2026, 1, 22)),
        ("Thu, Jan 22 | 7:05 AM", "© 2025 WIDN-TV", None),
        ("Jan 22 | 7:05 AM", "© 2026 WIDN-TV", None),
        ("Thu, Jan 22 | 7:05 AM", "© 2026 WIDN-TV. Photo © 2019 Getty Images", None),
        ("Thu, Jan 22 | 7:05 AM", "© 2026-present WIDN-TV", None),
        ("Vigil for the clerk: Thu, Jan 22, at 7:05 PM", "© 2026 WIDN-TV", None),
    ],
)
def test_a_weekday_without_a_year_is_that_of_the_copyright_s_year(line: str, end: str, day: date | None) -> None:
    text = f"Clerk shot in holdup at gas station\n\n{line}\n\nA clerk was shot late on Wednesday.\n\n{end}\n"
    article = article_from_text(text)
    assert (article.published, article.published_basis) == (day, "retrieved" if day else None)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("The Mountain Ledger\nNews > Crime", "One dead in stabbing outside a bar"),
        ("The Mountain Ledger\nLOCAL NEWS", "One dead in stabbing outside a bar"),
        ("The Mountain Ledger", "The Mountain Ledger"),
        ("The Mountain Ledger\n\n3 May 2026", "One dead in stabbing outside a bar"),
        ("a0123 r w BC-Pakistan-Blast 1stLd-Writethru 05-12 0412", "One dead in stabbing outside a bar"),
        ("Terror At Sunrise\nNews > Crime", "Terror At Sunrise"),
    ],
)
def test_a_paper_s_name_over_its_sections_is_no_headline(above: str, title: str) -> None:
    article = article_from_text(f"{above}\n\nOne dead in stabbing outside a bar\n\nA man of 29 was stabbed in May.\n")
    assert article.title == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Our Correspondents | Patna | 16.02.26, 05:12 AM", date(2026, 2, 16)),
        ("Our Correspondent Published November 26, 2026", date(2026, 11, 26)),
        ("Tahir Khan | Dawn.com Published November 26, 2026 Updated November 27, 2026 09:11am", date(2026, 11, 26)),
        ("Health Ministry Published November 26, 2026 figures on the toll.", None),
        ("Makassar   ●   Sun, February 2, 2025", date(2025, 2, 2)),
        ("Patna | 16.02.26 crore", None),
        ("Kim Zetter | Security | 11.03.14 6:30 AM", None),
        ("By Ada Obi    November 23, 2026    Reading Time: 3 mins read", date(2026, 11, 23)),
        ("Radio Tamazuj - Malakal, 25 Nov 2026", date(2026, 11, 25)),
        ("AFP — Banjarnegara (Indonesia), Nov 27, 2026", date(2026, 11, 27)),
        ("22/11/2026 14:20 Xóchitl Ávila / Correspondent", date(2026, 11, 22)),
        ("FARGO, N.D. | Sunday, Nov. 29, 2026, 7:30 p.m.", date(2026, 11, 29)),
        ("Frankfurt, 24. November 2026, 18:10 Uhr – von Jan Moor", date(2026, 11, 24)),
        ("Victims of September 11, 2001", None),
        ("Concert for the Victims, December 10, 2026", None),
        ("Radio Tamazuj - Malakal, 25 or 26 Nov 2026", None),
        ("Killed In Malakal - List, 25 Nov 2026", None),
    ],
)
def test_lines_of_a_day_and_of_names_tell_when_it_was_posted(line: str, day: date | None) -> None:
    text = f"Five women crushed in temple rush\n\n{line}\n\nFive women were killed in a stampede on Sunday.\n"
    assert article_from_text(text).published == day


def test_a_line_of_when_and_by_whom_and_when_again_tells_the_day() -> None:
    line = "POSTED 6:02 AM, MARCH 17, 2016, BY WEB STAFF, UPDATED AT 08:35AM, MARCH 18, 2016"
    article = article_from_text(f"Man shot by police in Aurora\n\n{line}\n\nA man was shot by police overnight.\n")
    assert article.published == date(2016, 3, 17)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Menu\nNews   Weather   Sports\n58° Lyons", "Third victim dies after shooting at lounge"),
        (
            "THE TOOMBS COUNTY SENTINEL\nServing Lyons and Vidalia since 1921",
            "Third victim dies after shooting at lounge",
        ),
        ("The Post\nRead without limits. Subscribe", "Third victim dies after shooting at lounge"),
        ("Diario del Sur\nNacional > Región de los Lagos", "Third victim dies after shooting at lounge"),
        ("AidWeb\nNews and Press Release | Nepal + 1 more", "Third victim dies after shooting at lounge"),
        ("MONSTER SWIM COACH CAGED FOR 19 YEARS", "MONSTER SWIM COACH CAGED FOR 19 YEARS"),
        ("Two die in blast at mill", "Two die in blast at mill"),
    ],
)
def test_a_headline_over_its_byline_is_the_title_below_a_page_s_menu(above: str, title: str) -> None:
    text = f"{above}\n\nThird victim dies after shooting at lounge\n\nBy Hoyt Brantley\n\n{PROSE}"
    assert article_from_text(text).title == title
    assert number_sentences(article_from_text(text))[-2].text == PROSE.partition(". ")[0] + "."


@pytest.mark.parametrize(("below", "title"), [("Summary", "Three dead after knife attack on train"), ("Watch", None)])
def test_the_headline_of_a_live_page_stands_over_its_summary(below: str, title: str | None) -> None:
    text = f"BBC\nLIVE\nThree dead after knife attack on train\n\n{below}\n{PROSE}"
    assert article_from_text(text).title == title


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("L'ÉCHO DU FASO\nL'information au quotidien\n\nAccueil > Actualités\n\n", True),
        ("Le Réveil drômois\n\nAccueil  Drôme  Valence\n\n", True),
        ("WCVX 5 | The Valley's News Station\nLIVE  |  Weather\n\nHome > Crime\n\n", True),
        ("IL CORRIERE DELLA VIA\nHome / Reggio Emilia / Cronaca\n", True),
        ("Gunmen killed four in Kano, police say\n\nHome > Crime\n\n", False),
        ("Gunmen shot dead in Kano\nHome > Crime\n", False),
    ],
)
def test_the_headline_stands_below_the_way_to_the_page(top: str, title: bool) -> None:
    headline = "Third victim dies after shooting in Columbus; suspect held without bond"
    assert (article_from_text(f"{top}{headline}\n\n{PROSE}\n\nMore followed.").title == headline) is title


def test_the_day_over_a_headline_is_no_sentence() -> None:
    headline = "Un trabajador muerto y decenas de lesionados: las tres versiones de la jornada de furia en Los Ángeles"
    top = f"LA TERCERA\nNacional\nJueves 21 de agosto de 2025\n\n{headline}\n\nPor Ana Ruiz\n\n"
    article = article_from_text(f"{top}{PROSE}\n\nSiguió.")
    told = [sentence.text for sentence in number_sentences(article)]
    assert (article.title, told[:2]) == (headline, ["LA TERCERA", "Nacional"])
    assert not any("2025" in one for one in told)


HEADLINE = "Twelve people killed in Kabul market blast"


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("20 NOV, 11:05", []),
        ("FOR IMMEDIATE RELEASE\nNovember 20, 2026\n\nContact: Sgt. Ann Lee, 555-0100\nann@example.org\n", []),
        ("FOR IMMEDIATE RELEASE\n", []),
        ("MEDIA STATEMENT\nOffice of the Provincial Commissioner, Kabul\n23 November 2026\n", []),
        ("Kabul Police Department\nNEWS RELEASE 2026-41\n\nNovember 20, 2026\n", ["Kabul Police Department"]),
        ("The Daily Star\nDhaka, November 24, 2026\n", []),
        ("The Daily Star\nDhaka, Tuesday, November 24, 2026\n", []),
    ],
)
def test_hours_and_releases_stand_over_the_headline(above: str, told: list[str]) -> None:
    article = article_from_text(f"{above}\n{HEADLINE}\nBy Ann Lee\n\n{PROSE}")
    sentences = [one.text for one in number_sentences(article)]
    assert (article.title, sentences[:-2]) == (HEADLINE, [*told, HEADLINE])


def test_a_paper_s_headline_may_stand_right_over_whose_report_it_is() -> None:
    article = article_from_text(
        f"The Daily Star\nDhaka, November 24, 2026\n\n{HEADLINE}\nStaff Correspondent\n\n{PROSE}"
    )
    assert (article.title, article.published) == (HEADLINE, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("20 NOV, 11:05\nA bomb went off.", None),
        ("FOR IMMEDIATE RELEASE\nA bomb went off.", None),
        ("Two Jailed For Fraud\nPRESS RELEASE", "Two Jailed For Fraud"),
        ("Press release tells of two dead", "Press release tells of two dead"),
        ("Police make contact: no one is hurt", "Police make contact: no one is hurt"),
        ("The Daily Star\nDhaka votes, November 24, 2026\n\nVoters queue for hours in Dhaka", "The Daily Star"),
    ],
)
def test_what_stands_over_no_headline(top: str, title: str | None) -> None:
    article = article_from_text(f"{top}\n\n{PROSE}")
    assert (article.title, number_sentences(article)[-1].text) == (title, "Others were hurt.")


def test_the_hour_of_what_happened_stays() -> None:
    article = article_from_text(f"20 NOV, 11:05\nA bomb went off.\n20 NOV, 11:20\n{PROSE}")
    assert [one.text for one in number_sentences(article)][:3] == ["20 NOV, 11:05", "A bomb went off.", "20 NOV, 11:20"]


TIMELINE = (
    "{first}\n\nA bomb killed 29 people in Omagh.\n\n{second}\n\nFamilies gathered on Saturday to remember them.\n"
)


@pytest.mark.parametrize("head", ["Remembering the Omagh bombing\n\n", ""])
def test_days_that_head_what_happened_are_no_day_of_publication(head: str) -> None:
    article = article_from_text(head + TIMELINE.format(first="15 August 1998", second="15 August 2026"))
    assert article.published is None
    assert [one.text for one in number_sentences(article)].count("15 August 1998") == 1


def test_an_older_story_below_leaves_the_day_of_the_article() -> None:
    text = "Bomb kills 12 in Omagh\n\n" + TIMELINE.format(first="15 August 2026", second="15 August 1998")
    assert article_from_text(text).published == date(2026, 8, 15)


@pytest.mark.parametrize("heading", ["Comments (2)", "3 comments", "Related", "Most read", "More on this story"])
def test_what_others_posted_is_no_day_of_publication(heading: str) -> None:
    posted = "Ann Lee\nPosted on 5 May 2026 at 10:15\nSad."
    text = f"Bomb kills 12\n\nIt went off at noon, police said.\n\n{heading}\n\n{posted}"
    assert article_from_text(text).published is None
    assert article_from_text(text.replace(heading, "Police said.")).published == date(2026, 5, 5)


@pytest.mark.parametrize("day", ["1404/12/12 - 10:20", "3/03/2569", "3 March 2062"])
def test_years_of_other_calendars_are_none(day: str) -> None:
    assert article_from_text(f"Bomb kills 12 in Kabul\nPublished: {day}\n\nIt went off at noon.\n").published is None
