"""Formulas as MathML, which browsers draw by themselves: no script, and nothing fetched from elsewhere."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging

OTHERWISE = {  # what docutils reads otherwise than LaTeX, or not at all
    r"frac(\d)(\d)": r"frac{\1}{\2}",
    r"\\iff\b": r"\\Longleftrightarrow",
    r"(\\bar \w)_": r"\1{}_",  # else the subscript stands below
}


def drawn(node: nodes.math | nodes.math_block) -> str:
    """A formula that cannot be read is a warning, and its source."""
    text = node.astext()
    for pattern, instead in OTHERWISE.items():
        text = re.sub(pattern, instead, text)
    try:
        return tex2mathml(text, as_block=isinstance(node, nodes.math_block))
    except MathError as error:
        logging.getLogger(__name__).warning("%s in %s", error, text, location=node)
        return f"<code>{nodes.unescape(text)}</code>"


def inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(drawn(node))
    raise nodes.SkipNode


def block(writer: Any, node: nodes.math_block) -> None:
    writer.body.append(f'<div class="math">{drawn(node)}</div>')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
    return {"parallel_read_safe": True}
