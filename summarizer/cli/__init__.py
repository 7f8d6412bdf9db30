"""The command line: one command a file; parses and prints."""
