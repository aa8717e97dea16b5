"""Who is asked for the language of passages that our own words leave open: nobody, or the library lingua.

It is asked only where the user says so, and a run tells that it was: the same texts give the same rows everywhere.
"""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Literal

from transforms.errors import UsageError

if TYPE_CHECKING:
    from transforms.language import Detector

DetectorName = Literal["none", "lingua"]
_PACKAGE = "lingua-language-detector"
#: How sure it must be. Of names and headlines it tells any language, and is hardly ever surer than one half.
_SURE = 0.9


def detector_label(name: DetectorName) -> str:
    """Name and version of the library, for the record of a run; empty where none is asked.

    Raises:
        UsageError: it is not installed.
    """
    if name == "none":
        return ""
    try:
        return f"{name} {version(_PACKAGE)}"
    except PackageNotFoundError as problem:
        raise _missing() from problem


@cache
def load_detector(name: DetectorName) -> "Detector | None":
    """What tells the language of a text, BCP 47, or ``und`` where it is not sure; None for ``none``.

    Raises:
        UsageError: the library is not installed.
    """
    if name == "none":
        return None
    try:
        from lingua import Language, LanguageDetectorBuilder
    except ImportError as problem:
        raise _missing() from problem
    # Of Sardinian and Ladin, which it does not know, it is sure that they are Latin, which no news is written in.
    library: Any = LanguageDetectorBuilder.from_all_languages_without(Language.LATIN).build()

    def detect(text: str) -> str:
        best = next(iter(library.compute_language_confidence_values(text)), None)
        return best.language.iso_code_639_1.name.lower() if best is not None and best.value >= _SURE else "und"

    return detect


def _missing() -> UsageError:
    return UsageError("--language-detector lingua needs one more package; install spoglio[language].")
