"""RESOLVE: a wire answer becomes incidents whose values have evidence."""
