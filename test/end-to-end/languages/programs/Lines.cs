// mono Lines.exe READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;

class Lines {
  const int Inputs = 5;
  static string Hex(byte[] bytes, int count) {
    return BitConverter.ToString(bytes, 0, count).Replace("-", "").ToLowerInvariant();
  }
  static IEnumerable<string> Chunks(Stream stream) {
    var buffer = new byte[1024];
    for (int count; (count = stream.Read(buffer, 0, buffer.Length)) > 0;) yield return Hex(buffer, count);
  }
  static IEnumerable<string> LinesOf(Stream stream) {
    var reader = new StreamReader(stream);
    for (string line; (line = reader.ReadLine()) != null;) {
      var bytes = Encoding.UTF8.GetBytes(line);
      yield return Hex(bytes, bytes.Length);
    }
  }
  static StreamWriter kept;
  static void Main(string[] ports) {
    var version = Type.GetType("Mono.Runtime").GetMethod("GetDisplayName", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static);
    Console.WriteLine("version Mono " + ((string)version.Invoke(null, null)).Split(' ')[0]);
    var readers = new Dictionary<string, Func<Stream, IEnumerable<string>>> {
      { "NetworkStream.Read(buffer, 0, 1024)", Chunks },
      { "StreamReader.ReadLine()", LinesOf },
    };
    foreach (var reader in readers) {
      for (int index = 0; index < Inputs; index++) {
        var stream = new TcpClient("127.0.0.1", int.Parse(ports[0])).GetStream();
        var items = new List<string> { "reads", index.ToString(), reader.Key };
        items.AddRange(reader.Value(stream));
        Console.WriteLine(string.Join("\t", items));
      }
    }
    var writers = new Dictionary<string, Action<Stream>> {
      { "new StreamWriter(stream) { AutoFlush = true }.WriteLine(\"JAM\")", to => new StreamWriter(to) { AutoFlush = true }.WriteLine("JAM") },
      { "new StreamWriter(stream).Write(\"JAM\\r\\n\")", to => (kept = new StreamWriter(to)).Write("JAM\r\n") },
      { "new StreamWriter(stream, Encoding.UTF8) { AutoFlush = true }.Write(\"JAM\\r\\n\")", to => new StreamWriter(to, Encoding.UTF8) { AutoFlush = true }.Write("JAM\r\n") },
      { "new BinaryWriter(stream).Write(\"JAM\\r\\n\")", to => new BinaryWriter(to).Write("JAM\r\n") },
    };
    foreach (var writer in writers) {
      var client = new TcpClient("127.0.0.1", int.Parse(ports[1]));
      writer.Value(client.GetStream());
      client.Client.Shutdown(SocketShutdown.Send);
      client.GetStream().ReadByte();
      Console.WriteLine("writes\t" + writer.Key);
    }
  }
}
