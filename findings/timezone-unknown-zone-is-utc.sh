#!/usr/bin/env bash
# timezone 1.0.23 takes a zone that it does not know for UTC, without a word.
#
# Guess, before the run: an error, as from Intl: the zone's data were not given to it, or the name is none.
# Seen: Asia/Makassar without its data, the abbreviation WIB, and a misspelt city are UTC.
# A clock for another city than the one that was loaded is hours wrong, and looks right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . timezone@1.0.23 >/dev/null

cat > run.cjs <<'CODE'
const tz = require("timezone")(require("timezone/Asia/Jakarta"));
const noon = Date.UTC(2026, 0, 1, 12);
for (const zone of ["Asia/Jakarta", "Asia/Makassar", "WIB", "Asia/Jakrata"]) {
  console.log(zone, tz(noon, "%H:%M:%S %z", zone));
}
CODE

cat > expected <<'OUTPUT'
Asia/Jakarta 19:00:00 +0700
Asia/Makassar 12:00:00 +0000
WIB 12:00:00 +0000
Asia/Jakrata 12:00:00 +0000
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: timezone@1.0.23"
