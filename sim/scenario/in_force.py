"""What of a scenario is in force under its protocol."""

from __future__ import annotations

from sim.scenario.base_rates import Rate
from sim.scenario.ceasefire import Ceasefire
from sim.scenario.keys import Keys
from sim.scenario.protocols import ALWAYS_DECIDED
from sim.scenario.signatures import Signatures
from sim.scenario.suggestions import printable


class InForce(Keys):
    """What its protocol makes of what the file says."""

    @property
    def step_days(self) -> float:
        """The length of a round as it is played: in none are two texts; under the other protocols each is a turn."""
        return min(self.round_days, self.pace_days) if self.protocol == "mediated" else self.pace_days

    @property
    def pace_days(self) -> float:
        """From one text to the next, or from one turn to the next."""
        return self.text_days or self.round_days

    @property
    def can_fail(self) -> bool:
        """May the talks end with nothing signed? Otherwise nobody looks for a zone, or for what stands in the way."""
        return self.protocol not in ALWAYS_DECIDED

    @property
    def truce(self) -> Ceasefire | None:
        """The ceasefire that can be agreed: only the mediated protocol knows one."""
        return self.ceasefire if self.protocol == "mediated" else None

    @property
    def signing(self) -> Signatures:
        """Whose signatures a final package needs: only the mediated protocol knows of others than those of all."""
        return self.signatures if self.protocol == "mediated" else Signatures()

    @property
    def rates(self) -> tuple[Rate, ...]:
        """How often it happened in comparable cases, where that can happen here and can fail to."""
        found = self.reference.rates if self.reference and self.can_fail else ()
        return tuple(rate for rate in found if rate.outcome == "settlement" or self.truce is not None)

    @property
    def compared(self) -> tuple[str, ...]:
        """What it is compared with, and where the count comes from."""
        told = ((rate.counted(self.horizon_days), printable(rate.source)) for rate in self.rates)
        return tuple(f"comparable cases: {counted}; source: {source}" for counted, source in told)
