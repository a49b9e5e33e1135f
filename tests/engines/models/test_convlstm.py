import torch

from engines.models.convlstm import HIDDEN, STEPS, Cell, ConvLstm, _spread


def test_steps_are_spread_over_the_whole_clip() -> None:
    for frames in (1, STEPS, 16, 37):
        numbers = torch.arange(frames).reshape(1, 1, frames, 1, 1)
        seen = _spread(numbers).flatten().tolist()

        assert len(seen) == STEPS
        assert (seen[0], seen[-1]) == (0, frames - 1)
        assert seen == sorted(seen)


def test_an_open_gate_remembers_and_a_closed_one_forgets() -> None:
    cell = Cell(2)
    cell.gates.weight.data.zero_()
    bias = cell.gates.get_parameter("bias").data
    take, forget, say, new = bias.chunk(4)
    memory = torch.full((1, HIDDEN, 4, 4), 0.5)
    x, said = torch.randn(1, 2, 4, 4), torch.zeros(1, HIDDEN, 4, 4)
    take.fill_(-20.0), forget.fill_(20.0), say.fill_(20.0), new.fill_(1.0)
    with torch.inference_mode():
        spoken, kept = cell(x, said, memory)
        torch.testing.assert_close(kept, memory)
        torch.testing.assert_close(spoken, memory.tanh())
        forget.fill_(-20.0), take.fill_(20.0)
        torch.testing.assert_close(cell(x, said, memory)[1], new.tanh().mean().expand_as(memory))


def test_the_order_of_frames_matters() -> None:
    torch.manual_seed(0)
    network = ConvLstm(3).eval()
    clip = torch.randn(1, 3, STEPS, 32, 32)
    with torch.inference_mode():
        difference = network(clip).logits - network(clip.flip(2)).logits

    assert difference.abs().max() > 1e-4
