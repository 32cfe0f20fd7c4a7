"""Commands about received deliveries, for stewards: give a reason, withdraw, check again; the care of the archive.

Belongs here: their words and exit codes. Not here: what they do (assets/deliveries/).
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

Receipt = Annotated[str, typer.Argument(help="Empfangsnummer, zum Beispiel herne-personal-2023-1-K.")]
By = Annotated[str, typer.Option("--von", help="Stelle, die entscheidet, zum Beispiel „Personalamt Herne“.")]
Json = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON für Maschinen.")]


def begruenden(
    empfang: Receipt,
    code: Annotated[str, typer.Argument(help="Code der Rückfrage, zum Beispiel VORJAHR_SPRUNG.")],
    grund: Annotated[str, typer.Option(help="Die Begründung in einem Satz.")],
    von: By,
    als_json: Json = False,
) -> None:
    """Begründet eine Rückfrage; die Lieferung wird dann neu geprüft.

    Die Begründung bleibt gespeichert und wird im nächsten Jahr wieder angeboten.
    """
    from assets.deliveries.answering.decisions import justify

    def decide(now: Any) -> str:
        count = justify(now.folders, now.store, empfang, code.upper(), grund, von)
        return f"{count} {'Rückfrage' if count == 1 else 'Rückfragen'} begründet"

    _decided(empfang, decide, als_json)


def zurueckziehen(
    empfang: Receipt,
    grund: Annotated[str, typer.Option(help="Warum die Lieferung nicht gelten soll.")],
    von: By,
    als_json: Json = False,
) -> None:
    """Zieht eine Lieferung zurück; die Fassung davor gilt wieder.

    Die Datei bleibt archiviert.
    """
    from assets.deliveries.answering.decisions import withdraw

    def decide(now: Any) -> str:
        before = withdraw(now.folders, now.store, empfang, grund, von)
        return f"Zurückgezogen; {before} gilt wieder, wenn es die Prüfung besteht" if before else "Zurückgezogen"

    _decided(empfang, decide, als_json)


def wiederholen(
    empfang: Receipt,
    grund: Annotated[str, typer.Option(help="Warum noch einmal geprüft wird.")],
    von: By,
    als_json: Json = False,
) -> None:
    """Prüft eine Lieferung aus der Quarantäne noch einmal."""
    from assets.deliveries.answering.decisions import check_again

    def decide(now: Any) -> str:
        check_again(now.folders, now.store, empfang, grund, von)
        return "Erneut geprüft"

    _decided(empfang, decide, als_json)


def archiv_pruefen(als_json: Json = False) -> None:
    """Rechnet jede Prüfsumme nach und vergleicht Archiv, Ereignisbuch und Datenbank.

    Rückgabewert 0: alles stimmt, 1: es gibt Abweichungen.
    """
    from assets.deliveries.archive_care import inspect

    now = _Installation()
    care = inspect(now.folders, now.store)
    if als_json:
        print(json.dumps(care.__dict__, ensure_ascii=False, indent=2))
    else:
        print(
            f"{care.blobs} Dateien, {care.records} Einträge des Archivs, {care.events} Ereignisse, "
            f"{care.deliveries} Lieferungen: {'alles stimmt' if not care.problems else 'Abweichungen'}"
        )
        if care.unclaimed:
            print(
                f"  {care.unclaimed} archivierte Dateien ohne Empfang: Die Stadt hat sie während einer Störung ersetzt."
            )
        for sentence in care.problems:
            print(f"  {sentence}")
    raise typer.Exit(1 if care.problems else 0)


def archiv_einspielen(
    nach: Annotated[Path | None, typer.Option(help="Neue Datenbankdatei; sonst kontrakt-neu.sqlite daneben.")] = None,
    als_json: Json = False,
) -> None:
    """Baut die Datenbank aus dem Archiv neu und vergleicht sie.

    Die bestehende Datenbank bleibt, wie sie ist. Rückgabewert 0: beide sind gleich (oder es gab keine), 1: sie weichen
    ab.
    """
    from assets.deliveries.archive_care import differences, facts_hash, play_back
    from schemas.store import Store, exists

    now = _Installation()
    target = nach or now.home / "kontrakt-neu.sqlite"
    if target.exists():
        raise typer.BadParameter(f"{target} gibt es schon. Bitte löschen oder mit --nach einen anderen Namen angeben.")
    had = exists(now.database_url)
    rebuilt = Store(f"sqlite:///{target}")
    count = play_back(now.folders, rebuilt, now.reference)
    different = differences(now.store, rebuilt) if had else []
    result = {
        "eintraege": count,
        "datenbank": str(target),
        "pruefsumme": facts_hash(rebuilt),
        "abweichungen": different,
    }
    if als_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print(f"{count} Einträge eingespielt nach {target}\nPrüfsumme der Tatsachen: {result['pruefsumme']}")
        verdict = "Die bestehende Datenbank ist gleich." if not different else "Abweichungen zur bestehenden Datenbank:"
        print(verdict if had else "Eine bestehende Datenbank gibt es nicht.")
        for sentence in different:
            print(f"  {sentence}")
    raise typer.Exit(1 if different else 0)


class _Installation:
    """Folders, store and seeds of this installation, opened when a command needs them."""

    def __init__(self) -> None:
        from assets.reference.seeds import load_reference
        from pipelines.settings import current_settings
        from schemas.store import Store

        settings = current_settings()
        self.home, self.folders, self.database_url = settings.home, settings.folders, settings.database_url
        self.store, self.reference = Store(settings.database_url), load_reference(settings.folders.seeds)


def _decided(receipt: str, decide: Callable[[Any], str], als_json: bool) -> None:
    """Decides, answers what waits then, and tells the delivery's state."""
    from assets.deliveries.answering.answer import answer_waiting
    from assets.deliveries.answering.decisions import NotPossible
    from assets.deliveries.answering.feedback import write_answer

    now = _Installation()
    try:
        # A decision is about a verdict: whatever came before gets its own first, now as when it is played back.
        answer_waiting(now.folders, now.store, now.reference)
        words = decide(now)
        answer_waiting(now.folders, now.store, now.reference)
        write_answer(now.folders, now.store, receipt.strip(), now.reference)
        state = now.store.read("deliveries", receipt=receipt.strip())["state"].iloc[0]
    except NotPossible as error:
        raise typer.BadParameter(str(error)) from error
    label = now.reference.labels("delivery_state")[state]
    if als_json:
        print(json.dumps({"empfang": receipt.strip(), "ergebnis": words, "zustand": state}, ensure_ascii=False))
    else:
        print(f"{receipt.strip()}: {words}. Zustand: {label}. Die Ausgabe ändert sich beim nächsten Lauf.")
