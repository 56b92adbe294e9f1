"""Where things are kept: roots, the raw archive, the curated releases and the journal."""
