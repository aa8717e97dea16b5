"""The locked requirements."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.paths import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_no_host_is_named() -> None:
    assert "://" not in LOCK
    assert "--index-url" not in LOCK


def test_what_has_extras_stands_without_them_too() -> None:
    # pip 23.2 wants the plain requirement pinned by itself, and the one with extras too
    extra = re.findall(r"^([a-z0-9-]+)\[[^\]]+\](==\S+)", LOCK, re.MULTILINE)
    assert extra
    assert [f"{name}{version}" for name, version in extra if f"\n{name}{version} \\" not in LOCK] == []


def test_every_requirement_has_hashes() -> None:
    blocks = re.split(r"(?m)^(?=[a-z0-9])", LOCK)
    assert [block.split()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block] == []


def test_what_the_project_needs_is_locked_in_its_range() -> None:
    locked = dict(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]+\])?==(\S+)", LOCK, re.MULTILINE))
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert needed
    for requirement in map(Requirement, needed):
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, requirement
