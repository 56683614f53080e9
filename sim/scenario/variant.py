"""What a file changes of the one that it extends, as it is kept with the scenario."""

from __future__ import annotations

from sim.scenario.fields import Name, Strict, Words


class Revision(Strict):
    """What stands at a path, as it would be typed; nothing where it is not there."""

    before: Words | None = None
    """In the scenario that is extended (default: it is not there)."""
    after: Words | None = None
    """In the one that extends it (default: it is gone)."""


class Variant(Strict):
    """What a file that extends another changes of it. The program writes it into the file that it keeps."""

    title: Words
    """What the other scenario calls itself."""
    changed: dict[Name, Revision] = {}
    """By path: what is said otherwise."""
    added: dict[Name, Words] = {}
    """By path: what is new, and what it is called."""
    removed: dict[Name, Words] = {}
    """By path: what is gone, and what it was called."""
