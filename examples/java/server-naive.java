// A time server as many write it in Java; what it fails is in the README:
// javac -d classes server-naive.java && java -cp classes ServerNaive [PORT]
import java.io.*;
import java.net.*;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

class ServerNaive {
  public static void main(String[] args) throws IOException {
    ServerSocket server = new ServerSocket(args.length > 0 ? Integer.parseInt(args[0]) : 45000);
    while (true) {
      Socket client = server.accept();
      new Thread(() -> handle(client)).start();
    }
  }

  static void handle(Socket client) {
    try {
      BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream()));
      PrintWriter out = new PrintWriter(client.getOutputStream(), true);
      String line;
      // Wrong: readLine() ends at a lone CR or LF too. / Salah: readLine() berhenti juga di CR saja atau LF saja.
      while ((line = in.readLine()) != null) {
        if (line.equals("TIME")) {
          // Wrong: println() ends with LF alone on Linux. / Salah: println() di Linux hanya mengirim LF.
          out.println("JAM " + LocalTime.now().format(DateTimeFormatter.ofPattern("HH:mm:ss")));
        } else if (line.equals("QUIT")) {
          break;
        }
      }
      client.close();
    } catch (IOException e) {
      e.printStackTrace();
    }
  }
}
