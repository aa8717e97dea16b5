"""The language stage of one batch: read its articles, write its tables. Runs in processes that know of no run.

`python -m flows.worker` is such a process: it loads the model once, takes one order a line on standard input and
answers with one line on standard output. It ends with whoever started it. On a cluster `transform` is called as it is.
"""

import gc
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

from flows.detector import load_detector
from flows.settings import garbage_left, use_one_thread
from flows.staging import BatchFolder, Outcome, Settings, Text
from transforms.errors import SpoglioError

if TYPE_CHECKING:
    import polars as pl
    from spacy.language import Language

    from transforms.documents import Article

logger = logging.getLogger(__name__)

#: A worker of a cluster may have several threads; a language model serves one.
_one_at_a_time = threading.Lock()

#: Whoever stores the rows puts the run and its moment in the place of these.
_NO_RUN, _NO_MOMENT = "", datetime(1970, 1, 1, tzinfo=UTC)


@cache
def _pipeline(model: str) -> "Language":
    from transforms.parsing import load_pipeline

    return load_pipeline(model)


def transform(url: str, items: Sequence[str], settings: Settings) -> Outcome:
    """Read the articles of a batch and lay its tables beside them.

    Args:
        url: folder of the batch.
        items: which texts it holds, for the record.
        settings: how to read.

    Raises:
        ModelError: the language model cannot be loaded.
        SeedError: a reference table is wrong.
    """
    batch = BatchFolder(url)
    done = batch.outcome()
    if done is not None and done.items == tuple(items):
        return done  # whoever read it died before the answer came
    articles, refused = _make_all(batch.read_articles(), settings)
    with _one_at_a_time:
        tables, failed = _read_all(articles, _pipeline(settings.model))
    outcome = Outcome(tuple(items), (*refused, *failed), sum(frame.height for frame in tables.values()))
    batch.write_tables(tables, outcome)
    return outcome


def _make_all(texts: Sequence[Text], settings: Settings) -> "tuple[list[Article], list[tuple[str, str]]]":
    """The articles of a batch; a text of which none can be made is set aside and the rest goes on."""
    from transforms.documents import make_article

    detect = load_detector(settings.language_detector)
    articles = []
    refused = []
    for text in texts:
        try:
            articles.append(make_article(text.text, text.source_uri, text.told, settings.published_on, detect))
        except SpoglioError:
            raise
        except Exception as problem:
            refused.append(_refused(text.source_uri, problem))
    return articles, refused


def _refused(source_uri: str, problem: Exception) -> tuple[str, str]:
    what = f"{type(problem).__name__}: {str(problem)[:200]}"
    return source_uri, f"a stage failed on this text ({what}); please report it"


def _read_all(articles: "list[Article]", nlp: "Language") -> "tuple[dict[str, pl.DataFrame], list[tuple[str, str]]]":
    """The tables of a batch; a text on which a stage fails is set aside and the rest goes on."""
    from transforms.pipeline import read_articles

    try:
        return read_articles(articles, nlp, _NO_RUN, _NO_MOMENT), []
    except SpoglioError:
        raise  # a wrong reference table concerns all texts
    except Exception:
        logger.debug("a stage failed on a text of the batch", exc_info=True)
    from flows.tables import join_tables

    parts = [read_articles([], nlp, _NO_RUN, _NO_MOMENT)]
    refused = []
    for article in articles:  # one text must not take the others with it: find it
        try:
            parts.append(read_articles([article], nlp, _NO_RUN, _NO_MOMENT))
        except Exception as problem:
            refused.append(_refused(article.source_uri, problem))
    return join_tables(parts), refused


def main() -> None:
    """Take orders until standard input ends."""
    # Ctrl-C in a terminal reaches all processes of the group: whoever gives the orders decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    use_one_thread()
    # Whatever a library prints must not stand between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    orders: list[str | None] = []
    came = threading.Semaphore(0)
    threading.Thread(target=_listen, args=(orders, came), daemon=True).start()
    with garbage_left():
        while True:
            came.acquire()
            order = orders.pop(0)
            if order is None:
                return
            _answer(answers, order)


def _listen(orders: list[str | None], came: threading.Semaphore) -> None:
    """Take orders beside the work: when whoever gives them is gone, nobody wants the batch at hand either."""
    for line in sys.stdin:
        orders.append(line)
        came.release()
    os._exit(0)


def _answer(answers: TextIO, line: str) -> None:
    order = json.loads(line)
    day = order["published_on"]
    settings = Settings(order["model"], date.fromisoformat(day) if day else None, order["language_detector"])
    answer: dict[str, Any] = {}
    try:
        if order["url"] is None:
            _pipeline(settings.model)
            gc.freeze()  # the model stays for good: whoever looks for garbage need not walk through it again and again
        else:
            outcome = transform(order["url"], order["items"], settings)
            answer = {"refused": outcome.refused, "n_rows": outcome.n_rows}
    except SpoglioError as problem:
        answer = {"error": str(problem), "kind": type(problem).__name__}
    except OSError as problem:
        answer = {"error": problem.strerror or str(problem), "kind": "OSError", "errno": problem.errno}
    except Exception as problem:
        logger.debug("a worker failed", exc_info=True)
        answer = {"error": f"{type(problem).__name__}: {problem}"[:500], "kind": "Exception"}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
