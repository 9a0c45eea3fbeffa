/** How students lay out servers in PHP. */
import type { Layout } from "./layout.ts";

const SOCKETS = `<?php
set_time_limit(0);
$host = "0.0.0.0";
$port = 45000;
$sock = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);
socket_set_option($sock, SOL_SOCKET, SO_REUSEADDR, 1);
socket_bind($sock, $host, $port) or die("bind");
socket_listen($sock, 10);
while (true) {
    $client = socket_accept($sock);
    socket_close($client);
}
`;

const STREAMS = String.raw`<?php
$server = stream_socket_server("tcp://0.0.0.0:45000", $errno, $errstr);
while ($client = @stream_socket_accept($server, -1)) {
    fwrite($client, "JAM " . date("H:i:s") . "\r\n");
    fclose($client);
}
`;

const CLIENT = String.raw`<?php
$fp = fsockopen("127.0.0.1", 45000);
fwrite($fp, "TIME\r\n");
echo fgets($fp);
`;

export const PHP: readonly Layout[] = [
  {
    title: "the sockets extension, and a client",
    files: { "server.php": SOCKETS, "client.php": CLIENT },
    expected: { command: "php server.php", why: "server.php:7: socket_bind($sock, $host, $port)" },
  },
  { title: "streams", files: { "server.php": STREAMS }, expected: { command: "php server.php" } },
  {
    title: "socket_create_listen",
    files: { "time.php": "<?php\n$s = socket_create_listen(45000);\nwhile (true) socket_accept($s);\n" },
    expected: { command: "php time.php" },
  },
  {
    title: "a class in a file of its own",
    files: {
      "src/TimeServer.php": `<?php\nclass TimeServer {\n  function run($port) {\n    $s = stream_socket_server("tcp://0.0.0.0:$port");\n    while (true) stream_socket_accept($s, -1);\n  }\n}\n`,
      "index.php": `<?php\nrequire_once __DIR__ . "/src/TimeServer.php";\n(new TimeServer())->run(45000);\n`,
    },
    expected: { command: "php index.php", why: "started by index.php" },
  },
  {
    title: "a class that Composer loads",
    files: {
      "composer.json": "{}",
      "src/Server.php": `<?php\ndeclare(strict_types=1);\nnamespace Jam;\nclass Server {\n  public function run(int $port): void {\n    $s = stream_socket_server("tcp://0.0.0.0:$port");\n    while (true) stream_socket_accept($s, -1);\n  }\n}\n`,
      "vendor/autoload.php": `<?php\nspl_autoload_register(fn ($c) => require __DIR__ . "/../src/" . basename(strtr($c, "\\\\", "/")) . ".php");\n`,
      "bin/start.php": `<?php\nrequire __DIR__ . "/../vendor/autoload.php";\nuse Jam\\Server;\n(new Server())->run(45000);\n`,
    },
    expected: { command: "php start.php", folder: "bin", why: "started by bin/start.php" },
  },
  {
    title: "the port as an argument",
    files: { "server.php": SOCKETS.replace("45000", "$argv[1]") },
    expected: { command: "php server.php 45000" },
  },
  {
    title: "the port as an argument with a default",
    files: { "server.php": SOCKETS.replace("45000", "(int) ($argv[1] ?? 9000)") },
    expected: { command: "php server.php 45000" },
  },
  {
    title: "the port as an option",
    files: { "server.php": SOCKETS.replace("45000", `getopt("", ["port:"])["port"] ?? 9000`) },
    expected: { command: "php server.php --port=45000" },
  },
  {
    title: "one folder for each machine",
    files: { "server/server.php": SOCKETS, "client/index.php": CLIENT },
    expected: { command: "php server.php", folder: "server" },
  },
  {
    title: "an older one that is kept",
    files: { "server.php": STREAMS, "lama/server.php": SOCKETS, "server_old.php": SOCKETS },
    expected: { command: "php server.php", why: "set aside: server_old.php, lama/server.php" },
  },
  {
    title: "comments that show the other way",
    files: {
      "server.php": STREAMS,
      "catatan.php":
        "<?php\n// socket_bind($s, 1); socket_listen($s);\n# stream_socket_server('tcp')\necho 'socket_bind( socket_listen(';\n",
    },
    expected: { command: "php server.php" },
  },
  {
    title: "another port",
    files: { "server.php": STREAMS.replace("45000", "1234") },
    expected: { command: "php server.php", why: "names port 1234, not 45000" },
  },
  {
    title: "both ways, in two files",
    files: { "a.php": SOCKETS, "b.php": STREAMS },
    expected: { undecided: ["a.php", "b.php"] },
  },
  { title: "only a client", files: { "index.php": CLIENT }, expected: { none: "only-client" } },
  {
    title: "UDP",
    files: {
      "server.php": `<?php\n$s = socket_create(AF_INET, SOCK_DGRAM, SOL_UDP);\nsocket_bind($s, "0.0.0.0", 45000);\n`,
    },
    expected: { none: "only-udp" },
  },
];
