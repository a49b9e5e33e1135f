"""The most memory that this process has held."""

import sys
from pathlib import Path


def peak_rss_mb() -> float:
    """Since this process began its own program, in 10**6 bytes."""
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    status = Path("/proc/self/status")
    if status.exists():
        # `ru_maxrss` would also hold what the parent had when it forked.
        lines = status.read_text(encoding="utf-8").splitlines()
        peak_kib = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
        return int(peak_kib) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS counts bytes
