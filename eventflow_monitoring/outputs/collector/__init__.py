"""The model as OpenTelemetry collectors are configured: plain data, and its text."""
