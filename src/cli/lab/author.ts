/** The author of a report and the link to the source, from flags, lab.toml and git's remote. */
import { existsSync, readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import { type Identity, identityOf } from "../../lab/report/identity.ts";
import { sourceLink } from "../../lab/report/source.ts";
import { UsageError } from "../exit.ts";
import { gitRemote } from "./git-remote.ts";

const FILE = "lab.toml";

interface Given {
  readonly name: string;
  readonly nrp: string;
  readonly class: string;
  readonly source: string;
}

export interface Author {
  readonly identity: Identity;
  readonly source: string | undefined;
}

/** Flags override the file, which overrides git. @throws {UsageError} */
export function authorOf(given: Given): Author {
  const file = existsSync(FILE) ? readFile() : {};
  const read = identityOf(
    { name: given.name || undefined, nrp: given.nrp || undefined, class: given.class || undefined },
    file,
  );
  if (read.kind === "fault") throw new UsageError(`${read.message}.`);
  const named = given.source || file["source"];
  if (named === undefined) return { identity: read.identity, source: sourceOfGit() };
  const source = typeof named === "string" ? sourceLink(named) : undefined;
  if (source !== undefined) return { identity: read.identity, source };
  throw new UsageError(
    `${given.source ? "--source" : `${FILE}, source`} must be a link that opens in a browser, not ${JSON.stringify(named)}.`,
  );
}

function sourceOfGit(): string | undefined {
  const remote = gitRemote(process.cwd());
  return remote === undefined ? undefined : sourceLink(remote);
}

function readFile(): Readonly<Record<string, unknown>> {
  try {
    return parse(readFileSync(FILE, "utf8"));
  } catch (error) {
    if (error instanceof TomlError) throw new UsageError(`${FILE}, line ${error.line}: not valid TOML.`);
    throw new UsageError(`${FILE} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}
