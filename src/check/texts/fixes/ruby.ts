/** Ruby with a thread for each client. */
import type { FixId } from "./fix-id.ts";

export const RUBY = {
  listen: `
listener = TCPServer.new("0.0.0.0", 45000)
listener.listen(128)
loop do
  Thread.new(listener.accept) { |client| run(client) }
end
`.trim(),
  reply: String.raw`
now = Time.now.strftime("%H:%M:%S")
client.write("JAM #{now}\r\n")
`.trim(),
  // gets() with a separator and a limit is a line buffer of its own.
  lines: String.raw`
while (line = client.gets("\r\n", 1024))
  break unless line.end_with?("\r\n")
  break if line == "QUIT\r\n"
  next unless line.start_with?("TIME")
  client.write(Time.now.strftime("JAM %H:%M:%S\r\n"))
end
client.close
`.trim(),
  quit: `
if line == "QUIT"
  client.close
  return
end
`.trim(),
  unknown: String.raw`
if line.start_with?("TIME")
  client.write(Time.now.strftime("JAM %H:%M:%S\r\n"))
else
  client.write("ERROR unknown request\r\n")
end
`.trim(),
  guard: `
def run(client)
  serve_client(client)
rescue StandardError => error
  warn(error.message)
ensure
  client.close
end
`.trim(),
  gone: String.raw`
line = client.gets("\r\n", 1024)
if line.nil?
  client.close
  return
end
`.trim(),
} as const satisfies Record<FixId, string>;
