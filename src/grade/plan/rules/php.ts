/** PHP: scripts with the sockets extension, with streams, or with a library that is handed in too. */
import { word } from "../sources/paths.ts";
import type { Source } from "../sources/source.ts";
import { loadedFrom } from "./loaded-files.ts";
import { type ArgumentStyle, portsIn, portWordsOf } from "./port-words.ts";
import type { Rule } from "./rule.ts";
import { withEnvironment } from "./with-environment.ts";

const LOADS = /\b(?:require|include)(?:_once)?\b[^;\n"']{0,60}["']([^"'\n]{1,200})["']/g;

const ARGUMENTS: ArgumentStyle = {
  argument: /\bargv\s*\[\s*(\d+)\s*\]/,
  first: 1,
  aliases: [],
  options: [
    {
      declares: /\bgetopt\s*\([^;]{0,200}["']([\w-]*port):{1,2}["']/,
      words: ([, name], port) => [`--${name}=${port}`],
    },
    { declares: /\bgetopt\s*\(\s*["'][\w:]{0,40}p:/, words: (_, port) => [`-p${port}`] },
  ],
};

const CLASS = /\b(?:class|trait)\s+(\w+)/g;

export const PHP: Rule = {
  signs: {
    opens:
      /\bsocket_create_listen\s*\(|\bstream_socket_server\s*\(|\bnew\s+[\w\\]*(?:TcpServer|SocketServer)\s*\(|\bnew\s+\\?(?:Swoole|OpenSwoole)\\(?:Coroutine\\)?Server\s*\(/i,
    binds: /\bsocket_bind\s*\(/i,
    listens: /\bsocket_listen\s*\(/i,
    connects: /\b(?:socket_connect|fsockopen|pfsockopen|stream_socket_client)\s*\(/i,
    udp: /\bSOCK_DGRAM\b|\bSOL_UDP\b/,
    http: /(?!)/,
    importLine: /^\s*use\b/,
  },
  startsOf: ({ code }) => (doesSomething(code) ? "script" : "definitions"),
  usesOf: (source, { sources }) => {
    const loaded = [...source.plain.matchAll(LOADS)].map(([, path = ""]) => path);
    return [...loadedFrom(source, loaded, [""], sources), ...classesOf(source, sources)];
  },
  startOf: (source, { port, closureOf }) => {
    const closure = closureOf(source);
    const { words, environment } = portWordsOf(closure, ARGUMENTS, port, portsIn(closure));
    const command = withEnvironment(environment, ["php", word(source.name), ...words]);
    return { language: "php", workingFolder: source.folder, build: [], command, notes: [] };
  },
};

/** Composer loads a class by its name. */
function classesOf(source: Source, sources: readonly Source[]): readonly Source[] {
  const used = new Set(
    [...source.code.matchAll(/\b(?:new|extends|use)\s+[\w\\]*?(\w+)\s*[;({]|\b(\w+)::/g)].flatMap(
      ([, made, named]) => made ?? named ?? [],
    ),
  );
  return sources.filter(
    (each) =>
      each !== source &&
      each.family === "php" &&
      [...each.code.matchAll(CLASS)].some(([, name = ""]) => used.has(name)),
  );
}

/** A call or an object outside of classes and functions. */
function doesSomething(code: string): boolean {
  let depth = 0;
  for (const [token] of code.matchAll(/[{}]|\bfunction\b|\b(?!declare\b|define\b|array\b)\w+\s*\(/g)) {
    if (token === "{") depth++;
    else if (token === "}") depth--;
    else if (depth === 0 && token.endsWith("(") && !/^(?:require|include)(?:_once)?\b/.test(token))
      return true;
  }
  return false;
}
