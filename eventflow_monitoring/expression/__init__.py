"""CloudWatch's languages: text to a syntax tree, back, and whether CloudWatch takes it.

Metric math, the rules of composite alarms, Metrics Insights and PromQL queries. Knows CloudWatch's
syntax, not where text stands.
"""
