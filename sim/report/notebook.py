"""How results show themselves in a notebook: a few lines of HTML, every name escaped."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.report.headline import caution, headline
from sim.report.speech import speaking
from sim.scenario.schema import Scenario


def study(scenario: Scenario, summary: Summary, folder: Path) -> str:
    """The answer in a sentence, and how often each outcome came."""
    rows = "".join(
        f"<tr><td>{escape(speaking(scenario)(wording.OUTCOMES[name]))}</td><td>{escape(amounts.estimate(share))}</td></tr>"
        for name, share in summary.outcomes.items()
    )
    said = speaking(scenario)(headline(scenario, summary))
    return (
        f"<p><b>{escape(wording.title(scenario))}</b></p><p>{escape(said)}</p>"
        f"<p><small>{escape(caution(scenario))}</small></p>"
        f"<table><tr><th>outcome</th><th>share of replications (95% interval)</th></tr>{rows}</table>"
        f"{where(folder)}"
    )


def finding(kind: str, about: str, said: str, folder: Path) -> str:
    """What was asked, of what, and the answer in a line."""
    return f"<p><b>{escape(kind)}</b> {escape(about)}</p><p>{escape(said)}</p>{where(folder)}"


def where(folder: Path) -> str:
    """Where the page is: a link that a notebook opens, which serves what lies below it, and no file from elsewhere."""
    page = (folder / "report.html").resolve()
    below = page.is_relative_to(Path.cwd())
    link = quote(page.relative_to(Path.cwd()).as_posix()) if below else page.as_uri()
    return f'<p><a href="{escape(link)}" target="_blank"><code>{escape(str(folder / "report.html"))}</code></a></p>'
