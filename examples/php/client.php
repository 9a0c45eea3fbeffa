<?php
// Asks a time server for the time: php client.php [HOST] [PORT]

const SECONDS = 3;
const LONGEST_REPLY = 1024;

function fail(string $reason): never
{
    fwrite(STDERR, "client.php: $reason\n");
    exit(1);
}

$host = $argv[1] ?? "127.0.0.1";
$port = $argv[2] ?? 45000;
// "@": we print the reason ourselves, in one line. / "@": alasannya kita cetak sendiri, satu baris.
$server = @stream_socket_client("tcp://$host:$port", $code, $reason, SECONDS) ?: fail($reason ?: "unknown host $host");
stream_set_timeout($server, SECONDS);
fwrite($server, "TIME\r\n");

// The reply may come byte by byte: fgets() goes on until LF. One fread() would not.
// Respons bisa datang byte demi byte: fgets() membaca sampai LF. Satu fread() tidak.
$reply = @fgets($server, LONGEST_REPLY);
// At the time-out fgets() returns false, or the half line that has come: ask which it was.
// Saat batas waktu fgets() memberi false, atau setengah baris yang sudah datang: tanyakan yang mana.
if (stream_get_meta_data($server)["timed_out"]) fail("no reply within " . SECONDS . " seconds");
if ($reply === false || !str_ends_with($reply, "\n")) fail("the server closed before a whole reply");

// QUIT only now: a server that takes each segment for a request would miss it after TIME.
// QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya.
@fwrite($server, "QUIT\r\n");
if (!preg_match('/^JAM (\d\d:\d\d:\d\d)\r\n$/D', $reply, $found)) fail("not a time: " . json_encode($reply));
echo $found[1], "\n";
