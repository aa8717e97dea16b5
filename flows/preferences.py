"""What a user has settled for all calls: variables ``SPOGLIO_…`` of the environment, and a file ``spoglio.toml``.

What is typed wins over the environment, the environment over the file, the file over the defaults.
"""

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from flows.detector import DetectorName
from flows.places import Place, WebAddress, place_or_web
from flows.terminal import printable
from transforms.errors import UsageError

#: The file that is read where the working folder holds one.
FILE_NAME = Path("spoglio.toml")
_PREFIX = "SPOGLIO_"


class Preferences(BaseSettings):
    """Values for what a command line leaves out, under the names of its options; None: not settled.

    Attributes:
        db: the warehouse.
        inbox: files and folders that `run` and `serve` read when no PATH is given.
        model: name of the language model.
        language_detector: who is asked for languages that our words leave open.
        workers: processes that read.
        outlet: outlet of texts whose metadata and URL tell none.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True)

    db: Path | None = None
    inbox: Any = None
    model: str | None = Field(default=None, min_length=1)
    language_detector: DetectorName | None = None
    workers: int | None = Field(default=None, ge=1)
    outlet: str | None = Field(default=None, min_length=1)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over what is given here, the file."""
        return env_settings, init_settings

    @field_validator("inbox")
    @classmethod
    def _places(cls, value: Any) -> list[Place | WebAddress] | None:
        paths = [value] if isinstance(value, str | Path) else value
        if paths is None:
            return None
        if not isinstance(paths, list) or not paths or not all(isinstance(path, str | Path) and path for path in paths):
            raise ValueError("give a path or a list of paths")
        try:
            return [place_or_web(path) for path in paths]
        except UsageError as problem:
            raise ValueError(str(problem).rstrip(".")) from problem

    def told(self) -> dict[str, Any]:
        """What is settled, by name."""
        return {name: value for name, value in self if value is not None}


def read_preferences(file: Path | None = None) -> Preferences:
    """Read environment and file; paths in the file are relative to its folder.

    Args:
        file: None: `spoglio.toml` in the working folder, where there is one.

    Raises:
        UsageError: the file cannot be read, tells what is no setting, or a value cannot be used.
    """
    path = file or FILE_NAME
    told = read_toml(path, "--config", 'db = "news.duckdb"') if file or path.is_file() else {}
    for name in told:
        if name not in Preferences.model_fields:
            _refuse(path, name)
    try:
        return Preferences(**{name: _relative(name, value, path.parent) for name, value in told.items()})
    except ValidationError as problem:
        first = problem.errors()[0]
        name = str(first["loc"][0])
        variable = _PREFIX + name.upper()
        where = variable if os.environ.get(variable) else f"{path}: {name}"
        what = str(first["msg"]).removeprefix("Value error, ")
        raise UsageError(f"{printable(where)}: {printable(what[:1].lower() + what[1:])}.") from problem


def read_toml(path: Path, option: str, example: str) -> dict[str, Any]:
    """What a file of settings tells.

    Args:
        path: the file.
        option: that names it.
        example: of a line in it.

    Raises:
        UsageError: it cannot be read or is no TOML.
    """
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as problem:
        raise UsageError(f"{path} cannot be read ({problem.strerror}); correct {option}.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path} is no TOML ({printable(problem)}); write lines such as {example}.") from problem


def _refuse(path: Path, name: str) -> NoReturn:
    known = list(Preferences.model_fields)
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    what = f"did you mean '{near[0]}'?" if near else f"settings are {', '.join(known)}."
    raise UsageError(f"{path}: '{name}' is no setting; {what}")


def _relative(name: str, value: Any, folder: Path) -> Any:
    """A path of the file, seen from the working folder."""
    if name not in ("db", "inbox"):
        return value
    if isinstance(value, list):
        return [_relative(name, item, folder) for item in value]
    if not isinstance(value, str) or not value or "://" in value:
        return value
    return folder / Path(value).expanduser()
