import numpy as np

from realtime.mirroring import MirroredEngine, MirrorSwitch
from tests.gui.small_engine import SPEC, SmallEngine


def test_pictures_are_turned_over_from_the_moment_the_switch_is_on() -> None:
    switch, engine = MirrorSwitch(), SmallEngine()
    mirrored = MirroredEngine(engine, switch)
    store = mirrored.new_store(2)
    image = np.arange(16 * 16 * 3, dtype=np.uint8).reshape(16, 16, 3)
    store.write(0, image)
    switch.is_on = True
    store.write(1, image, 0.04)
    clip = store.window([0, 1])
    assert (clip[0] == image).all()
    assert (clip[1] == image[:, ::-1]).all()
    assert (mirrored.spec, mirrored.choice) == (SPEC, engine.choice)
    assert mirrored.infer([clip]).shape == (1, len(SPEC.labels))
    mirrored.close()
    assert engine.is_closed
