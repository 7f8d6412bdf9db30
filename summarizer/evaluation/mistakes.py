"""What a run got wrong, document by document: the values it missed, and those it has and the gold has not."""

from collections.abc import Mapping, Sequence

from summarizer.evaluation.alignment import PARTS, counted_templates, fill_from_template, name_roles, normalize_name
from summarizer.evaluation.gold import ROLES, GoldTemplate, Names
from summarizer.schemas.record import Frozen, Incident


class PartMistakes(Frozen):
    """What is wrong in one part of a document, in the words of the gold and of the record.

    ``missing`` has the names of each entity that was not found, any of which would have been right; ``spurious`` each
    name that is no entity's. ``right`` counts the run's values that are right.
    """

    right: int
    missing: tuple[Names, ...]
    spurious: tuple[str, ...]


class DocumentMistakes(Frozen):
    """One document's mistakes by part, without parts that neither the run nor the gold fills.

    ``f1`` is None where that is all of them.
    """

    doc_id: str
    f1: float | None
    missing: int
    spurious: int
    parts: dict[str, PartMistakes]


_Found = tuple[Mapping[str, Names], Mapping[str, tuple[Names, ...]]]
"""One incident or template beside what it was aligned with, as names by part; of the gold each entity's names."""


def list_mistakes(
    incidents: Sequence[Incident],
    templates: Sequence[GoldTemplate],
    pairs: Sequence[tuple[int, int]],
    *,
    same_once: bool = True,
) -> dict[str, PartMistakes]:
    """The mistakes by part; ``pairs`` align incidents with templates, as ``score_document`` with ``same_once`` does.

    Of an incident that is aligned with none every value is spurious, and of such a template every entity is missing.
    """
    aligned, compared = dict(pairs), list[_Found]()
    for row, incident in enumerate(incidents):
        at = aligned.get(row)
        gold = _name_template(templates[at]) if at is not None else {}
        kind = (incident.type,) if at is None else templates[at].types[:1]
        compared.append((dict([("type", kind), *name_roles(incident).items()]), gold))
    for column in counted_templates([fill_from_template(template) for template in templates], same_once=same_once):
        if column not in aligned.values():
            compared.append(({}, _name_template(templates[column])))
    told = {part: _list_part(part, compared) for part in PARTS}
    return {part: one for part, one in told.items() if one.right or one.missing or one.spurious}


def _name_template(template: GoldTemplate) -> dict[str, tuple[Names, ...]]:
    return {"type": (template.types,), **{role: template.roles.get(role, ()) for role in ROLES}}


def _list_part(part: str, compared: Sequence[_Found]) -> PartMistakes:
    right, missing, spurious = 0, list[Names](), list[str]()
    for run, gold in compared:
        named, entities = run.get(part, ()), gold.get(part, ())
        known = {normalize_name(name) for names in entities for name in names}
        said = {normalize_name(name) for name in named}
        wrong = [name for name in named if normalize_name(name) not in known]
        right += len(named) - len(wrong)
        spurious += wrong
        missing += [names for names in entities if not said & {normalize_name(name) for name in names}]
    return PartMistakes(right=right, missing=tuple(missing), spurious=tuple(spurious))
