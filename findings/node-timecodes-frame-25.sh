#!/usr/bin/env bash
# node-timecodes 2.5.0 writes frame 25 of a second that has the frames 00 to 24.
#
# Guess, before the run: 1.9999 seconds at 25 frames per second are 00:00:02:00, or 00:00:01:24 if it rounds down: frame numbers stay below the frame rate (SMPTE ST 12-1).
# Seen: 00:00:01:25, and 00:59:59:25 just before an hour; at a greater distance it rounds down.
# Times that were computed come out just below the second; no frame of the video has that number.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . node-timecodes@2.5.0 >/dev/null

cat > run.cjs <<'CODE'
const { fromSeconds } = require("node-timecodes");
for (const seconds of [1.96, 1.979, 1.981, 1.9999, 2, 3599.9999]) console.log(seconds, fromSeconds(seconds));
CODE

cat > expected <<'OUTPUT'
1.96 00:00:01:24
1.979 00:00:01:24
1.981 00:00:01:24
1.9999 00:00:01:25
2 00:00:02:00
3599.9999 00:59:59:25
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: node-timecodes@2.5.0"
