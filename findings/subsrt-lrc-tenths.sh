#!/usr/bin/env bash
# subsrt 1.1.1 reads half a second in a lyrics file as 50 or as 5000 milliseconds, by its number of digits.
#
# Guess, before the run: [01:02.5] is 62,500 ms: the digits after the point are a decimal fraction, in LRC files mostly hundredths.
# Seen: they are read as a number of hundredths, however many there are: of .5, .50 and .500, one is right.
# Editors that write milliseconds make lines that are seconds late, and out of order.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . subsrt@1.1.1 >/dev/null

cat > run.cjs <<'CODE'
const { parse } = require("subsrt");
for (const time of ["01:02.5", "01:02.50", "01:02.500", "01:02.05"]) {
  const [line] = parse(`[ti:title]\n[${time}]text\n`, { format: "lrc" }).filter((caption) => caption.type === "caption");
  console.log(time, line.start);
}
CODE

cat > expected <<'OUTPUT'
01:02.5 62050
01:02.50 62500
01:02.500 67000
01:02.05 62050
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: subsrt@1.1.1"
