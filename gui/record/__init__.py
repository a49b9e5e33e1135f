"""Recording, snapshots and replays of what was seen."""
