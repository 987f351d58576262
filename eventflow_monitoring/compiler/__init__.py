"""Trees to the model: a row of passes, each its own file."""
