/** The programs of examples/: how each is built and started, and the cases that each half-right server fails. */
import type { CaseId } from "../../../src/check/cases/registry.ts";

export interface Example {
  /** Folder of examples/. */
  readonly folder: string;
  readonly title: string;
  readonly debianPackage: string;
  /** Commands in the folder, as its README shows them. */
  readonly build: readonly string[];
  readonly server: string;
  readonly client: string;
  readonly naive: string;
  /** Every case that the naive server does not pass, in the contract's order. */
  readonly fails: readonly CaseId[];
  /** The mistakes of the naive server. */
  readonly mistakes: Readonly<Record<"en" | "id", string>>;
}

const CHUNKS = [
  ...["split-word", "split-crlf", "split-bytes", "pipelined-two", "pipelined-many", "pipelined-cut"],
  ...["pipelined-quit", "after-quit"],
] as const satisfies readonly CaseId[];

export const EXAMPLES: readonly Example[] = [
  {
    folder: "python",
    title: "Python, threads",
    debianPackage: "python3",
    build: [],
    server: "python3 server.py",
    client: "python3 client.py",
    naive: "python3 server-naive.py",
    fails: [...CHUNKS, "unknown-answered", "bad-utf8-released", "long-line-bounded"],
    mistakes: {
      en: "takes what one `recv()` returns for one request; an error of `decode()` leaves the connection open",
      id: "menganggap hasil satu `recv()` satu request; galat `decode()` membiarkan koneksi terbuka",
    },
  },
  {
    folder: "python-asyncio",
    title: "Python, asyncio",
    debianPackage: "python3",
    build: [],
    server: "python3 server.py",
    client: "python3 client.py",
    naive: "python3 server-naive.py",
    fails: ["quit-silent", "bare-lf", "lowercase", "unknown-answered"],
    mistakes: {
      en: "`strip()` and `upper()` make a request of what is not one; it says goodbye",
      id: "`strip()` dan `upper()` menjadikan request yang bukan request; ada pesan selamat tinggal",
    },
  },
  {
    folder: "node",
    title: "Node",
    debianPackage: "nodejs",
    build: [],
    server: "node server.mjs",
    client: "node client.mjs",
    naive: "node server-naive.mjs",
    fails: [...CHUNKS, "bare-lf", "bare-cr", "unterminated", "quit-unterminated", "reset"],
    mistakes: {
      en: 'takes a chunk for a request; has no listener for "error", so that one client\'s reset ends the process',
      id: 'menganggap satu chunk satu request; tanpa listener "error", reset dari satu client mematikan proses',
    },
  },
  {
    folder: "java",
    title: "Java",
    debianPackage: "openjdk-17-jdk-headless",
    build: ["javac -d classes server.java client.java server-naive.java"],
    server: "java -cp classes Server",
    client: "java -cp classes Client",
    naive: "java -cp classes ServerNaive",
    fails: ["reply-crlf", "bare-lf", "bare-cr", "unknown-answered", "long-line-bounded"],
    mistakes: {
      en: "`println()` sends LF alone; `readLine()` takes a lone CR or LF, and a line of any length",
      id: "`println()` hanya mengirim LF; `readLine()` menerima CR atau LF saja, dan baris sepanjang apa pun",
    },
  },
  {
    folder: "go",
    title: "Go",
    debianPackage: "golang-go",
    build: ["go build server.go", "go build client.go", "go build server-naive.go"],
    server: "./server",
    client: "./client",
    naive: "./server-naive",
    fails: ["bare-lf", "unknown-stays", "long-line-bounded"],
    mistakes: {
      en: "`TrimSpace()` accepts LF alone; `ReadString()` has no limit; a wrong word ends the session",
      id: "`TrimSpace()` menerima LF saja; `ReadString()` tanpa batas; satu kata salah mengakhiri sesi",
    },
  },
  {
    folder: "c",
    title: "C",
    debianPackage: "gcc",
    build: [
      "gcc -pthread -o server server.c",
      "gcc -o client client.c",
      "gcc -pthread -o naive server-naive.c",
    ],
    server: "./server",
    client: "./client",
    naive: "./naive",
    fails: [
      ...["reply-crlf", "split-word", "split-bytes", "pipelined-two", "pipelined-many", "pipelined-cut"],
      ...["pipelined-quit", "bare-lf", "bare-cr", "unterminated", "unknown-answered", "quit-unterminated"],
      "long-line-bounded",
    ] as const,
    mistakes: {
      en: "takes what one `recv()` returns for one request; compares its beginning only; `sizeof` sends bytes after the reply",
      id: "menganggap hasil satu `recv()` satu request; hanya membandingkan awalnya; `sizeof` mengirim byte setelah respons",
    },
  },
  {
    folder: "php",
    title: "PHP",
    debianPackage: "php-cli",
    build: [],
    server: "php server.php",
    client: "php client.php",
    naive: "php server-naive.php",
    fails: [
      "concurrent-idle",
      "concurrent-partial",
      "concurrent-many",
      "bare-lf",
      "long-line-bounded",
      "idle-crowd",
    ],
    mistakes: {
      en: "serves one client after another; `trim()` accepts LF alone; `fgets()` without a limit",
      id: "melayani client bergantian; `trim()` menerima LF saja; `fgets()` tanpa batas",
    },
  },
  {
    folder: "ruby",
    title: "Ruby",
    debianPackage: "ruby",
    build: [],
    server: "ruby server.rb",
    client: "ruby client.rb",
    naive: "ruby server-naive.rb",
    fails: ["reply-crlf", "quit-silent", "bare-lf", "long-line-bounded"],
    mistakes: {
      en: "`puts` sends LF alone; `chomp` accepts LF alone; `gets` without a limit; it says goodbye",
      id: "`puts` hanya mengirim LF; `chomp` menerima LF saja; `gets` tanpa batas; ada pesan selamat tinggal",
    },
  },
  {
    folder: "typescript",
    title: "TypeScript, jam-client",
    debianPackage: "nodejs",
    build: [],
    server: "../../bin/bun server.ts",
    client: "../../bin/bun client.ts",
    naive: "../../bin/bun server-naive.ts",
    fails: ["bare-lf", "bare-cr", "lowercase", "unknown-answered", "long-line-bounded"],
    mistakes: {
      en: "`readline` takes a lone CR or LF for a line end, and a line of any length; `toUpperCase()` serves `time`",
      id: "`readline` menganggap CR atau LF saja akhir baris, dan baris sepanjang apa pun; `toUpperCase()` melayani `time`",
    },
  },
];
