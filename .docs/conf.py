"""How the documentation is built; CONTRIBUTING.md has the command."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "extensions"), str(HERE.parent)]

import sim  # noqa: E402

project = "parleysim"
author = copyright = "the parleysim authors"
version = release = sim.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "numpydoc", "elsewhere", "flow", "mathml", "within_reach"]
exclude_patterns = ["site", "extensions"]
default_role = "code"  # `x` in a docstring

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
myst_fence_as_directive = ["math", "mermaid"]
nb_execution_mode = "force"  # what the notebook shows is what the program says today
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_typehints = "none"  # the docstrings have them, in words
numpydoc_show_class_members = False

html_theme = "furo"
html_title = "parleysim"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_math_renderer = "mathml"
html_copy_source = html_show_sourcelink = False
