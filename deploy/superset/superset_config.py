"""A Superset on one machine beside a warehouse; everything it keeps lies in SUPERSET_HOME."""

import os
from pathlib import Path

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = f"sqlite:///{Path(os.environ['SUPERSET_HOME']).resolve()}/superset.db"
# The warehouse is a file on this machine, opened read-only; Superset takes such addresses for unsafe by default.
PREVENT_UNSAFE_DB_CONNECTIONS = False
# Nothing is asked of a map service: no chart here needs one.
MAPBOX_API_KEY = ""
