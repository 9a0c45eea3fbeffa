/** C#, for .NET and Mono; `stream` is the client's NetworkStream, and `SendTime` stands for the lines of `reply`. */
import type { FixId } from "./fix-id.ts";

export const CSHARP = {
  listen: `
var listener = new TcpListener(IPAddress.Any, 45000);
listener.Start(128);
while (true) {
  var client = listener.AcceptTcpClient();
  new Thread(() => Run(client)).Start();
}
`.trim(),
  // In a format the colon is the culture's separator, which is a dot in Indonesian.
  reply: String.raw`
var now = DateTime.Now.ToString("HH':'mm':'ss");
var text = "JAM " + now + "\r\n";
var reply = Encoding.UTF8.GetBytes(text);
stream.Write(reply, 0, reply.Length);
`.trim(),
  lines: String.raw`
const StringComparison Exact = StringComparison.Ordinal;
var line = "";
while (line.Length < 1024) {
  int next = stream.ReadByte();
  if (next < 0) break;
  line += (char)next;
  if (!line.EndsWith("\r\n", Exact)) continue;
  if (line == "QUIT\r\n") break;
  if (line.StartsWith("TIME", Exact)) SendTime(stream);
  line = "";
}
client.Close();
`.trim(),
  quit: `
if (line == "QUIT") {
  client.Close();
  return;
}
`.trim(),
  unknown: String.raw`
if (line.StartsWith("TIME", StringComparison.Ordinal)) {
  SendTime(stream);
} else {
  var text = "ERROR unknown request\r\n";
  var error = Encoding.UTF8.GetBytes(text);
  stream.Write(error, 0, error.Length);
}
`.trim(),
  guard: `
static void Run(TcpClient client) {
  try {
    ServeClient(client);
  } catch (Exception error) {
    Console.Error.WriteLine(error.Message);
  } finally {
    client.Close();
  }
}
`.trim(),
  gone: `
int next = stream.ReadByte();
if (next < 0) {
  client.Close();
  return;
}
`.trim(),
} as const satisfies Record<FixId, string>;
