"""What is measured, how, and against what: `make bench`. Every figure is a ratio to a named reference measured in the same run."""
