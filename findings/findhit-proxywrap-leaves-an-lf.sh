#!/usr/bin/env bash
# findhit-proxywrap 0.3.13 hands the header's LF to the application where a segment ends between CR and LF.
#
# Guess, before the run: the header ends at CR LF, wherever the network cuts it.
# Seen: it ends at CR: the application's first byte is then an LF of the balancer's. Other cuts are no problem.
# A line protocol sees an empty line, or half a line end, before the first request.
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
  console.log("whole:", await served(`${header}TIME\r\n`));
  console.log("cut in an address:", await served(header.slice(0, 20), `${header.slice(20)}TIME\r\n`));
  console.log("cut between CR and LF:", await served(header.slice(0, -1), "\nTIME\r\n"));
  process.exit();
})();
CODE

cat > expected <<'OUTPUT'
whole: {"address":"203.0.113.7","data":"TIME\r\n"}
cut in an address: {"address":"203.0.113.7","data":"TIME\r\n"}
cut between CR and LF: {"address":"203.0.113.7","data":"\nTIME\r\n"}
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: findhit-proxywrap@0.3.13"
