/** The programs that the sandbox is made of: their paths, and the Debian packages that contain them. */
import type { Tools } from "./sandbox.ts";

const PACKAGES: Readonly<Record<keyof Tools, string>> = {
  bwrap: "bubblewrap",
  unshare: "util-linux",
  nsenter: "util-linux",
  setpriv: "util-linux",
  prlimit: "util-linux",
  ip: "iproute2",
  mount: "mount",
  umount: "mount",
};

/** On Debian only root has these in PATH. */
const SYSTEM_FOLDERS = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

export interface MissingTools {
  /** `bwrap (Debian package bubblewrap)`. */
  readonly missing: readonly string[];
  readonly packages: readonly string[];
}

/** @param which the path of a program, or null */
export function findTools(
  which: (name: string) => string | null = (name) => Bun.which(name, { PATH: SYSTEM_FOLDERS }),
): Tools | MissingTools {
  const found = Object.entries(PACKAGES).map(([name, debian]) => ({ name, debian, path: which(name) }));
  const missing = found.filter(({ path }) => path === null);
  if (missing.length > 0)
    return {
      missing: missing.map(({ name, debian }) => `${name} (Debian package ${debian})`),
      packages: [...new Set(missing.map(({ debian }) => debian))],
    };
  const pathOf = (tool: keyof Tools) => found.find(({ name }) => name === tool)?.path ?? tool;
  return {
    bwrap: pathOf("bwrap"),
    unshare: pathOf("unshare"),
    nsenter: pathOf("nsenter"),
    setpriv: pathOf("setpriv"),
    prlimit: pathOf("prlimit"),
    ip: pathOf("ip"),
    mount: pathOf("mount"),
    umount: pathOf("umount"),
  };
}
