#!/usr/bin/env bash
# @ellipticoin/cbor 1.0.4 takes the seconds of a CBOR time for milliseconds: 2026 is January 1970.
#
# Guess, before the run: a Date of 2026: tag 1 is for a time in seconds since 1970, which may have a fraction (RFC 8949 section 3.4.2).
# Seen: a Date of 21 January 1970 for each time of our years; a time as text, tag 0, is read rightly.
# It writes tag 0 itself: only what other libraries write is wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @ellipticoin/cbor@1.0.4 >/dev/null

cat > run.cjs <<'CODE'
const { decode } = require("@ellipticoin/cbor");
const number = Buffer.alloc(8);
number.writeDoubleBE(1767225600.5);
for (const [name, bytes] of [
  ["text", Buffer.concat([Buffer.from([0xc0, 0x74]), Buffer.from("2026-01-01T00:00:00Z")])],
  ["1767225600", Buffer.from("c11a6955b900", "hex")],
  ["1767225600.5", Buffer.concat([Buffer.from([0xc1, 0xfb]), number])],
]) {
  console.log(name, "->", decode(bytes).toISOString());
}
CODE

cat > expected <<'OUTPUT'
text -> 2026-01-01T00:00:00.000Z
1767225600 -> 1970-01-21T10:53:45.600Z
1767225600.5 -> 1970-01-21T10:53:45.600Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: @ellipticoin/cbor@1.0.4"
