#!/usr/bin/env bash
# @stablelib/cbor 2.0.4 encodes a Date without its milliseconds, though it can read them.
#
# Guess, before the run: a Date comes back as it was: both the text of tag 0 and the number of tag 1 may have a fraction (RFC 8949 section 3.4).
# Seen: a number with a fraction is read rightly, and a Date is written as a text of whole seconds, cut off.
# Events within one second are all at the same time after a round trip, and an object is not equal to what was stored.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @stablelib/cbor@2.0.4 >/dev/null

cat > run.mjs <<'CODE'
import { decode, encode } from "@stablelib/cbor";

const number = Buffer.alloc(8);
number.writeDoubleBE(1767225600.5);
console.log("read:", decode(Buffer.concat([Buffer.from([0xc1, 0xfb]), number])).toISOString());
for (const text of ["2026-01-01T00:00:00.500Z", "2026-01-01T00:00:00.999Z"]) {
  const bytes = encode(new Date(text));
  console.log(text, "->", Buffer.from(bytes).toString("hex"), "->", decode(bytes).toISOString());
}
CODE

cat > expected <<'OUTPUT'
read: 2026-01-01T00:00:00.500Z
2026-01-01T00:00:00.500Z -> c074323032362d30312d30315430303a30303a30305a -> 2026-01-01T00:00:00.000Z
2026-01-01T00:00:00.999Z -> c074323032362d30312d30315430303a30303a30305a -> 2026-01-01T00:00:00.000Z
OUTPUT

timeout 30 node --no-deprecation run.mjs | tee seen
diff expected seen && echo "as found: @stablelib/cbor@2.0.4"
