<?php
// A time server as many write it in PHP; what it fails is in the README: php server-naive.php [PORT]

$port = $argv[1] ?? 45000;
$server = stream_socket_server("tcp://0.0.0.0:$port");
// Wrong: one client after another: while one is connected, all others wait.
// Salah: client dilayani bergantian: selama satu terhubung, yang lain menunggu.
while ($client = stream_socket_accept($server, -1)) {
    // Wrong: without a limit fgets() keeps a line without end in memory. / Salah: baris tanpa akhir memenuhi memori.
    while (($line = fgets($client)) !== false) {
        // Wrong: trim() makes a request of TIME with LF alone. / Salah: trim() menerima TIME dengan LF saja.
        $command = trim($line);
        if ($command === "TIME") {
            @fwrite($client, "JAM " . date("H:i:s") . "\r\n");
        } elseif ($command === "QUIT") {
            break;
        } else {
            @fwrite($client, "ERROR\r\n");
        }
    }
    fclose($client);
}
