"""The only place that knows ema_workbench: PRIM and CART, from a sample to lists of limits.

Friedman & Fisher (1999), Statistics and Computing 9:123-143; Breiman, Friedman, Olshen & Stone (1984);
Kwakkel (2017), Environmental Modelling & Software 96:239-250.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from sim.analysis.discovery.sample import Limits, Sample
from sim.analysis.discovery.types import Limit

PEELED = 0.05  # share of worlds that a step of PRIM may cut off
MISSING = "this needs ema_workbench: pip install 'parleysim[discovery]'"
IDLE = "idle"  # a second input for CART, which cannot read its own tree of one


class NotInstalled(Exception):
    """The extra that brings ema_workbench is missing."""


def peeled(sample: Sample, support: float) -> list[Limits]:
    """PRIM: ever tighter boxes, from all worlds down to a share `support` of them.

    The objective is the patient one, formula 14.6 of Friedman & Fisher: the other would grab any rare coin.
    """
    with _quietly():
        prim = _module("prim")
        search = prim.Prim(
            sample.frame(),
            sample.happened.astype(np.int64),
            threshold=float(sample.happened.mean()),
            peel_alpha=PEELED,
            mass_min=support,
            obj_function=prim.PRIMObjectiveFunctions.LENIENT2,
        )
        search._peels = {kind: _leaving_enough(peel) for kind, peel in search._peels.items()}
        box = search.find_box()
        return [_limits(sample, lims, search.box_init) for lims in box.box_lims] if box is not None else []


def _leaving_enough(peel: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """PRIM stops at the first step that would leave too little, also where another step would not: a rare coin."""

    def spared(search: Any, *box: Any) -> list[Any]:
        least = search.mass_min * search.n
        return [(kept, lims) for kept, lims in peel(search, *box) if len(kept) >= least]

    return spared


def leaves(sample: Sample, support: float) -> list[Limits]:
    """CART: boxes that share out all worlds, each with at least a share `support` of them."""
    with _quietly(), _same_luck():
        table = sample.frame().assign(**{IDLE: 0.0})
        cart = _module("cart").CART(table, sample.happened.astype(np.int64), mass_min=support)
        cart.build_tree()
        if cart.clf.tree_.node_count == 1:
            return []
        whole = _module("scenario_discovery_util")._make_box(cart.x)
        return [_limits(sample, lims, whole) for lims in cart.boxes]


def _module(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(f"ema_workbench.analysis.{name}")
    except ImportError as error:
        raise NotInstalled(MISSING) from error


@contextmanager
def _quietly() -> Iterator[None]:
    """It says what it does not find when it is imported, and uses what pandas is about to drop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _same_luck() -> Iterator[None]:
    """A tree breaks ties by NumPy's global luck; whoever else uses that gets it back as it was."""
    before = np.random.get_state()
    np.random.seed(0)
    try:
        yield
    finally:
        np.random.set_state(before)


def _limits(sample: Sample, lims: Any, whole: Any) -> Limits:
    """What a box forbids of what there is."""
    found: list[Limit] = []
    for name, coin in zip(sample.names, sample.coins, strict=True):
        if name not in whole:  # a coin that always falls the same way here
            continue
        allowed, all_of_it = list(lims[name]), list(whole[name])
        if coin and len(allowed[0]) == 1 < len(all_of_it[0]):
            found.append(Limit(name, "holds", float(next(iter(allowed[0])))))
        elif not coin:
            found += [Limit(name, "at_least", float(allowed[0]))] if allowed[0] > all_of_it[0] else []
            found += [Limit(name, "at_most", float(allowed[1]))] if allowed[1] < all_of_it[1] else []
    return tuple(found)
