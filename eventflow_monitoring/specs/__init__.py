"""What an author may write: one file per section and kind, each a spec and how it expands."""
