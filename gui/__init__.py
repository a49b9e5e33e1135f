"""The only room with Qt. The desktop window moves in here; nothing lives here yet."""
