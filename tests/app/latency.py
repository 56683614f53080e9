"""From a slider to the picture: how long after 512, 2,048 and 10,240 replications, and what quick presses compute.

python -m tests.app.latency

Bars, on two cores that do nothing else: 250 ms, 500 ms and 1,200 ms; ten presses within half a second are to compute
little more than one that is waited for.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from sim import browsing
from sim.app.playing import CHUNK, STAGES
from tests.app.served import FILES, Served, alone

TIMES, PRESSES = 9, 10
BARS = (250, 500, 1_200)  # milliseconds
# Moves the slider and resolves to the milliseconds at which each stage stood on the screen.
MOVE = """async ([value, stages]) => {
  const slider = document.querySelector('#controls .knob .slide:not([hidden]) input[type=range]');
  const root = document.documentElement, seen = [], begun = performance.now();
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const all = new Promise((done) => new MutationObserver(async (_, watch) => {
    while (seen.length < stages.length && Number(root.dataset.runs) >= stages[seen.length]) {
      seen.push(0);
      const k = seen.length - 1;
      await painted();
      seen[k] = performance.now() - begun;
    }
    if (seen.length === stages.length && seen.every((ms) => ms)) { watch.disconnect(); done(); }
  }).observe(root, { attributes: true, attributeFilter: ['data-runs'] }));
  slider.value = Number(slider.min) + value * (slider.max - slider.min);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  await all;
  return seen;
}"""


def ready(page: Page, address: str) -> None:
    """The screen, drawn, with sliders."""
    page.goto(address + "?_in=ceasefire30")
    page.locator("#controls .knob input[type=range]").first.wait_for()
    page.wait_for_timeout(200)
    while page.evaluate("Number(document.documentElement.dataset.runs)") < STAGES[-1]:
        page.wait_for_timeout(50)


def latencies(page: Page) -> list[list[float]]:
    """[stage, time] milliseconds, at values not seen before."""
    each = [page.evaluate(MOVE, [0.2 + 0.6 * k / TIMES, list(STAGES)]) for k in range(TIMES)]
    return [list(ms) for ms in zip(*each, strict=True)]


def pressed(page: Page, served: Served, times: int) -> int:
    """Replications begun by so many presses, 50 ms apart, until the first answer to the last of them."""
    begun = served.player.begun
    slide = page.locator("#controls .knob .slide:not([hidden])").first
    number, slider = (slide.locator(f"input[type={kind}]") for kind in ("number", "range"))
    low, high = (float(slider.get_attribute(end) or 0.0) for end in ("min", "max"))
    for k in range(times):
        number.fill(f"{low + (high - low) * (0.3 + 0.01 * (k + 2 * times)):.6g}")
        page.wait_for_timeout(50)
    page.wait_for_timeout(100)
    while page.evaluate("Number(document.documentElement.dataset.runs)") < STAGES[0]:
        page.wait_for_timeout(5)
    return (served.player.begun - begun) * CHUNK


def main() -> None:
    """The table."""
    with sync_playwright() as playwright, TemporaryDirectory() as results:
        switches = ["--no-sandbox", "--disable-gpu"]
        browser: Any = playwright.chromium.launch(executable_path=browsing.found(), args=switches)
        with alone(FILES, Path(results)) as (address, _):
            page = browser.new_page()
            ready(page, address)
            for stage, bar, found in zip(STAGES, BARS, latencies(page), strict=True):
                low, middle = min(found), statistics.median(found)
                print(
                    f"{stage:6,} replications: {low:5.0f} ms at best, {middle:5.0f} ms in the middle; bar {bar:,} ms"
                )
            page.close()
        served = Served(Path(results))
        page = browser.new_page()
        ready(page, served.door.address)
        for times in (1, PRESSES):
            print(f"{times:2} quick presses begin {pressed(page, served, times):6,} replications")
            page.wait_for_timeout(4_000)
        browser.close()
        served.stop()


if __name__ == "__main__":
    main()
