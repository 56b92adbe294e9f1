"""Makes the parts of the manual that are drawn from the code."""
