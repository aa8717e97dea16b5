"""The facts of a warehouse: choose, look, and go from a figure or a quotation to its sentence.

Start it with ``spoglio notebook --db news.duckdb``, or with marimo: ``marimo edit facts.py -- --db news.duckdb``.
"""

import marimo

app = marimo.App(width="full", app_title="spoglio")


@app.cell
def _():
    import html

    import duckdb
    import marimo as mo

    return duckdb, html, mo


@app.cell
def _(duckdb, mo):
    con = duckdb.connect(mo.cli_args().get("db") or "spoglio.duckdb", read_only=True)
    told = con.execute("SELECT count(*), min(published_on), max(published_on) FROM documents").fetchone()
    mo.md(f"# {told[0]:,} texts, {told[1] or '…'} – {told[2] or '…'}")
    return (con,)


@app.cell
def _(con):
    def rows(query, given=()):
        """What a query answers: one dictionary a row."""
        answer = con.execute(query, list(given))
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    return (rows,)


@app.cell
def _(mo, rows):
    def values(query):
        return [value for row in rows(query) for value in row.values()]

    outlets = mo.ui.multiselect(
        values("SELECT DISTINCT outlet FROM documents WHERE outlet <> '' ORDER BY 1"), label="Outlets"
    )
    concepts = mo.ui.multiselect(
        values("SELECT DISTINCT concept FROM claims WHERE concept <> '' ORDER BY 1"), label="What is counted"
    )
    modalities = mo.ui.multiselect(
        values("SELECT DISTINCT modality FROM figures ORDER BY 1"), label="How surely it is said"
    )
    words = mo.ui.text(label="Words in the sentence", debounce=True)
    least = mo.ui.slider(0, 1, 0.05, value=0, label="Least confidence", show_value=True)
    mo.hstack([outlets, concepts, modalities, words, least], wrap=True, justify="start")
    return concepts, least, modalities, outlets, words


@app.cell
def _(concepts, least, modalities, outlets, words):
    def conditions(columns):
        """The filters that a table has columns for, as SQL with its values beside it."""
        tests, given = ["(confidence IS NULL OR confidence >= ?)"], [least.value]
        for column, chosen in (("outlet", outlets), ("concept", concepts), ("modality", modalities)):
            if chosen.value and column in columns:
                tests.append(f"{column} IN (SELECT unnest(?))")
                given.append(chosen.value)
        if words.value:
            tests.append("contains(lower(sentence), lower(?))")
            given.append(words.value)
        return " AND ".join(tests), given

    return (conditions,)


@app.cell
def _(conditions, mo, rows):
    _where, _given = conditions({"outlet", "concept", "modality"})
    figures = mo.ui.table(
        rows(
            "SELECT published_on, outlet, surface, counted, subject, source, modality, period_from, period_to, "
            "round(confidence, 2) AS confidence, title, figure_id AS fact_id, doc_id "
            f"FROM claims WHERE {_where} ORDER BY published_on DESC NULLS LAST, doc_id, figure_id LIMIT 5000",
            _given,
        ),
        selection="single",
        page_size=12,
        show_column_summaries=False,
        hidden_columns=["fact_id", "doc_id"],
    )
    _where, _given = conditions({"outlet", "modality"})
    quotations = mo.ui.table(
        rows(
            "SELECT published_on, outlet, speaker, text, form, modality, round(confidence, 2) AS confidence, title, "
            f"quote_id AS fact_id, doc_id FROM statements WHERE {_where} "
            "ORDER BY published_on DESC NULLS LAST, doc_id, start_char LIMIT 5000",
            _given,
        ),
        selection="single",
        page_size=12,
        show_column_summaries=False,
        hidden_columns=["fact_id", "doc_id"],
    )
    tabs = mo.ui.tabs({"Figures": figures, "Quotations": quotations})
    tabs  # noqa: B018 # shown
    return figures, quotations, tabs


@app.cell
def _(figures, html, mo, quotations, rows, tabs):
    _chosen = (figures if tabs.value == "Figures" else quotations).value
    mo.stop(not _chosen, mo.md("*Choose a row to see its sentence in the text, and what else it could have been.*"))
    _row = _chosen[0]
    _table, _key = ("figures", "figure_id") if tabs.value == "Figures" else ("quotes", "quote_id")
    _found = rows(
        "SELECT d.text, d.source_uri, f.start_char, f.end_char "
        f"FROM {_table} AS f JOIN documents AS d USING (doc_id) WHERE f.{_key} = ?",
        [_row["fact_id"]],
    )[0]
    _text, _uri, _start, _end = (_found[name] for name in ("text", "source_uri", "start_char", "end_char"))
    _marked = (
        html.escape(_text[max(_start - 1500, 0) : _start])
        + f"<mark>{html.escape(_text[_start:_end])}</mark>"
        + html.escape(_text[_end : _end + 1500])
    )
    _answers = rows(
        "SELECT field, rank, coalesce(name, date_from || ' … ' || date_to, 'nobody') AS answer, "
        "round(confidence, 2) AS confidence, is_published, basis FROM answers WHERE fact_id = ? ORDER BY field, rank",
        [_row["fact_id"]],
    )
    mo.hstack(
        [
            mo.Html(f"<p><b>{html.escape(_uri)}</b></p><p id='sentence' style='white-space:pre-wrap'>{_marked}</p>"),
            mo.ui.table(_answers, selection=None, show_column_summaries=False, page_size=20),
        ],
        widths=[3, 2],
        align="start",
    )
    return


if __name__ == "__main__":
    app.run()
