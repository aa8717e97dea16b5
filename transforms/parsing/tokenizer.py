"""Tokenizer rules for Italian as newspapers write it, on top of spaCy's own.

The rules are saved inside the trained model, so `spacy.load` needs no code of ours to tokenise as in training.
"""

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.lang.tokenizer_exceptions import emoticons
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from transforms.language import ELIDED
from transforms.reference import read_reference

_OPENING = r"«“„\"‘(\["
_CLOSING = r"»”\")\]"
_DASHES = "–—"

_INFIXES = (
    rf"(?<=[{ALPHA}]['’])(?=[0-9])",  # dell'11 settembre
    rf"(?<=[{ALPHA}]['’])[{_OPENING}](?=[{ALPHA}0-9])",  # nell'«Aula
    rf"(?<=[{ALPHA_LOWER}0-9])[.!?;](?=[{ALPHA_UPPER}«“])",  # la fine.Un nuovo inizio
    rf"(?<=[{ALPHA_LOWER}]):(?=[{_OPENING}{ALPHA_UPPER}])",  # ha detto:“no”, ha detto:No
    rf"(?<=[{ALPHA_LOWER}]:)[{_OPENING}](?=[{ALPHA}0-9])",  # the mark after that colon
    rf"(?<=[{ALPHA}0-9])[«»“”](?=[{ALPHA}0-9])",
    rf"(?<=[{ALPHA}0-9,.;!?])[{_CLOSING}](?=[{ALPHA}]{{2}})",  # fine.»Poi
    rf"(?<=[{ALPHA}0-9.,;:!?])[{_DASHES}](?=[{ALPHA}0-9«“])",  # Roma–Milano
    rf"(?<=[{ALPHA}]{{2}})/(?=[{ALPHA}]{{2}})",
    r"(?<=[0-9])(?=[€$£%])",
    r"(?<=[€$£])(?=[0-9])",
    rf"(?<=[12][0-9]{{3}})(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",  # 3 Febbraio 2026Le forze armate
)
_AFFIXES = ("–", "—", "‹", "›")

# Forms that lose their last vowel before another vowel. With a stray space after the mark ("dell' Alleanza")
# only a special case keeps word and apostrophe together.
_ELIDED = ELIDED | {"buon", "grand"}


def add_rules(nlp: Language) -> Language:
    """Give `nlp`, a pipeline with spaCy's Italian tokenizer, our rules; returns the same object."""
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):  # somebody's own tokenizer: leave it as it is
        return nlp
    defaults = nlp.Defaults
    prefixes = [*(defaults.prefixes or ()), *_AFFIXES, r"−(?=[^0-9])"]
    suffixes = [*(defaults.suffixes or ()), *_AFFIXES, "…"]
    infixes = [*(defaults.infixes or ()), *_INFIXES]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return add_words(nlp)


def add_words(nlp: Language) -> Language:
    """Give `nlp` our abbreviations and take its smileys away, also where its rules were saved before one was added.

    No smiley stands in a newspaper, but "Neri (Pd): «Torno»" and "8)" do.
    """
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        return nlp
    rules = dict(tokenizer.rules or {})
    for word in whole_words():
        rules.setdefault(word, [{ORTH: word}])
    tokenizer.rules = {word: tokens for word, tokens in rules.items() if word not in emoticons}
    return nlp


def whole_words() -> list[str]:
    """Forms that the rules would cut but that are one token: elided words and abbreviations, in each casing."""
    forms = [form + mark for form in sorted(_ELIDED) for mark in "'’"]
    for row in read_reference("it/parsing/abbreviations", required=("abbreviation", "before", "one_token")):
        if row["one_token"] == "yes":
            forms.append(row["abbreviation"])
    words = [casing for form in forms for casing in (form, form.capitalize(), form.upper())]
    return [*words, "S.p.A.", "D.Lgs.", "N.d.R."]
