"""What counts as healthy: what should run does."""

from dataclasses import replace

from realtime.monitor.http.health import health_of, readiness_of
from realtime.monitor.run_state import CameraState
from tests.realtime.monitor.http.bed import BROKEN, DOOR, Bed, engine
from tests.realtime.monitor.snapshots import LIVE, RECONNECTING


def problems(bed: Bed) -> tuple[str, ...]:
    return health_of(bed.monitor, bed.outputs).problems


def test_a_camera_outside_its_hours_is_not_missed(bed: Bed) -> None:
    health = health_of(bed.monitor, bed.outputs)
    assert health.status == "ok"
    assert [(one.is_expected, one.is_live) for one in health.cameras] == [
        (True, True),
        (False, False),
    ]


def test_a_camera_that_should_be_live_and_is_not_is_a_problem(bed: Bed) -> None:
    bed.monitor = replace(bed.monitor, cameras=(DOOR, BROKEN))
    (problem,) = problems(bed)
    assert problem.startswith("camera yard: reconnecting: no frame for 3.0 s")


def test_one_region_without_pictures_is_enough(bed: Bed) -> None:
    both = replace(DOOR, streams=(LIVE, RECONNECTING))
    bed.monitor = replace(bed.monitor, cameras=(both,))
    assert len(problems(bed)) == 1


def test_a_camera_that_waits_says_why(bed: Bed) -> None:
    waits = replace(DOOR, state=CameraState.WAITING, reason="wrong password")
    bed.monitor = replace(bed.monitor, cameras=(replace(waits, streams=()),))
    assert problems(bed) == ("camera door: waiting: wrong password",)


def test_engine_and_store_belong_to_it_and_outputs_only_warn(bed: Bed) -> None:
    bed.monitor = replace(bed.monitor, engines=(engine(is_running=False),), config_error="line 3")
    late = replace(bed.outputs.deliveries[0], trouble="connection refused")
    bed.outputs = replace(bed.outputs, store_trouble="disk full", deliveries=(late,), lost=2)
    health = health_of(bed.monitor, bed.outputs)
    assert len(health.problems) == 2
    assert any("disk full" in problem for problem in health.problems)
    assert len(health.warnings) == 3
    assert any("mqtt: 4 messages wait: connection refused" in one for one in health.warnings)


def test_an_engine_that_hangs_is_no_engine(bed: Bed) -> None:
    bed.monitor = replace(bed.monitor, engines=(engine(hang="it hangs: a call lasts 31 s"),))
    assert problems(bed) == ("engine i3d.k400: it hangs: a call lasts 31 s",)
    assert readiness_of(bed.monitor, bed.outputs).reason.startswith("i3d.k400: it hangs")


def test_what_waits_for_the_next_start_is_no_secret(bed: Bed) -> None:
    bed.monitor = replace(bed.monitor, awaits_restart=("[http]",))
    health = health_of(bed.monitor, bed.outputs)
    assert health.status == "ok"
    assert health.warnings == ("[http] changed, and is used from the next start on",)


def test_ready_while_it_can_do_its_work(bed: Bed) -> None:
    assert readiness_of(bed.monitor, bed.outputs).ready
    ending = replace(bed.monitor, stopping=True)
    loading = replace(bed.monitor, engines=(engine(is_running=False),))
    full = replace(bed.outputs, store_trouble="disk full")
    assert readiness_of(ending, bed.outputs).reason == "it is ending"
    assert "loaded" in readiness_of(loading, bed.outputs).reason
    assert readiness_of(bed.monitor, full).reason == "disk full"
