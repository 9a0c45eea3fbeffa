#!/usr/bin/env bash
# cal-parser 1.0.2 takes the local time of an event for UTC, whatever its TZID says.
#
# Guess, before the run: 19:00 in Jakarta is 12:00 UTC: the Date is computed with the VTIMEZONE of the file, as RFC 5545 section 3.3.5 (form 3) has it, or a text is left for the caller.
# Seen: a Date of 19:00 UTC.
# Deadlines in the calendar of a course are hours off for everyone whose clock is not at UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . cal-parser@1.0.2 >/dev/null

cat > run.cjs <<'CODE'
const { parseString } = require("cal-parser");
const zone = ["BEGIN:VTIMEZONE", "TZID:Asia/Jakarta", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "END:STANDARD", "END:VTIMEZONE"];
for (const start of ["DTSTART:20260101T120000Z", "DTSTART;TZID=Asia/Jakarta:20260101T190000"]) {
  const event = ["BEGIN:VEVENT", "UID:1@example.com", "DTSTAMP:20260101T000000Z", start, "END:VEVENT"];
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", ...zone, ...event, "END:VCALENDAR", ""].join("\r\n");
  console.log(start, "->", parseString(text).events[0].dtstart.value.toISOString());
}
CODE

cat > expected <<'OUTPUT'
DTSTART:20260101T120000Z -> 2026-01-01T12:00:00.000Z
DTSTART;TZID=Asia/Jakarta:20260101T190000 -> 2026-01-01T19:00:00.000Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: cal-parser@1.0.2"
