"""Published tables: how rows are made, written, checked and pointed at."""
