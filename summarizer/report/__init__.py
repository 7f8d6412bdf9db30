"""A run as one page that people can review: every value beside the sentence that says it."""
