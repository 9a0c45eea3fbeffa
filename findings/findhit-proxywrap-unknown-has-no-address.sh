#!/usr/bin/env bash
# findhit-proxywrap 0.3.13 takes the connection's own address away after `PROXY UNKNOWN`.
#
# Guess, before the run: remoteAddress stays that of the connection: section 2.1 of the PROXY protocol has the receiver use the real endpoints then.
# Seen: remoteAddress is undefined.
# Code that logs or limits by address meets no address from a proxy that only says that it does not know.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . findhit-proxywrap@0.3.13 >/dev/null

cat > run.cjs <<'CODE'
const net = require("node:net");
const { proxy } = require("findhit-proxywrap");
const header = "PROXY TCP4 203.0.113.7 172.16.16.101 40000 45000\r\n";
async function served(...chunks) {
  const server = proxy(net, { strict: true }).createServer((socket) => {
    seen.address = socket.remoteAddress;
    socket.on("data", (data) => (seen.data += data));
  });
  const seen = { address: "not connected", data: "" };
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = net.connect(server.address().port, "127.0.0.1").setNoDelay(true);
  for (const chunk of chunks) {
    client.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  client.destroy();
  server.close();
  return JSON.stringify(seen);
}
(async () => {
  console.log("TCP4:", await served(`${header}TIME\r\n`));
  console.log("UNKNOWN:", await served("PROXY UNKNOWN\r\nTIME\r\n"));
  process.exit();
})();
CODE

cat > expected <<'OUTPUT'
TCP4: {"address":"203.0.113.7","data":"TIME\r\n"}
UNKNOWN: {"data":"TIME\r\n"}
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: findhit-proxywrap@0.3.13"
