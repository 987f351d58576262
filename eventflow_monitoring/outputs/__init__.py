"""What a model becomes."""
