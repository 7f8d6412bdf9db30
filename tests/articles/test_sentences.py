"""Sentences: planted offsets, marks, odd line ends, and the property that nothing but white space is lost."""

import re
import time

import pytest
from checkout import SEED
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import LENGTH_LIMIT, WINDOW, number_sentences
from summarizer.values import Article


def make_article(text: str, *, path: str | None = None, spans: tuple[tuple[int, int], ...] | None = None) -> Article:
    return Article(article_id="0", path=path, sha256="0", text=text, body_spans=spans or ((0, len(text)),))


def split(text: str, path: str | None = None) -> list[str]:
    return [sentence.text for sentence in number_sentences(make_article(text, path=path))]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def check_invariants(article: Article) -> None:
    sentences = number_sentences(article)
    assert [sentence.number for sentence in sentences] == list(range(1, len(sentences) + 1))
    cursor = 0
    for sentence in sentences:
        assert cursor <= sentence.start < sentence.end
        assert sentence.text == article.text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip()
        assert len(sentence.text) <= LENGTH_LIMIT
        assert any(start <= sentence.start and sentence.end <= end for start, end in article.body_spans)
        cursor = sentence.end


def test_seed_gives_24_sentences_and_no_header() -> None:
    article = article_from_text(SEED.read_text(encoding="utf-8"))
    sentences = number_sentences(article)
    assert len(sentences) == 24
    assert sentences[0].text == ("At least 60 civilians killed and 140 injured in twin blasts outside Kabul airport")
    assert sentences[0].start == 17
    assert sentences[19].text.startswith("Earlier, McKenzie had confirmed that 12 American service members")
    check_invariants(article)


@pytest.mark.parametrize(
    "text",
    [
        "The blast came at 5 a.m. Tuesday in the old town.",
        "It struck at 10:30 p.m. on Thursday near the gate.",
        "At 7 P.M. August 3 two men fled.",
        "The shots fell at 9 a.m. GMT in the port.",
        "It went off at 6 p.m. Kabul time outside a bank.",
        "A soldier of Ft. Hood was shot.",
        "Spc. Smith and Pte. Jones were hurt.",
        "Lt.-Col. Reed told Ald. Moss of it.",
        "Sen. Chuck Schumer, D-N.Y., would come.",
        "The dead are Md. Karim, Mohd. Iqbal and Smt. Kamla of Brgy. Salman, said Sub-Insp. Rao and Engr. Musa.",
        "Dist. Atty. Larry Krasner went to Sault Ste. Marie by Jct. 5 of the road.",
        "The spokesman, DSP. Mansir Hassan, said two men of Rafi Local Govt. Area were shot.",
    ],
)
def test_abbreviations_end_no_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "He left at 6 p.m. The bomb went off.",
        "It was 6 p.m. Police came.",
        "He swam to the raft. Smith drowned.",
        "It happened at 5 p.m. NATO said it was investigating.",
        "It began at 5:30 p.m. FARC rebels attacked the village.",
        "The gunman was held at 5 p.m. Sunday's attack was the third.",
        "They came at 5 p.m. Sunday was quiet.",
        "The curfew ended at 6 a.m. June Smith said she saw it.",
    ],
)
def test_a_time_of_day_may_end_a_sentence(text: str) -> None:
    assert len(split(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "114 people fell ill. Prosecutors say a well was poisoned.",
        "He was seriously ill. A nun slipped out.",
        'Most drowned in May. "Cold kills them," said Rys.',
        "Nobody warned me. Then the wall fell.",
        "A video was posted on X. Gunmen stormed the village.",
        "He was told by the DSP. The men fled.",
    ],
)
def test_words_that_look_like_abbreviations_end_a_sentence(text: str) -> None:
    assert len(split(text)) == 2


@pytest.mark.parametrize("text", ["Flight no. A320 was late.", "It fell in May. 4 is the number."])
def test_words_that_look_like_abbreviations_may_go_on(text: str) -> None:
    assert split(text) == [text]


def test_the_mark_of_a_picture_is_no_sentence() -> None:
    picture = "![a map](https://a.example/map.png)"
    assert split(f"Two died.\n\n{picture}\n\nStop! [Applause.]") == ["Two died.", picture, "Stop!", "[Applause.]"]


