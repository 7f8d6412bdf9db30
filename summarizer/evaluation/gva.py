"""Gold of a register of shootings with its articles: entries of the Gun Violence Archive, as in SemEval-2018 task 5.

JSON Lines, one incident a line::

    {"incident": "101301", "date": "2014-01-27", "state": "North Carolina", "city": "Rocky Mount",
     "killed": 0, "injured": 1,
     "participants": [{"Type": "Victim", "Status": "Injured", "Name": "Ana Ruiz"}, {"Type": "Subject-Suspect"}],
     "articles": [{"id": "0394aa", "title": "...", "text": "..."}]}

Every article is a document by its id, whose one incident is the entry. A register knows more than an article: a person
is gold where a given name and the family name stand in the article, as strings of MUC-4's keys are. It knows less, too:
not everybody's name, no target, no weapon, no type; so only the names of victims and of suspects are scored, precision
is a lower bound, and any type in which shots may be fired is right.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from summarizer.errors import ConfigurationError
from summarizer.evaluation.alignment import normalize_name
from summarizer.evaluation.gold import (
    GoldCount,
    GoldDate,
    GoldDocument,
    GoldEntry,
    GoldPlace,
    GoldSet,
    GoldTemplate,
    GoldVictims,
)
from summarizer.evaluation.jsonl_gold import read_gold
from summarizer.language.regions import find_regions, list_short_names

TYPES = (
    "shooting", "murder", "attack", "assassination", "armed clash", "robbery", "hostage taking", "kidnapping", "other",
)  # fmt: skip
"""The incident types that are right: those in which shots may be fired. The register has none."""

_COUNTRY = ("United States", "US", "USA", "United States of America")
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_TITLES = (
    "officer", "deputy", "detective", "sergeant", "sgt", "corporal", "cpl", "trooper", "agent", "lieutenant", "lt",
    "captain", "capt", "major", "maj", "private", "pvt", "specialist", "spc", "mr", "mrs", "ms", "dr", "rev", "pastor",
)  # fmt: skip
_AROUND = frozenset(_SUFFIXES + _TITLES)
_OUTCOMES: dict[str, tuple[str, ...]] = {
    "Killed": ("killed",),
    "Injured": ("injured",),
    "Unharmed": ("unharmed", "survived", "escaped", "targeted"),
}
_NICKNAME = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_OTHER_NAME = re.compile(r"\ba\.?k\.?a\b\.?", re.IGNORECASE)
_INSIDE = re.compile(r"\(([^()]*)\)")
_SHORT_WORDS = (("Saint ", "St. "), ("Fort ", "Ft. "), ("Mount ", "Mt. "), (" Twp", " Township"))


class _Participant(BaseModel):
    type: Literal["Victim", "Subject-Suspect"] = Field(alias="Type")
    status: str = Field("", alias="Status")
    name: str = Field("", alias="Name")


class _Article(BaseModel):
    id: str = Field(min_length=1)
    title: str | None = None
    text: str


class _Incident(BaseModel):
    date: date
    state: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    city: str
    killed: int = Field(ge=0)
    injured: int = Field(ge=0)
    participants: list[_Participant]
    articles: list[_Article]


def load_gva(path: Path) -> GoldSet:
    """A document for each article, in the file's order. Raises: ConfigurationError, which names file and line."""
    documents: dict[str, GoldDocument] = {}
    for where, incident in read_gold(path, _Incident, "Write an incident a line as the register's file has them."):
        for article in incident.articles:
            if article.id in documents:
                raise ConfigurationError(f"{where}: article {article.id!r} stands there a second time.")
            documents[article.id] = GoldDocument(doc_id=article.id, templates=(_build_template(incident, article),))
    if not documents:
        raise ConfigurationError(f"{path}: no article stands in this register.")
    return GoldSet(
        name=f"gva {path.name}",
        documents=tuple(documents.values()),
        same_once=False,
        roles=("PerpInd", "Victim"),
        names_only=True,
    )


def _build_template(incident: _Incident, article: _Article) -> GoldTemplate:
    text = f"{article.title or ''}\n{article.text}"
    written = normalize_name(text).split()
    named = list(_written_people(incident.participants, written))
    entry = _build_entry(incident, text, f" {' '.join(written)} ")
    return GoldTemplate(
        types=TYPES,
        roles={
            "PerpInd": tuple(names for one, names in named if one.type == "Subject-Suspect"),
            "Victim": tuple(names for one, names in named if one.type == "Victim"),
        },
        dates=(GoldDate(earliest=incident.date, latest=incident.date),),
        locations=tuple(GoldPlace(country=name, places=(entry.state, entry.city)) for name in _COUNTRY),
        victims=tuple(_build_victim(one, names) for one, names in named if one.type == "Victim"),
        entry=entry,
    )


