"""The language of the window: the system's where it is one of ours, or the one that was chosen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase

Language = Literal["en", "zh_CN"]
LanguageChoice = Literal["system", "en", "zh_CN"]
LANGUAGES: dict[Language, str] = {"en": "English", "zh_CN": "简体中文"}
"""By name, each in its own words, so that whoever needs it can read it."""
FOLDER = Path(__file__).parent / "translations"

translate = QCoreApplication.translate
"""For what is said outside of a QObject: a context and a text, both written out.

A text with a plural form (`%n`) needs a `self.tr`: lupdate finds no others.
"""


def language_for(choice: LanguageChoice, system: Sequence[str] | None = None) -> Language:
    """The language that a choice comes to.

    Args:
        choice: `system` is the first of the system's languages that we have, else English.
        system: tags such as `zh-Hans-CN`, the most wanted first; None asks the system.
    """
    if choice != "system":
        return choice
    passed: set[QLocale.Language] = set()
    for tag in QLocale.system().uiLanguages() if system is None else system:
        locale = QLocale(tag)
        language, script = locale.language(), locale.script()
        if language in passed:  # the plain `zh` behind `zh-Hant-TW` means nothing
            continue
        passed.add(language)
        if language is QLocale.Language.English:
            return "en"
        if language is QLocale.Language.Chinese and script is QLocale.Script.SimplifiedHanScript:
            return "zh_CN"
    return "en"


def is_writable(language: Language) -> bool:
    """Whether this system has a font for it; without one every letter is an empty box."""
    if language != "zh_CN":
        return True
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


class Speaker:
    """Has the application say everything in a language, Qt's own buttons too.

    Widgets ask for their texts as they are made: speak first, then make windows. For another
    language they are made anew.
    """

    def __init__(self, language: Language) -> None:
        """Load it; nothing is said in it yet."""
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._language = language
        self._translators: list[QTranslator] = []
        for name, folder in ((f"qtbase_{language}", qt_folder), (f"liveact_{language}", FOLDER)):
            translator = QTranslator()
            if translator.load(name, str(folder)):
                self._translators.append(translator)

    def start(self) -> None:
        """From now on texts and numbers are in this language."""
        QLocale.setDefault(QLocale(self._language))
        for translator in self._translators:
            translator.setParent(QCoreApplication.instance())  # which keeps it
            QCoreApplication.installTranslator(translator)

    def stop(self) -> None:
        """Texts are as they stand in the code again, numbers as the system has them."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            translator.setParent(None)
        QLocale.setDefault(QLocale.system())

    def say(self, context: str, text: str) -> str:
        """One text in this language, whatever is spoken now."""
        said = (one.translate(context, text) for one in reversed(self._translators))
        return next(filter(None, said), text)


def is_spoken(language: Language) -> bool:
    """Whether everything is said in it already."""
    return QLocale(language) == QLocale()


def speak(language: Language) -> tuple[Speaker, str]:
    """Say everything in a language until its speaker stops, in English where no font can write it.

    Gives the reason for that too, in a sentence for people; empty where all is well.
    """
    speaker = Speaker(language if is_writable(language) else "en")
    speaker.start()
    if is_writable(language):
        return speaker, ""
    said = translate(
        "Language",
        "no font of this system can write {language}; install one, such as Noto Sans CJK "
        "(on Debian and Ubuntu: fonts-noto-cjk), and start liveact again",
    )
    return speaker, said.format(language=LANGUAGES[language])
