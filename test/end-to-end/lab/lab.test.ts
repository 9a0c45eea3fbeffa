/** `jam lab` as a command, as root and as nobody: up, status, exec, shell, down, and no process left over. */
import { describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { JAM } from "../support/jam-server.ts";
import { Lines } from "../support/lines.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";
import { canMakeLabs, LabUser, ownNetwork, type Who } from "./lab-user.ts";

/** Including the time for a free slot. */
const SECONDS = 120_000;
const hasTools = ["ip", "tc", "unshare", "nsenter", "nc"].every((tool) => Bun.which(tool) !== null);

const USERS: readonly Who[] = ["as the user who runs the tests", "as nobody"];
for (const who of USERS) {
  const isPossible = hasTools && canMakeLabs(who);
  const name = isPossible ? `jam lab ${who}` : `jam lab ${who} (namespaces cannot be made here)`;
  describe.skipIf(!isPossible)(name, () => {
    test.concurrent(
      "the hosts reach each other, and the machine's own network is not touched",
      async () => {
        const own = ownNetwork();
        await using user = await LabUser.of(who);
        const up = await user.lab(["up"]);
        expect(up).toMatchObject({ exit: 0 });
        expect(up.stdout).toMatch(
          /^mesin1 +172\.16\.16\.101 +server\nmesin2 +172\.16\.16\.102 +client\nmesin3 /,
        );

        const listener = user.start(["exec", "mesin1", "--", "nc", "-v", "-l", "172.16.16.101", "45000"]);
        await new Lines(listener.stderr).waitFor((lines) => lines.find((line) => /Listening/.test(line)), 10);
        const client = await user.lab(
          ["exec", "mesin3", "--", "nc", "-N", "172.16.16.101", "45000"],
          10,
          "hello\n",
        );
        expect(client).toMatchObject({ exit: 0 });
        expect(await listener.stdout.text()).toBe("hello\n");

        const all = ["exec", "mesin2", "--", "sh", "-c", "ip -o -6 address; ip -o -4 address; ip netns list"];
        const { stdout } = await user.lab(all);
        expect(stdout).not.toContain("inet6");
        expect(stdout).toContain("172.16.16.102/24");
        expect(ownNetwork()).toBe(own);
        expect(await user.lab(["down"])).toMatchObject({ exit: 0 });
        expect(ownNetwork()).toBe(own);
        await user.nothingLeft();
      },
      SECONDS,
    );

    test.concurrent(
      "status shows the running lab, or that no lab is running",
      async () => {
        await using user = await LabUser.of(who);
        expect(await user.lab(["status"])).toMatchObject({ exit: 1, stdout: "no lab is running\n" });
        expect(JSON.parse((await user.lab(["status", "--json"])).stdout)).toEqual({ schema: 1, isUp: false });
        await user.lab(["up", "--network", "10.9.0.0/16", "--hosts", "a=10.9.0.1,b=10.9.0.2"]);
        const { stdout, exit } = await user.lab(["status", "--json"]);
        expect(exit).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({
          schema: 1,
          isUp: true,
          network: "10.9.0.0/16",
          hosts: [
            { name: "a", address: "10.9.0.1", role: "server" },
            { name: "b", address: "10.9.0.2", role: "client" },
          ],
        });
      },
      SECONDS,
    );

    test.concurrent(
      "up succeeds if the same lab is running, refuses another, and down may be repeated",
      async () => {
        await using user = await LabUser.of(who);
        expect(await user.lab(["up"])).toMatchObject({ exit: 0 });
        expect(await user.lab(["up"])).toMatchObject({ exit: 0 });
        expect(await user.lab(["up", "--bandwidth", "1mbit"])).toMatchObject({ exit: 1 });
        expect(await user.lab(["down"])).toMatchObject({ exit: 0 });
        expect(await user.lab(["down"])).toMatchObject({ exit: 0 });
      },
      SECONDS,
    );

    test.concurrent(
      "two ups at once make one lab",
      async () => {
        await using user = await LabUser.of(who);
        const exits = (await Promise.all([user.lab(["up"]), user.lab(["up"])])).map(({ exit }) => exit);
        expect(exits).toContain(0);
        expect(await user.lab(["status"])).toMatchObject({ exit: 0 });
        await user.lab(["down"]);
        await user.nothingLeft();
      },
      SECONDS,
    );

    test.concurrent(
      "a command's exit code, folder, input and signals pass through",
      async () => {
        await using user = await LabUser.of(who);
        await user.lab(["up"]);
        const exec = (...command: readonly string[]) => user.lab(["exec", "mesin2", "--", ...command]);
        expect(await exec("sh", "-c", "exit 7")).toMatchObject({ exit: 7 });
        expect(await exec("sh", "-c", "kill -9 $$")).toMatchObject({ exit: 137 });
        expect(await exec("/nosuchprogram")).toMatchObject({ exit: 127 });
        expect(await exec("pwd")).toMatchObject({ exit: 0, stdout: `${user.folder}\n` });
        expect((await user.lab(["exec", "mesin2", "--", "cat"], 10, "in\n")).stdout).toBe("in\n");

        const script = "trap 'echo got; exit 3' TERM; echo ready; while :; do sleep 0.1; done";
        const waiting = user.start(["exec", "mesin1", "--", "sh", "-c", script]);
        const lines = new Lines(waiting.stdout);
        await lines.waitFor((all) => all.find((line) => line === "ready"), 10);
        waiting.kill("SIGTERM");
        expect(await waiting.exited).toBe(3);
        expect(lines.all).toContain("got");
      },
      SECONDS,
    );

    test.concurrent(
      "a shell is on its host, and jam lab refuses to work there",
      async () => {
        await using user = await LabUser.of(who);
        await user.lab(["up"]);
        const { stdout } = await user.lab(
          ["shell", "mesin3"],
          10,
          "echo on $LAB_HOST; ip -o -4 address show eth0\n",
        );
        expect(stdout).toContain("on mesin3\n");
        expect(stdout).toContain("172.16.16.103/24");
        const inside = await user.lab(["exec", "mesin2", "--", JAM, "lab", "down"]);
        expect(inside).toMatchObject({ exit: 2 });
        expect(inside.stderr).toContain("this is mesin2, inside the lab");
      },
      SECONDS,
    );

    test.concurrent(
      "processes in the lab end with it, and the lab ends when its daemon is killed",
      async () => {
        await using user = await LabUser.of(who);
        await user.lab(["up"]);
        const { stdout } = await user.lab(["status", "--json"]);
        await user.lab(["exec", "mesin1", "--", "sh", "-c", "sleep 300 >/dev/null 2>&1 & true"]);
        process.kill(JSON.parse(stdout).daemon.pid, "SIGKILL");
        await user.nothingLeft();
        expect(await user.lab(["status"])).toMatchObject({ exit: 1 });
        expect(await user.lab(["up"])).toMatchObject({ exit: 0 });
        await user.lab(["exec", "mesin1", "--", "sh", "-c", "sleep 300 >/dev/null 2>&1 & true"]);
        expect(await user.lab(["down"])).toMatchObject({ exit: 0 });
        await user.nothingLeft();
      },
      SECONDS,
    );

    test.concurrent(
      "a lab is gone if the command is killed while it makes it",
      async () => {
        await using user = await LabUser.of(who);
        const making = user.start(["up"]);
        await until(
          10,
          () => user.hasNetwork(),
          () => "a network",
        );
        making.kill("SIGKILL");
        await making.exited;
        if ((await user.lab(["status"])).exit === 0) await user.lab(["down"]); // the lab was ready before the signal
        await user.nothingLeft();
      },
      SECONDS,
    );

    test.concurrent(
      "links are slowed if the kernel can, and otherwise the missing module is named",
      async () => {
        await using user = await LabUser.of(who);
        for (const [flag, value, module] of [
          ["--delay", "mesin2=5ms", "sch_netem"],
          ["--loss", "1%", "sch_netem"],
          ["--bandwidth", "mesin2=1mbit", "sch_tbf"],
        ] as const) {
          const { exit, stderr } = await user.lab(["up", flag, value]);
          if (exit === 3) expect(stderr).toContain(`no ${module}`);
          else {
            expect(exit).toBe(0);
            const { stdout } = await user.lab(["exec", "mesin2", "--", "tc", "qdisc", "show", "dev", "eth0"]);
            expect(stdout).toContain(module.slice("sch_".length));
          }
          await user.lab(["down"]);
        }
      },
      SECONDS,
    );
  });
}

test.concurrent("a usage error is refused with the nearest name", async () => {
  await using user = await LabUser.of("as the user who runs the tests");
  const wrong = {
    "lab upp": "Did you mean up?",
    "lab exec mesin2": "a host and a command are needed",
    "lab up --netwrk 1": "Did you mean --network?",
    "lab run nc": "the server's command goes after --",
  };
  for (const [line, message] of Object.entries(wrong)) {
    const { exit, stderr } = await user.lab(line.split(" ").slice(1));
    expect(stderr).toContain(message);
    expect(exit).toBe(2);
  }
  expect(await user.lab(["exec", "mesin2", "--", "true"])).toMatchObject({ exit: 1 });
});

test.concurrent("a missing tool is reported with its package before anything is started", async () => {
  await using user = await LabUser.of("as the user who runs the tests");
  const bin = join(user.folder, "bin");
  mkdirSync(bin);
  for (const tool of [
    "sh",
    "env",
    "readlink",
    "unshare",
    "nsenter",
    "mount",
    "ip",
    "tc",
    "nc",
    "xxd",
    "tshark",
  ]) {
    symlinkSync(Bun.which(tool) ?? "/bin/true", join(bin, tool)); // all but dumpcap
  }
  const { exit, stdout, stderr } = await runProgram([JAM, "lab", "run", "--out", join(user.folder, "out")], {
    env: { PATH: bin, XDG_RUNTIME_DIR: user.folder },
  });
  expect(stderr).toBe(
    "jam: dumpcap is missing: install the Debian package wireshark-common (apt install wireshark-common).\n",
  );
  expect([exit, stdout]).toEqual([3, ""]);
  expect(existsSync(join(user.folder, "out"))).toBe(false);
});
