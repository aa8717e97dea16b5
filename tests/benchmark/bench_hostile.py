"""A run over hostile and damaged inputs mixed with good ones: `python tests/benchmark/bench_hostile.py [--hostile N] [--good N]`.

The good ones come as texts, records and tables, in every container; each hostile one is a file of its own with the reason that it must have in `rejects`. The
language stage is the stub of `tests.benchmark.articles`. Exit code 1 when anything is missing, refused for another reason, or touched beside the
warehouse; prints seconds and the largest memory of all processes of the run together.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb
import polars as pl
import psutil

from tests.benchmark.articles import Stub, text_of
from tests.flows.readers.making import parquet, tarred, workbook, zipped, zstd
from tests.paths import ROOT

PACKED = "what is packed here is damaged or ends too early; send it again"
ZIP = "the zip archive is damaged or ends too early; send it again"
BOMB = (
    "more than 200 times its size comes out of it, as out of a decompression bomb; unpack it yourself if you trust it"
)
OUTSIDE = "this is a link that leads out of the folder; name the file itself if it is meant"
#: One in so many inputs is a bomb: unpacking it up to the limit takes its time.
_BOMBS = 250

#: What the name of a file ends with, its content, the end of its source_uri, the reason.
Hostile = tuple[str, bytes, str, str]
_bomb_line = b" " * 80_000_000
_deep = gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"Testo.")))))


def _cut(data: bytes, chance: random.Random) -> bytes:
    """Without its end; what is left is at least a third."""
    return data[: chance.randrange(len(data) // 3, len(data) - 20)]


KINDS: list[Callable[[random.Random], Hostile]] = [
    lambda chance: (".txt", b"", "", "the file is empty"),
    lambda chance: (".txt", b" \n\t" * chance.randrange(1, 99), "", "the text is empty: nothing but white space"),
    lambda chance: (".txt", b"\x89PNG\x00" + chance.randbytes(999), "", "the file is binary, not text"),
    lambda chance: (".txt", b"\xff\xfea", "", "the text begins as UTF-16-LE but does not go on so; write it as UTF-8"),
    lambda chance: (".txt", b"lungo " * 20_000, "", "the text is longer than --max-chars (100000 characters); split it or raise the limit"),
    lambda chance: (".jsonl", b'{"text": "uno', "#1", "the line is no JSON"),
    lambda chance: (".jsonl", b'{"text": ' + b"[" * 50_000, "#1", "the line is JSON that is nested too deeply"),
    lambda chance: (".jsonl", b'{"text": "\\ud800"}', "#1", "the text holds half a surrogate pair, which is no character; write it again as UTF-8"),
    lambda chance: (".jsonl", b'{"text": "a\\u0000"}', "#1", "the text holds NUL characters, as binary data does; give plain text"),
    lambda chance: (".jsonl", json.dumps({"title": "T", "n": chance.random()}).encode(), "#1", "the record has no 'text'"),
    lambda chance: (".csv", b"titolo,testo\na,b\n", "", "the table has no column 'text'; its first line must name the columns"),
    lambda chance: (".csv", b"text,title\nPiena, argini,T\n", "#2", "the row has more cells than there are columns; put cells that hold the delimiter in quotation marks"),
    lambda chance: (".parquet", _cut(parquet(pl.DataFrame({"text": ["Testo."]})), chance), "", "the Parquet file is damaged or ends too early; write it again"),
    lambda chance: (".parquet", parquet(pl.DataFrame({"text": [chance.random()]})), "", "the column 'text' of the table holds double, not strings"),
    lambda chance: (".xlsx", _cut(workbook({"F": [["text"], ["a"]]}), chance), "", ZIP),
    lambda chance: (".xlsx", b"\xd0\xcf\x11\xe0" + chance.randbytes(99), "", "the workbook is damaged, or locked with a password"),
    lambda chance: (".txt.gz", _cut(gzip.compress(chance.randbytes(500)), chance), "", PACKED),
    lambda chance: (".txt.zst", _cut(zstd(chance.randbytes(500)), chance), "", PACKED),
    lambda chance: (".zip", _cut(zipped({"a.txt": chance.randbytes(500)}), chance), "", ZIP),
    lambda chance: (".zip", zipped({"../../fuori.txt": b"Testo."}), "/../../fuori.txt", "its name leads out of the archive, as in an attack; it is not read"),
    lambda chance: (".tar", tarred({"/tmp/fuori.txt": b"Testo."}), "//tmp/fuori.txt", "its name leads out of the archive, as in an attack; it is not read"),
    lambda chance: (".tar", tarred({"a.txt": b"a" * 600})[:900], "/a.txt", "the tar archive ends in the middle of this file; send it again"),
    lambda chance: (".txt", _deep, "", "it lies in 4 archives already and is one itself; unpack it first"),
]  # fmt: skip
BOMBS: list[Hostile] = [
    (".jsonl.gz", gzip.compress(_bomb_line), "", BOMB),
    (".jsonl.zst", zstd(_bomb_line), "", BOMB),
    (".zip", zipped({"a.jsonl": _bomb_line}), "", BOMB),
    (".jsonl", gzip.compress(gzip.compress(gzip.compress(_bomb_line))), "", BOMB),
]
NAMES = ["semplice", "a'b", 'a"b', "riga\nnuova", "=1+1", "'; DROP TABLE documents; --", "\u202etxt", "%s"]


def write_hostile(folder: Path, number: int) -> dict[str, str]:
    """So many inputs that cannot be read; their reasons by source_uri."""
    chance = random.Random(7)
    told = {}
    for at in range(number):
        place = folder / f"{at % 97:02}"
        place.mkdir(exist_ok=True, parents=True)
        name = f"{at:05} {NAMES[at % len(NAMES)]}"
        if at % _BOMBS == 3:
            suffix, content, part, reason = BOMBS[at // _BOMBS % len(BOMBS)]
        elif at % 50 == 7:
            (place / f"{name}.txt").symlink_to(folder.parent.parent / "segreto.txt")
            told[f"in/{place.relative_to(folder.parent)}/{name}.txt"] = OUTSIDE
            continue
        else:
            suffix, content, part, reason = KINDS[at % len(KINDS)](chance)
        (place / f"{name}{suffix}").write_bytes(content)
        told[f"in/{place.relative_to(folder.parent)}/{name}{suffix}{part}"] = reason
    return told


def write_good(folder: Path, number: int) -> None:
    """So many articles in files of every format."""
    folder.mkdir(parents=True)
    texts = [text_of(at) for at in range(number)]
    tenth = len(texts) // 10
    parts = [texts[at : at + tenth] for at in range(0, len(texts), tenth)]
    files = [{f"{part}-{at}.txt": text.encode() for at, text in enumerate(texts)} for part, texts in enumerate(parts)]
    lines = ["".join(json.dumps({"text": text}) + "\n" for text in texts).encode() for texts in parts]
    made = {
        "b.jsonl": lines[1],
        "c.jsonl.gz": gzip.compress(lines[2]),
        "d.ndjson.zst": zstd(lines[3]),
        "e.csv": pl.DataFrame({"text": parts[4]}).write_csv().encode(),
        "f.parquet": parquet(pl.DataFrame({"text": parts[5]})),
        "g.xlsx": workbook({"Testi": [["text"], *([text] for text in parts[6])]}),
        "h.zip": zipped(files[7]),
        "i.tar.gz": gzip.compress(tarred(files[8])),
        "j.zip": zipped({"dentro.tar.zst": zstd(tarred(files[9]))}),
    }
    for name, content in (files[0] | made).items():
        (folder / name).write_bytes(content)


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of all files below a folder but for the warehouse and what belongs to it."""
    found = {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if inside[0] not in ("w.duckdb", "home") and not inside[0].startswith(".w.duckdb"):
            about = path.lstat()
            found[str(path)] = (about.st_size, about.st_mtime_ns) if path.is_file() else (0, 0)
    return found


def peak_of(process: "subprocess.Popen[bytes]") -> Iterator[int]:
    """Bytes of memory of a process and all its children, now and then until it ends."""
    family = psutil.Process(process.pid)
    while process.poll() is None:
        total = 0
        for one in (family, *family.children(recursive=True)):
            try:
                total += one.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        yield total
        time.sleep(0.2)


def main() -> None:
    """Run and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--hostile", type=int, default=10_000)
    parser.add_argument("--good", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "tmp").mkdir()
        (folder / "segreto.txt").write_text("Un segreto.")
        write_good(folder / "in" / "buoni", options.good)
        told = write_hostile(folder / "in" / "ostili", options.hostile)
        Stub.made().save(folder / "stub")
        environment = os.environ | {
            "PYTHONPATH": f"{ROOT / 'tests' / 'benchmark' / 'stub'}{os.pathsep}{ROOT}",
            "SPOGLIO_HOME": str(folder / "home"),
            "SPOGLIO_BENCHMARK_STUB": str(folder / "stub"),
            "TMPDIR": str(folder / "tmp"),
        }
        before = state(folder)
        command = [
            sys.executable,
            "-m",
            "flows.cli",
            "run",
            "in",
            "--db",
            "w.duckdb",
            "--model",
            "rules",
            "--max-chars",
            "100000",
        ]
        start = time.perf_counter()
        with (
            (folder / "home.log").open("wb") as log,
            subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as process,
        ):
            peak = max(peak_of(process))
        seconds = time.perf_counter() - start
        print(f"exit {process.returncode}, {seconds:.0f} s, at most {peak / 1e6:.0f} MB in all processes together")
        (folder / "home.log").unlink()
        touched = {path for path, about in state(folder).items() if before.get(path) != about} | before.keys() - state(
            folder
        ).keys()
        touched = {path for path in touched if not Path(path).is_relative_to(folder / "tmp")} | set(
            map(str, (folder / "tmp").iterdir())
        )
        with duckdb.connect(str(folder / "w.duckdb"), read_only=True) as con:
            published = con.execute("SELECT count(*) FROM documents").fetchone()
            rows = con.execute("SELECT source_uri, reason FROM rejects").fetchall()
        wrong = {uri: (reason, told.get(uri)) for uri, reason in rows if told.get(uri) != reason}
        missing = told.keys() - {uri for uri, _ in rows}
        print(
            f"published {published}, rejects {len(rows)}, for another reason {len(wrong)}, missing {len(missing)}, touched {sorted(touched)[:5]}"
        )
        for uri in [*list(wrong)[:10], *list(missing)[:10]]:
            print(f"  {uri!r}: {wrong.get(uri)}")
        bad = (
            process.returncode or published != (options.good,) or len(rows) != len(told) or wrong or missing or touched
        )
        raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
