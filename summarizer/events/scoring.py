"""How well two reports agree: each comparison has a level, each level a weight.

Weights are natural logarithms of likelihood ratios (Fellegi and Sunter 1969): their sum is the logarithm of the odds
that both reports tell of one event. They stand in ``weights.tsv``; what is not ``fit`` there
is ``set`` by judgement. A level of weight ``never`` forbids.
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Literal, NamedTuple, cast

from rapidfuzz.fuzz import ratio

from summarizer.events.reports import Report
from summarizer.events.types import COPY, FAR_KM, WIDE_FAR_KM, compare_types, days_of_slack, is_wide
from summarizer.events.words import Vector, cosine, holds, likeness, rarity, spell
from summarizer.exports.coordinates import km_between
from summarizer.exports.iso_countries import short_name
from summarizer.language.person_names import are_of_two, is_short_for
from summarizer.language.plurals import tell_count
from summarizer.language.regions import Land, country_of_demonym, find_lands
from summarizer.language.wording import Wording
from summarizer.schemas.event import Feature

WEIGHTS = Path(__file__).with_name("weights.tsv")
NEVER = "never"
THRESHOLD = 0
"""Thousandths of the mean weight from which on two groups of reports are one event."""
_TOLD_BY_TEXT = frozenset({"type", "text words", "evidence words"})
_NEAR_KM = 30
_ALIKE = 88
_SPELT_ALIKE, _SHORTEST_NAME = 80, 5
"""What likeness, in percent, transcriptions of one name have, and how many letters: "ravar" and "rawar"."""
_SMALL_WORDS = frozenset(
    {"the", "of", "and", "in", "for", "on", "de", "del", "la", "las", "los", "y", "du", "des", "et"}
)
FORCES = frozenset({"army", "military", "troops", "soldiers", "force", "forces", "navy", "defence", "defense"})
_OF_LANDS = _SMALL_WORDS | {"us", "u", "s"}
"""What may stand beside the word for a country: "nigeria s army", "u s military"."""
OF_STATE = FORCES | {"armed", "air", "government", "ministry", "minister", "security"}
"""Words that do not tell one state's forces from another's."""
_SHORT_LAND = Wording(r"\b(?:U ?[SKsk]|Uae)\b", "U S Army", "Usual")
"""Countries whose short names folding has spelt like other words."""
_SHORTEST = 7
"""Letters of a name that a misspelling leaves plain: "al shabab", but no FLN for the FMLN."""
_TELLING, _SHORTEST_WORD = 4.0, 3
"""As rare, and as long but for numbers, are words that tell one street from another: of "of" no rarity is known."""
_FEW = 3
_DAY, _WEEK, _MONTH = 1, 7, 31
_IN_COPY = " in copy"
"""What names of levels end in that would forbid, but for one text being the other's."""
_STEPS = {"text": (0.04, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.65), "evidence": (0.05, 0.15, 0.3, 0.5, 0.7)}
_STEP_NAMES = {vector: ("0.00", *(f"{step:.2f}" for step in steps)) for vector, steps in _STEPS.items()}


class Level(NamedTuple):
    """One comparison's outcome. ``values`` fill the words of the table's row."""

    feature: Feature
    level: str
    values: tuple[object, ...] = ()


class Weight(NamedTuple):
    """A row of the table. ``thousandths`` None forbids."""

    thousandths: int | None
    words: str


