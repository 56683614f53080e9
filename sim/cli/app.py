"""The command that opens pages to move, draft and play on."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from sim.cli.mistakes import mistakes
from sim.cli.options import ALLOW_CODE, RESULTS
from sim.cli.types import Mistake, ScenarioFile, Whole

NEEDED = ("starlette", "uvicorn")


@click.command()
@click.argument("files", type=ScenarioFile(), nargs=-1, required=True, metavar="FILE...")
@click.option("--port", type=Whole(0, 65_535), help="Where to listen; 0 for any. Default: 8000, else any.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Of this machine; others need a token.")
@click.option("--no-open", is_flag=True, help="Open no browser.")
@RESULTS
@ALLOW_CODE
def app(
    files: tuple[Path, ...], port: int | None, host: str, no_open: bool, results: Path, allow_code: bool
) -> None:
    """Move numbers of FILE, draft a text, take a seat: pages on this machine that answer while you look.

    \b
    python -m sim app scenarios/ceasefire30.yaml

    With another --host than a loopback address other machines can reach it, and every link holds a token.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise Mistake(f"the app needs {' and '.join(missing)}: pip install -e '.[app]'")
    from sim.app.running import PortTaken, serve

    def show(address: str) -> None:
        if not no_open:
            click.launch(address)

    with mistakes():
        try:
            serve(files, host, port, results, allow_code, click.echo, show)
        except PortTaken as error:
            raise Mistake(str(error)) from error
