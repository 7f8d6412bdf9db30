"""Runs through a provider's batches: asked at half the price, answered within a day, resolved as every other run."""
