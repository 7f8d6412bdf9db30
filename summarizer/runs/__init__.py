"""WRITE: many articles into a run folder, resumed, counted and kept within limits."""
