"""Where: ISO 3166-1 codes of the countries an article names.

Names come from pycountry: official and common names, in English and in the languages of ``_LANGUAGES``, and the news
names of ``country_names.tsv``; those in an article's own language from Unicode CLDR, too. A state under a newer name
has the code it has today (Burma MM); one that broke up keeps its withdrawn code (Soviet Union SU). Kosovo has the
user-assigned code XK.
The parts of the United Kingdom are GB; Gaza and the West Bank are PS. Demonyms are no countries, and nothing is
guessed, so pycountry's fuzzy search is not used.
"Congo" alone is no country here: ISO means Brazzaville by it, news agencies mostly Kinshasa; places tell which.
"""

import gettext
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pycountry
from babel import Locale, UnknownLocaleError

from summarizer.language.wording import Wording, read_table

_LANGUAGES = (*("es", "fr", "de", "pt", "it", "nl", "pl", "tr", "id"), *("ru", "uk", "ar", "zh_CN", "ja", "ko"))
_SAINT = Wording(r"Saint (?:Lucia|Kitts|Vincent and)\b", "Saint Kitts", "Saint Vincent")
"""Countries that are written with "St", too; "St Vincent" alone is sooner a hospital."""
_INITIALS = 3
_BOTH_CONGOS = frozenset({"CD", "CG"})
_LONGEST_NAME = 100
_AMBIGUOUS = frozenset({"Congo", "Конго", "الكونغو", "刚果", "コンゴ", "콩고", "Kongo"})


def _read_names(*kinds: str) -> Iterator[tuple[str, list[str]]]:
    """Codes and names of the table's rows of these kinds.

    ``news``: English names that news have beside pycountry's. ``short``: the same, of which the first is the country's
    short name. ``elsewhere``: short names in other languages, of which pycountry has the full ones only.
    """
    for code, kind, names in read_table("country_names.tsv"):
        if kind in kinds:
            yield code, names.split("|")


def _fold(name: str) -> str:
    """The name without case, accents, dots, brackets and a leading article: "(The) U.S." is "us"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^\w&]+", " ", re.sub("[.'’ʻʼ]", "", plain)).replace("&", "and").split()
    if words and words[0] == "the":
        del words[0]
    return " ".join("saint" if word == "st" else word for word in words)


def _names_in(translate: Callable[[str], str]) -> dict[str, str]:
    """The code of each name in one language, an inverted one ("Korea, Republic of") in running order, too.

    Its head ("Korea") counts only where one country alone has it.
    """
    names, heads = dict[str, str](), dict[str, set[str]]()
    for country in pycountry.countries:
        fields = (getattr(country, field, None) for field in ("name", "common_name", "official_name"))
        for name in map(translate, filter(None, fields)):
            head, comma, tail = name.partition(", ")
            for form in (name, f"{tail} {head}" if comma else name, re.sub(r" ?\(.*\)", "", name)):
                names.setdefault(form, country.alpha_2)
            if comma:
                heads.setdefault(head, set()).add(country.alpha_2)
    return {**{name: codes.pop() for name, codes in heads.items() if len(codes) == 1}, **names}


@cache
def _english_names() -> dict[str, str]:
    own = {name: code for code, names in _read_names("news", "short") for name in names}
    names = {**_names_in(str), **own}
    return {re.sub("^[Tt]he ", "", name): code for name, code in names.items()}


@cache
def _codes() -> dict[str, str]:
    """The code of each folded name. English comes first; a name that two other languages use apart is left out."""
    local = dict[str, set[str]]()
    for language in _LANGUAGES:
        catalog = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        for name, code in _names_in(catalog.gettext).items():
            local.setdefault(_fold(name), set()).add(code)
    for code, names in _read_names("elsewhere"):
        for name in names:
            local.setdefault(_fold(name), set()).add(code)
    agreed = {name: next(iter(codes)) for name, codes in local.items() if len(codes) == 1}
    codes = {**agreed, **{_fold(name): code for name, code in _english_names().items()}}
    for name in map(_fold, _AMBIGUOUS):
        codes.pop(name, None)
    return codes


def country_code(name: str, *, language: str | None = None) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by the article's word for it; None for anything else.

    Case, accents, dots and brackets around the name do not matter. What no language of ``_LANGUAGES`` calls a country
    is looked up in the ``language`` of the article.
    """
    if len(name) > _LONGEST_NAME:
        return None
    folded = _fold(name)
    return _codes().get(folded) or (_codes_in(language).get(folded) if language and folded else None)


