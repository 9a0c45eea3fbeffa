/** PHP 8 on the command line, with a process for each client. */
import type { FixId } from "./fix-id.ts";

export const PHP = {
  listen: `
pcntl_signal(SIGCHLD, SIG_IGN);
$listener = stream_socket_server("tcp://0.0.0.0:45000");
while ($client = stream_socket_accept($listener, -1)) {
    if (pcntl_fork() === 0) {
        fclose($listener);
        run($client);
        exit;
    }
    fclose($client);
}
`.trim(),
  reply: String.raw`
$reply = "JAM " . date("H:i:s") . "\r\n";
fwrite($client, $reply);
`.trim(),
  lines: String.raw`
$buffer = "";
while (strlen($buffer) <= 1024) {
    $data = fread($client, 1024);
    if ($data === "" || $data === false) break;
    $buffer .= $data;
    while (str_contains($buffer, "\r\n")) {
        [$line, $buffer] = explode("\r\n", $buffer, 2);
        if ($line === "QUIT") break 2;
        if (!str_starts_with($line, "TIME")) continue;
        $now = date("H:i:s");
        fwrite($client, "JAM $now\r\n");
    }
}
fclose($client);
`.trim(),
  quit: `
if ($line === "QUIT") {
    fclose($client);
    return;
}
`.trim(),
  unknown: String.raw`
if (str_starts_with($line, "TIME")) {
    fwrite($client, "JAM " . date("H:i:s") . "\r\n");
} else {
    fwrite($client, "ERROR unknown request\r\n");
}
`.trim(),
  guard: String.raw`
function run($client): void {
    try {
        serve_client($client);
    } catch (Throwable $error) {
        fwrite(STDERR, $error->getMessage() . "\n");
    } finally {
        fclose($client);
    }
}
`.trim(),
  gone: `
$data = fread($client, 1024);
if ($data === "" || $data === false) {
    fclose($client);
    return;
}
`.trim(),
} as const satisfies Record<FixId, string>;
