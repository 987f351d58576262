"""Documents by the hundred thousand against the compiler: `python -m tests.fuzz --help`."""
