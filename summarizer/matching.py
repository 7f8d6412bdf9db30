"""Where a text holds a value: exactly, after folding, or within a small edit distance with every fact agreeing.

A wrong number, negation or name is never found, however alike the rest is: "killing 21 people" does not match "killing
12 people". A word added to the value is an added claim: "killing at least 12 people" does not match it either.
"""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, SkipValidation

from summarizer.folding import INVISIBLE, Folded, fold

MatchStatus = Literal["exact", "normalized", "fuzzy"]

_MAX_WINDOWS = 4000
_FOUR, _EIGHT, _LONG, _MAX_EDITS = 4, 8, 20, 4
_GLUE = frozenset(string.ascii_letters + string.digits)
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|[^\W_]+(?:'t(?![^\W_]))?")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3005-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff"
    "\ua980-\ua9df\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_JOINERS = re.compile(f"[{INVISIBLE}]")
_SEPARATORS = frozenset("\u200b\ufeff")
_APOSTROPHES = frozenset("'’ʼ＇")
_NOT = re.compile(rf"[{INVISIBLE}]{{0,9}}['’ʼ＇]t(?![^\W_])", re.IGNORECASE)
_WRAPPING = " \"'.,;:!?-()[]"
_LEADING_ARTICLE = re.compile(r"(?:the|an|a) (?=\S)")
_POSSESSIVE = re.compile(r"(?<=[^\W_])'s?$")


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_NUMBER_WORDS = _words(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
    million millions billion billions trillion dozen dozens score scores lakh crore half quarter first second third
    fourth fifth sixth seventh eighth ninth tenth eleventh twelfth once twice thrice couple pair several many few
    most
    uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta
    cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles millon millones docena docenas dois duas
    quatro sete oito nove dez onze doze treze quatorze quinze vinte trinta quarenta cinquenta sessenta oitenta cem
    cento centos milhao milhoes duzia deux trois quatre cinq sept huit neuf dix douze treize seize vingt trente
    quarante cinquante soixante cent cents mille million douzaine dizaine vingtaine trentaine due tre quattro cinque
    sei sette otto dieci undici dodici tredici quattordici quindici sedici venti trenta quaranta cinquanta sessanta
    settanta ottanta novanta mila milione milioni eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf
    dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreissig vierzig funfzig sechzig siebzig
    achtzig neunzig hundert tausend dutzend dutzende один два три четыре пять шесть семь восемь девять десять
    двенадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста тысяча
    тысячи миллион
    """
)
_UNIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TEEN = "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SCALE = "(?:hundred|thousand|million|billion|trillion|dozen|score|lakh|crore|ten)s?"
_SIMPLE = (
    rf"(?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,:/]\d+)*"
    rf"|{_TENS}(?:[\s-]{{1,3}}{_UNIT}(?![^\W_]))?|{_TEEN}|{_UNIT})"
)
_MORE = rf"(?:[\s-]{{1,3}}(?:(?:of )?{_SCALE}|(?:and )?(?:{_TENS}|{_TEEN}|{_UNIT})|{_SIMPLE})(?![^\W_]))"
_NUMBER = re.compile(
    rf"(?<![^\W_])(?:(?:(?:{_SIMPLE}|half(?: an?)?)[\s-]{{1,3}})?{_SCALE}(?![^\W_]){_MORE}*|{_SIMPLE})", re.IGNORECASE
)
_NUMBER_AT_START = re.compile(rf"\d|(?:{_SCALE}|{_SIMPLE})(?![^\W_])", re.IGNORECASE)
_NUMBER_AT_END = re.compile(rf"(?:\d|(?<![^\W_])(?:{_SCALE}|{_TENS}|{_TEEN}|{_UNIT}))$", re.IGNORECASE)
_NUMBER_REACH = 48

_NEGATIONS = _words(
    """
    not no never none nor neither cannot without nobody nothing denied denies deny denying sin nunca jamas ningun
    ninguna sans jamais aucun aucune nicht kein keine keinen nie niemals ohne sem nao non senza нет без никогда
    """
)
_ACRONYM_WORDS = _words(
    """
    is us it who an am as at by do go he i in me no of on or so to up we aid art case cat fast
    """
)
_CONFUSABLE = _words(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december
    iranian iraqi austrian australian nigerian nigerien malian malawian slovak slovakian slovenian guinean guyanese
    indian korean german georgian albanian algerian armenian romanian russian prussian jordanian zambian gambian
    mauritian mauritanian congolese togolese
    georgia kashmir punjab sindh crimea gaza gaya aden baden homs hama oman amman hamas parma palma santo santa
    army arms gate gaze bank band barn bark fort port part party parts post city unit units university universal
    hotel hostel hostile house horse court count county country market marker mosque mission missile missiles
    missing school church police policy station statue state states street force forces front guard guards board
    border bored union general genera major mayor minor minister ministry president resident residents region
    religion religious attack attach attacks arrest arrested armed bomb bombs bombed bombing tomb boat boot train
    truck track trial tribe plane plant plain place palace woman women child chile children soldier soldiers solder
    worker workers walker killed filled kill kills killing dead dear deaf death deaths died lied tied shot shop
    shots show hurt hunt wounded injured insured injuries lost last list least left lead head hand land band fire
    fired five file hire hired more less over under about almost nearly before after said paid raid raids road river
    rider claim claims claimed blamed flame suspect suspects expected accept except some same come home hope rope
    rape have gave save live love lives leave leaves male female black block white write rebel rebels level local
    loyal vocal mass mask task tank tanks thank them then this that than these those their there where were when
    what which
    """
)


class Match(BaseModel):
    """Where a text holds a value; ``text`` is the haystack's ``[start:end]``."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    text: SkipValidation[str]
    status: MatchStatus


class _Token(NamedTuple):
    folded: str
    capital: bool


def find_value(value: str, text: str) -> Match | None:
    """Where ``text`` first holds ``value``: exactly, else normalized, else (closest first) fuzzily; None if nowhere.

    A value that stands only inside a longer word ("IS" in "this") or a longer number ("12" in "12,000", "twenty" in
    "twenty-one", "1" in "1 million") is absent; scripts written without spaces have no such words. A normalized match
    may do without the value's leading article, possessive ``'s`` and enclosing quotes or punctuation.

    A fuzzy match differs by at most 1 edit for 4-7 letters, 2 up to 29, then 10% and at most 4. It has the same words,
    none added: numbers, negations and well-known words are equal, any other may be a near-miss spelling (1 edit for 4-7
    letters, 2 from 8, the first letter being equal) or, in lower case, add or lack a final "s"; of capitalised words at
    most one differs. Accents count for nothing. A value without a letter or digit is absent.
    """
    if not any(char.isalnum() for char in value):
        return None
    exact = next(_find_exact(value, text), None)
    return exact or next(_find_normalized(value, text), None) or _find_fuzzy(value, text)


def find_all(value: str, text: str) -> tuple[Match, ...]:
    """Exact and normalized occurrences of ``value``, in order, not overlapping; where two compete, the longer first."""
    if not any(char.isalnum() for char in value):
        return ()
    found = (*_find_exact(value, text), *_find_normalized(value, text))
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end, match.status)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return tuple(kept)


def repair_spelling(value: str, text: str) -> str | None:
    """The text's own spelling of ``value``, where it is found only fuzzily; None if it needs no repair or is absent."""
    match = find_value(value, text)
    return match.text if match is not None and match.status == "fuzzy" else None


def _find_exact(value: str, text: str) -> Iterator[Match]:
    for start, end in _occurrences(value, text):
        if _stands_alone(text, start, end):
            yield Match(start=start, end=end, text=value, status="exact")


def _find_normalized(value: str, text: str) -> Iterator[Match]:
    """Occurrences under folding, of the whole value first, then of what is left without article and possessive."""
    folded = fold(text)
    for needle in _reductions(fold(value).text):
        for place in _occurrences(needle, folded.text):
            span = folded.span(*place)
            if span and _stands_alone(text, *span) and _case_agrees(value, found := text[slice(*span)]):
                status: MatchStatus = "exact" if found == value else "normalized"
                yield Match(start=span[0], end=span[1], text=found, status=status)


def _occurrences(needle: str, haystack: str) -> Iterator[tuple[int, int]]:
    """Spans of ``needle``, overlapping ones too, but for those plainly inside a longer ASCII word."""
    glued = _GLUE.__contains__
    first, last, size = glued(needle[0]), glued(needle[-1]), len(needle)
    start = haystack.find(needle)
    while start >= 0:
        end = start + size
        if not (first and glued(haystack[start - 1 : start])) and not (last and glued(haystack[end : end + 1])):
            yield start, end
        start = haystack.find(needle, start + 1)


def _reductions(folded: str) -> tuple[str, ...]:
    """The folded value, then what is left of it without quotes and punctuation around, leading article, possessive."""
    bare = folded.strip(_WRAPPING)
    without_article = _LEADING_ARTICLE.sub("", bare, count=1)
    stems = (_POSSESSIVE.sub("", bare), _POSSESSIVE.sub("", without_article))
    forms = dict.fromkeys((folded.strip(), bare, without_article, *stems))
    return tuple(form for form in forms if form)


def _case_agrees(value: str, found: str) -> bool:
    """Whether a short acronym that spells an everyday word (IS, US, WHO) stands as an acronym."""
    word = value.strip(_WRAPPING)
    return not (word.isupper() and word.lower() in _ACRONYM_WORDS) or found.isupper()


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the span neither begins nor ends inside a word or a number."""
    return _is_boundary(text, start) and _is_boundary(text, end) and not _cuts_number(text, start, end)


def _is_boundary(text: str, position: int) -> bool:
    """Whether a word may begin or end at ``position``: never inside a letter with its marks, nor before ``n't``."""
    before, after = _visible_before(text, position), _visible_after(text, position)
    if not before or not after or before.isspace():
        return True
    if unicodedata.category(after).startswith("M"):
        return False
    if after in _APOSTROPHES:
        return not (before.isalpha() and _NOT.match(text, position))
    if not after.isalnum() or not (before.isalnum() or unicodedata.category(before).startswith("M")):
        return True
    return bool(_UNSPACED.match(before) or _UNSPACED.match(after))


def _visible_before(text: str, position: int) -> str:
    while position and text[position - 1] not in _SEPARATORS and _JOINERS.match(text[position - 1]):
        position -= 1
    return text[position - 1 : position]


def _visible_after(text: str, position: int) -> str:
    while position < len(text) and text[position] not in _SEPARATORS and _JOINERS.match(text[position]):
        position += 1
    return text[position : position + 1]


def _cuts_number(text: str, start: int, end: int) -> bool:
    """Whether the span begins or ends inside a number that goes on beyond it, in digits or English words."""
    inside = text[start:end]
    at_start, at_end = _NUMBER_AT_START.match(inside), _NUMBER_AT_END.search(inside[-16:])
    return bool((at_start and _is_inside_number(text, start)) or (at_end and _is_inside_number(text, end)))


def _is_inside_number(text: str, position: int) -> bool:
    begin = max(0, position - _NUMBER_REACH)
    numbers = _NUMBER.finditer(text[begin : position + _NUMBER_REACH])
    return any(begin + number.start() < position < begin + number.end() for number in numbers)


def _find_fuzzy(value: str, text: str) -> Match | None:
    """The closest occurrence within the permitted edits; of equals, the first."""
    needle, haystack = fold(value, accents=False), fold(text, accents=False)
    bare = min(_reductions(needle.text), key=len, default="")
    allowed = _edits_allowed(sum(char.isalnum() for char in bare))
    if not bare or not _WORD.search(bare):
        return None
    tokens = _tokens(value, bare)
    best: tuple[int, int, int] | None = None
    for near in _windows(bare, haystack.text, allowed):
        for edits, start, end in _word_spans(bare, haystack.text, near, allowed):
            if (best is None or edits < best[0]) and _agrees(value, tokens, text, haystack.span(start, end)):
                best = (edits, start, end)
    if best is None or (span := haystack.span(best[1], best[2])) is None:
        return None
    return Match(start=span[0], end=span[1], text=text[slice(*span)], status="fuzzy")


def _edits_allowed(letters: int) -> int:
    return _word_edits_allowed(letters) if letters < _LONG else min(_MAX_EDITS, letters // 10)


def _windows(needle: str, haystack: str, edits: int) -> Iterator[int]:
    """Where ``needle`` may begin in ``haystack``, give or take ``edits``, each place once.

    Of ``edits + 1`` pieces of the needle one must be left untouched. At most some thousand places of each piece.
    """
    size = max(1, len(needle) // (edits + 1))
    seen: set[int] = set()
    for offset in range(0, size * (edits + 1), size):
        piece = needle[offset : offset + size]
        position = haystack.find(piece)
        for _ in range(_MAX_WINDOWS):
            if position < 0:
                break
            if position - offset not in seen:
                seen.add(position - offset)
                yield position - offset
            position = haystack.find(piece, position + 1)


def _word_spans(needle: str, haystack: str, near: int, edits: int) -> Iterator[tuple[int, int, int]]:
    """Spans of whole words that begin and end within ``edits`` of where the needle would, with their edit distance."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - lazy: only misspelt values need it

    low, high = max(0, near - edits), near + len(needle) + edits
    words = [word.span() for word in _WORD.finditer(haystack, low, high)]
    starts = [start for start, _ in words if start <= near + edits]
    ends = [end for _, end in words if end >= high - 2 * edits]
    for start in starts:
        for end in ends:
            distance = Levenshtein.distance(needle, haystack[start:end], score_cutoff=edits)
            if distance <= edits:
                yield distance, start, end


def _agrees(value: str, tokens: list[_Token], text: str, span: tuple[int, int] | None) -> bool:
    """Whether the span stands alone and differs from the value in spelling only, word by word."""
    if span is None or not _stands_alone(text, *span) or not _case_agrees(value, text[slice(*span)]):
        return False
    found = _tokens(text[slice(*span)], None)
    if "".join(token.folded for token in tokens) == "".join(token.folded for token in found):
        return _facts(tokens) == _facts(found)
    if len(tokens) != len(found):
        return False
    differing = [(wanted, held) for wanted, held in zip(tokens, found, strict=True) if wanted.folded != held.folded]
    names = sum(wanted.capital or held.capital for wanted, held in differing)
    return names <= 1 and all(_is_near_miss(wanted, held) for wanted, held in differing)


def _tokens(original: str, bare: str | None) -> list[_Token]:
    """Words of ``original`` folded without accents; with ``bare``, only those inside that part of its folded form."""
    folded = fold(original, accents=False)
    start = folded.text.find(bare) if bare else 0
    words = _WORD.finditer(folded.text, start, start + len(bare) if bare else len(folded.text))
    return [_Token(word.group().replace(",", ""), _is_capital(original, folded, word.span())) for word in words]


def _is_capital(original: str, folded: Folded, span: tuple[int, int]) -> bool:
    found = folded.span(*span)
    return found is not None and original[found[0]].isupper()


def _facts(tokens: list[_Token]) -> Counter[str]:
    return Counter(token.folded for token in tokens if _is_number(token.folded) or _is_negation(token.folded))


def _is_number(word: str) -> bool:
    return word in _NUMBER_WORDS or any(char.isnumeric() for char in word)


def _is_near_miss(wanted_token: _Token, held_token: _Token) -> bool:
    """Whether the first may be a misspelling or the other number of the second: not if it is a fact or well-known."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - lazy: only misspelt values need it

    wanted, held = wanted_token.folded, held_token.folded
    if any(_is_number(word) or _is_negation(word) or _UNSPACED.search(word) for word in (wanted, held)):
        return False
    if not held_token.capital and wanted.removesuffix("s") == held.removesuffix("s"):
        return True
    if wanted in _CONFUSABLE or wanted in _country_words() or {wanted[-3:], held[-3:]} == {"man", "men"}:
        return False
    edits = _word_edits_allowed(min(len(wanted), len(held)))
    return wanted[0] == held[0] and Levenshtein.distance(wanted, held, score_cutoff=edits) <= edits


def _word_edits_allowed(letters: int) -> int:
    return (letters >= _FOUR) + (letters >= _EIGHT)


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


@cache
def _country_words() -> frozenset[str]:
    """Every word of four letters or more in a country's names, folded without accents."""
    import pycountry  # noqa: PLC0415 - lazy: 50 ms, and only misspelt values need it

    names = (getattr(country, field, "") for country in pycountry.countries for field in ("name", "common_name"))
    words = (word for name in names for word in _WORD.findall(fold(name, accents=False).text))
    return frozenset(word for word in words if len(word) >= _FOUR)
