"""The only door between files and values: reading with positions, documents, schemas."""
