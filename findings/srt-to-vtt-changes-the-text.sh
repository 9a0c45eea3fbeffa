#!/usr/bin/env bash
# srt-to-vtt 1.1.3 changes the text of a subtitle that mentions a time.
#
# Guess, before the run: the comma of the cue times becomes a point, and the text stays as it is.
# Seen: each hh:mm:ss,mmm in the text has a point as well.
# Lessons on time formats and recordings of a terminal show another text than was written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . srt-to-vtt@1.1.3 >/dev/null

cat > run.cjs <<'CODE'
const convert = require("srt-to-vtt")();
let text = "";
convert.on("data", (part) => (text += part)).on("end", () => console.log(text.replaceAll("\r", "").trim()));
convert.end("1\n00:00:01,000 --> 00:00:02,500\nThe log says 12:30:45,500\nand 1,234 requests.\n");
CODE

cat > expected <<'OUTPUT'
WEBVTT FILE

1
00:00:01.000 --> 00:00:02.500
The log says 12:30:45.500
and 1,234 requests.
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: srt-to-vtt@1.1.3"
