/** `jam lab run` as a command: its results for a right and for a wrong server, and that no process is left over. */
import { describe, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunRecord } from "../../../src/lab/run/run-folder.ts";
import { SwappingOwner } from "../../lab/run/swapping-owner.ts";
import { Lines } from "../support/lines.ts";
import { canMakeLabs, LabUser, ownNetwork, type Who } from "./lab-user.ts";

/** Including the time for a free slot. */
const SECONDS = 180_000;
/** Far more than a right server's run takes on a busy machine. */
const RIGHT_SECONDS = 60;
const PYTHON_SERVER = fileURLToPath(new URL("../../../examples/server_thread.py", import.meta.url));
const TOOLS = ["pdftotext", "ip", "tc", "unshare", "nsenter", "nc", "xxd", "dumpcap", "tshark"];
const hasTools = TOOLS.every((tool) => Bun.which(tool) !== null);

const recordOf = (folder: string): RunRecord => JSON.parse(readFileSync(join(folder, "run.json"), "utf8"));
const shown = (record: RunRecord, id: string) =>
  (record.experiments.find((experiment) => experiment.id === id)?.terminals ?? []).map(({ output }) =>
    output.map(({ text }) => text).join(""),
  );

/** Resolves when the run has begun this experiment. @returns the lines that it has printed */
async function begun(run: Bun.Subprocess<"ignore", "pipe", "pipe">, experiment: string) {
  const lines = new Lines(run.stderr);
  await lines.waitFor((all) => all.find((line) => line.includes(` ${experiment}: `)), 60);
  return lines.all;
}

/** Of the run in `lab-run`, as Markdown and as a PDF. */
async function makesReports(user: LabUser): Promise<void> {
  const report = await user.lab(["report", "--markdown", "report", "--name", "Budi"]);
  expect(report).toMatchObject({ exit: 0, stdout: "report\n" });
  expect(readFileSync(join(user.folder, "report/TUGAS2.md"), "utf8")).toContain("Budi");

  writeFileSync(join(user.folder, "lab.toml"), 'name = "Siti"\nnrp = "5025211001"\n', { mode: 0o644 });
  expect(await user.lab(["report"])).toMatchObject({ exit: 0, stdout: "TUGAS2.PDF\n" });
  const pdf = Bun.spawnSync(["pdftotext", join(user.folder, "TUGAS2.PDF"), "-"]).stdout.toString();
  expect(pdf).toContain("Siti");
  expect(pdf).toContain("5025211001");
  expect(pdf).toContain("172.16.16.101");
  expect(pdf).toContain("mesin1:~#");
  const first = readFileSync(join(user.folder, "TUGAS2.PDF"));
  expect(await user.lab(["report"])).toMatchObject({ exit: 2 });
  expect(await user.lab(["report", "--force"])).toMatchObject({ exit: 0 });
  expect(Bun.hash(readFileSync(join(user.folder, "TUGAS2.PDF")))).toBe(Bun.hash(first));
}