def _build_victim(person: _Participant, names: tuple[str, ...]) -> GoldVictims:
    outcomes = dict.fromkeys(outcome for word in _statuses(person) for outcome in _OUTCOMES.get(word, ()))
    return GoldVictims(names=names, counts=(GoldCount(low=1, high=1),), outcomes=tuple(outcomes))


def _statuses(person: _Participant) -> list[str]:
    return [word.strip() for word in person.status.split(",")]


def _build_entry(incident: _Incident, text: str, folded: str) -> GoldEntry:
    """The entry; ``folded`` is the text as names are compared, between spaces."""
    city, state = _city_forms(incident.city), _state_forms(incident.state)
    written: dict[Literal["city", "state"], bool] = {
        "city": any(f" {normalize_name(form)} " in folded for form in city),
        "state": bool(re.search(rf"\b{re.escape(state[0])}\b|, (?:{'|'.join(map(re.escape, state))})(?!\w)", text)),
    }
    return GoldEntry(
        killed=_permitted(incident.killed, incident.participants, "Killed"),
        injured=_permitted(incident.injured, incident.participants, "Injured"),
        day=incident.date,
        city=city,
        state=state,
        written=frozenset(name for name, stands in written.items() if stands),
    )


def _permitted(number: int, people: Sequence[_Participant], status: str) -> tuple[int, ...]:
    """The register's number, which counts suspects, and the number without them."""
    suspects = sum(one.type == "Subject-Suspect" and status in _statuses(one) for one in people)
    return (number, number - suspects) if 0 < suspects <= number else (number,)


def _city_forms(city: str) -> tuple[str, ...]:
    """Both of "Salt Lake City (Murray)"; Brown County of "Brown (county)"; St. Louis of Saint Louis, too."""
    name, _, inner = city.strip().removesuffix(")").partition(" (")
    name = name if inner != "county" or name.endswith(" County") else f"{name} County"
    forms = [name] if inner in ("", "county") else [name, inner]
    forms += [form.replace(long, short) for form in forms for long, short in _SHORT_WORDS if long in form]
    return tuple(dict.fromkeys(forms))


def _state_forms(state: str) -> tuple[str, ...]:
    """The state's name, and the short forms that newspapers and the Postal Service have for it."""
    codes = [region.code for region in find_regions(state) if region.country == "US" and region.is_top]
    return (state, *(short for code in codes for short in list_short_names(code)))


def _written_people(
    people: Sequence[_Participant], written: Sequence[str]
) -> Iterator[tuple[_Participant, tuple[str, ...]]]:
    """The people whom the article names, each with the forms of the name that stand among its words."""
    families = Counter(family for one in people for family in {words[-1] for words in _full_names(one.name)})
    for one in people:
        if names := _written_forms(one.name, written, families):
            yield one, names


def _full_names(name: str) -> Iterator[list[str]]:
    """The words of each name that somebody goes by, as they are compared: without rank and Jr.; with nicknames, too."""
    for alias in (*_OTHER_NAME.split(_INSIDE.sub(" ", name)), *_INSIDE.findall(name)):
        words = [word for word in normalize_name(_NICKNAME.sub(" ", alias)).split() if word not in _AROUND]
        if words:
            yield words
            yield from ([*normalize_name(nick).split(), words[-1]] for nick in _NICKNAME.findall(alias))


def _written_forms(name: str, written: Sequence[str], families: Counter[str]) -> tuple[str, ...]:
    """The forms among the article's words, with and without rank and Jr.; none where no given name stands there.

    One word may stand between the given name and the family's ("Ivan 'J.P.' Cole"). A family name alone names somebody
    where nobody else of the incident has it.
    """
    fulls = [words for words in _full_names(name) if len(words) > 1 or len(name.split()) == 1]
    forms = [form for words in fulls for form in _forms_of(words, written)]
    alone = dict.fromkeys(words[-1] for words in fulls if families[words[-1]] == 1) if forms else ()
    forms += [form for word in alone for form in _forms_of([word], written)]
    return tuple(dict.fromkeys(forms))


def _forms_of(words: Sequence[str], written: Sequence[str]) -> Iterator[str]:
    """Where the whole name stands, or the given name right before the family's or but one word before it."""
    for end in (at + 1 for at, word in enumerate(written) if word == words[-1]):
        if end >= len(words) and list(written[end - len(words) : end]) == list(words):
            yield from _around(end - len(words), end, written)
        for start in (end - 2, end - 3) if len(words) > 1 else ():
            if start >= 0 and written[start] == words[0]:
                yield from _around(start, end, written)


def _around(start: int, end: int, written: Sequence[str]) -> Iterator[str]:
    """The words of that place, and with a rank before and a Jr. after them where they have one."""
    ranked = start
    while ranked and written[ranked - 1] in _TITLES:
        ranked -= 1
    for first in (start, ranked):
        yield " ".join(written[first:end])
        if written[end : end + 1] and written[end] in _SUFFIXES:
            yield " ".join(written[first : end + 1])
