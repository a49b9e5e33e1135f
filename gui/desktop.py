"""Starts the application: the one place that makes a QApplication."""

import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from engines import (
    DEFAULT_MODEL,
    Demand,
    EngineMode,
    LoadedEngine,
    Progress,
    list_models,
    load_engine,
    taught_names,
)
from gui.app_icon import app_icon
from gui.bridge import StreamBridge
from gui.collector import GarbageCollector, spare_modules
from gui.engine_share import EngineLoader, EngineShare
from gui.errors import GuiError
from gui.going import Going
from gui.language import LanguageChoice, Speaker, language_for, speak
from gui.live.drawing import DrawingWish, choose_drawing, prepare_opengl
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.screenshot import Screenshot
from gui.selected_stream import SelectedStream
from gui.theme import ThemeName
from gui.thread_priority import go_first
from gui.window_panels import PanelName
from gui.worker import StreamWorker
from realtime.mirroring import MirroredEngine, MirrorSwitch
from realtime.sources.cameras import list_cameras

if TYPE_CHECKING:
    from gui.sign.sign_window import SignWindow

_QT_NOISE = "qt.qpa.wayland.textinput.warning=false"
"""On Wayland Qt complains of every window that closes without having been typed into."""


@dataclass(frozen=True, slots=True)
class StartOptions:
    """What the command line says."""

    sources: tuple[str, ...]
    """They run at once, side by side; none waits for the user."""
    model: str | None
    """None is the one that was named the last time."""
    device: str
    runtime: str
    precision: str
    mode: EngineMode
    theme: ThemeName | None
    """None is as the user chose it the last time."""
    panel: PanelName | None
    """The one beside the picture; None is as the user left them the last time."""
    screenshot: Path | None
    """Write the window here and end; None stays open."""
    after_seconds: float
    """When: so long after the stream began to run."""
    is_sign_desk: bool = False
    """The window that reads signs, in place of the usual one."""
    language: LanguageChoice | None = None
    """None is as the user chose it the last time; English for a screenshot."""
    drawing: DrawingWish = "auto"
    """What is to draw the pictures."""


_Window: TypeAlias = "tuple[MainWindow, SelectedStream] | tuple[SignWindow, StreamBridge]"
"""One, and what tells how its stream goes."""
_Maker = Callable[[EngineShare, StartOptions, Preferences], "_Window"]


def run_desktop(options: StartOptions) -> None:
    """Show the window until it is closed.

    Raises:
        GuiError: no screenshot could be taken.
    """
    spare_modules()
    go_first()
    QCoreApplication.setApplicationName("liveact")
    QCoreApplication.setOrganizationName("liveact")
    QGuiApplication.setDesktopFileName("liveact")  # by which desktops know its windows
    prepare_opengl()
    QLoggingCategory.setFilterRules(_QT_NOISE)
    application = QApplication.instance() or QApplication(["liveact"])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    application.setWindowIcon(app_icon())
    with tempfile.TemporaryDirectory() as folder:
        _run(application, options, _preferences(options, Path(folder)))


def _run(application: QApplication, options: StartOptions, preferences: Preferences) -> None:
    """One window; where another language is wanted at once, the next one takes its place."""
    model = options.model or _last_model(preferences)
    preferences.model = model
    load = partial(_load, model, options, max(1, len(options.sources or preferences.streams)))
    switch = MirrorSwitch()
    engines = EngineShare(_mirrored(load, switch) if options.is_sign_desk else load)
    make: _Maker = partial(_sign_window, switch) if options.is_sign_desk else _main_window
    going = _show(application, engines, make, options, preferences)
    while going is not None:
        options = replace(options, panel=None, language=preferences.language)
        going = _show(application, engines, make, options, preferences, going)


def _show(
    application: QApplication,
    engines: EngineShare,
    make: _Maker,
    options: StartOptions,
    preferences: Preferences,
    going: Going | None = None,
) -> Going | None:
    """Show a window until it is closed; gives what is to go on in another one."""
    speaker, unwritable = _speak(options, preferences)
    window, stream = make(engines, options, preferences)
    if going is not None:
        engines.leave()  # this window has it now
    window.anew.connect(engines.hold)  # until the next one has it
    window.error.show_error(unwritable)
    picture = None
    if options.screenshot is not None:
        picture = Screenshot(
            window, stream, options.screenshot, options.after_seconds, window.close
        )
    signal.signal(signal.SIGINT, lambda *_: window.close())  # heard at a bridge's next pull
    window.show()
    if going is not None:
        window.go_on(going)
    elif options.sources:
        window.show_only(*options.sources)
    with GarbageCollector():
        application.exec()
    if picture is not None and picture.failure:
        raise GuiError(picture.failure)
    speaker.stop()
    window.deleteLater()
    return window.going


def _main_window(
    engines: EngineShare, options: StartOptions, preferences: Preferences
) -> tuple[MainWindow, SelectedStream]:
    theme = options.theme or preferences.theme
    window = MainWindow(
        engines,
        preferences,
        theme=theme,
        list_cameras=list_cameras,
        load=lambda model, progress: _load(model, options, 1, progress),
        drawing=choose_drawing(options.drawing),
    )
    if options.panel is not None:
        window.panels.show_only(options.panel)
    return window, window.selected


def _sign_window(
    switch: MirrorSwitch, engines: EngineShare, options: StartOptions, preferences: Preferences
) -> "tuple[SignWindow, StreamBridge]":
    from gui.sign.sign_window import SignWindow

    bridge = StreamBridge(StreamWorker(engines))
    theme = options.theme or preferences.theme
    window = SignWindow(
        bridge, preferences, theme=theme, list_cameras=list_cameras, left_handed=switch
    )
    return window, bridge


def _mirrored(load: EngineLoader, switch: MirrorSwitch) -> EngineLoader:
    return lambda progress: MirroredEngine(load(progress), switch)


def _speak(options: StartOptions, preferences: Preferences) -> tuple[Speaker, str]:
    """Say everything in the language that is wanted; gives the reason why that cannot be."""
    usual = "en" if options.screenshot is not None else preferences.language
    return speak(language_for(options.language or usual))


def _preferences(options: StartOptions, folder: Path) -> Preferences:
    """The user's; a picture is taken with none, so that it looks the same everywhere."""
    if options.screenshot is None:
        return Preferences(QSettings())
    return Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))


def _last_model(preferences: Preferences) -> str:
    """The model that was named last; the usual one where it is not there any more."""
    known = (*list_models(), *taught_names())
    return preferences.model if preferences.model in known else DEFAULT_MODEL


def _load(model: str, options: StartOptions, streams: int, progress: Progress) -> LoadedEngine:
    """For so many streams; signs are cut out of windows, each of which is seen by itself."""
    is_for_signs = options.is_sign_desk and options.mode == "auto"
    return load_engine(
        model,
        device=options.device,
        runtime=options.runtime,
        precision=options.precision,
        mode="window" if is_for_signs else options.mode,
        demand=Demand(streams),
        progress=progress,
    )
