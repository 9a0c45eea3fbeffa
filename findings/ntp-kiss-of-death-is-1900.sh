#!/usr/bin/env bash
# ntp-client 0.5.3, ntp-time 2.1.1 and sntp 3.0.2 take a server's kiss of death (RATE, stratum 0) for the time: 1900.
#
# Guess, before the run: at least the newer two give an error, as RFC 5905 section 7.4 has a client stop asking.
# Seen: ntp-client and ntp-time return 1 January 1900 as the time; sntp says isValid, stratum "death", and a time 126 years ago.
# Public servers send it to a classroom behind one address; a display that is set by these libraries then shows 1900.
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
  const server = await serve({ leap: 3, stratum: 0, reference: "RATE", seconds: 0 });
  const { port } = server.address();
  const { getNetworkTime } = require("ntp-client");
  getNetworkTime("127.0.0.1", port, async (error, date) => {
    console.log("ntp-client", error, date.toISOString());
    const { Client } = require("ntp-time");
    const { time } = await new Client("127.0.0.1", port, { timeout: 2000 }).syncTime();
    console.log("ntp-time", new Date(time).toISOString());
    const { isValid, stratum, t } = await require("sntp").time({ host: "127.0.0.1", port, timeout: 2000 });
    console.log("sntp", isValid, stratum, new Date(Date.now() + t).toISOString().slice(0, 10));
    server.close();
  });
})();
CODE

cat > expected <<'OUTPUT'
ntp-client null 1900-01-01T00:00:00.000Z
ntp-time 1900-01-01T00:00:00.000Z
sntp true death 1900-01-01
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: ntp-client@0.5.3 ntp-time@2.1.1 sntp@3.0.2"
