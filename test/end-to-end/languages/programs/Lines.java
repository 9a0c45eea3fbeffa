/** java Lines READ_PORT WRITE_PORT: prints what each way to read returns; then each way to write sends a line. */
import java.io.*;
import java.net.*;
import java.util.*;

class Lines {
  static final int INPUTS = 5;
  interface Reading { String next() throws Exception; }
  interface Reader { Reading of(InputStream in) throws Exception; }
  interface Writer { void to(OutputStream out) throws Exception; }
  static final Map<String, Reader> READERS = new LinkedHashMap<>();
  static final Map<String, Writer> WRITERS = new LinkedHashMap<>();

  static String hex(String text) {
    StringBuilder hex = new StringBuilder();
    for (char letter : text.toCharArray()) hex.append(String.format("%02x", (int) letter));
    return hex.toString();
  }

  public static void main(String[] ports) throws Exception {
    System.out.println("version " + System.getProperty("java.version"));
    READERS.put("InputStream.read(buffer)", in -> () -> {
      byte[] buffer = new byte[1024];
      int count = in.read(buffer);
      return count < 0 ? null : new String(buffer, 0, count, "ISO-8859-1");
    });
    READERS.put("BufferedReader.readLine()", in -> new BufferedReader(new InputStreamReader(in))::readLine);
    READERS.put("Scanner.nextLine()", in -> {
      Scanner scanner = new Scanner(in);
      return () -> scanner.hasNextLine() ? scanner.nextLine() : null;
    });
    READERS.put("DataInputStream.readLine()", in -> new DataInputStream(in)::readLine);
    for (Map.Entry<String, Reader> reader : READERS.entrySet()) {
      for (int index = 0; index < INPUTS; index++) {
        StringBuilder shown = new StringBuilder("reads\t" + index + "\t" + reader.getKey());
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(ports[0]))) {
          Reading reading = reader.getValue().of(socket.getInputStream());
          for (String item = reading.next(); item != null; item = reading.next()) shown.append("\t" + hex(item));
        }
        System.out.println(shown);
      }
    }
    WRITERS.put("new PrintWriter(out, true).println(\"JAM\")", out -> new PrintWriter(out, true).println("JAM"));
    WRITERS.put("new PrintWriter(out, true).print(\"JAM\\r\\n\")", out -> new PrintWriter(out, true).print("JAM\r\n"));
    WRITERS.put("new PrintWriter(out, true).printf(\"JAM%n\")", out -> new PrintWriter(out, true).printf("JAM%n"));
    WRITERS.put("new PrintStream(out).println(\"JAM\")", out -> new PrintStream(out).println("JAM"));
    WRITERS.put("new DataOutputStream(out).writeBytes(\"JAM\\r\\n\")", out -> new DataOutputStream(out).writeBytes("JAM\r\n"));
    WRITERS.put("new DataOutputStream(out).writeUTF(\"JAM\\r\\n\")", out -> new DataOutputStream(out).writeUTF("JAM\r\n"));
    WRITERS.put("new DataOutputStream(out).writeChars(\"JAM\\r\\n\")", out -> new DataOutputStream(out).writeChars("JAM\r\n"));
    for (Map.Entry<String, Writer> writer : WRITERS.entrySet()) {
      try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(ports[1]))) {
        writer.getValue().to(socket.getOutputStream());
        socket.shutdownOutput();
        socket.getInputStream().read();
      }
      System.out.println("writes\t" + writer.getKey());
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
