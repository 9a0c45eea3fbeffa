// The time server of TUGAS 2 with a thread for each client: javac -d classes server.java && java -cp classes Server [PORT]
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;

class Server {
  static final int LONGEST_LINE = 1024, IDLE_MS = 300_000, DRAIN_MS = 2_000;

  static String answer(String line) {
    if (!line.endsWith("\n")) return "ERROR line too long\r\n";
    if (!line.endsWith("\r\n")) return "ERROR end the line with CR LF (13 10)\r\n";
    // Not println(): it ends a line as this machine does, with LF alone on Linux.
    // Bukan println(): akhir barisnya mengikuti mesin ini, di Linux hanya LF.
    if (line.startsWith("TIME")) return String.format("JAM %tT\r\n", LocalTime.now());
    return line.equals("\r\n") ? "" : "ERROR unknown request\r\n";
  }

  // Not readLine(): it takes a lone CR or LF for a line end too, and keeps a line without end in memory.
  // Bukan readLine(): CR atau LF saja juga dianggap akhir baris, dan baris tanpa akhir memenuhi memori.
  static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE && line.lastIndexOf("\n") < 0) {
      int next = in.read(); // waits for the next byte, in whatever segment it comes / di segment mana pun
      if (next < 0) return null;
      line.append((char) next);
    }
    return line.toString();
  }

  static void serve(Socket socket) {
    // One client's errors end this thread only, and try (socket) closes it in any case.
    // Galat satu client hanya mengakhiri thread ini, dan try (socket) selalu menutupnya.
    try (socket) {
      socket.setSoTimeout(IDLE_MS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String line = "\n";
      while (line.endsWith("\n") && (line = readLine(in)) != null && !line.matches("QUIT[ \t]*\r\n")) {
        out.write(answer(line).getBytes(StandardCharsets.UTF_8));
      }
      // close() with unread bytes sends RST, which can destroy replies: send FIN, then read what is left.
      // close() dengan byte yang belum dibaca mengirim RST: kirim FIN, lalu baca sisanya.
      socket.shutdownOutput();
      socket.setSoTimeout(DRAIN_MS);
      while (in.read() >= 0) continue;
    } catch (IOException error) {
      System.err.println(error.getMessage());
    }
  }

  public static void main(String[] words) throws IOException {
    ServerSocket listener = new ServerSocket(words.length > 0 ? Integer.parseInt(words[0]) : 45000, 128);
    while (true) {
      Socket socket = listener.accept();
      new Thread(() -> serve(socket)).start();
    }
  }
}
