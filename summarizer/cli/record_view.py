"""A record for people in a terminal: every value beside its sentence, the evidence highlighted, findings under it.

Article and model texts are shown as text: no markup is read in them and control characters are replaced.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from summarizer.evidence.values import walk_values
from summarizer.language.folding import clean
from summarizer.language.numbers import SIGNS, CountRange, RangeStyle, tell_range
from summarizer.language.plurals import tell_count
from summarizer.schemas.cites import is_cites
from summarizer.schemas.record import (
    Count,
    CustomSummary,
    Evidence,
    Finding,
    Incident,
    IncidentDate,
    Perpetrator,
    Place,
    PlaceName,
    Summary,
    Target,
    Total,
    Victim,
    Weapon,
)

CONTEXT = 90
WIDE = 72
_BESIDE = 48
"""What values and sentences need beside the labels, which of one's own schema are paths of any length."""
_CLAIM_WIDTH = 30
_LONGEST_FIELD = 1_000
_LAST_PART = re.compile(r"(?:\.[^.\[\]]*|\[\d+\]|(?<![^.\[\]])[^.\[\]]++)\Z")
_TOTALS = RangeStyle(*(template.replace("}", ":,}") for template in SIGNS))
_COUNTS = _TOTALS._replace(about="about {low:,}", at_most="up to {high:,}")
_STATUS_STYLES = {"exact": "bold green", "normalized": "bold green", "fuzzy": "bold yellow", "not_found": "red"}

SEVERITY_STYLES = {"info": "cyan", "warning": "yellow"}


class _Row(NamedTuple):
    """A value with its path in the record, and its evidence; None has nothing to show."""

    field: str
    label: str
    value: str
    evidence: Sequence[Evidence] | None


class _Article(NamedTuple):
    text: str
    spans: Sequence[tuple[int, int]]


def show_record(record: Summary | CustomSummary, text: str, spans: Sequence[tuple[int, int]] = ()) -> RenderableType:
    """A record ready to print; ``text`` is the article's text and ``spans`` its sentences' in order of their numbers.

    Without spans, what stands around a piece of evidence is shown instead of its sentence. Findings stand under the
    value they are about, others under their incident, the rest at the end. In narrow terminals sentences stand below
    values instead of beside them.
    """
    article = _Article(text, spans)
    parts: list[RenderableType] = [_heading(record)]
    if isinstance(record, Summary):
        rows = [list(_rows(incident, f"incidents[{at}]")) for at, incident in enumerate(record.incidents)]
        fields = [
            "summary",
            *(f"incidents[{at}]" for at in range(len(rows))),
            *(row.field for of in rows for row in of),
        ]
        placed = _place(record.findings, fields)
        parts.append(Padding(Text(clean(record.summary)), (0, 2, 1, 2)))
        parts.extend(_told(finding, article) for finding in placed.get("summary", ()))
        for at, incident in enumerate(record.incidents):
            parts.append(_incident(incident, _Sheet(rows[at], placed, article), placed.get(f"incidents[{at}]", ())))
        if not record.incidents:
            parts.append(Text("  No incident reported.", style="dim"))
    else:
        answers = list(_answer_rows(record))
        placed = _place(record.findings, [row.field for row in answers])
        parts.append(_Sheet(answers, placed, article))
    if "" in placed:
        parts.extend((Text("Findings", style="italic"), *(_told(finding, article) for finding in placed[""])))
    parts.append(Text(clean(_footer(record)), style="dim"))
    return Group(*parts)


def _place(findings: Iterable[Finding], fields: Iterable[str]) -> dict[str, list[Finding]]:
    """The findings by the narrowest of the fields that they are about, or about a part of; under "" the others."""
    known = {"", *fields}
    placed: dict[str, list[Finding]] = {}
    for finding in findings:
        field = finding.field if len(finding.field) <= _LONGEST_FIELD else ""
        while field not in known:
            field = _LAST_PART.sub("", field, count=1) if _LAST_PART.search(field) else ""
        placed.setdefault(field, []).append(finding)
    return placed


def _heading(record: Summary | CustomSummary) -> Text:
    article = record.article
    heading = Text(clean(article.title or article.reference or article.article_id)[:200], style="bold")
    known = [str(article.published or "no publication date"), article.source or "", article.reference or ""]
    return heading.append("\n" + " · ".join(clean(item) for item in known if item), style="dim not bold")


