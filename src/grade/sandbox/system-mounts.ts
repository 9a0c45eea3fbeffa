/** What of this machine's files a submission sees: programs, libraries and their settings, read-only. */
import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";

/** On most systems links into /usr. */
const ROOTS = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
const PROGRAMS = ["/usr", "/opt", "/nix/store"];

/** Settings of runtimes and of the C library; nothing that names users, hosts or secrets. */
const SETTINGS =
  /^(alternatives|ca-certificates.*|ssl|pki|crypto-policies|java(-.*)?|php.*|python.*|ruby.*|node.*|perl|ld\.so\..*|localtime|timezone|locale.*|nsswitch\.conf|host\.conf|protocols|services|mime\.types|gai\.conf)$/;

/** bubblewrap's arguments. @param hidden folders that are covered where they lie below one that is seen */
export function systemMounts(hidden: readonly string[]): readonly string[] {
  const covered = hidden.filter(existsSync).map((folder) => realpathSync(folder));
  const seen = PROGRAMS.filter(existsSync);
  const isSeen = (folder: string) => seen.some((each) => folder.startsWith(`${each}${sep}`));
  return [
    ...seen.flatMap((folder) => ["--ro-bind", folder, folder]),
    ...ROOTS.filter(existsSync).flatMap(rootMount),
    ...["--perms", "0755", "--dir", "/etc"],
    ...readdirSync("/etc")
      .filter((name) => SETTINGS.test(name))
      .flatMap((name) => ["--ro-bind-try", join("/etc", name), join("/etc", name)]),
    ...covered.filter(isSeen).flatMap((folder) => ["--tmpfs", folder, "--remount-ro", folder]),
  ];
}

function rootMount(folder: string): readonly string[] {
  const isLink = lstatSync(folder).isSymbolicLink();
  return isLink ? ["--symlink", readlinkSync(folder), folder] : ["--ro-bind", folder, folder];
}
