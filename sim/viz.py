"""Steps through one replication in a browser, by Mesa's own page: solara run sim.viz

Needs `pip install 'parleysim[viz]'`. Nothing else of the program imports this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import solara
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter

from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.agents.sees import Offer
from sim.scenario.shipped import scenarios

FIRST = "minimal"
WRAPPED = {"display": "block", "white-space": "pre-wrap", "margin-bottom": "4px"}
MOST = 6  # offers that are told, the last first


class ShippedTalks(NegotiationModel):
    """A replication of a scenario that comes with the program, by its name.

    It is not asked for as `scenario`: under that name the page of Mesa 3.5 hands over a scenario of Mesa's own.
    """

    def __init__(self, shipped: str = FIRST, rng: int = 1, replication: int = 0) -> None:
        super().__init__(scenarios()[shipped], rng=rng, replication=replication)


def parameters() -> dict[str, dict[str, Any]]:
    """What can be chosen. Scenarios with Python of their own are left out: nobody has allowed it."""
    names = [name for name in scenarios() if not name.startswith("behaviours/")]
    return {
        "shipped": {
            "type": "Select",
            "value": FIRST,
            "values": names,
            "label": "Scenario, from the next reset on",
        },
        "replication": {
            "type": "SliderInt",
            "value": 0,
            "label": "Replication",
            "min": 0,
            "max": 199,
            "step": 1,
        },
        "rng": {
            "type": "SliderInt",
            "value": 1,
            "label": "Seed of the study",
            "min": 1,
            "max": 50,
            "step": 1,
        },
    }


def course(model: NegotiationModel) -> Figure:
    """What everybody asks for, and where the war stands, day by day."""
    kept = model.datacollector
    talks, agents = kept.get_model_vars_dataframe(), kept.get_agent_vars_dataframe()
    war = bool(model.talks["war"])
    figure = Figure(figsize=(7, 5.5 if war else 3.5), layout="constrained")
    upper, *lower = figure.subplots(2 if war else 1, 1, sharex=True, squeeze=False)[:, 0]
    for party in model.seats.parties:
        rows = agents[agents["name"] == party]
        (drawn,) = upper.plot(talks["day"], rows["demand"], marker=".", label=party)
        upper.plot(talks["day"], rows["reservation"], linestyle=":", color=drawn.get_color())
    upper.set(ylabel="utility", title="The least that each party signs (dotted: its worst deal)")
    for axes in lower:
        of_the_war(axes, talks)
    for axes in (upper, *lower):
        axes.legend(loc="upper right", frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
    (lower or [upper])[-1].set(xlabel="day", xlim=(0, model.session.scenario.horizon_days))
    return figure


def of_the_war(axes: Axes, talks: Any) -> None:
    """Its balance, and how much of the fighting is halted."""
    axes.plot(
        talks["day"], talks["balance"], marker=".", color="black", label="balance, log-odds for the attacker"
    )
    axes.fill_between(
        talks["day"],
        0,
        talks["halted"],
        step="pre",
        alpha=0.25,
        color="tab:green",
        label="share of fighting halted",
    )
    axes.axhline(0, color="grey", linewidth=0.5)


def told(offers: tuple[Offer, ...]) -> Iterator[str]:
    """The last offers in words, the last first."""
    for offer in offers[: -MOST - 1 : -1]:
        kind = "a ceasefire" if offer.package.ceasefire else "a package"
        terms = ", ".join(f"{issue} {option}" for issue, option in offer.package.terms.items())
        said = (("signed", offer.signed), ("refused", offer.refused))
        answers = ", ".join(f"{', '.join(who)} {word}" for word, who in said if who)
        yield f"day {offer.day:g}: {offer.by} tabled {kind} ({terms}); {answers or 'nobody answered'}"


@solara.component  # type: ignore[untyped-decorator]
def Course(model: NegotiationModel) -> None:  # noqa: N802 -- components are called like classes
    """The picture."""
    update_counter.get()
    solara.FigureMatplotlib(course(model))


@solara.component  # type: ignore[untyped-decorator]
def Standing(model: NegotiationModel) -> None:  # noqa: N802
    """Where it stands, and what was tabled last."""
    update_counter.get()
    for line in (*repr(model).splitlines(), "", *told(model.at_table[0].sees.offers)):
        solara.Text(line, style=WRAPPED)


@solara.component  # type: ignore[untyped-decorator]
def Page() -> None:  # noqa: N802
    """What `solara run` shows. What is chosen holds from the next `Reset` on."""
    model = solara.use_memo(ShippedTalks, [])
    SolaraViz(model, components=[(Course, 0), (Standing, 0)], model_params=parameters(), name="parleysim")
