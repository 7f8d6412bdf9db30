"""Which language a text is in: English by its commonest words, else what py3langid recognises."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pycountry

from summarizer.language.wording import Wording

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

_READ = 1_000
_LEAST_LETTERS = 8
_SURE = 0.7
_NOT_ENGLISH = 0.005
"""What English may have at most where the likeliest language is taken although another is nearly as likely. Of 366
headlines and 3,708 short sentences in English one has less; Serbian, of which Croatian takes half, has a millionth.
"""
_LANGUAGES = tuple(
    """
    am ar az bg bn ca cs da de el en es et fa fi fr gl gu ha he hi hr hu hy id it ja ka kk km ko lo lt lv mk ml
    mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh
    """.split()  # noqa: SIM905 - a list of quoted codes is unreadable
)
"""The languages of most news. Their smaller relatives would take a share of every short text's probability."""
_ENGLISH = Wording(r"(?i)\b(?:the|and|was|were|said|with|that|from|has|have)\b", "The", "then")
_ENGLISH_WORDS = 3


def recognise(text: str) -> str | None:
    """The ISO 639 code of the language ("en", "es"), by the first thousand characters.

    None where too few letters or too much doubt are there to tell, and it may be English. Most articles are English and
    full of "the" and "said": for these the recogniser is not loaded, which takes more than a second. White space counts
    as one blank, so that an article's text and its sentences are one text, and looked at once.
    """
    start = " ".join(text[: 2 * _READ].split())[:_READ]
    words = {word.casefold() for word in _ENGLISH.findall(start)}
    if "the" in words and len(words) >= _ENGLISH_WORDS:
        return "en"
    if sum(map(str.isalpha, start)) < _LEAST_LETTERS:
        return None
    return _classify(start)


def is_english(sentence: str) -> bool:
    """Whether a sentence of an article in another language is in English: it has two of its commonest words."""
    return len({word.casefold() for word in _ENGLISH.findall(sentence)}) > 1


@lru_cache(maxsize=256)
def _classify(start: str) -> str | None:
    ranked = _identifier().rank(start.casefold() if start.isupper() else start)
    code, probability = ranked[0]
    return str(code) if probability >= _SURE or dict(ranked)["en"] < _NOT_ENGLISH else None


def name_language(code: str) -> str:
    """The English name of a language ("Spanish"); the code itself where it has none."""
    known = pycountry.languages.get(**{f"alpha_{len(code)}": code}) if len(code) in {2, 3} else None
    return str(known.name).partition(" (")[0] if known else code


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - lazy: loads numpy and a model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
