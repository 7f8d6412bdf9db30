"""Which records are of texts that their files hold no longer, because a newer version stands there."""

import contextlib
import json
from collections.abc import Container, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from summarizer.articles.formats import FORMATS
from summarizer.files import parse_json, read_lines
from summarizer.runs.folder import ARTICLES, SUMMARIES, read_article_id, read_record_id

_RUN = 5
_SHARE = 0.6
"""The share of the shorter text's runs of so many words that a version of it has."""
_ARTICLE = '"article":'

Identity = tuple[str | None, str | None]
"""What versions of one article share: its file, and where that may hold several articles its address, else the file."""


class _Head(NamedTuple):
    article_id: str
    identity: Identity


def find_replaced(folder: Path, current: Container[str]) -> frozenset[str]:
    """The articles with a record that are not ``current``, and of which one that is, and has a record, is a version.

    That is one with the same identity and most of the text. Raises: RunFolderError.
    """
    gone = list(_read_heads(folder, current, held=False))
    identities = {head.identity for head in gone}
    newer: dict[Identity, list[str]] = {}
    for head in _read_heads(folder, current, held=True) if gone else ():
        if head.identity in identities:
            newer.setdefault(head.identity, []).append(head.article_id)
    pairs = [(old.article_id, new) for old in gone for new in newer.get(old.identity, ())]
    texts = _read_texts(folder, {article_id for pair in pairs for article_id in pair})
    return frozenset(old for old, new in pairs if _are_versions(texts.get(old, ""), texts.get(new, "")))


def _read_heads(folder: Path, current: Container[str], *, held: bool) -> Iterator[_Head]:
    """What the rows of records say of articles that are ``current``, or are not; the rest of a row is not parsed.

    Left out are articles without a path, those without an address from files that may hold several, and what no run
    wrote so.
    """
    for line in read_lines(folder / SUMMARIES):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            if (read_record_id(line) in current) is held:
                text = line.decode()
                article, _ = json.JSONDecoder().raw_decode(text, text.index(_ARTICLE) + len(_ARTICLE))
                if all(identity := _identify(article["path"], article["url"])):
                    yield _Head(article["article_id"], identity)


def _identify(path: str | None, url: str | None) -> Identity:
    known = FORMATS.get(PurePath(path or "").suffix.lower())
    return path, path if known and not known.many else url and str(url)


def _read_texts(folder: Path, wanted: Container[str]) -> dict[str, str]:
    lines = (line for line in read_lines(folder / ARTICLES) if wanted and read_article_id(line) in wanted)
    return {row["article_id"]: str(row.get("text")) for row in map(parse_json, lines)}


def _are_versions(one: str, other: str) -> bool:
    runs, others = _runs_of(one), _runs_of(other)
    fewest = min(len(runs), len(others))
    return fewest > 0 and len(runs & others) >= _SHARE * fewest


def _runs_of(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[at:] for at in range(_RUN)), strict=False))
