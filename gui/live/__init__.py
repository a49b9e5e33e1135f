"""The live view, its overlay, the timeline and the latency panel."""
