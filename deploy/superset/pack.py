"""Makes the ZIP that Superset imports: database, datasets and the dashboard of charts.yaml.

    python deploy/superset/pack.py news.duckdb dashboard.zip

Columns and what they hold are taken from the warehouse, so that the datasets say what `spoglio schema` says. The same
warehouse gives the same keys: an import replaces what an earlier one brought.
"""

import json
import sys
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import yaml

HERE = Path(__file__).parent
DATABASE = "spoglio"
_VERSION = "1.0.0"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a ZIP can hold: the same input gives the same bytes


def _key(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((DATABASE, *parts))))


def _database(db: Path) -> dict[str, Any]:
    engine = {"connect_args": {"read_only": True}}
    return {
        "database_name": DATABASE,
        "sqlalchemy_uri": f"duckdb:///{db.resolve()}",
        "expose_in_sqllab": True,
        "allow_run_async": False,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "extra": {"engine_params": engine, "metadata_params": {}, "schemas_allowed_for_file_upload": []},
        "uuid": _key("database"),
        "version": _VERSION,
    }


def _dataset(con: duckdb.DuckDBPyConnection, view: str, metrics: dict[str, str]) -> dict[str, Any]:
    query = """
        SELECT column_name, data_type, comment FROM duckdb_columns()
        WHERE schema_name = 'main' AND table_name = ? ORDER BY column_index
    """
    columns = con.execute(query, [view]).fetchall()
    if not columns:
        sys.exit(f"The warehouse has no table or view {view}; make it with this version of spoglio.")
    days = [name for name, kind, _ in columns if kind == "DATE" or kind.startswith("TIMESTAMP")]
    about = """
        SELECT comment FROM (SELECT table_name AS name, comment FROM duckdb_tables() UNION ALL
        SELECT view_name, comment FROM duckdb_views()) WHERE name = ?
    """
    comment = con.execute(about, [view]).fetchone()
    return {
        "table_name": view,
        "main_dttm_col": days[0] if days else None,
        "description": comment[0] if comment else None,
        "schema": "main",
        "sql": None,
        "uuid": _key("dataset", view),
        "metrics": [
            {"metric_name": name, "expression": sql, "verbose_name": name} for name, sql in sorted(metrics.items())
        ],
        "columns": [
            {
                "column_name": name,
                "is_dttm": name in days,
                "is_active": True,
                "type": kind,
                "groupby": True,
                "filterable": True,
                "description": text,
            }
            for name, kind, text in columns
        ],
        "version": _VERSION,
        "database_uuid": _key("database"),
    }


def _metric(chart: dict[str, Any]) -> dict[str, Any]:
    told = chart["metric"]
    return {"expressionType": "SQL", "sqlExpression": told["sql"], "label": told["name"], "hasCustomLabel": True}


def _filters(chart: dict[str, Any]) -> list[dict[str, Any]]:
    if "where" not in chart:
        return []
    return [{"expressionType": "SQL", "clause": "WHERE", "sqlExpression": chart["where"]}]


def _chart(chart: dict[str, Any]) -> dict[str, Any]:
    """A chart as Superset exports it: what its editor shows (`params`) and what it asks (`query_context`)."""
    axis = chart.get("time") or chart.get("rows")
    limit = chart.get("limit", 1000)
    order = [[name, way == "ascending"] for name, way in chart.get("order", {}).items()]
    form: dict[str, Any] = {"viz_type": chart["type"], "row_limit": limit, "adhoc_filters": _filters(chart)}
    query: dict[str, Any] = {
        "filters": [],
        "extras": {"where": f"({chart['where']})" if "where" in chart else "", "having": ""},
        "row_limit": limit,
        "orderby": order,
    }
    by = chart.get("by", [])
    if "metric" in chart:
        metric = _metric(chart)
        query["metrics"] = [metric]
        query["orderby"] = order or [[metric, False]]
        query["columns"] = ([axis] if axis else []) + by
        form |= {"metrics": [metric], "metric": metric, "groupby": by}
    if axis:
        form |= {"x_axis": axis, "x_axis_sort": chart["metric"]["name"] if "rows" in chart else None}
    if "columns" in chart:
        query["columns"] = chart["columns"]
        form |= {
            "query_mode": "raw",
            "all_columns": chart["columns"],
            "order_by_cols": [json.dumps(part) for part in order],
            "server_page_length": 20,
            "page_length": 20,
        }
    if "column" in chart:
        query["columns"] = [chart["column"]]
        form["column"] = chart["column"]
    form |= chart.get("form", {})
    context = {"datasource": {"id": 0, "type": "table"}, "force": False, "queries": [query], "form_data": form}
    context |= {"result_format": "json", "result_type": "full"}
    return {
        "slice_name": chart["name"],
        "viz_type": chart["type"],
        "params": form,
        "query_context": json.dumps(context),
        "uuid": _key("chart", chart["name"]),
        "version": _VERSION,
        "dataset_uuid": _key("dataset", chart["view"]),
    }


