"""A party that digs in: for a hundred days it signs no final package below its first demand.

`stubborn.yaml` seats it: python -m sim scenarios/behaviours/stubborn.yaml --runs 500 --allow-code
"""

from sim.bargaining.agents.agents import Package, Party

DUG_IN_DAYS = 100


class Stubborn(Party):
    """Signs what the rules let it sign, but comes down from its aspiration only late."""

    def respond(self, package: Package) -> bool:
        """Sign this package, or this ceasefire, today?"""
        if self.digs_in(package) and self.value(package) < self.aspiration:
            return False
        return super().respond(package)

    def propose(self) -> Package | None:
        """Table what the rules choose, unless it would refuse that itself."""
        package = super().propose()
        return package if package and self.respond(package) else None

    def digs_in(self, package: Package) -> bool:
        """Only at first, and only about peace: a pause in the fighting gives nothing away."""
        return self.model.day <= DUG_IN_DAYS and not package.ceasefire
