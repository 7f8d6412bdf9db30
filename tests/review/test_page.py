"""A run's page as a file: its parts, its policy, its data, and that what articles and models wrote stays data."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from command_line import Cli
from hypothesis import given
from hypothesis import strategies as st
from report_runs import FAILURE, HOSTILE, arabic, hostile, kabul, peaceful, strike, write_run
from reviews import review

from summarizer import Summary
from summarizer.errors import RunFolderError
from summarizer.review import payload
from summarizer.review.page import build_page, embed_json, page_policy, write_page
from summarizer.runs.folder import RunFolder, is_run_file
from tests.exports.test_all_tables import doubted

ASSETS = ROOT / "summarizer" / "review" / "assets"
WEB = ROOT / "web"
LARGEST_BYTES = 400_000


class Page(HTMLParser):
    """What a browser's parser finds: every tag, and the content of scripts and styles by their id, or by their tag."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: dict[str, str] = {}
        self._open: str | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = (dict(attrs).get("id") or tag) if tag in ("script", "style", "title") else None

    def handle_endtag(self, _tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.blocks[self._open] = self.blocks.get(self._open, "") + data

    def json(self, name: str) -> Any:
        return json.loads(self.blocks[name])

    @property
    def policy(self) -> dict[str, list[str]]:
        (content,) = [
            attrs["content"] or ""
            for tag, attrs in self.tags
            if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        return {words[0]: words[1:] for words in (part.split() for part in content.split(";"))}


def source_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("runs") / "march", [kabul(), peaceful(), arabic(), strike()], [FAILURE])


def test_the_page_allows_its_own_script_and_style_and_nothing_else(run: Path) -> None:
    page = Page(build_page(run))
    assert page.policy == {
        "default-src": ["'none'"],
        "script-src": [source_hash(page.blocks["script"])],
        "style-src": [source_hash(page.blocks["style"])],
        "connect-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }
    loading = {"src", "href", "srcset", "action", "data", "style"}
    assert not [(tag, attrs) for tag, attrs in page.tags if loading & set(attrs)]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


def test_a_served_page_may_ask_its_own_server(run: Path) -> None:
    page = Page(build_page(run, review_url="/token/reviews"))
    assert page.policy["connect-src"] == ["'self'"]
    assert page.json("run")["review_url"] == "/token/reviews"
    assert page_policy(served=True) != page_policy(served=False)


def test_the_index_tells_a_record_in_short(run: Path) -> None:
    page = Page(build_page(run))
    entry = page.json("run")["entries"][0]
    (incident,) = entry.pop("incidents")
    place = {"place": incident.pop("place"), "at": incident.pop("at")}
    assert incident == {
        "type": "bombing",
        "stage": "accomplished",
        "country": "Afghanistan",
        "code": "AF",
        "from": "2024-05-06",
        "to": "2024-05-06",
        "totals": {"killed": [12, 15], "injured": [7, 7]},
        "outcomes": ["injured", "killed"],
        "doubted": False,
    }
    assert place["place"] == "Kabul"
    assert place["at"] == pytest.approx([34.5, 69.2], abs=0.2)
    assert entry["findings"] == [["info", "date_resolved", 1], ["warning", "conflicting_counts", 1]]
    known = {name: entry[name] for name in ("title", "path", "published", "source", "cost", "seconds", "tokens")}
    assert known == {
        "title": "Bomb kills twelve in Kabul",
        "path": "in/kabul.txt",
        "published": "2024-05-07",
        "source": "Wire",
        "cost": 0.0,
        "seconds": 2.5,
        "tokens": [900, 120],
    }


def test_an_incident_that_is_doubted_as_a_whole_is_nowhere_on_the_map() -> None:
    story = kabul()
    assert isinstance(story.record, Summary)
    (incident,) = payload.index_record(doubted(story.record), story.article.text)["incidents"]
    assert (incident["doubted"], incident["place"], incident["at"]) == (True, "Kabul", None)


def test_records_and_articles_stand_apart_from_the_index(run: Path) -> None:
    page = Page(build_page(run))
    story = kabul()
    assert page.json("record-0") == story.record.model_dump(mode="json")
    article = page.json("article-0")
    assert article["text"] == story.article.text
    spans = [story.article.text[start:end] for start, end in article["sentences"]]
    assert spans == [sentence.text for sentence in story.sentences]
    assert {"Omar Mosque", "bombing", "claimed"} <= set(article["values"].splitlines())
    assert page.json("record-3")["answer"]["company"] == "Acme"
    assert "higher pay" in page.json("article-3")["values"]


def test_a_price_that_is_not_known_makes_the_cost_unknown(run: Path) -> None:
    assert Page(build_page(run)).json("run")["entries"][3]["cost"] is None


def test_the_run_is_told_with_its_failures(run: Path) -> None:
    told = Page(build_page(run)).json("run")["run"]
    assert told["failed"] == {"article": 1}
    assert told["failures"] == [{"path": FAILURE.path, "line": None, "code": "article", "message": HOSTILE}]
    known = {name: told[name] for name in ("name", "state", "model", "prompt", "requests", "unlocated_because")}
    assert known == {
        "name": "march",
        "state": "finished",
        "model": "fake",
        "prompt": "incident/general@1",
        "requests": 4,
        "unlocated_because": None,
    }


def test_without_towns_the_page_says_why_the_map_is_empty(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "can_locate", lambda: False)
    told = Page(build_page(run)).json("run")
    assert "incident-summarizer[tables]" in told["run"]["unlocated_because"]
    assert told["entries"][0]["incidents"][0]["at"] is None
    assert told["entries"][0]["incidents"][0]["place"] == "Kabul"


def test_the_editors_words_are_those_of_the_schema(run: Path) -> None:
    words = Page(build_page(run)).json("run")["words"]
    assert set(words) == {"type", "stage", "outcome", "status", "effect", "kind"}
    assert words["type"][-1] == "other"
    assert "destroyed" in words["effect"]
    assert words["kind"] == ["individual", "organization"]


def test_reviews_known_so_far_are_in_the_page(run: Path) -> None:
    known = review("summary", "accept")
    assert Page(build_page(run, reviews=[known])).json("run")["reviews"] == [known.model_dump(mode="json")]


def test_hostile_texts_stay_data(tmp_path: Path) -> None:
    folder = tmp_path / "a<b>&\"'"
    story = hostile()
    text = build_page(write_run(folder, [story], [FAILURE]))
    page = Page(text)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 4
    assert not {"img", "a", "b"} & set(tags)
    assert page.blocks["title"] == f"{folder.name} - summarizer"
    assert page.json("record-0") == story.record.model_dump(mode="json")
    assert len(page.json("run")["entries"][0]["title"]) == 300
    head, _, rest = text.partition('<script type="application/json"')
    assert "hacked" not in head
    assert not re.search("[<>&\u2028\u2029]", rest.partition(">")[2].partition("</script>")[0])


def test_lone_surrogates_can_be_written(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run\udcff", [kabul(title="\ud800 News")])
    line = (run / "articles.jsonl").read_text()
    (run / "articles.jsonl").write_text(line.replace("A bomb", "A \\ud800omb"))
    write_page(run, tmp_path / "page.html")
    page = Page((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert page.json("article-0")["text"].startswith("A \ud800omb")
    assert page.json("record-0")["article"]["title"] == page.json("run")["entries"][0]["title"] == "\ud800 News"
    assert page.json("run")["run"]["name"] == "run\udcff"
    assert page.blocks["title"] == "run\ufffd - summarizer"


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_embedded_json_is_the_value_without_markup(value: dict[str, Any]) -> None:
    text = embed_json(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", text)


def test_no_number_that_json_lacks_is_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        embed_json(float("nan"))


def test_an_empty_run_has_a_page(tmp_path: Path) -> None:
    assert Page(build_page(write_run(tmp_path / "run", []))).json("run")["entries"] == []


@pytest.mark.parametrize("name", ["summaries.jsonl", "manifest.json"])
def test_what_is_no_run_is_refused(tmp_path: Path, name: str) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    (run / name).unlink()
    with pytest.raises(RunFolderError, match=re.escape(name)):
        build_page(run)


def test_a_page_that_cannot_be_written_says_where(run: Path, tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match=r"gone.*Choose another --out"):
        write_page(run, tmp_path / "gone" / "page.html")


def test_the_command_writes_the_page(cli: Cli, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", [kabul()])
    done = cli("report", run)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{run / 'report.html'}: 0.3 MB. Open it in a browser.\n"
    assert Page((run / "report.html").read_text(encoding="utf-8")).json("run")["review_url"] is None
    assert cli("report", run, "-o", tmp_path / "x.html").code == 0
    assert (tmp_path / "x.html").read_bytes() == (run / "report.html").read_bytes()
    known = review("summary", "accept")
    (run / "reviews.jsonl").write_text(known.model_dump_json() + "\n", encoding="utf-8")
    assert cli("report", run).code == 0
    told = Page((run / "report.html").read_text(encoding="utf-8")).json("run")["reviews"]
    assert [row["review_id"] for row in told] == [known.review_id]


def test_the_command_refuses_what_is_no_run(cli: Cli, tmp_path: Path) -> None:
    done = cli("report", tmp_path)
    assert done.code == 3
    assert "no summaries.jsonl here" in done.err


def test_a_page_in_a_runs_folder_is_no_article(tmp_path: Path) -> None:
    with RunFolder(tmp_path / "run", fingerprint={}, resume=True):
        pass
    assert is_run_file(tmp_path / "run" / "report.html")
    assert not is_run_file(tmp_path / "report.html")


def source_files() -> list[str]:
    files = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"]
    return sorted([*files, *(f"src/{path.name}" for path in (WEB / "src").iterdir())])


def hash_sources() -> str:
    digest = hashlib.sha256()
    for file in source_files():
        digest.update(f"{file}\0".encode() + (WEB / file).read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_built_page_is_that_of_the_sources() -> None:
    hashes = json.loads((ASSETS / "hashes.json").read_text())
    assert hashes.pop("sources") == hash_sources(), "web/ was changed after it was built: make page"
    built = {name: hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() for name in ("page.js", "page.css")}
    assert built == hashes, "a built file was changed by hand: make page"


def test_the_sources_make_no_markup_of_texts() -> None:
    makes_markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert not [path.name for path in (WEB / "src").iterdir() if makes_markup.search(path.read_text(encoding="utf-8"))]


def test_the_built_page_is_small_and_whole() -> None:
    script, style = (ASSETS / "page.js").read_text(), (ASSETS / "page.css").read_text()
    assert len(script.encode()) + len(style.encode()) < LARGEST_BYTES
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "</style" not in style.lower()
    assert "url(" not in style
    for package in ("preact", "d3-geo", "world-atlas"):
        assert re.search(rf"^{package}$", script, re.MULTILINE), f"{package}'s licence is not in the page"
