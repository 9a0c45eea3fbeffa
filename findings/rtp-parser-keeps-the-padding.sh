#!/usr/bin/env bash
# rtp-parser 1.0.0 leaves padding and header extension in the payload of an RTP packet.
#
# Guess, before the run: the payload alone: the last byte of the padding says how much of it to ignore (RFC 3550 section 5.1), and an extension has its length with it (section 5.3.1).
# Seen: the flags are reported, and all bytes after the fixed header are the payload.
# Cameras send the wall-clock time of a frame in an extension; a decoder gets it as the beginning of the picture.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . rtp-parser@1.0.0 >/dev/null

cat > run.cjs <<'CODE'
const { parseRtpPacket } = require("rtp-parser");
const packet = (flags, ...parts) => Buffer.concat([Buffer.from([0x80 | flags, 96]), Buffer.from("000100000064000000aa", "hex"), ...parts]);
const data = Buffer.from("data");
for (const [name, bytes] of [
  ["plain", packet(0, data)],
  ["padding", packet(0x20, data, Buffer.from([0, 0, 0, 4]))],
  ["extension", packet(0x10, Buffer.from("bede000100000000", "hex"), data)],
]) {
  const { padding, extension, payload } = parseRtpPacket(bytes);
  console.log(name, padding, extension, payload.toString("hex"));
}
CODE

cat > expected <<'OUTPUT'
plain 0 0 64617461
padding 1 0 6461746100000004
extension 0 1 bede00010000000064617461
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: rtp-parser@1.0.0"
