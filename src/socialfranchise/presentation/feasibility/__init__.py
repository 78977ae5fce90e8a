"""How what founding takes is shown."""
