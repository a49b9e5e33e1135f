"""`liveact-engine predict`."""

import json
import logging
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engines.cli.options import (
    DEFAULT_MODEL,
    DeviceOption,
    JsonOption,
    ModelOption,
    PrecisionOption,
    RuntimeOption,
)
from engines.errors import VideoError
from engines.progress_line import ProgressLine
from engines.protocols import Protocol, VideoPrediction, predict_video
from engines.video import VideoReader

if TYPE_CHECKING:
    from engines.api import Engine

_WRONG_INPUT = 2
_log = logging.getLogger(__name__)


def predict(
    videos: Annotated[list[Path], typer.Argument(metavar="VIDEO...", help="Video files.")],
    protocol: Annotated[
        Protocol,
        typer.Option(help="The whole video, or one clip of the model's length from its middle."),
    ] = "full",
    model: ModelOption = DEFAULT_MODEL,
    device: DeviceOption = "auto",
    runtime: RuntimeOption = "auto",
    precision: PrecisionOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """Say what is done in each video; those that cannot be used are named, the others done."""
    usable = [video for video in videos if _can_be_opened(video)]
    if usable:
        from engines.loading import load_engine

        with ProgressLine() as progress:
            engine = load_engine(
                model, device=device, runtime=runtime, precision=precision, progress=progress
            )
        with closing(engine):
            done = [_predict_one(engine, video, protocol, as_json=as_json) for video in usable]
    if not usable or len(usable) < len(videos) or not all(done):
        raise typer.Exit(_WRONG_INPUT)


def _can_be_opened(video: Path) -> bool:
    """Ask before an engine is loaded, and perhaps fetched, for nothing."""
    try:
        VideoReader(video).close()
    except VideoError as error:
        _log.error("%s", error)
        return False
    return True


def _predict_one(engine: "Engine", video: Path, protocol: Protocol, *, as_json: bool) -> bool:
    try:
        with ProgressLine() as progress:
            prediction = predict_video(engine, video, protocol, progress)
    except VideoError as error:
        _log.error("%s", error)
        return False
    if prediction.damaged:
        _log.warning(
            "%s: damaged in %d places; used as far as it decodes", video, prediction.damaged
        )
    typer.echo(_as_json(prediction) if as_json else _for_people(prediction))
    return True


def _as_json(prediction: VideoPrediction) -> str:
    top = [
        {"label": best.label, "score": best.score, "logit": best.logit}
        for best in prediction.top(5)
    ]
    return json.dumps(
        {
            "video": str(prediction.video),
            "model": prediction.model,
            "top": top,
            "logits_norm": prediction.logits_norm,
        },
        ensure_ascii=False,
    )


def _for_people(prediction: VideoPrediction) -> str:
    top = [f"  {best.score:6.1%}  {best.label}" for best in prediction.top(5)]
    return "\n".join([str(prediction.video), *top])
