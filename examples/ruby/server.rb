# The time server of TUGAS 2 with a thread for each client: ruby server.rb [PORT]
require "socket"

LONGEST_LINE = 1024
IDLE_SECONDS = 300
DRAIN_SECONDS = 2

def answer(line)
  return "ERROR end the line with CR LF (13 10)\r\n" unless line.end_with?("\r\n")
  return Time.now.strftime("JAM %H:%M:%S\r\n") if line.start_with?("TIME")
  line == "\r\n" ? "" : "ERROR unknown request\r\n"
end

# The next line with its LF; nil at the client's FIN, or after too long a silence.
# Baris berikutnya dengan LF-nya; nil saat FIN dari client, atau setelah terlalu lama diam.
def read_line(client, buffer)
  # readpartial() returns what has come, half a request or three: the rest stays in the buffer for the next call.
  # readpartial() memberi apa yang sudah datang, setengah request atau tiga: sisanya tetap di buffer.
  until buffer.include?("\n")
    return buffer if buffer.bytesize >= LONGEST_LINE
    return unless client.wait_readable(IDLE_SECONDS)
    buffer << client.readpartial(LONGEST_LINE)
  end
  buffer.slice!(0..buffer.index("\n"))
rescue EOFError
  nil
end

def converse(client)
  buffer = String.new # bytes, not UTF-8: a client may send any / byte, bukan UTF-8: client bisa mengirim apa saja
  while (line = read_line(client, buffer))
    return client.write("ERROR line too long\r\n") if line.bytesize > LONGEST_LINE || !line.end_with?("\n")
    return if line.match?(/\AQUIT[ \t]*\r\n\z/n)
    client.write(answer(line)) # not puts(), which ends with LF alone / bukan puts(), yang hanya mengirim LF
  end
end

# One client's errors end this thread only, and "ensure" closes the connection in any case.
# Galat satu client hanya mengakhiri thread ini, dan "ensure" selalu menutup koneksi.
def serve(client)
  converse(client)
  # Closing with unread bytes sends RST, which can destroy replies: send FIN, then read what is left.
  # Menutup dengan byte yang belum dibaca mengirim RST: kirim FIN, lalu baca sisanya.
  client.close_write
  client.readpartial(4096) while client.wait_readable(DRAIN_SECONDS)
rescue SystemCallError, IOError => error # EOFError, the end of what is left, is an IOError / EOFError termasuk IOError
  warn(error.message) unless error.is_a?(EOFError)
ensure
  client.close
end

listener = TCPServer.new("0.0.0.0", Integer(ARGV[0] || 45000))
listener.listen(128)
loop { Thread.new(listener.accept) { |client| serve(client) } }
