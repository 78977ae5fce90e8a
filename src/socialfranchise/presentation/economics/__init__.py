"""How economics and the account of public money are shown."""
