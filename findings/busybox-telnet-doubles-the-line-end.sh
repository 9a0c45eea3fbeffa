#!/usr/bin/env bash
# busybox 1.35.0's telnet sends CR LF CR LF for a CR LF of its input.
#
# Guess (written down only after the first run): CR LF stays CR LF: it is the line end of the telnet protocol already; or CR becomes CR NUL, as inetutils sends it.
# Seen: CR and LF each become CR LF: TIME CR LF arrives as TIME and an empty line.
# A server that answers empty lines then gives two replies to one request, and all later replies are off by one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=1:1.35.0-4+deb12u1+b1
apt-get download -qq "busybox=$version" 2>/dev/null
dpkg -x busybox*.deb .
busybox=$PWD/bin/busybox
[ -x "$busybox" ] || busybox=$PWD/usr/bin/busybox

sent() { # what arrives of standard input when it goes through telnet
  timeout 10 python3 -c '
import socket
listener = socket.create_server(("127.0.0.1", 29873))
print("ready", flush=True)
client = listener.accept()[0]
data = b""
while piece := client.recv(99): data += piece
print(data)' > arrived & listener=$!
  until grep -q ready arrived; do sleep 0.1; done
  (cat; sleep 1) | timeout 10 "$busybox" telnet 127.0.0.1 29873 >/dev/null 2>&1 || :
  wait "$listener"
  sed -n 2p arrived
}
{
  echo "TIME LF: $(printf 'TIME\n' | sent)"
  echo "TIME CR LF: $(printf 'TIME\r\n' | sent)"
} | tee seen
diff seen - <<'OUTPUT' && echo "as found: busybox $version"
TIME LF: b'TIME\r\n'
TIME CR LF: b'TIME\r\n\r\n'
OUTPUT
