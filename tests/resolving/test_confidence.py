"""Confidences: what signs they are made of, what becomes of them on the way into a record, and whose they are."""

import json
from typing import Any, cast

import pytest
from article_facts import facts_of
from fakes import COMPACT, incident, victim

from summarizer.llm.embedded.models import DEFAULT_MODEL, file_sha256, packaged_adapter
from summarizer.prompts import DEFAULTS
from summarizer.resolving import confidence
from summarizer.resolving.confidence import Calibration, Kind, Signs, Weights, find_calibration, mark_confidences
from summarizer.resolving.incidents import resolve_incidents
from summarizer.resolving.merging import merge_answers
from summarizer.schemas.record import Incident
from summarizer.schemas.wire import IncidentAnswer
from summarizer.values import Likelihood, Likelihoods

TEXT = "A bomb killed 12 people and two guards in Kabul, Afghanistan, on Monday. The Red Band claimed it."
NO_WEIGHT = dict.fromkeys(Signs._fields, 0.0)


class Spelled:
    """A calibration of which each confidence says what it was asked about."""

    def __init__(self) -> None:
        self.asked: list[tuple[Kind, Signs]] = []

    def confidence(self, kind: Kind, signs: Signs) -> float:
        self.asked.append((kind, signs))
        return len(self.asked) / 100


def likelihoods(answer: dict[str, Any], **surprises: float) -> Likelihoods:
    """Every value certain, but for the paths given, their parts joined by two underscores."""
    found: dict[tuple[str | int, ...], Likelihood] = {}

    def walk(node: Any, path: tuple[str | int, ...]) -> None:
        logprob = surprises.get("__".join(map(str, path)), 0.0)
        found[path] = Likelihood(logprob, logprob)
        for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            walk(value, (*path, key))

    walk(answer, ())
    return found


def answered(**changes: Any) -> dict[str, Any]:
    return {"gist": [1], "incidents": [incident(**changes)]}


def marked(raw: dict[str, Any], calibration: Any, **surprises: float) -> IncidentAnswer:
    answer = IncidentAnswer.model_validate(raw)
    mark_confidences(answer, likelihoods(raw, **surprises), calibration)
    return answer


def resolve(answer: IncidentAnswer) -> Incident:
    (resolved,) = resolve_incidents(answer.incidents, facts_of(TEXT), article_id="a").incidents
    return resolved


def test_each_value_of_a_record_has_the_confidence_of_its_own_signs() -> None:
    spelled = Spelled()
    raw = answered(
        country="Afghanistan",
        victims=[victim("people", "12", "killed", 1), victim("guards", "2", "killed", 1)],
        perpetrators=[{"name": "Red Band", "kind": "organization", "status": "claimed", "cite": [2]}],
        targets=[{"name": "bank", "effect": None, "cite": [1]}],
    )
    surprises = {
        "incidents__0": -0.1,
        "incidents__0__type": -0.2,
        "incidents__0__country": -0.3,
        "incidents__0__date": -0.4,
        "incidents__0__date__text": -0.5,
        "incidents__0__victims__1": -0.6,
        "incidents__0__victims__1__group": -0.7,
        "incidents__0__victims__1__count": -0.8,
        "incidents__0__victims__1__cite__0": -9.0,
    }
    record = resolve(marked(raw, spelled, **surprises))

    def signs(confidence: float | None) -> tuple[Kind, Signs]:
        assert confidence is not None
        return spelled.asked[round(confidence * 100) - 1]

    assert signs(record.confidence) == ("incident", Signs(-0.1, -0.2, 0.0, -0.2, -0.2))
    assert signs(record.place.country_confidence) == ("country", Signs(-0.1, -0.2, 0.0, -0.3, -0.3))
    assert [signs(one.confidence)[0] for one in record.place.places] == ["place"]
    assert record.date is not None
    assert signs(record.date.confidence) == ("date", Signs(-0.1, -0.2, -0.4, -0.5, -0.5))
    assert signs(record.victims[0].confidence) == ("victim", Signs(-0.1, -0.2, 0.0, 0.0, 0.0))
    kind, (*others, said, least) = signs(record.victims[1].confidence)
    assert (kind, others, least) == ("victim", [-0.1, -0.2, -0.6], -0.8)
    assert said == pytest.approx(-1.5)
    entries = (record.weapons[0], record.perpetrators[0], record.targets[0])
    assert [signs(one.confidence)[0] for one in entries] == ["weapon", "perpetrator", "target"]


