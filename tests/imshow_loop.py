"""The least that shows a video with OpenCV: prints what it costs as one line of JSON.

Run by `tests.gui_bench --imshow PYTHON` in an interpreter whose OpenCV has windows; it imports
nothing else of this project, whose own OpenCV has none.
"""

import json
import resource
import sys
import time

import cv2


def main() -> int:
    """Arguments: video, seconds to warm up, seconds to measure, width and height of the window."""
    video, width, height = sys.argv[1], int(sys.argv[4]), int(sys.argv[5])
    warm_up, seconds = float(sys.argv[2]), float(sys.argv[3])
    # One thread decodes, as everywhere in the project.
    capture = cv2.VideoCapture(video, cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
    cv2.namedWindow("imshow", cv2.WINDOW_NORMAL)
    cv2.resizeWindow("imshow", width, height)
    play(capture, warm_up)
    began, spent = time.perf_counter(), cpu_seconds()
    paint_ms = play(capture, seconds)
    cores = (cpu_seconds() - spent) / (time.perf_counter() - began)
    sys.stdout.write(json.dumps({"cores": cores, "paint_ms": paint_ms}) + "\n")
    return 0


def play(capture: cv2.VideoCapture, seconds: float) -> list[float]:
    """Show each picture at its time for so long; gives what showing each took, in ms."""
    interval, began, paint_ms = 1 / capture.get(cv2.CAP_PROP_FPS), time.perf_counter(), []
    for number in range(round(seconds / interval)):
        is_there, image = capture.read()
        if not is_there:
            break
        time.sleep(max(0.0, began + number * interval - time.perf_counter()))
        at = time.perf_counter()
        cv2.imshow("imshow", image)
        cv2.pollKey()
        paint_ms.append(1000 * (time.perf_counter() - at))
    return paint_ms


def cpu_seconds() -> float:
    """What this process has spent."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
