"""What travels between the stages: articles as read, why one failed, messages, a server's address."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib import metadata
from typing import Literal, NamedTuple

from pydantic import BaseModel, SecretStr, ValidationError

from summarizer.errors import DISTRIBUTION
from summarizer.schemas.record import Attempt, Frozen, PublishedBasis

KEY_SENTENCES = 3
_MOST_TOLD = 3


class Message(Frozen):
    """One chat message."""

    role: Literal["system", "user"]
    content: str


class Likelihood(NamedTuple):
    """How likely a model held a value of its answer, by the tokens that spell it.

    Natural logarithms of probabilities, at most 0: of all the tokens together, and of the least likely one. ``instead``
    are the tokens that a text might have begun with and theirs, its own among them; empty where that is not told.
    """

    all: float
    least: float
    instead: tuple[tuple[str, float], ...] = ()


ValuePath = tuple[str | int, ...]
"""Where a value stands in an answer: ``("incidents", 0, "victims", 1, "group")``."""
Likelihoods = Mapping[ValuePath, Likelihood]


def to_json(value: BaseModel, *, indent: int | None = None, warnings: bool = True) -> str:
    """The value as JSON, on one line without ``indent``; lone surrogates, which have no UTF-8, are escaped.

    ``warnings`` off: nobody is told of fields that are not of their types.
    """
    try:
        return value.model_dump_json(indent=indent, warnings=warnings)
    except ValueError:
        dumped = value.model_dump(mode="json", warnings=warnings)
        return json.dumps(dumped, ensure_ascii=True, indent=indent)


def utc_now() -> str:
    """This moment as rows have it, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=1)
def package_version() -> str:
    """This package's version, looked up once in a process: that reads files and takes as long as a short article."""
    return metadata.version(DISTRIBUTION)


def describe_invalid(error: ValidationError, *, within: str = "") -> str:
    """What is wrong with a value, in a line: the first few fields, each with why; nothing of the value itself.

    ``within`` is the field that the value is of, empty where it is of none.
    """
    problems = error.errors(include_input=False, include_url=False, include_context=False)[:_MOST_TOLD]
    paths = ((*filter(None, [within]), *problem["loc"][:6]) for problem in problems)
    places = (".".join(str(part)[:40] for part in path) for path in paths)
    messages = (problem["msg"].removeprefix("Value error, ") for problem in problems)
    told = (f"{place}: {said}" if place else said for place, said in zip(places, messages, strict=True))
    return "; ".join(told)[:500]


REVIEWED = "reviewed"
"""The code of the finding that each review applied leaves in a record."""


class Dateline(Frozen):
    """An agency dateline (``LIMA, 20 Aug 88 (EFE) --``): place and date as far as given, and its span in the text."""

    place: str
    date: date | None
    start: int
    end: int


class Article(Frozen):
    """One article as read.

    ``text`` is what every offset refers to: for ``.txt`` the decoded file whole, with a letter and its accents as one
    code point, for other formats the extracted text. ``body_spans`` are the half-open code-point ranges
    of ``text`` that hold prose, in order: a parsed header, front matter, dateline, or a line of dates, names or credits
    over the prose lies outside them and so never becomes a sentence. ``published_basis`` says where the day of
    publication was found: ``given`` with the article, in an agency's ``dateline``, in a line of its own in the
    ``text``, or in the ``address``; ``retrieved``: told without its year, which is that of the last such day until the
    article was retrieved, or of the page's copyright; None without a day. ``posted`` is the day that the text's own
    lines tell, whatever day was given; None where they tell none.
    ``external_id`` is what its file calls it, ``line`` its place, from 1, in a file of several.
    ``page_starts`` are the code points of ``text`` at which the file's pages begin; none where it has no pages.
    """

    article_id: str
    path: str | None
    sha256: str
    text: str
    body_spans: tuple[tuple[int, int], ...]
    title: str | None = None
    published: date | None = None
    published_basis: PublishedBasis | None = None
    posted: date | None = None
    source: str | None = None
    url: str | None = None
    external_id: str | None = None
    line: int | None = None
    dateline: Dateline | None = None
    page_starts: tuple[int, ...] = ()


class ArticleFailure(Frozen):
    """Why one article could not be read or summarised. ``line`` is 1-based, in JSON Lines and lists; else None.

    ``attempts`` are the requests that were made for it.
    """

    path: str | None
    line: int | None
    article_id: str | None
    code: str
    message: str
    attempts: tuple[Attempt, ...] = ()


class ServerAddress(Frozen):
    """A running embedded server, which several Summarizers may share. The hashes go into every record."""

    base_url: str
    api_key: SecretStr
    model_name: str
    context_tokens: int
    file_sha256: str
    adapter_sha256: str
