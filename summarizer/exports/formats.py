"""The formats that tables are written in, by name; ``files.py`` has a writer for each."""

FORMATS = ("csv", "parquet", "xlsx", "geojson", "ucdp-aec")
