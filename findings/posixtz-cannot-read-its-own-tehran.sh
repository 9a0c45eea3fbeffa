#!/usr/bin/env bash
# posixtz 1.0.0 reads `<+0330>-3:30`, the string that it writes itself for Tehran, as UTC.
#
# Guess, before the run: what formatPosixTZ writes, parsePosixTZ reads: names in angle brackets, which POSIX has for names that are not letters only.
# Seen: the last digit of the name is taken for the offset: Tehran is UTC, Kathmandu and Chatham are five hours behind it.
# Zones whose names have no letters of their own, such as all of Brazil's, are written in this way.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . posixtz@1.0.0 >/dev/null

cat > run.cjs <<'CODE'
const { formatPosixTZ, parsePosixTZ } = require("posixtz");
for (const zone of ["Asia/Jakarta", "Asia/Tehran", "Asia/Kathmandu", "Pacific/Chatham"]) {
  const rules = formatPosixTZ(zone, 2025);
  const { stdAbbr, stdOffset, dst } = parsePosixTZ(rules);
  console.log(rules, JSON.stringify([stdAbbr, stdOffset, dst]));
}
CODE

cat > expected <<'OUTPUT'
WIB-7 ["WIB",420,false]
<+0330>-3:30 ["033",0,false]
<+0545>-5:45 ["054",-300,false]
<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45 ["124",-300,false]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: posixtz@1.0.0"
