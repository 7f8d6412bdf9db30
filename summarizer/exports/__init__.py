"""Records as tables, GeoJSON and other people's formats."""
