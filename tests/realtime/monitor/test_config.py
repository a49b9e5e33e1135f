"""A configuration is right, or everything that is wrong with it is said at once."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines import Demand
from realtime.errors import SettingsError
from realtime.monitor.config import MonitorConfig, load_config, parse_config
from realtime.monitor.config_problems import ConfigError

LABELS = ("arm wrestling", "wrestling", "yoga", "writing")
ENVIRONMENT = {"CAM_USER": "eve", "CAM_PASSWORD": "p@ss/word"}

SMALLEST = """
[[cameras]]
name = "door"
url = "rtsp://${CAM_USER}:${CAM_PASSWORD}@camera.example/stream1"

[[cameras.rules]]
label = "arm wrestling"
enter = 0.6
"""


ONE = '[[cameras]]\nname = "a"\nurl = "synthetic:"\n'


def read(text: str) -> MonitorConfig:
    return parse_config(
        text, "cameras.toml", environment=ENVIRONMENT, labels_of=lambda _model: LABELS
    )


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        read(text)
    return [str(problem) for problem in raised.value.problems]


def test_the_smallest_configuration_watches_what_it_names() -> None:
    (camera,) = read(SMALLEST).cameras
    assert camera.url == "rtsp://eve:p%40ss%2Fword@camera.example/stream1"
    assert camera.settings.decisions.only == ("arm wrestling",)
    assert camera.settings.decisions.rule_of("arm wrestling").enter == 0.6


def test_no_password_is_shown() -> None:
    config = read(SMALLEST)
    for shown in (config.effective(), repr(config.cameras), repr(config.file)):
        assert "camera.example" in shown or "door" in shown
        assert "p@ss" not in shown
        assert "p%40ss" not in shown


def test_the_effective_configuration_is_one_itself() -> None:
    first = read(SMALLEST).effective()
    assert read(first).effective() == first


def test_an_engine_is_told_how_many_pictures_it_gets_and_how_often() -> None:
    config = read(
        """
        [[cameras]]
        name = "door"
        url = "rtsp://camera.example/1"
        step_seconds = 0.5

        [[cameras.regions]]
        name = "left"
        box = [0, 0, 0.5, 1]

        [[cameras.regions]]
        name = "right"
        box = [0.5, 0, 1, 1]

        [[cameras]]
        name = "yard"
        url = "rtsp://camera.example/2"
        step_seconds = 1

        [[cameras]]
        name = "off"
        url = "rtsp://camera.example/3"
        enabled = false

        [[cameras]]
        name = "other"
        url = "rtsp://camera.example/4"
        precision = "bf16"
        """
    )
    door, other = config.cameras[0].engine, config.cameras[3].engine
    assert config.demand(door) == Demand(streams=3, step_seconds=0.5)
    assert config.demand(other) == Demand(streams=1, step_seconds=0.32)
    assert config.demand(replace(door, precision="fp32")) == Demand()


BAD = """
stager_seconds = 3
[defaults]
step_seconds = "fast"
groups = { fight = { labels = ["wresling"] } }
[outputs]
jsonll = "x"
[[cameras]]
name = "door"
url = "rtsp://${CAM_USER}:${NOPE}@camera.example/stream1"
[[cameras.rules]]
label = "yogga"
entr = 0.6
[[cameras.rules]]
label = "yoga"
enter = 0.3
exit = 0.5
[[cameras]]
name = "door"
url = "file:/nowhere/secret"
[[cameras.schedule]]
days = ["mon", "funday"]
[[cameras.schedule]]
from = "10:00"
to = "10:00"
[[cameras.regions]]
name = "till"
box = [0.1, 0.2, 1.5, 0.5]
"""


def test_all_problems_are_told_at_once_with_line_and_key() -> None:
    found = problems(BAD)
    for line, key, part in [
        (2, "stager_seconds", "did you mean 'stagger_seconds'"),
        (4, "defaults.step_seconds", "'fast' given; a number is allowed"),
        (5, "defaults.groups.fight.labels[0]", "no label 'wresling'"),
        (7, "outputs.jsonll", "did you mean 'jsonl'"),
        (10, "cameras[0].url", "set the environment variable NOPE"),
        (12, "cameras[0].rules[0].label", "did you mean 'yoga'"),
        (13, "cameras[0].rules[0].entr", "did you mean 'enter'"),
        (14, "cameras[0].rules[1]", "exit must be lower than enter"),
        (19, "cameras[1].name", "two cameras are called 'door'"),
        (20, "cameras[1].url", "/nowhere/secret cannot be read"),
        (22, "cameras[1].schedule[0].days[1]", "'funday' given"),
        (23, "cameras[1].schedule[1]", "from 10:00 to 10:00 never is"),
        (26, "cameras[1].regions[0]", "(1.5, 0.2) lies outside the picture"),
    ]:
        assert any(one.startswith(f"line {line}: {key}: ") and part in one for one in found), (
            key,
            found,
        )


def test_defaults_hold_for_cameras_that_say_nothing_else() -> None:
    config = read(
        """
