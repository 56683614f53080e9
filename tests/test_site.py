"""The documentation as a site: built strictly, every link leads somewhere, nothing is fetched, and it can be read."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parent.parent
COMMAND = re.compile(r"```bash\npython (-m sphinx .*) (\S+)\n```")
pytestmark = pytest.mark.slow


class Link(NamedTuple):
    tag: str
    target: str


class Page(HTMLParser):
    """What a page of the site can be entered at, and what it leads to or loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[Link] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            elif name in ("href", "src") and value:
                self.links.append(Link(tag, value))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the command that is told, in another folder. Warnings are errors."""
    told = COMMAND.search((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert told is not None
    assert {"-W", "-E"} <= set(shlex.split(told[1]))
    folder = tmp_path_factory.mktemp("site") / "html"
    program = [sys.executable, *shlex.split(told[1]), str(folder)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {file: Page(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}


def astray(pages: dict[Path, Page]) -> Iterator[str]:
    """Links of the site that lead to no file, or to no place in it."""
    for file, page in pages.items():
        for link in page.links:
            to = urlsplit(link.target)
            target = (file.parent / unquote(to.path)).resolve() if to.path else file
            if to.scheme in ("http", "https", "mailto", "data"):
                continue
            if not target.is_file() or (
                target in pages and unquote(to.fragment) not in {"", *pages[target].anchors}
            ):
                yield f"{file.name}: {link.target}"


def test_a_link_astray_would_be_found(tmp_path: Path) -> None:
    here, there = tmp_path / "here.html", tmp_path / "there.html"
    there.touch()
    read = {
        here: Page('<a href="there.html#no"></a><a href="there.html"></a><img src="none.png">'),
        there: Page(""),
    }
    assert list(astray(read)) == ["here.html: there.html#no", "here.html: none.png"]


def test_every_link_leads_to_a_page_and_to_a_place_in_it(pages: dict[Path, Page]) -> None:
    assert len(pages) > 25
    assert sum(len(page.links) for page in pages.values()) > 1_000
    assert list(astray(pages)) == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    loaded = [link for page in pages.values() for link in page.links if link.tag != "a"]
    assert len(loaded) > 100
    assert [link for link in loaded if urlsplit(link.target).scheme not in ("", "data")] == []
    styles = [file.read_text(encoding="utf-8") for file in site.rglob("*.css")]
    assert [
        found
        for style in styles
        for found in re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//\S+", style)
    ] == []


def test_the_site_has_what_was_written(site: Path) -> None:
    """Included pages, formulas, the flow of a round, docstrings, and what the notebook computed."""
    model, api, notebook = (
        (site / f"{name}.html").read_text("utf-8") for name in ("model", "api", "notebook")
    )
    assert model.count("<math") > 400
    assert '<ol class="flow"><li>The war moves' in model
    assert "```" not in model
    assert all(
        f'id="sim.{name}"' in api for name in ("run", "play", "evaluate", "tournament", "Scenario.with_")
    )
    assert "settlement" in notebook
    assert "Traceback" not in notebook


def test_every_public_function_is_on_the_page_of_the_api(site: Path) -> None:
    import sim

    api = (site / "api.html").read_text("utf-8")
    assert [
        name
        for name in sim.__all__
        if name[0].isalpha() and name != "PROGRAM" and f'id="sim.{name}"' not in api
    ] == []


def test_every_extra_is_told() -> None:
    text = (ROOT / ".docs" / "how-to" / "install.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(project["optional-dependencies"])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_page_is_looked_at(site: Path, browser: Any, barriers: Any, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for name in ("index", "yaml", "api", "how-to/compare"):
        page.goto((site / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    assert barriers(page) == []
    page.close()


def test_the_search_finds_a_page_without_a_server(site: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((site / "search.html").as_uri() + "?q=tournament+strategies")
    page.wait_for_selector("ul.search li, p.search-summary:has-text('did not match')", timeout=10_000)
    assert page.locator("ul.search li").count() > 0
    page.close()
