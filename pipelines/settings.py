"""Where this installation keeps its files and its database.

Belongs here: paths and the two environment variables that change them. Not here: anything that reads them.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from assets.folders import Folders, folders_under

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Settings:
    """KONTRAKT_HOME (run-time files, default var/ of the checkout) and KONTRAKT_DATABASE_URL (default SQLite in it)."""

    home: Path
    database_url: str

    @property
    def folders(self) -> Folders:
        """Run-time folders, and the seeds: those of this checkout, or the home's own where it has some (an example)."""
        own = self.home / "seeds"
        return folders_under(own if own.is_dir() else ROOT / "seeds", self.home)

    @property
    def dagster_home(self) -> Path:
        return self.home / "dagster"


def current_settings() -> Settings:
    """The settings of this process."""
    home = Path(os.environ.get("KONTRAKT_HOME") or ROOT / "var").resolve()
    return Settings(home, os.environ.get("KONTRAKT_DATABASE_URL") or f"sqlite:///{home / 'kontrakt.sqlite'}")
