"""Articles asked about from the workers of a Ray cluster."""
