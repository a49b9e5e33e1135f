"""Published files, with their true names and shapes, come over HTTP and become networks."""

import hashlib
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from engines.artifacts import DownloadFile
from engines.models import ModelCard, create_model, model_card
from engines.models.registry import _cards
from tests.engines.artifacts.file_server import FileServer, serve
from tests.engines.checkpoints.light_state import State, light, names_and_shapes
from tests.engines.checkpoints.piergiaj_checkpoint import as_published
from tests.engines.cli.conftest import Run
from tests.engines.models.test_resnet3d import ig65m
from tests.engines.models.torchvision_reference import torchvision_models

CLASSES = {"mc3_18.k400": 400, "r2plus1d_34.k400": 400, "c3d.sports1m": 487, "i3d.imagenet": 400}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def published_names(model: str) -> State:
    """Of the makers' own code, where there is one to ask."""
    if model == "mc3_18.k400":
        video = torchvision_models().video
        return names_and_shapes(lambda: video.mc3_18(num_classes=400))
    if model == "r2plus1d_34.k400":
        models = torchvision_models()
        return names_and_shapes(lambda: ig65m(models))
    ours = names_and_shapes(
        lambda: create_model(model.partition(".")[0], num_classes=CLASSES[model])
    )
    return as_published(ours) if model.startswith("i3d") else ours


def content(model: str) -> bytes:
    """A file as `torch.save` writes it."""
    file = io.BytesIO()
    torch.save(light(published_names(model)), file)
    return file.getvalue()


@contextmanager
def served(model: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """The model's file comes from here."""
    arch = model_card(model.partition(".")[0])
    labels = tuple(map(str, range(CLASSES[model])))
    card = _cards.get(model) or replace(arch, spec=replace(arch.spec, name=model, labels=labels))
    with serve(data) as server:
        prefix = hashlib.sha256(data).hexdigest()[:8]
        weights = DownloadFile(f"{server.address}/{model}-{prefix}.pth", prefix)
        monkeypatch.setitem(_cards, model, replace(card, weights=weights))
        yield server


@pytest.mark.parametrize("model", CLASSES)
def test_a_published_file_becomes_its_network(
    model: str, run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = content(model)
    with served(model, data, monkeypatch) as server:
        server.cut_after = [len(data) // 2]
        assert run("pull", model) == 0
        assert server.asked == ["", f"bytes={len(data) // 2}-"]
    path = Path(capsys.readouterr().out.strip())
    assert path.read_bytes() == data

    network = create_model(model, pretrained=True)

    head = model_card(model).head
    (bias,) = [value for name, value in network.state_dict().items() if is_bias(name, head)]
    published = torch.load(path, weights_only=True)
    (given,) = [value for name, value in published.items() if is_bias(name, head)]
    assert torch.equal(bias, given)
    assert says_something(network, model_card(model))


def is_bias(name: str, head: tuple[str, ...]) -> bool:
    return name.startswith(head) and name.endswith(".bias")


def says_something(network: torch.nn.Module, card: ModelCard) -> bool:
    spec = card.spec
    side = 32 if card.arch.startswith(("mc3", "r2")) else spec.crop_px
    with torch.inference_mode():
        logits = network(torch.rand(1, 3, spec.min_clip_len, side, side)).logits
    return logits.shape == (1, len(spec.labels)) and bool(logits.isfinite().all())


def refuse(server: FileServer) -> None:
    server.statuses = [404]


def cut_always(server: FileServer) -> None:
    server.cut_after = [100_000, 0]


def change(server: FileServer) -> None:
    server.content = server.content[:-1] + b"?"


@pytest.mark.parametrize(
    ("misbehave", "said", "left"),
    [
        (refuse, "the server answered 404", 0),
        (cut_always, "100000 bytes of it are kept; check the network and run it again", 100_000),
        (change, "wrong checksum", 0),
    ],
)
def test_what_cannot_be_had_is_one_line(
    misbehave: Callable[[FileServer], None],
    said: str,
    left: int,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    cache: Path,
) -> None:
    with served("mc3_18.k400", os.urandom(300_000), monkeypatch) as server:
        misbehave(server)
        assert run("pull", "mc3_18.k400") == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("liveact-engine: http://127.0.0.1") and said in line
    kept = [path for path in (cache / "downloads").iterdir() if path.suffix == ".pth"]
    assert sum(path.stat().st_size for path in kept) == left


def test_no_room_is_one_line(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=10))
    with served("mc3_18.k400", os.urandom(300_000), monkeypatch):
        assert run("pull", "mc3_18.k400") == 2
    assert "no space left on the disk of" in capsys.readouterr().err.splitlines()[-1]
