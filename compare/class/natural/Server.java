import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

public class Server {
  static final int MISTAKE = 0;

  public static void main(String[] args) throws IOException {
    ServerSocket server = new ServerSocket(45000, 100);
    while (true) {
      Socket socket = server.accept();
      if (MISTAKE == 4) serve(socket);
      else new Thread(() -> serve(socket)).start();
    }
  }

  static byte[] reply() {
    String time = LocalTime.now().format(DateTimeFormatter.ofPattern("HH:mm:ss"));
    return ("JAM " + time + (MISTAKE == 5 ? "\n" : "\r\n")).getBytes();
  }

  static void serve(Socket socket) {
    try (socket) {
      if (MISTAKE == 1 || MISTAKE == 2) byChunk(socket.getInputStream(), socket.getOutputStream());
      else byLine(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException error) {
      System.err.println(error.getMessage());
    }
  }

  static void byChunk(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1024];
    for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
      String request = new String(buffer, 0, length);
      if (MISTAKE == 1 ? request.equals("TIME\r\n") : request.startsWith("TIME")) out.write(reply());
      else if (request.startsWith("QUIT")) return;
      else out.write("ERROR\r\n".getBytes());
    }
  }

  static void byLine(InputStream in, OutputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    byte[] buffer = new byte[1024];
    for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
      for (int at = 0; at < length; at++) {
        line.append((char) (buffer[at] & 255));
        if (buffer[at] != '\n' || MISTAKE != 3 && line.indexOf("\r\n") < 0) continue;
        String request = line.toString().replaceAll("\r?\n$", "");
        line.setLength(0);
        if (request.startsWith("TIME")) {
          out.write(reply());
          if (MISTAKE == 7) return;
        } else if (request.trim().equals("QUIT") && MISTAKE != 6) return;
        else if (!request.isEmpty() && MISTAKE != 8) out.write("ERROR unknown request\r\n".getBytes());
      }
    }
  }
}
