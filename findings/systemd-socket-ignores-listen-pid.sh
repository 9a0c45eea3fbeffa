#!/usr/bin/env bash
# systemd-socket 0.0.0 takes sockets that were passed to another process.
#
# Guess, before the run: LISTEN_PID is compared with the own process id, as sd_listen_fds(3) says.
# Seen: it is not read: a child that inherits the variables is given descriptor 3, whatever that is there; a number beyond LISTEN_FDS is given a descriptor too.
# Programs that a socket-activated server starts inherit its environment.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . systemd-socket@0.0.0 >/dev/null

cat > run.cjs <<'CODE'
process.env.LISTEN_FDS = "1";
const systemd = require("systemd-socket");
for (const pid of [process.pid, process.ppid]) {
  process.env.LISTEN_PID = String(pid);
  console.log(pid === process.pid ? "for this process:" : "for another process:", JSON.stringify(systemd(0)));
}
console.log("the sixth of one:", JSON.stringify(systemd(5)));
CODE

cat > expected <<'OUTPUT'
for this process: {"fd":3}
for another process: {"fd":3}
the sixth of one: {"fd":8}
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: systemd-socket@0.0.0"
