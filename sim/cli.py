"""Typed words -> one call. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import click


@click.group()
def commands() -> None:
    """Play a negotiation thousands of times and say what came out."""
