"""The kinds of channel, one file each; each offers a `KIND`."""
