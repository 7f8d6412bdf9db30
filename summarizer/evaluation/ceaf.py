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

from summarizer.evaluation.alignment import Counts, Filled, assign, counted_templates
from summarizer.evaluation.gold import ROLES

_Entities = tuple[tuple[str, ...], ...]


def score_ceaf_rme(
    incidents: Sequence[Filled], templates: Sequence[Filled], *, same_once: bool = True
) -> tuple[Counts, ...]:
    """The counts of one document by ROLES; ``same_once`` as in the template score."""
    gold = [templates[at] for at in counted_templates(templates, same_once=same_once)]
    compared = [[_compare(incident, template) for template in gold] for incident in incidents]
    least = 1 / (1 + sum(len(template.roles[role]) for template in gold for role in ROLES))
    pairs = assign([[sum(right + least * found for right, found in one) for one in row] for row in compared])
    return tuple(
        (
            sum(compared[row][column][index][0] for row, column in pairs),
            sum(len(incident.roles[role]) for incident in incidents),
            sum(compared[row][column][index][1] for row, column in pairs),
            sum(len(template.roles[role]) for template in gold),
        )
        for index, role in enumerate(ROLES)
    )


def _compare(incident: Filled, template: Filled) -> tuple[tuple[int, int], ...]:
    """By ROLES, how many of the incident's entities are right and how many of the template's they find."""
    if not set(incident.types) & set(template.types):
        return ((0, 0),) * len(ROLES)
    return tuple(_match(incident.roles[role], template.roles[role]) for role in ROLES)


def _match(predicted: _Entities, gold: _Entities) -> tuple[int, int]:
    firsts = [next((at for at, other in enumerate(gold) if set(one) & set(other)), None) for one in predicted]
    found = [at for at in firsts if at is not None]
    return len(found), len(set(found))
