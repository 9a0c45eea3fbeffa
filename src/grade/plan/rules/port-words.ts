/** The words after a program that give it its port, if it takes one; and the ports that it names itself. */
import type { Source } from "../sources/source.ts";

/** How a language reads its arguments. */
export interface ArgumentStyle {
  /** An argument by its number, in group 1; without a number it is the first. */
  readonly argument: RegExp;
  /** The number of the first argument. */
  readonly first: number;
  /** Another name for the arguments, in group 1, and the number of its first one. */
  readonly aliases: readonly { readonly declares: RegExp; readonly first: number }[];
  /** An option such as `--port`, by what declares it. */
  readonly options: readonly OptionStyle[];
}

interface OptionStyle {
  readonly declares: RegExp;
  /** @param match of `declares` */
  readonly words: (match: RegExpExecArray, port: number) => readonly string[] | undefined;
}

export interface PortWords {
  readonly words: readonly string[];
  /** `PORT=45000` */
  readonly environment: readonly string[];
}

const ANY_HOST = "0.0.0.0";
const SAYS_PORT = /(?<!im|re|ex|sup|trans)port/i;
const CONVERTS =
  /(?:\b(?:int|atoi|atol|strtol|strtoul|stoi|parseInt|valueOf|Number|Atoi|Integer|intval|parse|ParseInt|ParseUint|uint16_t)|\(int\)|\+)\s*\(?\s*$/;
const CONVERTS_AFTER = /^\s*(?:&?\.to_i|\|0|\|\|)/;
const READS_PORT_VARIABLE =
  /(?:environ(?:\.get)?\s*[([]|getenv\s*\(|process\.env|\bENV(?:\.fetch)?\s*[([]|LookupEnv\s*\(|Getenv\s*\(|_ENV\s*\[)[\s.["'(]{0,4}(\w*PORT)\b/;

/** Ports that are written in the sources, as a number that a port is set to. */
export function portsIn(sources: readonly Source[]): readonly number[] {
  const forms = [
    /\b\w{0,30}port\w{0,20}\s*[:=]+[^;\n\d]{0,40}?\b(\d{2,5})\b/gi,
    /["'][^"'\n]{0,60}:(\d{2,5})\/?["']/g,
    /\b(?:bind|listen|listener|create_server|createServer|ServerSocket|TCPServer|InetSocketAddress|start_server|socket_create_listen|htons|Server|open|new)\s*\(+[^\n]{0,60}?\b(\d{4,5})\b/g,
    /(?:\belse|\|\||\?\?|:)\s*(\d{4,5})\s*[;,)\n]/g,
    /#define\s+\w*PORT\w*\s+(\d{2,5})\b/gi,
  ];
  const found = sources.flatMap(({ plain }) =>
    forms.flatMap((form) => [...plain.matchAll(form)].map(([, port = ""]) => Number(port))),
  );
  return [...new Set(found)].filter(
    (port) => port > 0 && port <= 65_535 && ![1024, 2048, 4096, 8192].includes(port),
  );
}

/** @param sources of the program, the one that is started first */
export function portWordsOf(
  sources: readonly Source[],
  style: ArgumentStyle,
  port: number,
  named: readonly number[],
): PortWords {
  const first = <Value>(read: (source: Source) => Value | undefined) =>
    sources.map(read).find((each) => each !== undefined);
  const variable = first(({ plain }) => READS_PORT_VARIABLE.exec(plain)?.[1]);
  const words = first(
    (source) => optionWords(source, style, port) ?? argumentWords(source, style, port, named),
  );
  return { words: words ?? [], environment: variable === undefined ? [] : [`${variable}=${port}`] };
}

function optionWords(
  { plain }: Source,
  { options }: ArgumentStyle,
  port: number,
): readonly string[] | undefined {
  for (const { declares, words } of options) {
    for (const match of plain.matchAll(new RegExp(declares, "g"))) {
      const found = words(match, port);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

interface Use {
  readonly number: number;
  readonly line: string;
  readonly isNumber: boolean;
}

function argumentWords(
  { code, plain }: Source,
  style: ArgumentStyle,
  port: number,
  named: readonly number[],
): readonly string[] | undefined {
  const { argument, first } = namedIn(code, style);
  const uses = [...code.matchAll(new RegExp(argument, "g"))].map((match): Use => {
    const [before, after] = [
      code.slice(Math.max(0, match.index - 60), match.index),
      code.slice(match.index + match[0].length),
    ];
    const start = code.lastIndexOf("\n", match.index) + 1;
    const end = code.indexOf("\n", match.index);
    return {
      number: match[1] !== undefined && /^\d+$/.test(match[1]) ? Number(match[1]) : first,
      line: plain.slice(start, end < 0 ? undefined : end).slice(0, 300),
      isNumber: CONVERTS.test(before) || CONVERTS_AFTER.test(after.slice(0, 20)),
    };
  });
  const saysPort = uses.filter(({ line, number }) => number >= first && SAYS_PORT.test(line));
  const sure = saysPort.find(({ isNumber }) => isNumber) ?? saysPort.at(-1);
  // A number may be anything else: a server that names the asked port needs none.
  const guess = named.includes(port)
    ? undefined
    : uses.find(({ isNumber, number }) => isNumber && number >= first);
  const chosen = sure ?? guess;
  if (chosen === undefined || chosen.number - first > 1) return undefined;
  return [...(chosen.number === first ? [] : [ANY_HOST]), String(port)];
}

function namedIn(code: string, { argument, first, aliases }: ArgumentStyle) {
  for (const alias of aliases) {
    const name = alias.declares.exec(code)?.[1];
    if (name !== undefined)
      return { argument: new RegExp(`\\b${name}\\s*\\[\\s*(\\d+)\\s*\\]`), first: alias.first };
  }
  return { argument, first };
}
