"""`spoglio rebuild`."""

from flows import options
from flows.commands.run import check_runner


def rebuild(
    db: options.Db = options.DB,
    batch_size: options.BatchSize = 100,
    model: options.Model = "bundled",
    language_detector: options.LanguageDetector = "none",
    workers: options.Workers = None,
    runner: options.Runner = "local",
    scheduler: options.Scheduler = None,
    staging: options.Staging = None,
    log_format: options.LogFormat = "text",
    log_file: options.LogFile = None,
    debug: options.Debug = False,
) -> int:
    """Derive all facts anew from the texts of the warehouse and print which are different.

    Examples:
      spoglio rebuild --db news.duckdb
    """
    from flows.rebuild import rebuild as read_again
    from flows.run import Request

    check_runner(runner, scheduler)
    return read_again(
        Request(
            paths=(),
            db=db,
            batch_size=batch_size,
            model=model,
            language_detector=language_detector,
            workers=workers,
            runner=runner,
            scheduler=scheduler,
            staging=staging,
            debug=debug,
            again=True,
        )
    )
