"""The local situation: what is known of a place, what is not, and where each fact comes from."""
