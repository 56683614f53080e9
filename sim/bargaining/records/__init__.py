"""Every number of a replication, by what has it: see README.md."""

from sim.bargaining.records.actor import Actor
from sim.bargaining.records.drawing import PlanHole, PlanStep, PlanStrand
from sim.bargaining.records.ending import Ending
from sim.bargaining.records.events import Event, EventCell, EventSetting, RoundLuck, Shock
from sim.bargaining.records.numbers import Numbers, Records, Records2, Records3
from sim.bargaining.records.offers import OfferedBlock, OffersGame, Rung, Speaker
from sim.bargaining.records.packages import Clauses, Consents, Judged, PartyReading, Pause, Weighed
from sim.bargaining.records.relations import Faction, Lever, Ratifier, SignatureNode
from sim.bargaining.records.search import Ahead, Aspect, Consenter, SearchPlan, TiedLink, Window, Wing
from sim.bargaining.records.solutions import Bound, Case, Level, Pile, Reach, SearchTally, Stake
from sim.bargaining.records.talks import Talks

__all__ = [
    "Actor",
    "Ahead",
    "Aspect",
    "Bound",
    "Case",
    "Clauses",
    "Consenter",
    "Consents",
    "Ending",
    "Event",
    "EventCell",
    "EventSetting",
    "Faction",
    "Judged",
    "Level",
    "Lever",
    "Numbers",
    "OfferedBlock",
    "OffersGame",
    "PartyReading",
    "Pause",
    "Pile",
    "PlanHole",
    "PlanStep",
    "PlanStrand",
    "Ratifier",
    "Reach",
    "Records",
    "Records2",
    "Records3",
    "RoundLuck",
    "Rung",
    "SearchPlan",
    "SearchTally",
    "Shock",
    "SignatureNode",
    "Speaker",
    "Stake",
    "Talks",
    "TiedLink",
    "Weighed",
    "Window",
    "Wing",
]
