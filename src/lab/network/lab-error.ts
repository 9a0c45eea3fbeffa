/** Why a lab cannot be made or used, in words for its user. */

export class LabError extends Error {
  /** `environment`: the machine lacks something. */
  readonly kind: "environment" | "failed";

  constructor(message: string, kind: "environment" | "failed") {
    super(message);
    this.name = "LabError";
    this.kind = kind;
  }
}

/** What iproute2 says of a kernel that lacks a module, and the module. */
const MODULES = [
  { said: /qdisc kind is unknown/, at: / netem /, module: "sch_netem", neededBy: "--delay and --loss need" },
  { said: /qdisc kind is unknown/, at: / tbf /, module: "sch_tbf", neededBy: "--bandwidth needs" },
  {
    said: /Unknown device type|Operation not supported/,
    at: /type bridge/,
    module: "bridge",
    neededBy: "the lab needs",
  },
  {
    said: /Unknown device type|Operation not supported/,
    at: /type veth/,
    module: "veth",
    neededBy: "the lab needs",
  },
] as const;

/** What the building script said on stderr, with the command that failed last → the error. */
export function labErrorOf(said: string, isRootless: boolean): LabError {
  const missing = MODULES.find((each) => each.said.test(said) && each.at.test(said));
  if (missing !== undefined) {
    return new LabError(
      `this machine's kernel has no ${missing.module}, which ${missing.neededBy}: "modprobe ${missing.module}" ` +
        "as root loads it where it is installed.",
      "environment",
    );
  }
  if (/^unshare:/m.test(said)) {
    const why = said.trim().split("\n")[0] ?? "";
    return new LabError(
      isRootless
        ? `this machine lets only root make namespaces (${why}): try it with sudo.`
        : `namespaces cannot be made here, even as root (${why}): a container may need --privileged.`,
      "environment",
    );
  }
  return new LabError(`the lab cannot be made: ${said.trim() || "it was not ready in time."}`, "failed");
}
