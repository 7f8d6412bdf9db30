"""EVENTS: many reports of one incident become one event."""
