"""How problems, plans and deployments are shown: one renderer per format."""
