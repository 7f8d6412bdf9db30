"""What was missed and what was made up, document by document."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.evaluation.alignment import PARTS, fill_from_incident, fill_from_template, score_document
from summarizer.evaluation.gold import GoldDocument, GoldSet, GoldTemplate
from summarizer.evaluation.mistakes import PartMistakes, list_mistakes
from summarizer.evaluation.scores import report_documents, score_run
from summarizer.schemas.record import Incident
from tests.evaluation.test_alignment import NONE, make_incident, make_victim
from tests.evaluation.test_scores import GOLD, make_gold, make_record, on


def template(*types: str, **roles: tuple[tuple[str, ...], ...]) -> GoldTemplate:
    entities = {role: tuple(found) for role, found in roles.items()}
    return GoldTemplate.model_validate({"types": types, "roles": entities})


def mistakes(incidents: list[Incident], templates: list[GoldTemplate]) -> dict[str, PartMistakes]:
    filled = [fill_from_incident(one, {}) for one in incidents], [fill_from_template(one) for one in templates]
    return list_mistakes(incidents, templates, score_document(*filled).pairs)


def wrong(right: int = 0, missing: tuple[tuple[str, ...], ...] = (), spurious: tuple[str, ...] = ()) -> PartMistakes:
    return PartMistakes(right=right, missing=missing, spurious=spurious)


def test_what_is_right_missing_and_spurious_in_an_incident_that_was_found() -> None:
    incident = make_incident(victims=(make_victim("the Ana"), make_victim("Zoe"), make_victim(group="guards")))
    gold = template("attack", "murder", Victim=(("ana", "ana ruiz"), ("eva", "mayor")), Weapon=(("gun",),))
    assert mistakes([incident], [gold]) == {
        "type": wrong(right=1),
        "Victim": wrong(right=1, missing=(("eva", "mayor"),), spurious=("Zoe",)),
        "Weapon": wrong(missing=(("gun",),)),
    }


def test_of_an_incident_that_is_in_no_gold_all_is_spurious() -> None:
    incident = make_incident(
        victims=(make_victim("Ana"),), perpetrators=({"name": "RB", "kind": "organization", "status": None, **NONE},)
    )
    assert mistakes([incident], []) == {
        "type": wrong(spurious=("attack",)),
        "Victim": wrong(spurious=("Ana",)),
        "PerpOrg": wrong(spurious=("RB",)),
    }


def test_of_gold_that_was_not_found_all_is_missing_and_the_same_template_counts_once() -> None:
    lost = template("bombing", "arson", Target=(("bus",),))
    assert mistakes([on("Ana")], [lost, lost]) == {
        "type": wrong(missing=(("bombing", "arson"),), spurious=("attack",)),
        "Target": wrong(missing=(("bus",),)),
        "Victim": wrong(spurious=("Ana",)),
    }


def test_a_name_that_stands_twice_is_told_once_as_it_stands_first() -> None:
    incident = make_incident(victims=(make_victim("The Zoe"), make_victim("zoe", outcome="freed")))
    assert mistakes([incident], [])["Victim"].spurious == ("The Zoe",)


def test_nothing_is_wrong_where_there_is_nothing() -> None:
    assert mistakes([], []) == {}


def test_documents_with_the_most_mistakes_come_first() -> None:
    records = [make_record("a.txt", on("Ana")), make_record("b.txt", on("Ida")), make_record("c.txt", on("Eva"))]
    told = report_documents(score_run(records, GOLD))
    assert [(one.doc_id, one.missing, one.spurious, one.f1) for one in told] == [
        ("b", 1, 1, 50.0),
        ("c", 0, 2, 0.0),
        ("a", 0, 0, 100.0),
    ]
    assert told[0].parts["Victim"] == wrong(missing=(("eva",),), spurious=("Ida",))


def test_a_document_without_a_record_misses_all_of_its_gold() -> None:
    run = score_run([make_record("a.txt", on("Ana"))], make_gold(a="ana", b="eva"), all_gold=True)
    assert report_documents(run)[0].parts == {
        "type": wrong(missing=(("attack",),)),
        "Victim": wrong(missing=(("eva",),)),
    }


NAMES = st.sampled_from(["Ana", "the Ana", "Eva", "mayor", "RB"])
ROLE_NAMES = st.lists(NAMES, max_size=3)


def build(kind: str, names: list[str], weapons: list[str]) -> Incident:
    values: dict[str, Any] = {"weapons": tuple({"name": one, **NONE} for one in weapons)}
    return make_incident(type=kind, victims=tuple(make_victim(name) for name in names), **values)


KINDS = st.sampled_from(["attack", "bombing"])
INCIDENTS = st.lists(st.builds(build, KINDS, ROLE_NAMES, ROLE_NAMES), max_size=3)
ENTITIES = st.lists(st.lists(NAMES, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple)
TEMPLATES = st.lists(
    st.builds(lambda kind, one, two: template(kind, Victim=one, Weapon=two), KINDS, ENTITIES, ENTITIES), max_size=3
)


@settings(max_examples=150)
@given(INCIDENTS, TEMPLATES)
def test_the_mistakes_are_what_the_counts_leave(incidents: list[Incident], templates: list[GoldTemplate]) -> None:
    gold = GoldSet(name="gold", documents=(GoldDocument(doc_id="a", templates=tuple(templates)),))
    (document,) = score_run([make_record("a.txt", *incidents)], gold).documents
    for part, (right, predicted, found, entities) in zip(PARTS, document.counts, strict=True):
        told = document.mistakes.get(part, wrong())
        assert (told.right, len(told.spurious), len(told.missing)) == (right, predicted - right, entities - found)
