"""Metric math: text to a syntax tree and back. Knows CloudWatch's syntax, not where text stands."""
