"""From a table specification to what people read. Pure: no engine, no database, no stage of the data's way."""
