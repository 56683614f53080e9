"""What the engine finds among the packages that matter is the best of all packages, gone through one by one."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from oracle import TIE, Oracle, as_good, terms_of
from strategies import scenario_data

from sim.bargaining.agents import Mediator, Package, Party, Seat
from sim.bargaining.model import NegotiationModel
from sim.bargaining.zone import has_zone
from sim.scenario.schema import Scenario

seen: dict[str, int] = {}


class Checked(Seat):
    """Tables what the rules say, after looking at everything that it could have tabled."""

    def propose(self) -> Package | None:
        package = super().propose()
        oracle, table = Oracle(self.model.session), self.model.table
        widest = oracle.widest()
        open_wide = widest is not None and widest >= -TIE
        assert bool(has_zone(self.model.table)) == open_wide, (float(widest or -9), self.model.day)
        best = oracle.best()
        if package is None:
            assert best.gain <= 2 * TIE
        else:
            found = oracle.worth(terms_of(table.terms, package.number))
            assert as_good(found, best), (found, best)
        seen["zone"] = seen.get("zone", 0) + open_wide
        seen["package"] = seen.get("package", 0) + (package is not None)
        return package

    def propose_ceasefire(self) -> Package | None:
        package = super().propose_ceasefire()
        oracle = Oracle(self.model.session)
        best = oracle.best_pause()
        if package is None:
            assert best.gain <= 2 * TIE
        else:
            assert as_good(oracle.pause_worth(terms_of(self.model.table.truce_terms, package.number)), best)
        seen["ceasefire"] = seen.get("ceasefire", 0) + (package is not None)
        return package


class CheckedParty(Checked, Party): ...


class CheckedMediator(Checked, Mediator): ...


def check(scenario: Scenario, replication: int, rounds: int) -> None:
    agents: dict[str, type[Seat]] = dict.fromkeys(scenario.parties, CheckedParty)
    if scenario.mediator:
        agents[scenario.mediator[0]] = CheckedMediator
    model = NegotiationModel(scenario, replication=replication, agents=agents)
    while model.running and rounds:
        model.step()
        rounds -= 1


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(scenario_data())
def test_nothing_better_was_overlooked(data: dict[str, object]) -> None:
    check(Scenario.model_validate(data | {"protocol": "mediated"}), 0, 3)
    print(seen)
