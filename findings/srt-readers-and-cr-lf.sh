#!/usr/bin/env bash
# srt 0.0.3 and simple-subtitle-parser 2.0.0 read a subtitle file with CR LF as one subtitle.
#
# Guess, before the run: two subtitles, as with LF: SubRip is a Windows program, and its files have CR LF.
# Seen: all that follows the first subtitle is its text, with the numbers and times of the others.
# Files that were typed for a test have LF; those from elsewhere have CR LF.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . srt@0.0.3 simple-subtitle-parser@2.0.0 >/dev/null

cat > run.cjs <<'CODE'
const { fromString } = require("srt");
const { parser } = require("simple-subtitle-parser");
const lines = ["1", "00:00:01,000 --> 00:00:02,000", "one", "", "2", "00:00:03,000 --> 00:00:04,500", "two", ""];
(async () => {
  for (const [name, end] of [["LF", "\n"], ["CR LF", "\r\n"]]) {
    const text = lines.join(end);
    console.log(name, "srt", Object.values(fromString(text)).map((cue) => cue.text));
    console.log(name, "simple-subtitle-parser", (await parser("SRT", text)).map((cue) => cue.text.join("|")));
  }
})();
CODE

cat > expected <<'OUTPUT'
LF srt [ 'one', 'two\n' ]
LF simple-subtitle-parser [ 'one', 'two' ]
CR LF srt [ 'one\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,500\r\ntwo\r\n' ]
CR LF simple-subtitle-parser [ 'one\r|\r|2\r|00:00:03,000 --> 00:00:04,500\r|two\r' ]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: srt@0.0.3, simple-subtitle-parser@2.0.0"
