/** Runs the programs of programs/: what each way to read makes of the same bytes, and what each way to write sends. */
import { cpSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { escapeBytes } from "../../../src/text/escape.ts";
import { fakeServer } from "../../client/fake-server.ts";
import { runProgram } from "../support/run-program.ts";

export interface Language {
  readonly name: string;
  readonly file: string;
  readonly build?: readonly string[];
  readonly start: readonly string[];
  readonly debianPackage: string;
}

export const LANGUAGES: readonly Language[] = [
  { name: "Python", file: "lines.py", start: ["python3", "lines.py"], debianPackage: "python3" },
  { name: "Node", file: "lines.mjs", start: ["node", "lines.mjs"], debianPackage: "nodejs" },
  {
    ...{ name: "Java", file: "Lines.java", build: ["javac", "Lines.java"], start: ["java", "Lines"] },
    debianPackage: "openjdk-17-jdk-headless",
  },
  {
    ...{ name: "Go", file: "lines.go", build: ["go", "build", "-o", "lines-go", "lines.go"] },
    ...{ start: ["./lines-go"], debianPackage: "golang-go" },
  },
  {
    ...{ name: "C", file: "lines.c", build: ["gcc", "-o", "lines-c", "lines.c"], start: ["./lines-c"] },
    debianPackage: "gcc",
  },
  { name: "PHP", file: "lines.php", start: ["php", "lines.php"], debianPackage: "php-cli" },
  { name: "Ruby", file: "lines.rb", start: ["ruby", "lines.rb"], debianPackage: "ruby" },
  {
    ...{ name: "C#", file: "Lines.cs", build: ["mcs", "Lines.cs"], start: ["mono", "Lines.exe"] },
    debianPackage: "mono-mcs",
  },
];

const LONG = 100_000;
/** What each reader gets, a connection each, with a FIN at the end; the pieces of one come apart. */
const INPUTS: readonly (readonly string[])[] = [
  ["TIME\nQUIT\r\n"],
  ["TIME\rQUIT\r\n"],
  ["TI", "ME\r", "\nQUIT\r\n"],
  ["TIME"],
  [`${"A".repeat(LONG)}\r\n`],
];
export const COLUMNS = INPUTS.map((pieces) =>
  pieces.map((piece) => (piece.length > LONG ? "100 kB `\\r\\n`" : code(escapeBytes(piece)))).join(" … "),
);

/** Long enough for a program to have read a piece before the next one comes. */
const PIECE_PAUSE_MS = 300;

export interface Shown {
  readonly version: string;
  readonly readers: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly writers: readonly { readonly name: string; readonly sent: string }[];
}

export async function shownBy({ file, build, start }: Language, folder: string): Promise<Shown> {
  cpSync(join(import.meta.dirname, "programs", file), join(folder, file));
  if (build !== undefined) await run(build, folder);
  let read = 0;
  const sent: string[] = [];
  await using readServer = await fakeServer(
    (socket) => void sendPieces(socket, INPUTS[read++ % INPUTS.length]),
  );
  await using writeServer = await fakeServer((socket) => {
    const index = sent.push("") - 1;
    socket.on("data", (chunk) => {
      sent[index] += chunk.toString("latin1");
    });
  });
  const output = await run([...start, String(readServer.port), String(writeServer.port)], folder);
  const lines = output
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const names = [...new Set(lines.flatMap(([kind, , name]) => (kind === "reads" && name ? [name] : [])))];
  const written = lines.flatMap(([kind, name]) => (kind === "writes" && name ? [name] : []));
  return {
    version: lines[0]?.[0]?.replace("version ", "") ?? "",
    readers: names.map((name) => ({
      name,
      cells: INPUTS.map((_, index) => {
        const line = lines.find(
          (each) => each[0] === "reads" && each[1] === String(index) && each[2] === name,
        );
        return cellOf(line?.slice(3) ?? []);
      }),
    })),
    writers: written.map((name, index) => ({
      name,
      sent: sent[index] ? code(escapeBytes(sent[index])) : "–",
    })),
  };
}

async function sendPieces(socket: Socket, pieces: readonly string[] = []): Promise<void> {
  socket.setNoDelay(true);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await Bun.sleep(PIECE_PAUSE_MS);
    socket.write(piece);
  }
  socket.end();
}

/** @param items in hex, or the name of an error */
function cellOf(items: readonly string[]): string {
  const shown = items.map((item) => {
    if (!/^([0-9a-f]{2})*$/.test(item)) return "error";
    const text = Buffer.from(item, "hex").toString("latin1");
    return text.length > 99 ? `${text.length}` : code(escapeBytes(text));
  });
  if (items.length === 0) return "–";
  const isLong = items.reduce((sum, item) => sum + item.length / 2, 0) >= LONG;
  return isLong && items.length > 1 ? "in pieces" : shown.join(" ");
}

/** In a table of Markdown. */
function code(text: string): string {
  return text === "" ? '""' : `\`${text.replaceAll("|", "\\|")}\``;
}

async function run(command: readonly string[], cwd: string): Promise<string> {
  const env = { LC_ALL: "C.UTF-8", GO111MODULE: "off" };
  const { exit, stdout, stderr } = await runProgram(command, { cwd, env, seconds: 100 });
  if (exit !== 0) throw new Error(`${command.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}
