"""Markdown: what a file shows, and what stays of its marks."""

from pathlib import Path

import pytest
from growth import outgrows
from hypothesis import given
from hypothesis import strategies as st

from summarizer.articles.markdown import show_markdown
from summarizer.articles.reading import read_articles
from summarizer.articles.sentences import number_sentences
from summarizer.values import Article

CLIPPED = """---
title: "Bus crash near Mutare kills 14"
source: https://www.example-herald.co.zw/2026/11/28/bus-crash
published: 2026-11-28
---
![A wreck](https://cdn.example.com/2026/11/bus-1200x630.jpg)

**MUTARE, Zimbabwe (AP)** — At least **14 people** died when [a bus](https://x.org/12-killed) overturned on Friday.

## What we know

- [x] *Three* children are among the dead.[^1]
- 62 people were on board\\.

> [!quote] "We lost
> fourteen," [[Paul Nyathi|he]] said.

| Hospital | Injured |
|---|---|
| Mutare Provincial | ==19== |

[^1]: The police said so.
"""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Ten** _men_ ~~never~~ `died`.", "Ten men never died."),
        ('[Ten](https://x.org/5 "5 dead") died, <https://x.org/>.', "Ten died, https://x.org/."),
        ("[Ten][1] died.\n\n[1]: https://x.org/5", "Ten died."),
        ("[![Five dead](a.jpg)](b) Ten died.", "Ten died."),
        ("Ten\\*died 5 \\> 4 &amp; 3 * 2 * 1.", "Ten*died 5 > 4 & 3 * 2 * 1."),
        ("# Blast *kills* ten\nTen died.", "# Blast kills ten\n\nTen died."),
        ("Blast kills ten\n===\nTen died.", "# Blast kills ten\n\nTen died."),
        ("* Ten died.\n* Two\n  fled.\n    1) One hid.", "- Ten died.\n\n- Two\nfled.\n\n1) One hid."),
        ("14. Juni 2026", "14. Juni 2026"),
        ("> Ten\n> died.\n>\n> - Two\n>   fled.", "> Ten died.\n\n> - Two fled."),
        ("Ten died.  \nTwo fled.", "Ten died.\nTwo fled."),
        ("    Ten died.\n    Two fled.", "Ten died.\nTwo fled."),
        ("```\nTen died.\n```", "Ten died."),
        ("a | b\n--- | ---\n**x** | 5\n | 7", "a | b\n\nx | 5\n\n7"),
        ("Ten <b>men</b> died.<br>Two fled.<!-- five -->", "Ten men died.\nTwo fled."),
        ("<div><p>Ten died.</p><p>Two &amp; more fled.</p></div>", "Ten died.\n\nTwo & more fled."),
        ("<script>five = 5</script>\n\nTen died.\n\n<!-- five\n\ndied", "Ten died."),
        ("![[map.png]]Ten [[Herat]] [[People/X|men]] died.[^a]", "Ten Herat men died."),
        ("Ten == ten, [1] died [sic], x^2.", "Ten == ten, [1] died [sic], x^2."),
    ],
)
def test_shown_is_what_readers_see(text: str, shown: str) -> None:
    assert show_markdown(text) == shown


def test_clipped_article_reads_as_on_its_page(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CLIPPED, encoding="utf-8")
    (article,) = read_articles([tmp_path / "a.md"])
    assert isinstance(article, Article)
    assert article.dateline is not None
    assert (article.title, str(article.published)) == ("Bus crash near Mutare kills 14", "2026-11-28")
    assert article.dateline.place == "MUTARE, Zimbabwe"
    assert [one.text for one in number_sentences(article)] == [
        "At least 14 people died when a bus overturned on Friday.",
        "What we know",
        "Three children are among the dead.",
        "62 people were on board.",
        '"We lost fourteen," he said.',
        "Hospital | Injured",
        "Mutare Provincial | 19",
        "The police said so.",
    ]


@given(st.lists(st.text("abcdefgh ABC,.?'", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_prose_without_marks_stays_as_it_is(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert show_markdown(text) == text


@pytest.mark.parametrize(
    "unit", ["[", "![a](", "*a ", "_a_ __b", "<!-- a ", "<script>", "<div ", "[[a", "==a", "- a\n"]
)
def test_time_grows_with_the_text(unit: str) -> None:
    assert not outgrows(show_markdown, lambda size: unit * (size // len(unit)))
