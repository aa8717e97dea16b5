"""A cue: the words that announce what somebody says."""

from dataclasses import dataclass
from typing import Literal

from transforms.contract import Modality
from transforms.language import Form, SpeechVerb

CueKind = Literal["verb", "source", "noun"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a statement, as positions ``[start, end)``.

    `verb` is the position of the verb form (of the noun or preposition for the other kinds). `holder` is the position
    at which the phrase of the speaker begins, where the cue itself tells it ("secondo X", "la risposta di X").
    """

    start: int
    end: int
    verb: int
    kind: CueKind
    lemma: str
    speech: SpeechVerb | None = None
    form: Form | None = None
    passive: bool = False
    bare_participle: bool = False
    modality: Modality = "asserted"
    holder: int | None = None
    relative: bool = False
    aside: bool = False  # "come ha riferito X"
    own: bool = False  # "le sue parole": the speaker is the one spoken of
    plural: bool | None = None
    doubtful: bool = False  # "per Rossi": whoever says it, or whom it concerns

    @property
    def by_agent(self) -> bool:
        """Whether the speaker may stand behind "da": "è stato detto da", "fanno sapere dalla questura"."""
        return self.passive or bool(self.plural)

    @property
    def with_object(self) -> bool:
        """Whether the verb takes a person as its object: "ha attaccato il premier"."""
        return self.speech is not None and self.speech.kind in ("define", "attack", "ask")

    @property
    def finite(self) -> bool:
        """Whether the verb has a subject of its own."""
        return self.form is not None and self.form.tense not in ("gerund", "infinitive") and not self.bare_participle
