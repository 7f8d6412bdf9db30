"""Two adapters of one model: what tells of attacks of the time of the wires adapter is asked anew with that one.

The default's adapter knows today's news of every kind, and reads wire reports of about 1990 worse than the one that was
trained on nothing else; that one knows no accidents, no crime without politics and no other language. Of 107 documents
of MUC-3/4 the two together get micro-F1 53.1, the first alone 47.3, the second alone 53.9 (quality-tried.md).
"""

from summarizer.llm.embedded.models import ADAPTERS
from summarizer.options import Options
from summarizer.schemas.record import Finding, Summary

OLD_BEFORE = 1996
"""The year: what is told between the wires of 1988 to 1991 and today's news is nearer to these until then."""
_KNOWN = frozenset(
    {"attack", "bombing", "kidnapping", "hostage taking", "assassination", "arson", "hijacking", "sabotage"}
    | {"armed clash", "airstrike", "shelling"}
)
"""Types of incident that the wires' adapter tells of, by whatever name."""


def options_of_wires(options: Options) -> Options | None:
    """The same settings with the wires' prompt; None where another model, prompt or schema is set."""
    if not options.is_embedded or options.prompt is not None or options.answer_schema is not None:
        return None
    return options.model_copy(update={"prompt": ADAPTERS[1].prompt})


def is_old_wire(record: Summary) -> bool:
    """Whether an article in English was published before OLD_BEFORE, and is of such attacks and of nothing else."""
    published, types = record.article.published, {one.type for one in record.incidents}
    is_old = published is not None and published.year < OLD_BEFORE
    return is_old and record.article.language == "en" and bool(types) and types <= _KNOWN


def report_anew(first: Summary, again: Summary) -> Finding:
    """That an article was asked about anew; a warning where its incidents are told no more."""
    types = ", ".join(dict.fromkeys(one.type for one in first.incidents))
    message = (
        f"Published before {OLD_BEFORE} and of attacks alone, it was asked about anew with the adapter for wire "
        "reports of about 1990, and the record is of that answer"
    )
    if again.incidents:
        return Finding(code="old_wire", severity="info", field="article", message=f"{message}.")
    message = f"{message}, which tells of no incident; the first one told of {types}."
    return Finding(code="old_wire", severity="warning", field="article", message=message)
