"""Who says so, by rule over one sentence."""


# ruff: noqa: SIM905 - lists of words are read and kept as words

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.language.calendar import MONTHS, WEEKDAYS
from summarizer.language.wording import Wording


class _Token(NamedTuple):
    """A word, a mark, or a short quoted or bracketed name."""

    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        """The token in lower case, but for abbreviations: "US" is not "us", and "IS" not "is"."""
        return self.text if self.text.isupper() and len(self.text) > 1 else self.text.lower()


_TOKEN = Wording(r"""(?x)["“](?:[A-Z][\w-]{0,20})(?:\s[A-Z][\w-]{0,20}){0,3}["”]|\([A-Z][\w./&-]{0,20}\)
    |(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|St|Jr|[A-Z])\.|(?:[A-Za-z]\.){2,6}
    |[^\W_](?:[\w’'&/-]{0,40}[^\W_])?|\S""", "Gen.", " ")  # fmt: skip
_PRONOUNS = frozenset(
    "he she they it we i you who which that this these those one some many others another all both each "
    "everyone nobody anyone someone what there him her them us me none several few".split()
)
_TIMES = frozenset("yesterday today tonight tomorrow earlier later then now meanwhile afterwards".split()).union(
    WEEKDAYS, MONTHS
)
_ADVERBS = frozenset(
    "even also had has have later earlier then further recently since already officially just again first initially "
    "originally".split()
)
_STOPS = frozenset(
    "is are was were be been being am get got gets "
    "through toward against among without given issued just broadcast in at on to by from with for of and "
    "or but nor so yet if when while where because although though since "
    "as after before until till during into over under near outside inside than then not no more according "
    "including like via per about how killed wounded injured dead died missing hurt has have had will would "
    "could can should might must do does did says said told adding say saying".split()
)
_LINKS = frozenset({"of", "for", "at", "from", "in", "with"})
_OFFICES = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokespersons official officials minister ministers ministry "
    "head chief director source sources member members department governor mayor office commander president "
    "officer officers police authorities secretary leader leaders deputy doctor doctors representative "
    "representatives chairman resident residents witness witnesses statement report reports communique bureau "
    "bank army navy institute university court council agency company service services center centre "
    "commission committee federation ministries reporter correspondent relatives inhabitants survivors "
    "professor prosecutor judge ambassador general coordinator rector archbishop bishop gen. col. lt. maj. "
    "capt. sgt. group organization organisation monitor watchdog charity".split()
)
_SAID = frozenset(
    "said says told stated noted declared added announced warned insisted explained wrote tweeted".split()
)
_SAID_NOTHING = frozenset({"goodbye", "farewell", "nothing"})
_PUTS = frozenset("gave gives put puts revised".split())
_TOLLS = frozenset("toll figure figures count tally number".split())
"""What is told with such a verb: "put the toll at 31"."""
_LIVES = frozenset({"life", "lives"})
"""What a deed claims: "the fire claimed the lives of six"."""
_THAT = frozenset(
    "confirmed reported admitted acknowledged claimed disclosed revealed estimated indicated believe believes "
    "denied argued alleged suspect indicate report say maintains asserted emphasized stressed pointed "
    "commented recalled".split()
)
_AFTER_THAT = frozenset({"that", "today", "yesterday", "on", "the", "an", "a", ":", ",", "responsibility", "out", "it"})
_SOURCE = Wording(r"(?i)\b(?:according\s+to|as\s+told\s+by|citing"
    r"|(?:reported|announced|confirmed|stated|disclosed)\s+(?:\w{1,20}ly\s+)?by)\s+",
    "according to police", "accorded to police")  # fmt: skip
_INVERTED = Wording(
    r"(?:[,.?!]\s?[\"”’']|[\"”]\s?,?|,|--)\s?(?:said|says|added|stated|noted|declared|reported|explained)\s+",
    '," said police', "he said police")  # fmt: skip
_DETERMINERS = frozenset("the a an one its their his her our these those two three four several some".split())
_BARE = frozenset({"say", "report", "believe", "suspect", "indicate", "admitted"})
"""What also tells of others than speakers: "a woman admitted on Monday" was taken to hospital."""
_MOST = 14
_ASIDE = 24
_SAYS = Wording(
    r"(?:,\showever,|,\s\d{1,3},|,)?\s(?:(?:said|says|told|added|announced)\b|confirmed\s(?:that|the|it|his|her|their|to)\b"
    r"|claim(?:ed|s)\sthat\b)",
    ", said",
    ", confirmed dead",
)


def says_after(text: str, end: int) -> bool:
    """Whether the person named before that offset speaks there: ", said"."""
    return _SAYS.match(text, end) is not None


def find_speaker(text: str) -> tuple[int, int] | None:
    """The span of the noun phrase that names who says so ("police", "the interior ministry"); the first of several.

    None where nobody is named: a pronoun names nobody.
    """
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    return min([*_named_after(text, tokens), *_subjects(tokens)], default=None)


