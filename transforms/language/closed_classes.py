"""The closed classes of Italian words by which sentences are read without a model: lower case, straight apostrophes."""


def words_of(text: str) -> frozenset[str]:
    """A closed list of words, written with blanks between them."""
    return frozenset(text.split())


def _with_articles(stem: str, *bare: str) -> frozenset[str]:
    """A preposition alone and with each article: "su", "sul", "sullo", "sulla" and so on."""
    return frozenset(bare) | {stem + ending for ending in ("l", "llo", "lla", "ll'", "i", "gli", "lle")}


DEFINITE = words_of("il lo la l' i gli le")
#: The articles that are also the number one.
INDEFINITE = words_of("un uno una un'")
ARTICLES = DEFINITE | INDEFINITE
#: Heads of "uno dei passeggeri", "molte delle donne": the nouns behind "di" tell who they are.
SOME_OF = words_of("uno una alcuni alcune molti molte altri altre qualcuno")
HALVES = words_of("mezzo mezza mezz'")
OF = _with_articles("de", "di", "d'")
FROM = _with_articles("da", "da")
#: The agent of a passive verb has the preposition of origin.
BY = FROM
TO = _with_articles("a", "a", "ad")
IN = _with_articles("ne", "in")
ON = _with_articles("su", "su")
WITH = _with_articles("co", "con")
BETWEEN = words_of("tra fra")
AND = words_of("e ed")
#: Prepositions that an article is fused to.
FUSED = (OF | FROM | TO | IN | ON | WITH) - words_of("di d' da a ad in su con")
PREPOSITIONS = OF | FROM | TO | IN | ON | WITH | BETWEEN | words_of(
    "per presso durante contro verso dopo prima senza sotto sopra oltre circa attraverso mediante tramite secondo "
    "dentro davanti dietro accanto insieme nonostante"
)  # fmt: skip
DETERMINERS = ARTICLES | words_of(
    "alcuni alcune molti molte diversi diverse vari varie parecchi parecchie tanti tante pochi poche numerosi numerose "
    "questo questa questi queste quest' quel quello quella quei quegli quelle quell' ogni qualche nessun nessuno "
    "nessuna ciascun ciascuno entrambi entrambe tutti tutte tutto tutta due tre quattro cinque sei sette otto nove "
    "dieci proprio propria propri proprie altri altre certi certe mio mia suo sua suoi sue loro nostro nostra"
)
PRONOUNS = words_of(
    "egli ella lui lei essi esse loro costui costei questi quest'ultimo quest'ultima quello quella chi io noi "
    "quegli stesso stessa"
)
CLITICS = words_of("lo la li le l' gli ne ci vi si mi ti s' m' c' me te se glielo gliela gliene")
ADVERBS = words_of("""
    non anche almeno inoltre poi quindi così invece infine ancora già intanto dunque però tuttavia pure sempre mai più
    subito oggi ieri domani lunedì martedì mercoledì giovedì venerdì sabato domenica stamane stamattina stamani stasera
    stanotte recentemente spesso talvolta infatti solo soltanto appena piuttosto comunque forse quasi perfino persino
    addirittura allora prima dopo successivamente nuovamente pubblicamente altresì bene chiaro ormai peraltro
    oltretutto semmai ora adesso tutt'altro insomma proprio
""")
CONJUNCTIONS = words_of(
    "e ed o od ma che mentre se come quando perché poiché dove cui né bensì oppure ovvero affinché benché sebbene "
    "finché qualora eppure nonché quale quali seppure purché cioè"
)
HAVE = words_of(
    "ha hanno ho abbiamo aveva avevano ebbe ebbero abbia abbiano avesse avessero avrebbe avrebbero avrà avranno avendo "
    "aver avere"
)
BEEN = words_of("stato stata stati state")
#: With "venire", by which the passive is made too.
BE = BEEN | words_of(
    "è sono era erano fu furono sia siano fosse fossero sarebbe sarebbero sarà saranno essendo esser essere viene "
    "vengono veniva venivano venne vennero verrà verranno verrebbe venuto"
)  # fmt: skip
AUXILIARIES = HAVE | (BE - {"venuto"}) | words_of(
    "avete hai avevo e' siamo sei ero può possono poteva potrebbe potrà deve devono dovrebbe dovrà vuole vogliono va "
    "vanno"
)  # fmt: skip
PUNCTUATION = words_of(", ; : . ! ? … - – — ( ) [ ] / « » “ ” „ \" ' ‘ ’ *")
DASHES = words_of("- – —")
#: Words that lose their last vowel before another, without the apostrophe.
ELIDED = words_of(
    "l un d all dell dall sull nell coll quest quell c n s m t v bell sant tutt senz anch com cos dov quand mezz gl "
    "nient nessun ciascun alcun vent trent quarant cinquant sessant settant ottant novant cent mill quattr altr "
    "ventott trentott quarantott"
)
