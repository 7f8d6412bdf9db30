"""The day on which a page was published: by its metadata, or by what stands between its headline and its prose.

Sources: schema.org (Article, datePublished), Open Graph (article:published_time), Dublin Core (DC.date.issued), and the
names that htmldate knows of. What else stands on a page (lists of other articles, clocks, comments, copyright lines,
dates in prose) tells no day of its own, and when it was modified is not when it was published.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from summarizer.articles.date_lines import date_of_address, rank_label, read_posted_line
from summarizer.articles.drafts import opens_with
from summarizer.articles.headers import parse_moment

_EARLIEST = date(1900, 1, 1)
_NOON = 12
_PROSE = 100
"""The fewest characters of a paragraph with which the prose begins."""
_LINE_ELEMENTS = 20
"""The most elements that a line of a date is made of."""
_PUBLISHED = re.compile(
    r"(?:published|publish|publication|pub|post|posted|sailthru|display|article)(?:date|time|at)\Z"
    r"|date(?:published|publish|issued|posted|publication|original)\Z|(?:published|issued)\Z"
)
_MADE = frozenset(
    {"date", "created", "datecreated", "creationdate", "dcdate", "dcdatecreated", "dctermsdate", "dctermscreated"}
)
_OTHERS = re.compile(r"modif|updat|revis|last|expir|image|video|event|copyright")
_NO_LETTER = re.compile(r"[^a-z]")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]")
_ELSEWHERE = """//aside | //nav | //footer | //figure | //form
    | //*[contains(@class, "related") or contains(@class, "comment") or contains(@id, "comment")]"""
_DATED = """//body//*[contains(concat(" ", @itemprop, " "), " datePublished ")]
    | //body//abbr[contains(concat(" ", @class, " "), " published ")]"""
_FOR_DATES = re.compile(r"date|time|publish|posted", re.IGNORECASE)
_JSON_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_UTC = re.compile(r"[T ](?P<hour>\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)?\Z")


def read_page_date(tree: Any, title: str | None, address: str | None) -> date | None:
    """The day of a page's metadata, from 1900 to today; else of the lines between its headline and its prose.

    None where these tell none, or leave open which is the month. What stands beside the article is cut from ``tree``.
    """
    named, unnamed = _list_moments(tree, title or "")
    for moment in named:
        if day := _read_day(moment):
            return _as_told_at_home(moment, day, address)
    for beside in tree.xpath(_ELSEWHERE):
        beside.drop_tree()
    over_prose = _read_over_prose(tree, title or "")
    if over_prose and over_prose[0] == 0:
        return over_prose[1]
    for moment in (*unnamed, *_read_microdata(tree)):
        if day := _read_day(moment):
            return _as_told_at_home(moment, day, address)
    return over_prose and over_prose[1]


def _read_day(moment: str) -> date | None:
    day = parse_moment(moment)
    return day if day and _EARLIEST <= day <= date.today() + timedelta(days=1) else None  # noqa: DTZ011 - any zone's


def _as_told_at_home(moment: str, day: date, address: str | None) -> date:
    """The address's day in place of the day in UTC, where it was that day in the newsroom's zone."""
    clock, told = _UTC.search(moment), date_of_address(address) if address else None
    if clock is None or told is None:
        return day
    return told if told - day == timedelta(days=-1 if int(clock["hour"]) < _NOON else 1) else day


def _list_moments(tree: Any, title: str) -> tuple[list[str], list[str]]:
    """What metadata tell by the article's name or as its publication; and what may be another's, or another moment."""
    articles, pages = _read_linked_data(tree)
    published, made = _read_meta_tags(tree)
    named, unnamed = list[str](), list[str]()
    for rows in (articles, pages):
        named += _where_all_agree([moment for name, moment in rows if name and title and opens_with(name, title)])
        unnamed += _where_all_agree([moment for _, moment in rows])
    return [*named, *published], [*unnamed, *made]


def _where_all_agree(moments: list[str]) -> list[str]:
    return moments[:1] if len({_read_day(moment) for moment in moments}) == 1 else []


