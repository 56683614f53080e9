"""Everything that is told about a study. Plain frozen values: no arrays, no scenario."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.chapters import Failed
from sim.analysis.comparable import Comparable
from sim.analysis.intervals import Difference, Mean, Quantile, Share
from sim.analysis.references import Benchmarks
from sim.analysis.tidy import Tabular


@dataclass(frozen=True)
class Timing:
    """When an event happens. Shares are of ALL replications, so nothing is censored before the horizon."""

    event: str  # settlement, full_ceasefire, any_ceasefire or full_ceasefire_over
    ever: Share
    quantiles: tuple[Quantile, ...]  # days, among the replications in which it happened
    days: tuple[float, ...]  # where the curve below is given
    by_day: tuple[Share, ...]  # share with the event by that day; intervals are pointwise


@dataclass(frozen=True)
class Alive:
    """How many of some lives reach an age. One whose end was not seen counts for as long as it was."""

    age: float  # days
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class CeasefireDuration:
    """How long the first full ceasefire lasted: shares of the replications that had one.

    One still in force when the talks ended counts by the days it had lived if these are more than 90.
    """

    under_30: Share
    days_30_to_90: Share
    over_90: Share
    still_in_force: Share  # younger than that, its end not seen
    holding_first: Share  # of the replications that end with a full ceasefire holding: it is the first one
    alive: tuple[Alive, ...]  # at ages that were seen


@dataclass(frozen=True)
class PeaceDuration:
    """How long peace lasts: settlements after which war is back within a year, and within five."""

    within_a_year: Share
    within_five: Share


@dataclass(frozen=True)
class Terms:
    """What is agreed on one issue."""

    issue: str
    options: tuple[str, ...]
    shares: tuple[Share, ...]  # of each option, among settlements
    ideal: dict[str, str]  # party: its best option at median values
    reached: dict[str, Mean]  # party: value of what was agreed, 0 its worst and 1 its best option


@dataclass(frozen=True)
class WeightedMean:
    """The simplest rule: positions averaged by capability times salience. Thomson, Stokman, Achen & Koenig (2006)."""

    issue: str
    position: float  # 0 the first option, 1 the last
    nearest: str  # the option nearest to it


@dataclass(frozen=True)
class Gain:
    """What one actor gets from settling, and what it would have without."""

    actor: str
    role: str
    settled: Mean  # utility of the settlement, among settlements; of none for who values nothing
    spread: tuple[Quantile, ...]  # of the same
    reservation: Mean | None  # the worst deal it would take, in the same replications; parties only
    surplus: Mean | None  # utility less reservation value, in the same replications
    war_value: Mean | None  # what fighting on is worth to it at the end, all replications


@dataclass(frozen=True)
class Points:
    """Some settlements, evenly taken: utility against reservation value, by party."""

    reservation: dict[str, tuple[float, ...]]
    utility: dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Failures:
    """Replications without a settlement, split by whether there was anything to find.

    The three parts make up the whole.
    """

    of_all: Share
    no_zone: Share  # of the failures
    missed_deal: Share  # of the failures
    rejected: Share  # of the failures: agreed, then voted down at home


@dataclass(frozen=True)
class Ended:
    """How often one event ended the talks before their time. All of these are failures."""

    event: str
    share: Share  # of all replications
    of_failures: Share


@dataclass(frozen=True)
class Blocker:
    """How often an actor refused the last text for one reason."""

    actor: str
    reason: str
    share: Share


@dataclass(frozen=True)
class HeldBack:
    """How often a faction that got too little held its party back from the last package."""

    party: str
    faction: str
    share: Share  # of the failures


@dataclass(frozen=True)
class Spoiled:
    """How many collapses of ceasefires are the doing of one spoiler."""

    spoiler: str
    share: Share  # of all collapses, of full and of partial ceasefires


@dataclass(frozen=True)
class Signing:
    """Who would sign a named package rather than fight on."""

    proposal: str
    by: dict[str, Share]
    everyone: Share  # all who must sign: of the parties all, or enough


@dataclass(frozen=True)
class Refusal:
    """How often the first vote that is lost is this one's."""

    party: str
    body: str  # who votes; empty where the party's own utility decides
    share: Share  # of the replications with a lost vote


