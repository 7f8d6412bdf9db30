"""Words by which a text tells of each type of incident, and those that tell of a game instead.

A type is told by words of its own; an incident that none of its sentences tells of so may be the model's invention.
Words that mean violence in one text and play in another ("a shot", "attack") count only outside of sport and fiction.
The English words of each type stand in ``kinds.tsv``: type, pattern, an example that holds it and one that does not.
Those of some other languages are stems, in ``kinds_elsewhere.tsv``, each with all types that it may tell of. Words of
play, and what speaks against it, stand in ``play.tsv``.
"""

import re
from functools import cache, lru_cache
from itertools import chain

from summarizer.language.wording import Wording, read_rows

_VIOLENCE = (
    r"kill\w*|slain|slay\w*|murder\w*|homicide\w*|manslaughter|massacre\w*|fatal\w*|wound\w*|injur\w*|shoot\w*|bomb\w*"
)
_WORDS = dict(read_rows("kinds.tsv"))
"""For each type a pattern without word boundaries and case; that of ``other`` holds the words of harm of any kind."""
_STEMS = tuple((frozenset(kinds.split(";")), row) for kinds, row in read_rows("kinds_elsewhere.tsv"))
"""Stems of Spanish, French, Portuguese, German and Italian words, and the types that they tell of, without case."""
READ_ELSEWHERE = frozenset({"es", "fr", "pt", "de", "it"})
"""The languages of these."""
_OF = {name: Wording(*row) for name, row in read_rows("play.tsv", {"VIOLENCE": _VIOLENCE})}
"""Words of play, and of what speaks against it.

A "blast" beside what is ``accidental`` is no bomb's; by ``fighters`` whatever bursts is a bombing; words of
``any harm`` many types have in common, so that they tell of none.
"""
_DEBUNKING = Wording(
    r"(?i)\A.{0,40}\bfact[- ]?check(?:ing)?\b(?!.{0,20}\b(?:yes|true)\b)",
    "FACT CHECK: no, there", "the facts were checked",
)  # fmt: skip
_WORDS_OF_MARKETS = ((6, "harm to people"), (8, "harm beside markets"))
"""How many different words of markets make a text one of shares, and what else it must not have."""
_WORDS_OF_SPACE = 5
_WORDS_OF_STAGED = 2
"""How many different words of an exercise make a text one whose dead were played."""
_SHOWN = Wording(r"(?i)\b(?:cinemas?|theat(?:er|re)s?|audiences?|screenings?)\b", "In cinemas now", "The scene")
"""Places of showing, which fiction and a bomb may be in: together they are one word of fiction."""
_REVIEW = Wording(
    r"(?i)\A.{0,60}(?:\breview\b|★|\*{3,5}(?!\*)|\b(?:film|movie|book|play|album|novel|show) of the (?:week|month)\b)",
    "Review: The Body in the Boathouse", "Police shot a man",
)  # fmt: skip
_REVIEW_DESK = Wording(
    r"(?i)(?:\A|[|/:–—]\s?)(?:fiction in brief|(?:book|film|theatre|tv) reviews?|cr[ií]tica de (?:libros?|livros?"
    r"|cine(?:ma)?|teatro)|(?:film|buch|theater)kritik|critique ciné(?:ma)?)(?:\s?[|/:–—]|\Z)",
    "CRÍTICA DE LIBROS / NOVELA NEGRA", "Film review board attacked",
)  # fmt: skip
"""What a newspaper calls its reviews, in a short line of its own."""
_SPORTS_DESK = Wording(
    r"(?i)(?:\A|[|/:–—>·•]\s?)(?:deportes?|fútbol|sports?|football)(?:\s?[|/:–—>·•]|\s*\Z)",
    "Deportes · LaLiga", "El ministro de Deportes habló",
)  # fmt: skip
"""What it calls its pages of sport."""
_MOST_OF_DESK = 80
"""The most characters of such a line."""
_LEAST_OF_REVIEW = 2
"""How many different words of fiction make a text so headed one of fiction, whatever else it has."""
_DIED = Wording(r"(?i)\b(?:killed|died|dead|deaths?|crash\w*)\b", "two died", "two hid")
dies_naturally = Wording(
    r"(?i)\b(?:d(?:ie[ds]?|ying|eath) (?:[\w.,'’-]+ ){0,9}?(?:of|from|after) (?:an? )?(?:[\w'’-]+ ){0,3}?"
    r"(?:heart (?:failure|attack|disease)|cancer|le?uk[ae]+mia|stroke|pneumonia|natural causes|illness|old age"
    r"|alzheimer\S*)"
    r"|d(?:ied|ies) (?:peacefully )?in (?:his|her) sleep)\b",
    "died on Tuesday at his home of heart failure", "died of his wounds",
)  # fmt: skip
"""Whether a text tells of a death by illness or age, which is no incident by itself."""
_DEATH = Wording(
    r"(?i)\b(?:d(?:ie[sd]?|ying|ead|eaths?)|hanged himself|hanged herself)\b", "he died in prison", "he dined in prison"
)
_IN_CUSTODY = Wording(
    r"(?i)\b(?:in|at) (?:an? |the |his |her )?(?:[\w.'’-]+ ){0,4}?(?:prison|jail|custody|cell)\b",
    "died at a federal prison", "died at a federal building",
)  # fmt: skip
_BLAST = Wording(r"(?i)\bblasts?\b", "a blast at a mosque", "a blasted heath")
_BURST = Wording(r"(?i)\b(?:blasts?|explo(?:d|s)\w*)\b", "an explosion", "an exploit")
_CLAUSE_END = Wording(r"(?i)[.,;:!?]\s|\s(?:but|while|although)\s", "scuffles, but police", "1,200 policemen")
_DENIED = Wording(r"(?i)\b(?:no|not|nobody|none|never|without)\b|n['’]t\b", "made no arrests", "made noted arrests")
ANY = "other"
"""The type whose words are those of harm of any kind."""
_OF_DEATH = frozenset({"murder", ANY})
"""Types of stems that tell of any death."""
SPORT_WORDS = 3
"""How many different words of sport, fiction or an exercise make a text one of play."""
_WORDS_OF_MATCH = 6
_WORDS_OF_FINAL = 8
"""In other languages, of a text in which players are also murderers or wounded."""
_WORDS_OF_ALL_SPORT = 12
"""In other languages, of one that also has police or dead."""
_CARE = Wording(r"(?i)\b(?:hospital|ambulance)\w*", "went to hospital for a scan", "went off")
"""Where players were taken, unless it says that somebody died."""
_HAVE_DIED = Wording(r"(?i)\b(?:killed|died|dead)\b", "two died", "the killer blow")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The words of each type, to be looked for in a lower-case text: without case that takes a third of the time."""
    return {kind: re.compile(rf"\b(?:{row.pattern})\b") for kind, row in _WORDS.items()}


@cache
def _stems() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """Likewise the stems: in a fifth of the time."""
    return tuple((kinds, re.compile(row.pattern)) for kinds, row in _STEMS)


def tells_of(kind: str, text: str, *, is_english: bool = True) -> bool:
    """Whether a text has words of that type of incident; of ``other`` those of any harm, damage or disruption.

    A blast alone tells of a bombing, but for one beside a gas cylinder or the like where nobody may have set it off. Of
    a type that is none of the schema's no words are known: any text may tell of it.
    """
    lowered = text.lower()
    if not is_english:
        return any(kind in kinds and pattern.search(lowered) for kinds, pattern in _stems())
    is_burst = _BURST(text) and _OF["fighters"](text)
    if kind == "bombing" and (is_burst or (_BLAST(text) and not _OF["accidental"](text))):
        return True
    words = _patterns().get(kind)
    return words is None or words.search(lowered) is not None


@lru_cache(maxsize=4096)
def list_told(text: str, *, is_english: bool = True) -> tuple[str, ...]:
    """The types that a text has words of beside those that any death or injury has, and ``other``."""
    if not is_english:
        lowered = text.lower()
        others = (kinds for kinds, pattern in _stems() if not kinds >= _OF_DEATH and pattern.search(lowered))
        told = {ANY, *chain(*others)}
        return tuple(kind for kind in _WORDS if kind in told)
    rest = _OF["any harm"].sub(" ", text)
    return tuple(kind for kind in _WORDS if kind == ANY or tells_of(kind, rest))


def tells_of_computers(text: str) -> bool:
    """Whether a text is of an attack on computers, and has no word of harm to people: its "attack" is none on these."""
    return _OF["computers"](text) and not _OF["harm"](text)


def is_play(
    text: str,
    *,
    is_english: bool = True,
    has_dated_harm: bool = False,
    has_dated_toll: bool = False,
    is_of_sports_desk: bool = False,
) -> bool:
    """Whether a text is of sport, fiction, shares, stars, or an exercise without dead, or holds a report to be false.

    Several different words must tell of all but the last, which says so: "FACT CHECK". Of sport and fiction it has none
    of police, rescue or hospital, either; a clause that denies something has none ("police made no arrests"), and one
    of much sport may speak of players in hospital where nobody died. What is told with a day and the number of its dead
    or hurt (``has_dated_harm``) is no fiction, if film people were among them, and with that of its dead or many hurt
    (``has_dated_toll``) no sport, if a match was near. A review says so at its top. In other languages only exercises
    are told and sport, that only where no word is of police or the dead, or where words of sport are most and nobody is
    told of as dead; of a page that the newspaper itself calls one of sport (``is_of_sports_desk``) fewer will do.
    """
    if not is_english:
        least = _WORDS_OF_FINAL if _OF["harm beside sport elsewhere"](text) else SPORT_WORDS
        is_beside = bool(_OF["rescue elsewhere"](text))
        if is_beside:
            least = _WORDS_OF_MATCH if is_of_sports_desk else _WORDS_OF_ALL_SPORT
        is_match = _has_several(_OF["sport elsewhere"], text, least, _OF["match elsewhere"])
        is_match = is_match and not (is_beside and has_dated_toll)
        return is_match or _has_several(_OF["exercise elsewhere"], text)
    if _REVIEW.search(text) and is_fiction(text):
        return True
    is_market = not has_dated_toll and any(
        _has_several(_OF["markets"], text, least) and not _OF[harm](text) for least, harm in _WORDS_OF_MARKETS
    )
    is_space = _has_several(_OF["space"], text, _WORDS_OF_SPACE) and not (_OF["rescue"](text) or _OF["injuries"](text))
    if is_market or is_space:
        return True
    least = _WORDS_OF_STAGED if _OF["staged"](text) else 0 if _DIED.search(text) else SPORT_WORDS
    if _DEBUNKING.search(text) or (least and _has_several(_OF["exercise"], text, least)):
        return True
    is_match = _has_several(_OF["sport"], text) and not has_dated_toll
    is_all_sport = is_match and _has_several(_OF["sport"], text, _WORDS_OF_MATCH)
    rescued = _CARE.sub("", text) if is_all_sport and not _HAVE_DIED.search(text) else text
    if any(_OF["rescue"](clause) and not _DENIED.search(clause) for clause in _CLAUSE_END.split(rescued)):
        return False
    return is_match or (is_fiction(text, SPORT_WORDS) and not has_dated_harm)


def heads_review(line: str) -> bool:
    """Whether a line is what a newspaper calls its reviews: "Books | Fiction in brief", "CRÍTICA DE LIBROS"."""
    return _heads(line, _REVIEW_DESK)


def heads_sport(line: str) -> bool:
    """Whether a line is what a newspaper calls its pages of sport: "Deportes · LaLiga", "ANSA.it > Umbria > Sport"."""
    return _heads(line, _SPORTS_DESK)


def _heads(line: str, desk: Wording) -> bool:
    return len(line) <= _MOST_OF_DESK and not line.rstrip().endswith(".") and desk.search(line) is not None


def is_sport(text: str) -> bool:
    """Whether a text is of sport and neither fiction nor a report held to be false: who died in it is dead."""
    return _has_several(_OF["sport"], text) and not (is_fiction(text, SPORT_WORDS) or _DEBUNKING.search(text))


def is_fiction(text: str, least: int = _LEAST_OF_REVIEW) -> bool:
    """Whether a text has so many words of fiction: without ``least`` those of one that a line says to be a review."""
    return _has_several(_OF["fiction"], text, least - bool(_SHOWN.search(text)))


def _has_several(words: Wording, text: str, least: int = SPORT_WORDS, *more: Wording) -> bool:
    found = (match.group() for one in (words, *more) for match in one.finditer(text))
    return len({word.casefold().removesuffix("s") for word in found}) >= least


def dies_unharmed(text: str) -> bool:
    """Whether a text tells of a death by illness, or in custody, and of no force: "the mobster died in prison"."""
    died = dies_naturally(text) or (_DEATH.search(text) is not None and _IN_CUSTODY.search(text) is not None)
    return died and not _OF["force"](text)
