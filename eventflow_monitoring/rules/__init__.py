"""Checks on the model, one per file; a file's name is the rule's id, its docstring its page."""
