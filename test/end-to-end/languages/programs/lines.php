<?php
// php lines.php READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line.
const INPUTS = 5;
[, $readPort, $writePort] = $argv;
echo "version ", PHP_VERSION, "\n";

function dial($port)
{
    return stream_socket_client("tcp://127.0.0.1:$port");
}

$readers = [
    "fread(\$client, 1024)" => fn($client) => fread($client, 1024),
    "fgets(\$client)" => fn($client) => fgets($client),
    "fgets(\$client, 1024)" => fn($client) => fgets($client, 1024),
    "stream_get_line(\$client, 1024, \"\\r\\n\")" => fn($client) => stream_get_line($client, 1024, "\r\n"),
    "socket_read(\$client, 1024, PHP_NORMAL_READ)" => fn($client) => @socket_read($client, 1024, PHP_NORMAL_READ),
];
foreach ($readers as $name => $read) {
    for ($index = 0; $index < INPUTS; $index++) {
        $client = dial($readPort);
        $from = str_starts_with($name, "socket_read") ? socket_import_stream($client) : $client;
        if ($from !== $client) socket_set_block($from);
        $items = [];
        while (!in_array($item = $read($from), [false, ""], true) || ($from === $client && !feof($client) && $item !== false)) {
            $items[] = bin2hex($item);
        }
        echo implode("\t", ["reads", $index, $name, ...$items]), "\n";
    }
}
$writers = [
    "fwrite(\$client, \"JAM\\r\\n\")" => fn($client) => fwrite($client, "JAM\r\n"),
    "fwrite(\$client, 'JAM\\r\\n')" => fn($client) => fwrite($client, 'JAM\r\n'),
    "fwrite(\$client, \"JAM\" . PHP_EOL)" => fn($client) => fwrite($client, "JAM" . PHP_EOL),
];
foreach ($writers as $name => $write) {
    $client = dial($writePort);
    $write($client);
    stream_socket_shutdown($client, STREAM_SHUT_WR);
    fread($client, 1);
    echo "writes\t$name\n";
}
