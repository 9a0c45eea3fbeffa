#!/usr/bin/env bash
# socat 1.7.4.4 sends CR CR LF for a CR LF of its input, with crnl as with crlf.
#
# Guess, before the run: only a lone LF gets a CR, as with `ncat -C` and OpenBSD's `nc -C`, which leave CR LF as it is.
# Seen: every LF gets one, also where a CR stands before it.
# A file that was right on the wire by itself becomes wrong by the option that was to make it right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq socat=1.7.4.4-2 libwrap0=7.6.q-32 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/lib/x86_64-linux-gnu:$PWD/usr/lib/x86_64-linux-gnu
usr/bin/socat -V | sed -n 2p

sent() { # what arrives of standard input when it goes through socat with option $1
  timeout 10 usr/bin/socat -u TCP-LISTEN:29871,reuseaddr,bind=127.0.0.1 CREATE:arrived & listener=$!
  until timeout 10 usr/bin/socat -u STDIN "TCP:127.0.0.1:29871,$1,retry=20,interval=0.1"; do :; done
  wait "$listener"
  od -An -c arrived | tr -s ' '
}
{
  echo "crnl, TIME LF: $(printf 'TIME\n' | sent crnl)"
  echo "crnl, TIME CR LF: $(printf 'TIME\r\n' | sent crnl)"
  echo "crlf, TIME CR LF: $(printf 'TIME\r\n' | sent crlf)"
} | tee seen
diff seen - <<'OUTPUT' && echo "as found: socat 1.7.4.4-2"
crnl, TIME LF:  T I M E \r \n
crnl, TIME CR LF:  T I M E \r \r \n
crlf, TIME CR LF:  T I M E \r \r \n
OUTPUT
