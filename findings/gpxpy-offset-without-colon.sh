#!/usr/bin/env bash
# gpxpy 1.5.0 writes a UTC offset without its colon, which GPX does not allow.
#
# Guess, before the run: an offset is kept as it was read: the time of GPX is an xsd:dateTime, and its offsets have a colon, +07:00.
# Seen: it is written as +0700; Z stays Z. Nothing was changed in the file between reading and writing.
# Readers that check the schema refuse the track; others take the time for UTC, or for none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-gpxpy=1.5.0-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
import re

import gpxpy

FILE = """<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="-6.2" lon="106.8"><time>%s</time></wpt></gpx>"""
for time in "2026-01-01T12:00:00Z", "2026-01-01T19:00:00+07:00", "2026-01-01T08:30:00-03:30":
    written = re.search("<time>(.*)</time>", gpxpy.parse(FILE % time).to_xml())[1]
    print(time, "->", written)
CODE

cat > expected <<'OUTPUT'
2026-01-01T12:00:00Z -> 2026-01-01T12:00:00Z
2026-01-01T19:00:00+07:00 -> 2026-01-01T19:00:00+0700
2026-01-01T08:30:00-03:30 -> 2026-01-01T08:30:00-0330
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: gpxpy 1.5.0"
