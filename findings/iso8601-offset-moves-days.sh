#!/usr/bin/env bash
# iso8601 1.1.1 moves a time by days for its UTC offset.
#
# Guess, before the run: noon at +07:00 is 05:00 UTC the same day, as ISO 8601 section 4.2.5.2 (2004) has it.
# Seen: it is 8 in the morning four weeks earlier; at -03:30, it is half past midnight two weeks later. Z and +00:00 are right.
# It writes all times with Z itself, so that a test of what it writes finds nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . iso8601@1.1.1 >/dev/null

cat > run.cjs <<'CODE'
const { toDate } = require("iso8601");
for (const offset of ["Z", "+00:00", "+01:00", "+07:00", "-03:30"]) {
  console.log(offset, toDate(`2026-01-01T12:00:00${offset}`).toISOString());
}
CODE

cat > expected <<'OUTPUT'
Z 2026-01-01T12:00:00.000Z
+00:00 2026-01-01T12:00:00.000Z
+01:00 2025-12-28T08:00:00.000Z
+07:00 2025-12-03T08:00:00.000Z
-03:30 2026-01-14T00:30:00.000Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: iso8601@1.1.1"
