"""The command line `kontrakt`, in German, for cities and stewards.

Belongs here: the program, its order of commands and how it ends (0 done, 1 refused files, 2 wrong use, 3 broken off).
Not here: the commands themselves (commands_*.py); engine and data libraries are imported by the commands that need
them, so that --help answers at once.
"""

import sys
from collections.abc import Callable

import typer

from pipelines import commands_deliveries, commands_files, commands_protection, commands_run, commands_values
from pipelines.german import GermanCommand, GermanGroup, UsageError, wrong_use

app = typer.Typer(
    cls=GermanGroup,
    no_args_is_help=True,
    add_completion=False,
    # Plain help: with colours and frames it takes twice as long to appear.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Interkommunales Benchmarking zum Kontrakt „Interkulturelle Städteregion“.",
)
archiv = typer.Typer(
    cls=GermanGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Prüft das Archiv und baut daraus die Datenbank neu.",
)

# In the order of the work: what a city does, what the stewards do, what is rarely needed.
COMMANDS: list[Callable[..., None]] = [
    commands_files.vorlage,
    commands_files.pruefen,
    commands_files.rohtabelle,
    commands_run.lauf,
    commands_values.werte,
    commands_protection.geheimhaltung,
    commands_deliveries.begruenden,
    commands_deliveries.zurueckziehen,
    commands_deliveries.wiederholen,
    commands_files.beispiel,
    commands_run.oberflaeche,
]
for command in COMMANDS:
    app.command(cls=GermanCommand)(command)
app.add_typer(archiv, name="archiv")
archiv.command("pruefen", cls=GermanCommand)(commands_deliveries.archiv_pruefen)
archiv.command("einspielen", cls=GermanCommand)(commands_deliveries.archiv_einspielen)


def main() -> None:
    """The entry of the installed command."""
    # pandera loads hypothesis for test data wherever it is installed: half a second that no command needs. And it looks
    # for geopandas again at every column of every model.
    for needless in ("hypothesis", "geopandas"):
        sys.modules.setdefault(needless, None)  # type: ignore[arg-type]
    try:
        sys.exit(app(standalone_mode=False))
    except UsageError as error:
        print(wrong_use(error), file=sys.stderr)
        sys.exit(2)
    except typer.Abort:
        print("Abgebrochen.", file=sys.stderr)
        sys.exit(130)
