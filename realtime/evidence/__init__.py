"""What shows that an event was one: a clip, a picture, its scores over time."""
