"""Which code and which language model run, told without importing spaCy."""

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

BUNDLED_MODEL = Path(__file__).resolve().parent.parent / "transforms" / "model"


def code_version() -> str:
    """The version of spoglio."""
    try:
        return version("spoglio")
    except PackageNotFoundError:  # run from a folder without being installed
        return "0+unknown"


def model_label(model: str) -> tuple[str, str | None, str | None]:
    """Name, version and licence of a language model; None where it does not say.

    Args:
        model: ``bundled``, ``rules``, the name of an installed spaCy pipeline, or its path.
    """
    if model == "rules":
        return "rules", code_version(), "Apache-2.0"
    folder = BUNDLED_MODEL if model == "bundled" else Path(model)
    meta = _meta(folder)
    if meta is not None:
        name = "_".join(part for part in (str(meta.get("lang") or ""), str(meta.get("name") or "")) if part)
        return name or model, _known(meta.get("version")), _known(meta.get("license"))
    try:
        return model, version(model.replace("_", "-")), None
    except (PackageNotFoundError, ValueError):
        return model, None, None


def _known(value: object) -> str | None:
    return str(value) if value else None


def _meta(folder: Path) -> dict[str, Any] | None:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return meta if isinstance(meta, dict) else None
