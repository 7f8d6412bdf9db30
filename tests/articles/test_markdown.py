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
        ("**Ten** _men_ died in `Herat`.", "Ten men died in Herat."),
        ("***Ten*** **men *of 40* died**.", "Ten men of 40 died."),
        ("**Ten\nmen** died.", "Ten\nmen died."),
        ('[Ten](https://x.org/5 "5 dead") died, <https://x.org/>.', "Ten died, https://x.org/."),
        ("[Ten][a] died.\n\n[a]: https://x.org/5", "Ten died.\n"),
        ("[![Five dead](a.jpg)](b)Ten died.", "Ten died."),
        ("[**Ten** died](https://x.org/(a))", "Ten died"),
        ("Toll: ~~12~~ <del>13</del> 14", "Toll:   14"),
        ("Ten\\*died 5 \\> 4 &amp; 3 * 2 * 1.", "Ten*died 5 > 4 & 3 * 2 * 1."),
        ("5*3*2 snake_case f**k a<b and c>d, <a few> by <name withheld>", None),
        ("# Blast *kills* ten\nTen died.", "# Blast kills ten\nTen died."),
        ("14. Juni 2026\n    Ten died.\n---\n> Two fled.", None),
        ("Title: Blast\nURL: [Link](https://x.org/2026/11/28/b)\n\nTen died.", None),
        ("> **Source:** Reuters", "> Source: Reuters"),
        ("- [x] Ten died.\n- [ ] Two fled.", "- Ten died.\n- Two fled."),
        ("> [!NOTE] Ten died.", "> Ten died."),
        ("```\nTen died.\n```", "Ten died."),
        ("~~~ UPDATE: 12 now dead ~~~", None),
        ("| a | b |\n|---|:-:|\n| **x** | 5 |\n| | 7 |", "\na | b\n\n\nx | 5\n\n\n7\n"),
        ("Police | Reuters | AP", None),
        ("14[1] died [2].\n\n[1]: https://x.org/a", "14[1] died [2].\n"),
        ("14[1](#fn1) and [20](https://x.org) died ([3](a)).", "14 and 20 died (3)."),
        ("14<sup>1</sup> died in 5 km<sup>2</sup> on the 10<sup>th</sup>.", "14 died in 5 km2 on the 10th."),
        ("Ten died.[^1] Two fled.\n\n[^1]: Reuters", "Ten died. Two fled.\n\n Reuters"),
        ("Ten <b>men</b> died.<br>Two fled.<!-- five -->", "Ten men died.\nTwo fled."),
        ("<p>Police named <a href='x'>John Smith</a>, 34.</p>", "\n\nPolice named John Smith, 34.\n\n"),
        ("![[map.png]]Ten [[Herat]] [[People/X|men]] ==died==.", "Ten Herat men died."),
        ("Ten == ten, [1] died [sic], x^2. [Update]: 14", None),
    ],
)
def test_shown_is_what_readers_see(text: str, shown: str | None) -> None:
    assert show_markdown(text) == (text if shown is None else shown)


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
        '"We lost\n> fourteen," he said.',
        "Hospital | Injured",
        "Mutare Provincial | 19",
        "The police said so.",
    ]


def test_what_jina_s_reader_writes_over_a_page_is_no_prose(tmp_path: Path) -> None:
    over = "Title: Blast kills ten\n\nURL Source: https://x.org/blast\n\nPublished Time: 2026-11-28T06:12:44-05:00\n\n"
    for kind, published in ((over, "2026-11-28"), (over.partition("Published")[0], "None")):
        (tmp_path / "a.md").write_text(f"{kind}Markdown Content:\n[Ten](https://x.org) died.", encoding="utf-8")
        (article,) = read_articles([tmp_path / "a.md"])
        assert isinstance(article, Article)
        assert (article.title, article.url, str(article.published)) == (
            "Blast kills ten",
            "https://x.org/blast",
            published,
        )
        assert [one.text for one in number_sentences(article)] == ["Ten died."]


@given(st.lists(st.text("abcdefgh ABC,.?'", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_prose_without_marks_stays_as_it_is(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert show_markdown(text) == text


@pytest.mark.parametrize(
    "unit", ["[", "![a](", "*a ", "_a_ __b", "<!-- a ", "<script>", "<div ", "[[a", "==a", "- a\n"]
)
def test_time_grows_with_the_text(unit: str) -> None:
    assert not outgrows(show_markdown, lambda size: unit * (size // len(unit)))
