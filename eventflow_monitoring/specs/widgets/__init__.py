"""The kinds of widget, one file each; each offers a `KIND`."""
