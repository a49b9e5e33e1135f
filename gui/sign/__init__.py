"""The sign-language desk, its transcript and its practice window."""
