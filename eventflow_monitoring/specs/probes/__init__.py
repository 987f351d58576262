"""The kinds of probe, one file each; each offers a `KIND`."""
