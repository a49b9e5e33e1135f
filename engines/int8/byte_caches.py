"""Lets streams keep bytes in place of floats where an int8 graph rounds what they keep anyway.

A cache is put before the frames that are new, and all of it is rounded for the layers that follow.
So the new ones may be rounded before, and kept as the bytes that they are rounded to: a quarter of
the memory, and less to be moved at each step.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np
import openvino as ov
from openvino import opset13

from engines.export import CACHE
from engines.stream_graphs import CACHE_BYTES, Bytes

_LEVELS = 256
_NEAR = 1e-4
"""As near to a whole byte as ranges are that were made so that one stands for zero."""


@dataclass(frozen=True, slots=True)
class _RoundedCache:
    """A cache that a graph rounds to bytes of one kind, together with what is new."""

    parameter: ov.Node
    joined: ov.Node
    """The cache and what is new, over time."""
    least: np.float32
    """What the smallest byte stands for."""
    most: np.float32
    """What the largest one stands for."""

    @property
    def bytes(self) -> Bytes:
        """What all of them stand for."""
        unit = (float(self.most) - float(self.least)) / (_LEVELS - 1)
        return Bytes(unit, round(-float(self.least) / unit))


def keep_bytes(graph: ov.Model) -> None:
    """Change a graph of steps, and note what the bytes count; others stay as they are.

    Caches stay floats that are rounded to no or several ranges, or to one in which zero is no
    byte, and those that nothing is kept of: early answers only read them.
    """
    noted = {}
    for parameter in graph.get_parameters():
        name = parameter.output(0).any_name
        if name.startswith(CACHE) and (cache := _rounded(parameter)) is not None:
            _keep_bytes(graph, cache)
            noted[int(name.removeprefix(CACHE))] = asdict(cache.bytes)
    graph.validate_nodes_and_infer_types()
    if noted:
        graph.set_rt_info(json.dumps(noted), CACHE_BYTES)


def _rounded(parameter: ov.Node) -> _RoundedCache | None:
    users = list(_users(parameter))
    if len(users) != 1 or users[0].get_type_name() != "Concat" or users[0].get_input_size() != 2:
        return None
    (joined,) = users
    rounding = [one for one in _users(joined) if one.get_type_name() == "FakeQuantize"]
    if len(rounding) != 1 or not _is_to_bytes(rounding[0]):
        return None
    if not any(_is_kept(one) for one in _users(joined)):
        return None
    least, most = (_values(rounding[0], place)[0] for place in (1, 2))
    return _RoundedCache(parameter, joined, least, most)


def _is_to_bytes(rounding: ov.Node) -> bool:
    """Whether it rounds all values by one range, in which a byte stands for zero."""
    least, most, *said = (_values(rounding, place) for place in range(1, 5))
    is_one_range = least.size == most.size == 1 and np.array_equal([least, most], said)
    if not is_one_range or rounding.get_attributes()["levels"] != _LEVELS:
        return False
    zero = -least[0] * (_LEVELS - 1) / (most[0] - least[0])
    return bool(0 <= zero <= _LEVELS - 1 and abs(zero - round(zero)) < _NEAR)


def _keep_bytes(graph: ov.Model, cache: _RoundedCache) -> None:
    """Put bytes in the place of what is joined, and their values where layers read it."""
    old, joined = cache.parameter.output(0), cache.joined
    kept = opset13.parameter(old.partial_shape, ov.Type.u8, old.any_name)
    kept.output(0).set_names(old.names)
    new = opset13.fake_quantize(
        joined.input_value(1), cache.least, cache.most, *map(np.float32, (0, _LEVELS - 1)), _LEVELS
    )
    axis = joined.get_attributes()["axis"]
    both = opset13.concat([kept.output(0), opset13.convert(new, ov.Type.u8).output(0)], axis)
    values = opset13.convert(both, ov.Type.f32)
    if cache.bytes.zero:
        values = opset13.subtract(values, np.float32(cache.bytes.zero))
    values = opset13.multiply(values, np.float32(cache.bytes.unit))
    for user in list(_users(joined)):
        if user.get_type_name() == "FakeQuantize":
            user.output(0).replace(values.output(0))
        elif _is_kept(user):
            _keep_part(user, both)
        else:
            _read_values(user, joined, values)
    graph.remove_parameter(cache.parameter)
    graph.add_parameters([kept])


def _is_kept(user: ov.Node) -> bool:
    """Whether it is the part that the next step is given, and nothing else."""
    return user.get_type_name() == "Slice" and all(
        one.get_type_name() == "Result" for one in _users(user)
    )


def _keep_part(part: ov.Node, both: ov.Node) -> None:
    """The same part of the bytes."""
    names, places = part.output(0).names, [part.input_value(place) for place in range(1, 5)]
    part.output(0).set_names(set())
    kept = opset13.slice(both, *places)
    kept.output(0).set_names(names)
    part.output(0).replace(kept.output(0))


def _read_values(user: ov.Node, joined: ov.Node, values: ov.Node) -> None:
    """Have a layer read what was rounded; a part of it need not be rounded again."""
    for place in range(user.get_input_size()):
        if user.input_value(place).get_node().get_name() == joined.get_name():
            user.input(place).replace_source_output(values.output(0))
    if user.get_type_name() == "Slice":
        for rounding in list(_users(user)):
            if rounding.get_type_name() == "FakeQuantize":
                rounding.output(0).replace(user.output(0))


def _users(node: ov.Node) -> Iterator[ov.Node]:
    return (one.get_node() for one in node.output(0).get_target_inputs())


def _values(rounding: ov.Node, place: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]
    values = rounding.input_value(place).get_node().get_data().ravel()
    return values
