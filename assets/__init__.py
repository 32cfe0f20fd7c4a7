"""What exists, stage by stage, in the order the data goes: reference, deliveries, indicators, protection, editions."""
