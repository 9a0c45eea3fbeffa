#!/usr/bin/env bash
# proxy-protocol-js 4.0.6 hands a version 2 header's TLVs to the application as the client's first bytes.
#
# Guess, before the run: all that the header's length covers is taken away from the data, whether it is understood or not.
# Seen: only the addresses are taken away: the NOOP TLV (04 00 01 00) comes in front of the client's TIME.
# Balancers add TLVs, AWS with each connection: a session then begins with an unknown request.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . proxy-protocol-js@4.0.6 >/dev/null

cat > run.cjs <<'CODE'
const { V2ProxyProtocol } = require("proxy-protocol-js");
const signature = Buffer.from("0d0a0d0a000d0a515549540a", "hex");
const addresses = Buffer.from([203, 0, 113, 7, 172, 16, 16, 101, 0x9c, 0x40, 0xaf, 0xc8]);
const header = (...tlvs) => {
  const body = Buffer.concat([addresses, ...tlvs]);
  return Buffer.concat([signature, Buffer.from([0x21, 0x11, 0, body.length]), body]);
};
const noop = Buffer.from([0x04, 0, 1, 0]);
for (const [name, bytes] of [["without a TLV", header()], ["with a NOOP TLV", header(noop)]]) {
  const { data } = V2ProxyProtocol.parse(Buffer.concat([bytes, Buffer.from("TIME\r\n")]));
  console.log(`${name}:`, Buffer.from(data).toString("hex"));
}
CODE

cat > expected <<'OUTPUT'
without a TLV: 54494d450d0a
with a NOOP TLV: 0400010054494d450d0a
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: proxy-protocol-js@4.0.6"
