"""Flat tables of a run's records: what people open in a spreadsheet, a data frame or on a map."""
