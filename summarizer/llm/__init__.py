"""Talking to models: openai, instructor and tenacity live here and nowhere else."""
