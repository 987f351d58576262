"""The command line: one command per file, each offers a `COMMAND`."""
