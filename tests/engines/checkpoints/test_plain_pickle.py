import collections
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engines import CheckpointError
from engines.checkpoints.plain_pickle import read_plain_pickle


def written(path: Path, value: Any, protocol: int = pickle.DEFAULT_PROTOCOL) -> Path:
    path.write_bytes(pickle.dumps(value, protocol))
    return path


@pytest.mark.parametrize("protocol", range(3, pickle.HIGHEST_PROTOCOL + 1))
def test_arrays_in_plain_containers_are_read(tmp_path: Path, protocol: int) -> None:
    value = {"a": [np.arange(6, dtype=np.float32).reshape(2, 3)], "b": (1, "x"), "c": np.int64(3)}

    read = read_plain_pickle(written(tmp_path / "x.pkl", value, protocol))

    np.testing.assert_array_equal(read["a"][0], value["a"][0])  # type: ignore[index]  # mixed dict
    assert read["b"] == (1, "x")
    assert read["c"] == 3


class Malicious:
    def __init__(self, function: Any, argument: Any) -> None:
        self.call = function, (argument,)

    def __reduce__(self) -> Any:
        return self.call


def test_what_could_run_code_is_refused_by_name_and_not_run(tmp_path: Path) -> None:
    victim = tmp_path / "made"
    path = written(tmp_path / "x.pkl", {"a": Malicious(os.mkdir, str(victim))})

    with pytest.raises(CheckpointError, match=r"x\.pkl: refused: .* (posix|nt)\.mkdir"):
        read_plain_pickle(path)
    assert not victim.exists()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Malicious(eval, "1"), "builtins.eval"),
        (collections.Counter("a"), "collections.Counter"),
        (Path("x"), "pathlib"),
        (np.ma.masked_array([1]), "numpy.ma"),
    ],
)
def test_every_other_global_is_refused(tmp_path: Path, value: Any, name: str) -> None:
    with pytest.raises(CheckpointError, match=f"refused: the pickle asks for {name}"):
        read_plain_pickle(written(tmp_path / "x.pkl", value))


def test_a_global_inside_an_array_of_objects_is_refused_too(tmp_path: Path) -> None:
    value = np.array([Malicious(eval, "1")], dtype=object)

    with pytest.raises(CheckpointError, match=r"builtins\.eval"):
        read_plain_pickle(written(tmp_path / "x.pkl", value))


def test_damage_is_one_clear_line(tmp_path: Path) -> None:
    whole = pickle.dumps({"a": np.arange(1000)})
    path = tmp_path / "x.pkl"
    for data in (b"", whole[: len(whole) // 2], b"no pickle at all", b"\x80\x04\x95" + b"\xff" * 9):
        path.write_bytes(data)
        with pytest.raises(CheckpointError, match=r"x\.pkl: not a whole pickle .* fetch it again"):
            read_plain_pickle(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="No such file"):
        read_plain_pickle(tmp_path / "missing.pkl")
