"""Stage 4: which indicator values may be shown."""
