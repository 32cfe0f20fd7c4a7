"""Stage 1: the seeds, checked and stored."""
