#!/usr/bin/env bash
# local-crontab 0.1.8 converts a job to UTC a whole day late where the UTC day is another one.
#
# Guess, before the run: Monday at 06:00 in Jakarta is Sunday at 23:00 UTC: `0 23 * * 0`; for the first day of a month it refuses, or lists the last days of the months.
# Seen: the hour is converted and the day stays: `0 23 * * 1` runs on Tuesday at 06:00 in Jakarta. Afternoon jobs are right.
# The library splits a job by the dates of daylight saving time with care, so that one trusts it with the day, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . local-crontab@0.1.8 >/dev/null

cat > run.cjs <<'CODE'
const { localCrontabToUtcCrontabs } = require("local-crontab");
for (const job of ["0 15 * * 1", "0 6 * * 1", "0 6 1 * *", "0 6 1 1 *"]) {
  console.log(job, "->", localCrontabToUtcCrontabs(job, "Asia/Jakarta").join("; "));
}
CODE

cat > expected <<'OUTPUT'
0 15 * * 1 -> 0 8 * * 1
0 6 * * 1 -> 0 23 * * 1
0 6 1 * * -> 0 23 1 * *
0 6 1 1 * -> 0 23 1 1 *
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: local-crontab@0.1.8"
