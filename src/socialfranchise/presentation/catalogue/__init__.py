"""How the catalogue is shown: models, law, co-operatives, changes, reports of the network."""
