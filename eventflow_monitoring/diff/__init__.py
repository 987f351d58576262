"""Pure comparison of what should stand with what does."""
