"""Where an article holds a value, and how well."""
