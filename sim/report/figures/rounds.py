"""Tables of one replication: what was done in each round, and what was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.analysis.drawn import Drawn, unusual
from sim.report import amounts, wording
from sim.report.blocks import DataTable, TableBlock
from sim.report.naming import named
from sim.report.texts import LetteredTexts
from sim.report.utilities import figure
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Answer, Round, Standing, Tabled
    from sim.bargaining.inspect.rounds import Trace as Path

ANSWERS = wording.REASONS | {"none": "yes"}


def rounds(scenario: Scenario, told: Path, key: str = "rounds") -> TableBlock:
    """A row for each round."""
    texts, war = (
        LetteredTexts(scenario, told.rounds),
        scenario.war is not None and scenario.protocol == "mediated",
    )
    heads = ["Round", "When", "Turn", "Text", *(wording.actor(scenario, a) for a in scenario.actors)]
    if scenario.truce is not None:
        heads += ["Ceasefire", *(f"{wording.actor(scenario, a)}: pause" for a in scenario.actors), "Halted"]
    heads += ["War balance"] if war else []
    return TableBlock(
        id=key,
        title="Round by round",
        caption=_caption(scenario),
        table=DataTable(tuple(heads), tuple(_row(scenario, texts, r, war) for r in told.rounds)),
    )


def _caption(scenario: Scenario) -> str:
    known = "; in brackets what the others believe that it would settle for" * (
        scenario.protocol == "mediated"
    )
    return (
        "Of each party: its answer, what the text is worth to it, against what it asks for and would settle for"
        f"{known}. Of others: whether they let it pass; a dash where nobody asked."
    )


def _row(scenario: Scenario, texts: LetteredTexts, round_: Round, war: bool) -> tuple[str, ...]:
    turn = wording.actor(scenario, round_.turn) if round_.turn else "–"
    cells = [
        str(round_.number),
        wording.when(scenario, round_.day),
        turn,
        _name(texts, round_.final, truce=False),
    ]
    cells += [_of_final(scenario, round_, actor) for actor in scenario.actors]
    if scenario.truce is not None:
        cells.append(_name(texts, round_.ceasefire, truce=True))
        cells += [_of_truce(round_.ceasefire, actor) for actor in scenario.actors]
        cells.append(amounts.percent(round_.halted))
    return (*cells, *([figure(round_.balance)] if war else []))


def _name(texts: LetteredTexts, tabled: Tabled | None, truce: bool) -> str:
    return "–" if tabled is None else texts.name(tabled.terms, truce)


def _answer(tabled: Tabled | None, actor: str) -> Answer | None:
    return next((a for a in (tabled.answers if tabled else ()) if a.actor == actor), None)


def _of_final(scenario: Scenario, round_: Round, actor: str) -> str:
    answer, party = _answer(round_.final, actor), round_.parties.get(actor)
    said = ANSWERS[answer.reason] if answer is not None else "–"
    if party is None:
        return said
    worth = f" {figure(answer.value)}" if answer is not None else ""
    return f"{said}{worth} | {_standing(scenario, party)}" if scenario.can_fail else f"{said}{worth}"


def _standing(scenario: Scenario, party: Standing) -> str:
    low, high = map(figure, party.believed)
    believed = f" ({low} to {high})" if scenario.protocol == "mediated" else ""
    return f"{figure(party.demand)} | {figure(party.reservation)}{believed}"


def _of_truce(tabled: Tabled | None, actor: str) -> str:
    answer = _answer(tabled, actor)
    if answer is None:
        return "–"
    if answer.value is None:
        return ANSWERS[answer.reason]
    return f"{ANSWERS[answer.reason]} {figure(answer.value)} | {figure(answer.demand)}"


def draws(scenario: Scenario, found: tuple[Drawn, ...], key: str = "drawn") -> TableBlock:
    """What was drawn, the most unusual first."""
    scaled = tuple(each for each in found if not each.coin)
    told = notable(found)
    return TableBlock(
        id=key,
        title="What was drawn",
        caption=(
            f"Uncertain numbers: {len(scaled)}; further out than nine draws in ten lie {len(unusual(scaled))}, and "
            f"{amounts.whole(len(scaled) / 10)} would by chance. A rank of 3% means that 3% of draws lie at or below. "
            "Of a red line or a threat, which hold or do not, the rank is the chance of what came out. What comes out "
            f"like this every other time is left out here and told by explain.json: {_inputs(len(found) - len(told))}."
        ),
        table=DataTable(
            ("Input", "Drawn", "Rank", "How unusual"),
            tuple((named(scenario, d.path), _value(d), amounts.percent(d.share), _rarity(d)) for d in told),
        ),
    )


def notable(found: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
    """Those that do not come out like this every other time."""
    return tuple(each for each in found if each.rarity < 0.5)


def nothing_unusual(found: tuple[Drawn, ...]) -> str:
    """What there is to say where none is notable."""
    return f"Nothing unusual: {_inputs(len(found))}, drawn as every other time or more often; explain.json has all."


def _inputs(count: int) -> str:
    return wording.counted(count, "uncertain input")


def unusual_draws(scenario: Scenario, found: tuple[Drawn, ...], at_most: int = 5) -> str:
    """The most unusual draws in a sentence; empty if there are none."""
    few = unusual(found)
    said = [f"{named(scenario, each.path)} {_value(each)} ({_rarity(each)})" for each in few[:at_most]]
    if not said:
        return ""
    among = ", among them" if len(few) > len(said) else ""
    return f"Unusual draws, {len(few)} of {_inputs(len(found))}{among}: {wording.listed(said)}."


def _value(each: Drawn) -> str:
    if each.coin:
        return "yes" if each.value else "no"
    return amounts.plain_number(each.value, 3)


def _rarity(each: Drawn) -> str:
    return f"1 in {max(2, round(1.0 / max(each.rarity, 1e-9))):,}"
