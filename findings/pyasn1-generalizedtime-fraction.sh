#!/usr/bin/env bash
# pyasn1 0.4.8 reads half a second in a GeneralizedTime as five milliseconds.
#
# Guess, before the run: `12:00:00.5` is 500,000 microseconds and `.05` is 50,000: the fraction is a decimal one (ASN.1, X.680, GeneralizedTime).
# Seen: the digits are read as a number of milliseconds: `.5`, `.05` and `.005` are all five milliseconds; what it writes for 50 ms is `.50`, half a second to everyone else.
# Time-stamp replies (RFC 3161) hold such times; with pyasn1 at both ends, a test finds nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-pyasn1=0.4.8-3+deb12u3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
from datetime import datetime, timezone
from pyasn1.type.useful import GeneralizedTime

for text in "20260101120000.5Z", "20260101120000.50Z", "20260101120000.500Z", "20260101120000.05Z", "20260101120000.005Z":
    print(text, "->", GeneralizedTime(text).asDateTime.microsecond, "microseconds")
for microseconds in 500_000, 50_000, 5_000:
    time = datetime(2026, 1, 1, 12, 0, 0, microseconds, tzinfo=timezone.utc)
    print(microseconds, "microseconds ->", GeneralizedTime.fromDateTime(time))
CODE

cat > expected <<'OUTPUT'
20260101120000.5Z -> 5000 microseconds
20260101120000.50Z -> 50000 microseconds
20260101120000.500Z -> 500000 microseconds
20260101120000.05Z -> 5000 microseconds
20260101120000.005Z -> 5000 microseconds
500000 microseconds -> 20260101120000.500Z
50000 microseconds -> 20260101120000.50Z
5000 microseconds -> 20260101120000.5Z
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: pyasn1 0.4.8"
