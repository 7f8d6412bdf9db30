"""Casualty phrases of an article, found by rule."""
