"""Template-filling scores: incidents aligned one to one with gold templates, and what each role got right.

Source: the MUC-4 metric of Du et al. 2021, "GRIT" and "Template Filling with Generative Transformers".
"""

import string
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from summarizer.evaluation.gold import ROLES, GoldTemplate, Role
from summarizer.extras import np
from summarizer.language.folding import fold
from summarizer.language.people import is_proper_name
from summarizer.schemas.record import Incident

PARTS = ("type", *ROLES)
"""The parts that are scored, in the order of the rows of counts."""

Counts = tuple[int, int, int, int]
"""Right of the predicted, the predicted, found of the gold, the gold."""

_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = frozenset({"a", "an", "the"})
_FIELDS: dict[Role, str] = {"Target": "targets", "Victim": "victims", "Weapon": "weapons"}


class Filled(NamedTuple):
    """One incident as the metric sees it: per role its entities, each the normalized names that it goes by."""

    types: tuple[str, ...]
    roles: dict[Role, tuple[tuple[str, ...], ...]]


class Aligned(NamedTuple):
    """The score of one document. ``pairs`` are indices into the incidents and the templates that were given."""

    pairs: tuple[tuple[int, int], ...]
    counts: tuple[Counts, ...]


def normalize_name(name: str) -> str:
    """The name as it is compared: lower case, no ASCII punctuation, no articles, one space between words.

    Beyond ASCII it is folded before: a curly quote, a dash or an accent apart is as good as its plain form.
    """
    plain = name if name.isascii() else unicodedata.normalize("NFC", fold(name).text)
    words = plain.lower().translate(_NO_PUNCTUATION).split()
    return " ".join(word for word in words if word not in _ARTICLES)


def keep_scored(incident: Incident, roles: Sequence[Role], *, names_only: bool) -> Incident:
    """The incident without what is not scored: roles that the gold does not keep, and perpetrators without a name."""
    kinds = {kind for role, kind in (("PerpInd", "individual"), ("PerpOrg", "organization")) if role in roles}
    people = [
        one for one in incident.perpetrators if one.kind in kinds and (not names_only or is_proper_name(one.name))
    ]
    dropped = {field: () for role, field in _FIELDS.items() if role not in roles}
    return incident.model_copy(update={"perpetrators": tuple(people), **dropped})


def fill_from_incident(incident: Incident, types: dict[str, str]) -> Filled:
    """The incident of a record; ``types`` maps its type to the gold's, and a type not there stays as it is.

    Victims count by name only, as in the metric; a name that a role holds twice counts once.
    """
    names = name_roles(incident)
    return Filled(
        types=(types.get(incident.type, incident.type),),
        roles={role: tuple((normalize_name(name),) for name in found) for role, found in names.items()},
    )


def name_roles(incident: Incident) -> dict[Role, tuple[str, ...]]:
    """The names in each role as the record spells them, of those that are compared as one the first."""
    perpetrators = incident.perpetrators
    names: dict[Role, Sequence[str | None]] = {
        "PerpInd": [one.name for one in perpetrators if one.kind == "individual"],
        "PerpOrg": [one.name for one in perpetrators if one.kind == "organization"],
        "Target": [target.name for target in incident.targets],
        "Victim": [victim.name for victim in incident.victims],
        "Weapon": [weapon.name for weapon in incident.weapons],
    }
    return {role: _single_names(found) for role, found in names.items()}


def _single_names(names: Sequence[str | None]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        if name and (normalized := normalize_name(name)):
            first.setdefault(normalized, name)
    return tuple(first.values())


def fill_from_template(template: GoldTemplate) -> Filled:
    """The gold template as the metric sees it."""
    return Filled(
        types=template.types,
        roles={
            role: tuple(tuple(map(normalize_name, names)) for names in template.roles.get(role, ())) for role in ROLES
        },
    )


def score_document(
    incidents: Sequence[Filled],
    templates: Sequence[Filled],
    *,
    same_once: bool = True,
    count_agreeing: Callable[[int, int], int] = lambda _row, _column: 0,
) -> Aligned:
    """The alignment that gets most right, and its counts per part in the order of PARTS.

    Only an incident and a template whose types agree are aligned. ``same_once``: templates that are the same to the
    metric count once, and ``pairs`` name the first. ``count_agreeing`` tells in how much else the two of those indices
    agree: of alignments that get as much right, the one with most of it and most pairs counts.
    """
    places = counted_templates(templates, same_once=same_once)
    compared = {
        (row, column): _compare(incident, templates[column])
        for row, incident in enumerate(incidents)
        for column in places
        if set(incident.types) & set(templates[column].types)
    }
    agreeing = {pair: 1 + count_agreeing(*pair) for pair in compared}
    most = 1 + sum(agreeing.values())
    gains = {
        pair: most * sum(right + found for right, _, found, _ in parts) + agreeing[pair]
        for pair, parts in compared.items()
    }
    table = [[gains.get((row, column), 0) for column in places] for row in range(len(incidents))]
    pairs = tuple(pair for row, at in assign(table) if (pair := (row, places[at])) in compared)
    return Aligned(pairs, sum_counts([compared[pair] for pair in pairs], incidents, [templates[at] for at in places]))


def counted_templates(templates: Sequence[Filled], *, same_once: bool) -> list[int]:
    """The indices of the templates; with ``same_once``, of those that are the same to the metric only the first."""
    return [index for index, one in enumerate(templates) if not (same_once and one in templates[:index])]


def assign(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs of row and column, one to one, whose gains sum highest."""
    if not gains or not gains[0]:
        return []
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped] # noqa: PLC0415 - lazy: an extra

    matched: Any = linear_sum_assignment(-np.array(gains, dtype=float))
    return [(int(row), int(column)) for row, column in zip(*matched, strict=True)]


def _compare(incident: Filled, template: Filled) -> tuple[Counts, ...]:
    return ((1, 1, 1, 1), *(_compare_role(incident.roles[role], template.roles[role]) for role in ROLES))


def _compare_role(predicted: tuple[tuple[str, ...], ...], gold: tuple[tuple[str, ...], ...]) -> Counts:
    """Several names of one gold entity are all right, and find it once."""
    right = sum(any(set(one) & set(other) for other in gold) for one in predicted)
    found = sum(any(set(one) & set(other) for one in predicted) for other in gold)
    return right, len(predicted), found, len(gold)


def sum_counts(
    matched: Sequence[Sequence[Counts]], incidents: Sequence[Filled], templates: Sequence[Filled]
) -> tuple[Counts, ...]:
    """The counts of a document by PARTS: what is right and found in those ``matched``, of all there is."""
    predicted, gold = _count_parts(incidents), _count_parts(templates)
    return tuple(
        (sum(row[index][0] for row in matched), predicted[index], sum(row[index][2] for row in matched), gold[index])
        for index in range(len(PARTS))
    )


def _count_parts(filled: Sequence[Filled]) -> list[int]:
    return [len(filled), *(sum(len(one.roles[role]) for one in filled) for role in ROLES)]
