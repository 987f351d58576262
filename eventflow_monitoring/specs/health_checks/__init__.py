"""The probes that health checks are made with, one file each; each offers a `KIND`."""
