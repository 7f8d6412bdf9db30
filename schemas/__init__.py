"""Versioned schemas: what a model answers (wire) and what users get (record).

A released version never changes. ``released.json`` holds the SHA-256 of each released JSON Schema and a test compares
them. A module without a number holds the latest version; a past one is kept beside it with its upgrade.
"""
