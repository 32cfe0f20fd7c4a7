"""What the form workbook says to the people who fill it in: the guide, the hints and the note at each column.

Belongs here: German sentences. Not here: where they are put (template.py), the words of the lists (seeds/).
"""

_ALL = "„insgesamt“ heißt: Die Zeile zählt alle."

# Header of a column → what belongs there; "form.header" where a form means something of its own.
NOTES = {
    "ags": "Gemeindeschlüssel der Stadt, acht Ziffern mit führender Null.",
    "stadt": "Name der Stadt, nur zur Kontrolle.",
    "jahr": "Jahr, für das die Zahl gilt, vierstellig.",
    "stichtag": "Tag, für den die Zahl gilt, als TT.MM.JJJJ.",
    "dienstverhaeltnis": f"Beamtinnen und Beamte, Tarifbeschäftigte oder in Ausbildung. {_ALL}",
    "laufbahngruppe": f"Laufbahngruppe, Tarifbeschäftigte entsprechend. {_ALL}",
    "fuehrung": "Ebene der Führung. „insgesamt“ zählt alle Beschäftigten, nicht nur die Führungskräfte.",
    "aufgabenbereich": f"Produktbereich des NKF. {_ALL}",
    "geschlecht": _ALL,
    "altersgruppe": f"Alter am Stichtag. {_ALL}",
    "umfang": f"Vollzeit, Teilzeit oder Altersteilzeit. {_ALL}",
    "zuwanderungsgeschichte": "Nach der Definition des Deckblatts. Wer nicht geantwortet hat, zählt zu „keine Angabe“, "
    "nie zu „nein“.",
    "staatsangehoerigkeit": f"Zeilen mit „davon“ sind Teilmengen und werden nie dazugezählt. {_ALL}",
    "sozialraum": "Name oder Nummer des Sozialraums. Leer heißt: die ganze Stadt.",
    "vorgang": "Was im Lauf des Jahres geschehen ist, vom 1. Januar bis zum 31. Dezember.",
    "anzahl": "Personen dieser Zeile, ganz und ungerundet. Leer heißt: nicht ausgefüllt. Null bitte als 0 eintragen.",
    "kompetenz.anzahl": "Wie viele davon das Merkmal erfüllen.",
    "kompetenz.gesamt": "Wie viele es im Berichtsjahr insgesamt gibt: die Bezugszahl zu „anzahl“.",
    "zusammenarbeit.anzahl": "Wie oft im Berichtsjahr.",
    "vzae": "Dieselben Personen in Vollzeitäquivalenten, mit Dezimalkomma.",
    "wertart": "Ob die Zahl ein Wert, eine Schätzung oder eine Grenze ist. Bei „nicht erhoben“ bleibt die Zahl leer.",
    "definition": "Wer als Person mit Zuwanderungsgeschichte zählt.",
    "erhebungsart": "Wie die Zahl gewonnen wurde.",
    "berichtskreis": "Welche Teile der Verwaltung oder der Bevölkerung mitgezählt sind.",
    "mindestzahl": "Ab wie vielen Personen eine Zahl Ihrer Stadt gezeigt werden darf, als ganze Zahl von 3 bis 1000. "
    "Leer heißt: Es gilt die Regel des Netzwerks. Strenger geht immer, lockerer nie.",
    "bemerkung": "Was man sonst zu dieser Zeile wissen muss. Bitte keine Namen von Personen.",
    "merkmal": "Wonach die Zeile fragt.",
    "antwort": "Nur bei Zeilen, die eine Frage stellen.",
    "nachweis": "Wo es nachzulesen ist, zum Beispiel ein Ratsbeschluss mit Datum oder eine Internetadresse.",
    "kennung": "Kurzer Name, den Sie selbst vergeben und jedes Jahr behalten, zum Beispiel M-01.",
    "titel": "Name der Empfehlung oder des Projekts.",
    "handlungsfeld": "Zu welchem Handlungsfeld die Maßnahme gehört.",
    "ziel": "Was am Ende erreicht sein soll.",
    "zustaendig": "Zuständige Stelle (Amt oder Fachbereich), keine Person.",
    "partner": "Wer mitwirkt, mit Komma getrennt.",
    "beginn": "Beginn als TT.MM.JJJJ.",
    "faellig": "Bis wann die Maßnahme fertig sein soll, als TT.MM.JJJJ.",
    "status": "Stand am Ende des Berichtsjahrs.",
    "meilensteine": "Wie viele Meilensteine geplant sind.",
    "meilensteine_erreicht": "Wie viele davon am Ende des Berichtsjahrs erreicht sind.",
    "art": "Was gemeinsam geschehen ist.",
    "bezeichnung": "Name der Sitzung oder des Projekts.",
    "staedte": "Wie viele Städte beteiligt waren, die eigene mitgezählt.",
    "kennzahl": "Welche Zahl des Katalogs.",
    "gruppe": "„insgesamt“ oder die Gruppe, für die die Zahl gilt.",
    "wert": "Die Zahl, wie sie veröffentlicht ist, mit Dezimalkomma. Bei „nicht erhoben“ bleibt sie leer.",
    "einheit": "Personen, Stellen, Prozent … Die Zahl selbst steht ohne Einheit da.",
    "n": "Personen mit bekannter Angabe: der Nenner des Anteils.",
    "eckwerte.gesamt": "Alle Personen der Gruppe; bei einer Befragung alle Befragten.",
    "quelle": "Fundstelle, am besten eine Internetadresse.",
}
REQUIRED = "Pflichtangabe, sobald die Zeile ausgefüllt wird."
OPTIONAL = "Freiwillige Angabe."
COVERED = "Leer lassen, wenn die Angabe des Deckblatts gilt."
OFFERED = "Bitte ein Wort der Auswahlliste nehmen; das Blatt „Listen“ erklärt sie."
LAST_YEAR = "Was Ihre Stadt in der Lieferung {year} zu dieser Zeile angegeben hat. Nur zur Ansicht, wird nicht gelesen."
FEWER = "Gezeigte Zeilen des Vorjahrs: {shown} von {count}."

