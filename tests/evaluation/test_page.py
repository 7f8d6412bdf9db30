"""The page: it stands alone, shows what the report says, and what comes from outside is only ever text."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from records import provenance

from summarizer.errors import ConfigurationError
from summarizer.evaluation.figures import Report
from summarizer.evaluation.gold import GoldSet
from summarizer.evaluation.gva import load_gva
from summarizer.evaluation.page import render_page
from summarizer.evaluation.scores import report_all, score_run
from summarizer.schemas.record import Summary
from tests.evaluation.test_command import Cli, cli, gold, run, write_run  # noqa: F401 - fixtures among them
from tests.evaluation.test_gva import TEXT, row, write
from tests.evaluation.test_scores import GOLD, SILENT, make_gold, make_record, on

HOSTILE = "<script>alert(1)</script>\"'&\x1b[31m\u202e"
SHOWN = "<script>alert(1)</script>\"'&\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"
VOID = {"meta"}


class Page(HTMLParser):
    """The elements of a page in order, each with its attributes and its text; refuses tags that do not pair up."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> Iterator[dict[str, str]]:
        return (attributes for name, attributes in self.elements if name == tag)


def report(records: list[Summary], gold: GoldSet = GOLD, **others: list[Summary]) -> Report:  # noqa: F811 - not the fixture
    runs = {name: score_run(other, gold) for name, other in others.items()}
    return report_all("first", score_run(records, gold, all_gold=not records), runs)


BETTER = [make_record("a.txt", on("Ana")), make_record("b.txt", on("Eva")), make_record("z.txt")]
WORSE = [make_record("a.txt", on("Ana")), make_record("b.txt", on("Ida"))]


