# A time server as many write it in Ruby; what it fails is in the README: ruby server-naive.rb [PORT]
require "socket"

server = TCPServer.new("0.0.0.0", (ARGV[0] || 45000).to_i)
loop do
  Thread.start(server.accept) do |client|
    # Wrong: without a limit gets() keeps a line without end in memory. / Salah: baris tanpa akhir memenuhi memori.
    while line = client.gets
      # Wrong: chomp() makes a request of TIME with LF alone. / Salah: chomp() menerima TIME dengan LF saja.
      case line.chomp
      when "TIME"
        # Wrong: puts() ends with LF alone. / Salah: puts() hanya mengirim LF.
        client.puts "JAM #{Time.now.strftime('%H:%M:%S')}"
      when "QUIT"
        client.puts "BYE"
        break
      else
        client.puts "ERROR"
      end
    end
    client.close
  rescue SystemCallError => e
    warn e.message
  end
end
