#!/usr/bin/env bash
# timecode-boss 6.2.0 gives an hour of video at 25 frames per second as 3.6 seconds longer.
#
# Guess, before the run: `toSRTString(true)`, in real time, is 01:00:00,000 at 25 frames per second, and at 29.97 drop-frame it is within a frame of it: a European second has exactly 25 frames.
# Seen: the 1000/1001 of American rates is applied to 24, 25 and 50, too; subtitles are 3.6 seconds late after an hour.
# Without the argument the text is right, so that short clips show nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . timecode-boss@6.2.0 >/dev/null

cat > run.cjs <<'CODE'
const Timecode = require("timecode-boss");
for (const [frames, rate] of [[86400, 24], [90000, 25], [180000, 50], [107892, 29.97]]) {
  const hour = new Timecode(frames, rate);
  console.log(rate, hour.toString(), hour.toSRTString(), hour.toSRTString(true));
}
CODE

cat > expected <<'OUTPUT'
24 01:00:00:00 01:00:00,000 01:00:03,600
25 01:00:00:00 01:00:00,000 01:00:03,600
50 01:00:00:00 01:00:00,000 01:00:03,600
29.97 01:00:00;00 01:00:00,000 01:00:00,000
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: timecode-boss@6.2.0"
