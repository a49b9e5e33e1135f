"""What is there again at the next start."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings

from gui.language import LANGUAGES, LanguageChoice
from gui.theme import THEMES, ThemeName
from realtime import SettingsError
from realtime.profiles import Profile, parse_profile, to_toml
from realtime.sources import source_name


class Preferences:
    """Reads and writes the user's settings; passwords are never written."""

    def __init__(self, settings: QSettings) -> None:
        """Keep them in this store."""
        self._settings = settings

    @property
    def source(self) -> str:
        """The source that ran last, without its password; empty at the first start."""
        return self._text("source")

    @source.setter
    def source(self, source: str) -> None:
        self._settings.setValue("source", source_name(source))

    @property
    def streams(self) -> list[tuple[str, Profile]]:
        """The sources of several streams, without passwords, each with its settings."""
        text = self._text("streams")
        count = int(text) if text.isdecimal() else 0
        return [
            (self._text(f"stream{at}/source"), self._profile(f"stream{at}/profile"))
            for at in range(count)
        ]

    @streams.setter
    def streams(self, streams: Sequence[tuple[str, Profile]]) -> None:
        self._settings.setValue("streams", len(streams))
        for at, (source, profile) in enumerate(streams):
            shown = source_name(source) if source else ""
            self._settings.setValue(f"stream{at}/source", shown)
            self._settings.setValue(f"stream{at}/profile", to_toml(profile))

    @property
    def theme(self) -> ThemeName:
        """As the user chose it."""
        given = self._text("theme")
        return next((name for name in THEMES if name == given), "auto")

    @theme.setter
    def theme(self, theme: ThemeName) -> None:
        self._settings.setValue("theme", theme)

    @property
    def language(self) -> LanguageChoice:
        """As the user chose it."""
        given = self._text("language")
        return next((name for name in LANGUAGES if name == given), "system")

    @language.setter
    def language(self, language: LanguageChoice) -> None:
        self._settings.setValue("language", language)

    @property
    def model(self) -> str:
        """The model that was named last; empty at the first start."""
        return self._text("model")

    @model.setter
    def model(self, model: str) -> None:
        self._settings.setValue("model", model)

    @property
    def folder(self) -> str:
        """Where to write; empty where the user chose none."""
        return self._text("folder")

    @folder.setter
    def folder(self, folder: str) -> None:
        self._settings.setValue("folder", folder)

    @property
    def references(self) -> str:
        """Where clips lie that show how signs are made; empty where the user chose none."""
        return self._text("references")

    @references.setter
    def references(self, folder: str) -> None:
        self._settings.setValue("references", folder)

    @property
    def profile(self) -> Profile:
        """The settings that were used last; the usual ones where they cannot be read any more."""
        return self._profile("profile")

    @profile.setter
    def profile(self, profile: Profile) -> None:
        self._settings.setValue("profile", to_toml(profile))

    def flag(self, name: str, default: bool) -> bool:
        """A choice of yes or no."""
        return self._text(name, str(default)).lower() == "true"

    def set_flag(self, name: str, value: bool) -> None:
        """Remember a choice of yes or no."""
        self._settings.setValue(name, str(value))

    def layout(self, name: str) -> QByteArray:
        """Where a window or splitter was; empty at the first start."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Remember where a window or splitter is."""
        self._settings.setValue(name, state)

    def _profile(self, name: str) -> Profile:
        try:
            return parse_profile(self._text(name))
        except SettingsError:
            return Profile()

    def _text(self, name: str, default: str = "") -> str:
        return str(self._settings.value(name, default))
