"""``make screenshots``: pictures of the page with the seed's record, in light and dark.

The record is the embedded model's, as the cassette of tests/pipeline/test_replay.py holds it. Needs Chromium.
"""

import sys
import tempfile
from pathlib import Path

from browsing import ARGUMENTS, CHROMIUM
from checkout import SEED
from playwright.sync_api import Browser, sync_playwright
from pydantic import SecretStr
from recording import HOST, cassette

from summarizer import Summarizer
from summarizer.articles.reading import as_article
from summarizer.llm.embedded.models import ADAPTERS, DEFAULT_MODEL
from summarizer.review.page import write_page
from summarizer.runs.folder import RunFolder
from summarizer.values import ServerAddress

SIZE = {"width": 1440, "height": 860}


def write_seed_page(folder: Path) -> Path:
    """The page of a run over the seed, its path."""
    server = ServerAddress(
        base_url=f"{HOST}/v1",
        api_key=SecretStr("none"),
        model_name=DEFAULT_MODEL.name,
        context_tokens=8192,
        file_sha256=DEFAULT_MODEL.sha256,
        adapter_sha256=ADAPTERS[0].sha256,
    )
    article = as_article(SEED).model_copy(update={"path": f"seeds/{SEED.name}"})
    with cassette("seed", record=False), Summarizer(server=server) as summarizer:
        record = summarizer.summarize(article)
    with RunFolder(
        folder / "seeds", fingerprint={"model": "embedded", "prompt": "incident/compact@2"}, resume=True
    ) as run:
        run.add_article(article)
        run.add_summary(record, article.text)
        run.write_manifest({"status": "finished"})
    write_page(folder / "seeds", folder / "report.html")
    return folder / "report.html"


def take_picture(browser: Browser, page_path: Path, scheme: str, picture: Path) -> None:
    """Writes the picture, with a number of the dead looked at and its sentence lit."""
    page = browser.new_page(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(page_path.as_uri())
    page.locator('#record [data-key="incidents[0].victims[0].count"]').click()
    page.mouse.move(SIZE["width"] / 2, 5)
    page.screenshot(path=picture)
    page.context.close()


def main(out: Path) -> None:
    """Writes the pictures into a folder."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = write_seed_page(Path(folder))
        for scheme in ("light", "dark"):
            take_picture(browser, page, scheme, out / f"report-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
