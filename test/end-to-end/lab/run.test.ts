/** `jam lab run` from outside: what it keeps of a right and of a wrong server, and that it leaves nothing behind. */
import { describe, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunRecord } from "../../../src/lab/run/run-folder.ts";
import { Lines } from "../support/lines.ts";
import { canMakeLabs, LabUser, ownNetwork, type Who } from "./lab-user.ts";

const SECONDS = 90_000;
const RIGHT_SECONDS = 30;
const PYTHON_SERVER = fileURLToPath(new URL("../../../examples/server_thread.py", import.meta.url));
const TOOLS = ["pdftotext", "ip", "tc", "unshare", "nsenter", "nc", "xxd", "dumpcap", "tshark"];
const hasTools = TOOLS.every((tool) => Bun.which(tool) !== null);

const recordOf = (folder: string): RunRecord => JSON.parse(readFileSync(join(folder, "run.json"), "utf8"));
const shown = (record: RunRecord, id: string) =>
  (record.experiments.find((experiment) => experiment.id === id)?.terminals ?? []).map(({ output }) =>
    output.map(({ text }) => text).join(""),
  );

const USERS: readonly Who[] = ["as the user who runs the tests", "as nobody"];
for (const who of USERS) {
  const isPossible = hasTools && canMakeLabs(who);
  const name = `jam lab run ${who}${isPossible ? "" : " (namespaces or tools are missing)"}`;
  describe.skipIf(!isPossible)(name, () => {
    test(
      "a right server's run is kept whole, and proves every point",
      async () => {
        const [own, began] = [ownNetwork(), performance.now()];
        await using user = new LabUser(who);
        const { exit, stdout, stderr } = await user.lab(["run"]);
        expect({ exit, stdout }).toEqual({ exit: 0, stdout: "lab-run\n" });
        expect((performance.now() - began) / 1000).toBeLessThan(RIGHT_SECONDS);
        expect(stderr).toMatch(/^next: \S*jam lab verify lab-run, \S*jam lab report$/m);
        await user.nothingLeft();
        expect(ownNetwork()).toBe(own);

        const folder = join(user.folder, "lab-run");
        const captures = ["mesin1.pcapng", "mesin2.pcapng", "mesin3.pcapng"];
        expect(readdirSync(folder).sort()).toEqual(["facts.json", ...captures, "run.json", "server.log"]);
        expect(readFileSync(join(folder, "server.log"), "utf8")).toContain('"event":"listening"');

        const record = recordOf(folder);
        const reply = /^JAM \d\d:\d\d:\d\d\r\n$/;
        expect(shown(record, "time-crlf")[0]).toMatch(reply);
        expect(shown(record, "time-cut")[0]).toMatch(reply);
        expect(shown(record, "time-lf")[0]).toStartWith("ERROR end the line with CR LF");
        expect(shown(record, "time-bare")).toEqual([""]);
        for (const text of shown(record, "in-turn")) {
          expect(text).toMatch(/succeeded!\nTIME\^M\nJAM [\d:]+\r\nTIME\^M\nJAM [\d:]+\r\nQUIT\^M\n$/);
        }
        for (const text of shown(record, "twenty")) expect(text.match(/^JAM [\d:]+\r$/gm)).toHaveLength(10);
        expect(shown(record, "bytes")[0]).toContain("4a41 4d20");
        for (const { exitCode, startedAt, endedAt } of record.experiments.flatMap(
          ({ terminals }) => terminals,
        )) {
          expect(exitCode).toBe(0);
          expect(endedAt).toBeGreaterThan(startedAt);
        }

        const verdict = await user.lab(["verify", "lab-run", "--json"]);
        expect(JSON.parse(verdict.stdout)).toMatchObject({ isProven: true });
        expect(verdict.exit).toBe(0);
        const report = await user.lab(["report", "--markdown", "report", "--name", "Budi"]);
        expect(report).toMatchObject({ exit: 0, stdout: "report\n" });
        expect(readFileSync(join(user.folder, "report/TUGAS2.md"), "utf8")).toContain("Budi");

        writeFileSync(join(user.folder, "lab.toml"), 'name = "Siti"\nnrp = "5025211001"\n', { mode: 0o644 });
        expect(await user.lab(["report"])).toMatchObject({ exit: 0, stdout: "TUGAS2.PDF\n" });
        const pdf = Bun.spawnSync(["pdftotext", join(user.folder, "TUGAS2.PDF"), "-"]).stdout.toString();
        expect(pdf).toContain("Siti");
        expect(pdf).toContain("5025211001");
        expect(pdf).toContain("172.16.16.101");
      },
      SECONDS,
    );

    test(
      "an interrupted run keeps nothing and leaves nothing behind, and a killed one leaves no process",
      async () => {
        const own = ownNetwork();
        await using user = new LabUser(who);
        for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
          const running = user.start(["run", "--out", "out"]);
          await new Lines(running.stderr).waitFor(
            (lines) => lines.find((line) => line.includes("twenty")),
            30,
          );
          running.kill(signal);
          const exit = await running.exited;
          await user.nothingLeft();
          expect(ownNetwork()).toBe(own);
          if (signal === "SIGKILL") continue;
          expect(exit).toBe(1);
          expect(existsSync(join(user.folder, "out"))).toBe(false);
        }
      },
      SECONDS,
    );

    test(
      "a run in a lab that stands leaves it standing and empty, killed or not",
      async () => {
        await using user = new LabUser(who);
        await user.lab(["up", "--network", "10.9.0.0/16", "--hosts", "a=10.9.0.1,b=10.9.0.2"]);
        const processes = async () =>
          (await user.lab(["exec", "a", "--", "ls", "/proc"])).stdout.match(/^\d+$/gm);
        const resting = (await processes())?.length;
        const running = user.start(["run"]);
        await new Lines(running.stderr).waitFor((lines) => lines.find((line) => line.includes("twenty")), 30);
        running.kill("SIGKILL");
        await running.exited;
        const { exit, stderr } = await user.lab(["run"]); // the port is free again
        expect(stderr).toContain("the lab that stands is used");
        expect(exit).toBe(0);
        expect(recordOf(join(user.folder, "lab-run")).hosts.map((host) => host.name)).toEqual(["a", "b"]);
        expect((await processes())?.length).toBe(resting ?? 0);
        expect(await user.lab(["run", "--bandwidth", "1mbit"])).toMatchObject({ exit: 2 });
      },
      SECONDS,
    );
  });
}

