"""The kinds of alarm, one file each; each offers a `KIND`."""
