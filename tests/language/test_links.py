"""Lines that only lead to other articles."""

import pytest

from summarizer.language.links import find_linked


@pytest.mark.parametrize(
    ("texts", "linked"),
    [
        (["A boy was shot.", "Related: Police: 5 officers dead in Dallas", "He is well."], [1]),
        (["RELATED ARTICLES: Mother grieves | Bond is set", "Also this weekend a man was shot."], [0]),
        (["He died.", "Related Stories:", "2 teenagers killed in 2 days", "Copyright 2016 by WDRB."], [1, 2]),
        (["You May Also Be Interested In These Stories"], [0]),
        (["Lea también: Tres muertos en Cali", "Le puede interesar:", "Dos heridos en Pasto", "Llegó."], [0, 1, 2]),
        (["Related:", "10:20 Three people shot dead, police say", "He saw it"], [0]),
        (["Llegó.", "Lo último", "06:12 Terremoto político", "05:15 Muere un hombre", "Diga"], [1, 2, 3]),
        (["Latest", "10:20 Three people were shot dead, police say.", "He saw it"], [0]),
        (["Related:", "Five people were killed in Kabul (Reuters)", "Kabul"], [0]),
        (["Related", "One", "Two", "Three", "Four", "Five", "Six"], [0, 1, 2, 3, 4, 5]),
        (["Related: The same gunman shot two women before, police said."], []),
        (["Related to the boy: an aunt and two cousins."], []),
        (["He died.", "Related Coverage Father and two children found dead in home", "He is well."], [1]),
        (["Related News Corp assets were sold on Monday."], []),
        (["Police read more of the letter in court.", "See also how it began."], []),
        (["Two related stories: one is false."], []),
        (["MORE LOCAL NEWS", "> Three hurt when van overturns near Cookeville", "It was dark."], [0, 1]),
        (["À lire aussi : Neige : deux morts à Thiers", "Mehr zum Thema", "– Zwei Tote in Kassel"], [0, 1, 2]),
        (["Leia também: Três mortos em Piauí", "More local news came in at six, a clerk said."], [0]),
        (["All rights reserved.", "Trending Stories", "> Two hurt in rollover", "Top stories are told."], [1, 2]),
        (["Top stories", "Four people shot dead in Reno"], []),
        (["0:47 Driver shot to death in Selma Pause", "1:45 Four shot", "1:30 a.m. Shots fired", "He"], [0, 1]),
        (["0:47 Driver shot to death in Selma", "1:45 Four shot at party"], []),
        (["He died.", "Sponsored: 7 ideas that pay off", "Hot Opinion", "Our town is ill - editorial"], [1, 2, 3]),
        (["He died.", "- list 2 of 4: At least 71 dead in lorry crash", "A list of 4 items"], [1]),
        (["A.", "He died.", "It was late.", "COMMENTS (2)", "Ann: 4 dead, I heard."], [3, 4]),
        (["COMMENTS (2)", "Two men were shot dead.", "It was late.", "He died.", "He is held."], []),
        (["He died.", "COMMENT.", "There were five more, the navy said."], []),
        ([], []),
    ],
)  # fmt: skip
def test_which_lines_are_links(texts: list[str], linked: list[int]) -> None:
    assert list(find_linked(texts)) == linked
