"""What the benchmarks measure with is of real shape: it passes the gate, and is the same on every machine."""

import hashlib
from datetime import datetime

import pytest

from expectations.gate import check
from tests.benchmark.articles import Stub, articles, batch_of, text_of
from tests.tables import Tables
from transforms.contract import DOCUMENT_TABLES
from transforms.documents import document_id

SEEN_AT = datetime.fromisoformat("2026-03-04T09:30Z")


@pytest.fixture(scope="module")
def stub() -> Stub:
    return Stub.made("rules")


@pytest.fixture(scope="module")
def tables(stub: Stub) -> Tables:
    return batch_of(stub, range(40))


def test_texts_depend_on_number_and_seed_alone() -> None:
    assert text_of(7) == text_of(7)
    assert len({text_of(number, seed) for number in range(200) for seed in (0, 1)}) == 400
    digest = hashlib.sha256("".join(text_of(number) for number in range(20)).encode()).hexdigest()
    assert digest[:12] == DIGEST


DIGEST = "c1deb2170450"


def test_texts_are_as_long_as_articles() -> None:
    lengths = [len(text_of(number)) for number in range(300)]
    assert 2_000 < sum(lengths) / len(lengths) < 2_400


def test_rows_are_those_of_the_texts(tables: Tables) -> None:
    texts = dict(tables["documents"].select("doc_id", "text").rows())
    assert len(texts) == 40
    for row in DOCUMENT_TABLES:
        if row.table in tables and "surface" in row.model_fields:
            for doc_id, start, end, surface in (
                tables[row.table].select("doc_id", "start_char", "end_char", "surface").rows()
            ):
                assert texts[doc_id][start:end] == surface


@pytest.mark.slow
def test_rows_pass_the_gate(tables: Tables) -> None:
    report = check(tables, "run-1")
    assert report.held_back == []
    assert report.rejects.is_empty()


def test_rows_do_not_depend_on_the_batch(stub: Stub, tables: Tables) -> None:
    for number in (3, 30):
        alone = batch_of(stub, [number])
        doc_id = document_id(text_of(number))
        for row in DOCUMENT_TABLES:
            if row.table in alone:
                assert alone[row.table].equals(tables[row.table].filter(doc_id=doc_id)), row.table


def test_a_saved_stub_gives_the_same_rows(stub: Stub, tmp_path) -> None:
    stub.save(tmp_path)
    given = list(articles(range(3)))
    one, other = (made.read_articles(given, "run-1", SEEN_AT) for made in (stub, Stub.load(tmp_path)))
    assert all(one[name].equals(other[name]) for name in one)


def test_more_documents_name_more_entities(stub: Stub) -> None:
    few, many = (batch_of(stub, range(n))["entities"].height for n in (20, 200))
    assert few * 2 < many < few * 10
