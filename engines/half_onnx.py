"""Turns an exported fp32 file into fp16 or bf16, for runtimes that take types as they are written.

Pixels stay uint8 and answers float32; what a stream keeps is in half precision too. Cast and
normalisation of the pixels stay fp32: they cost nothing, and a rounded scale would shift every
pixel the same way.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engines.errors import EngineError
from engines.export import FRAMES, INPUT, NEXT, read_spec

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto, TensorProto

HALF_VERSION = 1
"""Grows when the same file is converted otherwise; compiled engines are built again then."""
_PREPARATION = ("Cast", "Mul", "Add", "Sub", "Div", "Transpose")
"""What is done to pixels before the first layer."""
_LARGEST_FP16 = 65504.0


def write_half(source: Path, target: Path, precision: str) -> None:
    """Write the model of `source` in half precision to `target`, metadata included.

    Args:
        source: What `export_onnx` wrote.
        target: Where to; its folder exists.
        precision: `fp16` or `bf16`.

    Raises:
        EngineError: Not such a file, or one with operators that this cannot follow.
    """
    import onnx

    read_spec(source)  # says clearly what is wrong with any other file
    model = onnx.load(source)
    _Conversion(model.graph, precision).run()
    onnx.save(model, str(target))


class _Conversion:
    """One graph on its way to half precision."""

    def __init__(self, graph: "GraphProto", precision: str) -> None:
        from onnx import TensorProto

        if precision not in ("fp16", "bf16"):
            raise EngineError(f"precision {precision!r} given, choose fp16 or bf16")
        self._graph = graph
        self._type = TensorProto.FLOAT16 if precision == "fp16" else TensorProto.BFLOAT16
        self._renamed: dict[str, str] = {}  # fp32 -> half, for nodes after the preparation

    def run(self) -> None:
        """Convert in place."""
        nodes = list(self._graph.node)
        preparation = list(self._preparation(nodes))
        layers = [node for node in nodes if node not in preparation]
        cast_in = self._cast_pixels(preparation)
        self._convert_caches()
        self._convert_initializers(preparation)
        for node in layers:
            self._convert_node(node)
        cast_out = self._cast_outputs(layers)
        del self._graph.node[:], self._graph.value_info[:]
        self._graph.node.extend([*preparation, *cast_in, *layers, *cast_out])

    def _preparation(self, nodes: "list[NodeProto]") -> "Iterator[NodeProto]":
        """The chain of simple steps from the input to the first layer."""
        name = self._pixels
        while name is not None:
            readers = [node for node in nodes if name in node.input]
            if len(readers) != 1 or readers[0].op_type not in _PREPARATION:
                # The length of the clip may be asked of the input as well as its pixels.
                readers = [node for node in readers if node.op_type != "Shape"]
            if len(readers) != 1 or readers[0].op_type not in _PREPARATION:
                return
            yield readers[0]
            name = readers[0].output[0]

    @property
    def _pixels(self) -> str | None:
        """The input that is pixels; a graph of early answers has none."""
        names = [one.name for one in self._graph.input if one.name in (INPUT, FRAMES)]
        return names[0] if names else None

    def _cast_pixels(self, preparation: "list[NodeProto]") -> "list[NodeProto]":
        from onnx import helper

        if self._pixels is None:
            return []
        if not preparation:
            raise EngineError(
                "its pixels are not cast to float first; export the model again with this version"
            )
        pixels = preparation[-1].output[0]
        self._renamed[pixels] = f"{pixels}.half"
        return [helper.make_node("Cast", [pixels], [f"{pixels}.half"], to=self._type)]

    def _convert_caches(self) -> None:
        """What a step graph takes of the step before and gives to the next one."""
        kept = [one for one in self._graph.output if one.name.startswith(NEXT)]
        for one in [*self._graph.input, *kept]:
            if _is_float(one.type.tensor_type):
                one.type.tensor_type.elem_type = self._type

    def _convert_initializers(self, preparation: "list[NodeProto]") -> None:
        prepared = {name for node in preparation for name in node.input}
        for tensor in [one for one in self._graph.initializer if _is_float(one)]:
            half = self._half(tensor, f"{tensor.name}.half")
            self._renamed[tensor.name] = half.name
            if tensor.name not in prepared:
                self._graph.initializer.remove(tensor)
            self._graph.initializer.append(half)

    def _convert_node(self, node: "NodeProto") -> None:
        from onnx import AttributeProto, TensorProto

        for place, name in enumerate(node.input):
            node.input[place] = self._renamed.get(name, name)
        for attribute in node.attribute:
            if attribute.type in (AttributeProto.GRAPH, AttributeProto.GRAPHS):
                raise EngineError(f"{node.op_type} holds a graph of its own; keep fp32")
            if attribute.type == AttributeProto.TENSOR and _is_float(attribute.t):
                attribute.t.CopyFrom(self._half(attribute.t, attribute.t.name))
            if attribute.name in ("to", "dtype") and attribute.i == TensorProto.FLOAT:
                attribute.i = self._type

    def _cast_outputs(self, layers: "list[NodeProto]") -> "list[NodeProto]":
        from onnx import TensorProto, helper

        answers = [one.name for one in self._graph.output if not one.name.startswith(NEXT)]
        outputs = {name: f"{name}.half" for name in answers}
        for node in layers:
            for names in (node.input, node.output):
                for place, name in enumerate(names):
                    names[place] = outputs.get(name, name)
        return [
            helper.make_node("Cast", [half], [name], to=TensorProto.FLOAT)
            for name, half in outputs.items()
        ]

    def _half(self, tensor: "TensorProto", name: str) -> "TensorProto":
        from onnx import TensorProto, numpy_helper

        values = numpy_helper.to_array(tensor)
        if self._type == TensorProto.BFLOAT16:
            import ml_dtypes

            return numpy_helper.from_array(values.astype(ml_dtypes.bfloat16), name)
        # Infinity means 'nothing there' to a maximum and stays; what is only large is held back.
        held = np.where(np.isinf(values), values, np.clip(values, -_LARGEST_FP16, _LARGEST_FP16))
        return numpy_helper.from_array(held.astype(np.float16), name)


def _is_float(tensor: Any) -> bool:
    """Of an array, or of the type of an input or output."""
    from onnx import TensorProto

    kind = tensor.data_type if isinstance(tensor, TensorProto) else tensor.elem_type
    return bool(kind == TensorProto.FLOAT)
