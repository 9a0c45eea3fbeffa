/** Why a lab cannot be made or used. */

export class LabError extends Error {
  /** `environment`: something is missing on this machine. */
  readonly kind: "environment" | "failed";

  constructor(message: string, kind: "environment" | "failed") {
    super(message);
    this.name = "LabError";
    this.kind = kind;
  }
}

/** The errors of iproute2 when a kernel module is missing, and the module. */
const MODULES = [
  { error: /qdisc kind is unknown/, at: / netem /, module: "sch_netem", neededBy: "--delay and --loss need" },
  { error: /qdisc kind is unknown/, at: / tbf /, module: "sch_tbf", neededBy: "--bandwidth needs" },
  {
    error: /Unknown device type|Operation not supported/,
    at: /type bridge/,
    module: "bridge",
    neededBy: "the lab needs",
  },
  {
    error: /Unknown device type|Operation not supported/,
    at: /type veth/,
    module: "veth",
    neededBy: "the lab needs",
  },
] as const;

/** The stderr of the build script, which ends with the command that failed → the error. */
export function labErrorOf(stderr: string, isRootless: boolean): LabError {
  const missing = MODULES.find((each) => each.error.test(stderr) && each.at.test(stderr));
  if (missing !== undefined) {
    return new LabError(
      `this machine's kernel has no ${missing.module}, which ${missing.neededBy}: if it is installed, load it ` +
        `as root with "modprobe ${missing.module}".`,
      "environment",
    );
  }
  if (/^unshare:/m.test(stderr)) {
    const why = stderr.trim().split("\n")[0] ?? "";
    return new LabError(
      isRootless
        ? `only root can make namespaces on this machine (${why}): try sudo.`
        : `namespaces cannot be made here, even as root (${why}): a container may need --privileged.`,
      "environment",
    );
  }
  return new LabError(`the lab cannot be made: ${stderr.trim() || "it was not ready in time."}`, "failed");
}
