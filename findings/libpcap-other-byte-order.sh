#!/usr/bin/env bash
# libpcap 1.10.3 (tcpdump 4.99.3) stops at a pcapng section in the other byte order.
#
# Guess, before the run: read: sections of one file may differ in byte order (pcapng specification, section 4.1), and each of the two is read when it is alone.
# Seen: the length of the section is read the wrong way round, and refused as 469762048 bytes: 28, turned over.
# `cat` joins two captures into a valid file; tshark reads it all, tcpdump the first half.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq libpcap0.8=1.10.3-1 tcpdump=4.99.3-1 libdbus-1-3 libssl3 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu:$PWD/lib/x86_64-linux-gnu

cat > make.py <<'CODE'
import struct, sys
def block(order, kind, body):
    length = len(body) + 12
    return struct.pack(order + "II", kind, length) + body + struct.pack(order + "I", length)
def section(order):
    return block(order, 0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1)) + block(order, 1, struct.pack(order + "HHI", 1, 0, 0))
def packet(order, time):
    return block(order, 6, struct.pack(order + "IIIII", 0, time >> 32, time & 0xFFFFFFFF, 60, 60) + bytes(60))
time = 1767225600 * 10**6
for name, orders in ("little", "<"), ("big", ">"), ("little-little", "<<"), ("little-big", "<>"):
    open(name, "wb").write(b"".join(section(order) + packet(order, time) for order in orders))
CODE
python3 make.py
for name in little big little-little little-big; do
  echo "$name: $(timeout 10 usr/bin/tcpdump -Z "$(id -un)" --count -r "$name" 2>&1 | grep -o 'block size.*\|^[0-9]* packets\?$' | paste -sd ' ')"
done | tee seen
diff seen - <<'OUTPUT' && echo "as found: libpcap 1.10.3"
little: 1 packet
big: 1 packet
little-little: 2 packets
little-big: block size 469762048 > maximum 16777216 1 packet
OUTPUT
