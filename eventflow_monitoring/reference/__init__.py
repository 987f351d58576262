"""What an author looks up: pages and examples from docstrings, and the JSON Schema of the specs."""
