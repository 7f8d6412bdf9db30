"""A run at a glance: counts, sums with open ends, bars, and hostile names."""

import io

import pytest
from records import custom, incident, summary
from reviews import make_record, told
from rich.console import Console

from summarizer.cli.record_filter import Choice
from summarizer.cli.run_view import Overview, gather_overview, show_overview
from summarizer.runs.records import StoredArticle
from summarizer.schemas.record import CustomSummary, Place, Severity, Summary, Total
from tests.cli.test_record_view import HOSTILE, finding, plain


def place(country: str | None, code: str | None = None) -> Place:
    return Place(country=country, country_code=code, country_evidence=(), places=())


def counted(*records: Summary | CustomSummary) -> Overview:
    return gather_overview(records)


def shown(overview: Overview, *, width: int = 120, failures: dict[str, int] | None = None) -> str:
    return plain(show_overview(overview, folder="run1", failures=failures or {}, spent="5 requests"), width)


def test_incidents_are_counted_by_type_and_country_the_most_first() -> None:
    overview = counted(
        summary(incidents=(incident(type="arson", place=place("Chad", "TD")), incident(place=place("Peru", "PE")))),
        summary(incidents=(incident(place=place("Peru", "PE")), incident(place=place("Ruritania")), incident())),
        summary(),
        custom({"a": 1}),
    )
    assert (overview.records, overview.incidents, overview.without_incident) == (4, 5, 1)
    assert list(overview.types.items()) == [("bombing", 4), ("arson", 1)]
    assert list(overview.countries.items()) == [("PE", 2), ("TD", 1), ("Ruritania", 1), ("not stated", 1)]
    assert overview.seconds == (2.0,) * 4


def test_people_are_summed_with_open_ends() -> None:
    totals = [
        {"killed": Total(low=1, high=2), "injured": Total(low=5, high=5)},
        {"killed": Total(low=10, high=10)},
        {"injured": Total(low=1000, high=None)},
    ]
    overview = counted(summary(incidents=tuple(incident(totals=one) for one in totals)))
    assert overview.people == {"killed": Total(low=11, high=12), "injured": Total(low=1005, high=None)}
    text = shown(overview)
    assert "killed   11-12" in text
    assert "injured 1,005+ ████████████████" in text


def test_findings_are_counted_the_gravest_first() -> None:
    severities: tuple[Severity, ...] = ("info", "warning", "warning", "info")
    codes = ("b", "e", "w", "a")
    found = tuple(finding("f", code, severity=one) for code, one in zip(codes, severities, strict=True))
    overview = counted(summary(findings=(*found, found[0])))
    assert overview.findings == (("warning", "e", 1), ("warning", "w", 1), ("info", "b", 2), ("info", "a", 1))
    assert "warning e" in shown(overview)


@pytest.mark.parametrize("width", [120, 60, 30])
def test_it_is_shown_in_any_width(width: int) -> None:
    text = shown(counted(make_record(), make_record(told(type="arson"))), width=width, failures={"empty": 2})
    assert max(len(line) for line in text.splitlines()) <= width
    for words in ("2 records", "2 articles failed: 2 empty", "5 requests", "bombing", "arson", "injured", "Findings"):
        assert words in " ".join(text.split())


def test_many_names_are_told_in_sum() -> None:
    overview = counted(summary(incidents=tuple(incident(place=place(f"Land {number}")) for number in range(13))))
    assert " ".join(shown(overview).split()).count("3 others 3") == 1


def test_a_terminal_without_blocks_gets_other_bars() -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    console = Console(file=file, width=100)
    console.print(show_overview(counted(make_record()), folder="x", failures={}, spent=""))
    file.flush()
    assert "bombing 1 ################" in file.buffer.getvalue().decode("ascii")


def test_hostile_names_are_text() -> None:
    hostile = HOSTILE.replace("\ud800", "")
    record = summary(incidents=(incident(place=place(hostile)),), findings=(finding("f", hostile),))
    told_all = show_overview(counted(record), folder=hostile, failures={hostile: 1}, spent="", chosen=f" of {hostile}")
    text = plain(told_all, 300)
    assert not set("\x1b\x07\x00\u202e\u2066\u200b") & set(text)
    assert "[bold red]x[/]" in text


def test_records_of_an_own_schema_have_no_incidents_to_count() -> None:
    assert "2 records, of your own schema\n" in shown(counted(custom({"a": 1}), custom({"a": 2})))
    assert "2 records, 0 incidents, 1 record without one" in shown(counted(custom({"a": 1}), summary()))


FOUND = (finding("f", "a", severity="info"), finding("f", "b", severity="warning"))
RECORD = summary(
    incidents=(incident(type="arson", place=place("Chad", "TD")), incident(place=place("Peru", "PE"))), findings=FOUND
)


def choose(choice: Choice, *records: Summary | CustomSummary) -> list[Summary | CustomSummary]:
    """The records that are chosen of those that pass by once."""
    return [record for record, _ in choice.choose((record, StoredArticle()) for record in records)]


@pytest.mark.parametrize(
    ("choice", "admitted"),
    [
        (Choice(), True),
        (Choice("a1"), True),
        (Choice("in/kabul.txt"), True),
        (Choice("a2"), False),
        (Choice(type="arson"), True),
        (Choice(type="riot"), False),
        (Choice(country="td"), True),
        (Choice(country="peru"), True),
        (Choice(country="FR"), False),
        (Choice(type="arson", country="TD"), True),
        (Choice(type="arson", country="PE"), False),
        (Choice(finding="a"), True),
        (Choice(finding="c"), False),
        (Choice(severity="warning"), True),
        (Choice(finding="a", severity="info"), True),
        (Choice(finding="a", severity="warning"), False),
        (Choice("a1", finding="c"), False),
    ],
)
def test_choices(choice: Choice, *, admitted: bool) -> None:
    assert choose(choice, RECORD) == [RECORD] * admitted


def test_choices_of_other_records() -> None:
    assert not choose(Choice(type="arson"), custom({"type": "arson"}))
    assert choose(Choice("a1"), custom({}))
    assert not choose(Choice(severity="info"), summary())
    assert Choice("a1", "arson", severity="warning").describe() == " of a1 and type arson and severity warning"
    assert Choice().describe() == ""
