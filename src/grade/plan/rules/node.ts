/** Node.js: scripts of both module systems; nothing is installed, because the sandbox has no network. */
import { ancestorsOf, below, join, word } from "../sources/paths.ts";
import type { Source } from "../sources/source.ts";
import { loadedFrom } from "./loaded-files.ts";
import { type ArgumentStyle, portsIn, portWordsOf } from "./port-words.ts";
import type { Project, Rule } from "./rule.ts";
import { withEnvironment } from "./with-environment.ts";

const GUARD = /\brequire\.main\s*===?\s*module\b|\bimport\.meta\.main\b|\bprocess\.argv\s*\[\s*1\s*\]/;
const LOADS = /(?:\brequire\s*\(|\bfrom|\bimport\s*\(?)\s*["'](\.{1,2}\/[^"'\n]{1,200})["']/g;

const ARGUMENTS: ArgumentStyle = {
  argument: /\bprocess\.argv\s*\[\s*(\d+)\s*\]/,
  first: 2,
  aliases: [{ declares: /\b(\w+)\s*=\s*process\.argv\.slice\s*\(\s*2\s*\)/, first: 0 }],
  options: [
    {
      declares: /\.(?:option|requiredOption)\s*\([^)]{0,200}?(--[\w-]*port)\b/,
      words: ([, name = ""], port) => [name, String(port)],
    },
    {
      declares: /\bport\s*:\s*\{[^}]{0,200}\btype\b|\b(?:argv|args|options)\.port\b/,
      words: (_, port) => ["--port", String(port)],
    },
  ],
};
/** What reads options of these forms. */
const READS_OPTIONS = /\b(?:parseArgs|commander|yargs|minimist)\b/;

export const NODE: Rule = {
  signs: {
    opens: /(?!)/,
    binds: /\bcreateServer\s*\(|\bnew\s+(?:\w+\.)?Server\s*\(|\bextends\s+(?:net\.)?Server\b/,
    listens: /\.\s*listen\s*\(/,
    connects: /\bcreateConnection\s*\(|\.\s*connect\s*\(|\bnew\s+(?:\w+\.)?Socket\s*\(/,
    udp: /\bcreateSocket\s*\(/,
    http: /\bexpress\s*\(|\bhttps?\.createServer\s*\(|\bfastify\s*\(|\bnew\s+Koa\s*\(/,
    needs: /["'](?:node:)?(?:net|tls)["']/,
    importLine: /^\s*import\b[^\n]*\bfrom\b/,
  },
  startsOf: ({ code }) => (GUARD.test(code) ? "main" : "script"),
  usesOf: (source, { sources }) => {
    const loaded = [...source.plain.matchAll(LOADS)].map(([, path = ""]) => path);
    return loadedFrom(source, loaded, ["", ".js", ".mjs", ".cjs", "/index.js", "/index.mjs"], sources);
  },
  startOf: (source, project) => {
    const { port, closureOf } = project;
    const style = READS_OPTIONS.test(source.plain) ? ARGUMENTS : { ...ARGUMENTS, options: [] };
    const closure = closureOf(source);
    const { words, environment } = portWordsOf(closure, style, port, portsIn(closure));
    const workingFolder = packageFolderOf(source, project) ?? source.folder;
    const command = ["node", word(below(workingFolder, source.path)), ...words];
    return {
      language: "node",
      workingFolder,
      build: [],
      command: withEnvironment(environment, command),
      notes: [],
    };
  },
};

/** Where `npm start` would run it. */
function packageFolderOf({ folder }: Source, { hasFile }: Project): string | undefined {
  return ancestorsOf(folder).find((each) => hasFile(join(each, "package.json")));
}

/** The file that package.json starts, below the submission. */
export function startedByPackage({
  paths,
  read,
}: Pick<Project, "paths" | "read">): readonly { file: string; by: string }[] {
  return paths
    .filter((path) => /(^|\/)package\.json$/.test(path) && !path.includes("node_modules/"))
    .flatMap((path) => {
      const folder = path.slice(0, -"package.json".length) || ".";
      const started = startIn(read(path) ?? "");
      return started === undefined ? [] : [{ file: join(folder, started), by: path }];
    });
}

function startIn(text: string): string | undefined {
  try {
    const { scripts, main } = JSON.parse(text);
    const start = /^\s*node\s+(?:--[\w=-]+\s+)*([^\s;&|-][^\s;&|]*)/.exec(String(scripts?.start ?? ""))?.[1];
    return start ?? (typeof main === "string" ? main : undefined);
  } catch {
    return undefined;
  }
}
