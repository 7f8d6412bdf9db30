"""The order of it all for one article: what to ask, asking, resolving, checking."""
