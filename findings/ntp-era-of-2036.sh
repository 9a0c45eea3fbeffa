#!/usr/bin/env bash
# ntp-client 0.5.3, ntp-time 2.1.1 and sntp 3.0.2 fall back to 1900 on 7 February 2036.
#
# Guess, before the run: the newer two choose the era that is nearest to their own clock, as RFC 4330 section 3 and RFC 5905 section 6 describe.
# Seen: none does: a reply of 2036-02-07 06:45:00.5 is read as 1900-01-01 00:16:44.5.
# The 32 bits of seconds overflow at 06:28:16 UTC that day; devices that are sold now will meet it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . ntp-client@0.5.3 ntp-time@2.1.1 sntp@3.0.2 >/dev/null

cat > run.cjs <<'CODE'
const { createSocket } = require("node:dgram");
const SINCE_1900 = 2_208_988_800;
function reply({ leap, stratum, reference, seconds }, request) {
  const bytes = Buffer.alloc(48);
  bytes[0] = (leap << 6) | (4 << 3) | 4;
  bytes[1] = stratum;
  bytes.write(reference, 12, "latin1");
  request.copy(bytes, 24, 40, 48);
  for (const offset of seconds === 0 ? [] : [16, 32, 40]) {
    bytes.writeUInt32BE(Math.floor(seconds) % 2 ** 32, offset);
    bytes.writeUInt32BE(2 ** 31, offset + 4);
  }
  return bytes;
}
async function serve(what) {
  const server = createSocket("udp4");
  await new Promise((resolve) => server.bind(0, "127.0.0.1", resolve));
  server.on("message", (request, { port, address }) => server.send(reply(what, request), port, address));
  return server;
}
(async () => {
  const seconds = Date.UTC(2036, 1, 7, 6, 45) / 1000 + SINCE_1900;
  const server = await serve({ leap: 0, stratum: 2, reference: "LOCL", seconds });
  const { port } = server.address();
  const { getNetworkTime } = require("ntp-client");
  getNetworkTime("127.0.0.1", port, async (error, date) => {
    console.log("ntp-client", error, date.toISOString());
    const { Client } = require("ntp-time");
    const { time } = await new Client("127.0.0.1", port, { timeout: 2000 }).syncTime();
    console.log("ntp-time", new Date(time).toISOString());
    const { isValid, t } = await require("sntp").time({ host: "127.0.0.1", port, timeout: 2000 });
    console.log("sntp", isValid, new Date(Date.now() + t).toISOString().slice(0, 16));
    server.close();
  });
})();
CODE

cat > expected <<'OUTPUT'
ntp-client null 1900-01-01T00:16:44.500Z
ntp-time 1900-01-01T00:16:44.500Z
sntp true 1900-01-01T00:16
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: ntp-client@0.5.3 ntp-time@2.1.1 sntp@3.0.2"
