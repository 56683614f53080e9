"""The app on a port of its own, in this process or in one of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sim.app.playing import Player
from sim.app.running import Stoppable, configured, door
from sim.app.server import application
from sim.app.subjects import subjects

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "scenarios" / "minimal.yaml", ROOT / "scenarios" / "ceasefire30.yaml"]


class Served:
    """In this process, to be looked into."""

    def __init__(self, results: Path) -> None:
        self.door, listening = door("127.0.0.1", 0)
        self.player = Player(2)
        app, _ = application(subjects(FILES, False), self.door, results, self.player)
        self.server = Stoppable(configured(app))
        self.thread = threading.Thread(target=self.server.run, args=([listening],), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(20)
        self.player.close()
        assert not self.thread.is_alive()


@contextmanager
def alone(files: Sequence[Path], results: Path) -> Iterator[tuple[str, int]]:
    """In a process of its own: its address, and the number of the process."""
    words = [*map(str, files), "--no-open", "--port", "0", "--results", str(results)]
    with subprocess.Popen(
        [sys.executable, "-m", "sim", "app", *words], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        try:
            yield running.stdout.readline().strip().partition(": ")[2], running.pid
        finally:
            running.terminate()
