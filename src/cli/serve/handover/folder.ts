/** Where the server of a port and the one that takes over from it meet: a socket in a folder of this user alone. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../../../server/settings.ts";
import { CommandError, EXIT } from "../../exit.ts";

const OTHERS = 0o077;

/**
 * One path for each set of addresses and port. In a folder that others can write to, another user could make it first.
 * @throws {CommandError} if there is no such folder
 */
export function takeoverPath(
  { addresses, port }: Pick<Settings, "addresses" | "port">,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const folder = takeoverFolder(environment);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    if (uid !== process.geteuid?.() || (mode & OTHERS) !== 0) throw new Error("it is not this user's alone");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `--takeover cannot use the folder ${folder}: ${why}. XDG_RUNTIME_DIR can name another.`,
      EXIT.environment,
    );
  }
  const hash = new Bun.CryptoHasher("sha256").update(addresses.join()).digest("hex").slice(0, 8);
  return join(folder, `${port}-${hash}.sock`);
}

/** That of the service, of the login session, or of the user. */
function takeoverFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const { RUNTIME_DIRECTORY: ofService, XDG_RUNTIME_DIR: ofSession, HOME: home } = environment;
  if (ofService) return ofService.split(":")[0] ?? ofService;
  return ofSession ? join(ofSession, "jam") : join(home || "/", ".local/state/jam");
}
