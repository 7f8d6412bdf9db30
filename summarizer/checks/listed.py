"""People whom an article lists or names after it has counted them: "two men, identified as Ann Lee and Bob Roy"."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from summarizer.checks.entries import BESIDES
from summarizer.evidence.values import Spot, list_counting, list_held, list_places, spot_of, spots_of
from summarizer.language.numbers import find_numbers
from summarizer.language.people import (
    DOERS,
    GENERIC_HEADS,
    PERSON_GROUP,
    YEARS_OLD,
    are_alike,
    content_words,
    head_word,
    is_generic,
    is_other,
    may_be_same,
)
from summarizer.language.wording import Wording
from summarizer.resolving.groups import count_least, first_sentence
from summarizer.resolving.totals import find_listed
from summarizer.schemas.record import Outcome, Sentence, Victim

_IDENTIFIED = Wording(
    r"(?i)(?:\bthey|\bboth|\bthose (?:killed|who died)|\bthe (?:(?:two|three|four|five|six) )?(?:dead|victims|deceased"
    r"|slain|martyred|fatalities|injured|wounded|missing|hostages|captives)) (?:were|are|have been|include[ds]?)\b"
    r"|\b(?:los|las|el|la) (?:(?:dos|tres|cuatro|cinco) )?(?:muert|fallecid|víctima|herid|lesionad|caíd|occis)\w*"
    r"(?: (?:mortal|fatal)(?:es)?)? (?:son|es|eran|era|fueron|fue|respond[eí]\w*|se llamaban?)\b",
    "The dead were identified", "The dead parents were identified",
)  # fmt: skip
_NAMED = Wording(
    r"(?i)\bthe (?P<who>(?:[\w-]+ ){1,3}?)(?:who (?:died|was (?:killed|shot|hurt|injured)) )?"
    r"(?:was|were|ha(?:s|ve) been) (?:later )?(?:identified|named)\b"
    r"|\b(?:identified|named) the (?P<whom>(?:[\w-]+ ){1,3})as\b"
    r"|\b(?:el|la|los|las) (?P<quien>[\w-]+(?: [\w-]+){0,2}),? (?:(?:fue|fueron|ha sido) )?identificad[oa]s? como\b",
    "The worker was identified", "The worker was seen",
)  # fmt: skip
_LISTED = Wording(
    r"(?i)\A[^.;:]{0,60}?,?\s(?:(?:later\s)?(?:identified|named)\sas|identificad[oa]s\scomo)\s\Z",
    " farmers, identified as ", " farmers, beside whom ",
)  # fmt: skip
"""Between people's number and the first of their names."""
_AGAIN = Wording(
    rf",\s(?:an?\s)?(?:{YEARS_OLD}\b[^,.;]{{0,40}}|(?:[\w'’-]{{1,20}}\s){{1,3}}(?:of|aged)\s\d{{1,3}})",
    ", a woman of 60", ", a woman",
)  # fmt: skip
"""From the end of one person's words to that of the next one's: the same person by age."""
_PUT_IN = Wording(
    r"(?:\s(?!(?:and|or|but|who|were|was)\b)[\w'’-]{1,20}){1,3}(?:\swho\s(?:were\s|had\sbeen\s)?\w{3,12})?,\s(?P<people>[^.;:]{5,120}?),\s"
    r"(?:(?:all|both)\s)?(?:were|was|died|have|had|are|lost|drowned|perished)\b",
    " villagers, a grandmother of 71 and two children, were killed", " villagers, a guard and two children were killed",
)  # fmt: skip
_PUT_IN_ONE = Wording(
    r"(?:(?P<one>an?|one|his|her|their|the)|(?P<few>two|three|four|five|six|seven|eight|nine|ten|\d{1,2}))\s[^\W\d_]",
    "two children",
    "Ann Lee",
)
_FEWEST_LISTED = 2
_COLON = Wording(
    r"(?i)\A[^.;:—–]{0,60}?(?::|\s?[—–(]|\s--?\s)"
    r"\s?(?:(?!(?:and|but|while|as|when|after|before|where)\b)[\w'’-]{1,20}\s){0,5}\Z",
    " others: a young ",
    " others died and a ",
)
_DEAD = GENERIC_HEADS | {"victim", "deceased", "occiso"}
_ALSO = Wording(
    r"(?i)\b(?:also|another|others?|too|third|as well|in addition|también|además|asimismo|otr[oa]s?|tercer[oa]?"
    r"|également|aussi|autres?|auch|weitere[rn]?|andere[rn]?|anche|altr[aeio]|também|outr[oa]s?|ook)\b",
    "were also killed", "were alsatians",
)  # fmt: skip
_AND_ONE = Wording(
    r"(?i)(?:,\s(?:aged\s|de\s)?\d{1,3})?,?\s(?:and|y)\s(?:an?|his|her|their|another|su|un[ao]?)\s(?:[\w'’-]{1,20}\s){0,3}",
    ", 35, and their 5-year-old ", ", a 35-year-old ",
)  # fmt: skip
"""Between somebody with a name and somebody without one in a list."""
_AND = Wording(r"(?i),?\s(?:and|y)\s(?:an?\s|his\s|her\s|their\s|un[ao]?\s|su\s)?", " and ", " or ")
_CALLED = Wording(r"(?<![\w'’-])([^\W\d_]{3,20}[^\W\d_s]s)\s\Z", "the nurses ", "was ")
"""What several people are called before their names: "the nurses Ann Lee and Bob Roy"."""


