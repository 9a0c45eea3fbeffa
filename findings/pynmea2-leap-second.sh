#!/usr/bin/env bash
# pynmea2 1.15.0 changes the type of a time in a leap second, from datetime.time to text.
#
# Guess, before the run: 23:59:60 is midnight, or an error: receivers do send it, as NMEA 0183 has UTC there.
# Seen: the sentence is read, its timestamp is the text 235960.00, and the datetime of RMC is a TypeError.
# What computes with the time fails in the one second for which a time server is watched.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-nmea2=1.15.0-4 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
import pynmea2
def sentence(text):
    total = 0
    for byte in text.encode():
        total ^= byte
    return f"${text}*{total:02X}"
for time in "235959.00", "235960.00":
    gga = pynmea2.parse(sentence(f"GPGGA,{time},0716.0000,S,11247.0000,E,1,08,0.9,10.0,M,20.0,M,,"))
    rmc = pynmea2.parse(sentence(f"GPRMC,{time},A,0716.0000,S,11247.0000,E,0.0,0.0,311216,,,A"))
    try:
        print(repr(gga.timestamp), rmc.datetime)
    except TypeError as error:
        print(repr(gga.timestamp), type(error).__name__)
CODE

cat > expected <<'OUTPUT'
datetime.time(23, 59, 59) 2016-12-31 23:59:59
'235960.00' TypeError
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: pynmea2 1.15.0"
