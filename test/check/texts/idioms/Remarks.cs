// Shows each remark on C# that reports make: prints `remark: claim: True`.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

class Remarks {
  static void Shows(string remark, string claim, bool holds) {
    Console.Out.WriteLine("{0}: {1}: {2}", remark, claim, holds);
  }

  static TcpClient client, server;

  static void Connect() {
    var listening = new TcpListener(IPAddress.Loopback, 0);
    listening.Start();
    client = new TcpClient();
    client.Connect((IPEndPoint)listening.LocalEndpoint);
    server = listening.AcceptTcpClient();
    listening.Stop();
  }

  static Type Raised(Action call) {
    try { call(); } catch (Exception error) { return error.GetType(); }
    return null;
  }

  static bool IsSilent() {
    return !client.Client.Poll(200000, SelectMode.SelectRead);
  }

  /// A client that resets: Mono's own Close() shuts the connection down first, and then sends no reset.
  static void ConnectAndReset() {
    var listening = new TcpListener(IPAddress.Loopback, 0);
    listening.Start();
    int port = ((IPEndPoint)listening.LocalEndpoint).Port;
    string code = "import socket, struct; s = socket.create_connection(('127.0.0.1', " + port + ")); "
      + "s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); s.close()";
    using (var python = Process.Start("python3", "-c \"" + code + "\"")) {
      server = listening.AcceptTcpClient();
      python.WaitForExit();
    }
    listening.Stop();
  }

  static void Leaves(TcpClient connection) { return; }

  static void Main() {
    var buffer = new byte[8];
    Connect();
    client.GetStream().Write(Encoding.ASCII.GetBytes("TI"), 0, 2);
    int count = server.GetStream().Read(buffer, 0, buffer.Length);
    Shows("read", "Read() returns the part that has come", count == 2);
    Shows("compare", "GetString(buffer) has \\0 after it", Encoding.ASCII.GetString(buffer) == "TI\0\0\0\0\0\0");
    Shows("compare", "with the count it has not", Encoding.ASCII.GetString(buffer, 0, count) == "TI");
    Leaves(server);
    Shows("unclosed", "return closes nothing", IsSilent());
    client.Close();
    Shows("end-shown", "Read() returns 0", server.GetStream().Read(buffer, 0, 1) == 0);
    Shows("end-shown", "ReadLine() returns null", new StringReader("").ReadLine() == null);

    var lines = new StreamReader(new MemoryStream(Encoding.ASCII.GetBytes("TIME\nQUIT\n")));
    Shows("lf-accepted", "StreamReader.ReadLine()", lines.ReadLine() == "TIME");
    Shows("lf-accepted", "Trim()", "TIME\n".Trim() == "TIME");
    Shows("cr-accepted", "Trim()", "TIME\r".Trim() == "TIME");
    Shows("lf-sent", "Environment.NewLine", Environment.NewLine == "\n");
    var text = new StringWriter();
    text.WriteLine("JAM");
    Shows("lf-sent", "WriteLine()", text.ToString() == "JAM\n");

    Connect();
    var writer = new StreamWriter(server.GetStream());
    writer.Write("JAM");
    Shows("unflushed", "a StreamWriter before Flush()", IsSilent());
    writer.Flush();
    Shows("unflushed", "and after it", client.GetStream().Read(buffer, 0, 3) == 3);
    writer.AutoFlush = true;
    writer.Write("JAM");
    Shows("unflushed", "AutoFlush", client.GetStream().Read(buffer, 0, 3) == 3);

    var moment = new DateTime(2026, 1, 1, 5, 4, 5);
    Shows("time-digits", "H has no leading zero", moment.ToString("H:mm", CultureInfo.InvariantCulture) == "5:04");
    Shows("time-digits", "HH", moment.ToString("HH", CultureInfo.InvariantCulture) == "05");
    Shows("time-hours", "hh counts to 12", moment.AddHours(10).ToString("hh", CultureInfo.InvariantCulture) == "03");
    var indonesian = new CultureInfo("id-ID");
    Shows("time-dots", "a dot in Indonesian", moment.ToString("HH:mm:ss", indonesian) == "05.04.05");
    Shows("time-dots", "HH':'mm':'ss", moment.ToString("HH':'mm':'ss", indonesian) == "05:04:05");

    bool ended = false;
    var thread = new Thread(() => { Thread.Sleep(50); ended = true; });
    thread.Start();
    thread.Join();
    Shows("one-at-a-time", "Join() waits for the end", ended);

    ConnectAndReset();
    Shows("reset-raised", "Read() throws an IOException", Raised(() => server.GetStream().Read(buffer, 0, 1)) == typeof(IOException));
    ConnectAndReset();
    Action write = () => { for (int i = 0; i < 3; i++) server.GetStream().Write(buffer, 0, 1); };
    Shows("reset-raised", "Write() throws one", Raised(write) == typeof(IOException));
  }
}
