import { expect, test } from "bun:test";
import { join } from "node:path";
import { findSandbox } from "../../../src/grade/sandbox/find.ts";
import { runProgram } from "../../end-to-end/support/run-program.ts";

const tools = ["bwrap", "unshare", "nsenter", "setpriv", "prlimit", "ip", "mount"];
const hasTools = tools.every((tool) => Bun.which(tool, { PATH: "/usr/bin:/bin:/usr/sbin:/sbin" }) !== null);
const isRoot = process.getuid?.() === 0;
const canIsolate =
  hasTools && Bun.spawnSync(["unshare", "--user", "--map-root-user", "--net", "true"]).exitCode === 0;
const withTools = test.skipIf(!canIsolate);
const needed = "(needs namespaces, and Debian's bubblewrap, util-linux and iproute2)";

withTools(`the sandbox that works is found, with the means of its limits ${needed}`, async () => {
  const found = await findSandbox();
  if (found.kind === "none") throw new Error(found.reasons.join("\n"));
  expect(found.privilege).toBe(isRoot ? "root" : "user");
  const means = found.groups === undefined ? "" : `cgroup-v${found.groups.version}`;
  expect(found.memory as string).toBe(found.groups?.memory === undefined ? "watched" : means);
  expect(found.processes as string).toBe(found.groups?.pids === undefined ? "rlimit" : means);
});

const PROGRAM = `
  const { findSandbox } = await import(${JSON.stringify(join(import.meta.dirname, "../../../src/grade/sandbox/find.ts"))});
  await Bun.write(Bun.stdout, JSON.stringify(await findSandbox()));
`;
const inUserNamespace = (script: string) => [
  ...["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"],
  ...[process.execPath, "-e", PROGRAM],
];

withTools(`the root of a user namespace makes a sandbox as an ordinary user does ${needed}`, async () => {
  const { stdout, stderr } = await runProgram(inUserNamespace('exec "$@"'));
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ kind: "sandbox", privilege: "user" });
});

withTools(`where namespaces are forbidden, the reasons and what to enable are named ${needed}`, async () => {
  const forbid =
    'echo 0 >/proc/sys/user/max_user_namespaces; echo 0 >/proc/sys/user/max_net_namespaces; exec "$@"';
  const { stdout, stderr } = await runProgram(inUserNamespace(forbid));
  expect(stderr).toBe("");
  const found = JSON.parse(stdout);
  expect(found.kind).toBe("none");
  expect(found.reasons[0]).toMatch(/^unshare: unshare failed: No space left on device$/);
  expect(found.remedies[0]).toContain("sysctl -w user.max_user_namespaces=");
  expect(found.remedies.at(-1)).toContain("--no-sandbox");
});
