"""CEAF-RME: the role fillers of incidents that are aligned by their fillers alone, beside the template score.

An entity of a role is right where an entity of that role in the aligned template has its name; a gold entity is found
where one of the run's is right by it, the first that has the name. Incidents and templates of a document, of which the
types must agree, are aligned one to one so that most of the run's entities are right and, of such alignments, most of
the gold's are found. The type earns nothing.
Precision is what is right of the run's entities, recall what is found of the gold's, over all documents.

Source: Chen et al. 2023, "Iterative Document-level Information Extraction via Imitation Learning" (EACL), with the
similarity of subsets, after CEAF-REE of Du et al. 2021, "GRIT", and CEAF of Luo 2005. Where the gold permits several
types, each is right; names are compared as in the template score; a name that a role holds twice counts once.
"""

from collections.abc import Sequence

from summarizer.evaluation.alignment import Counts, Filled, assign, counted_templates, sum_counts
from summarizer.evaluation.gold import ROLES

_Entities = tuple[tuple[str, ...], ...]
_NOTHING: Counts = (0, 0, 0, 0)


def score_ceaf_rme(
    incidents: Sequence[Filled], templates: Sequence[Filled], *, same_once: bool = True
) -> tuple[Counts, ...]:
    """The counts of one document by ROLES; ``same_once`` as in the template score."""
    gold = [templates[at] for at in counted_templates(templates, same_once=same_once)]
    compared = [[_compare(incident, template) for template in gold] for incident in incidents]
    least = 1 / (1 + sum(len(template.roles[role]) for template in gold for role in ROLES))
    pairs = assign([[sum(right + least * found for right, _, found, _ in one) for one in row] for row in compared])
    return sum_counts([compared[row][column] for row, column in pairs], incidents, gold)[1:]


def _compare(incident: Filled, template: Filled) -> list[Counts]:
    """By PARTS, of which the type earns nothing, what of the incident is right and what of the template it finds."""
    agree = set(incident.types) & set(template.types)
    roles = (_match(incident.roles[role], template.roles[role]) if agree else _NOTHING for role in ROLES)
    return [_NOTHING, *roles]


def _match(predicted: _Entities, gold: _Entities) -> Counts:
    firsts = [next((at for at, other in enumerate(gold) if set(one) & set(other)), None) for one in predicted]
    found = [at for at in firsts if at is not None]
    return len(found), len(predicted), len(set(found)), len(gold)
