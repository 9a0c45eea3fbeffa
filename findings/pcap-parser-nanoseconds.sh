#!/usr/bin/env bash
# pcap-parser 0.2.1 calls a capture with nanoseconds no capture.
#
# Guess, before the run: magic a1b23c4d is read as a1b2c3d4 is, with a finer fraction: tcpdump writes it with --time-stamp-precision=nano.
# Seen: "unknown magic number"; the same packet with microseconds is read.
# Captures of containers and of lab switches often come with nanoseconds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . pcap-parser@0.2.1 >/dev/null

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
const capture = (magic, fraction) => {
  const head = Buffer.alloc(40);
  head.writeUInt32LE(magic, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65535, 16);
  head.writeUInt32LE(1, 20);
  head.writeUInt32LE(1_700_000_000, 24);
  head.writeUInt32LE(fraction, 28);
  head.writeUInt32LE(frame.length, 32);
  head.writeUInt32LE(frame.length, 36);
  return Buffer.concat([head, frame]);
};
function read(name, bytes) {
  writeFileSync(name, bytes);
  return new Promise((resolve) => {
    const parser = require("pcap-parser").parse(createReadStream(name));
    parser.on("packet", ({ header }) => resolve(`${header.timestampSeconds} s ${header.timestampMicroseconds}`));
    parser.on("error", (error) => resolve(error.message));
  });
}
(async () => {
  console.log("microseconds:", await read("micro.pcap", capture(0xa1b2c3d4, 500_000)));
  console.log("nanoseconds:", await read("nano.pcap", capture(0xa1b23c4d, 500_000_000)));
})();
CODE

cat > expected <<'OUTPUT'
microseconds: 1700000000 s 500000
nanoseconds: unknown magic number: 4d3cb2a1
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: pcap-parser@0.2.1"
