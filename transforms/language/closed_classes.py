"""The closed classes of Italian words by which sentences are read without a model: lower case, straight apostrophes."""


def words_of(text: str) -> frozenset[str]:
    """A closed list of words, written with blanks between them."""
    return frozenset(text.split())


#: What an article makes of the preposition at the end of a phrase: "fino a" + "il" = "fino al".
FUSED_FORMS = {
    "a": ("a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"),
    "di": ("di", "d'", "del", "dello", "della", "dell'", "dei", "degli", "delle"),
    "da": ("da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"),
}


ARTICLES = words_of("il lo la i gli le l' un uno una un'")
DETERMINERS = ARTICLES | words_of(
    "alcuni alcune molti molte diversi diverse vari varie parecchi parecchie tanti tante pochi poche numerosi numerose "
    "questo questa questi queste quest' quel quello quella quei quegli quelle quell' ogni qualche nessun nessuno "
    "nessuna ciascun ciascuno entrambi entrambe tutti tutte tutto tutta due tre quattro cinque sei sette otto nove "
    "dieci proprio propria propri proprie altri altre certi certe mio mia suo sua suoi sue loro nostro nostra"
)
_FUSED = {
    stem + ending
    for stem in ("de", "da", "ne", "a", "su", "co")
    for ending in ("l", "llo", "lla", "ll'", "i", "gli", "lle")
}
OF = words_of("di d' del dello della dell' dei degli delle")
BY = words_of("da dal dallo dalla dall' dai dagli dalle")
PREPOSITIONS = words_of(
    "di d' da a ad in con su per tra fra presso durante contro verso dopo prima senza sotto sopra oltre circa "
    "attraverso mediante tramite secondo dentro davanti dietro accanto insieme nonostante"
) | frozenset(_FUSED)
FUSED = frozenset(_FUSED)
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
AUXILIARIES = words_of("""
    ha hanno ho abbiamo avete hai aveva avevano avevo ebbe ebbero abbia abbiano avesse avessero avrebbe avrebbero avrà
    avranno avendo aver avere è e' sono siamo sei era erano ero fu furono sia siano fosse fossero sarebbe sarebbero sarà
    saranno essendo esser essere viene vengono veniva venivano venne vennero verrà verranno verrebbe stato stata stati
    state può possono poteva potrebbe potrà deve devono dovrebbe dovrà vuole vogliono va vanno
""")
PUNCTUATION = words_of(", ; : . ! ? … - – — ( ) [ ] / « » “ ” „ \" ' ‘ ’ *")
