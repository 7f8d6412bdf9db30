"""Versioned prompt files."""
