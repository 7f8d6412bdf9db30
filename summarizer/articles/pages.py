"""HTML: the main text of a page, a paragraph for each block, and what its metadata say."""

import re
from collections import Counter
from collections.abc import Sized
from contextlib import suppress
from itertools import groupby, islice
from typing import Any

from summarizer.articles.drafts import Draft, is_note_mark, opens_with
from summarizer.articles.headers import UnusableArticleError
from summarizer.articles.markdown import is_table_rule, show_row
from summarizer.articles.page_dates import read_page_date, text_of
from summarizer.language.links import SAYS_SO

_STYLE = "concat(translate(@style, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ', 'abcdefghijklmnopqrstuvwxyz'), ';')"
_UNSEEN_STYLES = ("display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "opacity:0;")
_UNSEEN = [
    "//noscript",
    "//template",
    "//*[@hidden]",
    *(f"//*[contains({_STYLE}, '{style}')]" for style in _UNSEEN_STYLES),
]
_LEADS = re.compile(rf"\W{{0,3}}(?:{SAYS_SO}|(?:read|more|watch):|lees ook|baca juga)", re.IGNORECASE)
_LEAST_PROSE = 30
_CLASSES = "concat(' ', normalize-space(@class), ' ')"
_POST = f"self::article or contains({_CLASSES}, ' post ') or contains({_CLASSES}, ' entry ')"
_POSTS = f"//*[{_POST}][not(.//*[{_POST}])]"
_LEAST_POSTS = 2
_LINE_ELEMENTS = 12
"""The most elements that a line is made of."""
_PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_BREAK = "\u2029"
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "td", "th", "tr", "ul"),
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
CONTROL_REFERENCE = re.compile(
    r"&#(?:0*+(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*+(?:[1-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(r"""(?<=["'])(?:https?:)?//web\.archive\.org/web/\d{4,14}[a-z_]*/(https?):/{1,2}""")
"""Before an address that the Wayback Machine rewrote, and what is left of its scheme."""
_ROWS = ("tbody", "thead", "tfoot", "tr", "td", "th")
ELEMENT_LIMIT = 20_000
ATTRIBUTE_LIMIT = 1_000
"""Of one element: parsers take time with their square."""
THOROUGH_LIMIT = 4_000


def extract_html(page: str) -> Draft:
    """Return the main text of a page, a paragraph for each block, and what its metadata say.

    The title comes first as its own paragraph if the text does not open with it. Nothing is fetched.
    Raises UnusableArticleError, code ``empty``, if no text is found, and ``too_large`` above 20,000 elements, or 1,000
    attributes of one.
    """
    page = _ARCHIVED.sub(r"\1://", CONTROL_REFERENCE.sub("", page))
    _require_few_attributes(page)
    document = _run_trafilatura(page)
    lines = map(str.strip, ((document and document.text) or "").splitlines())
    shown = (line if (row := show_row(line)) is None else row for line in lines if not is_table_rule(line))
    blocks = [line for line in shown if line]
    from trafilatura import load_html  # noqa: PLC0415 - lazy: takes a second to import

    tree = load_html(page) if document else None
    text = "\n\n".join(_part_brief(tree, blocks))
    if not document or not text:
        raise UnusableArticleError("empty", "no article text was found in the page; save its text as .txt instead")
    title = " ".join((document.title or "").split()) or None
    if title and not opens_with(text, title):
        text = f"{title}\n\n{text}"
    published = read_page_date(tree, title, document.url)
    return Draft(text=text, title=title, published=published, source=document.sitename, url=document.url)


def _part_brief(tree: Any, blocks: list[str]) -> list[str]:
    """The blocks; those of the page's article, where trafilatura made one of several, as it does of a few words."""
    article = next(iter(tree.xpath("//article[not(.//article)]")), None) if len(blocks) == 1 else None
    parts = [] if article is None else [text_of(part) for part in article.iter("h1", "h2", "h3", "p", "li")]
    parts = [part for part in parts if part and part in blocks[0]]
    return parts if parts and 2 * sum(map(len, parts)) > len(blocks[0]) else blocks


def read_markup(text: str) -> str:
    """What a piece of HTML shows, all of it, a paragraph for each block and line; empty if that is nothing.

    Without ``<p>`` blank lines part paragraphs, too, as in what WordPress calls raw.
    Raises UnusableArticleError, code ``too_large``, above 1,000 attributes of one element.
    """
    from lxml.html import fragment_fromstring  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: few need it

    piece = CONTROL_REFERENCE.sub("", CONTROL.sub(" ", text))
    _require_few_attributes(piece)
    piece = piece if _PARAGRAPH.search(piece) else _BLANK_LINE.sub("<br>", piece)
    tree = fragment_fromstring(piece, create_parent="div")
    for unseen in tree.xpath(" | ".join([*_UNSEEN, "//script", "//style", "//comment()"])):
        unseen.drop_tree()
    _drop_leads(tree)
    _drop_note_marks(tree)
    for element in tree.iter(*_BLOCKS):
        element.text, element.tail = (f"{_BREAK}{words or ''}" for words in (element.text, element.tail))
    blocks = (" ".join(block.split()) for block in tree.text_content().split(_BREAK))
    return "\n\n".join(filter(None, blocks))


class _AttributeCounter:
    """What lxml hands a page to that makes no tree of it."""

    def start(self, _tag: str, attributes: Sized) -> None:
        if len(attributes) > ATTRIBUTE_LIMIT:
            raise UnusableArticleError(
                "too_large",
                f"an element of the page has over {ATTRIBUTE_LIMIT:,} attributes; save its text as .txt instead",
            )

    def close(self) -> None:
        """The page's end."""


def _require_few_attributes(page: str) -> None:
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - lazy: few need it

    parser = etree.HTMLParser(target=_AttributeCounter(), encoding="utf-8")
    with suppress(etree.LxmlError):  # what is no page is told where it is parsed
        parser.feed(page.encode("utf-8", "replace"))
        parser.close()


def _drop_leads(tree: Any) -> None:
    """Take out the lines that lead to another article, which tells of something else: "Read more:" and its headline."""
    for element in list(tree.iter("p", "li", "h2", "h3", "h4", "div")):
        if element.getparent() is None or sum(1 for _ in islice(element.iter(), _LINE_ELEMENTS + 1)) > _LINE_ELEMENTS:
            continue
        linked = sum(len(text_of(link)) for link in element.iter("a"))
        text = text_of(element) if linked else ""
        if _LEADS.match(text) and len(text) - linked < _LEAST_PROSE:
            element.drop_tree()


def _drop_note_marks(tree: Any) -> None:
    """Take out the raised digits that lead to notes."""
    for mark in list(tree.iter("sup")):
        before = mark.getprevious()
        words = (before.tail or text_of(before)) if before is not None else mark.getparent().text
        if is_note_mark(text_of(mark), words or ""):
            mark.drop_tree()


def _unite_posts(tree: Any) -> None:
    """Make one article of a page's posts, a live blog's or briefs, of which trafilatura would take the first alone.

    One with a headline of the first order is a next article, and what is mostly links leads to one.
    """
    posts = tree.xpath(_POSTS)
    for parent, siblings in groupby(posts, key=lambda post: post.getparent()):
        several = list(siblings)
        if len(several) < _LEAST_POSTS or any(_leads_away(post) or post.find(".//h1") is not None for post in several):
            continue
        for post in several:
            post.tag = "div"
            post.set("class", " ".join(one for one in post.get("class", "").split() if one not in ("post", "entry")))
        if parent.tag in ("div", "main", "section") and not tree.xpath("//article"):
            parent.tag = "article"


def _unwrap_layout(tree: Any) -> None:
    """Make parts of the cells of each table that is a page's frame: one cell holds most of its text.

    Trafilatura would take them for a table's, with marks between and without their paragraphs.
    """
    cells = _list_main_cells(tree)
    for table in dict.fromkeys(next(cell.iterancestors("table")) for cell in cells):
        rows = [row for row in table.iter(*_ROWS) if next(row.iterancestors("table")) is table]
        for part in (table, *rows):
            part.tag = "div"
    if cells and not tree.xpath("//article | //main | //p"):
        cells[-1].tag = "article"  # _name_article knows of paragraphs alone, not of what breaks part


def _list_main_cells(tree: Any) -> list[Any]:
    """The cells that hold most of a page's text, the outer ones first."""
    cells = tree.xpath("//table//td | //table//th")
    most = _measure_text(tree) / 2 if cells else 0
    return [cell for cell in cells if _measure_text(cell) > most]


def _measure_text(part: Any) -> int:
    """How many characters a part shows."""
    return sum(len(words.strip()) for words in part.xpath(".//text()[not(parent::script or parent::style)]"))


def _name_article(tree: Any) -> None:
    """Make an article of what has most of a page's paragraphs, where nothing says which it is.

    Of a part whose name it does not know trafilatura takes the paragraphs alone: no headings, no lists.
    """
    sizes = Counter[Any]()
    for paragraph in () if tree.xpath("//article | //main | //*[@role='main']") else tree.iter("p"):
        sizes[paragraph.getparent()] += len(text_of(paragraph))
    for part, size in sizes.most_common(1):
        if part is not None and part.tag in ("div", "section") and 2 * size > sizes.total():
            part.tag = "article"


def _leads_away(post: Any) -> bool:
    return 2 * sum(len(text_of(link)) for link in post.iter("a")) > len(text_of(post))


def _run_trafilatura(page: str) -> Any:
    """Return trafilatura's document, or None if it found no text. Raises UnusableArticleError if it fails.

    Its time grows with the square of the elements: above 4,000 it does without its second opinion on what is text.
    """
    try:
        from trafilatura import bare_extraction, load_html  # noqa: PLC0415 - lazy: takes a second to import
    except ImportError as error:
        raise UnusableArticleError(
            "unsupported",
            f"HTML needs trafilatura whole ({str(error).splitlines()[0]}); pip install --upgrade trafilatura "
            "lxml_html_clean, or save its text as .txt instead",
        ) from error
    try:
        tree = load_html(page)
        if tree is None:
            return None
        count = _count_elements(tree)
        _drop_leads(tree)
        _drop_note_marks(tree)
        _unite_posts(tree)
        _unwrap_layout(tree)
        _name_article(tree)
        return bare_extraction(
            tree,
            with_metadata=True,
            fast=count > THOROUGH_LIMIT,
            include_comments=False,
            prune_xpath=_UNSEEN,
            date_extraction_params={"extensive_search": False},  # its date is not used; by default it looks everywhere
        )
    except UnusableArticleError:
        raise
    except Exception as error:
        raise UnusableArticleError(
            "malformed", f"the page cannot be parsed ({type(error).__name__}); save its text as .txt instead"
        ) from error


def _count_elements(tree: Any) -> int:
    """Return how many elements a page has. Raises UnusableArticleError if they would take minutes to look through."""
    count = sum(1 for _ in tree.iter())
    if count > ELEMENT_LIMIT:
        raise UnusableArticleError(
            "too_large", f"the page has {count:,} elements, over {ELEMENT_LIMIT:,}; save its text as .txt instead"
        )
    return count
