import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from engines import CheckpointError, EngineError, ModelSpec
from engines.models import ModelCard, create_model, list_models, model_card, register_model
from engines.models.registry import _cards


class Tiny(torch.nn.Module):
    def __init__(self, num_classes: int) -> None:
        super().__init__()
        self.body = torch.nn.Linear(2, 2)
        self.layer = torch.nn.Linear(2, num_classes)


def read_tiny(path: Path) -> dict[str, torch.Tensor]:
    state = torch.load(path, weights_only=True)
    assert isinstance(state, dict)
    return state


@pytest.fixture
def tiny() -> Iterator[ModelCard]:
    half = (0.5, 0.5, 0.5)
    spec = ModelSpec("tiny.test", ("a", "b", "c"), 4, 2, 10.0, 1, 8, 8, half, half)
    yield register_model(
        ModelCard(spec, f"{__name__}:Tiny", f"{__name__}:read_tiny", head=("layer.",))
    )
    del _cards[spec.name]


def test_every_registered_model_can_be_made() -> None:
    for name in list_models(pretrained=True):
        network = create_model(name)
        assert not network.training
        assert model_card(name).spec.name == name


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(EngineError, match=r"unknown model 'i3d\.k40'; did you mean i3d\.k400\?"):
        model_card("i3d.k40")
    with pytest.raises(EngineError, match=r"did you mean i3d\.k400"):
        model_card("nothing like it")


def test_names_are_listed_by_pattern(tiny: ModelCard) -> None:
    assert list_models("i3d.*") == ["i3d.k400"]
    assert {"i3d", "i3d.k400", tiny.spec.name} <= set(list_models())
    assert list_models("i3d*", pretrained=True) == ["i3d.k400"]
    assert list_models("tiny*", pretrained=True) == []


def test_a_name_is_registered_once(tiny: ModelCard) -> None:
    with pytest.raises(EngineError, match=r"tiny\.test is registered already"):
        register_model(tiny)


def test_weights_are_read_from_a_path(tiny: ModelCard, tmp_path: Path) -> None:
    path = tmp_path / "tiny.pt"
    torch.save(Tiny(3).state_dict() | {"layer.bias": torch.tensor([1.0, 2.0, 3.0])}, path)

    network = create_model(tiny.spec.name, pretrained=path)

    assert network.state_dict()["layer.bias"].tolist() == [1.0, 2.0, 3.0]


def test_an_architecture_needs_to_know_how_many_classes(tiny: ModelCard) -> None:
    assert create_model("i3d", num_classes=7).get_parameter("logits.bias").shape == (7,)
    with pytest.raises(EngineError, match=r"give num_classes, or a name with weights: i3d\.k400"):
        create_model("i3d")
    with pytest.raises(EngineError, match="0 classes given, at least 1"):
        create_model(tiny.spec.name, num_classes=0)


def test_published_weights_fill_all_but_a_head_for_other_labels(
    tiny: ModelCard, tmp_path: Path
) -> None:
    path = tmp_path / "tiny.pt"
    torch.save(Tiny(3).state_dict(), path)

    network = create_model(tiny.spec.name, num_classes=5, pretrained=path)

    state = torch.load(path, weights_only=True)
    assert torch.equal(network.state_dict()["body.weight"], state["body.weight"])
    assert network.state_dict()["layer.weight"].shape == (5, 2)


def test_there_may_be_nothing_to_fetch(tiny: ModelCard) -> None:
    with pytest.raises(EngineError, match=r"tiny\.test has no published weights; .*i3d\.k400"):
        create_model(tiny.spec.name, pretrained=True)


def test_weights_of_another_network_are_refused(tiny: ModelCard, tmp_path: Path) -> None:
    path = tmp_path / "tiny.pt"
    torch.save(Tiny(4).state_dict(), path)

    with pytest.raises(CheckpointError, match="for 4 labels given, 3 expected"):
        create_model(tiny.spec.name, pretrained=path)


def test_asking_for_names_loads_no_runtime() -> None:
    code = (
        "import sys, engines; engines.list_models(); "
        "print([m for m in ('torch', 'openvino', 'onnx') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
