"""What other repositories copy, run in such a repository with the package installed from a wheel."""
