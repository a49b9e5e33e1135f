"""Sliders, profiles and the threshold studio."""
