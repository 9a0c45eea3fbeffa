#!/usr/bin/env bash
# date-fns-duration 1.0.4 drops the fraction of an ISO 8601 duration: PT0.5H is nothing.
#
# Guess, before the run: half an hour: ISO 8601 section 4.4.3.2 (2004) lets the smallest unit of a duration have a decimal fraction.
# Seen: each number is cut to an integer, without an error: PT1.5S adds one second, PT0.5H and PT0.5M nothing.
# Java writes a Duration of 1500 ms as PT1.5S.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . date-fns-duration@1.0.4 >/dev/null

cat > run.cjs <<'CODE'
const add = require("date-fns-duration");
for (const duration of ["PT30M", "PT0.5H", "PT0.5M", "PT1.5S", "-PT36H"]) {
  console.log(duration, new Date((add.default ?? add)("2026-01-01T00:00:00Z", duration)).toISOString());
}
CODE

cat > expected <<'OUTPUT'
PT30M 2026-01-01T00:30:00.000Z
PT0.5H 2026-01-01T00:00:00.000Z
PT0.5M 2026-01-01T00:00:00.000Z
PT1.5S 2026-01-01T00:00:01.000Z
-PT36H 2025-12-30T12:00:00.000Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: date-fns-duration@1.0.4"
