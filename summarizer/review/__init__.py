"""The page to review a run, its server, and records with reviews applied."""
