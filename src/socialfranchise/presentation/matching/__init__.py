"""How a match is shown, and what is asked of it."""