@dataclass(frozen=True)
class Votes:
    """How often a vote at home is lost, when, by whom, and what then. All but `lost` is of these replications."""

    lost: Share  # of all replications: at least one
    times: tuple[Share, ...]  # once, twice, thrice or more often
    most: int  # in one replication
    first: Quantile  # the median day of the first
    by: tuple[Refusal, ...]  # whose that is, in the order of the file
    settled: Share | None  # all the same; None where a no always ends the talks
    later: Quantile  # the median of days from the first to the settlement


@dataclass(frozen=True)
class Declared:
    """How often a party declares a ceasefire of its own; it counts as none that was agreed."""

    party: str
    share: Share  # of all replications: at least one
    days: Mean  # for how long it holds its fire on its own, in these


@dataclass(frozen=True)
class Signatory:
    """How often a party is bound by a settlement that others can do without it."""

    party: str
    share: Share  # of settlements


@dataclass(frozen=True)
class Driver:
    """An uncertain input: the goal in the lowest and in the highest third of its draws."""

    path: str
    low_third: Share
    high_third: Share
    low_up_to: float
    high_from: float
    difference: Difference  # highest less lowest third
    clear: bool  # told apart from chance, with all inputs tried (Bonferroni)


@dataclass(frozen=True)
class Carrier:
    """An input that carries some of the spread of an outcome, told apart from chance with all inputs tried."""

    path: str
    part: float  # of the spread that is gone once it is known: its first-order index


@dataclass(frozen=True, repr=False)
class Summary(Tabular):
    """The study in numbers."""

    scenario: str
    runs: int
    horizon_days: float
    outcomes: dict[str, Share]
    zone: Share  # a package acceptable to all, or to enough, on some day
    zone_at_end: Share  # the same on the last day
    failures: Failures
    timing: tuple[Timing, ...]
    life: CeasefireDuration | None  # None without a ceasefire in the scenario
    spoiled: tuple[Spoiled, ...]  # by each spoiler; empty without one
    peace: PeaceDuration | None  # None without a war, or without a settlement
    fighting: tuple[Quantile, ...] | None  # days of full fighting, all replications; None without a war
    unilateral: tuple[Declared, ...]  # of who may declare one, in the order of the file
    terms: tuple[Terms, ...]
    ceasefire_terms: tuple[Terms, ...]
    weighted_mean: tuple[WeightedMean, ...]
    benchmarks: Benchmarks | None  # None where nobody asked, or with too many packages to be numbered
    gains: tuple[Gain, ...]
    points: Points
    votes: Votes | None  # None where no vote at home reopens the talks
    signatories: tuple[Signatory, ...]  # empty where all parties must sign
    ended: tuple[Ended, ...]  # by each event that can end the talks, in the order of the file
    held_back: tuple[HeldBack, ...]  # by each faction that can; empty where none can
    blockers: tuple[Blocker, ...]  # of the last package, without a settlement
    ceasefire_blockers: tuple[Blocker, ...]  # of the last ceasefire tabled, without a full one
    proposals: tuple[Signing, ...]
    ceasefire_proposals: tuple[Signing, ...]
    goal: str  # what the drivers move: full_ceasefire_or_settlement, or the least certain event
    goal_share: Share
    drivers: tuple[Driver, ...]  # largest difference first
    cautions: tuple[str, ...]  # where the sample is too small to say much, or the search is not exact
    comparable: tuple[Comparable, ...] = ()  # what happened in cases that the scenario says are like it
    carriers: tuple[Carrier, ...] = ()  # of the goal, the strongest first
    day_carriers: tuple[Carrier, ...] = ()  # of the day of the settlement
    failed: tuple[Failed, ...] = ()  # chapters that could not be made: what they would hold is empty
