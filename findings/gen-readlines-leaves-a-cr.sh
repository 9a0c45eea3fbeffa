#!/usr/bin/env bash
# gen-readlines 0.2.0 leaves the CR on a line where one of its buffers ends between CR and LF.
#
# Guess, before the run: CR LF is taken away from each line, wherever it stands in the file.
# Seen: once in a while, one line has a CR: where CR is byte 65,536 of the file. One byte earlier or later, none has.
# A small test file has no such line; a day's log of a line protocol may have one, which then equals no other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . gen-readlines@0.2.0 >/dev/null

cat > run.cjs <<'CODE'
const { openSync, fstatSync, writeFileSync } = require("node:fs");
const readlines = require("gen-readlines");
for (const before of [65_534, 65_535, 65_536]) {
  writeFileSync("log", `${"x".repeat(before - 6)}\r\nTIME\r\nQUIT\r\n`);
  const file = openSync("log");
  const lines = [...readlines(file, fstatSync(file).size)].map(String);
  console.log(`CR after ${before} bytes:`, JSON.stringify(lines.slice(1)));
}
CODE

cat > expected <<'OUTPUT'
CR after 65534 bytes: ["TIME","QUIT"]
CR after 65535 bytes: ["TIME\r","QUIT"]
CR after 65536 bytes: ["TIME","QUIT"]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: gen-readlines@0.2.0"
