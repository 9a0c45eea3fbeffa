#!/usr/bin/env bash
# aniso8601 9.0.1 takes the end of a day, 24:00, for its beginning.
#
# Guess, before the run: midnight of the next day: ISO 8601 section 4.2.3 (2004) has 24:00 for the instant that ends a day.
# Seen: midnight of the same day, a day too early.
# A deadline of 24:00 has passed before the day begins, and an interval that ends there has no length, or a negative one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-aniso8601=9.0.1-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
import aniso8601
for text in "2026-01-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-02T00:00:00Z":
    print(text, aniso8601.parse_datetime(text).isoformat())
start, end = aniso8601.parse_interval("2026-01-01T18:00:00Z/2026-01-01T24:00:00Z")
print("from 18:00 to 24:00:", (end - start).total_seconds() / 3600, "hours")
CODE

cat > expected <<'OUTPUT'
2026-01-01T00:00:00Z 2026-01-01T00:00:00+00:00
2026-01-01T24:00:00Z 2026-01-01T00:00:00+00:00
2026-01-02T00:00:00Z 2026-01-02T00:00:00+00:00
from 18:00 to 24:00: -18.0 hours
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: aniso8601 9.0.1"
