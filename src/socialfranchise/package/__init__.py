"""The franchise package: planned as text, rendered to documents, written all or nothing."""
