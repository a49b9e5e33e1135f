"""How often a model is right on labelled clips, and how soon it says so."""
