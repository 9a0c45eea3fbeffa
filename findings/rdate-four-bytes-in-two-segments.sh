#!/usr/bin/env bash
# rdate 1.11 cannot read the four bytes of RFC 868 where they come in two TCP segments.
#
# Guess, before the run: it reads on until it has four bytes or the connection ends: TCP does not keep the limits of messages.
# Seen: 'Could not read data: Success'; in one segment, they are read.
# A server that writes byte by byte is valid, and whether it is understood depends on the network.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq rdate=1:1.11-3 libbsd0=0.11.7-2 libmd0=1.0.4-2 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu:$PWD/lib/x86_64-linux-gnu

cat > serve.py <<'CODE'
import socket, struct, sys, time
listener = socket.create_server(("127.0.0.1", 29874))
print("ready", flush=True)
answer = struct.pack("!I", 1767225600 + 2208988800)
for cut in 4, 2:
    client = listener.accept()[0]
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.sendall(answer[:cut])
    time.sleep(0.5)
    try:
        client.sendall(answer[cut:])
    except OSError:
        pass
    client.close()
CODE
timeout 20 python3 serve.py > state &
until grep -q ready state; do sleep 0.1; done
for way in "one segment" "two segments"; do
  echo "$way: $(TZ=UTC LC_ALL=C timeout 10 usr/sbin/rdate -p -o 29874 127.0.0.1 2>&1)"
done | tee seen
diff seen - <<'OUTPUT' && echo "as found: rdate 1.11"
one segment: Thu Jan  1 00:00:00 UTC 2026
two segments: rdate: Could not read data: Success
OUTPUT
