"""Laws are tested on random scenarios: a key that these never hold is a key that no law has seen."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from pydantic import BaseModel

from sim import scenario

SOURCE = (Path(__file__).parents[1] / "strategies.py").read_text(encoding="utf-8")
# Blocks that only tell, or that one file alone is about.
TELLING = {"Bundle", "Challenge", "Reference", "Revision", "Variant", "Vocabulary", "AlternatingOffers"}
TELLING |= {"Target", "Targets"}
# Not drawn yet. Take a key away, never add one.
LEFT = {
    *("behaviour", "capability", "precision", "initial_concession", "offers"),
    *("chance", "event", "salience", "unit", "guarded_hazard"),
    *("description", "words", "protocol", "peace", "together", "reference", "variant_of"),
}


def keys() -> set[str]:
    """Of all blocks that move talks."""
    modules = [import_module(f"{scenario.__name__}.{each.name}") for each in iter_modules(scenario.__path__)]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    blocks = [kind for kind in kinds if issubclass(kind, BaseModel) and kind.__name__ not in TELLING]
    return {field.alias or key for block in blocks for key, field in block.model_fields.items()}


def test_random_scenarios_hold_every_key_that_moves_talks() -> None:
    never = {key for key in keys() if f'"{key}"' not in SOURCE}
    new = sorted(never - LEFT)
    assert not new, "draw it in the block where it belongs: tests/strategies.py"
    assert never >= LEFT, "take what is drawn by now out of LEFT, above"
