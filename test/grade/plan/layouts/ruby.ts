/** How students lay out servers in Ruby. */
import type { Layout } from "./layout.ts";

const SERVER = String.raw`require 'socket'

server = TCPServer.new('0.0.0.0', 45000)
loop do
  Thread.start(server.accept) do |client|
    client.write "JAM #{Time.now.strftime('%H:%M:%S')}\r\n"
    client.close
  end
end
`;

const CLIENT = String.raw`require 'socket'
s = TCPSocket.new 'localhost', 45000
s.write "TIME\r\n"
puts s.gets
`;

export const RUBY: readonly Layout[] = [
  {
    title: "a server and a client",
    files: { "server.rb": SERVER, "client.rb": CLIENT },
    expected: { command: "ruby server.rb", why: "server.rb:3: server = TCPServer.new('0.0.0.0', 45000)" },
  },
  {
    title: "a class in lib, and a script in bin",
    files: {
      "lib/time_server.rb": `require 'socket'\nclass TimeServer\n  def run(port)\n    server = TCPServer.open(port)\n    loop { server.accept.close }\n  end\nend\n`,
      "bin/server": `#!/usr/bin/env ruby\nrequire_relative '../lib/time_server'\nTimeServer.new.run(45000)\n`,
    },
    expected: { command: "ruby server", folder: "bin", why: "started by bin/server" },
  },
  {
    title: "a library on the load path, and a start script",
    files: {
      "lib/jam/server.rb": `require 'socket'\nmodule Jam\n  PORT = 45000\n  def self.run\n    server = TCPServer.new(PORT)\n    loop { server.accept.close }\n  end\nend\n`,
      "bin/start.rb": `$LOAD_PATH.unshift File.expand_path('../lib', __dir__)\nrequire 'jam/server'\nJam.run\n`,
    },
    expected: { command: "ruby start.rb", folder: "bin", why: "started by bin/start.rb" },
  },
  {
    title: "a file that starts itself if it is run, and a demonstration",
    files: {
      "server.rb": `require 'socket'\ndef serve(port)\n  s = TCPServer.new(port)\n  loop { s.accept.close }\nend\nserve(45000) if __FILE__ == $0\n`,
      "demo.rb": `require_relative 'server'\nserve(45000)\n`,
    },
    expected: { command: "ruby server.rb" },
  },
  {
    title: "Socket with bind and listen",
    files: {
      "server.rb": `require 'socket'\nsocket = Socket.new(:INET, :STREAM)\nsocket.bind(Addrinfo.tcp('0.0.0.0', 45000))\nsocket.listen 5\nloop { socket.accept }\n`,
    },
    expected: { command: "ruby server.rb" },
  },
  {
    title: "tcp_server_loop",
    files: { "server.rb": `require 'socket'\nSocket.tcp_server_loop(45000) { |c, _| c.close }\n` },
    expected: { command: "ruby server.rb" },
  },
  {
    title: "the port as an argument",
    files: { "server.rb": SERVER.replace("45000", "ARGV[0].to_i") },
    expected: { command: "ruby server.rb 45000" },
  },
  {
    title: "the port as an argument with a default",
    files: { "server.rb": SERVER.replace("45000", "(ARGV.first || 45000).to_i") },
    expected: { command: "ruby server.rb" },
  },
  {
    title: "the port as an option",
    files: {
      "server.rb": `require 'optparse'\nrequire 'socket'\nport = 8000\nOptionParser.new { |o| o.on('-p', '--port PORT', Integer) { |p| port = p } }.parse!\nserver = TCPServer.new port\nloop { server.accept.close }\n`,
    },
    expected: { command: "ruby server.rb --port 45000" },
  },
  {
    title: "the port from the environment",
    files: { "server.rb": SERVER.replace("45000", "ENV.fetch('PORT', 8000).to_i") },
    expected: { command: "env PORT=45000 ruby server.rb" },
  },
  {
    title: "a copy, a test and a block of documentation",
    files: {
      "server.rb": SERVER,
      "server copy.rb": `${SERVER}# copy\n`,
      "test/server_test.rb": `require_relative '../server'\n`,
      "doc.rb": "=begin\nTCPServer.new(1)\n=end\nputs 1\n__END__\nTCPServer.new(2)\n",
    },
    expected: { command: "ruby server.rb", why: "set aside: server copy.rb, test/server_test.rb" },
  },
  {
    title: "two servers",
    files: { "fork.rb": SERVER, "thread.rb": SERVER.replace("Thread", "fork_or Thread") },
    expected: { undecided: ["fork.rb", "thread.rb"] },
  },
  { title: "only a client", files: { "time.rb": CLIENT }, expected: { none: "only-client" } },
  {
    title: "UDP",
    files: { "server.rb": `require 'socket'\ns = UDPSocket.new\ns.bind('0.0.0.0', 45000)\n` },
    expected: { none: "only-udp" },
  },
];
