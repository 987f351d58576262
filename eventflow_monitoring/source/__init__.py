"""Files to trees with positions: the only package that imports yaml."""
