#!/usr/bin/env bash
# PHP 8.2: after fgets() on a socket, fread() waits for more bytes, although it holds bytes that it has read already.
#
# Guess, before the run: fread() returns what is there, as it does when nothing was read before.
# Seen: with `TIME` LF `QUIT` LF in one segment, fgets() returns the first line; fread($socket, 1024) then waits until the
# time-out, and only then returns the second one. unread_bytes was 5 all the time; fread($socket, 5) returns at once.
# A server that mixes the two answers a request only when the client sends another one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=8.2.36-1~deb12u1
apt-get download -qq "php8.2-cli=$version" libsodium23 libargon2-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu

cat > run.php <<'CODE'
<?php
[$client, $server] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
stream_set_timeout($server, 2);
fwrite($client, "TIME\nQUIT\n");
echo "fgets: ", json_encode(fgets($server)), "\n";
echo "unread_bytes: ", stream_get_meta_data($server)["unread_bytes"], "\n";
$from = microtime(true);
$rest = fread($server, 1024);
$seconds = round(microtime(true) - $from);
echo "fread: ", json_encode($rest), " after $seconds s\n";
CODE
usr/bin/php8.2 -n -r 'echo PHP_VERSION, "\n";'
usr/bin/php8.2 -n run.php | tee seen
diff seen - <<'OUTPUT' && echo "as found: PHP $version"
fgets: "TIME\n"
unread_bytes: 5
fread: "QUIT\n" after 2 s
OUTPUT
