#!/usr/bin/env bash
# timecode-boss 6.2.0 gives two frames the same drop-frame timecode at the end of each minute.
#
# Guess, before the run: each of the 17,982 frames of ten minutes has its own timecode, and frame 3597 is 00:01:59;29: SMPTE ST 12-1 leaves out the numbers 00 and 01 of a minute, and no frame.
# Seen: the last two frames of a minute already have the numbers 02 and 03 of the next one, which has them again.
# An edit list that names such a frame cuts two frames too late; ;28 and ;29 of these seconds do not exist.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . timecode-boss@6.2.0 >/dev/null

cat > run.cjs <<'CODE'
const Timecode = require("timecode-boss");
for (let frame = 3594; frame < 3600; frame += 1) console.log(frame, new Timecode(frame, 29.97).toString());
const texts = new Set();
for (let frame = 0; frame < 17982; frame += 1) texts.add(new Timecode(frame, 29.97).toString());
console.log("17982 frames,", texts.size, "timecodes");
CODE

cat > expected <<'OUTPUT'
3594 00:01:59;26
3595 00:01:59;27
3596 00:02:00;02
3597 00:02:00;03
3598 00:02:00;02
3599 00:02:00;03
17982 frames, 17964 timecodes
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: timecode-boss@6.2.0"
