"""READ and NUMBER: files become Articles, and Articles numbered sentences."""
