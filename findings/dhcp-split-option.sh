#!/usr/bin/env bash
# dhcp 0.2.20 keeps the last part of an option that comes in parts.
#
# Guess, before the run: the parts are joined: an option that appears more than once is one long option (RFC 3396).
# Seen: the first part is gone: of two NTP servers in two parts of option 42, one is left, and of a name in two parts, its end.
# Servers split what is longer than 255 bytes; a client then takes the tail for the whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . dhcp@0.2.20 >/dev/null

cat > run.cjs <<'CODE'
const { parse } = require("dhcp/lib/protocol.js");
const header = Buffer.alloc(240);
header.set([2, 1, 6]);
header.writeUInt32BE(0x63825363, 236);
const reply = (...options) => Buffer.concat([header, Buffer.from([53, 1, 5]), ...options.flatMap(([code, value]) => [Buffer.from([code, value.length]), Buffer.from(value)]), Buffer.from([255])]);
const first = [192, 0, 2, 1];
const second = [192, 0, 2, 2];
console.log("one option:", parse(reply([42, [...first, ...second]])).options[42]);
console.log("two parts: ", parse(reply([42, first], [42, second])).options[42]);
console.log("one option:", parse(reply([12, Buffer.from("room-12")])).options[12]);
console.log("two parts: ", parse(reply([12, Buffer.from("room")], [12, Buffer.from("-12")])).options[12]);
CODE

cat > expected <<'OUTPUT'
one option: [ '192.0.2.1', '192.0.2.2' ]
two parts:  [ '192.0.2.2' ]
one option: room-12
two parts:  -12
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: dhcp@0.2.20"
