"""One self-contained HTML file about a release: facts read from its tables, charts, the page."""
