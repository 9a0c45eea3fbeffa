#!/usr/bin/env bash
# tap-xunit 2.4.1 makes a clean report of a run that gave up, or that lacks tests of its plan.
#
# Guess, before the run: an error or a failure for both: TAP 13 has `Bail out!` for a run that cannot go on, and a plan so that missing tests are noticed.
# Seen: no failures, no errors and an exit status of 0, with the plan in front or behind.
# A server that dies in the second test is shown with one test, which it passed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . tap-xunit@2.4.1 >/dev/null

report() { # the report's counts for a run of these lines
  printf '%s\n' "TAP version 13" "$@" | { timeout 10 node_modules/.bin/tap-xunit && echo "exit status 0"; } | grep -o 'tests=.*errors="[0-9]*"\|exit.*' | paste -sd ' '
}
{
  echo "all: $(report 1..2 'ok 1 - greeting' 'ok 2 - time')"
  echo "failed: $(report 1..2 'ok 1 - greeting' 'not ok 2 - time' | sed 's/ exit.*//')"
  echo "one missing: $(report 1..2 'ok 1 - greeting')"
  echo "one missing, plan behind: $(report 'ok 1 - greeting' 1..2)"
  echo "bail out: $(report 1..2 'ok 1 - greeting' 'Bail out! no server')"
} | tee seen
diff seen - <<'OUTPUT' && echo "as found: tap-xunit@2.4.1"
all: tests="2" failures="0" errors="0" exit status 0
failed: tests="2" failures="1" errors="0"
one missing: tests="1" failures="0" errors="0" exit status 0
one missing, plan behind: tests="1" failures="0" errors="0" exit status 0
bail out: tests="1" failures="0" errors="0" exit status 0
OUTPUT
