"""Takes the picture of the README again: python tests/picture.py"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import sim

ROOT = Path(__file__).parent.parent
DRAWN = "document.documentElement.dataset.drawn"


def take(report: Path, picture: Path) -> None:
    """The top of a report, by day, on a screen of ordinary width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 1150}, color_scheme="light")
        page.goto(report.resolve().as_uri())
        page.wait_for_function(DRAWN, timeout=60_000)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as results:
        study = sim.run(ROOT / "scenarios" / "ceasefire30.yaml", results=results)
        take(study.folder / "report.html", ROOT / "results" / "ceasefire30.png")
