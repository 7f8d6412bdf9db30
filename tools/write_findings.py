"""Writes docs/findings.md from the table of finding codes (``make findings``)."""

from pathlib import Path

from summarizer.checks.codes import CODES

PAGE = Path(__file__).parents[1] / "docs" / "findings.md"

_HEAD = """# Finding codes

A finding is something that a reader of a record should know: what it is about (`field`, a path such as
`incidents[0].victims[1].count`), how grave it is, what was noticed, and the evidence. An `info` tells what was done or
found out; a `warning` asks for a look. A finding about a value that somebody accepted in a review becomes an `info`.

`summarizer show RUN --finding CODE` shows the records that have one; `summarizer export` writes a table of all of them.

"""


def codes_table() -> str:
    """The codes as a Markdown table, in the order of the pipe."""
    rows = (
        ("Code", "Severity", "What it means", "What to do"),
        ("---",) * 4,
        *((f"`{one.code}`", ", ".join(one.severities), one.meaning, one.remedy) for one in CODES.values()),
    )
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def findings_page() -> str:
    """The text of docs/findings.md."""
    return _HEAD + codes_table()


if __name__ == "__main__":
    PAGE.write_text(findings_page(), encoding="utf-8")
