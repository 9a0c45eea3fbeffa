/** All that a submission's environment holds. */

/** The same in every sandbox; PATH has what `systemMounts` shows. */
export function environmentOf(
  tmp: string,
  path: string,
  zone: string | undefined,
): Readonly<Record<string, string>> {
  return {
    PATH: path,
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

/** Nothing is downloaded, also not another compiler. */
function goEnvironment(tmp: string): Readonly<Record<string, string>> {
  return {
    GOCACHE: `${tmp}/go-cache`,
    GOPATH: `${tmp}/go`,
    GOPROXY: "off",
    GOSUMDB: "off",
    GOTOOLCHAIN: "local",
    GOFLAGS: "-mod=mod",
  };
}

export const SANDBOX_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/go/bin";
