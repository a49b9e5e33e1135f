"""TensorRT 10 and 11, and TensorRT-RTX, which has the same interface under another name."""
