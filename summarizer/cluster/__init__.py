"""A run on a Ray cluster: read there, asked there, and written down here."""
