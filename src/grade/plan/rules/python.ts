/** Python: scripts and packages, of version 3 or, where the syntax shows it, 2. */
import { ancestorsOf, below, join, parentOf, word } from "../sources/paths.ts";
import { placeOf, type Source } from "../sources/source.ts";
import { distinct } from "./loaded-files.ts";
import { type ArgumentStyle, portsIn, portWordsOf } from "./port-words.ts";
import type { Note, Rule } from "./rule.ts";
import { withEnvironment } from "./with-environment.ts";

const GUARD = /^if\s+__name__\s*==/m;
/** At the left margin, something that is done: a call, a loop, a block that holds one. */
const TOP_LEVEL =
  /^(?!def\b|class\b|import\b|from\b|@|if\s+TYPE_CHECKING)(?:(?:while|for|with|try|if|async)\b|[\w.]+[^\n#]{0,200}\()/m;

/** Sure signs of Python 2: its print statement, and `except Error, name`. */
const PYTHON_2 =
  /^[ \t]*(?:print[ \t]+(?:["'\w%]|>>)(?!\s*[=(])|exec[ \t]+["']|except\s+[\w.]+\s*,\s*\w+\s*:|except\s*\([^)\n]{0,200}\)\s*,\s*\w+\s*:)/m;
/** Modules of other names, unless the new name is there too. */
const OLD_MODULES = /^[ \t]*(?:import|from)\s+(?:SocketServer|Queue|thread|urllib2|ConfigParser)\b/m;
const NEW_MODULES = /\b(?:socketserver|queue|_thread|urllib\.request|configparser)\b/;

const IMPORT =
  /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]{0,2000}\)|[^\n]{0,500})|import[ \t]+([^\n]{0,500}))/gm;

const ARGUMENTS: ArgumentStyle = {
  argument: /\bargv\s*\[\s*(\d+)\s*\]/,
  first: 1,
  aliases: [{ declares: /\b(\w+)\s*=\s*sys\.argv\s*\[\s*1\s*:\s*\]/, first: 0 }],
  options: [
    { declares: /(?:add_argument|add_option|\boption|\bargument)\s*\(([^)]{0,300})/, words: declaredOption },
  ],
};

export const PYTHON: Rule = {
  signs: {
    opens:
      /\bcreate_server\s*\(|\b(?:Threading|Forking)?TCPServer\s*[(,)]|\bstart_server\s*\(|\blistenTCP\s*\(|\bStreamServer\s*\(|\bserve_tcp\s*\(|\bopen_tcp_listeners\s*\(|\btcp_server\s*\(/,
    binds: /\.\s*bind\s*\(/,
    listens: /\.\s*listen\s*\(/,
    connects: /\.\s*connect(?:_ex)?\s*\(|\bcreate_connection\s*\(|\bopen_connection\s*\(|\bTelnet\s*\(/,
    udp: /\bSOCK_DGRAM\b|\bUDPServer\b|\bcreate_datagram_endpoint\s*\(/,
    http: /\bHTTPServer\s*\(|\bFlask\s*\(|\bFastAPI\s*\(/,
    importLine: /^\s*(?:import|from)\b/,
  },
  startsOf: ({ code, stem }) => {
    if (GUARD.test(code) || stem === "__main__") return "main";
    return TOP_LEVEL.test(code) ? "script" : "definitions";
  },
  usesOf: (source, { sources }) => importsOf(source, sources).map((each) => each.found),
  startOf: (source, { sources, port, closureOf }) => {
    const line = python2Line(source);
    const closure = closureOf(source);
    const { words, environment } = portWordsOf(closure, ARGUMENTS, port, portsIn(closure));
    const { workingFolder, program } = moduleOf(source, sources);
    const interpreter = line === undefined ? "python3" : "python2";
    const notes: Note[] = line === undefined ? [] : [{ kind: "python-2", line }];
    const command = withEnvironment(environment, [interpreter, ...program, ...words]);
    return { language: "python", workingFolder, build: [], command, notes };
  },
};

/** As a module, where its imports begin above its own folder; otherwise as a script in its folder. */
function moduleOf(source: Source, sources: readonly Source[]) {
  const { folder, stem } = source;
  const bases = importsOf(source, sources).map(({ base }) => base);
  const above = ancestorsOf(folder).filter((base) => base !== folder);
  const highest = [...above].reverse().find((base) => bases.includes(base));
  const base = highest ?? (stem === "__main__" && folder !== "." ? parentOf(folder) : undefined);
  const path = base === undefined ? undefined : below(base, join(folder, stem === "__main__" ? "." : stem));
  if (base !== undefined && path?.split("/").every((part) => /^[^\W\d]\w*$/.test(part))) {
    return { workingFolder: base, program: ["-m", path.replaceAll("/", ".")] };
  }
  return { workingFolder: folder, program: [word(source.name)] };
}

interface Import {
  readonly found: Source;
  /** The folder in which Python has to look for it. */
  readonly base: string;
}

function importsOf(source: Source, sources: readonly Source[]): readonly Import[] {
  const modules = [...source.code.matchAll(IMPORT)].flatMap(([, from, names = "", plainly]) => {
    const named = (from === undefined ? (plainly ?? "") : names)
      .replace(/[()]/g, "")
      .split(",")
      .map((name) => /^\s*([\w.]+)/.exec(name)?.[1] ?? "")
      .filter((name) => name !== "");
    if (from === undefined) return named;
    const parent = from.endsWith(".") ? from : `${from}.`;
    return [from, ...named.map((name) => `${parent}${name}`)];
  });
  const python = sources.filter(({ family }) => family === "python");
  return distinct(modules).flatMap((name) => resolve(name, source, python));
}

function resolve(module: string, source: Source, python: readonly Source[]): readonly Import[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).replaceAll(".", "/");
  const folder = ancestorsOf(source.folder)[Math.max(0, dots - 1)] ?? ".";
  const at = (base: string) => {
    const [file, init] = [join(base, `${path}.py`), join(base, `${path}/__init__.py`)];
    return python.find((each) => !each.isOfCourse && (each.path === file || each.path === init));
  };
  if (path === "") return [];
  if (dots > 0) {
    const found = at(folder);
    // A relative import needs a package, which the folder above holds.
    return found === undefined ? [] : [{ found, base: parentOf(folder) }];
  }
  for (const base of ancestorsOf(source.folder)) {
    const found = at(base);
    if (found !== undefined) return [{ found, base }];
  }
  const ofCourse = python.find(({ isOfCourse, stem }) => isOfCourse && stem === path);
  return ofCourse === undefined ? [] : [{ found: ofCourse, base: source.folder }];
}

function python2Line(source: Source): number | undefined {
  const sure = source.plain.search(PYTHON_2);
  if (sure >= 0) return placeOf(source, sure + (/^\s*/.exec(source.plain.slice(sure))?.[0].length ?? 0)).line;
  const old = NEW_MODULES.test(source.plain) ? -1 : source.plain.search(OLD_MODULES);
  return old < 0 ? undefined : placeOf(source, old).line;
}

/** `add_argument("--port")`, `("-p", dest="port")` and `("port")`. */
function declaredOption([, text = ""]: RegExpExecArray, port: number): readonly string[] | undefined {
  const names = [...text.matchAll(/["']([\w-]+)["']/g)].map(([, name = ""]) => name);
  const long = names.find((name) => /^--?[\w-]*port$/.test(name));
  if (long !== undefined) return [long, String(port)];
  const short = names.find((name) => name === "-p");
  if (short !== undefined && /port/i.test(text)) return [short, String(port)];
  return names[0] === "port" ? [String(port)] : undefined;
}
