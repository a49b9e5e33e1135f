# make demo    install and recognise actions in a real clip
# make gui     install the desktop window too and open it
# make test    install what tests need, run all of them
# make check   the whole gate: format, lint, types, imports, tests, wheel, commands, pictures
# make translations   take new texts of the window into its languages, compile them
# make pictures   the README's pictures, anew
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RTSP_PACKAGES := python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base \
	gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly
QT_PACKAGES := libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 fonts-dejavu-core
XCB_PACKAGES := xvfb libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
	libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 \
	libx11-xcb1
WAYLAND_PACKAGES := sway wtype grim wl-clipboard
MQTT_PACKAGES := mosquitto
PYTEST_ARGS ?=

.PHONY: demo gui install install-test system-packages test gpu-report translations check pictures \
	format clean

demo: install
	$(BIN)/liveact-monitor watch demo

gui: $(VENV)/.installed-gui
	$(BIN)/liveact

install: $(VENV)/.installed

install-test: $(VENV)/.installed-test

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-gui: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[blur,gui,teach]'
	$(BIN)/python -m compileall -q engines realtime gui  # pip compiles all but our own
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt \
		--editable '.[blur,gui,int8,monitor,teach,test,train]'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-deps torchvision
	@touch $@ $(VENV)/.installed $(VENV)/.installed-gui

# The tests talk to a real RTSP server, GStreamer's, which runs under the system's own Python, and
# to a real MQTT broker.
# Qt needs some libraries of the system, even to draw on no screen at all.
system-packages: install-test
	@if /usr/bin/python3 -c 'import gi; gi.require_version("GstRtspServer", "1.0"); \
		from gi.repository import GstRtspServer' 2>/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(RTSP_PACKAGES) >/dev/null; \
	else \
		echo 'The RTSP tests need a server and are skipped without it. Install it with:'; \
		echo '  sudo apt-get install -y --no-install-recommends $(RTSP_PACKAGES)'; \
	fi
	@if command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(MQTT_PACKAGES) >/dev/null; \
	else \
		echo 'The MQTT tests need a broker and are skipped without it. Install it with:'; \
		echo '  sudo apt-get install -y --no-install-recommends $(MQTT_PACKAGES)'; \
	fi
	@if $(BIN)/python -c 'from PySide6 import QtWidgets' 2>/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(QT_PACKAGES) >/dev/null; \
	else \
		echo "Qt lacks libraries of the system; its tests cannot run. Install them with:"; \
		echo '  sudo apt-get install -y --no-install-recommends $(QT_PACKAGES)'; \
	fi
	@if command -v Xvfb >/dev/null && ldconfig -p | grep -q libxcb-cursor && \
			ldconfig -p | grep -q libxkbcommon-x11; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(XCB_PACKAGES) >/dev/null; \
	else \
		echo 'The tests of a real window need an X server and are skipped without it. Install:'; \
		echo '  sudo apt-get install -y --no-install-recommends $(XCB_PACKAGES)'; \
	fi
	@if command -v sway >/dev/null && command -v wtype >/dev/null && command -v grim >/dev/null && \
			command -v wl-paste >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $(WAYLAND_PACKAGES) >/dev/null; \
	else \
		echo 'The test of a window on Wayland needs a desktop and is skipped without it. Install:'; \
		echo '  sudo apt-get install -y --no-install-recommends $(WAYLAND_PACKAGES)'; \
	fi

# Tests with a real server wait more than they compute, and so do some others: two of them run at a
# time. What plays in real time and computes runs by itself, the rest on every core.
test: install-test system-packages
	$(BIN)/python -m pytest -n auto --dist loadfile -m 'not (paced or rtsp or waits)' $(PYTEST_ARGS)
	$(BIN)/python -m pytest -n 2 --dist loadfile -m '(rtsp or waits) and not paced' $(PYTEST_ARGS)
	$(BIN)/python -m pytest -m paced $(PYTEST_ARGS)

# For a machine with an NVIDIA GPU; see docs/gpu.md.
gpu-report: install-test
	$(BIN)/python -m tests.gpu_report

# New texts come as 'unfinished'; translate them (pyside6-linguist, or an editor) and run it again.
translations: install-test
	$(BIN)/python -m tests.translations

check: install-test system-packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test
	$(BIN)/python -m tests.wheel_contents
	$(BIN)/liveact-engine --help >/dev/null
	$(BIN)/liveact-monitor --help >/dev/null
	$(BIN)/liveact --help >/dev/null
	$(BIN)/python -m tests.readme_pictures --check

# Those of docs/images, anew.
pictures: install-test
	$(BIN)/python -m tests.readme_pictures

format: install-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
