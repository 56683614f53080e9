"""Colours. A figure names a colour by its token ("@settlement"); the page gives the token its value, by
day, by night and on paper. Hues: Okabe & Ito (2008), "Color Universal Design".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario

BLACK, ORANGE, SKY, GREEN = "#000000", "#e69f00", "#56b4e9", "#009e73"
YELLOW, BLUE, VERMILLION, PURPLE = "#f0e442", "#0072b2", "#d55e00", "#cc79a7"
GREY = "#868e98"

# What has a colour keeps it everywhere: on the terminal, in every figure, in light and in dark.
OUTCOME_COLOURS = {
    "no_agreement": GREY,
    "partial_ceasefire": SKY,
    "ceasefire_collapsed": VERMILLION,
    "ceasefire_expired": ORANGE,
    "ceasefire_holding": GREEN,
    "not_ratified": PURPLE,
    "settlement": BLUE,
}
EVENT_COLOURS = {
    "settlement": BLUE,
    "full_ceasefire": GREEN,
    "any_ceasefire": SKY,
    "full_ceasefire_over": VERMILLION,
}
REASON_COLOURS = {
    "consent": PURPLE,
    "red_line": VERMILLION,
    "war_pays": GREY,
    "distrust": ORANGE,
    "audience": YELLOW,
    "holding_out": SKY,
    "ratification": BLUE,
    "faction": GREEN,
}
# One hue and one marker for each actor, in the order of the file; beyond eight they repeat.
ACTOR_COLOURS = (VERMILLION, BLUE, GREEN, PURPLE, ORANGE, SKY, GREY, YELLOW)
ACTOR_MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "star", "pentagon", "hexagram")
# Options of an issue, from the first to the last: lightness carries the order, also for the colour-blind.
FIRST_OPTION, LAST_OPTION = (217, 232, 244), (8, 69, 126)

SURFACES_BY_DAY = {
    "ink": "#18212c",
    "muted": "#55606e",
    "paper": "#ffffff",
    "panel": "#f4f6f8",
    "line": "#d8dee5",
    "link": "#005c91",
    "heat0": "#f1f5f8",
    "heat1": "#6db6e6",
    "heat2": "#f0ac5a",
    "zone": "rgba(0,158,115,0.14)",
}
SURFACES_BY_NIGHT = {
    "ink": "#e9edf2",
    "muted": "#a7b1be",
    "paper": "#11161d",
    "panel": "#1a212b",
    "line": "#364150",
    "link": "#7cc4f0",
    "heat0": "#1d2733",
    "heat1": "#1f6fa8",
    "heat2": "#8f5212",
    "zone": "rgba(0,158,115,0.28)",
}


def css() -> str:
    """The variables of the page. Paper is always white."""
    day, night = (
        "".join(f"--{name}:{colour};" for name, colour in surfaces.items())
        for surfaces in (SURFACES_BY_DAY, SURFACES_BY_NIGHT)
    )
    return (
        f":root{{color-scheme:light;{day}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{night}}}}}"
    )


def resolved(value: Any, surfaces: dict[str, str] = SURFACES_BY_DAY) -> Any:
    """A figure with its tokens replaced, as the page does it in the browser."""
    if isinstance(value, dict):
        return {key: resolved(item, surfaces) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [resolved(item, surfaces) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        return surfaces.get(value[1:], value)
    return value


def actor_style(scenario: Scenario, actor: str) -> tuple[str, str]:
    """Colour and marker, by the place in the file."""
    position = list(scenario.actors).index(actor)
    return ACTOR_COLOURS[position % len(ACTOR_COLOURS)], ACTOR_MARKERS[position % len(ACTOR_MARKERS)]


def option_colours(count: int) -> list[str]:
    """From the first option to the last."""
    return [_between(k / max(1, count - 1)) for k in range(count)]


def on(colour: str) -> str:
    """Black or white, whichever can be read on a colour: its relative luminance decides (WCAG 2.2)."""
    light = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    luminance = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), light, strict=True))
    return "#000000" if luminance > 0.179 else "#ffffff"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _between(part: float) -> str:
    pairs = zip(FIRST_OPTION, LAST_OPTION, strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
