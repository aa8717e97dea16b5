"""Inputs that broke something once, one file each."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOUND = Path(__file__).with_name("found")


def keep(target: str, given: Any) -> str:
    """Write an input down; the name of its file."""
    told = {"text": given} if isinstance(given, str) else {"base64": base64.b64encode(given).decode()}
    content = json.dumps({"target": target} | told, indent=1)
    path = FOUND / f"{target}-{hashlib.sha256(content.encode()).hexdigest()[:8]}.json"
    path.write_text(content + "\n", encoding="utf-8")
    return path.name


def kept() -> Iterator[tuple[str, str, Any]]:
    """Name of the file, target and input, by name."""
    for path in sorted(FOUND.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        yield path.name, case["target"], case["text"] if "text" in case else base64.b64decode(case["base64"])
