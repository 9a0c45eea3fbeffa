#!/usr/bin/env bash
# @balena/proxy-protocol-parser 1.0.2 reads the client's own bytes as the addresses of `PROXY UNKNOWN`.
#
# Guess, before the run: no addresses: the line ends after UNKNOWN.
# Seen: the remote address is CR LF, and the local one is the request that follows.
# Such an address then stands in logs and access lists, chosen by the client.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . @balena/proxy-protocol-parser@1.0.2 >/dev/null

cat > run.cjs <<'CODE'
const { decode } = require("@balena/proxy-protocol-parser");
for (const text of ["PROXY TCP4 203.0.113.7 172.16.16.101 40000 45000\r\nTIME\r\n", "PROXY UNKNOWN\r\nTIME\r\n"]) {
  const { remoteFamily, remoteAddress, localAddress } = decode(Buffer.from(text));
  console.log(JSON.stringify(text), "->", JSON.stringify([remoteFamily, remoteAddress, localAddress]));
}
CODE

cat > expected <<'OUTPUT'
"PROXY TCP4 203.0.113.7 172.16.16.101 40000 45000\r\nTIME\r\n" -> ["IPv4","203.0.113.7","172.16.16.101"]
"PROXY UNKNOWN\r\nTIME\r\n" -> ["IPv6","\r\n","TIME"]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: @balena/proxy-protocol-parser@1.0.2"
