"""What a sign of the city in place of a number says (list `mark`).

Belongs here: sign → status and reason. Not here: reading signs (assets/deliveries/checking/numbers.py), the
statuses (seeds/statuses.csv).
"""

# Signs that leave the number away → status and reason; those beside a number (vorläufig, berichtigt …) change nothing.
MARKED = {
    "GEHEIM": ("geheim", "Die Stadt hält die Zahl geheim oder kennt sie nicht."),
    "SPAETER": ("nicht_geliefert", "Die Zahl fällt nach Auskunft der Stadt später an."),
    "UNSICHER": ("nicht_sinnvoll", "Die Zahl ist nach Auskunft der Stadt nicht sicher genug."),
    "ENTFAELLT": ("nicht_sinnvoll", "Die Angabe ist nach Auskunft der Stadt hier nicht sinnvoll."),
}
