"""The pictures of an edition: which figures become which line, point or tile. Drawing them: reports/."""