def _incident(incident: Incident, sheet: "_Sheet", findings: Sequence[Finding]) -> Panel:
    title = incident.type if incident.stage == "accomplished" else f"{incident.type} ({incident.stage})"
    totals = ", ".join(f"{outcome} {tell_total(total)}" for outcome, total in incident.totals.items())
    told = (_told(finding, sheet.article) for finding in findings)
    return Panel(Group(sheet, *told), title=Text(clean(title)), subtitle=Text(totals), title_align="left")


def tell_total(total: Total) -> str:
    """A total for people: ``60+``, ``1,200-1,300``, ``5``."""
    return tell_range(CountRange(low=total.low, high=total.high, qualifier="exact"), _TOTALS)


def _rows(incident: Incident, field: str) -> Iterator[_Row]:
    """A row for each value that stands by itself; counts and speakers stand with their victims."""
    for value in walk_values(incident, field):
        node: Any = value.node
        if type(node) in _TOLD:
            label, tell = _TOLD[type(node)]
            counted = node.count.evidence if isinstance(node, Victim) and node.count else ()
            yield _Row(value.holder, label or node.outcome, tell(node), (*counted, *value.evidence))


def _when(when: IncidentDate) -> str:
    if when.earliest is None:
        return f"{when.text} (not resolved)"
    days = str(when.earliest) if when.earliest == when.latest else f"{when.earliest} to {when.latest}"
    return f"{when.text} ({days})"


def _count(count: Count | None) -> str:
    said = tell_range(count, _COUNTS) if count and count.qualifier != "unknown" else ""
    return f"{said} " if said else ""


def _who(victim: Victim) -> str:
    said = f", says {victim.said_by.text}" if victim.said_by else ""
    return f"{_count(victim.count)}{victim.name or victim.group}{said}"


_TOLD: Mapping[type, tuple[str, Callable[[Any], str]]] = {
    IncidentDate: ("when", _when),
    Place: ("country", lambda place: f"{place.country} ({place.country_code or '?'})"),
    PlaceName: ("place", lambda place: place.name),
    Weapon: ("weapon", lambda weapon: weapon.name),
    Perpetrator: ("perpetrator", lambda one: f"{one.name} ({one.status or one.kind})"),
    Target: ("target", lambda target: target.name + (f" ({target.effect})" if target.effect else "")),
    Victim: ("", _who),
}
"""What is shown of each part of an incident that has a row: its label, or none for its outcome, and its words."""


