"""Property tests run alike on every machine: the same examples, and no limit on their time."""

from hypothesis import settings

settings.register_profile("liveact", deadline=None, derandomize=True)
settings.load_profile("liveact")
