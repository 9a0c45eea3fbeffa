<?php
// The time server of TUGAS 2 with a process for each client: php server.php [PORT]

const LONGEST_LINE = 1024;
const IDLE_SECONDS = 300;
const DRAIN_SECONDS = 2;

function answer(string $line): string
{
    if (!str_ends_with($line, "\r\n")) return "ERROR end the line with CR LF (13 10)\r\n";
    // Double quotes: '\r\n' would be four letters. / Kutip ganda: '\r\n' adalah empat huruf.
    if (str_starts_with($line, "TIME")) return "JAM " . date("H:i:s") . "\r\n";
    return $line === "\r\n" ? "" : "ERROR unknown request\r\n";
}

function converse($client): void
{
    // TCP is a stream: fread() may bring half a request, or three. fgets() waits for LF, but at most for the time-out,
    // and then returns half a line. Its number counts one byte more than it reads.
    // TCP adalah stream: fread() bisa membawa setengah request, atau tiga. fgets() menunggu LF sampai batas waktu,
    // lalu memberi setengah baris. Angkanya satu lebih besar dari yang dibaca.
    while (($line = fgets($client, LONGEST_LINE + 1)) !== false) {
        if (!str_ends_with($line, "\n")) {
            if (strlen($line) === LONGEST_LINE) fwrite($client, "ERROR line too long\r\n");
            return;
        }
        if (preg_match('/^QUIT[ \t]*\r\n$/D', $line)) return;
        fwrite($client, answer($line));
    }
}

function serve($client): void
{
    stream_set_timeout($client, IDLE_SECONDS);
    converse($client);
    // Closing with unread bytes sends RST, which can destroy replies: send FIN, then read what is left.
    // Menutup dengan byte yang belum dibaca mengirim RST: kirim FIN, lalu baca sisanya.
    stream_socket_shutdown($client, STREAM_SHUT_WR);
    stream_set_timeout($client, DRAIN_SECONDS);
    while (($rest = fread($client, 4096)) !== false && $rest !== "") continue;
    fclose($client);
}

$port = $argv[1] ?? 45000;
error_reporting(E_ALL & ~E_NOTICE); // a client that has gone is no news / client yang sudah pergi bukan berita
$context = stream_context_create(["socket" => ["backlog" => 128]]); // its default is 32
$listener = stream_socket_server("tcp://0.0.0.0:$port", context: $context) ?: exit(1);
pcntl_signal(SIGCHLD, SIG_IGN); // no zombies / tanpa proses zombie
while (true) {
    $client = @stream_socket_accept($listener, -1);
    // A process for each client: while one is silent, or fails, the others are served.
    // Satu proses per client: saat yang satu diam, atau gagal, yang lain tetap dilayani.
    if ($client && pcntl_fork() === 0) exit(serve($client));
    if ($client) fclose($client); // the child has its own copy / proses anak punya salinannya
}
