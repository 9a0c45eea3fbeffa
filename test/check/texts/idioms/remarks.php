<?php
// Shows each remark on PHP that reports make: prints `remark: claim: true`.
function shows($remark, $claim, $holds) { echo "$remark: $claim: ", $holds ? "true" : "false", "\n"; }

function connected() {
  $listening = stream_socket_server("tcp://127.0.0.1:0");
  $client = stream_socket_client("tcp://" . stream_socket_get_name($listening, false));
  $server = stream_socket_accept($listening);
  fclose($listening);
  return [$client, $server];
}

function is_silent($client) {
  stream_set_timeout($client, 0, 200000);
  fread($client, 1);
  return stream_get_meta_data($client)["timed_out"];
}

[$client, $server] = connected();
fwrite($client, "TI");
shows("read", "fread() returns the part that has come", fread($server, 1024) === "TI");
fwrite($client, "TIME\n");
$line = fgets($server);
shows("lf-accepted", "fgets()", $line === "TIME\n");
shows("compare", "fgets() keeps the line end", $line !== "TIME");
fwrite($client, "QUIT\n");
shows("compare", "fread() keeps it", fread($server, 1024) === "QUIT\n");
fclose($client);
shows("end-shown", "fread() returns an empty text", fread($server, 1024) === "");
shows("end-shown", "feof()", feof($server));

shows("lf-accepted", "trim()", trim("TIME\n") === "TIME");
shows("cr-accepted", "trim()", trim("TIME\r") === "TIME");
shows("lf-sent", "PHP_EOL", PHP_EOL === "\n");
$time = mktime(5, 4, 5);
shows("time-digits", "G has no leading zero", date("G", $time) === "5");
shows("time-digits", "H:i:s", date("H:i:s", $time) === "05:04:05");
shows("time-hours", "h counts to 12", date("h", mktime(15, 4, 5)) === "03");

[$client, $server] = connected();
$child = pcntl_fork();
if ($child === 0) { fclose($server); posix_kill(getmypid(), SIGKILL); }
pcntl_waitpid($child, $status);
shows("unclosed", "after pcntl_fork() both have the connection", is_silent($client));
fclose($server);
shows("unclosed", "the second fclose() closes it", fread($client, 1) === "" && feof($client));

shows("one-at-a-time", "there is one thread", !PHP_ZTS);
[$one, $oneServer] = connected();
[$two, $twoServer] = connected();
fwrite($two, "TIME");
$read = [$oneServer, $twoServer];
$write = $except = null;
shows("one-at-a-time", "stream_select() for all of them", stream_select($read, $write, $except, 1) === 1 && in_array($twoServer, $read, true));

[$client, $server] = connected();
fwrite($server, "unread");
usleep(20000);
fclose($client);
usleep(20000);
shows("reset-raised", "fread() returns false or an empty text", in_array(@fread($server, 1), [false, ""], true));
shows("reset-raised", "fwrite() returns false or 0", in_array(@fwrite($server, "JAM"), [false, 0], true));