const asUser = test.skipIf(!hasTools || !canMakeLabs("as the user who runs the tests"));

asUser.skipIf(!existsSync("/usr/bin/python3"))(
  "a server that takes a chunk for a request is told so, and its run is kept",
  async () => {
    await using user = new LabUser("as the user who runs the tests");
    expect(await user.lab(["run", "--", "/usr/bin/python3", PYTHON_SERVER])).toMatchObject({ exit: 0 });
    const record = recordOf(join(user.folder, "lab-run"));
    expect(record.server.command).toEqual(["/usr/bin/python3", PYTHON_SERVER]);
    expect(shown(record, "time-cut")).toEqual([""]);
    expect(shown(record, "time-twice")[0]).toMatch(/^JAM [\d:]+\r\n$/);
    const { exit, stdout } = await user.lab(["verify", "lab-run", "--json"]);
    const [point] = JSON.parse(stdout).points.filter(({ isProven }: { isProven: boolean }) => !isProven);
    expect(point.point).toBe("1.c.i");
    expect(exit).toBe(1);
  },
  SECONDS,
);

asUser(
  "a server that does not start, or listens elsewhere, ends the run with its last words",
  async () => {
    await using user = new LabUser("as the user who runs the tests");
    const ended = await user.lab(["run", "--", "sh", "-c", "echo no luck; exit 4"]);
    expect(ended.stderr).toContain(
      "ended with 4 before it listened on 172.16.16.101:45000. Its last words:\nno luck",
    );
    expect(ended.exit).toBe(1);
    expect(existsSync(join(user.folder, "lab-run"))).toBe(false);
  },
  SECONDS,
);

asUser(
  "a failed, a misspelt and an interrupted run leave the earlier one as it was",
  async () => {
    await using user = new LabUser("as the user who runs the tests");
    const folder = join(user.folder, "lab-run");
    const names = ["facts.json", "mesin1.pcapng", "run.json", "server.log"];
    mkdirSync(folder);
    for (const name of names) writeFileSync(join(folder, name), `earlier ${name}`);
    const isAsItWas = () => {
      expect(readdirSync(folder).sort()).toEqual(names);
      for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toBe(`earlier ${name}`);
    };
    for (const command of [["sh", "-c", "exit 4"], ["nosuchcommand"]]) {
      expect(await user.lab(["run", "--", ...command])).toMatchObject({ exit: 1 });
      isAsItWas();
    }
    const running = user.start(["run"]);
    await new Lines(running.stderr).waitFor((lines) => lines.find((line) => line.includes("in-turn")), 30);
    running.kill("SIGINT");
    expect(await running.exited).toBe(1);
    isAsItWas();
  },
  SECONDS,
);

asUser.skipIf(process.getuid?.() !== 0)(
  "root's run into a folder that is closed to others takes an earlier run's place, and is its user's",
  async () => {
    await using user = new LabUser("as the user who runs the tests");
    const home = join(user.folder, "home");
    mkdirSync(home);
    writeFileSync(join(home, "run.json"), "earlier");
    chmodSync(home, 0o700);
    for (const path of [home, join(home, "run.json")]) chownSync(path, 65_534, 65_534);
    const { exit } = await user.lab(["run", "--out", "home"], 60, "", {
      SUDO_UID: "65534",
      SUDO_GID: "65534",
    });
    expect(exit).toBe(0);
    for (const name of readdirSync(home)) {
      expect(statSync(join(home, name))).toMatchObject({ uid: 65_534, mode: 0o100_644 });
    }
    expect(recordOf(home).schema).toBe(1);
  },
  SECONDS,
);