[defaults]
step_seconds = 1.0
transport = "udp"
[[defaults.rules]]
label = "yoga"
[[cameras]]
name = "a"
url = "synthetic:"
[[cameras]]
name = "b"
url = "synthetic:"
step_seconds = 0.5
rules = [{ label = "writing", enter = 0.9 }]
"""
    )
    first, second = config.cameras
    assert (first.settings.step_seconds, second.settings.step_seconds) == (1.0, 0.5)
    assert first.options.transport == second.options.transport == "udp"
    assert first.settings.decisions.only == ("yoga",)
    assert second.settings.decisions.only == ("writing",)


def test_regions_groups_and_absences_become_views_and_rules() -> None:
    (camera,) = read(
        """
[[cameras]]
name = "gym"
url = "synthetic:"
[cameras.groups.fighting]
labels = ["arm wrestling", "wrestling"]
combine = "max"
[[cameras.rules]]
label = "fighting"
[[cameras.absences]]
seconds = 60
[[cameras.regions]]
name = "mat"
polygon = [[0, 0], [1, 0], [0.5, 1]]
[[cameras.regions]]
name = "bench"
box = [0, 100, 640, 300]
unit = "px"
rules = [{ label = "yoga" }]
"""
    ).cameras
    mat, bench = camera.views
    assert mat.decisions.only == ("fighting",)
    assert mat.decisions.groups["fighting"].combine == "max"
    assert mat.decisions.absences["absence"].seconds == 60
    assert bench.decisions.only == ("yoga",)
    assert bench.region.in_px


def test_a_profile_is_the_ground_on_which_a_camera_stands(tmp_path: Path) -> None:
    profile = tmp_path / "night.toml"
    profile.write_text("step_seconds = 2.0\n[decisions]\nsmoothing_seconds = 3.0\n")
    (camera,) = read(
        f'[[cameras]]\nname = "a"\nurl = "synthetic:"\nprofile = "{profile}"\nstep_seconds = 1.0\n'
    ).cameras
    assert camera.settings.step_seconds == 1.0
    assert camera.settings.decisions.smoothing_seconds == 3.0
    (problem,) = problems(
        '[[cameras]]\nname = "a"\nurl = "synthetic:"\nprofile = "/no/such.toml"\n'
    )
    assert problem.startswith("line 4: cameras[0].profile: profile /no/such.toml: no such file")


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("top secret\n")
    text = f'[[cameras]]\nname = "a"\nurl = "rtsp://me:${{file:{secret}}}@camera.example/1"\n'
    assert read(text).cameras[0].url == "rtsp://me:top%20secret@camera.example/1"
    hooks = f'[[outputs.webhooks]]\nurl = "http://127.0.0.1/"\nsecret = "file:{secret}"\n'
    (hook,) = read(SMALLEST + hooks).file.outputs.webhooks
    assert hook.secret is not None
    assert hook.secret.get_secret_value() == "top secret"


def test_what_is_wrong_with_values_is_told_beside_what_is_wrong_with_types() -> None:
    text = (
        '[defaults]\nstep_seconds = "fast"\n[[cameras]]\nname = "a"\nurl = "foo://x"\n'
        'profile = "/no/such.toml"\n[http]\nport = 99999\ntoken = "short"\n'
    )
    told = problems(text)
    assert [line.split(":")[0] for line in told] == [f"line {n}" for n in (2, 5, 6, 8, 9)]
    assert "short" not in told[-1].replace("shorter", ""), "a token is never shown"


def test_a_camera_may_keep_more_less_or_nothing_of_its_events() -> None:
    config = read(
        "[outputs.evidence]\npre_roll_seconds = 3\n"
        + ONE
        + ONE.replace('"a"', '"b"\nevidence = { post_roll_seconds = 9 }')
        + ONE.replace('"a"', '"c"\nevidence = { enabled = false }')
    )
    usual, longer, none = (camera.evidence for camera in config.cameras)
    assert usual is not None
    assert longer == usual.model_copy(update={"post_roll_seconds": 9.0})
    assert none is None
    assert config.keeps_evidence
    assert not read(ONE).keeps_evidence
    assert read(config.effective()).cameras == config.cameras


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[cameras]\n", "line 1: no TOML"),
        ("", "line 1: cameras: cameras is missing"),
        ("cameras = []\n", "line 1: cameras: [] given"),
        ('[[cameras]]\nname = "a"\nurl = "foo://x"\n', "unknown kind of address 'foo'"),
        ('[cameras]\nname = "a"\n', "two brackets, [[…]]"),
        ('[[cameras]]\nname = "a/b"\nurl = "synthetic:"\n', "line 2: cameras[0].name: 'a/b' given"),
        (ONE + 'runtime = "opnvino"\n', "line 4: cameras[0].runtime: unknown runtime 'opnvino'"),
        (ONE + 'precision = "fp7"\n', "unknown precision 'fp7'; choose auto"),
        (ONE + 'schedule = [{ from = "25:00", to = "06:00" }]\n', "as in '22:30'"),
        (ONE + "evidence = { pre_rol_seconds = 1 }\n", "did you mean 'pre_roll_seconds'"),
        (ONE + '[outputs.mqtt]\nhost = "h"\nprefix = "/home"\n', "no / at its ends"),
        ('[[cameras]]\nname = "a"\nurl = "synthetic:"\nmodel = 3\n', "line 4: cameras[0].model"),
    ],
)
def test_single_problems(text: str, told: str) -> None:
    assert any(told in problem for problem in problems(text))


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: No such file"):
        load_config(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="it is not UTF-8 text"):
        load_config(tmp_path / "binary.toml")


PIECES = [line for line in (SMALLEST + BAD).splitlines() if line]
VALUES = st.recursive(
    st.one_of(st.integers(), st.sampled_from(['"x"', "true", "1e400", "nan", "''", "07:00:00"])),
    lambda inner: st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(map(str, some))}]"),
    max_leaves=4,
).map(str)
KEYS = st.sampled_from(
    ["name", "url", "rules", "regions", "box", "schedule", "enter", "groups", "model", "polygon"]
)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(PIECES),
            st.builds("{} = {}".format, KEYS, VALUES),
            st.text(max_size=8),
        ),
        max_size=14,
    )
)
@settings(max_examples=60)
def test_no_text_makes_it_crash(lines: list[str]) -> None:
    try:
        read("\n".join(lines))
    except ConfigError as error:
        assert error.problems
        assert all(1 <= problem.line <= len(lines) + 1 for problem in error.problems)
        assert "p@ss" not in str(error)
