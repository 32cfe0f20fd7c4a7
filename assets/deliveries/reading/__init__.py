"""Second step: archived bytes become tables of text, nothing guessed and nothing converted."""
