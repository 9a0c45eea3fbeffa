#!/usr/bin/env bash
# nmea-simple 3.3.0 drops the fraction of a second of an RMC sentence unless it has two digits.
#
# Guess, before the run: `120000.5` and `120000.500` are both half past a second, in every sentence type.
# Seen: see the output: RMC keeps some fractions and loses others, and ZDA keeps those that RMC loses.
# Receivers differ in the number of digits: a clock that is set from RMC can be most of a second slow.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . nmea-simple@3.3.0 >/dev/null

cat > run.cjs <<'CODE'
const { parseNmeaSentence } = require("nmea-simple");
const sentence = (text) => {
  let sum = 0;
  for (const letter of text) sum ^= letter.charCodeAt(0);
  return `$${text}*${sum.toString(16).toUpperCase().padStart(2, "0")}`;
};
for (const fraction of ["50", "05", "5", "500", "123"]) {
  const rmc = sentence(`GPRMC,120000.${fraction},A,0716.0000,S,11247.0000,E,0.0,0.0,010126,,,A`);
  const zda = sentence(`GPZDA,120000.${fraction},01,01,2026,00,00`);
  console.log(fraction, ...[rmc, zda].map((one) => parseNmeaSentence(one).datetime.toISOString()));
}
CODE

cat > expected <<'OUTPUT'
50 2026-01-01T12:00:00.500Z 2026-01-01T12:00:00.500Z
05 2026-01-01T12:00:00.050Z 2026-01-01T12:00:00.050Z
5 2026-01-01T12:00:00.000Z 2026-01-01T12:00:00.500Z
500 2026-01-01T12:00:00.000Z 2026-01-01T12:00:00.500Z
123 2026-01-01T12:00:00.000Z 2026-01-01T12:00:00.123Z
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: nmea-simple@3.3.0"
