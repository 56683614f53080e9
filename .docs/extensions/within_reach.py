"""What the theme leaves out for people who read by ear or keyboard: levels of headings, blocks that scroll."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

MENDED = {
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    'role="heading"': 'role="heading" aria-level="2"',
}


def mend(app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: object) -> None:
    for part in ("body", "furo_navigation_tree"):
        for written, instead in MENDED.items():
            context[part] = context.get(part, "").replace(written, instead)


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", mend, priority=900)  # after the theme
    return {"parallel_read_safe": True}
