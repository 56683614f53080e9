"""Numbers that events set: put in place while an event lasts, and back when it is over."""

from sim.bargaining.compiled import inner
from sim.bargaining.records import Event, EventCell, Records
from sim.bargaining.types import IN_ACTOR, IN_GAIN, IN_GAIN_AT_HOME, IN_LINES, IN_TALKS, Outside


@inner
def put_in_place(outside: Outside) -> bool:
    """Every number that events set as the last of them has it that began and is in force, else as usual.

    Does any change?
    """
    cells, setting, latest, moved = outside.cells, outside.setting, last_begun(outside.event), False
    for c in range(cells.shape[0]):
        setting[c].before = number_in(outside, cells[c])
    for c in range(cells.shape[0]):
        put(outside, cells[c], setting[c].usual)
    for turn in range(1, latest + 1):
        put_as_set(outside, turn)
    for c in range(cells.shape[0]):
        setting[c].moved = number_in(outside, cells[c]) != setting[c].before
        moved = moved or setting[c].moved > 0
    return moved


@inner
def last_begun(event: Records[Event]) -> int:
    """The greatest place in the order in which those events began that are in force."""
    latest = 0
    for v in range(event.shape[0]):
        latest = max(latest, event[v].since)
    return latest


@inner
def put_as_set(outside: Outside, turn: int) -> None:
    """What the event sets that has this place in the order, if it is still in force."""
    for c in range(outside.cells.shape[0]):
        if outside.event[outside.cells[c].event].since == turn:
            put(outside, outside.cells[c], outside.setting[c].value)


@inner
def number_in(outside: Outside, cell: EventCell) -> float:
    """The number that is in a cell now."""
    if cell.kind == IN_TALKS:
        return outside.talks_numbers[cell.field]
    if cell.kind == IN_ACTOR:
        return outside.actor_numbers[cell.seat, cell.field]
    if cell.kind == IN_GAIN:
        return outside.gain[cell.seat, cell.field, cell.option]
    if cell.kind == IN_GAIN_AT_HOME:
        return outside.ratifier_gain[cell.seat, cell.field, cell.option]
    if cell.kind == IN_LINES:
        return 1.0 if outside.lines[cell.seat, cell.field, cell.option] else 0.0
    return 1.0 if outside.genuine[cell.seat, cell.field] else 0.0


@inner
def put(outside: Outside, cell: EventCell, number: float) -> None:
    """Put a number into a cell."""
    if cell.kind == IN_TALKS:
        outside.talks_numbers[cell.field] = number
    elif cell.kind == IN_ACTOR:
        outside.actor_numbers[cell.seat, cell.field] = number
    elif cell.kind == IN_GAIN:
        outside.gain[cell.seat, cell.field, cell.option] = number
    elif cell.kind == IN_GAIN_AT_HOME:
        outside.ratifier_gain[cell.seat, cell.field, cell.option] = number
    elif cell.kind == IN_LINES:
        outside.lines[cell.seat, cell.field, cell.option] = number != 0.0
    else:
        outside.genuine[cell.seat, cell.field] = number != 0.0


@inner
def hides_anew(outside: Outside, i: int) -> bool:
    """Has anything changed from which the others know between which ends party i's hidden numbers lie?"""
    for c in range(outside.cells.shape[0]):
        if outside.setting[c].moved and outside.cells[c].hides and outside.cells[c].seat == i:
            return True
    return False
