"""Speed as ratios of processor time measured in one run; never seconds alone. `python -m benchmarks` prints them."""
