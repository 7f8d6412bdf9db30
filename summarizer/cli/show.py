"""``summarizer show``: a run's records, or its events, in a terminal."""

import difflib
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.checks.codes import CODES
from summarizer.cli import options as shared
from summarizer.cli.export import find_events
from summarizer.cli.printing import echo_json_lines, open_console, stderr_line
from summarizer.cli.records import open_records
from summarizer.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from summarizer.cli.record_filter import Choice
    from summarizer.review.runs import Stored
    from summarizer.schemas.event import Event


def show(
    run_folder: shared.RunFolderArgument,
    article: Annotated[
        str | None, typer.Argument(help="An article's id or path; with --events, an event's id. All if left out.")
    ] = None,
    *,
    kind: Annotated[str | None, typer.Option("--type", help="Records with an incident of this type.")] = None,
    country: Annotated[str | None, typer.Option(help="Records with an incident there: a name or code.")] = None,
    finding: Annotated[str | None, typer.Option(help="Records with a finding of this code.")] = None,
    severity: Annotated[str | None, typer.Option(help="Records with a finding so grave: info, warning.")] = None,
    events: Annotated[bool, typer.Option("--events", help="The events that reports were merged into.")] = False,
    reviews: shared.Reviews = False,
    pager: Annotated[bool, typer.Option(help="Page in a terminal, with $PAGER or less.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON; of several, each on a line.")] = False,
) -> None:
    """Print a run's overview and records, or its events. The evidence is highlighted in its sentence."""
    from summarizer.cli.record_filter import SEVERITIES, Choice  # noqa: PLC0415 - lazy: keeps --help fast

    level = next((level for level in SEVERITIES if severity and level == severity.casefold()), None)
    if severity is not None and level is None:
        raise typer.BadParameter(f"{severity!r} is none of {', '.join(SEVERITIES)}", param_hint="--severity")
    if finding is not None:
        where = "docs/findings.md lists them all"
        _check_word(finding, CODES, f"{finding!r} is no code of a finding", "--finding", where)
    if kind is not None:
        from summarizer.schemas.types import TYPE_NAMES  # noqa: PLC0415 - lazy: keeps --help fast

        kind, where = kind.casefold(), "docs/reference/schemas.md lists them all"
        _check_word(kind, TYPE_NAMES, f"{kind!r} is no type of an incident", "--type", where)
    choice = Choice(article, kind, country, finding, level)
    if events:
        if finding or severity or reviews:
            raise typer.BadParameter(
                "it goes with --type and --country, not with findings or reviews", param_hint="--events"
            )
        _show_events(run_folder, choice, pager=pager, as_json=as_json)
        return
    told: list[str] = []

    def choose(say: "Callable[[str], None]") -> "Iterator[Stored]":
        return choice.choose(open_records(run_folder, reviews=reviews, say=say))

    if as_json:
        shown = echo_json_lines(record for record, _ in choose(told.append))
    else:
        shown = _print_records(run_folder, choice, choose, told.append, pager=pager)
    for line in told:
        stderr_line(line)
    if not shown:
        failed = run_folder / "failures.jsonl"
        is_of_values = kind or country or finding or severity
        hint = f" See {failed}." if not is_of_values and failed.exists() and failed.stat().st_size else ""
        raise ConfigurationError(f"{run_folder} holds no record{choice.describe()}.{hint}")


def _show_events(run_folder: Path, choice: "Choice", *, pager: bool, as_json: bool) -> None:
    """Prints the events, a list of them first where there are several. They are read twice."""
    from summarizer.cli.event_view import show_event, show_events  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.events.decisions import read_decisions  # noqa: PLC0415 - lazy: keeps --help fast

    shown = sum(1 for _ in _choose_events(run_folder, choice))
    if not shown:
        raise ConfigurationError(f"{run_folder} holds no event{choice.describe()}.")
    if as_json:
        echo_json_lines(_choose_events(run_folder, choice))
        return
    decisions = read_decisions(run_folder)
    with open_console(pager=pager and shown > 1) as console:
        if shown > 1:
            console.print(show_events(_choose_events(run_folder, choice), total=shown))
        for number, event in enumerate(_choose_events(run_folder, choice)):
            if number or shown > 1:
                console.print()
            console.print(show_event(event, decisions))


def _choose_events(run_folder: Path, choice: "Choice") -> "Iterator[Event]":
    found = find_events(run_folder)
    if found is None:
        raise ConfigurationError(
            f"{run_folder}: no reports were merged here. Merge them: summarizer events {shlex.quote(str(run_folder))}"
        )
    return (event for event in found if choice.admits_event(event))


def _check_word(word: str, known: "Collection[str]", what: str, option: str, where: str) -> None:
    """Raises: BadParameter naming close ones where a word is none of those known."""
    if word not in known:
        close = " or ".join(difflib.get_close_matches(word, known, cutoff=0.5))
        told = f"{what}{close and '; did you mean '}{close}. {where}."
        raise typer.BadParameter(told, param_hint=option)


def _print_records(
    run_folder: Path,
    choice: "Choice",
    choose: "Callable[[Callable[[str], None]], Iterator[Stored]]",
    say: "Callable[[str], None]",
    *,
    pager: bool,
) -> int:
    """Prints records, the overview first where there are several, and says how many.

    They are read twice, but those of an article, of which there are few.
    """
    from summarizer.cli.record_view import show_record  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.cli.run_view import gather_overview, show_overview  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.ledger import read_ledger, sum_ledger  # noqa: PLC0415 - lazy: keeps --help fast
    from summarizer.runs.status import count_failures  # noqa: PLC0415 - lazy: keeps --help fast

    if choice.article is not None:
        few = list(choose(say))
        choose = lambda _: iter(few)  # noqa: E731
    overview = gather_overview(record for record, _ in choose(lambda _: None))
    several = overview.records > 1
    with open_console(pager=pager and several) as console:
        if several:
            failures, spent = count_failures(run_folder), sum_ledger(read_ledger(run_folder)).describe()
            folder, chosen = str(run_folder), choice.describe()
            console.print(show_overview(overview, folder=folder, failures=failures, spent=spent, chosen=chosen))
        for number, (record, stored) in enumerate(choose(say)):
            if number:
                console.print()
            console.print(show_record(record, stored.text, stored.sentences))
    return overview.records
