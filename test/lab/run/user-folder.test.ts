/** A run that root makes in the folder of another user. */
import { expect, test } from "bun:test";
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { prepareFolder } from "../../../src/lab/run/out-folder.ts";
import { OWNER, SwappingOwner } from "./swapping-owner.ts";

const isPossible = process.getuid?.() === 0 && Bun.which("setpriv") !== null && Bun.which("perl") !== null;
const asRoot = test.skipIf(!isPossible);

asRoot(
  "is written where root alone is, and then belongs to the owner, whether sudo names them or not",
  async () => {
    await using owner = new SwappingOwner();
    for (const caller of [undefined, OWNER, { uid: 0, gid: 0 }]) {
      for (const name of ["lab-run", "new/deep"]) {
        const folder = join(owner.home, name);
        const run = prepareFolder(folder, caller);
        expect(statSync(run.filling)).toMatchObject({ uid: 0, mode: 0o040_700 });
        expect(run.filling).not.toStartWith(owner.home);
        expect(run.hasRun()).toBe(false);
        writeFileSync(join(run.filling, "run.json"), "new");
        writeFileSync(join(run.filling, "a.pcapng"), "x".repeat(3_000_000));
        expect(run.hasRun()).toBe(true);
        run.keep();
        expect(readdirSync(folder).sort()).toEqual(["a.pcapng", "run.json"]);
        expect(statSync(join(folder, "a.pcapng")).size).toBe(3_000_000);
        for (const path of [folder, join(folder, "run.json"), join(folder, "a.pcapng")]) {
          expect(statSync(path)).toMatchObject(OWNER);
        }
        expect(existsSync(run.filling)).toBe(false);
      }
    }
  },
);

asRoot("that is discarded leaves nothing, and an earlier one as it was", async () => {
  await using owner = new SwappingOwner();
  const missing = join(owner.home, "new");
  const run = prepareFolder(missing);
  writeFileSync(join(run.filling, "server.log"), "");
  run.discard();
  expect([existsSync(missing), existsSync(run.filling)]).toEqual([false, false]);

  const earlier = join(owner.home, "lab-run");
  writeFileSync(join(earlier, "run.json"), "earlier");
  prepareFolder(earlier).discard();
  expect(readdirSync(earlier)).toEqual(["run.json"]);
  expect(readFileSync(join(earlier, "run.json"), "utf8")).toBe("earlier");
});

asRoot("is refused before it begins where the owner cannot write", async () => {
  await using owner = new SwappingOwner();
  const folder = join(owner.home, "lab-run");
  chownSync(folder, 0, 0);
  expect(() => prepareFolder(folder)).toThrow(
    `${folder} cannot be used with the rights of user ${OWNER.uid}, who can change what it names: EACCES`,
  );
});

asRoot(
  "is kept for root if its owner makes the folder unusable meanwhile, and the message says where",
  async () => {
    await using owner = new SwappingOwner();
    const folder = join(owner.home, "lab-run");
    const run = prepareFolder(folder, OWNER);
    writeFileSync(join(run.filling, "run.json"), "new");
    chownSync(folder, 0, 0);
    const kept = run.filling.replace("jam-lab-run-", "jam-lab-kept-");
    try {
      expect(() => run.keep()).toThrow(`The run is in ${kept}, for root alone.`);
      expect(run.hasRun()).toBe(false); // there is nothing left to discard
      prepareFolder(join(owner.home, "other")).discard();
      expect(readFileSync(join(kept, "run.json"), "utf8")).toBe("new");
    } finally {
      rmSync(kept, { recursive: true });
    }
  },
);

/** With a tenth of them, code that follows links has already removed files of root's. */
const RUNS = 200;

for (const inside of ["lab-run", "deep/lab-run", "deep/new/lab-run"]) {
  asRoot(`touches nothing of root's, however fast the owner of ${inside} swaps it for links`, async () => {
    await using owner = new SwappingOwner();
    await owner.start(process.pid);
    const folder = join(owner.home, inside);
    for (let time = 0; time < RUNS; time++) {
      let run: ReturnType<typeof prepareFolder> | undefined;
      try {
        run = prepareFolder(folder, time % 2 === 0 ? OWNER : undefined);
        expect(run.filling).not.toStartWith(dirname(owner.home));
        for (const name of ["run.json", "mesin1.pcapng", "server.log"]) {
          writeFileSync(join(run.filling, name), "new");
        }
        run.keep();
      } catch (error) {
        expect(error).toHaveProperty("name", "LabError");
        run?.discard();
        const [, kept] = /The run is in (\S+),/.exec(String(error)) ?? [];
        if (kept !== undefined) rmSync(kept, { recursive: true });
      }
    }
    expect(await owner.stop()).toBeGreaterThan(RUNS);
    expect(owner.isVictimUnchanged).toBe(true);
  });
}
