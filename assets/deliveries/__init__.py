"""Stage 2: bytes that cities drop become archived, checked and answered deliveries with accepted rows."""
