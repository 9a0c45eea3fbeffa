// Asks a time server for the time: javac -d classes client.java && java -cp classes Client [HOST] [PORT]
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;

class Client {
  static final int WAIT_MS = 3_000, LONGEST_REPLY = 1024;

  static String ask(String host, int port) throws IOException {
    try (Socket socket = new Socket()) {
      // Without these two a silent server keeps us for ever. / Tanpa keduanya, server yang diam menahan kita selamanya.
      socket.connect(new InetSocketAddress(host, port), WAIT_MS);
      socket.setSoTimeout(WAIT_MS);
      OutputStream out = socket.getOutputStream();
      out.write("TIME\r\n".getBytes(StandardCharsets.UTF_8));
      // The reply may come byte by byte: go on until LF. One read(buffer) would not.
      // Respons bisa datang byte demi byte: baca sampai LF. Satu read(buffer) tidak.
      InputStream in = new BufferedInputStream(socket.getInputStream());
      StringBuilder reply = new StringBuilder();
      while (reply.length() < LONGEST_REPLY && !reply.toString().endsWith("\n")) {
        int next = in.read();
        if (next < 0) throw new EOFException("the server closed before a whole reply");
        reply.append((char) next);
      }
      // QUIT only now: a server that takes each segment for a request would miss it after TIME.
      // QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya.
      out.write("QUIT\r\n".getBytes(StandardCharsets.UTF_8));
      return reply.toString();
    }
  }

  public static void main(String[] words) {
    String host = words.length > 0 ? words[0] : "127.0.0.1";
    int port = words.length > 1 ? Integer.parseInt(words[1]) : 45000;
    try {
      String reply = ask(host, port);
      if (!reply.matches("JAM \\d\\d:\\d\\d:\\d\\d\r\n")) throw new IOException("not a time: " + reply.trim());
      System.out.println(reply.substring(4, 12));
    } catch (SocketTimeoutException error) {
      fail("no reply within " + WAIT_MS / 1000 + " seconds");
    } catch (UnknownHostException error) {
      fail("unknown host " + host); // its message is the name alone / pesannya hanya nama host
    } catch (IOException error) {
      fail(error.getMessage());
    }
  }

  static void fail(String reason) {
    System.err.println("Client: " + reason);
    System.exit(1);
  }
}
