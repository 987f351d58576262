"""The sections a spec file may have, one file each; each offers a `SECTION`."""
