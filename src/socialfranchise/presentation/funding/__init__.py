"""How a funding plan is shown."""
