"""How a monitor is looked at from outside: health, metrics, events and a page, by HTTP."""
