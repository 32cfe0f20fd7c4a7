"""The command line library's own English words, in German.

Belongs here: the frame of help texts, the sentences for wrong use, and how a broken command ends. Not here: what the
commands say (cli.py).
"""

import os
import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pipelines.failures import give_up

# The library exports only this kind of its errors of use; all others share its parent.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

_FRAME = {
    "Usage: ": "Aufruf: ",
    "[OPTIONS] COMMAND [ARGS]...": "BEFEHL [ANGABEN]",
    "[OPTIONS]": "[OPTIONEN]",
    "Options:": "Optionen:",
    "Commands:": "Befehle:",
    "Arguments:": "Angaben:",
    "Show this message and exit.": "Zeigt diese Hilfe.",
    "[required]": "[nötig]",
    "[default: ": "[sonst: ",
    "<int>": "<Zahl>",
    "<str>": "<Text>",
    "<list[Path]>": "<Dateien>",
    "<Path>": "<Ordner>",
}


def in_german(help_text: str) -> str:
    """A help text with the library's frame in German."""
    for english, german in _FRAME.items():
        help_text = help_text.replace(english, german)
    return help_text


def wrong_use(error: Any) -> str:
    """The sentence for a usage error of the library, with the help that would tell the right use."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return error.ctx.get_help()
    name = getattr(getattr(error, "param", None), "name", None)
    if kind == "MissingParameter":
        words = f"Es fehlt die Angabe „{name}“."
    elif kind == "NoSuchOption":
        words = f"Die Option {error.option_name} gibt es nicht."
    elif kind == "BadParameter" and name is None:
        words = str(error.message)  # ours, in German already
    elif kind == "BadParameter":
        words = f"Die Angabe „{name}“ passt nicht."
    else:
        words = "Diesen Befehl oder diese Angabe gibt es nicht."
    path = error.ctx.command_path if error.ctx else "kontrakt"
    return f"{words}\nHilfe: {path} --help"


class GermanGroup(TyperGroup):
    """The program with its help in German."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_german(super().get_help(ctx))


class GermanCommand(TyperCommand):
    """A command with its help in German; whatever breaks it is told in words and kept in the log."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; ends with 3 where it broke off."""
        try:
            return super().invoke(ctx)
        except (UsageError, typer.Exit, typer.Abort):
            raise
        except BrokenPipeError:
            # Whoever reads the output has seen enough; nothing more may be written at the end of the program either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(141) from None
        except Exception as error:  # noqa: BLE001 - nobody who types a command can use a traceback
            give_up(error)
        except BaseException as error:
            # The engine's way to say that somebody pressed Ctrl+C or ended the program.
            if type(error).__name__ != "DagsterExecutionInterruptedError":
                raise
            print("Abgebrochen. Was angenommen ist, gilt; der nächste Lauf macht dort weiter.", file=sys.stderr)
            raise typer.Exit(130) from None

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_german(super().get_help(ctx))
