"""The MQTT topics of a monitor, and what Home Assistant is told of them."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any


def topic_name(camera: str) -> str:
    """A camera's name as a part of a topic: letters, digits, `_` and `-`, and still its own."""
    plain = re.sub(r"[^a-zA-Z0-9_-]+", "_", camera)
    if plain == camera:
        return plain
    return f"{plain}_{hashlib.sha256(camera.encode()).hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Topics:
    """Where what is published."""

    prefix: str
    """What every topic begins with."""

    @property
    def availability(self) -> str:
        """`online` or `offline`, retained; the broker says `offline` when the monitor is gone."""
        return f"{self.prefix}/availability"

    def event(self, camera: str) -> str:
        """Every message of every event."""
        return f"{self.prefix}/{topic_name(camera)}/event"

    def state(self, camera: str) -> str:
        """Whether something is going on, and what; retained."""
        return f"{self.prefix}/{topic_name(camera)}/state"

    def status(self, camera: str) -> str:
        """Where the stream stands; retained."""
        return f"{self.prefix}/{topic_name(camera)}/status"


def discovery(topics: Topics, camera: str, discovery_prefix: str) -> dict[str, dict[str, Any]]:
    """What makes Home Assistant show a camera: a payload a topic."""
    node = f"{topic_name(topics.prefix)}_{topic_name(camera)}"
    common = {
        "state_topic": topics.state(camera),
        "json_attributes_topic": topics.state(camera),
        "availability_mode": "all",
        "availability": [
            {"topic": topics.availability},
            {
                "topic": topics.status(camera),
                "value_template": "{{ 'online' if value_json.state == 'live' else 'offline' }}",
            },
        ],
        "device": {"identifiers": [node], "name": camera, "manufacturer": "liveact"},
        "origin": {"name": "liveact"},
        "qos": 1,
    }
    action = {
        "name": "Action",
        "unique_id": f"{node}_action",
        "value_template": "{{ value_json.active }}",
        "payload_on": "ON",
        "payload_off": "OFF",
    }
    label = {
        "name": "Last action",
        "unique_id": f"{node}_label",
        "icon": "mdi:run",
        "value_template": "{{ value_json.label }}",
    }
    return {
        f"{discovery_prefix}/binary_sensor/{node}/action/config": {**common, **action},
        f"{discovery_prefix}/sensor/{node}/label/config": {**common, **label},
    }
