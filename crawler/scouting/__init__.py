"""How an unknown site is looked at, and a known one looked after. Must know neither SQL nor the command line."""
