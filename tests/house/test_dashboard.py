"""The dashboard for Superset asks what the warehouse has, and its ZIP is the same whenever it is made."""

import importlib.util
import json
import shutil
import zipfile
from pathlib import Path
from types import ModuleType

import duckdb
import pytest
import yaml

from tests.paths import ROOT


@pytest.fixture
def db(small_warehouse: Path, tmp_path: Path) -> Path:
    return shutil.copy(small_warehouse, tmp_path / "w.duckdb")


@pytest.fixture
def pack() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pack", ROOT / "deploy" / "superset" / "pack.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_chart_asks_what_there_is(db: Path, pack: ModuleType) -> None:
    charts = [content for name, content in pack.assets(db).items() if name.startswith("charts/")]
    assert len(charts) >= 6
    views = {content["uuid"]: content for name, content in pack.assets(db).items() if name.startswith("datasets/")}
    with duckdb.connect(str(db), read_only=True) as con:
        for chart in charts:
            view = views[chart["dataset_uuid"]]["table_name"]
            (query,) = json.loads(chart["query_context"])["queries"]
            shown = [*query["columns"], *(metric["sqlExpression"] for metric in query.get("metrics", ()))]
            where = query["extras"]["where"] or "true"
            groups = ", ".join(query["columns"]) if "metrics" in query else ""
            con.execute(f"SELECT {', '.join(shown)} FROM {view} WHERE {where} {f'GROUP BY {groups}' if groups else ''}")


def test_datasets_say_what_columns_hold_and_are_read_only(db: Path, pack: ModuleType) -> None:
    made = pack.assets(db)
    assert made["databases/spoglio.yaml"]["extra"]["engine_params"] == {"connect_args": {"read_only": True}}
    claims = made["datasets/spoglio/claims.yaml"]
    assert claims["main_dttm_col"] == "published_on"
    assert all(column["description"] for column in claims["columns"])


def test_the_same_warehouse_gives_the_same_bytes(db: Path, pack: ModuleType, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        pack.main(str(db), str(tmp_path / name))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"spoglio"}
        assert yaml.safe_load(archive.read("spoglio/metadata.yaml"))["type"] == "Dashboard"


def test_a_warehouse_that_is_not_there_is_one_sentence(pack: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="There is no warehouse"):
        pack.main(str(tmp_path / "none.duckdb"), str(tmp_path / "a.zip"))
