"""The Markdown of this checkout: its pages, code blocks, headings and links."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checkout import ROOT

DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SETTING = re.compile(r'(\w+)="([^"]*)"')
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_SNIPPET = re.compile(r'^--8<-- "([^"]+)"$', re.MULTILINE)


class Block(NamedTuple):
    """A fenced code block. ``settings`` stand after the language: ``title``, ``output``, ``tree``."""

    place: str
    language: str
    settings: dict[str, str]
    text: str


def read_page(page: Path) -> str:
    """The page with what it takes in from benchmarks/."""
    text = page.read_text(encoding="utf-8")
    return _SNIPPET.sub(lambda found: (ROOT / "benchmarks" / found[1]).read_text(encoding="utf-8"), text)


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        language, _, settings = found[1].strip("{}").removeprefix(".").partition(" ")
        yield Block(f"{page.relative_to(ROOT)}:{line}", language, dict(_SETTING.findall(settings)), found[2])


def prose(page: Path) -> str:
    """The page without its code blocks."""
    return _FENCE.sub("", read_page(page))


def anchors(page: Path) -> set[str]:
    """What a link may point at within the page: its headings as the site's and GitHub's readers name them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading).strip().lower() for heading in headings)
    return {re.sub(r"[-\s]+", "-", heading) for heading in plain}


def dead_links(page: Path) -> Iterator[str]:
    """The relative links of a page that lead nowhere. Of a page of docs/ they must stay there: the site has no more."""
    for target in _LINK.findall(re.sub(r"`[^`\n]*`", "", prose(page))):
        path, _, anchor = target.partition("#")
        if re.match(r"https://|mailto:", target):
            continue
        found = (page.parent / path).resolve() if path else page
        outside = page.is_relative_to(DOCS) and not found.is_relative_to(DOCS)
        if outside or not found.exists() or (anchor and anchor not in anchors(found)):
            yield target
