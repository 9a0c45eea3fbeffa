/** Who besides root can change what a path names: by owner and mode of every folder and link on the way. */
import { lstatSync, readFileSync, readlinkSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import type { FileUser } from "../../proc/file-user.ts";

/** The user `nobody`: for a folder of root's that every user may change. */
const UNPRIVILEGED: FileUser = { uid: 65_534, gid: 65_534 };

/** As the kernel: more links are a loop. */
const MOST_LINKS = 40;

const [STICKY, GROUP_WRITES, OTHERS_WRITE] = [0o1000, 0o020, 0o002];

/** False for the root of a user namespace without other users (unshare --map-root-user): it has the rights of one user. */
export function isRootOverOthers(): boolean {
  if (process.getuid?.() !== 0) return false;
  const rows = readFileSync("/proc/self/uid_map", "utf8").trim().split("\n"); // user_namespaces(7)
  return rows.reduce((sum, row) => sum + Number(row.trim().split(/\s+/)[2]), 0) > 1;
}

export interface PathControl {
  /** Undefined if root alone controls every part that exists. */
  readonly user: FileUser | undefined;
  /** The first folder on the way that does not exist; undefined if all do. */
  readonly missing: string | undefined;
}

/** @param path absolute @throws the error of a part that cannot be read, or is no folder */
export function controlOf(path: string): PathControl {
  let [at, links] = ["/", 0];
  const names = path.split("/").filter((name) => name !== "");
  for (;;) {
    const user = changerOf(lstatSync(at));
    if (user !== undefined) return { user, missing: undefined };
    const name = names.shift();
    if (name === undefined) return { user: undefined, missing: undefined };
    const next = name === ".." ? dirname(at) : join(at, name);
    const found = lstatSync(next, { throwIfNoEntry: false });
    if (found === undefined) return { user: undefined, missing: next };
    if (!found.isSymbolicLink()) at = next;
    else {
      if (found.uid !== 0) return { user: ownerOf(found), missing: undefined };
      if (++links > MOST_LINKS) throw new Error(`${path} has too many links`);
      const target = readlinkSync(next);
      if (target.startsWith("/")) at = "/";
      names.unshift(...target.split("/").filter((each) => each !== "" && each !== "."));
    }
  }
}

/** Who can replace an entry of the folder that is root's; of a sticky one, its owner alone. */
function changerOf(folder: Stats): FileUser | undefined {
  if (folder.uid !== 0) return ownerOf(folder);
  if ((folder.mode & STICKY) !== 0) return undefined;
  if ((folder.mode & OTHERS_WRITE) !== 0) return UNPRIVILEGED;
  return (folder.mode & GROUP_WRITES) !== 0 && folder.gid !== 0
    ? { uid: UNPRIVILEGED.uid, gid: folder.gid }
    : undefined;
}

function ownerOf({ uid, gid }: Stats): FileUser {
  return { uid, gid };
}
