"""Torch architectures, one family a file."""
