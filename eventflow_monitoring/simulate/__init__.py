"""What alarms do over time, computed from series of samples as AWS documents it.

Pure: a `Monitoring` and samples go in, states and notifications come out. What AWS does not document
is a field of `Settings`; what cannot be computed here is `NotSimulated`, with the reason.
"""
