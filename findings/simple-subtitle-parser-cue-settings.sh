#!/usr/bin/env bash
# simple-subtitle-parser 2.0.0 loses the end of a WebVTT cue that has settings.
#
# Guess, before the run: the end is 00:00:02.250, whatever follows: WebVTT has settings such as `align:start` after the times.
# Seen: the milliseconds of the end, and with them the whole time in seconds, are NaN, with no error; without settings, they are right.
# A player compares the clock with NaN, and the subtitle never ends, or never appears.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . simple-subtitle-parser@2.0.0 >/dev/null

cat > run.cjs <<'CODE'
const { parser } = require("simple-subtitle-parser");
(async () => {
  for (const settings of ["", " align:start", " line:0 position:20%"]) {
    const [cue] = await parser("WEBVTT", `WEBVTT\n\n00:00:01.500 --> 00:00:02.250${settings}\ntext\n`);
    console.log(`'${settings}'`, cue.startTime.totals.inSeconds, cue.endTime.ms, cue.endTime.totals.inSeconds);
  }
})();
CODE

cat > expected <<'OUTPUT'
'' 1.5 250 2.25
' align:start' 1.5 NaN NaN
' line:0 position:20%' 1.5 NaN NaN
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: simple-subtitle-parser@2.0.0"
