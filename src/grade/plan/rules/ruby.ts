/** Ruby: scripts, and files that they require. */
import { join, word } from "../sources/paths.ts";
import { loadedFrom } from "./loaded-files.ts";
import { type ArgumentStyle, portsIn, portWordsOf } from "./port-words.ts";
import type { Rule } from "./rule.ts";
import { withEnvironment } from "./with-environment.ts";

const GUARD = /\b__FILE__\s*==\s*\$(?:0|PROGRAM_NAME)|\$(?:0|PROGRAM_NAME)\s*==\s*__FILE__/;
/** At the left margin, something other than a definition, a constant or the end of one. */
const TOP_LEVEL =
  /^(?!(?:class|module|def|end|require|require_relative|private|public|include|extend|attr_\w+)\b)(?:[a-z_$@]|[A-Z]\w*(?:::\w+)*\.)/m;
const LOADS = /\b(?:require_relative|require|load)\b[^\n"']{0,60}["']([^"'\n]{1,200})["']/g;

const ARGUMENTS: ArgumentStyle = {
  argument: /\bARGV(?:\s*\[\s*(\d+)\s*\]|\.(?:first|shift|fetch\s*\(\s*0)\b)/,
  first: 0,
  aliases: [],
  options: [
    { declares: /\.on\b[^\n]{0,100}?(--[\w-]*port)\b/, words: ([, name = ""], port) => [name, String(port)] },
  ],
};

export const RUBY: Rule = {
  signs: {
    opens:
      /\bTCPServer\s*\.\s*(?:new|open)\b|<\s*TCPServer\b|\bSocket\s*\.\s*tcp_server_(?:loop|sockets)\b|\b(?:EventMachine|EM)\s*\.\s*start_server\b|<\s*GServer\b/,
    binds: /\.\s*bind\b/,
    listens: /\.\s*listen\b/,
    connects: /\bTCPSocket\s*\.\s*(?:new|open)\b|\.\s*connect\b|\bSocket\s*\.\s*tcp\b/,
    udp: /\bUDPSocket\b|\bSOCK_DGRAM\b|\budp_server_/,
    http: /\bWEBrick\b|\bSinatra\b/,
    importLine: /^\s*require(?:_relative)?\b/,
  },
  startsOf: ({ code }) => {
    if (GUARD.test(code)) return "main";
    return TOP_LEVEL.test(code) ? "script" : "definitions";
  },
  usesOf: (source, { sources }) => {
    const loaded = [...source.plain.matchAll(LOADS)].flatMap(([, path = ""]) => [
      path,
      join("lib", path),
      `../lib/${path}`,
    ]);
    return loadedFrom(source, loaded, ["", ".rb"], sources);
  },
  startOf: (source, { port, closureOf }) => {
    const closure = closureOf(source);
    const { words, environment } = portWordsOf(closure, ARGUMENTS, port, portsIn(closure));
    const command = withEnvironment(environment, ["ruby", word(source.name), ...words]);
    return { language: "ruby", workingFolder: source.folder, build: [], command, notes: [] };
  },
};
