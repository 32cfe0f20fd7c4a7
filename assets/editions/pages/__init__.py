"""Stage 5, pages: one module a kind of page."""