def codes_of_shared(name: str) -> frozenset[str]:
    """The codes of the two countries that a name alone may mean, "Congo"; empty for any other."""
    return _BOTH_CONGOS if len(name) <= _LONGEST_NAME and _fold(name) in map(_fold, _AMBIGUOUS) else frozenset()


@cache
def _codes_in(language: str) -> dict[str, str]:
    """The code of each folded name that Unicode CLDR has in a language; a name of two countries is left out."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    known = set(_codes().values())
    names = [(_fold(name), code) for code, name in territories.items() if code in known]
    seen = Counter(name for name, _ in names)
    left_out = {_fold(word) for word in _AMBIGUOUS}
    return {name: code for name, code in names if name and seen[name] == 1 and name not in left_out}


def find_name_abroad(text: str, code: str, language: str | None) -> tuple[int, int] | None:
    """The half-open span of a country's name in any language, as it stands in a text: "España", "EE.UU.", "États-Unis".

    Accents, case, dots and hyphens do not matter, but that three letters are capitals. None where it is not named.
    """
    plain = "".join(one if one.isascii() else unicodedata.normalize("NFKD", one)[0] for one in text)
    found = re.finditer(_spell_names(code, language), plain)
    spans = (one.span() for one in found if len(one.group()) > _INITIALS or one.group().isupper())
    return next(spans, None)


@cache
def _spell_names(code: str, language: str | None) -> str:
    known = {**(_codes_in(language) if language else {}), **_codes()}
    names = (re.sub(r"(?<=\w)(?=\w)", "['’.]?", re.escape(name)) for name, its in known.items() if its == code)
    return rf"(?i)(?<!\w)(?:{'|'.join(names)})(?!\w)".replace(r"\ ", r"\W{1,3}")


@cache
def _short_names() -> dict[str, str]:
    return {code: names[0] for code, names in _read_names("short")}


def country_name(code: str) -> str:
    """The short English name of a code that ``country_code`` gives. Raises KeyError for any other."""
    if short := _short_names().get(code):
        return short

    country = pycountry.countries.get(alpha_2=code)
    if country is None or country.alpha_2 != code:
        raise KeyError(code)
    return re.sub(r" ?\(.*\)", "", getattr(country, "common_name", country.name))


@cache
def _pattern() -> re.Pattern[str]:
    """Every English name as written and in capitals, longest first, grouped by first letter so that search is quick."""
    written = {name for name in _english_names() if name[0].isupper() and ", " not in name} - _AMBIGUOUS
    written |= {name.replace("Saint", short, 1) for name in written if _SAINT.match(name) for short in ("St", "St.")}
    surfaces = sorted(written | {name.upper() for name in written}, key=lambda name: (-len(name), name))
    groups = [
        f"{initial}(?:{'|'.join(re.escape(name[1:]) for name in surfaces if name[0] == initial)})"
        for initial in sorted({name[0] for name in surfaces})
    ]
    return re.compile(
        r"(?<![\w.])(?<!New )(?<!Inner )(?<!Gulf of )(?<!Sea of )(?<!Latin )(?<!Bank of )(?<!Equatorial )"
        rf"(?<!(?:South|North) (?=America))(?<!Central (?=America))(?:{'|'.join(groups)})(?!\w)(?! Sea\b)"
        r"(?!-born\b|-Presse\b)(?!(?<=America)['’]s (?:Best|Cup|Got|Most|Next)\b)"
    )


def country_in_text(text: str) -> tuple[tuple[int, int, str], ...]:
    """Half-open span and code of each English country name in a text, in order, the longest name at each place.

    Only names as written in English or in capitals count. Names that are also something else ("Georgia", "Jordan",
    "Chad") are given: the caller must know the context.
    """
    names = _codes()
    return tuple((*match.span(), names[_fold(match.group())]) for match in _pattern().finditer(text))
