#!/usr/bin/env bash
# dpkt 1.9.8 reads the times of all interfaces of a pcapng file with the resolution of the first one.
#
# Guess, before the run: each with its own: if_tsresol is an option of an Interface Description Block (pcapng specification, section 4.2).
# Seen: a second interface in nanoseconds, next to one in microseconds, has its packets in the year 57970; alone it is read rightly.
# A capture on two network cards of different age, or two that were merged, looks like this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq python3-dpkt=1.9.8-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export PYTHONPATH=$PWD/usr/lib/python3/dist-packages

cat > run.py <<'CODE'
import io, struct
from dpkt import pcapng
def block(order, kind, body):
    length = len(body) + 12
    return struct.pack(order + "II", kind, length) + body + struct.pack(order + "I", length)
def section(order="<"):
    return block(order, 0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1))
def interface(order="<", options=b""):
    return block(order, 1, struct.pack(order + "HHI", 1, 0, 0) + options)
def packet(order, number, time, data):
    return block(order, 6, struct.pack(order + "IIIII", number, time >> 32, time & 0xFFFFFFFF, len(data), len(data)) + data)
def read(*blocks):
    return [(f"{time:.0f}", data[:3].decode()) for time, data in pcapng.Reader(io.BytesIO(b"".join(blocks)))]
NEW_YEAR = 1767225600

nanoseconds = struct.pack("<HHB3xHH", 9, 1, 9, 0, 0)
one = packet("<", 0, NEW_YEAR * 10**6, b"one-")
print("microseconds:", read(section(), interface(), one))
print("nanoseconds:", read(section(), interface("<", nanoseconds), packet("<", 0, NEW_YEAR * 10**9, b"two-")))
print("both:", read(section(), interface(), interface("<", nanoseconds), one, packet("<", 1, NEW_YEAR * 10**9, b"two-")))
CODE

cat > expected <<'OUTPUT'
microseconds: [('1767225600', 'one')]
nanoseconds: [('1767225600', 'two')]
both: [('1767225600', 'one'), ('1767225600000', 'two')]
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: dpkt 1.9.8"
