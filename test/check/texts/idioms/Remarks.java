/** Shows each remark on Java that reports make: prints `remark: claim: true`. */
import java.io.*;
import java.net.*;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Scanner;

class Remarks {
  static void shows(String remark, String claim, boolean holds) {
    System.out.println(remark + ": " + claim + ": " + holds);
  }

  static Socket client, server;

  static void connect() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      client = new Socket(listening.getInetAddress(), listening.getLocalPort());
      server = listening.accept();
    }
  }

  interface Call { void run() throws Exception; }

  static boolean raises(Class<?> expected, Call call) {
    try { call.run(); } catch (Exception error) { return expected.isInstance(error); }
    return false;
  }

  static BufferedReader reader(String text) { return new BufferedReader(new StringReader(text)); }

  public static void main(String[] arguments) throws Exception {
    connect();
    client.getOutputStream().write("TI".getBytes());
    shows("read", "read(buffer) returns the part that has come", server.getInputStream().read(new byte[1024]) == 2);
    client.close();
    shows("end-shown", "read() returns -1", server.getInputStream().read() == -1);
    shows("end-shown", "readLine() returns null", reader("").readLine() == null);

    shows("lf-accepted", "BufferedReader.readLine()", reader("TIME\nQUIT\n").readLine().equals("TIME"));
    shows("lf-accepted", "Scanner.nextLine()", new Scanner("TIME\nQUIT\n").nextLine().equals("TIME"));
    shows("lf-accepted", "trim()", "TIME\n".trim().equals("TIME"));
    shows("cr-accepted", "BufferedReader.readLine()", reader("TIME\rQUIT\r").readLine().equals("TIME"));
    shows("cr-accepted", "trim()", "TIME\r".trim().equals("TIME"));
    StringWriter text = new StringWriter();
    new PrintWriter(text).println("JAM");
    shows("lf-sent", "println()", text.toString().equals("JAM\n"));
    shows("lf-sent", "%n", String.format("%n").equals("\n"));
    String came = new String("TIME\r\n".getBytes());
    shows("compare", "== compares no texts", came.trim() != "TIME" && came.trim().equals("TIME"));
    shows("compare", "the line end is still there", !came.equals("TIME"));

    connect();
    PrintWriter writer = new PrintWriter(new OutputStreamWriter(server.getOutputStream()), true);
    writer.print("JAM");
    client.setSoTimeout(200);
    shows("unflushed", "print() with autoflush", raises(SocketTimeoutException.class, () -> client.getInputStream().read()));
    writer.println();
    shows("unflushed", "println() with autoflush", client.getInputStream().read() == 'J');

    LocalTime time = LocalTime.of(15, 4, 5);
    shows("time-digits", "a number joined to a text", (time.getHour() + ":" + time.getMinute()).equals("15:4"));
    shows("time-digits", "%02d", String.format("%02d", 4).equals("04"));
    shows("time-digits", "HH:mm:ss", time.format(DateTimeFormatter.ofPattern("HH:mm:ss")).equals("15:04:05"));
    shows("time-hours", "hh counts to 12", time.format(DateTimeFormatter.ofPattern("hh")).equals("03"));

    connect();
    Thread leaving = new Thread(() -> { Socket own = server; own.isClosed(); });
    leaving.start();
    leaving.join();
    client.setSoTimeout(200);
    shows("unclosed", "leaving closes nothing", raises(SocketTimeoutException.class, () -> client.getInputStream().read()));
    Thread[] seen = new Thread[1];
    new Thread(() -> seen[0] = Thread.currentThread()).run();
    shows("one-at-a-time", "run() is an ordinary call", seen[0] == Thread.currentThread());

    connect();
    client.setSoLinger(true, 0);
    client.close();
    shows("reset-raised", "read() throws a SocketException", raises(SocketException.class, () -> server.getInputStream().read()));
    shows("reset-raised", "write() throws one", raises(SocketException.class, () -> server.getOutputStream().write(1)));
    shows("reset-raised", "it is an IOException", IOException.class.isAssignableFrom(SocketException.class));
  }
}
