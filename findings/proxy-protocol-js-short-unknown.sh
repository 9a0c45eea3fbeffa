#!/usr/bin/env bash
# proxy-protocol-js 4.0.6 refuses `PROXY UNKNOWN` CR LF, the short form that the specification allows.
#
# Guess, before the run: the line is read, with no addresses: section 2.1 of the PROXY protocol has a receiver ignore what stands between UNKNOWN and CR LF, also if that is nothing.
# Seen: a V1ProxyProtocolParseError; the long form with addresses is read.
# A proxy that does not know the client's address, or speaks for itself, sends this line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . proxy-protocol-js@4.0.6 >/dev/null

cat > run.cjs <<'CODE'
const { V1ProxyProtocol } = require("proxy-protocol-js");
for (const header of ["PROXY TCP4 203.0.113.7 172.16.16.101 40000 45000", "PROXY UNKNOWN ::1 ::1 40000 45000", "PROXY UNKNOWN"]) {
  try {
    const { inetProtocol, data } = V1ProxyProtocol.parse(`${header}\r\nTIME\r\n`);
    console.log(header, "->", inetProtocol, JSON.stringify(data));
  } catch (error) {
    console.log(header, "->", error.name, error.message);
  }
}
CODE

cat > expected <<'OUTPUT'
PROXY TCP4 203.0.113.7 172.16.16.101 40000 45000 -> TCP4 "TIME\r\n"
PROXY UNKNOWN ::1 ::1 40000 45000 -> UNKNOWN "TIME\r\n"
PROXY UNKNOWN -> V1ProxyProtocolParseError given data isn't suitable for V1 PROXY protocols definition
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: proxy-protocol-js@4.0.6"