@cache
def weights() -> dict[tuple[str, str], Weight]:
    """The table by feature and level."""
    rows = (line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {
        (feature, level): Weight(None if weight == NEVER else round(float(weight) * 1000), words)
        for feature, level, weight, words, _ in rows
    }


def weigh(levels: Iterator[Level]) -> int | None:
    """The sum of the levels' weights, in thousandths, so that it is the same in any order; None where one forbids."""
    table, total = weights(), 0
    for feature, level, _ in levels:
        weight = table[feature, level].thousandths
        if weight is None:
            return None
        total += weight
    return total


def compare(one: Report, other: Report) -> Iterator[Level]:
    """The levels of all comparisons of two reports; of those on which either says nothing, none."""
    yield Level("prior", "candidates")
    copied = is_copy(one, other)
    if copied:
        yield Level("copy", "near")
    levels = [level for comparison in _COMPARISONS if (level := comparison(one, other))]
    if one.article_id == other.article_id:
        yield Level("same article", "repeats" if _repeats(levels) else "apart")
    bare = not copied and all(level.feature in _TOLD_BY_TEXT for level in levels)
    for level in levels:
        yield _soften(level, one, other) if copied else _harden(level) if bare else level


def is_copy(one: Report, other: Report) -> bool:
    """Whether the reports stand in two articles whose texts are nearly the same."""
    return one.article_id != other.article_id and likeness(one.signature, other.signature) >= COPY


def _repeats(levels: Sequence[Level]) -> bool:
    """Whether two incidents of one article say the same again: alike in type, day and place, and at odds in nothing."""
    known = {feature: level for feature, level, _ in levels}
    at_odds = any((weight := _weight_of(level)) is None or weight < 0 for level in levels)
    same = (
        known.get("type") == "same" and known.get("date") == "same day" and known.get("place") in ("same", "same spot")
    )
    return same and not at_odds


def _weight_of(level: Level) -> int | None:
    return weights()[level.feature, level.level].thousandths


def _soften(level: Level, one: Report, other: Report) -> Level:
    """Of a near copy other days are a misreading, as of "Thursday" from two days of publication: they do not forbid."""
    read = (one.may_be_misread or other.may_be_misread) and level.feature in ("date", "published")
    return level._replace(level=f"{level.level}{_IN_COPY}") if read and _weight_of(level) is None else level


def redate_copies(reports: Iterable[Report]) -> dict[str, Report]:
    """By incident id the copies that no report of their text's first article is of one day with, with its day.

    Those that tell the day itself come before all whose day hangs on that of publication.
    """
    first: list[Report] = []
    redated: dict[str, Report] = {}
    for report in sorted(
        reports, key=lambda one: (one.may_be_misread, one.published is None, one.published or 0, one.incident_id)
    ):
        originals = [one for one in first if is_copy(one, report)]
        if not originals:
            first.append(report)
        elif all(any(level.level.endswith(_IN_COPY) for level in compare(one, report)) for one in originals):
            closest = max(originals, key=lambda one: weigh(compare(one, report)) or 0)
            redated[report.incident_id] = report._replace(days=closest.days, bounds=closest.bounds)
    return redated


def redate(one: Report, other: Report, redated: Mapping[str, Report]) -> tuple[Report, Report]:
    """Two reports as they are compared: where one forbids the other, misread copies have the day of their text."""
    copies = redated.get(one.incident_id, one), redated.get(other.incident_id, other)
    return copies if copies != (one, other) and weigh(compare(one, other)) is None else (one, other)


def _harden(level: Level) -> Level:
    """Of reports of which only the text is known, texts little alike keep apart: a mean would still join them."""
    name = f"{level.level} alone"
    return level._replace(level=name) if (level.feature, name) in weights() else level


def _type(one: Report, other: Report) -> Level:
    return Level("type", compare_types(one.kind, other.kind), (one.kind, other.kind))


def _date(one: Report, other: Report) -> Level | None:
    if one.bounds is None or other.bounds is None:
        return None
    gap = max(one.bounds[0] - other.bounds[1], other.bounds[0] - one.bounds[1], 0)
    if gap == 0:
        if one.days is None or other.days is None:
            return None
        exact = one.days[0] == one.days[1] and one.days == other.days
        return Level("date", "same day" if exact else "meets")
    if gap <= _DAY + max(days_of_slack(one.kind), days_of_slack(other.kind)):
        return Level("date", "next day" if gap == _DAY else "nearby", (gap,))
    return Level("date", "apart", (gap,))


def _published(one: Report, other: Report) -> Level | None:
    """Lapses tell where the dates do not: between a dated event and a report of unknown date, or two publications."""
    if one.days and other.days:
        return None
    dated = [report for report in (one, other) if report.days]
    undated = other if dated and dated[0] is one else one
    if undated.published is None:
        return None
    if dated:
        lapse = undated.published - cast(tuple[int, int], dated[0].days)[0]
        if lapse < -_DAY:
            return Level("published", "before it happened", (-lapse,))
        words = f"one was published {_tell_lapse(lapse)} the other's event"
    elif one.published is None or other.published is None:
        return None
    else:
        lapse = abs(one.published - other.published)
        words = f"they were published {tell_count(lapse, 'day')} apart" if lapse else "they were published on one day"
    name = next(
        (name for most, name in ((_DAY, "a day"), (_WEEK, "a week"), (_MONTH, "a month")) if lapse <= most), "longer"
    )
    return Level("published", name, (words,))


def _tell_lapse(days: int) -> str:
    return f"{tell_count(abs(days), 'day')} {'after' if days > 0 else 'before'}" if days else "on the day of"


def _country(one: Report, other: Report) -> Level | None:
    if one.country is None or other.country is None:
        return None
    if one.country == other.country:
        return Level("country", "same", (short_name(one.country) or one.country,))
    wide = is_wide(one.kind) and is_wide(other.kind)
    names = tuple(short_name(code) or code for code in (one.country, other.country))
    return Level("country", "neighbours" if wide else "different", names)


def compare_places(one: Report, other: Report) -> Level | None:
    """The level of two places; None where either report names none."""
    distance = km_between(one.town.degrees, other.town.degrees) if one.town and other.town else None
    wide = is_wide(one.kind) and is_wide(other.kind)
    if distance is not None and distance > (WIDE_FAR_KM if wide else FAR_KM):
        return Level("place", "far", (_town(one), _town(other), round(distance)))
    if one.region and other.region and one.region != other.region and not wide and not distance:
        region = "region of people" if _are_of_one_case(one, other) else "other region"
        return Level("place", region, (one.region, other.region))
    return _compare_names(one, other, distance, wide=wide) if one.places and other.places else None


def _are_of_one_case(one: Report, other: Report) -> bool:
    """Whether a victim has the same full name in both, and somebody else is in both, too.

    No two events have that: one of the regions is a court's or a home's. A name alone is that of many.
    """
    ours, theirs = ([name for name in report.victims if " " in name] for report in (one, other))
    shared = sum(any(is_same_person(name, known) for known in other.people) for name in one.people)
    return shared > 1 and any(is_short_for(name, known) for name in ours for known in theirs)


def _compare_names(one: Report, other: Report, distance: float | None, *, wide: bool) -> Level | None:
    if spell(one.places[-1]) == spell(other.places[-1]) or (distance == 0 and _is_towns(one) and _is_towns(other)):
        narrow = one.town is None or _is_towns(one)
        return Level("place", "same" if narrow else "same spot", (one.places[-1], other.places[-1]))
    if one.places[-1] in other.places or other.places[-1] in one.places:
        return Level("place", "within", (one.places[-1], other.places[-1]))
    if distance == 0:
        alike = share_words(one.places[-1], other.places[-1])
        return Level("place", "within" if alike else "one town", (one.places[-1], other.places[-1]))
    if distance is not None:
        near = "near" if distance <= _NEAR_KM else "not far"
        return Level("place", near, (_town(one), _town(other), round(distance)))
    if set(one.places) & set(other.places) or (one.region and one.region == other.region):
        return Level("place", "one wide region" if wide else "same region", (one.places[-1], other.places[-1]))
    return None if _is_translated(one, other) else _compare_spelling(one, other)


def _compare_spelling(one: Report, other: Report) -> Level:
    alike = [(name, its) for name in one.places for its in other.places if is_spelt_alike(name, its)]
    is_either = bool(alike) and (one.town is None or other.town is None)
    names = alike[-1] if is_either else (one.places[-1], other.places[-1])
    return Level("place", "spelt alike" if is_either else "other names", names)


def is_spelt_alike(one: str, other: str) -> bool:
    """Whether two plain names may be one town's in two transcriptions: "beledweyne" and "belet weyne"."""
    short, long = (name.replace(" ", "") for name in (one, other))
    return short[:1] == long[:1] and min(len(short), len(long)) >= _SHORTEST_NAME and ratio(short, long) >= _SPELT_ALIKE


def share_words(one: str, other: str) -> bool:
    """Whether two spots may be one: "market" is the vegetable market, but Lamar Avenue is no Poplar Avenue."""
    words, others = set(one.split()), set(other.split())
    telling = (word for word in words & others if len(word) >= _SHORTEST_WORD or word.isdigit())
    return words <= others or others <= words or any(rarity(word) >= _TELLING for word in telling)


def _town(report: Report) -> str:
    return report.town.name if report.town else ""


def _is_towns(report: Report) -> bool:
    """Whether the narrowest place is the town itself, not a spot in it."""
    return len(report.places) == 1 or (report.town is not None and not report.is_spot)


def _names(one: Report, other: Report) -> Level | None:
    if not one.people or not other.people:
        return _names_in_text(one if one.people else other, other if one.people else one)
    shared = [name for name in one.people if any(is_same_person(name, known) for known in other.people)]
    if len(shared) > 1:
        return Level("names", "several", (", ".join(shared[:_FEW]),))
    if shared:
        return Level("names", "one", (shared[0],))
    is_told_apart = not _is_translated(one, other)
    if is_told_apart and _are_named(one) and _are_named(other):
        return Level("names", "other dead", (one.dead[0], other.dead[0]))
    if is_told_apart and one.victims and other.victims:
        return Level("names", "other victims", (one.victims[0], other.victims[0]))
    return None


def _names_in_text(one: Report, other: Report) -> Level | None:
    """Full names of one's people that the text of the other has, whose record names nobody."""
    held = [name for name in one.people if " " in name and holds(other.text, name)]
    level = "several in text" if len(held) > 1 else "one in text"
    return Level("names", level, (", ".join(held[:_FEW]),)) if held else None


def _are_named(report: Report) -> bool:
    """Whether the report names as many dead as it counts."""
    return bool(report.dead) and report.killed is not None and report.killed[1] == len(report.dead)


def is_same_person(one: str, other: str) -> bool:
    """Whether two plain names may be one person's: "lopez" is "maria lopez", "jon smyth" a misspelt "john smyth"."""
    several = " " in one and " " in other
    is_misspelt = several and ratio(one, other) >= _ALIKE and not are_of_two(one, other)
    return is_short_for(one, other) or is_misspelt


def _perpetrators(one: Report, other: Report) -> Level | None:
    if not one.perpetrators or not other.perpetrators:
        return None
    shared = next(
        (name for name in one.perpetrators for known in other.perpetrators if is_same_organization(name, known)), None
    )
    values = (shared,) if shared else (one.perpetrators[0], other.perpetrators[0])
    return Level("perpetrators", "shared" if shared else "other", values)


def is_same_organization(one: str, other: str) -> bool:
    """Whether one plain name has all words of the other ("shining path", "shining path guerrillas"), or is misspelt.

    Initials are a name, too: "ira"; a state and its forces are one: "israel", "israeli military".
    """
    words, others = set(one.split()), set(other.split())
    if _are_initials(one, other) or _are_initials(other, one):
        return True
    if (state := _state_of(one)) and (its := _state_of(other)):
        return state == its
    if _is_of_state(one) != _is_of_state(other):
        return False
    return words <= others or others <= words or (min(len(one), len(other)) > _SHORTEST and ratio(one, other) >= _ALIKE)


@lru_cache(maxsize=4096)
def _is_of_state(name: str) -> bool:
    """Whether a plain name tells of a state's forces and no more: "syrian army", but not "free syrian army"."""
    words = without_lands(name.title(), find_lands(name.title())).casefold().split()
    return _are_of_state(words) and not FORCES.isdisjoint(words)


@lru_cache(maxsize=4096)
def _state_of(name: str) -> str | None:
    """The country of the state, or its forces, of which alone a plain name tells; None for any other name."""
    written = _SHORT_LAND.sub(lambda found: found[0].upper().replace(" ", ""), name.title())
    lands = find_lands(written)
    countries = {land.country for land in lands}
    is_state = len(countries) == 1 and _are_of_state(without_lands(written, lands).casefold().split())
    return next(iter(countries)) if is_state else None


def _are_of_state(words: Iterable[str]) -> bool:
    """Whether words tell of no more than a state, its forces or its people."""
    return all(word in OF_STATE or word in _OF_LANDS or country_of_demonym(word) for word in words)


def without_lands(name: str, lands: Iterable[Land]) -> str:
    """The name without its words for countries."""
    inside = {at for land in lands for at in range(land.start, land.end)}
    return "".join(" " if at in inside else letter for at, letter in enumerate(name))


def _are_initials(short: str, name: str) -> bool:
    """Whether a plain name is the other's initials, with or without those of its small words."""
    words = name.split()
    telling = (word[0] for word in words if word not in _SMALL_WORDS)
    return len(words) > 1 and short in ("".join(word[0] for word in words), "".join(telling))


def _shared_words(feature: Literal["targets", "weapons"], one: Report, other: Report) -> Level | None:
    words: frozenset[str] = getattr(one, feature)
    others: frozenset[str] = getattr(other, feature)
    if not words or not others:
        return None
    shared = sorted(words & others)
    if not shared and _is_translated(one, other):
        return None
    values = (" ".join(shared or sorted(words)), " ".join(sorted(others)))
    return Level(feature, "shared" if shared else "other", values)


def _toll(outcome: Literal["killed", "injured"], one: Report, other: Report) -> Level | None:
    """A toll that grows with the day of publication agrees, one that shrinks is a doubt, one far off a stronger one."""
    span: tuple[int, int | None] | None = getattr(one, outcome)
    other_span: tuple[int, int | None] | None = getattr(other, outcome)
    if span is None or other_span is None:
        return None
    (low, high), (least, most) = span, other_span
    if low == least:
        return Level(outcome, "none" if not low else "same few" if low <= _FEW else "same many", (low,))
    if (high is None or high >= least) and (most is None or most >= low):
        return Level(outcome, "meets", (low, least))
    far = " far" if max(low, least) > _FEW * max(min(low, least), 1) else ""
    if one.published == other.published or one.published is None or other.published is None:
        return Level(outcome, far.strip() or "other", (low, least))
    first, last = (low, least) if one.published < other.published else (least, low)
    return Level(outcome, f"{'grown' if last > first else 'shrunk'}{far}", (first, last))


def _is_translated(one: Report, other: Report) -> bool:
    """Whether the two are known to be in different languages, so that other words tell nothing."""
    return one.language is not None and other.language is not None and one.language != other.language


def _likeness(vector: Literal["text", "evidence"], one: Report, other: Report) -> Level | None:
    words: Vector = getattr(one, vector)
    others: Vector = getattr(other, vector)
    if not words or not others:
        return None
    feature: Feature = "text words" if vector == "text" else "evidence words"
    share = cosine(words, others)
    level = Level(feature, _STEP_NAMES[vector][bisect(_STEPS[vector], share)], (round(100 * share),))
    return None if _is_translated(one, other) and (_weight_of(level) or 0) < 0 else level


_COMPARISONS: tuple[Callable[[Report, Report], Level | None], ...] = (
    _type, _date, _published, _country, compare_places, _names, _perpetrators, partial(_shared_words, "targets"),
    partial(_shared_words, "weapons"), partial(_toll, "killed"), partial(_toll, "injured"),
    partial(_likeness, "evidence"), partial(_likeness, "text"),
)  # fmt: skip
