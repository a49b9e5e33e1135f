from pathlib import Path

import torch

from engines.checkpoints import i3d_torch, wlasl

FIRST = "trunk.Conv3d_1a_7x7.conv.weight"


def test_the_first_layer_sees_red_where_its_training_saw_blue(tmp_path: Path) -> None:
    kernel = torch.arange(3.0).reshape(1, 3, 1, 1, 1)  # (out, in, T, H, W)
    path = tmp_path / "FINAL_nslt_100.pt"
    torch.save({"Conv3d_1a_7x7.conv3d.weight": kernel, "logits.conv3d.bias": torch.ones(100)}, path)

    state, as_saved = wlasl.read_state(path), i3d_torch.read_state(path)

    assert state[FIRST].flatten().tolist() == [2.0, 1.0, 0.0]
    assert as_saved[FIRST].flatten().tolist() == [0.0, 1.0, 2.0]
    assert torch.equal(state["logits.bias"], as_saved["logits.bias"])


def test_another_network_is_left_for_others_to_refuse(tmp_path: Path) -> None:
    torch.save({"fc.bias": torch.ones(3)}, tmp_path / "nslt.pt")
    assert wlasl.read_state(tmp_path / "nslt.pt").keys() == {"fc.bias"}
