"""An AWS on this machine: the moto server, what it lacks, and deployments into it."""