def test_without_likelihoods_nothing_has_a_confidence_and_none_is_written() -> None:
    answer = IncidentAnswer.model_validate(COMPACT)
    mark_confidences(answer, {}, cast(Any, Spelled()))
    record = resolve(answer)
    assert (record.confidence, record.place.country_confidence) == (None, None)
    assert "confidence" not in record.model_dump_json()


def test_confidences_are_no_part_of_an_answer() -> None:
    raw = answered()
    assert marked(raw, Spelled()).model_dump() == raw
    assert "confidence" not in json.dumps(IncidentAnswer.model_json_schema())


def test_another_country_or_type_than_the_models_has_none() -> None:
    kept = resolve(marked(answered(country="Afghanistan", places=["Kabul"]), Spelled()))
    assert (kept.place.country, kept.place.country_confidence is not None) == ("Afghanistan", True)
    corrected = resolve(marked(answered(country="Peru", places=["Kabul"]), Spelled()))
    assert (corrected.place.country, corrected.place.country_confidence) == ("Afghanistan", None)
    filled = resolve(marked(answered(country=None, places=["Kabul"]), Spelled()))
    assert (filled.place.country, filled.place.country_confidence) == ("Afghanistan", None)


def test_parts_that_are_merged_keep_theirs() -> None:
    first, second = (marked(answered(), Spelled()) for _ in range(2))
    merged = resolve(merge_answers([first, second]))
    assert (merged.confidence, merged.victims[0].confidence) == (
        resolve(first).confidence,
        resolve(first).victims[0].confidence,
    )


def test_an_entry_of_two_parts_is_as_sure_as_the_surer_part() -> None:
    class Given:
        def __init__(self, confidence: float) -> None:
            self.confidence = lambda _kind, _signs: confidence

    for first, second in ((0.1, 0.9), (0.9, 0.1)):
        merged = resolve(merge_answers([marked(answered(), Given(first)), marked(answered(), Given(second))]))
        assert merged.victims[0].confidence == 0.9


def test_ids_of_incidents_that_are_alike_do_not_depend_on_confidences() -> None:
    raw = {"gist": [1], "incidents": [incident(victims=[]), incident()]}

    def ids(*confidences: float) -> list[str]:
        told = iter(confidences)

        class Given:
            def confidence(self, kind: Kind, _signs: Signs) -> float | None:
                return next(told) if kind == "incident" else None

        answer = marked(raw, Given())
        found = resolve_incidents(answer.incidents, facts_of(TEXT), article_id="a").incidents
        return [one.incident_id for one in found]

    assert ids(0.1, 0.9) == ids(0.9, 0.1)


def test_odds_are_the_weighted_signs() -> None:
    weights = Weights(**{**NO_WEIGHT, "base": 2.0, "opens": 1.0, "says": 0.5})
    fitted = Calibration(file_sha256="f", adapter_sha256="a", prompt="p", weights={"victim": weights})
    signs = Signs(opens=-1.0, type=-5.0, entry=-5.0, says=-2.0, least=-5.0)
    assert fitted.confidence("victim", signs) == 0.5
    assert fitted.confidence("victim", signs._replace(opens=-1e9)) == 0.0
    assert fitted.confidence("weapon", signs) is None


def test_a_calibration_is_of_one_model_adapter_and_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = Calibration(file_sha256="f", adapter_sha256="a", prompt="incident/compact@2", weights={})
    monkeypatch.setattr(confidence, "_packaged", lambda: fitted)
    assert find_calibration("f", "a", "incident/compact@2") is fitted
    assert find_calibration("g", "a", "incident/compact@2") is None
    assert find_calibration("f", "b", "incident/compact@2") is None
    assert find_calibration("f", "a", "incident/compact@1") is None


def test_the_packaged_calibration_is_of_the_packaged_adapter() -> None:
    packaged = (DEFAULT_MODEL.sha256, file_sha256(packaged_adapter()), DEFAULTS["embedded"])
    assert find_calibration(*packaged) is not None, "run: python tools/fit_confidence.py"
