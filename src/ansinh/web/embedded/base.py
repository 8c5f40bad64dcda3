"""How does Django reach the embedded cluster? By starting it, and staying in its circle of users."""

from pathlib import Path

from django.db.backends.postgresql import base

from ansinh.web import postgres


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it. `CLUSTER` in the settings names the data folder."""

    def get_connection_params(self) -> dict:
        own = postgres.cluster(Path(self.settings_dict["CLUSTER"]))
        self.settings_dict.update(postgres.use(own))
        return super().get_connection_params()
