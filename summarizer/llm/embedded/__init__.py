"""The embedded model: its files, its server on loopback, and how it is asked."""
