"""Scenario to YAML."""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario import spelling
from sim.scenario.contents import contents
from sim.scenario.fields import Block, Strict
from sim.scenario.plain_yaml import dump
from sim.scenario.proposals import Proposal
from sim.scenario.quantities import REASONS, Quantity
from sim.scenario.schema import Scenario


def resolved(scenario: Scenario) -> str:
    """The scenario as YAML with every default visible; reads back as an equal scenario."""
    return dump(_plain(scenario, scenario))


def _plain(value: object, scenario: Scenario) -> object:
    """Tables, lists, texts, dates and numbers."""
    if isinstance(value, Quantity):
        return spelling.written(value)
    if isinstance(value, Proposal):
        return {**value, **_reasons(value)}
    if isinstance(value, Strict):
        entries = {key: _plain(entry, scenario) for key, entry in contents(value, scenario)}
        return {**entries, **(_reasons(value) if isinstance(value, Block) else {})}
    if isinstance(value, Mapping):
        return {key: _plain(entry, scenario) for key, entry in value.items()}
    return [_plain(item, scenario) for item in value] if isinstance(value, tuple) else value


def _reasons(block: Block | Proposal) -> dict[str, str]:
    return {key: getattr(block, key) for key in REASONS if getattr(block, key) is not None}