def count_together(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> dict[Outcome, int]:
    """By outcome how many people a sentence lists, somebody by name and others not: "Ann Lee, 35, and their son"."""
    most = dict[Outcome, int]()
    told = [(item, one) for one in victims for item in (list_held(one.evidence) if one.name else list_counting(one))]
    told.sort(key=lambda each: (each[0].sentence, each[1].outcome, each[0].start, each[0].end))
    for (number, outcome), group in groupby(told, key=lambda each: (each[0].sentence, each[1].outcome)):
        listed, text, offset = [*group], sentences[number - 1].text, sentences[number - 1].start
        chain = [listed[0][1]]
        for (before, _), (after, one) in pairwise(listed):
            joint = _AND_ONE if chain[-1].name or one.name else _AND
            goes_on = before.end <= after.start and joint.fullmatch(text, before.end - offset, after.start - offset)
            chain = [*chain, one] if goes_on else [one]
            if len({bool(each.name) for each in chain}) > 1:
                most[outcome] = max(most.get(outcome, 0), sum(map(count_least, chain)))
    return most


def list_identified(victims: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """The entries that add up to an earlier group's number, where their sentences say who the dead or hurt are.

    So do two names of dead after "two workers were killed", but for what else they are called: "nurses Ann Lee and Bob
    Roy"; not after "two gunmen". Not where a sentence tells of people beside others.
    """
    for outcome in dict.fromkeys(one.outcome for one in victims):
        alike = [one for one in victims if one.outcome == outcome]
        yield from _list_named_later(alike, sentences)
        for some in (one for one in alike if one.group and one.count and one.count.low == one.count.high):
            yield from (*_list_beside(some, alike, sentences), *_list_put_in(some, alike, sentences))
        whole = find_listed(alike, fewest=2)
        if whole is None:
            continue
        rest = [one for one in alike if one is not whole]
        told = [sentences[item.sentence - 1].text for one in rest for item in list_held(one.evidence)]
        are_names = _are_names_of(rest, whole.group or "", sentences)
        says_who = any(_says_who(text, whole.group or "") for text in told)
        if (are_names or says_who) and not any(map((_ALSO if are_names else BESIDES).search, told)):
            yield from rest


def _are_names_of(rest: Sequence[Victim], group: str, sentences: Sequence[Sentence]) -> bool:
    """Whether several entries are names that may be of a group: not of others, of attackers, or where called else."""
    head = head_word(group)
    are_doers = not DOERS.isdisjoint({head, head.removesuffix("s"), head.removesuffix("es")})
    if len(rest) < _FEWEST_LISTED or is_other(group) or are_doers or are_alike(head, "gunmen"):
        return False
    called = [spot.before(_CALLED) for one in rest for spot in spots_of(list_held(one.evidence), sentences)]
    return all(one.name for one in rest) and all(found is None or may_be_same(group, found[1]) for found in called)


def _list_named_later(alike: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """Those of a later sentence that says who all of one group were: "the slain soldiers were identified as".

    People by name, and those told one by one: "constables Naimatullah and Shafqat Ali, and a driver".
    """
    named: dict[int, list[Victim]] = {}
    for one in alike:
        for item in list_held(one.evidence)[:1] if one.name or count_least(one) == 1 else ():
            named.setdefault(item.sentence, []).append(one)
    for number, names in named.items():
        text = sentences[number - 1].text
        wholes = [
            one
            for one in alike
            if one.group and one.count and one.count.low == one.count.high == len(names)
            if 0 < first_sentence(one) < number and _says_who(text, one.group)
        ]
        if len(wholes) == 1 and not BESIDES.search(text):
            yield from names


def _list_beside(whole: Victim, alike: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """Those whom a sentence lists after the number of all: "two were hurt: a woman and an officer".

    Names where the article has no others: "two men, identified as Jairo Ruiz and Luis Paz", "two others – Jairo Ruiz,
    24; and Luis Paz, 25 – were hurt".
    """
    groups = [(one, held) for one in alike if one.group for held in list_places(one)]
    names = [(one, held) for one in alike if one.name for held in list_held(one.evidence)]
    for item in list_counting(whole):
        spot = spot_of(item, sentences)
        for told in (groups, names):
            here = [(one, spot_of(held, sentences)) for one, held in told if held.sentence == item.sentence]
            listed = sorted((each for each in here if each[1].start >= spot.end), key=lambda each: each[1].start)
            if not listed or _count_apart(listed) != count_least(whole):
                continue
            most = len({one.name for one, _ in names})
            is_all = len(listed) == most if told is names else len(listed) >= _FEWEST_LISTED
            between = spot.text[spot.end : listed[0][1].start]
            if is_all and (_COLON.match(between) or (told is names and _LISTED.match(between))):
                yield from (one for one, _ in listed)


def _count_apart(listed: Sequence[tuple[Victim, Spot]]) -> int:
    """How many are listed, one who is told again by an age counted once: "a visitor, a woman of 60"."""
    again = (
        _AGAIN.fullmatch(before.text[before.end : spot.end]) is not None and count_least(known) == count_least(one) == 1
        for (known, before), (one, spot) in pairwise(listed)
    )
    return sum(count_least(one) for one, _ in listed) - sum(again)


def _list_put_in(whole: Victim, alike: Sequence[Victim], sentences: Sequence[Sentence]) -> Iterator[Victim]:
    """Those put in after the number of all: "three villagers, a grandmother of 71 and two children, were killed"."""
    for item in list_counting(whole):
        spot = spot_of(item, sentences)
        put_in = spot.after(_PUT_IN)
        if put_in is None or _count_put_in(put_in["people"]) != count_least(whole):
            continue
        start = sentences[item.sentence - 1].start
        first, last = start + put_in.start("people"), start + put_in.end("people")
        for one in alike:
            held = list_places(one) if one is not whole else []
            if held and all(first <= each.start < last for each in held):
                yield one


def _count_put_in(people: str) -> int:
    """How many people are listed; 0 where something else is."""
    told = [_PUT_IN_ONE.match(one) for one in re.split(r",\s(?:and\s)?|\sand\s", people)]
    numbers = [0 if one is None else 1 if one["one"] else find_numbers(one["few"])[0].range.low or 0 for one in told]
    return sum(numbers) if all(numbers) else 0


def _says_who(text: str, group: str) -> bool:
    """Whether a sentence tells who the people of a group are: "the victim was identified as", of workers "the worker".

    Of a soldier no civilian who is named.
    """
    named = _NAMED.search(text)
    words = content_words(next(filter(None, named.groups()))) if named else frozenset[str]()
    if words & DOERS:
        return False
    if _IDENTIFIED.search(text) or (is_generic(group) and words):
        return True
    others = [word for word in words - content_words(group) - _DEAD if PERSON_GROUP.fullmatch(f" {word}")]
    return bool(words & (content_words(group) | _DEAD)) and not others
