"""One neural runtime a file."""
