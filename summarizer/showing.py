"""A record for people in a terminal: every value beside its sentence, with the evidence highlighted.

Article and model texts are shown as text: no markup is read in them and control characters are replaced.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from summarizer.answers import is_cite_field
from summarizer.grounding import fold
from summarizer.schemas.record_v1 import Count, Evidence, Finding, Incident, Total
from summarizer.schemas.record_v2 import CustomSummary, Summary

CONTEXT = 90
_STATUS_STYLES = {"exact": "bold green", "normalized": "bold green", "fuzzy": "bold yellow", "not_found": "red"}
_SEVERITY_STYLES = {"info": "cyan", "warning": "yellow", "error": "bold red"}

Row = tuple[str, str, Sequence[Evidence] | None]


class _Article(NamedTuple):
    text: str
    spans: Sequence[tuple[int, int]]


def show_record(record: Summary | CustomSummary, text: str, spans: Sequence[tuple[int, int]] = ()) -> RenderableType:
    """A record ready to print; ``text`` is the article's text and ``spans`` its sentences' in order of their numbers.

    Without spans, what stands around a piece of evidence is shown instead of its sentence.
    """
    article = _Article(text, spans)
    parts: list[RenderableType] = [_heading(record)]
    if isinstance(record, Summary):
        parts.append(Padding(Text(clean(record.summary)), (0, 2, 1, 2)))
        parts.extend(_incident(incident, article) for incident in record.incidents)
        if not record.incidents:
            parts.append(Text("  No incident reported.", style="dim"))
    else:
        parts.append(_table(list(_answer_rows(record)), article))
    if record.findings:
        parts.append(_findings(record.findings, article))
    parts.append(Text(clean(_footer(record)), style="dim"))
    return Group(*parts)


def clean(value: str) -> str:
    """The value with control, bidirectional and other invisible format characters replaced, white space folded."""
    return fold("".join(" " if char in "\n\r\t" else _visible(char) for char in value))


def _visible(char: str) -> str:
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char


def _heading(record: Summary | CustomSummary) -> Text:
    article = record.article
    heading = Text(clean(article.title or article.path or article.article_id)[:200], style="bold")
    known = [str(article.published or "no publication date"), article.source or "", article.path or ""]
    return heading.append("\n" + " · ".join(clean(item) for item in known if item), style="dim not bold")


def _incident(incident: Incident, article: _Article) -> Panel:
    title = incident.type if incident.stage == "accomplished" else f"{incident.type} ({incident.stage})"
    totals = ", ".join(f"{outcome} {_span(total)}" for outcome, total in incident.totals.items())
    return Panel(_table(list(_rows(incident)), article), title=Text(title), subtitle=Text(totals), title_align="left")


def _span(total: Total) -> str:
    if total.high is None:
        return f"{total.low}+"
    return str(total.low) if total.low == total.high else f"{total.low}-{total.high}"


def _rows(incident: Incident) -> Iterator[Row]:
    if incident.date:
        days = f"{incident.date.earliest} to {incident.date.latest}" if incident.date.earliest else "not resolved"
        if incident.date.earliest and incident.date.earliest == incident.date.latest:
            days = str(incident.date.earliest)
        yield "when", f"{incident.date.text} ({days})", incident.date.evidence
    place = incident.place
    if place.country:
        yield "country", f"{place.country} ({place.country_code or '?'})", place.country_evidence
    for name in place.places:
        yield "place", name.name, name.evidence
    for weapon in incident.weapons:
        yield "weapon", weapon.name, weapon.evidence
    for perpetrator in incident.perpetrators:
        yield "perpetrator", f"{perpetrator.name} ({perpetrator.status or perpetrator.kind})", perpetrator.evidence
    for target in incident.targets:
        yield "target", f"{target.name}" + (f" ({target.effect})" if target.effect else ""), target.evidence
    for victim in incident.victims:
        said = f", says {victim.said_by.text}" if victim.said_by else ""
        who = f"{_count(victim.count)}{victim.name or victim.group}{said}"
        count = victim.count.evidence if victim.count else ()
        yield victim.outcome, who, _merge(victim.evidence, count)


def _count(count: Count | None) -> str:
    if count is None or count.qualifier == "unknown" or (count.low is None and count.high is None):
        return ""
    if count.low == count.high:
        return f"{'about ' if count.qualifier == 'about' else ''}{count.low} "
    if count.high is None:
        return f"{count.low}+ "
    return f"up to {count.high} " if count.low is None else f"{count.low}-{count.high} "


def _merge(first: Sequence[Evidence], second: Sequence[Evidence]) -> list[Evidence]:
    return list({(item.start, item.end): item for item in (*second, *first)}.values())


def _table(rows: Sequence[Row], article: _Article) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(ratio=2)
    table.add_column(ratio=5)
    for label, value, evidence in rows:
        table.add_row(Text(clean(label)), Text(clean(value)), _quote(evidence, article))
    return table


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
    quote = Text(f"[{first.sentence}] ", style="dim")
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


def _findings(findings: Sequence[Finding], article: _Article) -> Table:
    table = Table.grid(padding=(0, 2))
    table.title, table.title_justify = "Findings", "left"
    for finding in findings:
        style = _SEVERITY_STYLES[finding.severity]
        label = Text(f"{finding.severity} {finding.code}", style=style)
        table.add_row(label, Text(clean(finding.message)), _quote(finding.evidence or None, article))
    return table


def _footer(record: Summary | CustomSummary) -> str:
    made = record.provenance
    tokens = sum((attempt.prompt_tokens or 0) + (attempt.completion_tokens or 0) for attempt in made.attempts)
    prompts = ", ".join(f"{prompt.id}@{prompt.version}" for prompt in made.prompts)
    return f"{made.model.id} · {prompts} · {len(made.attempts)} requests, {tokens} tokens, {made.seconds:.1f} s"


def _answer_rows(record: CustomSummary) -> Iterator[Row]:
    """A row for each value of a user's own answer; cites are shown by their evidence only."""
    evidence = {item.field: item.evidence for item in record.evidence}
    for path, value in _leaves(record.answer, ""):
        if path in evidence or value:
            yield path, value, evidence.get(path)


def _leaves(node: Any, path: str) -> Iterator[tuple[str, str]]:
    """The values of an answer in order, each with its path; cites with none."""
    if is_cite_field(path.rpartition(".")[2]):
        yield path, ""
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, "" if node is None else str(node)
