"""The vocabulary by which speech is recognised: each row's example is read as the row says."""

import pytest

from tests.examples import rows_with_examples
from transforms.language.speech import can_speak, nouns, source_phrases, speech_forms, without_pronouns
from transforms.reference import read_reference, split_cell


def test_only_third_persons_are_forms() -> None:
    assert not {"dico", "dici", "diciamo", "dite", "spiego", "spieghi"} & set(speech_forms())


def _spoken(text: str) -> set[str]:
    words = [word.strip("«»,.;:!?\"'").lower() for word in text.replace("’", "'").replace("'", " ").split()]
    found: set[str] = set()
    for word in words:
        base, _ = without_pronouns(word)
        for form in (word, base):
            found |= {verb.lemma for verb, _ in speech_forms().get(form, ())}
    return found


@pytest.mark.parametrize("row", read_reference("it/speech/speech_verbs"), ids=lambda row: row["lemma"])
def test_every_verb_is_recognised_in_its_example(row: dict[str, str]) -> None:
    assert row["lemma"] in _spoken(row["example"])
    assert set(split_cell(row["clause"])) <= {"che", "come", "di"}
    assert row["kind"] in {"say", "write", "ask", "answer", "deny", "threat", "promise", "warn", "claim", "announce",
                           "attack", "define", "show"}  # fmt: skip


@pytest.mark.parametrize("row", rows_with_examples("it/speech/speech_nouns"), ids=lambda row: row["lemma"])
def test_every_noun_is_in_its_example(row: dict[str, str]) -> None:
    words = row["example"].replace("'", " ").replace(",", " ").replace("«", " ").replace("»", " ").lower().split()
    assert any(word in nouns(row["kind"]) for word in words)


@pytest.mark.parametrize("row", read_reference("it/speech/source_prepositions"), ids=lambda row: row["phrase"])
def test_every_source_phrase_opens_its_example(row: dict[str, str]) -> None:
    assert row["example"].split()[0].lower() in source_phrases()


@pytest.mark.parametrize(
    ("noun", "speaks"),
    [("ministro", True), ("autorità", True), ("visita", False), ("parole", False), ("inquirenti", True), ("xyz", None)],
)
def test_who_can_speak(noun: str, speaks: bool | None) -> None:
    assert can_speak(noun) is speaks