def _rows(charts: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Charts that stand side by side: twelve columns a row."""
    row: list[dict[str, Any]] = []
    for chart in charts:
        if sum(one["width"] for one in row) + chart["width"] > 12:
            yield row
            row = []
        row.append(chart)
    yield row


def _dashboard(title: str, charts: list[dict[str, Any]]) -> dict[str, Any]:
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": title}},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]},
    }
    for number, row in enumerate(_rows(charts)):
        name = f"ROW-{number}"
        position["GRID_ID"]["children"].append(name)
        background = {"background": "BACKGROUND_TRANSPARENT"}
        position[name] = {
            "type": "ROW",
            "id": name,
            "children": [],
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": background,
        }
        for chart in row:
            key = _key("chart", chart["name"])
            position[name]["children"].append(f"CHART-{key}")
            meta = {"uuid": key, "width": chart["width"], "height": chart.get("height", 50)}
            meta |= {"chartId": 0, "sliceName": chart["name"]}
            parents = ["ROOT_ID", "GRID_ID", name]
            position[f"CHART-{key}"] = {
                "type": "CHART", "id": f"CHART-{key}", "children": [], "parents": parents, "meta": meta,
            }  # fmt: skip
    return {
        "dashboard_title": title,
        "slug": DATABASE,
        "published": True,
        "uuid": _key("dashboard"),
        "position": position,
        "metadata": {"cross_filters_enabled": True, "refresh_frequency": 0},
        "version": _VERSION,
    }


def assets(db: Path) -> dict[str, dict[str, Any]]:
    """Name in the ZIP → what stands in that file."""
    told = yaml.safe_load((HERE / "charts.yaml").read_text(encoding="utf-8"))
    metrics: dict[str, dict[str, str]] = {}
    for chart in told["charts"]:
        names = metrics.setdefault(chart["view"], {})
        if "metric" in chart:
            names[chart["metric"]["name"]] = chart["metric"]["sql"]
    made: dict[str, dict[str, Any]] = {
        "metadata.yaml": {"version": _VERSION, "type": "Dashboard", "timestamp": "2026-01-01T00:00:00+00:00"},
        f"databases/{DATABASE}.yaml": _database(db),
        f"dashboards/{DATABASE}.yaml": _dashboard(told["title"], told["charts"]),
    }
    with duckdb.connect(str(db), read_only=True) as con:
        for view, names in metrics.items():
            made[f"datasets/{DATABASE}/{view}.yaml"] = _dataset(con, view, names)
    for chart in told["charts"]:
        made[f"charts/{chart['name'].replace(' ', '_')}.yaml"] = _chart(chart)
    return made


def main(db: str, target: str) -> None:
    """Write the ZIP."""
    if not Path(db).is_file():
        sys.exit(f"There is no warehouse {db}; make one with 'spoglio run'.")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in assets(Path(db)).items():
            text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
            archive.writestr(zipfile.ZipInfo(f"{DATABASE}/{name}", _EPOCH), text)
    print(f"{target}: import it in Superset (Dashboards, import), or with its REST interface")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
