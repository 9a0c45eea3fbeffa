# Asks a time server for the time: ruby client.rb [HOST] [PORT]
require "socket"
require "timeout"

SECONDS = 3
LONGEST_REPLY = 1024

def ask(host, port)
  server = TCPSocket.new(host, port)
  server.write("TIME\r\n") # not puts(), which ends with LF alone / bukan puts(), yang hanya mengirim LF
  # The reply may come byte by byte: gets() goes on until LF. One readpartial() would not.
  # Respons bisa datang byte demi byte: gets() membaca sampai LF. Satu readpartial() tidak.
  reply = server.gets("\n", LONGEST_REPLY)
  # gets() returns nil, or half a line, when the server has closed. / gets() memberi nil, atau setengah baris, saat server menutup.
  raise IOError, "the server closed before a whole reply: #{reply.inspect}" unless reply&.end_with?("\n")
  # QUIT only now: a server that takes each segment for a request would miss it after TIME.
  # QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya.
  server.write("QUIT\r\n")
  reply.b
ensure
  server&.close
end

begin
  # One limit for all of it: connecting, and a reply that drips in.
  # Satu batas untuk semuanya: connect, dan respons yang menetes.
  reply = Timeout.timeout(SECONDS) { ask(ARGV[0] || "127.0.0.1", Integer(ARGV[1] || 45000)) }
rescue Timeout::Error
  abort("client.rb: no reply within #{SECONDS} seconds")
rescue SystemCallError, SocketError, IOError => error
  abort("client.rb: #{error.message}")
end
found = reply.match(/\AJAM (\d\d:\d\d:\d\d)\r\n\z/n) or abort("client.rb: not a time: #{reply.inspect}")
puts found[1]
