import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.evidence.facts import read_facts
from summarizer.language import recognising
from summarizer.language.recognising import is_english, name_language, recognise
from summarizer.language.rules import ENGLISH, SPANISH, rules_of

TEXTS = {
    "en": "A bomb exploded at the market and five people were killed, police said.",
    "es": "Una bomba estalló en el mercado y cinco personas murieron, informó la policía de la ciudad.",
    "fr": "Une bombe a explosé sur le marché et cinq personnes ont été tuées, a déclaré la police.",
    "de": "Eine Bombe ist auf dem Markt explodiert, fünf Menschen kamen ums Leben, teilte die Polizei mit.",
    "pt": "Uma bomba explodiu no mercado e cinco pessoas morreram, informou a polícia da cidade.",
    "ar": "قتل تسعة أشخاص على الأقل وأصيب 23 آخرون يوم الثلاثاء عندما انفجرت سيارة مفخخة قرب فندق",
    "ru": "Пять человек погибли в результате взрыва бомбы на рынке, сообщила полиция города.",
    "zh": "警方称，市场发生炸弹爆炸，造成五人死亡，另有二十三人受伤，当局正在调查事件原因，没有组织声称对此负责。",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=TEXTS)
def test_it_knows_the_language(code: str, text: str) -> None:
    assert recognise(text) == code


def test_a_text_in_capitals_is_known() -> None:
    assert recognise("A BOMB EXPLODED AT THE MARKET AND FIVE PEOPLE WERE KILLED, POLICE SAID.") == "en"
    assert recognise(TEXTS["es"].upper()) == "es"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Взрыв в Киеве: 4 погибших"),
        ("ar", "مقتل 5 في بغداد"),
        ("ja", "東京で火事、2人死亡"),
        ("de", "Zwei Tote bei Unfall auf A8."),
        ("id", "Gempa di Cianjur, 5 tewas"),
        ("hr", "Najmanje 15 ljudi poginulo je u padu nadstrešnice na stanici u Novom Sadu, saopštila je policija."),
        ("ca", "Quatre persones han mort en un accident a l'AP-7 aquest dijous, segons els Mossos d'Esquadra."),
    ],
)
def test_a_short_text_or_one_of_two_like_languages_is_not_taken_for_english(code: str, text: str) -> None:
    assert recognise(text) == code


@pytest.mark.parametrize(
    "text", ["Kabul blast: 12 killed", "Gunmen kill 5", "Lagos: Boko Haram kills 20", "Delta digest"]
)
def test_a_short_text_that_may_be_english_is_of_no_other_language(text: str) -> None:
    assert recognise(text) in (None, "en")


def test_a_sentence_in_english_is_told_by_its_words() -> None:
    assert is_english("Three people were killed in Lyon on Thursday, police said.")
    assert not is_english("Trois personnes ont été tuées à Lyon, a déclaré la police.")


@pytest.mark.parametrize("text", ["", "12 34 56 78", "Two killed", "Kyiv", "…" * 500])
def test_too_little_is_no_language(text: str) -> None:
    assert recognise(text) is None


def test_only_the_beginning_is_read() -> None:
    assert recognise(TEXTS["en"] * 20 + TEXTS["fr"] * 500) == "en"


def test_an_article_and_its_sentences_are_looked_at_once() -> None:
    paragraphs = [f"{TEXTS['fr']} {TEXTS['fr']}\nLe bilan est de {number} morts." for number in range(20)]
    before = recognising._classify.cache_info().misses
    article = article_from_text("\n\n".join(paragraphs))
    sentences = number_sentences(article)
    assert read_facts(sentences, article.text).language == "fr"
    assert recognising._classify.cache_info().misses == before + 1


@given(st.text(max_size=80))
def test_it_takes_any_text(text: str) -> None:
    assert recognise(text) is None or name_language(recognise(text) or "")


@pytest.mark.parametrize(
    ("code", "name"), [("es", "Spanish"), ("el", "Modern Greek"), ("pcm", "Nigerian Pidgin"), ("zz", "zz"), ("", "")]
)
def test_names_of_languages(code: str, name: str) -> None:
    assert name_language(code) == name


@pytest.mark.parametrize(("code", "rules"), [(None, ENGLISH), ("en", ENGLISH), ("es", SPANISH)])
def test_rules_by_language(code: str | None, rules: object) -> None:
    assert rules_of(code) is rules


def test_a_language_without_rules_has_its_own_numbers() -> None:
    assert rules_of("ru").code == rules_of("sv").code == ""
    assert [number.range.low for number in rules_of("ru").find_numbers("12 тысяч человек")] == [12_000]
    assert rules_of("sv") is rules_of("sv")
