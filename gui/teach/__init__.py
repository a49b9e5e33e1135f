"""The Teach panel: examples, spans of videos, training, the report."""
