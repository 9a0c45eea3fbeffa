#!/usr/bin/env bash
# tcllib 1.21 reads the year 49 of an e-mail date as 1949, and 26 as 2026.
#
# Guess, before the run: 2049 for 49 and 1950 for 50: RFC 5322 section 4.3 adds 2000 to the years 00 to 49, and 1900 to the others.
# Seen: years from 38 on are in the 1900s, as with the `clock` command of Tcl, in a package that is named after the RFC.
# An expiry date in the far future comes out in the past, and today's dates are right until 2037.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq tcllib=1.21+dfsg-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export TCLLIBPATH=$PWD/usr/share/tcltk

cat > run.tcl <<'CODE'
package require clock::rfc2822
foreach year {26 37 38 49 50 2049} {
  set seconds [clock::rfc2822 parse_date "1 Jan $year 12:00:00 +0000"]
  puts "$year -> [clock format $seconds -gmt 1 -format %Y-%m-%dT%H:%M:%SZ]"
}
CODE

cat > expected <<'OUTPUT'
26 -> 2026-01-01T12:00:00Z
37 -> 2037-01-01T12:00:00Z
38 -> 1938-01-01T12:00:00Z
49 -> 1949-01-01T12:00:00Z
50 -> 1950-01-01T12:00:00Z
2049 -> 2049-01-01T12:00:00Z
OUTPUT

timeout 30 tclsh run.tcl | tee seen
diff expected seen && echo "as found: tcllib 1.21"
