"""Reads property lists with Python's strict reader; writes for each path a line of JSON, or why it is refused."""

import json
import plistlib
import sys

for path in sys.stdin.read().splitlines():
    try:
        with open(path, "rb") as file:
            value = plistlib.load(file, fmt=plistlib.FMT_XML)
        print("read " + json.dumps(value, ensure_ascii=True, separators=(",", ":")))
    except Exception as refused:
        print("refused " + type(refused).__name__)
