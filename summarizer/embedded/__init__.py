"""The embedded model: fetching its file, and serving it from a child process on loopback."""
