#!/usr/bin/env bash
# ntplib 0.3.3 fails to name stratum 0, for which it has a text.
#
# Guess, before the run: 'unspecified or invalid (0)': RFC 5905 section 7.3 has stratum 0 for a kiss of death, and the function names 1 to 16.
# Seen: a TypeError of Python's, since the number has no place in the text.
# A script that prints what servers say ends at the first one that asks for patience.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-ntplib=0.3.3-3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
import ntplib
for stratum in 1, 2, 16, 0:
    try:
        print(stratum, ntplib.stratum_to_text(stratum))
    except TypeError as error:
        print(stratum, type(error).__name__)
CODE

cat > expected <<'OUTPUT'
1 primary reference (1)
2 secondary reference (2)
16 unsynchronized (16)
0 TypeError
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: ntplib 0.3.3"
