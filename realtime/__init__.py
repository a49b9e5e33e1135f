"""stream -> events: sources, windows, decisions."""
