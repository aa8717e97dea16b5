"""Words a second of the bundled model on one core, beside a plain `spacy.load` of the same weights; load time, memory.

    python tests/benchmark/bench_model.py [FOLDER of .txt files]

Each candidate runs in a process of its own, held to one core; seconds are seconds of processor time, so that a busy
machine does not count. "plain" is what a user gets with
`spacy.load("transforms/model").pipe(texts)`: spaCy's default matrix product, batch size and BLAS threads.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.paths import ROOT

WORDS = 20_000
ROUNDS = 3


def measure(candidate: str, folder: Path) -> dict[str, float]:
    """Run one candidate in this process; seconds are those of the processor."""
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    sys.path.insert(0, str(ROOT))
    import spacy

    from transforms.parsing.load import MODEL, load_pipeline, parse

    began = time.process_time()
    nlp = spacy.load(MODEL) if candidate == "plain" else load_pipeline()
    load = time.process_time() - began
    articles = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    texts: list[str] = []
    while sum(map(len, texts)) < 6 * WORDS:
        texts += articles

    def run() -> int:
        docs = nlp.pipe(texts) if candidate == "plain" else parse(nlp, texts, batch_size=8)
        return sum(not token.is_space for doc in docs for token in doc)

    words = run()  # the first time fills caches
    seconds = min(_timed(run) for _ in range(ROUNDS))
    result = {"load_s": load, "words_per_s": words / seconds}
    if candidate != "plain":
        docs = [nlp.make_doc(text) for text in texts]
        for name, component in nlp.pipeline:
            began = time.process_time()
            docs = list(component.pipe(docs)) if hasattr(component, "pipe") else [component(doc) for doc in docs]
            result[name] = words / (time.process_time() - began)
    return result | {"rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _timed(work: object) -> float:
    began = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - began


def main() -> None:
    """Measure both and print a table."""
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds" / "articles"
    results: dict[str, dict[str, float]] = {}
    for candidate in ("plain", "bundled"):
        answer = subprocess.run(
            [sys.executable, __file__, "--one", candidate, str(folder)], capture_output=True, text=True, check=True
        )
        results[candidate] = json.loads(answer.stdout)
        for name, value in results[candidate].items():
            print(f"{candidate:8} {name:24} {value:10,.1f}")
    print(
        f"bundled is {results['bundled']['words_per_s'] / results['plain']['words_per_s']:.2f} times as fast as plain"
    )


if __name__ == "__main__":
    main()
