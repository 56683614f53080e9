"""An actor: a party, a mediator, a backer or a spoiler. What its role does not have is 0."""

from typing import Annotated

from sim.bargaining.records.numbers import (
    Code,
    Count,
    Day,
    Days,
    Factor,
    Flag,
    LogOdds,
    Numbers,
    Place,
    Real,
    Share,
    Utility,
)


class ActorDrawn(Numbers):
    """Drawn once per replication, under the key of the same name unless another is said."""

    floor: Annotated[Utility, "below which it lets no final package pass, or attacks as a spoiler"]
    ceasefire_floor: Annotated[
        Utility, "below which, of its conditions, it lets no ceasefire pass, or attacks as a spoiler"
    ]
    credibility: Annotated[Share, "worth of its word when it guarantees something", "q"]
    capability: Annotated[Real, "the challenge model: power that it can bring to bear", "c_i"]
    outside_value: Annotated[Utility, "of no agreement, without a war"]
    cost_per_day: Annotated[float, "utility/day", "of war", "c_i"]
    optimism: Annotated[LogOdds, "by which it overrates itself at first", "o_i"]
    aspiration_share: Annotated[Share, "of its best package that it opens with: `aspiration`"]
    concession: Annotated[float, "exponent", "below 1 it concedes late, above early; 0: no clock", r"\beta_i"]
    reciprocity: Annotated[Share, "how much its pace follows the others'", "r_i"]
    deadline_days: Annotated[Days, "after which its demand is its reservation value", "T_i"]
    distrust: Annotated[Share, "chance to be cheated where nothing protects it, as it believes", r"\rho_i"]
    exposure: Annotated[Utility, "that it loses if cheated", r"\xi_i"]
    audience_cost: Annotated[Share, "per utility given up in public", r"\chi_i"]
    pause_worth: Annotated[float, "utility per 30 days", "of a full halt by itself", r"\psi_i"]
    gesture: Annotated[Utility, "of any full halt, however short", r"\gamma_i"]
    hope: Annotated[Share, "belief that talks under a ceasefire lead to the final deal", r"\eta_i"]
    ceasefire_ask: Annotated[
        float, "utility per 30 days", "that it holds out for before a ceasefire at first"
    ]
    betrayal: Annotated[Share, "of its trust that a broken ceasefire takes", "b_i"]
    initial_concession: Annotated[
        Share, "alternating offers: of its range, conceded at once by an exponential clock", "k_i"
    ]
    precision: Annotated[
        float, "per utility", "with which it signs and tables what is better; infinite: exactly", r"\lambda_i"
    ]
    hazard: Annotated[Factor, "on that of a ceasefire which it attacks, as a spoiler", "f_s"]
    lone_rate: Annotated[float, "per day", "occasions for a ceasefire of its own: `unilateral.rate`", "r_i"]
    lone_term: Annotated[Days, "for which that is declared: `unilateral.days`", "n_i"]
    lone_halts: Annotated[Share, "of the fighting that it halts: `unilateral.halts`", "h_i"]
    lone_gesture: Annotated[Utility, "of having declared one: `unilateral.gesture`", r"\gamma'_i"]
    lone_shape: Annotated[Real, "of its life: `unilateral.life.shape`", "k''_i"]
    lone_scale: Annotated[Days, "of its life: `unilateral.life.scale_days`", "s''_i"]
    backfill: Annotated[
        Share,
        "of a cut-off that all backers together make good: 1 less the product of what each leaves",
        r"\omega_i",
    ]
    side: Annotated[int, "−1, 0, 1", "attacker +1, defender −1, none 0", "s_i"]
    strategy: Annotated[
        Code, "alternating offers: polynomial, exponential, tit for tat, MiCRO, hardliner, random"
    ]
    generous: Annotated[Flag, "alternating offers: does it offer what is best for the others? `offers`"]
    place: Annotated[Place, "alternating offers: its turn, by `alternating_offers.order`, else by lot"]


class MediatorDrawn(Numbers):
    """Drawn once per replication, of a mediator."""

    bias: Annotated[float, "−1..1", "above 0 towards the attacker", "b"]
    insight: Annotated[Share, "how well it reads the parties", r"\kappa"]
    proposal_rate: Annotated[Share, "of texts that it, not a party, tables"]
    cover: Annotated[Share, "of audience costs that its authorship takes away"]
    patience_days: Annotated[Days, "after which it leaves without a success"]
    defiance_days: Annotated[Days, "of refusal before its threat is carried out, or exposed"]
    leaves_balance: Annotated[LogOdds, "that the war shifts when it leaves: `when_leaves.balance`"]
    indifferent: Annotated[Flag, "has it no weight on any issue, so that it cares but for signatures?"]
    truce_indifferent: Annotated[Flag, "is no ceasefire issue of any worth to it?"]


