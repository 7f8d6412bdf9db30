"""A run at a glance: what its records hold, what was noticed, and what they took."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.cli.record_filter import SEVERITIES
from summarizer.cli.record_view import SEVERITY_STYLES, tell_total
from summarizer.evidence.findings import doubted_incidents
from summarizer.language.folding import clean
from summarizer.language.plurals import tell_count
from summarizer.resolving.totals import add_spans
from summarizer.schemas.record import CustomSummary, Frozen, Outcome, Severity, Summary, Total

UNSTATED = "not stated"
_MOST_ROWS = 10
_BAR = 16


class Overview(Frozen):
    """Counts over a run's records.

    ``people`` are the sums of incidents' totals by outcome; the upper bound is None where one is open. ``findings``
    are by severity and code, the gravest first. Of the incidents, ``doubted`` are those that no sentence supports.
    Records of a user's own schema, ``of_own_schema``, have none to count.
    """

    records: int
    of_own_schema: int
    without_incident: int
    doubted: int
    types: dict[str, int]
    countries: dict[str, int]
    people: dict[Outcome, Total]
    findings: tuple[tuple[Severity, str, int], ...]
    seconds: tuple[float, ...]

    @property
    def incidents(self) -> int:
        """How many incidents there are."""
        return sum(self.types.values())


def gather_overview(records: Iterable[Summary | CustomSummary]) -> Overview:
    """The counts over records; nothing of them is kept. One of a user's own schema has no incidents to count."""
    types, countries = Counter[str](), Counter[str]()
    found = Counter[tuple[Severity, str]]()
    people: dict[Outcome, tuple[int, int | None]] = {}
    seconds: list[float] = []
    own = without = doubted = 0
    for record in records:
        seconds.append(record.provenance.seconds)
        found.update((finding.severity, finding.code) for finding in record.findings)
        if isinstance(record, CustomSummary):
            own += 1
            continue
        without += not record.incidents
        doubted += len(doubted_incidents(record))
        for incident in record.incidents:
            types[incident.type] += 1
            place = incident.place
            countries[place.country_code or place.country or UNSTATED] += 1
            for outcome, total in incident.totals.items():
                people[outcome] = add_spans([people.get(outcome, (0, 0)), (total.low, total.high)])
    graveness = {severity: at for at, severity in enumerate(reversed(SEVERITIES))}
    ordered = sorted(found.items(), key=lambda item: (graveness[item[0][0]], -item[1], item[0][1]))
    return Overview(
        records=len(seconds),
        of_own_schema=own,
        without_incident=without,
        doubted=doubted,
        types=dict(types.most_common()),
        countries=dict(countries.most_common()),
        people={outcome: Total(low=low, high=high) for outcome, (low, high) in people.items()},
        findings=tuple((severity, code, count) for (severity, code), count in ordered),
        seconds=tuple(seconds),
    )


def show_overview(
    overview: Overview, *, folder: str, failures: Mapping[str, int], spent: str, chosen: str = ""
) -> RenderableType:
    """The counts ready to print. ``failures`` are by code, ``spent`` says what the run's requests took and cost."""
    failed = ", ".join(f"{count:,} {clean(code)}" for code, count in failures.items())
    lines = [
        f"{tell_count(overview.records, 'record')}{chosen and ' '}{clean(chosen)}, {_tell_held(overview)}",
        f"{tell_count(sum(failures.values()), 'article')} failed" + (f": {failed}" if failed else ""),
        spent,
        f"{sum(overview.seconds):,.1f} s in all, {median(overview.seconds):.1f} s for the middle record",
    ]
    counted = [("Types", overview.types), ("Countries", overview.countries)]
    tables: list[RenderableType] = [_counts(title, counts) for title, counts in counted if counts]
    tables += [_people(overview.people)] if overview.people else []
    tables += [_findings(overview.findings)] if overview.findings else []
    heading = Text(clean(folder), style="bold")
    return Group(heading, *(Text(line) for line in lines), Padding(Columns(tables, padding=(1, 4)), (1, 0)))


def _tell_held(overview: Overview) -> str:
    """How many incidents the records hold, and how many hold none; nothing of that where all are of an own schema."""
    if 0 < overview.of_own_schema == overview.records:
        return "of your own schema"
    doubted = f" ({overview.doubted:,} of them doubted as a whole)" if overview.doubted else ""
    without = f"{tell_count(overview.without_incident, 'record')} without one"
    return f"{tell_count(overview.incidents, 'incident')}{doubted}, {without}"


class _Bar:
    """A bar of so many characters, in whatever the terminal can print."""

    def __init__(self, length: int) -> None:
        self._length = length

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        yield Text(("#" if options.ascii_only else "█") * self._length, style="cyan", no_wrap=True)


def _table(title: str, *, bar: bool) -> Table:
    table = Table.grid(padding=(0, 1))
    table.title, table.title_justify, table.title_style = title, "left", "bold"
    table.add_column(max_width=24, overflow="ellipsis", no_wrap=True)
    table.add_column(justify="right")
    if bar:
        table.add_column(width=_BAR)
    return table


def _counts(title: str, counts: Mapping[str, int]) -> Table:
    table = _table(title, bar=True)
    shown = list(counts.items())[:_MOST_ROWS]
    for name, count in shown:
        table.add_row(Text(clean(name)), f"{count:,}", _Bar(_length(count, max(counts.values()))))
    if len(counts) > len(shown):
        rest = sum(counts.values()) - sum(count for _, count in shown)
        table.add_row(Text(f"{tell_count(len(counts) - len(shown), 'other')}", style="dim"), f"{rest:,}", "")
    return table


def _length(count: int, most: int) -> int:
    """A bar's length: never longer than a bar, whatever a record of another's making counts."""
    return max(1, round(_BAR * min(count, most) / most)) if count > 0 and most > 0 else 0


def _people(people: Mapping[Outcome, Total]) -> Table:
    table = _table("People", bar=True)
    most = max(total.low for total in people.values())
    for outcome, total in sorted(people.items(), key=lambda item: -item[1].low):
        table.add_row(outcome, tell_total(total), _Bar(_length(total.low, most)))
    return table


def _findings(findings: Sequence[tuple[Severity, str, int]]) -> Table:
    table = _table("Findings", bar=False)
    table.columns[0].max_width = 34
    for severity, code, count in findings:
        table.add_row(Text(clean(f"{severity} {code}"), style=SEVERITY_STYLES[severity]), f"{count:,}")
    return table
