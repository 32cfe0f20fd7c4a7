"""Third step: tables of text become typed rows, or findings that say what to correct."""
