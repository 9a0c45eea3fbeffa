/** The byte examples of PROTOCOL.md as values, so that the page and the tests cannot differ. */
import { readFileSync } from "node:fs";

export interface Example {
  readonly title: string;
  readonly isLenient: boolean;
  /** What the client sends. */
  readonly sent: Buffer;
  readonly clientEnds: boolean;
  /** What the server sends. */
  readonly replies: Buffer;
  readonly serverEnds: boolean;
}

/** The time at which the page's examples take place. */
export const EXAMPLE_TIME = "10:20:30";

const ESCAPES: Readonly<Record<string, string>> = { r: "\r", n: "\n", t: "\t", "0": "\0" };

export function readExamples(): readonly Example[] {
  const page = readFileSync(new URL("../../PROTOCOL.md", import.meta.url), "utf8");
  return [...page.matchAll(/^```bytes (.*)\n([^`]*)```$/gm)].map(([, title = "", body = ""]) => {
    const lines = body.trimEnd().split("\n");
    const side = (arrow: string) =>
      lines.filter((line) => line.startsWith(arrow)).map((line) => line.slice(2));
    return {
      title,
      isLenient: title.startsWith("lenient"),
      sent: Buffer.concat(side("→").filter(isBytes).map(parseBytes)),
      clientEnds: side("→").includes("FIN"),
      replies: Buffer.concat(side("←").filter(isBytes).map(parseBytes)),
      serverEnds: side("←").includes("FIN"),
    };
  });
}

function isBytes(text: string): boolean {
  return text !== "FIN";
}

function parseBytes(text: string): Buffer {
  const plain = text
    .replace(/\{(\d+)×(.)\}/g, (_, count: string, byte: string) => byte.repeat(Number(count)))
    .replace(/\\(?:x([0-9a-f]{2})|([rnt0]))/g, (_, hex: string | undefined, letter: string) =>
      hex === undefined ? (ESCAPES[letter] ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(plain, "latin1");
}
