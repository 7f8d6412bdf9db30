"""Which records are of texts that their files hold no longer, because a newer version stands there."""

import contextlib
import json
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from summarizer.articles.formats import FORMATS
from summarizer.files import parse_json, read_lines
from summarizer.language.plurals import tell_count
from summarizer.runs.folder import ARTICLES, REPLACED, SUMMARIES, RunFolder, read_article_id, read_record_id
from summarizer.values import Article

_RUN = 5
_SHARE = 0.6
"""The share of the shorter text's runs of so many words that a version of it has."""
_ARTICLE = '"article":'

Identity = tuple[str | None, str | None]
"""What versions of one article share: its file, and where that may hold several its address or id, else the file."""


class _Head(NamedTuple):
    article_id: str
    identity: Identity


def set_replaced_aside(folder: RunFolder, current: Container[str], say: Callable[[str], None]) -> None:
    """Move records aside that would count twice what happened once, and say so. Nothing can be added then."""
    folder.commit()
    replaced = find_replaced(folder.path, current)
    if replaced:
        folder.set_aside(replaced)
        texts = tell_count(len(replaced), "text that its file holds", "texts that their files hold")
        say(f"Moved to {REPLACED}: the records of {texts} in a newer version.")


def find_replaced(folder: Path, current: Container[str]) -> frozenset[str]:
    """The articles with a record that are not ``current``, and of which one that is, and has a record, is a version.

    That is one with the same identity and most of the text. Raises: RunFolderError.
    """
    return _find_older(partial(_read_heads, folder, current), partial(_read_texts, folder))


def find_older(articles: Iterable[Article], current: Container[str]) -> frozenset[str]:
    """Likewise of articles, which are gone through up to three times."""

    def heads(*, held: bool) -> Iterator[_Head]:
        for article in articles:
            if (article.article_id in current) is held:
                yield from _list_heads(article.article_id, article.path, article.url, article.external_id)

    return _find_older(heads, lambda wanted: {one.article_id: one.text for one in articles if one.article_id in wanted})


def _find_older(
    heads: Callable[..., Iterator[_Head]], texts_of: Callable[[Container[str]], dict[str, str]]
) -> frozenset[str]:
    """Of what is not ``held`` among the heads that of which something that is held is a version."""
    gone = list(heads(held=False))
    identities = {head.identity for head in gone}
    newer: dict[Identity, list[str]] = {}
    for head in heads(held=True) if gone else ():
        if head.identity in identities:
            newer.setdefault(head.identity, []).append(head.article_id)
    pairs = [(old.article_id, new) for old in gone for new in newer.get(old.identity, ())]
    texts = texts_of({article_id for pair in pairs for article_id in pair}) if pairs else {}
    return frozenset(old for old, new in pairs if _are_versions(texts.get(old, ""), texts.get(new, "")))


def _read_heads(folder: Path, current: Container[str], *, held: bool) -> Iterator[_Head]:
    """What the rows of records say of articles that are ``current``, or are not; the rest of a row is not parsed.

    Left out are articles without a path, those without an id or address from files that may hold several, and what no
    run wrote so.
    """
    for line in read_lines(folder / SUMMARIES):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            if (read_record_id(line) in current) is held:
                article = read_known(line)
                known = article["url"], article.get("external_id")
                yield from _list_heads(article["article_id"], article["path"], *known)


def read_known(line: bytes) -> dict[str, Any]:
    """What the row of a record says of its article; the rest of it is not parsed. Raises: ValueError."""
    text = line.decode()
    article, _ = json.JSONDecoder().raw_decode(text, text.index(_ARTICLE) + len(_ARTICLE))
    return dict(article)


def _list_heads(article_id: str, path: str | None, *named: str | None) -> Iterator[_Head]:
    """The article under each of its identities; ``named`` are its address and its id, none of which need be there."""
    known = FORMATS.get(PurePath(path or "").suffix.lower())
    names = [path] if known and not known.many else [str(name) for name in named if name]
    return (_Head(article_id, (path, name)) for name in names if path)


def _read_texts(folder: Path, wanted: Container[str]) -> dict[str, str]:
    lines = (line for line in read_lines(folder / ARTICLES) if read_article_id(line) in wanted)
    return {row["article_id"]: str(row.get("text")) for row in map(parse_json, lines)}


def _are_versions(one: str, other: str) -> bool:
    runs, others = _runs_of(one), _runs_of(other)
    fewest = min(len(runs), len(others))
    return fewest > 0 and len(runs & others) >= _SHARE * fewest


def _runs_of(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return set(zip(*(words[at:] for at in range(_RUN)), strict=False))
