"""What it costs to read articles as pages instead of plain text, and how fast crawls are streamed.

    python tests/benchmark/bench_formats.py [--documents N] [--crawl MEGABYTES] [--model NAME] [--repeat N]

The same articles as `.txt` and as `.html` go from bytes to rows, in turn in one process; the best round counts. A crawl of pages in
English is streamed to where their language is told, which leaves each of them out; its pages have 55 KB, with scripts and menus. All
times are those of the processor.
"""

import argparse
import gc
import html
import io
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from spacy.language import Language

from flows.readers.read import read
from flows.readers.reader import Limits, Record
from tests.benchmark.articles import text_of, told_of
from tests.flows.readers.crawls import answer
from transforms import pipeline
from transforms.documents import Article, make_article
from transforms.parsing import load_pipeline

LIMITS = Limits(1_000_000)
MENU = "".join(f'<li class="menu-item"><a href="/sezione/{number}">Sezione {number}</a></li>' for number in range(150))
SCRIPTS = (
    f"<script>{'var a = function () { return this.b; };' * 600}</script><style>{'.a { color: red }' * 600}</style>"
)
ENGLISH = (
    "<p>The bridge over the river will be closed for some weeks because the engineers of the province have found two "
    "cracks in its wall, and the mayor has said that it should be open again before the end of April.</p>"
)


def page(text: str) -> str:
    """An article as a page of a newspaper, with all that stands around it."""
    title, *paragraphs = (line for line in text.split("\n") if line.strip())
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return around(f"<h1>{html.escape(title)}</h1>{body}")


def around(article: str) -> str:
    """The same frame around every article."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>La Voce</title>{SCRIPTS}</head><body><nav><ul>{MENU}</ul>'
        f"</nav><main><article>{article}</article></main><footer><ul>{MENU}</ul><p>La Voce srl</p></footer></body></html>"
    )


def opened(files: Sequence[bytes], numbers: Sequence[int]) -> list[Article]:
    """The articles of some files."""
    return [
        make_article(event.text, str(number), told_of(number).over(event.told))
        for number, data in zip(numbers, files, strict=True)
        for _, event in read(io.BytesIO(data), "a.txt", LIMITS)  # a page is known by its content
        if isinstance(event, Record)
    ]


def seconds(files: Sequence[bytes], nlp: Language | None = None) -> float:
    """CPU seconds from bytes to articles, or to rows."""
    start = time.process_time()
    articles = opened(files, range(len(files)))
    if nlp is not None:
        pipeline.read_articles(articles, nlp, "bench", datetime.now(UTC))
    return time.process_time() - start


def crawl_rate(megabytes: int) -> float:
    """Megabytes a second of a crawl up to where the language of each page is told."""
    one = answer(around(ENGLISH * 30).encode())
    crawl = one * (megabytes * 1_000_000 // len(one))
    start = time.process_time()
    n_left = sum(not isinstance(event, Record) for _, event in read(io.BytesIO(crawl), "a.warc", LIMITS))
    assert n_left
    return len(crawl) / 1e6 / (time.process_time() - start)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--crawl", type=int, default=50, help="megabytes")
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    texts = [text_of(number) for number in range(options.documents)]
    plain, pages = [text.encode() for text in texts], [page(text).encode() for text in texts]
    nlp = load_pipeline(options.model)
    seconds(plain[:3], nlp), seconds(pages[:3], nlp)
    gc.freeze()
    gc.set_threshold(50_000)
    pairs = [(seconds(plain, nlp), seconds(pages, nlp)) for _ in range(options.repeat)]
    one, other = min(a for a, _ in pairs), min(b for _, b in pairs)
    alone = min(seconds(pages) for _ in range(options.repeat))
    n = len(texts)
    print(
        f"{n} articles, {sum(map(len, plain)) // n} bytes as text, {sum(map(len, pages)) // n} as a page, best of {options.repeat}"
    )
    print(f"  text to rows   {1e3 * one / n:6.1f} ms an article")
    print(
        f"  page to rows   {1e3 * other / n:6.1f} ms an article, of which {1e3 * alone / n:.1f} until its text is there"
    )
    print(f"  pages are read at {one / other:.2f} of the speed of texts")
    print(
        f"crawl of {options.crawl} MB up to the language stage: {max(crawl_rate(options.crawl) for _ in range(options.repeat)):.0f} MB/s"
    )


if __name__ == "__main__":
    main()
