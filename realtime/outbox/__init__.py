"""Events on their way out: stored first, then sent until each output has confirmed them."""
