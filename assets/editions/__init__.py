"""Stage 5: what is published: tables, pages, downloads, manifest."""
