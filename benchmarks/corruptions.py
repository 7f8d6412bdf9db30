"""Right answers with one value made wrong by rule, and whether resolving and checking notice."""

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from alterations import ORGANIZATIONS, Case, alter_negation
from facts import answer_right

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.checks.incidents import check_incidents
from summarizer.evidence.facts import read_facts
from summarizer.evidence.matching import find_all
from summarizer.language.numbers import find_numbers
from summarizer.resolving.incidents import resolve_incidents
from summarizer.resolving.repairs import repair_incidents
from summarizer.schemas.record import Finding, Incident, Sentence
from summarizer.schemas.wire import WireIncident
from summarizer.values import Article

Answer = list[dict[str, Any]]
_NAMED = ("weapons", "perpetrators", "targets", "victims")
_OUTCOMES = {"killed": "injured", "injured": "killed", "missing": "killed", "kidnapped": "killed", "freed": "killed"}


class Corrupted(NamedTuple):
    """An answer with one wrong value, and the path of the entry in the record that holds it."""

    answer: Answer
    field: str


class Told(NamedTuple):
    """What resolving and checking make of an answer."""

    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]


class Outcome(NamedTuple):
    """What came of one corruption: a warning or any finding on the value, a finding at all, the value put right."""

    kind: str
    doc_id: str
    field: str
    warned: bool
    on_value: bool
    noticed: bool
    put_right: bool


class Read(NamedTuple):
    """A case as read, with its right answer and what is told of it."""

    case: Case
    article: Article
    sentences: Sequence[Sentence]
    answer: Answer
    told: Told


def read_case(case: Case) -> Read:
    """A case with its right answer, made from the gold."""
    article = article_from_text(case.text, path=case.doc_id)
    sentences = number_sentences(article)
    answer = answer_right(article, sentences, case.gold)
    return Read(case, article, sentences, answer, tell(answer, article, sentences))


def tell(answer: Answer, article: Article, sentences: Sequence[Sentence]) -> Told:
    """What the pipe makes of an answer, without a model."""
    wire = [WireIncident.model_validate(incident) for incident in answer]
    facts = read_facts(sentences, article.text, published=article.published)
    resolved = resolve_incidents(repair_incidents(wire, facts), facts, article_id=article.article_id)
    checked = check_incidents(resolved.incidents, facts)
    return Told(resolved.incidents, (*resolved.findings, *checked))


def false_alarms(read: Read) -> list[Finding]:
    """The warnings about a right answer."""
    return [finding for finding in read.told.findings if finding.severity != "info"]


def corrupt_all(read: Read) -> Iterator[Outcome]:
    """What comes of every corruption of a case, one at a time."""
    for kind, rule in KINDS.items():
        for corrupted in rule(read):
            yield _judge(kind, read, corrupted, tell(corrupted.answer, read.article, read.sentences))
    yield from _deny(read)


def _judge(kind: str, read: Read, corrupted: Corrupted, told: Told) -> Outcome:
    known = {(finding.code, finding.field, finding.message) for finding in read.told.findings}
    new = [one for one in told.findings if (one.code, one.field, one.message) not in known]
    about = [finding for finding in new if finding.field.startswith(corrupted.field)]
    same = [incident.model_copy(update={"incident_id": ""}) for incident in told.incidents]
    put_right = same == [incident.model_copy(update={"incident_id": ""}) for incident in read.told.incidents]
    warned = any(finding.severity != "info" for finding in about)
    return Outcome(kind, read.case.doc_id, corrupted.field, warned, bool(about), bool(new), put_right)


def _change(read: Read, index: int, part: str, at: int, **changes: Any) -> Corrupted:
    answer = copy.deepcopy(read.answer)
    answer[index][part][at].update(changes)
    return Corrupted(answer, f"incidents[{index}].{part}[{at}]")


def _entries(read: Read, *parts: str) -> Iterator[tuple[int, str, int, dict[str, Any]]]:
    for index, incident in enumerate(read.answer):
        for part in parts:
            for at, entry in enumerate(incident[part]):
                yield index, part, at, entry


def _counted(read: Read) -> Iterator[tuple[int, str, int, dict[str, Any]]]:
    return ((i, part, at, entry) for i, part, at, entry in _entries(read, "victims") if entry["count"])


def _article_numbers(read: Read) -> list[str]:
    numbers = [number.range.low for sentence in read.sentences for number in find_numbers(sentence.text)]
    return [str(number) for number in dict.fromkeys(numbers) if number]


def new_number(read: Read) -> Iterator[Corrupted]:
    """A count that the article does not hold."""
    held = set(_article_numbers(read))
    for index, part, at, entry in _counted(read):
        number = next(n for n in range(int(entry["count"].strip("~+")) + 4, 10**6) if str(n) not in held)
        yield _change(read, index, part, at, count=str(number))


def swapped_digits(read: Read) -> Iterator[Corrupted]:
    """A count with its last two digits changed over, where they differ and the article does not hold the result."""
    for index, part, at, entry in _counted(read):
        digits = entry["count"].strip("~+")
        swapped = digits[:-2] + digits[-1:] + digits[-2:-1]
        if len(digits) > 1 and swapped != digits and swapped[0] != "0" and swapped not in _article_numbers(read):
            yield _change(read, index, part, at, count=swapped)


def other_number(read: Read) -> Iterator[Corrupted]:
    """A count that another entry of the article has."""
    for index, part, at, entry in _counted(read):
        others = [other["count"] for *_, other in _counted(read) if other["count"] != entry["count"]]
        for count in dict.fromkeys(others):
            yield _change(read, index, part, at, count=count)


