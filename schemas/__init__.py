"""What things are: records, closed vocabularies, table schemas, the registry of offices."""
