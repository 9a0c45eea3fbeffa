#!/usr/bin/env bash
# nsyslog-parser 0.10.1 leaves all structured data in the message where a value has an escaped quote, or an element no value.
#
# Guess, before the run: both are read: RFC 5424 section 6.3.3 has a sender escape quote, backslash and bracket; by section 6.3.1 an element may have no parameters.
# Seen: structuredData is empty then, and the brackets are the beginning of the message.
# A search by structured data misses exactly the messages that quote something.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . nsyslog-parser@0.10.1 >/dev/null

cat > run.cjs <<'CODE'
const parse = require("nsyslog-parser");
for (const data of ['[id@32473 said="TIME"]', '[id@32473 said="\\"TIME\\""]', "[id@32473]"]) {
  const { structuredData, message } = parse(`<34>1 2026-01-01T12:00:00Z host app - - ${data} text`);
  console.log(data, JSON.stringify(structuredData), message);
}
CODE

cat > expected <<'OUTPUT'
[id@32473 said="TIME"] [{"$id":"id@32473","said":"TIME"}] text
[id@32473 said="\"TIME\""] [] [id@32473 said="\"TIME\""] text
[id@32473] [] [id@32473] text
OUTPUT

timeout 30 node --no-deprecation run.cjs | tee seen
diff expected seen && echo "as found: nsyslog-parser@0.10.1"