def test_offsets_of_planted_sentences() -> None:
    sentences = number_sentences(make_article("Mr. Smith died.  Twelve were hurt!\n\nPolice came"))
    assert [(sentence.number, sentence.start, sentence.end) for sentence in sentences] == [
        (1, 0, 15),
        (2, 17, 34),
        (3, 36, 47),
    ]


def test_offsets_are_code_points() -> None:
    sentences = number_sentences(make_article("😀 Blast in Bogotá. 😀 Twelve died."))
    assert [(sentence.start, sentence.end) for sentence in sentences] == [(0, 18), (19, 33)]


@pytest.mark.parametrize("text", ["", " \n\t\u2028 "])
def test_white_space_has_no_sentences(text: str) -> None:
    assert split(text) == []


def test_single_line_end_stays_in_its_sentence() -> None:
    assert split("Twelve died\nin Kabul. It rained.") == ["Twelve died\nin Kabul.", "It rained."]


@pytest.mark.parametrize("gap", ["\n\n", "\n \t\n", "\r\n\r\n", "\r\r", "\u2028\u2028", "\u2029", "\n\r\n\n"])
def test_paragraph_ends_a_sentence_without_a_full_stop(gap: str) -> None:
    assert split(f"Bomb kills twelve{gap}Police said so") == ["Bomb kills twelve", "Police said so"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_one_line_end_is_no_paragraph(line_end: str) -> None:
    assert len(split(f"bomb kills{line_end}twelve people")) == 1


def test_text_outside_the_body_is_not_numbered() -> None:
    text = "HEADER one. Body two. DATELINE Body three."
    sentences = number_sentences(make_article(text, spans=((12, 22), (31, 42))))
    assert [(sentence.start, sentence.text) for sentence in sentences] == [(12, "Body two."), (31, "Body three.")]


MARKDOWN = """# Bomb kills 12
Police said so. It rained.
- first item
- second item
  goes on. And on.

* starred

> Quoted words that
> run on. Then end.

Setext title
============
Twelve - or more - died. #hashtag -5 degrees

***
Last."""


def test_marks_are_no_part_of_sentences_in_markdown() -> None:
    assert split(MARKDOWN, "a.MD") == [
        "Bomb kills 12",
        "Police said so.",
        "It rained.",
        "first item",
        "second item\n  goes on.",
        "And on.",
        "starred",
        "Quoted words that\n> run on.",
        "Then end.",
        "Setext title",
        "Twelve - or more - died.",
        "#hashtag -5 degrees",
        "Last.",
    ]
    check_invariants(make_article(MARKDOWN, path="a.md"))


def test_marks_are_prose_elsewhere() -> None:
    assert split("# Bomb kills 12\n\n- item", "a.txt") == ["# Bomb kills 12", "- item"]
    assert split("# Bomb kills 12") == ["# Bomb kills 12"]


def test_marks_of_extracted_lists_are_left_out() -> None:
    assert split("Title\n\n- item", "a.html") == ["Title", "item"]


@pytest.mark.parametrize("bullet", ["•", "●", "▪", "■", "◦", "★", "➤", "(2)", "3)"])
@pytest.mark.parametrize("path", [None, "a.md"])
def test_sentences_of_a_bulleted_item_are_told_apart(bullet: str, path: str | None) -> None:
    text = f"Police said:\n\n{bullet} Ten died. Two fled.\n{bullet} One hid. {bullet} He lives."
    one, two, three = (f"{bullet} {said}" for said in ("Ten died.", "One hid.", "He lives."))
    assert split(text, path) == ["Police said:", one, "Two fled.", two, three]
    assert split(f"{bullet} Ten killed in Kabul\n{bullet} Two held in Herat", path) == [
        f"{bullet} Ten killed in Kabul",
        f"{bullet} Two held in Herat",
    ]


@pytest.mark.parametrize("mark", ["#", "- ", ">", "> ", "---", "***", "# # #"])
def test_marks_alone_are_no_sentence_in_markdown(mark: str) -> None:
    assert split(f"One died.\n{mark}\n\nTwo died.", "a.md") == ["One died.", "Two died."]


def test_long_sentence_is_split_at_white_space() -> None:
    text = "word " * 1000
    parts = split(text)
    assert len(parts) == 4
    assert all(len(part) <= LENGTH_LIMIT and part.endswith("word") for part in parts)
    assert squeeze("".join(parts)) == squeeze(text)


def test_long_quotation_is_split_after_a_stop() -> None:
    text = '"' + "we will not forget them, ever. " * 60 + '"'
    parts = split(text)
    assert len(parts) == 2
    assert parts[0].endswith("ever.")
    assert parts[1].startswith("we will")


def test_long_sentence_without_white_space_is_split_hard() -> None:
    assert [len(part) for part in split("x" * (2 * LENGTH_LIMIT + 7))] == [LENGTH_LIMIT, LENGTH_LIMIT, 7]


def test_sentence_of_the_limit_is_left_whole() -> None:
    assert len(split("x " * (LENGTH_LIMIT // 2 - 1) + "xx")) == 1


def test_lone_surrogate_is_kept() -> None:
    assert split("A \ud83d died. Two hurt.") == ["A \ud83d died.", "Two hurt."]


PIECES = st.sampled_from(
    [
        "Mr. ",
        "Twelve died. ",
        "U.S. ",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\u2029",
        "\n\n",
        '"',
        "”",
        " ",
        "\xa0",
        "# ",
        "> ",
        "- ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=60).map("".join))


@settings(max_examples=200)
@given(TEXTS)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    article = make_article(text)
    check_invariants(article)
    assert squeeze("".join(sentence.text for sentence in number_sentences(article))) == squeeze(text)


@settings(max_examples=200)
@given(TEXTS)
def test_nothing_but_marks_is_lost_in_markdown(text: str) -> None:
    article = make_article(text, path="a.md")
    check_invariants(article)
    kept = "".join(sentence.text for sentence in number_sentences(article))
    assert re.sub(r"[\s#>*+=_-]+", "", kept) == re.sub(r"[\s#>*+=_-]+", "", text)


@settings(max_examples=30)
@given(TEXTS.filter(bool))
def test_nothing_is_lost_between_windows(text: str) -> None:
    article = make_article(text * (2 * WINDOW // len(text) + 2))
    check_invariants(article)
    assert squeeze("".join(sentence.text for sentence in number_sentences(article))) == squeeze(article.text)


def test_a_paragraph_longer_than_a_window_has_the_sentences_it_would_have_in_parts() -> None:
    told = [f"Mr. Smith said that {number} people died in the U.S. (so he said)." for number in range(1000)]
    assert len(" ".join(told)) > 5 * WINDOW
    assert split(" ".join(told)) == told


@pytest.mark.parametrize("unit", ["木曜日、カブールで六十人が死亡した。", "“A. "])
def test_long_paragraphs_without_spaces_or_with_open_quotes_take_no_minutes(unit: str) -> None:
    begun = time.thread_time()
    number_sentences(make_article(unit * (600_000 // len(unit))))
    assert time.thread_time() - begun < 8


@pytest.mark.parametrize(
    "unit",
    ["The quick brown fox, Mr. Smith said. ", "\n ", "x", "> a\n", "- ", "# \n", '"(', "A.\n\n", " ", "> > ", "- - x "],
)
@pytest.mark.parametrize("path", [None, "a.md"])
def test_time_is_linear_enough(unit: str, path: str | None) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000] + "."
    number_sentences(make_article(text[:1_000], path=path))  # loads what is loaded once
    begun = time.thread_time()
    number_sentences(make_article(text, path=path))
    assert time.thread_time() - begun < 2


def test_abbreviations_are_those_of_the_language() -> None:
    text = "Según el gral. López, hay 18 muertos en el país. La Sra. Ruiz, de EE. UU., murió en el acto el jueves."
    sentences = number_sentences(article_from_text(text))
    assert [sentence.text.split()[-1] for sentence in sentences] == ["país.", "jueves."]


@pytest.mark.parametrize(
    "text",
    [
        "Nadstrešnica se srušila 1. novembra u Novom Sadu, saopštila je policija Srbije u petak.",
        "Ponad 2 tys. górników protestowało wczoraj w Warszawie przed siedzibą premiera.",
        "W Warszawie 26 listopada 2026 r. zatrzymano trzech obywateli Białorusi podejrzanych o sabotaż.",
    ],
)
def test_a_stop_before_a_small_letter_ends_no_sentence_in_other_languages(text: str) -> None:
    assert [one.text for one in number_sentences(article_from_text(text))] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Le maire de la ville, M. Dupont, et le Dr. J. Petit ont été tués hier soir dans leur maison de campagne.",
        "O corpo da vítima foi encontrado pela polícia na av. Paulista, n. 12, segundo o delegado do caso, D. Silva.",
        "Il corpo è stato trovato a S. Giovanni dai carabinieri, ha detto ieri sera l'on. Bianchi ai giornalisti.",
        "Policja przyjechała na miejsce o godz. 10.30, jak powiedział wczoraj dziennikarzom prok. Jan Kowalski.",
        "По предварительным данным полиции, пострадавшим в этой аварии было ок. 30 лет, они ехали из Москвы.",
        "Polis, gece Atatürk Cad. 12 numaradaki evde üç kişinin ölü bulunduğunu açıkladı.",
        "Am Donnerstag, 12. März, kamen in Hamburg bei einem Brand im 2. Stock eines Hauses drei Menschen ums Leben.",
        "पुलिस के प्रवक्ता डॉ. अहमद ने कहा कि 12 लोग मारे गए।",
        "وقال المتحدث باسم الوزارة د. أحمد إن 12 شخصا قتلوا في الهجوم يوم الاثنين.",
    ],
)
def test_titles_and_addresses_end_no_sentence_in_other_languages(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (
            "O ataque dos homens armados ao bairro da cidade durou 20 min.",
            "Depois eles fugiram de carro, disse a polícia.",
        ),
        ("W wypadku autobusu pod Warszawą zginęło wczoraj wieczorem 12 os.", "Policja bada przyczyny tego wypadku."),
        ("Une avalanche a emporté trois skieurs près du col.", "Les secours ont retrouvé deux corps lundi matin."),
        ("Los cuerpos de las víctimas fueron hallados en la parcela 5 B.", "La policía investiga el caso."),
        ("На позиции под городом вчера прибыл новый мотострелковый полк.", "Двенадцать военных погибли там ночью."),
    ],
)
def test_units_after_a_number_and_common_words_end_a_sentence_in_other_languages(first: str, rest: str) -> None:
    assert split(f"{first} {rest}") == [first, rest]


def test_a_day_of_the_month_may_end_a_sentence_in_german() -> None:
    text = "Das Geschäft in Hamburg hat seit gestern geschlossen, die Nummer lautet 12. Die Polizei ermittelt dort."
    assert split(text) == [text[:75], text[76:]]


def test_letters_that_stand_for_words_open_no_quotation_in_hebrew() -> None:
    text = 'צה"ל תקף הלילה בעזה. שני בני אדם נהרגו. ארה"ב גינתה את התקיפה.'
    assert split(text) == [f"{part}." for part in text.rstrip(".").split(". ")]


def test_a_sentence_in_brackets_is_one() -> None:
    assert split("(He was held on Monday.) The court said he had fled.") == [
        "(He was held on Monday.)",
        "The court said he had fled.",
    ]
    assert split("The man (His name is not known.) Lee had fled.") == ["The man (His name is not known.) Lee had fled."]


def test_a_number_and_its_stop_open_a_sentence_in_other_languages() -> None:
    text = "Yangında üç kişi hayatını kaybetti, polis açıkladı. 3. kattaki yangın söndürüldü."
    assert split(text) == [text[:51], text[52:]]


def test_a_text_in_small_letters_is_cut_in_other_languages_too() -> None:
    text = "wczoraj było tak. górnicy protestowali w warszawie przed siedzibą premiera, podała policja."
    assert [one.text for one in number_sentences(article_from_text(text))] == [text[:17], text[18:]]


def test_short_days_and_titles_end_no_sentence() -> None:
    text = "Tues. 3/3, 11:52 p.m.: a man was cut. He left on Tues. Agency head Muh. Ilyas Dg. Pasewang spoke."
    told = [one.text for one in number_sentences(article_from_text(text))]
    assert told == [
        "Tues. 3/3, 11:52 p.m.: a man was cut.",
        "He left on Tues.",
        "Agency head Muh. Ilyas Dg. Pasewang spoke.",
    ]
