"""Every finding there is: its code, its consequence and its German sentence.

Belongs here: the catalogue, and making one finding from it. Not here: when a finding is made (read_csv, harmonise,
rules, plausibility, folder).
"""

from schemas.deliveries import Finding, Severity

_FEHLER, _HINWEIS, _INFO = Severity.FEHLER, Severity.HINWEIS, Severity.INFO

# The order is the order of the check. Codes are stable: they are quoted in mails and on the data-quality page.
CATALOGUE: dict[str, tuple[Severity, str]] = {
    # The place in the folder
    "ORDNER_UNBEKANNT": (
        _FEHLER,
        "Der Ordner „{value}“ gehört zu keiner Stadt des Netzwerks. Bitte die Datei in den Ordner der Stadt legen.",
    ),
    "DATEI_NAME": (
        _FEHLER,
        "Der Dateiname „{value}“ sagt nicht, was geliefert wird. Bitte umbenennen, zum Beispiel in {expected}.",
    ),
    "DATEI_JAHR": (_FEHLER, "Das Jahr {value} im Dateinamen ist kein Berichtsjahr des Netzwerks ({expected})."),
    "DATEI_ART": (
        _FEHLER,
        "„{value}“ ist keine gewöhnliche Datei (zum Beispiel eine Verknüpfung). Bitte die Datei selbst ablegen.",
    ),
    "DATEI_GROSS": (_FEHLER, "Die Datei ist größer als {expected}. Bitte nur das Formular liefern."),
    "DATEI_MEHRFACH": (
        _FEHLER,
        "Für dasselbe Formular und Jahr liegen mehrere Dateien im Ordner: {value}. Bitte nur eine liegen lassen.",
    ),
    "DATEI_UNLESBAR": (
        _FEHLER,
        "Die Datei ließ sich nicht prüfen ({value}). Das Netzwerkbüro kümmert sich; die Datei ist archiviert.",
    ),
    # The file as text
    "DATEI_LEER": (_FEHLER, "Die Datei ist leer."),
    "DATEI_KEIN_TEXT": (
        _FEHLER,
        "Die Datei ist keine CSV-Textdatei ({value}). Bitte in Excel „Speichern unter“, „CSV UTF-8“ wählen.",
    ),
    "TABELLE_GROSS": (
        _FEHLER,
        "Die Datei hat mehr als {expected} Zeilen. Eckwerte sind wenige einzelne Zahlen; ist es die richtige Datei?",
    ),
    "FELD_LANG": (_FEHLER, "Ein Feld hat mehr als {expected} Zeichen. Oft fehlt ein schließendes Anführungszeichen."),
    "KOPF_FEHLT": (_FEHLER, "In der Kopfzeile fehlt die Spalte „{expected}“."),
    "KOPF_UNBEKANNT": (
        _FEHLER,
        "Die Spalte „{value}“ gibt es im Formular nicht. Bitte die Kopfzeile der Vorlage unverändert lassen.",
    ),
    "KOPF_DOPPELT": (_FEHLER, "Die Spalte „{value}“ kommt mehrfach vor."),
    "ZEILE_BREITE": (
        _FEHLER,
        "Die Zeile hat {value} Felder, die Kopfzeile {expected}. Oft fehlt ein Semikolon oder es ist eines zu viel.",
    ),
    "ZEILE_ANFUEHRUNG": (
        _FEHLER,
        "Ein Anführungszeichen steht allein. Bitte den Text ganz in Anführungszeichen setzen oder es entfernen.",
    ),
    "ZEILE_UMBRUCH": (_FEHLER, "Ein Feld enthält einen Zeilenumbruch. Bitte den Text in eine Zeile schreiben."),
    "ENDE_OFFEN": (
        _HINWEIS,
        "Die letzte Zeile endet ohne Zeilenumbruch. Ist die Datei vollständig übertragen, ist alles in Ordnung.",
    ),
    "TABELLE_LEER": (_FEHLER, "Unter der Kopfzeile steht keine Zeile. Ist die richtige Datei gespeichert?"),
    # The cell
    "ZAHL_TEXT": (
        _FEHLER,
        "„{value}“ ist keine Zahl. Bitte eine Zahl mit Dezimalkomma eintragen, ohne Zusätze wie %, ca. oder Fußnoten.",
    ),
    "ZAHL_MEHRDEUTIG": (
        _FEHLER,
        "„{value}“ ist mehrdeutig: Tausenderpunkt oder Komma? Bitte ohne Punkt schreiben, Nachkommastellen mit Komma.",
    ),
    "ZAHL_GANZ": (_FEHLER, "„{value}“ ist keine ganze Zahl. Personen, Stellen und Plätze werden ganz gezählt."),
    "JAHR_UNGUELTIG": (_FEHLER, "„{value}“ ist kein Jahr. Bitte vierstellig eintragen, zum Beispiel 2023."),
    "DATUM_UNGUELTIG": (_FEHLER, "„{value}“ ist kein Datum. Bitte als TT.MM.JJJJ eintragen, zum Beispiel 31.12.2023."),
    "FELD_FEHLT": (_FEHLER, "Hier fehlt die Angabe „{column}“."),
    "STADT_UNBEKANNT": (
        _FEHLER,
        "Der Gemeindeschlüssel „{value}“ gehört zu keiner Stadt des Netzwerks. Erwartet: {expected}.",
    ),
    "STADT_FREMD": (
        _FEHLER,
        "Die Zeile gehört zu {value}, die Datei liegt aber im Ordner von {expected}. Datei einer anderen Stadt?",
    ),
    "STADT_NAME": (_HINWEIS, "Zum Gemeindeschlüssel gehört „{expected}“, in der Zeile steht „{value}“."),
    "KENNZAHL_UNBEKANNT": (_FEHLER, "Die Kennzahl „{value}“ gibt es im Katalog nicht. Am nächsten: {expected}."),
    "GRUPPE_UNBEKANNT": (_FEHLER, "Die Gruppe „{value}“ gibt es in der Liste nicht. Am nächsten: {expected}."),
    "EINHEIT_UNBEKANNT": (_FEHLER, "Die Einheit „{value}“ gibt es in der Liste nicht. Möglich: {expected}."),
    "EINHEIT_FALSCH": (_FEHLER, "Diese Kennzahl gibt es nicht in der Einheit „{value}“. Möglich: {expected}."),
    "WERTART_UNBEKANNT": (_FEHLER, "Die Wertart „{value}“ gibt es in der Liste nicht. Möglich: {expected}."),
    "DEFINITION_UNBEKANNT": (
        _FEHLER,
        "Die Definition „{value}“ gibt es in der Liste nicht. Möglich: {expected}.",
    ),
    "ERHEBUNGSART_UNBEKANNT": (_FEHLER, "Die Erhebungsart „{value}“ gibt es in der Liste nicht. Möglich: {expected}."),
    "BERICHTSKREIS_UNBEKANNT": (
        _FEHLER,
        "Den Berichtskreis „{value}“ gibt es in der Liste nicht. Am nächsten: {expected}.",
    ),
    # The row
    "WERT_FEHLT": (_FEHLER, "Der Wert fehlt. Wird das Merkmal nicht erhoben, bitte Wertart „nicht erhoben“ eintragen."),
    "WERT_TROTZ_NICHT_ERHOBEN": (_FEHLER, "Die Wertart ist „nicht erhoben“, es steht aber ein Wert da: {value}."),
    "WERT_NEGATIV": (_FEHLER, "Der Wert {value} ist negativ."),
    "PROZENT_UEBER_100": (_FEHLER, "{value} Prozent sind mehr als alle."),
    "TEIL_GROESSER_GANZES": (_FEHLER, "{value} Personen von {expected} kann nicht sein: der Teil ist größer als n."),
    "N_GROESSER_GESAMT": (_FEHLER, "n = {value} ist größer als die Gesamtzahl {expected}."),
    "JAHR_ZUKUNFT": (_FEHLER, "Das Jahr {value} liegt nach dem Berichtsjahr {expected} der Lieferung."),
    "JAHR_ZU_ALT": (_FEHLER, "Das Jahr {value} liegt vor {expected}. Ein Tippfehler?"),
    "STICHTAG_JAHR": (_FEHLER, "Der Stichtag {value} liegt nicht im Jahr {expected}."),
    "ZEILE_DOPPELT": (
        _FEHLER,
        "Dieselbe Angabe steht schon in Zeile {expected} (gleiche Kennzahl, Gruppe, Jahr, Definition). "
        "Bitte eine löschen.",
    ),
    # The table as a whole
    "SUMME_ZU_GROSS": (_FEHLER, "{label}: die Teile ergeben {value} und damit mehr als die Gesamtzahl {expected}."),
    "SUMME_ZU_KLEIN": (
        _HINWEIS,
        "{label}: die Teile ergeben {value}, die Gesamtzahl ist {expected}. Fehlt ein Teil (divers, ohne Angabe)?",
    ),
    "ANTEIL_ABWEICHUNG": (
        _HINWEIS,
        "Veröffentlicht sind {value} Prozent; aus {numerator} von {denominator} errechnen sich {expected} Prozent.",
    ),
    "REIHENBRUCH": (_HINWEIS, "Bruch in der Reihe zwischen {value} und {expected}: {label}. Kein Vergleich darüber."),
    "STELLEN_STATT_PERSONEN": (
        _HINWEIS,
        "Angegeben sind Stellen, keine Personen. Die Zahl wird gezeigt, aber nicht mit Personen verglichen.",
    ),
}


def finding(
    code: str, row: int | None = None, column: str = "", value: object = "", expected: object = "", **words: object
) -> Finding:
    """One finding of the catalogue with its sentence filled in; `words` fills further places of the sentence."""
    severity, sentence = CATALOGUE[code]
    value, expected = shown(value), shown(expected, 400)
    message = sentence.format(value=value, expected=expected, column=column, **words)
    return Finding(code, severity, message, row, column, value, expected)


def shown(value: object, longest: int = 80) -> str:
    """Text as it may be printed: not longer than that, control and direction characters written out."""
    text = str(value)
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)
