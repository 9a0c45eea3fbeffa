#!/usr/bin/env bash
# ntp-packet-parser 0.5.0 gives a precision of 236 for a clock of a microsecond.
#
# Guess, before the run: -20: RFC 5905 section 7.3 has precision and poll as signed, in log2 seconds; 2 to the -20 is a microsecond.
# Seen: 236: as its page advises, `Math.pow(2, precision)` is then a number of seconds with 72 digits.
# Clients that weigh servers by precision see all of them as useless, and all alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ntp-packet-parser@0.5.0 >/dev/null

cat > run.cjs <<'CODE'
const { NtpPacketParser } = require("ntp-packet-parser");
const reply = Buffer.alloc(48);
reply[0] = 0x24;
reply[1] = 1;
reply[2] = 6;
for (const exponent of [-20, -29, 0]) {
  reply.writeInt8(exponent, 3);
  const { poll, precision } = NtpPacketParser.parse(reply);
  console.log(`precision 2^${exponent}: ${precision}, poll ${poll}`);
}
CODE

cat > expected <<'OUTPUT'
precision 2^-20: 236, poll 6
precision 2^-29: 227, poll 6
precision 2^0: 0, poll 6
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: ntp-packet-parser@0.5.0"
