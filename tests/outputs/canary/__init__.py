"""Scripts of canaries, run by Node.js against servers on this machine."""
