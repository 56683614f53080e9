"""What mypy must find in rules. It is asked to tell of an ignore that nothing needs, so each line here is a test."""

from sim.bargaining.records import Actor, Judged, Records, Records2, Records3, Rung, Talks


def a_name_that_no_record_has(talks: Talks, me: Actor) -> None:
    talks.dya = 1.0  # type: ignore[attr-defined]
    me.demand = me.reservatoin  # type: ignore[attr-defined]


def a_real_number_for_a_whole_one(talks: Talks) -> None:
    talks.parties = 0.5  # type: ignore[assignment]
    talks.proposer = talks.day  # type: ignore[assignment]


def a_record_of_another_kind(actor: Records[Actor], judged: Records2[Judged]) -> None:
    a_real_number_for_a_whole_one(actor[0])  # type: ignore[arg-type]
    a_record_of_another_kind(judged[0], judged)  # type: ignore[arg-type]


def a_row_for_a_record(judged: Records2[Judged], half: Records3[Rung]) -> None:
    judged[0, 0].value = judged[0][0].value = half[0, 1, 2].value
    judged[0].value = 0.0  # type: ignore[attr-defined]
    half[0, 1].value = 0.0  # type: ignore[attr-defined]
