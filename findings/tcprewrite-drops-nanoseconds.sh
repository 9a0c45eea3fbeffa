#!/usr/bin/env bash
# tcprewrite 4.4.3 and tcpslice 1.5 cut the times of a capture in nanoseconds to microseconds.
#
# Guess, before the run: the packets keep their times: the magic number a1b23c4d, which libpcap knows, says that they are in nanoseconds.
# Seen: a file with the old magic number and six digits; no word of a loss. tcpcapinfo, of the same package as tcprewrite, shows nine.
# Packets that were 300 ns apart have the same time once their addresses have been made anonymous.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq tcpreplay=4.4.3-1 tcpslice=1.5-1 libdumbnet1=1.16.3-1 libnet1=1.1.6+dfsg-3.2 libnids1.21=1.26-2 libosip2-15=5.3.0-2.1 libpcap0.8=1.10.3-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu

cat > run.py <<'CODE'
import struct, subprocess

def times(name):
    data = open(name, "rb").read()
    place, found = 24, []
    while place < len(data):
        seconds, fraction, length, _ = struct.unpack_from("<IIII", data, place)
        found.append(fraction)
        place += 16 + length
    return f"magic {struct.unpack_from('<I', data)[0]:08x}, fractions {found}"

frame = bytes.fromhex("020000000001020000000002" "0800" "4500001c000000004011b6cdc0000201c0000202" "9c40002500080000")
with open("in", "wb") as file:
    file.write(struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 65535, 1))
    for nanoseconds in 1_200, 1_500, 999_999_999:
        file.write(struct.pack("<IIII", 1767225600, nanoseconds, len(frame), len(frame)) + frame)
print("in:", times("in"))
subprocess.run(["usr/bin/tcprewrite", "-i", "in", "-o", "rewritten"], check=True)
print("tcprewrite:", times("rewritten"))
subprocess.run(["usr/bin/tcpslice", "-w", "sliced", "in"], check=True)
print("tcpslice:", times("sliced"))
CODE

cat > expected <<'OUTPUT'
in: magic a1b23c4d, fractions [1200, 1500, 999999999]
tcprewrite: magic a1b2c3d4, fractions [1, 1, 999999]
tcpslice: magic a1b2c3d4, fractions [1, 1, 999999]
OUTPUT

timeout 30 python3 run.py | tee seen
diff expected seen && echo "as found: tcprewrite 4.4.3, tcpslice 1.5"
