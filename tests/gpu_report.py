"""Runs what needs a GPU and writes down what came of it: `python -m tests.gpu_report FOLDER`.

The tests marked `gpu`, then `liveact-engine bench` of I3D with each engine that a GPU may run. The
report is `gpu-report.json` and `gpu-report.md`; the exit code is 1 where anything failed.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from engines.accelerators import why_no_tensorrt, why_no_torch_cuda

ENGINES = (
    *("torch:fp16:cuda", "torch+compile:fp16:cuda", "torch+channels_last:fp16:cuda"),
    *("torch+channels_last+graph:fp16:cuda", "tensorrt:fp16:cuda"),
)
"""The first is what the others are compared with."""
_FAILED, _NOT_RUN = 1, 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """One test."""

    name: str
    state: str
    """`passed`, `failed` or `skipped`."""
    detail: str
    """Why, where it did not pass."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run."""

    gpu: str
    """As the driver calls it."""
    tests: tuple[Outcome, ...]
    bench: tuple[dict[str, Any], ...]
    """Rows of `liveact-engine bench --json`."""
    bench_said: str
    """What it said beside them: what was left out, and why."""

    @property
    def failed(self) -> bool:
        """Whether a test failed or nothing was measured."""
        return any(test.state == "failed" for test in self.tests) or not self.bench


def outcomes(junit: str) -> tuple[Outcome, ...]:
    """The tests in what pytest's `--junitxml` wrote."""
    return tuple(_outcome(case) for case in ElementTree.fromstring(junit).iter("testcase"))


def _outcome(case: ElementTree.Element) -> Outcome:
    name = f"{case.get('classname', '')}::{case.get('name', '')}"
    for tag, state in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        found = case.find(tag)
        if found is not None:
            return Outcome(name, state, " ".join(found.get("message", "").split())[:300])
    return Outcome(name, "passed", "")


def markdown(report: Report) -> str:
    """The report for people."""
    lines = [f"# GPU report: {report.gpu}", "", "| test | state | detail |", "|---|---|---|"]
    lines += [f"| {one.name} | {one.state} | {one.detail} |" for one in report.tests]
    lines += ["", "| engine | p50 ms | p95 ms | GFLOP/s | ÷torch | same top-1 |"]
    lines += ["|---|---|---|---|---|---|"]
    lines += [
        "| {runtime} {precision} {device} | {p50_ms} | {p95_ms} | {gflops_per_second} "
        "| {speedup_vs_torch} | {top1_agreement} |".format(**row)
        for row in report.bench
    ]
    return "\n".join([*lines, "", report.bench_said.strip(), ""])


def run_tests() -> tuple[Outcome, ...]:
    """All tests marked `gpu`, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        junit = Path(folder) / "junit.xml"
        command = [sys.executable, "-m", "pytest", "-m", "gpu", f"--junitxml={junit}"]
        subprocess.run(command, check=False)
        return outcomes(junit.read_text(encoding="utf-8")) if junit.is_file() else ()


def run_bench() -> tuple[tuple[dict[str, Any], ...], str]:
    """Rows of each engine, and what was said beside them."""
    engines = [word for engine in ENGINES for word in ("--engine", engine)]
    command = "from engines.cli import main; main()"
    arguments = ["bench", "--mode", "window", "--rounds", "50", "--json", *engines]
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments], capture_output=True, text=True, check=False
    )
    return tuple(json.loads(done.stdout)) if done.returncode == 0 else (), done.stderr


def gpu_name() -> str:
    """As the driver calls it."""
    question = ["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader", "--id=0"]
    return subprocess.run(question, capture_output=True, text=True, check=True).stdout.strip()


def main(arguments: Sequence[str]) -> int:
    """Run everything and write the report; 2 where there is no GPU to run it on."""
    reasons = why_no_tensorrt(), why_no_torch_cuda()
    if None not in reasons:
        sys.stderr.write(f"not run: {reasons[0]}; {reasons[1]}\n")
        return _NOT_RUN
    folder = Path(arguments[0] if arguments else ".")
    report = Report(gpu_name(), run_tests(), *run_bench())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gpu-report.json").write_text(json.dumps(asdict(report), indent=1) + "\n")
    (folder / "gpu-report.md").write_text(markdown(report), encoding="utf-8")
    return _FAILED if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
