"""What a place already has: registers of units and tables of official statistics."""
