"""Evaluation: stored runs scored against gold documents, without asking a model."""
