"""Cards in the data folder make models; damaged ones are said and passed over."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engines.artifacts import LocalFile
from engines.models import has_weights, list_models, model_card
from engines.models.imported import card_place, imported_names
from engines.models.imported_card import ImportedCard

NAME = "conv3d.mine"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a card, with these fields changed."""
    monkeypatch.setenv("LIVEACT_DATA_DIR", str(tmp_path / "data"))
    spec = replace(model_card("conv3d").spec, name=NAME, labels=("a", "b"), licence="mine")
    card = ImportedCard(
        spec=spec,
        format="torch",
        file=NAME,
        sha256="0" * 64,
        source="best.pt",
        imported_at=datetime.now(UTC),
    )

    def write_with(**changes: object) -> Path:
        path = card_place(NAME)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(json.loads(card.model_dump_json()) | changes))
        return path

    return write_with


def test_a_card_is_a_model_until_it_is_gone(write: Write) -> None:
    assert NAME not in list_models()
    path = write()
    card, arch = model_card(NAME), model_card("conv3d")
    assert card.spec.labels == ("a", "b")
    assert (card.arch, card.network, card.head) == ("conv3d", arch.network, arch.head)
    assert card.weights == LocalFile(path.with_name(NAME), "0" * 64)
    assert not has_weights(NAME)
    assert NAME in list_models("conv3d.*", pretrained=True)
    path.unlink()
    assert NAME not in list_models()


def test_a_card_that_goes_while_it_is_looked_for_is_no_card(write: Write) -> None:
    path = write()
    path.unlink()
    path.symlink_to("gone")  # listed, but not there any more
    assert NAME not in list_models()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": 2}, "version: Input should be 1"),
        ({"sha256": None}, "sha256: Input should be a valid string"),
        ({"more": 1}, "more: Extra inputs"),
        ({"file": "../elsewhere"}, "torch and ../elsewhere are not of this version"),
        ({"format": "nonsense"}, "nonsense and"),
        ({"spec": {}}, "spec"),
    ],
)
def test_a_card_that_cannot_be_read_is_said_once(
    changes: dict[str, object], message: str, write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    write(**changes)
    with caplog.at_level(logging.WARNING):
        assert NAME not in list_models()
        assert "i3d.k400" in list_models()
    (said,) = caplog.messages
    assert message in said and f"or `liveact-engine remove {NAME}`" in said
    assert imported_names() == [NAME], "it can still be removed"


def test_a_specification_that_no_clip_could_meet_is_said(
    write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    spec = json.loads(write().read_text())["spec"]
    write(spec=spec | {"labels": ["a", "a"]})
    assert NAME not in list_models()
    assert "labels must differ" in caplog.text


def test_a_name_of_ours_stays_ours(write: Write) -> None:
    spec = json.loads(write().read_text())["spec"]
    write(spec=spec | {"name": "i3d.k400"})
    assert len(model_card("i3d.k400").spec.labels) == 400


def test_an_architecture_that_is_gone_takes_its_models_along(write: Write) -> None:
    spec = json.loads(write().read_text())["spec"]
    write(spec=spec | {"name": "gone.mine"})
    assert list_models("gone*") == []
