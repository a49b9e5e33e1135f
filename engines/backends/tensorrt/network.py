"""Reads a half-precision ONNX file into a strongly typed TensorRT network."""

from pathlib import Path
from typing import Any

from engines.backends.tensorrt.library import TensorRt, take_errors
from engines.errors import EngineError
from engines.export import CACHE, EARLY, EMBEDDING, FRAMES, INPUT, LOGITS, NEXT, STEPS

PRECISIONS = {"fp32": "FLOAT", "fp16": "HALF", "bf16": "BF16"}
"""TensorRT's words for ours."""
_CONVOLUTIONS = "CONVOLUTION"


def parse_network(library: TensorRt, builder: Any, path: Path) -> Any:
    """The network of an ONNX file; types are those written in the file.

    Raises:
        EngineError: TensorRT cannot read it, or it is not what liveact exports.
    """
    api = library.api
    network = builder.create_network(_strong_types(api))
    parser = api.OnnxParser(network, library.logger)
    if not path.is_file():
        raise EngineError(f"{path}: no such file; build the model again")
    if not parser.parse_from_file(str(path)):
        said = [parser.get_error(number).desc() for number in range(parser.num_errors)]
        reason = " ".join(said[0].split()) if said else take_errors(library)
        raise EngineError(f"{path}: {library.title} cannot read it ({reason}); build it again")
    inputs = {network.get_input(i).name for i in range(network.num_inputs)}
    outputs = {network.get_output(i).name for i in range(network.num_outputs)}
    if not _is_ours(inputs, outputs):
        raise EngineError(
            f"{path}: inputs {sorted(inputs)} and outputs {sorted(outputs)} given, {INPUT} (or "
            f"{FRAMES}, {STEPS} and caches) and {LOGITS}, {EMBEDDING} are needed, or {STEPS} and "
            f"caches and {EARLY}; export it with liveact-engine"
        )
    return network


def _is_ours(inputs: set[str], outputs: set[str]) -> bool:
    """Whether it is a graph of whole clips, of steps, or of what comes early after them."""
    if outputs == {EARLY}:
        return STEPS in inputs and all(name.startswith(CACHE) for name in inputs - {STEPS})
    kept = {name.replace(CACHE, NEXT) for name in inputs if name.startswith(CACHE)}
    takes = {name for name in inputs if not name.startswith(CACHE)}
    given = outputs == {LOGITS, EMBEDDING} | kept
    return given and takes == ({FRAMES, STEPS} if kept else {INPUT})


def check_precision(library: TensorRt, network: Any, precision: str) -> None:
    """Refuse a network that would run in another precision than was asked for.

    In a strongly typed network nobody else sees to that: an fp32 file stays fp32 without a word.

    Raises:
        EngineError: Pixels or logits of another type, or a convolution in another precision.
    """
    types = library.api.DataType
    wanted = getattr(types, PRECISIONS[precision])
    for tensor in map(network.get_input, range(network.num_inputs)):
        if tensor.name in (INPUT, FRAMES) and tensor.dtype != types.UINT8:
            raise EngineError(f"input {tensor.dtype} given, uint8 pixels are needed")
    for number in range(network.num_outputs):
        output = network.get_output(number)
        kept = output.name.startswith(NEXT)
        if output.dtype != (wanted if kept else types.FLOAT):
            raise EngineError(
                f"output {output.name} of {output.dtype} given, "
                f"{precision if kept else 'float32'} is needed"
            )
    for number in range(network.num_layers):
        layer = network.get_layer(number)
        if layer.type.name == _CONVOLUTIONS and layer.get_output(0).dtype != wanted:
            raise EngineError(
                f"{layer.name} runs in {layer.get_output(0).dtype.name}, {precision} was asked "
                "for; convert the file first (engines/half_onnx.py)"
            )


def _strong_types(api: Any) -> int:
    """The flag for TensorRT 10; 11 knows nothing else and may have dropped it."""
    flag = getattr(api.NetworkDefinitionCreationFlag, "STRONGLY_TYPED", None)
    return 0 if flag is None else 1 << int(flag)
