"""CloudWatch's languages: text to a syntax tree, back, and whether CloudWatch takes it.

Metric math, the rules of composite alarms, filter patterns, Metrics Insights, Logs Insights and PromQL
queries, and what X-Ray has: filter expressions of traces, wildcards of sampling rules. Knows AWS's syntax,
not where text stands.
"""
