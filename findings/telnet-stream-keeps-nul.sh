#!/usr/bin/env bash
# telnet-stream 1.1.0 undoes IAC IAC but leaves the NUL of CR NUL in the data.
#
# Guess, before the run: TelnetInput gives the application what was meant: RFC 854 sends a lone CR as CR NUL, and the NUL is to be dropped.
# Seen: commands are taken out and IAC IAC becomes one byte 255, and CR NUL comes through as two bytes.
# inetutils' telnet sends CR NUL for Enter in character mode: a line protocol on top of this library sees a NUL in each request.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . telnet-stream@1.1.0 >/dev/null

cat > run.cjs <<'CODE'
const { TelnetInput } = require("telnet-stream");
const input = new TelnetInput();
const data = [];
input.on("data", (chunk) => data.push(chunk));
input.on("will", (option) => console.log("will", option));
input.write(Buffer.from([0xff, 0xfb, 0x1f]));
input.write(Buffer.from([0x54, 0x49, 0x4d, 0x45, 0x0d, 0x00, 0xff, 0xff]));
setTimeout(() => console.log(Buffer.concat(data).toString("hex")), 100);
CODE

cat > expected <<'OUTPUT'
will 31
54494d450d00ff
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: telnet-stream@1.1.0"
