#!/usr/bin/env bash
# rtp-parser 1.0.0 names the wrong contributing sources of an RTP packet.
#
# Guess, before the run: the list that follows the fixed header, four bytes each: RFC 3550 section 5.1.
# Seen: each is read three bytes too early: the first one begins within the packet's own source.
# A conference shows speakers who are not in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rtp-parser@1.0.0 >/dev/null

cat > run.cjs <<'CODE'
const { parseRtpPacket } = require("rtp-parser");
const sources = ["11111111", "22222222", "33333333"];
for (let count = 0; count <= 3; count += 1) {
  const bytes = Buffer.from(`8${count}60000100000064aabbccdd${sources.slice(0, count).join("")}64617461`, "hex");
  const { ssrc, csrc, payload } = parseRtpPacket(bytes);
  console.log(ssrc.toString(16), csrc.map((source) => source.toString(16)), payload.toString());
}
CODE

cat > expected <<'OUTPUT'
aabbccdd [] data
aabbccdd [ 'bbccdd11' ] data
aabbccdd [ 'bbccdd11', '11111122' ] data
aabbccdd [ 'bbccdd11', '11111122', '22222233' ] data
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: rtp-parser@1.0.0"
