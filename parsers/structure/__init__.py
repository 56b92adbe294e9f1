"""From lines and headings to the tree of sections and statements."""
