#!/usr/bin/env bash
# readline-stream 1.0.2 takes every chunk's end for the end of a line.
#
# Guess, before the run: a library with this name joins the parts of a line, as its page promises lines.
# Seen: `TI` and `ME` CR LF, sent apart, are two lines; so are CR and LF that are torn apart.
# It is the mistake that most students' servers make, in a library: whoever uses it inherits it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . readline-stream@1.0.2 >/dev/null

cat > run.cjs <<'CODE'
const { PassThrough } = require("node:stream");
async function lines(...chunks) {
  const input = new PassThrough();
  const found = [];
  input.pipe(require("readline-stream")({})).on("data", (line) => found.push(String(line)));
  for (const chunk of chunks) {
    input.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return JSON.stringify(found);
}
(async () => {
  console.log("whole:", await lines("TIME\r\nQUIT\r\n"));
  console.log("a word cut:", await lines("TI", "ME\r\n"));
  console.log("CR and LF apart:", await lines("TIME\r", "\nQUIT\r\n"));
})();
CODE

cat > expected <<'OUTPUT'
whole: ["TIME\r\n","QUIT\r\n"]
a word cut: ["TI","ME\r\n"]
CR and LF apart: ["TIME\r","\n","QUIT\r\n"]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: readline-stream@1.0.2"