def _read_linked_data(tree: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Name and moment of publication of the articles of JSON-LD, and of its pages; a related one may be among them."""
    articles, pages = list[tuple[str, str]](), list[tuple[str, str]]()
    for script in tree.xpath('//script[starts-with(@type, "application/ld+json")]/text()'):
        for kind, name, moment in _read_script(script):
            if re.search(r"Article|BlogPosting|Report\b", kind):
                articles.append((name, moment))
            elif "Page" in kind:
                pages.append((name, moment))
    return articles, pages


def _read_script(script: str) -> list[tuple[str, str, str]]:
    """Kind, name and moment of publication of what a script of JSON-LD is about."""
    objects = script[script.find("{") : script.rfind("}") + 1]  # without a list's brackets, or those of <![CDATA[
    try:
        nodes = list(_list_nodes(json.loads(f"[{objects}]", strict=False)))
    except (ValueError, RecursionError):
        return [("Article", "", moment) for moment in _JSON_DAY.findall(script)]
    told = [(node, node.get("headline") or node.get("name"), node.get("datePublished")) for node in nodes]
    return [
        (str(node.get("@type", "Page")), name if isinstance(name, str) else "", moment)
        for node, name, moment in told
        if isinstance(moment, str)
    ]


def _list_nodes(value: object) -> Iterator[dict[str, Any]]:
    """What a script is about: not what that is part of, lists, or has as comments."""
    if isinstance(value, list):
        for one in value:
            yield from _list_nodes(one)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _list_nodes(value.get(name))


def _read_meta_tags(tree: Any) -> tuple[list[str], list[str]]:
    """What ``<meta>`` tells by a name of publication, and by one that says only that it is a date."""
    tags = [
        (_NO_LETTER.sub("", (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()), content)
        for tag in tree.xpath("//head//meta | /html/body/meta")
        if (content := tag.get("content") or tag.get("datetime"))
    ]
    tags = [(name, content) for name, content in tags if not _OTHERS.search(name)]
    published = [content for name, content in tags if _PUBLISHED.search(name)]
    return published, [content for name, content in tags if name in _MADE]


def _read_microdata(tree: Any) -> Iterator[str]:
    """``itemprop="datePublished"`` or ``<abbr class="published">``, that of the item with the most text first."""
    sizes = dict[Any, int]()
    told = []
    for element in tree.xpath(_DATED):
        scope = next(iter(element.xpath("ancestor::*[@itemscope][1]")), None)
        if scope not in sizes:
            sizes[scope] = 0 if scope is None else len(text_of(scope))
        told.append((sizes[scope], element))
    for _, element in sorted(told, key=lambda pair: -pair[0]):
        yield element.get("content") or element.get("datetime") or element.get("title") or text_of(element)


def _read_over_prose(tree: Any, title: str) -> tuple[int, date] | None:
    """The rank and day between headline and prose: told as published goes first, then what markup has for dates."""
    days = list[tuple[tuple[int, bool], date]]()
    for element in _list_over_prose(tree, title):
        told, plain = element.get("datetime"), not _FOR_DATES.search(f"{element.tag} {element.get('class', '')}")
        if told and (day := _read_day(told)):
            days.append(((rank_label(_label_of(element)), plain), day))
        elif sum(1 for _ in islice(element.iter(), _LINE_ELEMENTS + 1)) <= _LINE_ELEMENTS:
            found = read_posted_line(text_of(element))
            if found and found[1] <= date.today() + timedelta(days=1):  # noqa: DTZ011 - any zone's
                days.append(((found[0], plain), found[1]))
    if not days:
        return None
    (rank, _), day = min(days, key=lambda found: found[0])
    return rank, day


def _list_over_prose(tree: Any, title: str) -> Iterator[Any]:
    """The elements of the article from its beginning, or from the headline on, to the first paragraph or teaser."""
    headings = [one for one in tree.iter("h1", "h2", "h3") if title and _is_title(text_of(one), title)]
    frames = (
        headings[0].xpath("ancestor::*[self::article or self::main][1]") if headings else tree.xpath("//article")[:1]
    )
    elements = frames[0].iter() if frames else headings[0].xpath("following::*") if headings else ()
    for element in elements:
        if not isinstance(element.tag, str):
            continue
        own = "".join([element.text or "", *(child.tail or "" for child in element)])
        if len(text_of(element) if element.tag == "p" else own.strip()) >= _PROSE:
            return
        if element.tag in ("h1", "h2", "h3") and element not in headings and element.xpath(".//a | ancestor::a"):
            return
        yield element


def _is_title(heading: str, title: str) -> bool:
    return bool(heading) and (opens_with(heading, title) or opens_with(title, heading))


def _label_of(element: Any) -> str:
    """What says of a ``<time>`` which it is: its class and property, and the words before it."""
    before = element.getprevious()
    words = text_of(before) + (before.tail or "") if before is not None else element.getparent().text or ""
    return _WORDS.sub(" ", " ".join((element.get("class", ""), element.get("itemprop", ""), words[-40:])))


def text_of(element: Any) -> str:
    """What an element and all in it show, white space as one blank."""
    return " ".join("".join(element.itertext()).split())
