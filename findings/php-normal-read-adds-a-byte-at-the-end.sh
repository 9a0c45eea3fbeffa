#!/usr/bin/env bash
# PHP 8.2: socket_read() with PHP_NORMAL_READ returns one byte more than came when the peer closes within a line.
#
# Guess, before the run: the part of the line that has come, as fgets() returns it: 4 bytes for TIME and a FIN.
# Seen: 5 bytes: TIME and one that was never sent; with the line end it is 5 bytes too, TIME and the CR.
# A server cannot tell half a request at the end of a connection from a whole one by its length.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=8.2.36-1~deb12u1
apt-get download -qq "php8.2-cli=$version" "php8.2-common=$version" libsodium23 libargon2-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH=$PWD/usr/lib/x86_64-linux-gnu

cat > run.php <<'CODE'
<?php
foreach (["TIME\r\n", "TIME"] as $sent) {
    socket_create_pair(AF_UNIX, SOCK_STREAM, 0, $pair);
    socket_write($pair[0], $sent);
    socket_close($pair[0]);
    $line = socket_read($pair[1], 1024, PHP_NORMAL_READ);
    echo json_encode($sent), ": ", strlen($line), " bytes that begin with ", substr($line, 0, 4), "\n";
}
CODE
extension=$(ls usr/lib/php/2*/sockets.so)
usr/bin/php8.2 -n -d "extension=$PWD/$extension" -r 'echo PHP_VERSION, "\n";'
usr/bin/php8.2 -n -d "extension=$PWD/$extension" run.php | tee seen
diff seen - <<'OUTPUT' && echo "as found: PHP $version"
"TIME\r\n": 5 bytes that begin with TIME
"TIME": 5 bytes that begin with TIME
OUTPUT
