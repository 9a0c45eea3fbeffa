#!/usr/bin/env bash
# iso8601-convert 1.0.0 reads the day of an ordinal date as a month: 2026-365 is December 2028.
#
# Guess, before the run: 31 December 2026: ISO 8601 section 4.1.3 (2004) writes the day of the year with three digits; or it is refused.
# Seen: two of the three digits count months, from January on: 001 is the December before, 365 is two years away.
# Loggers of receivers and seismometers date by the day of the year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . iso8601-convert@1.0.0 >/dev/null

cat > run.cjs <<'CODE'
const { toDate } = require("iso8601-convert");
for (const text of ["2026-01-01", "2026-001", "2026-032", "2026-365"]) console.log(text, toDate(text).toISOString());
CODE

cat > expected <<'OUTPUT'
2026-01-01 2026-01-01T00:00:00.000Z
2026-001 2025-12-01T00:00:00.000Z
2026-032 2026-03-01T00:00:00.000Z
2026-365 2028-12-01T00:00:00.000Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: iso8601-convert@1.0.0"
