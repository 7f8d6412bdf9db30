"""Articles asked about by a provider's Batch API: submitted, looked after, collected."""
