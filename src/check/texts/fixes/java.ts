/** Java 9 or newer; `in` and `out` are the socket's streams. */
import type { FixId } from "./fix-id.ts";

export const JAVA = {
  listen: `
ServerSocket listener = new ServerSocket(45000, 128);
while (true) {
  Socket socket = listener.accept();
  new Thread(() -> run(socket)).start();
}
`.trim(),
  reply: String.raw`
LocalTime now = LocalTime.now();
String reply = String.format("JAM %tT\r\n", now);
out.write(reply.getBytes(StandardCharsets.UTF_8));
`.trim(),
  lines: String.raw`
String line = "";
while (line.length() < 1024) {
  int next = in.read();
  if (next < 0) break;
  line += (char) next;
  if (!line.endsWith("\r\n")) continue;
  if (line.equals("QUIT\r\n")) break;
  if (line.startsWith("TIME")) {
    LocalTime now = LocalTime.now();
    String reply = String.format("JAM %tT\r\n", now);
    out.write(reply.getBytes(StandardCharsets.UTF_8));
  }
  line = "";
}
socket.close();
`.trim(),
  quit: `
if (line.equals("QUIT")) {
  socket.close();
  return;
}
`.trim(),
  unknown: String.raw`
String reply = "ERROR unknown request\r\n";
if (line.startsWith("TIME")) {
  reply = String.format("JAM %tT\r\n", LocalTime.now());
}
out.write(reply.getBytes(StandardCharsets.UTF_8));
`.trim(),
  guard: `
static void run(Socket socket) {
  try (socket) {
    serveClient(socket);
  } catch (IOException error) {
    System.err.println(error.getMessage());
  }
}
`.trim(),
  gone: `
int next = in.read();
if (next < 0) {
  socket.close();
  return;
}
`.trim(),
} as const satisfies Record<FixId, string>;
