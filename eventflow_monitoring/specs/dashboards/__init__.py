"""The kinds of dashboard, one file each; each offers a `KIND`."""
