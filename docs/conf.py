# ruff: noqa: INP001  (Sphinx reads it by its path)
"""How the manual is built: Markdown below docs/ into pages, strictly, without the network."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "_ext"))

project = "Thitthang"
author = "Thitthang"
language = "en"
extensions = ["myst_parser", "thai_pages"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_ext", "making", "README.md"]
highlight_language = "text"
nitpicky = True

myst_heading_anchors = 4
myst_enable_extensions = ["attrs_block", "deflist"]

html_theme = "furo"
html_title = "Thitthang"
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}
pygments_style = "default"
