"""Pictures of one figure, by day and by night, on a phone and on a screen: python tests/report/look.py FIGURE [PAGE]

Without a page, of the report on made-up replications, which needs no compiled rule. They are written into pictures/.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import synthetic
from playwright.sync_api import sync_playwright

from sim import browsing

WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
DRAWN = """(id) => {
  const figure = document.getElementById(id);
  for (let each = figure; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  figure.scrollIntoView({behavior: "instant"});
  const plot = figure.querySelector(".plot");
  return plot === null || plot.querySelector(".main-svg") !== null;
}"""
IDS = "[...document.querySelectorAll('figure[id]')].map((figure) => figure.id)"


def pictures(browser: Any, page: Path, figure: str, folder: Path) -> Iterator[Path]:
    """One for each width and scheme."""
    for width, scheme in product(WIDTHS, SCHEMES):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        opened = context.new_page()
        opened.goto(page.resolve().as_uri())
        if figure not in (known := opened.evaluate(IDS)):
            raise SystemExit(f"{page} has no figure {figure!r}; it has {', '.join(known)}")
        patience = monotonic() + 60.0
        while not opened.evaluate(DRAWN, figure):
            if monotonic() > patience:
                raise SystemExit(f"{figure} of {page} was not drawn within a minute")
            opened.wait_for_timeout(50)
        picture = folder / f"{figure}-{width}-{scheme}.png"
        opened.locator(f"figure[id='{figure}']").screenshot(path=picture)
        context.close()
        yield picture


def made_up(folder: Path) -> Path:
    """The report of the founding scenario on replications that nobody played."""
    page = folder / "report.html"
    page.write_text(synthetic.page(synthetic.ceasefire30()), encoding="utf-8")
    return page


def main(words: Sequence[str] | None = None) -> None:
    """As typed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figure", help="its id, as in blocks.Chart")
    parser.add_argument("page", nargs="?", type=Path, help="a report.html")
    parser.add_argument("--to", type=Path, default=Path("pictures"), help="a folder")
    typed = parser.parse_args(words)
    typed.to.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsing.found(), args=["--no-sandbox"])
        for picture in pictures(browser, typed.page or made_up(Path(folder)), typed.figure, typed.to):
            print(picture)
        browser.close()


if __name__ == "__main__":
    main()