def _named_after(text: str, tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The names after "according to" and after a saying verb that follows what is said: "12 died," said police."""
    for match in (*_SOURCE.finditer(text), *_INVERTED.finditer(text)):
        phrase = _phrase_after(tokens, match.end())
        is_source = match.re is _SOURCE.pattern
        if phrase and (is_source or (_is_closed(tokens, phrase[-1].end) and any(map(_names_speaker, phrase)))):
            yield phrase[0].start, phrase[-1].end


def _names_speaker(token: _Token) -> bool:
    return token.word in _OFFICES or (token.text[:1].isupper() and token.word not in _DETERMINERS)


def _is_closed(tokens: Sequence[_Token], end: int) -> bool:
    index = _index(tokens, end)
    if index == len(tokens):
        return True
    following = tokens[index].word
    return (
        not following[0].isalnum() or following in _TIMES or following in {"who", "in", "on", "at", "as", "to", "and"}
    )


def _index(tokens: Sequence[_Token], offset: int) -> int:
    """Index of the first token at or after the offset."""
    return bisect_left(tokens, offset, key=lambda token: token.start)


def _phrase_after(tokens: Sequence[_Token], offset: int) -> list[_Token]:
    """The noun phrase that begins at the offset; empty where a pronoun, a number or nothing stands there."""
    first = _index(tokens, offset)
    phrase: list[_Token] = []
    for token in tokens[first : first + _MOST]:
        word = token.word
        linked = bool(phrase) and phrase[-1].word in _LINKS
        opens = (not phrase or linked) and word in _DETERMINERS
        links = word in _LINKS and any(item.word in _OFFICES for item in phrase[-4:])
        if not (opens or links or _is_noun_part(token)):
            break
        phrase.append(token)
    return _trimmed(phrase)


def _trimmed(phrase: list[_Token]) -> list[_Token]:
    """The phrase without links at its end; empty where only determiners are left."""
    while phrase and phrase[-1].word in _LINKS:
        phrase = phrase[:-1]
    return [] if all(token.word in _DETERMINERS for token in phrase) else phrase


def _is_noun_part(token: _Token) -> bool:
    word = token.word
    closed = word in _STOPS or word in _PRONOUNS or word in _TIMES or word in _DETERMINERS
    return not closed and (len(word) > 1 or word.isalpha()) and not word[0].isdigit() and word not in _SAID


def _subjects(tokens: Sequence[_Token]) -> Iterator[tuple[int, int]]:
    """The names before a saying verb: "McKenzie had confirmed that", "X, head of Y, said"."""
    for index, token in enumerate(tokens):
        if _is_saying(tokens, index, token.word):
            phrase = _phrase_before(tokens, _subject_end(tokens, index))
            if phrase and (token.word not in _BARE or any(_names_speaker(part) for part in phrase)):
                yield phrase[0].start, phrase[-1].end


def _is_saying(tokens: Sequence[_Token], index: int, word: str) -> bool:
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if word in _SAID:
        return following not in _SAID_NOTHING
    near = {token.word for token in tokens[index + 1 : index + 5]}
    if word in _PUTS:
        return not near.isdisjoint(_TOLLS)
    if word == "claimed" and not near.isdisjoint(_LIVES):
        return False
    if word == "pointed":  # "pointed a gun at"
        return following == "out"
    return word in _THAT and (following in _AFTER_THAT or following[:1] in {'"', "“"} or following[:1].isdigit())


def _subject_end(tokens: Sequence[_Token], verb: int) -> int:
    """Index one past the subject's last token: before auxiliaries, adverbs, "on Thursday", and an aside in commas."""
    end = verb
    while end > 0 and tokens[end - 1].word in _ADVERBS | _TIMES | {"on"}:
        end -= 1
    if end > 0 and tokens[end - 1].text == ",":
        opening = next((at for at in range(end - 2, max(-1, end - 2 - _ASIDE), -1) if tokens[at].text == ","), None)
        aside = [] if opening is None else tokens[opening + 1 : opening + 6]
        if opening is None or not (aside[0].word == "who" or any(token.word in _OFFICES for token in aside)):
            return 0
        return opening
    return end


def _is_in_name(tokens: Sequence[_Token], start: int) -> bool:
    """Whether the token before ``start`` stands inside a name, between words with capitals."""
    before, link, here = tokens[start - 2 : start + 1]
    if not before.text[0].isupper() or before.word in _TIMES | _PRONOUNS or not here.text[0].isupper():
        return False
    if link.text in {"of", "for", "to", "Without"}:
        return True
    names = [token.text for token in tokens[max(0, start - 9) : start - 1]]
    inner = next((text for text in reversed(names) if not text[0].isupper() and text != ","), "")
    return link.text == "and" and inner in {"of", "for", "to"}


def _phrase_before(tokens: Sequence[_Token], end: int) -> list[_Token]:
    """The noun phrase whose last token is the one before ``end``; empty where a pronoun or nothing stands there."""
    start = end
    while start > max(0, end - _MOST):
        token = tokens[start - 1]
        word = token.word
        if start < end and (word in _DETERMINERS or word.isdigit()):
            start -= 1
            if not _is_linked(tokens, start):
                break
        elif not _is_noun_part(token) and not (start < end and _is_linked(tokens, start)):
            break
        else:
            start -= 1
    if 0 < start < end and tokens[start - 1].word in _LINKS:  # "hospitals in central Lodz"
        if head := _phrase_before(tokens, start - 1):
            return [*head, *tokens[start - 1 : end]]
        if not any(token.word in _OFFICES for token in tokens[start:end]):  # "In Kano police said"
            return []
    return list(tokens[start:end])


def _is_possessive(owner: _Token, mark: _Token) -> bool:
    return mark.text in {"'", "’"} and owner.word.endswith("s") and owner.end == mark.start


def _is_linked(tokens: Sequence[_Token], start: int) -> bool:
    """Whether the token before ``start`` links what follows to an office or a name.

    "A spokesman | for" the ministry; the "Observatory | for" Human Rights, Doctors | Without Borders; doctors' | group.
    """
    if start < 2:  # noqa: PLR2004 - the link and the office before it
        return False
    if _is_in_name(tokens, start) or _is_possessive(tokens[start - 2], tokens[start - 1]):
        return True
    if tokens[start - 1].word not in _LINKS:
        return False
    return any(token.word in _OFFICES for token in tokens[max(0, start - 5) : start - 1])
