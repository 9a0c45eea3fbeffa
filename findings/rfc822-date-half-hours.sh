#!/usr/bin/env bash
# rfc822-date 0.0.3 adds an hour to the offset of zones with half hours east of Greenwich.
#
# Guess, before the run: +0530 in Kolkata: RFC 822 section 5.1 has hours and minutes there.
# Seen: +0630, next to a clock that shows +05:30: the date that it writes is an hour before the time that was meant. West of Greenwich, -0330 is right.
# A person sees the right clock; a program that computes with the offset is an hour off.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rfc822-date@0.0.3 >/dev/null

cat > run.cjs <<'CODE'
const rfc822Date = require("rfc822-date");
for (const zone of ["Asia/Jakarta", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns"]) {
  process.env.TZ = zone;
  const text = rfc822Date(new Date("2026-01-01T12:00:00Z"));
  console.log(`${text} (${zone}) is ${new Date(text).toISOString()}`);
}
CODE

cat > expected <<'OUTPUT'
Thu, 01 Jan 2026 19:00:00 +0700 (Asia/Jakarta) is 2026-01-01T12:00:00.000Z
Thu, 01 Jan 2026 17:30:00 +0630 (Asia/Kolkata) is 2026-01-01T11:00:00.000Z
Thu, 01 Jan 2026 17:45:00 +0645 (Asia/Kathmandu) is 2026-01-01T11:00:00.000Z
Fri, 02 Jan 2026 01:45:00 +1445 (Pacific/Chatham) is 2026-01-01T11:00:00.000Z
Thu, 01 Jan 2026 08:30:00 -0330 (America/St_Johns) is 2026-01-01T12:00:00.000Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: rfc822-date@0.0.3"
