# Shows each remark on Ruby that reports make: prints `remark: claim: true`.
require "socket"
require "stringio"
$stdout.sync = true

def shows(remark, claim, holds) = puts("#{remark}: #{claim}: #{holds}")

def connected
  listening = TCPServer.new("127.0.0.1", 0)
  client = TCPSocket.new("127.0.0.1", listening.addr[1])
  [client, listening.accept].tap { listening.close }
end

def raised
  yield
  nil
rescue => error
  error.class
end

client, server = connected
client.write("TI")
shows("read", "readpartial() returns the part that has come", server.readpartial(1024) == "TI")
client.write("ME")
shows("read", "recv() too", server.recv(1024) == "ME")
def leaves(connection) = nil
[1].each { leaves(server); break }
shows("unclosed", "break and return close nothing", client.wait_readable(0.2).nil?)
client.close
shows("end-shown", "gets returns nil", server.gets.nil?)
shows("end-shown", "readpartial raises an EOFError", raised { server.readpartial(1) } == EOFError)

line = StringIO.new("TIME\nQUIT\n").gets
shows("lf-accepted", "gets", line == "TIME\n")
shows("lf-accepted", "chomp", "TIME\n".chomp == "TIME")
shows("lf-accepted", "strip", "TIME\n".strip == "TIME")
shows("cr-accepted", "chomp", "TIME\r".chomp == "TIME")
shows("cr-accepted", "strip", "TIME\r".strip == "TIME")
text = StringIO.new
text.puts("JAM")
shows("lf-sent", "puts", text.string == "JAM\n")
shows("compare", "gets keeps the line end", line != "TIME" && "TIME\r\n".chomp("\r\n") == "TIME")
moment = Time.new(2026, 1, 1, 15, 4, 5)
shows("time-digits", "a number in a text", "#{moment.hour}:#{moment.min}" == "15:4")
shows("time-digits", "strftime", moment.strftime("%H:%M:%S") == "15:04:05")
shows("time-hours", "%I counts to 12", moment.strftime("%I") == "03")
ended = false
Thread.new { sleep 0.05; ended = true }.join
shows("one-at-a-time", "join waits for the thread's end", ended)

bad = "\xFF".dup.force_encoding("UTF-8")
shows("decode", "split", raised { bad.split(" ") } == ArgumentError)
shows("decode", "strip", raised { bad.strip } == ArgumentError)
shows("decode", "=~", raised { bad =~ /TIME/ } == ArgumentError)
shows("decode", "not on plain bytes", raised { bad.b.strip }.nil?)
client, server = connected
client.setsockopt(Socket::SOL_SOCKET, Socket::SO_LINGER, [1, 0].pack("ii"))
client.close
shows("reset-raised", "gets raises ECONNRESET", raised { server.gets } == Errno::ECONNRESET)
shows("reset-raised", "write raises EPIPE", raised { server.write("JAM") } == Errno::EPIPE)
shows("reset-raised", "both are a SystemCallError", [Errno::ECONNRESET, Errno::EPIPE].all? { _1 < SystemCallError })
