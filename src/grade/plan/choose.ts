/** Which program of a submission is the server: one, or several between which nothing decides. */
import { serverAt } from "./evidence.ts";
import { isHttp, openedAt, type Program } from "./program.ts";
import { STANDINGS } from "./sources/set-aside.ts";

export interface Choice {
  /** None: no server; more than one: undecided. */
  readonly candidates: readonly Program[];
  /** Servers too, but copies, clients, tests or without a start of their own. */
  readonly setAside: readonly Program[];
}

export function choose(programs: readonly Program[]): Choice {
  const servers = programs.filter((each) => each.starts !== "no" && openedAt(each) !== undefined);
  const best = Math.min(...servers.map(rankOf));
  const ranked = servers.filter((each) => rankOf(each) === best);
  const started = withoutCopies(withoutModules(ranked));
  const setAside = servers.filter((each) => !started.some(({ closure }) => closure.includes(each.source)));
  return { candidates: started, setAside };
}

/** The least is looked at first. A TCP server in any file comes before one of HTTP. */
function rankOf(program: Program): number {
  const isIdle = program.starts === "definitions";
  return (isHttp(program) ? 100 : 0) + (isIdle ? 10 : 0) + STANDINGS.indexOf(program.source.standing);
}

/** Of a file and a module that it uses, one is started. */
function withoutModules(programs: readonly Program[]): readonly Program[] {
  return programs.filter((each) => {
    const used = programs.filter((other) => other !== each && each.closure.includes(other.source));
    const users = programs.filter((other) => other !== each && other.closure.includes(each.source));
    const isServer = serverAt(each.own) !== undefined;
    // What opens the port and has a start of its own is started itself.
    if (!isServer && used.some((other) => other.starts === "main" && serverAt(other.own) !== undefined))
      return false;
    return each.starts === "main" || users.every((other) => used.includes(other));
  });
}

/** Files of the same text are one server. */
function withoutCopies(programs: readonly Program[]): readonly Program[] {
  const byText = new Map<string, Program>();
  for (const each of programs) {
    const text = each.source.text.replace(/\s+/g, " ").trim();
    if (!byText.has(text)) byText.set(text, each);
  }
  return [...byText.values()];
}
