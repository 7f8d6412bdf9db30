"""The MUC loader: keys and corpora in the form they are distributed in, written for these tests."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ConfigurationError
from summarizer.evaluation.gold import GoldCount, GoldPlace, GoldTemplate
from summarizer.evaluation.muc4 import load_muc4, read_texts
from summarizer.evaluation.muc_keys import Filler, parse_filler, read_keys
from summarizer.evaluation.muc_values import read_count, read_dates, read_locations
from summarizer.schemas.types import TYPE_NAMES

TEXTS = """TST1-MUC3-0001

   PORT CITY, 4 FEB 90 (WIRE) -- [TEXT] GUNMEN OF THE RED BAND [RB]
FIRED ON THE "BLUE GATE" DEPOT.  MAYOR JUAN
PEREZ WAS HURT.


TST1-MUC3-0002 (LATE)

   PORT CITY, 5 FEB 90 (WIRE) -- [TEXT] THE MARKET OPENED.
"""

LABELS = (
    "MESSAGE: ID",
    "MESSAGE: TEMPLATE",
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
)

FULL = {
    0: ["TST1-MUC3-0001"],
    1: ["1 (OPTIONAL)"],
    2: ["(03 FEB 90) / (- 04 FEB 90)"],
    3: ["PERU: COAST (DEPARTMENT / REGION): PORT CITY (CITY) - HILL (TOWN)"],
    4: ["ATTACK / BOMBING"],
    5: ["ACCOMPLISHED"],
    9: ['"GUNMEN OF THE RED BAND" / "GUNMEN"'],
    10: ['? "RED BAND" /', '"RB"', '"ARMY"'],
    11: ['REPORTED AS FACT / CLAIMED OR ADMITTED: "RED BAND" / "RB"'],
    12: ['"\\"BLUE GATE\\" DEPOT" / "DEPOT"'],
    16: ['SOME DAMAGE: "\\"BLUE GATE\\" DEPOT" / "DEPOT"'],
    18: ['"JUAN PEREZ"', '"JUAN PERES"'],
    19: ['"MAYOR": "JUAN PEREZ"', '"GUARDS"'],
    21: ['1: "JUAN PEREZ"', '~20 / PLURAL: "GUARDS"'],
    23: ['INJURY: "JUAN PEREZ"', '? NO INJURY: "GUARDS"'],
}


def write_key(slots: dict[int, list[str]]) -> str:
    lines = []
    for number, label in enumerate(LABELS):
        first, *more = slots.get(number, ["-"])
        lines += [f"{f'{number}.':<4}{label:<32}{first}", *(" " * 36 + line for line in more)]
    return "\n".join(lines) + "\n\n"


def write_corpus(root: Path, *keys: dict[int, list[str]]) -> Path:
    folder = root / "CORPORA" / "tst1"
    folder.mkdir(parents=True)
    (folder / "tst1-muc3").write_text(TEXTS, encoding="latin-1")
    written = ";;; a comment\n" + "".join(map(write_key, keys))
    (folder / "key-tst1.v7").write_text(written, encoding="latin-1", newline="\r\n")
    return root


@pytest.fixture
def template(tmp_path: Path) -> GoldTemplate:
    documents = load_muc4(write_corpus(tmp_path, FULL), "dev").documents
    return documents[0].templates[0]


def test_a_document_without_incidents_has_no_template(tmp_path: Path) -> None:
    root = write_corpus(tmp_path, FULL, {0: ["TST1-MUC3-0002"], 1: ["*"]})
    documents = load_muc4(root, "dev").documents
    assert [(one.doc_id, len(one.templates)) for one in documents] == [("TST1-MUC3-0001", 1), ("TST1-MUC3-0002", 0)]


def test_the_corpora_may_be_named_themselves(tmp_path: Path) -> None:
    root = write_corpus(tmp_path, FULL)
    assert load_muc4(root, "dev") == load_muc4(root / "CORPORA", "dev")


def test_only_strings_of_the_text_are_names(template: GoldTemplate) -> None:
    assert template.types == ("attack", "bombing")
    assert template.roles == {
        "PerpInd": (("gunmen of the red band", "gunmen"),),
        "PerpOrg": (("red band", "rb"),),
        "Target": (('"blue gate" depot', "depot"),),
        "Victim": (("juan perez",),),
        "Weapon": (),
    }


def test_what_the_metric_ignores_is_read_too(template: GoldTemplate) -> None:
    assert template.stages == ("accomplished",)
    assert [(one.earliest, one.latest) for one in template.dates] == [
        (date(1990, 2, 3), date(1990, 2, 3)),
        (None, date(1990, 2, 4)),
    ]
    assert template.locations == (GoldPlace(country="peru", places=(("coast",), ("port city", "hill"))),)
    assert [(one.names, one.values) for one in template.statuses] == [(("red band", "rb"), ("reported", "claimed"))]
    assert [one.values for one in template.effects] == [("damaged",)]


def test_victims_are_persons_with_their_descriptions_and_groups(template: GoldTemplate) -> None:
    person, misspelt, group = template.victims
    assert (person.names, person.counts, person.outcomes) == (
        ("juan perez", "mayor"),
        (GoldCount(low=1, high=1),),
        ("injured",),
    )
    assert (misspelt.counts, misspelt.outcomes) == ((), ())
    assert group.names == ("guards",)
    assert group.counts == (GoldCount(low=20, high=20), GoldCount(low=2, high=None))
    assert group.outcomes == ("unharmed", "survived", "escaped")


@pytest.mark.parametrize("split", ["train", "test"])
def test_a_split_that_is_not_there_is_named(tmp_path: Path, split: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"which the split {split} is read from"):
        load_muc4(write_corpus(tmp_path, FULL), split)  # type: ignore[arg-type]


def test_texts_are_folded_and_lose_their_dateline() -> None:
    texts = dict(read_texts(TEXTS.splitlines(keepends=True)))
    assert texts["TST1-MUC3-0001"] == (
        'gunmen of the red band (rb) fired on the "blue gate" depot. mayor juan perez was hurt.'
    )
    assert texts["TST1-MUC3-0002"] == "the market opened."


@pytest.mark.parametrize(
    ("text", "filler"),
    [
        ("-", None),
        ("*", None),
        ('"-"', Filler()),
        ('GUN: "-"', Filler(values=("GUN",))),
        ('? "A" / "B"', Filler(strings=("A", "B"))),
        ('?1: "A"', Filler(values=("1",), referred=("A",))),
        ('"A" / "B": "C" / "D"', Filler(strings=("A", "B"), referred=("C", "D"))),
        ('"A: B"', Filler(strings=("A: B",))),
        ('DEATH / NO INJURY: "A"', Filler(values=("DEATH", "NO INJURY"), referred=("A",))),
        ('"OPEN', Filler()),
    ],
)
def test_fillers(text: str, filler: Filler | None) -> None:
    assert parse_filler(text) == filler


@pytest.mark.parametrize("text", ["TWO MEN", 'TWO MEN"', '? "TWO MEN'])
def test_an_entity_is_a_string_where_a_quote_is_missing(text: str) -> None:
    (template,) = read_keys(write_key({0: ["TST1-MUC3-0001"], 1: ["1"], 4: ["ATTACK"], 9: [text, '"']}).splitlines())
    assert template.slots[4] == (Filler(values=("ATTACK",)),)
    assert template.slots[9] == (Filler(strings=("TWO MEN",)), Filler())


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("30 DEC 89", [("1989-12-30", "1989-12-30")]),
        ("- 30 DEC 89", [(None, "1989-12-30")]),
        ("01 DEC 89 - 03 DEC 89", [("1989-12-01", "1989-12-03")]),
        ("(01 DEC 89) / (- 03 DEC 89)", [("1989-12-01", "1989-12-01"), (None, "1989-12-03")]),
        ("31 FEB 90", []),
        ("30 XYZ 89", []),
        ("SOON", []),
    ],
)
def test_dates(text: str, bounds: list[tuple[str | None, str | None]]) -> None:
    found = [(one.earliest and str(one.earliest), one.latest and str(one.latest)) for one in read_dates(text)]
    assert found == bounds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("EL SALVADOR", [("el salvador", ())]),
        ("PERU: LIMA (CITY / MUNICIPALITY)", [("peru", (("lima",),))]),
        ("(PERU: LIMA (CITY)) / (PERU)", [("peru", (("lima",),)), ("peru", ())]),
        ("CHILE - PERU", [("chile", ()), ("peru", ())]),
    ],
)
def test_locations(text: str, places: list[tuple[str, tuple[tuple[str, ...], ...]]]) -> None:
    assert [(one.country, one.places) for one in read_locations(text)] == places


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("6", (6, 6)), ("6-", (6, None)), ("9 -", (9, None)), ("6-8", (6, 8)), ("~6", (6, 6)), ("-6", (0, 6))],
)
def test_counts(text: str, bounds: tuple[int, int | None]) -> None:
    found = read_count(text)
    assert found
    assert (found.low, found.high) == bounds


@pytest.mark.parametrize("text", ["", "MANY", "-", "1-2-3", "x6"])
def test_what_is_no_count(text: str) -> None:
    assert read_count(text) is None


@given(st.lists(st.text(max_size=60), max_size=30))
def test_lines_that_are_no_slots_give_no_template(lines: list[str]) -> None:
    assert list(read_keys(lines)) == []


def test_a_filler_goes_on_after_a_slash() -> None:
    lines = ["0.  MESSAGE: ID                     X", '9.  PERP: INDIVIDUAL ID             "A" /']
    (template,) = read_keys([*lines, '   "B"', '   / "C"', '   "D"'])
    assert template.slots[9] == (Filler(strings=("A", "B", "C")), Filler(strings=("D",)))


@given(st.text(alphabet='"\\/:- ?A', max_size=200))
def test_any_filler_is_read(text: str) -> None:
    filler = parse_filler(text)
    assert filler is None or not {"", "-"} & {*filler.strings, *filler.referred}


def test_the_types_of_a_record_that_have_one_in_muc_exist() -> None:
    from summarizer.evaluation.vocabulary import MUC_TYPES  # noqa: PLC0415 - used here alone

    assert set(MUC_TYPES) <= set(TYPE_NAMES)