def test_a_page_stands_alone() -> None:
    page = render_page(report(BETTER, other=WORSE))
    (policy,) = (one["content"] for one in Page(page).all("meta") if one.get("http-equiv"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"https?:|@import|<script|<img|<link|<iframe", page)
    assert re.findall(r"url\([^)]*\)", page) == ["url(#hatch)"]
    for tag, attributes in Page(page).elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")], tag
        assert attributes.get("href", "#").startswith("#")


def test_links_lead_somewhere() -> None:
    page = Page(render_page(report(BETTER, other=WORSE)))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {one["href"].removeprefix("#") for one in page.all("a")} <= set(ids)


def test_what_the_report_says_is_shown() -> None:
    told = report(BETTER, other=WORSE)
    page = Page(render_page(told))
    micro = told.evaluation.parts["micro"].f1
    assert f"{micro.value:.1f}{micro.low:.1f} to {micro.high:.1f}" in page.text
    assert "Against gold: 2 documents, only documents of the run." in page.text
    assert "With other, over 2 documents" in page.text
    assert "1 document changed" in page.text
    assert "Documents of the run without gold: 1" in page.text


def test_the_worst_documents_come_first_with_what_is_wrong() -> None:
    text = Page(render_page(report(WORSE))).text
    assert "1 of 2 documents have a value missing or a spurious one." in text
    assert re.search(r"b\s+1 missing, 1 spurious, F1 50\.0.*Victim.*eva.*Ida", text, re.DOTALL)


def test_a_run_without_mistakes_says_so() -> None:
    assert "Nothing is missing and nothing spurious" in Page(render_page(report(BETTER))).text


@pytest.mark.parametrize("part", ["run", "document", "value", "gold", "other"])
def test_what_comes_from_outside_is_text(part: str) -> None:
    told = report(WORSE, make_gold(a="ana", b="eva"), other=BETTER).model_dump()
    (worst, *_), (other,) = told["documents"], told["others"]
    places: dict[str, tuple[Any, Any]] = {
        "run": (told, "run"),
        "document": (worst, "doc_id"),
        "value": (worst["parts"]["Victim"], "spurious"),
        "gold": (told["evaluation"], "gold"),
        "other": (other, "run"),
    }
    node, name = places[part]
    node[name] = (HOSTILE,) if part == "value" else HOSTILE
    page = render_page(Report.model_validate(told))
    assert "<script" not in page
    assert not set("\x1b\u202e") & set(page)
    assert SHOWN in Page(page).text


def test_nothing_that_both_runs_found_is_no_difference() -> None:
    nothing = [make_record("c.txt")]
    text = Page(render_page(report(nothing, other=nothing))).text.split("Comparison")[-1]
    assert "Victim––––" in "".join(text.split())


def test_every_plot_has_words_and_a_table_beside_it() -> None:
    page = render_page(report(BETTER, other=WORSE))
    plots = list(Page(page).all("svg"))
    assert len(plots) == 6  # scores, trade-off, errors, tokens, seconds, difference
    assert all(one["role"] == "img" and one["aria-label"] for one in plots)
    for section in re.findall(r"<section>(.*?)</section>", page, re.DOTALL):
        assert section.count("<table") >= section.count("<svg") - section.count('class="plots"')
    assert all(one.get("scope") in ("col", "row") for one in Page(page).all("th"))


def test_invented_incidents_and_fillers_alone_are_shown() -> None:
    text = "".join(Page(render_page(report([make_record("c.txt", on("Ana"))]))).text.split())
    assert "Rolefillersalone:CEAF-RME" in text
    assert "without_incidentincidentsofdocumentsthathavenoneinthegold0.00.0to0.001" in text
    assert "without_incidentincidentsofdocumentsthathavenoneinthegold1.001.00to1.0011" in text
    assert "Againsttheregister" not in text


def test_a_register_is_shown_where_the_gold_is_one(tmp_path: Path) -> None:
    entries = load_gva(write(tmp_path, row(TEXT)))
    page = Page(render_page(report([make_record("a0.json")], entries)))
    assert "Against the register" in page.text
    assert "#register" in {one["href"] for one in page.all("a")}
    assert re.search(r"killed_exact\s*the register's number of killed\s*0\.0", page.text)


def test_where_there_is_nothing_to_find_and_nothing_made_up_no_score_is_0() -> None:
    page = Page(render_page(report([make_record("c.txt")])))
    assert "F1–nothing to find" in page.text
    assert "0.0 to 0.0" not in page.text
    links = {attributes["href"] for attributes in page.all("a")}
    assert links <= {f"#{attributes['id']}" for _, attributes in page.elements if "id" in attributes}


def test_a_page_of_nothing_found_has_no_costs() -> None:
    page = Page(render_page(report([])))
    assert "those without a record scored as empty" in page.text
    assert "Cost" not in page.text


def test_a_run_whose_tokens_are_not_known_has_its_seconds() -> None:
    page = render_page(report([make_record("a.txt", on("Ana"), provenance=provenance(attempts=(SILENT,)))]))
    assert "Median seconds" in page
    assert "Median tokens" not in page


def test_the_same_report_makes_the_same_page() -> None:
    assert render_page(report(BETTER, other=WORSE)) == render_page(report(BETTER, other=WORSE))


def test_the_command_writes_a_page(cli: Cli, run: Path, gold: Path, tmp_path: Path) -> None:  # noqa: F811 - fixtures
    others = [write_run(tmp_path / name, make_record("a.txt")) for name in ("two", "three")]
    out = tmp_path / "report.html"
    done = cli(run, "--gold", gold, "--compare", others[0], "--compare", others[1], "--page", out)
    assert done.exit_code == 0
    assert f"Page: {out}" in done.stderr.replace("\n", "")
    text = Page(out.read_text(encoding="utf-8")).text
    assert all(f"With {other}, over 1 document" in text for other in others)


def test_a_page_that_cannot_be_written(cli: Cli, run: Path, gold: Path, tmp_path: Path) -> None:  # noqa: F811 - fixtures
    done = cli(run, "--gold", gold, "--page", tmp_path / "nowhere" / "report.html")
    assert isinstance(done.exception, ConfigurationError)
    assert "cannot be written" in str(done.exception)
