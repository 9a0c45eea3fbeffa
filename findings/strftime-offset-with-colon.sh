#!/usr/bin/env bash
# strftime 0.10.3 takes an ISO 8601 offset with a colon for UTC, without a word.
#
# Guess, before the run: `timezone("+07:00")` means the same as `timezone("+0700")`, or throws.
# Seen: +0700 is seven hours ahead of UTC; +07:00, as RFC 3339 writes it, is UTC itself.
# Why it matters here: a time server that formats with it would be seven hours wrong, and no error would say so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . strftime@0.10.3 >/dev/null

cat > run.cjs <<'CODE'
const strftime = require("strftime");
const noon = new Date("2026-01-01T12:00:00Z");
for (const offset of ["+0700", "+07:00", "-0330", "-03:30"]) {
  console.log(offset, strftime.timezone(offset)("%H:%M:%S %z", noon));
}
CODE

cat > expected <<'OUTPUT'
+0700 19:00:00 +0700
+07:00 12:00:00 +0000
-0330 08:30:00 -0330
-03:30 12:00:00 +0000
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: strftime@0.10.3"
