/** How students lay out servers in Java. */
import type { Layout } from "./layout.ts";

const HANDLER = String.raw`
import java.io.*;
import java.net.*;

class ClientHandler extends Thread {
    private final Socket socket;
    ClientHandler(Socket socket) { this.socket = socket; }
    public void run() {
        try (socket; OutputStream out = socket.getOutputStream()) {
            out.write("JAM 00:00:00\r\n".getBytes());
        } catch (IOException e) { }
    }
}
`;

const SERVER = `import java.net.*;

public class Server {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(45000);
        while (true) {
            new ClientHandler(server.accept()).start();
        }
    }
}
`;

const CLIENT = `import java.net.*;

public class Client {
    public static void main(String[] args) throws Exception {
        Socket socket = new Socket("localhost", 45000);
    }
}
`;

const inPackage = (name: string, text: string) => `package ${name};\n\n${text}`;
const compile = (...files: readonly string[]) => `javac -encoding UTF-8 -d jam-classes ${files.join(" ")}`;
const ALONE = SERVER.replace("new ClientHandler(server.accept()).start();", "server.accept().close();");

export const JAVA: readonly Layout[] = [
  {
    title: "a server, its handler and a client that does not compile",
    files: { "Server.java": SERVER, "ClientHandler.java": HANDLER, "Client.java": `${CLIENT}}}` },
    expected: {
      command: "java -cp jam-classes Server",
      build: [compile("Server.java", "ClientHandler.java")],
      why: "Server.java:5: ServerSocket server = new ServerSocket(45000);",
    },
  },
  {
    title: "packages below src, as Eclipse makes them, with its classes",
    files: {
      "src/progjar/Server.java": inPackage("progjar", SERVER),
      "src/progjar/ClientHandler.java": inPackage("progjar", HANDLER),
      "bin/progjar/Server.class": "",
      ".classpath": "<classpath/>",
    },
    expected: {
      command: "java -cp jam-classes progjar.Server",
      build: [compile("src/progjar/Server.java", "src/progjar/ClientHandler.java")],
    },
  },
  {
    title: "Maven, with a test",
    files: {
      "jam/pom.xml": "<project/>",
      "jam/src/main/java/id/ac/its/App.java": inPackage("id.ac.its", ALONE.replace("Server {", "App {")),
      "jam/src/test/java/id/ac/its/AppTest.java": inPackage("id.ac.its", "class AppTest { App app; }"),
    },
    expected: {
      command: "java -cp jam-classes id.ac.its.App",
      folder: "jam",
      build: [compile("src/main/java/id/ac/its/App.java")],
    },
  },
  {
    title: "a file of a package without the package's folder",
    files: { "TimeServer.java": inPackage("com.example", ALONE.replace("Server {", "TimeServer {")) },
    expected: { command: "java -cp jam-classes com.example.TimeServer", build: [compile("TimeServer.java")] },
  },
  {
    title: "a Main that starts the server's class",
    files: {
      "Main.java":
        "public class Main {\n    public static void main(String... args) throws Exception { new TimeServer().run(); }\n}\n",
      "TimeServer.java":
        "import java.net.ServerSocket;\nclass TimeServer {\n    void run() throws Exception {\n        var s = new ServerSocket(45000);\n        while (true) s.accept().close();\n    }\n}\n",
    },
    expected: {
      command: "java -cp jam-classes Main",
      build: [compile("Main.java", "TimeServer.java")],
      why: "started by Main.java",
    },
  },
  {
    title: "a server and a client in one file, each with a main",
    files: {
      "Tugas3.java": `import java.net.*;\n\nclass Client {\n    public static void main(String[] a) throws Exception { new Socket("x", 1); }\n}\n\nclass Server {\n    public static void main(String[] a) throws Exception {\n        ServerSocket s = new ServerSocket(45000);\n        while (true) s.accept().close();\n    }\n}\n`,
    },
    expected: { command: "java -cp jam-classes Server", build: [compile("Tugas3.java")] },
  },
  {
    title: "a main in a nested class",
    files: {
      "Server.java": `import java.net.*;\n\npublic class Server {\n    static class Run {\n        public static void main(String[] args) throws Exception {\n            ServerSocket s = new ServerSocket(45000);\n            while (true) s.accept().close();\n        }\n    }\n}\n`,
    },
    expected: { command: "java -cp jam-classes Server$Run" },
  },
  {
    title: "the port as an argument with a default",
    files: {
      "Server.java": ALONE.replace(
        "new ServerSocket(45000)",
        "new ServerSocket(args.length > 0 ? Integer.parseInt(args[0]) : 8888)",
      ),
    },
    expected: { command: "java -cp jam-classes Server 45000" },
  },
  {
    title: "the port as an argument under another name",
    files: {
      "Server.java": ALONE.replace("String[] args", "final String argv[]").replace(
        "45000",
        "Integer.valueOf(argv[0])",
      ),
    },
    expected: { command: "java -cp jam-classes Server 45000" },
  },
  {
    title: "channels, and a library that is handed in",
    files: {
      "NioServer.java": `import com.google.gson.Gson;\nimport java.net.*;\nimport java.nio.channels.*;\n\npublic class NioServer {\n    public static void main(String[] args) throws Exception {\n        ServerSocketChannel server = ServerSocketChannel.open();\n        server.bind(new InetSocketAddress(45000));\n        while (true) server.accept().close();\n    }\n}\n`,
      "lib/gson.jar": "",
    },
    expected: {
      command: "java -cp jam-classes:lib/gson.jar NioServer",
      build: ["javac -encoding UTF-8 -d jam-classes -cp lib/gson.jar NioServer.java"],
    },
  },
  {
    title: "its own executable, which is no library",
    files: { "Server.java": ALONE, "Server.jar": "" },
    expected: { command: "java -cp jam-classes Server", build: [compile("Server.java")] },
  },
  {
    title: "a copy, and the same class in a folder of old versions",
    files: {
      "Server.java": ALONE,
      "Server (1).java": `${ALONE}// 1\n`,
      "ServerOld.java": ALONE.replace("Server {", "ServerOld {"),
      "old/Server.java": `${ALONE}// old\n`,
    },
    expected: { command: "java -cp jam-classes Server", build: [compile("Server.java")] },
  },
  {
    title: "comments and strings",
    files: {
      "Server.java": ALONE,
      "Notes.java": `class Notes {\n    // new ServerSocket(1)\n    /* new ServerSocket(2) */\n    public static void main(String[] args) { System.out.println("new ServerSocket(3) {"); }\n}\n`,
    },
    expected: { command: "java -cp jam-classes Server" },
  },
  {
    title: "two servers",
    files: { "Server.java": ALONE, "Pool.java": ALONE.replace("Server {", "Pool {") },
    expected: { undecided: ["Pool.java", "Server.java"] },
  },
  {
    title: "a class without main",
    files: { "Server.java": ALONE.replace("main(String[] args)", "run()") },
    expected: { none: "no-main" },
  },
  {
    title: "only classes",
    files: { "Server.class": "", "Client.class": "" },
    expected: { none: "only-compiled" },
  },
  { title: "only a client", files: { "Client.java": CLIENT }, expected: { none: "only-client" } },
  {
    title: "UDP",
    files: { "Server.java": ALONE.replaceAll("ServerSocket", "DatagramSocket") },
    expected: { none: "only-udp" },
  },
];
