"""A claimant that is only called a company may be any company that is named, and no other body."""

import pytest

from transforms.ledger.claimants import is_the_company, may_be_company
from transforms.ledger.given import Candidate


@pytest.mark.parametrize("name", ["la società", "L'azienda", "la stessa società"])
def test_a_company_without_a_name(name: str) -> None:
    assert is_the_company(name)


@pytest.mark.parametrize("name", ["la società Alfa", "la questura", "il", ""])
def test_what_is_more_or_something_else(name: str) -> None:
    assert not is_the_company(name)


def test_who_may_be_meant() -> None:
    assert may_be_company(Candidate("Ferramenta Ronchi", kind="ORG"))
    assert not may_be_company(Candidate("Ugo Ronchi", kind="PER"))
    assert not may_be_company(Candidate("Confindustria", kind="ORG"))
    assert not may_be_company(Candidate("Comune di Ronco", kind="ORG"))
    assert not may_be_company(Candidate("i periti"))