def new_name(read: Read) -> Iterator[Corrupted]:
    """A name that the article does not hold."""
    for index, part, at, entry in _entries(read, *_NAMED):
        key = "name" if "name" in entry else "group"
        yield _change(read, index, part, at, **{key: ORGANIZATIONS[at % len(ORGANIZATIONS)]})
    for index, incident in enumerate(read.answer):
        for at in range(len(incident["places"])):
            answer = copy.deepcopy(read.answer)
            answer[index]["places"][at] = "Hallowfen"
            yield Corrupted(answer, f"incidents[{index}].place.places[{at}]")


def other_name(read: Read) -> Iterator[Corrupted]:
    """A name or a perpetrator's name put in the place of another that the article holds."""
    names = [*read.case.names["people"], *read.case.names["organizations"]]
    for index, part, at, entry in _entries(read, "perpetrators", "victims"):
        if "name" in entry and entry["name"] in names:
            for name in names:
                if name not in entry["name"] and entry["name"] not in name:
                    yield _change(read, index, part, at, name=name)


def wrong_outcome(read: Read) -> Iterator[Corrupted]:
    """Killed for injured and the like, for groups with a number."""
    for index, part, at, entry in _counted(read):
        if "group" in entry and entry["outcome"] in _OUTCOMES:
            yield _change(read, index, part, at, outcome=_OUTCOMES[entry["outcome"]])


def moved_cite(read: Read) -> Iterator[Corrupted]:
    """The number of a sentence that does not hold the value."""
    for index, part, at, entry in _entries(read, *_NAMED):
        value = entry.get("name") or entry["group"]
        lacking = [one.number for one in read.sentences if not find_all(value, one.text)]
        if lacking:
            yield _change(read, index, part, at, cite=lacking[-1:])


def new_victims(read: Read) -> Iterator[Corrupted]:
    """A group that the article does not tell of."""
    for index, incident in enumerate(read.answer):
        answer = copy.deepcopy(read.answer)
        answer[index]["victims"].append({"group": "foreign nurses", "count": "4", "outcome": "injured", "cite": [1]})
        yield Corrupted(answer, f"incidents[{index}].victims[{len(incident['victims'])}]")


def new_claim(read: Read) -> Iterator[Corrupted]:
    """An organization that claims what the article does not say it claims."""
    for index, part, at, entry in _entries(read, "perpetrators"):
        if entry["kind"] == "organization" and entry["status"] != "claimed":
            yield _change(read, index, part, at, status="claimed")


def new_date(read: Read) -> Iterator[Corrupted]:
    """A date that the article does not hold."""
    for index, incident in enumerate(read.answer):
        if incident["date"]:
            answer = copy.deepcopy(read.answer)
            answer[index]["date"]["text"] = "12 June 1987"
            yield Corrupted(answer, f"incidents[{index}].date")


def new_country(read: Read) -> Iterator[Corrupted]:
    """A country that the article does not name."""
    for index, incident in enumerate(read.answer):
        if incident["country"]:
            answer = copy.deepcopy(read.answer)
            answer[index]["country"] = "Iceland"
            yield Corrupted(answer, f"incidents[{index}].place.country")


def wrong_type(read: Read) -> Iterator[Corrupted]:
    """Another type of incident, of which no sentence is evidence."""
    for index, incident in enumerate(read.answer):
        answer = copy.deepcopy(read.answer)
        answer[index]["type"] = "cyberattack" if incident["type"] != "cyberattack" else "bombing"
        yield Corrupted(answer, f"incidents[{index}].type")


KINDS: dict[str, Callable[[Read], Iterator[Corrupted]]] = {
    "number not in the article": new_number,
    "digits swapped": swapped_digits,
    "number of another entry": other_number,
    "name not in the article": new_name,
    "name of another": other_name,
    "outcome": wrong_outcome,
    "cite moved": moved_cite,
    "victims made up": new_victims,
    "claim made up": new_claim,
    "date not in the article": new_date,
    "country not in the article": new_country,
    "type": wrong_type,
}
NEGATED_COUNT = "denied, with number"
NEGATED_BARE = "denied, without number"


def _deny(read: Read) -> Iterator[Outcome]:
    """The right answer about an article held against the one that denies its killed and injured."""
    denied = alter_negation(read.case)
    article = article_from_text(denied.text, path=denied.doc_id)
    sentences = number_sentences(article)
    gone = [victim for one in read.case.gold for victim in one.get("victims", ()) if not _is_in(victim, denied)]
    for index, part, at, entry in _entries(read, "victims"):
        if not any(entry.get("group") == victim.get("group") and _same(entry, victim) for victim in gone):
            continue
        for kind, changes in ((NEGATED_COUNT, {}), (NEGATED_BARE, {"count": None})):
            answer = copy.deepcopy(read.answer)
            answer[index][part] = [{**entry, **changes}]
            warnings = [one for one in tell(answer, article, sentences).findings if one.severity != "info"]
            warned = any(one.field.startswith(f"incidents[{index}].victims[0]") for one in warnings)
            field = f"incidents[{index}].{part}[{at}]"
            yield Outcome(kind, read.case.doc_id, field, warned, warned, bool(warnings), put_right=False)


def _is_in(victim: dict[str, Any], case: Case) -> bool:
    return any(victim in one["victims"] for one in case.gold)


def _same(entry: dict[str, Any], victim: dict[str, Any]) -> bool:
    return bool(entry["outcome"] == victim["outcome"] and entry["count"] == victim["count"])
