"""Speed, measured as ratios to a floor in one run (`make bench`); figures stand in docs/benchmarks.md."""
