"""Rules that alter an article and its gold in the same way, so that only a reader of the text gets the values right."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from facts import Gold

from summarizer.articles.reading import article_from_text
from summarizer.articles.sentences import number_sentences
from summarizer.evidence.facts import read_facts
from summarizer.language.casualties.mentions import CasualtyMention
from summarizer.language.numbers import find_numbers, parse_count
from summarizer.language.numerals import find_numerals

FACTOR = 3
SHIFT = timedelta(days=40)
NEGATED = ("killed", "injured")
UNCHANGED = frozenset({"year", "date", "time", "ordinal"})
PEOPLE = ("Arvid Lehtonen", "Dolores Quiroga", "Milan Hruska", "Wanjiru Kiplagat", "Osamu Takeda")
ORGANIZATIONS = ("Northern Thistle", "Ember Council", "Copper Gate")
TOWNS = ("Hallowfen", "Mirvane", "Torrecline")
COUNTRIES = ("Uruguay", "Finland", "Nepal", "Ghana", "Cuba", "Jordan", "Vietnam", "Norway")
_FRONT = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)})\b(?: (?P<year>\d{{4}}))?")
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Case(NamedTuple):
    """An article with its gold and the names in it, by kind; the first of the ``places`` is the country."""

    doc_id: str
    text: str
    gold: Gold
    names: Mapping[str, Sequence[str]]


def alter_numbers(case: Case) -> Case:
    """Every number but years, dates, times and one made three times as large, in digits or words as it stood.

    Sums stay right, as three times the parts are three times the whole.
    """
    matter = _FRONT.match(case.text)
    front = matter.end() if matter else 0
    text = case.text
    kept = [number for number in find_numbers(case.text) if number.kind in UNCHANGED]
    for numeral in reversed(find_numerals(case.text)):
        plain = numeral.value is not None and numeral.value.denominator == 1 and numeral.qualifier == "exact"
        stays = any(number.start < numeral.end and numeral.start < number.end for number in kept)
        if plain and numeral.start >= front and not stays and int(numeral.value or 0) > 1:
            written = text[numeral.start : numeral.end]
            text = text[: numeral.start] + _write(int(numeral.value or 0) * FACTOR, written) + text[numeral.end :]
    return case._replace(text=text, gold=_map_counts(case.gold))


def _write(number: int, like: str) -> str:
    """The number in digits, with commas if those had some, or in words, with a capital if those had one."""
    if like[0].isdigit():
        return f"{number:,}" if "," in like else str(number)
    words = spell_number(number)
    return words.capitalize() if like[0].isupper() else words


def spell_number(number: int) -> str:
    """A number below 10,000 in English words."""
    if number < len(_SMALL):
        return _SMALL[number]
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            return f"{spell_number(number // size)} {name}" + (f" and {spell_number(rest)}" if rest else "")
    return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")


def _map_counts(gold: Gold) -> Gold:
    def change(victim: Mapping[str, Any]) -> dict[str, Any]:
        count = victim.get("count")
        changed = re.sub(r"\d+", lambda found: str(max(int(found[0]) * FACTOR, 1)), count) if count else None
        return {**victim, **({"count": changed} if count and count != "1" else {})}

    return [{**one, "victims": list(map(change, one["victims"]))} if "victims" in one else one for one in gold]


def alter_names(case: Case) -> Case:
    """Every name of a person, organization or place swapped for another, the same one throughout."""
    swaps = swap_names(case.names)
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, swaps), key=len, reverse=True)) + r")\b")

    def change(node: Any) -> Any:
        if isinstance(node, str):
            return pattern.sub(lambda found: swaps[found[0]], node)
        if isinstance(node, list):
            return [change(item) for item in node]
        return {key: change(item) for key, item in node.items()} if isinstance(node, dict) else node

    return case._replace(text=change(case.text), gold=change(case.gold))


def swap_names(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What each name is swapped for; a family name alone follows the whole name before it."""
    swaps: dict[str, str] = {}
    for at, name in enumerate(names["people"]):
        whole = next((known for known in swaps if known.split()[-1] == name), None)
        swaps[name] = swaps[whole].split()[-1] if whole else PEOPLE[at]
    swaps |= zip(names["organizations"], ORGANIZATIONS, strict=False)
    country, *towns = names["places"]
    swaps[country] = COUNTRIES[sum(map(ord, country)) % len(COUNTRIES)]
    return swaps | dict(zip(towns, TOWNS, strict=False))


def alter_negation(case: Case) -> Case:
    """Put "no" in place of every number of killed or injured people, and the gold without these."""
    denied = list(denied_mentions(case.text))
    text = case.text
    for mention in reversed(denied):
        capital = text[mention.count_start].isupper()
        text = f"{text[: mention.count_start]}{'No' if capital else 'no'}{text[mention.count_end :]}"
    gone: set[tuple[str, int | None]] = {(mention.outcome, _number(mention.count)) for mention in denied}
    gold = [
        {**one, "victims": [victim for victim in one.get("victims", ()) if not _is_gone(victim, gone)]}
        for one in case.gold
    ]
    return case._replace(text=text, gold=gold)


def denied_mentions(text: str) -> list[CasualtyMention]:
    """The casualty phrases that the rule denies, in order."""
    told = read_facts(number_sentences(article_from_text(text)), text).casualties
    return [mention for mention in told if mention.outcome in NEGATED and not mention.is_background]


def _number(count: Any) -> int | None:
    return None if count is None else count.low if count.low is not None else count.high


def _is_gone(victim: Mapping[str, Any], gone: set[tuple[str, int | None]]) -> bool:
    return "group" in victim and (victim["outcome"], _number(parse_count(victim["count"]))) in gone


def alter_dates(case: Case) -> Case:
    """Every date forty days later: the publication date, weekdays and days of a month."""
    published = article_from_text(case.text).published

    def move(found: re.Match[str]) -> str:
        year = int(found["year"] or (published.year if published else 1))
        day = date(year, _MONTHS.index(found["month"]) + 1, int(found["day"])) + SHIFT
        return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if found["year"] else "")

    text = _ISO.sub(lambda found: (date.fromisoformat(found[0]) + SHIFT).isoformat(), case.text)
    text = _WEEKDAY.sub(lambda found: _WEEKDAYS[(_WEEKDAYS.index(found[0]) + SHIFT.days) % 7], _DAY.sub(move, text))
    gold = [
        {**one, "date": (date.fromisoformat(one["date"]) + SHIFT).isoformat()} if "date" in one else one
        for one in case.gold
    ]
    return case._replace(text=text, gold=gold)


RULES: dict[str, Callable[[Case], Case]] = {
    "numbers": alter_numbers,
    "names": alter_names,
    "negation": alter_negation,
    "dates": alter_dates,
}
