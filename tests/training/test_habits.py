"""Treebanks of different makers are brought to one habit."""

from training.habits import bring_to_one_habit
from training.treebanks import UNSURE, Tree, Word


def tree(treebank: str, *rows: str) -> Tree:
    """A tree from rows "form lemma POS features head label"; heads count from 1, 0 is the root."""
    words: list[Word] = []
    for place, row in enumerate(rows):
        form, lemma, pos, morph, head, dep = row.split()
        above = int(head) - 1 if head != "0" else place
        words.append(Word(form, lemma, pos, "", morph.replace("_", ""), above, dep if head != "0" else "ROOT", True))
    return Tree(f"{treebank}-ud-test", tuple(words))


def labels(*trees: Tree) -> list[str]:
    return [word.dep for word in bring_to_one_habit(list(trees))[0].words]


def test_a_relative_clause_is_told_by_its_pronoun() -> None:
    clause = tree(
        "parlamint",
        "Votano votare VERB VerbForm=Fin 0 root",
        "leggi legge NOUN _ 1 obj",
        "che che PRON PronType=Rel 4 nsubj",
        "durano durare VERB VerbForm=Fin 2 acl",
    )
    assert labels(clause) == ["ROOT", "obj", "nsubj", "acl:relcl"]


def test_who_acts_in_a_passive_is_told_by_the_auxiliary() -> None:
    passive = tree(
        "pud",
        "Viene venire AUX _ 2 aux:pass",
        "letta leggere VERB VerbForm=Part 0 root",
        "da da ADP _ 4 case",
        "tutti tutto PRON _ 2 obl",
    )
    assert labels(passive)[3] == "obl:agent"


def test_what_nothing_tells_is_unsure() -> None:
    perhaps = tree(
        "parlamint", "È essere AUX _ 2 aux", "partita partire VERB VerbForm=Part 0 root", "lei lei PRON _ 2 nsubj"
    )
    assert labels(perhaps) == [UNSURE, "ROOT", UNSURE]
    assert labels(tree("pud", "Si si PRON _ 2 expl", "dorme dormire VERB _ 0 root"))[0] == UNSURE


def test_names_possessives_and_quantifiers_get_their_subtypes() -> None:
    found = tree(
        "pud",
        "Tutta tutto DET _ 3 det",
        "sua suo DET _ 3 det",
        "opera opera NOUN _ 0 root",
        "Ada Ada PROPN _ 3 nmod",
        "Neri Neri PROPN _ 4 flat",
    )
    assert labels(found) == ["det:predet", "det:poss", "ROOT", "nmod", "flat:name"]


def test_labels_of_tweets_lose_their_own_subtypes() -> None:
    tweet = tree("twittiro", "Viva viva INTJ _ 0 root", "#sole #sole SYM _ 1 parataxis:hashtag")
    assert labels(tweet) == ["ROOT", "parataxis"]


def test_a_small_word_follows_the_treebanks_that_set_the_habit() -> None:
    speeches = [tree("parlamint", "il il DET Definite=Def 2 det", "voto voto NOUN _ 0 root")] * 2
    news = tree("pud", "il lo DET _ 2 det", "voto voto NOUN Gender=Masc|Degree=Pos 0 root")
    article, noun = bring_to_one_habit([news, *speeches])[0].words
    assert (article.lemma, article.morph) == ("il", "Definite=Def")
    assert noun.morph == "Gender=Masc"


def test_a_possessive_is_no_pronoun_and_avere_with_an_object_no_auxiliary() -> None:
    speeches = [tree("parlamint", "sua suo DET Poss=Yes 2 det", "casa casa NOUN _ 0 root")] * 5
    news = tree("pud", "sua suo PRON _ 2 det", "casa casa NOUN _ 0 root", "ha avere AUX _ 2 acl")
    assert [word.pos for word in bring_to_one_habit([news, *speeches])[0].words] == ["DET", "NOUN", "VERB"]


def test_no_word_is_added_or_moved() -> None:
    before = tree(
        "pud", "Ieri ieri ADV _ 2 obl:tmod", "piove piovere VERB Mood=Ind 0 root", "molto molto ADV _ 2 advmod"
    )
    (after,) = bring_to_one_habit([before])
    assert [(word.form, word.head) for word in after.words] == [(word.form, word.head) for word in before.words]
    assert after.words[1].morph == "Mood=Ind|VerbForm=Fin"