class _Sheet:
    """Rows with the findings about each: three columns where there is room, else one thing below the other."""

    def __init__(self, rows: Sequence[_Row], placed: Mapping[str, Sequence[Finding]], article: _Article) -> None:
        self._rows = rows
        self._placed = placed
        self.article = article

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        beside = options.max_width - max((cell_len(clean(row.label)) for row in self._rows), default=0)
        is_wide = options.max_width >= WIDE and beside >= _BESIDE
        yield self._side_by_side() if is_wide else self._stacked()

    def _side_by_side(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(style="cyan", no_wrap=True)
        table.add_column(ratio=2, overflow="fold")
        table.add_column(ratio=5, overflow="fold")
        for row in self._rows:
            table.add_row(Text(clean(row.label)), Text(clean(row.value)), _quote(row.evidence, self.article))
            for finding in self._placed.get(row.field, ()):
                table.add_row("", _label(finding), self._message(finding, row))
        return table

    def _stacked(self) -> Group:
        parts: list[RenderableType] = []
        for row in self._rows:
            parts.append(Text(f"{clean(row.label)}: ", style="cyan").append(clean(row.value), style="not dim default"))
            if row.evidence is not None:
                parts.append(Padding(_quote(row.evidence, self.article), (0, 0, 0, 2)))
            findings = self._placed.get(row.field, ())
            parts.extend(Padding(Group(_label(one), self._message(one, row)), (0, 0, 0, 4)) for one in findings)
        return Group(*parts)

    def _message(self, finding: Finding, row: _Row) -> RenderableType:
        """What a finding says, with sentences that do not stand above it already."""
        above = {item.sentence for item in (row.evidence or ())[:1]}
        message = Text(clean(finding.message))
        if all(item.sentence in above for item in finding.evidence):
            return message
        return Group(message, _Claims(finding.evidence, self.article))


class _Claims:
    """The sentences of several pieces of evidence side by side, or below each other where that is too narrow."""

    def __init__(self, evidence: Sequence[Evidence], article: _Article) -> None:
        self._quotes = [
            _quote([item for item in evidence if item.sentence == number], article)
            for number in dict.fromkeys(item.sentence for item in evidence)
        ]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if len(self._quotes) * _CLAIM_WIDTH > options.max_width:
            yield from self._quotes
            return
        table = Table.grid(padding=(0, 2), expand=True)
        for _ in self._quotes:
            table.add_column(ratio=1, overflow="fold")
        table.add_row(*self._quotes)
        yield table


def _label(finding: Finding) -> Text:
    return Text(clean(f"{finding.severity} {finding.code}"), style=SEVERITY_STYLES[finding.severity])


def _told(finding: Finding, article: _Article) -> Padding:
    """A finding that stands by itself, with the sentences it rests on."""
    line = _label(finding).append("  ").append(clean(finding.message), style="not bold default")
    claims = (_Claims(finding.evidence, article),) if finding.evidence else ()
    return Padding(Group(line, *(Padding(claim, (0, 0, 0, 2)) for claim in claims)), (0, 0, 0, 2))


def _quote(evidence: Sequence[Evidence] | None, article: _Article) -> Text:
    """The sentence around the first evidence, every evidence of that sentence highlighted; None has nothing to show."""
    if evidence is None:
        return Text()
    if not evidence:
        return Text("no evidence", style="red")
    first = evidence[0]
    same = sorted((item for item in evidence if item.sentence == first.sentence), key=lambda item: item.start)
    text = article.text
    begin, end = _window(article, first.sentence, same[0].start, same[-1].end)
    page = f", page {first.page}" if first.page else ""
    quote = Text(f"[{first.sentence}{page}] ", style="dim")
    at = begin
    for item in same:
        if item.start >= at:
            quote.append(_keep_edges(text[at : item.start]), style="not dim")
            quote.append(_keep_edges(text[item.start : item.end]), style=_STATUS_STYLES[item.status] + " not dim")
            at = item.end
    return quote.append(_keep_edges(text[at:end]), style="not dim")


def _window(article: _Article, number: int, start: int, end: int) -> tuple[int, int]:
    """The sentence's span, or up to CONTEXT characters of the paragraph on either side of evidence."""
    if number <= len(article.spans):
        first, last = article.spans[number - 1]
        return min(first, start), max(last, end)
    text = article.text
    begin = max(0, start - CONTEXT, text.rfind("\n\n", 0, start) + 1)
    paragraph = text.find("\n\n", end, end + CONTEXT)
    return begin, paragraph if paragraph != -1 else min(len(text), end + CONTEXT)


def _keep_edges(piece: str) -> str:
    """Cleaned text that keeps one space where it began or ended with white space."""
    lead, trail = (" " if piece[:1].isspace() else ""), (" " if piece[-1:].isspace() and piece.strip() else "")
    return lead + clean(piece) + trail


def _footer(record: Summary | CustomSummary) -> str:
    made = record.provenance
    tokens = sum((attempt.prompt_tokens or 0) + (attempt.completion_tokens or 0) for attempt in made.attempts)
    prompts = ", ".join(f"{prompt.id}@{prompt.version}" for prompt in made.prompts)
    asked = tell_count(len(made.attempts), "request")
    return f"{made.model.id} · {prompts} · {asked}, {tokens:,} tokens, {made.seconds:.1f} s"


def _answer_rows(record: CustomSummary) -> Iterator[_Row]:
    """A row for each value of a user's own answer; cites are shown by their evidence only."""
    evidence = {item.field: item.evidence for item in record.evidence}
    for path, value in _leaves(record.plain_answer, ""):
        if path in evidence or value:
            yield _Row(path, path, value, evidence.get(path))


def _leaves(node: Any, path: str) -> Iterator[tuple[str, str]]:
    """The values of an answer in order, each with its path; cites with none."""
    if is_cites(path.rpartition(".")[2], node):
        yield path, ""
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, "" if node is None else str(node)
