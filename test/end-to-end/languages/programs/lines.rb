# ruby lines.rb READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line.
require "socket"

INPUTS = 5
read_port, write_port = ARGV.map { |port| Integer(port) }
puts "version #{RUBY_VERSION}"

READERS = {
  "readpartial(1024)" => ->(client) { client.readpartial(1024) },
  "gets" => ->(client) { client.gets },
  "gets(chomp: true)" => ->(client) { client.gets(chomp: true) },
  'gets("\r\n", 1024)' => ->(client) { client.gets("\r\n", 1024) },
}
READERS.each do |name, read|
  INPUTS.times do |index|
    client = TCPSocket.new("127.0.0.1", read_port)
    items = []
    begin
      while (item = read.call(client)) do items << item.unpack1("H*") end
    rescue EOFError
      nil
    end
    puts ["reads", index, name, *items].join("\t")
  end
end

WRITERS = {
  'puts "JAM"' => ->(client) { client.puts "JAM" },
  'puts "JAM\r\n"' => ->(client) { client.puts "JAM\r\n" },
  'write "JAM\r\n"' => ->(client) { client.write "JAM\r\n" },
  "write 'JAM\\r\\n'" => ->(client) { client.write 'JAM\r\n' },
}
WRITERS.each do |name, write|
  client = TCPSocket.new("127.0.0.1", write_port)
  write.call(client)
  client.close_write
  client.read(1)
  puts "writes\t#{name}"
end