# Line of the cover sheet → what to enter.
COVER_SAYS = "Was hier steht, gilt für alle Zeilen der anderen Blätter, in denen die Angabe fehlt."
HINTS = {
    "ags": "Steht schon da.",
    "city": "Steht schon da.",
    "year": "Das Jahr, über das berichtet wird. Steht schon da.",
    "staff_date": "Tag, für den die Personalzahlen gelten (TT.MM.JJJJ). Ist es bei Ihnen ein anderer, bitte ändern.",
    "staff_definition": "Wer beim Personal als Person mit Zuwanderungsgeschichte zählt. Bitte aus der Liste wählen.",
    "staff_method": "Wie die Personalzahlen gewonnen wurden. Bitte aus der Liste wählen.",
    "staff_scope": "Welche Teile der Verwaltung mitgezählt sind. Davon hängt ab, womit verglichen werden darf.",
    "population_date": "Tag, für den die Bevölkerungszahlen gelten (TT.MM.JJJJ).",
    "population_definition": "Wer in der Bevölkerung als Person mit Zuwanderungsgeschichte zählt.",
    "population_method": "Woher die Bevölkerungszahlen stammen, zum Beispiel aus dem Melderegister der Stadt.",
    "population_scope": "Meist: Bevölkerung am Hauptwohnsitz.",
    "value_kind": "Gilt für alle Zahlen, bei denen die Spalte „wertart“ leer ist. Meist: Wert.",
    "smallest": "Freiwillig: ab wie vielen Personen eine Zahl Ihrer Stadt gezeigt werden darf (3 bis 1000, ganz). "
    "Leer heißt: Es gilt die Regel des Netzwerks. Die strengere von beiden gilt immer.",
    "office": "Amt oder Fachbereich mit Funktionspostfach. Bitte keinen Namen einer Person.",
    "nil": "Namen der Blätter, zu denen es nichts zu melden gibt, mit Komma getrennt: gewinnung, massnahmen",
}
LAST_YEARS_ENTRY = "Im Vorjahr: {entry}."

# Form → what its sheet is about.
SHEETS = {
    "personal": "Beschäftigte am Stichtag nach Dienstverhältnis, Führung, Geschlecht und Zuwanderungsgeschichte.",
    "bevoelkerung": "Einwohnerinnen und Einwohner am Stichtag, auf Wunsch nach Sozialräumen.",
    "gewinnung": "Bewerbungen, Einladungen, Einstellungen, Ausbildungsbeginne, Abgänge und Beförderungen des Jahres.",
    "kompetenz": "Ziel 1: wie oft das Merkmal vorkommt und von wie vielen, dazu einige Fragen mit Nachweis.",
    "massnahmen": "Das Stammblatt: eine Zeile je Empfehlung oder Projekt.",
    "zusammenarbeit": "Ziel 3: gemeinsame Sitzungen und Projekte, fristgerechte Lieferung.",
    "eckwerte": "Schon veröffentlichte Zahlen mit Quelle, etwa wenn nur die Staatsangehörigkeit bekannt ist.",
}

