#!/usr/bin/env bash
# prom2javascript 0.2.0 reads nothing of an exposition in which one value is NaN.
#
# Guess, before the run: the value NaN: the Prometheus text format names NaN, +Inf and -Inf as valid values. +Inf is read.
# Seen: an error, and no metric at all, also none of those before it.
# Client libraries write NaN for the quantiles of a summary in which nothing has been observed yet: no scrape of an idle server is read.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . prom2javascript@0.2.0 >/dev/null

cat > run.cjs <<'CODE'
const { getMetricsFromIterator } = require("prom2javascript");
(async () => {
  for (const value of ["0.5", "+Inf", "NaN"]) {
    const lines = ["up 1", "# TYPE delay summary", `delay{quantile="0.5"} ${value}`];
    try {
      const { delay } = await getMetricsFromIterator(lines.values());
      console.log(value, "->", delay.data[0].quantiles);
    } catch (error) {
      console.log(value, "->", error.message);
    }
  }
})();
CODE

cat > expected <<'OUTPUT'
0.5 -> { '0.5': 0.5 }
+Inf -> { '0.5': Infinity }
NaN -> Unable to parse metric [delay{quantile="0.5"} NaN]
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: prom2javascript@0.2.0"
