#!/usr/bin/env bash
# @balena/proxy-protocol-parser 1.0.2 gives half an address for half a header of version 1.
#
# Guess, before the run: null, as for bytes that are no header, so that the caller reads on.
# Seen: the part that has come: an address, or a port, without its last digits; half a header of version 2 is a RangeError.
# A caller cannot tell it from a whole header: after a segment that ends there, the log names an address that nobody has.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @balena/proxy-protocol-parser@1.0.2 >/dev/null

cat > run.cjs <<'CODE'
const { decode } = require("@balena/proxy-protocol-parser");
const header = "PROXY TCP4 203.0.113.77 172.16.16.101 40000 45000\r\n";
for (const length of [header.length, 40, 22]) {
  const { remoteAddress, remotePort, localPort } = decode(Buffer.from(header.slice(0, length)));
  console.log(length, JSON.stringify([remoteAddress, remotePort, localPort]));
}
CODE

cat > expected <<'OUTPUT'
51 ["203.0.113.77",40000,45000]
40 ["203.0.113.77",40,null]
22 ["203.0.113.7",null,null]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: @balena/proxy-protocol-parser@1.0.2"
