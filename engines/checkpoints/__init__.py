"""One reader per published checkpoint format."""
