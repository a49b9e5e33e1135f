"""The desktop window: the only room with Qt.

`gui.app` is the command and imports without Qt. `gui.worker` runs the streams and has no Qt;
`gui.bridge` is where it meets the window.
"""