const USERS: readonly Who[] = ["as the user who runs the tests", "as nobody"];
for (const who of USERS) {
  const isPossible = hasTools && canMakeLabs(who);
  const name = `jam lab run ${who}${isPossible ? "" : " (namespaces or tools are missing)"}`;
  describe.skipIf(!isPossible)(name, () => {
    test.concurrent(
      "a run with a right server is complete and proves every point",
      async () => {
        await using user = await LabUser.of(who);
        const [own, began] = [ownNetwork(), performance.now()];
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
        const output = record.server.output?.chunks.map(({ text }) => text).join("");
        expect(output).toBe(readFileSync(join(folder, "server.log"), "utf8"));
        if (who === "as the user who runs the tests") await makesReports(user);
      },
      SECONDS,
    );

    test.concurrent(
      "an interrupted run leaves no files and no processes, and a killed one leaves no processes",
      async () => {
        const own = ownNetwork();
        await using user = await LabUser.of(who);
        for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
          const running = user.start(["run", "--out", "out"]);
          // SIGKILL comes while shells run commands in the background: they must not outlive the lab.
          await begun(running, signal === "SIGKILL" ? "twenty" : "in-turn");
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

    test.concurrent(
      "a run in a running lab leaves it running and empty, killed or not",
      async () => {
        await using user = await LabUser.of(who);
        await user.lab(["up", "--network", "10.9.0.0/16", "--hosts", "a=10.9.0.1,b=10.9.0.2"]);
        const processes = async () =>
          (await user.lab(["exec", "a", "--", "ls", "/proc"])).stdout.match(/^\d+$/gm);
        const resting = (await processes())?.length;
        const running = user.start(["run"]);
        await begun(running, "twenty");
        running.kill("SIGKILL");
        await running.exited;
        if (who === "as nobody") {
          const again = user.start(["run"]);
          const lines = await begun(again, "in-turn"); // the server could listen: the port is free again
          expect(lines).toContain("capturing on a, b");
          again.kill("SIGINT");
          expect(await again.exited).toBe(1);
        } else {
          const { exit, stderr } = await user.lab(["run"]); // the port is free again
          expect(stderr).toContain("using the running lab");
          expect(exit).toBe(0);
          expect(recordOf(join(user.folder, "lab-run")).hosts.map((host) => host.name)).toEqual(["a", "b"]);
        }
        expect((await processes())?.length).toBe(resting ?? 0);
        expect(await user.lab(["run", "--bandwidth", "1mbit"])).toMatchObject({ exit: 2 });
      },
      SECONDS,
    );
  });
}

const asUser = test.concurrent.skipIf(!hasTools || !canMakeLabs("as the user who runs the tests"));

asUser.skipIf(!existsSync("/usr/bin/python3"))(
  "a run with a server that takes a chunk for a request is complete, replaces the earlier run, and belongs to the user of sudo",
  async () => {
    await using user = await LabUser.of("as the user who runs the tests");
    const home = join(user.folder, "home");
    mkdirSync(home);
    writeFileSync(join(home, "run.json"), "earlier");
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      chmodSync(home, 0o700); // closed to others, as to dumpcap after it has dropped root
      for (const path of [home, join(home, "run.json")]) chownSync(path, 65_534, 65_534);
    }
    const sudo = isRoot ? { SUDO_UID: "65534", SUDO_GID: "65534" } : {};
    const command = ["/usr/bin/python3", PYTHON_SERVER];
    expect(await user.lab(["run", "--out", "home", "--", ...command], 90, "", sudo)).toMatchObject({
      exit: 0,
    });
    if (isRoot) {
      for (const name of readdirSync(home)) {
        expect(statSync(join(home, name))).toMatchObject({ uid: 65_534, mode: 0o100_644 });
      }
    }
    const record = recordOf(home);
    expect(record.server.command).toEqual(command);
    expect(record.server.sources).toEqual([
      { name: PYTHON_SERVER, text: readFileSync(PYTHON_SERVER, "utf8") },
    ]);
    expect(shown(record, "time-cut")).toEqual([""]);
    expect(shown(record, "time-twice")[0]).toMatch(/^JAM [\d:]+\r\n$/);
    expect(await user.lab(["report", "home", "--markdown", "report"])).toMatchObject({ exit: 0 });
    const page = readFileSync(join(user.folder, "report/TUGAS2.md"), "utf8");
    expect(page).toContain("class ProcessTheClient(threading.Thread):");
    const { exit, stdout } = await user.lab(["verify", "home", "--json"]);
    const [point] = JSON.parse(stdout).points.filter(({ isProven }: { isProven: boolean }) => !isProven);
    expect(point.point).toBe("1.c.i");
    expect(exit).toBe(1);
  },
  SECONDS,
);

asUser.skipIf(process.getuid?.() !== 0 || Bun.which("perl") === null)(
  "a run of root touches nothing outside another user's folder, however fast that user swaps it for links",
  async () => {
    await using user = await LabUser.of("as the user who runs the tests");
    await using owner = new SwappingOwner();
    const running = user.start(["run", "--out", join(owner.home, "lab-run")]);
    const lines = new Lines(running.stderr);
    await lines.waitFor((all) => all.find((line) => line === "reading the captures"), 90);
    await owner.start(running.pid);
    if ((await running.exited) !== 0) {
      // They made their folder unusable, and root keeps the run.
      const kept = await lines.waitFor((all) => /The run is in (\S+),/.exec(all.join("\n"))?.[1], 10);
      expect(existsSync(join(kept, "run.json"))).toBe(true);
      rmSync(kept, { recursive: true });
    }
    expect(await owner.stop()).toBeGreaterThan(100);
    expect(owner.isVictimUnchanged).toBe(true);
  },
  SECONDS,
);

asUser(
  "a server that does not start ends the run with its last output",
  async () => {
    await using user = await LabUser.of("as the user who runs the tests");
    const ended = await user.lab(["run", "--", "sh", "-c", "echo no luck; exit 4"]);
    expect(ended.stderr).toContain(
      "ended with exit code 4 before it listened on 172.16.16.101:45000. Its last output:\nno luck",
    );
    expect(ended.exit).toBe(1);
    expect(existsSync(join(user.folder, "lab-run"))).toBe(false);
  },
  SECONDS,
);

asUser(
  "failed and interrupted runs leave the earlier one as it was",
  async () => {
    await using user = await LabUser.of("as the user who runs the tests");
    const folder = join(user.folder, "lab-run");
    const names = ["facts.json", "mesin1.pcapng", "run.json", "server.log"];
    mkdirSync(folder);
    for (const name of names) writeFileSync(join(folder, name), `earlier ${name}`);
    const isUnchanged = () => {
      expect(readdirSync(folder).sort()).toEqual(names);
      for (const name of names) expect(readFileSync(join(folder, name), "utf8")).toBe(`earlier ${name}`);
    };
    for (const command of [["sh", "-c", "exit 4"], ["nosuchcommand"]]) {
      expect(await user.lab(["run", "--", ...command])).toMatchObject({ exit: 1 });
      isUnchanged();
    }
    const running = user.start(["run", "--lang", "id"]);
    const lines = await begun(running, "in-turn");
    expect(lines).toContain("capture di mesin1, mesin2, mesin3");
    running.kill("SIGINT");
    expect(await running.exited).toBe(1);
    isUnchanged();
  },
  SECONDS,
);
