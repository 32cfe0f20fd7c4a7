"""What a steward reads when a run breaks: one sentence, what holds, what to do.

Belongs here: exception → German words. Not here: refused deliveries (they are findings, not failures).
"""

import errno
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import typer

from pipelines.settings import current_settings

LOG_NAME = "protokoll.log"
NOTHING_LOST = "Was früher angenommen wurde, gilt weiter; die alte Ausgabe ist unverändert."


def explained(error: Exception) -> str:
    """The sentence for an exception that ended a run."""
    kind, module = type(error).__name__, type(error).__module__
    if kind == "SeedError":
        return f"Die Stammdaten im Ordner seeds/ sind nicht in Ordnung. {error}"
    if kind == "Withheld":
        return f"Die Ausgabe wird zurückgehalten: {error}"
    if kind == "IntegrityError":
        return (
            "Eine Angabe in seeds/ fehlt, die angenommene Lieferungen noch benutzen (Stadt, Kennzahl, Gruppe, "
            "Definition oder Erhebungsart). Bitte die Zeile wieder einsetzen."
        )
    if module.startswith(("sqlalchemy", "sqlite3")):
        return (
            "Die Datenbank lässt sich nicht lesen oder schreiben. Ist sie gesperrt, bitte warten, bis der andere Lauf "
            "fertig ist. Ist sie beschädigt, bitte beiseitelegen und aus dem Archiv neu bauen (kontrakt archiv "
            "einspielen); vorher keinen Lauf beginnen."
        )
    if kind == "StoreBehind":
        return (
            f"Das Archiv weiß mehr als die Datenbank ({error}). Ist sie verloren oder eine alte zurückgespielt worden? "
            "Bitte die Datenbank beiseitelegen und mit „kontrakt archiv einspielen“ aus dem Archiv neu bauen."
        )
    if kind == "IngestUnreachable":
        return f"Der Eingangsordner ist nicht erreichbar ({error}). Ist das Netzlaufwerk verbunden?"
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Auf dem Datenträger ist kein Platz mehr. Bitte Platz schaffen und den Lauf wiederholen."
    if isinstance(error, PermissionError):
        return f"Auf {error.filename} darf nicht geschrieben werden. Bitte die Rechte des Ordners prüfen."
    if kind == "PdfMissing":
        # Its words end with a command to type: nothing may follow.
        return f"Mit „kontrakt lauf JAHR --ohne-druck“ geht es auch ohne PDF-Dateien. {error}"
    # What was being made, as assets/editions/edition.py notes it.
    at = "".join(f" Nicht gelungen ist: {words}." for words in getattr(error, "__notes__", []))
    return f"Ein unerwarteter Fehler ist aufgetreten ({kind}).{at} Bitte das Protokoll an die Entwicklung geben."


def record(error: Exception, home: Path) -> Path:
    """Appends the technical details to the log below `home` and returns its place."""
    log = home / LOG_NAME
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)) + "\n")
    return log


def give_up(error: Exception) -> NoReturn:
    """Tells on the command line that a command broke off, keeps the details in the log, and ends with 3."""
    print(f"Der Befehl ist abgebrochen. {explained(error)}\n{NOTHING_LOST}", file=sys.stderr)
    print(f"Einzelheiten: {record(error, current_settings().home)}", file=sys.stderr)
    raise typer.Exit(3)
