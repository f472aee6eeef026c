"""Settings of Sphinx for the pages of this folder: `make site` builds them into build/site."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "_extensions"), str(HERE.parent), str(HERE.parent / "scripts")]

import elecdata  # noqa: E402  the checkout's own

project = "elecdata"
author = "elecdata contributors"
copyright = "elecdata contributors; code MIT, data CC0 1.0"  # noqa: A001  Sphinx names it
version = release = elecdata.__version__

extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_gallery.gen_gallery",
    "cell",
    "pages",
    "picture",
]
# gallery.md shows the same examples to readers on a repository host.
exclude_patterns = ["_extensions", "_templates", "figures", "gallery", "gallery.md"]
templates_path = ["_templates"]
default_role = "py:obj"  # a name in the backticks of a docstring leads to its page
nitpicky = True
# A single word may be an argument; a name with its home must be found.
nitpick_ignore_regex = [("py:obj", r"[\w ]+")]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autosummary_generate = True
autodoc_typehints = "none"  # the docstrings say what goes in and out
numpydoc_show_class_members = False

sphinx_gallery_conf = {
    "examples_dirs": "gallery",
    "gallery_dirs": "pictures",
    "filename_pattern": r"\.py",
    "image_scrapers": ("picture.drawn_on_both_papers",),
    "capture_repr": (),
    "reset_modules": ("matplotlib",),
    "backreferences_dir": "pictures/of",
    "doc_module": ("elecdata",),
    "download_all_examples": False,
    "show_memory": False,
    "show_signature": False,
    "min_reported_time": 3600,  # times would differ between two builds of the same pages
    "write_computation_times": False,
    "within_subsection_order": "FileNameSortKey",
}

html_theme = "pydata_sphinx_theme"
html_title = f"elecdata {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_theme_options = {
    "logo": {"text": "elecdata"},
    "navbar_align": "left",
    "header_links_before_dropdown": 6,
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {"index": [], "changelog": [], "stories/*": ["sidebar-nav-bs"]}

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# Newspapers and archives turn robots away, or move; only what cannot be found at all is broken.
linkcheck_timeout = 20
linkcheck_retries = 2
linkcheck_anchors = False
linkcheck_report_timeouts_as_broken = False
