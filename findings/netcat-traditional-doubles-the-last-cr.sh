#!/usr/bin/env bash
# netcat-traditional 1.10's -C changes only the last line end of what it reads at once, also when that has its CR already.
#
# Guess, before the run: as OpenBSD's `nc -C` and `ncat -C`, it gives each lone LF a CR and leaves CR LF as it is.
# Seen: of two lines in one read the first keeps its lone LF; a CR LF at the end becomes CR CR LF.
# Which of one's requests are right depends on how the pipe was filled: typed by hand they are, from a file they are not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=1.10-47
apt-get download -qq "netcat-traditional=$version" 2>/dev/null
dpkg -x netcat-traditional*.deb .

sent() { # what arrives of standard input when it goes through nc -C
  timeout 10 python3 -c '
import socket
listener = socket.create_server(("127.0.0.1", 29874))
print("ready", flush=True)
client = listener.accept()[0]
data = b""
while piece := client.recv(99): data += piece
print(data)' > arrived & listener=$!
  until grep -q ready arrived; do sleep 0.1; done
  timeout 10 bin/nc.traditional -C -q 0 127.0.0.1 29874 >/dev/null 2>&1 || :
  wait "$listener"
  sed -n 2p arrived
}
{
  echo "TIME LF: $(printf 'TIME\n' | sent)"
  echo "TIME LF QUIT LF: $(env printf 'TIME\nQUIT\n' | sent)"
  echo "TIME CR LF: $(printf 'TIME\r\n' | sent)"
} | tee seen
diff seen - <<'OUTPUT' && echo "as found: netcat-traditional $version"
TIME LF: b'TIME\r\n'
TIME LF QUIT LF: b'TIME\nQUIT\r\n'
TIME CR LF: b'TIME\r\r\n'
OUTPUT
