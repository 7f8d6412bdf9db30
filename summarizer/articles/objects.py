"""JSON: one object to an article, and the list of articles in what an API answers."""

import json
import re
from collections.abc import Iterator
from typing import Any

from summarizer.articles.drafts import ANY_TAG, NO_TAG, Draft, compose, drop_note_marks, unescape
from summarizer.articles.headers import FIELDS, UnusableArticleError, read_fields, read_string, unwrap

TEXT_FIELDS = (
    *("text", "maintext", "body", "articlebody", "content", "content:encoded", "content_text", "article"),
    *("fulltext", "full_text", "bodytext", "body_text", "body_html", "content_html"),
)
"""Where an article's text is looked for, in lower case, in that order."""
_OF_ARTICLES = frozenset(FIELDS["title"] + FIELDS["url"])
"""What an article has beside its text, and a paragraph or a comment lacks."""
_LISTS = frozenset({"articles", "stories", "news", "documents", "docs"})
"""What a list is called that is of articles, whatever they have."""
_READ = frozenset(TEXT_FIELDS).union(*FIELDS.values())
_DEEPEST = 3
"""How far down in an API's answer its list of articles is looked for."""
_HIT = "_source"
_TAG = re.compile(
    r"</(?:p|div|h[1-6]|li|a|b|i|em|strong|span|sup|blockquote|figure|td|th|tr|pre|ul|ol|section|article)\s*>"
    r"|<(?:br|p)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_LAID_OUT = re.compile(
    r"<(?:p|div|h[1-6]|li|blockquote|figure|td|th|tr|pre|section|article|br|script|style)\b", re.IGNORECASE
)
"""Tags without which line ends are the text's own, as in what WordPress calls raw."""
_CDATA = re.compile(r"\s*+<!\[CDATA\[(.*)\]\]>\s*+", re.DOTALL)


def load_json(text: str, *, is_line: bool = False) -> object:
    """The value of a JSON text, in whose strings line ends may stand. Raises UnusableArticleError if it is none."""
    try:
        return json.loads(text, strict=False, object_pairs_hook=_require_one_value)
    except (ValueError, RecursionError) as error:
        is_lines = "Extra data" in str(error) and not is_line
        several = "; where each line is an article, end its name in .jsonl" if is_lines else ""
        raise UnusableArticleError("malformed", f"not valid JSON ({error}); correct or remove it{several}") from error


def _require_one_value(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """As that of ``files``, which would load more than the command line's help may take."""
    found = dict[str, object]()
    for key, value in pairs:
        if found.setdefault(key, value) != value and found[key] is not value:
            raise ValueError(f"an object has the key {key[:80]!r} twice, with two values: give it one")
    return found


def find_list(value: object) -> list[object] | None:
    """The list of articles that a value is or, as an API's answer, holds; None where it is one article or unclear."""
    if isinstance(value, list):
        return value
    found = list(_list_lists(value, _DEEPEST)) if _name_of_text(value) is None else []
    return found[0] if len(found) == 1 else None


def _list_lists(value: object, depth: int) -> Iterator[list[object]]:
    """The lists within an object in which one thing at least is an article, not a paragraph or a comment."""
    for name, inner in value.items() if isinstance(value, dict) and depth else ():
        if isinstance(inner, list):
            texts = [one for one in inner if isinstance(one, dict) and _name_of_text(one) is not None]
            if texts and (name.lower() in _LISTS or any(map(_is_of_articles, texts))):
                yield inner
        else:
            yield from _list_lists(inner, depth - 1)


def _is_of_articles(one: dict[str, Any]) -> bool:
    """Whether an object with a text is an article by what it has beside it, or as what a search found."""
    return _HIT in one or not _lowered(one).keys().isdisjoint(_OF_ARTICLES)


def _name_of_text(value: object) -> str | None:
    """The name of the field that has an object's text, the first that is not blank; None where it has none."""
    fields = _lowered(value)
    named = [name for name in TEXT_FIELDS if fields.get(name) is not None]
    return next((name for name in named if str(fields[name]).strip()), named[0] if named else None)


def _lowered(value: object) -> dict[str, Any]:
    """An object's fields under their names in lower case; of a hit of a search those of what it found, with its id."""
    fields = value.get(_HIT, value) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(fields, dict):
        return {}
    told = {"_id": value["_id"], **fields} if _HIT in value and "_id" in value else fields
    return {name.lower(): content for name, content in told.items()}


def draft_from_json(value: object) -> Draft:
    """Return one JSON object as a draft; the text is what its field holds or HTML in it shows, as ``compose`` has it.

    Raises UnusableArticleError if it is no object, has no text, or a field has the wrong form or two values.
    """
    if not isinstance(value, dict):
        remedy = "; a list of articles is a file of its own that ends in .json" if isinstance(value, list) else ""
        raise UnusableArticleError(
            "malformed", f"found {type(value).__name__}; make each article a JSON object{remedy}"
        )
    _require_one_spelling(value.get(_HIT, value))
    fields, name = _lowered(value), _name_of_text(value)
    if name is None:
        raise UnusableArticleError("malformed", "no text; put it in a field named 'text'")
    told = read_fields(fields)
    title = compose(_show(told["title"])) if told["title"] else None
    return Draft(text=compose(_read_text(name, fields[name])), **{**told, "title": title})


def _require_one_spelling(fields: object) -> None:
    """Raises UnusableArticleError for a field that is read and stands there twice, as ``text`` and ``Text``."""
    known = dict[str, tuple[str, object]]()
    for name, content in fields.items() if isinstance(fields, dict) else ():
        first, told = known.setdefault(name.lower(), (name, content)) if content else (name, content)
        if first != name and told != content and name.lower() in _READ:
            said = f"found the keys {first[:80]!r} and {name[:80]!r} with two values; give it one"
            raise UnusableArticleError("malformed", said)


def _read_text(name: str, value: object) -> str:
    """A field's text; that of a list of paragraphs has a blank line between them."""
    value = unwrap(value)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        value = "\n\n".join(value)
    text = read_string(name, value)
    text = found[1] if (found := _CDATA.fullmatch(text)) else text
    if not _TAG.search(text) and _TAG.search(plain := unescape(text)):
        text = plain
    if not _TAG.search(text) or not _LAID_OUT.search(text):
        return _show(text)
    from summarizer.articles.pages import read_markup  # noqa: PLC0415 - lazy: few texts have tags

    return read_markup(NO_TAG.sub("&lt;", text)) or text


def _show(text: str) -> str:
    """A text without tags and with its characters in place of references to them; as it is where it has none."""
    return unescape(ANY_TAG.sub("", drop_note_marks(text)) if _TAG.search(text) else text)
