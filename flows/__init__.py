"""How it runs: the steps, the command line, and the Prefect flows."""
