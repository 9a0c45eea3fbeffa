#!/usr/bin/env bash
# messagepack 1.1.12 moves a Date before 1970 by seconds.
#
# Guess, before the run: half a second before 1970 comes back as it was: the timestamp of MessagePack has signed seconds and nanoseconds from 0 to 999,999,999.
# Seen: the nanoseconds are negative and stored without their sign: the time is 4.29 seconds late. Whole seconds are right, and so are such bytes from elsewhere.
# A test with a date of birth, a whole second, finds nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . messagepack@1.1.12 >/dev/null

cat > run.cjs <<'CODE'
const { decode, encode } = require("messagepack");
console.log("read:", decode(Buffer.from("c70cff1dcd6500ffffffffffffffff", "hex")).toISOString());
for (const text of ["1970-01-01T00:00:00.500Z", "1969-12-31T23:59:59.000Z", "1969-12-31T23:59:59.500Z", "1960-06-01T12:00:00.001Z"]) {
  const bytes = encode(new Date(text));
  console.log(text, "->", Buffer.from(bytes).toString("hex"), "->", decode(bytes).toISOString());
}
CODE

cat > expected <<'OUTPUT'
read: 1969-12-31T23:59:59.500Z
1970-01-01T00:00:00.500Z -> c70cff1dcd65000000000000000000 -> 1970-01-01T00:00:00.500Z
1969-12-31T23:59:59.000Z -> c70cff00000000ffffffffffffffff -> 1969-12-31T23:59:59.000Z
1969-12-31T23:59:59.500Z -> c70cffe2329b000000000000000000 -> 1970-01-01T00:00:03.794Z
1960-06-01T12:00:00.001Z -> c70cffc4747840ffffffffedf91541 -> 1960-06-01T12:00:04.296Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: messagepack@1.1.12"
