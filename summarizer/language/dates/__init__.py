"""When: the article's words for a date made into days, and contradictions with the publication date."""
