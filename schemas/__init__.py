"""Versioned schemas: what a model answers (wire) and what users get (record).

A released version never changes. ``released.json`` holds the SHA-256 of each released JSON Schema and a test compares
them; a new shape is a new module (``record_v2``) with a migration from the one before.
"""
