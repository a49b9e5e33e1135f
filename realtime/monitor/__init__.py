"""Headless use: one stream in the terminal, later many cameras."""
