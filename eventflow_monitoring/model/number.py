"""Numbers as people and CloudFormation write them."""


def number(value: float) -> int | float:
    """Return a whole number without a fraction."""
    return int(value) if float(value).is_integer() else value
