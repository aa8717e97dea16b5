"""`spoglio status`: the last runs of a warehouse, what they did, what they rejected, and when the next one comes."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from flows.serving import Serving
from flows.terminal import plural, printable, shown_seconds, write
from warehouse.history import History, read_history

_ANSWER_SECONDS = 5.0
_SHOWN_REASONS = 10


def show_status(db: Path, last: int, as_json: bool) -> int:
    """Print the state of a warehouse; the exit code.

    Args:
        db: the published file.
        last: how many runs.
        as_json: one JSON object instead of text.

    Raises:
        StoreError: there is no such warehouse, or it cannot be read.
    """
    status = status_of(db, last)
    write(
        (json.dumps(status, ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(status))) + "\n", sys.stdout
    )
    return 0


def status_of(db: Path, last: int = 10) -> dict[str, Any]:
    """The state of a warehouse in plain values; moments are ISO 8601 in UTC.

    Args:
        db: the published file.
        last: how many runs.
    """
    history = read_history(db, last)
    serving = Serving.read(db)
    return {
        "db": str(db),
        "documents": history.n_documents,
        "bytes": history.n_bytes,
        "schedule": serving.schedule if serving else None,
        "next_run": _next_run(serving) if serving else None,
        "unfinished_batches": len(list(db.resolve().with_name(f".{db.name}.run").glob("batches/*/done.json"))),
        "runs": _runs(history),
    }


def _runs(history: History) -> list[dict[str, Any]]:
    rejects: dict[str, list[dict[str, Any]]] = {}
    for row in history.rejects.iter_rows(named=True):
        rejects.setdefault(row["run_id"], []).append({"stage": row["stage"], "reason": row["reason"], "rows": row["n"]})
    runs = []
    for run in history.runs.iter_rows(named=True):
        seconds = (run["finished_at"] - run["started_at"]).total_seconds() if run["finished_at"] else None
        runs.append(
            {
                **{name: run[name] for name in ("run_id", "flow_run_name", "state", "reason")},
                "started_at": _moment(run["started_at"]),
                "seconds": seconds,
                "documents_a_second": round(run["n_new"] / seconds, 2) if seconds and run["n_new"] else None,
                **{name: run[f"n_{name}"] for name in ("inputs", "new", "known", "rejects")},
                "rejects_by_reason": rejects.get(run["run_id"], [])[:_SHOWN_REASONS],
            }
        )
    return runs


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")


def _next_run(serving: Serving) -> str | None:
    """When Prefect starts the next run; None when it does not say."""
    wanted = {
        "deployments": {"name": {"any_": [serving.deployment]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": 1,
    }
    request = Request(
        f"{serving.api.rstrip('/')}/flow_runs/filter", json.dumps(wanted).encode(), {"Content-Type": "application/json"}
    )
    local = serving.api.startswith("http://127.0.0.1:")
    try:
        with build_opener(ProxyHandler({}) if local else ProxyHandler()).open(
            request, timeout=_ANSWER_SECONDS
        ) as answer:
            runs = json.loads(answer.read())
        return _moment(datetime.fromisoformat(runs[0]["expected_start_time"])) if runs else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _lines(status: dict[str, Any]) -> list[str]:
    documents = status["documents"]
    size = f"{status['bytes'] / 1_000_000:,.1f} MB"
    lines = [
        f"{printable(status['db'])}: "
        + ("nothing published yet" if documents is None else f"{plural(documents, 'document')}, {size}")
    ]
    if status["schedule"]:
        comes = f"; next run {status['next_run']}" if status["next_run"] else ""
        lines.append(f"served {status['schedule']}{comes}")
    if status["unfinished_batches"]:
        count = status["unfinished_batches"]
        lines.append(f"a run is under way or was stopped: {count} of its batches read, nothing of it published yet")
    lines += [
        "",
        f"{'started (UTC)':<20} {'state':<10} {'took':>10} {'inputs':>7} {'new':>6} {'known':>7} {'rejects':>7}  new/s",
    ]
    for run in status["runs"]:
        took = "" if run["seconds"] is None else shown_seconds(run["seconds"])
        rate = "" if run["documents_a_second"] is None else f"{run['documents_a_second']:.1f}"
        lines.append(
            f"{run['started_at'][:19].replace('T', ' '):<20} {run['state']:<10} {took:>10} {run['inputs']:>7} "
            f"{run['new']:>6} {run['known']:>7} {run['rejects']:>7}  {rate}".rstrip()
        )
        if run["reason"]:
            lines.append(f"    {printable(run['reason'])}")
    counted: dict[tuple[str, str], int] = {}
    for run in status["runs"]:
        for item in run["rejects_by_reason"]:
            key = (item["stage"], item["reason"])
            counted[key] = counted.get(key, 0) + item["rows"]
    if counted:
        lines += ["", "not published, by reason"]
        for (stage, reason), rows in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_REASONS]:
            lines.append(f"  {rows:>6}  {stage}: {printable(reason)[:120]}")
    return lines
