/** What to enable where no sandbox works, a sentence each. */

const ENABLE: Readonly<Record<string, string>> = {
  "kernel.unprivileged_userns_clone": "sysctl -w kernel.unprivileged_userns_clone=1",
  "user.max_user_namespaces": "sysctl -w user.max_user_namespaces=10000",
  "kernel.apparmor_restrict_unprivileged_userns": "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
};

/** @param settings the kernel's settings that forbid namespaces to ordinary users */
export function remediesFor(settings: readonly string[], isRoot: boolean): readonly string[] {
  return [
    ...settings.map((name) => `allow namespaces to ordinary users, as root: ${ENABLE[name] ?? name}`),
    ...(isRoot ? [] : ["run it as root: sudo bin/jam grade …"]),
    "in a container, allow namespaces: docker run --cap-add SYS_ADMIN --security-opt apparmor=unconfined " +
      "--security-opt seccomp=unconfined --security-opt systempaths=unconfined …",
    "or run submissions as your own user, who can read your files and reach your network: --no-sandbox",
  ];
}
