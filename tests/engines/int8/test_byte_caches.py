"""Streams of an int8 graph keep the bytes that it would round their floats to."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import openvino as ov
import pytest
from numpy.typing import NDArray
from openvino import opset13

from engines.int8.byte_caches import keep_bytes
from engines.stream_graphs import CACHE_BYTES

MOST = 5.1


def rounded(x: ov.Output, least: float, most: float) -> ov.Node:
    return opset13.fake_quantize(x, *map(np.float32, (least, most, least, most)), 256)


def part(x: ov.Node, start: int, stop: int) -> ov.Node:
    return opset13.slice(x, [start], [stop], [1], [2])


def graph_of(
    least: float = 0.0, ranges: Sequence[float] = (MOST,), *, keeps: bool = True
) -> ov.Model:
    """Two frames a step; the two before are kept. It reads all, and what is in the middle."""
    cache = opset13.parameter([1, 2, 2, 1, 1], np.float32, "cache0")
    new = opset13.parameter([1, 2, 2, 1, 1], np.float32, "frames")
    joined = opset13.concat([cache, opset13.elu(new, 1.0)], 2)
    read = [opset13.elu(rounded(joined.output(0), least, most), 0.5) for most in ranges]
    middle = opset13.elu(rounded(part(joined, 1, 3).output(0), least, 0.98 * ranges[0]), 0.5)
    every = opset13.concat([*read, middle], 2)
    kept = part(joined, 2, 4) if keeps else part(new, 0, 2)
    for node, name in ((cache, "cache0"), (new, "frames"), (every, "all"), (kept, "next0")):
        node.output(0).set_names({name})
    return ov.Model([every.output(0), kept.output(0)], [cache, new], "steps")


def said(
    graph: ov.Model, frames: NDArray[np.float32], zero: int = 0
) -> tuple[list[Any], NDArray[Any]]:
    """What it says at each step, and what is kept at the end."""
    compiled = ov.compile_model(graph, "CPU")
    kind = compiled.input("cache0").element_type.to_dtype()
    kept, answers = np.full((1, 2, 2, 1, 1), zero, kind), []
    for two in frames:
        results = compiled({"cache0": kept, "frames": two})
        answers.append(np.array(results["all"]))
        kept = np.array(results["next0"])
    return answers, kept


@pytest.mark.parametrize(("least", "most", "zero"), [(0.0, MOST, 0), (-5.12, 5.08, 128)])
def test_the_layers_read_what_they_read_and_bytes_are_kept(
    least: float, most: float, zero: int
) -> None:
    frames = np.random.default_rng(0).uniform(-1, 6, (5, 1, 2, 2, 1, 1)).astype(np.float32)
    graph, before = graph_of(least, [most]), graph_of(least, [most])
    keep_bytes(graph)
    noted = json.loads(graph.get_rt_info(CACHE_BYTES).astype(str))
    unit = (most - least) / 255
    assert noted == {"0": {"unit": pytest.approx(unit), "zero": zero}}
    (floats, kept_floats), (values, kept) = said(before, frames), said(graph, frames, zero)
    assert (kept.dtype.name, kept_floats.dtype.name) == ("uint8", "float32")
    kept_values = (kept - float(zero)) * unit
    np.testing.assert_allclose(kept_values, kept_floats.clip(least, most), atol=0.501 * unit)
    for one, other in zip(values, floats, strict=True):
        np.testing.assert_allclose(one[:, :, :4], other[:, :, :4], atol=1e-5)
        # What is in the middle was rounded to a range of its own; now it is as all are.
        np.testing.assert_allclose(one[:, :, 4:], one[:, :, 1:3], atol=1e-5)
        np.testing.assert_allclose(one[:, :, 4:], other[:, :, 4:], atol=0.03 * most)


@pytest.mark.parametrize(
    "graph", [graph_of(least=-1.0), graph_of(ranges=(MOST, 2.0)), graph_of(keeps=False)]
)
def test_what_is_no_row_of_bytes_or_not_kept_stays_floats(graph: ov.Model) -> None:
    frames = np.random.default_rng(1).uniform(-1, 6, (3, 1, 2, 2, 1, 1)).astype(np.float32)
    before = said(graph, frames)[0]
    keep_bytes(graph)
    assert not graph.has_rt_info(CACHE_BYTES)
    after, kept = said(graph, frames)
    np.testing.assert_array_equal(after, before)
    assert kept.dtype == np.float32
