"""What lies in `deploy` names files, commands and options that there are: nobody here can build a container or start a service."""

import configparser
import re
import shlex
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows import cli
from flows.settings import read_settings
from tests.paths import ROOT

DEPLOY = ROOT / "deploy"


def dockerfile() -> list[tuple[str, str]]:
    """Instruction and its words, continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, words.strip()) for name, _, words in (line.partition(" ") for line in lines)]


def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return told


def service(name: str) -> dict[str, dict[str, str]]:
    """Sections of a unit, keys as written; of keys that stand twice the last."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / name, encoding="utf-8")
    return {section: dict(parser[section]) for section in parser.sections()}


def told_options(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The options of a command, as its help tells them."""
    with suppress(SystemExit):
        cli.main([command, "--help"])
    return set(re.findall(r"--[a-z-]+", capsys.readouterr().out))


def calls() -> list[list[str]]:
    """Every call of spoglio in `deploy`, without the program."""
    found = [words for name, words in dockerfile() if name == "CMD"]
    made = [re.findall(r'"([^"]+)"', words) for words in found]
    made.append(compose()["services"]["spoglio"]["command"])
    for name in ("spoglio.service", "spoglio-once.service"):
        program, *rest = shlex.split(service(name)["Service"]["ExecStart"])
        assert Path(program).name == "spoglio"
        made.append(rest)
    return made


def test_the_image_gets_all_that_is_installed() -> None:
    copied = [words.split()[:-1] for name, words in dockerfile() if name == "COPY"]
    paths = {path for group in copied for path in group}
    for path in paths:
        assert (ROOT / path).exists(), path
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    built = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert {*built, "pyproject.toml", "requirements.lock", project["project"]["readme"]} <= paths
    # It is built without a network, by what the lock holds.
    assert re.search(r"^hatchling==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_image_does_not_run_as_root_and_starts_our_program() -> None:
    told = dict(dockerfile())
    assert told["USER"] not in ("root", "0")
    assert f"useradd --create-home --uid 1000 {told['USER']}" in " ".join(
        words for name, words in dockerfile() if name == "RUN"
    )
    (program,) = re.findall(r'"([^"]+)"', told["ENTRYPOINT"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert program in project["project"]["scripts"]


def test_every_call_names_a_command_and_options_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    made = calls()
    assert {call[0] for call in made} == {"serve", "run"}
    for command, *rest in made:
        assert {word for word in rest if word.startswith("--")} <= told_options(command, capsys)


def test_the_compose_file_holds_together() -> None:
    told = compose()
    volumes, services = told["volumes"], told["services"]
    for one in services.values():
        place = (DEPLOY / one["build"]["context"]).resolve()
        assert (place / one["build"]["dockerfile"]) == DEPLOY / "Dockerfile"
        assert set(one.get("depends_on", {})) <= set(services)
        named = [volume.split(":")[0] for volume in one["volumes"]]
        assert all(name.startswith("./") or name in volumes for name in named)
    api = services["spoglio"]["environment"]["PREFECT_API_URL"]
    host, port = re.fullmatch(r"http://([a-z]+):(\d+)/api", api).groups()  # type: ignore[union-attr]
    assert host in services
    assert [published.split(":")[-1] for published in services[host]["ports"]] == [port]
    assert f":{port}/api/health" in services[host]["healthcheck"]["test"][-1]
    assert services["spoglio"]["depends_on"][host] == {"condition": "service_healthy"}


def test_what_is_set_for_a_service_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("spoglio.service", "spoglio-once.service"):
        variable, _, value = service(name)["Service"]["Environment"].partition("=")
        monkeypatch.setenv(variable, str(tmp_path / Path(value).name))
        assert read_settings().prefect_home == tmp_path / Path(value).name / "prefect"
    (variable,) = (words.split("=")[0] for name, words in dockerfile() if name == "ENV")
    assert variable == "SPOGLIO_HOME"


def test_the_timer_starts_the_service_of_its_name() -> None:
    assert "OnCalendar" in service("spoglio-once.timer")["Timer"]
    assert service("spoglio-once.service")["Service"]["Type"] == "oneshot"
    # Another run holds the warehouse: no failure of the service, the next tick takes in what is new.
    assert service("spoglio-once.service")["Service"]["SuccessExitStatus"] == "4"
