#!/usr/bin/env bash
# nsyslog-parser 0.10.1 takes the nil timestamp of syslog for the present.
#
# Guess, before the run: no time: RFC 5424 section 6.2.3 has `-` for a sender that cannot tell the time.
# Seen: the time at which the line is parsed; a line that was stored in January has a new time each time it is read. Host and pid stay `-`.
# A device without a clock is the one whose times must not be believed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . nsyslog-parser@0.10.1 >/dev/null

cat > run.cjs <<'CODE'
const parse = require("nsyslog-parser");
const between = (text) => {
  const before = Date.now();
  const { ts, host } = parse(text);
  return [ts >= before && ts <= Date.now() ? "now" : ts.toISOString(), host];
};
console.log("with a time:", between("<34>1 2026-01-01T12:00:00Z host app - - - text"));
console.log("without one:", between("<34>1 - - app - - - text"));
CODE

cat > expected <<'OUTPUT'
with a time: [ '2026-01-01T12:00:00.000Z', 'host' ]
without one: [ 'now', '-' ]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: nsyslog-parser@0.10.1"