STEPS = [
    ("1. Deckblatt", f"Füllen Sie zuerst das Blatt „Deckblatt“ aus. {COVER_SAYS}"),
    (
        "2. Zahlen",
        "Tragen Sie auf den Blättern die Zahlen in die gelben Spalten ein. Was eine Zeile zählt, steht links davon. "
        "Zeigen Sie mit der Maus auf eine Überschrift: Eine Notiz erklärt die Spalte.",
    ),
    (
        "3. Was Sie nicht haben",
        "Lassen Sie die Zeile leer: Sie gilt dann als nicht ausgefüllt, nie als null. Null tragen Sie als 0 ein. "
        "Wird ein Merkmal nicht erhoben, ist „nicht erhoben“ in der Spalte „wertart“ eine gute Antwort.",
    ),
    (
        "4. Weitere Zeilen",
        "Feiner gegliederte Zahlen tragen Sie darunter ein oder in eingefügte Zeilen; die Wörter stehen in den "
        "Auswahllisten. Gilt für eine Zeile etwas anderes als auf dem Deckblatt, steht es in der Zeile selbst.",
    ),
    ("5. Speichern", "Speichern Sie die Mappe ohne Kennwort unter dem Namen {xlsx} (als ODS: {ods})."),
    ("6. Abgeben", "Legen Sie die Datei in den Ordner Ihrer Stadt: {folder}"),
]
COLOURS = [
    ("dunkelblaue Überschrift", REQUIRED),
    ("blaugraue Überschrift", OPTIONAL),
    ("hellgraue Überschrift", COVERED),
    ("gelbe Spalte", "Hier tragen Sie ein."),
    ("graue Spalte am Ende", "Was Sie im Vorjahr angegeben haben, zum Vergleichen. Gesperrt; wird nicht gelesen."),
    ("graue Zelle", "Danach wird in dieser Zeile nicht gefragt."),
]
WORDS = [
    (
        "Zuwanderungsgeschichte",
        "Wer dazu zählt, sagt die Definition. Wer keine Angabe gemacht hat, ist weder „ja“ noch „nein“.",
    ),
    ("Definition", "Wer gezählt wird. Nur Zahlen, die dieselbe Gruppe zählen, werden verglichen."),
    ("Erhebungsart", "Register, Befragung, Personaldaten, Schätzung …: Davon hängt ab, wie genau eine Zahl ist."),
    ("Berichtskreis", "Wer mitgezählt ist, zum Beispiel die Kernverwaltung allein oder mit eigenen Betrieben."),
    ("Wertart", "Wert, Schätzung, Obergrenze, Untergrenze oder nicht erhoben. Eine Schätzung bitte immer so nennen."),
    ("Stichtag", "Personal: 30. Juni, Bevölkerung: 31. Dezember. Andere Tage sind erlaubt, wenn sie genannt sind."),
    ("insgesamt", "Alle zusammen, also die Summe der Teile. Zeilen mit „davon“ werden nie dazugezählt."),
    (
        "nur Zahlen",
        "Bitte nie Namen, Personalnummern oder einzelne Fälle. Kleine Zahlen liefern Sie bitte trotzdem: Vor der "
        "Veröffentlichung wird geprüft, was gezeigt werden darf.",
    ),
]
# Marks beside a number, as examples.
MARKED_NUMBERS = {"(12)": "EINGESCHRAENKT", "12 p": "VORLAEUFIG", "12 r": "BERICHTIGT", "12 s": "GESCHAETZT"}
SIGNS_TITLE = "Zeichen statt einer Zahl"
SIGNS_SAY = "Ein Zeichen sagt, warum keine Zahl dasteht oder was sie wert ist. Eine leere Zelle sagt nichts."
RECEIPT = [
    ("Empfang", "Im Rückmeldeordner Ihrer Stadt liegt eine Quittung: eingegangen und unverändert archiviert."),
    ("Prüfung", "Danach kommt der Prüfbericht. Er nennt zu jedem Befund Blatt und Zelle und was zu tun ist."),
]
SEVERITY = "Befund „{label}“"
CORRECTION = [
    (
        "Berichtigen",
        "Ändern Sie die Mappe und legen Sie sie ganz noch einmal ab. Es gilt die jüngste angenommene Lieferung; eine "
        "abgewiesene ersetzt nie eine angenommene.",
    ),
]
ASK = [
    (
        "Netzwerkbüro",
        "Bei allen Fragen hilft das Netzwerkbüro. Haben Sie schon geliefert, nennen Sie bitte die Empfangsnummer.",
    )
]
