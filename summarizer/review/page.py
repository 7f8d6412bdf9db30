"""One self-contained page of a run: nothing is loaded, nothing is sent, and what articles and models wrote is data."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from summarizer.events.decisions import read_decisions
from summarizer.events.reading import read_events
from summarizer.files import explained, write_atomically
from summarizer.review.payload import index_event, index_record, list_words, tell_article, tell_run
from summarizer.review.rows import Review
from summarizer.runs.records import read_records
from summarizer.values import package_version

DECISIONS_ROUTE = "decisions"
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("[<>&\u2028\u2029\ud800-\udfff]")

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="summarizer {version}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript><p>This page needs JavaScript, which is all in this file; it loads nothing.</p></noscript>
<div id="app"></div>
{data}
<script>{script}</script>
</body>
</html>
"""


def build_page(run_folder: Path, *, review_url: str | None = None, reviews: Sequence[Review] = ()) -> str:
    """The whole HTML of a run's page, which can be encoded as UTF-8.

    ``review_url`` None makes a page that stands alone: reviews stay in it and are offered as a download. Otherwise it
    is a path of the page's own server, from which the page gets the review rows, and to which it posts new ones; beside
    it, under the name of ``DECISIONS_ROUTE``, it posts splits and joins. ``reviews`` are the rows known so far.

    Raises: RunFolderError where the folder is no run's, or a record or event is damaged.
    """
    index: list[dict[str, Any]] = []
    blocks: list[str] = []
    for number, (record, article) in enumerate(read_records(run_folder)):
        index.append(index_record(record, article.text))
        blocks.append(_block(f"record-{number}", record.model_dump(mode="json")))
        blocks.append(_block(f"article-{number}", tell_article(article, record)))
    events: list[dict[str, Any]] = []
    for number, event in enumerate(read_events(run_folder)):
        events.append(index_event(event))
        blocks.append(_block(f"event-{number}", event.model_dump(mode="json")))
    version = package_version()
    run = tell_run(run_folder, package_version=version)
    payload = {
        "run": run,
        "words": list_words(),
        "entries": index,
        "events": events,
        "decisions": [decision.model_dump(mode="json") for decision in read_decisions(run_folder)],
        "reviews": [review.model_dump(mode="json") for review in reviews],
        "review_url": review_url,
        "decision_url": None if review_url is None else f"{review_url.rpartition('/')[0]}/{DECISIONS_ROUTE}",
    }
    script, style = _asset("page.js"), _asset("page.css")
    return _PAGE.format(
        policy=page_policy(served=review_url is not None),
        version=html.escape(version),
        title=html.escape(_SURROGATE.sub("\ufffd", f"{run['name']} - summarizer")),
        style=style,
        data="\n".join((_block("run", payload), *blocks)),
        script=script,
    )


def write_page(run_folder: Path, path: Path, *, reviews: Sequence[Review] = ()) -> int:
    """Write a run's page that stands alone, whole or not at all; its size in bytes. ``reviews`` as in ``build_page``.

    Raises: RunFolderError where the folder is no run's, or the page cannot be written.
    """
    page = build_page(run_folder, reviews=reviews)
    with explained(f"{path}: the page cannot be written", "Choose another --out."):
        write_atomically(path, page)
        return path.stat().st_size


@cache
def page_policy(*, served: bool) -> str:
    """The page's Content-Security-Policy: its own script and style, by their hashes, and nothing else.

    ``served``: it may also ask the server that it came from.
    """
    connect = "'self'" if served else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash_source(_asset('page.js'))}",
            f"style-src {_hash_source(_asset('page.css'))}",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    """A built part of the page; web/ holds what it is built from."""
    return resources.files("summarizer.review").joinpath("assets", name).read_text(encoding="utf-8")


def _block(name: str, value: Any) -> str:
    return f'<script type="application/json" id="{name}">{embed_json(value)}</script>'


def embed_json(value: Any) -> str:
    """The value as JSON that cannot end, or be taken for, markup where it stands in a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
