"""The waist of the hourglass: what monitoring one environment has, everything resolved.

Frozen dataclasses without I/O. Whatever an author writes ends up here, and every output starts here.
Fields that only say where a thing came from are excluded from equality.
"""
