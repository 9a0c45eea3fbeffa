/** All that a submission's environment holds, and the words that start a command with just that. */
import { START_MARK } from "../../proc/start-mark.ts";

/** @param zone the TZ of the one who grades, which decides the hour that is right */
export function environmentOf(tmp: string, zone: string | undefined): Readonly<Record<string, string>> {
  return {
    // JDK 17 reads sources in the locale's encoding.
    LC_ALL: "C.UTF-8",
    USER: "student",
    LOGNAME: "student",
    HOME: `${tmp}/home`,
    TMPDIR: tmp,
    ...goEnvironment(tmp),
    ...(zone === undefined ? {} : { TZ: zone }),
  };
}

/** Nothing is downloaded, also not another compiler; packages are compiled two at once, whatever the machine has. */
function goEnvironment(tmp: string): Readonly<Record<string, string>> {
  return {
    GOCACHE: `${tmp}/go-cache`,
    GOPATH: `${tmp}/go`,
    GOPROXY: "off",
    GOSUMDB: "off",
    GOTOOLCHAIN: "local",
    GOFLAGS: "-mod=mod -p=2",
  };
}

/** Where `systemMounts` shows programs. */
export const SANDBOX_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/go/bin";

/** Behind it: a file of each control group, then the command. */
const START = `n=$1
shift
while [ "$n" -gt 0 ]; do echo 0 >"$1" || exit 125; shift; n=$((n - 1)); done
echo 1000 2>/dev/null >/proc/self/oom_score_adj
exec /usr/bin/env -i ${START_MARK}="$${START_MARK}" "$@"`;

/**
 * Joins the control groups, is the first to be killed where the whole machine has no memory left, and goes on with this
 * environment alone, and the mark by which our processes are known.
 */
export function startWith(
  environment: Readonly<Record<string, string>>,
  processFiles: readonly string[],
): readonly string[] {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return ["/bin/sh", "-c", START, "jam-grade", String(processFiles.length), ...processFiles, ...variables];
}
