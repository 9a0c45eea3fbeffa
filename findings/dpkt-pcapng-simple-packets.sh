#!/usr/bin/env bash
# dpkt 1.9.8 leaves out the Simple Packet Blocks of a pcapng file.
#
# Guess, before the run: they are read, with no time or with 0: they hold a packet and no more than its length (pcapng specification, section 4.4), for writers that must be fast.
# Seen: of three packets, the two in Enhanced Packet Blocks.
# A count of packets is too small, and a stream has holes, with no sign of either.
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

def simple(data):
    return block("<", 3, struct.pack("<I", len(data)) + data)
first, last = packet("<", 0, NEW_YEAR * 10**6, b"one-"), packet("<", 0, (NEW_YEAR + 2) * 10**6, b"two-")
print(read(section(), interface(), first, simple(b"mid-"), last))
print(read(section(), interface(), simple(b"mid-")))
CODE

cat > expected <<'OUTPUT'
[('1767225600', 'one'), ('1767225602', 'two')]
[]
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: dpkt 1.9.8"
