"""HTML: the main text of a page, a paragraph for each block, and what its metadata say."""

import re
from typing import Any

from summarizer.articles.drafts import Draft, opens_with
from summarizer.articles.headers import UnusableArticleError
from summarizer.articles.page_dates import read_page_date

_STYLE = "concat(translate(@style, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ', 'abcdefghijklmnopqrstuvwxyz'), ';')"
_UNSEEN_STYLES = ("display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "opacity:0;")
_START = "translate(substring(normalize-space(.), 1, 30), 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀ', 'abcdefghijklmnopqrstuvwxyzà')"
_OTHER_ARTICLE = (
    *("read more", "read also", "also read", "read:", "related:", "related article", "related stor", "see also"),
    *("more:", "watch:", "recommended:", "lire aussi", "à lire aussi", "lea también", "lea más", "lee también"),
    *("leia também", "leia mais", "leggi anche", "lesen sie auch", "mehr zum thema", "lees ook", "baca juga"),
)
_CUT = [
    "//noscript",
    "//template",
    "//*[@hidden]",
    *(f"//*[contains({_STYLE}, '{style}')]" for style in _UNSEEN_STYLES),
    *(
        f"//*[self::p or self::li or self::h2 or self::h3 or self::h4 or self::div][.//a]"
        f"[starts-with({_START}, '{words}')]"
        "[string-length(normalize-space(.)) - string-length(normalize-space(.//a)) < 30]"
        for words in _OTHER_ARTICLE
    ),
]
"""What nobody sees, and the lines that lead to another article, which tells of something else."""
CONTROL_REFERENCE = re.compile(
    r"&#(?:0*+(?:[1-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*+(?:[1-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)
ELEMENT_LIMIT = 20_000
THOROUGH_LIMIT = 4_000


def extract_html(page: str) -> Draft:
    """Return the main text of a page, a paragraph for each block, and what its metadata say.

    The title comes first as its own paragraph if the text does not open with it. Nothing is fetched.
    Raises UnusableArticleError, code ``empty``, if no text is found, and ``too_large`` above 20,000 elements.
    """
    page = CONTROL_REFERENCE.sub("", page)
    document = _run_trafilatura(page)
    text = "\n\n".join(_list_blocks(document))
    if not document or not text:
        raise UnusableArticleError("empty", "no article text was found in the page; save its text as .txt instead")
    title = " ".join((document.title or "").split()) or None
    if title and not opens_with(text, title):
        text = f"{title}\n\n{text}"
    published = read_page_date(_load(page), title, document.url)
    return Draft(text=text, title=title, published=published, source=document.sitename, url=document.url)


def read_markup(text: str) -> str:
    """What a piece of HTML shows, a paragraph for each block; empty if that is nothing."""
    page = f"<html><body><article>{CONTROL_REFERENCE.sub('', text)}</article></body></html>"
    return "\n\n".join(block.removeprefix("- ") for block in _list_blocks(_run_trafilatura(page)))


def _list_blocks(document: Any) -> list[str]:
    lines = ((document and document.text) or "").splitlines()
    return [block for line in lines if (block := line.strip())]


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
        return bare_extraction(
            tree,
            with_metadata=True,
            fast=_count_elements(tree) > THOROUGH_LIMIT,
            include_comments=False,
            prune_xpath=_CUT,
            date_extraction_params={"extensive_search": False},  # its date is not used; by default it looks everywhere
        )
    except UnusableArticleError:
        raise
    except Exception as error:
        raise UnusableArticleError(
            "malformed", f"the page cannot be parsed ({type(error).__name__}); save its text as .txt instead"
        ) from error


def _load(page: str) -> Any:
    from trafilatura import load_html  # noqa: PLC0415 - lazy: takes a second to import

    return load_html(page)


def _count_elements(tree: Any) -> int:
    """Return how many elements a page has. Raises UnusableArticleError if they would take minutes to look through."""
    count = sum(1 for _ in tree.iter())
    if count > ELEMENT_LIMIT:
        raise UnusableArticleError(
            "too_large", f"the page has {count:,} elements, over {ELEMENT_LIMIT:,}; save its text as .txt instead"
        )
    return count
