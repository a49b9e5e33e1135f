"""Builds the wheel and checks that it holds the three packages, their data, and nothing else."""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("engines", "realtime", "gui")
DATA_SUFFIXES = (".onnx", ".qm", ".svg", ".txt", ".typed")
MOST_BYTES = 2_000_000


def expected_files() -> set[str]:
    """Every module and data file of the packages in the checkout."""
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*"))
    wanted = {".py", *DATA_SUFFIXES}
    return {str(path.relative_to(ROOT)) for path in files if path.suffix in wanted}


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, built as a user's installer would."""
    shutil.rmtree(ROOT / "build", ignore_errors=True)  # else files deleted since come along
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("liveact-*.whl")
    return wheel


def main() -> int:
    """0 where the wheel is as it should be, else 1 with a line for each thing that is not."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = build_wheel(Path(folder))
        with zipfile.ZipFile(wheel) as archive:
            names = {name for name in archive.namelist() if ".dist-info/" not in name}
            licensed = any(name.endswith("/LICENSE") for name in archive.namelist())
        size = wheel.stat().st_size
    complaints = [f"missing: {name}" for name in sorted(expected_files() - names)]
    complaints += [f"does not belong: {name}" for name in sorted(names - expected_files())]
    complaints += [] if licensed else ["missing: LICENSE"]
    complaints += [f"{size} bytes, at most {MOST_BYTES} wanted"] if size > MOST_BYTES else []
    sys.stdout.writelines(f"wheel: {complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
