"""Makes the picture of the README: the terminal view after some seconds of the demo clip.

Run it as `python -m tests.readme_picture`.
"""

import sys
from contextlib import closing
from pathlib import Path

from engines import ProgressLine, demo_clip, load_engine
from realtime import PipelineSettings, open_pipeline
from realtime.monitor.view import to_svg

TARGET = Path(__file__).parents[1] / "docs" / "images" / "watch.svg"
SECONDS = 11.0


def main() -> int:
    with ProgressLine() as progress:
        demo_clip(progress)
        engine = load_engine(progress=progress)
    with closing(engine):
        pipeline = open_pipeline(engine, "demo", settings=PipelineSettings(), choice=engine.choice)
        with pipeline:
            pipeline.wait(SECONDS)
            snapshot = pipeline.snapshot()
    TARGET.write_text(to_svg(snapshot), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
