#!/usr/bin/env bash
# pcap-ng-parser 1.0.0 reads no file whose blocks have no options.
#
# Guess, before the run: options are optional, as section 3.5 of the pcapng specification says: a block may end right after its fixed fields.
# Seen: a RangeError that no 'error' event announces; the same file with one comment in each block is read.
# Small writers, such as a switch's capture port, write no options.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pcap-ng-parser@1.0.0 >/dev/null

cat > run.cjs <<'CODE'
const { writeFileSync, createReadStream } = require("node:fs");
const tcp = Buffer.alloc(20);
tcp.writeUInt16BE(40000, 0);
tcp.writeUInt16BE(45000, 2);
tcp[12] = 0x50;
tcp[13] = 0x18;
const ip = Buffer.from([0x45, 0, 0, 46, 0, 1, 0, 0, 64, 6, 0, 0, 172, 16, 16, 102, 172, 16, 16, 101]);
const ethernet = Buffer.from("0200000000020200000000010800", "hex");
const frame = Buffer.concat([ethernet, ip, tcp, Buffer.from("TIME\r\n")]);
const PcapNgParser = require("pcap-ng-parser");
const u32 = (...values) => Buffer.concat(values.map((value) => Buffer.from(Uint32Array.of(value).buffer)));
const comment = Buffer.from("0100030068692100" + "00000000", "hex");
function block(type, body, options) {
  const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3), options]);
  return Buffer.concat([u32(type, padded.length + 12), padded, u32(padded.length + 12)]);
}
const file = (options) =>
  Buffer.concat([
    block(0x0a0d0d0a, u32(0x1a2b3c4d, 1, 0xffffffff, 0xffffffff), options),
    block(1, u32(1, 65535), options),
    block(6, Buffer.concat([u32(0, 0, 500_000, frame.length, frame.length), frame]), options),
  ]);
function read(name, bytes) {
  writeFileSync(name, bytes);
  return new Promise((resolve) => {
    process.once("uncaughtException", (error) => resolve(`uncaught ${error.name}`));
    const parser = createReadStream(name).pipe(new PcapNgParser());
    parser.on("data", ({ data }) => resolve(`a packet of ${data.length} bytes`));
    parser.on("error", (error) => resolve(`error event: ${error.name}`));
    setTimeout(() => resolve("nothing"), 2000);
  });
}
(async () => {
  console.log("with comments:", await read("with.pcapng", file(comment)));
  console.log("without options:", await read("without.pcapng", file(Buffer.alloc(0))));
  process.exit();
})();
CODE

cat > expected <<'OUTPUT'
with comments: a packet of 60 bytes
without options: uncaught RangeError
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: pcap-ng-parser@1.0.0"
