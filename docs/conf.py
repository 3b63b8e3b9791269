"""How Sphinx builds the site from the Markdown of this folder: `make docs`, into build/site."""

from onrecord import __version__

project = "onrecord"
copyright = "the onrecord contributors, Apache-2.0"
version = release = __version__
language = "en"

extensions = ["myst_parser"]
myst_heading_anchors = 3
# Transcripts of a terminal hold quotation marks and arrows that no lexer has to understand.
suppress_warnings = ["misc.highlighting_failure", "myst.header"]

html_theme = "alabaster"
html_title = "onrecord"
html_static_path = ["static"]
html_css_files = ["onrecord.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "description": "Who said what, who did what to whom, and according to whom.",
    "fixed_sidebar": True,
    "page_width": "84rem",
    "show_powered_by": False,
    "show_relbars": True,
}
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}
