"""What a model expects of a clip and what it says of it."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.errors import EngineError

CHANNELS = {"rgb": 3, "flow": 2, "two_stream": 5}
"""What a clip holds a pixel, by modality: R, G, B; motion right, down; all five in this order."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """How clips are made for a model, and what its outputs mean."""

    name: str
    """Registered name with its tag, as in `i3d.k400`."""
    labels: tuple[str, ...]
    """One label per class, in the order of the logits."""
    clip_len: int
    """Frames in a clip."""
    min_clip_len: int
    """The fewest frames that the network can take."""
    frame_rate: float
    """Frames per second that the model was trained on."""
    frame_interval: int
    """Every how many frames of that rate one is taken."""
    resize_short_px: int
    """Length of the shorter side after resizing; the aspect is kept."""
    crop_px: int
    """Side of the square centre crop that the network sees."""
    mean: tuple[float, ...]
    """Subtracted per channel, in the order of `CHANNELS`, from values in 0..1."""
    std: tuple[float, ...]
    """Divided by per channel after that."""
    step_frames: int = 1
    """Windows of one stream lie a multiple of so many samples apart."""
    answers_are_free: bool = False
    """Whether an answer costs nothing beyond looking at its frames, which is done in any case: a
    stream that waits until its time steps are complete gives one with each step."""
    modality: str = "rgb"
    """`rgb`, `flow` (motion alone) or `two_stream` (both)."""
    background_label: str | None = None
    """The label that means 'none of these', where the model was trained with one."""
    unknown_below_logit: float | None = None
    """A best logit below this says that a clip shows none of the labels; None: not measured."""
    licence: str = ""
    """Licence of the weights, with their source; empty where nobody stated it."""
    stretch_px: tuple[int, int] | None = None
    """(height, width) that every frame is resized to, whatever its aspect, where the training did
    that; None: the shorter side is resized to `resize_short_px` and the aspect is kept."""

    def __post_init__(self) -> None:
        """Refuse a specification that no clip could meet."""
        if not 1 <= self.min_clip_len <= self.clip_len:
            raise EngineError(
                f"{self.name}: clip_len {self.clip_len} given, at least {self.min_clip_len} needed"
            )
        if self.frame_rate <= 0 or self.frame_interval < 1:
            raise EngineError(f"{self.name}: frame_rate and frame_interval must be positive")
        if self.crop_px > self.resize_short_px:
            raise EngineError(f"{self.name}: a crop larger than the resized frame is impossible")
        if self.stretch_px is not None and self.crop_px > min(self.stretch_px):
            raise EngineError(
                f"{self.name}: a crop of {self.crop_px} px out of {self.stretch_px} is impossible"
            )
        if len(set(self.labels)) != len(self.labels):
            raise EngineError(f"{self.name}: labels must differ from each other")
        self._check_channels()

    def _check_channels(self) -> None:
        if self.modality not in CHANNELS:
            known = ", ".join(CHANNELS)
            raise EngineError(f"{self.name}: modality {self.modality!r} given, choose of {known}")
        if not len(self.mean) == len(self.std) == self.channels:
            raise EngineError(
                f"{self.name}: mean and std of {len(self.mean)} and {len(self.std)} channels "
                f"given, {self.modality} has {self.channels}"
            )

    @property
    def channels(self) -> int:
        """Values a pixel in a clip (T, H, W, channels)."""
        return CHANNELS[self.modality]

    @property
    def sees_colour(self) -> bool:
        """Whether the first three channels of a clip are R, G, B."""
        return self.modality != "flow"

    @property
    def sees_motion(self) -> bool:
        """Whether the last two channels are optical flow, which needs a frame before the first."""
        return self.modality != "rgb"

    @property
    def lead_frames(self) -> int:
        """Frames before the first of a clip that must be there too, only for their motion."""
        return int(self.sees_motion)

    @property
    def is_stepped(self) -> bool:
        """Whether windows of a stream go on from one to the next, each paying for what is new."""
        return self.step_frames > 1

    @property
    def first_frames(self) -> int:
        """Frames from which on a stream is answered; provisionally where they are no clip yet."""
        return self.min_clip_len if self.is_stepped else self.clip_len

    def resized_px(self, height: int, width: int) -> tuple[int, int]:
        """(height, width) that a frame of this size is resized to before the crop."""
        if self.stretch_px is not None:
            return self.stretch_px
        scale = self.resize_short_px / min(height, width)
        return round(height * scale), round(width * scale)

    @property
    def stated_licence(self) -> str:
        """The licence in words: `not stated` where nobody did."""
        return self.licence or "not stated"

    @property
    def sample_seconds(self) -> float:
        """Time between two frames of a clip, in seconds."""
        return self.frame_interval / self.frame_rate

    @property
    def span_seconds(self) -> float:
        """Time from the first to the last frame of a clip, in seconds."""
        return (self.clip_len - 1) * self.sample_seconds

    def to_json(self) -> str:
        """The whole specification as one JSON object; `answers_are_free` only where they are.

        Built files are known by this text, and what users calibrated of them by the files.
        """
        fields = asdict(self)
        if not self.answers_are_free:
            del fields["answers_are_free"]
        return json.dumps(fields, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "ModelSpec":
        """The inverse of `to_json`."""
        fields: dict[str, Any] = json.loads(text)
        for name in ("labels", "mean", "std"):
            fields[name] = tuple(fields[name])
        stretch = fields.get("stretch_px")
        fields["stretch_px"] = None if stretch is None else tuple(stretch)
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class LabelScore:
    """One label with its score."""

    label: str
    score: float
    """After softmax, 0..1."""
    logit: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says of one window of a stream."""

    labels: tuple[str, ...]
    logits: NDArray[np.float32]  # (C,)
    scores: NDArray[np.float32]  # (C,), softmax of the logits
    start_seconds: float
    """pts of the first frame of the window."""
    end_seconds: float
    """pts of its last frame."""
    latency_seconds: float
    """From the arrival of the window's last frame to this prediction."""
    is_provisional: bool = False
    """Whether it was made of the frames there were, before they made a whole clip."""

    def top(self, k: int = 5) -> list[LabelScore]:
        """The k best labels, best first; equal scores keep the order of the labels."""
        return top_labels(self.labels, self.logits, self.scores, k)


def top_labels(
    labels: tuple[str, ...], logits: NDArray[np.float32], scores: NDArray[np.float32], k: int
) -> list[LabelScore]:
    """The k labels with the highest scores, best first; equal ones keep the labels' order."""
    order = np.argsort(-scores, kind="stable")[:k]
    return [LabelScore(labels[i], float(scores[i]), float(logits[i])) for i in order]


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores in 0..1 that add up to one along the last axis, same shape as the logits."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    scores: NDArray[np.float32] = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return scores.astype(np.float32, copy=False)
