"""What a row must be: pandera models, code lists, database tables, migrations and the store that keeps them."""
