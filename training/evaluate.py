"""Scores: names by exact span and by token, grammar on trees, sentences; on raw text, as the pipeline meets it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from training.newspapers import LABELS, NamedSentence, join_sentences

Names = list[tuple[int, int, str]]


@dataclass(slots=True)
class Count:
    """Right, found and wanted; precision, recall and F1 follow."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the found ones that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted ones that were found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Count") -> None:
        """Add another count to this one."""
        self.right += other.right
        self.found += other.found
        self.wanted += other.wanted


def _per_label() -> dict[str, Count]:
    return {label: Count() for label in LABELS}


@dataclass(slots=True)
class NameScores:
    """Span scores want exact boundaries and label; token scores count each token of a name, as NERMuD does."""

    spans: dict[str, Count] = field(default_factory=_per_label)
    tokens: dict[str, Count] = field(default_factory=_per_label)

    @property
    def span(self) -> Count:
        """All labels together, by span."""
        return _total(self.spans.values())

    @property
    def token(self) -> Count:
        """All labels together, by token."""
        return _total(self.tokens.values())

    def __str__(self) -> str:
        by_label = " ".join(f"{k} {c.precision:.3f}/{c.recall:.3f}/{c.f1:.3f}" for k, c in self.spans.items())
        return f"span {self.span.f1:.4f} token {self.token.f1:.4f} | {by_label}"


def _total(counts: Iterable[Count]) -> Count:
    total = Count()
    for count in counts:
        total.add(count)
    return total


def score_names(
    sentences: list[NamedSentence], tag: Callable[[list[str]], Iterable[Names]], together: int = 10
) -> NameScores:
    """Score a tagger on raw text.

    Args:
        sentences: gold sentences in the order of their texts.
        tag: texts → names as [start, end) and label.
        together: how many sentences make one text.
    """
    groups = [sentences[start : start + together] for start in range(0, len(sentences), together)]
    joined = [join_sentences(group) for group in groups]
    scores = NameScores()
    for group, (_, offsets), names in zip(groups, joined, tag([text for text, _ in joined]), strict=True):
        found = {name for name in names if name[2] in LABELS}
        wanted = {
            (start + offset, end + offset, label)
            for sentence, offset in zip(group, offsets, strict=True)
            for start, end, label in sentence.names
        }
        for name in found:
            scores.spans[name[2]].found += 1
            scores.spans[name[2]].right += name in wanted
        for name in wanted:
            scores.spans[name[2]].wanted += 1
        label_at = {place: label for start, end, label in found for place in range(start, end)}
        for sentence, offset in zip(group, offsets, strict=True):
            for (start, end), tag_ in zip(sentence.spans, sentence.tags, strict=True):
                gold = tag_[2:]
                places = range(start + offset, end + offset)
                guess = next((label_at[place] for place in places if place in label_at), "")
                if guess:
                    scores.tokens[guess].found += 1
                if gold:
                    scores.tokens[gold].wanted += 1
                    scores.tokens[gold].right += gold == guess
    return scores


@dataclass(frozen=True, slots=True)
class GrammarScores:
    """Shares of 1: parts of speech, features, lemmas, heads, heads with label, sentence spans F1."""

    pos: float
    morph: float
    lemma: float
    uas: float
    las: float
    sentences: float

    def __str__(self) -> str:
        return (
            f"UPOS {self.pos:.4f} feats {self.morph:.4f} lemma {self.lemma:.4f} "
            f"UAS {self.uas:.4f} LAS {self.las:.4f} sentences {self.sentences:.4f}"
        )


def score_grammar(gold: list[Doc], parse: Callable[[str], Doc]) -> GrammarScores:
    """Score a parser on the raw text of gold documents, with spaCy's own scorers; heads without punctuation."""
    examples = [Example(parse(doc.text), doc) for doc in gold]
    deps = Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_, ignore_labels=("punct",))
    sents = Scorer.score_spans(examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START"))
    return GrammarScores(
        Scorer.score_token_attr(examples, "pos")["pos_acc"],
        Scorer.score_token_attr(examples, "morph", getter=lambda token, _: str(token.morph))["morph_acc"],
        Scorer.score_token_attr(examples, "lemma")["lemma_acc"],
        deps["dep_uas"],
        deps["dep_las"],
        sents["sents_f"],
    )


def rewrite(sentences: list[NamedSentence], change: Callable[[str], str]) -> list[NamedSentence]:
    """The sentences with another casing; those whose length would change stay as they are."""
    return [
        NamedSentence(text, s.spans, s.tags, s.names) if len(text := change(s.text)) == len(s.text) else s
        for s in sentences
    ]
