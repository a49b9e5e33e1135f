"""Engines in int8: quantised with NNCF on a user's own videos, and measured beside fp32."""
