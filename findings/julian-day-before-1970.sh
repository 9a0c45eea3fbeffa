#!/usr/bin/env bash
# julian 0.2.0 gives the next Julian day, and negative milliseconds in it, for times before 1970.
#
# Guess, before the run: a Julian day begins at noon: 06:00 belongs to the day before, with 18 hours of milliseconds, before 1970 as after it.
# Seen: before 1970, 06:00 is in the day that begins at noon, with minus six hours, and 18:00 in the one after. The number with a fraction, `julian(date)`, is right.
# The day is the key under which observations are filed: those before 1970 are a day late.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . julian@0.2.0 >/dev/null

cat > run.cjs <<'CODE'
const julian = require("julian");
for (const text of ["2000-01-01T06:00Z", "2000-01-01T18:00Z", "1969-06-01T06:00Z", "1969-06-01T18:00Z"]) {
  const date = new Date(text);
  console.log(text, julian(date), julian.toJulianDay(date), julian.toMillisecondsInJulianDay(date) / 3600000);
}
CODE

cat > expected <<'OUTPUT'
2000-01-01T06:00Z 2451544.750000 2451544 18
2000-01-01T18:00Z 2451545.250000 2451545 6
1969-06-01T06:00Z 2440373.750000 2440374 -6
1969-06-01T18:00Z 2440374.250000 2440375 -18
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: julian@0.2.0"
