#!/usr/bin/env bash
# The Python library of gpsd 3.22 writes 12:00:00.05 as 12:00:00.4999995.
#
# Guess, before the run: `isotime` turns seconds into the text that it reads, and back, with the fraction: gpsd writes times with milliseconds.
# Seen: the zeroes after the point are stripped with the one before it: 0.05 s becomes half a second; of exactly half a second, and of a whole second, only the point is left.
# With a receiver of 20 Hz, times that are 50 ms apart jump back and forth by most of a second.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-gps=3.22-4.1+deb12u1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
from gps.misc import isotime

for text in "2026-01-01T12:00:00Z", "2026-01-01T12:00:00.5Z", "2026-01-01T12:00:00.05Z", "2026-01-01T12:00:00.005Z":
    seconds = isotime(text)
    print(text, "->", seconds, "->", isotime(seconds))
CODE

cat > expected <<'OUTPUT'
2026-01-01T12:00:00Z -> 1767268800.0 -> 2026-01-01T12:00:00.
2026-01-01T12:00:00.5Z -> 1767268800.5 -> 2026-01-01T12:00:00.
2026-01-01T12:00:00.05Z -> 1767268800.05 -> 2026-01-01T12:00:00.4999995231628418
2026-01-01T12:00:00.005Z -> 1767268800.005 -> 2026-01-01T12:00:00.05000114440917969
OUTPUT

timeout 30 env TZ=UTC python3 run.py | tee seen
diff expected seen && echo "as found: gpsd 3.22"
