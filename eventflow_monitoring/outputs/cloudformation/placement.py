"""Which of n stacks a thing stands in, by its name alone."""

import hashlib

_MASK = (1 << 64) - 1


def place(name: str, stacks: int) -> int:
    """Return the stack, from 0, of a name: growing to n + 1 stacks moves 1/(n + 1) of the names.

    Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm" (2014).
    """
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])
    chosen, candidate = -1, 0
    while candidate < stacks:
        chosen = candidate
        key = (key * 2862933555777941757 + 1) & _MASK
        candidate = int((chosen + 1) * ((1 << 31) / ((key >> 33) + 1)))
    return chosen