class ActorSupposed(Numbers):
    """Drawn too: the ends of what can be true, as the others know them before anybody has answered."""

    cost_low: Annotated[float, "utility/day", "the least that `cost_per_day` can be"]
    cost_high: Annotated[float, "utility/day", "the most that `cost_per_day` can be"]
    optimism_low: Annotated[LogOdds, "the least that `optimism` can be"]
    optimism_high: Annotated[LogOdds, "the most that `optimism` can be"]
    outside_low: Annotated[Utility, "the least that `outside_value` can be"]
    outside_high: Annotated[Utility, "the most that `outside_value` can be"]
    pause_low: Annotated[float, "utility per 30 days", "the least that `pause_worth` can be"]
    pause_high: Annotated[float, "utility per 30 days", "the most that `pause_worth` can be"]


class ActorMoving(Numbers):
    """What moves."""

    floor_now: Annotated[Utility, "`floor`, as events have left it"]
    ceasefire_floor_now: Annotated[Utility, "`ceasefire_floor`, as events have left it"]
    credibility_now: Annotated[Share, "`credibility`, as events have left it", "q"]
    distrust_now: Annotated[Share, "`distrust`, as broken ceasefires have left it", r"\rho_i"]
    suspicion: Annotated[Share, "of the next ceasefire, as broken ones have left it", r"\sigma_i"]
    cost: Annotated[
        float, "utility/day", "of fighting, as events and mediators' departures have left it", "c_i"
    ]
    if_attacker_wins: Annotated[Utility, "of the peace that the attacker would impose", "U_i(T_A)"]
    if_defender_wins: Annotated[Utility, "of the peace that the defender would impose", "U_i(T_D)"]
    win: Annotated[Share, "chance that the attacker imposes its terms, as it believes", "p_i"]
    war_value: Annotated[Utility, "of fighting on", "W_i"]
    reservation: Annotated[Utility, "of the worst deal that is still better than fighting on", "R_i"]
    aspiration: Annotated[Utility, "that it asks for at first", "A_i"]
    conceded: Annotated[Share, "how far its demand has come down", r"\alpha_i"]
    demand: Annotated[Utility, "the least that it signs today", r"\tau_i"]
    low: Annotated[Utility, "the least that the others believe its reservation value to be", "l_i"]
    high: Annotated[Utility, "the most that the others believe its reservation value to be", "h_i"]
    bracket: Annotated[Utility, "of a full halt before conditions", "B_i"]
    pressure: Annotated[Utility, "of a threat that signing a ceasefire would put off"]
    ask: Annotated[Utility, "that it holds out for above indifference, of a full halt, today"]
    bracket_low: Annotated[Utility, "the least that the others believe its bracket to be"]
    bracket_high: Annotated[Utility, "the most that the others believe its bracket to be"]
    best_seen: Annotated[Utility, "of the best package that all others were ready to sign; −∞ before one"]
    doubt: Annotated[Utility, "between the ends of its supposed reservation value at first: screening", "d_i"]
    held: Annotated[Utility, "that it holds out for above its reservation value: screening"]
    talked_away: Annotated[
        Share, "of its optimism, by the counsel that it believes most", r"\max_m \kappa_m [s_i b_m]_+"
    ]
    left_day: Annotated[Day, "on which it left, as a mediator"]
    slip: Annotated[Share, "luck of this text in signing a package, if it is not exact", "u"]
    truce_slip: Annotated[Share, "luck of this text in signing a ceasefire", "u"]
    pick: Annotated[Share, "luck of this text in tabling a package", "u"]
    truce_pick: Annotated[Share, "luck of this text in tabling a ceasefire", "u"]
    lone_day: Annotated[Day, "of its first ceasefire of its own"]
    lone_until: Annotated[Day, "on which its last ceasefire of its own ends, or has ended"]
    lone_days: Annotated[Days, "of all ceasefires of its own"]
    there: Annotated[Flag, "is it still there, as a mediator?"]
    answer: Annotated[Code, "to the last final package: not asked, no, yes"]
    reason: Annotated[Code, "why it did not sign the last final package"]
    truce_answer: Annotated[Code, "to the last ceasefire: not asked, no, yes"]
    truce_reason: Annotated[Code, "why it did not sign the last ceasefire"]
    lone_broken: Annotated[Flag, "does the last ceasefire of its own break before its term is over?"]
    spoiled: Annotated[Count, "ceasefires that it has broken, as a spoiler"]


class Actor(ActorDrawn, MediatorDrawn, ActorSupposed, ActorMoving):
    """One actor in one replication."""
