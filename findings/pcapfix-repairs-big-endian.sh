#!/usr/bin/env bash
# pcapfix 1.1.7 'repairs' a valid pcapng file of a big-endian machine, and writes a damaged one.
#
# Guess, before the run: 'Nothing to fix!', as for the same file in little-endian order: a section is in the byte order of its writer (pcapng specification, section 4.1).
# Seen: eleven corruptions fixed; in the new file, the section is big-endian still, and all that follows is little-endian: no reader can go on after the first block.
# Who runs it over all captures before an analysis loses those of old routers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq pcapfix=1.1.7-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done

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
for name, order in ("little", "<"), ("big", ">"):
    open(name, "wb").write(section(order) + packet(order, time) + packet(order, time + 5))
CODE
python3 make.py
{
  for name in little big; do
    echo "$name: $(timeout 10 usr/bin/pcapfix -o fixed "$name" | grep -o 'Nothing to fix!\|SUCCESS.*')"
  done
  python3 -c '
data = open("fixed", "rb").read()
order = {b"\x1a\x2b\x3c\x4d": "big", b"\x4d\x3c\x2b\x1a": "little"}[data[8:12]]
second = 28
print("repaired: byte order of the section", order + ", type of the block after it", data[second : second + 4].hex(" "))'
} | tee seen
diff seen - <<'OUTPUT' && echo "as found: pcapfix 1.1.7"
little: Nothing to fix!
big: SUCCESS: 11 Corruption(s) fixed!
repaired: byte order of the section big, type of the block after it 01 00 00 00
OUTPUT
